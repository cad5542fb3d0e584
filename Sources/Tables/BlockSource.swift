import ClusterMetrics

/// A table that is handed out in blocks of whole rows, numbered in its order, to as many readers as there are.
///
/// Each reader has rows of its own and shares no bytes with others. Only what cannot be known without the
/// bytes before is done in turn.
public protocol BlockSource: Sendable {
  associatedtype Rows: BlockRows
  /// On how many cores it is worth reading: what they took in must be put together.
  var coreCount: Int { get }
  /// Rows of no block yet.
  func rows() -> Rows
  /// Turns rows to the next block; `false` where there is none.
  func fill(_ rows: inout Rows) throws(TableFault) -> Bool
}

/// The rows of one block of a table after the other.
public protocol BlockRows: TableRows {
  /// The place of the block among those of its table.
  var number: Int { get }
  /// Whether rows say their numbers; otherwise they are counted on from block to block.
  static var areNumbered: Bool { get }
  /// Whether cells say what they hold.
  static var hasKinds: Bool { get }
  /// Says which row lies above the block, where rows are counted and that is known.
  mutating func count(from row: Int)
}
