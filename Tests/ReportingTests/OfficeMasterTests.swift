import Charting
import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import Slides

@testable import Documents
@testable import Office
@testable import Packs
@testable import Reporting

@Suite("Slides on an office's own master, and slides as a template")
struct OfficeMasterTests {
  private let folder = try! TemporaryFolder()
  private var fourToThree: String { fixture("python-pptx.pptx").path }

  @Test(
    "Masters, layouts and themes stay byte for byte; the office's slides go, ours come, 4:3 as it was"
  )
  func frame() throws {
    let (folder, package, slides, _) = try deck(in: try OfficeMaster(path: fourToThree))
    defer { folder.keep() }
    let office = try OfficePackage(path: fourToThree)
    let kept = office.names.filter {
      ["ppt/slideMasters/", "ppt/slideLayouts/", "ppt/theme/"].contains(where: $0.hasPrefix)
        && !$0.contains("_rels")
    }
    #expect(kept.count > 12)
    for name in kept { #expect(try package.data(name) == office.data(name), "\(name)") }
    #expect(try loosePart(of: package) == nil)
    #expect(
      package.names.filter { $0.wholeMatch(of: /ppt\/slides\/slide\d+\.xml/) != nil }.count
        == slides.count)
    let root = try XMLTree(
      try #require(try package.data("ppt/presentation.xml")), part: "ppt/presentation.xml"
    ).root
    #expect(root.child("p:sldSz")?.attribute(bare: "cx") == "9144000")
    // The order that the schema asks for.
    let order = root.children.filter(\.isElement).map(\.localName).prefix(5)
    #expect(Array(order) == ["sldMasterIdLst", "notesMasterIdLst", "sldIdLst", "sldSz", "notesSz"])
    let sections = root.descendants(where: "section").map { $0.attribute(bare: "name") ?? "" }
    #expect(sections.count == Set(slides.map(\.section)).count)
  }

  @Test(
    "Titles are the layout's titles; nothing lies beside the slide, and no picture is drawn out of shape"
  )
  func places() throws {
    let master = try OfficeMaster(path: fourToThree)
    let (folder, package, slides, _) = try deck(in: master)
    defer { folder.keep() }
    for (index, slide) in slides.enumerated() {
      let name = "ppt/slides/slide\(index + 1).xml"
      let root = try XMLTree(try #require(try package.data(name)), part: name).root
      let titles = root.descendants("p:sp").filter {
        ["title", "ctrTitle"].contains(
          $0.descendant(at: "p:nvSpPr", "p:nvPr", "p:ph")?.attribute(bare: "type") ?? "")
      }
      #expect(titles.map(\.text) == [slide.title])
      for frame in root.descendants("a:xfrm") {
        guard let x = frame.child("a:off")?.length(bare: "x"),
          let y = frame.child("a:off")?.length(bare: "y"),
          let width = frame.child("a:ext")?.length(bare: "cx"),
          let height = frame.child("a:ext")?.length(bare: "cy")
        else { continue }
        #expect(
          x >= 0 && y >= 0 && x + width <= 9_144_000 && y + height <= 6_858_000, "\(slide.title)")
      }
      guard let scene = slide.scene,
        let extent = root.descendants("p:pic").first?.descendant(at: "p:spPr", "a:xfrm", "a:ext"),
        let width = extent.length(bare: "cx"), let height = extent.length(bare: "cy")
      else { continue }
      #expect(
        abs(Double(width) / Double(height) - scene.size.width / scene.size.height) < 1e-3)
      // It is as large as its room lets it be.
      let room = master.picture.text.box
      let lines = Double(slide.subtitleLines - 1) * SlideMarkup.subtitleLine
      #expect(
        abs(Double(width) / 12_700 - room.width) < 1
          || abs(Double(height) / 12_700 - (room.height - lines)) < 1, "\(slide.title)")
    }
  }

  @Test("Letters look the same in the hall, however large the slide is")
  func scale() throws {
    let package = try OfficePackage(path: fourToThree)
    let name = "ppt/presentation.xml"
    let xml = String(decoding: try #require(try package.data(name)), as: UTF8.self)
    package.set(
      name,
      to: Data(
        xml.replacing("cx=\"9144000\"", with: "cx=\"18288000\"")
          .replacing("cy=\"6858000\"", with: "cy=\"13716000\"").utf8))
    let path = folder.url.appending(path: "large.pptx").path
    try package.write(to: path)
    let (small, large) = (try OfficeMaster(path: fourToThree), try OfficeMaster(path: path))
    #expect(large.scale == 2 * small.scale)
    #expect(large.picture.source.size == 2 * small.picture.source.size)
  }

  /// The python-pptx presentation, changed.
  private func office(_ change: (OfficePackage) throws -> Void) throws -> String {
    let package = try OfficePackage(path: fourToThree)
    try change(package)
    let path = folder.url.appending(path: "office.pptx").path
    try package.write(to: path)
    return path
  }

  private func edit(_ package: OfficePackage, _ part: String, _ change: (String) -> String) throws {
    let old = String(decoding: try #require(try package.data(part)), as: UTF8.self)
    let new = change(old)
    #expect(new != old)
    package.set(part, to: Data(new.utf8))
  }

  @Test(
    "Authors, macros, objects, what is linked outside and what runs something do not come along")
  func leaks() throws {
    let base = OfficeRelations.base
    let path = try office { package in
      let main = "ppt/_rels/presentation.xml.rels"
      try edit(package, main) {
        $0.replacing(
          "</Relationships>",
          with:
            "<Relationship Id=\"rA\" Type=\"\(base)commentAuthors\" Target=\"commentAuthors.xml\"/>"
            + "<Relationship Id=\"rB\" Type=\"\(base)customXml\" Target=\"../customXml/item1.xml\"/></Relationships>"
        )
      }
      package.set("ppt/commentAuthors.xml", to: Data("<a>Nguyễn Văn A</a>".utf8))
      package.set("customXml/item1.xml", to: Data("<a/>".utf8))
      package.set("ppt/media/macro.bin", to: Data("x".utf8))
      let master = "ppt/slideMasters/slideMaster1.xml"
      try edit(package, "ppt/slideMasters/_rels/slideMaster1.xml.rels") {
        $0.replacing(
          "</Relationships>",
          with: "<Relationship Id=\"rX\" Type=\"\(base)image\" Target=\"../media/macro.bin\"/>"
            + "<Relationship Id=\"rY\" Type=\"\(base)image\" Target=\"http://example.invalid/a.png\" TargetMode=\"External\"/>"
            + "</Relationships>")
      }
      try edit(package, master) { xml in
        func picture(_ id: String) -> String {
          "<p:pic><p:nvPicPr><p:cNvPr id=\"90\" name=\"Lạ\"><a:hlinkClick r:id=\"\" action=\"ppaction://macro?name=M\"/></p:cNvPr>"
            + "<p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip \(id)/></p:blipFill><p:spPr/></p:pic>"
        }
        return xml.replacing(
          "</p:spTree>", with: picture("r:embed=\"rX\"") + picture("r:link=\"rY\"") + "</p:spTree>")
      }
      try edit(package, "ppt/presentation.xml") {
        $0.replacing(
          "</p:presentation>",
          with: "<p:modifyVerifier saltData=\"s\" hashData=\"h\"/></p:presentation>")
      }
    }
    let (kept, package, _, _) = try deck(in: try OfficeMaster(path: path))
    defer { kept.keep() }
    #expect(try loosePart(of: package) == nil)
    for name in package.names {
      #expect(
        !name.contains("commentAuthors") && !name.contains("customXml") && !name.hasSuffix(".bin"))
      guard name.hasSuffix(".xml") || name.hasSuffix(".rels") else { continue }
      let text = String(decoding: try #require(try package.data(name)), as: UTF8.self)
      for word in ["example.invalid", "ppaction://macro", "modifyVerifier", "Nguyễn Văn A"] {
        #expect(!text.contains(word), "\(name): \(word)")
      }
    }
  }

  @Test(
    "A presentation whose slides have no size that slides have is refused",
    arguments: ["cx=\"0\"", "cx=\"-9144000\"", "cx=\"99999999999\"", "cx=\"x\"", ""])
  func sizes(written: String) throws {
    let path = try office { package in
      try edit(package, "ppt/presentation.xml") { $0.replacing("cx=\"9144000\"", with: written) }
    }
    #expect(throws: DocumentError.self) { _ = try OfficeMaster(path: path) }
  }

  @Test(
    "What is no presentation is refused, with what to do",
    arguments: ["python-docx.docx", "make.py"])
  func refused(file: String) throws {
    let path = fixture(file).path
    #expect {
      _ = try OfficeMaster(path: path)
    } throws: { error in
      guard case .unreadable(path, let reason)? = error as? DocumentError else { return false }
      return reason.vietnamese.contains("tệp") && !reason.english.isEmpty
    }
  }

  @Test(
    "A template of slides is answered by its pack, on our master and on the office's, and kept up to date",
    arguments: [false, true])
  func template(isOffice: Bool) throws {
    let report = try report("cum-thi-dua-1")
    let template = SlideTemplate(
      report: report, master: isOffice ? try OfficeMaster(path: fourToThree) : nil,
      date: Date(timeIntervalSince1970: 0))
    let file = folder.url.appending(path: "mau.pptx")
    try template.data().write(to: file)
    #expect(try loosePart(of: OfficePackage(path: file.path)) == nil)
    let first = folder.url.appending(path: "first.pptx")
    let log = try Attachment.fill(file.path, from: try Packs.first.get(), to: first.path)
    #expect(log.charts == 4 && log.tables == 1 && log.doubts.isEmpty)
    #expect(
      try all(first).contains {
        $0.hasPrefix("Kết quả 6 tháng đầu năm 2022 đã có 85 xã, phường, thị trấn tổ chức 105")
      })
    #expect(!(try all(first)).contains { $0.contains("{{") })
    let next = folder.url.appending(path: "next.pptx")
    _ = try Attachment.fill(first.path, from: try Packs.earlier.get(), to: next.path)
    #expect(
      try all(next).contains {
        $0.hasPrefix("Kết quả 6 tháng cuối năm 2021 đã có 61 xã, phường, thị trấn tổ chức 74")
      })
    #expect(!(try all(next)).contains { $0.contains("2022") && $0.contains("đã có") })
  }

  @Test("Answers and tables with too many rows stay in the document")
  func leftOut() throws {
    let slides = SlideTemplate(
      report: try report("bao-cao-thang"), master: nil, date: Date(timeIntervalSince1970: 0)
    ).slides
    let texts = slides.flatMap { slide -> [String] in
      if case .points(let texts) = slide.body { texts } else { [] }
    }
    #expect(texts.contains("{{table:comparison}}"))
    #expect(!texts.contains { $0.contains("{{texts:") || $0.contains("{{table:by-unit}}") })
    #expect(!texts.contains("Khó khăn, vướng mắc:"))
  }

  /// The paragraphs of all slides.
  private func all(_ path: URL) throws -> [String] {
    let document = try OfficeDocument(OfficePackage(path: path.path))
    return try document.parts(ofType: ["presentationml.slide+xml"]).flatMap { part in
      try document.tree(part).root.descendants("a:p").map(\.text)
    }
  }
}

extension XMLNode {
  /// All elements below of a local name, whatever their namespace.
  fileprivate func descendants(where name: String) -> [XMLNode] {
    var found: [XMLNode] = []
    walk { node in
      if node.isElement, node.localName == name { found.append(node) }
      return true
    }
    return found
  }
}
