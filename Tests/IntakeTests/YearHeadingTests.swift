import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import ProjectDiscovery

@testable import Findings
@testable import Intake

@Suite("Years over columns, and the parts of them below")
struct YearHeadingTests {
  private static let settings = """
    language: en
    indicators:
      talks: {name: Số cuộc đối thoại, from: submissions, over_time: sum}
      money: {name: Kinh phí, unit_of_measure: triệu đồng, from: submissions, over_time: sum}
    """
  private static let roster = "cluster,unit,commune\nC,Xã An Bình,\nC,Xã Bình Minh,\n"

  private func small(_ table: String) throws -> Small {
    try Small(
      ["b.csv": table], settings: YearHeadingTests.settings, roster: YearHeadingTests.roster)
  }

  private func numbers(_ table: String) throws -> [String] {
    try small(table).intake(.half(1, year: 2026)).tables.flatMap(\.numbers).map { number in
      "\(number.row):\(number.column) \(number.period.name) \(number.figure) \(number.valueText)"
    }
  }

  @Test("A bracket behind a year says which part of it is meant")
  func brackets() throws {
    let table =
      "KINH PHÍ 6 THÁNG ĐẦU NĂM 2026,,\nĐơn vị,Kinh phí,\n,Năm 2025 (cả năm),Năm 2026 (đến 30/6)\nXã An Bình,8,5\nXã Bình Minh,9,6\n"
    #expect(try numbers(table).prefix(2) == ["4:2 2025 value 8", "4:3 2026-H1 value 5"])
  }

  @Test(
    "\"Cả năm\" and \"6 tháng đầu năm\" are of the year above them; the plan of a year is that of the year"
  )
  func parts() throws {
    #expect(
      try numbers(
        """
        UBND XÃ AN BÌNH,,,,,
        KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026,,,,,
        TT,Chỉ tiêu,Năm 2025,,Năm 2026,
        ,,Cả năm,6 tháng đầu năm,Kế hoạch,Thực hiện 6 tháng
        I,ĐỐI THOẠI,,,,
        1,Số cuộc đối thoại,30,14,32,17
        """) == [
          "6:3 2025 value 30", "6:4 2025-H1 value 14", "6:5 2026 plan 32", "6:6 2026-H1 value 17",
        ])
  }

  @Test("Six months without their place in the year are those of the title")
  func secondHalf() throws {
    #expect(
      try numbers(
        """
        XÃ AN BÌNH,,,,,
        KẾT QUẢ 6 THÁNG CUỐI NĂM 2026,,,,,
        Chỉ tiêu,Năm 2025,,Năm 2026,
        ,Cả năm,Thực hiện 6 tháng,Kế hoạch 6 tháng,Thực hiện 6 tháng
        Số cuộc đối thoại,30,16,15,17
        """) == [
          "5:2 2025 value 30", "5:3 2025-H2 value 16", "5:4 2026-H2 plan 15",
          "5:5 2026-H2 value 17",
        ])
  }

  @Test(
    "The year of the title is not over: its results are those of the title's part, which is said once"
  )
  func open() throws {
    let table = """
      XÃ AN BÌNH,,,
      KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026,,,
      Chỉ tiêu,Năm 2025,Năm 2026,
      ,Cả năm,Kế hoạch,Thực hiện
      Số cuộc đối thoại,30,32,17
      """
    #expect(
      try numbers(table) == ["5:2 2025 value 30", "5:3 2026 plan 32", "5:4 2026-H1 value 17"])
    let said = try small(table).intake(.half(1, year: 2026)).log.all.filter {
      $0.code == .badPeriod
    }
    #expect(said.map(\.severity) == [.warning])
    #expect(said.first?.message.english.contains("\"Năm 2026 / Thực hiện\"") == true, "\(said)")
    // What says that it is the whole year is the whole year.
    #expect(
      try numbers(table.replacing("Thực hiện", with: "Ước cả năm")).last == "5:4 2026 value 17")
  }

  @Test(
    "\"Ước thực hiện năm 2026\" is of the whole year, beside results of its half or without them")
  func estimateOfYear() throws {
    #expect(
      try numbers(
        """
        XÃ AN BÌNH,,,,
        KẾT QUẢ 6 THÁNG ĐẦU NĂM 2026,,,,
        Chỉ tiêu,Kế hoạch năm 2026,Thực hiện năm 2025,Thực hiện 6 tháng năm 2026,Ước thực hiện năm 2026
        Số cuộc đối thoại,32,30,17,33
        """) == [
          "4:2 2026 plan 32", "4:3 2025 value 30", "4:4 2026-H1 value 17", "4:5 2026 value 33",
        ])
  }

  @Test("Quarter and half-year side by side, and last year's of both below their own heading")
  func bothOfLastYear() throws {
    for (left, right) in [
      ("Năm 2026,", "Cùng kỳ năm trước,"), ("Thực hiện,", "Cùng kỳ năm trước,"),
      ("Năm 2026,", "Cùng kỳ năm 2025,"),
    ] {
      #expect(
        try numbers(
          """
          SỞ Y TẾ,,,,
          SỐ CUỘC ĐỐI THOẠI QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2026,,,,
          Đơn vị,\(left),\(right)
          ,Quý II,6 tháng,Quý II,6 tháng
          Xã An Bình,9,17,8,14
          """) == [
            "5:2 2026-Q2 value 9", "5:3 2026-H1 value 17", "5:4 2025-Q2 value 8",
            "5:5 2025-H1 value 14",
          ])
    }
    #expect(
      try numbers(
        """
        SỞ Y TẾ,,,,
        SỐ CUỘC ĐỐI THOẠI QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2026,,,,
        Đơn vị,Thực hiện quý II,Thực hiện 6 tháng,Cùng kỳ năm trước,
        ,,,Quý II,6 tháng
        Xã An Bình,9,17,8,14
        """) == [
          "5:2 2026-Q2 value 9", "5:3 2026-H1 value 17", "5:4 2025-Q2 value 8",
          "5:5 2025-H1 value 14",
        ])
  }

  @Test("A dash in a column of plans is no plan, a 0 is one; among results both are zero")
  func dashes() throws {
    let table = """
      6 tháng đầu năm 2026,,
      Đơn vị,Chỉ tiêu,Kế hoạch,Thực hiện
      Xã An Bình,Số cuộc đối thoại,-,-
      Xã Bình Minh,Số cuộc đối thoại,0,0
      """
    #expect(
      try numbers(table) == [
        "3:4 2026-H1 value 0", "4:3 2026-H1 plan 0", "4:4 2026-H1 value 0",
      ])
    let long = try Small(
      [
        "plans.csv":
          "period,unit,indicator,plan\n2026-H1,Xã An Bình,talks,-\n2026-H1,Xã Bình Minh,talks,5\n",
        "submissions.csv":
          "period,unit,indicator,value\n2026-H1,Xã An Bình,talks,3\n2026-H1,Xã Bình Minh,talks,4\n",
      ], settings: YearHeadingTests.settings, roster: YearHeadingTests.roster)
    let intake = try long.intake(.half(1, year: 2026))
    #expect(intake.log.all.isEmpty)
    let talks = intake.book.plan.indicators[0]
    let plans = (0...1).map { unit in
      intake.book.fulfilment(talks, for: .unit(unit), in: .half(1, year: 2026))?.plan
    }
    #expect(plans == [nil, 5])
  }

  @Test(
    "Where all columns are periods the sheet or the title names the indicator, also in a new project"
  )
  func namedBySheet() throws {
    let rows = [
      ["TỔNG HỢP KẾT QUẢ"], ["TT", "Đơn vị", "Năm 2025", "", "Năm 2026"],
      ["", "", "Cả năm", "6 tháng đầu năm", "6 tháng đầu năm"],
      ["#1", "Xã An Bình", "#100", "#45", "#50"], ["#2", "Xã Bình Minh", "#90", "#40", "#38"],
    ]
    let merges =
      "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"C2:D2\"/></mergeCells>"
    let book = StoredZip.OddWorkbook(
      sheets: [("Số cuộc đối thoại", sheet(rows, merges: merges))]
    ).data
    let small = try small("")
    try small.add("doi thoai.xlsx", book)
    let half = Period.half(1, year: 2026)
    #expect(try small.value("talks", in: half) == 88)
    #expect(try small.value("talks", in: half.sameLastYear) == 85)
    #expect(try small.value("talks", in: .year(2025)) == 190)
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    try folder.write("doi thoai.xlsx", book)
    var discovery = TableDiscovery()
    discovery.read(filesAt: [(folder.url.appending(path: "doi thoai.xlsx").path, "doi thoai.xlsx")])
    #expect(discovery.proposal.indicators.map(\.name) == ["Số cuộc đối thoại"])
    #expect(discovery.proposal.units.map(\.name) == ["Xã An Bình", "Xã Bình Minh"])
  }

  @Test(
    "What accepted errors keep out of a report table is counted by numbers, contradictions, too")
  func leftOut() throws {
    let small = try Small(
      [
        "b.csv": """
        6 tháng đầu năm 2026,,
        Đơn vị,Số cuộc đối thoại,Kinh phí
        Xã An Bình,nhiều,"5,5"
        Xã Bình Minh,4,7
        """,
        "c.csv": """
        6 tháng đầu năm 2026,
        Đơn vị,Số cuộc đối thoại
        Xã Bình Minh,6
        """,
      ],
      settings: YearHeadingTests.settings + """

        accept:
          - {finding: bad-number, reason: asked again}
          - {finding: contradicting-numbers, reason: asked again}
        """, roster: YearHeadingTests.roster)
    let intake = try small.intake(.half(1, year: 2026))
    #expect(!intake.log.hasErrors)
    #expect(intake.leftOut == LeftOut(numbers: 3))
    #expect(try small.value("money", in: .half(1, year: 2026)) == 12.5)
  }
}
