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
      }
      return silent.isEmpty ? nil : (period, silent.map { roster.units[$0].name })
    }
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
