import ClusterMetrics
import Foundation

/// The rows of a table in a file: the interface between file formats and the meaning of columns. A source moves from
/// row to row and lends the bytes of its cells.
public protocol TableRows {
  /// Moves to the next row that is not blank; returns `false` at the end.
  mutating func advance() throws(TableFault) -> Bool
  /// The row's number as in a spreadsheet, from 1.
  var row: Int { get }
  var cellCount: Int { get }
  /// The cell's UTF-8 text without surrounding spaces; empty beyond the last cell.
  func cell(_ index: Int) -> Cell
  /// The cell including surrounding spaces: cheaper for looking up a text.
  func rawCell(_ index: Int) -> Cell
  /// The first cell with invalid UTF-8.
  func columnOfBadText() -> Int?
  /// The number of a numeric cell; `nil` for text, even if it looks like a number.
  func number(_ index: Int) -> Double?
  /// The day of a numeric cell, read as a date's serial; `nil` for text.
  func day(_ index: Int) -> Day?
  /// The kind of the cell as declared by the file; text by default.
  func kind(_ index: Int) -> CellKind
  /// Whether the cell has a formula without a stored result.
  func isUncomputed(_ index: Int) -> Bool
  /// Whether cells are separated by a delimiter, so that an extra one shifts the others.
  var isDelimited: Bool { get }
  /// The name of the delimiter.
  var delimiterName: LocalizedText? { get }
  /// The quoted cell of the row that has line breaks and the most delimiters.
  var quotedBreaks: QuotedBreaks? { get }
  /// Whether the row is hidden when the file is opened.
  var isHidden: Bool { get }
  /// The columns that are hidden when the file is opened, from 0.
  var hiddenColumns: [ClosedRange<Int>] { get }
  /// The merged cells known so far.
  var merges: [MergedRange] { get }
}

extension TableRows {
  /// `nil`, for files that contain only text.
  @inlinable public func number(_ index: Int) -> Double? { nil }
  /// `nil`, for files that contain only text.
  @inlinable public func day(_ index: Int) -> Day? { nil }
  /// Text, for files that contain only text.
  @inlinable public func kind(_ index: Int) -> CellKind { .text }
  /// `false`, for files without formulas.
  @inlinable public func isUncomputed(_ index: Int) -> Bool { false }
  /// `false`, for files without hidden rows.
  @inlinable public var isHidden: Bool { false }
  /// Empty, for files without merged cells.
  @inlinable public var merges: [MergedRange] { [] }
  /// Empty, for files without hidden columns.
  @inlinable public var hiddenColumns: [ClosedRange<Int>] { [] }
  /// `false`, for all formats except delimited text.
  @inlinable public var isDelimited: Bool { false }
  /// `nil`, for all formats except delimited text.
  @inlinable public var delimiterName: LocalizedText? { nil }
  /// `nil`, for all formats except delimited text.
  @inlinable public var quotedBreaks: QuotedBreaks? { nil }
  /// `nil`, for formats that guarantee UTF-8.
  @inlinable public func columnOfBadText() -> Int? { nil }
  /// The cell itself, for formats without surrounding spaces.
  @inlinable public func rawCell(_ index: Int) -> Cell { cell(index) }

  /// The text of a cell, without the apostrophe that marks it as text in a spreadsheet.
  @inlinable public func text(_ index: Int) -> String { cell(index).withoutMark.text }
}

/// The kind of a workbook's cell, by its type and format.
public enum CellKind: UInt8, BitwiseCopyable, Sendable {
  case text, number, date, time
  /// A number displayed multiplied by a hundred, as a percentage.
  case percent
  case boolean
  /// The result of a failed formula: "#DIV/0!".
  case error
}

/// A quoted cell with line breaks: two stray quotes may have joined several rows.
public struct QuotedBreaks: Equatable, Sendable {
  /// The cell's column, counted from 0.
  public var column: Int
  /// The number of line breaks in it.
  public var lines: Int
  /// The number of delimiters in it.
  public var delimiters: Int
}
