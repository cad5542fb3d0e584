import Charting
import ClusterMetrics
import Foundation

/// The names of groups of units.
extension Wording {
  /// The name for units without the attribute by which the others are grouped.
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

  /// The grouping of rows: "theo đơn vị", "theo Vùng".
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

  /// The grouping of columns, within a sentence.
  ///
  /// - Parameter header: the column's heading in the registers.
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

  /// The meaning of an asterisk after a number.
  package var lackNote: String {
    self(
      "* chưa đủ đơn vị, hoặc chưa đủ các kỳ thành phần.",
      "* without some units, or some parts of the period.")
  }

  /// The same of some numbers, of which one may hold that of an earlier period, too.
  package func lackNote(of tallies: [Tally]) -> String {
    guard tallies.contains(where: \.holdsEarlierParts) else { return lackNote }
    return self(
      "* chưa đủ đơn vị, chưa đủ các kỳ thành phần, hoặc gồm cả số của kỳ trước.",
      "* without some units or parts of the period, or including an earlier period.")
  }

  /// The meaning of an asterisk after a unit's name, or below a moment.
  package func partsNote(of tallies: [Tally]) -> String {
    let marked = tallies.filter { $0.lacksParts || $0.incompleteUnits > 0 }
    guard marked.contains(where: \.holdsEarlierParts) else {
      return self("* chưa đủ các kỳ thành phần.", "* without some parts of the period.")
    }
    return marked.allSatisfy(\.holdsEarlierParts)
      ? self("* gồm cả số của kỳ trước.", "* including an earlier period.")
      : self(
        "* chưa đủ các kỳ thành phần, hoặc gồm cả số của kỳ trước.",
        "* without some parts of the period, or including an earlier period.")
  }

  /// The meaning of an asterisk after a change.
  package var sameUnitsNote: String {
    self(
      "* tăng, giảm của các đơn vị có số liệu cả hai kỳ.",
      "* the change over the units in both periods.")
  }

  /// A note on activities whose dates are months or quarters that overlap a period without lying within it.
  package func straddling(_ count: Int, _ period: Period) -> String {
    let name = nameInSentence(period)
    return self(
      "\(count) dòng của sổ chỉ ghi tháng, quý không nằm trọn trong \(name) nên không được tính vào kỳ này",
      count == 1
        ? "1 row of the registers names a month or quarter that does not lie within \(name), and does not count in it"
        : "\(count) rows of the registers name months or quarters that do not lie within \(name), and do not count in it"
    )
  }

  /// A note on a total that does not come from the units.
  package var statedTotal: String {
    self("tổng số chung, không cộng từ các đơn vị", "stated as a whole, not added up from units")
  }

  /// The heading of the indicators without a group, after those of the groups.
  package var otherIndicators: String { self("Chỉ tiêu khác", "Other indicators") }

  /// The basis of a change if one side is a total without its units.
  ///
  /// - Parameters:
  ///   - isCompared: whether the two sides are compared.
  ///   - isKnown: whether both sides have a number.
  ///   - isOfBase: whether it is the other period's number that is stated.
  package func statedTotalBasis(isCompared: Bool, isKnown: Bool, isOfBase: Bool) -> String {
    if isCompared, !isOfBase {
      return self(
        "so với số cộng từ các đơn vị", "compared with what the units add up to")
    }
    if isCompared {
      return self(
        "so với tổng số chung của cả cụm", "compared with a total that is stated as a whole")
    }
    guard isKnown else { return "" }
    return self(
      "chưa so sánh được với tổng số chung của kỳ so sánh vì chưa đủ đơn vị hoặc chưa đủ kỳ",
      "not compared with the other period's total: units or parts are missing")
  }

  /// " đã báo cáo" or " được công bố", after units of which not all have a shown number.
  package func known(_ tallies: [Tally]) -> String {
    if tallies.contains(where: { $0.status == .hidden }) {
      return self(" được công bố", " that are shown")
    }
    // Units with parts of the period have reported, too; `amongWhole` says that only the others are compared.
    let isWhole = tallies.contains { $0.value != nil && !$0.lacksParts }
    if isWhole, tallies.contains(where: { $0.value != nil && $0.lacksParts }) { return "" }
    // Units whose earlier numbers cannot be divided have reported all the same.
    return tallies.contains(where: \.lacksFigure)
      ? self(" có số liệu", " with figures") : self(" đã báo cáo", " that reported")
  }

  /// How an English sentence on all of some begins: "Both" of two, "All 3" of three.
  package static func every(_ count: Int) -> String { count == 2 ? "Both" : "All \(count)" }

  /// " (xét 9 đơn vị báo cáo đủ kỳ)", after a sentence that leaves out units with incomplete or hidden numbers.
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
        " (xét \(whole) đơn vị báo cáo đủ kỳ)",
        " (of the \(unitCount(whole)) with the whole period)")
    case (false, true):
      return amongShown(unitCount(whole))
    case (true, true):
      return self(
        " (xét \(whole) đơn vị báo cáo đủ kỳ và được công bố)",
        " (of the \(unitCount(whole)) with the whole period and shown)")
    }
  }

  /// Why a number has no rank although it is known: nobody is first, or it is of a part of the period.
  package func notRanked(_ tally: Tally, _ indicator: Indicator) -> String {
    indicator.better != .neither && tally.lacksParts
      ? self("chưa xếp hạng vì chưa đủ kỳ", "not ranked, as the period is not complete")
      : self("không xếp hạng", "not ranked")
  }

  /// " (3/4 đơn vị đã báo cáo)", after a sentence that names the first of units of which others have sent nothing yet.
  package func amongReporting(_ tallies: [Tally]) -> String {
    let asked = tallies.filter { $0.status != .notApplicable || $0.lacksFigure }
    let known = asked.count { $0.value != nil }
    guard asked.allSatisfy(\.group.isOneUnit), known > 1, known < asked.count,
      asked.allSatisfy({ $0.status != .hidden && !($0.value != nil && $0.lacksParts) })
    else { return "" }
    let verb =
      asked.contains(where: \.lacksFigure)
      ? self("có số liệu", "have figures") : self("đã báo cáo", "have reported")
    return self(
      " (\(known)/\(asked.count) đơn vị \(verb))",
      " (\(known) of \(unitCount(asked.count)) \(verb))")
  }

  /// " (xét 9 đơn vị được công bố)", with a count of units or groups.
  package func amongShown(_ counted: String) -> String {
    self(" (xét \(counted) được công bố)", " (of the \(counted) shown)")
  }

  /// " (theo 10 đơn vị có số liệu cả hai kỳ)", after changes of groups that do not cover all of their units.
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

  /// A heading within a sentence: "Vùng" becomes "vùng", "STT" stays.
  package func inSentence(_ heading: String) -> String {
    let words = heading.split(separator: " ", maxSplits: 2)
    // "UBND" and "Hà Nội" stay; "Mô hình «Dân vận khéo»" gets a lower-case initial.
    guard let first = heading.first, let word = words.first,
      word.dropFirst().allSatisfy({ !$0.isUppercase }),
      words.count < 2 || words[1].first?.isUppercase == false
    else { return heading }
    return first.lowercased() + heading.dropFirst()
  }

  /// ", 8 kỳ gần nhất"; empty for one.
  package func lastPeriods(_ count: Int) -> String {
    count < 2 ? "" : self(", \(count) kỳ gần nhất", ", the last \(count) periods")
  }

  /// "; trục không bắt đầu từ 0" for lines with a cut axis; empty otherwise.
  package func cutAxis(of body: any ChartBody) -> String {
    (body as? TrendLines)?.isAxisCut == true
      ? self("; trục không bắt đầu từ 0", "; the axis does not begin at 0") : ""
  }

  /// A number beside a bar, with the missing parts of its period, and marked where it is approximate.
  package func marked(_ text: String, _ tally: Tally) -> String {
    let sign = Wording.approximately
    let isMarked = !tally.isApproximate || tally.value == nil || text.hasPrefix(sign)
    let text = isMarked ? text : (sign + text).trimmingCharacters(in: .whitespaces)
    guard tally.lacksParts, tally.value != nil else { return text }
    return [text, shortCoverage(tally)].filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension Tally {
  /// Whether its units have reported, and no number follows from that: it cannot be divided, its denominator is zero or unknown.
  var lacksFigure: Bool {
    value == nil
      && (lack != nil
        || (status == .indivisible || status == .notApplicable) && reportingUnits > 0)
  }
}
