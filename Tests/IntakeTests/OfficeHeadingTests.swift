import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import ProjectDiscovery
@testable import TableGrids

@testable import Findings
@testable import Intake
@testable import OfficeWords

@Suite(
  "Headings, titles and notes as offices write them, each of which once made a wrong number without a word"
)
struct OfficeHeadingTests {
  private func found(_ files: [String: String]) throws -> ProjectProposal {
    let folder = try TemporaryFolder(files)
    defer { folder.keep() }
    var discovery = TableDiscovery()
    discovery.read(
      filesAt: files.keys.sorted().map { (folder.url.appending(path: $0).path, $0) })
    return discovery.proposal
  }

  private func numbers(
    _ files: [String: String], _ settings: String, in period: Period = .half(1, year: 2026)
  ) throws -> [String] {
    let small = try Small(
      files, settings: settings, roster: "cluster,unit\nC,Xã Hà Trung\nC,Xã Nga Sơn\n")
    return try small.intake(period).tables.flatMap(\.numbers).map {
      "\($0.indicator) \($0.period.name) \($0.figure) \($0.value ?? -1)"
    }
  }

  // MARK: Dashes

  @Test("A dash among numbers leaves them numbers, whatever the heading may mean otherwise")
  func dashes() throws {
    let plans = try found([
      "a.csv": """
      PHÁT TRIỂN ĐOÀN THỂ 6 THÁNG ĐẦU NĂM 2026,,,,,
      TT,Đơn vị,Kết nạp đảng viên,,Phát triển đoàn viên,
      ,,Chỉ tiêu,Kết quả,Chỉ tiêu,Kết quả
      1,Xã Hà Trung,30,12,50,33
      2,Xã Nga Sơn,25,14,-,17
      3,Xã Hậu Lộc,15,5,10,7
      """
    ])
    #expect(plans.indicators.map(\.name) == ["Kết nạp đảng viên", "Phát triển đoàn viên"])
    let gifts = try found([
      "a.csv": """
      KẾT QUẢ ỦNG HỘ QUÝ I NĂM 2026,,,,
      TT,Đơn vị,Số đợt,Tổ chức,Đối tượng
      1,Xã Hà Trung,1,2,1
      2,Xã Nga Sơn,1,3,-
      3,Phường Bỉm Sơn,2,-,4
      """
    ])
    #expect(gifts.units.map(\.name) == ["Xã Hà Trung", "Xã Nga Sơn", "Phường Bỉm Sơn"])
    #expect(gifts.indicators.map(\.name) == ["Số đợt", "Tổ chức", "Đối tượng"])
  }

  @Test("A dash among words leaves them words")
  func dashAmongWords() throws {
    let models = try found([
      "a.csv": """
      TỔNG HỢP MÔ HÌNH QUÝ II NĂM 2026,,,
      TT,Đơn vị,Số mô hình,Tên mô hình tiêu biểu
      1,Xã Hà Trung,3,Camera an ninh
      2,Xã Nga Sơn,2,Tổ tự quản
      3,Xã Hậu Lộc,-,-
      """
    ])
    #expect(models.indicators.filter { $0.source == .submissions }.map(\.name) == ["Số mô hình"])
  }

  // MARK: What columns are of

  @Test(
    "A plan and what became of it, in front of a column with a name, are of what the title is about"
  )
  func titled() throws {
    let table = """
      KẾT QUẢ THU BHXH THÁNG 4 NĂM 2026,,,,,
      TT,Đơn vị,Dự toán giao,Lũy kế từ đầu năm,Tỷ lệ (%),Số nợ
      1,Xã Hà Trung,50000,16000,32,250
      2,Xã Nga Sơn,60000,21000,35,300
      """
    #expect(try found(["a.csv": table]).indicators.map(\.name) == ["Số nợ", "Thu BHXH"])
    let settings =
      "indicators:\n  debt: {name: Số nợ, from: submissions}\n  paid: {name: Thu BHXH, from: submissions, over_time: sum}\n"
    #expect(
      Set(try numbers(["a.csv": table], settings, in: .month(4, year: 2026)).prefix(3)) == [
        "paid 2026 plan 50000.0", "paid 2026-M04 cumulative 16000.0", "debt 2026-M04 value 250.0",
      ])
    // One that only plans, and one that follows, are of the only name.
    let simple =
      "6 THÁNG ĐẦU NĂM 2026,,,\nĐơn vị,Kế hoạch năm,Số nợ,Lũy kế\nXã Hà Trung,10,3,4\nXã Nga Sơn,20,5,6\n"
    #expect(
      Set(try numbers(["a.csv": simple], settings).prefix(3)) == [
        "debt 2026 plan 10.0", "debt 2026-H1 value 3.0", "debt 2026-H1 cumulative 4.0",
      ])
  }

  @Test("Who stands below a heading of numbers is counted: \"Kiểm tra\" over \"Tổ chức đảng\"")
  func counted() throws {
    let inspected = try found([
      "a.csv": """
      CÔNG TÁC KIỂM TRA 6 THÁNG ĐẦU NĂM 2026,,,,,
      TT,Đơn vị,Kiểm tra,,Giám sát,
      ,,Tổ chức đảng,Đảng viên,Tổ chức đảng,Đảng viên
      1,Xã Hà Trung,5,12,3,8
      2,Xã Nga Sơn,4,9,2,6
      """
    ])
    #expect(
      inspected.indicators.map(\.name) == [
        "Kiểm tra – Tổ chức đảng", "Kiểm tra – Đảng viên", "Giám sát – Tổ chức đảng",
        "Giám sát – Đảng viên",
      ])
  }

  @Test("A block of totals beside the blocks of units is held against them, and is no unit")
  func blockOfTotals() throws {
    let table = """
      KẾT QUẢ PHÒNG CHỐNG TỘI PHẠM QUÝ I/2026,,,,,,,
      STT,Nội dung,Tổng số,,Xã Hà Trung,,Xã Nga Sơn,
      ,,Số vụ,Số đối tượng,Số vụ,Số đối tượng,Số vụ,Số đối tượng
      1,Hình sự,5,7,3,5,2,2
      2,Ma túy,1,1,1,1,0,0
      """
    let proposal = try found(["a.csv": table])
    #expect(proposal.units.map(\.name) == ["Xã Hà Trung", "Xã Nga Sơn"])
    #expect(proposal.indicators.count == 4)
    let small = try Small(
      ["a.csv": table],
      settings: """
        indicators:
          a: {name: "Hình sự – số vụ", aliases: ["Hình sự / Số vụ"], from: submissions}
          b: {name: "Hình sự – số đối tượng", aliases: ["Hình sự / Số đối tượng"], from: submissions}
          c: {name: "Ma túy – số vụ", aliases: ["Ma túy / Số vụ"], from: submissions}
          d: {name: "Ma túy – số đối tượng", aliases: ["Ma túy / Số đối tượng"], from: submissions}
        """, roster: "cluster,unit\nC,Xã Hà Trung\nC,Xã Nga Sơn\n")
    let intake = try small.intake(.quarter(1, year: 2026))
    #expect(
      intake.tables.flatMap(\.numbers).map { "\($0.indicator) \($0.value ?? -1)" } == [
        "a 3.0", "b 5.0", "a 2.0", "b 2.0", "c 1.0", "d 1.0", "c 0.0", "d 0.0",
      ])
    #expect(intake.log.all.isEmpty)
  }

  @Test("\"Cộng dồn\" in front of a name counts since New Year, and sums up no units")
  func sinceNewYear() throws {
    let settings =
      "indicators:\n  ill: {name: Số ca mắc, from: submissions, over_time: sum}\n  output: {name: Sản lượng, from: submissions, over_time: sum, unit_of_measure: tấn}\n"
    let cases = """
      SỐT XUẤT HUYẾT THÁNG 6 NĂM 2026,,
      "Xã, phường",Số ca mắc,Cộng dồn số ca mắc
      Xã Hà Trung,5,15
      Xã Nga Sơn,7,40
      """
    #expect(
      try numbers(["a.csv": cases], settings, in: .month(6, year: 2026)).prefix(2) == [
        "ill 2026-M06 value 5.0", "ill 2026-M06 cumulative 15.0",
      ])
    let output = """
      SẢN XUẤT CÔNG NGHIỆP THÁNG 6 NĂM 2026,,
      Đơn vị,Sản lượng tháng 6 (tấn),Sản lượng 6 tháng (tấn)
      Xã Hà Trung,520,2900
      Xã Nga Sơn,310,1800
      """
    #expect(
      try numbers(["a.csv": output], settings).prefix(2) == [
        "output 2026-M06 value 520.0", "output 2026-M06 cumulative 2900.0",
      ])
  }

  @Test("Where a column says that it is an estimate, the others are none, whatever the title says")
  func estimates() throws {
    let table = """
      KẾT QUẢ 6 THÁNG ĐẦU NĂM VÀ ƯỚC THỰC HIỆN NĂM 2026,,,
      TT,Chỉ tiêu,Thực hiện 6 tháng đầu năm 2026,Ước thực hiện năm 2026
      1,Thu ngân sách,58,115
      """
    let small = try Small(
      ["Xã Hà Trung.csv": table],
      settings: "indicators:\n  a: {name: Thu ngân sách, from: submissions, over_time: sum}\n",
      roster: "cluster,unit\nC,Xã Hà Trung\n")
    func isApproximate(_ period: Period) throws -> Bool {
      let book = try small.intake(period).book
      let indicator = try #require(book.plan.indicator(withID: "a"))
      return book.tally(indicator, for: .unit(0), in: period).isApproximate
    }
    #expect(try !isApproximate(.half(1, year: 2026)))
    #expect(try isApproximate(.year(2026)))
  }

  // MARK: Cumulative numbers

  @Test(
    "A note below a table that says no more than \"Lũy kế\" holds for all of it",
    arguments: [
      "Lũy kế từ đầu năm", "(Lũy kế từ đầu năm)", "Ghi chú: Lũy kế từ đầu năm",
      "Ghi chú: số lũy kế",
      "Số liệu lũy kế từ đầu năm",
    ])
  func note(_ note: String) throws {
    let settings = "indicators:\n  a: {name: Hồ sơ, from: submissions, over_time: sum}\n"
    let table = "BÁO CÁO THÁNG 1 NĂM 2026,\nĐơn vị,Hồ sơ\nXã Hà Trung,7\nXã Nga Sơn,8\n"
    #expect(
      try numbers(["a.csv": table + note + ",\n"], settings) == [
        "a 2026-M01 cumulative 7.0", "a 2026-M01 cumulative 8.0",
      ])
    // A row of that name has numbers of its own, and a remark on a column is of that column.
    #expect(
      try numbers(["a.csv": table + "Ghi chú: Cột 2 không phải là số lũy kế,\n"], settings).first
        == "a 2026-M01 value 7.0")
  }

  @Test("What settings call cumulative stays so beside another indicator's column \"Lũy kế\"")
  func besideCumulative() throws {
    let tables = [(1, 5, 10), (2, 9, 20), (3, 15, 30)].map { month, all, fee in
      (
        "bieu-\(month).csv",
        "Tháng \(month) năm 2026,,\nĐơn vị,Lũy kế hồ sơ,Thu phí\nXã Hà Trung,\(all),\(fee)\n"
      )
    }
    let small = try Small(
      Dictionary(uniqueKeysWithValues: tables),
      settings: """
        indicators:
          a: {name: Hồ sơ, from: submissions, over_time: sum}
          fee: {name: Thu phí, from: submissions, over_time: sum, cumulative: year}
        """, roster: "cluster,unit\nC,Xã Hà Trung\n")
    let quarter = Period.quarter(1, year: 2026)
    #expect(try small.value("a", in: quarter) == 15)
    #expect(try small.value("fee", in: quarter) == 30)
  }

  // MARK: Titles

  @Test(
    "A title's place ends where its period, a remark or the province begins",
    arguments: [
      "KẾT QUẢ TTHC CỦA UBND XÃ HÀ TRUNG QUÝ II/2026",
      "KẾT QUẢ TTHC CỦA UBND XÃ HÀ TRUNG QUÝ II-2026",
      "KẾT QUẢ TTHC XÃ HÀ TRUNG - 6 THÁNG ĐẦU NĂM 2026",
      "KẾT QUẢ TTHC XÃ HÀ TRUNG (TÍNH ĐẾN 30/6/2026)",
      "KẾT QUẢ TTHC 6 THÁNG ĐẦU NĂM 2026 CỦA XÃ HÀ TRUNG, TỈNH THANH HÓA",
      "KẾT QUẢ TTHC CỦA UBND XÃ HÀ TRUNG TUẦN 23/2026",
      "KẾT QUẢ TTHC CỦA XÃ HÀ TRUNG TỪ ĐẦU NĂM ĐẾN NAY (30/6/2026)",
    ])
  func places(_ title: String) {
    #expect(OfficeNames.place(endingAnyOf: [title]) == "XÃ HÀ TRUNG")
    #expect(OfficeNames.place(endingAnyOf: ["KẾT QUẢ CỦA XÃ QUÝ LỘC"]) == "XÃ QUÝ LỘC")
  }

  @Test("A body below a district's or a commune's committee reports for it")
  func letterheads() throws {
    func units(_ above: (String) -> String, _ body: String) throws -> [String] {
      let files = ["Nga Sơn", "Hậu Lộc"].map { name in
        (
          "\(name.prefix(1)).csv",
          "\(above(name.uppercased())),,\n\(body),,\nSỐ LIỆU 6 THÁNG ĐẦU NĂM 2026,,\nTT,Nội dung,Số lượng\n1,Hội nghị đối thoại,3\n"
        )
      }
      return try found(Dictionary(uniqueKeysWithValues: files)).units.map(\.name).sorted()
    }
    let districts = ["Huyện ủy Hậu Lộc", "Huyện ủy Nga Sơn"]
    #expect(try units({ "HUYỆN ỦY \($0)" }, "BAN DÂN VẬN") == districts)
    #expect(try units({ "HUYỆN ỦY \($0)" }, "ỦY BAN KIỂM TRA") == districts)
    #expect(try units({ "UBND XÃ \($0)" }, "BAN CHỈ ĐẠO 138") == ["Xã Hậu Lộc", "Xã Nga Sơn"])
    #expect(try units({ "HĐND XÃ \($0)" }, "BAN PHÁP CHẾ") == ["Xã Hậu Lộc", "Xã Nga Sơn"])
  }

  @Test("A heading that compares with a year, or carries over from it, gives the table no year")
  func yearBefore() throws {
    let settings =
      "indicators:\n  a: {name: Giấy phép, from: submissions, over_time: sum}\n"
    let compared =
      "CẤP GIẤY PHÉP 6 THÁNG ĐẦU NĂM,,\nĐơn vị,Giấy phép,So với năm 2025 (%)\nXã Hà Trung,39,104\nXã Nga Sơn,30,101\n"
    #expect(
      try numbers(["BC 6T 2026.csv": compared], settings) == [
        "a 2026-H1 value 39.0", "a 2026-H1 value 30.0",
      ])
    // Where nothing else says a year, this one does.
    let last =
      "GIẤY PHÉP,,\nĐơn vị,6 tháng đầu năm,Cùng kỳ năm 2025\nXã Hà Trung,39,35\nXã Nga Sơn,30,25\n"
    #expect(
      Set(try numbers(["a.csv": last], settings).prefix(2)) == [
        "a 2026-H1 value 39.0", "a 2025-H1 value 35.0",
      ])
  }

  @Test("\"Đến 31/12\" beside \"Đến 30/6\" is of the year before")
  func dayOfYearBefore() throws {
    let settings =
      "indicators:\n  a: {name: Nợ xây dựng cơ bản, from: submissions, over_time: last}\n"
    let table =
      "NỢ XÂY DỰNG CƠ BẢN 6 THÁNG ĐẦU NĂM 2026,,\nĐơn vị,Đến 31/12,Đến 30/6\nXã Hà Trung,39,350\nXã Nga Sơn,30,200\n"
    let told = ["a 2025-M12 value 39.0", "a 2026-H1 value 350.0"]
    #expect(try numbers(["a.csv": table], settings).prefix(2) == told[...])
    let ends = table.replacing("Đến 31/12,Đến 30/6", with: "Cuối năm 2025,30/6/2026")
    #expect(try numbers(["a.csv": ends], settings).prefix(2) == told[...])
  }

  @Test(
    "Words that begin as a plan does, and are none",
    arguments: [
      "TỔNG HỢP THI ĐUA NĂM 2026", "KẾ HOẠCH HÓA GIA ĐÌNH 6 THÁNG ĐẦU NĂM 2026",
      "MỤC TIÊU QUỐC GIA NÔNG THÔN MỚI NĂM 2026",
      "DỰ TOÁN, QUYẾT TOÁN CÔNG TRÌNH 6 THÁNG ĐẦU NĂM 2026",
    ])
  func noPlans(_ title: String) {
    #expect(!ReportWords.isPlan(title: title))
    #expect(ReportWords.isPlan(title: "KẾ HOẠCH THU NGÂN SÁCH NĂM 2026"))
    #expect(ReportWords.isPlan(title: "DỰ TOÁN THU NGÂN SÁCH NĂM 2026"))
    #expect(ReportWords.isPlan(title: "TỔNG HỢP ĐĂNG KÝ THI ĐUA NĂM 2026"))
  }

  @Test("Months of two years are one span")
  func monthsOfTwoYears() {
    let range = PeriodMentions.onlyRange(
      in: "(Từ tháng 12/2025 đến tháng 5/2026)", .calendarMonths, year: nil)
    #expect(range == Day(year: 2025, month: 12, day: 1)!..<Day(year: 2026, month: 6, day: 1)!)
  }
}
