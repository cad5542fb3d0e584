import ClusterMetrics

/// A table that is handed out in blocks of whole rows, numbered in its order, to as many readers as there are.
///
/// Each reader has rows of its own and shares no bytes with others. Only what cannot be known without the
/// bytes before is done in turn.
protocol BlockSource: Sendable {
  associatedtype Rows: BlockRows
  /// On how many cores it is worth reading: what they took in must be put together.
  var coreCount: Int { get }
  /// Rows of no block yet.
  func rows() -> Rows
  /// Turns rows to the next block; `false` where there is none.
  func fill(_ rows: inout Rows) throws(TableFault) -> Bool
}

/// The rows of one block of a table after the other.
protocol BlockRows: TableRows {
  /// The place of the block among those of its table.
  var number: Int { get }
  /// Whether rows say their numbers; otherwise they are counted on from block to block.
  static var areNumbered: Bool { get }
  /// Whether cells say what they hold.
  static var hasKinds: Bool { get }
  /// Says which row lies above the block, where rows are counted and that is known.
  mutating func count(from row: Int)
}

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
