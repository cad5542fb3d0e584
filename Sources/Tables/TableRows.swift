import ClusterMetrics
import Foundation

/// Rows of a table as a file holds them: the seam between formats of files and what their columns
/// mean. A source moves from row to row and lends the bytes of its cells.
public protocol TableRows {
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
  /// None, where files hold text alone.
  @inlinable public func number(_ index: Int) -> Double? { nil }
  /// None, where files hold text alone.
  @inlinable public func day(_ index: Int) -> Day? { nil }
  /// Text, where files hold nothing else.
  @inlinable public func kind(_ index: Int) -> CellKind { .text }
  /// No, where files hold no formulas.
  @inlinable public func isUncomputed(_ index: Int) -> Bool { false }
  /// No, where files hide nothing.
  @inlinable public var isHidden: Bool { false }
  /// None, where files merge nothing.
  @inlinable public var merges: [MergedRange] { [] }
  /// None, where files hide nothing.
  @inlinable public var hiddenColumns: [ClosedRange<Int>] { [] }
  /// No, but for text.
  @inlinable public var isDelimited: Bool { false }
  /// Nothing, but for text.
  @inlinable public var delimiterName: LocalizedText? { nil }
  /// None, but for text.
  @inlinable public var quotedBreaks: QuotedBreaks? { nil }
  /// None, where the file's format warrants UTF-8.
  @inlinable public func columnOfBadText() -> Int? { nil }
  /// The cell itself, where nothing stands around it.
  @inlinable public func rawCell(_ index: Int) -> Cell { cell(index) }

  /// The text of a cell, without the mark that keeps a spreadsheet from computing it.
  @inlinable public func text(_ index: Int) -> String { cell(index).withoutMark.text }
}

/// What a cell of a workbook holds, as its type and its format say.
public enum CellKind: UInt8, BitwiseCopyable, Sendable {
  case text, number, date, time
  /// A number that is shown a hundred times as large, and is meant so.
  case percent
  case boolean
  /// What a formula that fails gives: "#DIV/0!".
  case error
}

/// A cell in quotes that holds line breaks: it may be several rows that two stray quotes hold together.
public struct QuotedBreaks: Equatable, Sendable {
  /// The cell's column, counted from 0.
  public var column: Int
  /// How many line breaks it holds.
  public var lines: Int
  /// How many delimiters it holds.
  public var delimiters: Int
}
