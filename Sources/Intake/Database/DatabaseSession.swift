/// A database whose tables can be read, each as CSV that reads as it was meant: decimals with commas and four digits behind
/// them, which nobody takes for thousands, days as ISO 8601 writes them.
protocol DatabaseSession: AnyObject {
  /// Hands over a table or the rows of a query, piece by piece.
  func export(
    _ query: DatabaseQuery, to take: (UnsafeRawBufferPointer) throws(TableFault) -> Void
  ) throws(TableFault)
}

extension DatabaseSession {
  /// How long reading may take where the server or the connection sets no limit of its own, in seconds.
  static var patience: Int { 600 }
}

extension PostgreSQL: DatabaseSession {
  func export(
    _ query: DatabaseQuery, to take: (UnsafeRawBufferPointer) throws(TableFault) -> Void
  ) throws(TableFault) {
    try copy(query.export(try columns(of: query.selection(.standard))), to: take)
  }
}
