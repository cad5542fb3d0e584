/// A day of the proleptic Gregorian calendar, stored as the number of days since 1970-01-01.
///
/// Years are 1 to 9999: they fit into four digits, and are far from the limits of the integer.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, negative before it.
  public let number: Int32

  /// The first and the last valid day.
  public static let range = Day(number: -719_162)...Day(number: 2_932_896)

  /// - Parameter number: days since 1 January 1970.
  public init(number: Int32) {
    self.number = number
  }

  /// The given day, or `nil` if it is not in the calendar (30 February, month 13, year 0).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.number = Day.count(year: year, month: month, day: day)
  }

  /// The given day of a month, or the month's last day if the month is shorter.
  ///
  /// - Precondition: `month` is 1...12 and `day` at least 1; the year is clamped to 1...9999.
  package static func closing(year: Int, month: Int, day: Int) -> Day {
    let year = min(max(year, 1), 9999)
    return Day(
      number: count(year: year, month: month, day: min(day, length(ofMonth: month, year: year))))
  }

  /// Year, month and day.
  public var components: (year: Int, month: Int, day: Int) {
    // Days-from-civil and back, after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  /// The day after.
  public var next: Day { Day(number: number + 1) }
  /// The day before.
  public var previous: Day { Day(number: number - 1) }

  /// 1 is Monday, 7 Sunday (ISO 8601).
  public var weekday: Int {
    // 1 January 1900 was a Monday.
    let monday = Day.closing(year: 1900, month: 1, day: 1).number
    return Int(((number - monday) % 7 + 7) % 7) + 1
  }

  /// Whether a day is before another one.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// The number of days of a month.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func count(year: Int, month: Int, day: Int) -> Int32 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }
}

extension Day: CustomStringConvertible {
  /// ISO 8601: `2022-06-14`.
  public var description: String {
    let (year, month, day) = components
    func padded(_ value: Int, to width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  /// As Vietnamese offices write it: `14/6/2022`, `05/02/2022` (Decree 30/2020/NĐ-CP, appendix I, II.4: days below 10
  /// and months 1 and 2 get a leading zero).
  public var vietnamese: String {
    let (year, month, day) = components
    return "\(day < 10 ? "0" : "")\(day)/\(Period.vietnameseMonth(month))/\(year)"
  }

  /// Parses ISO 8601, `2022-06-14`; `nil` for anything else.
  public init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension Range<Day> {
  /// How many days there are.
  package var count: Int { Int(upperBound.number - lowerBound.number) }

  /// Whether the given days lie within these.
  package func contains(_ days: Range<Day>) -> Bool {
    lowerBound <= days.lowerBound && days.upperBound <= upperBound
  }
}
