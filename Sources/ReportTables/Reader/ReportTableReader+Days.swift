import ClusterMetrics
import OfficeWords
import TableGrids
import TableLabels

/// What the lines above a report table say by months and days: up to when its numbers are counted, and from when.
extension ReportTableReader {
  /// The year that the titles and headers of a grid, or the names of its sheet and file, speak of: that of the first text that names
  /// any; of several beside each other, as over columns, the latest.
  package static func year(of grid: Grid, names: [String]) -> Int? {
    let rows = texts(above: grid) + names.map { [$0] }
    for row in rows {
      // "So với năm 2025 (%)" and "Cùng kỳ năm 2025" tell of the year before.
      let years = row.map {
        FigureWords.isYear($0) ? [Int($0) ?? 0] : FigureWords.yearsOfTable(in: $0)
      }.filter { !$0.isEmpty }
      // "(từ 01/01/2026 đến 30/6/2026)", "(tính đến 30/6/2026)"
      if years.isEmpty, let title = row.only, let day = PeriodMentions.endingDay(in: title) {
        return day.components.year
      }
      guard let first = years.first else { continue }
      return years.count == 1 ? first.only : years.compactMap(\.only).max()
    }
    return names.map { PeriodMentions.bareYears(in: $0) }.first { !$0.isEmpty }?.only
      ?? rows.joined().filter(FigureWords.tellsOfYearBefore)
      .flatMap { PeriodMentions.years(in: $0) }.uniqued.only.map { $0 + 1 }
      ?? lastYear(below: grid)
  }

  /// The last of the years that stand below "Năm", where no title says one.
  private static func lastYear(below grid: Grid) -> Int? {
    for (place, row) in grid.rows.prefix(TableHead.rowsAboveHeader).enumerated() {
      guard let column = row.items.firstIndex(where: { NameKey($0.text) == yearHeader }) else {
        continue
      }
      let years = grid.rows[(place + 1)...].map { $0[column] }.filter(\.isYear)
        .compactMap { Int($0.text) }
      return years.max()
    }
    return nil
  }
  private static let yearHeader = NameKey("Năm")

  /// What stands in the rows that may be titles and headers, each once in its row. A note below a small table is neither.
  static func texts(above grid: Grid) -> [[String]] {
    grid.rows.prefix(TableHead.rowsAboveHeader).filter { row in
      !(row.items.first { !$0.isEmpty }.map { CumulativeWords.isNote($0.text) } ?? false)
    }.map { row in
      let numbers = row.items.filter { !$0.isEmpty && $0.isNumber }
      // A row of numbers is a header where all of them are years.
      let areYears = numbers.count > 1 && numbers.allSatisfy(\.isYear)
      return row.items.filter { !$0.isEmpty && (!$0.isPlainNumber || areYears) }.map(\.text).uniqued
    }
  }

  /// The month whose last day a day is, in the project's calendar.
  package func month(endingOn day: Day) -> Period? { definition.calendar.month(endingOn: day) }

  /// Takes note of titles that count from the beginning of the year up to a month or day: "5 tháng đầu năm 2024", "Tháng 6
  /// và 6 tháng đầu năm 2024", "Năm 2024 (số liệu đến 30/6/2024)".
  mutating func noteMonths(_ titles: [String], _ periods: inout [Period]) {
    let calendar = definition.calendar
    (context.isMonthOrYearToDate, context.isOfDay) = (false, false)
    if let month = titles.compactMap({ PeriodMentions.sinceNewYear(in: $0, year: year) }).uniqued
      .only
    {
      // "KẾT QUẢ 5 THÁNG, ƯỚC 6 THÁNG ĐẦU NĂM" is of either.
      let isEstimate = titles.contains(where: ReportWords.isEstimate(title:))
      let others = periods.filter { $0 != month && (!contains($0, month) || isEstimate) }
      context.isMonthOrYearToDate = periods.contains(month)
      if others.isEmpty, !periods.contains(month) { context.figure = .cumulative }
      periods = others + [month]
    } else if periods.count == 2,
      let month = periods.first(where: \.isMonth),
      let whole = periods.first(where: { $0 != month }),
      whole.calendarYear.map({
        calendar.days(of: whole).lowerBound == calendar.days(of: .year($0)).lowerBound
      }) ?? false,
      calendar.days(of: whole).upperBound == calendar.days(of: month).upperBound
    {
      (periods, context.isMonthOrYearToDate) = ([month], true)
    } else if let own = periods.only?.calendarYear, periods == [.year(own)],
      let end = titles.compactMap({ PeriodMentions.lastDay(in: $0, year: year) }).uniqued.only,
      // "NĂM 2024 (từ 01/12/2023 đến 30/11/2024)" says when it closes, and is the year.
      !titles.contains(where: PeriodMentions.namesDays)
    {
      let days = calendar.days(of: .year(own))
      guard days.contains(end), end.next < days.upperBound else { return }
      periods = [calendar.period(of: days.lowerBound..<end.next)]
    } else if periods.isEmpty, context.period == nil,
      let end = titles.compactMap({ PeriodMentions.lastDay(in: $0, year: year) }).uniqued.only,
      let month = month(endingOn: end)
    {
      // "Tính đến hết ngày 30/6/2025": what there is then, and what was counted since the beginning of the year.
      periods = [month]
      countUp()
    } else if periods.isEmpty, context.period == nil,
      let end = titles.compactMap({ PeriodMentions.lastDay(in: $0, year: year) }).uniqued.only
    {
      noteDay(end, &periods)
    }
  }

  /// Numbers up to a day are counted from New Year where nothing says otherwise; rates are those of that day.
  private mutating func countUp() {
    guard context.figure == nil else { return }
    (context.figure, context.isOfDay) = (.cumulative, true)
  }

  /// "Tiến độ đến ngày 15/6/2024" ends no period of the calendar: the numbers are of the days from the beginning of the year.
  /// "Có đến 1/4/2024" is what there is when March is over.
  private mutating func noteDay(_ day: Day, _ periods: inout [Period]) {
    if day.components.day == 1, let month = month(endingOn: day.previous) {
      periods = [month]
      countUp()
    } else {
      let first = definition.calendar.days(of: .year(day.components.year)).lowerBound
      guard first <= day else { return }
      periods = [definition.calendar.period(of: first..<day.next)]
    }
    guard let period = periods.only else { return }
    addOnce(
      .badPeriod, about: "day \(day)",
      vi:
        "tiêu đề ghi số liệu đến ngày \(day.vietnamese), không phải ngày cuối của kỳ nào: được tính là"
        + " \(period.spoken.vietnamese)\(context.figure == .cumulative ? ", lũy kế từ đầu năm" : ""); nếu là kỳ khác, hãy khai báo"
        + " sources: {tables: {files: …, period: …}}",
      en:
        "the title says numbers up to \(day), which is not the end of a period: they count as \(period.name)"
        + "\(context.figure == .cumulative ? ", from the beginning of the year" : ""); if another is meant, say it under"
        + " sources: {tables: {files: …, period: …}}")
  }

  /// What happened between two days that columns state, where nothing says the period: "Dân số 31/12/2023 | Sinh | Chết | Dân số
  /// 31/12/2024".
  mutating func noteDaysBetween(_ columns: ReportColumns) {
    let days = columns.numbers.compactMap(\.meaning.asOf).uniqued.sorted()
    guard context.period == nil, context.candidates.isEmpty, days.count == 2,
      columns.numbers.contains(where: { $0.meaning.asOf == nil && $0.meaning.period == nil })
    else { return }
    // "01/01/2024" is the beginning of its day, "31/12/2023" the end.
    let first = days[0].components.day == 1 ? days[0] : days[0].next
    let end = days[1].components.day == 1 ? days[1] : days[1].next
    guard first < end else { return }
    context.period = definition.calendar.period(of: first..<end)
    guard let period = context.period else { return }
    addOnce(
      .badPeriod, about: "between",
      vi:
        "tiêu đề không ghi kỳ báo cáo; theo các ngày ở tiêu đề cột, số tăng, giảm được tính cho \(period.spoken.vietnamese), hãy kiểm tra lại",
      en:
        "the title states no period; by the days over the columns, what rose and fell counts for \(period.name): check it"
    )
  }
}
