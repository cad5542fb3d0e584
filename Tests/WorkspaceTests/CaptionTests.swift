import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Workspace

/// Tables that stand below another one in their sheet, under a line of their own.
@Suite("What the line above a second table says")
struct CaptionTests {
  /// What one unit reports in the second of two tables, as period, figure and value.
  ///
  /// - Parameter isSame: whether both have the same header.
  private func second(
    _ title: String, _ caption: String, isSame: Bool
  ) throws -> [String] {
    let other = isSame ? "Số vụ vi phạm" : "Số giấy phép"
    let table =
      "TÌNH HÌNH VI PHẠM HÀNH CHÍNH\n\(title)\nTT|Đơn vị|Số vụ vi phạm\n1|Xã Nga Sơn|12\n2|Xã Hà Trung|13\n\n"
      + "\(caption)\nTT|Đơn vị|\(other)\n1|Xã Nga Sơn|7\n2|Xã Hà Trung|8\n"
    let (numbers, _) = try TablesProject().reported(["bieu.csv": table], by: "Xã Nga Sơn")
    let told = numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") }
    #expect(told.first?.hasSuffix(" 12") ?? false, "\(told)")
    return Array(told.dropFirst())
  }

  @Test(
    "It says another time than the title of the sheet, whether or not the header is the same",
    arguments: [
      ("Thời điểm 30/6/2025", "Thời điểm 30/6/2026", "2026-M06 cumulative 7"),
      ("Tính đến 30/6/2025", "Tính đến 30/6/2026", "2026-M06 cumulative 7"),
      ("Tính đến ngày 31/5/2026", "Tính đến ngày 30/6/2026", "2026-M06 cumulative 7"),
      ("Tháng 6/2026", "Tháng trước", "2026-M05 value 7"),
      ("Quý I/2026", "II. Quý trước", "2025-Q4 value 7"),
      ("Tuần 24/2026", "Tuần trước", "2026-W23 value 7"),
      ("6 tháng đầu năm 2026", "Kỳ trước", "2025-H2 value 7"),
      ("6 tháng đầu năm 2026", "II. Dự kiến cả năm", "2026 value 7"),
      ("6 tháng đầu năm 2026", "Số liệu cùng kỳ năm 2025", "2025-H1 value 7"),
      ("Tháng 6/2026", "2. Số liệu cùng kỳ năm 2025", "2025-M06 value 7"),
      ("6 tháng đầu năm 2026", "Biểu 2. Kế hoạch năm 2026", "2026 plan 7"),
      ("6 tháng đầu năm 2026", "Biểu 2: Chỉ tiêu giao năm 2026", "2026 plan 7"),
      ("6 tháng đầu năm 2026", "Biểu 2: Kế hoạch 6 tháng cuối năm", "2026-H2 plan 7"),
      ("6 tháng đầu năm 2026", "2. Chỉ tiêu 6 tháng cuối năm 2026", "2026-H2 plan 7"),
      ("6 tháng đầu năm 2026", "2. Dự kiến 6 tháng cuối năm 2026", "2026-H2 plan 7"),
      ("Tháng 6/2026", "II. Chỉ tiêu tháng 7/2026", "2026-M07 plan 7"),
      ("Năm 2026", "2. Đăng ký năm 2027", "2027 plan 7"),
      ("6 tháng đầu năm 2026", "Biểu 2. Ước thực hiện năm 2026", "2026 value 7"),
    ], [true, false])
  func times(_ lines: (String, String, String), isSame: Bool) throws {
    #expect(try second(lines.0, lines.1, isSame: isSame) == [lines.2])
  }

  @Test(
    "A table that only compares those above it has no numbers of its own",
    arguments: [
      "So với cùng kỳ năm 2025 (%)", "2. Tỷ lệ hoàn thành (%)", "II. Tăng, giảm so với cùng kỳ",
    ])
  func compares(_ caption: String) throws {
    #expect(try second("6 tháng đầu năm 2026", caption, isSame: false) == [])
  }

  @Test(
    "Nor have the rows below a line that says so",
    arguments: [
      "II. So với cùng kỳ năm 2025 (%)", "II. So sánh với năm 2025", "II. % thực hiện KH",
    ])
  func bands(_ band: String) throws {
    let table =
      "6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|Số vụ vi phạm\n|I. Kết quả|\n1|Xã Nga Sơn|12\n2|Xã Hà Trung|13\n"
      + "|\(band)|\n1|Xã Nga Sơn|101\n2|Xã Hà Trung|99\n"
    let (numbers, _) = try TablesProject().reported(["bieu.csv": table], by: "Xã Nga Sơn")
    #expect(
      numbers.map { $0.split(separator: " ").suffix(2).joined(separator: " ") } == ["value 12"])
  }

  @Test("A line between rows that says what is still to be done makes them plans")
  func aims() throws {
    let table =
      "6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|Số vụ vi phạm\n|I. Kết quả|\n1|Xã Nga Sơn|12\n2|Xã Hà Trung|13\n"
      + "|II. Dự kiến tháng 7|\n1|Xã Nga Sơn|4\n2|Xã Hà Trung|5\n"
    let (numbers, _) = try TablesProject().reported(["bieu.csv": table], by: "Xã Nga Sơn")
    #expect(
      numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") }
        == ["2026-H1 value 12", "2026-M07 plan 4"])
  }

  @Test("A title says whose report it is, and not who asked for it or receives it")
  func owners() throws {
    func units(_ lines: [String]) throws -> Set<String> {
      let table =
        lines.joined(separator: "\n")
        + "\nTT|Nội dung|Thực hiện\n1|Số hội nghị|12\n2|Số lớp|13\n"
      let made = try TablesProject().read(["bieu.csv": table], in: .half(1, year: 2026))
      return Set(made.values.filter { !$0.value.isEmpty }.keys)
    }
    let owner = try units(["XÃ NGA SƠN", "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026 CỦA XÃ HÀ TRUNG"])
    #expect(owner == ["Xã Hà Trung"], "\(owner)")
    #expect(
      try units([
        "UBND XÃ NGA SƠN", "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026", "(Theo Công văn số 12 của Xã Hà Trung)",
      ]) == ["Xã Nga Sơn"])
  }

  @Test("A title that compares two times is of the first, and its years are those parts of them")
  func compared() throws {
    let table =
      "SO SÁNH SỐ VỤ CHÁY QUÝ I NĂM 2026 VỚI QUÝ I NĂM 2025\nTT|Đơn vị|Số vụ cháy||\n||2025|2026|+/-\n"
      + "1|Xã Nga Sơn|27|17|-10\n2|Xã Hà Trung|20|21|1\n"
    let (numbers, _) = try TablesProject().reported(["bieu.csv": table], by: "Xã Nga Sơn")
    #expect(
      Set(numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") })
        == ["2025-Q1 value 27", "2026-Q1 value 17"])
  }

  @Test("A note below a small table says nothing of its year")
  func notes() throws {
    let table =
      "Thanh Hóa, ngày 05 tháng 01 năm 2027\nBÁO CÁO KẾT QUẢ THÁNG 12\nTT|Đơn vị|Số vụ\n1|Xã Nga Sơn|12\n2|Xã Hà Trung|8\n"
      + "* Ghi chú: So với cùng kỳ năm 2025 tăng 12%.\n"
    let (numbers, _) = try TablesProject().reported(["bieu.csv": table], by: "Xã Nga Sơn")
    #expect(
      numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") } == [
        "2026-M12 value 12"
      ])
  }

  @Test("A header that stands once more on a new page begins no other table")
  func pages() throws {
    let table =
      "SỐ VỤ VI PHẠM 6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|Số vụ\n1|Xã Nga Sơn|12\nTT|Đơn vị|Số vụ\n2|Xã Hà Trung|8\n"
    let made = try TablesProject().read(["bieu.csv": table], in: .half(1, year: 2026))
    #expect(made.values.mapValues { Array($0.values) } == ["Xã Nga Sơn": [12], "Xã Hà Trung": [8]])
  }

  @Test(
    "\"NHIỆM VỤ\" over outcomes heads results; over other headings it is a plan, and that is said")
  func tasks() throws {
    func read(_ header: String) throws -> (numbers: [String], found: [String]) {
      let table =
        "NHIỆM VỤ TRỌNG TÂM 6 THÁNG ĐẦU NĂM 2026\nTT|Đơn vị|\(header)\n1|Xã Nga Sơn|12|3\n2|Xã Hà Trung|13|4\n"
      let numbers = try TablesProject().reported(["bieu.csv": table], by: "Xã Nga Sơn").numbers
      let found = try TablesProject().read(["bieu.csv": table], in: .half(1, year: 2026)).found
      return (
        numbers.map { $0.split(separator: " ").suffix(3).joined(separator: " ") }, found
      )
    }
    #expect(
      try read("Đã hoàn thành|Quá hạn").numbers == ["2026-H1 value 12", "2026-H1 value 3"])
    let plans = try read("Hồ sơ tiếp nhận|Văn bản đi")
    #expect(plans.numbers == ["2026-H1 plan 12", "2026-H1 plan 3"])
    #expect(
      plans.found.contains { $0.contains("không rõ là kế hoạch hay kết quả") }, "\(plans.found)")
  }
}
