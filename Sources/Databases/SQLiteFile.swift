import Findings
import Foundation
import Settings
import Tables

/// An SQLite file that is read, by libsqlite3, which is loaded only where a project names such a file.
///
/// Everything is read in one transaction: all tables are in the same state, whoever writes meanwhile.
package final class SQLiteFile: DatabaseSession {
  private let library: Library
  private let file: OpaquePointer
  private let deadline: Deadline

  /// Whether this machine has the library.
  package static var isInstalled: Bool { Library.shared != nil }

  /// When reading ends, for the library to ask.
  private final class Deadline: Sendable {
    let end = ContinuousClock.now + .seconds(SQLiteFile.patience)
    var isOver: Bool { ContinuousClock.now > end }
  }

  init(_ path: String) throws(TableFault) {
    guard let library = Library.shared else {
      throw .unreadable(
        vi: "máy chưa có SQLite để đọc tệp này; hãy cài gói libsqlite3-0",
        en: "this machine lacks SQLite to read this file; install the package libsqlite3-0")
    }
    guard FileManager.default.fileExists(atPath: path) else {
      throw .unreadable(vi: "không có tệp", en: "there is no such file")
    }
    var about = stat()
    // A pipe would be waited for.
    guard stat(path, &about) == 0, about.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(
        vi: "đây là thư mục, thiết bị…, không phải là tệp",
        en: "it is a folder, a device or the like, not a file")
    }
    var opened: OpaquePointer?
    let status = library.open(path, &opened, Code.readOnly, nil)
    guard let opened else {
      throw .unreadable(vi: "không đủ bộ nhớ", en: "there is not enough memory")
    }
    (self.library, file, deadline) = (library, opened, Deadline())
    guard status == Code.ok else { throw failed() }
    _ = library.setPatience(file, 15_000)
    library.setProgress(
      file, 100_000,
      { context in
        context.map { Unmanaged<Deadline>.fromOpaque($0).takeUnretainedValue().isOver ? 1 : 0 } ?? 0
      }, Unmanaged.passUnretained(deadline).toOpaque())
    try run("BEGIN")
    // Pages that were lost would be rows that nobody misses.
    try check()
  }

  deinit { _ = library.close(file) }

  func written(_ query: DatabaseQuery) throws(TableFault) -> WrittenTable {
    try AnswerFile.written(of: query) { take throws(TableFault) in try export(query, to: take) }
  }

  private func export(
    _ query: DatabaseQuery, to take: AnswerFile.Take
  ) throws(TableFault) {
    let statement = try prepare(query.selection(.backticks, withKey: true))
    defer { _ = library.finish(statement) }
    let columns = library.columnCount(statement)
    var lines: [UInt8] = []
    for column in 0..<columns {
      let name = library.columnName(statement, column).map { String(cString: $0) } ?? ""
      SQLiteFile.write(name, to: &lines, isFirst: column == 0)
    }
    lines.append(UInt8(ascii: "\n"))
    // Keys are taken off one row at a time.
    let most = query.key == nil ? 1 << 16 : 0
    if most == 0 { try hand(over: &lines, to: take) }
    while true {
      let status = library.step(statement)
      guard status == Code.row else {
        if status == Code.done { break }
        throw failed()
      }
      for column in 0..<columns {
        SQLiteFile.write(try text(statement, column), to: &lines, isFirst: column == 0)
      }
      lines.append(UInt8(ascii: "\n"))
      if lines.count > most { try hand(over: &lines, to: take) }
    }
    if !lines.isEmpty { try hand(over: &lines, to: take) }
  }

  private func hand(
    over lines: inout [UInt8], to take: (UnsafeRawBufferPointer) throws(TableFault) -> Void
  ) throws(TableFault) {
    // Closures of arrays cannot say what they throw.
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: lines.count, alignment: 1)
    defer { piece.deallocate() }
    piece.copyBytes(from: lines)
    lines.removeAll(keepingCapacity: true)
    try take(UnsafeRawBufferPointer(piece))
  }

  /// What a cell holds; `nil` for nothing.
  private func text(_ statement: OpaquePointer, _ column: Int32) throws(TableFault) -> String? {
    switch library.columnType(statement, column) {
    case Code.null: return nil
    case Code.float:
      let number = library.double(statement, column)
      return String(format: "%.4f", number).replacing(".", with: ",")
    case Code.blob:
      let name = library.columnName(statement, column).map { String(cString: $0) } ?? ""
      throw .unreadable(
        vi: "cột \"\(name)\" chứa dữ liệu nhị phân, không phải chữ hay số",
        en: "the column \"\(name)\" holds binary data, not text or numbers")
    default: return library.text(statement, column).map { String(cString: $0) } ?? ""
    }
  }

  /// A cell of CSV (RFC 4180), in quotes unless it is a plain number.
  private static func write(_ cell: String?, to lines: inout [UInt8], isFirst: Bool) {
    if !isFirst { lines.append(UInt8(ascii: ",")) }
    guard let cell else { return }
    guard
      !cell.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") })
        || cell.isEmpty
    else {
      return lines.append(contentsOf: cell.utf8)
    }
    lines.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { lines.append(byte) }
      lines.append(byte)
    }
    lines.append(UInt8(ascii: "\""))
  }

  // MARK: Statements

  /// Refuses a file that is damaged or none of SQLite's, which shows only where it is read.
  private func check() throws(TableFault) {
    let statement = try prepare("PRAGMA quick_check(1)")
    defer { _ = library.finish(statement) }
    guard library.step(statement) == Code.row else { throw failed() }
    let answer = library.text(statement, 0).map { String(cString: $0) } ?? ""
    guard answer == "ok" else {
      throw .unreadable(
        vi: "tệp SQLite bị hỏng hoặc không đầy đủ: \(answer)",
        en: "the SQLite file is damaged or incomplete: \(answer)")
    }
  }

  private func run(_ sql: String) throws(TableFault) {
    let statement = try prepare(sql)
    defer { _ = library.finish(statement) }
    let status = library.step(statement)
    guard status == Code.row || status == Code.done else { throw failed() }
  }

  private func prepare(_ sql: String) throws(TableFault) -> OpaquePointer {
    var statement: OpaquePointer?
    guard library.prepare(file, sql, -1, &statement, nil) == Code.ok, let statement else {
      throw failed()
    }
    return statement
  }

  private func failed() -> TableFault {
    if deadline.isOver {
      return .unreadable(
        vi: "câu truy vấn chạy quá \(SQLiteFile.patience / 60) phút nên đã bị dừng",
        en: "the query ran for more than \(SQLiteFile.patience / 60) minutes and was stopped")
    }
    let reason = library.errorMessage(file).map { String(cString: $0) } ?? ""
    return .unreadable(
      vi: "SQLite báo lỗi: \(reason)", en: "SQLite answers with an error: \(reason)")
  }
}

/// Numbers of SQLite's interface (sqlite.org/c3ref).
private enum Code {
  static let ok: Int32 = 0
  static let row: Int32 = 100
  static let done: Int32 = 101
  static let readOnly: Int32 = 1
  static let float: Int32 = 2
  static let blob: Int32 = 4
  static let null: Int32 = 5
}

/// The functions of libsqlite3 that are used.
private struct Library: @unchecked Sendable {
  typealias Open =
    @convention(c) (
      UnsafePointer<CChar>, UnsafeMutablePointer<OpaquePointer?>, Int32, UnsafePointer<CChar>?
    ) -> Int32
  typealias Prepare =
    @convention(c) (
      OpaquePointer, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<OpaquePointer?>,
      UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) -> Int32
  typealias Progress = @convention(c) (UnsafeMutableRawPointer?) -> Int32
  typealias SetProgress =
    @convention(c) (OpaquePointer, Int32, Progress, UnsafeMutableRawPointer?) -> Void
  typealias Set = @convention(c) (OpaquePointer, Int32) -> Int32
  typealias Number = @convention(c) (OpaquePointer) -> Int32
  typealias Message = @convention(c) (OpaquePointer) -> UnsafePointer<CChar>?
  typealias Text = @convention(c) (OpaquePointer, Int32) -> UnsafePointer<CChar>?
  typealias Double = @convention(c) (OpaquePointer, Int32) -> Swift.Double

  let open: Open
  let close: Number
  let errorMessage: Message
  let setPatience: Set
  let setProgress: SetProgress
  let prepare: Prepare
  let step: Number
  let finish: Number
  let columnCount: Number
  let columnName: Text
  let columnType: Set
  let text: Text
  let double: Double

  /// `nil` where the machine has no libsqlite3.
  static let shared: Library? = {
    let names = ["libsqlite3.so.0", "libsqlite3.so", "libsqlite3.dylib"]
    guard let library = LoadedLibrary(names, prefix: "sqlite3_") else { return nil }
    guard let open: Open = library.function("open_v2"),
      let close: Number = library.function("close_v2"),
      let errorMessage: Message = library.function("errmsg"),
      let setPatience: Set = library.function("busy_timeout"),
      let setProgress: SetProgress = library.function("progress_handler"),
      let prepare: Prepare = library.function("prepare_v2"),
      let step: Number = library.function("step"),
      let finish: Number = library.function("finalize"),
      let columnCount: Number = library.function("column_count"),
      let columnName: Text = library.function("column_name"),
      let columnType: Set = library.function("column_type"),
      let text: Text = library.function("column_text"),
      let double: Double = library.function("column_double")
    else { return nil }
    return Library(
      open: open, close: close, errorMessage: errorMessage, setPatience: setPatience,
      setProgress: setProgress, prepare: prepare, step: step, finish: finish,
      columnCount: columnCount, columnName: columnName, columnType: columnType, text: text,
      double: double)
  }()
}
