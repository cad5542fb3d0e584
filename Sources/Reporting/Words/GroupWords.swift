import Charting
import ClusterMetrics

/// How groups of units are called.
extension Wording {
  /// Units of which the roster does not say what others are grouped by.
  package var withoutTrait: String { self("chưa ghi", "not stated") }

  /// "Cụm 1, Miền núi".
  package func name(of part: Roster.Part, _ roster: Roster) -> String {
    let traits = part.traits.map { trait in
      let text = roster.text(of: trait)
      return text.isEmpty ? withoutTrait : text
    }
    let cluster = part.cluster.map { [roster.clusters[$0].name] } ?? []
    return (cluster + traits).joined(separator: ", ")
  }

  /// What rows go by: "theo đơn vị", "theo Vùng".
  package func by(_ groups: [Group], _ roster: Roster) -> String {
    switch groups.first {
    case .part(let part)?:
      guard let trait = part.traits.first else { return self("theo cụm", "by cluster") }
      let name = inSentence(self(roster.attributes[trait.attribute].name))
      return self("theo ", "by ") + (part.cluster == nil ? "" : self("cụm và ", "cluster and "))
        + name
    case .cluster?: return self("theo cụm", "by cluster")
    case .commune?: return self("theo xã", "by commune")
    case .unit?, .all?, nil: return self("theo đơn vị", "by unit")
    }
  }

  /// What columns go by, within a sentence.
  ///
  /// - Parameter header: how the registers call the column.
  package func name(
    of across: Across, header: String? = nil, _ roster: Roster
  ) -> String {
    switch across {
    case .column(let id): inSentence(header ?? id)
    case .attribute(let id):
      roster.attribute(named: id).map { inSentence(self(roster.attributes[$0].name)) } ?? id
    case .clusters: self("cụm", "cluster")
    case .periods: self("kỳ", "period")
    }
  }

  /// What an asterisk behind a number says.
  package var lackNote: String {
    self(
      "* chưa đủ đơn vị, hoặc chưa đủ các kỳ thành phần.",
      "* without some units, or some parts of the period.")
  }

  /// What an asterisk behind a unit's name, or below a moment, says.
  package var partsNote: String {
    self("* chưa đủ các kỳ thành phần.", "* without some parts of the period.")
  }

  /// What an asterisk behind a change says.
  package var sameUnitsNote: String {
    self(
      "* tăng, giảm của các đơn vị có số liệu cả hai kỳ.",
      "* the change over the units in both periods.")
  }

  /// Activities whose dates name a month or quarter that does not lie within a period and shares days with it.
  package func straddling(_ count: Int, _ period: Period) -> String {
    let name = nameInSentence(period)
    return self(
      "\(count) dòng của sổ chỉ ghi tháng, quý không nằm trọn trong \(name) nên không được tính vào kỳ này",
      count == 1
        ? "1 row of the registers names a month or quarter that does not lie within \(name), and does not count in it"
        : "\(count) rows of the registers name months or quarters that do not lie within \(name), and do not count in it"
    )
  }

  /// A total that does not come from the units.
  package var statedTotal: String {
    self("tổng số chung, không cộng từ các đơn vị", "stated as a whole, not added up from units")
  }

  /// What heads the indicators that are in no group, behind those of the groups.
  package var otherIndicators: String { self("Chỉ tiêu khác", "Other indicators") }

  /// What a change stands on of which one side is a total without its units.
  ///
  /// - Parameter isKnown: whether both sides have a number.
  package func statedTotalBasis(isCompared: Bool, isKnown: Bool) -> String {
    if isCompared {
      return self(
        "so với tổng số chung của cả cụm", "beside a total that is stated as a whole")
    }
    guard isKnown else { return "" }
    return self(
      "chưa so sánh được với số chung của kỳ kia vì chưa đủ đơn vị hoặc chưa đủ kỳ",
      "not compared with the total of the other period, for units or parts are missing")
  }

  /// " đã báo cáo" or " được công bố", behind units of which not all have a number that is shown.
  package func known(_ tallies: [Tally]) -> String {
    if tallies.contains(where: { $0.status == .hidden }) {
      return self(" được công bố", " that are shown")
    }
    // Who has reported parts of the period has reported, too; that the others are compared says `amongWhole`.
    let isWhole = tallies.contains { $0.value != nil && !$0.lacksParts }
    if isWhole, tallies.contains(where: { $0.value != nil && $0.lacksParts }) { return "" }
    // Whose earlier numbers cannot be divided has reported all the same.
    return tallies.contains { $0.status == .indivisible }
      ? self(" có số liệu", " with figures") : self(" đã báo cáo", " that reported")
  }

  /// " (xét 9 đơn vị đủ kỳ)", behind a sentence that leaves out who lacks parts of the period, or whose number is not
  /// shown.
  package func amongWhole(_ tallies: [Tally]) -> String {
    let whole = tallies.count { $0.value != nil && !$0.lacksParts }
    let lacksParts = tallies.contains { $0.value != nil && $0.lacksParts }
    guard whole > 0 else {
      return lacksParts ? self(" (số liệu chưa đủ kỳ)", " (figures of parts of the period)") : ""
    }
    switch (lacksParts, tallies.contains { $0.status == .hidden }) {
    case (false, false): return ""
    case (true, false):
      return self(
        " (xét \(whole) đơn vị đủ kỳ)", " (of the \(unitCount(whole)) with the whole period)")
    case (false, true):
      return amongShown(unitCount(whole))
    case (true, true):
      return self(
        " (xét \(whole) đơn vị đủ kỳ và được công bố)",
        " (of the \(unitCount(whole)) with the whole period that are shown)")
    }
  }

  /// " (xét 9 đơn vị được công bố)", of units or groups that are counted already.
  package func amongShown(_ counted: String) -> String {
    self(" (xét \(counted) được công bố)", " (of the \(counted) that are shown)")
  }

  /// " (theo 10 đơn vị có số liệu cả hai kỳ)", behind changes of groups that not all of their units stand behind.
  package func overSameUnits(_ comparisons: [Comparison]) -> String {
    let blurred = comparisons.filter(\.isOverSameUnits)
    guard !blurred.isEmpty else { return "" }
    guard comparisons.count == 1, let units = blurred[0].overSameUnits?.units else {
      return self(" (theo các đơn vị có số liệu cả hai kỳ)", " (over the units in both periods)")
    }
    return self(
      " (theo \(units) đơn vị có số liệu cả hai kỳ)", " (over \(unitCount(units)) in both periods)")
  }

  /// "3 nhóm".
  package func count(_ count: Int, _ noun: GroupNoun) -> String {
    self("\(count) \(noun.vietnamese)", "\(count) \(count == 1 ? noun.one : noun.many)")
  }

  /// A heading within a sentence: "Vùng" is "vùng", "STT" stays.
  package func inSentence(_ heading: String) -> String {
    let words = heading.split(separator: " ", maxSplits: 2)
    // "UBND" and "Hà Nội" stay; "Mô hình «Dân vận khéo»" begins small.
    guard let first = heading.first, let word = words.first,
      word.dropFirst().allSatisfy({ !$0.isUppercase }),
      words.count < 2 || words[1].first?.isUppercase == false
    else { return heading }
    return first.lowercased() + heading.dropFirst()
  }

  /// ", 8 kỳ gần nhất"; nothing of one.
  package func lastPeriods(_ count: Int) -> String {
    count < 2 ? "" : self(", \(count) kỳ gần nhất", ", the last \(count) periods")
  }

  /// "; trục không bắt đầu từ 0" of lines whose axis is cut; nothing of others.
  package func cutAxis(of body: any ChartBody) -> String {
    (body as? TrendLines)?.isAxisCut == true
      ? self("; trục không bắt đầu từ 0", "; the axis does not begin at 0") : ""
  }

  /// A number beside a bar, with what is missing of its period.
  package func marked(_ text: String, _ tally: Tally) -> String {
    guard tally.lacksParts, tally.value != nil else { return text }
    return [text, shortCoverage(tally)].filter { !$0.isEmpty }.joined(separator: " · ")
  }
}
