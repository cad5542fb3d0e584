import Foundation

/// Moves the tone of a Vietnamese word to the vowel that bears it in the older spelling, wherever it was typed: "hoà"
/// and "hòa" become "hòa", "qúy" becomes "quý".
///
/// Follows the rules of Quyết định 240/QĐ (1984) in their older form: on a vowel with a mark, otherwise on the middle
/// one of three, on the second of two before a consonant, and on the first of two at the end of a word.
enum TonePlacement {
  private static let tones: Set<Unicode.Scalar> = [
    "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}",
  ]
  private static let vowels: Set<Unicode.Scalar> = ["a", "e", "i", "o", "u", "y"]
  /// The marks of ă; of â, ê, ô; of ơ, ư.
  private static let marks: Set<Unicode.Scalar> = ["\u{306}", "\u{302}", "\u{31B}"]

  /// Normalises a composed lower-case word.
  static func canonical(_ word: some StringProtocol) -> String {
    var letters: [(base: Unicode.Scalar, marks: [Unicode.Scalar])] = []
    var tone: Unicode.Scalar?
    for scalar in word.decomposedStringWithCanonicalMapping.unicodeScalars {
      if tones.contains(scalar) {
        // No word has two tones.
        guard tone == nil else { return word.precomposedStringWithCanonicalMapping }
        tone = scalar
      } else if !letters.isEmpty, scalar.properties.canonicalCombiningClass != .notReordered {
        letters[letters.count - 1].marks.append(scalar)
      } else {
        letters.append((scalar, []))
      }
    }
    guard let tone, let place = place(in: letters) else {
      return word.precomposedStringWithCanonicalMapping
    }
    letters[place].marks.append(tone)
    var text = String.UnicodeScalarView()
    for letter in letters {
      text.append(letter.base)
      text.append(contentsOf: letter.marks)
    }
    return String(text).precomposedStringWithCanonicalMapping
  }

  /// The index of the letter that bears the tone.
  private static func place(in letters: [(base: Unicode.Scalar, marks: [Unicode.Scalar])]) -> Int? {
    var cluster = letters.indices.filter { vowels.contains(letters[$0].base) }
    guard let first = cluster.first else { return nil }
    // The u of "qu" and the i of "gi" belong to the consonant if another vowel follows.
    if cluster.count > 1, first > 0 {
      let pair = (letters[first - 1].base, letters[first].base)
      if pair == ("q", "u") || pair == ("g", "i") { cluster.removeFirst() }
    }
    if let marked = cluster.last(where: { letters[$0].marks.contains(where: marks.contains) }) {
      return marked
    }
    let endsOpen = cluster.last == letters.indices.last
    switch cluster.count {
    case 1: return cluster[0]
    case 2: return endsOpen ? cluster[0] : cluster[1]
    default: return cluster[1]
    }
  }
}
