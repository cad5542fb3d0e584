import ClusterMetrics
import Intake
import Reporting

/// What is wrong or doubtful in a project, and what was read.
package struct CheckResult: Sendable {
  package let log: FindingLog
  /// `nil` where the settings are wrong: reading by them would only breed more findings.
  package let intake: IntakeResult?

  /// By period the units of which nothing came.
  package var silences: [(period: Period, units: [String])] {
    guard let intake else { return [] }
    let roster = intake.book.roster
    return intake.expectedPeriods.compactMap { period in
      let days = intake.book.calendar.days(of: period)
      let silent = roster.units.indices.filter {
        roster.units[$0].validity.overlaps(days) && !intake.hasAnything(unit: $0, in: period)
          && !isReported(by: $0, in: days, period)
      }
      return silent.isEmpty ? nil : (period, silent.map { roster.units[$0].name })
    }
  }

  /// Indicators that units have not reported for a period for which they report others.
  package struct Gap: Sendable {
    package enum Extent: Sendable { case few, most, onlyOf, all }

    package let period: Period
    package var indicators: [Indicator]
    /// The names of those that lack it, or of the few that have it.
    package let units: [String]
    /// Whether few of those that are asked lack it, most do, all but the named ones, or all.
    package let extent: Extent

    /// Whether the named units are the only ones that have it.
    package var isOfFew: Bool { extent == .onlyOf }

    /// "Thiếu số liệu Đơn thư của Xã 3", with the names as many as there is room for.
    package func said(in words: Wording) -> String {
      let name = words.list(indicators.map { words($0.name) })
      let named = words.units(named: units)
      let others = words(
        "; nếu không giao cho các đơn vị khác, hãy khai báo applies_to",
        "; if others are not asked for it, say so with applies_to")
      let these = words(
        "; nếu không giao cho các đơn vị này, hãy khai báo applies_to",
        "; if these are not asked for it, say so with applies_to")
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

  /// The share of units that may have an indicator to be named instead of all that lack it.
  private static let mostNamed = 0.25
  /// How many units there must be to tell few from most.
  private static let leastUnits = 4

  /// What units have left out of their reports.
  package var gaps: [Gap] {
    guard let intake else { return [] }
    let (book, roster) = (intake.book, intake.book.roster)
    let indicators = book.plan.indicators.filter { $0.definition == .submitted }
    let periods = intake.expectedPeriods.filter(book.periods.contains)
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
          // Whoever reports it by quarters lacks no month.
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
      // What the same units lack is said at once.
      return gaps.reduce(into: [Gap]()) { joined, gap in
        let same = joined.firstIndex { $0.units == gap.units && $0.extent == gap.extent }
        if let same { joined[same].indicators += gap.indicators } else { joined.append(gap) }
      }
    }
  }

  /// Whether an indicator that nobody reports for a period is missed there: it comes for others of the kind, or never yet. What comes
  /// once a year is missed in no month.
  private func isExpected(_ indicator: Indicator, in period: Period, latest: Period?) -> Bool {
    guard let intake else { return false }
    let reported = intake.reporters.filter { $0.value[indicator.id]?.isEmpty == false }.keys
    return reported.isEmpty ? period == latest : reported.contains { $0.months == period.months }
  }

  /// Whether what a unit became within a period has reported the whole of it.
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
  /// Looks at all that the project holds.
  package func check(progress: (String) -> Void = { _ in }) throws(WorkspaceError) -> CheckResult {
    guard !project.log.hasErrors else { return CheckResult(log: project.log, intake: nil) }
    var intake = try intake([], progress: progress)
    // Only what the tables hold tells of which periods the tallies are to be looked at.
    let closed = project.closings.closed.compactMap {
      definition.calendar.period(written: $0.period)
    }
    if project.hasTallyChecks(intake) || !closed.isEmpty {
      // Half-years that are over are made from their months: what these lack is said here, too.
      let made = intake.reportedHalfYears.filter { !intake.expectedPeriods.contains($0) }
      let expected = intake.expectedPeriods + made
      intake = try self.intake(
        expected + closed.filter { !expected.contains($0) }, progress: progress)
    }
    return CheckResult(log: intake.log, intake: intake)
  }
}
