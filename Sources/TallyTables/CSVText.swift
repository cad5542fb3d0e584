import Foundation

/// Writes CSV as in RFC 4180, with LF.
package struct CSVText: Sendable {
  // Bytes, because appending to a string checks for combining characters.
  private var bytes: [UInt8] = []
  private var isAtStart = true
  /// Whether to mark names that a spreadsheet would take for formulas, as in files that people open.
  private let isFile: Bool

  package init(isFile: Bool = false) { self.isFile = isFile }

  /// Written cells, to be added to many lines.
  package struct Cells: Sendable {
    fileprivate var bytes: [UInt8] = []
    package init() {}
  }

  /// The cells that a closure writes.
  package static func cells(isFile: Bool, _ write: (inout CSVText) -> Void) -> Cells {
    var text = CSVText(isFile: isFile)
    write(&text)
    var cells = Cells()
    cells.bytes = text.bytes
    return cells
  }

  /// Adds cells to the line; at least one.
  package mutating func add(_ cells: Cells) {
    beginCell()
    bytes += cells.bytes
  }

  /// The byte order mark by which Excel recognises UTF-8.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The concatenated lines of several parts; behind a byte order mark as the contents of a file.
  package static func data(_ parts: [CSVText], isFile: Bool) -> Data {
    var data = Data(capacity: parts.reduce(byteOrderMark.count) { $0 + $1.bytes.count })
    if isFile { data.append(contentsOf: byteOrderMark) }
    for part in parts { data.append(contentsOf: part.bytes) }
    return data
  }

  /// - Parameter isFile: see `init`; file contents begin with a byte order mark.
  package static func table(_ rows: some Sequence<[String]>, isFile: Bool) -> Data {
    var text = CSVText()
    for row in rows { text.add(row) }
    return data([text], isFile: isFile)
  }

  /// A name from the data; marked as text if a spreadsheet would take it for a formula.
  package static func name(_ name: String, isFile: Bool = true) -> String {
    isFile && isFormula(name) ? "'" + name : name
  }

  private static func isFormula(_ name: String) -> Bool {
    switch name.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    default: false
    }
  }

  /// Adds a line.
  package mutating func add(_ cells: [String]) {
    for cell in cells { add(cell) }
    endLine()
  }

  package mutating func endLine() {
    bytes.append(0x0A)
    isAtStart = true
  }

  package mutating func addName(_ name: String) {
    if isFile, CSVText.isFormula(name) { add(CSVText.name(name)) } else { add(name) }
  }

  private mutating func beginCell() {
    if !isAtStart { bytes.append(UInt8(ascii: ",")) }
    isAtStart = false
  }

  /// Adds a number with a decimal point and without grouping; an empty cell for `nil`.
  package mutating func add(_ number: Double?) {
    guard let number, let digit = UInt8(exactly: number), digit < 10 else {
      return add(number.map(TallyTable.plain) ?? "")
    }
    // Most numbers of a long table are zeros and ones.
    beginCell()
    bytes.append(UInt8(ascii: "0") + digit)
  }

  package mutating func add(_ number: Int) { add("\(number)") }

  /// Adds a cell to the line.
  package mutating func add(_ cell: String) {
    beginCell()
    let start = bytes.count
    // Copies plain bytes: shared strings would need atomic reference counting, for which cores wait.
    let isDone: Void? = cell.utf8.withContiguousStorageIfAvailable { bytes.append(contentsOf: $0) }
    if isDone == nil { bytes.append(contentsOf: cell.utf8) }
    guard bytes[start...].contains(where: CSVText.needsQuotes) else { return }
    bytes.removeSubrange(start...)
    let quote = UInt8(ascii: "\"")
    bytes.append(quote)
    for byte in cell.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
  }
}
