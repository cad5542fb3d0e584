import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import PackPages

@testable import Documents
@testable import Office
@testable import Packs
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
    // The parts stay, so that what people changed in them does, too.
    let names = try parts(second.path)
    #expect(names.count == 6)
    #expect(names == (try parts(first.path)))
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
    #expect(document.contains("name=\"giaoban:dialogues#"))
    #expect(document.contains("Hội nghị đối thoại theo đơn vị"))
    // The same pack once more changes nothing.
    let third = try attach(second.path, Packs.first, as: "third.docx")
    #expect(try Data(contentsOf: third.path) == Data(contentsOf: second.path))
  }

  @Test(
    "What was typed into a chart is written anew, and that is said; colours and another program's spaces are no edits"
  )
  func edited() throws {
    let first = try attach(
      try word(["{{chart:dialogues|native}}"]), Packs.earlier, as: "first.docx")
    let part = try #require(
      try parts(first.path).first { $0.hasPrefix("word/charts/giaoban") && $0.hasSuffix(".xml") })
    func edit(_ change: (String) -> String) throws -> AttachmentLog {
      let package = try OfficePackage(path: first.path.path)
      let old = try text(package, part)
      let new = change(old)
      #expect(new != old)
      package.set(part, to: Data(new.utf8))
      let edited = folder.url.appending(path: "edited.docx")
      try package.write(to: edited.path)
      return try attach(edited, Packs.first, as: "again.docx").log
    }
    func isSaid(_ log: AttachmentLog) -> Bool {
      log.doubts.contains { $0.hasPrefix("giaoban:dialogues: số, tên hoặc tiêu đề") }
    }
    #expect(isSaid(try edit { $0.replacing("TP Thanh Hóa", with: "TP. Thanh Hóa (mới)") }))
    #expect(
      isSaid(try edit { $0.replacing(/<c:v>(\d)(\d*)\.0<\/c:v>/) { "<c:v>9\($0.2).0</c:v>" } }))
    #expect(
      isSaid(try edit { $0.replacing("</a:t></a:r></a:p>", with: " của tôi</a:t></a:r></a:p>") }))
    #expect(!isSaid(try edit { $0.replacing("0A6C8F", with: "FF0000") }))
    #expect(
      !isSaid(
        try edit {
          $0.replacing(/<c:v>(\d+)\.0<\/c:v>/) { "<c:v>\($0.1)</c:v>" }
            .replacing("TP Thanh Hóa", with: "TP  Thanh Hóa ")
        }))
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
    let chart = try #require(
      try parts(again.path).first { $0.hasPrefix("ppt/charts/giaoban") && $0.hasSuffix(".xml") })
    let (now, before) = (
      try text(OfficePackage(path: again.path.path), chart),
      try text(OfficePackage(path: out.path.path), chart)
    )
    #expect(now != before)
  }

  /// The children that an element may have, in their order (ECMA-376, part 1, section 21.2.2 and annex A), of those
  /// elements whose order Office minds.
  private static let order: [String: [String]] = [
    "chartSpace": ["roundedCorners", "chart", "spPr", "txPr", "externalData"],
    "chart": ["title", "autoTitleDeleted", "plotArea", "legend", "plotVisOnly", "dispBlanksAs"],
    "title": ["tx", "layout", "overlay"],
    "plotArea": ["layout", "barChart", "lineChart", "catAx", "valAx"],
    "barChart": [
      "barDir", "grouping", "varyColors", "ser", "dLbls", "gapWidth", "overlap", "axId",
    ],
    "lineChart": ["grouping", "varyColors", "ser", "dLbls", "marker", "axId"],
    "ser": [
      "idx", "order", "tx", "spPr", "invertIfNegative", "marker", "dLbls", "cat", "val", "smooth",
    ],
    "dLbls": [
      "delete", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal", "showCatName",
      "showSerName",
      "showPercent", "showBubbleSize",
    ],
    "catAx": [
      "axId", "scaling", "delete", "axPos", "numFmt", "majorTickMark", "minorTickMark",
      "tickLblPos", "crossAx", "crosses", "auto", "lblAlgn", "lblOffset", "tickLblSkip",
      "noMultiLvlLbl",
    ],
    "valAx": [
      "axId", "scaling", "delete", "axPos", "numFmt", "majorTickMark", "minorTickMark",
      "tickLblPos", "crossAx", "crosses",
    ],
    "scaling": ["orientation", "max", "min"],
  ]

  @Test(
    "Every chart is as the schema has it: known children in their order, text where text belongs")
  func schema() throws {
    let answers = try PackAnswers(folder: try Packs.first.get())
    var kinds: [OfficeChart.Kind] = []
    for chart in answers.manifest.charts {
      guard let office = OfficeChart(chart, answers) else { continue }
      kinds.append(office.kind)
      try holds(office)
    }
    #expect(kinds.contains(.parts) && kinds.contains(.bars) && kinds.contains(.line))
  }

  private func holds(_ office: OfficeChart) throws {
    func visit(_ node: XMLNode) {
      let name = node.localName
      let own = node.children.filter(\.isElement)
      let text = node.children.filter(\.isText).map(\.text).joined()
      #expect(
        text.isEmpty || ["v", "f", "formatCode", "t"].contains(name), "\(name) holds \(text)")
      if node.namespace.hasSuffix("/chart"), let order = OfficeChartTests.order[name] {
        let places = own.map { order.firstIndex(of: $0.localName) ?? -1 }
        #expect(
          !places.contains(-1) && places == places.sorted(), "\(name): \(own.map(\.localName))")
      }
      for child in own { visit(child) }
    }
    visit(try XMLTree(office.xml, part: "chart.xml").root)
  }

  @Test(
    "Parts are stacked, with letters that stand out, and without the numbers of what is nothing")
  func stacked() throws {
    let answers = try PackAnswers(folder: try Packs.first.get())
    let xml = String(decoding: try answers.officeChart("models-parts-by-unit").xml, as: UTF8.self)
    #expect(xml.contains("<c:overlap val=\"100\"/>"))
    #expect(xml.contains("<a:srgbClr val=\"FFFFFF\"/>"))
    #expect(xml.contains("formatCode=\"#,##0;-#,##0;\""))
  }

  @Test("A chart against a target shows it; one in percent of a plan is refused")
  func target() throws {
    let answers = try PackAnswers(folder: try Packs.first.get())
    let chart = try answers.officeChart("dialogue_coverage-target")
    #expect(
      chart.series.map(\.name) == ["Tỷ lệ xã, phường, thị trấn có đối thoại", "Chỉ tiêu 50,0%"])
    #expect(Set(chart.series[1].values.compactMap(\.self)) == [50])
    try holds(chart)
    var plan = answers.manifest.charts[0]
    plan.id = plan.data[0].indicator + "-plan"
    #expect(OfficeChart(plan, answers) == nil)
  }

  @Test("What lacks units or parts of its period bears an asterisk, which the title explains")
  func partial() throws {
    let answers = try PackAnswers(folder: try Packs.first.get())
    var chart = try #require(answers.manifest.charts.first { $0.id == "dialogues-trend" })
    for index in chart.data.indices {
      chart.data[index].status = index == 0 ? "partial" : "complete"
    }
    let office = try #require(OfficeChart(chart, answers))
    #expect(office.categories.map { $0.hasSuffix("*") }.firstIndex(of: true) == 0)
    #expect(office.categories.count { $0.hasSuffix("*") } == 1)
    #expect(
      String(decoding: office.xml, as: UTF8.self).contains("* chưa đủ đơn vị hoặc chưa đủ kỳ"))
    try holds(office)
  }

  @Test(
    "The next pack keeps the colours and the kind that people gave a chart, and its numbers are new"
  )
  func kept() throws {
    let first = try attach(
      word(["{{chart:dialogues|native}}"]), Packs.earlier, as: "first.docx")
    let package = try OfficePackage(path: first.path.path)
    let part = try #require(try parts(first.path).first { $0.hasPrefix("word/charts/giaoban") })
    let xml = try text(package, part).replacing("0A6C8F", with: "FF0000")
      .replacing("<c:barDir val=\"bar\"/>", with: "<c:barDir val=\"col\"/>")
    package.set(part, to: Data(xml.utf8))
    let edited = folder.url.appending(path: "edited.docx")
    try package.write(to: edited.path)
    let out = try attach(edited, Packs.first, as: "out.docx")
    let written = try text(OfficePackage(path: out.path.path), part)
    #expect(written.contains("FF0000") && written.contains("<c:barDir val=\"col\"/>"))
    #expect(written.contains("<c:v>21.0</c:v>"))
    #expect(!out.log.doubts.contains { $0.contains("vẽ lại") })
    // With another series it is another chart, which is said.
    package.set(part, to: Data(xml.replacing("<c:ser>", with: "<c:ser></c:ser><c:ser>").utf8))
    try package.write(to: edited.path)
    let anew = try attach(edited, Packs.first, as: "anew.docx")
    #expect(anew.log.doubts.contains { $0.contains("được vẽ lại") })
    #expect(try parts(anew.path).count == 3)
  }

  @Test(
    "What no bars or lines show is refused before anything is written, and so is another word behind the line"
  )
  func refused() throws {
    for (placeholder, reason) in [
      ("{{chart:heat|native}}", "không vẽ được thành biểu đồ của Office"),
      ("{{chart:dialogues|excel}}", "không phải là chỗ điền"),
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
      // A line of the target stands beside the numbers.
      let own = office.series.filter { !$0.name.hasPrefix("Chỉ tiêu ") }
      let shown = Set(own.flatMap { $0.values.compactMap(\.self) })
      #expect(shown == stated, "\(chart.id)")
      #expect(try office.workbook(created: .distantPast).count > 1000)
    }
  }
}
