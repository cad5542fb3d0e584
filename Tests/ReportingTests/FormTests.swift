import ClusterMetrics
import Foundation
import Intake
import TableReading
import Testing
import TestSupport

@testable import Packs
@testable import Reporting

@Suite("Entry forms")
struct FormTests {
  private static let settings = """
    title: Cụm 2
    calendar: {closing_day: 14}
    columns:
      opinions_raised: Ý kiến nêu ra
      opinions_resolved: Ý kiến được giải quyết
    indicators:
      dialogues: {count: activities, where: {activity: đối thoại}}
      communes: {distinct: commune, where: {activity: đối thoại}}
      rate: {ratio: [opinions_resolved, opinions_raised]}
      members: {name: Số hội viên, from: submissions}
    """
  private static let roster = """
    Cụm,Đơn vị,Loại đơn vị,"Xã, phường, thị trấn",Từ ngày,Đến ngày
    Cụm 2,Huyện Hà Trung,Huyện,Xã Hà Tân,,
    Cụm 2,Huyện Hà Trung,Huyện,Xã Hà Bắc,,
    Cụm 2,Huyện Hà Trung,Huyện,Thị trấn Cũ,,30/6/2020
    Cụm 2,Công an tỉnh,"Khối, ngành",,,

    """
  private let folder = try! TemporaryFolder([
    "giaoban.yaml": FormTests.settings, "roster.csv": FormTests.roster,
  ])
  private let period = Period.half(2, year: 2022)

  private func form(
    unit: Int, use: EntryForm.Use = .screen, language: Language = .vietnamese
  ) throws -> EntryForm {
    let project = try Project(folder: folder.url, requiringRecords: false)
    #expect(!project.log.hasErrors)
    return EntryForm(
      project: project, unit: unit, period: period, calendar: project.definition.calendar,
      language: language, use: use, date: Date(timeIntervalSince1970: 1_655_424_000))
  }

  /// Writes a unit's form, fills it in with openpyxl and puts it into the project's folder.
  private func fill(
    unit: Int, _ cells: [String: [String: Any]], language: Language = .vietnamese
  ) throws {
    let form = try form(unit: unit, language: language)
    let empty = try TemporaryFolder()
    defer { empty.keep() }
    try empty.write(form.fileName, try form.data())
    let run = try Run(
      URL(fileURLWithPath: "/usr/bin/python3"),
      [
        documents.appending(path: "fill.py").path, empty.url.appending(path: form.fileName).path,
        folder.url.appending(path: form.fileName).path,
        String(decoding: try JSONSerialization.data(withJSONObject: cells), as: UTF8.self),
      ])
    try #require(run.status == 0, "\(run.errors)")
  }

  private func tallies() throws -> (project: Project, intake: IntakeResult) {
    let project = try Project(folder: folder.url)
    return (project, try project.tally([period]))
  }

  @Test(
    "a form that another program filled in gives the numbers put in", arguments: Language.allCases)
  func roundTrip(language: Language) throws {
    let (register, summary) =
      language == .vietnamese
      ? ("Sổ theo dõi", "Số liệu tổng hợp") : ("Register", "Summary numbers")
    try fill(
      unit: 0,
      [
        register: [
          "A6": "2022-07-05", "B6": "Xã Hà Bắc", "C6": "Đối thoại", "D6": 12, "E6": 11,
          "A7": "2022-12-14", "B7": "Xã Hà Tân", "C7": "Đối thoại", "D7": 8, "E7": 8.5,
          "A8": "2022-08-01", "B8": "Xã Hà Tân", "C8": "Đối thoại",
        ], summary: ["B6": 1250],
      ], language: language)
    try fill(
      unit: 1, [register: ["A6": "2022-09-02", "B6": "Tiếp công dân"], summary: ["B6": 40]],
      language: language)
    let (project, intake) = try tallies()
    #expect(!intake.log.hasErrors)
    func value(_ id: String, _ group: Group = .all) throws -> Double? {
      let indicator = try #require(project.definition.indicator(withID: id))
      return intake.book.tally(indicator, for: group, in: period).value
    }
    #expect(try value("dialogues") == 3 && value("communes") == 2)
    #expect(try value("dialogues", .unit(1)) == 0)
    #expect(try value("rate") == 97.5)
    #expect(try value("members") == 1290 && value("members", .unit(0)) == 1250)
  }

  @Test(
    "where numbers are due, a form asks for the day on which it is sent",
    arguments: Language.allCases)
  func sent(language: Language) throws {
    try folder.write("giaoban.yaml", "due: 5\n" + FormTests.settings)
    let summary = language == .vietnamese ? "Số liệu tổng hợp" : "Summary numbers"
    // The half-year closes on 14 December 2022, so that numbers are due by the 19th.
    for (day, expected) in [
      ("2022-12-18", .onTime), ("2022-12-27", .late(days: 8)),
    ] as [(String, Punctuality.Standing)] {
      try fill(unit: 0, [summary: ["B5": day, "B7": 21]], language: language)
      let (_, intake) = try tallies()
      let round = try #require(intake.punctuality.rounds.first { $0.period == period })
      #expect(round.standings[0] == expected, "\(day)")
    }
  }

  @Test("a number that was left empty is not reported, never zero; wrong cells are named")
  func gaps() throws {
    try fill(
      unit: 0,
      ["Sổ theo dõi": ["A6": "2022-07-05", "B6": "Xã Hà Bác", "C6": "Đối thoại", "D6": "mười"]])
    let (project, intake) = try tallies()
    let lines = intake.log.all.map { "\($0.code.rawValue) \($0.place)" }
    let file = "form-2022-H2-huyen-ha-trung.xlsx"
    #expect(lines.contains("unknown-commune \(file):Sổ theo dõi:6:2"), "\(lines)")
    #expect(lines.contains("missing-value \(file):Số liệu tổng hợp:6:2"), "\(lines)")
    let members = try #require(project.definition.indicator(withID: "members"))
    #expect(intake.book.tally(members, for: .unit(0), in: period).status == .missing)
  }

  @Test("drop-down lists, and checks by Excel of dates and numbers")
  func checks() throws {
    let form = try form(unit: 0)
    #expect(form.fileName == "form-2022-H2-huyen-ha-trung.xlsx")
    try folder.write("probe.xlsx", try form.data())
    let reading = try WorkbookReading(folder.url.appending(path: "probe.xlsx"))
    #expect(
      reading.sheets.map { "\($0.name) \($0.state)" } == [
        "Hướng dẫn visible", "Sổ theo dõi visible", "Số liệu tổng hợp visible", "Danh mục hidden",
      ])
    let sheet = try #require(reading["Sổ theo dõi"])
    #expect(
      sheet.rows[4].map(\.text) == [
        "Ngày", "Xã, phường, thị trấn", "Hoạt động", "Ý kiến nêu ra", "Ý kiến được giải quyết",
      ])
    // 15/6/2022 is 44727, for 17/6/2022 is 44729; 14/12/2022 is 182 days later.
    let date = try #require(sheet.entries.first { $0.type == "date" })
    #expect(date.first == "44727" && date.second == "44909" && date.cells == "A6:A505")
    #expect(sheet.entries.count { $0.type == "list" } == 2)
    #expect(sheet.entries.count { $0.type == "decimal" } == 2)
    // By the alphabet, and without the township that was gone before the period.
    let lists = try #require(reading["Danh mục"])
    #expect(lists.rows.map { $0[1].text } == ["Xã, phường, thị trấn", "Xã Hà Bắc", "Xã Hà Tân"])
    #expect(reading.names["giaoban_list_2"] == "'Danh mục'!$B$2:$B$3")
    let committee = try self.form(unit: 1)
    try folder.write("probe.xlsx", try committee.data())
    let other = try WorkbookReading(folder.url.appending(path: "probe.xlsx"))
    #expect(
      other["Sổ theo dõi"]?.rows[4].compactMap(\.text).contains("Xã, phường, thị trấn") == false)
  }

  @Test("what counts from the beginning of the year is said beside its number, and read as that")
  func cumulative() throws {
    try folder.write(
      "giaoban.yaml",
      FormTests.settings + "\n  fund: {name: Quỹ, from: submissions, cumulative: year}\n")
    try folder.write("probe.xlsx", try form(unit: 0).data())
    let rows =
      try WorkbookReading(folder.url.appending(path: "probe.xlsx")).sheets
      .first { $0.name == "Số liệu tổng hợp" }?.rows ?? []
    let notes = rows.compactMap { $0.count > 2 ? [$0[0].text, $0[2].text] : nil }
    #expect(notes.contains(["Quỹ", "lũy kế từ đầu năm"]))
    #expect(!notes.contains(["Số hội viên", "lũy kế từ đầu năm"]))
    try FileManager.default.removeItem(at: folder.url.appending(path: "probe.xlsx"))
    try fill(unit: 0, ["Số liệu tổng hợp": ["B6": 10, "B7": 300]])
    let intake = try Project(folder: folder.url).tally([.year(2022)])
    let fund = try #require(intake.book.plan.indicator(withID: "fund"))
    #expect(intake.book.tally(fund, for: .unit(0), in: .year(2022)).value == 300)
  }

  @Test("a form to print has ruled rows and no lists")
  func paper() throws {
    try folder.write("probe.xlsx", try form(unit: 0, use: .paper).data())
    let reading = try WorkbookReading(folder.url.appending(path: "probe.xlsx"))
    #expect(reading.sheets.map(\.name) == ["Sổ theo dõi", "Số liệu tổng hợp"])
    #expect(reading.sheets.allSatisfy { $0.entries.isEmpty && $0.paper == 9 })
    #expect(reading.sheets[0].rows.count == 30)
  }
}
