/// Finds tables that hold the same activities as one before: a register that was sent or saved twice.
struct TwinDetector {
  private struct Table {
    var rows = 0
    /// The sum of all fingerprints without notes, whatever the order of rows.
    var sum: UInt64 = 0
    /// The sum of what says when, where and what they were.
    var events: UInt64 = 0
    /// How many rows stand in each earlier table, too.
    var repeated: [Int: Int] = [:]
  }

  private var tables: [Table] = []

  /// Turns to the next table.
  mutating func begin() { tables.append(Table()) }

  /// Adds activities of the current table.
  mutating func add(rows: Int, sum: UInt64, events: UInt64) {
    tables[tables.count - 1].sum &+= sum
    tables[tables.count - 1].events &+= events
    tables[tables.count - 1].rows += rows
  }

  /// Adds one that an earlier table has.
  mutating func addRepeated(from table: Int) {
    guard table < tables.count - 1 else { return }
    tables[tables.count - 1].repeated[table, default: 0] += 1
  }

  /// How many rows a table has.
  func rows(of table: Int) -> Int { tables[table].rows }

  /// How many rows of the current table an earlier one has, too.
  func repeated(of table: Int) -> Int {
    guard let last = tables.last else { return 0 }
    return last.rows == tables[table].rows && last.sum == tables[table].sum
      ? last.rows : last.repeated[table, default: 0]
  }

  /// How many activities must be the same but for their numbers.
  private static let leastEvents = 2

  /// The earlier table that has as many activities, each of the same day, place and kind, but other numbers or columns: a
  /// register that was sent again without a column, or with numbers corrected.
  func likeness() -> (table: Int, rows: Int)? {
    guard let last = tables.last, last.rows >= TwinDetector.leastEvents else { return nil }
    return tables.dropLast().firstIndex {
      $0.rows == last.rows && $0.events == last.events && $0.sum != last.sum
    }.map { ($0, last.rows) }
  }

  /// The earlier table that the current one repeats: all of its rows, or with all rows of the earlier one among
  /// its own.
  func twin() -> Int? {
    guard let last = tables.last, last.rows > 0 else { return nil }
    let earlier = tables.dropLast()
    if let same = earlier.firstIndex(where: { $0.rows == last.rows && $0.sum == last.sum }) {
      return same
    }
    // One row that stands in two tables is a double entry, and no double table.
    return last.repeated.filter { table, count in
      count > 1 && (count == last.rows || count == tables[table].rows)
    }.keys.min()
  }
}
