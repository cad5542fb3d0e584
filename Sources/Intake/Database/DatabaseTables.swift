import Foundation
import Synchronization

/// The tables of databases that a project reads, each written to a file of this machine once, in one state: what is
/// probed, read and traced is the same, whatever happens on the server meanwhile.
///
/// The files are gone with the project.
package final class DatabaseTables: Sendable {
  private struct State {
    /// By connection.
    var sessions: [String: any DatabaseSession] = [:]
    /// By label, where the table lies.
    var files: [String: String] = [:]
    /// By label and statement, where what it answered lies.
    var answers: [String: String] = [:]
    /// By label and statement, the lines of what it answered in one column.
    var lines: [String: [String]] = [:]
  }

  /// By label.
  private let queries: [String: DatabaseQuery]
  private let state = Mutex<State>(State())

  /// Where files of SQLite lie.
  private let folder: URL

  init(_ queries: [String: DatabaseQuery], in folder: URL) {
    (self.queries, self.folder) = (queries, folder)
  }

  deinit {
    for file in state.withLock({ Array($0.files.values) + Array($0.answers.values) }) {
      try? FileManager.default.removeItem(atPath: file)
    }
  }

  /// Whether a label is that of a table of a database.
  func holds(_ label: String) -> Bool { queries[label] != nil }

  /// Where a file of a project's folder, or a table of a database, lies on this machine.
  func place(of label: String, in folder: URL) throws(TableFault) -> String {
    try path(of: label) ?? folder.appending(path: label).path
  }

  /// Where a table lies; `nil` for what is no table of a database.
  private func path(of label: String) throws(TableFault) -> String? {
    guard let query = queries[label] else { return nil }
    let outcome = state.withLock { state -> Result<String, TableFault> in
      if let file = state.files[label] { return .success(file) }
      do throws(TableFault) {
        let session = try session(of: query, &state)
        let file = try session.written(query)
        state.files[label] = file
        // All tables are here: the server need not keep its state any longer.
        if state.files.count == queries.count { state.sessions = [:] }
        return .success(file)
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
        try PostgreSQL(query.connection)
      }
    state.sessions[query.connection] = session
    return session
  }
}

// MARK: Servers

extension DatabaseTables {
  /// How a table of a server is asked for; `nil` for a file of SQLite, and for what is no table of a database.
  func query(ofServer label: String) -> DatabaseQuery? {
    queries[label].flatMap { $0.file == nil ? $0 : nil }
  }

  /// Works with the server of a table, in the state that all tables are read in.
  func ask<Answer: Sendable>(
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
  func columns(of query: DatabaseQuery) throws(TableFault) -> [PostgreSQL.Column] {
    try ask(query.label) { server throws(TableFault) in
      try server.columns(of: query.selection(.standard, inOrder: false))
    }
  }

  /// What the server of a table answers to a statement with one column; each is asked once, however often a table is read.
  func lines(
    of statement: String, of label: String, grouping: PostgreSQL.Grouping = .standard
  ) throws(TableFault) -> [String] {
    let key = "\(label)\u{1F}\(statement)"
    if let known = state.withLock({ $0.lines[key] }) { return known }
    let lines = try ask(label) { server throws(TableFault) in
      try server.grouping(grouping) { () throws(TableFault) in try server.lines(statement) }
    }
    state.withLock { $0.lines[key] = lines }
    return lines
  }

  /// Where the header of a table of a server lies, without its rows.
  func header(of label: String) throws(TableFault) -> String {
    guard let query = query(ofServer: label) else { throw .system }
    return try answer(
      to: DatabaseQuery.copy(
        "SELECT * FROM (\(query.selection(.standard, inOrder: false))) AS giaoban_rows WHERE false"),
      of: query.label)
  }

  /// Where the answer to a statement lies as CSV; each is asked once.
  ///
  /// - Parameter areNumbered: whether rows begin with the number of their row in the table: they stand in that row of the
  ///   file then, and rows that are not among them are blank.
  func answer(
    to statement: String, of label: String, areNumbered: Bool = false,
    grouping: PostgreSQL.Grouping = .standard
  ) throws(TableFault) -> String {
    let key = "\(label)\u{1F}\(statement)"
    if let known = state.withLock({ $0.answers[key] }) { return known }
    let path = try ask(label) { server throws(TableFault) in
      try AnswerFile.written { write throws(TableFault) in
        var spacing = RowSpacing()
        try server.grouping(grouping) { () throws(TableFault) in
          try server.copy(statement) { piece throws(TableFault) in
            guard areNumbered else { return try write(piece) }
            try spacing.hand(over: piece, to: write)
          }
        }
      }
    }
    state.withLock { $0.answers[key] = path }
    return path
  }
}

/// Puts rows that begin with their number where they belong: libpq hands over one after the other.
private struct RowSpacing {
  /// How many lines have been written, the header among them; 0 before it.
  private var line = 0
  /// Never freed.
  private nonisolated(unsafe) static let blanks: UnsafeRawBufferPointer = {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    for index in bytes.indices { bytes[index] = UInt8(ascii: "\n") }
    return UnsafeRawBufferPointer(bytes)
  }()

  mutating func hand(
    over piece: UnsafeRawBufferPointer,
    to write: (UnsafeRawBufferPointer) throws(TableFault) -> Void
  ) throws(TableFault) {
    guard let comma = piece.firstIndex(of: UInt8(ascii: ",")) else { throw .system }
    let rest = UnsafeRawBufferPointer(rebasing: piece[(comma + 1)...])
    let number = piece[..<comma].reduce(0) { number, byte in
      (0x30...0x39).contains(byte) ? number * 10 + Int(byte - 0x30) : number
    }
    // The header is row 1.
    var missing = line == 0 ? 0 : number - line
    line = line == 0 ? 1 : number + 1
    while missing > 0 {
      let count = min(missing, RowSpacing.blanks.count)
      try write(UnsafeRawBufferPointer(rebasing: RowSpacing.blanks[..<count]))
      missing -= count
    }
    try write(rest)
  }
}
