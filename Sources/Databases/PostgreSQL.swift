import Foundation
import Settings
import Tables

/// A session with a PostgreSQL server, by libpq, which is loaded only where a project names a database.
///
/// It is one transaction: a read-only one sees the same state of all tables from its beginning to its end; what a writing
/// one did is undone where it does not reach its end.
package final class PostgreSQL {
  /// What a session is for.
  enum Access {
    /// Tables and views that are read: nobody may empty them in between. What replaces all rows of a table (TRUNCATE) leaves none
    /// behind for a state that was taken before (PostgreSQL 15, chapter 13.6).
    case reading([String])
    case writing
    /// Reading in the state that another session sees.
    case joining(String)
  }

  /// A column of a result.
  package struct Column: Sendable, Equatable {
    /// How its values become text.
    package enum Kind: Sendable {
      case whole
      /// With decimals, exactly or with fifteen digits, or with six.
      case decimal, real
      case day
      /// A moment of a day.
      case moment
      case text
      /// JSON, whose numbers are not written as people write them.
      case json
      case other
    }

    package var name: String
    package var kind: Kind

    /// - Parameter type: the object id of a type of the server's own (`pg_type`).
    init(name: String, type: UInt32) {
      self.name = name
      kind =
        switch type {
        case 20, 21, 23: .whole
        case 700: .real
        case 701, 1700: .decimal
        case 114, 3802: .json
        case 1082: .day
        case 1114, 1184: .moment
        case 25, 1043: .text
        default: .other
        }
    }
  }

  private let library: PostgreSQLLibrary
  private let connection: OpaquePointer
  /// How many seconds nothing may come from the server.
  private var silence = PostgreSQL.patience

  /// Whether this machine has libpq.
  package static var isInstalled: Bool { PostgreSQLLibrary.shared != nil }

  /// Connects, and begins the transaction.
  init(_ connection: String, access: Access) throws(TableFault) {
    guard let library = PostgreSQLLibrary.shared else {
      throw .unreadable(
        vi: "máy chưa có libpq để dùng cơ sở dữ liệu; hãy cài gói libpq5",
        en: "this machine lacks libpq, which databases need; install the package libpq5")
    }
    self.library = library
    // What stands in the connection string overrides the rest.
    let parameters = [
      ("fallback_application_name", "giaoban"), ("connect_timeout", "15"), ("dbname", connection),
    ]
    let opened = PostgreSQL.withCStrings(parameters.map(\.0)) { names in
      PostgreSQL.withCStrings(parameters.map(\.1)) { values in library.connect(names, values, 1) }
    }
    guard let opened else {
      throw .unreadable(vi: "không đủ bộ nhớ", en: "there is not enough memory")
    }
    self.connection = opened
    guard library.status(opened) == 0 else {
      let reason = text(library.errorMessage(opened))
      throw .unreadable(
        vi: "không kết nối được cơ sở dữ liệu: \(reason)",
        en: "cannot connect to the database: \(reason)")
    }
    try run("SET client_encoding = 'UTF8'")
    try run("SET datestyle = 'ISO'")
    // Rows of a table without an order come in the same one every time.
    try run("SET synchronize_seqscans = off")
    let limit = try lines("SELECT setting FROM pg_settings WHERE name = 'statement_timeout'")
    let milliseconds = limit.first.flatMap { Int($0) } ?? 0
    let hasLimit = milliseconds > 0
    // The server ends a statement; whoever hears nothing much longer than that has lost it.
    silence = (hasLimit ? milliseconds / 1000 : PostgreSQL.patience) + 15
    var held: [String] = []
    switch access {
    case .reading(let tables):
      // Servers behind this one fold their own part of a table.
      try run("SET enable_partitionwise_aggregate = on")
      for table in tables where try canBeHeld(table) { held.append(table) }
      try run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    case .joining(let snapshot):
      try run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      try run("SET TRANSACTION SNAPSHOT \(DatabaseQuery.literal(snapshot))")
    case .writing:
      try run("BEGIN")
    }
    if !hasLimit { try run("SET LOCAL statement_timeout = '\(PostgreSQL.patience)s'") }
    guard !held.isEmpty else { return }
    // The state is that of the first statement behind this one.
    let names = held.map { DatabaseQuery.quoted(table: $0) }.joined(separator: ", ")
    try run("LOCK TABLE \(names) IN ACCESS SHARE MODE")
  }

  deinit { library.finish(connection) }

  /// Whether a table can be kept from being emptied: tables and views can.
  private func canBeHeld(_ table: String) throws(TableFault) -> Bool {
    let name = DatabaseQuery.literal(DatabaseQuery.quoted(table: table))
    return try lines("SELECT relkind FROM pg_class WHERE oid = to_regclass(\(name))").first
      .map { ["r", "p", "v"].contains($0) } ?? false
  }

  /// The columns of a query.
  func columns(of query: String) throws(TableFault) -> [Column] {
    let result = try execute("SELECT * FROM (\(query)) AS giaoban_columns LIMIT 0")
    defer { library.clear(result) }
    return (0..<library.fieldCount(result)).map { index in
      Column(name: text(library.fieldName(result, index)), type: library.fieldType(result, index))
    }
  }

  /// Hands over what a COPY sends, piece by piece.
  func copy(_ statement: String, to take: (UnsafeRawBufferPointer) throws(TableFault) -> Void)
    throws(TableFault)
  {
    let begun = try execute(statement, expecting: .copyOut)
    library.clear(begun)
    while true {
      var piece: UnsafeMutablePointer<CChar>?
      let count = library.getCopyData(connection, &piece, 1)
      if count == 0 {
        try waitForMore()
        continue
      }
      guard count > 0 else {
        // The end, or an error, which the result tells.
        while let result = library.getResult(connection) {
          defer { library.clear(result) }
          if library.resultStatus(result) != Status.commandOK.rawValue { throw failed(result) }
        }
        if count == -2 { throw lost() }
        return
      }
      defer { library.freeMemory(piece) }
      try take(UnsafeRawBufferPointer(start: piece, count: Int(count)))
    }
  }

  /// Takes in what has come, or waits until something does.
  private func waitForMore() throws(TableFault) {
    var watched = pollfd(fd: library.socket(connection), events: Int16(POLLIN), revents: 0)
    let end = ContinuousClock.now + .seconds(silence)
    while true {
      let ready = poll(&watched, 1, 1000)
      if ready > 0 { break }
      guard ready == 0 || errno == EINTR else { throw .system }
      guard ContinuousClock.now < end else {
        throw .unreadable(
          vi: "máy chủ cơ sở dữ liệu không phản hồi quá \(silence) giây",
          en: "the database server has not responded for more than \(silence) seconds")
      }
    }
    guard library.consumeInput(connection) == 1 else { throw lost() }
  }

  /// Sends lines to a COPY.
  ///
  /// - Returns: how many rows the table took.
  func copy(_ lines: some Sequence<String>, into statement: String) throws(TableFault) -> Int {
    library.clear(try execute(statement, expecting: .copyIn))
    var taken = 0
    for line in lines {
      var line = line
      let sent = line.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          library.putCopyData(connection, $0.baseAddress, Int32($0.count))
        }
      }
      guard sent == 1 else { throw lost() }
    }
    guard library.putCopyEnd(connection, nil) == 1 else { throw lost() }
    while let result = library.getResult(connection) {
      defer { library.clear(result) }
      if library.resultStatus(result) != Status.commandOK.rawValue { throw failed(result) }
      taken = Int(text(library.rowsTaken(result))) ?? taken
    }
    return taken
  }

  // MARK: Statements

  private enum Status: Int32 {
    case commandOK = 1
    case tuplesOK = 2
    case copyOut = 3
    case copyIn = 4
  }

  func run(_ statement: String) throws(TableFault) {
    library.clear(try execute(statement, expecting: .commandOK))
  }

  /// The lines of a result with one column.
  func lines(_ query: String) throws(TableFault) -> [String] {
    let result = try execute(query)
    defer { library.clear(result) }
    return (0..<library.rowCount(result)).map { row in
      library.getValue(result, row, 0).map { String(cString: $0) } ?? ""
    }
  }

  /// How a server is to go about a statement.
  package enum Planning {
    /// As it thinks best.
    case standard
    /// Making few groups: by hashing. It expects far too many where columns depend on each other.
    case fewGroups
    /// Making nearly as many groups as rows, where sorting takes half the time of hashing. It expects far too few of expressions.
    case manyGroups
    /// Numbering rows, which come in the same order every time only from one worker.
    case numbering

    fileprivate var settings: [(name: String, value: String)] {
      switch self {
      case .standard: []
      case .fewGroups: [("enable_sort", "off"), ("work_mem", "'256MB'")]
      case .manyGroups: [("enable_hashagg", "off"), ("work_mem", "'256MB'")]
      case .numbering: [("max_parallel_workers_per_gather", "0")]
      }
    }
  }

  /// Works while statements are planned in some way.
  func planning<Answer>(
    _ planning: Planning, _ work: () throws(TableFault) -> Answer
  ) throws(TableFault) -> Answer {
    for setting in planning.settings { try run("SET LOCAL \(setting.name) = \(setting.value)") }
    let answer = try work()
    for setting in planning.settings { try run("SET LOCAL \(setting.name) TO DEFAULT") }
    return answer
  }

  /// What other sessions join its state by.
  func snapshot() throws(TableFault) -> String { try value("SELECT pg_export_snapshot()") }

  /// Whether it runs on this machine.
  package var isLocal: Bool {
    let host = text(library.host(connection))
    return host.isEmpty || host.hasPrefix("/") || host.hasPrefix("127.")
      || ["localhost", "::1"].contains(host)
  }

  /// Its version, as 150004 for 15.4.
  package var version: Int {
    get throws(TableFault) { Int(try value("SHOW server_version_num")) ?? 0 }
  }

  /// The only cell of a result.
  private func value(_ query: String) throws(TableFault) -> String {
    let result = try execute(query)
    defer { library.clear(result) }
    return text(library.getValue(result, 0, 0))
  }

  private func execute(
    _ statement: String, expecting status: Status = .tuplesOK
  ) throws(TableFault) -> OpaquePointer {
    guard library.sendQuery(connection, statement) == 1 else { throw lost() }
    var last: OpaquePointer?
    while true {
      while library.isBusy(connection) == 1 { try waitForMore() }
      guard let result = library.getResult(connection) else { break }
      if let last { library.clear(last) }
      last = result
      // Rows follow.
      let found = library.resultStatus(result)
      if [Status.copyIn, .copyOut].contains(where: { $0.rawValue == found }) { break }
    }
    guard let result = last else { throw lost() }
    guard library.resultStatus(result) == status.rawValue else {
      defer { library.clear(result) }
      throw failed(result)
    }
    return result
  }

  private func failed(_ result: OpaquePointer) -> TableFault {
    guard library.status(connection) == 0 else { return lost() }
    let reason = text(library.resultMessage(result))
    return .unreadable(
      vi: "cơ sở dữ liệu báo lỗi: \(reason)", en: "the database answers with an error: \(reason)")
  }

  private func lost() -> TableFault {
    let reason = text(library.errorMessage(connection))
    return .unreadable(
      vi: "mất kết nối với cơ sở dữ liệu: \(reason)",
      en: "the connection to the database is lost: \(reason)")
  }

  /// A message as one line.
  private func text(_ message: UnsafePointer<CChar>?) -> String {
    message.map { String(cString: $0).split(whereSeparator: \.isNewline).joined(separator: "; ") }
      ?? ""
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ work: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return (copies.map { $0.map { UnsafePointer($0) } } + [nil]).withUnsafeBufferPointer {
      work($0.baseAddress!)
    }
  }
}
