import Foundation

/// Where the XML of a worksheet can be parted, so that each part is parsed by itself: before the tag of a row
/// that says its number.
struct RowSeams {
  /// All up to the end of `<sheetData>`, which comes before every part.
  let prologue: [UInt8]
  /// The end of the elements that are open there, which comes behind every part.
  let epilogue: [UInt8]
  /// How a row begins: `<row`, or `<x:row` where elements have a prefix.
  private let tag: [UInt8]
  /// A longer prologue is not worth repeating.
  private static let prologueLimit = 1 << 16

  /// - Parameter bytes: the sheet's first ones; `nil` where rows cannot be parted.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let bytes = UnsafeBufferPointer(rebasing: bytes.prefix(RowSeams.prologueLimit))
    guard RowSeams.isUTF8(bytes) else { return nil }
    var open: [[UInt8]] = []
    var index = bytes.startIndex
    // Attributes could hold a ">", though hardly any has one: then no element of this name is found, or others
    // are open than a sheet has.
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
    {
      index = end + 1
      let inner = bytes[(start + 1)..<end]
      let isClosed = inner.last == UInt8(ascii: "/")
      let name = Array(inner.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") })
      switch inner.first {
      case UInt8(ascii: "?"): continue
      case UInt8(ascii: "/"): open = open.dropLast()
      default: if !isClosed { open.append(name) }
      }
      let parts = name.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      guard parts.last.map({ $0.elementsEqual("sheetData".utf8) }) == true else { continue }
      guard open.count == 2, open.last == name, parts.count <= 2 else { return nil }
      prologue = Array(bytes[...end])
      epilogue = open.reversed().flatMap { Array("</".utf8) + $0 + Array(">".utf8) }
      tag = Array("<".utf8) + name.dropLast("sheetData".utf8.count) + Array("row".utf8)
      return
    }
    return nil
  }

  /// Whether the XML declaration says so, or says nothing: other codes could hide tags, or seem to have some.
  private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let declaration = bytes.prefix(200).prefix { $0 != UInt8(ascii: ">") }
    let text = String(decoding: declaration, as: UTF8.self).lowercased()
    return !text.contains("encoding") || text.contains("utf-8")
  }

  private static func find(
    _ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(base).distance(to: found)
  }

  /// The same, where the next bytes of the sheet have no comment, section or instruction, in which tags mean
  /// nothing; `nil` from there on.
  ///
  /// - Parameter goesOn: whether the byte before the first one is not among them.
  func checked(_ bytes: UnsafeBufferPointer<UInt8>, goesOn: Bool) -> RowSeams? {
    for mark in [UInt8(ascii: "!"), UInt8(ascii: "?")] {
      var index = 0
      while let found = RowSeams.find(mark, in: bytes, from: index) {
        let isAtBeginning = found == 0 ? goesOn : bytes[found - 1] == UInt8(ascii: "<")
        let isDeclaration = !goesOn && bytes[found...].starts(with: Array("?xml ".utf8))
        if isAtBeginning, !isDeclaration { return nil }
        index = found + 1
      }
    }
    return self
  }

  /// The last place, from one on, where bytes can be parted.
  func last(in bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> Int? {
    var index = bytes.count - tag.count
    while index >= first {
      if bytes[index] == tag[0], bytes[index...].starts(with: tag), isNumbered(bytes, at: index) {
        return index
      }
      index -= 1
    }
    return nil
  }

  /// Whether the tag of a row is among the bytes, with ` r="17"` in it.
  private func isNumbered(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    var index = start + tag.count
    guard index < bytes.count, bytes[index] <= 0x20 else { return false }
    while index + 4 < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if bytes[index] <= 0x20, bytes[index + 1] == UInt8(ascii: "r"),
        bytes[index + 2] == UInt8(ascii: "="), bytes[index + 3] == UInt8(ascii: "\"")
      {
        let digits = bytes[(index + 4)...].prefix { $0 >= 0x30 && $0 <= 0x39 }
        // More digits than a number of eight are no row of any sheet.
        return (1...8).contains(digits.count) && digits.endIndex < bytes.count
          && bytes[digits.endIndex] == UInt8(ascii: "\"")
      }
      index += 1
    }
    return false
  }
}
