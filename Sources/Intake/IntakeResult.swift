import BitCollections
import ClusterMetrics

/// What reading a project gave: the tallies and all that was wrong or doubtful.
package struct IntakeResult: Sendable {
  package let book: TallyBook
  package let log: FindingLog
  package let files: [FileSummary]
  /// Points that units get or lose besides their criteria.
  package let adjustments: [Adjustment]
  /// By unit, the `Day.number`s on which it has activities.
  package let reportedDays: [BitSet]

  /// The half-years from the first activity to the last, oldest first.
  package var halfYears: [Period] {
    let first = reportedDays.compactMap(\.first).min()
    let last = reportedDays.compactMap(\.last).max()
    guard let first, let last else { return [] }
    let end = book.calendar.halfYear(holding: Day(number: Int32(last)))
    var periods = [end]
    while book.calendar.days(of: periods[0]).lowerBound.number > first {
      periods.insert(periods[0].previous, at: 0)
    }
    return periods
  }

  /// Whether a unit has an activity on some day of a period.
  package func hasActivities(unit: Int, in period: Period) -> Bool {
    let days = book.calendar.days(of: period)
    guard days.upperBound.number > 0 else { return false }
    return reportedDays[unit].contains {
      $0 >= Int(days.lowerBound.number) && $0 < Int(days.upperBound.number)
    }
  }
}
