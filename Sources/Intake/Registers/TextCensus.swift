import ClusterMetrics

/// Counts how often each text of a column occurs, and where it first stands.
struct TextCensus {
  /// The first row with a text.
  struct First {
    var table: TableSource
    var row: Int
  }

  /// By number of the text.
  private(set) var counts: [Int] = []
  private(set) var firsts: [First?] = []

  /// Adds the texts of a batch.
  ///
  /// - Parameter row: the row of each activity in its table.
  mutating func add(
    _ column: UnsafeBufferPointer<Int32>, from table: TableSource, row: (Int) -> Int
  ) {
    guard let largest = column.max(), largest >= 0 else { return }
    while counts.count <= Int(largest) {
      counts.append(0)
      firsts.append(nil)
    }
    counts.withUnsafeMutableBufferPointer { counts in
      for index in column.indices where column[index] >= 0 {
        let number = Int(column[index])
        if counts[number] == 0 { firsts[number] = First(table: table, row: row(index)) }
        counts[number] &+= 1
      }
    }
  }
}
