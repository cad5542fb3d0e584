import Foundation

/// What a text must look like: beside equality, the ways in which a condition can ask for it.
package struct TextPattern: Sendable, Hashable {
  /// How the texts of a pattern are compared.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// One of them stands somewhere within.
    case contains
    /// It begins with one of them.
    case starts
    /// One of them, a regular expression of Swift, describes the whole.
    case matches
  }

  /// How they are compared: folded as names are (`NameKey`), tone marks kept.
  package var kind: Kind
  /// One of these is enough.
  package var texts: [String]

  package init(_ kind: Kind, _ texts: [String]) {
    self.kind = kind
    self.texts = texts
  }
}

/// Tells expressions that are tried in more ways than anybody can wait for.
package enum ExpressionShape {
  /// Whether something that repeats, or has several readings, is repeated as a whole: "(a+)+", "(a|a)*". Each letter
  /// then doubles the ways in which a text is tried, and the engine tries them all.
  package static func isRunaway(_ expression: String) -> Bool {
    // By open group whether it holds anything of several readings.
    var groups: [Bool] = [false]
    // Whether what stands before is a group of several readings.
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
        // "(?:" and "a+?" repeat nothing.
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

/// Compares texts with a pattern that has been made ready once.
///
/// A regular expression of Swift may not be shared between threads: whoever holds a matcher uses it on one
/// at a time.
package final class TextMatcher {
  private let kind: TextPattern.Kind
  private let texts: [String]
  private let expressions: [Regex<AnyRegexOutput>]
  /// Longer texts fit no expression: what is asked of a cell is short.
  private static let lengthLimit = 2000

  /// - Throws: where a regular expression is none.
  package init(_ pattern: TextPattern) throws {
    kind = pattern.kind
    if kind == .matches {
      texts = []
      expressions = try pattern.texts.map { text in
        // Letters with the marks behind them are one each, as people count them.
        try Regex(TextMatcher.written(expression: text))
      }
    } else {
      texts = pattern.texts.map(TextMatcher.folded)
      expressions = []
    }
  }

  /// Whether a text fits.
  package func fits(_ text: String) -> Bool {
    guard kind != .matches else {
      let written = TextMatcher.written(text)
      guard written.utf8.count <= TextMatcher.lengthLimit else { return false }
      return expressions.contains { (try? $0.wholeMatch(in: written)) != nil }
    }
    let folded = TextMatcher.folded(text)
    return texts.contains { part in
      guard !part.isEmpty else { return false }
      return kind == .contains
        ? folded.utf8.firstRange(of: part.utf8) != nil : folded.utf8.starts(with: part.utf8)
    }
  }

  /// A text as names are folded, with spaces for its punctuation: keys have the tone of a word behind its last letter, so that
  /// "thoại," would end otherwise than "thoại".
  private static func folded(_ text: String) -> String {
    NameKey(String(text.map { $0.isPunctuation && $0 != "%" || $0 == "|" ? " " : $0 })).text
  }

  // MARK: Expressions

  /// A text as expressions see it: small letters, each with its marks, so that "h.p" finds "Họp"; tones where the older
  /// spelling has them ("hòa", not "hoà"); one space between words, and none for the dot of an abbreviation.
  private static func written(_ text: String) -> String {
    letters(text).split { $0.isWhitespace || $0 == "." }.joined(separator: " ")
  }

  private static func letters(_ text: String) -> String {
    let small = text.precomposedStringWithCanonicalMapping.lowercased()
      .replacing("\u{F0}", with: "đ").replacing("\u{256}", with: "đ")
    guard small.unicodeScalars.contains(where: { $0.value >= 0x80 || $0 == "." }) else {
      return small
    }
    // What names do not differ by: dashes, the dot of an abbreviation, signs without width, where a tone was typed.
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

  /// An expression whose letters are written as those of texts are, and whose signs are not.
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
