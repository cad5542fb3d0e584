import ClusterMetrics
import OfficeWords

/// Labels that say, for each row, of which part of a year its numbers are: "Tháng 1", "Quý II", "6 tháng đầu năm", or
/// 1, 2, 3 under "Tháng".
package struct PeriodRows {
  /// The columns that hold them, from the left: a column "Năm" may stand beside one "Tháng".
  package private(set) var columns: [(column: Int, header: String)] = []

  package init() {}

  /// The words under which parts of a year are numbers.
  private static let numbered = Set(["Tháng", "Quý"].map { NameKey($0) })

  /// Whether a label is a part of a year of which no text says the year.
  package func lacksYear(_ row: Grid.Row, _ blocks: ReportBlocks) -> Bool {
    columns.last.map { column, header in
      PeriodRows.period(row[column], under: header, blocks, in: PeriodLabels.anyYear) != nil
    } ?? false
  }

  /// Takes a column in whose labels are periods.
  package mutating func add(_ column: Int, _ header: String) { columns.append((column, header)) }

  /// Whether a column with a header for periods holds nothing else, but for totals below them.
  package static func areAll(_ values: [Grid.Item], under header: String, _ blocks: ReportBlocks)
    -> Bool
  {
    let labels = values.filter { !TotalWords.isTotal($0.text) }
    // Another column may say the year, or nothing does, which rows then say.
    let periods = labels.compactMap { period($0, under: header, blocks, in: PeriodLabels.anyYear) }
    return periods.count == labels.count && !periods.isEmpty
  }

  /// Whether a column tells something of the units beside it, such as when each reached its goal: every unit, or other label,
  /// stands in one row, and rows say different periods. A column of periods repeats units, or stands beside none.
  package static func describes(
    _ labels: Int?, by column: Int, in block: ReportBlock, _ grid: Grid
  ) -> Bool {
    guard let labels, labels != column else { return false }
    let rows = block.body.map { grid.rows[$0] }.filter { !$0[column].isEmpty }
    let names = rows.map { $0[labels].text }
    return names.count > 1 && !names.contains("") && Set(names).count == names.count
      && Set(rows.map { $0[column].text }).count > 1
  }

  /// The period of a cell.
  ///
  /// - Parameter upper: the year that another column says.
  static func period(
    _ item: Grid.Item, under header: String, _ blocks: ReportBlocks, in upper: Int? = nil
  ) -> Period? {
    // Excel takes "1/2024" for the first day of that month.
    if item.kind == .date {
      guard let day = item.day?.components, day.day == 1 else { return nil }
      return .month(day.month, year: day.year)
    }
    let text = item.text
    if FigureWords.isYear(text) { return Int(text).map { .year($0) } }
    if let period = blocks.meaning(of: text, in: upper).period { return period }
    guard text.count <= 4, let word = header.split(separator: " ").first.map(String.init),
      numbered.contains(NameKey(word))
    else { return nil }
    return blocks.meaning(of: word + " " + text, in: upper).period
  }

  /// The period of a row; `nil` where its columns say none.
  package func period(of row: Grid.Row, _ blocks: ReportBlocks) -> Period? {
    // The year may stand behind the month.
    var year = columns.lazy.compactMap { column, _ in
      FigureWords.isYear(row[column].text) ? Int(row[column].text) : nil
    }.first
    var found: Period?
    for (column, header) in columns where !row[column].isEmpty {
      guard let period = PeriodRows.period(row[column], under: header, blocks, in: year) else {
        return nil
      }
      if case .year(let own) = period {
        year = own
        if found != nil { continue }
      }
      found = period
    }
    return found
  }

  /// Whether the numbers of a row, 1 | 2 | 3, are its values, and no numbering of the columns: the row below goes on
  /// counting.
  package func goesOn(_ row: Grid.Row, _ next: Grid.Row?, _ blocks: ReportBlocks) -> Bool {
    guard let period = period(of: row, blocks) else { return false }
    guard let next, let other = self.period(of: next, blocks) else { return true }
    return other != period
  }
}
