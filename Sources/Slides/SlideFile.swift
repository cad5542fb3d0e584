import CairoRenderer
import Charting
import Foundation
import Intake
import Office
import Reporting

/// A presentation for PowerPoint and LibreOffice (ECMA-376, PresentationML) with the built-in 16:9 master or the
/// office's: titles and sentences as text, charts as pictures with alternative texts, numbers in the notes.
package struct SlideFile {
  let slides: [Slide]
  let title: String
  let author: String
  let language: String
  let frame: any SlideFrame
  let measurer: any TextMeasurer
  let date: Date
  let pixelLimit: Int
  var cache: RenderCache?

  package init(
    slides: [Slide], title: String, author: String, language: String, frame: any SlideFrame,
    measurer: any TextMeasurer, date: Date, pixelLimit: Int, cache: RenderCache? = nil
  ) {
    self.slides = slides
    self.title = title
    self.author = author
    self.language = language
    self.frame = frame
    self.measurer = measurer
    self.date = date
    self.pixelLimit = pixelLimit
    self.cache = cache
  }

  private static let openXML = "http://schemas.openxmlformats.org/"
  /// The namespaces of every part.
  static let namespaces =
    "xmlns:a=\"\(openXML)drawingml/2006/main\""
    + " xmlns:r=\"\(openXML)officeDocument/2006/relationships\""
    + " xmlns:p=\"\(openXML)presentationml/2006/main\""
    + " xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\""
  static let main = "vnd.openxmlformats-officedocument.presentationml."

  /// The resolution of the PNG pictures for programs without SVG support, such as PowerPoint 2013.
  private static let resolution = 220.0

  /// The two forms of a chart's picture in Office: an SVG, and a PNG as the fallback.
  private struct Picture: Sendable {
    var png: Data
    var outlines: Data
  }

  package func data() throws -> Data {
    var parts = OfficeParts()
    let renderer = PNGRenderer(resolution: SlideFile.resolution, pixelLimit: pixelLimit)
    let pictures = slides.enumerated().map { (number: $0, scene: $1.scene) }
    let images = try Parallel.map(pictures) { number, scene -> Picture? in
      guard let scene else { return nil }
      func picture(_ ending: String, _ draw: () throws -> Data) rethrows -> Data {
        try RenderCache.data(in: cache, for: "slides/\(number).\(ending)", of: [scene], draw: draw)
      }
      return Picture(
        png: try picture("png") { try renderer.data(scene) },
        outlines: try picture("svg") { try OutlineSVG().data(SVGRenderer().data(scene)) })
    }
    addProperties(&parts)
    try frame.add(to: &parts, slides: slides.count, sections: sections)
    let markup = SlideMarkup(language: language, frame: frame, measurer: measurer)
    for (index, slide) in slides.enumerated() {
      let number = index + 1
      var relations = [(type: "slideLayout", target: "/" + markup.layout(of: slide).part)]
      if let image = images[index] {
        // The office's master may have pictures with other names.
        parts.add("ppt/media/chart\(number).png", image.png)
        parts.add("ppt/media/chart\(number).svg", image.outlines)
        relations.append(("image", "../media/chart\(number).png"))
        relations.append(("image", "../media/chart\(number).svg"))
      }
      if !slide.notes.isEmpty {
        relations.append(("notesSlide", "../notesSlides/notesSlide\(number).xml"))
      }
      parts.add(
        "ppt/slides/slide\(number).xml", type: SlideFile.main + "slide+xml",
        markup.slide(slide, number: number))
      parts.relate("ppt/slides/slide\(number).xml", relations)
      guard !slide.notes.isEmpty else { continue }
      parts.add(
        "ppt/notesSlides/notesSlide\(number).xml", type: SlideFile.main + "notesSlide+xml",
        markup.notes(slide))
      parts.relate(
        "ppt/notesSlides/notesSlide\(number).xml",
        [
          ("notesMaster", "/" + frame.notesMasterPart),
          ("slide", "../slides/slide\(number).xml"),
        ])
    }
    return try parts.data(date: date)
  }

  /// Adds the metadata of the presentation.
  private func addProperties(_ parts: inout OfficeParts) {
    parts.relate(
      "",
      [
        ("officeDocument", frame.main),
        ("package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
      ])
    parts.add(
      "docProps/core.xml", type: "vnd.openxmlformats-package.core-properties+xml", coreProperties)
    parts.add(
      "docProps/app.xml", type: "vnd.openxmlformats-officedocument.extended-properties+xml",
      "<Properties xmlns=\"\(SlideFile.openXML)officeDocument/2006/extended-properties\">"
        + "<Application>Giaoban</Application><Slides>\(slides.count)</Slides></Properties>")
  }

  private var coreProperties: String {
    let base = SlideFile.openXML + "package/2006/metadata/core-properties"
    let day = date.formatted(.iso8601)
    return "<cp:coreProperties xmlns:cp=\"\(base)\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      + " xmlns:dcterms=\"http://purl.org/dc/terms/\""
      + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      + "<dc:title>\(title.inXML)</dc:title><dc:creator>\(author.inXML)</dc:creator>"
      + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">\(day)</dcterms:created>"
      + "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">\(day)</dcterms:modified></cp:coreProperties>"
  }

  /// The extension that contains a presentation's sections.
  static let sectionsURI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"

  /// The slides in their order, by section.
  private var sections: String {
    var sections: [(name: String, slides: [Int])] = []
    for (index, slide) in slides.enumerated() {
      if sections.last?.name == slide.section {
        sections[sections.count - 1].slides.append(index)
      } else {
        sections.append((slide.section, [index]))
      }
    }
    let listed = sections.enumerated().map { number, section in
      let members = section.slides.map { "<p14:sldId id=\"\(256 + $0)\"/>" }.joined()
      return "<p14:section name=\"\(section.name.inXML)\" id=\"{\(SlideFile.identifier(number))}\">"
        + "<p14:sldIdLst>\(members)</p14:sldIdLst></p14:section>"
    }
    return "<p:ext uri=\"\(SlideFile.sectionsURI)\">"
      + "<p14:sectionLst xmlns:p14=\"http://schemas.microsoft.com/office/powerpoint/2010/main\">"
      + listed.joined() + "</p14:sectionLst></p:ext>"
  }

  /// A number in the form of a GUID, so that the sections of a pack are the same every time.
  private static func identifier(_ number: Int) -> String {
    let digits = String(number + 1, radix: 16, uppercase: true)
    return "6B1A0B4E-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }
}
