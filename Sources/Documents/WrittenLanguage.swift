import Foundation

/// Detects the language of a document, because numbers in another language's notation would be misread.
enum WrittenLanguage {
  /// The warning if an English pack is put into a Vietnamese text, whose readers take 52,769 for 52.8; `nil` otherwise.
  static func doubt(
    _ document: OfficeDocument, _ parts: [String], _ answers: PackAnswers
  ) throws -> String? {
    guard answers.words.language == .english else { return nil }
    var (letters, own) = (0, 0)
    for part in parts {
      for character in try document.tree(part).root.text.lowercased()
      where character.isLetter {
        letters += 1
        if WrittenLanguage.isVietnamese(character) { own += 1 }
      }
    }
    guard own >= 20, own * 12 > letters else { return nil }
    return
      "the document is written in Vietnamese, and the pack is in English: 52.769 is put in as 52,769; make the pack with --language vi"
  }

  /// Whether a letter is typical of Vietnamese.
  private static func isVietnamese(_ letter: Character) -> Bool {
    if "đơưăâêô".contains(letter) { return true }
    return String(letter).decomposedStringWithCanonicalMapping.unicodeScalars.contains {
      // The dot below, the hook above and the horn occur only in Vietnamese.
      [0x323, 0x309, 0x31B].contains($0.value)
    }
  }
}
