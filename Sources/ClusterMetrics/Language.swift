/// The language of every word and number of an output.
public enum Language: String, Sendable, CaseIterable {
  case vietnamese = "vi"
  case english = "en"

  /// Names in a sentence: "A", "A và B", "A, B và C".
  package func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    let and = self == .vietnamese ? " và " : " and "
    return names.dropLast().joined(separator: ", ") + and + last
  }
}

/// A text in both languages.
public struct LocalizedText: Hashable, Sendable {
  /// Shown where the output is in Vietnamese.
  public var vietnamese: String
  /// Shown where it is in English.
  public var english: String

  /// A text in both languages.
  public init(vi vietnamese: String, en english: String) {
    self.vietnamese = vietnamese
    self.english = english
  }

  /// The same words in both languages, as where a project gives only one.
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
}
