import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("Periods in blocks, titles with numbers of forms, and lines of figures below units")
struct SideBySideTests {
  private func read(
    _ table: String, in period: Period, file: String = "bieu.csv"
  ) throws -> (values: [String: [String: Double]], found: [String]) {
    let made = try TablesProject().read([file: table], in: period)
    return (made.values, made.found)
  }

  @Test(
    "Two blocks of four quarters are of one year; the quarter behind which the first comes is of the year before"
  )
  func blocks() throws {
    let table = """
      THU NGÂN SÁCH NĂM 2025
      TT|Đơn vị|Thu||||Chi|||
      ||Quý I|Quý II|Quý III|Quý IV|Quý I|Quý II|Quý III|Quý IV
      1|Xã Đông Tiến|16|24|31|40|11|12|13|14
      2|Xã Quảng Yên|18|42|33|44|21|22|23|24
      """
    let made = try read(table, in: .quarter(2, year: 2025))
    #expect(
      made.values == [
        "Xã Đông Tiến": ["Thu": 24, "Chi": 12], "Xã Quảng Yên": ["Thu": 42, "Chi": 22],
      ])
    let turn = """
      KẾT QUẢ QUÝ I NĂM 2025
      TT|Đơn vị|Thu||Chi|
      ||Quý IV|Quý I|Quý IV|Quý I
      1|Xã Đông Tiến|16|24|31|40
      2|Xã Quảng Yên|18|42|33|44
      """
    #expect(
      try read(turn, in: .quarter(4, year: 2024)).values
        == ["Xã Đông Tiến": ["Thu": 16, "Chi": 31], "Xã Quảng Yên": ["Thu": 18, "Chi": 33]])
    #expect(
      try read(turn, in: .quarter(1, year: 2025)).values
        == ["Xã Đông Tiến": ["Thu": 24, "Chi": 40], "Xã Quảng Yên": ["Thu": 42, "Chi": 44]])
  }

  @Test(
    "The number of a form counts no months",
    arguments: [
      ("PHỤ LỤC 3 - THÁNG 9 NĂM 2025", Period.month(9, year: 2025)),
      ("Biểu 6: Tháng 9 năm 2025", .month(9, year: 2025)),
      ("Phụ lục 6. Kết quả tháng 9 năm 2025", .month(9, year: 2025)),
      ("Phụ lục 9 - Tháng 10 năm 2025", .month(10, year: 2025)),
      ("Biểu số 6 tháng 9/2025", .month(9, year: 2025)),
      ("Mẫu số 06/THÁNG 9/2025", .month(9, year: 2025)),
      ("Biểu 6 tháng đầu năm 2025", .half(1, year: 2025)),
      ("Biểu số liệu 6 tháng đầu năm 2025", .half(1, year: 2025)),
      ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH 6 THÁNG ĐẦU NĂM 2025", .half(1, year: 2025)),
      ("KẾT QUẢ THỰC HIỆN ĐỀ ÁN 9 THÁNG NĂM 2025", .firstMonths(9, year: 2025)),
      ("KẾT QUẢ THỰC HIỆN ĐỀ ÁN 06 THÁNG 5 NĂM 2025", .month(5, year: 2025)),
      ("KẾT QUẢ CÔNG TÁC THÁNG 12, NHIỆM VỤ TRỌNG TÂM THÁNG 01/2025", .month(12, year: 2024)),
      ("KẾT QUẢ CÔNG TÁC QUÝ IV, NHIỆM VỤ QUÝ I NĂM 2025", .quarter(4, year: 2024)),
      ("KẾT QUẢ CÔNG TÁC THÁNG 5, NHIỆM VỤ THÁNG 6 NĂM 2025", .month(5, year: 2025)),
      ("KẾT QUẢ THÁNG 12 NĂM 2024, NHIỆM VỤ THÁNG 01/2025", .month(12, year: 2024)),
    ])
  func titles(title: String, period: Period) throws {
    let made = try read(
      "\(title)\nTT|Đơn vị|Số cuộc hòa giải|Số lượt tiếp dân\n1|Xã Đông Tiến|16|24\n2|Xã Quảng Yên|18|42\n",
      in: period)
    #expect(made.values["Xã Đông Tiến"]?["Số cuộc hòa giải"] == 16, "\(made.found)")
  }

  @Test("Rows that say only years under a part of the year are that part of each, which is said")
  func yearsInRows() throws {
    let table = """
      TAI NẠN GIAO THÔNG 6 THÁNG ĐẦU NĂM 2025
      TT|Đơn vị|Thời gian|Số vụ|Số người chết
      1|Xã Đông Tiến|Năm 2024|46|30
      ||Năm 2025|44|20
      2|Xã Quảng Yên|Năm 2024|12|7
      ||Năm 2025|13|8
      """
    let made = try read(table, in: .half(1, year: 2024))
    #expect(made.values.mapValues { $0["Số vụ"] } == ["Xã Đông Tiến": 46, "Xã Quảng Yên": 12])
    #expect(made.found.contains { $0.contains("các dòng chỉ ghi năm") }, "\(made.found)")
  }

  @Test(
    "Last year's numbers, or the plan, in a line below each unit's are its figures",
    arguments: [
      ("Cùng kỳ năm trước", Period.firstMonths(9, year: 2024)),
      ("Cùng kỳ 2024", .firstMonths(9, year: 2024)),
    ])
  func linesOfFigures(line: String, before: Period) throws {
    let table = """
      TAI NẠN 9 THÁNG NĂM 2025
      STT|Đơn vị|Số vụ|Số người chết
      1|Xã Đông Tiến|1|5
      |\(line)|3|4
      |So sánh|-2|1
      2|Xã Quảng Yên|6|2
      |\(line)|7|9
      |So sánh|-1|-7
      """
    #expect(
      try read(table, in: .firstMonths(9, year: 2025)).values == [
        "Xã Đông Tiến": ["Số vụ": 1, "Số người chết": 5],
        "Xã Quảng Yên": ["Số vụ": 6, "Số người chết": 2],
      ])
    #expect(
      try read(table, in: before).values == [
        "Xã Đông Tiến": ["Số vụ": 3, "Số người chết": 4],
        "Xã Quảng Yên": ["Số vụ": 7, "Số người chết": 9],
      ])
  }

  @Test("A line of comparison without numbers does not end the table")
  func emptyComparison() throws {
    let table = """
      KẾT QUẢ 9 THÁNG NĂM 2025
      STT|Chỉ tiêu|ĐVT|Xã Đông Tiến|Xã Quảng Yên
      1|Số vụ tai nạn giao thông|Vụ|89|52
      |So với cùng kỳ|%||
      2|Số người chết|Người|61|71
      |So với cùng kỳ|%||
      """
    #expect(
      try read(table, in: .firstMonths(9, year: 2025)).values == [
        "Xã Đông Tiến": ["Số vụ tai nạn giao thông": 89, "Số người chết": 61],
        "Xã Quảng Yên": ["Số vụ tai nạn giao thông": 52, "Số người chết": 71],
      ])
  }

  @Test(
    "A number that stands only where the months are summed up is one of the time that they make")
  func wholesAlone() throws {
    let table = """
      UBND XÃ HÒA LỢI
      SỐ LIỆU CÁC THÁNG NĂM 2025
      Nội dung|ĐVT|Tháng 1|Tháng 2|Tháng 3|Tháng 4|Tháng 5|Tháng 6|Cộng 6 tháng
      Số hội nghị đối thoại|hội nghị|0|1|0|1|1|0|3
      Mô hình Dân vận khéo đang duy trì|mô hình|||||||7
      """
    #expect(
      try read(table, in: .half(1, year: 2025)).values == [
        "Xã Hòa Lợi": ["Số hội nghị đối thoại": 3, "Mô hình Dân vận khéo đang duy trì": 7]
      ])
  }

  @Test(
    "The communes after a merger report; those before it are only told",
    arguments: [
      ("Tên xã, phường mới", "Tên xã, phường trước sắp xếp"), ("Xã mới", "Các xã sáp nhập"),
      ("Đơn vị sau sắp xếp", "Đơn vị cũ nhập vào"),
    ])
  func merged(new: String, old: String) throws {
    let table = """
      SỐ HỘ NGHÈO THÁNG 9/2025
      TT|\(new)|\(old)|Số hộ nghèo
      1|Xã Đông Tiến|Xã Đông Khê, Xã Đông Hoàng|22
      2|Xã Quảng Yên|Xã Quảng Trạch, xã Quảng Hòa|58
      """
    #expect(
      try read(table, in: .month(9, year: 2025)).values.mapValues { $0["Số hộ nghèo"] }
        == ["Xã Đông Tiến": 22, "Xã Quảng Yên": 58])
  }

  @Test(
    "A body of a commune reports for the commune",
    arguments: [
      "UBND XÃ ĐÔNG TIẾN\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
      "ĐẢNG ỦY XÃ ĐÔNG TIẾN\nBAN XÂY DỰNG ĐẢNG",
    ])
  func bodies(head: String) throws {
    let table =
      head
      + "\nBÁO CÁO THÁNG 9 NĂM 2025\nTT|Chỉ tiêu|ĐVT|Kết quả\n1|Số cuộc hòa giải|Cuộc|39\n2|Số lượt tiếp công dân|Lượt|46\n"
    #expect(
      try read(table, in: .month(9, year: 2025)).values
        == ["Xã Đông Tiến": ["Số cuộc hòa giải": 39, "Số lượt tiếp công dân": 46]])
  }

  @Test("Grades in percent are told apart, and none of them is a mean")
  func gradesInPercent() throws {
    let table = """
      KHẢO SÁT THÁNG 9/2025
      STT|Đơn vị|Tốt (%)|Khá (%)|Trung bình (%)
      1|Xã Đông Tiến|54|33|13
      2|Xã Quảng Yên|52|38|10
      """
    let made = try read(table, in: .month(9, year: 2025))
    #expect(made.values["Xã Đông Tiến"]?.values.sorted() == [13, 33, 54], "\(made.values)")
  }

  @Test(
    "What a council or a resolution gives is the plan; what is taken of another column compares")
  func plans() throws {
    let table = """
      UBND XÃ ĐÔNG TIẾN
      KẾT QUẢ NĂM 2025
      TT|Chỉ tiêu|ĐVT|HĐND xã giao|Thực hiện|TH/KH|TH/CK
      1|Thu ngân sách trên địa bàn|Triệu đồng|90|94|104|93
      2|Diện tích gieo trồng|Ha|61|87|143|80
      """
    let made = try read(table, in: .year(2025))
    #expect(
      made.values == [
        "Xã Đông Tiến": ["Thu ngân sách trên địa bàn": 94, "Diện tích gieo trồng": 87]
      ])
  }
}
