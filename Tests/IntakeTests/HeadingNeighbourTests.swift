import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import ProjectDiscovery

@testable import Findings
@testable import Intake
@testable import OfficeWords

@Suite("Headings that only the title, or the columns beside them, explain")
struct HeadingNeighbourTests {
  private static let visits =
    "indicators: {v: {name: {vi: Cấp phép}, from: submissions}}\n"

  /// The numbers of a table with one unit, each as period, figure and value.
  private func read(
    _ table: String, _ settings: String = HeadingNeighbourTests.visits,
    in period: Period = .half(1, year: 2026)
  ) throws -> (numbers: [String], codes: [Finding.Code]) {
    let small = try Small(
      ["a.csv": table], settings: settings, roster: "cluster,unit\nC,Xã Hà Trung\n")
    let intake = try small.intake(period)
    return (
      intake.tables.flatMap(\.numbers).map {
        "\($0.indicator) \($0.period.name) \($0.figure) \($0.valueText)"
      }, intake.log.all.map(\.code)
    )
  }

  private func found(_ table: String) throws -> ProjectProposal {
    let folder = try TemporaryFolder(["a.csv": table])
    defer { folder.keep() }
    var discovery = TableDiscovery()
    discovery.read(filesAt: [(folder.url.appending(path: "a.csv").path, "a.csv")])
    return discovery.proposal
  }

  // MARK: Years

  @Test("A year that a column compares with is the one before the table's")
  func yearsOfComparisons() throws {
    let numbers = try read(
      """
      CÔNG TÁC CẤP PHÉP
      TT,Đơn vị,Tháng 5,Tháng 6,Cùng kỳ 2025
      1,Xã Hà Trung,5,6,4
      """
    ).numbers
    #expect(numbers == ["v 2026-M05 value 5", "v 2026-M06 value 6", "v 2025-M06 value 4"])
  }

  @Test(
    "What a title is compared with gives the table no year",
    arguments: [
      ("KẾT QUẢ 6 THÁNG 2026 SO VỚI CÙNG KỲ 2025", [2026]), ("Cùng kỳ 2025", []),
      ("So với cùng kỳ năm 2025 (%)", []), ("Cùng kỳ tháng 6/2025", []), ("So năm 2025", []),
      ("Số nợ năm 2025 chuyển sang", []), ("Kế hoạch năm 2026", [2026]),
    ])
  func yearsOfTitles(text: String, years: [Int]) {
    #expect(FigureWords.yearsOfTable(in: text) == years)
  }

  @Test("A later half in front of the title's is that of the year before; behind it, it is to come")
  func halvesThatTurn() throws {
    let before = try read(
      """
      CẤP PHÉP 6 THÁNG ĐẦU NĂM 2026
      TT,Đơn vị,6 tháng cuối năm,6 tháng đầu năm
      1,Xã Hà Trung,5,6
      """
    ).numbers
    #expect(before == ["v 2025-H2 value 5", "v 2026-H1 value 6"])
    let behind = try read(
      """
      CẤP PHÉP NĂM 2026
      TT,Đơn vị,6 tháng đầu năm,6 tháng cuối năm
      1,Xã Hà Trung,5,6
      """
    ).numbers
    #expect(behind == ["v 2026-H1 value 5", "v 2026-H2 value 6"])
  }

  @Test("Under a year a result beside \"Cùng kỳ 6 tháng\" is of six months, and that is said")
  func partOfYear() throws {
    let (numbers, codes) = try read(
      """
      CẤP PHÉP NĂM 2026
      TT,Đơn vị,Thực hiện,Cùng kỳ 6 tháng,Tỷ lệ
      1,Xã Hà Trung,5,4,125
      """)
    #expect(numbers == ["v 2026-H1 value 5", "v 2025-H1 value 4"])
    #expect(codes == [.badPeriod])
  }

  // MARK: Plans

  @Test(
    "A plan behind the result is of the period that the title plans, in front of it of the result's"
  )
  func plansOfTitles() throws {
    let title = "\"KẾT QUẢ CẤP PHÉP THÁNG 6, KẾ HOẠCH THÁNG 7 NĂM 2026\""
    let june = Period.month(6, year: 2026)
    let behind = try read(
      "\(title)\nTT,Đơn vị,Kết quả,Kế hoạch\n1,Xã Hà Trung,10,12\n", in: june)
    #expect(behind.numbers == ["v 2026-M06 value 10", "v 2026-M07 plan 12"])
    #expect(behind.codes == [.badPeriod])
    let before = try read(
      "\(title)\nTT,Đơn vị,Kế hoạch,Kết quả\n1,Xã Hà Trung,12,10\n", in: june)
    #expect(before.numbers == ["v 2026-M06 plan 12", "v 2026-M06 value 10"])
    // 10 is 83 % of 12, so that 12 is what was to be done in June.
    let reached = try read(
      "\(title)\nTT,Đơn vị,Kết quả,Kế hoạch,%\n1,Xã Hà Trung,10,12,83\n", in: june)
    #expect(reached.numbers == ["v 2026-M06 value 10", "v 2026-M06 plan 12"])
  }

  @Test(
    "A title names the period of a plan behind that of the results",
    arguments: [
      ("KẾT QUẢ THÁNG 6, KẾ HOẠCH THÁNG 7 NĂM 2026", false, Period.month(7, year: 2026)),
      ("SƠ KẾT 6 THÁNG ĐẦU NĂM, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2026", false, .half(2, year: 2026)),
      ("VÀ PHƯƠNG HƯỚNG 6 THÁNG CUỐI NĂM 2026", true, .half(2, year: 2026)),
      ("VÀ PHƯƠNG HƯỚNG 6 THÁNG CUỐI NĂM 2026", false, nil),
      ("KẾ HOẠCH THÁNG 7 NĂM 2026", true, nil), ("KẾT QUẢ THÁNG 6 NĂM 2026", false, nil),
      ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2026", false, nil),
    ])
  func planned(title: String, isBehind: Bool, period: Period?) {
    #expect(PeriodMentions.planned(in: title, year: 2026, isBehind: isBehind) == period)
  }

  @Test(
    "A budget and a plan of investments are the year's where they say no other period",
    arguments: [
      ("Dự toán", "v 2026 plan 100"), ("Dự toán HĐND giao", "v 2026 plan 100"),
      ("Kế hoạch vốn", "v 2026 plan 100"), ("Dự toán 6 tháng", "v 2026-H1 plan 100"),
      ("Kế hoạch", "v 2026-H1 plan 100"),
    ])
  func budgets(heading: String, plan: String) throws {
    let numbers = try read(
      """
      CẤP PHÉP 6 THÁNG ĐẦU NĂM 2026
      TT,Đơn vị,\(heading),Thực hiện
      1,Xã Hà Trung,100,40
      """
    ).numbers
    #expect(numbers == [plan, "v 2026-H1 value 40"])
  }

  @Test("The whole of a plan is the plan; what it was made of is passed over")
  func wholePlans() throws {
    let nested = """
      TÌNH HÌNH THU NGÂN SÁCH 6 THÁNG ĐẦU NĂM 2026,,,,,,
      TT,Đơn vị,Dự toán giao,,,Thực hiện,
      ,,Giao đầu năm,Bổ sung,Tổng,Tháng 6,Lũy kế 6 tháng
      1,Xã Hà Trung,1000,100,1100,90,600
      2,Xã Nga Sơn,400,,400,40,210
      """
    #expect(try found(nested).indicators.map(\.name) == ["Thu ngân sách"])
    let settings =
      "indicators: {v: {name: {vi: Thu ngân sách}, from: submissions}}\n"
    #expect(
      try read(nested.replacing("\n2,Xã Nga Sơn,400,,400,40,210", with: ""), settings).numbers == [
        "v 2026 plan 1100", "v 2026-M06 value 90", "v 2026-H1 cumulative 600",
      ])
    let flat = """
      TIẾN ĐỘ THU NGÂN SÁCH 6 THÁNG ĐẦU NĂM 2026
      TT,Đơn vị,Giao đầu năm,Điều chỉnh (+/-),Kế hoạch sau điều chỉnh,Thu ngân sách,%
      1,Xã Hà Trung,1000,-100,900,600,67
      """
    #expect(try found(flat).indicators.map(\.name) == ["Thu ngân sách"])
    #expect(try read(flat, settings).numbers == ["v 2026 plan 900", "v 2026-H1 value 600"])
  }

  @Test("What was done right behind a plan is its result, and the plan no result")
  func doneOfPlans() throws {
    let table = """
      CÔNG TÁC KIỂM TRA 6 THÁNG ĐẦU NĂM 2026,,,,,,,
      TT,Đơn vị,Giám sát chuyên đề,,,Kiểm tra tài chính,,
      ,,Kế hoạch,Đã giám sát,Có vi phạm,Kế hoạch,Đã kiểm tra,Có vi phạm
      1,Xã Hà Trung,10,8,1,5,4,0
      2,Xã Nga Sơn,4,3,0,2,2,1
      """
    #expect(
      try found(table).indicators.map(\.name) == [
        "Giám sát chuyên đề", "Giám sát chuyên đề – Có vi phạm", "Kiểm tra tài chính",
        "Kiểm tra tài chính – Có vi phạm",
      ])
    let numbers = try read(
      table.replacing("\n2,Xã Nga Sơn,4,3,0,2,2,1", with: ""),
      "indicators: {s: {name: {vi: Giám sát chuyên đề}, from: submissions}}\n"
    ).numbers
    #expect(numbers == ["s 2026-H1 plan 10", "s 2026-H1 value 8"])
  }

  @Test(
    "A plan's heading may say who gave it and in which document",
    arguments: [
      "Kế hoạch năm (tỉnh giao)", "Kế hoạch 2026 (tỉnh giao)", "KH 2026 tỉnh giao",
      "Chỉ tiêu năm 2026 (HĐND giao)", "Dự toán 2026 theo QĐ 99/QĐ-UBND",
      "Kế hoạch năm 2026 theo Nghị quyết Đảng ủy", "NQ đề ra (cả năm)", "Tổng KH năm 2026",
      "Nhiệm vụ năm 2026",
    ])
  func givers(heading: String) throws {
    let numbers = try read(
      """
      CẤP PHÉP 6 THÁNG ĐẦU NĂM 2026
      TT,Đơn vị,\(heading),Thực hiện
      1,Xã Hà Trung,100,40
      """
    ).numbers
    #expect(numbers == ["v 2026 plan 100", "v 2026-H1 value 40"])
  }

  @Test(
    "Last year's columns under further names",
    arguments: [
      ("KQ 6 tháng 2025,TH 6 tháng 2026", ["v 2025-H1 value 5", "v 2026-H1 value 6"]),
      ("Cấp phép 2025,Cấp phép 2026", ["v 2025-H1 value 5", "v 2026-H1 value 6"]),
      ("Cấp phép cùng kỳ,Cấp phép 6 tháng", ["v 2025-H1 value 5", "v 2026-H1 value 6"]),
      ("Cùng kỳ 2024,Thực hiện", ["v 2024-H1 value 5", "v 2026-H1 value 6"]),
      ("Cùng thời điểm năm 2025,Thực hiện", ["v 2025-H1 value 5", "v 2026-H1 value 6"]),
      ("Cấp phép cả năm 2025,Cấp phép 6 tháng đầu năm", ["v 2025 value 5", "v 2026-H1 value 6"]),
    ])
  func lastYears(headings: String, numbers: [String]) throws {
    let read = try read(
      "CẤP PHÉP 6 THÁNG ĐẦU NĂM 2026\nTT,Đơn vị,\(headings)\n1,Xã Hà Trung,5,6\n")
    #expect(read.numbers == numbers)
  }

  @Test("Rows may say their own period, and so may births")
  func ownPeriods() throws {
    let rows = try read(
      """
      UBND XÃ HÀ TRUNG
      CÔNG TÁC 6 THÁNG ĐẦU NĂM 2026
      TT,Chỉ tiêu,Số lượng
      1,Cấp phép quý I,2
      2,Cấp phép quý II,4
      """
    ).numbers
    #expect(rows == ["v 2026-Q1 value 2", "v 2026-Q2 value 4"])
    let year = try read(
      "UBND XÃ HÀ TRUNG\nCÔNG TÁC 6 THÁNG ĐẦU NĂM 2026\nTT,Chỉ tiêu,Số lượng\n1,Cấp phép năm 2026,2\n2,Khác,3\n"
    ).numbers
    #expect(year == ["v 2026-H1 value 2"])
    let births = try read(
      "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026\nTT,Đơn vị,Khai sinh quý I,Khai sinh quý II\n1,Xã Hà Trung,5,6\n",
      "indicators: {k: {name: {vi: Khai sinh}, from: submissions}}\n"
    ).numbers
    #expect(births == ["k 2026-Q1 value 5", "k 2026-Q2 value 6"])
    #expect(PeriodMentions.parted("Trẻ em sinh năm 2020", year: 2026) == nil)
  }

  @Test(
    "What adds up beside one month",
    arguments: [
      ("Cộng 6 tháng", "v 2026-H1 value 22"),
      ("Lũy kế từ tháng 01/2026", "v 2026-M06 cumulative 22"),
      ("Từ 01/01/2026", "v 2026-M06 cumulative 22"),
    ])
  func besideMonth(heading: String, number: String) throws {
    let numbers = try read(
      "CẤP PHÉP THÁNG 6 NĂM 2026\nTT,Đơn vị,Tháng 6,\(heading)\n1,Xã Hà Trung,4,22\n",
      in: .month(6, year: 2026)
    ).numbers
    #expect(numbers == ["v 2026-M06 value 4", number])
  }

  // MARK: Whose

  @Test("A letterhead without the commune's name leaves it to the file")
  func blankLetterheads() throws {
    for head in ["ĐẢNG ỦY XÃ", "ĐẢNG ỦY XÃ ………", "ĐẢNG BỘ TỈNH THANH HÓA"] {
      let folder = try TemporaryFolder([
        "Xã Thọ Xuân.csv": """
        \(head)
        CÔNG TÁC ĐẢNG 6 THÁNG ĐẦU NĂM 2026
        TT,Chỉ tiêu,ĐVT,Thực hiện
        1,Đảng viên mới kết nạp,người,22
        ,Trong đó nữ,người,9
        2,Cuộc kiểm tra,cuộc,4
        """
      ])
      defer { folder.keep() }
      var discovery = TableDiscovery()
      let name = "Xã Thọ Xuân.csv"
      discovery.read(filesAt: [(folder.url.appending(path: name).path, name)])
      #expect(discovery.proposal.units.map(\.name) == ["Xã Thọ Xuân"], "\(head)")
      #expect(
        discovery.proposal.indicators.map(\.name) == [
          "Đảng viên mới kết nạp", "Đảng viên mới kết nạp – nữ", "Cuộc kiểm tra",
        ])
    }
  }

  @Test("A column \"Unit\" beside indicators says what these are measured in, whatever its words")
  func englishMeasures() throws {
    let folder = try TemporaryFolder([
      "Ashford.csv": """
      Ashford District Health Office
      Report on health services, first half of 2026
      No.,Indicator,Unit,Annual target,Actual H1
      1,Children fully immunised,children,2140,884
      2,Women with antenatal visits,women,1600,633
      3,Food premises inspected,premises,370,159
      4,Health talks held,talks,86,51
      5,Health insurance coverage,%,92,86.4
      6,Budget used,USD thousand,1110,433.2
      """
    ])
    defer { folder.keep() }
    var discovery = TableDiscovery(in: .english)
    discovery.read(filesAt: [(folder.url.appending(path: "Ashford.csv").path, "Ashford.csv")])
    #expect(discovery.proposal.units.map(\.name) == ["Ashford District Health Office"])
    #expect(discovery.proposal.indicators.count == 6)
  }

  @Test("Pupils who are enrolled are there; those newly enrolled came")
  func enrolled() {
    #expect(StockNames.isOne("Pupils enrolled in primary schools"))
    #expect(!StockNames.isOne("Pupils newly enrolled"))
    #expect(!StockNames.isOne("Teachers trained"))
  }

  // MARK: Days

  @Test(
    "Columns of one thing on two days are of that thing, the day that is to come of the year before",
    arguments: [
      "Dư nợ đến 31/12,Dư nợ đến 30/6", "Dư nợ 31/12,Dư nợ 30/6",
      "Dư nợ tại thời điểm 31/12,Dư nợ tại thời điểm 30/6",
      "Dư nợ tính đến hết ngày 31/12,Dư nợ tính đến hết ngày 30/6",
    ])
  func days(headings: String) throws {
    let table = """
      TÍN DỤNG CHÍNH SÁCH 6 THÁNG ĐẦU NĂM 2026
      TT,Đơn vị,\(headings)
      1,Xã Hà Trung,39,45
      """
    #expect(try found(table).indicators.map(\.name) == ["Dư nợ"])
    #expect(
      try read(
        table, "indicators: {v: {name: {vi: Dư nợ}, from: submissions, over_time: last}}\n"
      ).numbers == ["v 2025-M12 value 39", "v 2026-H1 value 45"])
  }

  @Test(
    "A day behind a name that is no stock is part of the name",
    arguments: ["Tặng quà 27/7", "Hoạt động 30/4", "Lễ kỷ niệm 31/1"])
  func daysOfFeasts(name: String) {
    #expect(!CumulativeWords(name).isAsOfDay)
  }

  @Test(
    "Words that count from New Year up to a quarter or to \"this\" one",
    arguments: [
      "Thu từ đầu năm đến hết quý II", "Thu từ đầu năm đến cuối quý này",
      "Thu từ đầu năm đến cuối tháng này", "Thu lũy kế đến hết quý IV",
    ])
  func upToQuarters(name: String) {
    #expect(CumulativeWords(name).isCumulative)
    #expect(CumulativeWords(name).rest == "Thu")
  }

  @Test("Numbers that count from a year before do not count, and that is said")
  func begunBefore() throws {
    for day in ["01/7/2025", "01/01/2025"] {
      let (numbers, codes) = try read(
        """
        CẤP PHÉP 6 THÁNG ĐẦU NĂM 2026
        TT,Đơn vị,Cấp phép,Lũy kế từ \(day)
        1,Xã Hà Trung,5,60
        """)
      #expect(numbers == ["v 2026-H1 value 5"])
      #expect(codes == [.badPeriod])
    }
    let own = try read(
      """
      CẤP PHÉP THÁNG 6 NĂM 2026
      TT,Đơn vị,Cấp phép,Lũy kế từ 01/01/2026
      1,Xã Hà Trung,5,60
      """, in: .month(6, year: 2026))
    #expect(own.numbers == ["v 2026-M06 value 5", "v 2026-M06 cumulative 60"])
  }

  // MARK: Decimals

  @Test("In a column that counts things points part thousands, and a fraction is doubted")
  func countedThings() throws {
    let (numbers, codes) = try read(
      """
      CẤP PHÉP 6 THÁNG ĐẦU NĂM 2026
      TT,Đơn vị,Số hộ
      1,Xã Hà Trung,1.050
      2,Xã Nga Sơn,2.1
      """, "indicators: {v: {name: {vi: Số hộ}, from: submissions}}\n")
    #expect(numbers.first == "v 2026-H1 value 1050")
    #expect(!codes.isEmpty)
    #expect(MeasureWords.countsThings("Lượt khách"))
    #expect(MeasureWords.countsThings("Số người dự"))
    #expect(!MeasureWords.countsThings("Vụ đông"))
    #expect(!MeasureWords.countsThings("Đơn giá"))
  }
}
