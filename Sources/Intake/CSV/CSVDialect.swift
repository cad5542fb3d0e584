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
