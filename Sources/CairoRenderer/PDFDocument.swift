import CPangoCairo
import Charting
import Foundation

/// Renders scenes to the pages of a PDF for the archive (PDF/A-2u), with bookmarks, page labels, links between
/// pages, and pictures in words.
public final class PDFDocument {
  /// One page.
  public struct Page: Sendable {
    /// What is on it.
    public var scene: Scene
    /// Its number as readers show it.
    public var label: String
    /// Its lines in the list of bookmarks.
    public var bookmarks: [Bookmark]
    /// The name that links lead to; unique in the document.
    public var anchor: String

    /// A page.
    public init(
      scene: Scene, label: String = "", bookmarks: [Bookmark] = [], anchor: String = ""
    ) {
      self.scene = scene
      self.label = label
      self.bookmarks = bookmarks
      self.anchor = anchor
    }
  }

  /// A line in the list of bookmarks, and where on its page it leads to.
  public struct Bookmark: Sendable, Equatable {
    /// What it says.
    public var name: String
    /// In points from the top of the page.
    public var top: Double

    /// A line that leads to the top of the page, or below it.
    public init(_ name: String, at top: Double = 0) { (self.name, self.top) = (name, top) }
  }

  /// What a document says of itself.
  public struct Metadata: Sendable {
    /// Its title.
    public var title: String
    /// Who issued it.
    public var author: String
    /// What it is about.
    public var subject: String
    /// The language of its words, as "vi-VN"; not said where empty.
    public var language: String
    /// When the data was last changed.
    public var date: Date

    /// What a document says of itself.
    public init(
      title: String, author: String = "", subject: String = "", language: String = "", date: Date
    ) {
      // Nothing that only one of a document's two descriptions could hold.
      self.title = title.writableInXML
      self.author = author.writableInXML
      self.subject = subject.writableInXML
      self.language = language
      self.date = date
    }
  }

  /// The program that documents name.
  static let creator = "Giaoban"

  /// The pages as a PDF file.
  public static func data(_ pages: [Page], _ metadata: Metadata) throws(RenderError) -> Data {
    let sink = Sink()
    let closure = Unmanaged.passUnretained(sink).toOpaque()
    let first = pages.first?.scene.size ?? .a4Landscape
    let pictures: [String]
    // The closing of the surface writes the rest of the file, so it must come before the sink is
    // read; the handle is given up for that.
    do {
      let surface = Handle.surface(
        cairo_pdf_surface_create_for_stream(
          { closure, bytes, length in
            guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
            Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().data
              .append(bytes, count: Int(length))
            return CAIRO_STATUS_SUCCESS
          }, closure, first.width, first.height))
      try check(cairo_surface_status(surface.pointer))
      describe(surface.pointer, metadata)
      pictures = try draw(pages, on: surface.pointer)
      cairo_surface_finish(surface.pointer)
      try check(cairo_surface_status(surface.pointer))
    }
    return try ArchivedDocument.data(sink.data, metadata, pictures: pictures)
  }

  private final class Sink {
    var data = Data()
  }

  private static func describe(_ surface: OpaquePointer, _ metadata: Metadata) {
    let date = metadata.date.formatted(.iso8601)
    for (key, value) in [
      (CAIRO_PDF_METADATA_TITLE, metadata.title), (CAIRO_PDF_METADATA_AUTHOR, metadata.author),
      (CAIRO_PDF_METADATA_SUBJECT, metadata.subject), (CAIRO_PDF_METADATA_CREATOR, creator),
      (CAIRO_PDF_METADATA_CREATE_DATE, date), (CAIRO_PDF_METADATA_MOD_DATE, date),
    ] where !value.isEmpty {
      cairo_pdf_surface_set_metadata(surface, key, value)
    }
  }

  /// - Returns: what pictures show, in words.
  private static func draw(
    _ pages: [Page], on surface: OpaquePointer
  ) throws(RenderError) -> [String] {
    let cairo = Handle.context(cairo_create(surface))
    let structure = PageStructure(cairo: cairo.pointer)
    let text = TextSetter.shared()
    for (index, page) in pages.enumerated() {
      let size = page.scene.size
      cairo_pdf_surface_set_size(surface, size.width, size.height)
      if !page.label.isEmpty { cairo_pdf_surface_set_page_label(surface, page.label) }
      for bookmark in page.bookmarks where !bookmark.name.isEmpty {
        cairo_pdf_surface_add_outline(
          surface, Int32(CAIRO_PDF_OUTLINE_ROOT), bookmark.name.writableInXML,
          "page=\(index + 1) pos=[0 \(Int(bookmark.top))]",
          cairo_pdf_outline_flags_t(rawValue: 0))
      }
      var scene = page.scene
      if !page.anchor.isEmpty {
        scene.marks = [.group(GroupMark(scene.marks, anchor: page.anchor))]
      }
      Painter(cairo: cairo.pointer, target: .pages(structure), text: text).paint(scene)
      cairo_show_page(cairo.pointer)
      try check(cairo_status(cairo.pointer))
    }
    return structure.pictures
  }
}
