import OrderedCollections

/// A text column of the activities, or whether its texts fit a pattern.
package struct CategoryColumn: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The id of the column.
  package var column: String
  /// If set, all texts that fit have the number 0, and all others have none.
  package var pattern: TextPattern?

  package init(_ column: String, pattern: TextPattern? = nil) {
    self.column = column
    self.pattern = pattern
  }

  package init(stringLiteral column: String) { self.init(column) }
}

/// The columns of a schema that a table lacks: their values are unknown, not zero.
package struct MissingColumns: Sendable, Hashable {
  /// Numbers of categories.
  package var categories: Set<Int> = []
  /// Numbers of measures.
  package var measures: Set<Int> = []
  /// Whether no column names communes.
  package var communes = false

  package init() {}

  package var isEmpty: Bool { categories.isEmpty && measures.isEmpty && !communes }
}

/// The columns that a set of indicators needs of every activity.
package struct ActivitySchema: Sendable, Hashable {
  /// Text columns, whose values are numbered; `activity` is always the first.
  package var categories: OrderedSet<CategoryColumn> = ["activity"]
  /// Number columns.
  package var measures: OrderedSet<String> = []

  package init() {}
}

/// A few thousand activities as columns, with names resolved to numbers: the output of every source of activities and
/// the input of all tallies.
///
/// Every column has one element per activity. Batches may come in any order. A batch is lent to the code that folds it,
/// and then refilled: it owns its columns' memory, so filling it allocates nothing.
package final class ActivityBatch {
  /// The value of an empty cell in a measure's column.
  package static let noMeasure = Int64.min
  /// The value in `communes` if the activity names no commune.
  package static let noCommune: Int32 = -1

  /// The number of activities.
  @exclusivity(unchecked) package private(set) var count = 0
  package let categoryCount: Int
  /// The number of measures in the schema.
  package let measureCount: Int
  /// The columns that the source table of the activities lacks.
  @exclusivity(unchecked) package var missing = MissingColumns()
  /// The last day (`Day.number`) of the activities that take, or may have taken, more than one day, by their index.
  /// They count in the periods that contain all of their days.
  @exclusivity(unchecked) package private(set) var lastDays: [Int: Int32] = [:]
  /// The activities behind each row, if a database has folded several into one; `nil` if each row is one activity.
  @exclusivity(unchecked) package var folded: FoldedActivities?
  @exclusivity(unchecked) private var capacity: Int
  /// Day, row, unit, commune and the categories of each activity, column after column.
  @exclusivity(unchecked) private var small: UnsafeMutablePointer<Int32>
  /// The measures, column after column.
  @exclusivity(unchecked) private var large: UnsafeMutablePointer<Int64>

  /// - Parameter capacity: the initial capacity in activities; it grows.
  package init(schema: ActivitySchema, capacity: Int = 1024) {
    precondition(capacity > 0)
    categoryCount = schema.categories.count
    measureCount = schema.measures.count
    self.capacity = capacity
    small = .allocate(capacity: capacity * (Entry.firstCategory + categoryCount))
    large = .allocate(capacity: capacity * max(measureCount, 1))
  }

  deinit {
    small.deallocate()
    large.deallocate()
  }

  /// `Day.number` of each activity.
  package var days: UnsafeBufferPointer<Int32> { smallColumn(0) }
  /// The row of its table, for each activity.
  package var rows: UnsafeBufferPointer<Int32> { smallColumn(1) }
  /// Numbers of units in the roster.
  package var units: UnsafeBufferPointer<Int32> { smallColumn(2) }
  /// Numbers of communes in the roster, or `noCommune`.
  package var communes: UnsafeBufferPointer<Int32> { smallColumn(3) }

  /// The column of a category of the schema: numbers given by a `Vocabulary`, −1 for an empty cell.
  package func category(_ number: Int) -> UnsafeBufferPointer<Int32> {
    precondition(number >= 0 && number < categoryCount)
    return smallColumn(Entry.firstCategory + number)
  }

  /// The column of a measure of the schema: ten-thousandths (see `Quantity`), or `noMeasure`.
  package func measure(_ number: Int) -> UnsafeBufferPointer<Int64> {
    precondition(number >= 0 && number < measureCount)
    return UnsafeBufferPointer(start: large + number * capacity, count: count)
  }

  private func smallColumn(_ number: Int) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(start: small + number * capacity, count: count)
  }

  /// Removes all activities but keeps the memory.
  package func removeAll() {
    count = 0
    if !lastDays.isEmpty { lastDays = [:] }
    if folded != nil { folded = nil }
  }

  /// An activity that is being added: where to write its values.
  ///
  /// The caller writes directly into the memory, to avoid a cross-module call per value.
  package struct Entry {
    /// Its day, row, unit and commune and, from `firstCategory`, the categories: numbers of texts, −1 for an empty
    /// cell. Each is `stride` after the one before.
    package let small: UnsafeMutablePointer<Int32>
    /// Its measures in ten-thousandths, or `noMeasure`; each is `stride` after the one before.
    package let large: UnsafeMutablePointer<Int64>
    /// The distance between columns, in elements.
    package let stride: Int
    /// The number of columns before the categories.
    package static let firstCategory = 4
  }

  /// Reserves room for another activity. Set all of its categories and measures before you add it.
  package func next() -> Entry {
    if count == capacity { grow() }
    return Entry(small: small + count, large: large + count, stride: capacity)
  }

  /// Adds the activity that `next` made room for.
  package func add(_ entry: Entry, day: Int32, row: Int32, unit: Int32, commune: Int32) {
    entry.small[0] = day
    entry.small[entry.stride] = row
    entry.small[2 &* entry.stride] = unit
    entry.small[3 &* entry.stride] = commune
    count += 1
  }

  /// Sets the last possible day of the activity that was added last.
  package func extendLast(to day: Int32) { lastDays[count - 1] = day }

  /// The last day of an activity.
  package func lastDay(_ row: Int) -> Int32 { lastDays[row] ?? days[row] }

  private func grow() {
    func moved<Element>(
      _ old: UnsafeMutablePointer<Element>, columns: Int
    ) -> UnsafeMutablePointer<Element> {
      let new = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2 * max(columns, 1))
      for column in 0..<columns {
        (new + column * capacity * 2).update(from: old + column * capacity, count: count)
      }
      old.deallocate()
      return new
    }
    small = moved(small, columns: Entry.firstCategory + categoryCount)
    large = moved(large, columns: measureCount)
    capacity *= 2
  }
}

/// The distinct texts of a column, each with a number; different spellings of the same name share one.
package struct Vocabulary: Sendable {
  /// One spelling of each text, by number; the same in whatever order they occur.
  package private(set) var spellings: [String] = []
  private var numbers: [NameKey: Int32] = [:]

  package init() {}

  /// The number of a text; a new text gets the next number.
  package mutating func number(of text: String) -> Int32 {
    let key = NameKey(text)
    if let number = numbers[key] {
      if Vocabulary.precedes(text, spellings[Int(number)]) { spellings[Int(number)] = text }
      return number
    }
    let number = Int32(spellings.count)
    spellings.append(text)
    numbers[key] = number
    return number
  }

  /// Whether to show one spelling of a text instead of another: the one with fewer capitals after the first letter.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    func rank(_ text: String) -> (Int, [UInt32]) {
      (text.dropFirst().count { $0.isUppercase }, text.unicodeScalars.map(\.value))
    }
    let (first, second) = (rank(left), rank(right))
    return first.0 != second.0
      ? first.0 < second.0 : first.1.lexicographicallyPrecedes(second.1)
  }
}
