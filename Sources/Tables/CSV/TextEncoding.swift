import Foundation

/// The encoding of a file that is not UTF-8.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  /// Windows' Vietnamese code page, with tones as separate characters.
  case windows1258 = "windows-1258"
  /// RFC 1456.
  case viscii
  /// Text for the old .VnTime fonts (ABC): TCVN 5712, whose capitals came from a second font.
  case tcvn3
  /// Text for the VNI fonts, whose marks are separate letters.
  case vni
  /// Text for the old fonts that a program mistook for Western European and wrote as UTF-8.
  case tcvn3InUTF8 = "tcvn3-utf-8"
  case vniInUTF8 = "vni-utf-8"

  /// Its name in iconv.
  fileprivate var iconvName: String {
    switch self {
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .windows1258: "CP1258"
    case .viscii: "VISCII"
    case .tcvn3: "TCVN5712-1"
    case .vni: "CP1252"
    case .tcvn3InUTF8, .vniInUTF8: "UTF-8"
    }
  }

  /// Whether it is detected by a byte order mark.
  var isMarked: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  /// The name of the fonts for which such text was typed.
  package var fontName: String { oldVietnamese == .vni ? "VNI-…" : ".Vn…" }

  /// Whether detection is certain: by a byte order mark, or as UTF-8 with text for old fonts.
  package var isCertain: Bool { isMarked || self == .tcvn3InUTF8 || self == .vniInUTF8 }

  /// The conversion of its letters after decoding to Unicode.
  fileprivate var oldVietnamese: OldVietnamese? {
    switch self {
    case .vni, .vniInUTF8: .vni
    case .tcvn3InUTF8: .tcvn3
    default: nil
    }
  }

  /// The encoding of bytes from the beginning of a file; `nil` for UTF-8, and if undetectable.
  static func detect(_ bytes: ArraySlice<UInt8>) -> TextEncoding? {
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    // A tag with two bytes per character, without a byte order mark.
    if bytes.starts(with: [0x3C, 0x00]) { return .utf16LittleEndian }
    if bytes.starts(with: [0x00, 0x3C]) { return .utf16BigEndian }
    // The last character of the sample may be incomplete.
    let sample = bytes.prefix(1 << 16)
    let whole = sample.lastIndex { $0 < 0x80 }.map { sample[...$0] } ?? []
    let text = String(validating: whole, as: UTF8.self)
    if let text, !OldVietnamese.isSuspect(text) { return nil }
    let candidates: [TextEncoding] =
      text == nil ? [.windows1258, .viscii, .tcvn3, .vni] : [.tcvn3InUTF8, .vniInUTF8]
    let scores = candidates.map { encoding -> (Self, Int) in
      guard let decoder = TextDecoder(encoding) else { return (encoding, 0) }
      var text = decoder.decode(Array(sample))
      text += decoder.finish()
      return (encoding, VietnameseWords.count(in: String(decoding: text, as: UTF8.self)))
    }
    // Valid UTF-8 must become far more Vietnamese to count as another encoding.
    let known = text.map { 2 * VietnameseWords.count(in: $0) + 1 } ?? 0
    guard let best = scores.max(by: { $0.1 < $1.1 }), best.1 > known else { return nil }
    return best.0
  }
}

extension TextEncoding {
  /// The number of places where a question mark is inside or after a word, because a program could not write a letter:
  /// "Ho?t ??ng" for "Hoạt động"; 0 if so few that they may be intended.
  static func lostLetters(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let sample = bytes.prefix(1 << 16)
    guard sample.contains(UInt8(ascii: "?")) else { return 0 }
    func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
    var (lost, letters) = (0, 0)
    var before: UInt8 = 0
    for (index, byte) in zip(sample.indices, sample) {
      if isLetter(byte) { letters += 1 }
      if byte == UInt8(ascii: "?"), index + 1 < sample.endIndex, isLetter(sample[index + 1]),
        isLetter(before) || before == UInt8(ascii: "?")
      {
        lost += 1
      }
      before = byte
    }
    // Vietnamese loses a letter in nearly every word.
    return lost >= 5 && lost * 50 > letters ? lost : 0
  }
}

/// Words that occur in every register, by which encodings are distinguished.
private enum VietnameseWords {
  private static let known: Set<String> = [
    "ngày", "tháng", "năm", "đơn", "vị", "xã", "phường", "thị", "trấn", "huyện", "thành", "phố",
    "hoạt", "động", "nội", "số", "người", "đối", "thoại", "dân", "tiếp", "công", "tuyên", "truyền",
    "ý", "kiến", "giải", "quyết", "lĩnh", "vực", "của", "và", "cụm", "vận", "khéo", "đoàn", "hội",
  ]

  static func count(in text: String) -> Int {
    let letters = text.lowercased().precomposedStringWithCanonicalMapping
    return letters.split { !$0.isLetter }.count { word in
      // Words without marks are the same in every encoding.
      word.utf8.contains { $0 >= 0x80 } && known.contains(String(word))
    }
  }
}

/// Converts bytes in an encoding to UTF-8 in Unicode normal form C, block by block.
final class TextDecoder {
  private let descriptor: iconv_t
  private let oldVietnamese: OldVietnamese?
  /// Bytes of a character that is split between two blocks.
  private var rest: [UInt8] = []
  /// Decoded text after the last line break, to which combining marks may still be added.
  private var pending: [UInt8] = []
  private var isAtStart = true

  init?(_ encoding: TextEncoding) {
    guard let descriptor = iconv_open("UTF-8", encoding.iconvName),
      descriptor != iconv_t(bitPattern: -1)
    else { return nil }
    self.descriptor = descriptor
    oldVietnamese = encoding.oldVietnamese
  }

  deinit { iconv_close(descriptor) }

  /// The UTF-8 of a whole markup file. Text for old fonts in UTF-8 stays unchanged, because some of its letters may be
  /// written as entities.
  static func text(of bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
    guard let encoding = TextEncoding.detect(bytes[...]),
      encoding.isMarked || !encoding.isCertain, let decoder = TextDecoder(encoding)
    else { return bytes }
    return decoder.decode(bytes) + decoder.finish()
  }

  /// The text of the lines completed by these bytes.
  func decode(_ bytes: [UInt8]) -> [UInt8] {
    pending += converted(rest + bytes)
    guard let end = pending.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return [] }
    let lines = pending[...end]
    defer { pending.removeSubrange(...end) }
    return normalised(lines)
  }

  /// The remaining text at the end.
  func finish() -> [UInt8] {
    var output = [UInt8](repeating: 0, count: 64)
    var produced = 0
    output.withUnsafeMutableBytes { buffer in
      var target = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      var room = buffer.count
      _ = iconv(descriptor, nil, nil, &target, &room)
      produced = buffer.count - room
    }
    pending += output.prefix(produced)
    if !rest.isEmpty { pending += Array("\u{FFFD}".utf8) }
    rest = []
    defer { pending = [] }
    return normalised(pending[...])
  }

  private func normalised(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    let turned = oldVietnamese?.turned(text).text ?? text
    return Array(turned.precomposedStringWithCanonicalMapping.utf8)
  }

  /// Invalid bytes become U+FFFD, so that a name with one is found to be unknown.
  private func converted(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: bytes.count * 4 + 64)
    rest = []
    bytes.withUnsafeMutableBytes { input in
      var source = input.baseAddress?.assumingMemoryBound(to: CChar.self)
      var left = input.count
      while left > 0 {
        var produced = 0
        let result = chunk.withUnsafeMutableBytes { buffer in
          var target = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
          var room = buffer.count
          let result = iconv(descriptor, &source, &left, &target, &room)
          produced = buffer.count - room
          return result
        }
        output += chunk.prefix(produced)
        guard result == Int.max || result == -1 || left > 0 else { break }
        switch errno {
        case EINVAL:
          rest = Array(input[(input.count - left)...])
          left = 0
        case E2BIG: continue
        default:
          output += Array("\u{FFFD}".utf8)
          source = source.map { $0 + 1 }
          left -= 1
        }
      }
    }
    if isAtStart, output.starts(with: [0xEF, 0xBB, 0xBF]) { output.removeFirst(3) }
    if !output.isEmpty { isAtStart = false }
    return output
  }
}
