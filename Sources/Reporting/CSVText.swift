/// Writes CSV after RFC 4180, with LF.
enum CSVText {
  static func table(_ rows: some Sequence<[String]>) -> String {
    // Bytes: a string would look at every piece for letters that grow together.
    var text: [UInt8] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        append(cell, to: &text)
      }
      text.append(0x0A)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A name from the data: one that a spreadsheet would take for a formula is marked as text.
  static func name(_ name: String) -> String {
    switch name.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      "'" + name
    default: name
    }
  }

  private static func append(_ cell: String, to text: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = cell.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == quote || $0 == 0x0A || $0 == 0x0D
    }
    guard needsQuotes else {
      text += cell.utf8
      return
    }
    text.append(quote)
    for byte in cell.utf8 {
      if byte == quote { text.append(quote) }
      text.append(byte)
    }
    text.append(quote)
  }
}
