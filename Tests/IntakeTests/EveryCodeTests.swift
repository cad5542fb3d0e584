import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake

@Suite("Each finding, provoked at its file, row and column")
struct EveryCodeTests {
  /// What provokes a finding: files beside those of a right project, and where it is to be found.
  struct Case: CustomTestStringConvertible {
    var code: Finding.Code
    var place: String
    var files: [String: String]
    /// A workbook of the fixtures that stands for the register.
    var workbook: String?
    var testDescription: String { code.rawValue }

    init(
      _ code: Finding.Code, _ place: String, _ files: [String: String], workbook: String? = nil
    ) {
      (self.code, self.place, self.files, self.workbook) = (code, place, files, workbook)
    }
  }

  private static let header = "date,unit,commune,activity,people\n"
  private static let settings = """
    language: en
    indicators:
      dialogues: {count: activities, where: {activity: đối thoại}}
      people: {sum: people}
      communes: {distinct: commune}
      coverage: {share: communes, of: communes}
      staff: {from: submissions}
      flow: {from: submissions, over_time: sum}
      counted: {from: submissions, cumulative: year}

    """
  private static let row = "17/6/2022,Nga Sơn,Nga An,Đối thoại,5\n"

  /// A register of a right row and another.
  private static func register(_ row: String) -> [String: String] {
    ["activities.csv": header + EveryCodeTests.row + row + "\n"]
  }
  private static func submissions(_ rows: String) -> [String: String] {
    ["submissions.csv": "period,unit,indicator,value\n" + rows]
  }
  private static func with(_ line: String) -> [String: String] {
    ["giaoban.yaml": settings + line + "\n"]
  }

  static let cases: [Case] = [
    Case(.unreadableFile, "roster.csv", ["roster.csv": "PK\u{3}\u{4} no workbook"]),
    Case(.unreadFile, "activities-2.xlsx", ["activities-2.xlsx": "PK\u{3}\u{4} no workbook"]),
    Case(
      .oldFont, "bieu.html",
      ["bieu.html": "<table><tr><td>Héi nghÞ<td>x<tr><td>1<td>2</table>"]),
    Case(
      .lostLetters, "activities.csv",
      ["activities.csv": header + "17/6/2022,C?ng an t?nh,,H?i ngh? ??i tho?i,5\n"]),
    Case(
      .lateSubmission, "giaoban.yaml",
      with("due: 3").merging([
        "submissions.csv":
          "period,unit,indicator,value,Ngày gửi\n2022-H1,Nga Sơn,staff,5,9/7/2022\n"
      ]) { $1 }),
    Case(
      .notAsked, "submissions.csv:2:4",
      submissions("2022-H1,Nga Sơn,rare,5\n").merging(
        ["giaoban.yaml": settings + "  rare: {from: submissions, since: 2023}\n"]) { $1 }),
    Case(
      .vagueDate, "activities.csv:2:1",
      register("Tháng 2/2022,Nga Sơn,Nga An,Đối thoại,5").mapValues {
        $0.replacing(EveryCodeTests.row, with: "")
      }),
    Case(
      .exchangedDates, "activities.csv:A",
      ["activities.csv": header + "6/17/2022,Nga Sơn,Nga An,x,1\n6/5/2022,Nga Sơn,Nga An,x,1\n"]),
    Case(.negativeNumber, "activities.csv:3:5", register("18/6/2022,Nga Sơn,Nga An,Đối thoại,-5")),
    Case(
      .approximateNumber, "activities.csv:3:5",
      register("18/6/2022,Nga Sơn,Nga An,Đối thoại,khoảng 30")),
    Case(
      .duplicateColumn, "activities.csv:1:5",
      ["activities.csv": "date,unit,commune,activity,people,Số người\n17/6/2022,Nga Sơn,,x,1,2\n"]),
    Case(
      .rowsAboveHeader, "activities.csv:1",
      ["activities.csv": row + header + "18/6/2022,Nga Sơn,Nga An,x,1\n"]),
    Case(
      .swallowedRows, "activities.csv:2:5",
      [
        "activities.csv": "date,unit,activity,people,note\n17/6/2022,Nga Sơn,x,1,\"see\n"
          + "18/6/2022,Nga Sơn,x,1,\n19/6/2022,Nga Sơn,x,1,done\"\n"
      ]),
    Case(
      .uncountedText, "activities.csv:3:4", register("18/6/2022,Nga Sơn,Nga An,Đối thoai,5")),
    Case(.sameRegister, "so-2.csv", ["so-2.csv": header + row]),
    Case(
      .contradictingNumbers, "submissions.csv:3:4",
      submissions("2022-H1,Nga Sơn,staff,5\n2022-H1,H. Nga Sơn,staff,6\n")),
    Case(
      .repeatedReport, "submissions.csv:7:4",
      [
        "giaoban.yaml": "indicators:\n"
          + (1...5).map { "  a\($0): {from: submissions, over_time: sum}\n" }.joined(),
        "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
          + ["Tháng 1/2022", "Tháng 2/2022"].flatMap { month in
            (1...5).map { "\(month),Nga Sơn,a\($0),\($0 + 3)\n" }
          }.joined(),
      ]),
    Case(
      .unusedCorrection, "corrections.csv:2:4",
      ["corrections.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Đính chính\n2022-H1,Nga Sơn,staff,5,x\n"]),
    Case(
      .futureDate, "activities.csv:3:1", register("18/6/2099,Nga Sơn,Nga An,Đối thoại,5")),
    Case(
      .partAboveWhole, "activities.csv:2:5",
      with("  rate: {ratio: [taken, seats]}").merging([
        "activities.csv": "date,unit,commune,activity,taken,seats\n17/6/2022,Nga Sơn,Nga An,x,5,4\n"
      ]) { $1 }),
    Case(
      .farFromOthers, "activities.csv:2:5",
      [
        "activities.csv": header + "17/6/2022,Nga Sơn,Nga An,x,5001\n"
          + (1...4).map { "1\($0)/6/2022,Nga Sơn,Nga An,x,50\n" }.joined()
      ]),
    Case(
      .failedCheck, "activities.csv:2",
      with("checks: [{rule: people <= 4, for: rows, reason: few}]")),
    Case(.badQuote, "activities.csv:3:3", register("17/6/2022,Nga Sơn,\"Nga An,Đối thoại,1")),
    Case(
      .recordTooLong, "activities.csv:3",
      register("17/6/2022,Nga Sơn,Nga An," + String(repeating: "x", count: 1 << 20) + ",1")),
    Case(.missingColumn, "activities.csv:1", ["activities.csv": "date,unit,people\n"]),
    Case(.tooManyFields, "activities.csv:3:6", register("17/6/2022,Nga Sơn,Nga An,x,1,2")),
    Case(.missingValue, "activities.csv:3:2", register("17/6/2022,,Nga An,x,1")),
    Case(.badDate, "activities.csv:3:1", register("31/6/2022,Nga Sơn,Nga An,x,1")),
    Case(.implausibleDate, "activities.csv:3:1", register("17/6/1922,Nga Sơn,Nga An,x,1")),
    Case(.badNumber, "activities.csv:3:5", register("17/6/2022,Nga Sơn,Nga An,x,many")),
    Case(
      .ambiguousNumber, "activities.csv:3:5", register("17/6/2022,Nga Sơn,Nga An,x,\"1,234\"")),
    Case(.unknownUnit, "activities.csv:3:2", register("17/6/2022,Nga Xơn,Nga An,x,1")),
    Case(.unknownCommune, "activities.csv:3:3", register("17/6/2022,Nga Sơn,Nga Ann,x,1")),
    Case(
      .ambiguousCommune, "activities.csv:2:3",
      [
        "roster.csv": SmallProject.roster + "\nCụm 1,Huyện Nga Sơn,Thị trấn Nga An",
        "activities.csv": header + row,
      ]),
    Case(
      .notInForce, "activities.csv:2:3",
      [
        "roster.csv": """
        cluster,unit,commune,to
        Cụm 1,Huyện Nga Sơn,Xã Nga An,30/6/2021
        Cụm 1,Huyện Nga Sơn,Xã Nga Thanh,
        """
      ]),
    Case(
      .unknownSuccessor, "roster.csv:2:4",
      [
        "roster.csv": """
        cluster,unit,commune,successor,to
        Cụm 1,Huyện Nga Sơn,Xã Nga Anh,Xã Nga Ann,30/6/2021
        Cụm 1,Huyện Nga Sơn,Xã Nga An,,
        """
      ]),
    Case(
      .partsOnly, "submissions.csv:3:4",
      submissions(
        "2022-Q1,Nga Sơn,staff,5\n2022-Q2,Nga Sơn,staff,6\n2022-H1,Công an tỉnh,staff,6\n")),
    Case(
      .missingParts, "submissions.csv",
      submissions("2022-Q1,Nga Sơn,flow,5\n")),
    // Two units for nine months: that they only rise by chance has the probability 1/9!².
    Case(
      .risingNumbers, "giaoban.yaml",
      submissions(
        (1...9).map {
          "Tháng \($0)/2022,Nga Sơn,flow,\($0 * 7)\nTháng \($0)/2022,Công an tỉnh,flow,\($0 * 5 + 1)\n"
        }.joined())),
    Case(
      .unlikeMeasures, "submissions.csv:3:4",
      submissions("2022-H1,Nga Sơn,flow,12\n2022-H1,Công an tỉnh,flow,1300000\n")),
    Case(
      .similarIndicators, "submissions.csv:5:4",
      [
        "giaoban.yaml":
          "language: en\nindicators:\n  a: {name: Hội nghị tuyên truyền pháp luật, from: submissions}\n"
          + "  b: {name: Hội nghị tuyên truyền PL, from: submissions}\n",
        "roster.csv": "cluster,unit\nC,A1\nC,A2\nC,A3\nC,A4\n",
        "activities.csv": "date,unit,activity\n17/6/2022,A1,x\n",
        "submissions.csv":
          "period,unit,indicator,value\n2022-H1,A1,a,1\n2022-H1,A2,a,2\n2022-H1,A3,a,3\n2022-H1,A4,b,4\n",
      ]),
    Case(
      .noTile, "o-luoi.csv",
      [
        "giaoban.yaml": settings + "tilemap: o-luoi.csv\n",
        "o-luoi.csv": "Đơn vị,Cột,Dòng\nCông an tỉnh,0,0\n",
      ]),
    Case(
      .noShape, "ban-do.geojson",
      [
        "giaoban.yaml": settings + "map: {file: ban-do.geojson}\n",
        "ban-do.geojson": """
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"ten": "Công an tỉnh"},
        "geometry": {"type": "Polygon", "coordinates": [[[105, 19], [106, 19], [106, 20], [105, 19]]]}}]}
        """,
      ]),
    Case(
      .fallingCumulative, "submissions.csv:3:4",
      submissions("2022-Q1,Nga Sơn,counted,5\n2022-Q2,Nga Sơn,counted,4\n")),
    Case(
      .unknownFigure, "submissions.csv:2:5",
      ["submissions.csv": "period,unit,indicator,value,figure\n2022-H1,Nga Sơn,staff,5,guess\n"]),
    Case(.noActivities, "giaoban.yaml", submissions("2022-H1,Công an tỉnh,staff,5\n")),
    Case(.unknownIndicator, "submissions.csv:2:3", submissions("2022-H1,Nga Sơn,stuff,5\n")),
    Case(.badPeriod, "submissions.csv:2:1", submissions("2022-H3,Nga Sơn,staff,5\n")),
    Case(
      .duplicateEntry, "roster.csv:3:3",
      [
        "roster.csv": "cluster,unit,commune\nCụm 1,Huyện Nga Sơn,Xã Nga An\n"
          + "Cụm 1,Huyện Nga Sơn,Xã Nga An\n"
      ]),
    Case(
      .contradictsRegister, "submissions.csv:2:4", submissions("2022-H1,Nga Sơn,dialogues,12\n")),
    Case(
      .contradictsRate, "submissions.csv:2:4", submissions("2022-H1,Nga Sơn,coverage,\"50,0%\"\n")),
    Case(
      .contradictsParts, "submissions.csv:4:4",
      submissions(
        "2022-H1,Nga Sơn,staff,5\n2022-H1,Công an tỉnh,staff,trên 7\n2022-H1,Cụm 1,staff,15\n")),
    Case(
      .duplicateActivity, "activities.csv:3",
      register("2022-06-17,H. Nga Sơn,Xã Nga An,đối thoại,5")),
    Case(
      .unusedCondition, "giaoban.yaml",
      ["activities.csv": header + "17/6/2022,Nga Sơn,Nga An,Tiếp dân,5\n"]),
    Case(.noRecords, "activities.csv", ["activities.csv": header]),
    Case(
      .totalRow, "activities.csv:3:2", register(",Tổng cộng,,,5")),
    Case(
      .unusedAcceptance, "giaoban.yaml", with("accept: [{finding: bad-date, reason: none}]")),
    Case(.badSyntax, "giaoban.yaml:10", with("title: a: b")),
    Case(.unknownKey, "giaoban.yaml:10:1", with("titel: X")),
    Case(.badSetting, "giaoban.yaml:10:25", with("calendar: {closing_day: 40}")),
    Case(
      .moreOfTheSame, "activities.csv",
      ["activities.csv": header + (0..<300).map { "x\($0),Nga Sơn,Nga An,x,1\n" }.joined()]),
    Case(.serialDate, "activities.xlsx:Sổ theo dõi:10:1", [:], workbook: "habits-libreoffice"),
    Case(.hiddenRows, "activities.xlsx:Sổ theo dõi", [:], workbook: "habits-libreoffice"),
    Case(.hiddenSheet, "activities.xlsx:Cũ", [:], workbook: "habits-libreoffice"),
    Case(
      .uncomputedFormula, "activities.xlsx:Sổ theo dõi:9:5", [:], workbook: "habits-openpyxl"),
    Case(
      .unknownSheet, "activities.xlsx",
      with("sources: {activities: {files: activities.xlsx, sheet: Sổ theo rõi}}"),
      workbook: "habits-libreoffice"),
  ]

  @Test("At its place, and nowhere else", arguments: cases)
  func provoked(this: Case) throws {
    let right = [
      "giaoban.yaml": EveryCodeTests.settings.replacing(
        "language: en", with: "language: en\ncolumns: {people: Số người}"),
      "roster.csv": SmallProject.roster,
    ]
    let own = this.files["activities.xlsx"] != nil || this.workbook != nil
    let files =
      right
      .merging(own ? [:] : ["activities.csv": EveryCodeTests.header + EveryCodeTests.row]) { $1 }
      .merging(this.files) { $1 }
    let folder = try TemporaryFolder(files)
    defer { folder.keep() }
    if let workbook = this.workbook {
      let url = try #require(
        Bundle.module.url(forResource: "Fixtures/\(workbook)", withExtension: "xlsx"))
      try folder.write("activities.xlsx", Data(contentsOf: url))
    }
    let project = try Project(folder: folder.url)
    let log = project.log.hasErrors ? project.log : try project.tally([.half(1, year: 2022)]).log
    let found = log.all.filter { $0.code == this.code }
    #expect(
      found.map { "\($0.place)" } == [this.place], "\(log.all.map { "\($0.code) \($0.place)" })")
    // What is wrong, and what to do, in both languages.
    for finding in found {
      #expect(finding.message.vietnamese.count > 10 && finding.message.english.count > 10)
      #expect(finding.message.vietnamese != finding.message.english)
    }
  }

  @Test("Bytes that are no text, and encodings that are guessed")
  func encodings() throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": EveryCodeTests.settings, "roster.csv": SmallProject.roster,
    ])
    defer { folder.keep() }
    let header = Data(EveryCodeTests.header.utf8)
    try folder.write(
      "activities.csv",
      header + Data("17/6/2022,Nga Sơn,Nga An,".utf8) + Data([0xC0, 0x80]) + Data(",1\n".utf8))
    func found(_ code: Finding.Code) throws -> [String] {
      try Project(folder: folder.url).tally([]).log.all.filter { $0.code == code }
        .map { "\($0.place)" }
    }
    #expect(try found(.notUTF8) == ["activities.csv:2:4"])
    // "Đối thoại" of the Windows code page: đ, ô with a sign behind it, ạ likewise.
    try folder.write(
      "activities.csv",
      header + Data("17/6/2022,Công an tỉnh,,".utf8.filter { $0 < 0x80 })
        + Data([0xF0, 0xF4, 0xEC]) + Data("i tho".utf8) + Data([0x61, 0xF2]) + Data("i,1\n".utf8))
    #expect(try found(.guessedEncoding) == ["activities.csv"])
  }

  @Test("No code is left out")
  func complete() {
    let covered = Set(EveryCodeTests.cases.map(\.code)).union([
      .notUTF8, .guessedEncoding,
      // Provoked by `giaoban close`; see `CloseCommandTests`.
      .changedAfterClosing,
      // A workbook of its own; see `OfficeHabitTests`.
      .hiddenColumns,
    ])
    #expect(Set(Finding.Code.allCases).subtracting(covered).isEmpty)
  }
}
