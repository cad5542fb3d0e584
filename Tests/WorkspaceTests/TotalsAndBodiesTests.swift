import ClusterMetrics
import Intake
import Testing

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("Totals of periods, ends of years, bodies of places, and tables told apart by their titles")
struct TotalsAndBodiesTests {
  @Test(
    "A total of a quarter beside its months is held against them, and is no indicator",
    arguments: ["Tổng quý I", "Tổng số quý I/2024", "Cộng quý I", "Tổng 3 tháng"])
  func totalOfQuarter(_ header: String) throws {
    func table(_ total: Int) -> [String: String] {
      [
        "a.csv":
          "SỐ LAO ĐỘNG CÓ VIỆC LÀM TĂNG THÊM QUÝ I NĂM 2024\nSTT|Đơn vị|Tháng 1|Tháng 2|Tháng 3|\(header)\n"
          + "1|Nga Sơn|11|12|13|\(total)\n2|Hà Trung|1|2|3|6\n"
      ]
    }
    let right = try TablesProject().read(table(36), in: .quarter(1, year: 2024))
    #expect(
      right.values.mapValues { $0.values.map(\.self) } == ["Nga Sơn": [36], "Hà Trung": [6]])
    #expect(right.found == [])
    let wrong = try TablesProject().read(table(37), in: .quarter(1, year: 2024))
    #expect(
      wrong.found == ["3 cột \"\(header)\" ghi 37, nhưng cộng các kỳ trong dòng được 36"])
  }

  @Test("Each total of several is held against the months that it names")
  func totalsOfQuarters() throws {
    let made = try TablesProject().read(
      [
        "a.csv":
          "SỐ LAO ĐỘNG CÓ VIỆC LÀM TĂNG THÊM NĂM 2024\nSTT|Đơn vị|Tháng 1|Tháng 2|Tháng 3|Tổng quý I|Tháng 4|Tháng 5|Tháng 6|Tổng quý II|Tổng 6 tháng\n"
          + "1|Nga Sơn|11|12|13|36|1|1|1|3|39\n2|Hà Trung|1|2|3|6|2|2|2|7|12\n3|Hậu Lộc|1|2|3|6|2|2|2|6|12\n"
      ], in: .half(1, year: 2024))
    #expect(made.values["Hà Trung"]?.values.map(\.self) == [12])
    #expect(
      made.found == ["4 cột \"Tổng quý II\" ghi 7, nhưng cộng các kỳ trong dòng được 6"])
  }

  @Test(
    "\"Cuối năm 2023\" and \"cuối năm 2024\" are what there was then, with what changed between")
  func endsOfYears() throws {
    let files = [
      "x.csv":
        "KẾT QUẢ GIẢM NGHÈO\nTT|Đơn vị|Hộ nghèo cuối năm 2023|Hộ nghèo cuối năm 2024|Số hộ giảm\n"
        + "1|Xã Tân Kỳ|100|80|20\n2|Xã Anh Sơn|200|150|50\n|Cộng|300|230|70\n"
    ]
    let now = try TablesProject().read(files, in: .year(2024))
    #expect(now.values["Xã Tân Kỳ"] == ["Hộ nghèo": 80, "Số hộ giảm": 20])
    let before = try TablesProject().read(files, in: .year(2023))
    #expect(before.values["Xã Anh Sơn"] == ["Hộ nghèo": 200])
  }

  @Test(
    "Headings of one kind, each with another place, say whose the lines below are",
    arguments: ["CĐCS", "Đảng ủy", "Công an", "Trạm Y tế", "Hội LHPN"])
  func bodies(_ kind: String) throws {
    let made = try TablesProject().read(
      [
        "x.csv":
          "KẾT QUẢ QUÝ III NĂM 2025\nSTT|Nội dung|ĐVT|Kết quả\nI|\(kind) xã Tân Kỳ||\n1|Kết nạp đoàn viên|người|10\n2|Trao quà|suất|20\n"
          + "II|\(kind) xã Con Cuông||\n1|Kết nạp đoàn viên|người|30\n2|Trao quà|suất|40\n"
      ], in: .quarter(3, year: 2025))
    #expect(made.values.count == 2 && made.found == [])
    for (place, numbers) in [("xã Tân Kỳ", [10.0, 20]), ("xã Con Cuông", [30, 40])] {
      let own = made.values.first { $0.key.lowercased().hasSuffix(place.lowercased()) }?.value
      #expect(own == ["Kết nạp đoàn viên": numbers[0], "Trao quà": numbers[1]])
    }
  }

  @Test("Tables with the same two-level header are told apart by their titles")
  func titles() throws {
    let header = "TT|Đơn vị|Hồ sơ|\n||Tiếp nhận|Giải quyết\n"
    let made = try TablesProject().read(
      [
        "x.csv": "PHỤ LỤC SỐ LIỆU QUÝ III NĂM 2025|||\nBiểu 1. Lĩnh vực đất đai|||\n" + header
          + "1|Xã Tân Kỳ|10|9\n2|Xã Con Cuông|20|18\n|Cộng|30|27\n"
          + "Biểu 2. Lĩnh vực hộ tịch|||\n" + header
          + "1|Xã Tân Kỳ|30|27\n2|Xã Con Cuông|60|54\n|Cộng|90|81\n"
      ], in: .quarter(3, year: 2025))
    #expect(made.found == [])
    #expect(
      made.values["Xã Tân Kỳ"] == [
        "Lĩnh vực đất đai – hồ sơ – Tiếp nhận": 10, "Lĩnh vực đất đai – hồ sơ – Giải quyết": 9,
        "Lĩnh vực hộ tịch – hồ sơ – Tiếp nhận": 30, "Lĩnh vực hộ tịch – hồ sơ – Giải quyết": 27,
      ])
  }
}
