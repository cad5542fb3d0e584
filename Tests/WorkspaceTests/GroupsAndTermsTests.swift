import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Workspace

/// Each table becomes a project as it is; the right numbers are those that a reader of the table sees.
@Suite("Tables with rows of groups, terms of years, and days up to which is counted")
struct GroupsAndTermsTests {
  private func read(
    _ table: String, in period: Period = .quarter(1, year: 2024)
  ) throws -> (values: [String: [String: Double]], found: [String]) {
    let made = try TablesProject().read(["bieu.csv": table], in: period)
    return (made.values, made.found)
  }

  // MARK: Groups

  @Test(
    "A row without a number in front of numbered ones is their group, whatever it adds up to",
    arguments: [
      "|Khối sở, ngành|114\n1|Sở Y tế|50\n2|Sở Nội vụ|63\n|Khối huyện|90\n1|Huyện Nga Sơn|40\n2|Huyện Hà Trung|50\n",
      "|Khối sở, ngành|114\n1|Sở Y tế|50\n2|Sở Nội vụ|63\n|Khối huyện|90\n3|Huyện Nga Sơn|40\n4|Huyện Hà Trung|50\n",
    ])
  func groups(rows: String) throws {
    let made = try read("KẾT QUẢ QUÝ I NĂM 2024\nTT|Đơn vị|Số đơn\n" + rows)
    #expect(
      made.values.mapValues { $0["Số đơn"] }
        == ["Sở Y tế": 50, "Sở Nội vụ": 63, "Huyện Nga Sơn": 40, "Huyện Hà Trung": 50])
    #expect(made.found.count == 1 && made.found[0].contains("ghi 114"), "\(made.found)")
  }

  @Test("A column of means does not make units of groups that add up in the others")
  func means() throws {
    let made = try read(
      "KẾT QUẢ QUÝ I NĂM 2024\nTT|Trường|Số lớp|Số học sinh|HS/lớp\n|Mầm non|46|1187|25,8\n1|MN Nga Tân|20|320|16\n2|MN Nga An|12|385|32,1\n"
        + "3|MN Ba Đình|14|482|34,4\n|Tiểu học|34|1073|31,6\n4|TH Nga Tân|8|363|45,4\n5|TH Nga An|16|435|27,2\n6|TH Ba Đình|10|275|27,5\n"
    )
    #expect(made.values.count == 6)
    #expect(made.found == [])
  }

  @Test(
    "The last row without a number is the sum, whatever it is called, also when somebody miscounted",
    arguments: ["Nga Sơn", "Cả huyện", "Σ", "T.cộng", "Toàn đảng bộ", "Tổng hợp chung", "Huyện"])
  func lastSum(name: String) throws {
    let made = try read(
      "UBND HUYỆN NGA SƠN\nKẾT QUẢ QUÝ I NĂM 2024\nTT|Đơn vị|Số vụ\n1|Xã Nga Tân|106\n2|Xã Nga Thủy|167\n3|Xã Ba Đình|115\n4|Xã Nga An|118\n|\(name)|507\n"
    )
    #expect(
      made.values.mapValues { $0["Số vụ"] }
        == ["Xã Nga Tân": 106, "Xã Nga Thủy": 167, "Xã Ba Đình": 115, "Xã Nga An": 118])
    #expect(made.found.count == 1 && made.found[0].contains("506"), "\(made.found)")
  }

  // MARK: Terms and times

  @Test(
    "Plans and results of several years are no numbers of the table's year",
    arguments: [
      "KH giai đoạn 2021-2025|TH giai đoạn 2021-2023|KH năm 2024|TH năm 2024|Lũy kế 2021-2024",
      "Chỉ tiêu nhiệm kỳ 2020-2025|Thực hiện nhiệm kỳ 2020-2025|Kế hoạch năm 2024|Thực hiện năm 2024|Lũy kế giai đoạn 2021-2024",
    ])
  func terms(headers: String) throws {
    let made = try read(
      "SỐ NHÀ HỖ TRỢ HỘ NGHÈO NĂM 2024\nTT|Đơn vị|\(headers)\n1|Huyện Nga Sơn|100|60|20|15|75\n2|Huyện Hà Trung|200|120|40|30|150\n",
      in: .year(2024))
    #expect(made.values.values.map(\.count) == [1, 1])
    #expect(
      made.values.mapValues { $0.values.first } == ["Huyện Nga Sơn": 15, "Huyện Hà Trung": 30])
    #expect(made.found == [])
  }

  @Test(
    "\"Lũy kế 6 tháng\" below the title of a year is of the half-year, and the year is not whole")
  func sixMonths() throws {
    let table =
      "VẬN ĐỘNG QUỸ NĂM 2024\nTT|Đơn vị|Quý I|Lũy kế 6 tháng\n1|Huyện Nga Sơn|40|100\n2|Huyện Hà Trung|30|70\n"
    #expect(try read(table, in: .half(1, year: 2024)).values["Huyện Nga Sơn"]?.values.first == 100)
    #expect(
      try read(table, in: .quarter(2, year: 2024)).values["Huyện Nga Sơn"]?.values.first == 60)
    #expect(try read(table, in: .half(2, year: 2024)).values["Huyện Nga Sơn"]?.values.first == nil)
  }

  @Test("\"Lũy kế đến 30/11/2024\" counts up to that day, and is called after the title")
  func upToDay() throws {
    let made = try read(
      "KẾT QUẢ GIẢI QUYẾT VIỆC LÀM NĂM 2024\nTT|Đơn vị|Quý I|Lũy kế đến hết quý II|Lũy kế đến 30/11/2024\n1|Huyện Nga Sơn|44|123|388\n2|Huyện Hà Trung|95|153|335\n",
      in: .half(1, year: 2024))
    #expect(
      made.values == [
        "Huyện Nga Sơn": ["Giải quyết việc làm": 123],
        "Huyện Hà Trung": ["Giải quyết việc làm": 153],
      ])
  }

  @Test(
    "Months in words, and numbers under \"Tháng trong năm\", are months; \"Tổng quý\" sums them up")
  func months() throws {
    let words = try read(
      "SỐ HỘI NGHỊ NĂM 2024\nTT|Đơn vị|Tháng Một|Tháng Hai|Tháng Ba|Tổng quý\n1|Xã An|1|2|3|6\n2|Xã Bình|2|2|2|6\n"
    )
    #expect(words.values.mapValues { Array($0.values) } == ["Xã An": [6], "Xã Bình": [6]])
    #expect(words.found == [])
    let numbers = try read(
      "SỐ CA SINH NĂM 2024\nĐơn vị|Tháng trong năm|||Cả quý\n|1|2|3|\nXã An|20|30|40|90\nXã Bình|21|31|41|93\n"
    )
    #expect(numbers.values.mapValues { Array($0.values) } == ["Xã An": [90], "Xã Bình": [93]])
  }

  @Test("Of a day in the title rates and what exists are those of that day")
  func ofDay() throws {
    let made = try read(
      "SỐ NGƯỜI THAM GIA BHXH\n(Số liệu đến 31/3/2024)\nTT|Đơn vị|BHXH bắt buộc|Tỷ lệ bao phủ (%)\n1|Huyện Nga Sơn|4291|35,5\n2|Huyện Hà Trung|5338|41,2\n",
      in: .month(3, year: 2024))
    #expect(made.values["Huyện Nga Sơn"] == ["BHXH bắt buộc": 4291, "Tỷ lệ bao phủ": 35.5])
    #expect(made.found == [])
  }

  // MARK: Plans

  @Test(
    "What is left of a plan is no indicator",
    arguments: [
      "Dự toán giao|Thực hiện|Tăng (+), giảm (-) so DT|Còn phải thu\n1|Huyện Nga Sơn|891|316|-575|575\n2|Huyện Hà Trung|796|175|-621|621\n",
      "Kế hoạch vốn|Thu ngân sách|Tỷ lệ (%)|Còn lại\n1|Huyện Nga Sơn|891|316|35,5|575\n2|Huyện Hà Trung|796|175|22|621\n",
    ])
  func remainders(table: String) throws {
    let made = try read("KẾT QUẢ THU NGÂN SÁCH NĂM 2024\nTT|Đơn vị|" + table, in: .year(2024))
    #expect(
      made.values == [
        "Huyện Nga Sơn": ["Thu ngân sách": 316], "Huyện Hà Trung": ["Thu ngân sách": 175],
      ])
    #expect(made.found == [])
  }

  // MARK: What stands around the numbers

  @Test("A note says of one column that it counts from New Year")
  func note() throws {
    let table =
      "BÁO CÁO THÁNG 5 NĂM 2024\nTT|Đơn vị|Số vụ|Số người\n(1)|(2)|(3)|(4)\n1|Huyện Nga Sơn|5|129\n2|Huyện Hà Trung|6|248\nGhi chú: Cột 4 là số lũy kế từ đầu năm\n"
    let may = try read(table, in: .month(5, year: 2024))
    #expect(may.values["Huyện Nga Sơn"] == ["Số vụ": 5, "Số người": 129])
    let quarter = try read(
      table,
      in: Period.span(
        from: Day(year: 2024, month: 1, day: 1)!, through: Day(year: 2024, month: 5, day: 31)!))
    #expect(quarter.values["Huyện Nga Sơn"]?["Số người"] == 129)
    // The month's own number is one of five months.
    #expect(may.values["Huyện Hà Trung"]?["Số vụ"] == 6)
  }

  @Test("Words and what they say may stand in cells of their own")
  func pairs() throws {
    let made = try read(
      "PHIẾU BÁO CÁO\nĐơn vị báo cáo:|Huyện Nga Sơn\nTháng:|5|Năm:|2024\nTT|Chỉ tiêu|Số liệu\n1|Số vụ việc|64\n2|Số người|431\n",
      in: .month(5, year: 2024))
    #expect(made.values == ["Huyện Nga Sơn": ["Số vụ việc": 64, "Số người": 431]])
  }

  @Test("Codes in front of names, and kinds behind them, are no part of these")
  func codes() throws {
    let made = try read(
      "KẾT QUẢ QUÝ I NĂM 2024\nTT|Đơn vị|Số vụ\n1|14401 - Xã Nga Tân|5\n2|Xã Nga Thủy (loại II)|6\n"
    )
    #expect(made.values == ["Xã Nga Tân": ["Số vụ": 5], "Xã Nga Thủy": ["Số vụ": 6]])
  }

  @Test("Years of when something was reached are no amounts, and rates that rise by themselves are")
  func yearsAndRates() throws {
    let made = try read(
      "KẾT QUẢ QUÝ I NĂM 2024\nTT|Đơn vị|Năm đạt chuẩn|Số hộ|Tỷ lệ giảm nghèo (%)\n1|Xã Nga Tân|2019|500|1,5\n2|Xã Nga Thủy|2021|600|2,5\n"
    )
    #expect(made.values["Xã Nga Tân"] == ["Số hộ": 500, "Tỷ lệ giảm nghèo": 1.5])
  }
}
