import Charting
import ClusterMetrics
import TallyTables

/// Charts of one indicator by two groupings.
extension ChartMaker {
  /// A heat table of a cross table on one scale, with the totals of its rows unless the columns are periods.
  ///
  /// - Parameter order: the order of rows; by value means by their totals, or by the last period.
  package func cross(
    _ table: CrossTable, _ indicator: Indicator, _ across: Across, header: String?,
    order: RowOrder = .asGiven
  ) -> Chart {
    let block = table.blocks[0]
    let shown = table.shownColumns(of: block)
    let rowsShown = table.shownRows(of: block).ordered(
      order, indicator.better.chartDirection
    ) { row in
      let tally = block.rowTotals?[row] ?? shown.last.flatMap { block.cells[row][$0] }
      return tally?.chartValue ?? .notApplicable
    }
    var columns = shown.map { column in
      HeatTable.Column(
        CategoryName(table.columns[column]), format: words.format(indicator),
        tallies: rowsShown.map { block.cells[$0][column] })
    }
    if let totals = block.rowTotals {
      columns.append(
        HeatTable.Column(
          CategoryName(words("Tổng", "Total")), format: words.format(indicator),
          tallies: rowsShown.map { totals[$0] }, shading: .none))
    }
    let (rows, columnsBy) = (by(table.groups), words.name(of: across, header: header, book.roster))
    let known = block.cells.enumerated().flatMap { row, cells in
      shown.compactMap { column -> (row: Int, column: Int, tally: Tally)? in
        cells[column].flatMap { $0.value == nil ? nil : (row, column, $0) }
      }
    }
    // An incomplete number may be larger than the leader's, and a column without a name never leads.
    let isPartial = known.contains { $0.tally.isMarked }
    let named = known.filter { !table.nameless.contains($0.column) }.map {
      ($0.row, $0.column, $0.tally.value ?? 0)
    }
    // Of several that are equal none is the largest.
    let most = named.map(\.2).max()
    let largest = named.filter { $0.2 == most }.only
    let heading = words.heading(indicator)
    let span =
      across == .periods && table.columns.count > 1
      ? table.columns[0] + " – " + table.columns[table.columns.count - 1] : periodText
    let title =
      largest.map { row, column, value in
        guard !isPartial else { return heading }
        let place = table.rows[row] + ", " + table.columns[column]
        let number = words.format(indicator).text(value)
        return value > 0
          ? words(
            "\(heading): \(indicator.addsUp ? "nhiều nhất" : "cao nhất") ở \(place) (\(number))",
            "\(heading): \(indicator.addsUp ? "most" : "highest") in \(place) (\(number))")
          : heading
      } ?? heading
    return Chart(
      title: title,
      subtitle: words(
        "\(heading) \(rows) và \(columnsBy), \(span); màu càng đậm, số càng lớn",
        "\(heading) \(rows) and \(columnsBy), \(span); the darker, the larger"),
      footer: footer(indicator, for: .all)
        + (columns.contains { !$0.marked.isEmpty } ? " " + words.lackNote : ""),
      alternativeText: words(
        "Bản đồ nhiệt \(heading) \(rows) và \(columnsBy): \(rowsShown.count) dòng, \(shown.count) cột.",
        "Heat table of \(heading) \(rows) and \(columnsBy): \(rowsShown.count) row\(rowsShown.count == 1 ? "" : "s"), \(shown.count) column\(shown.count == 1 ? "" : "s")."
      ),
      body: HeatTable(
        rows: rowsShown.map { CategoryName(table.rows[$0]) }, columns: columns, scale: .shared))
  }
}
