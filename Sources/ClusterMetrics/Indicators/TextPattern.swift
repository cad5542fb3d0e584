import Foundation

/// A pattern for texts in conditions, besides equality.
package struct TextPattern: Sendable, Hashable {
  /// How the texts of a pattern are compared.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Contains one of the texts.
    case contains
    /// Starts with one of the texts.
    case starts
    /// Matches one of the texts, a Swift regular expression, as a whole.
    case matches
  }

  /// The kind of comparison. Texts are folded like names (`NameKey`), tone marks included.
  package var kind: Kind
  /// The alternatives; one match is enough.
  package var texts: [String]

  package init(_ kind: Kind, _ texts: [String]) {
    self.kind = kind
    self.texts = texts
  }
}

/// Detects expressions with exponential matching time.
package enum ExpressionShape {
  /// Whether the expression repeats a group that itself repeats or has alternatives: "(a+)+", "(a|a)*". Each letter of
  /// a text then doubles the number of ways to match it, and the engine tries them all.
  package static func isRunaway(_ expression: String) -> Bool {
    // For each open group, whether it contains anything with several readings.
    var groups: [Bool] = [false]
    // Whether the preceding item is a group with several readings.
    var isOpenBefore = false
    var isEscaped = false
    var isInClass = false
    let characters = Array(expression)
    for (index, character) in characters.enumerated() {
      if isEscaped {
        (isEscaped, isOpenBefore) = (false, false)
        continue
      }
      if isInClass {
        if character == "]" { isInClass = false }
        if character == "\\" { isEscaped = true }
        continue
      }
      switch character {
      case "\\": isEscaped = true
      case "[": (isInClass, isOpenBefore) = (true, false)
      case "(":
        groups.append(false)
        isOpenBefore = false
      case ")":
        let held = groups.count > 1 ? groups.removeLast() : false
        groups[groups.count - 1] = groups[groups.count - 1] || held
        isOpenBefore = held
      case "|":
        groups[groups.count - 1] = true
        isOpenBefore = false
      case "*", "+", "?", "{":
        // The "?" of "(?:" and "a+?" does not repeat anything.
        let isMark = character == "?" && index > 0 && "(*+?}".contains(characters[index - 1])
        if !isMark {
          if isOpenBefore, character != "?" { return true }
          groups[groups.count - 1] = true
        }
        isOpenBefore = false
      default: isOpenBefore = false
      }
    }
    return false
  }
}

/// Matches texts against a pattern that is compiled once.
///
/// A Swift regular expression must not be shared between threads: use a matcher on one thread at a time.
package final class TextMatcher {
  private let kind: TextPattern.Kind
  private let texts: [String]
  private let expressions: [Regex<AnyRegexOutput>]
  /// Longer texts never match an expression: cells to test are short.
  private static let lengthLimit = 2000

  /// - Throws: an error if a regular expression is invalid.
  package init(_ pattern: TextPattern) throws {
    kind = pattern.kind
    if kind == .matches {
      texts = []
      expressions = try pattern.texts.map { text in
        // Each letter with its marks is one character, as people count them.
        try Regex(TextMatcher.written(expression: text))
      }
    } else {
      texts = pattern.texts.map(TextMatcher.folded)
      expressions = []
    }
  }

  /// Whether a text matches.
  package func fits(_ text: String) -> Bool {
    guard kind != .matches else {
      let written = TextMatcher.written(text)
      guard written.utf8.count <= TextMatcher.lengthLimit else { return false }
      return expressions.contains { (try? $0.wholeMatch(in: written)) != nil }
    }
    let folded = TextMatcher.folded(text)
    return texts.contains { part in
      guard !part.isEmpty else { return false }
      return holds(part, in: folded)
    }
  }

  /// Whether a folded text has another one in it, or at its beginning, with all marks of its last letter: keys have the marks
  /// behind a letter, and the tone behind a word, so that "chợ" begins with the bytes of "cho".
  private func holds(_ part: String, in folded: String) -> Bool {
    let (text, part) = (folded.utf8, part.utf8)
    func endsAsWritten(_ end: String.Index) -> Bool {
      end == text.endIndex || !TextMatcher.isMark(folded.unicodeScalars[end])
    }
    if kind == .starts {
      return text.starts(with: part)
        && endsAsWritten(text.index(text.startIndex, offsetBy: part.count))
    }
    var rest = folded[...]
    while let range = rest.utf8.firstRange(of: part) {
      if endsAsWritten(range.upperBound) { return true }
      rest = folded[folded.utf8.index(after: range.lowerBound)...]
    }
    return false
  }

  /// Whether a scalar is a mark over or below the letter before it.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    (0x0300...0x036F).contains(scalar.value)
  }

  /// A text folded like names, with spaces for its punctuation: keys have the tone of a word after its last letter, so
  /// "thoại," would end differently from "thoại".
  private static func folded(_ text: String) -> String {
    NameKey(String(text.map { $0.isPunctuation && $0 != "%" || $0 == "|" ? " " : $0 })).text
  }

  // MARK: Expressions

  /// A text as expressions see it: lower-case letters, each with its marks, so that "h.p" finds "Họp"; tones as in the
  /// older spelling ("hòa", not "hoà"); one space between words, and none for the dot of an abbreviation.
  private static func written(_ text: String) -> String {
    letters(text).split { $0.isWhitespace || $0 == "." }.joined(separator: " ")
  }

  private static func letters(_ text: String) -> String {
    let small = text.precomposedStringWithCanonicalMapping.lowercased()
      .replacing("\u{F0}", with: "đ").replacing("\u{256}", with: "đ")
    guard small.unicodeScalars.contains(where: { $0.value >= 0x80 || $0 == "." }) else {
      return small
    }
    // Remove differences that names ignore: dashes, the dot of an abbreviation, zero-width signs, the place of a tone.
    var written = ""
    var word = ""
    for character in small {
      if character.isLetter {
        word.append(character)
        continue
      }
      written += word.isEmpty ? "" : TonePlacement.canonical(word)
      word = ""
      switch character {
      case "\u{2010}", "\u{2011}", "\u{2012}", "–", "—", "\u{2015}", "\u{2212}": written += "-"
      case "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}": break
      default: written.append(character)
      }
    }
    return written + (word.isEmpty ? "" : TonePlacement.canonical(word))
  }

  /// An expression whose letters are normalised like those of texts, and whose operators are unchanged.
  private static func written(expression: String) -> String {
    var written = ""
    var word = ""
    var isEscaped = false
    for character in expression.precomposedStringWithCanonicalMapping {
      if !isEscaped, character.isLetter {
        word.append(character)
        continue
      }
      written += letters(word)
      word = ""
      written.append(character)
      isEscaped = !isEscaped && character == "\\"
    }
    return written + letters(word)
  }
}
