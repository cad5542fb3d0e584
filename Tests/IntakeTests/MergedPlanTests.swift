import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Plans, means and conditions of units that change within the year")
struct MergedPlanTests {
  private static let year = Period.year(2025)

  private func intake(
    _ rows: [String], plans: [String] = [], _ keys: String, _ roster: String,
    in period: Period = year
  ) throws -> IntakeResult {
    let small = try Small(
      [
        "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
          + rows.map { $0.replacingOccurrences(of: " = ", with: ",v,") + "\n" }.joined(),
        "plans.csv": "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch,Từ ngày\n"
          + plans.map { $0.replacingOccurrences(of: " = ", with: ",v,") + "\n" }.joined(),
      ], settings: "language: en\nindicators:\n  v: {from: submissions, \(keys)}\n", roster: roster)
    return try small.intake(period)
  }

  private func group(_ name: String, _ book: TallyBook) throws -> Group {
    name == "Cụm 1" ? .cluster(0) : .unit(try #require(book.roster.unit(named: name)))
  }

  private func value(_ intake: IntakeResult, of name: String, in period: Period = year) throws
    -> Double?
  {
    let book = intake.book.comparable([period])
    let indicator = try #require(book.plan.indicator(withID: "v"))
    return book.tally(indicator, for: try group(name, book), in: period).value
  }

  private func plan(_ intake: IntakeResult, of name: String, in period: Period = year) throws
    -> Double?
  {
    let book = intake.book.comparable([period])
    let indicator = try #require(book.plan.indicator(withID: "v"))
    return book.fulfilment(indicator, for: try group(name, book), in: period)?.plan
  }

  /// An and Bình became Mới on 1 July; Cẩm goes on.
  private static let founded = """
    cluster,unit,from,to,successor
    Cụm 1,Huyện An,,30/6/2025,Huyện Mới
    Cụm 1,Huyện Bình,,30/6/2025,Huyện Mới
    Cụm 1,Huyện Mới,1/7/2025,,
    Cụm 1,Huyện Cẩm,,,
    """
  /// Bình became part of An on 1 July.
  private static let absorbed = """
    cluster,unit,from,to,successor
    Cụm 1,Huyện An,,,
    Cụm 1,Huyện Bình,,30/6/2025,Huyện An
    Cụm 1,Huyện Cẩm,,,
    """

  @Test("A mean over a merger weighs each stretch of time, and not each unit that there was")
  func means() throws {
    let mean = "over_time: mean, unit_of_measure: \"%\""
    let new = try intake(
      [
        "2025-H1,Huyện An = 40", "2025-H1,Huyện Bình = 60", "2025-H2,Huyện Mới = 90",
        "2025,Huyện Cẩm = 90",
      ], mean, MergedPlanTests.founded)
    // (50 + 90) / 2; of the cluster (70 + 90) / 2.
    #expect(try value(new, of: "Huyện Mới") == 70)
    #expect(try value(new, of: "Cụm 1") == 80)
    let old = try intake(
      [
        "2025-H1,Huyện An = 40", "2025-H1,Huyện Bình = 60", "2025-H2,Huyện An = 90",
        "2025,Huyện Cẩm = 90",
      ], mean, MergedPlanTests.absorbed)
    #expect(try value(old, of: "Huyện An") == 70)
    #expect(try value(old, of: "Cụm 1") == 80)
    // What the new unit reports of the whole year is its number.
    let whole = try intake(
      ["2025-H1,Huyện An = 40", "2025-H1,Huyện Bình = 60", "2025,Huyện Mới = 75"], mean,
      MergedPlanTests.founded)
    #expect(try value(whole, of: "Huyện Mới") == 75)
  }

  @Test(
    "Months weigh alike, wherever between them the merger is, and those that nobody is asked for do not weigh"
  )
  func monthlyMeans() throws {
    // C goes on, D became part of it after March or after April; F is alone.
    func roster(_ end: String) -> String {
      "cluster,unit,from,to,successor\nCụm 1,Huyện C,,,\nCụm 1,Huyện D,,\(end),Huyện C\nCụm 1,Huyện F,,,\n"
    }
    func months(_ unit: String, _ values: [Int]) -> [String] {
      values.enumerated().map { "2025-M0\($0 + 1),\(unit) = \($1)" }
    }
    let half = Period.half(1, year: 2025)
    let whole =
      months("Huyện C", [10, 20, 30, 40, 50, 60]) + months("Huyện F", [10, 20, 30, 40, 50, 60])
    for (end, own) in [("31/3/2025", [10, 20, 30]), ("30/4/2025", [10, 20, 30, 40])] {
      let read = try intake(
        whole + months("Huyện D", own), "over_time: mean", roster(end), in: half)
      #expect(try value(read, of: "Huyện C", in: half) == 35, "\(end)")
      #expect(try value(read, of: "Huyện F", in: half) == 35)
      let since = try intake(
        whole + months("Huyện D", own), "over_time: mean, since: 2025-M02", roster(end), in: half)
      #expect(try value(since, of: "Huyện C", in: half) == 40, "\(end)")
      #expect(try value(since, of: "Huyện F", in: half) == 40)
    }
    // (20 + 30 + 40 + 50 + 60) / 5 beside 40 and 50 of D in February and March: 30, 40, 40, 50, 60.
    let other = try intake(
      whole + ["2025-M02,Huyện D = 40", "2025-M03,Huyện D = 50"],
      "over_time: mean, since: 2025-M02",
      roster("31/3/2025"), in: half)
    #expect(try value(other, of: "Huyện C", in: half) == 44)
    // A month that D does not report is missing, and C's alone.
    let silent = try intake(
      whole + months("Huyện D", [10, 20]), "over_time: mean", roster("31/3/2025"), in: half)
    #expect(try value(silent, of: "Huyện C", in: half) == 35)
    let book = silent.book.comparable([half])
    let indicator = try #require(book.plan.indicator(withID: "v"))
    #expect(book.tally(indicator, for: try group("Huyện C", book), in: half).status == .partial)
  }

  @Test(
    "The plan of the whole is the sum of its parts', or its own; percentages make their mean",
    arguments: [
      (["2025,Huyện An = 100", "2025,Huyện Bình = 50"], "over_time: sum", 150.0),
      (
        ["2025,Huyện An = 100", "2025,Huyện Bình = 50", "2025,Huyện Mới = 170"], "over_time: sum",
        170
      ),
      (
        ["2025,Huyện An = 80", "2025,Huyện Bình = 60"], "over_time: mean, unit_of_measure: \"%\"",
        70
      ),
      // Nobody planned for the part that was Bình.
      (["2025,Huyện An = 100"], "over_time: sum", nil),
    ] as [([String], String, Double?)])
  func plans(plans: [String], keys: String, expected: Double?) throws {
    let own = try intake(
      ["2025-H1,Huyện An = 40", "2025-H1,Huyện Bình = 60", "2025-H2,Huyện Mới = 90"],
      plans: plans.map { $0 + "," }, keys, MergedPlanTests.founded)
    #expect(try plan(own, of: "Huyện Mới") == expected)
  }

  @Test("A unit that goes on adds the plan of what it took in, unless its own was set after that")
  func absorbedPlans() throws {
    let rows = ["2025-H1,Huyện An = 40", "2025-H1,Huyện Bình = 60", "2025-H2,Huyện An = 90"]
    for (plans, expected) in [
      (["2025,Huyện An = 100,", "2025,Huyện Bình = 50,"], 150.0),
      (["2025,Huyện An = 130,1/7/2025", "2025,Huyện Bình = 50,"], 130),
      (["2025,Huyện An = 100,"], nil),
    ] as [([String], Double?)] {
      let own = try intake(rows, plans: plans, "over_time: sum", MergedPlanTests.absorbed)
      #expect(try plan(own, of: "Huyện An") == expected, "\(plans)")
    }
  }

  @Test(
    "A plan in a table of the time after a merger is of the whole, unless what became part of it stands beside it",
    arguments: [(true, 260.0), (false, 250.0)])
  func statedPlans(isLater: Bool, expected: Double) throws {
    let head = "TT,Đơn vị,Hồ sơ,\n,,Kế hoạch năm,Thực hiện\n"
    let first = "1,Bình,100,60\n2,An,150,70\n3,Cẩm,20,10\n"
    let small = try Small(
      [
        "h1.csv": "BIỂU TỔNG HỢP 6 THÁNG ĐẦU NĂM 2025\n" + head + first,
        "h2.csv": "BIỂU TỔNG HỢP 6 THÁNG CUỐI NĂM 2025\n" + head
          + (isLater ? "1,An,260,130\n3,Cẩm,20,10\n" : "1,An,,130\n3,Cẩm,,10\n"),
      ],
      settings:
        "calendar: {closing_day: 14}\nindicators:\n  v: {name: Hồ sơ, from: submissions, over_time: sum}\n",
      roster: MergedPlanTests.absorbed)
    let intake = try small.intake(MergedPlanTests.year)
    #expect(try plan(intake, of: "Huyện An") == expected)
    // A table of plans of the year names both.
    let plans = try Small(
      [
        "kh.csv": "KẾ HOẠCH NĂM 2025\nTT,Đơn vị,Hồ sơ\n1,Bình,100\n2,An,150\n3,Cẩm,20\n",
        "nam.csv": "KẾT QUẢ NĂM 2025\nTT,Đơn vị,Hồ sơ\n1,An,130\n3,Cẩm,20\n",
      ],
      settings: "indicators:\n  v: {name: Hồ sơ, from: submissions, over_time: sum}\n",
      roster: MergedPlanTests.absorbed)
    #expect(try plan(plans.intake(MergedPlanTests.year), of: "Huyện An") == 250)
  }

  private func registers(
    _ settings: String, _ roster: String, _ rows: [String]
  ) throws -> (Period) throws -> Double? {
    let small = try Small(
      [
        "activities.csv": "Ngày,Đơn vị,\"Xã, phường, thị trấn\",Hoạt động\n"
          + rows.map { $0 + ",Họp\n" }.joined()
      ],
      settings: "language: en\nindicators:\n  v: {\(settings)}\n", roster: roster)
    return { try value(small.intake($0), of: "Cụm 1", in: $0) }
  }

  @Test("A condition on what the roster says of a unit asks for the day of the activity")
  func datedAttributes() throws {
    let of = try registers(
      "count: activities, where: {Loại: Huyện}",
      """
      cluster,unit,Loại,Dân số,from,to
      Cụm 1,Đơn vị Y,Sở,2000,,30/6/2025
      Cụm 1,Đơn vị Y,Huyện,4000,1/7/2025,
      Cụm 1,Huyện An,Huyện,1000,,
      """,
      ["1/2/2025,Đơn vị Y,", "2/2/2025,Huyện An,", "1/8/2025,Đơn vị Y,", "2/8/2025,Đơn vị Y,"])
    #expect(try of(.half(1, year: 2025)) == 1)
    #expect(try of(.half(2, year: 2025)) == 2)
    #expect(try of(MergedPlanTests.year) == 3)
  }

  @Test("What is asked for since a day counts from that day on, in registers as in submissions")
  func since() throws {
    let of = try registers(
      "count: activities, since: 2025-Q2", "cluster,unit\nCụm 1,Huyện An\n",
      ["1/2/2025,Huyện An,", "2/4/2025,Huyện An,", "1/8/2025,Huyện An,"])
    #expect(try of(.quarter(1, year: 2025)) == nil)
    #expect(try of(.half(1, year: 2025)) == 1)
    #expect(try of(MergedPlanTests.year) == 2)
  }

  @Test(
    "A commune that goes on under its name in a new unit is one commune, whatever the roster names as its successor",
    arguments: ["Huyện Mới", "\"Xã A1, Huyện Mới\"", ""])
  func communes(successor: String) throws {
    let of = try registers(
      "distinct: commune",
      """
      cluster,unit,commune,from,to,successor
      Cụm 1,Huyện An,Xã A1,,31/5/2025,\(successor)
      Cụm 1,Huyện An,Xã A2,,31/5/2025,\(successor.replacingOccurrences(of: "A1", with: "A2"))
      Cụm 1,Huyện Mới,Xã A1,1/6/2025,,
      Cụm 1,Huyện Mới,Xã A2,1/6/2025,,
      """,
      ["1/2/2025,Huyện An,Xã A1", "2/2/2025,Huyện An,Xã A2", "1/8/2025,Huyện Mới,Xã A1"])
    #expect(try of(.half(1, year: 2025)) == 2)
    #expect(try of(MergedPlanTests.year) == 2)
  }

  @Test("What is divided by the roster is of those whose number it says, in clusters, too")
  func perCluster() throws {
    let small = try Small(
      ["activities.csv": "Ngày,Đơn vị,Hoạt động\n1/2/2025,Huyện An,Họp\n2/2/2025,Huyện Cẩm,Họp\n"],
      settings:
        "language: en\nindicators:\n  n: {count: activities}\n  v: {per: Dân số, of: n, times: 1000}\n",
      roster: "cluster,unit,Dân số\nCụm 1,Huyện An,500\nCụm 1,Huyện Cẩm,\n")
    let book = try small.intake(MergedPlanTests.year).book
    let both = book.tallies(book.plan.indicators, for: .cluster(0), in: MergedPlanTests.year)
    #expect(both.map(\.value) == [2, 2])
    #expect(both[1].reportingUnits == 1)
  }

  @Test("A closing notices a unit that went to another cluster")
  func closedClusters() throws {
    let files = ["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2025,An,v,10\n2025,Cẩm,v,5\n"]
    let settings = "language: en\nindicators:\n  v: {from: submissions}\n"
    let small = try Small(
      files, settings: settings, roster: "cluster,unit\nC,Huyện An\nC,Huyện Cẩm\nD,Huyện Đông\n")
    let intake = try small.intake(MergedPlanTests.year)
    try ClosedPeriod(
      intake.book, MergedPlanTests.year, indicators: intake.book.plan.indicators, files: []
    ).write(in: small.folder.url)
    func changes() throws -> [String] {
      try small.intake(MergedPlanTests.year).log.all.filter { $0.code == .changedAfterClosing }.map
      {
        $0.message.english
      }
    }
    #expect(try changes().isEmpty)
    try small.add(
      "roster.csv", Data("cluster,unit\nC,Huyện An\nD,Huyện Cẩm\nD,Huyện Đông\n".utf8))
    #expect(try changes().contains { $0.contains("C 15 → 10") })
  }
}
