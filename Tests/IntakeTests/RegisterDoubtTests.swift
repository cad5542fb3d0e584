import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import TableReading

@testable import Intake
@testable import OfficeWords

@Suite("Registers that count, and what may be wrong with them")
struct RegisterDoubtTests {
  private static let money = """
    language: en
    columns: {money: Kinh phí}
    indicators:
      money: {name: Kinh phí, sum: money, unit_of_measure: triệu đồng}
    """
  private static let plain = money.replacing(", unit_of_measure: triệu đồng", with: "")

  private func workbook(_ rows: [[String]], merges: String = "") throws -> Data {
    StoredZip.OddWorkbook(sheets: [("S", sheet(rows, merges: merges))]).data
  }

  @Test(
    "A day in words beside an activity without a unit is that activity's, and no line of signatures",
    arguments: ["ngày 2 tháng 3 năm 2024", "Sông Đông, ngày 4 tháng 3 năm 2024"])
  func dayInWords(date: String) throws {
    let rows = "1/3/2024,Sông Đông,An Bình,Họp,10\n\"\(date)\",,An Bình,Họp,\n"
    let small = try Small(["activities.csv": Small.header + rows])
    #expect(try small.said() == ["activities.csv:3:2 missing-value error"])
    // Below the rows, where nothing stands beside it, it says where the register was signed.
    let signed =
      "1/3/2024,Sông Đông,An Bình,Họp,10\n,,,\"\(date)\",\n,,,Người lập biểu,\n"
    #expect(try Small(["activities.csv": Small.header + signed]).said() == [])
  }

  @Test("A formula without a result in a column of texts is no empty cell")
  func formulas() throws {
    let formula = "<c r=\"REF\" t=\"str\"><f>A1</f></c>"
    for column in 0..<4 {
      var row = ["1/6/2024", "Sông Đông", "An Bình", "x", "#1"]
      row[column] = formula
      let small = try Small([:])
      try small.add("activities.xlsx", workbook([registerHead, row]))
      let place = "activities.xlsx:S:2:\(column + 1)"
      #expect(try small.said().contains("\(place) uncomputed-formula error"), "\(column)")
    }
    let small = try Small(["a.csv": Small.header], roster: "")
    try small.add(
      "roster.xlsx",
      workbook([["cluster", "unit", "commune"], ["C", "A", "A1"], ["C", "A", formula]]))
    try FileManager.default.removeItem(at: small.folder.url.appending(path: "roster.csv"))
    let project = try Project(folder: small.folder.url)
    #expect(project.log.all.map(\.code).contains(.uncomputedFormula))
  }

  @Test("A column of measures, and a line below the rows, say what a number is measured in")
  func measures() throws {
    let rows = "1/6/2024,Sông Đông,x,500000,đồng\n2/6/2024,Sông Đông,x,2,triệu đồng\n"
    let own = try Small(
      ["a.csv": "Ngày,Đơn vị,Hoạt động,Kinh phí,ĐVT\n" + rows], settings: RegisterDoubtTests.money)
    #expect(try own.said() == ["a.csv:2:5 bad-number error"])
    let below = try Small(
      [
        "a.csv":
          "Ngày,Đơn vị,Hoạt động,Kinh phí\n1/6/2024,Sông Đông,x,500\n,,,\nĐơn vị tính: nghìn đồng,,,\n"
      ],
      settings: RegisterDoubtTests.money)
    #expect(try below.said() == ["a.csv:4:1 unlike-measures warning"])
  }

  @Test("Two registers whose headings name other measures are not added up without a word")
  func headings() throws {
    func register(_ measure: String, _ day: Int) -> String {
      "Ngày,Đơn vị,Hoạt động,Kinh phí (\(measure))\n\(day)/6/2024,Sông Đông,x,5\n"
    }
    func said(_ second: String) throws -> [String] {
      try Small(
        ["a.csv": register("triệu đồng", 1), "b.csv": register(second, 2)],
        settings: RegisterDoubtTests.plain
      ).said()
    }
    #expect(try said("nghìn đồng") == ["b.csv:1:4 unlike-measures warning"])
    #expect(try said("trđ") == [])
  }

  @Test("A number merged over columns is said to count for the first alone")
  func mergedColumns() throws {
    let small = try Small([:], settings: Small.settings + "\n  raised: {sum: raised}\n")
    let head = ["Ngày", "Đơn vị", "Hoạt động", "Ý kiến nêu ra", "Đã giải quyết"]
    try small.add(
      "activities.xlsx",
      workbook(
        [
          head, ["1/6/2024", "Sông Đông", "x", "#12"], ["2/6/2024", "Sông Đông", "x", "#10", "#2"],
        ],
        merges: "<mergeCells><mergeCell ref=\"D2:E2\"/></mergeCells>"))
    #expect(try small.said().contains("activities.xlsx:S:2:4 bad-number warning"))
  }

  @Test("A copied form whose title names another unit than its file is asked about")
  func copied() throws {
    let title = "Đơn vị: Huyện Sông Đông\nNgày,Hoạt động\n"
    let small = try Small([
      "Huyện Sông Đông.csv": title + "1/6/2024,x\n", "Huyện Núi Tây.csv": title + "2/6/2024,x\n",
    ])
    let said = try small.said()
    #expect(said.contains("Huyện Núi Tây.csv:1:1 unknown-unit warning"), "\(said)")
  }

  @Test("Days outside of the period that a register names are said once, with how many there are")
  func outside() throws {
    let small = try Small([
      "a.csv": "SỔ THEO DÕI 6 THÁNG ĐẦU NĂM 2024\n" + Small.header
        + "5/1/2023,Sông Đông,An Bình,x,1\n7/1/2024,Sông Đông,An Bình,x,1\n"
    ])
    #expect(try small.said() == ["a.csv:3:1 bad-date warning"])
    #expect(try small.value("n") == 1)
  }

  @Test("What is no day of its own is none: a range that runs backwards, before or after a day")
  func noDays() throws {
    for text in ["14-12/4/2024", "sau ngày 30/6/2024", "trước 1/1/2024"] {
      #expect(LooseDate.read(text)?.day == nil, "\(text)")
    }
    #expect(LooseDate.read("30-2/7/2024")?.day == Day(iso: "2024-06-30"))
  }

  @Test("Weeks of the year and spans of months are those days, and no month")
  func weeks() {
    let days = RegisterDays([], calendar: ReportingCalendar(closingDay: 31))
    let week = days.read("Tuần 2/2024")
    #expect(week?.first == Day(iso: "2024-01-08") && week?.last == Day(iso: "2024-01-14"))
    let months = days.read("từ tháng 1 đến tháng 3/2024")
    #expect(months?.first == Day(iso: "2024-01-01") && months?.last == Day(iso: "2024-03-31"))
  }

  @Test("A text that only \"not\" counts and that is nearly one of the others is asked about")
  func slips() throws {
    let settings = """
      language: en
      indicators:
        talks: {count: activities, where: {activity: đối thoại}}
        rest: {count: activities, where: {activity: {not: đối thoại}}}
      """
    let rows = ["Đối thoại", "Đối thoai", "Tuyên truyền"].enumerated().map {
      "\($0.offset + 1)/6/2024,Sông Đông,An Bình,\($0.element),1\n"
    }
    #expect(
      try Small(["a.csv": Small.header + rows.joined()], settings: settings).said()
        == ["a.csv:3:4 uncounted-text warning"])
  }

  @Test("Rows of totals in a roster are no communes, and a unit without its kind is asked about")
  func rosters() throws {
    let register = ["a.csv": Small.header + "1/6/2024,Huyện A,,x,1\n"]
    func said(_ row: String) throws -> [String] {
      let project = try Small(
        register, roster: "cluster,unit,commune\nC,Huyện A,Xã A1\nC,Huyện A,Xã A2\n\(row)\n")
      return try Project(folder: project.folder.url).log.all.map(\.code.rawValue)
    }
    for total in ["Cộng: 2 xã", "Tổng số: 2", "2 xã"] {
      #expect(try said("C,Huyện A,\(total)") == ["total-row"], "\(total)")
    }
    #expect(try said("C,A,Xã A3") == ["duplicate-entry"])
    #expect(try said("C,Huyện A,Phường 3") == [])
  }
}
