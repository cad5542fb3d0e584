import CairoRenderer

/// The pages and charts of a period, as scenes.
package struct Pack {
  package let pages: [PDFDocument.Page]
  package let charts: [PackBuilder.PackChart]
  /// The files that the pack was made from.
  package let inputs: [Input]
  /// Which issue it is, and what changed since the last.
  package let revision: PackRevision

  /// A file of the project, and what it held.
  package struct Input: Sendable, Codable, Equatable {
    package var file: String
    package var sha256: String
    /// How many of its rows count; none for files without records.
    package var rows: Int?
  }
}
