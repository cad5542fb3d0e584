import Dispatch
import Foundation
import Settings
import Synchronization
import Tables

/// Copies the rows of a table of a server to a file: of a large table by several sessions at once, each some of its pages, all
/// in the state that the first one sees (PostgreSQL 15, chapter 9.27.5, `pg_export_snapshot`).
struct TableExport {
  private let query: DatabaseQuery
  private let server: PostgreSQL
  /// A smaller table is there before another session is.
  private static let leastPages = 8192
  /// A server gives each session a core of its own.
  private static let mostSessions = 4

  init(_ query: DatabaseQuery, _ server: PostgreSQL) { (self.query, self.server) = (query, server) }

  func written() throws(TableFault) -> WrittenTable {
    let columns = try query.readable(server.columns(of: query.selection(.standard)))
    let parts = try parts()
    guard parts.count > 1 else {
      return try AnswerFile.written(of: query) { write throws(TableFault) in
        try server.copy(query.export(columns), to: write)
      }
    }
    let snapshot = try server.snapshot()
    let outcomes = Mutex<[Int: Result<String, TableFault>]>([:])
    // Each session is used by one thread, and no part needs more than one.
    nonisolated(unsafe) let first = server
    let asked = query
    DispatchQueue.concurrentPerform(iterations: parts.count) { number in
      var outcome: Result<String, TableFault>
      do throws(TableFault) {
        let session =
          number == 0 ? first : try PostgreSQL(asked.connection, access: .joining(snapshot))
        outcome = .success(
          try AnswerFile.written(isFirst: number == 0) { write throws(TableFault) in
            try session.copy(
              asked.export(columns, pages: parts[number], withHeader: number == 0), to: write)
          })
      } catch { outcome = .failure(error) }
      outcomes.withLock { $0[number] = outcome }
    }
    let results = outcomes.withLock { $0 }
    let paths = parts.indices.compactMap { try? results[$0]?.get() }
    for case .failure(let fault) in parts.indices.compactMap({ results[$0] }) {
      for path in paths { unlink(path) }
      throw fault
    }
    try AnswerFile.join(paths)
    return WrittenTable(rows: paths[0])
  }

  /// The pages of each session; none where the table is small, has an order, or is no plain table.
  private func parts() throws(TableFault) -> [Range<Int>] {
    guard let table = query.table, query.key == nil else { return [] }
    let name = DatabaseQuery.literal(DatabaseQuery.quoted(table: table))
    let pages = try server.lines(
      "SELECT pg_relation_size(oid) / current_setting('block_size')::bigint FROM pg_class"
        + " WHERE oid = to_regclass(\(name)) AND relkind = 'r'"
    ).first.flatMap { Int($0) }
    guard let pages, pages >= TableExport.leastPages else { return [] }
    let count = min(TableExport.mostSessions, ProcessInfo.processInfo.activeProcessorCount)
    return (0..<count).map { part in
      // Pages that are added meanwhile hold nothing of this state, but for the last ones of a table that has just grown.
      pages * part / count..<(part == count - 1 ? Int(UInt32.max) : pages * (part + 1) / count)
    }
  }
}
