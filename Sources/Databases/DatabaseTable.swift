import ClusterMetrics
import Foundation
import Settings
import Tables

/// A table of a database that results are written into, for other tools to read.
///
/// Everything happens in one transaction: whoever reads sees the old rows or the new ones.
package struct DatabaseTable {
  /// A column, with its type in SQL.
  package struct Column: Sendable {
    package var name: String
    package var type: String

    package init(_ name: String, _ type: String) { (self.name, self.type) = (name, type) }

    /// How its values become text.
    fileprivate var kind: PostgreSQL.Column.Kind {
      switch type.prefix(while: \.isLetter) {
      case "numeric": .decimal
      case "integer", "bigint": .whole
      case "date": .day
      case "text": .text
      default: .other
      }
    }
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

  /// Rows for a table, and which rows they take the place of.
  package struct Contents {
    package var table: DatabaseTable
    /// A text for each column, `nil` where there is nothing.
    package var rows: AnySequence<[String?]>
    /// By column what the rows to be replaced hold.
    package var replaced: [(column: String, values: [String])]

    package init(
      _ table: DatabaseTable, rows: some Sequence<[String?]>,
      replacing replaced: [(column: String, values: [String])]
    ) {
      (self.table, self.rows, self.replaced) = (table, AnySequence(rows), replaced)
    }
  }

  /// Makes the tables where there are none, adds columns that they lack, and puts rows in the place of those with the same
  /// keys.
  ///
  /// - Throws: `Failure`; all tables are as they were then.
  package static func write(
    _ contents: [Contents], into connection: String
  ) throws(Failure) {
    do throws(TableFault) {
      let session = try PostgreSQL(connection, access: .writing)
      for contents in contents { try contents.table.send(contents, session) }
      try session.run("COMMIT")
    } catch {
      throw Failure(reason: error.reason)
    }
  }

  private func send(_ contents: Contents, _ session: PostgreSQL) throws(TableFault) {
    let table = DatabaseQuery.quoted(table: name)
    // One after the other: of two that write at once each would leave the other's rows.
    _ = try session.lines(
      "SELECT pg_advisory_xact_lock(hashtextextended(\(DatabaseQuery.literal("giaoban " + name)), 0))"
    )
    let isThere =
      try session.lines("SELECT to_regclass(\(DatabaseQuery.literal(table))) IS NOT NULL") == ["t"]
    let names = columns.map { DatabaseQuery.quoted($0.name) }
    let listed = zip(names, columns).map { "\($0) \($1.type)" }
    if !isThere {
      try makeSchema(session)
      try session.run("CREATE TABLE \(table) (\(listed.joined(separator: ", ")))")
    }
    let known = Dictionary(
      try session.columns(of: "SELECT * FROM \(table)").map { ($0.name, $0.kind) },
      uniquingKeysWith: { first, _ in first })
    for column in columns {
      guard let kind = known[column.name] else { continue }
      // A number within text, or a text within numbers, would be read as another one.
      guard kind == column.kind else {
        throw .unreadable(
          vi:
            "bảng \(name) đã có cột \"\(column.name)\" kiểu khác (cần \(column.type)); hãy dùng lược đồ hoặc bảng khác (--schema,"
            + " --table)",
          en:
            "the table \(name) has a column \"\(column.name)\" of another type (\(column.type) is needed); use another schema or"
            + " table (--schema, --table)")
      }
    }
    // Somebody else's table stays as it is.
    if let lacking = contents.replaced.first(where: { known[$0.column] == nil }) {
      throw .unreadable(
        vi:
          "bảng \(name) đã có sẵn và không có cột \"\(lacking.column)\", có lẽ của phần mềm khác; hãy dùng tên khác (--schema, --table)",
        en:
          "the table \(name) is there already and has no column \"\(lacking.column)\": it seems to be somebody else's; use another name (--schema, --table)"
      )
    }
    for (column, text) in zip(columns, listed) where known[column.name] == nil {
      try session.run("ALTER TABLE \(table) ADD COLUMN \(text)")
    }
    let conditions = contents.replaced.map { column, values in
      let texts = values.map(DatabaseQuery.literal).joined(separator: ", ")
      return "\(DatabaseQuery.quoted(column)) IN (\(texts))"
    }
    try session.run("DELETE FROM \(table) WHERE \(conditions.joined(separator: " AND "))")
    var sent = 0
    let taken = try session.copy(
      contents.rows.lazy.map { row in
        sent += 1
        return row.map { $0.map(DatabaseTable.escaped) ?? "\\N" }.joined(separator: "\t") + "\n"
      }, into: "COPY \(table) (\(names.joined(separator: ", "))) FROM STDIN")
    guard taken == sent else {
      throw .unreadable(
        vi: "bảng \(name) chỉ nhận \(taken) trong \(sent) dòng (có thể do trigger)",
        en: "the table \(name) took only \(taken) of \(sent) rows, because of a trigger, perhaps")
    }
  }

  private func makeSchema(_ session: PostgreSQL) throws(TableFault) {
    guard name.contains("."), let schema = name.split(separator: ".").first.map(String.init) else {
      return
    }
    let isThere =
      try session.lines(
        "SELECT 1 FROM pg_namespace WHERE nspname = \(DatabaseQuery.literal(schema))") == ["1"]
    if !isThere { try session.run("CREATE SCHEMA \(DatabaseQuery.quoted(schema))") }
  }

  /// A text as COPY reads it.
  private static func escaped(_ text: String) -> String {
    text.replacing("\0", with: "").replacing("\\", with: "\\\\").replacing("\t", with: "\\t")
      .replacing("\n", with: "\\n").replacing("\r", with: "\\r")
  }
}
