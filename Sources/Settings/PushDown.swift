import ClusterMetrics

/// Whether servers fold the rows of registers instead of handing them over.
package enum PushDown: String, Sendable, CaseIterable {
  /// Where it pays: a large table of another machine, of which few groups are made.
  case auto
  /// Wherever it can be done.
  case always
  case never

  /// Which server tells rows apart by all that they hold.
  package static let leastVersion = 140_000
  /// Of a smaller table reading all rows takes no time.
  package static let leastRows = 100_000
  /// How many rows a group must hold on average for folding to be worth it.
  package static let leastRowsPerGroup = 3
  /// How many rows tell how many groups there may be.
  package static let sample = 50_000
  /// How many names, groups or rows that stand twice a statement may list; where there are more, all rows are read.
  package static let mostListed = 10_000
}

/// How a table of a server was read, for `--explain`.
package struct DatabaseReading: Sendable {
  /// The table, as findings name it.
  package var table: String
  /// Why all of its rows were read; `nil` where the server folded them.
  package var obstacle: LocalizedText?
  /// What the server was asked.
  package var statements: [String] = []
  /// How many groups it made of how many rows.
  package var groups = 0
  package var folded = 0
  /// How many rows were read one by one.
  package var read = 0

  package init(
    table: String, obstacle: LocalizedText? = nil, statements: [String] = [], groups: Int = 0,
    folded: Int = 0, read: Int = 0
  ) {
    self.table = table
    self.obstacle = obstacle
    self.statements = statements
    self.groups = groups
    self.folded = folded
    self.read = read
  }
}
