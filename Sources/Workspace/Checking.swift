import ClusterMetrics
import Intake

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
