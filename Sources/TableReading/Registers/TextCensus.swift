import ClusterMetrics
import Findings

/// Counts how often each text of a column occurs, and where it first stands.
package struct TextCensus {
  /// The first row with a text.
  package struct First {
    package var table: TableSource
    package var row: Int

    package init(table: TableSource, row: Int) { (self.table, self.row) = (table, row) }
  }

  /// By number of the text.
  package private(set) var counts: [Int] = []
  package private(set) var firsts: [First?] = []
  /// Texts of rows that a server has folded, with its table: which row is the first, only the server knows.
  package private(set) var folded: [Int: TableSource] = [:]

  package init() {}

  /// Adds the texts of a batch.
  ///
  /// - Parameter row: the row of each activity in its table.
  mutating func add(
    _ column: UnsafeBufferPointer<Int32>, from table: TableSource, folded: FoldedActivities?,
    row: (Int) -> Int
  ) {
    guard let largest = column.max(), largest >= 0 else { return }
    while counts.count <= Int(largest) {
      counts.append(0)
      firsts.append(nil)
    }
    if let folded {
      for index in column.indices where column[index] >= 0 {
        counts[Int(column[index])] += folded.times[index]
        self.folded[Int(column[index])] = table
      }
      return
    }
    counts.withUnsafeMutableBufferPointer { counts in
      for index in column.indices where column[index] >= 0 {
        let number = Int(column[index])
        if firsts[number] == nil { firsts[number] = First(table: table, row: row(index)) }
        counts[number] &+= 1
      }
    }
  }
}
