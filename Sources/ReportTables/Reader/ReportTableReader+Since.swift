import ClusterMetrics
import Findings
import Office
import OfficeWords
import TableGrids
import TableLabels

/// Numbers of a report table that count from another day than their period says, or are of other days: from a day within the year,
/// of a quarter or week that is not its own, by a day to come.
extension ReportTableReader {
  /// Takes note of the days from which on columns and rows of a table count.
  mutating func noteSinceDays(_ block: ReportBlock) {
    (sinceDays, sinceRows) = ([:], [:])
    for index in block.header {
      for (column, item) in grid.rows[index].items.enumerated() {
        sinceDays[column] = item.since ?? sinceDays[column]
      }
    }
    for index in block.body {
      let row = grid.rows[index]
      sinceRows[row.number] = row.items.lazy.compactMap(\.since).first
    }
  }

  /// The day within the year from which on a cumulative number counts, if its row, its column or a title says one.
  func countedFrom(_ number: ReportedNumber, _ column: Int) -> Day? {
    guard let (day, year) = statedBeginning(of: number, column), year.lowerBound < day,
      day < definition.calendar.days(of: number.period).upperBound
    else { return nil }
    return day
  }

  /// The day in a year before from which on a number counts: "Lũy kế từ 01/7/2025" under 2026.
  func beginning(of number: ReportedNumber, _ column: Int) -> Day? {
    guard let (day, year) = statedBeginning(of: number, column) else { return nil }
    // Years may close in December, which the settings need not say.
    return day.number < year.lowerBound.number - 31 ? day : nil
  }

  /// The day from which on a cumulative number says that it counts, and the last year of its period.
  private func statedBeginning(
    of number: ReportedNumber, _ column: Int
  ) -> (day: Day, year: Range<Day>)? {
    let since =
      number.place.row.flatMap { sinceRows[$0] } ?? sinceDays[column] ?? context.since
    guard number.isCumulative, let day = since?.day(of: number.period.calendarYear ?? year),
      let last = definition.calendar.years(holding: definition.calendar.days(of: number.period))
        .last
    else { return nil }
    return (day, last)
  }

  mutating func addBegun(_ column: Int, on day: Day, _ period: Period) {
    let letter = ColumnLetters.of(column)
    addOnce(
      .badPeriod, about: "begun \(column)",
      vi:
        "cột \(letter) là số lũy kế từ \(day.vietnamese), trước năm của \(period.spoken.vietnamese), nên không được tính; nếu cần, hãy thêm"
        + " cột lũy kế từ đầu năm",
      en:
        "column \(letter) counts from \(day), before the year of \(period.name), so it does not count; if it is needed, add a column that"
        + " counts from the beginning of the year")
  }

  /// Whether a period that a cumulative number says is a quarter that is not over when its table ends: "Lũy kế quý II" of May
  /// counts from the beginning of the quarter, which no figure does.
  func isQuarterToDate(_ period: Period) -> Bool {
    guard case .quarter = period, let own = context.period else { return false }
    let (part, whole) = (definition.calendar.days(of: own), definition.calendar.days(of: period))
    return whole.lowerBound <= part.lowerBound && part.upperBound < whole.upperBound
  }

  /// Whether another column below the same heading counts from New Year.
  func isBesideYearToDate(_ numbers: ReportColumns.Numbers) -> Bool {
    columnsToDate.contains { $0.column != numbers.column && $0.upperLevels == numbers.upperLevels }
  }

  /// A column that counts from the beginning of a quarter that is not over.
  mutating func addQuarterToDate(_ name: String, _ quarter: Period) {
    let own = context.period?.spoken ?? LocalizedText("")
    addOnce(
      .badPeriod, about: "quarter to date \(name)",
      vi:
        "cột \"\(name)\" ghi lũy kế của \(quarter.spoken.vietnamese), mà biểu là của \(own.vietnamese), nên không được"
        + " tính; hãy ghi \"lũy kế từ đầu năm\" nếu là số như vậy",
      en:
        "the column \"\(name)\" says cumulative numbers of \(quarter.spoken.english), and its table is of"
        + " \(own.english), so it does not count; write \"lũy kế từ đầu năm\" if it counts from New Year"
    )
  }

  /// Whether a heading says a week or day under a title that says none: "Trong tuần" of a table of a month or of a day up to which
  /// is counted.
  func isShorter(_ heading: String) -> Bool {
    guard let period = context.period, ReportWords.isOfWeek(heading) else { return false }
    let days = definition.calendar.days(of: period)
    return days.upperBound.number - days.lowerBound.number > 10
  }

  /// A column of a week or day whose days are not known.
  mutating func addShorter(_ name: String) {
    addOnce(
      .badPeriod, about: "week \(name)",
      vi:
        "cột \"\(name)\" là số của một tuần hoặc một ngày, mà biểu không ghi tuần nào, nên không được tính; nếu cần, hãy ghi"
        + " từ ngày nào đến ngày nào ở tiêu đề cột",
      en:
        "the column \"\(name)\" is of a week or a day, and the table does not say which, so it does not count; if it is"
        + " needed, write its first and last day into its header")
  }

  /// Whether a day is yet to come when a table ends.
  func isAfterTable(_ day: Day) -> Bool {
    context.period.map { day >= definition.calendar.days(of: $0).upperBound } ?? false
  }

  /// A column of what is expected of a day that is yet to come.
  mutating func addPromise(_ name: String, _ day: Day) {
    addOnce(
      .badPeriod, about: "promise \(name)",
      vi:
        "cột \"\(name)\" là số dự kiến đến ngày \(day.vietnamese), sau kỳ của biểu, nên không được tính là kết quả",
      en:
        "the column \"\(name)\" holds what is expected by \(day), after the table's period, so it does not count as a result"
    )
  }

  /// A column whose day lies before the end of the half-year or quarter that it counts for: "TH đến 15/6" of "6 tháng đầu năm".
  mutating func noteEarlyDay(_ name: String, _ day: Day, _ period: Period) {
    let end = definition.calendar.days(of: period).upperBound
    guard day.next < end, period == context.period else { return }
    addOnce(
      .badPeriod, about: "early day \(name)",
      vi:
        "cột \"\(name)\" là số đến ngày \(day.vietnamese), trước ngày cuối của \(period.spoken.vietnamese): được tính là"
        + " \(period.spoken.vietnamese); nếu cơ quan chốt số liệu vào ngày đó, hãy khai báo calendar: {closing_day:"
        + " \(day.components.day)} trong giaoban.yaml",
      en:
        "the column \"\(name)\" is dated \(day), before the end of \(period.name): it counts as \(period.name); if periods close on that"
        + " day, set calendar: {closing_day: \(day.components.day)} in giaoban.yaml")
  }

  /// A column of a time of which nobody knows where it begins or ends.
  mutating func addUnknownTime(_ name: String) {
    addOnce(
      .badPeriod, about: "around \(name)",
      vi:
        "không rõ cột \"\(name)\" là số từ ngày nào đến ngày nào nên không được tính; hãy ghi ngày đầu và ngày cuối ở tiêu đề cột",
      en:
        "the first and last day of the column \"\(name)\" are not known, so it does not count; write them into its header"
    )
  }
}
