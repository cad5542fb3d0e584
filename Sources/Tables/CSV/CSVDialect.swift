import ClusterMetrics

/// Detects the delimiter of a CSV file.
enum CSVDialect {
  private static let (comma, semicolon, tab, bar) = (
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")
  )
  /// The number of lines to examine.
  private static let lineLimit = 60

  /// The delimiter that occurs the same number of times, at least once, in the greatest number of the first lines:
  /// titles above a table, and notes in it, have other counts or none. If two are equally common, the one that gives
  /// more fields.
  static func delimiter(of bytes: some Collection<UInt8>) -> UInt8 {
    let sample = Array(bytes.prefix(1 << 16))
    if let declared = declared(sample) { return declared }
    var best = (delimiter: comma, lines: 0, count: 0)
    for delimiter in [comma, semicolon, tab, bar] {
      let counts = counts(of: delimiter, in: sample)
      let lines = Dictionary(grouping: counts.filter { $0 > 0 }) { $0 }.mapValues(\.count)
      // A line with a quote that is not closed before this delimiter counts against it.
      let strays = counts.count { $0 < 0 }
      let most = lines.max { ($0.value, $0.key) < ($1.value, $1.key) }
      guard let most, (most.value - strays, most.key) > (best.lines, best.count) else { continue }
      best = (delimiter, most.value - strays, most.key)
    }
    return best.delimiter
  }

  /// The delimiter in a first line `sep=;`, which Excel reads and writes.
  private static func declared(_ sample: [UInt8]) -> UInt8? {
    let line = sample.prefix { $0 != 0x0A && $0 != 0x0D }.filter { $0 != UInt8(ascii: "\"") }
    guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep="
    else { return nil }
    return [comma, semicolon, tab, bar].first { $0 == line[4] }
  }

  /// The number of delimiters in each of the first lines, except inside quotes; −1 for a line with a quote at the
  /// beginning of a field that does not end with one.
  private static func counts(of delimiter: UInt8, in bytes: [UInt8]) -> [Int] {
    var counts: [Int] = []
    var (count, index) = (0, 0)
    var (isAtStart, isBlank) = (true, true)
    var hasStray = false
    while index < bytes.count, counts.count < lineLimit {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x0A, 0x0D:
        if !isBlank { counts.append(hasStray ? -1 : count) }
        (count, isAtStart, isBlank, hasStray) = (0, true, true, false)
      case delimiter:
        count += 1
        (isAtStart, isBlank) = (true, false)
      case UInt8(ascii: "\"") where isAtStart:
        (isAtStart, isBlank) = (false, false)
        if let end = closing(of: index, in: bytes, delimiter) {
          index = end
        } else {
          hasStray = true
        }
      case 0x20: break
      default: (isAtStart, isBlank) = (false, false)
      }
    }
    // The last line may be incomplete, unless it is the only one.
    if !isBlank, counts.isEmpty || bytes.count < 1 << 16 { counts.append(hasStray ? -1 : count) }
    return counts
  }

  /// The end of a quoted field that begins at a place; `nil` if it is not closed, and its quote is a stray one.
  private static func closing(of start: Int, in bytes: [UInt8], _ delimiter: UInt8) -> Int? {
    var index = start
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
        index += 2
        continue
      }
      var behind = index + 1
      while behind < bytes.count, bytes[behind] == 0x20 { behind += 1 }
      let isClosed =
        behind == bytes.count || [delimiter, 0x0A, 0x0D].contains(bytes[behind])
      return isClosed ? behind : nil
    }
    return nil
  }

  /// The name of a delimiter.
  static func name(of delimiter: UInt8) -> LocalizedText {
    switch delimiter {
    case semicolon: LocalizedText(vi: "dấu chấm phẩy", en: "semicolon")
    case tab: LocalizedText(vi: "dấu tab", en: "tab")
    case bar: LocalizedText(vi: "dấu gạch đứng", en: "vertical bar")
    default: LocalizedText(vi: "dấu phẩy", en: "comma")
    }
  }
}
