import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake

@Suite("Rows that fell apart or stand where none is read, whoever reads them")
struct BrokenRowTests {
  private static let settings = """
    title: T
    language: en
    columns: {people: Số người, raised: Ý kiến}
    indicators:
      files: {name: Hồ sơ tiếp nhận, from: submissions}
      late: {name: Hồ sơ quá hạn, from: submissions}
      people: {sum: people}
      raised: {sum: raised}
    """
  private static let roster = """
    Cụm,Đơn vị,Loại đơn vị
    Cụm 1,Huyện Đông Hải,Huyện
    Cụm 1,Huyện Tây Sơn,Huyện
    Cụm 1,Thị xã Nam Trà,Thị xã
    """

  /// What is found in the files of a project, but for what units have not sent.
  private func found(
    _ files: [String: String], _ workbooks: [String: Data] = [:], settings: String = settings
  ) throws -> [String] {
    let folder = try TemporaryFolder(
      ["giaoban.yaml": settings, "roster.csv": BrokenRowTests.roster])
    defer { folder.keep() }
    for (name, text) in files {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: name).deletingLastPathComponent(),
        withIntermediateDirectories: true)
      try folder.write(name, text)
    }
    for (name, data) in workbooks {
      if name == "roster.xlsx" {
        try FileManager.default.removeItem(at: folder.url.appending(path: "roster.csv"))
      }
      try folder.write(name, data)
    }
    let project = try Project(folder: folder.url)
    guard !project.log.hasErrors else { return project.log.all.map(short) }
    return try project.tally([]).log.all.map(short).filter { !$0.hasPrefix("no-activities") }
  }

  private func short(_ finding: Finding) -> String {
    let place = finding.place
    return ([finding.code.rawValue] + [place.row, place.column].compactMap { $0.map { "\($0)" } })
      .joined(separator: " ") + (finding.severity == .warning ? " ?" : "")
  }

  @Test(
    "A row of a report table that cannot be parted is an error",
    arguments: [
      ("Đông Hải,1,5,\"cần\nTây Sơn,7,8,\nNam Trà,9,1,xong\"", ["swallowed-rows 3 4"]),
      ("Tây Sơn,7,8,\nĐông Hải,1,5,\"cần", ["bad-quote 4 4"]),
      ("Tây Sơn,7,8,\nĐông Hải 1 5 2\nNam Trà,9,1,", ["missing-value 4 1"]),
      ("Tây Sơn,7,8,\nĐông Hải,1,200,5,7\nNam Trà,9,1,", ["too-many-fields 4 5"]),
    ])
  func reportTables(rows: String, expected: [String]) throws {
    let head = "6 tháng đầu năm 2024\nĐơn vị,Hồ sơ tiếp nhận,Hồ sơ quá hạn,Ghi chú\n"
    #expect(try found(["bieu.csv": head + rows + "\n"]) == expected)
  }

  @Test("Rows of numbers above the header of a report table are errors, titles are not")
  func above() throws {
    let head = "Đơn vị,Hồ sơ tiếp nhận,Hồ sơ quá hạn\n"
    let file = "6 thang dau nam 2024.csv"
    #expect(
      try found([file: "Đông Hải,5,6\n" + head + "Nam Trà,9,1\n"]) == ["rows-above-header 1"])
    #expect(try found([file: "Huyện Đông Hải,,\n" + head + "Nam Trà,9,1\n"]) == [])
    #expect(try found([file: "Tổng số đơn vị,3,\n" + head + "Nam Trà,9,1\n"]) == [])
  }

  @Test(
    "Where the header ends in a delimiter, a row that reaches below it was cut at the wrong place")
  func padded() throws {
    let register = "Ngày,Đơn vị,Hoạt động,Số người,Ý kiến,\n"
    let good = "2/3/2024,Đông Hải,Họp,80,12,\n3/3/2024,Tây Sơn,Họp,90,5,\n"
    #expect(
      try found(["activities.csv": register + "1/3/2024,Đông Hải,Họp,1,200,12\n" + good])
        == ["too-many-fields 2 6"])
    #expect(try found(["activities.csv": register + good]) == [])
    // Where most rows have something there, the column lacks its heading.
    let notes = "2/3/2024,Đông Hải,Họp,80,12,a\n3/3/2024,Tây Sơn,Họp,90,5,b\n"
    #expect(try found(["activities.csv": register + notes]) == ["too-many-fields 2 6 ?"])
    // Few remarks are no shifted rows.
    let remarks =
      "2/3/2024,Đông Hải,Họp,80,12,xem lại\n3/3/2024,Tây Sơn,Họp,90,5,\n4/3/2024,Tây Sơn,Họp,9,5,\n"
    #expect(try found(["activities.csv": register + remarks]) == ["too-many-fields 2 6 ?"])
    let numbers = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,\n2024-H1,Tây Sơn,Hồ sơ tiếp nhận,5,\n"
    #expect(
      try found([
        "submissions.csv": numbers + "2024-H1,Nam Trà,Hồ sơ tiếp nhận,6,\n"
          + "2024-H1,Đông Hải,Hồ sơ tiếp nhận,1,234\n"
      ]) == ["too-many-fields 4 5"])
  }

  @Test("A number beside a table of a workbook is said, remarks and other tables are not")
  func beside() throws {
    func rows(_ cell: String, _ gap: String = "") -> Data {
      StoredZip.OddWorkbook(sheets: [
        (
          "S",
          sheet(
            [
              ["Ngày", "Đơn vị", "Hoạt động", "Số người", "Ý kiến"],
              ["1/3/2024", "Đông Hải", "Họp", "#80", "#12", gap, cell],
            ].map { $0.filter { $0 != "-" } })
        )
      ]).data
    }
    #expect(
      try found([:], ["activities.xlsx": rows("#7", "-")]) == ["too-many-fields 2 6 ?"])
    #expect(try found([:], ["activities.xlsx": rows("đã gửi", "-")]) == [])
    #expect(try found([:], ["activities.xlsx": rows("#7")]) == [])
  }

  @Test("All sheets of a roster are read, with merged cells; hidden rows and sheets are said")
  func rosterSheets() throws {
    let head = ["Cụm", "Đơn vị", "Loại đơn vị"]
    func roster(_ second: String) -> Data {
      StoredZip.OddWorkbook(sheets: [
        (
          "Cụm 1",
          sheet(
            [head, ["Cụm 1", "Huyện Đông Hải", "Huyện"], ["", "Huyện Tây Sơn", "Huyện"]],
            merges: "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>")
        ),
        ("Cụm 2", second),
      ]).data
    }
    let numbers = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Nam Trà,Hồ sơ tiếp nhận,5\n"
    let second = sheet([head, ["Cụm 2", "Thị xã Nam Trà", "Thị xã"]])
    #expect(
      try found(["submissions.csv": numbers], ["roster.xlsx": roster(second)]) == [])
    let hidden = second.replacing("<row r=\"2\">", with: "<row r=\"2\" hidden=\"1\">")
    #expect(
      try found(["submissions.csv": numbers], ["roster.xlsx": roster(hidden)])
        == ["hidden-rows ?"])
  }

  @Test("Rows of a roster above its header are errors")
  func rosterAbove() throws {
    #expect(
      try found([
        "roster.csv":
          "Cụm 1,Huyện Đông Hải,Huyện\nCụm,Đơn vị,Loại đơn vị\nCụm 1,Huyện Tây Sơn,Huyện\n",
        "activities.csv": "Ngày,Đơn vị,Hoạt động\n1/3/2024,Tây Sơn,Họp\n",
      ]) == ["rows-above-header 1"])
  }

  @Test(
    "A text of the roster that no condition names and that is near to one which some do is said")
  func rosterTexts() throws {
    func codes(_ kind: String, _ asked: String) throws -> [String] {
      try found(
        [
          "roster.csv": "Cụm,Đơn vị,Loại đơn vị\nCụm 1,Đông Hải,\(asked)\nCụm 1,Tây Sơn,\(kind)\n",
          "activities.csv": "Ngày,Đơn vị,Hoạt động\n1/3/2024,Tây Sơn,Họp\n",
        ],
        settings: """
          title: T
          language: en
          indicators: {x: {count: activities, where: {unit_kind: \(asked)}}}
          """
      ).filter { $0.hasPrefix("uncounted") }
    }
    #expect(try codes("Huyên", "Huyện") == ["uncounted-text ?"])
    #expect(try codes("Thị xã", "Huyện") == [])
    #expect(try codes("Loại II", "Loại I") == [])
    #expect(try codes("Miền nam", "Miền núi") == [])
    #expect(try codes("Mièn núi", "Miền núi") == ["uncounted-text ?"])
  }

  @Test("Patterns of sources fit names however they are typed; their neighbours are said")
  func patterns() throws {
    let numbers = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Nam Trà,Hồ sơ tiếp nhận,5\n"
    func sources(_ pattern: String) -> String {
      BrokenRowTests.settings + "\nsources: {submissions: \"\(pattern)\"}\n"
    }
    let others = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Tây Sơn,Hồ sơ tiếp nhận,5\n"
    let both = ["bc/a.csv": numbers, "bc/b.CSV": others]
    #expect(try found(both, settings: sources("bc/*.csv")) == [])
    #expect(try found(both, settings: sources("bc/a*.csv")) == ["unread-file ?"])
    let ignoring =
      BrokenRowTests.settings + "\nsources: {submissions: \"bc/*.csv\", ignore: [\"bc/b.csv\"]}\n"
    let broken = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Xã Lạ,Hồ sơ tiếp nhận,5\n"
    #expect(try found(["bc/a.csv": numbers, "bc/b.csv": broken], settings: ignoring) == [])
    let decomposed = "sổ.csv".decomposedStringWithCanonicalMapping
    #expect(try found([decomposed: numbers], settings: sources("sổ.csv")) == [])
  }
}
