import Foundation

/// Reads CSV as RFC 4180 describes it, in blocks, so that a file of any size takes little memory.
///
/// Lenient where files in the wild are: line ends may be CRLF, LF or CR, blank lines are passed
/// over, and a quote inside an unquoted field is a plain character. A quote that is never closed, or
/// is followed by other text, is a fault at the place where it was opened; reading then goes on with
/// the next line.
struct CSVRows: TableRows {
  /// No record is longer: what is, is a quote that swallowed the file.
  static let recordLimit = 1 << 20

  private let file: FileHandle
  private let blockSize: Int
  /// The encoding that was guessed from the bytes, where one was.
  private(set) var guessed: TextEncoding?
  private var decoder: TextDecoder?
  private var delimiter = UInt8(ascii: ",")
  private var buffer: [UInt8] = []
  private var position = 0
  private var atEnd = false
  private var fields: [Field] = []
  private(set) var row = 0

  private struct Field {
    var range: Range<Int>
    var isEscaped: Bool
  }

  /// Opens a file, finds its encoding and delimiter, and stands before its first row.
  ///
  /// - Parameters:
  ///   - declared: the encoding of files that are no UTF-8, where the project says it.
  ///   - blockSize: how many bytes are read at a time; encoding and delimiter are found in the
  ///     first of these blocks.
  init(
    path: String, declared: TextEncoding? = nil, blockSize: Int = 1 << 18
  ) throws(TableFault) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(String(cString: strerror(errno)))
    }
    self.file = file
    self.blockSize = blockSize
    try refill()
    if let detected = TextEncoding.detect(buffer[...]) {
      let isMarked = detected == .utf16LittleEndian || detected == .utf16BigEndian
      let encoding = isMarked ? detected : declared ?? detected
      if !isMarked, declared == nil { guessed = encoding }
      try decode(as: encoding)
    } else if let declared, String(validating: buffer, as: UTF8.self) == nil {
      try decode(as: declared)
    }
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    delimiter = CSVDialect.delimiter(of: buffer[position...])
  }

  private mutating func decode(as encoding: TextEncoding) throws(TableFault) {
    guard let decoder = TextDecoder(encoding) else {
      throw .unreadable("this system cannot read \(encoding.rawValue)")
    }
    self.decoder = decoder
    buffer = decoder.decode(buffer)
    if atEnd { buffer += decoder.finish() }
    while buffer.isEmpty, !atEnd { try refill() }
  }

  var cellCount: Int { fields.count }

  func cell(_ index: Int) -> ArraySlice<UInt8> {
    guard index < fields.count else { return [] }
    let field = fields[index]
    guard !field.isEscaped else {
      var bytes: [UInt8] = []
      var wasQuote = false
      for byte in buffer[field.range] {
        wasQuote = byte == UInt8(ascii: "\"") && !wasQuote
        if !wasQuote { bytes.append(byte) }
      }
      return bytes.trimmed
    }
    return buffer[field.range].trimmed
  }

  mutating func advance() throws(TableFault) -> Bool {
    while true {
      let outcome = buffer.withUnsafeBufferPointer { bytes in
        CSVRows.scan(
          bytes, from: position, isFinal: atEnd, delimiter: delimiter, into: &fields)
      }
      switch outcome {
      case .record(let end):
        let start = position
        position = end
        row += 1
        try checkUTF8(from: start, to: end)
        if fields.count == 1, cell(0).isEmpty { continue }
        return true
      case .end:
        return false
      case .incomplete where !atEnd && buffer.count - position <= CSVRows.recordLimit:
        try refill()
      case .incomplete:
        // Only a record without end gets here: a quote that stays open, or no line break at all.
        let opened = fields.firstIndex { $0.range.upperBound == Int.max }
        let start = opened.map { fields[$0].range.lowerBound } ?? position
        let column = fields.count
        row += 1
        try skipLine(from: start)
        if opened != nil { throw .badQuote(row: row, column: column) }
        throw .recordTooLong(row: row, limit: CSVRows.recordLimit)
      case .badQuote(let opened):
        let column = fields.count + 1
        row += 1
        try skipLine(from: opened)
        throw .badQuote(row: row, column: column)
      }
    }
  }

  // MARK: Scanning

  private enum Outcome {
    case record(end: Int)
    case incomplete
    case badQuote(opened: Int)
    case end
  }

  /// Finds the fields of the record that starts at `start`.
  ///
  /// A field whose quote is still open at the end of the bytes is given with an upper bound of
  /// `Int.max`, and the outcome is `incomplete`.
  private static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isFinal: Bool, delimiter: UInt8,
    into fields: inout [Field]
  ) -> Outcome {
    let (quote, lineFeed, carriageReturn) = (UInt8(ascii: "\""), UInt8(0x0A), UInt8(0x0D))
    let count = bytes.count
    fields.removeAll(keepingCapacity: true)
    if start >= count { return isFinal ? .end : .incomplete }
    var index = start
    while true {
      let fieldStart = index
      if index < count, bytes[index] == quote {
        index += 1
        var isEscaped = false
        while true {
          while index < count, bytes[index] != quote { index += 1 }
          // A quote in the last place may be the first of two.
          guard index + 1 < count || (isFinal && index < count) else {
            fields.append(Field(range: fieldStart..<Int.max, isEscaped: false))
            return .incomplete
          }
          guard index + 1 < count, bytes[index + 1] == quote else { break }
          isEscaped = true
          index += 2
        }
        fields.append(Field(range: (fieldStart + 1)..<index, isEscaped: isEscaped))
        index += 1
        while index < count, bytes[index] == 0x20 { index += 1 }
        if index < count, bytes[index] != delimiter, bytes[index] != lineFeed,
          bytes[index] != carriageReturn
        {
          fields.removeLast()
          return .badQuote(opened: fieldStart)
        }
      } else {
        while index < count, bytes[index] != delimiter, bytes[index] != lineFeed,
          bytes[index] != carriageReturn
        {
          index += 1
        }
        fields.append(Field(range: fieldStart..<index, isEscaped: false))
      }
      guard index < count else { return isFinal ? .record(end: count) : .incomplete }
      switch bytes[index] {
      case delimiter:
        index += 1
      case carriageReturn:
        guard index + 1 < count else {
          return isFinal ? .record(end: index + 1) : .incomplete
        }
        return .record(end: bytes[index + 1] == lineFeed ? index + 2 : index + 1)
      default:
        return .record(end: index + 1)
      }
    }
  }

  // MARK: Reading

  private mutating func refill() throws(TableFault) {
    let block: Data?
    do {
      block = try file.read(upToCount: blockSize)
    } catch {
      throw .unreadable(error.localizedDescription)
    }
    buffer.removeSubrange(..<position)
    position = 0
    if let block, !block.isEmpty {
      buffer += decoder?.decode(Array(block)) ?? Array(block)
    } else {
      if !atEnd, let decoder { buffer += decoder.finish() }
      atEnd = true
    }
  }

  /// Moves behind the line that holds `start`, reading on where it is longer than the buffer.
  private mutating func skipLine(from start: Int) throws(TableFault) {
    var start = start
    while true {
      if let end = buffer[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
        position = end + 1
        if buffer[end] == 0x0D, position < buffer.count, buffer[position] == 0x0A { position += 1 }
        return
      }
      position = buffer.count
      if atEnd { return }
      try refill()
      start = 0
    }
  }

  /// Most rows are ASCII but for a few letters: the row is looked over as a whole, and its fields
  /// only where something is wrong.
  private func checkUTF8(from start: Int, to end: Int) throws(TableFault) {
    let isValid = buffer.withUnsafeBufferPointer { bytes in
      let row = UnsafeBufferPointer(rebasing: bytes[start..<end])
      return row.allSatisfy { $0 < 0x80 } || String(validating: row, as: UTF8.self) != nil
    }
    guard !isValid else { return }
    for (index, field) in fields.enumerated()
    where String(validating: buffer[field.range], as: UTF8.self) == nil {
      throw .notUTF8(row: row, column: index + 1)
    }
  }
}

/// Which character divides the fields of a CSV file.
enum CSVDialect {
  /// The delimiter, of comma, semicolon and tab, that cuts the first rows into the most columns of
  /// which all these rows have equally many.
  static func delimiter(of bytes: some Collection<UInt8>) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let lines = logicalLines(bytes.prefix(1 << 16)).prefix(20)
    let best = candidates.max { left, right in
      score(left, in: lines) < score(right, in: lines)
    }
    return best.flatMap { score($0, in: lines) > 0 ? $0 : nil } ?? UInt8(ascii: ",")
  }

  private static func score(_ delimiter: UInt8, in lines: ArraySlice<[UInt8]>) -> Double {
    let counts = lines.map { line in line.count { $0 == delimiter } }
    guard let header = counts.first, header > 0 else { return 0 }
    let alike = counts.count { $0 == header }
    return Double(alike) / Double(counts.count) * 1000 + Double(min(header, 900))
  }

  /// The first lines without what stands in quotes.
  private static func logicalLines(_ bytes: some Collection<UInt8>) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    var inQuotes = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") {
        inQuotes.toggle()
      } else if inQuotes {
        continue
      } else if byte == 0x0A || byte == 0x0D {
        if !line.isEmpty { lines.append(line) }
        line = []
        if lines.count >= 20 { return lines }
      } else {
        line.append(byte)
      }
    }
    if !line.isEmpty, lines.isEmpty { lines.append(line) }
    return lines
  }
}

extension RandomAccessCollection<UInt8> where SubSequence == ArraySlice<UInt8> {
  /// Without spaces, tabs and no-break spaces at both ends.
  var trimmed: ArraySlice<UInt8> {
    var slice = self[startIndex..<endIndex]
    while let last = slice.last {
      if last <= 0x20 {
        slice.removeLast()
      } else if last == 0xA0, slice.dropLast().last == 0xC2 {
        slice.removeLast(2)
      } else {
        break
      }
    }
    while let first = slice.first {
      if first <= 0x20 {
        slice.removeFirst()
      } else if first == 0xC2, slice.dropFirst().first == 0xA0 {
        slice.removeFirst(2)
      } else {
        break
      }
    }
    return slice
  }
}
