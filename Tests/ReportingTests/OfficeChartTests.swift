import ClusterMetrics
import Foundation
import TestSupport
import Testing

@testable import Reporting

@Suite("Charts of Office's own in documents", .serialized)
struct OfficeChartTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A Word document of some paragraphs.
  private func word(_ paragraphs: [String]) throws -> URL {
    let package = try OfficePackage(path: fixture("python-docx.docx").path)
    let lines = paragraphs.map { "<w:p><w:r><w:t>\($0)</w:t></w:r></w:p>" }.joined()
    let xml =
      "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\(lines)</w:body></w:document>"
    package.set("word/document.xml", to: Data(xml.utf8))
    let path = folder.url.appending(path: "in.docx")
    try package.write(to: path.path)
    return path
  }

  private func attach(
    _ document: URL, _ pack: Result<URL, any Error>, as name: String
  ) throws -> (path: URL, log: AttachmentLog) {
    let path = folder.url.appending(path: name)
    let log = try Attachment.fill(document.path, from: try pack.get(), to: path.path)
    return (path, log)
  }

  private func text(_ package: OfficePackage, _ part: String) throws -> String {
    String(decoding: try #require(try package.data(part), "\(part)"), as: UTF8.self)
  }

  /// The parts of charts and of their workbooks.
  private func parts(_ path: URL) throws -> [String] {
    try OfficePackage(path: path.path).names.filter {
      $0.contains("/charts/giaoban") || $0.contains("/embeddings/giaoban")
        || $0.contains("/charts/_rels/giaoban")
    }.sorted()
  }

  @Test(
    "A paragraph becomes a chart with a workbook, under a caption; the next pack gives it its numbers, and nothing of the last stays"
  )
  func word() throws {
    let source = try word(["{{chart:dialogues|native}}", "{{chart:dialogues-trend | native}}"])
    let first = try attach(source, Packs.earlier, as: "first.docx")
    #expect(first.log.charts == 2)
    #expect(try parts(first.path).count == 6)
    let second = try attach(first.path, Packs.first, as: "second.docx")
    #expect(second.log.charts == 2)
    let names = try parts(second.path)
    #expect(names.count == 6)
    #expect(Set(names).isDisjoint(with: try parts(first.path)))
    let package = try OfficePackage(path: second.path.path)
    let chart = try #require(
      names.first { $0.hasPrefix("word/charts/giaoban-dialogues-") && !$0.contains("trend") })
    let xml = try text(package, chart)
    // The first bar of the sample: TP Thanh Hóa, 21 of 105.
    #expect(xml.contains("<c:pt idx=\"0\"><c:v>TP Thanh Hóa</c:v></c:pt>"))
    #expect(xml.contains("<c:pt idx=\"0\"><c:v>21.0</c:v></c:pt>"))
    #expect(xml.contains("<c:barDir val=\"bar\"/>"))
    let types = try text(package, "[Content_Types].xml")
    for name in names where name.hasPrefix("word/charts/giaoban") {
      _ = try XMLTree(try #require(try package.data(name)), part: name)
      #expect(types.contains("PartName=\"/\(name)\""))
    }
    #expect(types.components(separatedBy: "drawingml.chart+xml").count == 3)
    let document = try text(package, "word/document.xml")
    #expect(document.contains("name=\"giaoban:dialogues\""))
    #expect(document.contains("Hội nghị đối thoại theo đơn vị"))
    // The same pack once more changes nothing.
    let third = try attach(second.path, Packs.first, as: "third.docx")
    #expect(try Data(contentsOf: third.path) == Data(contentsOf: second.path))
  }

  @Test("Of one chart twice each has a part of its own")
  func twice() throws {
    let source = try word(["{{chart:dialogues|native}}", "{{chart:dialogues|native}}"])
    let out = try attach(source, Packs.first, as: "out.docx")
    #expect(try parts(out.path).count == 6)
  }

  @Test("python-pptx reads kind, names and numbers, and the workbook behind them")
  func slides() throws {
    let package = try OfficePackage(path: fixture("python-pptx.pptx").path)
    let name = "ppt/slides/slide1.xml"
    let xml = try text(package, name).replacing(
      "{{chart:dialogues}}", with: "{{chart:dialogues|native}}")
    package.set(name, to: Data(xml.utf8))
    let source = folder.url.appending(path: "in.pptx")
    try package.write(to: source.path)
    let out = try attach(source, Packs.first, as: "out.pptx")
    let root = try OfficeDocument(OfficePackage(path: out.path.path)).tree(name).root
    let frame = try #require(root.descendants("p:graphicFrame").first)
    #expect(frame.descendants("c:chart").count == 1)
    #expect(try parts(out.path).count == 3)
    let again = try attach(out.path, Packs.earlier, as: "again.pptx")
    #expect(try parts(again.path).count == 3)
    #expect(Set(try parts(again.path)).isDisjoint(with: try parts(out.path)))
  }

  @Test(
    "What no bars or lines show is refused before anything is written, and so is another word behind the line"
  )
  func refused() throws {
    for (placeholder, reason) in [
      ("{{chart:heat|native}}", "không vẽ được thành biểu đồ của Office"),
      ("{{chart:dialogues|excel}}", "không phải là trường cần điền"),
      ("{{chart:nothing|native}}", "không có biểu đồ"),
    ] {
      let source = try word([placeholder])
      do {
        _ = try attach(source, Packs.first, as: "out.docx")
        Issue.record("\(placeholder) was filled")
      } catch let error as DocumentError {
        #expect("\(error.message.vietnamese)".contains(reason), "\(error.message.vietnamese)")
      }
    }
  }

  @Test("The workbook holds the numbers of the chart, none where nothing is known")
  func workbook() throws {
    let manifest = try Manifest(
      try Data(contentsOf: try Packs.first.get().appending(path: Manifest.fileName)))
    let answers = try PackAnswers(folder: try Packs.first.get())
    for chart in manifest.charts {
      guard let office = OfficeChart(chart, answers) else { continue }
      let stated = Set(chart.data.compactMap(\.value))
      let shown = Set(office.series.flatMap { $0.values.compactMap(\.self) })
      #expect(shown == stated, "\(chart.id)")
      #expect(try office.workbook(created: .distantPast).count > 1000)
    }
  }
}
