/// A period whose records end early, and the same days of the periods that it is compared with.
///
/// An unfinished half-year, or one for which a register has not been kept up to date, would look worse than a whole
/// one, so it is compared with the same days of the other.
package struct PeriodCut: Sendable, Hashable {
  /// The last day with a record in any register, not after today.
  package let lastDay: Day
  /// The last day that the records cover: days without any, no more than there ever were between two records, are covered, too.
  package let coveredDay: Day
  private let today: Day
  /// A register counts as out of date from this number of days without records.
  private let leastGap: Int32

  /// - Parameter longestPause: the greatest number of days from one day with records to the next in the year before the last;
  ///   `nil` if too few are known.
  package init(lastDay: Day, longestPause: Int32?, today: Day) {
    (self.lastDay, self.today) = (lastDay, today)
    leastGap = PeriodCut.leastGap(longestPause)
    coveredDay = min(
      Day(number: lastDay.number + max((longestPause ?? 1) - 1, 0)), max(today, lastDay))
  }

  /// From how many days without records on a register lacks some: twice as many as it ever paused, three at least, a month at most,
  /// and if too little is known.
  static func leastGap(_ longestPause: Int32?) -> Int32 {
    longestPause.map { min(max(2 * $0, 3), 31) } ?? 31
  }

  /// Whether records of a period end early: it ends after today, or longer after the last record than the register ever pauses.
  package func shortens(_ period: Period, _ calendar: ReportingCalendar) -> Bool {
    let days = calendar.days(of: period)
    guard days.contains(lastDay) else { return false }
    let last = days.upperBound.previous
    return last > coveredDay && (last > today || last.number - lastDay.number >= leastGap)
  }

  /// The days of a base that correspond to those of a period up to the last one that records cover.
  package func days(
    of base: Period, beside period: Period, _ calendar: ReportingCalendar
  ) -> Period {
    let (own, other) = (calendar.days(of: period), calendar.days(of: base))
    let through: Day
    if base == period.sameLastYear {
      let (year, month, day) = coveredDay.components
      through = .closing(year: year - 1, month: month, day: day)
    } else {
      through = Day(
        number: other.lowerBound.number + coveredDay.number - own.lowerBound.number)
    }
    let last = min(through, other.upperBound.previous)
    return .span(from: other.lowerBound, through: max(last, other.lowerBound))
  }
}
