import CairoRenderer
import Charting
import Foundation
import Testing
import TestSupport

@testable import Packs
@testable import Reporting

/// `Documents/archive.py` reads with pypdf and knows the clauses of ISO 19005-2 that a program can see; no validator
/// of PDF/A is to be had from Debian.
@Suite("PDFs are for the archive")
struct ArchiveTests {
  private struct Reading: Decodable {
    var faults: [String]
    var language: String
    var pictures: [String]
    var root: String
    var sections: Int
    var pages: Int
  }

  private func reading(_ pages: [PDFDocument.Page], _ metadata: PDFDocument.Metadata) throws
    -> Reading
  {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let file = folder.url.appending(path: "pack.pdf")
    try PDFDocument.data(pages, metadata).write(to: file)
    #expect(output(of: "qpdf", ["--check", file.path]) != nil)
    let text = try #require(
      output(of: "/usr/bin/python3", [documents.appending(path: "archive.py").path, file.path]))
    return try JSONDecoder().decode(Reading.self, from: Data(text.utf8))
  }

  @Test(
    "A pack is PDF/A-2u, a section a page, each page's charts a picture in words",
    arguments: ["cum-thi-dua-1", "toan-tinh"])
  func pack(sample: String) throws {
    let pages = try report(sample).pack().pages
    let reading = try reading(
      pages,
      .init(
        title: "Cụm thi đua số 1 – <6 tháng> & “quý”", author: "Ban Dân vận", subject: "Biểu đồ",
        language: "vi-VN", date: Date(timeIntervalSince1970: 1_655_424_000)))
    #expect(reading.faults == [])
    #expect(reading.language == "vi-VN")
    #expect(reading.root == "/Document")
    #expect(reading.sections == pages.count && reading.pages == pages.count)
    let shown = pages.flatMap { page in
      page.scene.marks.compactMap { mark in
        if case .group(let group) = mark { group.alternativeText } else { nil }
      }
    }
    #expect(reading.pictures == shown)
    #expect(shown.count > 5 && !shown.contains(""))
  }

  @Test("A chart alone says its own words, and nothing of what nobody said")
  func chart() throws {
    let chart = Chart(
      title: "TP Thanh Hóa dẫn đầu", alternativeText: "Biểu đồ thanh ngang: TP Thanh Hóa 21.",
      body: RankedBars(
        [.init(CategoryName("TP Thanh Hóa"), .number(21))],
        format: ValueFormat(.count, decimals: 0, numbers: .vietnamese),
        words: ChartWords(missing: "chưa báo cáo", notApplicable: "không áp dụng")))
    let scene = try chart.scene(
      width: 440, in: LayoutContext(theme: .image, measurer: PangoMeasurer()))
    let reading = try reading([.init(scene: scene)], .init(title: scene.title, date: Date()))
    #expect(reading.faults == [])
    #expect(reading.language == "")
    #expect(reading.pictures == ["Biểu đồ thanh ngang: TP Thanh Hóa 21."])
  }

  @Test("What no document can hold is left out of all that says it")
  func controlCharacters() throws {
    let scene = Scene(
      size: .a4Landscape,
      marks: [.group(GroupMark([], alternativeText: "Một\u{1}hai"))], title: "T")
    let reading = try reading(
      [.init(scene: scene, bookmarks: [.init("A\u{0}B\u{FFFE}")])],
      .init(title: "A\u{1}B\u{0}C", author: "\u{1B}D", subject: "E\u{FFFF}", date: Date()))
    #expect(reading.faults == [] && reading.pictures == ["Mộthai"])
  }

  @Test("A PDF without a page, a text or a word is one as well")
  func empty() throws {
    let scene = Scene(size: .a4Landscape, marks: [])
    let reading = try reading([.init(scene: scene)], .init(title: "", date: Date()))
    #expect(reading.faults == [] && reading.pictures == [])
  }
}
