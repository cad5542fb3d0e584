import Foundation
import Settings
import Tables

/// Where a table of a database lies on this machine.
struct WrittenTable {
  /// Its rows, as CSV.
  var rows: String
  /// The keys of its rows, as `RowMarks` writes them; without any where the settings name none.
  var keys: String?
}

/// A file of this machine into which goes what a database hands over; it is gone unless it becomes whole.
final class AnswerFile {
  /// Takes bytes that are to be written.
  typealias Take = (UnsafeRawBufferPointer) throws(TableFault) -> Void

  private let path: String
  private let file: Int32
  private var waiting: [UInt8]
  private var isWhole = false

  /// - Parameter isFirst: whether it is no part that follows another one.
  private init(isFirst: Bool) throws(TableFault) {
    AnswerFile.sweep
    let name = "\(AnswerFile.prefix)\(getpid())-\(UUID().uuidString).csv"
    path = FileManager.default.temporaryDirectory.appending(path: name).path
    file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    // The mark says that it is UTF-8, whatever the settings say of files.
    waiting = isFirst ? [0xEF, 0xBB, 0xBF] : []
    guard file >= 0 else { throw .system }
  }

  private static let prefix = "giaoban-rows-"

  /// Removes, once, what programs that were killed have left behind.
  private static let sweep: Void = {
    let folder = FileManager.default.temporaryDirectory
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    where name.hasPrefix(prefix) {
      let process = name.dropFirst(prefix.count).prefix { $0 != "-" }
      guard let process = Int32(process), kill(process, 0) != 0, errno == ESRCH else { continue }
      unlink(folder.appending(path: name).path)
    }
  }()

  deinit {
    if file >= 0 { close(file) }
    if !isWhole { unlink(path) }
  }

  private func append(_ piece: UnsafeRawBufferPointer) throws(TableFault) {
    // Servers hand over a row at a time.
    waiting.append(contentsOf: piece)
    guard waiting.count > 1 << 17 else { return }
    try AnswerFile.write(waiting, to: file)
    waiting.removeAll(keepingCapacity: true)
  }

  /// - Returns: where it lies.
  private func finished() throws(TableFault) -> String {
    try AnswerFile.write(waiting, to: file)
    waiting = []
    isWhole = true
    return path
  }

  /// Writes what is handed over to a file of its own.
  ///
  /// - Parameter isFirst: whether it is no part that follows another one.
  static func written(
    isFirst: Bool = true, _ hand: (Take) throws(TableFault) -> Void
  ) throws(TableFault) -> String {
    let file = try AnswerFile(isFirst: isFirst)
    try hand { piece throws(TableFault) in try file.append(piece) }
    return try file.finished()
  }

  /// Writes the rows that are handed over one after the other, and what stands in front of their cells elsewhere.
  static func written(
    of query: DatabaseQuery, areNumbered: Bool = false, _ hand: (Take) throws(TableFault) -> Void
  ) throws(TableFault) -> WrittenTable {
    let isKeyed = query.key != nil
    guard areNumbered || isKeyed else { return WrittenTable(rows: try written(hand)) }
    var marks = RowMarks(areNumbered: areNumbered, areKeyed: isKeyed)
    let keys = isKeyed ? try AnswerFile(isFirst: false) : nil
    let rows = try AnswerFile(isFirst: true)
    try hand { piece throws(TableFault) in
      try marks.hand(
        over: piece, rows: { bytes throws(TableFault) in try rows.append(bytes) },
        keys: { bytes throws(TableFault) in try keys?.append(bytes) })
    }
    let finished = try keys?.finished()
    return WrittenTable(rows: try rows.finished(), keys: finished)
  }

  /// Puts further files behind the first one, and removes them.
  static func join(_ paths: [String]) throws(TableFault) {
    guard let first = paths.first else { return }
    var isWhole = false
    defer { if !isWhole { for path in paths { unlink(path) } } }
    let file = open(first, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard file >= 0 else { throw .system }
    defer { close(file) }
    for path in paths.dropFirst() {
      let part = open(path, O_RDONLY | O_CLOEXEC)
      guard part >= 0 else { throw .system }
      defer { close(part) }
      var bytes = [UInt8](repeating: 0, count: 1 << 20)
      while true {
        let count = bytes.withUnsafeMutableBytes { read(part, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw .system }
        if count == 0 { break }
        try write(Array(bytes[..<count]), to: file)
      }
      unlink(path)
    }
    isWhole = true
  }

  private static func write(_ bytes: [UInt8], to file: Int32) throws(TableFault) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(file, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system }
      written += count
    }
  }
}
