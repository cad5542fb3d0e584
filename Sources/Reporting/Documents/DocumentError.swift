/// Why numbers and charts could not be put into a document; nothing was written.
package enum DocumentError: Error, Equatable, CustomStringConvertible {
  /// The file is no document that can be filled.
  case unreadable(file: String, reason: String)
  /// A part of the document is damaged.
  case damaged(part: String, reason: String)
  /// Placeholders, or names of pictures and tables, that the pack cannot answer.
  case unknown([Unknown])
  /// The folder holds no pack that can be read.
  case noPack(String, reason: String)
  /// The result could not be written.
  case cannotWrite(String, reason: String)

  /// One placeholder without an answer.
  package struct Unknown: Sendable, Equatable {
    /// As it stands in the document.
    package var placeholder: String
    /// The part of the document, and the beginning of the paragraph.
    package var place: String
    package var reason: String
  }

  package var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file): \(reason)"
    case .damaged(let part, let reason): "the document is damaged: in \(part), \(reason)"
    case .unknown(let all):
      all.map { "\($0.place): \($0.placeholder): \($0.reason)" }.joined(separator: "\n")
    case .noPack(let folder, let reason): "\(folder): \(reason)"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}
