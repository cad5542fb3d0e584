import OfficeWords

/// The columns by which a table is known for what it is.
package enum RequiredColumns {
  /// Those of a register.
  package static let activities = ["date", "unit", "activity"]
  /// Those of a table of submissions, which has one column of numbers besides.
  package static let submissions = ["period", "unit", "indicator"]
  /// The columns of numbers of submissions, the most important ones first, and what stands in each.
  package static let numbers: [(column: KnownColumn, figure: Figure)] = [
    (.value, .value), (.plan, .plan), (.cumulative, .cumulative), (.lastYear, .lastYear),
  ]
}
