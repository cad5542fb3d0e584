import ClusterMetrics
import Findings
import Tables

/// Reads a table row by row, in the memory of one block, so that one of any size takes little.
struct BlockwiseRows<Source: BlockSource>: TableRows {
  let source: Source
  /// The rows of the current block; those that are left of it may be read by themselves.
  private(set) var rows: Source.Rows

  /// Stands before the first row.
  init(_ source: Source) {
    self.source = source
    rows = source.rows()
  }

  mutating func advance() throws(TableFault) -> Bool {
    while true {
      if try rows.advance() { return true }
      guard try source.fill(&rows) else { return false }
    }
  }

  var row: Int { rows.row }
  var cellCount: Int { rows.cellCount }
  func cell(_ index: Int) -> Cell { rows.cell(index) }
  func rawCell(_ index: Int) -> Cell { rows.rawCell(index) }
  func columnOfBadText() -> Int? { rows.columnOfBadText() }
  func number(_ index: Int) -> Double? { rows.number(index) }
  func day(_ index: Int) -> Day? { rows.day(index) }
  func kind(_ index: Int) -> CellKind { rows.kind(index) }
  func isUncomputed(_ index: Int) -> Bool { rows.isUncomputed(index) }
  var isHidden: Bool { rows.isHidden }
  var merges: [MergedRange] { rows.merges }
  var hiddenColumns: [ClosedRange<Int>] { rows.hiddenColumns }
  var isDelimited: Bool { rows.isDelimited }
  var delimiterName: LocalizedText? { rows.delimiterName }
  var quotedBreaks: QuotedBreaks? { rows.quotedBreaks }
}
