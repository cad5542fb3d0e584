import ClusterMetrics
import Intake
import Testing

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("Which columns and sheets say what is counted, and of whom")
struct LabelColumnTests {
  private let quarter = Period.quarter(1, year: 2024)

  @Test("\"Quí\" is \"quý\": two quarters are two, in titles and in columns")
  func quarters() throws {
    func file(_ quarter: String, _ value: Int) -> String {
      "KẾT QUẢ HÒA GIẢI QUÍ \(quarter) NĂM 2024\nTT|Đơn vị|Số vụ\n1|Xã Nga Tân|\(value)\n2|Xã Nga Tiến|3\n"
    }
    let made = try TablesProject().read(
      ["a.csv": file("I", 5), "b.csv": file("II", 5)], in: .half(1, year: 2024))
    #expect(made.values["Xã Nga Tân"]?.values.map(\.self) == [10] && made.found == [])
    let columns = try TablesProject().read(
      ["a.csv": "SỐ VỤ HÒA GIẢI NĂM 2024\nTT|Đơn vị|Quí I|Quí II\n1|Nga Tân|1|2\n2|Nga Tiến|2|4\n"],
      in: .half(1, year: 2024))
    #expect(columns.values["Nga Tiến"]?.values.map(\.self) == [6])
  }

  @Test(
    "Marks of repetition stand for the unit above",
    arguments: ["nt", "nt/", "Nt.", "-nt-", "\"\"\"\"", "//", "-//-"])
  func dittos(_ mark: String) throws {
    let made = try TablesProject().read(
      [
        "a.csv":
          "BÁO CÁO QUÝ I NĂM 2024\nTT|Đơn vị|Nội dung|Số lượng\n1|Xã Nga Tân|Hội nghị|5\n2|\(mark)|Tập huấn|6\n3|Xã Nga Tiến|Hội nghị|7\n"
      ], in: quarter)
    #expect(
      made.values == [
        "Xã Nga Tân": ["Hội nghị": 5, "Tập huấn": 6], "Xã Nga Tiến": ["Hội nghị": 7],
      ])
  }

  @Test("\"Tổng số\" below a unit is all that it has of what the row says")
  func totalOfUnit() throws {
    let made = try TablesProject().read(
      [
        "a.csv":
          "SỐ LIỆU THÁNG 5/2024\nTT|Nội dung|Xã Nga Tân|||Xã Nga Tiến||\n||Tổng số|Đúng hạn|Quá hạn|Tổng số|Đúng hạn|Quá hạn\n"
          + "1|Hồ sơ đất đai|10|7|3|20|17|3\n2|Hồ sơ hộ tịch|20|17|3|40|37|3\n"
      ], in: .month(5, year: 2024))
    #expect(made.values["Xã Nga Tân"]?["Hồ sơ đất đai"] == 10)
    #expect(made.values["Xã Nga Tiến"]?["Hồ sơ hộ tịch"] == 40)
    #expect(made.values["Xã Nga Tiến"]?["Hồ sơ hộ tịch – Đúng hạn"] == 37)
  }

  @Test(
    "A column of numbers is no label, whatever it is called",
    arguments: ["Tiêu chí", "Đối tượng", "Nội dung", "Nhiệm vụ", "Hạng mục"])
  func numbersUnderLabels(_ header: String) throws {
    let made = try TablesProject().read(
      [
        "a.csv":
          "TÌNH HÌNH THÁNG 3 NĂM 2024\nTT|Đơn vị|Số vụ việc|\(header)|Số buổi\n1|Xã Nga Tân|5|7|12\n2|Xã Nga Tiến|4|6|10\n"
      ], in: .month(3, year: 2024))
    #expect(made.values["Xã Nga Tân"]?["Số vụ việc"] == 5)
    #expect(made.values["Xã Nga Tiến"]?["Số buổi"] == 10)
    // The column itself is read, or said.
    #expect(
      made.values["Xã Nga Tân"]?[header] == 7
        || made.found.contains { $0.contains("không rõ \"\(header)\"") })
  }

  @Test(
    "Names in a column without a known heading are units",
    arguments: ["Công an xã", "Cơ sở Hội", "Nơi báo cáo", "Tổ chức Đoàn", ""])
  func names(_ header: String) throws {
    let made = try TablesProject().read(
      [
        "a.csv":
          "HỘI NÔNG DÂN HUYỆN NGA SƠN\nKẾT QUẢ QUÝ I NĂM 2024\nTT|\(header)|Hội viên mới|Số buổi\n1|Nga Tân|5|12\n2|Nga Tiến|4|10\n|Tổng cộng|9|22\n"
      ], in: quarter)
    #expect(
      made.values == [
        "Nga Tân": ["Hội viên mới": 5, "Số buổi": 12],
        "Nga Tiến": ["Hội viên mới": 4, "Số buổi": 10],
      ])
  }

  @Test(
    "\"Trên 50\" heads a column below \"Độ tuổi\", also where the first headings are not merged")
  func ages() throws {
    let made = try TablesProject().read(
      [
        "a.csv":
          "THỐNG KÊ ĐOÀN VIÊN NĂM 2024\nTT|Đơn vị|Đoàn viên|Độ tuổi||\n|||Dưới 30|Từ 30 đến 50|Trên 50\n1|Xã Nga Tân|22|5|14|3\n2|Xã Nga Tiến|20|4|12|4\n"
      ], in: .year(2024))
    #expect(
      made.values["Xã Nga Tân"] == [
        "Đoàn viên": 22, "Dưới 30": 5, "Từ 30 đến 50": 14, "Trên 50": 3,
      ])
  }

  @Test("\"Chưa đạt\" of what was checked adds up like \"Đạt\"")
  func failed() throws {
    func file(_ month: Int, _ values: String) -> String {
      "KẾT QUẢ KIỂM TRA THÁNG \(month)/2024\nTT|Đơn vị|Đạt|Chưa đạt\n1|Nga Tân|\(values)\n2|Nga Tiến|1|1\n"
    }
    let made = try TablesProject().read(
      ["a.csv": file(1, "10|3"), "b.csv": file(2, "12|4"), "c.csv": file(3, "10|1")], in: quarter)
    #expect(made.values["Nga Tân"] == ["Đạt": 32, "Chưa đạt": 8])
  }

  @Test("Result, plan and last year's numbers in files of their own are of the same indicators")
  func figuresOfFiles() throws {
    func file(_ title: String, _ value: Int) -> String {
      "\(title)\nTT|Đơn vị|Thu ngân sách|Trồng rừng\n1|Xã Nga Tân|\(value)|12\n2|Xã Nga Tiến|900|15\n"
    }
    let files = [
      "ck.csv": file("SỐ LIỆU CÙNG KỲ NĂM 2023", 1_000),
      "kh.csv": file("CHỈ TIÊU KẾ HOẠCH GIAO NĂM 2024", 1_050),
      "th.csv": file("KẾT QUẢ THỰC HIỆN KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2024", 1_100),
    ]
    let now = try TablesProject().read(files, in: .year(2024))
    #expect(now.values["Xã Nga Tân"] == ["Thu ngân sách": 1_100, "Trồng rừng": 12])
    #expect(
      now.found.map { $0.contains("chỉ ghi cùng kỳ năm 2023: được tính là cả năm 2023") } == [true])
    let before = try TablesProject().read(files, in: .year(2023))
    #expect(before.values["Xã Nga Tân"]?["Thu ngân sách"] == 1_000)
  }

  @Test("\"Dự toán pháp lệnh\" is a plan, and \"Dự toán phấn đấu\" a wish")
  func wishes() throws {
    let made = try TablesProject().read(
      [
        "a.csv":
          "KẾT QUẢ THU NGÂN SÁCH THÁNG 10 NĂM 2024\nSTT|Địa bàn|Dự toán pháp lệnh|Dự toán phấn đấu|Thực hiện tháng 10|Lũy kế 10 tháng\n"
          + "1|Xã Nga Tân|1000|1200|90|900\n2|Xã Nga Tiến|2000|2400|180|1800\n"
      ], in: .month(10, year: 2024))
    #expect(
      made.values == ["Xã Nga Tân": ["Thu ngân sách": 90], "Xã Nga Tiến": ["Thu ngân sách": 180]])
    #expect(made.found == [])
  }

  @Test(
    "Points that part thousands by rule are said where another column has them as decimal marks")
  func points() throws {
    let made = try TablesProject().numbers(
      "SỐ LIỆU THÁNG 5/2024\nTT,Đơn vị,Diện tích (ha),Sản lượng (tấn),Số hộ\n1,Xã An Bình,12.5,1.250,1.250\n2,Xã An Hòa,8.125,3.500,3.500\n"
    )
    #expect(made.findings.count { $0 == .ambiguousNumber } == 1)
  }

  @Test("Weeks add up: \"Tuần 10\" and \"Tuần 11\" are no themes")
  func weeks() throws {
    func file(_ week: Int, _ days: String) -> String {
      "KẾT QUẢ CÔNG TÁC TUẦN \(week) (\(days)/2024)\nTT|Đơn vị|Số buổi|Số người\n1|Xã Nga Tân|11|60\n2|Xã Nga Tiến|12|110\n"
    }
    let made = try TablesProject().read(
      ["a.csv": file(10, "04/3-10/3"), "b.csv": file(11, "11/3-17/3")], in: .month(3, year: 2024))
    #expect(made.values["Xã Nga Tân"] == ["Số buổi": 22, "Số người": 120])
  }
}
