import Charting
import Foundation
import Gallery
import Testing
import TestSupport

@testable import CairoRenderer

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("PDF and SVG")
struct DocumentTests {
  private func document() throws -> Data {
    let scene = try Example.scene()
    var first = scene
    first.marks = [.group(GroupMark(scene.marks, link: "it's second"))]
    return try PDFDocument.data(
      [
        .init(scene: first, label: "i", bookmarks: [.init("Trang đầu")], anchor: "first"),
        .init(scene: scene, label: "ii", bookmarks: [.init("Trang hai")], anchor: "it's second"),
      ],
      .init(
        title: "Cụm thi đua số 1", author: "Ban Dân vận", subject: "Biểu đồ",
        date: Date(timeIntervalSince1970: 1_655_424_000)))
  }

  @Test("The text of a PDF copies out as correct Vietnamese, and its fonts are embedded subsets")
  func textAndFonts() throws {
    let file = try temporaryFile("pdf", document())
    defer { try? FileManager.default.removeItem(at: file) }
    let text = try #require(output(of: "pdftotext", ["-layout", file.path, "-"]))
    for words in [
      "TP Thanh Hóa dẫn đầu với 21 hội nghị đối thoại", "Quảng Xương", "chưa báo cáo",
      "Khối CQ & DN tỉnh", "−1",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    let fonts = try #require(output(of: "pdffonts", [file.path])).split(separator: "\n").dropFirst(
      2)
    #expect(!fonts.isEmpty)
    for font in fonts { #expect(font.contains("yes yes yes"), "\(font)") }
  }

  @Test("Title, author, dates, labels, bookmarks and links are there, and the file is sound")
  func structure() throws {
    let file = try temporaryFile("pdf", document())
    defer { try? FileManager.default.removeItem(at: file) }
    let info = try #require(output(of: "pdfinfo", ["-isodates", file.path]))
    #expect(info.contains("Cụm thi đua số 1") && info.contains("Ban Dân vận"))
    #expect(info.contains("2022-06-17") && info.contains("Pages:           2"))
    #expect(output(of: "qpdf", ["--check", file.path]) != nil)
    let json = try #require(output(of: "qpdf", ["--json", "--json-key=outlines", file.path]))
    #expect(json.contains("Trang đầu") && json.contains("Trang hai"))
    let labels = try #require(output(of: "qpdf", ["--json", "--json-key=pagelabels", file.path]))
    #expect(labels.contains("/r") || labels.contains("ii"))
    let links = try #require(output(of: "pdfinfo", ["-dests", file.path]))
    #expect(links.contains("\"it's second\"") && links.contains("\"first\""))
    let plain = try #require(
      output(of: "qpdf", ["--qdf", "--object-streams=disable", file.path, "-"]))
    #expect(plain.contains("/Dest (it's second)"))
  }

  @Test(
    "Every entry of the gallery is a sound PDF, SVG and PNG, and its title copies out",
    arguments: Gallery.entries.map(\.id))
  func gallery(id: String) throws {
    let entry = try #require(Gallery.entries.first { $0.id == id })
    let scene = try entry.scene(measuredBy: Example.measurer)
    let pdf = try temporaryFile(
      "pdf", PDFDocument.data([.init(scene: scene)], .init(title: scene.title, date: Date())))
    let svg = try temporaryFile("svg", SVGRenderer().data(scene))
    let png = try temporaryFile("png", PNGRenderer(resolution: 100).data(scene))
    defer { for file in [pdf, svg, png] { try? FileManager.default.removeItem(at: file) } }
    #expect(output(of: "qpdf", ["--check", pdf.path]) != nil)
    #expect(output(of: "xmllint", ["--noout", "--nonet", svg.path]) != nil)
    #expect(output(of: "pngcheck", ["-q", png.path]) != nil)
    guard entry.chart.titlePlacement == .inside else { return }
    let text = try #require(output(of: "pdftotext", ["-raw", pdf.path, "-"]))
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(scene.title))
  }

  @Test("A page of A4 is exactly A4")
  func exactSize() throws {
    let file = try temporaryFile(
      "pdf",
      PDFDocument.data(
        [.init(scene: Scene(size: .a4Landscape, marks: []))], .init(title: "", date: Date())))
    defer { try? FileManager.default.removeItem(at: file) }
    let info = try #require(output(of: "pdfinfo", [file.path]))
    #expect(info.contains("841.89 x 595.276"))
  }

  @Test("The same pages give the same bytes")
  func reproducible() throws {
    #expect(try document() == document())
  }

  @Test("An SVG is valid XML, with real text, a title and a description")
  func svg() throws {
    let data = try SVGRenderer().data(Example.scene())
    let reader = TextCollector()
    let parser = XMLParser(data: data)
    parser.delegate = reader
    #expect(parser.parse())
    #expect(reader.texts["title"] == [Example.chart.title])
    #expect(reader.texts["desc"] == [Example.chart.alternativeText])
    let scene = try Example.scene()
    #expect(reader.texts["text"] == scene.texts.map(\.string))
    #expect(data.count < 20_000)
  }

  @Test("Text from data is text in SVG, whatever characters it has")
  func svgEscapes() throws {
    let hostile = "</text><script>alert(1)</script> & \"'\u{0} \u{FFFF} đ"
    let context = LayoutContext(theme: .image, measurer: Example.measurer)
    let mark = context.text(
      hostile, at: Point(x: 5, y: 20), style: context.theme.label, role: .label)
    let data = try SVGRenderer().data(
      Scene(size: Size(width: 400, height: 40), marks: [.text(mark)], title: hostile))
    let reader = TextCollector()
    let parser = XMLParser(data: data)
    parser.delegate = reader
    #expect(parser.parse())
    #expect(reader.texts["script"] == nil)
    #expect(reader.texts["text"] == ["</text><script>alert(1)</script> & \"'  đ"])
  }

  @Test("Letters stand evenly: widths are not rounded to whole points")
  func evenLetters() {
    let style = Theme.image.label
    let one = Example.measurer.width(of: "nnnnnnnnnn", in: style)
    let ten = Example.measurer.width(of: "n", in: style) * 10
    #expect(abs(one - ten) < 0.05)
    #expect(one != one.rounded())
  }

  @Test("Tabular figures are equally wide")
  func tabular() {
    let style = Theme.image.value
    let widths = Set("0123456789".map { Example.measurer.width(of: String($0), in: style) })
    #expect(widths.count == 1)
  }

  @Test("All letters of Vietnamese have a glyph; a missing family is named with what replaces it")
  func fonts() {
    let measurer = PangoMeasurer()
    let letters =
      "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    _ = measurer.width(of: letters + letters.uppercased() + "−±≥≤→…·–“”", in: Theme.image.label)
    #expect(measurer.fontProblems(for: Theme.image.label).isEmpty)
    let absent = TextStyle(family: "No Such Family, DejaVu Sans", size: 9)
    #expect(
      measurer.fontProblems(for: absent) == [.missingFamily("No Such Family", used: "DejaVu Sans")])
    _ = measurer.width(of: "\u{10FFFD}", in: Theme.image.label)
    #expect(measurer.fontProblems(for: Theme.image.label) == [.missingGlyph("\u{10FFFD}")])
  }
}

/// The text of every element, by name.
private final class TextCollector: NSObject, XMLParserDelegate {
  var texts: [String: [String]] = [:]
  private var stack: [String] = []
  private var text = ""

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if !text.isEmpty { texts[name, default: []].append(text) }
    text = ""
  }
}

@Suite("SVG with outlines for letters")
struct OutlineSVGTests {
  @Test("The same scene gives the same file, without text and without fonts")
  func outlines() throws {
    let chart = Chart(
      title: "Thành phố Thanh Hóa", alternativeText: "…",
      body: RankedBars(
        [.init(CategoryName("Ế ẩm"), .number(3))],
        format: ValueFormat(.count, decimals: 0, numbers: .vietnamese),
        words: ChartWords(missing: "…", notApplicable: "x")))
    let scene = try chart.scene(
      width: 440, in: LayoutContext(theme: .image, measurer: PangoMeasurer()))
    let svg = try SVGRenderer().data(scene)
    let first = try OutlineSVG().data(svg)
    #expect(try OutlineSVG().data(svg) == first)
    let (before, text) = (
      String(decoding: svg, as: UTF8.self), String(decoding: first, as: UTF8.self)
    )
    #expect(before.contains("<text ") && !text.contains("<text") && !text.contains("font-family"))
    // A path for each text, and all else as it was.
    #expect(
      text.ranges(of: "<path ").count
        == before.ranges(of: "<path ").count + before.ranges(of: "<text ").count)
    #expect(text.ranges(of: "<rect ").count == before.ranges(of: "<rect ").count)
    // Every line has the outlines of all of its letters: as many as by itself at the left edge.
    func pen(_ text: String, at x: Double) throws -> Int {
      let line =
        "<text x=\"\(x)\" y=\"900\" font-family=\"Inter, sans-serif\" font-size=\"8\" fill=\"#000000\">\(text)</text>"
      return String(decoding: try OutlineSVG().data(Data(line.utf8)), as: UTF8.self).count {
        $0 == "M"
      }
    }
    #expect(try pen("Thành phố Thanh Hóa", at: 0) == pen("Thành phố Thanh Hóa", at: 800))
    #expect(try pen("&lt;", at: 5) > 0)
  }
}
