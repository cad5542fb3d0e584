import Settings
import Tables

/// A database whose tables can be read, each as CSV that reads as it was meant: decimals with commas and four digits behind
/// them, which nobody takes for thousands, days as ISO 8601 writes them.
protocol DatabaseSession: AnyObject {
  /// Writes a table or the rows of a query to a file.
  func written(_ query: DatabaseQuery) throws(TableFault) -> WrittenTable
}

extension DatabaseSession {
  /// How long reading may take where the server or the connection sets no limit of its own, in seconds.
  static var patience: Int { 600 }
}

extension PostgreSQL: DatabaseSession {
  func written(_ query: DatabaseQuery) throws(TableFault) -> WrittenTable {
    try TableExport(query, self).written()
  }
}
