import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport
@testable import Slides

@testable import Documents
@testable import Office
@testable import Packs
@testable import Reporting

@Suite("What units say in words")
struct AnswerTests {
  private static let files = [
    "giaoban.yaml": """
    title: Cụm 1
    indicators:
      meetings: {name: Số hội nghị, from: submissions}
      difficulties: {name: "Khó khăn, vướng mắc", from: submissions, text: true, aliases: [Vướng mắc]}
      models: {name: Mô hình hay, text: true, applies_to: [Núi Tây]}
    """,
    "roster.csv": """
    Cụm,Đơn vị
    Cụm 1,Huyện Sông Đông
    Cụm 1,Huyện Núi Tây
    Cụm 2,Huyện Biển Nam
    """,
    "submissions.csv": """
    Kỳ,Đơn vị,Chỉ tiêu,Số liệu
    2024-H1,Sông Đông,meetings,5
    2024-H1,Sông Đông,difficulties,"Thiếu cán bộ;
    kinh phí  ít"
    2024-H1,Núi Tây,Vướng mắc,-
    2023-H1,Núi Tây,difficulties,Năm trước
    2024-H1,Sông Đông,models,Không được hỏi
    """,
    // In a column of texts, and behind a label in a sheet of one unit.
    "bieu.csv": """
    6 THÁNG ĐẦU NĂM 2024,,,
    STT,Đơn vị,Số hội nghị,"Khó khăn, vướng mắc"
    1,Núi Tây,7,Đường xa
    2,Biển Nam,8,-
    ,Tổng cộng,15,x
    """,
    "Biển Nam.csv": """
    6 tháng đầu năm 2024,,
    TT,Chỉ tiêu,Kết quả
    1,Số hội nghị,8
    2,Khó khăn vướng mắc:,Chưa có trụ sở
    """,
  ]
  private func paragraphs(of document: URL) throws -> [String] {
    let package = try OfficePackage(path: document.path)
    let part = "word/document.xml"
    let root = try XMLTree(try #require(try package.data(part)), part: part).root
    return root.descendants("w:p").map(\.text)
  }

  private static let half = Period.half(1, year: 2024)

  private func report() throws -> (ReportContext, TemporaryFolder) {
    let folder = try TemporaryFolder(AnswerTests.files)
    let project = try Project(folder: folder.url)
    try #require(!project.log.hasErrors, "\(project.log.all.map { $0.line(in: .english) })")
    let intake = try project.tally(ReportContext.periods(for: AnswerTests.half))
    #expect(!intake.log.hasErrors, "\(intake.log.all.map { $0.line(in: .english) })")
    return (
      ReportContext(
        project: project, intake: intake, period: AnswerTests.half, language: .vietnamese,
        measurer: FixedMeasurer()), folder
    )
  }

  @Test(
    "Answers come from lists and report tables, of their period and of whom is asked, and are no numbers"
  )
  func read() throws {
    let (report, folder) = try report()
    defer { folder.keep() }
    #expect(report.indicators.map(\.id) == ["meetings"])
    let answers = report.answers
    #expect(answers.map(\.id) == ["difficulties", "models"])
    #expect(
      answers[0].entries.map { "\($0.cluster) | \($0.unit) | \($0.text)" } == [
        "Cụm 1 | Huyện Sông Đông | Thiếu cán bộ;\nkinh phí ít", "Cụm 1 | Huyện Núi Tây | Đường xa",
        "Cụm 2 | Huyện Biển Nam | Chưa có trụ sở",
      ])
    #expect(answers[1].entries.isEmpty)
    #expect(report.book.tally(report.indicators[0], for: .all, in: AnswerTests.half).value == 20)
  }

  @Test("The pack lists them by cluster and unit")
  func page() throws {
    let (report, folder) = try report()
    defer { folder.keep() }
    let page = try #require(try report.pack().pages.first { $0.anchor == "texts-difficulties" })
    let listing = page.scene.listing
    for text in [
      "Khó khăn, vướng mắc: 3/3 đơn vị có ý kiến", "Cụm 2", "Huyện Núi Tây", "kinh phí ít",
      "Chưa có trụ sở",
    ] {
      #expect(listing.contains(text), "\(text)")
    }
    #expect(!listing.contains("Năm trước") && !listing.contains("Không được hỏi"))
  }

  @Test("A Word document gets a paragraph for each line, which another pack writes anew")
  func document() throws {
    let (report, folder) = try report()
    defer { folder.keep() }
    let pack = folder.url.appending(path: "pack")
    func write(_ report: ReportContext) throws {
      _ = try PackWriter(
        report: report, formats: [], products: [], date: Date(timeIntervalSince1970: 0)
      ).write(to: pack)
    }
    try write(report)
    let template = folder.url.appending(path: "in.docx")
    let body = ["Trước", "{{texts:difficulties}}", "{{texts:models}}", "Sau"]
      .map { "<w:p><w:r><w:t>\($0)</w:t></w:r></w:p>" }.joined()
    let package = try OfficePackage(path: fixture("python-docx.docx").path)
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    let xml = "<w:document xmlns:w=\"\(namespace)\"><w:body>\(body)</w:body></w:document>"
    package.set("word/document.xml", to: Data(xml.utf8))
    try package.write(to: template.path)
    let first = folder.url.appending(path: "first.docx")
    _ = try Attachment.fill(template.path, from: pack, to: first.path)
    #expect(
      try paragraphs(of: first) == [
        "Trước", "Huyện Sông Đông: Thiếu cán bộ;", "kinh phí ít", "Huyện Núi Tây: Đường xa",
        "Huyện Biển Nam: Chưa có trụ sở", "Không đơn vị nào nêu.", "Sau",
      ])
    var files = AnswerTests.files
    files["submissions.csv"] =
      "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Núi Tây,models,\"Tổ liên gia\"\n"
    try folder.write("submissions.csv", Data((files["submissions.csv"] ?? "").utf8))
    let project = try Project(folder: folder.url)
    let intake = try project.tally(ReportContext.periods(for: AnswerTests.half))
    try write(
      ReportContext(
        project: project, intake: intake, period: AnswerTests.half, language: .vietnamese,
        measurer: FixedMeasurer()))
    let second = folder.url.appending(path: "second.docx")
    _ = try Attachment.fill(first.path, from: pack, to: second.path)
    #expect(
      try paragraphs(of: second) == [
        "Trước", "Huyện Núi Tây: Đường xa", "Huyện Biển Nam: Chưa có trụ sở",
        "Huyện Núi Tây: Tổ liên gia", "Sau",
      ])
  }

  @Test(
    "Answers are written anew among lines of one's own, with two in a paragraph, and with notes beside them"
  )
  func editedAnswers() throws {
    let (report, folder) = try report()
    defer { folder.keep() }
    let pack = folder.url.appending(path: "pack")
    _ = try PackWriter(
      report: report, formats: [], products: [], date: Date(timeIntervalSince1970: 0)
    ).write(to: pack)
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    func save(_ body: String, _ name: String) throws -> URL {
      let package = try OfficePackage(path: fixture("python-docx.docx").path)
      package.set(
        "word/document.xml",
        to: Data("<w:document xmlns:w=\"\(namespace)\"><w:body>\(body)</w:body></w:document>".utf8))
      let url = folder.url.appending(path: name)
      try package.write(to: url.path)
      return url
    }
    func paragraph(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }
    func marked(_ texts: [String], _ behind: String = "") -> String {
      let digest = PackAnswers.digest(try! #require(Placeholder("texts:difficulties")))
      return "<w:p>"
        + texts.enumerated().map { number, text in
          let name = WordMarkup.bookmarkName(digest, number: number + 1, text: text)
          return "<w:bookmarkStart w:id=\"\(number + 1)\" w:name=\"\(name)\"/>"
            + "<w:r><w:t>\(text)</w:t></w:r><w:bookmarkEnd w:id=\"\(number + 1)\"/>"
        }.joined() + "<w:r><w:t>\(behind)</w:t></w:r></w:p>"
    }
    let now = [
      "Huyện Sông Đông: Thiếu cán bộ;", "kinh phí ít", "Huyện Núi Tây: Đường xa",
      "Huyện Biển Nam: Chưa có trụ sở",
    ]
    func refilled(_ body: String) throws -> (texts: [String], said: [String]) {
      let output = folder.url.appending(path: "out.docx")
      let log = try Attachment.fill(
        save(body, "in.docx").path, from: pack, to: output.path)
      return (try paragraphs(of: output), log.doubts)
    }
    // A line of one's own between two answers stays, and the list is written once.
    let own = try refilled(
      marked(["Cũ một"]) + paragraph("Ý kiến khác:") + marked(["Cũ hai"]) + paragraph("Sau"))
    #expect(own.texts == now + ["Ý kiến khác:", "Sau"])
    // Two in one paragraph are two answers.
    let joined = try refilled(marked(["Cũ một", "Cũ hai"]) + paragraph("Sau"))
    #expect(joined.texts == now + ["Sau"])
    // A note beside an answer that stays, stays; beside one that is gone, it is said.
    let noted = try refilled(
      marked(["Huyện Núi Tây: Đường xa"], " (đã trả lời)") + marked(["Cũ"], " (chờ)")
        + marked(["Cũ nữa"]) + paragraph("Sau"))
    #expect(
      noted.texts == [now[0], now[1], now[2] + " (đã trả lời)", now[3], "Sau"], "\(noted.texts)")
    #expect(noted.said.contains { $0.contains("(chờ)") }, "\(noted.said)")
  }

  @Test("What a unit says month for month is said once, with all its months")
  func repeated() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml":
        "title: C\nindicators:\n  n: {from: submissions}\n  d: {name: Khó khăn, text: true}\n",
      "roster.csv": "Cụm,Đơn vị\nCụm 1,Huyện Sông Đông\n",
      "submissions.csv": """
      Kỳ,Đơn vị,Chỉ tiêu,Số liệu
      2024-H1,Sông Đông,n,5
      2024-M01,Sông Đông,d,Thiếu người
      2024-M02,Sông Đông,d,thiếu  người
      2024-M03,Sông Đông,d,Đường xa
      """,
    ])
    let project = try Project(folder: folder.url)
    let period = AnswerTests.half
    let report = ReportContext(
      project: project, intake: try project.tally(ReportContext.periods(for: period)),
      period: period,
      language: .vietnamese, measurer: measurer)
    #expect(
      report.answers[0].entries.map(\.text) == [
        "Tháng 01 năm 2024 và tháng 02 năm 2024: Thiếu người", "Tháng 3 năm 2024: Đường xa",
      ])
  }
}
