/// What the columns and rows of a table are called in its database.
package struct DatabaseNames {
  /// The names of the columns.
  package var columns: [String]
  /// The column of keys, and by row its values; the header is row 1.
  package var key: String?
  package var keys: [Int: String]

  package init(columns: [String], key: String? = nil, keys: [Int: String]) {
    self.columns = columns
    self.key = key
    self.keys = keys
  }

  /// The same place by its names.
  package func named(_ place: Finding.Place) -> Finding.Place {
    var place = place
    if let column = place.column, columns.indices.contains(column - 1) {
      place.columnName = columns[column - 1]
    }
    if let key, let value = place.row.flatMap({ keys[$0] }) {
      place.key = Finding.RowKey(column: key, value: value)
    }
    return place
  }
}
