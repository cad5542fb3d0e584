import Foundation

/// Some whole records of a CSV file, one behind the other.
final class CSVBlock {
  let buffer: ByteBuffer
  /// The place of the block among those of its file, the first is 0.
  @exclusivity(unchecked) var number = 0
  /// Whether the last record goes on behind the block, because it is longer than any may be.
  @exclusivity(unchecked) var isCutShort = false

  /// How many bytes a record may have, and a quoted field.
  let recordLimit: Int

  init(capacity: Int, recordLimit: Int) {
    buffer = ByteBuffer(capacity: capacity)
    self.recordLimit = recordLimit
  }

  var count: Int { buffer.count }

  /// Puts a line break behind the last byte, which ends the last record of a file that has none, and
  /// stops every search. It is not among the block's bytes.
  func seal() {
    let end = buffer.start + buffer.count
    end.update(repeating: 0, count: ByteBuffer.margin)
    end.pointee = 0x0A
  }
}

/// Finds where records end, without looking at what is in them.
enum CSVCut {
  /// Where the bytes behind a beginning of whole records start, and where a quote stands that is open to
  /// the end of the bytes.
  ///
  /// It finds the same records as `CSVRecords`, quote by quote: between quotes a line break ends a record,
  /// within them none does. The bytes begin with a record; more of them follow.
  ///
  /// - Parameter recordLimit: a quoted field that is longer is a stray quote.
  static func find(
    _ buffer: ByteBuffer, delimiter: UInt8, recordLimit: Int
  ) -> (end: Int, openQuote: Int?) {
    let (bytes, count) = (buffer.start, buffer.count)
    let (quote, feed, back) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    func isEnd(_ byte: UInt8) -> Bool { byte == feed || byte == back }
    /// The end of the last line that ends within a range; a CR in the last place may be half of a CRLF.
    func lastEnd(_ range: Range<Int>) -> Int? {
      var index = range.upperBound
      while index > range.lowerBound {
        index -= 1
        if bytes[index] == feed || (bytes[index] == back && index + 1 < count) {
          let isPair = bytes[index] == back && bytes[index + 1] == feed
          return isPair ? index + 2 : index + 1
        }
      }
      return nil
    }
    func next(_ byte: UInt8, from start: Int) -> Int? {
      guard start < count, let found = memchr(bytes + start, Int32(byte), count - start) else {
        return nil
      }
      return UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
    }

    var end = 0
    // What lies before `settled` is within quotes or has been searched for line breaks.
    var settled = 0
    var index = 0
    func settle(to bound: Int) { end = lastEnd(settled..<bound) ?? end }
    while let opening = next(quote, from: index) {
      let isFieldStart =
        opening == 0 || bytes[opening - 1] == delimiter || isEnd(bytes[opening - 1])
      guard isFieldStart else {
        index = opening + 1
        continue
      }
      settle(to: opening)
      var closing = next(quote, from: opening + 1)
      while let pair = closing, pair + 1 < count, bytes[pair + 1] == quote {
        closing = next(quote, from: pair + 2)
      }
      guard let closing, closing + 1 < count else { return (end, opening) }
      var behind = closing + 1
      while behind < count, bytes[behind] == 0x20 { behind += 1 }
      guard behind < count else { return (end, opening) }
      let isClosed = bytes[behind] == delimiter || isEnd(bytes[behind])
      if isClosed, closing - opening <= recordLimit {
        settled = behind
      } else {
        // A stray quote: the reader goes on behind the line that holds it.
        guard let line = lineEnd(buffer, from: opening) else { return (end, opening) }
        (end, settled) = (line, line)
      }
      index = settled
    }
    settle(to: count)
    return (end, nil)
  }

  /// Where the line that holds a byte ends, its line break included; `nil` where that is not among the
  /// bytes.
  static func lineEnd(_ buffer: ByteBuffer, from start: Int) -> Int? {
    var index = start
    while index < buffer.count {
      let byte = buffer.start[index]
      if byte == 0x0A { return index + 1 }
      if byte == 0x0D {
        guard index + 1 < buffer.count else { return nil }
        return buffer.start[index + 1] == 0x0A ? index + 2 : index + 1
      }
      index += 1
    }
    return nil
  }
}
