import Charting
import Foundation

/// A format of drawings: what its files are called, and what draws them.
///
/// The command line, packs, the page and the library offer what stands in `allCases`, and ask a format for everything else. A format of
/// one's own is a file beside this one, with an extension like those below, and its name in `allCases`.
public struct DrawingFormat: Sendable {
  /// The ending of its files, by which people choose it: "png".
  public let rawValue: String
  /// Its name among internet media types (RFC 6838).
  public let mediaType: String
  /// Whether it is made of pixels, and so has a resolution.
  package var hasPixels = false
  /// Whether its files say when they were made.
  package var isDated = false
  /// Whether browsers show it without running anything that it may hold.
  package var isInert = false
  private let draw: @Sendable (Scene, Options) throws -> Drawing

  /// What a drawing is to be, besides its scene.
  package struct Options: Sendable {
    /// Title, author, language and date, for formats that say them.
    package var metadata: PDFDocument.Metadata
    /// The greatest number of pixels on a side.
    package var pixelLimit: Int
    /// Dots per inch; `nil` for what is usual, or less where a picture would be too large.
    package var resolution: Double?

    package init(_ metadata: PDFDocument.Metadata, pixelLimit: Int, resolution: Double? = nil) {
      (self.metadata, self.pixelLimit, self.resolution) = (metadata, pixelLimit, resolution)
    }
  }

  /// A file with a scene.
  package struct Drawing: Sendable {
    package var data: Data
    /// The dots per inch, where they had to be fewer than usual.
    package var reducedResolution: Double?

    package init(_ data: Data) { self.data = data }
  }

  /// - Parameter draw: makes the file; the same scene and options must give the same bytes.
  package init(
    _ ending: String, mediaType: String,
    draw: @escaping @Sendable (Scene, Options) throws -> Drawing
  ) {
    (rawValue, self.mediaType, self.draw) = (ending, mediaType, draw)
  }

  /// A file with a scene.
  package func drawing(of scene: Scene, _ options: Options) throws -> Drawing {
    try draw(scene, options)
  }
}

extension DrawingFormat: RawRepresentable, Hashable, CaseIterable {
  /// All formats, in the order in which they are offered.
  public static let allCases: [DrawingFormat] = [.png, .svg, .pdf]

  /// The format with an ending; `nil` where there is none.
  public init?(rawValue: String) {
    guard let known = DrawingFormat.allCases.first(where: { $0.rawValue == rawValue }) else {
      return nil
    }
    self = known
  }

  /// Formats are the same where their endings are.
  public static func == (left: DrawingFormat, right: DrawingFormat) -> Bool {
    left.rawValue == right.rawValue
  }

  /// Hashes the ending.
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

  /// The ending of its files with its dot: ".png".
  package var ending: String { "." + rawValue }
}

extension DrawingFormat {
  /// Pixels, for documents and everywhere else.
  public static let png: DrawingFormat = {
    var format = DrawingFormat("png", mediaType: "image/png") { scene, options in
      var renderer = PNGRenderer(pixelLimit: options.pixelLimit)
      let usual = renderer.resolution
      renderer.resolution = options.resolution ?? renderer.fittingResolution(scene.size)
      var drawing = Drawing(try renderer.data(scene))
      if options.resolution == nil, renderer.resolution < usual {
        drawing.reducedResolution = renderer.resolution
      }
      return drawing
    }
    (format.hasPixels, format.isInert) = (true, true)
    return format
  }()

  /// Shapes and real text, for web pages and for editing.
  public static let svg = DrawingFormat("svg", mediaType: "image/svg+xml") { scene, _ in
    Drawing(try SVGRenderer().data(scene))
  }

  /// A page as large as the drawing, tagged for screen readers.
  public static let pdf: DrawingFormat = {
    var format = DrawingFormat("pdf", mediaType: "application/pdf") { scene, options in
      var metadata = options.metadata
      metadata.title = scene.title
      return Drawing(try PDFDocument.data([.init(scene: scene)], metadata))
    }
    (format.isDated, format.isInert) = (true, true)
    return format
  }()
}
