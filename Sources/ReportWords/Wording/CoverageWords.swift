import ClusterMetrics
import Findings
import Intake

/// The wording for the basis of numbers: their sources, the reporting units, and what is left out.
extension Wording {
  /// "9/10 đơn vị"
  package func units(_ reporting: Int, of expected: Int) -> String {
    self(
      "\(reporting)/\(expected) đơn vị", "\(reporting)/\(expected) unit\(expected == 1 ? "" : "s")")
  }

  /// The units in a tally: "9/10 đơn vị"; "9/10 đơn vị, 2 đơn vị thiếu quý 2 năm 2024"; for a single unit that has
  /// reported only parts of the period "thiếu quý 2 năm 2024".
  package func coverage(_ tally: Tally) -> String {
    coverage(
      tally.reportingUnits, of: tally.expectedUnits, incomplete: tally.incompleteUnits,
      missing: tally.missingParts, in: tally.period)
  }

  /// - Parameters:
  ///   - incomplete: the number of units that have reported only parts of the period.
  ///   - missing: the missing parts; those before the period are nevertheless included in the number.
  package func coverage(
    _ reporting: Int, of expected: Int, incomplete: Int, missing: [Period], in period: Period
  ) -> String {
    guard incomplete > 0 else { return units(reporting, of: expected) }
    let lack = lack(incomplete, of: expected, missing, in: period)
    return expected > 1 ? units(reporting, of: expected) + ", " + lack : lack
  }

  /// A shorter form: "9/10 đơn vị, 2 chưa đủ kỳ".
  package func shortCoverage(_ tally: Tally) -> String {
    let all = units(tally.reportingUnits, of: tally.expectedUnits)
    guard tally.incompleteUnits > 0 else { return all }
    let part =
      tally.holdsEarlierParts
      ? self("gồm cả kỳ trước", "with earlier periods") : self("chưa đủ kỳ", "incomplete")
    return tally.expectedUnits > 1 ? "\(all), \(tally.incompleteUnits) \(part)" : part
  }

  /// The caveat of an incomplete number, in brackets after a space; empty if it is complete.
  package func caveat(_ tally: Tally) -> String {
    guard tally.value != nil,
      tally.reportingUnits < tally.expectedUnits || tally.incompleteUnits > 0,
      // What is stated of a whole lacks no unit, unless it only adds clusters that do.
      !tally.isStatedTotal || tally.status == .partial
    else { return "" }
    return " (" + shortCoverage(tally) + ")"
  }

  /// The parts that the units of a tally have not reported: "2 đơn vị thiếu quý II năm 2024".
  package func lack(_ tally: Tally) -> String {
    lack(tally.incompleteUnits, of: tally.expectedUnits, tally.missingParts, in: tally.period)
  }

  private func lack(
    _ units: Int, of expected: Int, _ missing: [Period], in period: Period
  ) -> String {
    let calendar = ReportingCalendar.calendarMonths
    let first = calendar.days(of: period).lowerBound
    let before = missing.filter { calendar.days(of: $0).upperBound <= first }
    let lacking = missing.filter { !before.contains($0) }
    let texts = [
      lacking.isEmpty
        ? nil
        // Not every unit lacks all of these parts.
        : units > 1 && lacking.count > 1
          ? self(
            "mỗi đơn vị thiếu ít nhất một trong các kỳ \(list(periods: lacking))",
            "each without at least one of \(list(periods: lacking))")
          : self("thiếu \(list(periods: lacking))", "without \(list(periods: lacking))"),
      // A cumulative number without the previous one to subtract.
      before.isEmpty
        ? nil : self("gồm cả \(list(periods: before))", "\(list(periods: before)) included"),
    ].compactMap(\.self)
    let lack = texts.joined(separator: ", ")
    // A number that includes too much lacks nothing.
    if lacking.isEmpty, expected > 1 {
      return self("\(units) đơn vị \(lack)", "\(unitCount(units)) with \(lack)")
    }
    return expected > 1
      ? self(
        "\(units) đơn vị chưa đủ kỳ (\(lack))",
        "\(unitCount(units)) not of the whole period (\(lack))")
      : lack
  }

  /// The source of numbers: "sổ theo dõi hoạt động".
  package func source(_ sources: TallyPlan.Sources) -> String {
    if sources == .submissions { return self("báo cáo của các đơn vị", "reports of the units") }
    return sources.contains(.submissions)
      ? self(
        "sổ theo dõi hoạt động và báo cáo của các đơn vị",
        "registers of activities and reports of the units")
      : self("sổ theo dõi hoạt động", "register of activities")
  }

  /// "không tính 8 dòng và 2 số liệu có lỗi đã được chấp nhận"
  package func leftOut(_ leftOut: LeftOut) -> String {
    func counted(_ count: Int, _ vietnamese: String, _ english: String) -> [String] {
      count == 0
        ? [] : [self("\(count) \(vietnamese)", "\(count) \(english)\(count == 1 ? "" : "s")")]
    }
    let parts =
      counted(leftOut.rows, "dòng", "row") + counted(leftOut.numbers, "số liệu", "number")
    return self(
      "không tính \(list(parts)) có lỗi đã được chấp nhận",
      "excluding \(list(parts)) with accepted errors")
  }

  /// The day on which the records of a period end, if they end early, and up to which day they are compared.
  ///
  /// - Parameter covered: the last day that the records cover, where a register pauses between two records.
  package func recordsEnd(_ day: Day, covered: Day, _ period: Period) -> String {
    guard covered > day else {
      return self(
        "Số liệu \(name(period)) mới có đến \(date(day)); số liệu từ sổ theo dõi chỉ được so sánh với cùng khoảng thời gian của kỳ so sánh.",
        "The records of \(nameInSentence(period)) end on \(date(day)); records are compared over the same days of the other"
          + " period.")
    }
    let pause = Int(covered.number - day.number) + 1
    return self(
      "Số liệu \(name(period)) mới có đến \(date(day)); vì giữa hai ngày ghi sổ có khi cách \(pause) ngày, số liệu từ sổ theo dõi được coi"
        + " là đủ đến \(date(covered)) và chỉ được so sánh với cùng khoảng thời gian đó của kỳ so sánh.",
      "The records of \(nameInSentence(period)) end on \(date(day)); as at times \(pause) days lie between two records, they are taken to cover the"
        + " days to \(date(covered)), and are compared over the same days of the other period.")
  }
}
