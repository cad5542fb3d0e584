import ClusterMetrics

/// The months that activities may be of: where each begins, so that the day of a plain date is a look-up.
package struct PlausibleMonths: Sendable {
  static let years = 1945...2100
  /// Their days.
  package static let days =
    Day.closing(
      year: years.lowerBound, month: 1, day: 1)..<Day.closing(
      year: years.upperBound + 1, month: 1, day: 1)
  /// The months of these years, worked out once for all cores.
  static let all = PlausibleMonths()

  /// Of each month the number of its first day, over how many days it has.
  private let months: [Int64]

  private init() {
    months = PlausibleMonths.years.flatMap { year in
      (1...12).map { month in
        let first = Day.closing(year: year, month: month, day: 1).number
        return Int64(first) << 8 | Int64(Day.length(ofMonth: month, year: year))
      }
    }
  }

  /// The day's number; `nil` where the calendar has no such day, or it cannot be right.
  @inline(__always) func day(_ date: (year: Int, month: Int, day: Int)) -> Int32? {
    guard PlausibleMonths.years.contains(date.year), date.month >= 1, date.month <= 12 else {
      return nil
    }
    let month = months[
      (date.year &- PlausibleMonths.years.lowerBound) &* 12 &+ date.month &- 1]
    guard date.day >= 1, date.day <= Int(truncatingIfNeeded: month & 0xFF) else { return nil }
    return Int32(truncatingIfNeeded: month >> 8) &+ Int32(truncatingIfNeeded: date.day &- 1)
  }
}
