import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake

@Suite("Report tables whose rows are months, quarters or years")
struct PeriodRowTests {
  static let settings = """
    language: en
    indicators:
      talks: {name: Số hội nghị đối thoại, from: submissions, over_time: sum}
      people: {name: Số người tham dự, from: submissions, over_time: sum}
      poor: {name: Số hộ nghèo, from: submissions, over_time: last}
    """
  static let roster = "cluster,unit,commune\nCụm 1,Xã An Bình,\nCụm 1,Xã Bình Minh,\n"

  /// Every number as "row:column period unit indicator value", and what was found.
  func read(
    _ files: [String: String], roster: String = PeriodRowTests.roster
  ) throws -> (numbers: [String], codes: [String]) {
    let small = try Small(files, settings: PeriodRowTests.settings, roster: roster)
    let intake = try small.intake(Period.half(1, year: 2024))
    let numbers = intake.tables.flatMap(\.numbers).map { number in
      let figure = number.figure == "value" ? "" : " \(number.figure)"
      return
        "\(number.row):\(number.column) \(number.period.name) \(number.unit) \(number.indicator)\(figure) \(number.valueText)"
    }
    let silent: Set<Finding.Code> = [.missingParts, .partsOnly]
    return (
      numbers, intake.log.all.filter { !silent.contains($0.code) }.map { "\($0.code.rawValue)" }
    )
  }

  @Test("Months below a unit that stands once, with a sum below them and another below all")
  func withinUnits() throws {
    let (numbers, codes) = try read([
      "b.csv": """
      SỐ HỘI NGHỊ ĐỐI THOẠI NĂM 2024,,
      Đơn vị,Tháng,Số hội nghị đối thoại
      Xã An Bình,1,1
      ,2,2
      ,Cộng,3
      Xã Bình Minh,1,4
      ,2,5
      ,Cộng,9
      Tổng cộng,,12
      """
    ])
    #expect(
      numbers == [
        "3:3 2024-M01 Xã An Bình talks 1", "4:3 2024-M02 Xã An Bình talks 2",
        "6:3 2024-M01 Xã Bình Minh talks 4", "7:3 2024-M02 Xã Bình Minh talks 5",
      ])
    #expect(codes == [])
  }

  @Test(
    "Months below a line that names the unit, which may say their sum", arguments: [false, true])
  func belowUnits(withSums: Bool) throws {
    let (numbers, codes) = try read([
      "b.csv": """
      KẾT QUẢ NĂM 2024,,
      Nội dung,Số hội nghị đối thoại,Số người tham dự
      Xã An Bình,\(withSums ? "3,30" : ",")
      Tháng 1,1,10
      Tháng 2,2,20
      Xã Bình Minh,\(withSums ? "9,90" : ",")
      Tháng 1,4,40
      Tháng 2,5,50
      """
    ])
    #expect(
      numbers == [
        "4:2 2024-M01 Xã An Bình talks 1", "4:3 2024-M01 Xã An Bình people 10",
        "5:2 2024-M02 Xã An Bình talks 2", "5:3 2024-M02 Xã An Bình people 20",
        "7:2 2024-M01 Xã Bình Minh talks 4", "7:3 2024-M01 Xã Bình Minh people 40",
        "8:2 2024-M02 Xã Bình Minh talks 5", "8:3 2024-M02 Xã Bình Minh people 50",
      ])
    #expect(codes == [])
  }

  @Test("A list of one unit; 1 | 2 | 3 in its first row is no numbering of columns")
  func list() throws {
    let (numbers, codes) = try read([
      "Xã An Bình.csv": """
      BÁO CÁO NĂM 2024,,
      Tháng,Số hội nghị đối thoại,Số người tham dự
      1,2,3
      2,5,7
      Cộng,7,10
      """
    ])
    #expect(
      numbers == [
        "3:2 2024-M01 Xã An Bình talks 2", "3:3 2024-M01 Xã An Bình people 3",
        "4:2 2024-M02 Xã An Bình talks 5", "4:3 2024-M02 Xã An Bình people 7",
      ])
    #expect(codes == [])
  }

  @Test("A row that numbers the columns above months is none of them")
  func numbering() throws {
    let (numbers, _) = try read([
      "Xã An Bình.csv": """
      BÁO CÁO NĂM 2024,,
      Tháng,Số hội nghị đối thoại,Số người tham dự
      (1),(2),(3)
      1,4,9
      2,5,7
      """
    ])
    #expect(
      numbers == [
        "4:2 2024-M01 Xã An Bình talks 4", "4:3 2024-M01 Xã An Bình people 9",
        "5:2 2024-M02 Xã An Bình talks 5", "5:3 2024-M02 Xã An Bình people 7",
      ])
  }

  @Test(
    "Time and value alone have the indicator of the title; months, quarters and half-year below each other"
  )
  func timeAndValue() throws {
    let (numbers, codes) = try read([
      "b.csv": """
      Số hội nghị đối thoại năm 2024 của xã An Bình,
      Thời gian,Giá trị
      Tháng 1,1
      Tháng 2,2
      Tháng 3,3
      Quý I,6
      Quý II,15
      6 tháng đầu năm,21
      """
    ])
    #expect(
      numbers == [
        "3:2 2024-M01 Xã An Bình talks 1", "4:2 2024-M02 Xã An Bình talks 2",
        "5:2 2024-M03 Xã An Bình talks 3", "6:2 2024-Q1 Xã An Bình talks 6",
        "7:2 2024-Q2 Xã An Bình talks 15", "8:2 2024-H1 Xã An Bình talks 21",
      ])
    #expect(codes == [])
  }

  @Test("A column of years beside one of months; units in the columns")
  func yearsAndMonths() throws {
    let (numbers, codes) = try read([
      "b.csv": """
      SỐ HỘI NGHỊ ĐỐI THOẠI,,,
      Năm,Tháng,Xã An Bình,Xã Bình Minh
      2023,12,5,6
      2024,1,7,8
      """
    ])
    #expect(
      numbers == [
        "3:3 2023-M12 Xã An Bình talks 5", "3:4 2023-M12 Xã Bình Minh talks 6",
        "4:3 2024-M01 Xã An Bình talks 7", "4:4 2024-M01 Xã Bình Minh talks 8",
      ])
    #expect(codes == [])
  }

  @Test("An indicator that stands once for its months")
  func indicatorOnce() throws {
    let (numbers, _) = try read([
      "Xã An Bình.csv": """
      BÁO CÁO NĂM 2024,,
      Chỉ tiêu,Quý,Số liệu
      Số hội nghị đối thoại,I,1
      ,II,2
      Số người tham dự,I,3
      ,II,4
      """
    ])
    #expect(
      numbers == [
        "3:3 2024-Q1 Xã An Bình talks 1", "4:3 2024-Q2 Xã An Bình talks 2",
        "5:3 2024-Q1 Xã An Bình people 3", "6:3 2024-Q2 Xã An Bình people 4",
      ])
  }

  @Test("Months of no year count for nothing, and this is said once")
  func noYear() throws {
    let (numbers, codes) = try read([
      "Xã An Bình.csv": "Tháng,Số hội nghị đối thoại\nTháng 1,4\nTháng 2,5\n"
    ])
    #expect(numbers == [])
    #expect(codes.contains("bad-period"))
    #expect(codes.count { $0 == "bad-period" } == 1)
  }

  @Test("A label that is no period is said, and its row does not count")
  func strange() throws {
    let (numbers, codes) = try read([
      "Xã An Bình.csv": """
      BÁO CÁO NĂM 2024,
      Thời gian,Số hội nghị đối thoại
      Tháng 1,4
      Tháng 2,5
      Bình quân,4
      Tháng 13,6
      """
    ])
    #expect(numbers.count == 2)
    #expect(codes.count { $0 == "bad-period" } == 1)
  }

  @Test("What there is on a day, in a heading of its own or behind the name")
  func days() throws {
    let right = [
      "2023-M12 Xã An Bình poor 9", "2024-M06 Xã An Bình poor 7", "2023-M12 Xã Bình Minh poor 8",
      "2024-M06 Xã Bình Minh poor 6",
    ]
    for header in [
      "Đơn vị,Số hộ nghèo,\n,31/12/2023,30/6/2024",
      "Đơn vị,Số hộ nghèo,\n,Đến 31/12/2023,Đến 30/06/2024",
      "Đơn vị,Số hộ nghèo đến 31/12/2023,Số hộ nghèo đến 30/6/2024",
      "Đơn vị,Số hộ nghèo,\n,Thời điểm 31/12/2023,Thời điểm 30/6/2024",
    ] {
      let (numbers, codes) = try read([
        "b.csv": "THỐNG KÊ HỘ NGHÈO,,\n\(header)\nXã An Bình,9,7\nXã Bình Minh,8,6\n"
      ])
      #expect(
        numbers.map { $0.split(separator: " ").dropFirst().joined(separator: " ") } == right,
        "\(header)")
      #expect(codes == [], "\(header)")
    }
  }

  @Test(
    "What happened up to a day is counted from the beginning of its year; a day that ends nothing is said"
  )
  func cumulative() throws {
    let (numbers, _) = try read([
      "b.csv":
        "KẾT QUẢ,,\nĐơn vị,Số hội nghị đối thoại,\n,Đến 31/3/2024,Đến 20/6/2024\nXã An Bình,9,7\nXã Bình Minh,8,6\n"
    ])
    #expect(
      numbers == [
        "4:2 2024-M03 Xã An Bình talks cumulative 9",
        "5:2 2024-M03 Xã Bình Minh talks cumulative 8",
      ])
  }

  @Test("“Năm trước” beside “Năm nay” is the same part of last year; alone it is not counted")
  func lastYear() throws {
    for (before, now) in [("Năm trước", "Năm nay"), ("Thực hiện năm trước", "Thực hiện năm nay")] {
      let (numbers, codes) = try read([
        "b.csv": """
        BÁO CÁO 6 THÁNG ĐẦU NĂM 2024,,,
        Đơn vị,Số hội nghị đối thoại,,
        ,\(before),\(now),So sánh (%)
        Xã An Bình,4,5,125
        Xã Bình Minh,2,1,50
        """
      ])
      #expect(
        numbers == [
          "4:2 2023-H1 Xã An Bình talks 4", "4:3 2024-H1 Xã An Bình talks 5",
          "5:2 2023-H1 Xã Bình Minh talks 2", "5:3 2024-H1 Xã Bình Minh talks 1",
        ], "\(before)")
      #expect(codes == [], "\(before)")
    }
    let (alone, _) = try read([
      "b.csv": """
      BÁO CÁO 6 THÁNG ĐẦU NĂM 2024,,
      Đơn vị,Số hội nghị đối thoại,
      ,Thực hiện năm trước,Kế hoạch
      Xã An Bình,4,5
      """
    ])
    #expect(alone == ["4:3 2024-H1 Xã An Bình talks plan 5"])
  }

  @Test(
    "A title without a year is of the part that had begun last on the day of the signature, which is said"
  )
  func signed() throws {
    for (title, day, period) in [
      ("6 THÁNG ĐẦU NĂM", "ngày 25 tháng 6 năm 2024", "2024-H1"),
      ("6 THÁNG CUỐI NĂM", "ngày 05 tháng 01 năm 2024", "2023-H2"),
      ("QUÝ I", "ngày 02/4/2024", "2024-Q1"),
    ] {
      let (numbers, codes) = try read([
        "b.csv": """
        UBND HUYỆN,"An Bình, \(day)"
        BÁO CÁO \(title),
        Đơn vị,Số hội nghị đối thoại
        Xã An Bình,4
        Xã Bình Minh,2
        """
      ])
      #expect(
        numbers == ["4:2 \(period) Xã An Bình talks 4", "5:2 \(period) Xã Bình Minh talks 2"],
        "\(title)")
      #expect(codes == ["bad-period"], "\(title)")
    }
  }

  @Test("Communes of one name are told apart by the column of their districts")
  func namesakes() throws {
    let table = """
      KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024,,,
      TT,Huyện,Xã,Số hội nghị đối thoại
      1,Mai Sơn,Tân Lập,1
      2,,Phú Lộc,2
      3,Yên Khê,Tân Lập,3
      """
    let byName =
      "cluster,unit,commune\nA,Xã Tân Lập (Mai Sơn),\nA,Xã Phú Lộc,\nB,Xã Tân Lập (Yên Khê),\n"
    #expect(
      try read(["b.csv": table], roster: byName).numbers == [
        "3:4 2024-H1 Xã Tân Lập (Mai Sơn) talks 1", "4:4 2024-H1 Xã Phú Lộc talks 2",
        "5:4 2024-H1 Xã Tân Lập (Yên Khê) talks 3",
      ])
  }
}
