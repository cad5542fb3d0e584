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
        try Regex(TextMatcher.folded(expression: text))
      }
    } else {
      texts = pattern.texts.map { NameKey($0).text }
      expressions = []
    }
  }

  /// Whether a text fits.
  package func fits(_ text: String) -> Bool {
    let folded = NameKey(text).text
    switch kind {
    case .contains:
      return texts.contains { !$0.isEmpty && folded.utf8.firstRange(of: $0.utf8) != nil }
    case .starts: return texts.contains { !$0.isEmpty && folded.utf8.starts(with: $0.utf8) }
    case .matches:
      guard folded.utf8.count <= TextMatcher.lengthLimit else { return false }
      return expressions.contains { (try? $0.wholeMatch(in: folded)) != nil }
    }
  }

  /// An expression whose letters are folded as the text is that it is compared with, and whose signs are not.
  private static func folded(expression: String) -> String {
    var folded = ""
    var word = ""
    func close() {
      folded += NameKey(word).text
      word = ""
    }
    var isEscaped = false
    for character in expression {
      if isEscaped {
        folded.append(character)
        isEscaped = false
      } else if character == "\\" {
        close()
        folded.append(character)
        isEscaped = true
      } else if character.isLetter {
        word.append(character)
      } else {
        close()
        folded.append(character)
      }
    }
    close()
    return folded
  }
}
