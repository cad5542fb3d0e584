import ClusterMetrics
import Findings
import Settings

extension Project {
  /// Whether something can be wrong with tallies that no row shows by itself.
  ///
  /// - Parameter intake: what reading the project without any period has shown.
  package func hasTallyChecks(_ intake: IntakeResult) -> Bool {
    intake.hasSubmissions || definition.checks.contains { $0.scope == .tallies }
      || !earlyEnds(intake.reportedDays, in: intake.expectedPeriods, intake.book.calendar).isEmpty
      || definition.indicators.contains { indicator in
        if indicator.scope.members(of: roster) != nil { return true }
        if case .share = indicator.definition, endsCommunes { return true }
        guard case .ratio(let part, let whole, .percent) = indicator.definition else {
          return false
        }
        return definition.indicator(withID: part) != nil
          || definition.indicator(withID: whole) != nil
      }
  }
}

extension Project {
  /// Whether communes end of which the roster does not say what they became.
  private var endsCommunes: Bool {
    roster.communes.indices.contains { commune in
      roster.communes[commune].validity.through < Roster.Validity.always.through
        && roster.successors(of: .commune(commune)).isEmpty
    }
  }
}
