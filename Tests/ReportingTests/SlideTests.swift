import Charting
import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport
@testable import Slides

@testable import Office
@testable import Packs
@testable import Reporting

/// The slides of the sample as a package, and as values.
func deck(
  _ language: Language = .vietnamese, in frame: (any SlideFrame)? = nil
) throws -> (folder: TemporaryFolder, package: OfficePackage, slides: [Slide], data: Data) {
  let report = try report("cum-thi-dua-1", language)
  let frame = frame ?? OwnSlideFrame(theme: report.imageTheme, language: "vi-VN")
  let slides = try SlideDeck(
    report: report, charts: try report.pack().charts, frame: frame
  ).slides()
  let file = SlideFile(
    slides: slides, title: "T & \"U\" <V>", author: "A", language: "vi-VN",
    frame: frame, measurer: measurer, date: Date(timeIntervalSince1970: 1_650_000_000),
    pixelLimit: 12_000)
  let folder = try TemporaryFolder()
  let data = try file.data()
  try folder.write("slides.pptx", data)
  let path = folder.url.appending(path: "slides.pptx").path
  return (folder, try OfficePackage(path: path), slides, data)
}

/// A part that leads to none that is there, or has no type.
func loosePart(of package: OfficePackage) throws -> String? {
  let names = Set(package.names)
  let (types, endings) = try OfficeRelations.types(package)
  for name in names where name != "[Content_Types].xml" {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if types[name] == nil, endings[ending] == nil { return "\(name) has no type" }
    if ["xml", "rels"].contains(ending), let data = try package.data(name) {
      _ = try XMLTree(data, part: name)
    }
    for relation in try OfficeRelations(package).of(name) {
      if let target = relation.target, !names.contains(target) {
        return "\(name) leads to \(target)"
      }
    }
  }
  return types.keys.first { !names.contains($0) }.map { "\($0) is not there" }
}

@Suite("Slides of a pack")
struct SlideTests {
  private func text(_ package: OfficePackage, _ name: String) throws -> String {
    String(decoding: try #require(try package.data(name), "\(name)"), as: UTF8.self)
  }

  @Test("Deadlines and answers have slides, and sections of the page, as they have pages")
  func deadlines() throws {
    let report = try report("bao-cao-thang")
    let pack = try report.pack()
    let frame = OwnSlideFrame(theme: report.imageTheme, language: "vi-VN")
    let slides = try SlideDeck(report: report, charts: pack.charts, frame: frame).slides()
    let last = slides.suffix(2)
    #expect(last.map(\.section) == ["Chấp hành thời hạn báo cáo", "Khó khăn, vướng mắc"])
    #expect(
      last.map(\.title) == [
        "59/60 báo cáo gửi đúng hạn (98,3%)", "Khó khăn, vướng mắc: 3/10 đơn vị có ý kiến",
      ])
    guard case .points(let late)? = last.first?.body, case .points(let told)? = last.last?.body
    else { return #expect(Bool(false)) }
    #expect(late == ["TX Nghi Sơn: T5 2022 (hạn 19/5/2022) muộn 8 ngày"])
    #expect(told.count == 3 && told[0].hasPrefix("Thị xã Bỉm Sơn: Tháng 6 năm 2022: "))
    let page = String(decoding: try PackPage(report: report, pack: pack).data(), as: UTF8.self)
    for part in [
      "<section id=\"punctuality\">", "muộn 8 ngày", "3/10 đơn vị có ý kiến",
      "Thiếu công chức chuyên trách",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    // A subtitle of two lines leaves the picture below it room.
    let long = try #require(slides.first { $0.scene != nil && $0.subtitleLines > 1 })
    let markup = SlideMarkup(language: "vi", frame: frame, measurer: measurer).slide(
      long, number: 1)
    let top = SlideMarkup.units(SlideMarkup.bodyBox.y + SlideMarkup.subtitleLine)
    #expect(markup.contains("y=\"\(top)\""))
  }

  @Test("Where a chart goes on over slides, the first bears its finding, the others its name")
  func continued() throws {
    let report = try report("toan-tinh")
    let charts = try report.pack().charts
    let frame = OwnSlideFrame(theme: report.imageTheme, language: "vi-VN")
    let slides = try SlideDeck(report: report, charts: charts, frame: frame).slides()
    func titles(_ end: String) -> Set<String> {
      Set(
        slides.filter { $0.scene != nil && $0.title.hasSuffix(end) }
          .map { String($0.title.dropLast(end.count)) })
    }
    #expect(!titles(" (2/2)").isEmpty)
    #expect(titles(" (1/2)").isSubset(of: charts.map(\.chart.title)))
    #expect(titles(" (2/2)").isSubset(of: charts.map(\.name)))
  }

  @Test(
    "Every finding is the title of a slide, in sections by indicator, all together, and unit by unit"
  )
  func findings() throws {
    let (folder, package, slides, _) = try deck()
    defer { folder.keep() }
    let report = try report("cum-thi-dua-1")
    let charts = try report.pack().charts
    // One slide for each chart, the parts of an indicator beside it, then one for each of ten units that reported.
    let pictures = slides.filter { $0.scene != nil }
    #expect(
      pictures.prefix(charts.count).map(\.title).sorted() == charts.map(\.chart.title).sorted())
    #expect(pictures.count == charts.count + 10)
    #expect(slides[0].title == "Cụm thi đua số 1")
    // The contents say on which slides the sections begin.
    let contents = slides.filter { $0.title.hasPrefix("Mục lục") }
    #expect(contents.count == 2 && slides[1].title == "Mục lục (1/2)")
    for slide in contents {
      guard case .points(let lines) = slide.body else { continue }
      for line in lines {
        let parts = line.components(separatedBy: " – trang ")
        let place = try #require(Int(parts[1])) - 1
        #expect(
          slides[place].section == parts[0] && slides[place - 1].section != parts[0], "\(line)")
      }
    }
    #expect(slides[3].section == "Kết quả nổi bật")
    let sections = slides.map(\.section).reduce(into: [String]()) {
      if $0.last != $1 { $0.append($1) }
    }
    #expect(Set(sections).count == sections.count, "\(sections)")
    #expect(sections.suffix(2) == ["So sánh các chỉ tiêu", "Từng đơn vị"])
    for (index, slide) in slides.enumerated() {
      let xml = try text(package, "ppt/slides/slide\(index + 1).xml")
      #expect(xml.contains("<a:t>\(slide.title.inXML)</a:t>"), "\(slide.title)")
      guard slide.scene != nil else { continue }
      // The picture says in words what it shows, and so do the notes.
      #expect(xml.contains("descr=\"\(slide.notes.inXML)\""))
      #expect(
        try package.data("ppt/media/chart\(index + 1).png")?.prefix(4)
          == Data([0x89, 0x50, 0x4E, 0x47]))
      // Beside it outlines, which are sharp at any size and need no font.
      let outlines = try text(package, "ppt/media/chart\(index + 1).svg")
      #expect(outlines.contains("<svg") && !outlines.contains("<text"), "\(slide.title)")
      #expect(xml.contains("<asvg:svgBlip r:embed=\"rId3\"/>"))
      #expect(try package.data("ppt/notesSlides/notesSlide\(index + 1).xml") != nil)
    }
  }

  @Test(
    "Parts are well formed, of a stated type, and lead only to parts that are there; ids are each one's own"
  )
  func whole() throws {
    let (folder, package, slides, _) = try deck()
    defer { folder.keep() }
    #expect(try loosePart(of: package) == nil)
    for index in slides.indices {
      let xml = try text(package, "ppt/slides/slide\(index + 1).xml")
      let ids = xml.matches(of: /<p:cNvPr id="([0-9]+)"/).map { String($0.1) }
      #expect(Set(ids).count == ids.count)
    }
    #expect(
      try text(package, "docProps/core.xml").contains(
        "<dc:title>T &amp; &quot;U&quot; &lt;V&gt;</dc:title>"))
  }

  @Test("The same pack gives the same bytes, and each picture lies within its slide")
  func same() throws {
    let first = try deck(.english)
    let second = try deck(.english)
    defer { first.folder.keep() }
    #expect(first.data == second.data)
    for index in first.slides.indices where first.slides[index].scene != nil {
      let xml = try text(first.package, "ppt/slides/slide\(index + 1).xml")
      let picture = try #require(xml.split(separator: "<p:pic>").last)
      let numbers = picture.matches(of: /(?:x|y|cx|cy)="([0-9]+)"/).compactMap { Int($0.1) }
      #expect(numbers.count >= 4)
      #expect(numbers[0] + numbers[2] <= 12_192_000 && numbers[1] + numbers[3] <= 6_858_000)
      // Nothing is drawn out of shape.
      let size = try #require(first.slides[index].scene?.size)
      #expect(abs(Double(numbers[2]) / Double(numbers[3]) - size.width / size.height) < 1e-3)
    }
  }
}
