import ClusterMetrics
import Foundation

/// Rows of a table as a file holds them: the seam between formats of files and what their columns
/// mean. A source moves from row to row and lends the bytes of its cells.
protocol TableRows {
  /// Moves to the next row that is not blank; `false` at the end.
  mutating func advance() throws(TableFault) -> Bool
  /// The row's number as a spreadsheet shows it, the first is 1.
  var row: Int { get }
  var cellCount: Int { get }
  /// The cell's text as UTF-8 without surrounding spaces; empty beyond the last cell.
  func cell(_ index: Int) -> Cell
  /// The same with the spaces around it, if there are any: what to look a text up by, at less cost.
  func rawCell(_ index: Int) -> Cell
  /// The first cell whose bytes are no UTF-8.
  func columnOfBadText() -> Int?
  /// The number of a cell that holds one as a number; `nil` for text, whatever it looks like.
  func number(_ index: Int) -> Double?
  /// The day of a cell that holds a number, read as a date's serial; `nil` for text.
  func day(_ index: Int) -> Day?
  /// What the file says that the cell holds; text where it says nothing.
  func kind(_ index: Int) -> CellKind
  /// Whether the cell holds a formula whose result was never stored.
  func isUncomputed(_ index: Int) -> Bool
  /// Whether cells are parted by a delimiter, so that one too many shifts the others.
  var isDelimited: Bool { get }
  /// What the cells were parted by.
  var delimiterName: LocalizedText? { get }
  /// The quoted cell of the row with the most delimiters among those that hold line breaks.
  var quotedBreaks: QuotedBreaks? { get }
  /// Whether the row is hidden from the eyes of those who open the file.
  var isHidden: Bool { get }
  /// Columns hidden from them likewise, counted from 0.
  var hiddenColumns: [ClosedRange<Int>] { get }
  /// The merged cells that are known so far.
  var merges: [MergedRange] { get }
}

extension TableRows {
  func number(_ index: Int) -> Double? { nil }
  func day(_ index: Int) -> Day? { nil }
  func kind(_ index: Int) -> CellKind { .text }
  func isUncomputed(_ index: Int) -> Bool { false }
  var isHidden: Bool { false }
  var merges: [MergedRange] { [] }
  var hiddenColumns: [ClosedRange<Int>] { [] }
  var isDelimited: Bool { false }
  var delimiterName: LocalizedText? { nil }
  var quotedBreaks: QuotedBreaks? { nil }
  func columnOfBadText() -> Int? { nil }
  func rawCell(_ index: Int) -> Cell { cell(index) }

  func text(_ index: Int) -> String { cell(index).withoutMark.text }
}

/// What a cell of a workbook holds, as its type and its format say.
enum CellKind: UInt8 {
  case text, number, date, time
  /// A number that is shown a hundred times as large, and is meant so.
  case percent
  case boolean
  /// What a formula that fails gives: "#DIV/0!".
  case error
}

/// A cell in quotes that holds line breaks: it may be several rows that two stray quotes hold together.
struct QuotedBreaks: Equatable {
  var column: Int
  var lines: Int
  var delimiters: Int
}
