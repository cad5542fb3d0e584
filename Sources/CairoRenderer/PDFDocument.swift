import Charting
import CPangoCairo
import Foundation

/// Renders scenes to the pages of a PDF for archives (PDF/A-2u), with bookmarks, page labels, links between pages, and
/// alternative texts for pictures.
public final class PDFDocument {
  /// One page.
  public struct Page: Sendable {
    /// The content of the page.
    public var scene: Scene
    /// Its page number as PDF viewers show it.
    public var label: String
    /// Its entries in the list of bookmarks.
    public var bookmarks: [Bookmark]
    /// The name to which links lead; unique in the document.
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

  /// An entry in the list of bookmarks, and the place on its page to which it leads.
  public struct Bookmark: Sendable, Equatable {
    /// The text of the entry.
    public var name: String
    /// The place, in points from the top of the page.
    public var top: Double

    /// An entry that leads to the top of the page, or to a place below it.
    public init(_ name: String, at top: Double = 0) { (self.name, self.top) = (name, top) }
  }

  /// The metadata of a document.
  public struct Metadata: Sendable {
    /// Its title.
    public var title: String
    /// The author: the issuing body.
    public var author: String
    /// Its subject.
    public var subject: String
    /// The language of its text, such as "vi-VN"; omitted if empty.
    public var language: String
    /// The date of the last change to the data.
    public var date: Date

    /// The metadata of a document.
    public init(
      title: String, author: String = "", subject: String = "", language: String = "", date: Date
    ) {
      // Remove characters that XMP cannot contain, so that both descriptions of the document agree.
      self.title = title.writableInXML
      self.author = author.writableInXML
      self.subject = subject.writableInXML
      self.language = language
      self.date = date
    }
  }

  /// The program named as the creator of documents.
  static let creator = "Giaoban"

  /// Renders the pages as a PDF file.
  public static func data(_ pages: [Page], _ metadata: Metadata) throws(RenderError) -> Data {
    let sink = Sink()
    let closure = Unmanaged.passUnretained(sink).toOpaque()
    let first = pages.first?.scene.size ?? .a4Landscape
    let pictures: [String]
    // Finishing the surface writes the rest of the file, so it must happen before the sink is read; the handle is
    // released for that.
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

  /// - Returns: the alternative texts of the pictures.
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
