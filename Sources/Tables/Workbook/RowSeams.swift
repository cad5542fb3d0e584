import Foundation

/// Finds the places where a worksheet's XML can be split into parts that are parsed separately: before the tag of a row
/// with a number.
struct RowSeams {
  /// Everything up to the end of `<sheetData>`, which is put before every part.
  let prologue: [UInt8]
  /// The end tags of the open elements, which are put after every part.
  let epilogue: [UInt8]
  /// The beginning of a row: `<row`, or `<x:row` if elements have a prefix.
  private let tag: [UInt8]
  /// The greatest length of a prologue that is worth repeating.
  private static let prologueLimit = 1 << 16

  /// Where rows begin in every part, if their names have no prefix.
  var placeOfPlainRows: Int? { tag.elementsEqual("<row".utf8) ? prologue.count : nil }

  /// - Parameter bytes: the first bytes of the sheet. The result is `nil` if rows cannot be split.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let bytes = UnsafeBufferPointer(rebasing: bytes.prefix(RowSeams.prologueLimit))
    guard RowSeams.isUTF8(bytes) else { return nil }
    var open: [[UInt8]] = []
    var index = bytes.startIndex
    // An attribute could contain a ">", though hardly any does: then no element with this name is found, or the open
    // elements are not those of a sheet.
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

  /// Whether the encoding in the XML declaration is UTF-8 or missing: others could hide tags, or seem to contain some.
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

  /// Returns `self` if the next bytes have no comment, CDATA section or processing instruction, in which tags have no
  /// meaning; otherwise `nil`, which holds for the rest of the sheet.
  ///
  /// - Parameter goesOn: whether the bytes continue earlier ones.
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

  /// The last place, from `first` on, where the bytes can be split.
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

  /// Whether the bytes contain the complete tag of a row with ` r="17"`.
  private func isNumbered(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    var index = start + tag.count
    guard index < bytes.count, bytes[index] <= 0x20 else { return false }
    while index + 4 < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if bytes[index] <= 0x20, bytes[index + 1] == UInt8(ascii: "r"),
        bytes[index + 2] == UInt8(ascii: "="), bytes[index + 3] == UInt8(ascii: "\"")
      {
        let digits = bytes[(index + 4)...].prefix { $0 >= 0x30 && $0 <= 0x39 }
        // No sheet has rows with numbers of more than eight digits.
        return (1...8).contains(digits.count) && digits.endIndex < bytes.count
          && bytes[digits.endIndex] == UInt8(ascii: "\"")
      }
      index += 1
    }
    return false
  }
}
