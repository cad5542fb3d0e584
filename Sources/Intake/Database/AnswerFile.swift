import Foundation

/// What a database hands over, in a file of this machine.
enum AnswerFile {
  /// Takes bytes that are to be written.
  typealias Take = (UnsafeRawBufferPointer) throws(TableFault) -> Void

  /// Writes what is handed over to a file of its own.
  ///
  /// - Parameter isFirst: whether it is no part that follows another one.
  static func written(
    isFirst: Bool = true, _ hand: (Take) throws(TableFault) -> Void
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
    var waiting: [UInt8] = isFirst ? [0xEF, 0xBB, 0xBF] : []
    // Servers hand over a row at a time.
    try hand { piece throws(TableFault) in
      waiting.append(contentsOf: piece)
      guard waiting.count > 1 << 17 else { return }
      try write(waiting, to: file)
      waiting.removeAll(keepingCapacity: true)
    }
    try write(waiting, to: file)
    isWhole = true
    return path
  }

  /// Puts further files behind the first one, and removes them.
  static func join(_ paths: [String]) throws(TableFault) {
    guard let first = paths.first else { return }
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
