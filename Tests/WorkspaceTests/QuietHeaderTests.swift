import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Headers and titles that were once read as something else without a word. The right numbers are those that a reader sees.
@Suite("Plans, days, measures and estimates in headers and titles")
struct QuietHeaderTests {
  /// A table of two communes with columns for each of them.
  private func table(_ title: String, _ heads: String, _ first: String, _ second: String) -> String
  {
    "\(title)\nTT|Đơn vị|\(heads)\n1|Xã An Bình|\(first)\n2|Xã Bình Minh|\(second)\n"
  }

  @Test(
    "What was given to reach is a plan, whatever it is called, and what is reached of it the result",
    arguments: [
      ("Chỉ tiêu|Kết quả", "15|12"), ("Chỉ tiêu|Đạt|%", "15|12|80"), ("Giao|Đạt|%", "15|12|80"),
      ("CT giao|TH", "15|12"), ("Kế hoạch tỉnh giao|Thực hiện", "15|12"),
      ("Dự toán tỉnh giao|Thực hiện", "15|12"), ("KH|TH|CK|%KH|%CK", "15|12|10|80|120"),
      ("TH quý trước|KH quý này|TH quý này", "9|15|12"),
    ])
  func given(heads: String, row: String) throws {
    let made = try TablesProject().read(
      ["bieu.csv": table("HỘ THOÁT NGHÈO QUÝ III NĂM 2024", heads, row, row)],
      in: .quarter(3, year: 2024))
    #expect(
      made.values == [
        "Xã An Bình": ["Hộ thoát nghèo": 12], "Xã Bình Minh": ["Hộ thoát nghèo": 12],
      ],
      "\(heads): \(made.found)")
  }

  @Test(
    "Columns of days, of quarters over New Year and of what was counted up to a day are of these",
    arguments: [
      ("NĂM 2024", "Từ 01/01 đến 31/3|Từ 01/4 đến 30/6", Period.quarter(2, year: 2024), 5.0),
      ("NĂM 2024", "Từ 01/01/2024 đến 31/3/2024|01/4/2024 - 30/6/2024", .quarter(2, year: 2024), 5),
      ("QUÝ I/2024", "Quý IV|Quý I", .quarter(4, year: 2023), 7),
      (
        "NĂM 2024", "Đến 10/02/2024|Đến 29/02/2024",
        .span(
          from: Day(year: 2024, month: 1, day: 1)!, through: Day(year: 2024, month: 2, day: 10)!), 7
      ),
      ("QUÝ IV NĂM 2024\nNgày 10/01/2025", "Số thứ nhất|Số thứ hai", .quarter(4, year: 2024), 0),
    ])
  func days(when: String, heads: String, period: Period, value: Double) throws {
    let made = try TablesProject().read(
      ["bieu.csv": table("SỐ VỤ CHÁY \(when)", heads, "7|5", "3|4")], in: period)
    let own = made.values["Xã An Bình"] ?? [:]
    #expect(value == 0 ? own.count == 2 : own == ["Số vụ cháy": value], "\(heads): \(own)")
  }

  @Test("\"8 tháng/2023\" beside \"8 tháng/2024\" is last year's, and no number of this")
  func lastYearToDate() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv": table(
          "SỐ VỤ CHÁY THÁNG 8/2024",
          "Trong tháng|Cùng kỳ tháng 8/2023|Lũy kế 8 tháng/2024|Lũy kế 8 tháng/2023", "7|5|50|40",
          "3|4|30|20")
      ], in: .month(8, year: 2024))
    #expect(
      made.values == ["Xã An Bình": ["Số vụ cháy": 7], "Xã Bình Minh": ["Số vụ cháy": 3]])
  }

  @Test(
    "What comes in other units of measure next month is refused, also where only a line says so")
  func measures() throws {
    for (name, first, second) in [
      ("Số tiền", "ĐVT: nghìn đồng", "ĐVT: triệu đồng"),
      ("Số đã thu", "Đơn vị tính: nghìn đồng", "Đơn vị tính: triệu đồng"),
      ("Diện tích lúa", "(Đơn vị tính: m2)", "(Đơn vị tính: ha)"),
      ("Sản lượng", "Đơn vị tính: kg", "Đơn vị tính: tấn"),
    ] {
      let made = try TablesProject().read(
        [
          "t1.csv": table("KẾT QUẢ THÁNG 1/2024\n\(first)", name, "88000", "95000"),
          "t2.csv": table("KẾT QUẢ THÁNG 2/2024\n\(second)", name, "74", "91"),
        ], in: .month(2, year: 2024))
      #expect(made.values["Xã An Bình"]?[name] == nil, "\(name): \(made.values)")
      #expect(made.found.contains { $0.contains("hãy đổi ra cùng đơn vị tính") }, "\(made.found)")
    }
  }

  @Test(
    "Sums of periods that do not add up, columns without a heading and titles of estimates are said",
    arguments: [
      ("SỐ VỤ CHÁY NĂM 2024", "Quý I|Quý II|Cộng", "10|20|130", "cộng các kỳ trong dòng được 30"),
      (
        "SỐ VỤ CHÁY QUÝ II/2024", "Số vụ|Số người|", "10|20|130",
        "cột E có số nhưng không có tiêu đề"
      ),
      ("ƯỚC THỰC HIỆN QUÝ II/2024", "Số vụ|Số người", "10|20", "tiêu đề ghi là số ước"),
    ])
  func said(title: String, heads: String, row: String, words: String) throws {
    let made = try TablesProject().read(
      ["bieu.csv": table(title, heads, row, row)], in: .quarter(2, year: 2024))
    #expect(made.found.contains { $0.contains(words) }, "\(made.found)")
  }

  @Test("What hardly grows from June to December is doubted to count what happened")
  func stillCounts() throws {
    func sheet(_ day: String, _ first: String, _ second: String) -> String {
      table("CƠ CẤU CẤP ỦY VIÊN\nTính đến ngày \(day)", "Cấp ủy viên|Nữ", first, second)
    }
    let year = Period.year(2024)
    let made = try TablesProject().read(
      ["a.csv": sheet("30/6/2024", "21|7", "22|7"), "b.csv": sheet("31/12/2024", "22|8", "23|7")],
      in: year)
    #expect(made.found.count { $0.contains("hãy khai báo over_time: last") } == 2, "\(made.found)")
    // What doubles is what happens.
    let flows = try TablesProject().read(
      [
        "a.csv": sheet("30/6/2024", "21|7", "22|7"), "b.csv": sheet("31/12/2024", "42|15", "40|14"),
      ],
      in: year)
    #expect(!flows.found.contains { $0.contains("over_time: last") }, "\(flows.found)")
  }

  @Test(
    "Sums of parts, and numbers of a whole term, stand beside them without being counted",
    arguments: [
      ("QUÝ II/2024", "Tháng 4|Tháng 5|Tháng 6|Cả quý", "1|2|3|6"),
      ("QUÝ II/2024", "Trong quý|Lũy kế từ đầu nhiệm kỳ", "6|80"),
      ("QUÝ II/2024", "Trong quý|Từ đầu năm|Từ đầu nhiệm kỳ", "6|10|80"),
    ])
  func besides(when: String, heads: String, row: String) throws {
    let made = try TablesProject().read(
      ["bieu.csv": table("HỘ THOÁT NGHÈO \(when)", heads, row, row)],
      in: .quarter(2, year: 2024))
    #expect(made.values["Xã An Bình"] == ["Hộ thoát nghèo": 6], "\(made.values) \(made.found)")
  }

  @Test(
    "Months in rows under columns of units have a total beside them; a title has no year, its signature has no day"
  )
  func unitsAndTotal() throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "LƯỢT TIẾP DÂN NĂM 2024\nTháng|Xã An Bình|Xã Bình Minh|Cộng\nTháng 1|10|20|30\nTháng 2|11|21|32\n"
      ], in: .month(2, year: 2024))
    #expect(
      made.values == ["Xã An Bình": ["Lượt tiếp dân": 11], "Xã Bình Minh": ["Lượt tiếp dân": 21]])
    let signed = try TablesProject().read(
      [
        "bieu.csv": table(
          "Lượt tiếp dân 6 THÁNG ĐẦU NĂM\n|||An Bình, ngày     tháng 6 năm 2024", "Số lượt", "4",
          "5")
      ],
      in: .half(1, year: 2024))
    #expect(signed.values["Xã An Bình"]?.values.first == 4, "\(signed.found)")
  }

  @Test(
    "All below \"Cùng kỳ\" is last year's, whatever it is called there",
    arguments: [
      ("THÁNG 4 NĂM 2024", "Kết quả|Cùng kỳ năm trước|", "|Tháng 4|4 tháng", "39|49|83"),
      ("THÁNG 4 NĂM 2024", "Kết quả|Cùng kỳ năm 2023|", "|Thực hiện|So sánh (%)", "39|49|79,6"),
      (
        "THÁNG 4 NĂM 2024", "Thực hiện||Cùng kỳ năm trước|",
        "Trong tháng|Lũy kế|Trong tháng|Lũy kế",
        "39|60|49|83"
      ),
      ("THÁNG 4 NĂM 2024", "Thực hiện||Cùng kỳ|", "Tháng 4|4 tháng|Tháng 4|4 tháng", "39|60|49|83"),
    ])
  func lastYear(when: String, heads: String, lower: String, row: String) throws {
    let both =
      "SỐ VỤ CHÁY \(when)\nTT|Đơn vị|\(heads)\n||\(lower)\n1|Xã An Bình|\(row)\n2|Xã Bình Minh|\(row)\n"
    for (period, value) in [(Period.month(4, year: 2024), 39.0), (.month(4, year: 2023), 49)] {
      let made = try TablesProject().read(["bieu.csv": both], in: period)
      #expect(
        made.values["Xã An Bình"] == ["Số vụ cháy": value],
        "\(period.name) \(heads): \(made.values) \(made.found)")
    }
  }

  @Test(
    "Totals of months, last period's numbers and days that are kept say nothing else",
    arguments: [
      (
        "THEO DÕI THÁNG 1, THÁNG 2 NĂM 2024", "Tháng 1|Tháng 2|Tổng 2 tháng", "600|40|640",
        Period.month(2, year: 2024), 40.0
      ),
      ("KẾT QUẢ THÁNG 4 NĂM 2024", "Số kỳ trước|Số kỳ này", "647|271", .month(4, year: 2024), 271),
      (
        "KỶ NIỆM NGÀY THƯƠNG BINH - LIỆT SĨ (27/7/1947 - 27/7/2024) THÁNG 7 NĂM 2024", "Kết quả",
        "8",
        .month(7, year: 2024), 8
      ),
    ])
  func forms(title: String, heads: String, row: String, period: Period, value: Double) throws {
    let made = try TablesProject().read(
      [
        "bieu.csv":
          "UBND XÃ NGA TÂN\n\(title)\nTT|Nội dung|\(heads)\n1|Số cuộc họp|\(row)\n2|Số văn bản|\(row)\n"
      ], in: period)
    #expect(
      made.values["Xã Nga Tân"] == ["Số cuộc họp": value, "Số văn bản": value],
      "\(made.values) \(made.found)")
  }

  @Test(
    "A department reports for the place above it, another body below its superior is said; a district is no township of its name"
  )
  func issuers() throws {
    let made = try TablesProject().read(
      [
        "a.csv":
          "UBND HUYỆN NGA SƠN\nPHÒNG TƯ PHÁP\nKẾT QUẢ THÁNG 1 NĂM 2024\nTT|Nội dung|Kết quả\n1|Số cuộc họp|8\n2|Số văn bản|5\n"
      ], in: .month(1, year: 2024))
    #expect(made.values == ["Huyện Nga Sơn": ["Số cuộc họp": 8, "Số văn bản": 5]])
    #expect(made.found == [], "\(made.found)")
    let station = try TemporaryFolder([
      "roster.csv": "Cụm,Đơn vị\nC,Huyện Nga Sơn\nC,Huyện Hà Trung\n",
      "giaoban.yaml":
        "title: T\nlanguage: vi\nindicators:\n  hop: {name: Số cuộc họp, from: submissions}\n",
      "q2.csv":
        "UBND HUYỆN NGA SƠN\nTRẠM Y TẾ XÃ NGA TÂN\nKẾT QUẢ QUÝ II NĂM 2024\nTT;Nội dung;Kết quả\n1;Số cuộc họp;988\n",
    ])
    defer { station.keep() }
    let found = try OpenProject(folder: station.url, language: .vietnamese).check().log.all
    #expect(found.contains { $0.message.vietnamese.contains("TRẠM Y TẾ XÃ NGA TÂN") }, "\(found)")
    let small = try TemporaryFolder([
      "roster.csv": "Cụm,Đơn vị\nC,Xã Nga Tân\nC,Thị trấn Nga Sơn\n",
      "giaoban.yaml":
        "title: T\nlanguage: vi\nindicators:\n  hop: {name: Số cuộc họp, from: submissions}\n",
      "q2.csv":
        "UBND HUYỆN NGA SƠN\nUBND XÃ NGA YÊN\nKẾT QUẢ QUÝ II NĂM 2024\nTT;Nội dung;Kết quả\n1;Số cuộc họp;988\n",
    ])
    defer { small.keep() }
    let opened = try OpenProject(folder: small.url, language: .vietnamese)
    let log = try opened.check().log
    #expect(
      log.all.contains { $0.code == .unknownUnit && $0.message.vietnamese.contains("Nga Yên") })
  }

  @Test("A nameless last row that sums up the others is their total")
  func bareTotals() throws {
    let made = try TablesProject().read(
      ["bieu.csv": table("ĐƠN THƯ THÁNG 8/2024", "Số đơn", "3", "5") + "||8\n"],
      in: .month(8, year: 2024))
    #expect(made.values["Xã An Bình"] == ["Số đơn": 3] && made.found == [], "\(made.found)")
  }

  @Test("Months that make their quarter do not count from New Year, however they rise")
  func risingMonths() throws {
    var files: [String: String] = [:]
    for (month, rows) in [(1, ("11", "12")), (2, ("21", "22")), (3, ("31", "32"))] {
      files["t\(month).csv"] = table("KẾT QUẢ THÁNG \(month)/2024", "Số vụ", rows.0, rows.1)
    }
    files["q1.csv"] = table("KẾT QUẢ QUÝ I/2024", "Số vụ", "63", "66")
    let months = try TablesProject().read(files, in: .month(2, year: 2024))
    #expect(months.values["Xã An Bình"] == ["Số vụ": 21], "\(months.values)")
  }

  @Test(
    "Half of a word that leads to a theme is not cut off",
    arguments: [
      "Bổ nhiệm cán bộ", "Kết nạp đảng viên", "Biểu dương người tốt", "Công nhận sáng kiến",
    ])
  func themes(theme: String) throws {
    let made = try TablesProject().read(
      ["bieu.csv": table("KẾT QUẢ \(theme.uppercased()) QUÝ II/2024", "KH|TH", "15|12", "10|9")],
      in: .quarter(2, year: 2024))
    #expect(made.values["Xã An Bình"] == [theme: 12])
  }
}
