import ClusterMetrics
import Findings
import Intake
import Reporting
import ReportWords

/// The findings in a project, and what was read.
package struct CheckResult: Sendable {
  package let log: FindingLog
  /// `nil` if the settings are invalid, because reading with them would only cause more findings.
  package let intake: IntakeResult?

  /// For each period, the units without any report.
  package var silences: [(period: Period, units: [String])] {
    guard let intake else { return [] }
    let roster = intake.book.roster
    return usualPeriods(of: intake).compactMap { period in
      let days = intake.book.calendar.days(of: period)
      let silent = roster.units.indices.filter {
        roster.units[$0].validity.overlaps(days) && !intake.hasAnything(unit: $0, in: period)
          && !isReported(by: $0, in: days, period)
      }
      return silent.isEmpty ? nil : (period, silent.map { roster.units[$0].name })
    }
  }

  /// Indicators that units have not reported for a period, although they have reported others.
  package struct Gap: Sendable {
    package enum Extent: Sendable { case few, most, onlyOf, all }

    package let period: Period
    package var indicators: [Indicator]
    /// The units that lack it, or the few that have it.
    package let units: [String]
    /// How many of the units that should report it lack it: few, all but the named ones, or all.
    package let extent: Extent

    /// Whether the named units are the only ones that have it.
    package var isOfFew: Bool { extent == .onlyOf }

    /// "Thiếu số liệu Đơn thư của Xã 3", with as many names as there is room for.
    package func said(in words: Wording) -> String {
      let name = words.list(indicators.map { words($0.name) })
      let named = words.units(named: units)
      let others = words(
        "; nếu các đơn vị khác không phải báo cáo, hãy khai báo ở mục applies_to",
        "; if the others need not report this, set applies_to")
      let these = words(
        "; nếu các đơn vị này không phải báo cáo, hãy khai báo ở mục applies_to",
        "; if these units need not report this, set applies_to")
      let lack = words("thiếu số liệu \(name) của \(named)", "no \(name) from \(named)")
      return switch extent {
      case .few: lack
      case .most: lack + these
      case .onlyOf:
        words(
          "chỉ \(named) có số liệu \(name)",
          "only \(named) report\(units.count == 1 ? "s" : "") \(name)") + others
      case .all:
        words("chưa đơn vị nào có số liệu \(name)", "no unit reports \(name)")
      }
    }
  }

  /// If at most this share of units has an indicator, these are named instead of those that lack it.
  private static let mostNamed = 0.25
  /// The least number of units for telling few from most.
  private static let leastUnits = 4

  /// The numbers that units have left out of their reports.
  package var gaps: [Gap] {
    guard let intake else { return [] }
    let (book, roster) = (intake.book, intake.book.roster)
    let indicators = book.plan.indicators.filter { $0.definition == .submitted }
    let periods = usualPeriods(of: intake).filter(book.periods.contains)
    return periods.flatMap { period -> [Gap] in
      let units = book.askedUnits(of: .all, in: period).filter {
        intake.hasAnything(unit: $0, in: period)
      }
      let days = book.calendar.days(of: period)
      func hasStated(_ indicator: Indicator, _ unit: Int, in days: Range<Day>) -> Bool {
        intake.reporters.contains { other, reporters in
          reporters[indicator.id]?.contains(unit) == true
            && book.calendar.days(of: other).overlaps(days)
        }
      }
      let gaps = indicators.compactMap { indicator -> Gap? in
        var (lacking, having): ([Int], [Int]) = ([], [])
        for unit in units {
          let tally = book.tally(indicator, for: .unit(unit), in: period)
          guard tally.expectedUnits > 0 else { continue }
          guard tally.status == .missing else {
            having.append(unit)
            continue
          }
          // A unit that reports by quarters does not lack a month.
          if !hasStated(indicator, unit, in: days) { lacking.append(unit) }
        }
        let asked = lacking + having
        guard !lacking.isEmpty else { return nil }
        if having.isEmpty {
          guard isExpected(indicator, in: period, latest: periods.last) else { return nil }
          return Gap(period: period, indicators: [indicator], units: [], extent: .all)
        }
        let isOfFew =
          asked.count >= CheckResult.leastUnits
          && having.count <= max(1, Int(Double(asked.count) * CheckResult.mostNamed))
        return Gap(
          period: period, indicators: [indicator],
          units: (isOfFew ? having : lacking).map { roster.units[$0].name },
          extent: isOfFew ? .onlyOf : lacking.count > having.count ? .most : .few)
      }
      // Join the gaps of the same units.
      return gaps.reduce(into: [Gap]()) { joined, gap in
        let same = joined.firstIndex { $0.units == gap.units && $0.extent == gap.extent }
        if let same { joined[same].indicators += gap.indicators } else { joined.append(gap) }
      }
    }
  }

  /// The expected periods, without parts of a longer one by which only few units report: if one of ten units sends
  /// months and the others send the half-year, these others do not lack months.
  private func usualPeriods(of intake: IntakeResult) -> [Period] {
    let calendar = intake.book.calendar
    let units = intake.reporters.mapValues { byIndicator in
      byIndicator.values.reduce(into: Set<Int>()) { $0.formUnion($1) }
    }
    let expected = intake.expectedPeriods
    return expected.filter { period in
      guard period.months > 0 else { return true }
      return !expected.contains { whole in
        let days = calendar.days(of: whole)
        guard whole.months > period.months, days.contains(calendar.days(of: period)) else {
          return false
        }
        let within = units.filter { days.contains(calendar.days(of: $0.key)) }
        let all = within.values.reduce(into: Set<Int>()) { $0.formUnion($1) }
        let alike = within.filter { $0.key.months == period.months }
        return alike.values.allSatisfy { $0.count * 2 < all.count }
      }
    }
  }

  /// Whether an indicator that no unit reports for a period is expected for it: if others of the same length have it
  /// or, for the latest period, if it has never been reported. A yearly number is not expected for a month.
  private func isExpected(_ indicator: Indicator, in period: Period, latest: Period?) -> Bool {
    guard let intake else { return false }
    let reported = intake.reporters.filter { $0.value[indicator.id]?.isEmpty == false }.keys
    return reported.isEmpty ? period == latest : reported.contains { $0.months == period.months }
  }

  /// Whether the successor of a unit within a period has reported the whole of it.
  private func isReported(by unit: Int, in days: Range<Day>, _ period: Period) -> Bool {
    guard let intake else { return false }
    let last = days.upperBound.previous
    let roster = intake.book.roster
    guard !roster.units[unit].validity.holds(last) else { return false }
    let heirs = Boundaries.heirs(of: .unit(unit), on: last, in: roster).compactMap { heir -> Int? in
      if case .unit(let unit) = heir { unit } else { nil }
    }
    return !heirs.isEmpty && heirs.allSatisfy { intake.hasWhole(unit: $0, of: period) }
  }
}

extension OpenProject {
  /// Checks everything in the project.
  package func check(progress: (String) -> Void = { _ in }) throws(WorkspaceError) -> CheckResult {
    guard !project.log.hasErrors else { return CheckResult(log: project.log, intake: nil) }
    let closed = project.closings.closed.compactMap {
      definition.calendar.period(written: $0.period)
    }
    // Only the tables tell for which periods to check the tallies.
    let intake = try planned { () throws(PlanError) in
      try project.tally(
        tellingPeriods: { intake in
          guard project.hasTallyChecks(intake) || !closed.isEmpty else { return [] }
          // Also check past half-years that are made from months, for missing parts.
          let made = intake.reportedHalfYears.filter { !intake.expectedPeriods.contains($0) }
          let expected = intake.expectedPeriods + made
          return expected + closed.filter { !expected.contains($0) }
        }, progress: progress)
    }
    return CheckResult(log: intake.log, intake: intake)
  }
}
