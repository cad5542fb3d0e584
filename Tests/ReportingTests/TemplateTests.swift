import Charting
import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport
@testable import PackPages
@testable import Slides

@testable import Documents
@testable import Office
@testable import Packs
@testable import Reporting

@Suite("Reports that are written for a project")
struct TemplateTests {
  private let folder = try! TemporaryFolder()

  private func template(_ report: ReportContext) throws -> URL {
    let file = folder.url.appending(path: "mau.docx")
    try ReportTemplateFile(outline: report.reportOutline, date: Date(timeIntervalSince1970: 0))
      .data()
      .write(to: file)
    return file
  }

  private func paragraphs(_ outline: ReportOutline) -> [String] {
    outline.blocks.compactMap {
      switch $0 {
      case .paragraph(let text), .point(let text), .part(let text), .section(let text): text
      default: nil
      }
    }
  }

  @Test(
    "The sentence of the seed is written where one indicator counts what another counts communes of"
  )
  func sentence() throws {
    let outline = try report("cum-thi-dua-1").reportOutline
    #expect(
      paragraphs(outline).contains(
        "Kết quả {{period}} đã có **{{communes_in_dialogue}}** xã, phường, thị trấn tổ chức **{{dialogues}}** hội nghị"
          + " đối thoại{{dialogues.caveat}}, {{dialogues.change_in_words}}. {{dialogues.leader_in_words}}."
      ))
    #expect(outline.title == "Kết quả công tác dân vận {{period}}")
    // The commission is one of the Party, whose papers have another head.
    #expect(outline.isOfParty)
    #expect(!ReportOutliner.isOfParty("Ủy ban nhân dân tỉnh Thanh Hóa"))
    #expect(!ReportOutliner.isOfParty("Sở Nội vụ"))
  }

  @Test(
    "Filled from the pack it was written for, nothing is left open",
    arguments: [Language.vietnamese, .english])
  func filled(_ language: Language) throws {
    let folder = try Packs.first.get()
    let file = try template(try report("cum-thi-dua-1", language))
    let output = self.folder.url.appending(path: "out.docx")
    let log = try Attachment.fill(file.path, from: folder, to: output.path)
    #expect(log.charts == 4 && log.tables == 2)
    #expect(log.doubts.isEmpty)
    let text = try body(output)
    #expect(!text.contains("{{"))
    #expect(!text.contains("}}"))
    guard language == .vietnamese else { return }
    #expect(
      text.contains(
        "Kết quả 6 tháng đầu năm 2022 đã có 85 xã, phường, thị trấn tổ chức 105 hội nghị đối thoại, tăng 14 (15,4%)"
      ))
    #expect(
      text.contains("BAN DÂN VẬN TỈNH ỦY THANH HÓA") && text.contains("ĐẢNG CỘNG SẢN VIỆT NAM"))
    // The next half-year, from the finished report.
    let next = self.folder.url.appending(path: "next.docx")
    _ = try Attachment.fill(output.path, from: try Packs.earlier.get(), to: next.path)
    let following = try body(next)
    #expect(following.contains("6 tháng cuối năm 2021"))
  }

  private func body(_ file: URL) throws -> String { try text(file, "word/document.xml") }

  @Test(
    "Every placeholder of the outline has an answer, in both samples and with the groups of a third"
  )
  func answered() throws {
    for (sample, period) in [
      ("cum-thi-dua-1", Period.half(1, year: 2022)), ("toan-tinh", .half(2, year: 2022)),
      ("bao-cao-thang", .half(1, year: 2022)),
    ] {
      let report = try report(sample, period: period)
      let charts = Set(report.standardCharts.map(\.id.text))
      let tables = Set(report.documentTables().map(\.id))
      let texts = report.generalTexts()
      for block in report.reportOutline.blocks {
        switch block {
        case .placeholder(.chart(let id)): #expect(charts.contains(id), "\(sample): \(id)")
        case .placeholder(.table(let id)): #expect(tables.contains(id), "\(sample): \(id)")
        case .placeholder(.texts(let id)):
          #expect(report.project.definition.questions.contains { $0.id == id })
        case .paragraph(let text), .point(let text), .annex(let text):
          for (_, content) in Placeholder.all(in: text) {
            guard case .number(let id, let field, _)? = Placeholder(content) else {
              Issue.record("\(content)")
              continue
            }
            let known =
              texts[id]?[field]
              ?? report.project.definition.indicator(withID: id).flatMap {
                report.texts($0, for: .all)[field]
              }
            #expect(known != nil, "\(sample): \(content)")
          }
        case .part, .section, .note, .placeholder: break
        }
      }
    }
  }

  @Test("Names of the project's are text, whatever they look like")
  func plainNames() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml":
        "title: A\nindicators:\n  n: {name: \"Số {{chart:m}} **x**\", count: activities}\n  m: {count: activities}\n",
      "roster.csv": "cluster,unit,commune\nC,U,X\n",
      "activities.csv": "date,unit,activity\n2024-01-05,U,a\n",
    ])
    let project = try Project(folder: folder.url)
    let period = Period.half(1, year: 2024)
    let report = ReportContext(
      project: project, intake: try project.tally(ReportContext.periods(for: period)),
      period: period,
      language: .vietnamese, measurer: measurer)
    let texts = paragraphs(report.reportOutline)
    #expect(texts.contains("1. Số { {chart:m} } * *x* *"))
    // Nothing is known of last year, and nothing is said of it.
    #expect(!texts.contains { $0.contains("change_in_words") })
  }

  @Test(
    "The office is filled in later where the settings do not name it, and in English no motto of the State heads the report"
  )
  func office() throws {
    func body(_ settings: String) throws -> String {
      let folder = try TemporaryFolder([
        "giaoban.yaml": settings + "\nindicators:\n  n: {count: activities}\n",
        "roster.csv": "cluster,unit,commune\nC,U,X\n",
        "activities.csv": "date,unit,activity\n2024-01-05,U,a\n",
      ])
      defer { folder.keep() }
      let project = try Project(folder: folder.url)
      let period = Period.half(1, year: 2024)
      let report = ReportContext(
        project: project, intake: try project.tally(ReportContext.periods(for: period)),
        period: period,
        language: project.definition.language, measurer: measurer)
      let file = folder.url.appending(path: "mau.docx")
      try ReportTemplateFile(outline: report.reportOutline, date: Date(timeIntervalSince1970: 0))
        .data().write(to: file)
      return try self.body(file)
    }
    let unnamed = try body("title: A\norganisation: Tên cơ quan")
    #expect(unnamed.contains("{{pack.organisation}}") && !unnamed.contains("TÊN CƠ QUAN"))
    #expect(unnamed.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    let named = try body("title: A\norganisation: Sở Nội vụ")
    #expect(named.contains("SỞ NỘI VỤ") && !named.contains("{{pack.organisation}}"))
    let english = try body("language: en\ntitle: A\norganisation: Hillcrest Board")
    #expect(english.contains("HILLCREST BOARD") && !english.contains("SOCIALIST REPUBLIC"))
  }

  @Test("Groups become sections with one number each, whatever number their names begin with")
  func groups() throws {
    let outline = try report("bao-cao-thang").reportOutline
    let sections = outline.blocks.compactMap {
      if case .section(let name) = $0 { name } else { nil }
    }
    #expect(sections.prefix(2) == ["1. Cải cách hành chính", "2. An sinh xã hội"])
  }

  @Test("A field of a number is there whether or not anybody has reported")
  func stableFields() throws {
    // Nobody has reported for the first half of 2025.
    let known = try report("cum-thi-dua-1")
    let empty = try report("cum-thi-dua-1", period: .half(1, year: 2025))
    for indicator in known.indicators {
      #expect(
        Set(known.texts(indicator, for: .all).keys) == Set(empty.texts(indicator, for: .all).keys),
        "\(indicator.id)")
    }
  }

  @Test("All that a document asks for is listed with what it would become, in its order")
  func list() throws {
    let pack = try Packs.first.get()
    let report = packageRoot.appending(path: "Samples/cum-thi-dua-1/bao-cao.docx")
    let listed = try Attachment.list(report.path, from: pack)
    #expect(listed.first { $0.placeholder == "{{dialogues}}" }?.becomes == "105")
    #expect(listed.first { $0.placeholder == "{{dialogues:TX Nghi Sơn}}" }?.becomes == "14")
    #expect(
      listed.first { $0.placeholder == "{{chart:dialogues}}" }?.becomes
        == "hình: Hội nghị đối thoại theo đơn vị, 6 tháng đầu năm 2022")
    let unanswered = listed.filter { !$0.isAnswered }
    #expect(unanswered.isEmpty)
    let offered = try Attachment.list(from: pack)
    #expect(Set(offered.map(\.placeholder)).count == offered.count)
    #expect(
      offered.contains {
        $0.placeholder == "{{dialogues.change_in_words}}" && $0.becomes.hasPrefix("tăng 14")
      })
    // What would be refused is listed so.
    let outline = ReportOutline(
      organisation: "", isOfParty: false, title: "", language: .vietnamese,
      blocks: [.paragraph("Có {{dialogues hội nghị"), .paragraph("và {{không}}")])
    let wrong = folder.url.appending(path: "sai.docx")
    try ReportTemplateFile(outline: outline, date: Date(timeIntervalSince1970: 0)).data().write(
      to: wrong)
    #expect(try Attachment.list(wrong.path, from: pack).filter { !$0.isAnswered }.count == 2)
    // What was filled is listed, too: the next pack gives it anew.
    let output = folder.url.appending(path: "out.docx")
    _ = try Attachment.fill(report.path, from: pack, to: output.path)
    #expect(
      try Attachment.list(output.path, from: pack).contains { $0.placeholder == "{{dialogues}}" })
  }
}

@Suite("Tables of documents find their widths")
struct WordTableLayoutTests {
  private func table(_ columns: [String], _ rows: [[String]]) -> Manifest.Table {
    Manifest.Table(
      id: "t", caption: "",
      columns: columns.enumerated().map { .init(name: $1, isNumber: $0 > 0) },
      rows: rows.map { .init(cells: $0, isTotal: false) })
  }

  private func layout(_ table: Manifest.Table, width: Int) -> WordTableLayout {
    WordTableLayout(
      table, width: width, textSize: 28, family: "Times New Roman", measurer: measurer)
  }

  @Test(
    "No number and no word is broken, nothing is lost, and 8 points are the least",
    arguments: 0..<60)
  func generated(_ seed: UInt64) {
    var random = SplitMix(state: seed)
    let count = Int.random(in: 2...24, using: &random)
    let rows = (0..<Int.random(in: 1...8, using: &random)).map { row in
      ["Thị xã Nghi Sơn \(row)"]
        + (1..<count).map { _ in
          NumberStyle.vietnamese.text(
            Double(Int.random(in: 0...20_000_000, using: &random)), decimals: 0)
        }
    }
    let table = table(
      ["Đơn vị"] + (1..<count).map { "Tỷ lệ hồ sơ giải quyết đúng hạn \($0)" }, rows)
    let width = Int.random(in: 5000...14_000, using: &random)
    let layout = layout(table, width: width)
    #expect((16...24).contains(layout.size))
    #expect(layout.parts.allSatisfy { $0.columns.first == 0 })
    #expect(layout.parts.flatMap { $0.columns.dropFirst() } == Array(1..<count))
    for part in layout.parts {
      #expect(part.widths.reduce(0, +) <= width)
      for (column, room) in zip(part.columns, part.widths) {
        for row in rows {
          for word in row[column].split(separator: " ") {
            let style = TextStyle(family: "Times New Roman", size: Double(layout.size) / 2)
            // 0.08 inches are kept on each side of a cell.
            #expect(measurer.width(of: String(word), in: style) * 20 + 230 <= Double(room) + 1)
          }
        }
      }
    }
  }

  @Test("A table that fits keeps the size of its text, up to 12 points, and fills the page")
  func small() {
    let layout = layout(table(["Đơn vị", "Số hội nghị"], [["Nga Sơn", "12"]]), width: 9071)
    #expect(layout.size == 24)
    #expect(layout.parts.count == 1)
    #expect((9000...9071).contains(layout.parts[0].widths.reduce(0, +)))
  }

  @Test("Columns without a word are left out")
  func empty() {
    let layout = layout(
      table(["Đơn vị", "Trống", "Số"], [["Nga Sơn", "", "12"], ["Hậu Lộc", "", "3"]]), width: 9071)
    #expect(layout.parts.map(\.columns) == [[0, 2]])
  }

  @Test("Headings of groups stay with their first row, and the last row is not alone on a page")
  func kept() {
    let table = table(
      ["Đơn vị", "Số"],
      [
        ["Khối huyện", ""], ["Nga Sơn", "1"], ["Hậu Lộc", "2"], ["Như Xuân", "3"], ["Cộng", "6"],
      ])
    let rows = WordMarkup.Table(
      table: table, part: layout(table, width: 9071).parts[0], size: 24
    ).rows.xml.components(separatedBy: "<w:tr>").dropFirst()
    #expect(rows.map { $0.contains("<w:keepNext/>") } == [true, true, false, false, true, false])
  }
}

@Suite("Wide tables in documents")
struct WideTableTests {
  private let folder = try! TemporaryFolder()

  /// A pack whose table by units has so many columns.
  private func pack(columns: Int, digits: Int) throws -> URL {
    let source = try Packs.first.get()
    var manifest = try #require(Manifest(ofPackIn: source))
    let number = String(repeating: "8", count: digits)
    manifest.tables = [
      Manifest.Table(
        id: "by-unit", caption: "Số liệu theo đơn vị",
        columns: [.init(name: "Đơn vị", isNumber: false)]
          + (1..<columns).map { .init(name: "Chỉ tiêu \($0)", isNumber: true) },
        rows: ["Nga Sơn", "Hậu Lộc"].map {
          .init(cells: [$0] + Array(repeating: number, count: columns - 1), isTotal: false)
        })
    ]
    let target = folder.url.appending(path: "\(columns)-\(digits)")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try manifest.data().write(to: target.appending(path: Manifest.fileName))
    return target
  }

  private func report() throws -> URL {
    let outline = ReportOutline(
      organisation: "", isOfParty: false, title: "", language: .vietnamese,
      blocks: [.paragraph("Trước"), .placeholder(.table("by-unit")), .paragraph("Sau")])
    let file = folder.url.appending(path: "mau.docx")
    try ReportTemplateFile(outline: outline, date: Date(timeIntervalSince1970: 0)).data().write(
      to: file)
    return file
  }

  private func tables(_ file: URL) throws -> [[String]] {
    let package = try OfficePackage(path: file.path)
    let tree = try XMLTree(try #require(try package.data("word/document.xml")), part: "")
    return tree.root.descendants("w:tbl").filter {
      $0.descendant(at: "w:tblPr", "w:tblCaption") != nil
    }
    .map { $0.children("w:tr")[0].children("w:tc").map(\.text) }
  }

  private func sections(_ file: URL) throws -> [String] {
    let package = try OfficePackage(path: file.path)
    let tree = try XMLTree(try #require(try package.data("word/document.xml")), part: "")
    return tree.root.descendants("w:pgSz").map { $0.attribute("w:orient") ?? "portrait" }
  }

  @Test(
    "What is too wide at 8 points is turned, and what is too wide then goes on in a further table")
  func turned() throws {
    let output = folder.url.appending(path: "out.docx")
    _ = try Attachment.fill(
      try report().path, from: try pack(columns: 4, digits: 4), to: output.path)
    #expect(try tables(output).count == 1)
    #expect(try sections(output) == ["portrait"])

    let wide = folder.url.appending(path: "wide.docx")
    _ = try Attachment.fill(
      try report().path, from: try pack(columns: 13, digits: 9), to: wide.path)
    #expect(try tables(wide).map(\.count) == [13])
    #expect(try sections(wide) == ["portrait", "landscape", "portrait"])

    let widest = folder.url.appending(path: "widest.docx")
    _ = try Attachment.fill(
      try report().path, from: try pack(columns: 25, digits: 9), to: widest.path)
    let heads = try tables(widest)
    #expect(heads.count == 2 && heads.allSatisfy { $0[0] == "Đơn vị" })
    #expect(heads.flatMap { $0.dropFirst() } == (1...24).map { "Chỉ tiêu \($0)" })
    let continued = try text(widest, "word/document.xml").contains("(tiếp theo)")
    #expect(continued)
  }

  /// A report with these blocks, of which `by-unit` is a table of so many columns.
  private func filled(_ blocks: [ReportOutline.Block], columns: Int) throws -> URL {
    let outline = ReportOutline(
      organisation: "", isOfParty: false, title: "", language: .vietnamese, blocks: blocks)
    let file = folder.url.appending(path: "mau-\(columns).docx")
    try ReportTemplateFile(outline: outline, date: Date(timeIntervalSince1970: 0)).data().write(
      to: file)
    let output = folder.url.appending(path: "filled-\(columns).docx")
    _ = try Attachment.fill(
      file.path, from: try pack(columns: columns, digits: 9), to: output.path)
    return output
  }

  private func document(_ file: URL) throws -> XMLTree {
    let package = try OfficePackage(path: file.path)
    return try XMLTree(try #require(try package.data("word/document.xml")), part: "")
  }

  @Test("A section ends in a paragraph of its own, never in one with words or numbers")
  func sectionEnds() throws {
    let output = try filled(
      [
        .paragraph("Có {{dialogues}} hội nghị"), .placeholder(.table("by-unit")), .paragraph("Sau"),
      ],
      columns: 13)
    let endings = try document(output).root.descendants("w:sectPr").compactMap {
      $0.ancestor("w:p")
    }
    #expect(endings.count == 2)
    for paragraph in endings { #expect(paragraph.text.isEmpty) }
  }

  @Test("Where a section ends with its table, no empty page follows")
  func lastTable() throws {
    // The signature stands before the annex; the annex is the section's last.
    let outline: [ReportOutline.Block] = [
      .paragraph("Trước"), .annex("PHỤ LỤC"), .placeholder(.table("by-unit")),
    ]
    let output = try filled(outline, columns: 13)
    #expect(try sections(output) == ["portrait", "landscape"])
  }

  @Test("Parts between which somebody has typed are still one table")
  func typedBetween() throws {
    let wide = try pack(columns: 31, digits: 9)
    let output = folder.url.appending(path: "out.docx")
    _ = try Attachment.fill(try report().path, from: wide, to: output.path)
    let package = try OfficePackage(path: output.path)
    let tree = try document(output)
    let line = try #require(tree.root.descendants("w:p").first { $0.text == "(tiếp theo)" })
    for node in try tree.elements("<w:p><w:r><w:t>Lời của tôi</w:t></w:r></w:p>") {
      node.insertBefore(line)
    }
    package.set("word/document.xml", to: tree.data)
    let edited = folder.url.appending(path: "edited.docx")
    try package.write(to: edited.path)
    let again = folder.url.appending(path: "again.docx")
    _ = try Attachment.fill(edited.path, from: try pack(columns: 31, digits: 8), to: again.path)
    #expect(try tables(again).flatMap { $0.dropFirst() }.count == 30)
    let text = try text(again, "word/document.xml")
    #expect(text.contains("Lời của tôi"))
  }

  @Test("Several tables of one kind are all brought up to date, by their captions alone, too")
  func withoutMarks() throws {
    let outline = ReportOutline(
      organisation: "", isOfParty: false, title: "", language: .vietnamese,
      blocks: [
        .placeholder(.table("by-unit")), .paragraph("Giữa"), .placeholder(.table("by-unit")),
      ])
    let file = folder.url.appending(path: "hai.docx")
    try ReportTemplateFile(outline: outline, date: Date(timeIntervalSince1970: 0)).data().write(
      to: file)
    let output = folder.url.appending(path: "out.docx")
    _ = try Attachment.fill(file.path, from: try pack(columns: 4, digits: 3), to: output.path)
    // As LibreOffice saves it.
    let package = try OfficePackage(path: output.path)
    let tree = try document(output)
    for mark in tree.root.descendants("w:tblCaption") { mark.remove() }
    package.set("word/document.xml", to: tree.data)
    let bare = folder.url.appending(path: "bare.docx")
    try package.write(to: bare.path)
    let again = folder.url.appending(path: "again.docx")
    let log = try Attachment.fill(bare.path, from: try pack(columns: 4, digits: 5), to: again.path)
    #expect(log.tables == 2)
    let text = try text(again, "word/document.xml")
    #expect(text.contains("88888") && !text.contains("Nga Sơn888Hậu"))
  }

  @Test("The next pack writes all parts anew, more or fewer of them; the same pack changes no byte")
  func refreshed() throws {
    let (wide, widest) = (try pack(columns: 31, digits: 9), try pack(columns: 61, digits: 9))
    let output = folder.url.appending(path: "out.docx")
    _ = try Attachment.fill(try report().path, from: wide, to: output.path)
    let again = folder.url.appending(path: "again.docx")
    _ = try Attachment.fill(output.path, from: wide, to: again.path)
    #expect(try Data(contentsOf: output) == Data(contentsOf: again))
    _ = try Attachment.fill(output.path, from: widest, to: again.path)
    #expect(try tables(again).flatMap { $0.dropFirst() }.count == 60)
    #expect(try tables(again).count > 2)
    let less = folder.url.appending(path: "less.docx")
    _ = try Attachment.fill(again.path, from: try pack(columns: 5, digits: 3), to: less.path)
    #expect(try tables(less).map(\.count) == [5])
    let continued = try text(less, "word/document.xml").contains("(tiếp theo)")
    #expect(!continued)
  }
}
