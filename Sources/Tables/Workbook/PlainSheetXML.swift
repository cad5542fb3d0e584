/// Scans the XML of a sheet's rows as spreadsheet programs write it: elements and attributes of the standard without prefixes, values
/// in double quotes, text in UTF-8 with the five predefined entities at most.
///
/// Whatever it accepts is well-formed XML with one meaning. Anything else it declines, and libxml2 reads it.
struct PlainSheetXML {
  private let base: UnsafePointer<UInt8>
  private let end: Int
  private(set) var index: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    base = bytes.baseAddress!
    (end, index) = (bytes.count, start)
  }

  /// Longer texts are left to libxml2, which has limits of its own.
  private static let longestText = 1 << 20

  @inline(__always) private func byte(_ offset: Int) -> UInt8 {
    index + offset < end ? base[index + offset] : 0
  }

  /// Passes white space. Returns whether there was any.
  @inline(__always) mutating func skipSpace() -> Bool {
    let start = index
    while index < end, PlainSheetXML.isSpace(base[index]) { index += 1 }
    return index > start
  }

  @inline(__always) private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Passes bytes, if these come next.
  @inline(__always) mutating func skip(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= end else { return false }
    let wanted = text.utf8Start
    for offset in 0..<count where base[index + offset] != wanted[offset] { return false }
    index += count
    return true
  }

  /// Passes the beginning of a tag, `<c`, if its name ends there.
  @inline(__always) mutating func skipTag(_ text: StaticString) -> Bool {
    let start = index
    guard skip(text) else { return false }
    let next = byte(0)
    if PlainSheetXML.isSpace(next) || next == UInt8(ascii: ">") || next == UInt8(ascii: "/") {
      return true
    }
    index = start
    return false
  }

  /// How a tag ends.
  enum TagEnd { case open, empty }

  /// Reads the attributes of a tag and its end; `nil` where they are not plain, unknown, or stand twice.
  ///
  /// - Parameter take: gets the name and value of each, and returns a bit of its own for each known name, 0 for others.
  @inline(__always) mutating func attributes(
    _ take: (_ name: UnsafeBufferPointer<UInt8>, _ value: Cell) -> UInt32
  ) -> TagEnd? {
    var seen: UInt32 = 0
    while true {
      let isParted = skipSpace()
      switch byte(0) {
      case UInt8(ascii: ">"):
        index += 1
        return .open
      case UInt8(ascii: "/"):
        guard byte(1) == UInt8(ascii: ">") else { return nil }
        index += 2
        return .empty
      default: break
      }
      guard isParted else { return nil }
      let name = index
      while index < end, base[index] != UInt8(ascii: "="), base[index] > 0x20 { index += 1 }
      let nameEnd = index
      guard byte(0) == UInt8(ascii: "="), byte(1) == UInt8(ascii: "\"") else { return nil }
      index += 2
      let value = index
      while index < end, base[index] != UInt8(ascii: "\"") {
        let byte = base[index]
        guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&") else {
          return nil
        }
        index += 1
      }
      guard index < end else { return nil }
      let bit = take(
        UnsafeBufferPointer(start: base + name, count: nameEnd - name),
        Cell(start: base + value, count: index - value))
      guard bit != 0, seen & bit == 0 else { return nil }
      seen |= bit
      index += 1
    }
  }

  /// Reads a text up to the next tag; `nil` where it is not plain.
  ///
  /// - Returns: its bytes, and whether entities are among them.
  @inline(__always) mutating func text() -> (bytes: UnsafeBufferPointer<UInt8>, hasEntities: Bool)?
  {
    let start = index
    var (hasEntities, isASCII) = (false, true)
    while index < end {
      let byte = base[index]
      if byte == UInt8(ascii: "<") { break }
      if byte == UInt8(ascii: "&") {
        guard PlainSheetXML.entity(base + index, end - index) != nil else { return nil }
        hasEntities = true
      } else if byte == UInt8(ascii: "]") {
        if self.byte(1) == UInt8(ascii: "]"), self.byte(2) == UInt8(ascii: ">") { return nil }
      } else if byte >= 0x80 {
        isASCII = false
      } else if byte < 0x20, byte != 0x0A, byte != 0x09 {
        return nil
      }
      index += 1
    }
    guard index < end, index - start < PlainSheetXML.longestText else { return nil }
    let bytes = UnsafeBufferPointer(start: base + start, count: index - start)
    return isASCII || PlainSheetXML.isText(bytes) ? (bytes, hasEntities) : nil
  }

  /// The character of a predefined entity or of a number, `&amp;` or `&#7879;`, and the number of its bytes; `nil` for anything else.
  static func entity(
    _ start: UnsafePointer<UInt8>, _ room: Int
  ) -> (character: UInt32, count: Int)? {
    guard room > 3 else { return nil }
    if start[1] == UInt8(ascii: "#") { return numbered(start, room) }
    for (name, character) in entities where name.utf8CodeUnitCount <= room {
      let isThis = (0..<name.utf8CodeUnitCount).allSatisfy { start[$0] == name.utf8Start[$0] }
      if isThis { return (UInt32(character), name.utf8CodeUnitCount) }
    }
    return nil
  }
  private static let entities: [(StaticString, UInt8)] = [
    ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
    ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")),
  ]

  /// "&#7879;" or "&#x1EC7;", of a character that XML allows.
  private static func numbered(
    _ start: UnsafePointer<UInt8>, _ room: Int
  ) -> (character: UInt32, count: Int)? {
    let isHex = start[2] == UInt8(ascii: "x")
    let base: UInt32 = isHex ? 16 : 10
    let first = isHex ? 3 : 2
    var (value, index) = (UInt32(0), first)
    while index < room, index < first + 7 {
      let byte = start[index]
      let digit: UInt32
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f") where isHex: digit = UInt32(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F") where isHex: digit = UInt32(byte - 0x37)
      case UInt8(ascii: ";"):
        let isCharacter =
          value >= 0x20 && value < 0xD800 || value >= 0xE000 && value < 0xFFFE
          || value >= 0x1_0000 && value < 0x11_0000 || value == 0x0A || value == 0x09
        return index > first && isCharacter ? (value, index + 1) : nil
      default: return nil
      }
      value = value * base + digit
      index += 1
    }
    return nil
  }

  /// Whether bytes are UTF-8 (RFC 3629) of characters that XML allows.
  static func isText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      if first < 0x80 {
        index += 1
        continue
      }
      let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      guard first >= 0xC2, first <= 0xF4, index + count <= bytes.count else { return false }
      for offset in 1..<count where bytes[index + offset] & 0xC0 != 0x80 { return false }
      let second = bytes[index + 1]
      switch first {
      case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90,
        0xF4 where second > 0x8F:
        return false
      // U+FFFE and U+FFFF are no characters.
      case 0xEF where second == 0xBF && bytes[index + 2] >= 0xBE: return false
      default: index += count
      }
    }
    return true
  }
}
