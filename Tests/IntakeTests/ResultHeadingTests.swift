import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import OfficeWords
@testable import TableGrids

/// Results, plans and times that headings and titles say in fewer words.
@Suite("Headings that leave something to the title")
struct ResultHeadingTests {
  private static let settings = """
    indicators:
      a: {name: "Quỹ Vì người nghèo", from: submissions, over_time: sum, aliases: ["Giao quân"]}
      b: {name: "Lượt khám chữa bệnh", from: submissions, over_time: sum}

    """

  /// What the first unit reports: period, indicator, figure and value.
  private func numbers(_ table: String, settings: String = settings) throws -> (
    told: [String], found: Set<String>
  ) {
    let small = try Small(
      ["a.csv": table], settings: settings, roster: "cluster,unit\nC,Xã Hà Trung\nC,Xã Nga Sơn\n")
    let intake = try small.intake(.half(1, year: 2026))
    let told = intake.tables.flatMap(\.numbers).filter { $0.unit == "Xã Hà Trung" }.map {
      "\($0.period.name) \($0.indicator) \($0.figure) \(Int($0.value ?? -1))"
    }
    return (told, Set(intake.log.all.map(\.code.rawValue)))
  }

  private func table(_ title: String, _ headings: String, _ cells: String) -> String {
    "\"\(title)\",,,,\nTT,Đơn vị,\(headings)\n1,Xã Hà Trung,\(cells)\n2,Xã Nga Sơn,\(cells)\n"
  }

  @Test("What was raised of a fund that only the title names")
  func titled() throws {
    let title = "Biểu 1: KẾT QUẢ VẬN ĐỘNG QUỸ VÌ NGƯỜI NGHÈO 6 THÁNG ĐẦU NĂM 2026"
    #expect(
      try numbers(
        table(title, "Chỉ tiêu giao năm 2026,Kết quả vận động đến 30/6/2026,Tỷ lệ (%)", "200,50,25")
      ).told == ["2026 a plan 200", "2026-H1 a cumulative 50"])
    #expect(
      try numbers(
        table(
          title, "Số phải thu năm 2026,Đã thu đến 30/6/2026,Tỷ lệ (%),Còn phải thu", "200,50,25,150"
        )
      ).told == ["2026 a plan 200", "2026-H1 a cumulative 50"])
    #expect(
      try numbers(table("ỦNG HỘ QUỸ VÌ NGƯỜI NGHÈO QUÝ II/2026", "Số tiền,Ghi chú", "50,")).told
        == ["2026-Q2 a value 50"])
  }

  @Test("Commas in the name of what a title is about")
  func commas() throws {
    #expect(
      try numbers(table("LƯỢT KHÁM, CHỮA BỆNH NĂM 2026", "Tháng Một,Tháng Hai", "5,6")).told
        == ["2026-M01 b value 5", "2026-M02 b value 6"])
  }

  @Test(
    "Headings with a year, a plan or a figure in other places",
    arguments: [
      (
        "Quỹ Vì người nghèo 2026,Kế hoạch Quỹ Vì người nghèo 2027",
        ["2026 a value 7", "2027 a plan 8"]
      ),
      (
        "Quỹ Vì người nghèo (thực hiện 2026),Quỹ Vì người nghèo (kế hoạch 2027)",
        ["2026 a value 7", "2027 a plan 8"]
      ),
      (
        "Quỹ Vì người nghèo năm 2026,Chỉ tiêu giao quân năm 2026",
        ["2026 a value 7", "2026 a plan 8"]
      ),
      (
        "Quỹ Vì người nghèo được giao năm 2026,Quỹ Vì người nghèo hiện có",
        ["2026 a plan 7", "2026 a value 8"]
      ),
    ])
  func years(_ headings: String, _ told: [String]) throws {
    #expect(try numbers(table("TỔNG HỢP NĂM 2026", headings, "7,8")).told == told)
  }

  @Test("The plan of the next month, and an outlook that may be a plan or an estimate")
  func next() throws {
    let month =
      "KẾT QUẢ THÁNG 6 NĂM 2026,,,\nTT,Đơn vị,Quỹ Vì người nghèo,\n,,Tháng này,Kế hoạch tháng sau\n1,Xã Hà Trung,5,8\n"
    #expect(try numbers(month).told == ["2026-M06 a value 5", "2026-M07 a plan 8"])
    let outlook =
      "KẾT QUẢ 6 THÁNG NĂM 2026,,,\nTT,Đơn vị,Quỹ Vì người nghèo,\n,,6 tháng,Dự kiến cả năm\n1,Xã Hà Trung,5,8\n"
    let (told, found) = try numbers(outlook)
    #expect(told == ["2026-H1 a value 5"])
    #expect(found.contains("unknown-figure"))
  }

  @Test(
    "Days with points, years at the end of a title or beside the word, years in the rows",
    arguments: [
      ("(Thời gian từ 01.01.2026 đến 30.06.2026)", "2026-H1"),
      ("CÔNG TÁC KHUYẾN HỌC 2025", "2025"), ("Kỳ: 6 tháng đầu năm Năm: 2026", "2026-H1"),
    ])
  func times(_ title: String, _ period: String) throws {
    #expect(
      try numbers(table(title, "Quỹ Vì người nghèo,Ghi chú", "5,")).told == ["\(period) a value 5"])
  }

  @Test("A period and its year in cells beside each other")
  func cells() throws {
    let table =
      "BÁO CÁO CHĂN NUÔI,,,,,\nXã:,Xã Hà Trung,Kỳ:,6 tháng đầu năm,Năm:,2026\nTT,Chỉ tiêu,Số lượng,,,\n1,Quỹ Vì người nghèo,12,,,\n"
    #expect(try numbers(table).told == ["2026-H1 a value 12"])
  }

  @Test("A table of another year below that of a half is of the same half, and that is said")
  func yearAlone() throws {
    let one = "TT,Đơn vị,Quỹ Vì người nghèo\n1,Xã Hà Trung,5\n2,Xã Nga Sơn,6\n"
    for line in [
      "II. NĂM 2025", "Biểu 2. Năm 2025", "CÙNG KỲ NĂM 2025 (theo đơn vị hành chính cũ)",
    ] {
      let (told, _) = try numbers("BÁO CÁO 6 THÁNG ĐẦU NĂM 2026,,\n\(one),,\n\(line),,\n\(one)")
      #expect(told == ["2026-H1 a value 5", "2025-H1 a value 5"], "\(line)")
    }
    let rows =
      "SO SÁNH 6 THÁNG ĐẦU NĂM,,,\nTT,Đơn vị,Năm,Quỹ Vì người nghèo\n1,Xã Hà Trung,2025,5\n,,2026,6\n"
    let (told, found) = try numbers(rows)
    #expect(told == ["2025-H1 a value 5", "2026-H1 a value 6"])
    #expect(found.contains("bad-period"))
  }

  @Test("Weeks of a month, and the number of a quarter beside that of the year")
  func parts() throws {
    let weeks =
      "BÁO CÁO THÁNG 6 NĂM 2026,,,\nTT,Đơn vị,Quỹ Vì người nghèo,\n,,Tuần 1,Tuần 2\n1,Xã Hà Trung,5,8\n"
    #expect(try numbers(weeks).told.isEmpty)
    let quarter =
      "BÁO CÁO THÁNG 6 NĂM 2026,,,,\nTT,Đơn vị,Quỹ Vì người nghèo,,\n,,Trong tháng,Lũy kế quý II,Lũy kế từ đầu năm\n1,Xã Hà Trung,5,8,20\n"
    #expect(
      try numbers(quarter).told
        == ["2026-M06 a value 5", "2026-Q2 a value 8", "2026-M06 a cumulative 20"])
  }

  @Test(
    "What arose in the period is a part of what the heading names, beside a total or what came over"
  )
  func arisen() throws {
    let total =
      "BÁO CÁO QUÝ II NĂM 2026,,,,\nTT,Đơn vị,Quỹ Vì người nghèo,,\n,,Tổng số,Kỳ trước chuyển sang,Phát sinh trong kỳ\n1,Xã Hà Trung,13,5,8\n"
    let (told, found) = try numbers(total)
    #expect(told == ["2026-Q2 a value 13"])
    #expect(found.contains("unknown-indicator"))
  }

  @Test("A file that corrects another one wins, as its name or its title says")
  func corrections() throws {
    let old = table("KẾT QUẢ QUÝ II/2026", "Quỹ Vì người nghèo,Ghi chú", "5,")
    for (name, title) in [
      ("q2 (dinh chinh).csv", "KẾT QUẢ QUÝ II/2026"),
      ("q2 moi.csv", "KẾT QUẢ QUÝ II/2026 (Thay thế số liệu đã gửi)"),
    ] {
      let small = try Small(
        ["q2.csv": old, name: table(title, "Quỹ Vì người nghèo,Ghi chú", "6,")],
        settings: ResultHeadingTests.settings, roster: "cluster,unit\nC,Xã Hà Trung\nC,Xã Nga Sơn\n"
      )
      let intake = try small.intake(.quarter(2, year: 2026))
      let a = try #require(intake.book.plan.indicator(withID: "a"))
      #expect(
        intake.book.tally(a, for: .unit(0), in: .quarter(2, year: 2026)).value == 6, "\(name)")
    }
  }
}
