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
    for file in state.withLock({ $0.files.values.map(\.self) }) {
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
        let session: any DatabaseSession
        if let open = state.sessions[query.connection] {
          session = open
        } else {
          session = try connect(query)
          state.sessions[query.connection] = session
        }
        let file = try DatabaseTables.write(query, session)
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

  private func connect(_ query: DatabaseQuery) throws(TableFault) -> any DatabaseSession {
    if let file = query.file { return try SQLiteFile(folder.appending(path: file).path) }
    return try PostgreSQL(query.connection)
  }

  private static func write(
    _ query: DatabaseQuery, _ session: any DatabaseSession
  ) throws(TableFault) -> String {
    let path = FileManager.default.temporaryDirectory.appending(
      path: "giaoban-\(UUID().uuidString).csv"
    ).path
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system }
    var isWhole = false
    defer {
      close(file)
      if !isWhole { unlink(path) }
    }
    // The mark says that it is UTF-8, whatever the settings say of files.
    try write([0xEF, 0xBB, 0xBF], to: file)
    try session.export(query) { piece throws(TableFault) in
      try write(piece, to: file)
    }
    isWhole = true
    return path
  }

  private static func write(_ bytes: [UInt8], to file: Int32) throws(TableFault) {
    let copy = bytes
    let written = copy.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
    guard written == bytes.count else { throw .system }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) throws(TableFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = Foundation.write(file, part.baseAddress, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system }
      rest = rest.dropFirst(count)
    }
  }
}
