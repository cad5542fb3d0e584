import ClusterMetrics
import Findings
import ReportTables

/// What numbers over a year belong together: those of one unit, and of one length, for months are compared with months, and
/// quarters with quarters.
struct YearCourse: Hashable {
  var unit: Int
  var year: Int
  var months: Int

  /// - Returns: `nil` for totals, and for numbers of days of one's own.
  init?(_ number: ReportedNumber, _ calendar: ReportingCalendar) {
    guard case .unit(let unit) = number.group, number.period.months > 0 else { return nil }
    let last = calendar.days(of: number.period).upperBound.previous
    (self.unit, year, months) = (unit, last.components.year, number.period.months)
  }
}

extension ReportedNumber {
  /// Whether it counts what happened in its period alone, and is added up with others.
  var isAddedUp: Bool {
    figure == .value && isSubmitted && !isNotApplicable && !isCumulative
      && indicator.overTime == .sum
  }
}

extension [Finding] {
  /// By file and row, and in one row by what they say.
  var inOrder: [Finding] {
    sorted {
      ($0.place.file, $0.place.row ?? 0, $0.message.english)
        < ($1.place.file, $1.place.row ?? 0, $1.message.english)
    }
  }
}
