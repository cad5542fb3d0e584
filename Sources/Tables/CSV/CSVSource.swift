import Foundation

/// Hands out a CSV file in blocks of whole records, decoded to UTF-8, to as many readers as there are.
///
/// In: a path. Out: blocks, numbered in the file's order; each reader fills its own from the file and
/// shares no bytes with others. Only what cannot be known without the bytes before is done in turn:
/// reading, decoding and finding the last record's end.
package final class CSVSource: BlockSource, @unchecked Sendable {
  /// How many bytes are read at a time: few enough to stay in a core's own cache, with what is made of
  /// them.
  static let blockSize = 1 << 18

  /// The encoding that was guessed from the bytes, where one was.
  package let guessed: TextEncoding?
  /// In how many places of the first block a letter became a question mark, where these are many.
  package let lostLetters: Int
  let delimiter: UInt8
  let blockSize: Int
  /// How many bytes a record may have, and a quoted field: what is longer is a quote that swallowed the
  /// file, or no table.
  let recordLimit: Int
  /// How many bytes the file had when it was opened.
  private let size: Int
  // Used with the lock held only.
  private var state: State
  private let lock = NSLock()

  private struct State {
    let file: FileHandle
    var decoder: TextDecoder?
    /// What was read and has not been handed out.
    let rest: ByteBuffer
    var number = 0
    var isAtEnd = false
    /// Whether what comes up to the next line break is left out.
    var isSkippingLine = false
  }

  /// Opens a file, and finds its encoding and delimiter in the first of its blocks.
  ///
  /// - Parameter declared: the encoding of files that are no UTF-8, where the project says it.
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
      // What is declared is meant for files that are no UTF-8 and have no mark.
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

  /// Fills a block with the next records; `false` where there are none.
  private func fill(_ block: CSVBlock) throws(TableFault) -> Bool {
    lock.lock()
    defer { lock.unlock() }
    do throws(TableFault) {
      return try fill(block, &state)
    } catch {
      // Others find the end.
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
    // The bytes from the opening read are whole blocks; more are read only where no record ends.
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
      // A quote that is open so long is a stray one, and its line a fault; a line that is so long is one.
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

  /// Takes away what is left of a line; `false` where it goes on.
  private func skipLine(_ buffer: ByteBuffer, isAtEnd: Bool) -> Bool {
    if let end = CSVCut.lineEnd(buffer, from: 0) {
      buffer.removeFirst(end)
      return true
    }
    // A CR in the last place stays: it may be half of a CRLF.
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
