import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake
@testable import Tables

/// The workbooks in `Fixtures` were written by `make.py` with openpyxl, XlsxWriter and LibreOffice.
@Suite("Excel files as ten offices write them")
struct WorkbookTests {
  private static let settings = """
    language: en
    columns: {people: Số người}
    indicators:
      dialogues: {count: activities, where: {activity: đối thoại}}
      communes: {distinct: commune, where: {activity: đối thoại}}
      people: {sum: people, decimals: 1}
    """
  private let day = Period.span(from: Day(number: 19_157), through: Day(number: 19_157))

  private func project(_ fixture: String) throws -> (TemporaryFolder, Project) {
    let folder = try TemporaryFolder([
      "giaoban.yaml": WorkbookTests.settings, "roster.csv": SmallProject.roster,
    ])
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/\(fixture)", withExtension: "xlsx"))
    try folder.write("activities.xlsx", Data(contentsOf: url))
    return (folder, try Project(folder: folder.url))
  }

  private func values(_ intake: IntakeResult) throws -> [Double?] {
    try ["dialogues", "communes", "people"].map { id in
      let indicator = try #require(intake.book.plan.indicator(withID: id))
      return intake.book.tally(indicator, for: .unit(0), in: day).value
    }
  }

  private func said(_ intake: IntakeResult) -> [String] {
    intake.log.all.map { "\($0.place) \($0.code.rawValue)" }
  }

  @Test("Titles, dates and numbers in every way, a row of totals, what is hidden: LibreOffice")
  func libreOffice() throws {
    let (folder, project) = try project("habits-libreoffice")
    defer { folder.keep() }
    let intake = try project.tally([day])
    // 1234 + 1234 + 12.5 + 1000.5 + 0.3
    #expect(try values(intake) == [5, 3, 3481.3])
    #expect(!intake.log.hasErrors)
    #expect(
      said(intake) == [
        // 1234, and "1.234" typed as text, on the same day in the same commune.
        "activities.xlsx:Sổ theo dõi:7 duplicate-activity",
        "activities.xlsx:Sổ theo dõi:10:1 serial-date",
        "activities.xlsx:Sổ theo dõi:12:1 total-row",
        "activities.xlsx:Cũ hidden-sheet", "activities.xlsx:Sổ theo dõi hidden-rows",
      ])
    let summary = try #require(intake.files.first)
    #expect(summary.rows == 5 && summary.accepted == 5 && summary.totals == 1)
    let people = try #require(intake.book.plan.indicator(withID: "people"))
    let trace = try project.trace(people, units: [0], period: day)
    #expect(
      trace.map { "\($0.place)" } == (6...10).map { "activities.xlsx:Sổ theo dõi:\($0)" })
  }

  @Test("A formula that nobody has computed is said, not taken for nothing: openpyxl")
  func openpyxl() throws {
    let (folder, project) = try project("habits-openpyxl")
    defer { folder.keep() }
    let intake = try project.tally([day])
    #expect(try values(intake) == [4, 3, 2480.8])
    #expect(said(intake).contains("activities.xlsx:Sổ theo dõi:9:5 uncomputed-formula"))
  }

  @Test(
    "Strings within their cells, and dates of both epochs: XlsxWriter",
    arguments: ["inline-xlsxwriter", "epoch-1904"])
  func xlsxWriter(fixture: String) throws {
    let (folder, project) = try project(fixture)
    defer { folder.keep() }
    let intake = try project.tally([day])
    #expect(try values(intake) == [1, 1, 7])
    #expect(intake.log.all.isEmpty)
  }

  // The limit ends a run that hangs. It counts the wait for a core among hundreds of tests, so it is long.
  @Test(
    "A file that is cut off, no workbook at all, or full of entities is a finding, not a trap",
    .timeLimit(.minutes(30)),
    arguments: [("cut-off", .unreadFile), ("entities", .unreadableFile)] as [(String, Finding.Code)]
  )
  func hostile(fixture: String, code: Finding.Code) throws {
    let (folder, project) = try project(fixture)
    defer { folder.keep() }
    let intake = try project.tally([day])
    #expect(intake.log.all.map(\.code) == [code])
    try folder.write("activities.xlsx", "PK\u{3}\u{4} but no ZIP")
    let other = try Project(folder: folder.url).tally([day])
    #expect(other.log.all.map(\.code) == [.unreadFile])
  }

  // The limit ends a run that hangs. It counts the wait for a core among hundreds of tests, so it is long.
  @Test(
    "Whatever bytes of a workbook are damaged, reading ends in rows or findings",
    .timeLimit(.minutes(30)))
  func damaged() throws {
    let (folder, project) = try project("habits-libreoffice")
    defer { folder.keep() }
    let original = try Data(contentsOf: folder.url.appending(path: "activities.xlsx"))
    let seed = Seed.start
    var generator = SplitMix(state: seed)
    for _ in 0..<150 {
      var data = original
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let index = data.indices.randomElement(using: &generator) ?? 0
        data[index] = UInt8.random(in: 0...255, using: &generator)
      }
      try folder.write("activities.xlsx", data)
      let intake = try project.tally([day])
      let isSaid = intake.log.hasErrors || intake.log.all.contains { $0.code == .unreadFile }
      #expect(!intake.files.isEmpty || isSaid, "seed \(seed)")
    }
  }

  @Test(
    "17/6/2022 is serial 44729, or 43267 where days are counted from 1904",
    arguments: [(44_729.0, false), (43_267.0, true), (44_729.99, false)])
  func serials(serial: Double, usesDate1904: Bool) {
    #expect(SheetRows.day(serial: serial, usesDate1904: usesDate1904) == Day(iso: "2022-06-17"))
  }

  @Test("Serials that have no certain day have none", arguments: [-1.0, 0, 60, 2_958_466, 1e300])
  func noSerial(serial: Double) {
    #expect(SheetRows.day(serial: serial, usesDate1904: false) == nil)
  }

  @Test(
    "What a format shows: a date, a time, a percentage or a number",
    arguments: [
      ("dd/mm/yyyy;@", .date), ("yyyy-mm-dd", .date), ("[$-42A]d mmmm", .date), ("mmm", .date),
      ("0.00", .number), ("#,##0\" ngày\"", .number), ("[Red]0", .number), ("0\\d", .number),
      ("General", .number), ("Standard", .number), ("0%", .percent),
      ("0.0 %;[Red]-0.0 %", .percent),
      ("h:mm", .time), ("[h]:mm", .time), ("mm:ss.0", .time), ("d/m/yyyy h:mm", .date),
      // Accounting formats whose currency is letters: the letter behind _ or * is a width.
      ("_-* #,##0\\ _V_N_D_-", .number), ("_-* #,##0 _D_M_-", .number), ("0.0\"%\"", .number),
      // Commas behind the last digit: thousands and millions.
      ("#,##0,,", .scaled(groups: 2)), ("#,##0.0,\" nghìn\"", .spoken(groups: 1, words: " nghìn")),
      ("_(* #,##0,_)", .scaled(groups: 1)), ("#,##0;-#,##0,", .number),
    ] as [(String, CellFormat)])
  func formats(code: String, format: CellFormat) {
    #expect(CellFormat(code: code) == format)
  }

  @Test(
    "Formats that every program knows by number",
    arguments: [
      (0, .number), (3, .number), (9, .percent), (10, .percent), (14, .date), (22, .date),
      (20, .time),
      (46, .time), (49, .number),
    ] as [(Int, CellFormat)])
  func builtInFormats(id: Int, format: CellFormat) {
    #expect(CellFormat(builtIn: id) == format)
  }

  @Test("References count columns as Excel does", arguments: [("A1", 0), ("Z9", 25), ("AB12", 27)])
  func references(reference: String, column: Int) {
    #expect(Array(reference.utf8).withUnsafeBufferPointer { SheetParser.column($0) } == column)
  }
}
