import Foundation

/// The language of an output.
public enum Language: String, Sendable, CaseIterable {
  case vietnamese = "vi"
  case english = "en"

  /// The language tag in documents (BCP 47).
  package var tag: String { self == .vietnamese ? "vi-VN" : "en-GB" }

  /// A list of names in a sentence: "A", "A và B", "A, B và C".
  ///
  /// - Parameter word: the conjunction before the last name.
  package func list(_ names: [String], _ word: LocalizedText = .and) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " " + word[self] + " " + last
  }

  /// A list of units: all of their names, or the first ones and the number of the others.
  ///
  /// - Parameter most: the greatest number of names.
  package func list(units names: [String], most: Int) -> String {
    let more = names.count - most
    guard more > 0 else { return list(names) }
    return names.prefix(most).joined(separator: ", ")
      + LocalizedText(vi: " và \(more) đơn vị nữa", en: " and \(more) more")[self]
  }

  /// A list of periods in a sentence, with a common year given once: "quý I, tháng 5 và tháng 6 năm 2024".
  package func list(ofPeriods names: [String]) -> String {
    let word = LocalizedText(vi: " năm ", en: " ")[self]
    guard let first = names.first, let place = first.range(of: word, options: .backwards),
      // "quarter 2 of 2024" does not make sense without its year.
      !names.contains(where: { $0.contains(" of ") })
    else { return list(names) }
    let year = first[place.lowerBound...]
    guard year.last?.isNumber == true, names.allSatisfy({ $0.hasSuffix(year) }) else {
      return list(names)
    }
    return list(names.map { String($0.dropLast(year.count)) }) + year
  }
}

extension LocalizedText {
  package static let and = LocalizedText(vi: "và", en: "and")
  package static let or = LocalizedText(vi: "hoặc", en: "or")
}

/// A text in both languages.
public struct LocalizedText: Hashable, Sendable {
  /// The Vietnamese text.
  public var vietnamese: String
  /// The English text.
  public var english: String

  /// A text in both languages.
  public init(vi vietnamese: String, en english: String) {
    self.vietnamese = vietnamese
    self.english = english
  }

  /// The same text in both languages, as in projects that give only one.
  public init(_ text: String) {
    self.init(vi: text, en: text)
  }

  /// The text in a language.
  public subscript(language: Language) -> String {
    switch language {
    case .vietnamese: vietnamese
    case .english: english
    }
  }

  /// Both texts, changed alike.
  package func map(_ change: (String) -> String) -> LocalizedText {
    LocalizedText(vi: change(vietnamese), en: change(english))
  }
}
