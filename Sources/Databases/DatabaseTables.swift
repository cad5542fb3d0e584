import Findings
import Foundation
import Settings
import Synchronization
import Tables

/// The tables of databases that a project reads, each written to a file of this machine once, in one state: what is
/// probed, read and traced is the same, whatever happens on the server meanwhile.
///
/// The files are gone with the project.
package final class DatabaseTables: Sendable {
  private struct Asked: Hashable {
    var label: String
    var statement: ExactText
  }

  private struct State {
    /// By connection.
    var sessions: [String: any DatabaseSession] = [:]
    /// By label, where the table lies.
    var files: [String: WrittenTable] = [:]
    /// By label and statement, where what it answered lies.
    var answers: [Asked: WrittenTable] = [:]
    /// By label and statement, the lines of what it answered in one column.
    var lines: [Asked: [String]] = [:]
  }

  /// By label.
  private let queries: [String: DatabaseQuery]
  private let state = Mutex<State>(State())

  /// Where files of SQLite lie.
  private let folder: URL

  package init(_ queries: [String: DatabaseQuery], in folder: URL) {
    (self.queries, self.folder) = (queries, folder)
  }

  deinit {
    for table in state.withLock({ Array($0.files.values) + Array($0.answers.values) }) {
      for file in [table.rows, table.keys].compactMap(\.self) {
        try? FileManager.default.removeItem(atPath: file)
      }
    }
  }

  /// Whether a label is that of a table of a database.
  package func holds(_ label: String) -> Bool { queries[label] != nil }

  /// Where a file of a project's folder, or a table of a database, lies on this machine.
  package func place(of label: String, in folder: URL) throws(TableFault) -> String {
    try path(of: label) ?? folder.appending(path: label).path
  }

  /// Where a table lies; `nil` for what is no table of a database.
  private func path(of label: String) throws(TableFault) -> String? {
    guard let query = queries[label] else { return nil }
    let outcome = state.withLock { state -> Result<String, TableFault> in
      if let file = state.files[label] { return .success(file.rows) }
      do throws(TableFault) {
        let session = try session(of: query, &state)
        let file = try session.written(query)
        state.files[label] = file
        // All tables are here: the server need not keep its state any longer.
        if state.files.count == queries.count { state.sessions = [:] }
        return .success(file.rows)
      } catch {
        // A transaction that failed answers nothing more.
        state.sessions[query.connection] = nil
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private func session(
    of query: DatabaseQuery, _ state: inout State
  ) throws(TableFault) -> any DatabaseSession {
    if let open = state.sessions[query.connection] { return open }
    let session: any DatabaseSession =
      if let file = query.file {
        try SQLiteFile(folder.appending(path: file).path)
      } else {
        try PostgreSQL(
          query.connection,
          access: .reading(
            queries.values.filter { $0.connection == query.connection }.compactMap(\.table)))
      }
    state.sessions[query.connection] = session
    return session
  }
}

// MARK: Servers

extension DatabaseTables {
  /// How a table of a server is asked for; `nil` for a file of SQLite, and for what is no table of a database.
  package func query(ofServer label: String) -> DatabaseQuery? {
    queries[label].flatMap { $0.file == nil ? $0 : nil }
  }

  /// Works with the server of a table, in the state that all tables are read in.
  package func ask<Answer: Sendable>(
    _ label: String, _ work: (PostgreSQL) throws(TableFault) -> Answer
  ) throws(TableFault) -> Answer {
    guard let query = query(ofServer: label) else { throw .system }
    let outcome = state.withLock { state -> Result<Answer, TableFault> in
      do throws(TableFault) {
        guard let server = try session(of: query, &state) as? PostgreSQL else { throw .system }
        return .success(try work(server))
      } catch {
        state.sessions[query.connection] = nil
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// The columns of a table of a server.
  package func columns(of query: DatabaseQuery) throws(TableFault) -> [PostgreSQL.Column] {
    try ask(query.label) { server throws(TableFault) in
      try query.readable(server.columns(of: query.selection(.standard, inOrder: false)))
    }
  }

  /// What the server of a table answers to a statement with one column; each is asked once, however often a table is read.
  package func lines(
    of statement: String, of label: String, planning: PostgreSQL.Planning = .standard
  ) throws(TableFault) -> [String] {
    let key = Asked(label: label, statement: ExactText(statement))
    if let known = state.withLock({ $0.lines[key] }) { return known }
    let lines = try ask(label) { server throws(TableFault) in
      try server.planning(planning) { () throws(TableFault) in try server.lines(statement) }
    }
    state.withLock { $0.lines[key] = lines }
    return lines
  }

  /// Where the header of a table of a server lies, without its rows.
  package func header(of label: String) throws(TableFault) -> String {
    guard let query = query(ofServer: label) else { throw .system }
    let columns = try columns(of: query).map { DatabaseQuery.quoted($0.name) }
    return try answer(
      to: DatabaseQuery.copy(
        "SELECT \(columns.joined(separator: ", ")) FROM (\(query.selection(.standard, inOrder: false))) AS giaoban_rows WHERE false"
      ), of: query.label)
  }

  /// Where the answer to a statement lies as CSV; each is asked once.
  ///
  /// - Parameter areNumbered: whether rows begin with the number of their row in the table: they stand in that row of the
  ///   file then, and rows that are not among them are blank.
  package func answer(
    to statement: String, of label: String, areNumbered: Bool = false,
    planning: PostgreSQL.Planning = .standard
  ) throws(TableFault) -> String {
    let key = Asked(label: label, statement: ExactText(statement))
    if let known = state.withLock({ $0.answers[key] }) { return known.rows }
    let query = queries[label]
    let answer = try ask(label) { server throws(TableFault) in
      let hand = { (write: AnswerFile.Take) throws(TableFault) in
        try server.planning(planning) { () throws(TableFault) in
          try server.copy(statement, to: write)
        }
      }
      guard areNumbered, let query else { return WrittenTable(rows: try AnswerFile.written(hand)) }
      return try AnswerFile.written(of: query, areNumbered: true, hand)
    }
    state.withLock { $0.answers[key] = answer }
    return answer.rows
  }

  /// What the columns and rows of some places are called in their databases, by label; places of files have no such names.
  package func names(of places: some Sequence<Finding.Place>) -> [String: DatabaseNames] {
    var rows: [String: Set<Int>] = [:]
    for place in places where holds(place.file) {
      rows[place.file, default: []].formUnion([place.row].compactMap(\.self))
    }
    var names: [String: DatabaseNames] = [:]
    for (label, rows) in rows {
      guard let query = queries[label] else { continue }
      names[label] = DatabaseNames(
        columns: columnNames(of: query), key: query.key, keys: keys(of: rows, query))
    }
    return names
  }

  /// The tables of a label that lie here: itself, and what a server answered about it.
  private func written(_ label: String) -> [WrittenTable] {
    state.withLock { state in
      [state.files[label]].compactMap(\.self)
        + state.answers.filter { $0.key.label == label }.map(\.value)
    }
  }

  private func columnNames(of query: DatabaseQuery) -> [String] {
    guard query.columns.isEmpty else {
      return query.columns.sorted { $0.key < $1.key }.map(\.value)
    }
    // The server is only asked where the table is not here: it may have been left by now.
    let whole = state.withLock { $0.files[query.label]?.rows }
    guard let path = try? whole ?? header(of: query.label),
      let file = FileHandle(forReadingAtPath: path)
    else { return [] }
    defer { try? file.close() }
    return RowMarks.cells(ofFirstLine: (try? file.read(upToCount: 1 << 16)) ?? Data())
  }

  private func keys(of rows: Set<Int>, _ query: DatabaseQuery) -> [Int: String] {
    guard query.key != nil else { return [:] }
    var keys: [Int: String] = [:]
    for path in written(query.label).compactMap(\.keys) {
      keys.merge(RowMarks.keys(of: rows, in: path)) { first, _ in first }
    }
    // Rows that a server folded are known by their numbers only.
    let others = rows.subtracting(keys.keys)
    let isWhole = state.withLock { $0.files[query.label] != nil }
    guard !others.isEmpty, !isWhole else { return keys }
    let answers =
      (try? lines(of: query.keys(of: others), of: query.label, planning: .numbering)) ?? []
    for answer in answers {
      let parts = answer.split(separator: "\t", maxSplits: 1)
      if parts.count == 2, let row = Int(parts[0]) { keys[row] = String(parts[1]) }
    }
    return keys
  }
}
