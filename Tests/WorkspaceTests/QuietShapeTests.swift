import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Tables that were once read in part, or added up, without a word. The right numbers are those that a reader sees.
@Suite("Marks in two columns, counts beside their parts, what exists, what is left, copied sheets")
struct QuietShapeTests {
  @Test("\"Có\" and \"Không\" each have a column: a mark counts as one, nothing as none")
  func markedBothWays() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "NHÀ VĂN HÓA 6 THÁNG ĐẦU NĂM 2024\nTT|Đơn vị|Số hộ|Nhà văn hóa|\n|||Có|Không\n1|Xã An Bình|100|x|\n2|Xã Bình Minh|120||x\n3|Xã Nga Tân|90|x|\n"
      ], in: .half(1, year: 2024))
    #expect(
      made.values == [
        "Xã An Bình": ["Số hộ": 100, "Nhà văn hóa – Có": 1, "Nhà văn hóa – Không": 0],
        "Xã Bình Minh": ["Số hộ": 120, "Nhà văn hóa – Có": 0, "Nhà văn hóa – Không": 1],
        "Xã Nga Tân": ["Số hộ": 90, "Nhà văn hóa – Có": 1, "Nhà văn hóa – Không": 0],
      ])
  }

  @Test(
    "What a line counts stands beside its parts, and both are read",
    arguments: ["Chia theo độ tuổi", "Trong đó", "Phân theo lứa tuổi"])
  func countsBesideParts(heading: String) throws {
    let made = try TablesProject().read(
      [
        "Xã An Bình.csv":
          "BÁO CÁO 6 THÁNG ĐẦU NĂM 2024\nTT|Loại tội phạm|Số vụ|Số người|\(heading)|\n||||Dưới 18|Từ 18 trở lên\n1|Trộm cắp|5|7|2|5\n2|Đánh bạc|3|4|1|3\n"
      ], in: .half(1, year: 2024))
    let own = made.values["Xã An Bình"] ?? [:]
    #expect(own["Trộm cắp – Số vụ"] == 5 && own["Trộm cắp – Số người"] == 7)
    #expect(own["Đánh bạc – Số vụ"] == 3 && own["Đánh bạc – Dưới 18"] == 1)
    #expect(own.count == 8)
  }

  @Test("Columns of units beside a count are units, whatever heads them")
  func countsBesideUnits() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "AN NINH 6 THÁNG ĐẦU NĂM 2024\nTT|Nội dung|Tổng số|Chia theo đơn vị|\n|||Xã An Bình|Xã Bình Minh\n1|Trộm cắp|5|2|3\n2|Đánh bạc|9|4|5\n"
      ], in: .half(1, year: 2024))
    #expect(
      made.values == [
        "Xã An Bình": ["Trộm cắp": 2, "Đánh bạc": 4],
        "Xã Bình Minh": ["Trộm cắp": 3, "Đánh bạc": 5],
      ])
  }

  @Test(
    "What is there at the end of each quarter is not added up; what happens is",
    arguments: [
      ("Số bác sĩ", 7.0), ("Tổng số giường bệnh", 7), ("Nợ quá hạn (triệu đồng)", 7),
      ("Dân số", 7), ("Số bác sĩ được đào tạo", 10), ("Thu nợ quá hạn", 10), ("Số lượt khám", 10),
    ])
  func whatExists(name: String, half: Double) throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "KẾT QUẢ NĂM 2024\nTT|Đơn vị|Quý I||Quý II|\n||\(name)|Số buổi trực|\(name)|Số buổi trực\n1|Xã An Bình|3|1|7|1\n2|Xã Bình Minh|4|2|8|2\n"
      ], in: .half(1, year: 2024))
    let own = made.values["Xã An Bình"] ?? [:]
    #expect(own.filter { $0.key != "Số buổi trực" }.map(\.value) == [half])
    #expect(own["Số buổi trực"] == 2)
  }

  @Test(
    "What is left of what was taken in is held against both",
    arguments: ["Chênh lệch", "Cân đối thu chi"])
  func balance(name: String) throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "QUỸ 6 THÁNG ĐẦU NĂM 2024\nTT|Đơn vị|Tổng thu|Tổng chi|\(name)\n1|Xã An Bình|100|60|40\n2|Xã Bình Minh|90|50|50\n"
      ], in: .half(1, year: 2024))
    #expect(made.values["Xã An Bình"]?.count == 3)
    #expect(made.found.count == 1 && made.found[0].contains("90 − 50 = 40"), "\(made.found)")
  }

  @Test(
    "A sheet that is another unit's, number for number, is said; one number apart is not",
    arguments: [12, 13])
  func copied(last: Int) throws {
    let lines = [
      "Hội nghị", "Người dự", "Đơn thư", "Đã giải quyết", "Hồ sơ", "Đúng hạn", "Văn bản",
    ]
    func form(_ unit: String, _ values: [Int]) -> String {
      "BÁO CÁO 6 THÁNG ĐẦU NĂM 2024\n\(unit)|\nTT|Chỉ tiêu|Kết quả\n"
        + zip(lines, values).enumerated().map { "\($0 + 1)|\($1.0)|\($1.1)\n" }.joined()
    }
    let made = try TablesProject().read(
      [
        "Xã An Bình.csv": form("Xã An Bình", [5, 100, 7, 6, 300, 290, 12]),
        "Xã Bình Minh.csv": form("Xã Bình Minh", [6, 120, 3, 3, 200, 190, 9]),
        "Xã Nga Tân.csv": form("Xã Nga Tân", [5, 100, 7, 6, 300, 290, last]),
      ], in: .half(1, year: 2024))
    let said = made.found.filter { $0.contains("giống hệt") }
    #expect(said.count == (last == 12 ? 1 : 0), "\(made.found)")
  }

  @Test(
    "Who reports is named by what they are",
    arguments: ["Tên CĐCS", "Tỉnh, thành phố", "Tỉnh/TP", "Tên đơn vị", "Tên Chi bộ"])
  func headings(heading: String) throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "ĐOÀN VIÊN 6 THÁNG ĐẦU NĂM 2024\nTT|\(heading)|Kết nạp\n1|Thanh Hóa|6\n2|Nghệ An|9\n3|Hà Tĩnh|5\n"
      ], in: .half(1, year: 2024))
    #expect(
      made.values.mapValues { $0.values.map(\.self) } == [
        "Thanh Hóa": [6], "Nghệ An": [9], "Hà Tĩnh": [5],
      ])
  }
}
