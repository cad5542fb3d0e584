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
  /// Whether the cell holds a formula whose result was never stored.
  func isUncomputed(_ index: Int) -> Bool
  /// Whether the row is hidden from the eyes of those who open the file.
  var isHidden: Bool { get }
}

extension TableRows {
  func number(_ index: Int) -> Double? { nil }
  func day(_ index: Int) -> Day? { nil }
  func isUncomputed(_ index: Int) -> Bool { false }
  var isHidden: Bool { false }
  func columnOfBadText() -> Int? { nil }
  func rawCell(_ index: Int) -> Cell { cell(index) }

  func text(_ index: Int) -> String { cell(index).text }
}

/// Why a row could not be read. Reading may go on with the row after it.
enum TableFault: Error {
  case badQuote(row: Int, column: Int)
  case recordTooLong(row: Int, limit: Int)
  case unreadable(String)
}
