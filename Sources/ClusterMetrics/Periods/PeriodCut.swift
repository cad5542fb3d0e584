/// A period whose records end early, and the same days of the periods that it is compared with.
///
/// An unfinished half-year, or one for which a register has not been kept up to date, would look worse than a whole
/// one, so it is compared with the same days of the other.
package struct PeriodCut: Sendable, Hashable {
  /// The last day with a record in any register, not after today.
  package let lastDay: Day
  /// A register counts as out of date from this number of days without records.
  private let leastGap: Int32

  /// - Parameter longestPause: the greatest number of days from one day with records to the next in the year before the last;
  ///   `nil` if too few are known. Registers that are written every day are out of date after a week, others after twice as
  ///   long as they ever paused, all of them after a month.
  package init(lastDay: Day, longestPause: Int32? = nil) {
    self.lastDay = lastDay
    leastGap = longestPause.map { min(max(2 * $0, 7), 31) } ?? 31
  }

  /// Whether records of a period end early: it ends after today, or longer after the last record than the register ever pauses.
  package func shortens(_ period: Period, _ calendar: ReportingCalendar, today: Day) -> Bool {
    let days = calendar.days(of: period)
    guard days.contains(lastDay) else { return false }
    let last = days.upperBound.previous
    return last > lastDay
      && (last > today || last.number - lastDay.number >= leastGap)
  }

  /// The days of a base that correspond to those of a period up to the last record.
  package func days(
    of base: Period, beside period: Period, _ calendar: ReportingCalendar
  ) -> Period {
    let (own, other) = (calendar.days(of: period), calendar.days(of: base))
    let through: Day
    if base == period.sameLastYear {
      let (year, month, day) = lastDay.components
      through = .closing(year: year - 1, month: month, day: day)
    } else {
      through = Day(
        number: other.lowerBound.number + lastDay.number - own.lowerBound.number)
    }
    let last = min(through, other.upperBound.previous)
    return .span(from: other.lowerBound, through: max(last, other.lowerBound))
  }
}
