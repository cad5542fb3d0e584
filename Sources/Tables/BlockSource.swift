import ClusterMetrics

/// A table that is delivered in blocks of whole rows, numbered in order, to any number of readers.
///
/// Each reader has its own rows and shares no bytes with others. Only steps that depend on earlier bytes are
/// serialised.
public protocol BlockSource: Sendable {
  associatedtype Rows: BlockRows
  /// The number of cores on which reading is worthwhile, considering that the results must be merged.
  var coreCount: Int { get }
  /// Returns rows without a block yet.
  func rows() -> Rows
  /// Moves rows to the next block; returns `false` if there is none.
  func fill(_ rows: inout Rows) throws(TableFault) -> Bool
}

/// The rows of one block of a table, in order.
public protocol BlockRows: TableRows {
  /// The index of the block in its table.
  var number: Int { get }
  /// Whether rows have numbers; otherwise they are counted across blocks.
  static var areNumbered: Bool { get }
  /// Whether cells have kinds.
  static var hasKinds: Bool { get }
  /// Sets the number of the row above the block, if rows are counted and it is known.
  mutating func count(from row: Int)
}
