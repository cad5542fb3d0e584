/// A named span of days for which units report.
///
/// The name does not determine the days: those follow from the `ReportingCalendar`.
public enum Period: Hashable, Sendable {
  /// Month 1...12 of a year: `2022-M05`.
  case month(Int, year: Int)
  /// Quarter 1...4 of a year: `2022-Q1`.
  case quarter(Int, year: Int)
  /// Half 1 or 2 of a year: `2022-H1`.
  case half(Int, year: Int)
  /// The first 2, 4, 5 or 7...11 months of a year, which are not another kind of period: `2022-9M`.
  case firstMonths(Int, year: Int)
  /// A whole year: `2022`.
  case year(Int)
  /// A custom span of days, both included: `2022-01-01..2022-06-14`. Independent of the calendar.
  case span(from: Day, through: Day)
  /// Days with a name: a week, a school year, a term.
  case named(NamedDays)

  /// Parses a period as people write it: its name, or words such as "6 tháng đầu năm 2024" (`PeriodWords`); `nil` for
  /// anything else.
  public init?(written text: some StringProtocol) {
    // All say their year. Digits of full width are not those of ASCII.
    guard text.utf8.contains(where: { (0x30...0x39).contains($0) || $0 == 0xEF }),
      let period = Period(text) ?? PeriodWords.parse(text)
    else { return nil }
    self = period
  }

  /// Parses a period that a user requests, which may also be "7 tháng đầu năm 2024".
  package init?(asked text: some StringProtocol) {
    guard let period = Period(written: text) ?? PeriodWords.parse(text, allMonths: true) else {
      return nil
    }
    self = period
  }

  /// Parses a period's name; `nil` for anything else. Years are 1900 to 2999.
  public init?(_ name: some StringProtocol) {
    if let dots = name.firstRange(of: "..") {
      guard let from = Day(iso: name[..<dots.lowerBound]),
        let through = Day(iso: name[dots.upperBound...]), from <= through
      else { return nil }
      self = .span(from: from, through: through)
      return
    }
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, first.count == 4,
      first.allSatisfy({ $0.isASCII && $0.isNumber }),
      let year = Int(first), (1900...2999).contains(year), parts.count <= 2
    else { return nil }
    guard parts.count == 2 else {
      self = .year(year)
      return
    }
    let part = parts[1].uppercased()
    let index = Int(part.dropFirst()).flatMap { $0 > 0 ? $0 : nil }
    switch (part.first, index, part.count) {
    case ("H", let index?, 2) where index <= 2: self = .half(index, year: year)
    case ("Q", let index?, 2) where index <= 4: self = .quarter(index, year: year)
    case ("M", let index?, 2...3) where index <= 12: self = .month(index, year: year)
    default:
      guard part.last == "M", let count = Int(part.dropLast()), part.count <= 3,
        let period = Period(firstMonths: count, year: year)
      else { return nil }
      self = period
    }
  }

  /// The first months of a year, whatever such a period is called; `nil` unless there are 1 to 12 of them.
  package init?(firstMonths count: Int, year: Int) {
    switch count {
    case 1: self = .month(1, year: year)
    case 3: self = .quarter(1, year: year)
    case 6: self = .half(1, year: year)
    case 12: self = .year(year)
    case 2, 4, 5, 7...11: self = .firstMonths(count, year: year)
    default: return nil
    }
  }

  /// The name in commands, files and tables: `2022-H1`.
  public var name: String {
    switch self {
    case .month(let month, let year): "\(year)-M\(month < 10 ? "0" : "")\(month)"
    case .quarter(let quarter, let year): "\(year)-Q\(quarter)"
    case .half(let half, let year): "\(year)-H\(half)"
    case .firstMonths(let count, let year): "\(year)-\(count)M"
    case .year(let year): "\(year)"
    case .span(let from, let through): "\(from)..\(through)"
    case .named(let days): days.name
    }
  }

  /// The previous period of the same length; for the first months of a year those of the year before, because the
  /// months between belong to neither.
  public var previous: Period {
    switch self {
    case .month(1, let year): .month(12, year: year - 1)
    case .month(let month, let year): .month(month - 1, year: year)
    case .quarter(1, let year): .quarter(4, year: year - 1)
    case .quarter(let quarter, let year): .quarter(quarter - 1, year: year)
    case .half(1, let year): .half(2, year: year - 1)
    case .half(_, let year): .half(1, year: year)
    case .firstMonths(let count, let year): .firstMonths(count, year: year - 1)
    case .year(let year): .year(year - 1)
    case .span(let from, let through):
      .span(
        from: Day(number: from.number - (through.number - from.number) - 1),
        through: from.previous)
    case .named(let days): days.moved(by: -1)
    }
  }

  /// The next period of the same kind; for a custom span as many days, for the first months of a year those of the next
  /// year.
  public var next: Period {
    switch self {
    case .month(12, let year): .month(1, year: year + 1)
    case .month(let month, let year): .month(month + 1, year: year)
    case .quarter(4, let year): .quarter(1, year: year + 1)
    case .quarter(let quarter, let year): .quarter(quarter + 1, year: year)
    case .half(2, let year): .half(1, year: year + 1)
    case .half(_, let year): .half(2, year: year)
    case .firstMonths(let count, let year): .firstMonths(count, year: year + 1)
    case .year(let year): .year(year + 1)
    case .span(let from, let through):
      .span(
        from: through.next,
        through: Day(number: through.number + (through.number - from.number) + 1))
    case .named(let days): days.moved(by: 1)
    }
  }

  /// The same period of the year before; 29 February becomes 28 February. Custom spans longer than a year would overlap
  /// it: for them, as many days just before.
  public var sameLastYear: Period {
    switch self {
    case .month(let month, let year): .month(month, year: year - 1)
    case .quarter(let quarter, let year): .quarter(quarter, year: year - 1)
    case .half(let half, let year): .half(half, year: year - 1)
    case .firstMonths(let count, let year): .firstMonths(count, year: year - 1)
    case .year(let year): .year(year - 1)
    case .span(let from, let through):
      Period.yearBefore(through) >= from
        ? previous : .span(from: Period.yearBefore(from), through: Period.yearBefore(through))
    case .named(let days): days.sameLastYear
    }
  }

  /// The first months of its year up to its end, for a period that begins later in the year: the first seven months for July,
  /// the year for its second half. The period itself if it begins with the year; see `ReportingCalendar.yearToDate` for days.
  package var yearToDate: Period {
    let (last, year) =
      switch self {
      case .month(let month, let year): (month, year)
      case .quarter(let quarter, let year): (quarter * 3, year)
      case .half(let half, let year): (half * 6, year)
      case .firstMonths, .year, .span, .named: (0, 0)
      }
    return Period(firstMonths: last, year: year) ?? self
  }

  /// The last `count` periods of the same kind, ending with this one, oldest first.
  public func run(of count: Int) -> [Period] {
    var periods = [self]
    while periods.count < count { periods.append(periods[periods.count - 1].previous) }
    return periods.reversed()
  }

  private static func yearBefore(_ day: Day) -> Day {
    let (year, month, dayOfMonth) = day.components
    return .closing(year: year - 1, month: month, day: dayOfMonth)
  }
}

/// The day of the month on which reporting periods close.
///
/// Administrative reports close on the 14th: month M runs from the 15th of M−1 to the 14th of M, and the first half of
/// 2022 from 15 December 2021 to 14 June 2022 (Decree 09/2019/NĐ-CP, article 12). Party bodies and ministries often use
/// calendar months.
public struct ReportingCalendar: Hashable, Sendable {
  /// The last day of a reporting month, 1...31; in shorter months the month's last day.
  public let closingDay: Int
  /// The names of days besides months and years.
  package var names = DayNames()

  /// Periods are whole calendar months.
  public static let calendarMonths = ReportingCalendar(closingDay: 31)
  /// Periods close on the 14th (Decree 09/2019/NĐ-CP, article 12).
  public static let administrative = ReportingCalendar(closingDay: 14)

  /// Periods close on a day of the month.
  ///
  /// - Precondition: `closingDay` is 1...31.
  public init(closingDay: Int) { self.init(closingDay: closingDay, names: DayNames()) }

  /// - Precondition: `closingDay` is 1...31.
  package init(closingDay: Int, names: DayNames) {
    precondition((1...31).contains(closingDay))
    (self.closingDay, self.names) = (closingDay, names)
  }

  /// The days of a period as a half-open range.
  public func days(of period: Period) -> Range<Day> {
    switch period {
    case .month(let month, let year): days(month...month, of: year)
    case .quarter(let quarter, let year): days((quarter * 3 - 2)...(quarter * 3), of: year)
    case .half(let half, let year): days((half * 6 - 5)...(half * 6), of: year)
    case .firstMonths(let count, let year): days(1...count, of: year)
    case .year(let year): days(1...12, of: year)
    case .span(let from, let through): from..<through.next
    case .named(let days): days.from..<days.through.next
    }
  }

  /// Whether a period begins when another is over; not where there is no other.
  package func isAhead(_ period: Period, of other: Period?) -> Bool {
    other.map { days(of: period).lowerBound >= days(of: $0).upperBound } ?? false
  }

  /// The half-year that contains a day; `check` and the pack count reports by it.
  public func halfYear(holding day: Day) -> Period {
    let year = day.components.year
    for period in [
      Period.half(1, year: year), .half(2, year: year), .half(1, year: year + 1),
    ] where days(of: period).contains(day) {
      return period
    }
    return .half(2, year: year)
  }

  private func days(_ months: ClosedRange<Int>, of year: Int) -> Range<Day> {
    let opened =
      months.lowerBound == 1
      ? Day.closing(year: year - 1, month: 12, day: closingDay)
      : Day.closing(year: year, month: months.lowerBound - 1, day: closingDay)
    return opened.next..<Day.closing(year: year, month: months.upperBound, day: closingDay).next
  }
}

extension Period {
  /// How many months long it is; 0 for days of one's own choice.
  package var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .half: 6
    case .firstMonths(let count, _): count
    case .year: 12
    case .span, .named: 0
    }
  }
}
