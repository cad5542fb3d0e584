import Foundation

/// Writes CSV after RFC 4180, with LF.
package struct CSVText: Sendable {
  // Bytes: a string would look at every piece for letters that grow together.
  private var bytes: [UInt8] = []
  private var isAtStart = true
  /// Whether names are marked that a spreadsheet would take for formulas: in files, which people open.
  private let isFile: Bool

  package init(isFile: Bool = false) { self.isFile = isFile }

  /// By which Excel knows that a file is UTF-8.
  package static let byteOrderMark = Data([0xEF, 0xBB, 0xBF])

  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The lines of some texts one behind the other.
  package static func data(_ parts: [CSVText]) -> Data {
    var data = Data(capacity: parts.reduce(0) { $0 + $1.bytes.count })
    for part in parts { data.append(contentsOf: part.bytes) }
    return data
  }

  /// - Parameter isFile: see `init`; the names of files begin with the mark of their encoding.
  package static func table(_ rows: some Sequence<[String]>, isFile: Bool) -> Data {
    var text = CSVText()
    for row in rows { text.add(row) }
    return (isFile ? byteOrderMark : Data()) + data([text])
  }

  /// A name from the data: one that a spreadsheet would take for a formula is marked as text.
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

  /// Adds a number with a point and without grouping; an empty cell where there is none.
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
    // As plain bytes: strings would count who holds them, and cores would wait for each other's counts.
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
