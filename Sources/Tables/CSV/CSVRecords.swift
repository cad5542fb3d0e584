import ClusterMetrics
import CSIMD
import Foundation

/// Reads the records of successive blocks, as described in RFC 4180.
///
/// It is lenient with common deviations: line ends may be CRLF, LF or CR, blank lines are skipped, and a quote inside
/// an unquoted field is a plain character. A quote that is never closed, or is followed by other text, is an error at
/// the place where it was opened; reading then continues with the next line.
///
/// The bytes that may end a field are found 64 at a time (after Langdale and Lemire, "Parsing gigabytes of JSON per
/// second", 2019); the bytes between are not examined.
public struct CSVRecords: BlockRows {
  /// Rows of text are counted.
  @inlinable public static var areNumbered: Bool { false }
  /// Cells of text have no kinds.
  @inlinable public static var hasKinds: Bool { false }
  private let delimiter: UInt8
  private let recordLimit: Int
  private(set) var block: CSVBlock
  /// The number of rows read in this block and earlier ones, since `row` was last set.
  public var row = 0
  /// The place of a field in the block.
  @usableFromInline struct Field: BitwiseCopyable {
    @usableFromInline var start: UInt32
    @usableFromInline var count: UInt32
  }
  @usableFromInline let fields = PlainList<Field>()
  /// The bytes of the block, in which every cell lies.
  @usableFromInline var bytes: UnsafeMutablePointer<UInt8>
  /// The number of cells in the row.
  @inlinable public var cellCount: Int { fields.count }
  private var position = 0
  private var end = 0
  /// The remaining marks of the 64 bytes at `base`.
  private var marks = GiaobanMarks()
  private var base = 0
  /// The quoted cell of a row with line breaks and the most delimiters, and that row.
  private var breaks = QuotedBreaks(column: 0, lines: 0, delimiters: 0)
  private var breaksRow = -1

  /// All bytes that may end a field, one by one from a place on.
  private struct Marks {
    let bytes: UnsafePointer<UInt8>
    let delimiter: UInt8
    var word: UInt64
    var base: Int

    init(_ bytes: UnsafePointer<UInt8>, delimiter: UInt8, from index: Int) {
      self.bytes = bytes
      self.delimiter = delimiter
      base = index & ~63
      word = Marks.word(bytes + base, delimiter) & (UInt64.max &<< UInt64(index & 63))
    }

    private static func word(_ bytes: UnsafePointer<UInt8>, _ delimiter: UInt8) -> UInt64 {
      let marks = giaoban_csv_marks(bytes, delimiter)
      return marks.breaks | marks.quotes
    }

    /// The next mark; the last one is the seal after the block.
    mutating func next() -> Int {
      while word == 0 {
        base += 64
        word = Marks.word(bytes + base, delimiter)
      }
      let index = base + word.trailingZeroBitCount
      word &= word &- 1
      return index
    }
  }

  init(_ block: CSVBlock, delimiter: UInt8) {
    self.block = block
    self.delimiter = delimiter
    recordLimit = block.recordLimit
    bytes = block.buffer.start
    block.seal()
  }

  /// The index of the block in its table.
  public var number: Int { block.number }

  /// Sets the number of the row above the block.
  public mutating func count(from row: Int) { self.row = row }

  /// Starts reading the block's current content; `row` continues.
  mutating func begin() {
    (position, end) = (0, block.count)
    fields.removeAll()
    bytes = block.buffer.start
    seek(0)
  }

  /// A cell including surrounding spaces; empty beyond the last one.
  @inlinable @inline(__always) public func rawCell(_ index: Int) -> Cell {
    guard index < fields.count else { return Cell(start: bytes, count: 0) }
    let field = fields.start[index]
    return Cell(start: bytes + Int(field.start), count: Int(field.count))
  }

  /// A cell without surrounding spaces; empty beyond the last one.
  @inlinable @inline(__always) public func cell(_ index: Int) -> Cell { rawCell(index).trimmed }

  /// Moves to the next record that is not blank.
  public mutating func advance() throws(TableFault) -> Bool {
    while position < end {
      row += 1
      let first = bytes[position]
      try readRecord()
      // Excel saves empty rows below a table as rows of delimiters.
      if !isText(first), isBlank { continue }
      return true
    }
    return false
  }

  private var isBlank: Bool { (0..<cellCount).allSatisfy { cell($0).isEmpty } }

  /// Whether a row that begins with this byte begins with a cell of printable ASCII, as nearly all rows do.
  @inline(__always) private func isText(_ byte: UInt8) -> Bool {
    (0x21..<0x7F).contains(byte) && byte != delimiter && byte != UInt8(ascii: "\"")
  }

  /// Cells are separated by a delimiter.
  @inlinable public var isDelimited: Bool { true }
  /// The name of the delimiter.
  public var delimiterName: LocalizedText? { CSVDialect.name(of: delimiter) }
  /// The quoted cell of this row with line breaks, if any.
  public var quotedBreaks: QuotedBreaks? { breaksRow == row ? breaks : nil }

  /// The first cell with invalid UTF-8.
  public func columnOfBadText() -> Int? { (0..<cellCount).first { !cell($0).isText } }

  // MARK: Scanning

  private mutating func seek(_ index: Int) {
    position = index
    base = index & ~63
    marks = giaoban_csv_marks(bytes + base, delimiter)
    marks.keep(UInt64.max &<< UInt64(index & 63))
  }

  /// Reads a record without quotes, for which only the line break must be found; `readQuotedRecord` reads all others.
  @inline(__always) private mutating func readRecord() throws(TableFault) {
    fields.removeAll()
    var start = position
    while true {
      // All bytes up to the first line break; all 64 if there is none.
      let range = marks.ends ^ (marks.ends &- 1)
      guard marks.quotes & range == 0 else { return try readQuotedRecord() }
      var breaks = marks.breaks & range
      let first = fields.room(for: 64)
      var count = 0
      while breaks != 0 {
        let mark = base &+ breaks.trailingZeroBitCount
        first[count] = Field(
          start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: mark &- start)
        )
        count &+= 1
        start = mark &+ 1
        breaks &= breaks &- 1
      }
      fields.add(count)
      if marks.ends != 0 { break }
      base &+= 64
      marks = giaoban_csv_marks(bytes + base, delimiter)
    }
    marks.keep(~(marks.ends ^ (marks.ends &- 1)))
    let length = start &- position
    position = start
    if bytes[start &- 1] == 0x0D, start < end, bytes[start] == 0x0A {
      // The second half of a line break is the next mark, if it is among these bytes.
      guard start &- base < 64 else { return seek(start + 1) }
      marks.breaks &= marks.breaks &- 1
      marks.ends &= marks.ends &- 1
      position = start &+ 1
    }
    if start > end || length > recordLimit { try checkLength(length) }
  }

  /// Throws an error for a record that is too long, or was cut for that reason.
  @inline(never) private mutating func checkLength(_ length: Int) throws(TableFault) {
    let isCut = position > end && block.isCutShort
    position = min(position, end)
    guard isCut || length > recordLimit else { return }
    throw .recordTooLong(row: row, limit: recordLimit)
  }

  @inline(never) private mutating func readQuotedRecord() throws(TableFault) {
    let quote = UInt8(ascii: "\"")
    var marks = Marks(bytes, delimiter: delimiter, from: position)
    var start = position
    fields.removeAll()
    while true {
      var mark = marks.next()
      var length = mark - start
      if bytes[mark] == quote {
        if length == 0 {
          // The content of a quoted field begins after its quote.
          switch readQuoted(bytes, from: start, end, &marks) {
          case .field(let own, let behind):
            noteBreaks(from: start + 1, to: start + 1 + own)
            (start, length, mark) = (start + 1, own, behind)
          case .stray:
            seek(CSVCut.lineEnd(block.buffer, from: start) ?? end)
            throw .badQuote(row: row, column: fields.count + 1)
          }
        } else if isSpaces(from: start, to: mark),
          case .field(let closing, let behind, let pairs) = SpacedQuote.find(
            bytes, from: mark, to: end + 1, delimiter: delimiter)
        {
          start = mark + 1
          length =
            pairs == 0
            ? closing - start : CSVRecords.unescape(bytes, start, closing)
          marks = Marks(bytes, delimiter: delimiter, from: behind)
          mark = marks.next()
        } else {
          while bytes[mark] == quote { mark = marks.next() }
          length = mark - start
        }
      }
      fields.append(
        Field(
          start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: length)))
      if bytes[mark] == delimiter {
        start = mark + 1
        continue
      }
      let isPair = bytes[mark] == 0x0D && mark + 1 < end && bytes[mark + 1] == 0x0A
      let whole = mark - position
      seek(isPair ? mark + 2 : mark + 1)
      return try checkLength(whole)
    }
  }

  private func isSpaces(from start: Int, to end: Int) -> Bool {
    (start..<end).allSatisfy { bytes[$0] == 0x20 }
  }

  /// Records a quoted cell if it contains a line break and more delimiters than other cells of the row.
  private mutating func noteBreaks(from start: Int, to end: Int) {
    guard
      memchr(bytes + start, 0x0A, end - start) != nil
        || memchr(bytes + start, 0x0D, end - start) != nil
    else { return }
    var found = QuotedBreaks(column: fields.count, lines: 0, delimiters: 0)
    for index in start..<end {
      if bytes[index] == delimiter { found.delimiters += 1 }
      let isPair = bytes[index] == 0x0D && index + 1 < end && bytes[index + 1] == 0x0A
      if (bytes[index] == 0x0A || bytes[index] == 0x0D) && !isPair { found.lines += 1 }
    }
    guard breaksRow != row || found.delimiters > breaks.delimiters else { return }
    (breaks, breaksRow) = (found, row)
  }

  private enum Quoted {
    /// The length of the field in bytes, and the mark after it.
    case field(count: Int, mark: Int)
    case stray
  }

  /// Reads a field after its opening quote.
  private func readQuoted(
    _ bytes: UnsafeMutablePointer<UInt8>, from opening: Int, _ end: Int, _ marks: inout Marks
  ) -> Quoted {
    let quote = UInt8(ascii: "\"")
    var pairs = 0
    var closing = opening
    while true {
      repeat { closing = marks.next() } while closing < end && bytes[closing] != quote
      guard closing < end else { return .stray }
      guard closing + 1 < end, bytes[closing + 1] == quote else { break }
      pairs += 1
      _ = marks.next()
    }
    var behind = closing + 1
    while behind < end, bytes[behind] == 0x20 { behind += 1 }
    let mark = marks.next()
    guard mark == behind, bytes[mark] != quote, closing - opening <= recordLimit else {
      return .stray
    }
    let count =
      pairs == 0 ? closing - opening - 1 : CSVRecords.unescape(bytes, opening + 1, closing)
    return .field(count: count, mark: mark)
  }

  /// Replaces doubled quotes by single ones; the bytes after the result are meaningless then.
  private static func unescape(
    _ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int {
    var target = start
    var source = start
    while source < end {
      bytes[target] = bytes[source]
      source += bytes[source] == UInt8(ascii: "\"") ? 2 : 1
      target += 1
    }
    return target - start
  }
}

extension GiaobanMarks {
  /// Removes the marks of other bytes.
  @inline(__always) fileprivate mutating func keep(_ bytes: UInt64) {
    breaks &= bytes
    ends &= bytes
    quotes &= bytes
  }
}
