import ClusterMetrics
import Foundation
import OfficeWords
import Testing
import TestSupport

@testable import Workspace

/// Several plans of the same indicator beside each other.
@Suite("Several plans of the same")
struct PlanVersionTests {
  /// What one unit reports, as figure and value.
  private func read(_ header: String, _ values: String) throws -> [String] {
    let table =
      "TRỒNG RỪNG TẬP TRUNG 6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|\(header)\n1|Xã Nga Sơn|\(values)\n2|Xã Hà Trung|\(values)\n"
    let (numbers, _) = try TablesProject().reported(["bieu.csv": table], by: "Xã Nga Sơn")
    return numbers.map { $0.split(separator: " ").suffix(2).joined(separator: " ") }
  }

  @Test(
    "The one that was changed or given for good holds",
    arguments: [
      "KH giao|KH điều chỉnh|TH", "KH 2026|KH 2026 sau điều chỉnh|TH",
      "KH đầu năm|KH sau khi điều chỉnh|TH", "KH cũ|KH mới|TH", "KH tạm giao|KH chính thức|TH",
      "KH trước điều chỉnh|KH sau điều chỉnh|Thực hiện",
    ])
  func changed(_ header: String) throws {
    #expect(try read(header, "100|120|60") == ["plan 120", "value 60"])
  }

  @Test(
    "What one would like to reach, or was carried over, is no plan beside another one",
    arguments: ["KH pháp lệnh|KH phấn đấu|TH", "KHV 2026|KHV năm 2025 kéo dài|TH"])
  func besides(_ header: String) throws {
    #expect(try read(header, "100|120|60") == ["plan 100", "value 60"])
  }

  @Test("What one would like to reach is the plan where no other one is")
  func wishes() throws {
    #expect(try read("Chỉ tiêu phấn đấu|TH", "120|60") == ["plan 120", "value 60"])
    #expect(
      try read("Chỉ tiêu giao|Đăng ký phấn đấu|Ước thực hiện", "100|120|60") == [
        "plan 100", "value 60",
      ])
  }

  @Test(
    "A plan that may be the year's counts for the half-year, and is named where most results are nearer to the half of it",
    arguments: [
      ("Kế hoạch|Thực hiện", "100|48", true), ("Kế hoạch|Thực hiện", "100|90", false),
      ("Kế hoạch năm|Thực hiện", "100|48", false), ("KH 6 tháng|TH 6 tháng", "100|48", false),
    ])
  func bare(_ header: String, _ values: String, _ isNamed: Bool) throws {
    let units = ["Nga Sơn", "Hà Trung", "Yên Định"].enumerated().map {
      "\($0 + 1)|Xã \($1)|\(values)\n"
    }
    let table = "TRỒNG RỪNG 6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|\(header)\n" + units.joined()
    let found = try TablesProject().read(["bieu.csv": table], in: .half(1, year: 2026)).found
    #expect(
      found.contains { $0.contains("không ghi là kế hoạch năm hay kế hoạch 6 tháng") } == isNamed,
      "\(found)")
  }

  @Test("A plan of another year is one of that year")
  func year() throws {
    let table =
      "TRỒNG RỪNG TẬP TRUNG 6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|Chỉ tiêu đến 2030|Chỉ tiêu 2026|TH\n1|Xã Nga Sơn|500|100|60\n2|Xã Hà Trung|500|100|60\n"
    let (numbers, _) = try TablesProject().reported(["bieu.csv": table], by: "Xã Nga Sơn")
    #expect(
      numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") } == [
        "2030 plan 500", "2026 plan 100", "2026-H1 value 60",
      ])
  }

  @Test("\"KH mới\" beside \"Số KH\" are customers")
  func customers() throws {
    #expect(try read("Số khách hàng|KH mới|KH rời mạng", "100|20|6").last == "value 6")
  }

  @Test(
    "What stands over outcomes is counted, whoever gave it",
    arguments: ["Hoàn thành|Đang làm|Quá hạn", "Đúng hạn|Quá hạn|Chưa đến hạn"])
  func outcomes(_ lower: String) throws {
    for heading in lower.split(separator: "|") {
      #expect(FigureWords.isOutcome(String(heading)), "\(heading)")
    }
    let table =
      "TỔNG HỢP 6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|Tỉnh ủy giao – \(lower.replacing("|", with: "|Tỉnh ủy giao – "))\n1|Xã Nga Sơn|9|8|7\n2|Xã Hà Trung|6|5|4\n"
    let rows = table.split(separator: "\n").map { $0.split(separator: "|").map(String.init) }
    let upper = ["TT", "Đơn vị", "Tỉnh ủy giao", "", ""]
    let heads = ["", ""] + lower.split(separator: "|").map(String.init)
    let (numbers, _) = try TablesProject().reported(
      workbook: [
        (
          "Sheet1",
          [rows[0], upper, heads]
            + rows[2...].map { ["\($0[0])", $0[1]] + $0[2...].map { "#" + $0 } }
        )
      ],
      by: "Xã Nga Sơn")
    #expect(
      numbers.map { $0.split(separator: " ").suffix(2).joined(separator: " ") } == [
        "value 9", "value 8", "value 7",
      ])
    #expect(!FigureWords.isOutcome("Đã giao"))
  }

  @Test("What was not done beside the plan and what was done is no indicator")
  func remainders() throws {
    #expect(try read("KH năm|Đã TH|Chưa TH", "100|60|40") == ["plan 100", "value 60"])
  }
}
