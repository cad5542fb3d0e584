/// A text with tables as rows one below the other: a paragraph outside of tables is a row of one cell, as Excel
/// takes it when it opens such a text, so that titles above a table and notes below it are found as in a sheet.
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
  /// By column, in how many rows below a cell of an earlier row still stands.
  private var covered: [Int: Int] = [:]

  /// A paragraph outside of tables.
  mutating func addLine(_ text: String) {
    let line = text.split { $0.isWhitespace }.joined(separator: " ")
    guard !line.isEmpty else { return }
    number += 1
    rows.append(Row(number: number, cells: [(0, .text(line))]))
  }

  mutating func beginTable() { covered = [:] }

  /// - Parameter skipped: columns of the grid before the first cell.
  mutating func beginRow(skipping skipped: Int = 0, isHidden: Bool = false) {
    number += 1
    current = Row(number: number, isHidden: isHidden)
    column = min(skipped, SheetParser.columnLimit)
  }

  /// Adds a cell behind the last one of the row, and right of what cells of earlier rows cover.
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

  /// Says that a cell covers the one below it, where the text says so row by row.
  mutating func merge(_ columns: Range<Int>, rows: ClosedRange<Int>) {
    guard columns.count > 1 || rows.count > 1, merges.count < MergedRange.limit else { return }
    merges.append(
      MergedRange(rows: rows, columns: columns.lowerBound...(columns.upperBound - 1)))
  }

  /// The column at which the next cell of the row will stand, and the row's number.
  var place: (row: Int, column: Int) { (number, column) }

  /// Hands the rows out as those of one sheet.
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
