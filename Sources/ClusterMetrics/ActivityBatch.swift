import OrderedCollections

/// The columns that a set of indicators needs of every activity.
package struct ActivitySchema: Sendable, Hashable {
  /// Text columns, whose values are numbered; `activity` is always the first.
  package var categories: OrderedSet<String> = ["activity"]
  /// Number columns.
  package var measures: OrderedSet<String> = []

  package init() {}
}

/// A few thousand activities as columns, names already resolved to numbers: what every source of
/// activities yields, and all that is tallied.
///
/// Every column has one element an activity. Batches may come in any order.
package struct ActivityBatch: Sendable {
  /// Stands in a measure's column where the cell is empty.
  package static let noMeasure = Int64.min
  /// Stands in `communes` where the activity names none.
  package static let noCommune: Int32 = -1

  /// `Day.number` of each activity.
  package var days: [Int32] = []
  /// The row of its table that each activity stands in.
  package var rows: [Int32] = []
  /// Numbers of units in the roster.
  package var units: [Int32] = []
  /// Numbers of communes in the roster, or `noCommune`.
  package var communes: [Int32] = []
  /// By category of the schema: numbers given by a `Vocabulary`, −1 for an empty cell.
  package var categories: [[Int32]]
  /// By measure of the schema: ten-thousandths (see `Quantity`), or `noMeasure`.
  package var measures: [[Int64]]

  package init(schema: ActivitySchema) {
    categories = Array(repeating: [], count: schema.categories.count)
    measures = Array(repeating: [], count: schema.measures.count)
  }

  package var count: Int { days.count }

  package mutating func removeAll() {
    days.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    units.removeAll(keepingCapacity: true)
    communes.removeAll(keepingCapacity: true)
    for index in categories.indices { categories[index].removeAll(keepingCapacity: true) }
    for index in measures.indices { measures[index].removeAll(keepingCapacity: true) }
  }
}

/// The different texts of one column, each with a number; texts that differ only as people write
/// the same name differently share one.
package struct Vocabulary: Sendable {
  /// The first spelling seen of each text, by number.
  package private(set) var spellings: [String] = []
  private var numbers: [NameKey: Int32] = [:]

  package init() {}

  /// The number of a text, given to it now where it is new.
  package mutating func number(of text: String) -> Int32 {
    let key = NameKey(text)
    if let number = numbers[key] { return number }
    let number = Int32(spellings.count)
    spellings.append(text)
    numbers[key] = number
    return number
  }
}
