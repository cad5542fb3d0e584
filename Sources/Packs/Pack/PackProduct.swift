import CairoRenderer

extension PackWriter {
  /// A part of a pack, besides its manifest.
  package enum Product: Hashable, Sendable {
    /// A single file.
    case document(Document)
    /// The single charts in a format.
    case picture(DrawingFormat)
  }

  /// A part of a pack that is a single file.
  package enum Document: String, CaseIterable, Sendable {
    /// `pack.pdf`, all pages.
    case pdf
    /// `index.html`.
    case html
    /// `tallies.xlsx` and `tallies.csv`.
    case xlsx, csv
    /// `slides.pptx`, with a finding on each slide.
    case pptx

    var fileName: String {
      switch self {
      case .pdf: "pack.pdf"
      case .html: "index.html"
      case .xlsx: "tallies.xlsx"
      case .csv: "tallies.csv"
      case .pptx: "slides.pptx"
      }
    }
  }
}

extension PackWriter.Product: RawRepresentable, CaseIterable {
  package static let pdf = PackWriter.Product.document(.pdf)
  package static let html = PackWriter.Product.document(.html)
  package static let xlsx = PackWriter.Product.document(.xlsx)
  package static let csv = PackWriter.Product.document(.csv)
  package static let pptx = PackWriter.Product.document(.pptx)
  package static let png = PackWriter.Product.picture(.png)
  package static let svg = PackWriter.Product.picture(.svg)

  /// All parts, in the order of the words for them: the pages, the pictures, and the other files.
  package static let allCases: [PackWriter.Product] =
    [.pdf] + DrawingFormat.allCases.filter(names).map { .picture($0) }
    + PackWriter.Document.allCases.filter { $0 != .pdf }.map { .document($0) }

  /// Whether the pictures in a format are a part with a name of its own; "pdf" means the pages, and a PDF of each chart is chosen by its
  /// format alone.
  static func names(_ format: DrawingFormat) -> Bool {
    PackWriter.Document(rawValue: format.rawValue) == nil
  }

  package init?(rawValue: String) {
    if let document = PackWriter.Document(rawValue: rawValue) {
      self = .document(document)
    } else if let format = DrawingFormat(rawValue: rawValue) {
      self = .picture(format)
    } else {
      return nil
    }
  }

  package var rawValue: String {
    switch self {
    case .document(let document): document.rawValue
    case .picture(let format): format.rawValue
    }
  }

  /// The file's name, for a part that is a single file.
  var fileName: String? {
    if case .document(let document) = self { document.fileName } else { nil }
  }
}
