import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Plans of units and clusters")
struct PlanTests {
  private static let settings = """
    language: en
    indicators:
      v: {from: submissions, over_time: sum}
      rate: {from: submissions, unit_of_measure: "%"}
      n: {from: submissions}
    """
  private let half = Period.half(1, year: 2024)
  private let submitted =
    "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,v,52\n2024-H1,Núi Tây,v,2\n"

  private func small(_ files: [String: String]) throws -> Small {
    try Small(
      ["submissions.csv": submitted].merging(files) { $1 }, settings: PlanTests.settings)
  }
  private func reached(
    _ small: Small, _ group: Group, _ id: String = "v", in period: Period? = nil
  ) throws -> Fulfilment? {
    let book = try small.intake(period ?? half).book
    return book.fulfilment(
      try #require(book.plan.indicator(withID: id)), for: group, in: period ?? half)
  }
  private func said(_ small: Small) throws -> [String] {
    try small.intake(half).log.all.map { "\($0.place) \($0.code.rawValue) \($0.severity.rawValue)" }
  }
  private func plans(_ rows: String) -> [String: String] {
    ["plans.csv": "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch,Từ ngày\n" + rows]
  }

  @Test(
    "A plan for the year is met in part by the half-year; a cluster's plan is that of its units")
  func yearly() throws {
    let small = try small(plans("2024,Sông Đông,v,100,\nNăm 2024,H. Núi Tây,v,10,\n"))
    let unit = try #require(try reached(small, .unit(0)))
    #expect((unit.percent, unit.plan, unit.planned) == (52, 100, .year(2024)))
    #expect(try reached(small, .unit(1))?.percent == 20)
    #expect(try reached(small, .unit(2)) == nil)
    let cluster = try #require(try reached(small, .cluster(0)))
    #expect((cluster.value, cluster.plan, cluster.comparedUnits) == (54, 110, 2))
    #expect(abs((cluster.percent ?? 0) - 54.0 / 110 * 100) < 1e-9)
    #expect(try said(small).isEmpty)
  }

  @Test(
    "The shortest planned period that holds the asked one counts, and its latest change in time")
  func changes() throws {
    let small = try small(
      plans(
        """
        2024,Sông Đông,v,100,
        2024,Sông Đông,v,130,1/7/2024
        2024-Q1,Sông Đông,v,20,
        2024,Cụm 1,v,300,

        """))
    #expect(try reached(small, .unit(0))?.plan == 100)
    #expect(try reached(small, .unit(0), in: .quarter(1, year: 2024)) == nil)
    #expect(try reached(small, .cluster(0))?.plan == 300)
    let more = try self.small(
      plans("2024,Sông Đông,v,100,\n2024,Sông Đông,v,130,1/6/2024\n2024-H1,Núi Tây,v,4,\n"))
    #expect(try reached(more, .unit(0))?.plan == 130)
    #expect(try reached(more, .unit(1))?.percent == 50)
    // Plans of a half-year and of a year do not add up: those of one period count, over their units.
    let cluster = try #require(try reached(more, .cluster(0)))
    #expect((cluster.planned, cluster.plan, cluster.comparedUnits) == (half, 4, 1))
  }

  @Test("A column of plans beside the numbers, last year's and cumulative ones are read, too")
  func columns() throws {
    let small = try Small(
      [
        "bao-cao.csv": """
        Kỳ,Đơn vị,Chỉ tiêu,Thực hiện,Kế hoạch,Cùng kỳ năm trước
        2024-H1,Sông Đông,v,52,100,40
        2024-H1,Núi Tây,v,,10,
        2024-H1,Biển Nam,n,0,5,

        """
      ], settings: PlanTests.settings)
    #expect(try reached(small, .unit(0))?.percent == 52)
    #expect(try small.value("v", 0, in: half.sameLastYear) == 40)
    #expect(try reached(small, .unit(1)) == nil)
    let kinds = try self.small([
      "ke-hoach.csv": """
      Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Loại số liệu
      2024,Sông Đông,v,100,Kế hoạch
      2023-H1,Sông Đông,v,50,Thực hiện
      2024,Núi Tây,v,5,Ước

      """
    ])
    #expect(try reached(kinds, .unit(0))?.percent == 52)
    #expect(try kinds.value("v", 0, in: half.sameLastYear) == 50)
    #expect(
      try kinds.message(.unknownFigure).contains(
        "write one of: \"value\", \"plan\", \"cumulative\", \"last-year\""))
  }

  @Test("A header may say of which period its plans are")
  func headers() throws {
    func plan(_ header: String) throws -> Plans.Entry? {
      let small = try Small(
        ["a.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,\(header)\n2024-H1,Sông Đông,v,52,100\n"],
        settings: PlanTests.settings)
      return try small.intake(half).book.plans.entry("v", for: .unit(0), in: half, .calendarMonths)
    }
    #expect(try plan("Kế hoạch")?.period == half)
    #expect(try plan("Kế hoạch năm")?.period == .year(2024))
    #expect(try plan("Kế hoạch năm 2024")?.period == .year(2024))
    #expect(try plan("KH năm")?.period == .year(2024))
    #expect(try plan("Kế hoạch được giao")?.period == half)
    #expect(try plan("So với kế hoạch (%)") == nil)
    let late = try self.small(plans("2024,Sông Đông,v,100,1/7/2025\n"))
    #expect(try late.intake(half).log.all.map(\.code) == [.badDate])
  }

  @Test("A limit is kept or not, unless the score says from which value on no point is given")
  func limits() throws {
    let small = try Small(
      [
        "submissions.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,v,5\n2024-H1,Núi Tây,v,20\n",
        "plans.csv": "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024-H1,Sông Đông,v,10\n2024-H1,Núi Tây,v,10\n",
      ], settings: "language: en\nindicators: {v: {from: submissions, better: less}}")
    let book = try small.intake(half).book
    let rule = ScoreRule(criteria: [.init(indicator: "v", points: 20, full: nil)])
    #expect(
      book.scores(rule, adjustments: [], ofCluster: 0, in: half).map(\.total) == [20, 0, nil])
  }

  @Test(
    "A file of plans needs no header of its own for them, and two plans for one place are an error")
  func files() throws {
    let plain = try small(["plans-2024.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024,Sông Đông,v,100\n"])
    #expect(try reached(plain, .unit(0))?.percent == 52)
    let twice = try small(plans("2024,Sông Đông,v,100,\n2024,Sông Đông,v,110,\n"))
    #expect(try said(twice) == ["plans.csv:3:4 contradicting-numbers error"])
    let bad = try small(plans("2024,Sông Đông,v,100,31/6/2024\n"))
    #expect(try said(bad) == ["plans.csv:2:5 bad-date error"])
  }

  @Test("Percentages are compared in points, and plans of them are not added up")
  func rates() throws {
    let small = try Small(
      [
        "submissions.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,rate,97\n2024-H1,Núi Tây,rate,80\n",
        "plans.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024-H1,Sông Đông,rate,95\n2024-H1,Núi Tây,rate,95\n",
      ], settings: PlanTests.settings)
    let unit = try #require(try reached(small, .unit(0), "rate"))
    #expect((unit.percent, unit.difference) == (nil, 2))
    #expect(try reached(small, .cluster(0), "rate") == nil)
  }

  @Test("A plan is full marks where the score says so")
  func score() throws {
    var rule = ScoreRule(criteria: [.init(indicator: "v", points: 10, full: nil)])
    rule.decimals = 1
    let book = try small(plans("2024,Sông Đông,v,100,\n2024,Núi Tây,v,1,\n")).intake(half).book
    let scores = book.scores(rule, adjustments: [], ofCluster: 0, in: half)
    #expect(scores.map(\.total) == [5.2, 10, nil])
    let lone = try small(plans("2024,Sông Đông,v,100,\n")).intake(half).book
    #expect(
      lone.scores(rule, adjustments: [], ofCluster: 0, in: half).map(\.total) == [5.2, nil, nil])
  }

  @Test(
    "All together are held against plans of the period that most units have one of; the only cluster's is that of all"
  )
  func wholes() throws {
    func whole(_ rows: String, _ group: Group, roster: String) throws -> Fulfilment? {
      let small = try Small(
        plans(rows).merging([
          "submissions.csv":
            "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Huyện An,v,8\n2024-H1,Huyện Bình,v,9\n2024-H1,Huyện Cẩm,v,18\n"
        ]) { $1 }, settings: PlanTests.settings, roster: roster)
      return try reached(small, group)
    }
    let two = "cluster,unit\nCụm 1,Huyện An\nCụm 1,Huyện Bình\nCụm 2,Huyện Cẩm\n"
    let halves = "2024-H1,Huyện An,v,10,\n2024-H1,Huyện Bình,v,20,\n"
    let years = "2024,Huyện An,v,20,\n2024,Huyện Bình,v,40,\n2024,Cụm 2,v,80,\n"
    let all = try #require(try whole(halves + years, .all, roster: two))
    #expect((all.value, all.plan, all.planned, all.percent) == (35, 140, .year(2024), 25))
    #expect(all.comparedUnits == nil)
    let first = try #require(try whole(halves + years, .cluster(0), roster: two))
    #expect((first.plan, first.planned) == (30, half))
    let one = two.replacingOccurrences(of: "Cụm 2", with: "Cụm 1")
    for group in [Group.all, .cluster(0)] {
      let only = try #require(try whole("2024,Toàn tỉnh,v,70,\n", group, roster: one))
      #expect((only.value, only.plan, only.percent) == (35, 70, 50))
    }
  }
}
