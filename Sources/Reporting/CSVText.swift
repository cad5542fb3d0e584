/// Writes CSV after RFC 4180, with LF.
struct CSVText: Sendable {
  // Bytes: a string would look at every piece for letters that grow together.
  private var bytes: [UInt8] = []
  private var isAtStart = true

  var string: String { String(decoding: bytes, as: UTF8.self) }

  static func table(_ rows: some Sequence<[String]>) -> String {
    var text = CSVText()
    for row in rows { text.add(row) }
    return text.string
  }

  /// A name from the data: one that a spreadsheet would take for a formula is marked as text.
  static func name(_ name: String) -> String {
    switch name.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      "'" + name
    default: name
    }
  }

  /// Adds a line.
  mutating func add(_ cells: [String]) {
    for cell in cells { add(cell) }
    endLine()
  }

  mutating func endLine() {
    bytes.append(0x0A)
    isAtStart = true
  }

  /// Adds the lines of another text.
  mutating func append(_ other: CSVText) { bytes += other.bytes }

  mutating func addName(_ name: String) { add(CSVText.name(name)) }

  /// Adds a cell to the line.
  mutating func add(_ cell: String) {
    if !isAtStart { bytes.append(UInt8(ascii: ",")) }
    isAtStart = false
    let start = bytes.count
    bytes.append(contentsOf: cell.utf8)
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
