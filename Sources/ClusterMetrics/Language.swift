/// The language of every word and number of an output.
package enum Language: String, Sendable, CaseIterable {
  case vietnamese = "vi"
  case english = "en"
}

/// A text in both languages.
package struct LocalizedText: Hashable, Sendable {
  /// Shown where the output is in Vietnamese.
  package var vietnamese: String
  /// Shown where it is in English.
  package var english: String

  package init(vi vietnamese: String, en english: String) {
    self.vietnamese = vietnamese
    self.english = english
  }

  /// The same words in both languages, as where a project gives only one.
  package init(_ text: String) {
    self.init(vi: text, en: text)
  }

  /// The text in a language.
  package subscript(language: Language) -> String {
    switch language {
    case .vietnamese: vietnamese
    case .english: english
    }
  }
}
