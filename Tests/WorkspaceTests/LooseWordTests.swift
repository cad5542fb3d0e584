import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("Numbers in front of months, sentences above tables, and rows and headings in loose words")
struct LooseWordTests {
  private func make(_ files: [String: String]) throws -> (numbers: [String], settings: String) {
    try TablesProject().reported(files, by: "Xã Đông Tiến")
  }

  private func numbers(_ files: [String: String]) throws -> [String] { try make(files).numbers }

  private func table(_ title: String, last: String = "") -> String {
    """
    \(title)
    TT|Đơn vị|Số hội nghị
    1|Xã Đông Tiến|5
    2|Xã Quảng Yên|7
    3|Xã Nga Sơn|9
    \(last)
    """
  }

  @Test(
    "A number in front of a month that has its own counts no months",
    arguments: [
      ("HOẠT ĐỘNG CỤM THI ĐUA SỐ 3 THÁNG 6 NĂM 2025", "2025-M06"),
      ("KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT SỐ 09 THÁNG 6 NĂM 2025", "2025-M06"),
      ("SINH HOẠT CHI BỘ 9 THÁNG 5/2025", "2025-M05"),
      ("THI ĐUA KHỐI 6 THÁNG 5 NĂM 2025", "2025-M05"),
      ("KẾT QUẢ CỤM SỐ 3 - 6 THÁNG ĐẦU NĂM 2025", "2025-H1"),
      ("TỔNG HỢP 9 THÁNG NĂM 2025", "2025-9M"), ("TỔNG HỢP 6 THÁNG 2025", "2025-H1"),
      ("KẾT QUẢ TỪ THÁNG 01/2025 ĐẾN THÁNG 6/2025", "2025-H1"),
    ])
  func months(title: String, period: String) throws {
    #expect(try numbers(["b.csv": table(title)]) == ["Số hội nghị \(period) value 5"])
  }

  @Test("A line of which no cell can be read is an indicator, and its cells are errors")
  func unreadableLine() throws {
    let made = try TablesProject().numbers([
      "b.csv": """
      KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024
      Chỉ tiêu;Xã Nga Sơn;Xã Hà Trung
      Số hội nghị;12;9
      Tuyên truyền;2 cuộc/80 lượt;//
      Số đơn;4;5
      """
    ])
    #expect(made.values == ["Số hội nghị": ["12", "9"], "Số đơn": ["4", "5"]])
    #expect(made.settings.contains("Tuyên truyền") && made.findings.contains(.badNumber))
  }

  @Test("The name of a file says months since New Year, where no title does")
  func monthsOfFile() throws {
    #expect(
      try numbers(["BC 5 tháng đầu năm 2025.csv": table("KẾT QUẢ HỘI NGHỊ")])
        == ["Số hội nghị 2025-M05 cumulative 5"])
  }

  @Test(
    "A part of a month or of a school year that nobody has told the days of makes a table count for nothing",
    arguments: [
      ("b.csv", "SỐ CA MẮC KỲ 1 THÁNG 6/2025"), ("tuần 3 tháng 6-2025.csv", "SỐ CA MẮC NĂM 2025"),
      ("tuần 2 tháng 9-2025.csv", "SỐ CA MẮC"),
      ("Biểu học kỳ I năm học 2024-2025.csv", "SỐ HỌC SINH GIỎI"),
    ])
  func unknownParts(file: String, title: String) throws {
    let made = try TablesProject().numbers([file: table(title).replacing("|", with: ";")])
    #expect(made.values.isEmpty)
    #expect(made.findings.contains(.badPeriod))
  }

  @Test(
    "Rows below the units that say another time, a mean or a rank are no units",
    arguments: [
      "|6 tháng đầu năm 2024|25", "|6T 2024|25", "|6 tháng/2024|25", "|9 tháng đầu năm 2024|25",
      "|6 tháng cuối năm 2024|25", "|TB chung|7", "|Xếp hạng|2", "|Tỷ trọng|100",
      "|Ước tính cả tỉnh|40",
    ])
  func noUnits(row: String) throws {
    let read = try TablesProject().read(
      ["b.csv": table("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025", last: row)],
      in: .half(1, year: 2025))
    #expect(read.proposal.units.map(\.name) == ["Xã Đông Tiến", "Xã Quảng Yên", "Xã Nga Sơn"])
    #expect(read.values["Xã Đông Tiến"] == ["Số hội nghị": 5])
    #expect(read.found.isEmpty)
  }

  @Test(
    "A sentence above the table plans nothing, and says no other time than the title",
    arguments: [
      "Kế hoạch năm 2025 của tỉnh là 300 hội nghị.", "Chỉ tiêu năm 2025 giao 300 cuộc.",
      "Năm 2024 toàn tỉnh tổ chức 240 hội nghị.", "Tháng 6 tổ chức 20 hội nghị.",
    ])
  func sentences(sentence: String) throws {
    #expect(
      try numbers(["b.csv": sentence + "\n" + table("KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025")])
        == ["Số hội nghị 2025-H1 value 5"])
  }

  @Test("A sentence that begins with the unit's name names the unit, and no more")
  func sentenceOfUnit() throws {
    let april = """
      BÁO CÁO
      Kết quả cải cách hành chính tháng 4 năm 2025
      UBND xã Đông Tiến báo cáo kết quả thực hiện như sau:
      TT|Nội dung|ĐVT|Số lượng
      1|Hồ sơ tiếp nhận|hồ sơ|44
      2|Hồ sơ đã giải quyết|hồ sơ|34
      """
    let may = april.replacing("tháng 4", with: "tháng 5").replacing(
      "UBND xã Đông Tiến báo cáo kết quả thực hiện như sau:",
      with: "Xã Đông Tiến có 12 thôn và đông dân.")
    let read = try TablesProject().read(["a.csv": april, "b.csv": may], in: .month(5, year: 2025))
    #expect(read.proposal.units.map(\.name) == ["Xã Đông Tiến"])
    #expect(
      read.values == ["Xã Đông Tiến": ["Hồ sơ tiếp nhận": 44, "Hồ sơ đã giải quyết": 34]])
  }

  @Test(
    "Headings without tone marks: files are no comparison, plans and cumulative numbers are what they say"
  )
  func withoutMarks() throws {
    let text = """
      KET QUA THANG 6 NAM 2025
      TT|Don vi|So ho so tiep nhan|Luy ke tu dau nam|Ke hoach nam
      1|Xã Đông Tiến|5|30|60
      2|Xã Quảng Yên|7|40|80
      """
    #expect(
      try numbers(["b.csv": text]) == [
        "So ho so tiep nhan 2025-M06 value 5", "So ho so tiep nhan 2025-M06 cumulative 30",
        "So ho so tiep nhan 2025 plan 60",
      ])
  }

  @Test("A row of the year's plan below each unit is the year's, as a column would be")
  func rowsOfPlans() throws {
    let text = """
      THU QUỸ 6 THÁNG ĐẦU NĂM 2025
      Đơn vị|Phân loại|Quỹ khuyến học
      Xã Đông Tiến|Kế hoạch năm|100
      Xã Đông Tiến|Thực hiện|50
      Xã Quảng Yên|Kế hoạch năm|80
      Xã Quảng Yên|Thực hiện|20
      """
    #expect(
      try numbers(["b.csv": text]) == [
        "Quỹ khuyến học 2025 plan 100", "Quỹ khuyến học 2025-H1 value 50",
      ])
    #expect(
      try numbers(["b.csv": text.replacing("Kế hoạch năm", with: "KH năm 2025")]) == [
        "Quỹ khuyến học 2025 plan 100", "Quỹ khuyến học 2025-H1 value 50",
      ])
  }

  @Test(
    "What stands beside the plan is its result, and a percentage only compares the two",
    arguments: [
      ("CT giao|Kết quả|Đạt (%)", "value"), ("Số giao|Số thực hiện|% đạt", "value"),
      ("NQ ĐH giao|Thực hiện 6 tháng|Đạt %NQ", "value"), ("DT giao|Thực hiện|% DT", "value"),
      ("Lũy kế đến kỳ trước|Phát sinh trong kỳ|Lũy kế đến kỳ này", ""),
    ])
  func plansAndResults(headings: String, figure: String) throws {
    let text = """
      KẾT QUẢ KẾT NẠP ĐẢNG VIÊN 6 THÁNG ĐẦU NĂM 2025
      TT|Đơn vị|\(headings)
      1|Xã Đông Tiến|20|10|50
      2|Xã Quảng Yên|30|15|50
      3|Xã Nga Sơn|16|20|125
      """
    let told = try numbers(["b.csv": text])
    let bare = told.map { $0.split(separator: " ").suffix(2).joined(separator: " ") }
    #expect(bare == (figure.isEmpty ? ["value 10", "cumulative 50"] : ["plan 20", "value 10"]))
    #expect(
      Set(told.map { $0.split(separator: " ").dropLast(3).joined(separator: " ") }).count == 1)
  }

  @Test("The budget of the year is its plan, and what is left of it no indicator")
  func budgets() throws {
    let taxes = """
      THU NGÂN SÁCH XÃ NĂM 2025
      TT|Đơn vị|DT năm|Tháng 1|Tháng 2
      1|Xã Đông Tiến|1000|70|80
      2|Xã Quảng Yên|1400|90|95
      """
    #expect(
      try numbers(["b.csv": taxes]).map {
        $0.split(separator: " ").suffix(3).joined(separator: " ")
      }
        == ["2025 plan 1000", "2025-M01 value 70", "2025-M02 value 80"])
    let spent = """
      TÌNH HÌNH GIẢI NGÂN VỐN ĐẦU TƯ CÔNG NĂM 2025 (đến ngày 30/6/2025)
      TT|Chủ đầu tư|Kế hoạch vốn năm 2025|Giải ngân đến 30/6/2025|Tỷ lệ giải ngân (%)|Vốn còn lại chưa giải ngân
      1|Xã Đông Tiến|200|100|50|100
      2|Xã Quảng Yên|300|150|50|150
      """
    #expect(
      try numbers(["b.csv": spent]) == [
        "Giải ngân 2025 plan 200", "Giải ngân 2025-M06 cumulative 100",
      ])
  }

  @Test("\"Trong đó: tháng 6\" is another time of the same thing")
  func amongThem() throws {
    let text = """
      THU QUỸ VÌ NGƯỜI NGHÈO 6 THÁNG ĐẦU NĂM 2025
      TT|Đơn vị|KH năm|Thực hiện 6 tháng|Trong đó: tháng 6
      1|Xã Đông Tiến|100|50|8
      2|Xã Quảng Yên|80|40|9
      """
    #expect(
      try numbers(["b.csv": text]) == [
        "Thu quỹ vì người nghèo 2025 plan 100", "Thu quỹ vì người nghèo 2025-H1 value 50",
        "Thu quỹ vì người nghèo 2025-M06 value 8",
      ])
  }

  @Test("Columns of days and of things that are told in words hold no numbers")
  func words() throws {
    let text = """
      TỔ CHỨC ĐẠI HỘI CHI BỘ QUÝ II NĂM 2025
      TT|Đơn vị|Ngày tổ chức|Số chi bộ đã đại hội|Nội dung chưa hoàn thành
      1|Xã Đông Tiến|28/5/2025|5|02 nhiệm vụ về giải phóng mặt bằng
      2|Xã Quảng Yên|28/6/2025|7|03 nhiệm vụ về chuyển đổi số
      3|Xã Nga Sơn|19/4/2025|9|01 dự án chậm tiến độ
      """
    #expect(try numbers(["b.csv": text]) == ["Số chi bộ đã đại hội 2025-Q2 value 5"])
  }

  @Test("One band above all units names what is counted, and what it is measured in")
  func oneBand() throws {
    let text = """
      TÌNH HÌNH SẢN XUẤT NÔNG NGHIỆP NĂM 2025
      TT|Đơn vị|KH năm 2025|TH 6 tháng 2025|So với KH (%)
      I|Diện tích gieo trồng (ha)|||
      1|Xã Đông Tiến|1000|500|50
      2|Xã Quảng Yên|1400|700|50
      """
    let made = try make(["b.csv": text])
    #expect(
      made.numbers == [
        "Diện tích gieo trồng 2025 plan 1000", "Diện tích gieo trồng 2025-H1 value 500",
      ])
    #expect(made.settings.contains("unit_of_measure: \"ha\""))
  }

  @Test("An old commune below the first of a new one's makes no second number of it in silence")
  func oldCommunes() throws {
    let text = """
      SỐ HỘ NGHÈO SAU SẮP XẾP, ĐẾN 31/12/2025
      TT|Xã mới|Xã cũ|Số hộ nghèo
      1|Xã Đông Tiến|Hà Bắc|38
      2||Hà Giang|20
      3|Xã Nga Sơn|Nga Văn|22
      4||Nga Trường|31
      """
    let made = try TablesProject().numbers(["b.csv": text.replacing("|", with: ";")])
    #expect(made.values.isEmpty)
    #expect(made.findings.contains(.contradictingNumbers))
  }

  @Test("What stands in brackets behind a number is among it, or came besides")
  func besides() throws {
    let text = """
      KẾT QUẢ KẾT NẠP QUÝ II NĂM 2025
      TT|Đơn vị|Số đảng viên mới
      1|Xã Đông Tiến|5 (nữ: 2)
      2|Xã Quảng Yên|120 (+15)
      3|Xã Nga Sơn|7
      """
    let read = try TablesProject().read(["b.csv": text], in: .quarter(2, year: 2025))
    #expect(
      read.values.mapValues { $0["Số đảng viên mới"] } == [
        "Xã Đông Tiến": 5, "Xã Quảng Yên": 120, "Xã Nga Sơn": 7,
      ])
  }

  @Test("A name of one file is a slip of another file's, where both send one file a half-year")
  func slipOfFiles() throws {
    func file(_ unit: String, _ year: Int, _ value: Int) -> String {
      """
      UBND \(unit)
      KẾT QUẢ 6 THÁNG ĐẦU NĂM \(year)
      TT|Chỉ tiêu|Kết quả
      1|Số hội nghị|\(value)
      2|Số mô hình|\(value + 1)
      """
    }
    var files: [String: String] = [:]
    for (index, unit) in ["HUYỆN GIAO THỦY", "HUYỆN HẢI HẬU", "HUYỆN NGHĨA HƯNG"].enumerated() {
      files["\(index)-2024.csv"] = file(unit, 2024, 10 + index)
      files["\(index)-2025.csv"] = file(
        index == 2 ? "HUYỆN NGHĨA HƯG" : unit, 2025, 20 + index)
    }
    let read = try TablesProject().read(files, in: .half(1, year: 2025))
    #expect(
      read.proposal.units.map(\.name) == ["Huyện Giao Thủy", "Huyện Hải Hậu", "Huyện Nghĩa Hưng"])
    #expect(read.proposal.slips.map(\.name) == ["Huyện Nghĩa Hưg"])
    // The name of a file says which of the two is right, whichever is read first.
    files["2-2024.csv"] = file("HUYỆN NGHĨA HƯG", 2024, 12)
    files["2-2025.csv"] = nil
    files["huyen-nghia-hung-2025.csv"] = file("HUYỆN NGHĨA HƯNG", 2025, 22)
    #expect(
      try TablesProject().read(files, in: .half(1, year: 2025)).proposal.slips.map(\.name)
        == ["Huyện Nghĩa Hưg"])
  }
}

/// What looks like the above and is something else.
@Suite("Titles, headings and cells that only seem to be loose words")
struct FirmWordTests {
  private func numbers(_ text: String) throws -> [String] {
    try TablesProject().reported(["b.csv": text], by: "Xã Đông Tiến").numbers
  }

  @Test("A title of plans may end with a full stop, and say how many months they are for")
  func titlesOfPlans() throws {
    for title in [
      "Giao chỉ tiêu kế hoạch năm 2025 cho các xã, phường trên địa bàn.",
      "Kế hoạch giao năm 2025 cho các xã",
    ] {
      #expect(
        try numbers("\(title)\nTT|Đơn vị|Số hội nghị\n1|Xã Đông Tiến|5\n2|Xã Quảng Yên|7\n")
          == ["Số hội nghị 2025 plan 5"])
    }
  }

  @Test("A sentence that says from which day to which is heard beside the title")
  func sentenceOfDays() throws {
    #expect(
      try numbers(
        """
        KẾT QUẢ HỘI NGHỊ NĂM 2025
        Số liệu tính từ ngày 01/3/2025 đến hết ngày 20/5/2025.
        TT|Đơn vị|Số hội nghị
        1|Xã Đông Tiến|5
        2|Xã Quảng Yên|7
        """) == ["Số hội nghị 2025-03-01..2025-05-20 value 5"])
  }

  @Test("\"Số giao dịch\" are counted, and so is what lines with units of measure count")
  func counts() throws {
    #expect(
      try numbers(
        """
        KẾT QUẢ THÁNG 6 NĂM 2025
        TT|Đơn vị|Số giao dịch|Số giao ban
        1|Xã Đông Tiến|5|2
        2|Xã Quảng Yên|7|3
        """) == ["Số giao dịch 2025-M06 value 5", "Số giao ban 2025-M06 value 2"])
    #expect(
      try numbers(
        """
        UBND XÃ ĐÔNG TIẾN
        KẾT QUẢ THÁNG 6 NĂM 2025
        TT|Chỉ tiêu|Kết quả
        1|Tuyên truyền|12 hội nghị tuyên truyền miệng
        2|Tập huấn|5 lớp tập huấn nghề
        3|Tọa đàm|3 buổi tọa đàm khoa học
        """
      ).map { $0.split(separator: " ").suffix(1).joined() } == ["12", "5", "3"])
  }

  @Test("Without tone marks \"Chi tieu\" heads the indicators, and \"Nam\" a year")
  func withoutMarks() throws {
    #expect(
      try numbers(
        """
        UBND XÃ ĐÔNG TIẾN
        BAO CAO THANG 6 NAM 2025
        TT|Chi tieu|Ke hoach nam|Thuc hien
        1|Ho so tiep nhan|100|12
        2|Ho so giai quyet|90|10
        """) == [
          "Ho so tiep nhan 2025 plan 100", "Ho so tiep nhan 2025-M06 value 12",
          "Ho so giai quyet 2025 plan 90", "Ho so giai quyet 2025-M06 value 10",
        ])
  }
}
