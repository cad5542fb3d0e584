import Foundation

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

  /// Units by name: all of them, or the first ones and how many more there are.
  ///
  /// - Parameter most: how many stand by name.
  package func list(units names: [String], most: Int) -> String {
    let more = names.count - most
    guard more > 0 else { return list(names) }
    return names.prefix(most).joined(separator: ", ")
      + LocalizedText(vi: " và \(more) đơn vị nữa", en: " and \(more) more")[self]
  }

  /// Names of periods in a sentence, the year once where all end with the same: "quý I, tháng 5 và tháng 6 năm 2024".
  package func list(ofPeriods names: [String]) -> String {
    let word = LocalizedText(vi: " năm ", en: " ")[self]
    guard let first = names.first, let place = first.range(of: word, options: .backwards),
      // "quarter 2 of 2024" is nothing without its year.
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
