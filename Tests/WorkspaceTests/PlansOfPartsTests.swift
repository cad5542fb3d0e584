import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("Plans and results in blocks, amounts beside costs, and parts of what there is")
struct PlansOfPartsTests {
  private func make(_ files: [String: String]) throws -> (numbers: [String], settings: String) {
    try TablesProject().reported(files, by: "Xã Đông Tiến")
  }

  private func numbers(_ files: [String: String]) throws -> [String] { try make(files).numbers }

  @Test("The plans of parts are those of what is done of them, whatever the two blocks are called")
  func plansOfParts() throws {
    let spent = """
      TÌNH HÌNH GIẢI NGÂN ĐẾN 30/9/2025
      STT|Chủ đầu tư|KH vốn năm 2025|||Giải ngân đến 30/9/2025||
      ||Tổng|NSTW|NSĐP|Tổng|NSTW|NSĐP
      1|Xã Đông Tiến|194|95|99|136|79|57
      2|Xã Quảng Yên|113|43|70|104|89|15
      """
    #expect(
      try numbers(["b.csv": spent]) == [
        "Giải ngân 2025 plan 194", "Giải ngân – NSTW 2025 plan 95", "Giải ngân – NSĐP 2025 plan 99",
        "Giải ngân 2025-M09 cumulative 136", "Giải ngân – NSTW 2025-M09 cumulative 79",
        "Giải ngân – NSĐP 2025-M09 cumulative 57",
      ])
    let insured = """
      PHÁT TRIỂN ĐỐI TƯỢNG THAM GIA 9 THÁNG NĂM 2025
      STT|Đơn vị|Chỉ tiêu giao năm 2025||Thực hiện đến 30/9/2025|
      ||BHXH TN|BHYT HGĐ|BHXH TN|BHYT HGĐ
      1|Xã Đông Tiến|21|72|9|57
      2|Xã Quảng Yên|53|100|45|62
      """
    #expect(
      try numbers(["b.csv": insured]) == [
        "BHXH TN 2025 plan 21", "BHYT HGĐ 2025 plan 72", "BHXH TN 2025-9M cumulative 9",
        "BHYT HGĐ 2025-9M cumulative 57",
      ])
  }

  @Test("A file of plans is that of the results in another")
  func planFile() throws {
    let told = try numbers([
      "a.csv":
        "KẾ HOẠCH TUYÊN TRUYỀN NĂM 2025\nTT|Đơn vị|Số cuộc|Số người\n1|Xã Đông Tiến|30|400\n2|Xã Quảng Yên|20|300\n",
      "b.csv":
        "KẾT QUẢ TUYÊN TRUYỀN 9 THÁNG NĂM 2025\nTT|Đơn vị|Số cuộc|Số người\n1|Xã Đông Tiến|21|250\n2|Xã Quảng Yên|12|180\n",
    ])
    #expect(
      told == [
        "Số cuộc 2025 plan 30", "Số người 2025 plan 400", "Số cuộc 2025-9M value 21",
        "Số người 2025-9M value 250",
      ])
  }

  @Test(
    "What the title is about is counted beside what it costs",
    arguments: ["Số lượng", "Số lượng (nhà)", "Kết quả thực hiện"])
  func amounts(heading: String) throws {
    let table = """
      XÂY NHÀ ĐẠI ĐOÀN KẾT NĂM 2025
      STT|Đơn vị|\(heading)|Kinh phí (triệu đồng)|Số người hỗ trợ
      1|Xã Đông Tiến|13|90|7
      2|Xã Quảng Yên|63|59|8
      """
    #expect(
      try numbers(["b.csv": table]) == [
        "Xây nhà đại đoàn kết 2025 value 13", "Kinh phí 2025 value 90",
        "Số người hỗ trợ 2025 value 7",
      ])
  }

  @Test("Parts of what there is are not added up over months")
  func partsOfStocks() throws {
    let table = """
      SỐ LIỆU HỘI VIÊN THÁNG 7 NĂM 2025
      TT|Đơn vị|Tổng số hội viên|Trong đó: Nữ|Trong đó: Dân tộc thiểu số|Kết nạp mới
      1|Xã Đông Tiến|328|54|57|3
      2|Xã Quảng Yên|314|56|52|4
      """
    let settings = try make(["b.csv": table]).settings
    func course(_ name: String) -> String? {
      settings.split(separator: "\n").first { $0.contains("name: \"\(name)\"") }
        .flatMap { $0.firstMatch(of: #/over_time: (\w+)/#) }.map { String($0.1) }
    }
    #expect(course("Tổng số hội viên") == "last" && course("Kết nạp mới") == "sum")
    #expect(course("Nữ") == "last" && course("Dân tộc thiểu số") == "last", "\(settings)")
  }

  @Test(
    "A share of what there is is that of the end; what happens has a mean",
    arguments: [
      ("Tỷ lệ hộ nghèo (%)", "last"), ("Tỷ lệ bao phủ BHYT (%)", "last"),
      ("Tỷ lệ giải quyết đúng hạn (%)", "mean"), ("Tỷ lệ giảm hộ nghèo (%)", "mean"),
    ])
  func shares(heading: String, course: String) throws {
    let table =
      "KẾT QUẢ QUÝ I NĂM 2025\nTT|Đơn vị|Số cuộc họp|\(heading)\n1|Xã Đông Tiến|3|6,5\n2|Xã Quảng Yên|4|7,5\n"
    let settings = try make(["b.csv": table]).settings
    let line = try #require(
      settings.split(separator: "\n").first { $0.contains("unit_of_measure: \"%\"") })
    #expect(line.contains("over_time: \(course)"), "\(line)")
  }

  @Test("Whose table it is may stand in two cells without a colon")
  func unitInTwoCells() throws {
    let table = """
      BÁO CÁO THÁNG 9 NĂM 2025
      Tên đơn vị||UBND xã Đông Tiến|
      TT|Chỉ tiêu|ĐVT|Kết quả
      1|Số cuộc hòa giải|Cuộc|39
      2|Số lượt tiếp công dân|Lượt|46
      """
    #expect(
      try numbers(["b.csv": table])
        == ["Số cuộc hòa giải 2025-M09 value 39", "Số lượt tiếp công dân 2025-M09 value 46"])
  }

  @Test("Where and when a report was signed is no unit")
  func signed() throws {
    #expect(throws: (any Error).self) {
      try make([
        "bc.csv":
          "BÁO CÁO THÁNG 9 NĂM 2025\nTT|Chỉ tiêu|ĐVT|Kết quả\n1|Số cuộc hòa giải|Cuộc|39\n2|Số lượt tiếp dân|Lượt|4\n|||Xã Đông Tiến, ngày 20/9/2025\n"
      ])
    }
  }

  @Test("What came over from the period before is counted beside what came in")
  func carriedOver() throws {
    let table = """
      KẾT QUẢ GIẢI QUYẾT TTHC THÁNG 9/2025
      TT|Đơn vị|Tiếp nhận||Giải quyết|
      ||Kỳ trước|Trong kỳ|Đúng hạn|Quá hạn
      1|Xã Đông Tiến|28|12|30|6
      2|Xã Quảng Yên|8|19|20|2
      """
    #expect(
      try numbers(["b.csv": table]) == [
        "Kỳ trước chuyển sang 2025-M09 value 28", "Tiếp nhận 2025-M09 value 12",
        "Giải quyết – Đúng hạn 2025-M09 value 30", "Giải quyết – Quá hạn 2025-M09 value 6",
      ])
  }

  @Test("A line of a quarter with the sum of the units below it says when these are")
  func quartersWithSums() throws {
    let table = """
      TUYÊN TRUYỀN NĂM 2025
      STT|Đơn vị|Số cuộc|Số người
      |Quý I|13|12
      1|Xã Đông Tiến|6|1
      2|Xã Quảng Yên|4|9
      3|Xã Tân Ninh|3|2
      |Quý II|12|19
      1|Xã Đông Tiến|5|8
      2|Xã Quảng Yên|4|7
      3|Xã Tân Ninh|3|4
      """
    #expect(
      try numbers(["b.csv": table]) == [
        "Số cuộc 2025-Q1 value 6", "Số người 2025-Q1 value 1", "Số cuộc 2025-Q2 value 5",
        "Số người 2025-Q2 value 8",
      ])
  }
}
