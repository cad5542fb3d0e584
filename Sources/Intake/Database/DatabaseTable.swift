import ClusterMetrics
import Foundation

/// A table of a database that results are written into, for other tools to read.
///
/// Everything happens in one transaction: whoever reads sees the old rows or the new ones.
package struct DatabaseTable {
  /// A column, with its type in SQL.
  package struct Column: Sendable {
    package var name: String
    package var type: String

    package init(_ name: String, _ type: String) { (self.name, self.type) = (name, type) }
  }

  /// With its schema in front of it if need be.
  package var name: String
  package var columns: [Column]

  package init(name: String, columns: [Column]) { (self.name, self.columns) = (name, columns) }

  /// Why nothing was written, in the server's words.
  package struct Failure: Error {
    package var reason: LocalizedText
  }

  /// Whether a connection string holds a password.
  package static func holdsPassword(_ connection: String) -> Bool {
    DatabaseQuery(connection: connection).holdsPassword
  }

  /// Makes the table where there is none, and puts rows in the place of those with the same keys.
  ///
  /// - Parameters:
  ///   - rows: a text for each column, `nil` where there is nothing.
  ///   - replaced: by column what the rows to be replaced hold.
  /// - Throws: `Failure`; the table is as it was then.
  package func write(
    _ rows: [[String?]], replacing replaced: [(column: String, values: [String])],
    into connection: String
  ) throws(Failure) {
    do throws(TableFault) {
      try send(rows, replaced, connection)
    } catch {
      throw Failure(reason: error.reason)
    }
  }

  private func send(
    _ rows: [[String?]], _ replaced: [(column: String, values: [String])], _ connection: String
  ) throws(TableFault) {
    let session = try PostgreSQL(connection, access: .writing)
    let table = DatabaseQuery.quoted(table: name)
    let listed = columns.map { "\(DatabaseQuery.quoted($0.name)) \($0.type)" }
    try session.run("CREATE TABLE IF NOT EXISTS \(table) (\(listed.joined(separator: ", ")))")
    let conditions = replaced.map { column, values in
      let texts = values.map(DatabaseTable.literal).joined(separator: ", ")
      return "\(DatabaseQuery.quoted(column)) IN (\(texts))"
    }
    try session.run("DELETE FROM \(table) WHERE \(conditions.joined(separator: " AND "))")
    let names = columns.map { DatabaseQuery.quoted($0.name) }.joined(separator: ", ")
    try session.copy(
      rows.lazy.map { row in
        row.map { $0.map(DatabaseTable.escaped) ?? "\\N" }.joined(separator: "\t") + "\n"
      }, into: "COPY \(table) (\(names)) FROM STDIN")
    try session.run("COMMIT")
  }

  /// A text within a statement (ISO 9075).
  private static func literal(_ text: String) -> String {
    // A backslash is one whatever the server's settings are.
    let doubled = text.replacing("\0", with: "").replacing("'", with: "''")
    return doubled.contains("\\")
      ? "E'" + doubled.replacing("\\", with: "\\\\") + "'" : "'\(doubled)'"
  }

  /// A text as COPY reads it.
  private static func escaped(_ text: String) -> String {
    text.replacing("\0", with: "").replacing("\\", with: "\\\\").replacing("\t", with: "\\t")
      .replacing("\n", with: "\\n").replacing("\r", with: "\\r")
  }
}
