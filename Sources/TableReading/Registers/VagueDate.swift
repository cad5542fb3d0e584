import ClusterMetrics
import OfficeWords

/// Which days a register is of, as the lines above it, the name of its sheet or of its file say.
package struct RegisterDays {
  /// The days of the only period, or of the only range of days, that is named.
  private(set) var days: Range<Day>?
  /// The only year that is named.
  private(set) var year: Int?
  private let calendar: ReportingCalendar

  /// - Parameter texts: titles from the nearest on, then names; the first that says anything decides.
  init(_ texts: [String], calendar: ReportingCalendar) {
    self.calendar = calendar
    for text in texts where days == nil {
      if let range = RegisterDays.range(in: text) {
        days = range
        continue
      }
      // Of two years nobody can tell which is meant.
      guard RegisterDays.years(in: text).count < 2 else { break }
      let periods = PeriodMentions.all(in: text, year: nil)
      if periods.count == 1, !periods[0].isDays { days = calendar.days(of: periods[0]) }
    }
    for text in texts where year == nil {
      let years = RegisterDays.years(in: text)
      if years.isEmpty { continue }
      if years.count == 1 { year = years[0] }
      break
    }
  }

  /// The years that a text names; "Nghị định 30/2020/NĐ-CP" is none.
  private static func years(in text: String) -> [Int] {
    let bare = text.replacing(#/[0-9]+/[0-9]{4}/[\p{L}]+[-\p{L}]*/#, with: " ")
    return (PeriodMentions.years(in: bare) + PeriodMentions.bareYears(in: bare)).uniqued
  }

  /// Whether a text would name days if the year were known.
  func lacksYear(_ text: String) -> Bool {
    var known = self
    known.year = 2024
    return year == nil && read(text) == nil && known.read(text) != nil
  }

  /// The half-years, or the quarters or months of one, that two days lie in, where these are two.
  func parts(_ first: Day, _ last: Day) -> (Period, Period)? {
    let halves = (calendar.halfYear(holding: first), calendar.halfYear(holding: last))
    guard halves.0 == halves.1 else { return halves }
    guard case .half(let half, let year) = halves.0 else { return nil }
    let quarters = [half * 2 - 1, half * 2].map { Period.quarter($0, year: year) }
    let months = (half * 6 - 5...half * 6).map { Period.month($0, year: year) }
    for parts in [quarters, months] {
      func part(_ day: Day) -> Period? { parts.first { calendar.days(of: $0).contains(day) } }
      if let from = part(first), let through = part(last), from != through {
        return (from, through)
      }
    }
    return nil
  }

  /// "Từ ngày 15/12/2023 đến ngày 14/6/2024".
  private static func range(in text: String) -> Range<Day>? {
    let dates = text.split { !($0.isNumber || "/-.".contains($0)) }
      .compactMap { DateCell.parse(ArraySlice($0.utf8)) }
    guard dates.count == 2, dates[0] < dates[1] else { return nil }
    return dates[0]..<dates[1].next
  }

  /// The days of a text that names no whole date: a day and month of the register's year, a month, a quarter.
  func read(_ written: String) -> VagueDate? {
    let text = RegisterDays.monthsAsRange(written)
    // "Tuần 20/2026", "Từ tháng 1 đến tháng 3/2026"
    if let days = calendar.names.days(named: text).map({ calendar.days(of: .named($0)) })
      ?? (RegisterDays.saysMonths(text)
        ? PeriodMentions.onlyRange(in: text, calendar, year: year) : nil)
    {
      let last = days.upperBound.previous
      return VagueDate(
        first: days.lowerBound, last: last, period: .span(from: days.lowerBound, through: last))
    }
    // "tuần 3 tháng 3", "đầu tháng 4": no day, but a month.
    let isWithin = text.contains(RegisterDays.within)
    if !isWithin, let day = dayAndMonth(text) { return day }
    if isWithin, let month = month(in: text), let part = RegisterDays.part(of: month, in: text) {
      return part
    }
    let named = period { PeriodMentions.period(text, $0) } ?? period { onlyPeriod(in: text, $0) }
    guard let period = named, !period.isDays else { return nil }
    let days = calendar.days(of: period)
    return VagueDate(
      first: days.lowerBound, last: Day(number: days.upperBound.number - 1), period: period)
  }

  /// The days of a month of the calendar that a text means, whenever reports close: "Cuối tháng 6" is the end of June, and a
  /// week of it lies anywhere within.
  private static func part(of month: (month: Int, year: Int), in text: String) -> VagueDate? {
    let key = " " + NameKey(text.filter { $0 != "," }).text + " "
    func says(_ words: [String]) -> Bool {
      words.contains { key.contains(" " + NameKey($0).text + " ") }
    }
    let days =
      says(["đầu", "thượng tuần"])
      ? (1, 10)
      : says(["giữa", "trung tuần"]) ? (11, 20) : says(["cuối", "hạ tuần"]) ? (21, 31) : (1, 31)
    guard let first = Day(year: month.year, month: month.month, day: days.0) else { return nil }
    let last = Day.closing(year: month.year, month: month.month, day: days.1)
    return VagueDate(first: first, last: last, period: .span(from: first, through: last))
  }

  /// Months one after the other as those from the first to the last: "Tháng 6, 7/2024" and "tháng 4, 5 và 6/2024" as "tháng 6-7/2024".
  private static func monthsAsRange(_ text: String) -> String {
    guard text.utf8.count < 80, let match = text.firstMatch(of: listOfMonths)?.output else {
      return text
    }
    let numbers = match.2.split { !$0.isNumber }.compactMap { Int($0) }
    guard let first = numbers.first, let last = numbers.last,
      numbers == Array(first...max(first, last)),
      (1...12).contains(first), (1...12).contains(last)
    else { return text }
    return text.replacing(match.0, with: "\(match.1)\(first)-\(last)")
  }
  private static var listOfMonths: Regex<(Substring, Substring, Substring)> {
    #/(tháng )((?:[0-9]{1,2}(?:\s*,\s*|\s+và\s+(?:tháng )?))+[0-9]{1,2})(?=\s*(?:\/|năm|$))/#
      .ignoresCase()
  }

  /// Whether a text speaks of whole months or quarters.
  private static func saysMonths(_ text: String) -> Bool {
    text.split { !$0.isLetter }.contains { wholes.contains(NameKey($0)) }
  }
  private static let wholes = Set(["tháng", "quý"].map { NameKey($0) })

  /// Whether a text says when on its day something was.
  static func saysTime(_ text: String) -> Bool { text.contains(time) }
  private static var time: Regex<Substring> {
    #/\b(?:sáng|trưa|chiều|tối|đêm)\b|[0-9] ?(?:h|g|giờ|:[0-9])/#.ignoresCase()
  }

  /// Words before a month of which only a part is meant.
  private static var within: Regex<Substring> {
    #/\b(?:tuần|đợt|đầu|giữa|cuối|thượng tuần|trung tuần|hạ tuần)\b/#.ignoresCase()
  }

  /// The only month that a text names by its number.
  private func month(in text: String) -> (month: Int, year: Int)? {
    let written = #/tháng ?([0-9]{1,2})(?: ?(?:/|-|năm) ?([0-9]{4}))?/#.ignoresCase()
    let matches = text.matches(of: written)
    guard matches.count == 1, let month = Int(matches[0].1), (1...12).contains(month) else {
      return nil
    }
    let own = matches[0].2.flatMap { Int($0) }
    let found = period { year in (own ?? year).map { Period.month(month, year: $0) } }
    guard case .month(_, let year)? = found else { return nil }
    return (month, year)
  }

  /// "Trong tháng 2", "Hội nghị quý I": what is named beside other words.
  private func onlyPeriod(in text: String, _ year: Int?) -> Period? {
    guard text.utf8.count <= 60 else { return nil }
    let periods = PeriodMentions.all(in: text, year: year)
    return periods.count == 1 ? periods[0] : nil
  }

  /// A period of the only year in which it lies on the register's days, or of the register's year: "Quý I" between 15/12/2023
  /// and 14/6/2024 is that of 2024.
  private func period(_ ofYear: (Int?) -> Period?) -> Period? {
    ofOnlyYear(ofYear) { calendar.days(of: $0) }
  }

  /// What lies on the register's days in only one of their years, or what it is in the register's year.
  private func ofOnlyYear<Time: Hashable>(
    _ ofYear: (Int?) -> Time?, days daysOf: (Time) -> Range<Day>
  ) -> Time? {
    guard let days else { return ofYear(year) }
    let years = days.lowerBound.components.year...days.upperBound.components.year
    let within = years.compactMap(ofYear).uniqued.filter { daysOf($0).overlaps(days) }
    return within.only ?? ofYear(year)
  }

  /// "3/6", "Sáng 3/6", "3-5/6", "ngày 3 tháng 6": of several days the first.
  private func dayAndMonth(_ text: String) -> VagueDate? {
    // A time of day has figures, too.
    let text = text.replacing(#/\b[0-9]{1,2}(?:h|g|:)[0-9]{0,2}\b/#, with: " ")
    let written = #/\b(?:([0-9]{1,2}) ?[-–&,] ?)?([0-9]{1,2}) ?(?:/|tháng) ?([0-9]{1,2})\b/#
      .ignoresCase()
    let matches = text.matches(of: written)
    let figures = text.split { !$0.isNumber }.count
    guard let match = matches.first, matches.count <= 2,
      let month = Int(match.3), let day = Int(match.1 ?? match.2)
    else { return nil }
    let used = matches.reduce(0) { $0 + ($1.1 == nil ? 2 : 3) }
    guard figures == used, let found = self.day(day, month) else { return nil }
    return VagueDate(first: found, last: found, period: nil)
  }

  private func day(_ day: Int, _ month: Int) -> Day? {
    ofOnlyYear({ $0.flatMap { Day(year: $0, month: month, day: day) } }) { $0..<$0.next }
  }
}

/// The days of an activity that are not said to the day.
struct VagueDate {
  var first: Day
  var last: Day
  /// What is named instead of a day; `nil` where only the year was missing.
  var period: Period?
}
