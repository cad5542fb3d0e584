import CairoRenderer
import Charting
import Foundation
import Office
import Reporting

/// A presentation of slides as PowerPoint and LibreOffice open it (ECMA-376, PresentationML): 16:9, with a master of its
/// own, titles and sentences as text, charts as pictures with their description, numbers in the notes.
struct SlideFile {
  let slides: [Slide]
  let title: String
  let author: String
  let language: String
  let theme: Theme
  let date: Date
  let pixelLimit: Int

  private static let openXML = "http://schemas.openxmlformats.org/"
  /// The namespaces of every part.
  static let namespaces =
    "xmlns:a=\"\(openXML)drawingml/2006/main\""
    + " xmlns:r=\"\(openXML)officeDocument/2006/relationships\""
    + " xmlns:p=\"\(openXML)presentationml/2006/main\""
    + " xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\""
  private static let main = "vnd.openxmlformats-officedocument.presentationml."

  /// The resolution of the pictures for programs that know no outlines, such as PowerPoint 2013.
  private static let resolution = 220.0

  /// A chart as Office keeps a picture that is sharp at any size: outlines, and a PNG for who cannot draw them.
  private struct Picture: Sendable {
    var png: Data
    var outlines: Data
  }

  func data() throws -> Data {
    var parts = OfficeParts()
    let pictures = slides.map(\.scene)
    let renderer = PNGRenderer(resolution: SlideFile.resolution, pixelLimit: pixelLimit)
    let images = try Parallel.map(pictures) { scene -> Picture? in
      try scene.map { scene in
        Picture(
          png: try renderer.data(scene), outlines: try OutlineSVG().data(SVGRenderer().data(scene)))
      }
    }
    addFrame(&parts)
    for (index, slide) in slides.enumerated() {
      let number = index + 1
      let isCover = if case .cover = slide.body { true } else { false }
      let layout = "../slideLayouts/slideLayout\(isCover ? 1 : 2).xml"
      var relations = [(type: "slideLayout", target: layout)]
      if let image = images[index] {
        parts.add("ppt/media/image\(number).png", image.png)
        parts.add("ppt/media/image\(number).svg", image.outlines)
        relations.append(("image", "../media/image\(number).png"))
        relations.append(("image", "../media/image\(number).svg"))
      }
      if !slide.notes.isEmpty {
        relations.append(("notesSlide", "../notesSlides/notesSlide\(number).xml"))
      }
      parts.add(
        "ppt/slides/slide\(number).xml", type: SlideFile.main + "slide+xml",
        SlideMarkup(language: language).slide(slide, number: number))
      parts.relate("ppt/slides/slide\(number).xml", relations)
      guard !slide.notes.isEmpty else { continue }
      parts.add(
        "ppt/notesSlides/notesSlide\(number).xml", type: SlideFile.main + "notesSlide+xml",
        SlideMarkup(language: language).notes(slide))
      parts.relate(
        "ppt/notesSlides/notesSlide\(number).xml",
        [
          ("notesMaster", "../notesMasters/notesMaster1.xml"),
          ("slide", "../slides/slide\(number).xml"),
        ])
    }
    return try parts.data(date: date)
  }

  /// The parts that every presentation has: its list of slides, master, layouts, theme and properties.
  private func addFrame(_ parts: inout OfficeParts) {
    let main = SlideFile.main
    parts.relate(
      "",
      [
        ("officeDocument", "ppt/presentation.xml"),
        ("package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
      ])
    parts.add(
      "docProps/core.xml", type: "vnd.openxmlformats-package.core-properties+xml", coreProperties)
    parts.add(
      "docProps/app.xml", type: "vnd.openxmlformats-officedocument.extended-properties+xml",
      "<Properties xmlns=\"\(SlideFile.openXML)officeDocument/2006/extended-properties\">"
        + "<Application>Giaoban</Application><Slides>\(slides.count)</Slides></Properties>")
    parts.add("ppt/presentation.xml", type: main + "presentation.main+xml", presentation)
    parts.relate(
      "ppt/presentation.xml",
      [
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"), ("theme", "theme/theme1.xml"),
      ] + slides.indices.map { ("slide", "slides/slide\($0 + 1).xml") })
    let master = SlideMaster(theme: theme, language: language)
    parts.add(
      "ppt/theme/theme1.xml", type: "vnd.openxmlformats-officedocument.theme+xml", master.theme)
    parts.add(
      "ppt/theme/theme2.xml", type: "vnd.openxmlformats-officedocument.theme+xml", master.theme)
    parts.add(
      "ppt/slideMasters/slideMaster1.xml", type: main + "slideMaster+xml", master.slideMaster)
    parts.relate(
      "ppt/slideMasters/slideMaster1.xml",
      [
        ("slideLayout", "../slideLayouts/slideLayout1.xml"),
        ("slideLayout", "../slideLayouts/slideLayout2.xml"), ("theme", "../theme/theme1.xml"),
      ])
    for number in 1...2 {
      parts.add(
        "ppt/slideLayouts/slideLayout\(number).xml", type: main + "slideLayout+xml",
        master.layout(isCover: number == 1))
      parts.relate(
        "ppt/slideLayouts/slideLayout\(number).xml",
        [("slideMaster", "../slideMasters/slideMaster1.xml")])
    }
    parts.add(
      "ppt/notesMasters/notesMaster1.xml", type: main + "notesMaster+xml", master.notesMaster)
    parts.relate("ppt/notesMasters/notesMaster1.xml", [("theme", "../theme/theme2.xml")])
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

  /// The slides in their order, by sections.
  private var presentation: String {
    let ids = slides.indices.map { "<p:sldId id=\"\(256 + $0)\" r:id=\"rId\($0 + 4)\"/>" }
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
    return "<p:presentation \(SlideFile.namespaces) saveSubsetFonts=\"1\">"
      + "<p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>"
      + "<p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst>"
      + "<p:sldIdLst>\(ids.joined())</p:sldIdLst>"
      + "<p:sldSz cx=\"12192000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>"
      + "<p:extLst><p:ext uri=\"{521415D9-36F7-43E2-AB2F-B90AF26B5E84}\">"
      + "<p14:sectionLst xmlns:p14=\"http://schemas.microsoft.com/office/powerpoint/2010/main\">"
      + listed.joined() + "</p14:sectionLst></p:ext></p:extLst></p:presentation>"
  }

  /// A number in the form of a GUID: sections of one pack are the same every time.
  private static func identifier(_ number: Int) -> String {
    let digits = String(number + 1, radix: 16, uppercase: true)
    return "6B1A0B4E-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }
}
