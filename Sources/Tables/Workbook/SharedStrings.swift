/// The strings of a workbook that its cells refer to by number.
package final class SharedStrings {
  /// The bytes of all strings, one after the other.
  package let bytes = ByteBuffer()
  private let ends = PlainList<Int>()
  /// The strings that have been converted to Unicode, whatever the font of their cell.
  private var turned: Set<Int> = []
  /// The number of strings that can only be Unicode.
  private var unicode = 0
  /// Whether old fonts of cells are leftovers: there are letters beyond Latin-1, which are Unicode, and no text was
  /// recognised as old.
  var areFontsStale: Bool { unicode > 0 && turned.isEmpty }
  private var isTurned = false

  /// Ends a string of the bytes added since the last one.
  func endString(_ oldTexts: OldTexts) {
    let start = ends.count == 0 ? 0 : ends.start[ends.count - 1]
    bytes.truncate(to: ExcelEscape.decode(bytes, from: start))
    if OldVietnamese.isUnicode(bytes.bytes[start...]) { unicode += 1 }
    if !isTurned, OldVietnamese.mayBe(UnsafeBufferPointer(rebasing: bytes.bytes[start...])) {
      replace(from: start, OldVietnamese.recognised, oldTexts)
    }
    if isTurned { turned.insert(ends.count) }
    isTurned = false
    ends.append(bytes.count)
  }

  /// Converts the bytes from a place on, a run in an old font.
  func turn(from start: Int, _ font: OldVietnamese, _ oldTexts: OldTexts) {
    replace(from: start, font.unicode, oldTexts)
    isTurned = true
  }

  private func replace(from start: Int, _ turn: (String) -> String?, _ oldTexts: OldTexts) {
    let old = String(decoding: bytes.bytes[start...], as: UTF8.self)
    guard var new = turn(old), new != old else { return }
    oldTexts.note(old, new)
    bytes.truncate(to: start)
    new.withUTF8 { bytes.append($0) }
    isTurned = true
  }

  /// Whether a string is already converted, so the font of its cell does not matter.
  func isTurned(_ number: Int) -> Bool { turned.contains(number) }

  /// Whether a raised number after the string being added would be a note.
  var mayBeNoted: Bool {
    let start = ends.count == 0 ? 0 : ends.start[ends.count - 1]
    return SharedStrings.mayBeNoted(bytes.start + start, bytes.count - start)
  }

  /// Whether a raised number after a text is a note: after a number, or after a word other than a unit of length ("m",
  /// "km").
  static func mayBeNoted(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count > 0 else { return false }
    if (0x30...0x39).contains(text[count - 1]) { return true }
    let word = UnsafeBufferPointer(start: text, count: count).reversed().prefix { byte in
      byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF)
    }
    return word.count > 2
  }

  /// A string, valid until another one is added; `nil` if there is none with that number.
  @inline(__always) subscript(number: Int) -> Cell? {
    guard number >= 0, number < ends.count else { return nil }
    let start = number == 0 ? 0 : ends.start[number - 1]
    return Cell(start: bytes.start + start, count: ends.start[number] - start)
  }
}
