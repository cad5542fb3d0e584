import ClusterMetrics

/// Why numbers and charts could not be put into a document; nothing was written.
package enum DocumentError: Error, Equatable, CustomStringConvertible {
  /// The file is no document that can be filled.
  case unreadable(file: String, reason: LocalizedText)
  /// A part of the document is damaged.
  case damaged(part: String, reason: LocalizedText)
  /// Placeholders, or names of pictures and tables, that the pack cannot answer.
  case unknown([Unknown])
  /// The folder holds no pack that can be read.
  case noPack(String, reason: LocalizedText)
  /// The result could not be written.
  case cannotWrite(String, reason: LocalizedText)

  /// One placeholder without an answer.
  package struct Unknown: Sendable, Equatable {
    /// As it stands in the document.
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

  /// What is wrong, in both languages.
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
