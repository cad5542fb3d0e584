import ClusterMetrics
import Foundation
import Intake
import Reporting
import Testing
import TestSupport

@testable import Workspace

@Suite("Projects of forms that one unit fills in, and of files that differ")
struct ProjectOfFormsTests {
  private let tables = TablesProject()

  private func form(_ header: String, _ cells: String) -> String {
    "UBND XÃ NGA SƠN\nBÁO CÁO LAO ĐỘNG THÁNG 6 NĂM 2026\nSTT,Chỉ tiêu,ĐVT,\(header)\n1,Số lao động có việc làm mới,người,\(cells)\n"
  }

  @Test(
    "What stands over the numbers of a form says what they count, and is nobody's name",
    arguments: [
      ("Tổng số,Nam,Nữ", "10,6,4", ["": "10", " – Nam": "6", " – Nữ": "4"]),
      (
        "Đầu kỳ,Tăng trong kỳ,Cuối kỳ", "8,6,14",
        [" – Đầu kỳ": "8", " – Tăng trong kỳ": "6", " – Cuối kỳ": "14"]
      ),
      (
        "Số phải thu,Đã thu,Còn phải thu", "9,6,3",
        [" – Số phải thu": "9", " – Đã thu": "6", " – Còn phải thu": "3"]
      ),
      // What is left of the plan is passed over.
      ("Kế hoạch,Thực hiện,Còn lại", "10,6,4", ["": "10 6"]),
    ])
  func parts(header: String, cells: String, expected: [String: String]) throws {
    let read = try tables.numbers(form(header, cells))
    let found = Dictionary(
      uniqueKeysWithValues: read.values.map { name, values in
        (
          name.replacingOccurrences(of: "Số lao động có việc làm mới", with: ""),
          values.joined(separator: " ")
        )
      })
    // "Số phải thu" says what it counts by itself.
    for (name, value) in expected {
      #expect(found[name] == value || found.values.contains(value), "\(name): \(found)")
    }
    let roster = try String(
      contentsOf: tables.project.appending(path: "roster.csv"), encoding: .utf8)
    #expect(roster.contains("Xã Nga Sơn") && roster.split(whereSeparator: \.isNewline).count == 2)
  }

  @Test("Columns that are called as offices are stay units, whoever sends the table")
  func transposed() throws {
    for lead in ["UBND TỈNH NGHỆ AN", "UBND HUYỆN MAI SƠN", ""] {
      let read = try tables.numbers(
        lead
          + "\nKẾT QUẢ 6 THÁNG ĐẦU NĂM 2024\nSTT,Chỉ tiêu,Vinh,Cửa Lò,Anh Sơn\n1,Số hội nghị,3,4,5\n2,Số người dự,30,40,50\n"
      )
      #expect(read.values == ["Số hội nghị": ["3", "4", "5"], "Số người dự": ["30", "40", "50"]])
    }
  }

  @Test(
    "Numbers beside each other are of the time that their headers say",
    arguments: [
      ("Tháng 6,6 tháng đầu năm,Cùng kỳ năm trước,Kế hoạch 2026", "2026-M06 2026-H1 2025-H1 2026"),
      (
        "Ước thực hiện tháng 6,Ước 6 tháng,Cùng kỳ 2025,Kế hoạch 2026",
        "2026-M06 2026-H1 2025-H1 2026"
      ),
      ("ƯTH tháng 6,ƯTH 6T,6T/2025,ƯTH 6T so KH", "2026-M06 2026-H1 2025-H1"),
    ])
  func times(header: String, periods: String) throws {
    _ = try tables.numbers(form(header, "600,3100,2800,7000"))
    let intake = try OpenProject(folder: tables.project).project.tally([])
    #expect(
      intake.tables.flatMap(\.numbers).map(\.period.name).joined(separator: " ") == periods)
  }

  @Test("Percentages of the plan are compared, and no unit is called after them")
  func ratios() throws {
    let read = try tables.numbers(form("KH 2026,TH 2025,Ước TH 2026 so KH (%)", "1200,1100,104.2"))
    #expect(read.values == ["Số lao động có việc làm mới": ["1200", "1100"]])
  }

  @Test("A title may stand on two lines, what and when")
  func titles() throws {
    let read = try tables.numbers(
      "KẾT QUẢ THU NGÂN SÁCH TRÊN ĐỊA BÀN\n6 tháng đầu năm 2026\nSTT,Xã,Kế hoạch,Thực hiện\n1,Xã Nga Sơn,1000,300\n"
    )
    #expect(read.values == ["Thu ngân sách trên địa bàn": ["1000", "300"]])
  }

  @Test("Communes called Quý Lộc and Năm Căn are communes")
  func names() throws {
    let read = try tables.numbers(
      "TIẾP CÔNG DÂN THÁNG 6/2026\nSTT,Tên xã,Số lượt\n1,Yên Định,3\n2,Quý Lộc,4\n3,Năm Căn,5\n")
    #expect(read.values["Số lượt"] == ["3", "4", "5"])
  }

  @Test("One thing under two names in two months is one indicator")
  func synonyms() throws {
    let read = try tables.numbers([
      "t4.csv": "THÁNG 4/2026\nSTT,Đơn vị,Số hồ sơ tiếp nhận\n1,Xã Nga Sơn,400\n",
      "t5.csv": "THÁNG 5/2026\nSTT,Đơn vị,Hồ sơ tiếp nhận\n1,Xã Nga Sơn,500\n",
      "t6.csv": "THÁNG 6/2026\nSTT,Đơn vị,Số hồ sơ đã tiếp nhận\n1,Xã Nga Sơn,600\n",
    ])
    #expect(read.values == ["Số hồ sơ tiếp nhận": ["400", "500", "600"]])
  }

  @Test("Two things under one name in two files are two indicators")
  func homonyms() throws {
    let read = try tables.numbers([
      "qh.csv":
        "SỐ HỒ SƠ QUÁ HẠN THEO LĨNH VỰC THÁNG 6/2026\nSTT,Đơn vị,Đất đai,Hộ tịch\n1,Xã Nga Sơn,5,6\n",
      "tn.csv":
        "SỐ HỒ SƠ TIẾP NHẬN THEO LĨNH VỰC THÁNG 5/2026\nSTT,Đơn vị,Đất đai,Hộ tịch\n1,Xã Nga Sơn,50,60\n",
    ])
    #expect(read.values.count == 4)
    #expect(Set(read.values.values.flatMap { $0 }) == ["5", "6", "50", "60"])
  }

  @Test("Lines without a number lie under the one that has one")
  func outline() throws {
    let read = try tables.numbers(
      """
      UBND XÃ NGA SƠN
      BÁO CÁO THÁNG 6 NĂM 2026
      STT,Chỉ tiêu,ĐVT,Số lượng
      1,Tai nạn giao thông,,
      ,Số vụ,vụ,5
      2,"Cháy, nổ",,
      ,Số vụ,vụ,2
      """)
    #expect(read.values == ["Tai nạn giao thông – số vụ": ["5"], "Cháy, nổ – số vụ": ["2"]])
  }

  @Test("What is counted to the end of a quarter is cumulative")
  func quarters() throws {
    func table(_ quarter: String, _ number: Int) -> String {
      "KẾT QUẢ ĐẾN HẾT QUÝ \(quarter) NĂM 2026\nSTT,Đơn vị,Số lượt tiếp\n1,Xã Nga Sơn,\(number)\n"
    }
    _ = try tables.numbers(["q1.csv": table("I", 10), "q2.csv": table("II", 25)])
    let half = Period.half(1, year: 2026)
    let intake = try OpenProject(folder: tables.project).tallies([half])
    let indicator = try #require(intake.book.plan.indicators.first)
    #expect(intake.book.tally(indicator, for: .all, in: half).value == 25)
  }

  @Test("Blocks of units below each other, and percentages alone, are tables")
  func blocks() throws {
    let blocks = try tables.numbers(
      "BÁO CÁO THÁNG 5 NĂM 2026\nSTT,Nội dung,Số lượng\nI,Xã Nga Sơn,\n1,Số lớp học,20\nII,Phường Hạc Thành,\n1,Số lớp học,40\n"
    )
    #expect(blocks.values == ["Số lớp học": ["20", "40"]])
    let rates = try tables.numbers(
      "CHUYỂN ĐỔI SỐ QUÝ II/2026\nSTT,Đơn vị,Tỷ lệ hồ sơ trực tuyến (%),Tỷ lệ số hóa (%)\n1,Xã Nga Sơn,91,70\n2,Phường Hạc Thành,80,50\n"
    )
    #expect(
      rates.values == ["Tỷ lệ hồ sơ trực tuyến": ["91", "80"], "Tỷ lệ số hóa": ["70", "50"]])
  }

  @Test(
    "Titles with the year behind words that name no document say the year",
    arguments: [
      "XÂY DỰNG ĐỜI SỐNG VĂN HÓA NĂM 2025", "PHỔ BIẾN PHÁP LUẬT NĂM 2025",
      "KẾT QUẢ CÁC THÁNG NĂM 2025",
    ])
  func years(title: String) throws {
    _ = try tables.numbers("\(title)\nSTT,Đơn vị,Số lượt\n1,Xã Nga Sơn,3\n")
    let intake = try OpenProject(folder: tables.project).project.tally([])
    #expect(intake.tables.flatMap(\.numbers).map(\.period.name) == ["2025"])
  }
}
