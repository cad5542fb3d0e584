import ClusterMetrics
import Findings
import OfficeWords
import Settings
import Tables

/// A row above the header, which is not read.
package struct PassedRow {
  package let row: Int
  /// What its cells say.
  package let texts: [String]
  /// Whether a cell of it is a date or a period, as in rows of data.
  let isDated: Bool
  /// Whether it has as many cells as a row of data, with numbers among them.
  let isFilled: Bool

  init(_ rows: some TableRows) {
    row = rows.row
    self.texts = (0..<rows.cellCount).map { rows.text($0) }
    let texts = (0..<rows.cellCount).map { rows.cell($0) }.filter { !$0.isEmpty }
    let dates = texts.count {
      DateCell.parse($0) != nil
        || ($0.count < 30 && Period(written: $0.text) != nil && $0.digits == nil)
    }
    let numbers = texts.compactMap { NumberCell.parse($0).outcome.quantity }
    // The numbers of columns, 1, 2, 3, are no data.
    let isCount = numbers.count == texts.count
    isDated = dates > 0 && texts.count >= 3
    isFilled = texts.count >= 4 && !numbers.isEmpty && !isCount
  }
}

extension [PassedRow] {
  /// Says which rows above the header look like data.
  func say(_ log: inout FindingLog, file: String, sheet: String?) {
    for (rows, severity) in [
      (filter(\.isDated), Finding.Severity.error),
      (filter { $0.isFilled && !$0.isDated }, .warning),
    ] {
      for row in rows {
        log.add(.rowAboveHeader(severity, at: .init(file: file, sheet: sheet, row: row.row)))
      }
    }
  }
}

/// Rows of delimited text with more cells than the header, all of them blank: where most rows have no more,
/// a delimiter too many has shifted the others.
package struct LongRows {
  private(set) var count = 0

  mutating func addOne() { count += 1 }
  mutating func add(_ other: LongRows) { count += other.count }
}
