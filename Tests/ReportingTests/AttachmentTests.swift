import ClusterMetrics
import Foundation
import Intake
import OfficeWords
import ReportTables
import TableGrids
import Testing
import TestSupport
@testable import PackPages

@testable import Documents
@testable import Office
@testable import Packs
@testable import Reporting

/// The packs of two half-years of the sample, made once for all tests, below `.build`.
enum Packs {
  static let first = Result { try made(.half(1, year: 2022)) }
  static let earlier = Result { try made(.half(2, year: 2021)) }

  private static func made(_ period: Period) throws -> URL {
    let folder = packageRoot.appending(path: ".build/test-packs/\(period.name)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let writer = PackWriter(
      report: try report("cum-thi-dua-1", period: period), formats: [.png, .svg],
      date: Date(timeIntervalSince1970: 1_655_424_000))
    _ = try writer.write(to: folder)
    return folder
  }
}

/// What python-docx reads in a document.
private struct Reading: Decodable {
  struct Picture: Decodable, Equatable {
    var name: String
    var descr: String
    var title: String?
    var width: Int
    var height: Int
    var linked: Bool
    var type: String?
    var pixels: [Int]?
  }

  var parts: [String: String]
  var paragraphs: [String]
  var styles: [String]
  var header: [String]
  var footer: [String]
  var tables: [[[String]]]
  var tableStyles: [String]
  var pictures: [Picture]
  var external: [String]
  var bold: [String]

  init(_ path: URL) throws {
    let script = fixture("read.py").path
    let run = try Run(URL(fileURLWithPath: "/usr/bin/python3"), [script, path.path])
    try #require(run.status == 0, "\(run.errors)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Reading.self, from: Data(run.output.utf8))
  }
}

func fixture(_ name: String) -> URL { documents.appending(path: name) }

/// The text of a part without its tags.
func text(_ path: URL, _ part: String) throws -> String {
  let package = try OfficePackage(path: path.path)
  return try XMLTree(try #require(try package.data(part)), part: part).root.text
}

@Suite("Numbers, charts and tables in documents")
struct AttachmentTests {
  private let folder = try! TemporaryFolder()

  private func path(_ name: String) -> URL { folder.url.appending(path: name) }

  private func filled(
    _ document: URL, _ pack: Result<URL, any Error> = Packs.first,
    as name: String = "out.docx"
  ) throws -> URL {
    _ = try Attachment.fill(
      document.path, from: try pack.get(), to: path(name).path)
    return path(name)
  }

  @Test("the report of the sample holds the sentence of the seed, three charts and two tables")
  func report() throws {
    let template = packageRoot.appending(path: "Samples/cum-thi-dua-1/bao-cao.docx")
    let reading = try Reading(try filled(template))
    #expect(
      reading.paragraphs.contains {
        $0.hasPrefix(
          "Kết quả 6 tháng đã có 85 xã, phường, thị trấn của các đơn vị trong cụm tổ chức 105 hội"
            + " nghị đối thoại")
      })
    // Half of the seed's facts, half by hand from the samples' SQL: 105 − 91 = 14, 14/91 = 15.4 %.
    #expect(reading.paragraphs.contains { $0.contains("tăng 14 (15,4%) so với cùng kỳ 2021") })
    #expect(
      reading.paragraphs.contains { $0.contains("đạt 44,0% số xã, phường, thị trấn (85/193)") })
    #expect(reading.bold.contains("85") && reading.bold.contains("105"))
    #expect(reading.pictures.count == 3 && reading.tables.count == 4)
    #expect(!reading.paragraphs.joined().contains("{{"))
    #expect(reading.footer == ["Công tác dân vận 6 tháng đầu năm 2022"])
    let captions = zip(reading.paragraphs, reading.styles).filter { $1 == "Caption" }.map(\.0)
    #expect(
      captions.map { $0.prefix { $0 != ":" } } == [
        "Biểu đồ 1", "Biểu đồ 2", "Bảng 1", "Biểu đồ 3", "Bảng 2",
      ])
  }

  @Test("placeholders are found over several runs, in tables, headers and footers")
  func places() throws {
    let before = try Reading(fixture("python-docx.docx"))
    let after = try Reading(try filled(fixture("python-docx.docx")))
    #expect(after.paragraphs[0] == "Đã có 85 xã tổ chức 105 hội nghị; 14 ở Nghi Sơn.")
    #expect(after.bold == ["85"])
    #expect(after.paragraphs[1] == before.paragraphs[1])
    #expect(after.header == ["Cụm thi đua số 1"])
    #expect(after.footer == ["6 tháng đầu năm 2022"])
    #expect(after.tables[0][0][0] == "Đối thoại: 105")
    let first = after.tables[1][1]
    #expect(first == ["TP Thanh Hóa", "21", "17", "+4", "+23,5%", "1"])
    #expect(after.tables[1].last?.prefix(3) == ["Toàn cụm", "105", "91"])
    #expect(after.tableStyles[1] == "Light Grid Accent 1")
  }

  @Test("a chart takes the width of its column and keeps its proportions")
  func widths() throws {
    let reading = try Reading(try filled(fixture("python-docx.docx")))
    // Letter with margins of 1.25 inches: 6 inches of 914,400 EMU. Half a table less its margins.
    #expect(reading.pictures[0].width == 6 * 914_400)
    #expect(reading.pictures[1].width == (8640 / 2 - 216) * 635)
    for picture in reading.pictures.prefix(2) {
      let pixels = try #require(picture.pixels)
      let (box, own) = (
        Double(picture.height) / Double(picture.width), Double(pixels[1]) / Double(pixels[0])
      )
      #expect(abs(box / own - 1) < 0.002 && picture.type == "image/png")
      #expect(
        picture.title?.hasPrefix("giaoban:") == true && picture.descr.contains("TP Thanh Hóa"))
    }
  }

  @Test("a picture marked giaoban:ID gets the new image in the same box, one on a network too")
  func refresh() throws {
    let before = try Reading(fixture("python-docx.docx"))
    let after = try Reading(try filled(fixture("python-docx.docx")))
    // The two that placeholders made come first.
    for (old, new) in zip(before.pictures, after.pictures.dropFirst(2)).prefix(2) {
      #expect(new.width == old.width && new.height == old.height)
      let pixels = try #require(new.pixels)
      let box = Double(old.height) / Double(old.width)
      #expect(abs(Double(pixels[1]) / Double(pixels[0]) / box - 1) < 0.002)
      #expect(!new.linked && new.descr.hasPrefix("Biểu đồ thanh ngang: "))
    }
    #expect(before.external == ["http://example.invalid/chart.png"])
    #expect(after.external.isEmpty)
    #expect(after.pictures.last == before.pictures.last)
  }

  @Test("filling twice gives the same bytes as once")
  func idempotent() throws {
    for document in [
      fixture("python-docx.docx"), fixture("libreoffice.docx"), fixture("python-pptx.pptx"),
      packageRoot.appending(path: "Samples/cum-thi-dua-1/bao-cao.docx"),
    ] {
      let once = try filled(document)
      let twice = try filled(once, as: "twice.docx")
      #expect(
        try Data(contentsOf: once) == Data(contentsOf: twice), "\(document.lastPathComponent)")
    }
  }

  @Test("the next pack turns last half-year's report into this half-year's")
  func nextPeriod() throws {
    let template = packageRoot.appending(path: "Samples/cum-thi-dua-1/bao-cao.docx")
    let last = try filled(template, Packs.earlier, as: "last.docx")
    let updated = try Reading(try filled(last, as: "updated.docx"))
    let fresh = try Reading(try filled(template, as: "fresh.docx"))
    #expect(updated.paragraphs == fresh.paragraphs && updated.tables == fresh.tables)
    #expect(updated.pictures == fresh.pictures && updated.footer == fresh.footer)
    // No picture of the earlier half-year stays behind.
    let media = { (reading: Reading) in
      Set(reading.parts.filter { $0.key.contains("media") }.values)
    }
    #expect(media(updated) == media(fresh))
  }

  @Test(
    "beside each picture lie its outlines; those of a pack without any go when it is filled anew")
  func outlines() throws {
    let template = packageRoot.appending(path: "Samples/cum-thi-dua-1/bao-cao.docx")
    func vectors(_ document: URL) throws -> (marks: Int, pictures: Int, files: Int) {
      let parts = try Reading(document).parts
      let package = try OfficePackage(path: document.path)
      let text = String(decoding: try package.data("word/document.xml") ?? Data(), as: UTF8.self)
      return (
        text.ranges(of: "svgBlip").count, text.ranges(of: "<a:blip ").count,
        parts.keys.count { $0.hasSuffix(".svg") }
      )
    }
    let own = try vectors(try filled(template, as: "own.docx"))
    #expect(own.marks == 3 && own.files == 3)
    // The same pack without SVG.
    let plain = try TemporaryFolder()
    let folder = plain.url.appending(path: "2022-H1")
    try FileManager.default.copyItem(at: try Packs.first.get(), to: folder)
    let manifest = folder.appending(path: "manifest.json")
    let old = try String(contentsOf: manifest, encoding: .utf8)
      .replacing(#/,?\s*"svg"\s*:\s*"[^"]*"/#, with: "")
    try Data(old.utf8).write(to: manifest)
    let again = plain.url.appending(path: "again.docx")
    _ = try Attachment.fill(
      try filled(template, as: "own.docx").path, from: folder, to: again.path)
    let bare = try vectors(again)
    #expect(bare.marks == 0 && bare.files == 0)
    // And back.
    let back = plain.url.appending(path: "back.docx")
    _ = try Attachment.fill(again.path, from: try Packs.first.get(), to: back.path)
    let whole = try vectors(back)
    #expect(whole.marks == 3 && whole.files == 3)
  }

  @Test("parts that hold nothing to fill keep their bytes")
  func untouched() throws {
    for name in ["python-docx.docx", "libreoffice.docx"] {
      let before = try Reading(fixture(name)).parts
      let after = try Reading(try filled(fixture(name))).parts
      let changed = before.filter { after[$0.key] != $0.value }.keys.sorted()
      #expect(
        changed.allSatisfy { part in
          ["document.xml", "header1.xml", "footer1.xml", "footnotes.xml", "document.xml.rels"]
            .contains { part.hasSuffix($0) } || part == "[Content_Types].xml"
        }, "\(changed)")
      #expect(after["word/styles.xml"] == before["word/styles.xml"])
    }
  }

  @Test("text boxes and footnotes are filled; deleted text and comments are left as they are")
  func libreOffice() throws {
    let out = try filled(fixture("libreoffice.docx"))
    let body = try text(out, "word/document.xml")
    #expect(body.contains("có 105 hội nghị") && body.contains("Trong khung: 116"))
    #expect(body.contains("{{nothing_of_that_name}}"))
    #expect(try text(out, "word/footnotes.xml").contains("So với 91 của cùng kỳ 2021."))
    #expect(try text(out, "word/comments.xml").contains("{{comment}}"))
    let package = try OfficePackage(path: out.path)
    let markup = String(
      decoding: try #require(try package.data("word/document.xml")), as: UTF8.self)
    #expect(markup.contains("<w:ins ") && markup.contains("<w:del "))
  }

  @Test("in slides a text box becomes a picture within its box")
  func slides() throws {
    let out = try filled(fixture("python-pptx.pptx"), as: "out.pptx")
    #expect(try text(out, "ppt/slides/slide1.xml").contains("Cụm thi đua số 1: 105 hội nghị"))
    let document = try OfficeDocument(OfficePackage(path: out.path))
    for (slide, x, width) in [(1, 720_000, 7_200_000), (2, 457_200, 8_229_600)] {
      let root = try document.tree("ppt/slides/slide\(slide).xml").root
      let picture = try #require(root.descendants("p:pic").first)
      let frame = try #require(picture.descendant(at: "p:spPr", "a:xfrm"))
      func number(_ name: OfficeName, _ key: String) -> Int {
        frame.child(name)?.attribute(bare: key).flatMap { Int($0) } ?? 0
      }
      #expect(number("a:ext", "cx") <= width && number("a:ext", "cx") > width / 2)
      #expect(number("a:off", "x") >= x)
      #expect(number("a:off", "x") + number("a:ext", "cx") <= x + width)
    }
    // The box of the third slide stays as it was: 12 cm a side.
    let extent = try document.tree("ppt/slides/slide3.xml").root.descendants("a:ext").first {
      $0.attribute(bare: "cx") != nil
    }
    #expect(extent?.attribute(bare: "cx") == "4320000")
    #expect(extent?.attribute(bare: "cy") == "4320000")
  }

  /// The python-pptx presentation with another placeholder in the box of its first slide, `height` EMU high.
  private func presentation(_ placeholder: String, height: Int? = nil) throws -> URL {
    let package = try OfficePackage(path: fixture("python-pptx.pptx").path)
    let name = "ppt/slides/slide1.xml"
    var xml = String(decoding: try #require(try package.data(name)), as: UTF8.self)
    xml = xml.replacing("{{chart:dialogues}}", with: placeholder)
    if let height {
      xml = xml.replacing(/cx="7200000" cy="[0-9]+"/, with: "cx=\"7200000\" cy=\"\(height)\"")
    }
    package.set(name, to: Data(xml.utf8))
    try package.write(to: path("tables.pptx").path)
    return path("tables.pptx")
  }

  @Test("in slides a text box becomes a table, which the next pack writes anew where it stands")
  func slideTable() throws {
    func cells(_ file: URL) throws -> [[String]] {
      let root = try OfficeDocument(OfficePackage(path: file.path)).tree("ppt/slides/slide1.xml")
        .root
      return root.descendants("a:tr").map { $0.descendants("a:tc").map(\.text) }
    }
    let first = try filled(presentation("{{table:dialogues}}"), as: "first.pptx")
    #expect(try cells(first).count == 12)
    #expect(try cells(first)[0].prefix(2) == ["Đơn vị", "Kỳ này"])
    #expect(try cells(first)[1].prefix(2) == ["TP Thanh Hóa", "21"])
    #expect(try cells(first)[11].prefix(2) == ["Toàn cụm", "105"])
    let earlier = try filled(first, Packs.earlier, as: "earlier.pptx")
    #expect(try cells(earlier)[11].prefix(2) == ["Toàn cụm", "74"])
    // The frame stays where somebody has put it.
    let root = try OfficeDocument(OfficePackage(path: earlier.path)).tree("ppt/slides/slide1.xml")
      .root
    let offset = root.descendants("p:graphicFrame").first?.descendant(at: "p:xfrm", "a:off")
    #expect(offset?.attribute(bare: "x") == "720000")
  }

  @Test("a table that a slide has no room for is refused, with how many rows there is room for")
  func slideTableWithoutRoom() throws {
    guard
      case .unknown(let low)? = error(
        filling: try presentation("{{table:dialogues}}", height: 900_000))
    else { throw DocumentError.unknown([]) }
    #expect(low.map(\.placeholder) == ["{{table:dialogues}}"])
    #expect(low[0].reason.hasPrefix("bảng có 11 dòng, khung này chỉ vừa "))
    guard case .unknown(let beside)? = error(filling: try presentation("Bảng: {{table:dialogues}}"))
    else { throw DocumentError.unknown([]) }
    #expect(
      beside[0].reason.contains("hộp văn bản riêng") || beside[0].reason.contains("đoạn riêng"))
  }

  // MARK: What goes wrong

  /// The python-docx document with another body.
  private func document(_ paragraphs: String, as name: String = "in.docx") throws -> URL {
    let package = try OfficePackage(path: fixture("python-docx.docx").path)
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    let xml = "<w:document xmlns:w=\"\(namespace)\"><w:body>\(paragraphs)</w:body></w:document>"
    package.set("word/document.xml", to: Data(xml.utf8))
    try package.write(to: path(name).path)
    return path(name)
  }

  private func error(filling document: URL) -> DocumentError? {
    do {
      _ = try filled(document)
      return nil
    } catch { return error as? DocumentError }
  }

  @Test("placeholders without an answer are all listed, and nothing is written")
  func unknown() throws {
    let body = ["dialogs", "dialogues.chnge", "dialogues:Nga Sn", "chart:x", "table:y", " "]
      .map { "<w:p><w:r><w:t>{{\($0)}}</w:t></w:r></w:p>" }.joined()
    let beside = "<w:p><w:r><w:t>a {{table:dialogues}}</w:t></w:r></w:p>"
    guard case .unknown(let all)? = error(filling: try document(body + beside)) else {
      Issue.record("no error")
      return
    }
    #expect(all.count == 7 && !FileManager.default.fileExists(atPath: path("out.docx").path))
    #expect(all[0].placeholder == "{{dialogs}}" && all[0].reason.hasSuffix("có phải là dialogues?"))
    #expect(all[1].reason.contains("change?") && all[2].reason.contains("Huyện Nga Sơn?"))
    #expect(all[6].reason.contains("đoạn riêng") && all[6].place.hasPrefix("văn bản, \"a {{"))
  }

  @Test("entities are refused, and so is what is no document")
  func hostile() throws {
    let package = try OfficePackage(path: fixture("python-docx.docx").path)
    package.set(
      "word/document.xml",
      to: Data(
        """
        <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>
        """.utf8))
    try package.write(to: path("bomb.docx").path)
    guard case .damaged(let part, _)? = error(filling: path("bomb.docx")) else {
      Issue.record("entities were read")
      return
    }
    #expect(part == "word/document.xml")

    try folder.write("text.docx", "no ZIP")
    guard case .unreadable? = error(filling: path("text.docx")) else {
      Issue.record("text was read")
      return
    }
    let data = try Data(contentsOf: fixture("python-docx.docx"))
    for count in stride(from: 0, to: data.count, by: 997) {
      try folder.write("cut.docx", data.prefix(count))
      #expect(error(filling: path("cut.docx")) != nil)
    }
  }

  @Test(
    "mutated documents end in an error or a document, never in a trap",
    arguments: ["python-docx.docx word/document.xml", "python-pptx.pptx ppt/slides/slide1.xml"])
  func mutations(target: String) throws {
    let parts = target.split(separator: " ").map(String.init)
    let original = try OfficePackage(path: fixture(parts[0]).path)
    let names = [
      parts[1], "[Content_Types].xml",
      parts[1].replacing(/([^\/]+)$/) { "_rels/\($0.output.0).rels" },
    ]
    for seed in 0..<300 as Range<UInt64> {
      var random = SplitMix(state: seed)
      let name = names[seed % 5 == 0 ? 1 + Int(seed / 5 % 2) : 0]
      var bytes = [UInt8](try #require(try original.data(name)))
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let count = min(Int.random(in: 1...200, using: &random), bytes.count - place)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeSubrange(place..<(place + count))
        case 1: bytes.insert(contentsOf: bytes[place..<(place + count)], at: place)
        case 2:
          // A whole element less: well-formed more often than not.
          if let open = bytes[place...].firstIndex(of: UInt8(ascii: "<")),
            let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")),
            bytes[close - 1] == UInt8(ascii: "/")
          {
            bytes.removeSubrange(open...close)
          }
        default: bytes[place] = UInt8.random(in: 32...126, using: &random)
        }
        if bytes.isEmpty { bytes = [60] }
      }
      let package = try OfficePackage(path: fixture(parts[0]).path)
      package.set(name, to: Data(bytes))
      try package.write(to: path("mutated").path)
      do throws(DocumentError) {
        _ = try Attachment.fill(
          path("mutated").path, from: try! Packs.first.get(), to: path("o").path)
      } catch { #expect(!"\(error)".isEmpty, "seed \(seed)") }
    }
  }

  @Test(
    "lengths without measure do no harm",
    arguments: ["9223372036854775807", "1e300", "-1e300", "nan"])
  func lengths(number: String) throws {
    let cell = "<w:p><w:r><w:t>{{chart:dialogues}}</w:t></w:r></w:p>"
    let bookmark = "<w:bookmarkStart w:id=\"\(number)\" w:name=\"a\"/>"
    let body = """
      <w:tbl><w:tblGrid><w:gridCol w:w="\(number)"/><w:gridCol w:w="\(number)"/></w:tblGrid><w:tr><w:tc>
      <w:tcPr><w:gridSpan w:val="\(number)"/></w:tcPr>\(cell)</w:tc><w:tc>\(cell)</w:tc></w:tr></w:tbl>
      <w:p>\(bookmark)<w:r><w:t>{{dialogues}}</w:t></w:r></w:p><w:p><w:r><w:t>{{table:dialogues}}</w:t></w:r></w:p>
      <w:sectPr><w:pgSz w:w="\(number)" w:h="\(number)"/><w:pgMar w:left="\(number)" w:right="1"
      w:top="\(number)" w:bottom="1"/><w:cols w:num="\(number)" w:space="\(number)"/></w:sectPr>
      """
    _ = try filled(try document(body))
    #expect(try text(path("out.docx"), "word/document.xml").contains("105"))
  }

  @Test("an entry named ../ is carried along and never followed")
  func traversal() throws {
    let package = try OfficePackage(path: fixture("python-docx.docx").path)
    package.set("../evil.txt", to: Data("x".utf8))
    try package.write(to: path("evil.docx").path)
    _ = try filled(path("evil.docx"))
    let parent = folder.url.deletingLastPathComponent()
    #expect(!FileManager.default.fileExists(atPath: parent.appending(path: "evil.txt").path))
  }

  @Test("names with markup in them are text")
  func markup() throws {
    let pack = try Packs.first.get()
    let manifest = try Data(contentsOf: pack.appending(path: Manifest.fileName))
    var changed = try Manifest(manifest)
    let evil = "<w:p/>&amp; ]]> \"x\" \u{1}"
    changed.texts["pack"]?["title"] = evil
    changed.charts[0].caption = evil
    changed.charts[0].alternativeText = evil
    changed.tables[0].rows[0].cells[0] = evil
    try folder.write("manifest.json", try changed.data())
    try FileManager.default.copyItem(at: pack.appending(path: "charts"), to: path("charts"))
    _ = try Attachment.fill(
      fixture("python-docx.docx").path, from: folder.url, to: path("o.docx").path)
    let reading = try Reading(path("o.docx"))
    let shown = "<w:p/>&amp; ]]> \"x\" "
    #expect(reading.header == [shown])
    #expect(reading.paragraphs.contains { $0 == "Biểu đồ 1: " + shown })
    #expect(reading.tables[1][1][0] == shown && reading.pictures[0].descr == shown)
  }
}
