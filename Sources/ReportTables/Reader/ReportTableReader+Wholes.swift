import ClusterMetrics
import TableGrids
import TableLabels

/// Numbers that stand only where periods are summed up: stocks in a table of months have one in "Cộng 6 tháng" alone.
extension ReportTableReader {
  /// The columns that say something in a row: beside those of units, indicators and periods each that sums up periods of which
  /// the row has none, as a number of the time that these make together.
  func cells(
    in row: Grid.Row, of who: ReportWords.Who?, _ columns: ReportColumns
  ) -> [ReportColumns.Numbers] {
    let cells = columns.filled(in: row, of: who)
    let alone = columns.totalsOfPeriods.filter { total in
      row[total.column].isNumber
        && !cells.contains { $0.upperLevels == total.upperLevels && $0.meaning.period != nil }
    }
    return cells
      + alone.compactMap { total in
        guard let period = summed(total, columns) else { return nil }
        var own = total
        (own.meaning.isCompared, own.meaning.period) = (false, period)
        return own
      }
  }

  /// The period that a column sums up: what it says, or what the periods beside it make together.
  private func summed(_ total: ReportColumns.Numbers, _ columns: ReportColumns) -> Period? {
    let parts = columns.numbers.filter { $0.upperLevels == total.upperLevels }
      .compactMap(\.meaning.period)
    guard let first = parts.first else { return nil }
    if let said = total.summedPeriod(first.calendarYear) { return said }
    let days = parts.map { definition.calendar.days(of: $0) }
    guard let start = days.map(\.lowerBound).min(), let end = days.map(\.upperBound).max() else {
      return nil
    }
    return definition.calendar.periods(making: start..<end).only
  }
}
