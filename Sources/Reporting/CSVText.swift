/// Writes CSV after RFC 4180, with LF.
enum CSVText {
  static func table(_ rows: some Sequence<[String]>) -> String {
    var text = ""
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index > 0 { text += "," }
        append(cell, to: &text)
      }
      text += "\n"
    }
    return text
  }

  /// A name from the data: one that a spreadsheet would take for a formula is marked as text.
  static func name(_ name: String) -> String {
    switch name.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      "'" + name
    default: name
    }
  }

  private static func append(_ cell: String, to text: inout String) {
    let needsQuotes = cell.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D
    }
    guard needsQuotes else {
      text += cell
      return
    }
    let hasQuote = cell.utf8.contains(UInt8(ascii: "\""))
    text += "\""
    text += hasQuote ? cell.replacing("\"", with: "\"\"") : cell
    text += "\""
  }
}
