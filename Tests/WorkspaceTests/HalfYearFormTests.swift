import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import OfficeWords
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
    #expect(wrong.found.contains { $0.contains("số báo cáo là 65") }, "\(wrong.found)")
    // A table of some of the units says nothing of all.
    let part = try TablesProject().read(
      [
        "a.csv": table("55"),
        "b.csv":
          "UBND HUYỆN HẬU LỘC\nGIEO TRỒNG 6 THÁNG ĐẦU NĂM 2024\nTT|Nội dung|Kết quả\n1|Diện tích (ha)|50\n",
      ], in: half)
    #expect(part.found.contains { $0.contains("dòng tổng cộng ghi 55") }, "\(part.found)")
  }

  @Test(
    "Days as programs write them are the period, with colons, hours, on two lines or in cells of their own",
    arguments: [
      "Từ ngày: 01/08/2025 - Đến ngày: 31/08/2025", "Từ ngày: 01/08/2025  Đến ngày: 31/08/2025",
      "Từ ngày: 01/08/2025\nĐến ngày: 31/08/2025",
      "Kỳ báo cáo: Từ 01/08/2025 00:00:00 đến 31/08/2025 23:59:59",
      "Từ ngày:|01/08/2025|Đến ngày:|31/08/2025", "Thời gian: 01/08/2025 - 31/08/2025",
      "Từ ngày 01/08/2025 đến ngày 31/08/2025",
    ])
  func exportedDays(line: String) throws {
    let table =
      "BÁO CÁO TÌNH HÌNH XỬ LÝ HỒ SƠ|||\n\(line)\nSTT|Đơn vị|Tiếp nhận|Đã xử lý\n1|UBND Xã Ea Kar|4726|4600\n2|UBND Xã Krông Năng|2033|2049\n"
    let made = try TablesProject().read(
      ["7.csv": table.replacing("/08/", with: "/07/"), "8.csv": table],
      in: .month(8, year: 2025))
    #expect(made.values["Xã Ea Kar"] == ["Tiếp nhận": 4726, "Đã xử lý": 4600], "\(made.found)")
    #expect(made.found == [], "\(made.found)")
  }

  @Test("Head counts of a day are what there is then, and no sum since New Year")
  func headCounts() throws {
    func table(_ day: String, _ count: Int) -> String {
      "THỐNG KÊ SỐ LƯỢNG, CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC\n(Tính đến ngày \(day))\nSTT|Đơn vị|Trình độ|\n||Trên đại học|Đại học\n1|Xã Ea Kar|\(count)|20\n2|Xã Hòa Sơn|30|40\n"
    }
    let made = try TablesProject().read(
      ["6.csv": table("30/6/2025", 1463), "12.csv": table("31/12/2025", 3543)],
      in: .half(2, year: 2025))
    #expect(made.values["Xã Ea Kar"]?["Trên đại học"] == 3543, "\(made.values) \(made.found)")
  }

  @Test("What there was at the beginning and the end of quarters is not added up")
  func openingStocks() throws {
    func table(_ quarter: String, _ first: Int, _ last: Int) -> String {
      "KẾT QUẢ PHÁT TRIỂN HỘI VIÊN QUÝ \(quarter) NĂM 2026\nSTT|Đơn vị|Hội viên||\n||Đầu quý|Phát triển mới|Cuối quý\n1|Xã Ea Kar|\(first)|\(last - first)|\(last)\n2|Xã Hòa Sơn|30|10|40\n"
    }
    let made = try TablesProject().read(
      ["1.csv": table("I", 6180, 6287), "2.csv": table("II", 6287, 6427)], in: .half(1, year: 2026))
    #expect(
      made.values["Xã Ea Kar"] == ["Phát triển mới": 247, "Hội viên – Cuối quý": 6427],
      "\(made.values)")
    #expect(made.found == [], "\(made.found)")
  }

  @Test("\"Diện tích\" beside \"Sản lượng (tấn)\" is counted of each row, in a form of one unit")
  func areas() throws {
    let made = try TablesProject().read(
      [
        "a.csv":
          "UBND XÃ EA KAR\nBÁO CÁO TRỒNG TRỌT THÁNG 8 NĂM 2025\nSTT|Loại cây|Diện tích|Sản lượng (tấn)|Số hộ\n1|Lúa|3446|2003|12\n2|Ngô|2097|3645|15\n"
      ], in: .month(8, year: 2025))
    #expect(made.values["Xã Ea Kar"].map { Set($0.values) } == [3446, 2003, 12, 2097, 3645, 15])
  }

  @Test("Plans say who gave them; sums since New Year how many months; Đề án 06 is no half-year")
  func headings() throws {
    let made = try TablesProject().read(
      [
        "a.csv": """
        TÌNH HÌNH THU NGÂN SÁCH THÁNG 10/2025
        STT|Xã, phường|Dự toán tỉnh giao 2025|Thu trong tháng 10|Lũy kế đến hết tháng 10|% so DT
        1|Xã Ea Kar|80612|1634|14257|17,7
        2|Xã Hòa Sơn|70286|1768|14351|20,4
        """
      ], in: .month(10, year: 2025))
    #expect(made.values["Xã Ea Kar"].map { Array($0.values) } == [1634], "\(made.values)")
    #expect(made.found == [], "\(made.found)")
    #expect(FigureWords("Dự toán HĐND xã giao")?.rest == "")
    #expect(FigureWords("Dự toán tỉnh giao 2025").map { ($0.figure, $0.rest) }! == (.plan, "2025"))
    let programme = try TablesProject().read(
      [
        "a.csv":
          "KẾT QUẢ THỰC HIỆN ĐỀ ÁN 06 THÁNG 11/2025\nSTT|Đơn vị|Hồ sơ định danh\n1|Xã Ea Kar|2048\n2|Xã Hòa Sơn|70\n"
      ], in: .month(11, year: 2025))
    #expect(programme.values["Xã Ea Kar"] == ["Hồ sơ định danh": 2048])
  }

  @Test("Lines times columns of two levels are each an indicator of their own")
  func linesTimesColumns() throws {
    let made = try TablesProject().read(
      [
        "a.csv": """
        UBND PHƯỜNG BUÔN HỒ
        BÁO CÁO CÔNG TÁC BẢO TRỢ XÃ HỘI THÁNG 10/2025
        TT|Đối tượng|Số người|Kinh phí (nghìn đồng)|
        |||Trợ cấp|Mai táng phí
        1|Trẻ em mồ côi|7961|9292|2021
        2|Người cao tuổi|7820|918|3303
        """
      ], in: .month(10, year: 2025))
    #expect(
      made.values["Phường Buôn Hồ"].map { Set($0.values) } == [7961, 9292, 2021, 7820, 918, 3303])
    #expect(made.found == [], "\(made.found)")
  }

  @Test("Several bodies of one commune in a table are units of their own; one alone is the commune")
  func bodiesOfOneCommune() throws {
    func table(_ rows: [String]) -> String {
      "KẾT QUẢ XỬ LÝ VĂN BẢN QUÝ IV NĂM 2025\nSTT|Cơ quan, đơn vị|Văn bản đến\n"
        + rows.enumerated().map { "\($0 + 1)|\($1)|\($0 + 5)\n" }.joined()
    }
    let several = ["Đảng ủy xã Ea Kar", "HĐND xã Ea Kar", "UBND xã Ea Kar", "UBND phường Buôn Hồ"]
    let made = try TablesProject().read(["a.csv": table(several)], in: .quarter(4, year: 2025))
    #expect(
      made.values.compactMapValues { $0.values.first } == [
        "Đảng ủy xã Ea Kar": 5, "HĐND xã Ea Kar": 6, "UBND xã Ea Kar": 7, "Phường Buôn Hồ": 8,
      ])
    #expect(made.found == [], "\(made.found)")
  }

  @Test("A register whose days have no year is one, in the year of its title")
  func yearlessRegister() throws {
    let project = TablesProject()
    _ = try project.read(
      [
        "so.csv": """
        SỔ THEO DÕI KIỂM TRA NĂM 2025
        STT|Ngày|Đơn vị|Hoạt động|Số vụ
        1|03/7|Xã Ea Kar|Kiểm tra|9
        2|5/7|Xã Ea Kar|Xử phạt|6
        3|9/8|Xã Hòa Sơn|Kiểm tra|2
        """
      ], in: .month(7, year: 2025))
    let july = Period.month(7, year: 2025)
    let book = try OpenProject(folder: project.project).project.tally([july]).book
    let values = book.plan.indicators.map { indicator in
      "\(indicator.name.vietnamese) \(book.tally(indicator, for: .all, in: july).value.map { Int($0) } ?? -1)"
    }
    #expect(Set(values) == ["Kiểm tra 1", "Xử phạt 1", "Số vụ 15"], "\(values)")
  }

  @Test("What stands below two headings under \"Chia ra\" makes the whole together")
  func dividedTwice() throws {
    func table(_ whole: Int) -> String {
      """
      DÂN SỐ CHIA THEO GIỚI TÍNH NĂM 2025
      STT|Xã, phường|Thành thị||||
      ||Tổng số|Chia ra|||
      |||Nam||Nữ|
      |||Dưới 15|Từ 15|Dưới 15|Từ 15
      1|Xã Tân Hưng|\(whole)|1|2|3|4
      2|Xã Vĩnh Bảo|26|5|6|7|8
      """
    }
    let right = try TablesProject().read(["a.csv": table(10)], in: .year(2025))
    #expect(right.found == [], "\(right.found)")
    let wrong = try TablesProject().read(["a.csv": table(11)], in: .year(2025))
    #expect(wrong.found.contains { $0.contains("1 + 2 + 3 + 4 = 10") }, "\(wrong.found)")
  }

  @Test(
    "Of two lists of the same communes, the one that each writes otherwise is the same; neighbours in one list are two"
  )
  func variants() throws {
    func table(_ month: Int, _ names: [String]) -> String {
      "KẾT QUẢ THÁNG \(month)/2025\nSTT|Đơn vị|Số hồ sơ\n"
        + names.enumerated().map { "\($0 + 1)|\($1)|\($0 + 5)\n" }.joined()
    }
    let same = ["Xã Ea Kar", "Xã Hòa Sơn", "Phường Tân An"]
    let made = try TablesProject().read(
      [
        "1.csv": table(1, same + ["Xã Ea Đrăng"]), "2.csv": table(2, same + ["Xã Ea Drăng"]),
      ], in: .month(1, year: 2025))
    #expect(made.proposal.slips.map(\.name) == ["Xã Ea Drăng"])
    let neighbours = try TablesProject().read(
      ["1.csv": table(1, same + ["Xã Nga Tân", "Xã Nga Tiến"])], in: .month(1, year: 2025))
    #expect(neighbours.proposal.slips.isEmpty)
  }
}
