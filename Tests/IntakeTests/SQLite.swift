import CSQLite

/// A database in memory: what the tests ask for numbers that Giaoban has no part in.
final class SQLite {
  struct Failure: Error { var message: String }

  private var database: OpaquePointer?

  init() throws {
    guard sqlite3_open(":memory:", &database) == SQLITE_OK else { throw failure() }
  }

  deinit { sqlite3_close(database) }

  private func failure() -> Failure { Failure(message: String(cString: sqlite3_errmsg(database))) }

  func run(_ statements: String) throws {
    guard sqlite3_exec(database, statements, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  /// Writes the database into a file.
  func save(_ path: String) throws { try run("vacuum into " + path.sql) }

  /// The numbers of the one row that a query gives; `nil` for NULL.
  func row(_ query: String) throws -> [Double?] {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(database, query, -1, &statement, nil) == SQLITE_OK else {
      throw failure()
    }
    defer { sqlite3_finalize(statement) }
    guard sqlite3_step(statement) == SQLITE_ROW else { throw failure() }
    return (0..<sqlite3_column_count(statement)).map { column in
      sqlite3_column_type(statement, column) == SQLITE_NULL
        ? nil : sqlite3_column_double(statement, column)
    }
  }
}

extension String {
  /// A text in SQL.
  var sql: String { "'" + replacing("'", with: "''") + "'" }
}
