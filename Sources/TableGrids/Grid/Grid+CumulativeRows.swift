import ClusterMetrics
import OfficeWords

/// Rows whose period is "Lũy kế" below one that says a period: "Xã Nga Thắng | Tháng 9" over " | Lũy kế".
extension Grid {
  /// The grid with such rows of the period above them, and with a column that says their figure.
  func withCumulativeRows() -> Grid {
    guard let (header, column) = periodColumn else { return self }
    var found: [(row: Int, above: Int)] = []
    var above: Int?
    for index in (header + 1)..<max(header + 1, rows.count) {
      let text = rows[index][column].text
      if PeriodMentions.wholePeriod(text, FigureWords.years.upperBound) != nil {
        above = index
      } else if Figure(saidBy: text) == .cumulative, let head = above,
        isOfSame(index, head, before: column)
      {
        found.append((index, head))
      } else if !text.isEmpty {
        above = nil
      }
    }
    guard !found.isEmpty else { return self }
    var rows = rows
    let figures = width
    func put(_ text: String, into row: Int) {
      while rows[row].items.count <= figures { rows[row].items.append(.empty) }
      rows[row].items[figures] = Item(text: text)
    }
    put(Grid.figureHeader, into: header)
    for (row, head) in found {
      var since = rows[row][column].since
      put(rows[row][column].text, into: row)
      for place in 0...column { rows[row].items[place] = rows[head][place] }
      swap(&rows[row].items[figures].since, &since)
    }
    return replacing(rows, width: figures + 1)
  }

  /// The header with a column for the period.
  private var periodColumn: (row: Int, column: Int)? {
    for (index, row) in rows.prefix(TableHead.rowsAboveHeader).enumerated() {
      for (column, item) in row.items.enumerated()
      where column > 0 && item.text.utf8.count < 40 && LabelRole(header: item.text) == .period {
        return (index, column)
      }
    }
    return nil
  }

  /// Whether a row is of the same unit as one above it: its labels are empty or the same.
  private func isOfSame(_ row: Int, _ head: Int, before column: Int) -> Bool {
    (0..<column).allSatisfy { place in
      rows[row][place].isEmpty || rows[row][place].text == rows[head][place].text
    }
  }
}
