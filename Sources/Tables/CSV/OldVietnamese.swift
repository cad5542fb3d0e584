import Foundation
import Synchronization

/// Vietnamese text typed for an old font: it consists of Western European letters, which only that font displays as
/// Vietnamese. "§¬n vÞ" in .VnTime and "Ñôn vò" in VNI-Times are "Đơn vị".
enum OldVietnamese: Sendable {
  /// The fonts .Vn… (TCVN 5712:1993, VN3, known as ABC).
  case tcvn3
  /// The fonts .Vn…H, which display the same letters as capitals.
  case tcvn3Capitals
  /// The fonts VNI-…, in which a mark is a separate letter after its vowel.
  case vni

  /// The encoding that a font uses; `nil` for a Unicode font.
  init?(font name: String) {
    let name = name.trimmingCharacters(in: .whitespaces).lowercased()
    if name.hasPrefix(".vn") {
      self = name.hasSuffix("h") ? .tcvn3Capitals : .tcvn3
    } else if name.hasPrefix("vni-") || name.hasPrefix("vni ") {
      self = .vni
    } else {
      return nil
    }
  }

  /// The text in Unicode; `nil` if it has letters that are impossible in this encoding, or nothing to convert.
  func unicode(_ text: String) -> String? {
    // Letters without marks are also displayed as capitals.
    if case .tcvn3Capitals = self, text.utf8.allSatisfy({ $0 < 0x80 }) { return text.uppercased() }
    let turned = turned(text)
    return turned.hasOthers || turned.text == text ? nil : turned.text
  }

  /// The text with every possible letter converted, and whether there are others beyond ASCII.
  func turned(_ text: String) -> (text: String, hasOthers: Bool) {
    switch self {
    case .tcvn3: return OldVietnamese.fromTCVN3(text)
    case .tcvn3Capitals:
      let turned = OldVietnamese.fromTCVN3(text)
      return (turned.text.uppercased(), turned.hasOthers)
    case .vni: return OldVietnamese.fromVNI(text)
    }
  }

  /// Recognises such a text without its font: it has letters that Vietnamese does not have, and after conversion all of
  /// its words are Vietnamese syllables. Returns the converted text.
  static func recognised(_ text: String) -> String? {
    guard isSuspect(text), isSuspect(withoutLoneSigns(text)) else { return nil }
    let readings = [OldVietnamese.tcvn3, .vni].compactMap { encoding -> String? in
      guard let turned = encoding.unicode(text) else { return nil }
      let words = turned.split { !$0.isLetter }
      let marked = words.filter { $0.utf8.contains { $0 >= 0x80 } }
      let areSyllables = words.allSatisfy { word in
        VietnameseSyllable.isOne(word) || word.utf8.allSatisfy { $0 < 0x80 }
      }
      return marked.contains(where: { $0.count > 1 }) && areSyllables ? turned : nil
    }
    // A short text such as "thö" may be ambiguous: "thử", "thư".
    return readings.count == 1 ? readings[0] : nil
  }

  /// The text without symbols that are not letters: those alone between spaces, as in "Báo cáo · Xã An Phú", and those behind a
  /// digit, as in "T7÷T9".
  private static func withoutLoneSigns(_ text: String) -> String {
    text.split(separator: " ").filter { word in
      word.count > 1 || word.first?.isLetter != false
    }.map { word in
      String(
        zip(" " + word, word).filter { before, own in
          own.isASCII || own.isLetter || !before.isASCII || !before.isNumber
        }.map(\.1))
    }.joined(separator: " ")
  }

  /// Whether UTF-8 bytes contain a Latin-1 letter that is not Vietnamese; other texts need no further examination.
  static func mayBe(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = bytes.baseAddress else { return false }
    var index = 0
    while index < bytes.count {
      // Check eight bytes at a time for 0xC2 and 0xC3 (Warren, "Hacker's Delight", section 6-1).
      if index + 8 <= bytes.count {
        let word = UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self)
        let marks = (word & 0xFEFE_FEFE_FEFE_FEFE) ^ 0xC2C2_C2C2_C2C2_C2C2
        if (marks &- 0x0101_0101_0101_0101) & ~marks & 0x8080_8080_8080_8080 == 0 {
          index += 8
          continue
        }
      }
      for place in index..<min(index + 8, bytes.count - 1) where start[place] & 0xFE == 0xC2 {
        let tail = start[place + 1]
        // U+00A1 to U+00BF, and U+00C0 to U+00FF.
        if start[place] == 0xC2 ? tail > 0xA0 : nativeBits >> UInt64(tail & 0x3F) & 1 == 0 {
          return true
        }
      }
      index += 8
    }
    return false
  }

  /// A bit for the low six bits of each Vietnamese letter after 0xC3.
  private static let nativeBits = native.reduce(into: UInt64(0)) { bits, letter in
    bits |= 1 << UInt64(letter.value & 0x3F)
  }

  /// Whether UTF-8 bytes contain a letter beyond Latin-1, as nearly every Vietnamese Unicode text does.
  static func isUnicode(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.contains { $0 >= 0xC4 && $0 != 0xE2 }
  }

  /// Whether a text has a Latin-1 letter that is not Vietnamese.
  static func isSuspect(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { mayBe($0) }
  }

  /// The Latin-1 letters that are Vietnamese.
  static let native = Set("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý".unicodeScalars)

  // MARK: TCVN3

  /// The letters from 0xA1 on, by their places in ISO 8859-1; a space where there is no letter.
  private static let tcvn3Letters = Array(
    "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"
  )

  private static func fromTCVN3(_ text: String) -> (text: String, hasOthers: Bool) {
    var result = String.UnicodeScalarView()
    var hasOthers = false
    for scalar in text.unicodeScalars {
      let letter: Character =
        scalar.value >= 0xA1 && scalar.value <= 0xFE
        ? tcvn3Letters[Int(scalar.value) - 0xA1] : " "
      if letter == " " {
        // Quotation marks, dashes and degree signs are the same in both.
        hasOthers = hasOthers || scalar.value > 0xA0 && scalar.properties.isAlphabetic
        result.append(scalar)
      } else {
        result.append(contentsOf: letter.unicodeScalars)
      }
    }
    return (String(result), hasOthers)
  }

  // MARK: VNI

  /// Characters that represent a letter.
  private static let vniLetters: [Character: Character] = [
    "ñ": "đ", "Ñ": "Đ", "ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "æ": "ỉ", "Æ": "Ỉ", "ó": "ĩ",
    "Ó": "Ĩ", "ò": "ị", "Ò": "Ị", "î": "ỵ", "Î": "Ỵ", "í": "í", "Í": "Í", "ì": "ì", "Ì": "Ì",
  ]
  /// Characters after a vowel, and the combining marks that they represent.
  private static let vniMarks: [Character: String] = [
    "ù": "\u{301}", "ø": "\u{300}", "û": "\u{309}", "õ": "\u{303}", "ï": "\u{323}",
    "â": "\u{302}", "á": "\u{302}\u{301}", "à": "\u{302}\u{300}", "å": "\u{302}\u{309}",
    "ã": "\u{302}\u{303}", "ä": "\u{302}\u{323}",
    "ê": "\u{306}", "é": "\u{306}\u{301}", "è": "\u{306}\u{300}", "ú": "\u{306}\u{309}",
    "ü": "\u{306}\u{303}", "ë": "\u{306}\u{323}",
  ]

  private static func fromVNI(_ text: String) -> (text: String, hasOthers: Bool) {
    var result = ""
    var hasOthers = false
    // The converted vowel that may still get a mark.
    var vowel: Character?
    for character in text {
      if let mark = vniMarks[Character(character.lowercased())], let open = vowel {
        result.removeLast()
        result += (String(open) + mark).precomposedStringWithCanonicalMapping
        vowel = nil
      } else if let letter = vniLetters[character] {
        result.append(letter)
        vowel = "ơưƠƯ".contains(letter) ? letter : nil
      } else {
        hasOthers = hasOthers || !character.isASCII && character.isLetter
        result.append(character)
        vowel = "aeiouyAEIOUY".contains(character) ? character : nil
      }
    }
    return (result, hasOthers)
  }
}

/// The first text that was converted while reading a file, for a finding.
package final class OldTexts: Sendable {
  private let first = Mutex<(old: String, new: String)?>(nil)

  func note(_ old: String, _ new: String) {
    first.withLock { if $0 == nil { $0 = (old, new) } }
  }

  /// The converted text; `nil` if there was none.
  package var example: (old: String, new: String)? { first.withLock { $0 } }
}

/// Checks Vietnamese syllables: an initial, a nucleus of vowels with at most one tone, and a final.
enum VietnameseSyllable {
  private static let initials: Set<String> = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
    "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
  ]
  private static let nuclei: Set<String> = [
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây",
    "eo", "êu", "ia", "iê", "iu", "oa", "oă", "oe", "oi", "ôi", "ơi", "ua", "uâ", "uê", "ui", "uô",
    "uơ", "uy", "ưa", "ưi", "ươ", "ưu", "yê", "iêu", "oai", "oay", "oao", "oeo", "uây", "uôi",
    "uya", "uyê", "uyu", "ươi", "ươu", "yêu",
  ]
  private static let finals: Set<String> = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]
  private static let tones: Set<Unicode.Scalar> = [
    "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}",
  ]

  static func isOne(_ word: some StringProtocol) -> Bool {
    var tones = 0
    var plain = String.UnicodeScalarView()
    for scalar in word.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      if VietnameseSyllable.tones.contains(scalar) { tones += 1 } else { plain.append(scalar) }
    }
    guard tones <= 1 else { return false }
    let letters = Array(String(plain).precomposedStringWithCanonicalMapping)
    let vowels = Set("aăâeêioôơuưy")
    for start in 0..<letters.count {
      let initial = String(letters[..<start])
      guard initials.contains(initial) else { continue }
      let nucleus = letters[start...].prefix { vowels.contains($0) }
      if nuclei.contains(String(nucleus)),
        finals.contains(String(letters[(start + nucleus.count)...]))
      {
        return true
      }
    }
    return false
  }
}
