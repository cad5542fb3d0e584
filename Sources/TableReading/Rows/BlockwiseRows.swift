import ClusterMetrics
import Findings
import Tables

/// Reads a table row by row, in the memory of one block, so that one of any size takes little.
package struct BlockwiseRows<Source: BlockSource>: TableRows {
  let source: Source
  /// The rows of the current block; those that are left of it may be read by themselves.
  private(set) var rows: Source.Rows

  /// Stands before the first row.
  init(_ source: Source) {
    self.source = source
    rows = source.rows()
  }

  package mutating func advance() throws(TableFault) -> Bool {
    while true {
      if try rows.advance() { return true }
      guard try source.fill(&rows) else { return false }
    }
  }

  package var row: Int { rows.row }
  package var cellCount: Int { rows.cellCount }
  package func cell(_ index: Int) -> Cell { rows.cell(index) }
  package func rawCell(_ index: Int) -> Cell { rows.rawCell(index) }
  package func columnOfBadText() -> Int? { rows.columnOfBadText() }
  package func number(_ index: Int) -> Double? { rows.number(index) }
  package func day(_ index: Int) -> Day? { rows.day(index) }
  package func kind(_ index: Int) -> CellKind { rows.kind(index) }
  package func isUncomputed(_ index: Int) -> Bool { rows.isUncomputed(index) }
  package var isHidden: Bool { rows.isHidden }
  package var merges: [MergedRange] { rows.merges }
  package var hiddenColumns: [ClosedRange<Int>] { rows.hiddenColumns }
  package var isDelimited: Bool { rows.isDelimited }
  package var delimiterName: LocalizedText? { rows.delimiterName }
  package var quotedBreaks: QuotedBreaks? { rows.quotedBreaks }
}
