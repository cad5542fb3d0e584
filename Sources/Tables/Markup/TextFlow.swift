/// A text with tables, as consecutive rows: a paragraph outside tables becomes a row of one cell, as when Excel opens
/// such a text, so that titles above a table and notes below it are found as in a sheet.
struct TextFlow {
  private struct Row {
    var number: Int
    var isHidden = false
    var cells: [(column: Int, content: CellContent)] = []
  }

  private var rows: [Row] = []
  private var number = 0
  private(set) var merges: [MergedRange] = []
  private var current: Row?
  private var column = 0
  /// For each column, the number of further rows covered by a cell of an earlier row.
  private var covered: [Int: Int] = [:]

  /// Adds a paragraph outside tables.
  mutating func addLine(_ text: String) {
    let line = text.split { $0.isWhitespace }.joined(separator: " ")
    guard !line.isEmpty else { return }
    number += 1
    rows.append(Row(number: number, cells: [(0, .text(line))]))
  }

  mutating func beginTable() { covered = [:] }

  /// - Parameter skipped: the number of grid columns before the first cell.
  mutating func beginRow(skipping skipped: Int = 0, isHidden: Bool = false) {
    number += 1
    current = Row(number: number, isHidden: isHidden)
    column = min(skipped, SheetParser.columnLimit)
  }

  /// Adds a cell to the row, after the last one and after cells covered from earlier rows.
  mutating func addCell(_ content: CellContent, columns: Int = 1, rows spanned: Int = 1) {
    guard current != nil else { return }
    while covered[column, default: 0] > 0 { column += 1 }
    let columns = min(max(columns, 1), SheetParser.columnLimit)
    guard column + columns <= SheetParser.columnLimit else { return }
    let spanned = min(max(spanned, 1), RowCells.rowLimit)
    if content != .text("") {
      current?.cells.append((column, content))
      merge(column..<(column + columns), rows: number...(number + spanned - 1))
    }
    if spanned > 1 {
      for place in column..<(column + columns) { covered[place] = spanned }
    }
    column += columns
  }

  mutating func endRow() {
    guard let row = current else { return }
    if row.cells.isEmpty { number = row.number } else { rows.append(row) }
    current = nil
    for place in covered.keys { covered[place]! -= 1 }
    covered = covered.filter { $0.value > 0 }
  }

  /// Merges a cell with those below it, if the text declares this row by row.
  mutating func merge(_ columns: Range<Int>, rows: ClosedRange<Int>) {
    guard columns.count > 1 || rows.count > 1, merges.count < MergedRange.limit else { return }
    merges.append(
      MergedRange(rows: rows, columns: columns.lowerBound...(columns.upperBound - 1)))
  }

  /// The place of the next cell: the row's number and the column.
  var place: (row: Int, column: Int) { (number, column) }

  /// A reader of the rows as those of a single sheet.
  func reader() -> some SheetReader { Reader(self) }

  private final class Reader: SheetReader {
    let hidden: Set<Int> = []
    private var flow: TextFlow
    private var next = 0
    private var hasBegun = false

    init(_ flow: TextFlow) { self.flow = flow }

    func nextSheet() -> String? {
      defer { hasBegun = true }
      return hasBegun ? nil : ""
    }

    func nextRow(_ cells: RowCells) -> Bool {
      guard next < flow.rows.count else { return false }
      let row = flow.rows[next]
      next += 1
      cells.begin(row.number, isHidden: row.isHidden)
      for (column, content) in row.cells { cells.add(content, at: column) }
      if next == flow.rows.count { cells.set(flow.merges) }
      return true
    }
  }
}
