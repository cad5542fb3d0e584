import Foundation

/// Consecutive whole records of a CSV file.
final class CSVBlock {
  let buffer: ByteBuffer
  /// The index of the block in its file, from 0.
  @exclusivity(unchecked) var number = 0
  /// Whether the last record continues after the block, because it exceeds the limit.
  @exclusivity(unchecked) var isCutShort = false

  /// The greatest length of a record, and of a quoted field, in bytes.
  let recordLimit: Int

  init(capacity: Int, recordLimit: Int) {
    buffer = ByteBuffer(capacity: capacity)
    self.recordLimit = recordLimit
  }

  var count: Int { buffer.count }

  /// Writes a line break after the last byte, to end the last record of a file without one and to stop every search. It
  /// does not count as one of the block's bytes.
  func seal() {
    let end = buffer.start + buffer.count
    end.update(repeating: 0, count: ByteBuffer.margin)
    end.pointee = 0x0A
  }
}

/// Finds the ends of records without parsing them.
enum CSVCut {
  /// Returns the end of the whole records at the beginning, and the place of a quote that is open up to the end of the
  /// bytes.
  ///
  /// It finds the same records as `CSVRecords`, quote by quote: a line break ends a record outside quotes, but not
  /// inside. The bytes begin with a record; more of them follow.
  ///
  /// - Parameter recordLimit: a longer quoted field starts with a stray quote.
  static func find(
    _ buffer: ByteBuffer, delimiter: UInt8, recordLimit: Int
  ) -> (end: Int, openQuote: Int?) {
    let (bytes, count) = (buffer.start, buffer.count)
    let (quote, feed, back) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    func isEnd(_ byte: UInt8) -> Bool { byte == feed || byte == back }
    /// The end of the last line that ends within a range; a CR at the end may be half of a CRLF.
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
    // Everything before `settled` is inside quotes, or has been searched for line breaks.
    var settled = 0
    var index = 0
    func settle(to bound: Int) { end = lastEnd(settled..<bound) ?? end }
    while let opening = next(quote, from: index) {
      var before = opening
      while before > settled, bytes[before - 1] == 0x20 { before -= 1 }
      let isFieldStart = before == 0 || bytes[before - 1] == delimiter || isEnd(bytes[before - 1])
      guard isFieldStart else {
        index = opening + 1
        continue
      }
      if before < opening {
        switch SpacedQuote.find(bytes, from: opening, to: count, delimiter: delimiter) {
        case .field(_, let behind, _): index = behind
        case .plain: index = opening + 1
        case .unknown: return (end, opening)
        }
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
        // A stray quote: the reader continues after its line.
        guard let line = lineEnd(buffer, from: opening) else { return (end, opening) }
        (end, settled) = (line, line)
      }
      index = settled
    }
    settle(to: count)
    return (end, nil)
  }

  /// The end of the line that contains a byte, including its line break; `nil` if that is not among the bytes.
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

/// A quote after spaces at the beginning of a field, as in `a, "b, c"`. It counts as a quote only if it is closed on
/// the same line; otherwise it is a plain character.
enum SpacedQuote {
  /// The closing quote, the mark after it, and the number of doubled quotes inside.
  case field(closing: Int, mark: Int, pairs: Int)
  case plain
  /// The bytes end before this can be decided.
  case unknown

  static func find(
    _ bytes: UnsafeMutablePointer<UInt8>, from opening: Int, to count: Int, delimiter: UInt8
  ) -> SpacedQuote {
    let quote = UInt8(ascii: "\"")
    var (index, pairs) = (opening + 1, 0)
    while index < count, bytes[index] != 0x0A, bytes[index] != 0x0D {
      guard bytes[index] == quote else {
        index += 1
        continue
      }
      guard index + 1 < count else { return .unknown }
      if bytes[index + 1] == quote {
        (index, pairs) = (index + 2, pairs + 1)
        continue
      }
      var behind = index + 1
      while behind < count, bytes[behind] == 0x20 { behind += 1 }
      guard behind < count else { return .unknown }
      let isClosed =
        bytes[behind] == delimiter || bytes[behind] == 0x0A || bytes[behind] == 0x0D
      return isClosed ? .field(closing: index, mark: behind, pairs: pairs) : .plain
    }
    return index < count ? .plain : .unknown
  }
}
