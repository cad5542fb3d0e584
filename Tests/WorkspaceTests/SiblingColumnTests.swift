import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Workspace

/// Headings that are understood by those beside them, below the same heading.
@Suite("What headings mean by those beside them")
struct SiblingColumnTests {
  /// What one unit reports, as period, figure and value.
  ///
  /// - Parameter header: its levels; an empty heading goes on with the one at its left.
  private func read(_ title: String, _ header: [String], _ values: String) throws -> [String] {
    let cells = header.map { $0.components(separatedBy: "|") }
    let rows =
      [[title]] + cells.enumerated().map { $0 == 0 ? ["TT", "Đơn vị"] + $1 : ["", ""] + $1 }
      + ["Xã Nga Sơn", "Xã Hà Trung", "Xã Yên Định"].enumerated().map { index, unit in
        ["#\(index + 1)", unit] + values.components(separatedBy: "|").map { "#" + $0 }
      }
    let (numbers, _) = try TablesProject().reported(
      workbook: [("Sheet1", rows)], by: "Xã Nga Sơn")
    return numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") }
  }

  @Test(
    "A result of what is counted up to a day counts from New Year, whatever it is called",
    arguments: [
      "Giao|Đạt", "Dự toán giao|Đã thu", "Số giao|Số thực hiện", "NQ|TH",
      "KH|KQ", "Kế hoạch|Thực hiện",
    ])
  func upToDay(_ lower: String) throws {
    let told = try read(
      "KẾT QUẢ NĂM 2026 (tính đến 30/6/2026)", ["Phát triển hội viên|", lower], "50|30")
    #expect(told.last == "2026-M06 cumulative 30", "\(told)")
    #expect(told.first?.hasSuffix("plan 50") ?? false, "\(told)")
  }

  @Test("\"KH vốn giao | Giải ngân\" are plan and result of the fund above them")
  func funds() throws {
    #expect(
      try read(
        "TIẾN ĐỘ GIẢI NGÂN 6 THÁNG ĐẦU NĂM 2026",
        [
          "Vốn NSTW|||Vốn NS tỉnh||",
          "KH vốn giao|Giải ngân|Tỷ lệ (%)|KH vốn giao|Giải ngân|Tỷ lệ (%)",
        ],
        "50|25|50|40|10|25"
      ).map { $0.split(separator: " ").suffix(2).joined(separator: " ") } == [
        "plan 50", "value 25", "plan 40", "value 10",
      ])
  }

  @Test(
    "The year, month or quarter before stands beside the result",
    arguments: [
      ("NĂM 2026", "Năm trước|Thực hiện", ["2025 value 5", "2026 value 7"]),
      ("NĂM 2026", "Năm ngoái|Thực hiện", ["2025 value 5", "2026 value 7"]),
      ("NĂM 2026", "Năm liền kề trước|Năm báo cáo", ["2025 value 5", "2026 value 7"]),
      ("THÁNG 5 NĂM 2026", "Tháng trước|Thực hiện", ["2026-M04 value 5", "2026-M05 value 7"]),
      ("QUÝ II NĂM 2026", "Quý trước|Thực hiện", ["2026-Q1 value 5", "2026-Q2 value 7"]),
      // Of the whole year or of the same part of it: that is asked.
      ("6 THÁNG ĐẦU NĂM 2026", "Năm trước|Thực hiện", ["2026-H1 value 7"]),
    ])
  func before(_ lines: (String, String, [String])) throws {
    #expect(Set(try read("KẾT QUẢ " + lines.0, ["Số hội nghị|", lines.1], "5|7")) == Set(lines.2))
  }

  @Test(
    "A heading over the same indicators that sums up the periods beside it has no number of its own",
    arguments: [
      ("6 THÁNG ĐẦU NĂM 2026", "Tháng 1||Tháng 2||Cộng||", "2026-M01 2026-M02"),
      ("6 THÁNG ĐẦU NĂM 2026", "Tháng 1||Tháng 2||Cộng quý I||", "2026-M01 2026-M02"),
      ("NĂM 2026", "Quý I||Quý II||Cộng 6 tháng||", "2026-Q1 2026-Q2"),
      ("NĂM 2026", "Quý I||Quý II||Lũy kế||", "2026-Q1 2026-Q2"),
    ])
  func upperTotals(_ lines: (String, String, String)) throws {
    let told = try read(
      "SỐ LIỆU " + lines.0,
      [String(lines.1.dropLast()), "Số hội nghị|Số lớp|Số hội nghị|Số lớp|Số hội nghị|Số lớp"],
      "1|2|3|4|4|6")
    let periods = lines.2.split(separator: " ")
    #expect(
      Set(told) == [
        "\(periods[0]) value 1", "\(periods[0]) value 2", "\(periods[1]) value 3",
        "\(periods[1]) value 4",
      ])
  }

  @Test(
    "What was done of a plan is the result where a share stands beside both",
    arguments: ["Hoàn thành", "Đã hoàn thành", "Đã triển khai", "Đạt"])
  func done(_ heading: String) throws {
    #expect(
      try read("KẾT QUẢ NĂM 2026", ["Số hội nghị||", "KH|\(heading)|Tỷ lệ (%)"], "50|30|60")
        == ["2026 plan 50", "2026 value 30"])
  }

  @Test(
    "A resolution's or target's number beside a result is the plan", arguments: ["NQ", "CT"])
  func resolutions(_ heading: String) throws {
    let told = try read(
      "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026", ["Kết nạp đảng viên||", "\(heading)|TH|%"], "20|11|55")
    #expect(told.map { $0.hasSuffix("plan 20") || $0 == "2026-H1 value 11" } == [true, true])
  }

  @Test(
    "How far two numbers are apart is none",
    arguments: ["Thay đổi", "Biến động", "Mức tăng", "Tăng thêm"])
  func differences(_ heading: String) throws {
    #expect(
      try read(
        "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026", ["Số vụ việc||", "Kỳ này|Cùng kỳ|\(heading)"], "41|39|2")
        == ["2026-H1 value 41", "2025-H1 value 39"])
  }

  @Test("What changed may be counted, and what is estimated of the other half-year is to come")
  func nearMisses() throws {
    #expect(
      try read(
        "GIAO DỊCH BẢO ĐẢM 6 THÁNG ĐẦU NĂM 2026", ["Giao dịch||", "Đăng ký|Thay đổi|Xóa"], "9|4|2"
      ).count == 3)
    #expect(
      try read("SỐ VỤ VI PHẠM 6 THÁNG ĐẦU NĂM 2026", ["TH 6T|Ước 6T cuối năm"], "9|4") == [
        "2026-H1 value 9", "2026-H2 value 4",
      ])
    #expect(
      try read("SỐ VỤ VI PHẠM QUÝ II NĂM 2026", ["Quý này|Quý trước"], "9|4") == [
        "2026-Q2 value 9", "2026-Q1 value 4",
      ])
  }

  @Test("\"CKNT\" is last year's", arguments: ["CKNT", "C/K", "CK"])
  func lastYear(_ heading: String) throws {
    #expect(
      try read("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026", ["Số vụ việc|", "Kỳ này|\(heading)"], "41|39") == [
        "2026-H1 value 41", "2025-H1 value 39",
      ])
  }

  @Test("Years and periods before stand over the same indicators")
  func above() throws {
    let lower = "Số cuộc|Số người|Số cuộc|Số người"
    #expect(
      try read("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026", ["Năm nay||Năm trước|", lower], "4|40|3|30") == [
        "2026-H1 value 4", "2026-H1 value 40", "2025-H1 value 3", "2025-H1 value 30",
      ])
    #expect(
      try read("KẾT QUẢ THÁNG 6/2026", ["Tháng này||Tháng trước|", lower], "4|40|3|30") == [
        "2026-M06 value 4", "2026-M06 value 40", "2026-M05 value 3", "2026-M05 value 30",
      ])
    #expect(
      try read(
        "KẾT QUẢ CÔNG TÁC",
        ["Tuần này (08/6/2026-14/6/2026)||Tuần trước (01/6/2026-07/6/2026)|", lower], "4|40|3|30")
        == [
          "2026-06-08..2026-06-14 value 4", "2026-06-08..2026-06-14 value 40",
          "2026-06-01..2026-06-07 value 3", "2026-06-01..2026-06-07 value 30",
        ])
  }

  @Test("What has added up in a year ends with the month beside it")
  func endOfCumulative() throws {
    #expect(
      try read(
        "KẾT QUẢ CÔNG TÁC",
        ["Tháng 6/2026||Lũy kế năm 2026|", "Số cuộc|Số người|Số cuộc|Số người"], "4|40|20|200")
        == [
          "2026-M06 value 4", "2026-M06 value 40", "2026-M06 cumulative 20",
          "2026-M06 cumulative 200",
        ])
  }

  @Test(
    "The month or quarter before the first was in the year before",
    arguments: [
      ("THÁNG 01 NĂM 2026", "Tháng 01|Tháng 12", "2026-M01", "2025-M12"),
      ("QUÝ I NĂM 2026", "Quý I|Quý IV", "2026-Q1", "2025-Q4"),
    ])
  func turnOfYear(_ time: String, _ header: String, _ own: String, _ before: String) throws {
    #expect(
      try read("SỐ VỤ VI PHẠM \(time)", [header], "40|38") == [
        "\(own) value 40", "\(before) value 38",
      ])
  }

  @Test("Before and after a day are the parts of its year; before and after a change nobody knows")
  func around() throws {
    let lower = "Số cuộc|Số người|Số cuộc|Số người"
    #expect(
      try read("KẾT QUẢ NĂM 2025", ["Trước 01/7/2025||Sau 01/7/2025|", lower], "4|40|3|30") == [
        "2025-H1 value 4", "2025-H1 value 40", "2025-H2 value 3", "2025-H2 value 30",
      ])
    for header in ["Trước 01/7/2025||Sau 01/7/2025|", "Trước sáp nhập||Sau sáp nhập|"] {
      #expect(try read("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026", [header, lower], "4|40|3|30") == [])
    }
  }

  @Test("Results of five months and an estimate of six under one title are of either")
  func estimates() throws {
    #expect(
      try read("KẾT QUẢ 5 THÁNG, ƯỚC THỰC HIỆN 6 THÁNG ĐẦU NĂM 2026", ["Số cuộc|Số người"], "4|40")
        == [])
  }
}
