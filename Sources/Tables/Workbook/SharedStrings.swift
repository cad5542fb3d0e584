/// The strings of a workbook that its cells refer to by number.
package final class SharedStrings {
  /// Of all strings, one behind the other.
  package let bytes = ByteBuffer()
  private let ends = PlainList<Int>()
  /// The strings that are in Unicode by now, whatever the font of their cell.
  private var turned: Set<Int> = []
  /// How many strings can only be Unicode.
  private var unicode = 0
  /// Whether fonts of cells are left over from earlier times: all that is written in letters beyond Latin-1 is
  /// Unicode, and nothing was recognised as old.
  var areFontsStale: Bool { unicode > 0 && turned.isEmpty }
  private var isTurned = false

  /// The bytes added since the last one are a string.
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

  /// Turns the bytes from a place on, which are a run in an old font.
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

  /// Whether the string of a number needs no look at its cell's font.
  func isTurned(_ number: Int) -> Bool { turned.contains(number) }

  /// Whether a raised number behind the string that is being added would be a note.
  var mayBeNoted: Bool {
    let start = ends.count == 0 ? 0 : ends.start[ends.count - 1]
    return SharedStrings.mayBeNoted(bytes.start + start, bytes.count - start)
  }

  /// Whether a raised number behind a text is a note: behind a number, or a word that is no unit of length, "m" or "km".
  static func mayBeNoted(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count > 0 else { return false }
    if (0x30...0x39).contains(text[count - 1]) { return true }
    let word = UnsafeBufferPointer(start: text, count: count).reversed().prefix { byte in
      byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF)
    }
    return word.count > 2
  }

  /// A string, lent as long as no other is added; `nil` where there is none of that number.
  @inline(__always) subscript(number: Int) -> Cell? {
    guard number >= 0, number < ends.count else { return nil }
    let start = number == 0 ? 0 : ends.start[number - 1]
    return Cell(start: bytes.start + start, count: ends.start[number] - start)
  }
}
