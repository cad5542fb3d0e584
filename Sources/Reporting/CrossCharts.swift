import Charting
import ClusterMetrics
import Intake

/// Charts of one indicator by two groupings.
extension ChartMaker {
  /// A heat table of a cross table, in one scale, with the totals of its rows where these are no periods.
  func cross(_ table: CrossTable, _ indicator: Indicator, _ across: CrossTable.Across) -> Chart {
    let block = table.blocks[0]
    let shown = table.shownColumns(of: block)
    var columns = shown.map { column in
      HeatTable.Column(
        CategoryName(table.columns[column]), format: words.format(indicator),
        values: block.cells.map { $0[column]?.chartValue ?? .notApplicable })
    }
    if let totals = block.rowTotals {
      columns.append(
        HeatTable.Column(
          CategoryName(words("Tổng", "Total")), format: words.format(indicator),
          values: totals.map(\.chartValue), shading: .none))
    }
    let (rows, columnsBy) = (by(table.groups), words.name(of: across, book.roster))
    let largest = block.cells.enumerated().flatMap { row, cells in
      shown.compactMap { column in cells[column]?.value.map { (row, column, $0) } }
    }.max { $0.2 < $1.2 }
    let heading = words.heading(indicator)
    let title =
      largest.map { row, column, value in
        let place = table.rows[row] + ", " + table.columns[column]
        let number = words.format(indicator).text(value)
        return value > 0
          ? words(
            "\(heading): nhiều nhất ở \(place) (\(number))",
            "\(heading): most in \(place) (\(number))") : heading
      } ?? heading
    return Chart(
      title: title,
      subtitle: words(
        "\(heading) \(rows) và \(columnsBy), \(periodText); màu càng đậm, số càng lớn",
        "\(heading) \(rows) and \(columnsBy), \(periodText); the darker, the larger"),
      footer: footer(indicator, for: .all),
      alternativeText: words(
        "Bảng nhiệt \(heading) \(rows) và \(columnsBy): \(table.rows.count) dòng, \(shown.count) cột.",
        "Heat table of \(heading) \(rows) and \(columnsBy): \(table.rows.count) rows, \(shown.count) columns."
      ),
      body: HeatTable(
        rows: table.rows.map { CategoryName($0) }, columns: columns, scale: .shared))
  }
}
