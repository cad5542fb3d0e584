import ClusterMetrics
import Foundation
import Intake
import TestSupport
import Testing

@testable import Workspace

/// Tables in the words of CSV with bars; the right numbers are those that a reader of the table sees.
@Suite("Forms of the half-year that say several periods, carry sums over, or name bodies")
struct HalfYearFormTests {
  @Test(
    "\"Lũy kế từ đầu năm\" under a title that names quarter and half-year is the half-year's, and so are answers"
  )
  func twoPeriods() throws {
    let table = """
      VĂN PHÒNG ĐIỀU PHỐI NTM HÀ TĨNH|||||
      TIẾN ĐỘ XÂY DỰNG NÔNG THÔN MỚI QUÝ II/2024 VÀ 6 THÁNG ĐẦU NĂM 2024|||||
      STT|Huyện|Nội dung thực hiện|Thực hiện quý II|Lũy kế từ đầu năm|Khó khăn, vướng mắc
      1|Nghi Xuân|Vườn mẫu đạt chuẩn|4|21|
      ||Sản phẩm OCOP|4|12|
      2|Can Lộc|Vườn mẫu đạt chuẩn|15|22|Thiếu vốn đối ứng
      ||Sản phẩm OCOP|12|29|
      """
    let half = try TablesProject().read(["a.csv": table], in: .half(1, year: 2024))
    #expect(
      half.values == [
        "Nghi Xuân": ["Vườn mẫu đạt chuẩn": 21, "Sản phẩm OCOP": 12],
        "Can Lộc": ["Vườn mẫu đạt chuẩn": 22, "Sản phẩm OCOP": 29],
      ])
    #expect(half.found == [], "\(half.found)")
    let quarter = try TablesProject().read(["a.csv": table], in: .quarter(2, year: 2024))
    #expect(quarter.values["Can Lộc"] == ["Vườn mẫu đạt chuẩn": 15, "Sản phẩm OCOP": 12])
    let project = TablesProject()
    _ = try project.read(["a.csv": table], in: .half(1, year: 2024))
    let answers = try OpenProject(folder: project.project).project.tally([.half(1, year: 2024)])
      .answers
    #expect(answers.map(\.text) == ["Thiếu vốn đối ứng"])
    #expect(answers.map(\.period) == [Period.half(1, year: 2024)])
  }

  @Test("A signature below a column of answers is nobody's answer")
  func signature() throws {
    let made = try TablesProject().read(
      [
        "a.csv": """
        HUYỆN ỦY HƯƠNG SƠN|||
        BÁO CÁO SỐ LIỆU THÁNG 1 NĂM 2024|||
        TT|Xã, thị trấn|Số cuộc đối thoại|Ý kiến, kiến nghị
        1|Xã Sơn Kim|3|Đề nghị sửa kênh mương
        2|Xã Sơn Tây|2|
        |||ngày 12 tháng 2 năm 2024
        NGƯỜI LẬP BIỂU|||TRƯỞNG BAN
        |||Nguyễn Văn Hùng
        """
      ], in: .month(1, year: 2024))
    #expect(
      made.values == [
        "Xã Sơn Kim": ["Số cuộc đối thoại": 3], "Xã Sơn Tây": ["Số cuộc đối thoại": 2],
      ])
    #expect(made.found == [], "\(made.found)")
  }

  @Test("\"6 tháng đầu năm\" over years is the half of each")
  func partOverYears() throws {
    let made = try TablesProject().read(
      [
        "a.csv": """
        UBND XÃ AN BÌNH||||
        MỘT SỐ KẾT QUẢ HOẠT ĐỘNG VĂN HÓA||||
        TT|Chỉ tiêu|6 tháng đầu năm|||Kế hoạch năm 2024
        ||2023|2024|2024/2023 (%)|
        1|Số buổi biểu diễn|40|21|52,5|50
        """
      ], in: .half(1, year: 2024))
    #expect(made.values == ["Xã An Bình": ["Số buổi biểu diễn": 21]])
    #expect(made.found == [], "\(made.found)")
  }

  @Test(
    "Sums that are carried over to the next page are nobody's",
    arguments: [
      "Trang trước chuyển sang", "Cộng mang sang trang sau", "Cộng chuyển trang sau",
      "Số trang trước",
    ])
  func carried(label: String) throws {
    let made = try TablesProject().read(
      [
        "a.csv": """
        SỞ Y TẾ||
        KẾT QUẢ TIÊM CHỦNG QUÝ I NĂM 2024||
        STT|Đơn vị|Số trẻ
        1|Xã An Bình|20
        2|Xã Bình Minh|30
        |\(label)|50
        3|Xã Nga Tân|7
        |Tổng cộng|57
        """
      ], in: .quarter(1, year: 2024))
    #expect(
      made.values.mapValues { $0.values.first } == [
        "Xã An Bình": 20, "Xã Bình Minh": 30, "Xã Nga Tân": 7,
      ])
    #expect(made.found == [], "\(made.found)")
  }

  @Test(
    "Headings that are the kind of a body head names of units",
    arguments: [
      ("Phòng GD&ĐT", ["Phòng GD&ĐT huyện Nga Sơn", "Phòng GD&ĐT huyện Hà Trung"]),
      ("BHXH huyện", ["Nga Sơn", "Hà Trung"]), ("Chi bộ", ["Chi bộ 1", "Chi bộ 2"]),
      ("Công đoàn cơ sở", ["CĐCS Sở Y tế", "CĐCS Sở Nội vụ"]),
    ])
  func bodies(heading: String, names: [String]) throws {
    let made = try TablesProject().read(
      [
        "a.csv": """
        SỞ GIÁO DỤC VÀ ĐÀO TẠO||
        KẾT QUẢ PHỔ CẬP BƠI QUÝ I NĂM 2024||
        STT|\(heading)|Số học sinh biết bơi|Số lớp đã mở
        1|\(names[0])|1575|21
        2|\(names[1])|1819|27
        """
      ], in: .quarter(1, year: 2024))
    #expect(Set(made.values.keys) == Set(names))
    #expect(made.values[names[0]].map { Set($0.values) } == [1575, 21])
  }

  @Test("\"Kỳ Anh\" beside \"Thị xã Kỳ Anh\" in one table is another unit")
  func namesakes() throws {
    for rows in [["Thị xã Kỳ Anh", "Kỳ Anh"], ["Kỳ Anh", "Thị xã Kỳ Anh"]] {
      let made = try TablesProject().read(
        [
          "a.csv": """
          SỞ Y TẾ||
          KẾT QUẢ KHÁM BỆNH QUÝ I NĂM 2024||
          STT|Đơn vị|Số lượt khám
          1|\(rows[0])|20
          2|\(rows[1])|30
          """
        ], in: .quarter(1, year: 2024))
      #expect(
        made.values == [rows[0]: ["Số lượt khám": 20], rows[1]: ["Số lượt khám": 30]])
      #expect(made.found == [], "\(made.found)")
    }
  }

  @Test("A line \"Đơn vị: tỷ đồng\" names a measure and no unit, merged or not")
  func measureLine() throws {
    let made = try TablesProject().read(
      [
        "a.csv": """
        SỞ TÀI CHÍNH|||
        THU NGÂN SÁCH QUÝ I NĂM 2024|||
        ||Đơn vị: tỷ đồng|Đơn vị: tỷ đồng
        STT|Đơn vị|Số thu
        1|Huyện Nga Sơn|20
        2|Huyện Hà Trung|30
        """
      ], in: .quarter(1, year: 2024))
    #expect(Set(made.values.keys) == ["Huyện Nga Sơn", "Huyện Hà Trung"])
  }

  @Test("A comparison of two years' halves is no number of its own")
  func comparison() throws {
    let made = try TablesProject().read(
      [
        "a.csv": """
        SỞ DU LỊCH||||
        LƯỢNG KHÁCH QUÝ I, QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2024||||
        STT|Địa phương|Lượt khách lưu trú (lượt)||||
        ||6 tháng đầu năm 2023|Quý I|Quý II|6 tháng đầu năm 2024|6T2024/6T2023 (%)
        1|Huyện Nga Sơn|100|50|60|110|110
        2|Huyện Hà Trung|200|90|60|150|75
        """
      ], in: .half(1, year: 2024))
    #expect(
      made.values == [
        "Huyện Nga Sơn": ["Lượt khách lưu trú": 110], "Huyện Hà Trung": ["Lượt khách lưu trú": 150],
      ])
    #expect(made.found == [], "\(made.found)")
  }

  @Test(
    "The yield that a table's total states of all its units counts, and not the plain mean of theirs"
  )
  func yields() throws {
    func table(_ total: String) -> String {
      """
      SỞ NÔNG NGHIỆP||||
      GIEO TRỒNG 6 THÁNG ĐẦU NĂM 2024||||
      TT|Đơn vị|Diện tích (ha)|Năng suất lúa (tạ/ha)|Sản lượng (tạ)
      1|Huyện Nga Sơn|300|60|18000
      2|Huyện Hà Trung|100|40|4000
      |Cộng|400|\(total)|22000
      """
    }
    let project = TablesProject()
    let made = try project.read(["a.csv": table("55")], in: .half(1, year: 2024))
    #expect(made.found == [], "\(made.found)")
    let half = Period.half(1, year: 2024)
    let book = try OpenProject(folder: project.project).project.tally([half]).book
    let indicator = try #require(
      book.plan.indicators.first { $0.name.vietnamese == "Năng suất lúa" })
    let whole = book.tally(indicator, for: .all, in: half)
    #expect(whole.value == 55 && whole.isStatedTotal)
    // No mean of 60 and 40 lies above both.
    let wrong = try TablesProject().read(["a.csv": table("65")], in: half)
    #expect(wrong.found.contains { $0.contains("báo cáo 65") }, "\(wrong.found)")
    // A table of some of the units says nothing of all.
    let part = try TablesProject().read(
      [
        "a.csv": table("55"),
        "b.csv":
          "UBND HUYỆN HẬU LỘC\nGIEO TRỒNG 6 THÁNG ĐẦU NĂM 2024\nTT|Nội dung|Kết quả\n1|Diện tích (ha)|50\n",
      ], in: half)
    #expect(part.found.contains { $0.contains("dòng tổng ghi 55") }, "\(part.found)")
  }
}
