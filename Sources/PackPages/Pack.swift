import CairoRenderer
import Reporting

/// The pages and charts of a period, as scenes.
package struct Pack {
  package let pages: [PDFDocument.Page]
  package let charts: [PackChart]
  /// The files from which the pack was made.
  package let inputs: [Input]
  /// The revision of the pack, and the changes since the last one.
  package let revision: PackRevision

  /// A file of the project, and its contents.
  package struct Input: Sendable, Codable, Equatable {
    package var file: String
    package var sha256: String
    /// The number of its accepted rows; `nil` for files without records.
    package var rows: Int?
  }
}
