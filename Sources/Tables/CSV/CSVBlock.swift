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

/// A quote behind spaces at the beginning of a field, as in `a, "b, c"`. It is taken for one only where it closes
/// on its own line; otherwise it is a plain character.
enum SpacedQuote {
  /// Where the quoted text closes, the mark behind it, and how many pairs of quotes it holds.
  case field(closing: Int, mark: Int, pairs: Int)
  case plain
  /// The bytes end before it is known.
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
