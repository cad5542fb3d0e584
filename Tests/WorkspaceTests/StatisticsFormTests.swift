import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("Tables of statistics offices, of ministries and of programs")
struct StatisticsFormTests {
  private func read(
    _ table: String, in period: Period, file: String = "bieu.csv"
  ) throws -> [String: [String: Double]] {
    try TablesProject().read([file: table], in: period).values
  }

  @Test(
    "Last month for good, this month estimated, both months since New Year and a year ago are figures of what the title says",
    arguments: [
      (Period.month(4, year: 2024), 72.0), (.month(5, year: 2024), 140),
      (.month(5, year: 2023), 26),
    ])
  func monthly(period: Period, value: Double) throws {
    let table = """
      XUẤT KHẨU THÁNG 5 VÀ 5 THÁNG NĂM 2024
      TT|Đơn vị|Chính thức tháng 4|Ước tháng 5|Cộng dồn 5 tháng|Cùng kỳ tháng 5/2023|Cùng kỳ 5 tháng 2023
      1|Huyện Nga Sơn|72|140|312|26|281
      2|Huyện Hà Trung|93|165|317|38|231
      """
    #expect(try read(table, in: period)["Huyện Nga Sơn"] == ["Xuất khẩu": value])
  }

  @Test(
    "What is added up to a part of a year is of that part, whichever word says it",
    arguments: ["Cộng dồn 9 tháng năm 2024", "Lũy kế 9 tháng năm 2024", "Lũy kế 9 tháng 2024"])
  func added(heading: String) throws {
    let table = """
      KIM NGẠCH XUẤT KHẨU NĂM 2024
      TT|Đơn vị|Tháng 9 năm 2024|\(heading)
      1|Huyện Nga Sơn|140|912
      2|Huyện Hà Trung|147|919
      """
    #expect(
      try read(table, in: .firstMonths(9, year: 2024))["Huyện Nga Sơn"] == [
        "Kim ngạch xuất khẩu": 912
      ])
    #expect(
      try read(table, in: .month(9, year: 2024))["Huyện Nga Sơn"] == ["Kim ngạch xuất khẩu": 140])
  }

  @Test("A yearbook in two languages has a column for each year, the last of them preliminary")
  func yearbook() throws {
    let table = """
      Dân số trung bình phân theo huyện
      Average population by district
      |||ĐVT: Người - Unit: Person
      |2021|2022|Sơ bộ - Prel. 2023
      TỔNG SỐ - TOTAL|156859|157376|135389
      Huyện Nga Sơn|85249|81481|57322
      Huyện Hà Trung|71610|75895|78067
      """
    #expect(
      try read(table, in: .year(2023)) == [
        "Huyện Nga Sơn": ["Dân số trung bình": 57322],
        "Huyện Hà Trung": ["Dân số trung bình": 78067],
      ])
    #expect(try read(table, in: .year(2021))["Huyện Hà Trung"] == ["Dân số trung bình": 71610])
  }

  @Test("Who gets a form, and by which circular, stands beside the title and heads no column")
  func headOfForm() throws {
    let table = """
      Biểu số: 11a/BTP/CN. Ban hành theo TT 03/2019||SỐ LIỆU VỀ CHỨNG THỰC CỦA UBND CÁC XÃ|Đơn vị báo cáo: Phòng Tư pháp huyện Nga Sơn
      Ngày nhận báo cáo: 06/6/2024||(6 tháng năm 2024)|Đơn vị nhận báo cáo: Sở Tư pháp
      ||(Từ ngày 01/01/2024 đến ngày 30/6/2024)|
      |Chứng thực bản sao (bản)|Chứng thực hợp đồng (việc)|Lệ phí (nghìn đồng)
      A|1|2|3
      Tổng số trên địa bàn huyện|5995|140|15808
      Xã Nga Tân|2313|51|7297
      Xã Nga Thủy|3682|89|8511
      """
    #expect(
      try read(table, in: .half(1, year: 2024)) == [
        "Xã Nga Tân": ["Chứng thực bản sao": 2313, "Chứng thực hợp đồng": 51, "Lệ phí": 7297],
        "Xã Nga Thủy": ["Chứng thực bản sao": 3682, "Chứng thực hợp đồng": 89, "Lệ phí": 8511],
      ])
  }

  @Test("Where nothing happened with most, the table is one all the same")
  func signs() throws {
    let table = """
      SỐ NGƯỜI CHẾT DO TAI NẠN GIAO THÔNG QUÝ II NĂM 2024
      Đơn vị|Số người chết
      Xã Nga Tân|-
      Xã Nga Thủy|5
      Xã Ba Đình|-
      """
    #expect(
      try read(table, in: .quarter(2, year: 2024)).mapValues { $0["Số người chết"] }
        == ["Xã Nga Tân": 0, "Xã Nga Thủy": 5, "Xã Ba Đình": 0])
  }

  @Test("Headings as databases have them are read as what they stand for")
  func machineNames() throws {
    let table = """
      nam,quy,ma_don_vi,ten_don_vi,so_ho_so,tong_so_don
      2024,1,H01,Huyện Nga Sơn,418,15
      2024,1,H02,Huyện Hà Trung,252,49
      2024,2,H01,Huyện Nga Sơn,478,67
      2024,2,H02,Huyện Hà Trung,300,9
      """
    #expect(
      try read(table, in: .quarter(2, year: 2024)) == [
        "Huyện Nga Sơn": ["Số ho so": 478, "Tổng số don": 67],
        "Huyện Hà Trung": ["Số ho so": 300, "Tổng số don": 9],
      ])
  }
}

extension StatisticsFormTests {
  @Test(
    "The name of a file says its month in figures, too",
    arguments: ["09.2025 BC.csv", "bc_202509.csv", "bieu 2025-09.csv", "BC thang 9 nam 2025.csv"])
  func monthInFileName(file: String) throws {
    let table =
      "TUYÊN TRUYỀN\nSTT|Đơn vị|Số cuộc|Số người\n1|Xã Đông Tiến|93|34\n2|Xã Quảng Yên|90|59\n"
    #expect(
      try read(table, in: .month(9, year: 2025), file: file)["Xã Đông Tiến"]?.values.sorted()
        == [34, 93])
  }

  @Test(
    "A letter head ends where the state's begins, and without the province",
    arguments: [
      "UBND XÃ ĐÔNG TIẾN - TỈNH THANH HÓA", "UBND XÃ ĐÔNG TIẾN, TỈNH THANH HÓA",
      "UBND XÃ ĐÔNG TIẾN     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ])
  func letterheads(head: String) throws {
    let table =
      "\(head)\nBÁO CÁO THÁNG 9 NĂM 2025\nTT|Chỉ tiêu|ĐVT|Kết quả\n1|Số cuộc hòa giải|Cuộc|39\n2|Số lượt tiếp công dân|Lượt|46\n"
    #expect(
      try read(table, in: .month(9, year: 2025))
        == ["Xã Đông Tiến": ["Số cuộc hòa giải": 39, "Số lượt tiếp công dân": 46]])
  }

  @Test("The month and the year of a report stand in cells of their own")
  func monthOfReport() throws {
    let table =
      "Tháng báo cáo:||9|\nNăm báo cáo:||2025|\nTUYÊN TRUYỀN\nSTT|Đơn vị|Số cuộc|Số người\n1|Xã Đông Tiến|37|78\n2|Xã Quảng Yên|24|31\n"
    #expect(
      try read(table, in: .month(9, year: 2025))["Xã Đông Tiến"]?.values.sorted() == [37, 78])
  }

  @Test("Numbers of documents and days of reports are no indicators; short words for figures are")
  func shortWords() throws {
    let table = """
      LAO ĐỘNG, VIỆC LÀM THÁNG 9 NĂM 2025
      STT|Đơn vị|Số, ngày văn bản|Ngày báo cáo|Lao động có việc làm mới|
      ||||TH tháng BC|LK từ ĐN
      1|Xã Đông Tiến|15/BC-UBND|20/9/2025|42|214
      2|Xã Quảng Yên|16/BC-UBND|20/9/2025|38|245
      """
    #expect(
      try read(table, in: .month(9, year: 2025))
        == [
          "Xã Đông Tiến": ["Lao động có việc làm mới": 42],
          "Xã Quảng Yên": ["Lao động có việc làm mới": 38],
        ])
  }
}
