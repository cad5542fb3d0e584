import ClusterMetrics

/// The cells of a row in a markup document: filled by its reader and lent by `MarkupRows`.
final class RowCells {
  struct Item {
    var column: Int
    var content: CellContent
    /// The offset of its text.
    var start: Int
    var count: Int
  }

  /// The row number as in a spreadsheet, from 1.
  var number = 0
  var isHidden = false
  private(set) var items: [Item] = []
  private(set) var text = ByteBuffer()
  /// The merged cells of all rows so far.
  private(set) var merges: [MergedRange] = []

  private let oldTexts: OldTexts

  init(_ oldTexts: OldTexts) { self.oldTexts = oldTexts }

  /// Begins an empty row.
  func begin(_ number: Int, isHidden: Bool = false) {
    (self.number, self.isHidden) = (number, isHidden)
    items.removeAll(keepingCapacity: true)
    text.removeAll()
  }

  var isEmpty: Bool { items.isEmpty }

  /// The column after the last cell.
  var width: Int { (items.last?.column ?? -1) + 1 }

  /// Adds a cell after the others, unless its text is empty.
  func add(_ content: CellContent, at column: Int) {
    guard column < SheetParser.columnLimit, content != .text("") else { return }
    var shown = content.text
    if case .text = content, let new = OldVietnamese.recognised(shown) {
      oldTexts.note(shown, new)
      shown = new
    }
    let start = text.count
    shown.withUTF8 { text.append($0) }
    items.append(
      Item(column: column, content: content, start: start, count: text.count - start))
  }

  /// Adds a merged cell of the row.
  func merge(_ column: Int, columns: Int, rows: Int) {
    guard columns > 1 || rows > 1, column < SheetParser.columnLimit,
      merges.count < MergedRange.limit
    else { return }
    let last = min(column + columns, SheetParser.columnLimit) - 1
    merges.append(
      MergedRange(
        rows: number...(number + min(rows, RowCells.rowLimit) - 1), columns: column...last))
  }

  /// Sets all merged cells at once.
  func set(_ merges: [MergedRange]) { self.merges = merges }

  /// The greatest number of rows in a sheet, in every program.
  static let rowLimit = 1_048_576
}
