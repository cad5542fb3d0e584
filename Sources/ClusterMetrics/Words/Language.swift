/// The language of every word and number of an output.
public enum Language: String, Sendable, CaseIterable {
  case vietnamese = "vi"
  case english = "en"

  /// As documents name their language (BCP 47).
  package var tag: String { self == .vietnamese ? "vi-VN" : "en-GB" }

  /// Names in a sentence: "A", "A và B", "A, B và C".
  ///
  /// - Parameter word: what stands before the last one.
  package func list(_ names: [String], _ word: LocalizedText = .and) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " " + word[self] + " " + last
  }
}

extension LocalizedText {
  package static let and = LocalizedText(vi: "và", en: "and")
  package static let or = LocalizedText(vi: "hoặc", en: "or")
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
