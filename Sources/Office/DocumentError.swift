import ClusterMetrics

/// The reason why a document could not be filled; nothing was written.
package enum DocumentError: Error, Equatable, CustomStringConvertible {
  /// The file is not a document that can be filled.
  case unreadable(file: String, reason: LocalizedText)
  /// A part of the document is damaged.
  case damaged(part: String, reason: LocalizedText)
  /// Placeholders, or names of pictures and tables, for which the pack has no content.
  case unknown([Unknown])
  /// The folder has no readable pack.
  case noPack(String, reason: LocalizedText)
  /// The result could not be written.
  case cannotWrite(String, reason: LocalizedText)

  /// A placeholder without content in the pack.
  package struct Unknown: Sendable, Equatable {
    /// The placeholder in the document.
    package var placeholder: String
    /// The part of the document, and the beginning of the paragraph.
    package var place: String
    package var reason: String

    package init(
      placeholder: String, place: String, reason: String
    ) {
      self.placeholder = placeholder
      self.place = place
      self.reason = reason
    }
  }

  /// The error message, in both languages.
  package var message: LocalizedText {
    func both(_ vietnamese: String, _ english: String, _ reason: LocalizedText) -> LocalizedText {
      LocalizedText(vi: vietnamese + reason.vietnamese, en: english + reason.english)
    }
    switch self {
    case .unreadable(let file, let reason): return both("\(file): ", "\(file): ", reason)
    case .damaged(let part, let reason):
      return both("văn bản bị hỏng: \(part): ", "the document is damaged: in \(part), ", reason)
    case .unknown(let all):
      return LocalizedText(
        all.map { "\($0.place): \($0.placeholder): \($0.reason)" }.joined(separator: "\n"))
    case .noPack(let folder, let reason): return both("\(folder): ", "\(folder): ", reason)
    case .cannotWrite(let path, let reason):
      return both("không ghi được \(path): ", "cannot write \(path): ", reason)
    }
  }

  package var description: String { message.english }
}
