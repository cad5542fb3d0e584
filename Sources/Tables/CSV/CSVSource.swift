import Foundation

/// Delivers a CSV file in blocks of whole records, decoded to UTF-8, to any number of readers.
///
/// The input is a path. The result is blocks, numbered in the file's order; each reader fills its own from the file and
/// shares no bytes with others. Only steps that depend on earlier bytes are serialised: reading, decoding and finding
/// the end of the last record.
package final class CSVSource: BlockSource, @unchecked Sendable {
  /// The number of bytes read at a time: few enough to fit into a core's own cache, together with the results.
  static let blockSize = 1 << 18

  /// The encoding, if it was guessed from the bytes.
  package let guessed: TextEncoding?
  /// The number of places in the first block where a letter was replaced by a question mark, if there are many.
  package let lostLetters: Int
  let delimiter: UInt8
  let blockSize: Int
  /// The greatest length of a record, and of a quoted field, in bytes: a longer one has an unclosed quote, or is not a
  /// table.
  let recordLimit: Int
  /// The size of the file in bytes when it was opened.
  private let size: Int
  // Accessed only with the lock held.
  private var state: State
  private let lock = NSLock()

  private struct State {
    let file: FileHandle
    var decoder: TextDecoder?
    /// Bytes that were read but not delivered yet.
    let rest: ByteBuffer
    var number = 0
    var isAtEnd = false
    /// Whether the bytes up to the next line break are skipped.
    var isSkippingLine = false
  }

  /// Opens a file, and detects its encoding and delimiter from its first block.
  ///
  /// - Parameter declared: the encoding in the project's settings for files that are not UTF-8.
  package init(
    path: String, declared: TextEncoding? = nil, blockSize: Int = CSVSource.blockSize,
    recordLimit: Int = TableLimits().record
  ) throws(TableFault) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .system
    }
    var state = State(file: file, rest: ByteBuffer(capacity: blockSize))
    let rest = state.rest
    try CSVSource.read(&state, into: rest, blockSize)
    var status = stat()
    size = fstat(file.fileDescriptor, &status) == 0 ? Int(status.st_size) : 0
    var guessed: TextEncoding?
    let bytes = Array(rest.bytes)
    if let detected = TextEncoding.detect(bytes[...]) {
      // The declared encoding applies to files that are not UTF-8 and have no byte order mark.
      let encoding = detected.isCertain ? detected : declared ?? detected
      if !detected.isMarked, declared != encoding { guessed = encoding }
      try CSVSource.decode(&state, bytes, as: encoding, blockSize)
    } else if let declared, String(validating: bytes, as: UTF8.self) == nil {
      try CSVSource.decode(&state, bytes, as: declared, blockSize)
    }
    if rest.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { rest.removeFirst(3) }
    delimiter = CSVDialect.delimiter(of: rest.bytes)
    lostLetters = TextEncoding.lostLetters(in: rest.bytes)
    self.guessed = guessed
    self.blockSize = blockSize
    self.recordLimit = recordLimit
    self.state = state
  }

  private static func decode(
    _ state: inout State, _ bytes: [UInt8], as encoding: TextEncoding, _ blockSize: Int
  ) throws(TableFault) {
    guard let decoder = TextDecoder(encoding) else {
      throw .unreadable(
        vi: "hệ thống này không đọc được bảng mã \(encoding.rawValue)",
        en: "this system cannot read \(encoding.rawValue)")
    }
    state.decoder = decoder
    let rest = state.rest
    rest.removeAll()
    decoder.decode(bytes).withUnsafeBufferPointer { rest.append($0) }
    if state.isAtEnd { decoder.finish().withUnsafeBufferPointer { rest.append($0) } }
    while rest.count == 0, !state.isAtEnd { try read(&state, into: rest, blockSize) }
  }

  package var coreCount: Int { size / (4 * blockSize) + 1 }

  package func rows() -> CSVRecords {
    CSVRecords(CSVBlock(capacity: blockSize, recordLimit: recordLimit), delimiter: delimiter)
  }

  package func fill(_ rows: inout CSVRecords) throws(TableFault) -> Bool {
    guard try fill(rows.block) else { return false }
    rows.begin()
    return true
  }

  /// Fills a block with the next records; returns `false` if there are none.
  private func fill(_ block: CSVBlock) throws(TableFault) -> Bool {
    lock.lock()
    defer { lock.unlock() }
    do throws(TableFault) {
      return try fill(block, &state)
    } catch {
      // Other readers also find the end.
      state.isAtEnd = true
      state.rest.removeAll()
      throw error
    }
  }

  private func fill(_ block: CSVBlock, _ state: inout State) throws(TableFault) -> Bool {
    let buffer = block.buffer
    buffer.removeAll()
    block.isCutShort = false
    buffer.append(state.rest.bytes)
    state.rest.removeAll()
    // The bytes read on opening are whole blocks; read more only if they contain no end of a record.
    var hasMore = buffer.count >= blockSize
    while true {
      if !hasMore, !state.isAtEnd { try CSVSource.read(&state, into: buffer, blockSize) }
      hasMore = false
      if state.isSkippingLine {
        state.isSkippingLine = !skipLine(buffer, isAtEnd: state.isAtEnd)
        if state.isSkippingLine { continue }
      }
      guard buffer.count > 0 || !state.isAtEnd else { return false }
      if state.isAtEnd { break }
      let (end, openQuote) = CSVCut.find(
        buffer, delimiter: delimiter, recordLimit: recordLimit)
      if end > 0 {
        keep(from: end, of: buffer, &state)
        break
      }
      guard buffer.count - (openQuote ?? 0) > recordLimit else { continue }
      // A quote that is open this long is stray, and its line an error; a line this long is an error, too.
      if let end = openQuote.flatMap({ CSVCut.lineEnd(buffer, from: $0) }) {
        keep(from: end, of: buffer, &state)
      } else {
        block.isCutShort = openQuote == nil
        state.isSkippingLine = true
      }
      break
    }
    block.number = state.number
    state.number += 1
    block.seal()
    return true
  }

  private func keep(from end: Int, of buffer: ByteBuffer, _ state: inout State) {
    state.rest.append(UnsafeBufferPointer(rebasing: buffer.bytes[end...]))
    buffer.truncate(to: end)
  }

  /// Skips the rest of a line; returns `false` if it continues.
  private func skipLine(_ buffer: ByteBuffer, isAtEnd: Bool) -> Bool {
    if let end = CSVCut.lineEnd(buffer, from: 0) {
      buffer.removeFirst(end)
      return true
    }
    // Keep a CR at the end: it may be half of a CRLF.
    let isHalf = buffer.bytes.last == 0x0D
    buffer.removeFirst(isHalf && !isAtEnd ? buffer.count - 1 : buffer.count)
    return isAtEnd
  }

  private static func read(
    _ state: inout State, into buffer: ByteBuffer, _ blockSize: Int
  ) throws(TableFault) {
    let descriptor = state.file.fileDescriptor
    func fill(_ room: UnsafeMutableRawBufferPointer) throws(TableFault) -> Int {
      while true {
        let count = Foundation.read(descriptor, room.baseAddress, room.count)
        if count >= 0 { return count }
        if errno != EINTR { throw .system }
      }
    }
    guard let decoder = state.decoder else {
      state.isAtEnd = try buffer.append(room: blockSize, fill) == 0
      return
    }
    let raw = ByteBuffer(capacity: blockSize)
    state.isAtEnd = try raw.append(room: blockSize, fill) == 0
    let text = state.isAtEnd ? decoder.finish() : decoder.decode(Array(raw.bytes))
    text.withUnsafeBufferPointer { buffer.append($0) }
  }
}
