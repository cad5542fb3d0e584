/// A merged range of cells, with rows from 1 and columns from 0.
public struct MergedRange: Sendable, Hashable {
  package var rows: ClosedRange<Int>
  package var columns: ClosedRange<Int>

  /// The greatest number of ranges kept for a sheet.
  static let limit = 200_000

  init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    (self.rows, self.columns) = (rows, columns)
  }

  /// Parses a reference such as `B2:C5`.
  init?(_ reference: String) {
    let corners = reference.split(separator: ":").map { MergedRange.cell($0) }
    guard corners.count == 2, let first = corners[0], let last = corners[1],
      first.row <= last.row, first.column <= last.column
    else { return nil }
    rows = first.row...last.row
    columns = first.column...last.column
  }

  private static func cell(_ text: Substring) -> (row: Int, column: Int)? {
    let letters = text.prefix { $0.isASCII && $0.isLetter }
    guard let row = Int(text.dropFirst(letters.count)), row > 0 else { return nil }
    let column = Array(letters.uppercased().utf8).withUnsafeBufferPointer {
      SheetParser.column($0)
    }
    return column.map { (row, $0) }
  }
}
