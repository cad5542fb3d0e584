import Foundation

/// Decodes characters that XML cannot contain: `_x000D_` for a carriage return, and `_x005F_` for an underscore that
/// would look like such an escape (ECMA-376, part 1, section 22.9.2.19).
enum ExcelEscape {
  /// Decodes the text from a place in a buffer.
  ///
  /// - Returns: the end of the result; the bytes after it are meaningless.
  static func decode(_ buffer: ByteBuffer, from start: Int) -> Int {
    let (bytes, end) = (buffer.start, buffer.count)
    guard start + 7 <= end, memchr(bytes + start, Int32(UInt8(ascii: "_")), end - start) != nil
    else { return end }
    var (source, target) = (start, start)
    while source < end {
      guard bytes[source] == UInt8(ascii: "_"), let unit = unit(bytes, source, end) else {
        bytes[target] = bytes[source]
        (source, target) = (source + 1, target + 1)
        continue
      }
      source += 7
      var value = UInt32(unit)
      if UTF16.isLeadSurrogate(unit), let trail = self.unit(bytes, source, end),
        UTF16.isTrailSurrogate(trail)
      {
        value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00)
        source += 7
      }
      // CRLF counts as one line break, as in every text.
      if value == 0x0D {
        if source < end, bytes[source] == 0x0A { continue }
        if self.unit(bytes, source, end) == 0x0A { continue }
        value = 0x0A
      }
      let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
      for byte in String(scalar).utf8 {
        bytes[target] = byte
        target += 1
      }
    }
    return target
  }

  /// The code unit for seven bytes such as `_x000D_`.
  private static func unit(
    _ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int
  ) -> UInt16? {
    guard start + 7 <= end, bytes[start] == UInt8(ascii: "_"),
      bytes[start + 1] == UInt8(ascii: "x"), bytes[start + 6] == UInt8(ascii: "_")
    else { return nil }
    var value: UInt16 = 0
    for index in start + 2..<start + 6 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}
