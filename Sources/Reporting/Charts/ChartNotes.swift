import ClusterMetrics

/// Notes for charts and their numbers: sources and caveats.
extension ChartMaker {
  /// "Nguồn: sổ theo dõi hoạt động của 9/10 đơn vị đã báo cáo. Toàn cụm: 105 hội nghị đối thoại."
  package func footer(_ indicator: Indicator, for group: Group) -> String {
    let tally = book.tally(indicator, for: group, in: period)
    let source = source([indicator])
    let units = words.units(tally.reportingUnits, of: tally.expectedUnits)
    let basis =
      tally.isStatedTotal
      ? statedBasis(tally, indicator, units)
      : lacksFigures(tally, indicator)
        ? words("\(units) có số liệu", "\(units) with figures")
        : words("\(units) đã báo cáo", "\(units) reporting")
    var text = words("Nguồn: \(source), \(basis).", "Source: \(source), \(basis).")
    if tally.incompleteUnits > 0 {
      text += " " + words.sentence(words.lack(tally)) + "."
    }
    if let value = tally.value {
      text += " " + groupName(group) + ": " + words.amount(value, indicator, of: [tally])
      if let numerator = tally.numerator, let denominator = tally.denominator {
        text += " (\(words.text(numerator))/\(words.text(denominator)))"
      }
      text += "."
    }
    if tally.isUnsteady {
      text += words(
        " Tỷ lệ tính trên dưới 20 trường hợp, dễ biến động.",
        " A rate over fewer than 20 cases is unsteady.")
    }
    if let day = recordsEnd(in: period, indicator) {
      text += words(" Số liệu đến \(words.date(day)).", " Records to \(words.date(day)).")
    }
    return book.boundaries.day.map { text + " " + words.mapNote($0) } ?? text
  }

  /// What stands behind a stated total: nothing more, or clusters of which some only have one.
  private func statedBasis(_ tally: Tally, _ indicator: Indicator, _ units: String) -> String {
    guard book.addsClusters(indicator, for: tally.group, in: tally.period) else {
      return words.statedTotal
    }
    let added = words(
      "cộng từ các cụm, có cụm chỉ có tổng số chung",
      "added up from the clusters, of which some are stated as a whole")
    return tally.status == .partial ? units + ", " + added : added
  }

  /// Whether some units that a number lacks have sent what it is computed from.
  private func lacksFigures(_ tally: Tally, _ indicator: Indicator) -> Bool {
    guard tally.reportingUnits < tally.expectedUnits, indicator.definition.isComposed else {
      return false
    }
    return book.units(of: tally.group, in: tally.period).contains {
      book.tally(indicator, for: .unit($0), in: tally.period).lack != nil
    }
  }

  /// The caveats of a point of a trend, including the day on which its records end.
  package func note(_ tally: Tally, in period: Period, _ indicator: Indicator) -> String {
    [note(tally), endNote(in: period, indicator)].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  package func shortNote(_ tally: Tally, in period: Period, _ indicator: Indicator) -> String {
    let isShort = tally.status == .partial && tally.reportingUnits < tally.expectedUnits
    // The day on which the records end is more relevant than a rate's small number of cases.
    let end = endNote(in: period, indicator)
    return [
      (isShort ? "\(tally.reportingUnits)/\(tally.expectedUnits)" : "")
        + (lacksWithoutUnits(tally) ? "*" : ""),
      end.isEmpty && tally.isUnsteady ? "<20" : "", tally.isApproximate ? "≈" : "", end,
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Whether a number is incomplete in a way that a count of units does not express.
  private func lacksWithoutUnits(_ tally: Tally) -> Bool {
    tally.isMarked && (tally.incompleteUnits > 0 || tally.reportingUnits == tally.expectedUnits)
  }

  /// A key to the short signs below the moments of small charts.
  package func keyToNotes(_ indicator: Indicator, _ groups: [Group], _ periods: [Period]) -> String
  {
    let tallies = groups.flatMap { group in
      periods.map { book.tally(indicator, for: group, in: $0) }
    }
    return
      (tallies.contains(where: lacksWithoutUnits)
      ? " " + words.partsNote(of: tallies) : "")
      + (tallies.contains(where: \.isUnsteady)
        ? words(" <20: tính trên dưới 20 trường hợp.", " <20: over fewer than 20 cases.") : "")
  }

  /// The caveats of the base with which groups are compared: changes over the units in both periods, and incomplete
  /// bases.
  ///
  /// - Parameter changes: whether the chart states changes.
  package func baseNote(_ indicator: Indicator, _ groups: [Group], changes: Bool = true) -> String {
    guard hasBase else { return "" }
    let comparisons = groups.map { book.comparison(indicator, for: $0, in: period, with: base) }
    let isOverSame = changes && comparisons.contains(where: \.isOverSameUnits)
    let lacking = comparisons.filter(\.base.isMarked).map { groupName($0.base.group) }
    return (isOverSame ? " " + words.sameUnitsNote : "")
      + (lacking.isEmpty
        ? ""
        : " " + words.sentence(baseName(of: indicator))
          + words(" chưa đủ số liệu: ", " is not complete: ")
          + ChartMaker.few(lacking) + ".")
  }

  /// A list of the first names.
  package static func few(_ names: [String]) -> String {
    names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
  }

  /// "đến 10/3/2024", if the records of a period end early.
  private func endNote(in period: Period, _ indicator: Indicator) -> String {
    recordsEnd(in: period, indicator).map { words("đến ", "to ") + words.date($0) } ?? ""
  }

  private func recordsEnd(in period: Period, _ indicator: Indicator) -> Day? {
    book.plan.sources(of: [indicator]).contains(.registers) ? book.recordsEnd(in: period) : nil
  }

  package func note(_ tally: Tally) -> String {
    [
      tally.status == .partial ? words.shortCoverage(tally) : "",
      tally.isUnsteady ? words("ít trường hợp", "few cases") : "",
      tally.isApproximate ? words.approximate : "",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
