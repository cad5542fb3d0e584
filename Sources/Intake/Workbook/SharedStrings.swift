/// The strings of a workbook that its cells refer to by number.
final class SharedStrings {
  /// Of all strings, one behind the other.
  let bytes = ByteBuffer()
  private let ends = PlainList<Int>()

  /// The bytes added since the last one are a string.
  func endString() {
    let start = ends.count == 0 ? 0 : ends.start[ends.count - 1]
    bytes.truncate(to: ExcelEscape.decode(bytes, from: start))
    ends.append(bytes.count)
  }

  /// Whether the string that is being added ends with a digit.
  var endsWithDigit: Bool {
    let start = ends.count == 0 ? 0 : ends.start[ends.count - 1]
    return bytes.count > start && (0x30...0x39).contains(bytes.start[bytes.count - 1])
  }

  /// A string, lent as long as no other is added; `nil` where there is none of that number.
  @inline(__always) subscript(number: Int) -> Cell? {
    guard number >= 0, number < ends.count else { return nil }
    let start = number == 0 ? 0 : ends.start[number - 1]
    return Cell(start: bytes.start + start, count: ends.start[number] - start)
  }
}
