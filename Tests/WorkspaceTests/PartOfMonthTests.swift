import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Workspace

/// Tables of weeks, tens of days and days.
@Suite("Weeks, tens of days and days")
struct PartOfMonthTests {
  /// The numbers of one unit, as period, figure and value.
  private func numbers(_ title: String, _ header: String, _ values: String) throws -> [String] {
    let table = "\(title)\nTT|Đơn vị|\(header)\n1|Xã Nga Sơn|\(values)\n2|Xã Hà Trung|\(values)\n"
    let (numbers, _) = try TablesProject().reported(["bieu.csv": table], by: "Xã Nga Sơn")
    return numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") }
  }

  @Test(
    "Columns that say their days within a month, or a range without its year, are of these days",
    arguments: [
      ("10 ngày đầu|10 ngày giữa|10 ngày cuối", [(1, 10), (11, 20), (21, 30)]),
      ("Thượng tuần|Trung tuần|Hạ tuần", [(1, 10), (11, 20), (21, 30)]),
      ("Nửa đầu tháng|Nửa cuối tháng", [(1, 15), (16, 30)]),
      ("Tuần 1 (01-07/6)|Tuần 2 (08-14/6)", [(1, 7), (8, 14)]),
      ("Đợt 1 (01/6-15/6)|Đợt 2 (16/6-30/6)", [(1, 15), (16, 30)]),
      ("08-14/6|15-21/6", [(8, 14), (15, 21)]),
      ("Ngày 08|Ngày 09", [(8, 8), (9, 9)]),
      ("T2 (08/6)|T3 (09/6)", [(8, 8), (9, 9)]),
    ])
  func daysOfMonth(_ header: String, _ days: [(Int, Int)]) throws {
    func day(_ day: Int) -> String { day < 10 ? "2026-06-0\(day)" : "2026-06-\(day)" }
    let values = days.indices.map { String(5 + $0) }
    #expect(
      try numbers("SỐ VỤ TAI NẠN THÁNG 6 NĂM 2026", header, values.joined(separator: "|"))
        == zip(days, values).map { "\(day($0.0))..\(day($0.1)) value \($1)" })
  }

  @Test(
    "Weeks are told from months by a number beyond twelve, or by their letter",
    arguments: ["T23|T24", "W23|W24", "Wk 23|Wk 24", "T.23|T.24", "Tuần 23|Tuần 24"])
  func weeks(_ header: String) throws {
    #expect(
      try numbers("SỐ VỤ TAI NẠN NĂM 2026", header, "5|6") == [
        "2026-W23 value 5", "2026-W24 value 6",
      ])
  }

  @Test("The year of a week that a title names is that of the weeks below it")
  func yearOfWeek() throws {
    let table =
      "CA MẮC TUẦN 24 NĂM 2026\nTT|Đơn vị|Sởi – T23|Sởi – T24\n1|Xã Nga Sơn|6|7\n2|Xã Hà Trung|8|9\n"
      .replacing("Sởi – ", with: "")
    let (numbers, _) = try TablesProject().reported(["bieu.csv": table], by: "Xã Nga Sơn")
    #expect(
      numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") } == [
        "2026-W23 value 6", "2026-W24 value 7",
      ])
  }

  @Test("\"T2 | T3 | T4\" in the table of a week are days of it, and no months")
  func weekdays() throws {
    let periods = try numbers(
      "SỐ HỒ SƠ TIẾP NHẬN TUẦN 24 NĂM 2026 (từ 08/6/2026 đến 12/6/2026)", "T2|T3|T4|T5|T6",
      "1|2|3|4|5")
    #expect(!periods.contains { $0.hasPrefix("2026-M") }, "\(periods)")
  }

  @Test("Months stay months")
  func months() throws {
    #expect(
      try numbers("SỐ HỒ SƠ TIẾP NHẬN NĂM 2026", "T2|T3|T4", "1|2|3") == [
        "2026-M02 value 1", "2026-M03 value 2", "2026-M04 value 3",
      ])
  }

  @Test(
    "Titles that say a time in other words",
    arguments: [
      ("THÁNG 4, 5, 6 NĂM 2026", "2026-Q2"), ("THÁNG 5 VÀ 6 NĂM 2026", "2026-05-01..2026-06-30"),
      ("BÁN NIÊN 2026", "2026-H1"), ("NĂM 2026 (tính đến 15/6)", "2026-01-01..2026-06-15"),
      ("THÁNG GIÊNG NĂM 2026", "2026-M01"),
    ])
  func titles(_ time: String, _ period: String) throws {
    #expect(
      try numbers("SỐ VỤ VI PHẠM \(time)", "Số vụ", "5") == ["\(period) value 5"])
  }

  @Test(
    "Sheets that are named after weeks and days",
    arguments: [
      ("W23", "2026-W23"), ("15.6", "2026-06-15..2026-06-15"), ("Tháng giêng", "2026-M01"),
    ])
  func sheets(_ name: String, _ period: String) throws {
    let rows = [
      ["SỐ VỤ VI PHẠM NĂM 2026"], ["TT", "Đơn vị", "Số vụ đã xử lý"], ["1", "Xã Nga Sơn", "#5"],
      ["2", "Xã Hà Trung", "#6"],
    ]
    let (numbers, _) = try TablesProject().reported(
      workbook: [(name, rows)], by: "Xã Nga Sơn")
    #expect(
      numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") } == [
        "\(period) value 5"
      ])
  }

  @Test(
    "Names of periods are read below English headings, too",
    arguments: ["2025-9M", "2025-H1", "2025-Q3"])
  func names(_ period: String) throws {
    let table =
      "Period|Unit|Indicator|Figure\n\(period)|Xã Nga Sơn|Hồ sơ|5\n\(period)|Xã Hà Trung|Hồ sơ|6\n"
    let (numbers, _) = try TablesProject().reported(["bieu.csv": table], by: "Xã Nga Sơn")
    #expect(
      numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") } == [
        "\(period) value 5"
      ])
  }
}
