import ClusterMetrics
import OfficeWords

/// Headings of weeks, tens of days and days, which say their month above the table or not at all: "W23", "10 ngày đầu", "Tuần 1
/// (01-07/6)", "T2 (08/6)".
extension Grid {
  /// The grid with such headings as first and last days, or as the weeks that calendars number.
  func withPartsOfMonth() -> Grid {
    var grid = self
    // Hardly any table needs them.
    lazy var year = titleYear
    lazy var month = titleMonth
    for (index, row) in rows.prefix(TableHead.rowsAboveHeader).enumerated() {
      for (column, week) in Grid.numberedWeeks(row) {
        grid.translate(index, column, to: "Tuần \(week)")
      }
      let weekdays = Grid.weekdays(row)
      for (column, day) in !weekdays.isEmpty && isOfWeek ? weekdays : [:] {
        grid.rename(index, column, to: "Thứ \(day)")
      }
      // A single column may be anything.
      let columns = row.items.indices.filter {
        row[$0].kind == .text && PartOfMonth.mayBe(row[$0].text)
      }
      guard columns.count > 1, let year else { continue }
      let parts = columns.reduce(into: [Int: String]()) { found, column in
        found[column] = PartOfMonth.days(of: row[column].text, month, year).map {
          "\($0.lowerBound.vietnamese) - \($0.upperBound.vietnamese)"
        }
      }
      guard parts.count > 1 else { continue }
      for (column, text) in parts { grid.translate(index, column, to: text) }
    }
    return grid
  }

  /// By column the weeks of "W23 | W24" and "T23 | T24", which are no months where one of them is beyond the twelfth.
  private static func numberedWeeks(_ row: Row) -> [Int: Int] {
    var weeks: [Int: (number: Int, mayBeMonth: Bool)] = [:]
    for (column, item) in row.items.enumerated() where item.kind == .text {
      guard let week = PeriodMentions.shortWeek(item.text), (1...53).contains(week.number) else {
        continue
      }
      weeks[column] = week
    }
    let areWeeks = weeks.count > 1 && weeks.values.contains { !$0.mayBeMonth }
    return areWeeks ? weeks.mapValues(\.number) : [:]
  }

  /// By column the days of "T2 | T3 | T4 | T5 | T6", which are no months in the table of a week.
  private static func weekdays(_ row: Row) -> [Int: Int] {
    let days = row.items.indices.filter { column in
      let text = row[column].text
      return text.utf8.count == 2 && text.first == "T"
        && (2...7).contains(text.last?.wholeNumberValue ?? 0)
    }
    let numbers = days.map { row[$0].text.last?.wholeNumberValue ?? 0 }
    guard numbers.count > 2, numbers == Array(2..<2 + numbers.count) else { return [:] }
    return Dictionary(uniqueKeysWithValues: zip(days, numbers))
  }

  /// Whether a line above the table says a week.
  private var isOfWeek: Bool {
    textsAbove.contains { text in
      let words = NameKey(text).text.split(separator: " ").map(String.init)
      return zip(words, words.dropFirst()).contains {
        $0 == PeriodMentions.week && PeriodMentions.isNumber($1)
      }
    }
  }

  /// The only month that the lines above the first numbers name.
  private var titleMonth: Int? {
    let months = textsAbove.flatMap { PeriodMentions.all(in: $0, year: nil) }
      .compactMap { period -> Int? in
        if case .month(let month, _) = period { month } else { nil }
      }
    return months.uniqued.only
  }

  /// The only year that they name.
  private var titleYear: Int? { textsAbove.flatMap { PeriodMentions.years(in: $0) }.uniqued.only }

  /// The lines above a table, each of which is one cell.
  private var textsAbove: [String] {
    rows.prefix(TableHead.rowsAboveHeader).compactMap { row in
      row.items.filter { !$0.isEmpty && $0.kind == .text }.map(\.text).uniqued.only
    }
  }
}

/// Days of a month that a heading says.
enum PartOfMonth {
  /// Whether a heading is worth a closer look: few are short and begin like days, weeks or halves of a month.
  static func mayBe(_ heading: String) -> Bool {
    guard heading.utf8.count < 40, let first = heading.first else { return false }
    return first.isNumber || first == "(" || "TtNnHhĐđKkLlGgCc".contains(first)
  }

  /// The first and the last day.
  ///
  /// - Parameter month: that of the title, which headings without one mean.
  static func days(of heading: String, _ month: Int?, _ year: Int) -> ClosedRange<Day>? {
    func days(_ first: Int, _ begin: Int, _ last: Int, _ end: Int) -> ClosedRange<Day>? {
      guard let first = Day(year: year, month: begin, day: first),
        let last = Day(year: year, month: end, day: last), first <= last
      else { return nil }
      return first...last
    }
    if let month, let part = named[NameKey(heading)] {
      let length = Day.length(ofMonth: month, year: year)
      return days(part.lowerBound, month, min(part.upperBound, length), month)
    }
    guard heading.hasDigit else { return nil }
    if let month, let day = heading.wholeMatch(of: dayOfMonth).flatMap({ Int($0.1) }) {
      return days(day, month, day, month)
    }
    if let match = heading.wholeMatch(of: weekday), let day = Int(match.1),
      let month = Int(match.2)
    {
      return days(day, month, day, month)
    }
    guard let match = heading.wholeMatch(of: range)?.output, let first = Int(match.first),
      let last = Int(match.last), let end = Int(match.end)
    else { return nil }
    return days(first, match.begin.flatMap { Int($0) } ?? end, last, end)
  }

  private static let named: [NameKey: ClosedRange<Int>] = Dictionary(
    uniqueKeysWithValues: [
      ("10 ngày đầu", 1...10), ("10 ngày giữa", 11...20), ("10 ngày cuối", 21...31),
      ("10 ngày đầu tháng", 1...10), ("10 ngày giữa tháng", 11...20),
      ("10 ngày cuối tháng", 21...31), ("Thượng tuần", 1...10), ("Trung tuần", 11...20),
      ("Hạ tuần", 21...31), ("Nửa đầu tháng", 1...15), ("Nửa cuối tháng", 16...31),
      ("Nửa tháng đầu", 1...15), ("Nửa tháng cuối", 16...31), ("15 ngày đầu", 1...15),
      ("15 ngày cuối", 16...31), ("15 ngày đầu tháng", 1...15), ("15 ngày cuối tháng", 16...31),
    ].map { (NameKey($0.0), $0.1) })
  nonisolated(unsafe) private static let dayOfMonth = #/(?:Ngày|ngày|NGÀY) ?([0-9]{1,2})/#
  /// "T2 (08/6)", "Thứ hai, 08/6"
  nonisolated(unsafe) private static let weekday =
    #/(?:T ?[2-7]|CN|Chủ nhật|Thứ [\p{L}2-7]+),? ?\n?\(?([0-9]{1,2})[\/.]([0-9]{1,2})\)?/#
    .ignoresCase()
  /// "08/6 - 14/6", "08-14/6", "Tuần 1 (01-07/6)"
  nonisolated(unsafe) private static let range =
    #/(?:(?:Tuần|Đợt|Kỳ|Lần|Giai đoạn) ?(?:[0-9]{1,2}|[IVX]{1,4}) ?)?\(?(?:từ )?(?<first>[0-9]{1,2})(?:[\/.](?<begin>[0-9]{1,2}))? ?(?:-|–|đến) ?(?<last>[0-9]{1,2})[\/.](?<end>[0-9]{1,2})\)?/#
    .ignoresCase()
}
