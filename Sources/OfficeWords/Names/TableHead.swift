/// What may stand above a table.
package enum TableHead {
  /// How many rows may stand above a header: a title, the name of the office, an empty form's notes.
  package static let rowsAboveHeader = 30
}
