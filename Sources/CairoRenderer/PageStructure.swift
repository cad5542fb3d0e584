import Charting
import CPangoCairo

/// The structure of pages for screen readers: in each page's section headings, paragraphs, links, and pictures with
/// alternative texts.
///
/// Cairo 1.16 writes the parents of links only in a document that has a structure.
final class PageStructure {
  private enum Element: String {
    case section = "Sect"
    case heading = "H1"
    case paragraph = "P"
    case picture = "Figure"
    case part = "Span"
  }

  private let cairo: OpaquePointer
  /// The open heading, paragraph or part that contains the last text.
  private var open: (element: Element, text: TextMark)?
  private var isWithinPicture = false
  private var isWithinLink = false
  /// The alternative texts of pictures, in the order in which these begin. Cairo cannot write them: `ArchivedDocument`
  /// adds them to the structure.
  private(set) var pictures: [String] = []

  init(cairo: OpaquePointer) { self.cairo = cairo }

  /// The font size of headings on this page: a cover has smaller lines next to its title.
  private var headingSize = 0.0

  /// Paints a page.
  func page(_ scene: Scene, _ paint: () -> Void) {
    headingSize = scene.texts.filter { $0.role == .title }.map(\.style.size).max() ?? 0
    begin(.section)
    paint()
    close()
    end(.section)
  }

  /// Registers a text that is about to be painted.
  func comes(_ text: TextMark) {
    guard !isWithinPicture else { return }
    let element: Element =
      isWithinLink ? .part : isHeading(text) ? .heading : .paragraph
    if let open, open.element == element, goesOn(from: open.text, to: text) {
      self.open = (element, text)
      return
    }
    close()
    begin(element)
    open = (element, text)
  }

  private func isHeading(_ text: TextMark) -> Bool {
    text.role == .title && text.style.size >= headingSize
  }

  /// Whether a text is the next line of the same paragraph. Texts side by side are separate, or they would be read as
  /// one word.
  private func goesOn(from last: TextMark, to next: TextMark) -> Bool {
    let step = next.origin.y - last.origin.y
    return last.role == next.role && last.style == next.style && last.frame.x == next.frame.x
      && step > 0 && step < next.style.size * 1.6
  }

  /// Paints a picture with an alternative text.
  func picture(_ words: String, _ paint: () -> Void) {
    guard !isWithinPicture, !isWithinLink else { return paint() }
    close()
    pictures.append(words.writableInXML)
    begin(.picture)
    isWithinPicture = true
    paint()
    isWithinPicture = false
    end(.picture)
  }

  /// Paints content that links to an anchor.
  func link(to anchor: String, _ paint: () -> Void) {
    close()
    cairo_tag_begin(cairo, CAIRO_TAG_LINK, "dest=\(CairoTag.quoted(anchor))")
    isWithinLink = true
    paint()
    close()
    isWithinLink = false
    cairo_tag_end(cairo, CAIRO_TAG_LINK)
  }

  /// Sets the place to which links to an anchor lead.
  func anchor(_ name: String) {
    cairo_tag_begin(cairo, CAIRO_TAG_DEST, "name=\(CairoTag.quoted(name))")
    cairo_tag_end(cairo, CAIRO_TAG_DEST)
  }

  private func close() {
    guard let open else { return }
    end(open.element)
    self.open = nil
  }

  private func begin(_ element: Element) { cairo_tag_begin(cairo, element.rawValue, nil) }
  private func end(_ element: Element) { cairo_tag_end(cairo, element.rawValue) }
}
