import Foundation

/// Tables as JSON.
extension TallyTable {
  /// An array of objects with the columns of the CSV as keys.
  package func json() throws -> String {
    try encode(
      rows.map { EncodedRow(row: $0, attribute: attribute, column: column, further: furtherHeader) }
    )
  }

  /// An array of objects with the columns of the wide CSV as keys, `null` for missing numbers, and lists of the
  /// indicators that are partial or approximate.
  package func wideJSON() throws -> String {
    var rows: [WideRow] = []
    let (header, placeHeader, markHeader) = (numberHeader, placeHeader, markHeader)
    forEachLine { line in
      var row = WideRow()
      line.place.forEachName { row.names.append((placeHeader[row.names.count], $0)) }
      forEachNumber(of: line) { row.numbers.append((header[row.numbers.count], $0)) }
      let marks = [partialIndicators(of: line), approximateIndicators(of: line)]
      row.marks = Array(zip(markHeader, marks))
      rows.append(row)
    }
    return try encode(rows)
  }

  /// A row in its JSON form.
  private struct EncodedRow: Encodable {
    var row: Row
    var attribute: String?
    var column: String?
    /// The names of the columns after `expected_units`.
    var further: [String]
    func encode(to encoder: any Encoder) throws {
      try row.encode(to: encoder, attribute: attribute, column: column, further: further)
    }
  }

  private struct WideRow: Encodable {
    var names: [(String, String)] = []
    var numbers: [(String, Double?)] = []
    var marks: [(String, [String])] = []

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      for (name, text) in names { try container.encode(text, forKey: Key(name)) }
      for (name, number) in numbers {
        try container.encode(number.map(TallyTable.rounded), forKey: Key(name))
      }
      for (name, ids) in marks { try container.encode(ids, forKey: Key(name)) }
    }
  }

  private func encode(_ rows: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(rows), as: UTF8.self) + "\n"
  }
}
