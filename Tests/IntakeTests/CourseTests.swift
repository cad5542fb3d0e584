import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Numbers that come by month and are asked for by half-year")
struct CourseTests {
  private let half = Period.half(1, year: 2024)

  private func small(_ rows: String, _ keys: String = "over_time: sum") throws -> Small {
    try Small(
      ["submissions.csv": rows],
      settings: """
        language: en
        indicators:
          v: {from: submissions, \(keys)}
        """)
  }
  private func rows(_ rows: [String]) -> String {
    "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + rows.map { $0 + "\n" }.joined()
  }
  private func tally(_ small: Small, _ group: Group, in period: Period) throws -> Tally {
    let book = try small.intake(period).book
    return book.tally(try #require(book.plan.indicator(withID: "v")), for: group, in: period)
  }

  @Test(
    "Months and quarters make the half-year; a month that is late makes it partial, and is named")
  func sums() throws {
    let small = try small(
      rows([
        "2024-Q1,Sông Đông,v,10", "2024-Q2,Sông Đông,v,12", "Tháng 1/2024,Núi Tây,v,1",
        "Tháng 2/2024,Núi Tây,v,2", "2024-Q2,Núi Tây,v,4", "2024-H1,Biển Nam,v,9",
        "2024-Q1,Biển Nam,v,5",
      ]))
    #expect(try tally(small, .unit(0), in: half).value == 22)
    #expect(try tally(small, .unit(0), in: half).status == .complete)
    let late = try tally(small, .unit(1), in: half)
    #expect((late.value, late.status) == (7, .partial))
    #expect(late.missingParts == [.month(3, year: 2024)])
    // What a unit reports for the whole is not added to its parts.
    #expect(try tally(small, .unit(2), in: half).value == 9)
    let all = try tally(small, .all, in: half)
    #expect((all.value, all.status, all.incompleteUnits) == (38, .partial, 1))
    #expect((all.reportingUnits, all.expectedUnits) == (3, 3))
    #expect(try tally(small, .unit(0), in: .year(2024)).missingParts == [.half(2, year: 2024)])
    #expect(
      try small.intake(half).log.all.map { $0.line(in: .english) } == [
        "submissions.csv: 2024-H1: incomplete without 2024-M03 of Huyện Núi Tây (v)"
      ])
  }

  @Test(
    "A stock is that of the last part, a rate the mean of the parts, and nothing is added unasked")
  func rules() throws {
    let reports = rows(["2024-Q1,Sông Đông,v,10", "2024-Q2,Sông Đông,v,13"])
    #expect(try tally(small(reports, "over_time: last"), .unit(0), in: half).value == 13)
    #expect(try tally(small(reports, "over_time: mean"), .unit(0), in: half).value == 11.5)
    let none = try small(reports, "over_time: none")
    #expect(try tally(none, .unit(0), in: half).status == .missing)
    #expect(try none.intake(half).log.all.map(\.code) == [.partsOnly])
  }

  @Test("Cumulative numbers: each period is what was added, by the indicator or by the column")
  func cumulative() throws {
    let reports = rows([
      "2024-Q1,Sông Đông,v,10", "2024-Q2,Sông Đông,v,25", "2024-Q1,Núi Tây,v,8",
      "2024-Q2,Núi Tây,v,5",
    ])
    let byIndicator = try small(reports, "cumulative: year")
    #expect(try tally(byIndicator, .unit(0), in: .quarter(2, year: 2024)).value == 15)
    #expect(try tally(byIndicator, .unit(0), in: half).value == 25)
    let falling = try byIndicator.message(.fallingCumulative)
    #expect(
      falling.contains("5 from the beginning of the year to the end of 2024-Q2 is less than 8"))
    let byColumn = try small(
      "Kỳ,Đơn vị,Chỉ tiêu,Lũy kế\n2024-Q1,Sông Đông,v,10\n2024-Q2,Sông Đông,v,25\n",
      "over_time: sum")
    #expect(try tally(byColumn, .unit(0), in: .quarter(2, year: 2024)).value == 15)
    // Beside the period's own number it is only compared.
    let both = try small(
      "Kỳ,Đơn vị,Chỉ tiêu,Số liệu,Lũy kế\n2024-Q1,Sông Đông,v,10,10\n2024-Q2,Sông Đông,v,14,25\n")
    #expect(try tally(both, .unit(0), in: .quarter(2, year: 2024)).value == 14)
    #expect(
      try both.message(.contradictsParts).contains(
        "2024-Q2: 14, but its parts make 15 (up to the end of 2024-Q1: 10, up to the end of 2024-Q2: 25)"
      ))
    // By the calendar the year begins on 15 December.
    let settings = "cumulative: year}\ncalendar: {closing_day: 14}\nshort_names: {Núi Tây: NT"
    #expect(try tally(small(reports, settings), .unit(0), in: half).value == 25)
  }

  @Test("A whole that contradicts its parts is said, and a part above it, too")
  func contradictions() throws {
    func said(_ values: [String], _ keys: String = "over_time: sum") throws -> [String] {
      try small(rows(values.map { "\($0)" }), keys).intake(half).log.all.map {
        "\($0.place.row ?? 0) \($0.code.rawValue)"
      }
    }
    let quarters = ["2024-Q1,Núi Tây,v,5", "2024-Q2,Núi Tây,v,7"]
    #expect(try said(quarters + ["2024-H1,Núi Tây,v,12"]).isEmpty)
    #expect(try said(quarters + ["2024-H1,Núi Tây,v,99"]) == ["4 contradicts-parts"])
    #expect(try said(quarters + ["2024-H1,Núi Tây,v,khoảng 13"]).isEmpty)
    #expect(
      try said(["2024-Q1,Núi Tây,v,15", "2024-H1,Núi Tây,v,12"]) == ["3 contradicts-parts"])
    #expect(try said(["2024-Q1,Núi Tây,v,5", "2024-H1,Núi Tây,v,12"]).isEmpty)
    #expect(try said(quarters + ["2024-H1,Núi Tây,v,7"], "over_time: last").isEmpty)
    #expect(
      try said(quarters + ["2024-H1,Núi Tây,v,12"], "over_time: last") == ["4 contradicts-parts"])
    // A mean of 6 that is stated without decimals.
    #expect(try said(quarters + ["2024-H1,Núi Tây,v,6"], "over_time: mean").isEmpty)
  }

  @Test("A change is stated over the units that have reported the whole of both periods")
  func likeWithLike() throws {
    let small = try small(
      rows([
        "2023-H1,Sông Đông,v,10", "2023-H1,Núi Tây,v,20", "2024-Q1,Sông Đông,v,9",
        "2024-Q2,Sông Đông,v,9", "2024-Q1,Núi Tây,v,11",
      ]))
    let project = try Project(folder: small.folder.url)
    let book = try project.tally([half, half.sameLastYear]).book
    let indicator = try #require(book.plan.indicator(withID: "v"))
    func comparison(_ group: Group) -> Comparison {
      book.comparison(indicator, for: group, in: half, with: half.sameLastYear)
    }
    #expect(comparison(.unit(0)).change == 8)
    #expect(comparison(.unit(1)).change == nil)
    let all = comparison(.all)
    #expect((all.change, all.bareChange, all.overSameUnits?.units) == (8, -1, 1))
  }

  @Test("The trace of a made number names the rows of its parts, and what is taken away")
  func trace() throws {
    let small = try small(
      rows(["2024-Q1,Sông Đông,v,10", "2024-Q2,Sông Đông,v,25"]), "cumulative: year")
    let project = try Project(folder: small.folder.url)
    let indicator = try #require(project.definition.indicator(withID: "v"))
    let rows = try project.trace(indicator, units: [0], period: .quarter(2, year: 2024))
    #expect(
      rows.map { "\($0.place.row ?? 0) \($0.entry.amount.map { "\($0)" } ?? "")" } == [
        "2 -10", "3 25",
      ])
  }

  @Test("A unit that has moved on is not asked for the time before, nor for its stock afterwards")
  func validity() throws {
    let roster = """
      cluster,unit,commune,from,to
      Cụm 1,Huyện Sông Đông,Xã An Bình,,
      Cụm 1,Huyện Mới,Xã Bình Minh,1/4/2024,
      Cụm 1,Huyện Cũ,Xã Bình Cũ,,31/3/2024
      """
    func made(_ keys: String) throws -> (IntakeResult, Indicator) {
      let small = try Small(
        [
          "submissions.csv": rows([
            "2024-Q1,Huyện Cũ,v,5", "2024-Q2,Huyện Mới,v,7", "2024-Q2,Huyện Sông Đông,v,1",
            "2024-Q1,Huyện Sông Đông,v,1",
          ])
        ], settings: "language: en\nindicators: {v: {from: submissions, \(keys)}}", roster: roster)
      let intake = try small.intake(half)
      return (intake, try #require(intake.book.plan.indicator(withID: "v")))
    }
    let (flows, flow) = try made("over_time: sum")
    #expect(flows.book.tally(flow, for: .unit(1), in: half).status == .complete)
    #expect(flows.book.tally(flow, for: .all, in: half).value == 14)
    let (stocks, stock) = try made("over_time: last")
    #expect(stocks.book.tally(stock, for: .unit(2), in: half).status == .notApplicable)
    #expect(stocks.book.tally(stock, for: .all, in: half).value == 8)
  }

  /// Two units become a new one on 1 April; a third one only changes its cluster.
  private func merged(_ reports: [String], _ keys: String) throws -> (IntakeResult, Indicator) {
    let roster = """
      cluster,unit,commune,from,to,successor
      Cụm 1,Huyện Tây,Xã An,,31/3/2024,"Xã Mới"
      Cụm 1,Huyện Đông,Xã Bình,,31/3/2024,"Xã Mới"
      Cụm 1,Huyện Mới,Xã Mới,1/4/2024,,
      Cụm 1,Huyện Nam,,,31/3/2024,
      Cụm 2,Huyện Nam,,1/4/2024,,
      """
    let small = try Small(
      ["submissions.csv": rows(reports)],
      settings: "language: en\nindicators: {v: {from: submissions, \(keys)}}", roster: roster)
    let project = try Project(folder: small.folder.url)
    try #require(!project.log.hasErrors, "\(project.log.all.map { $0.line(in: .english) })")
    let intake = try project.tally([half, .quarter(2, year: 2024), half.sameLastYear])
    return (intake, try #require(intake.book.plan.indicator(withID: "v")))
  }
  private func unit(_ name: String, _ intake: IntakeResult) -> Group {
    let units = intake.book.roster.units(named: name)
    return .unit(units[units.count - 1])
  }

  @Test("What became part of a unit is counted once, whether the new one reports for it or not")
  func mergers() throws {
    let before = ["2024-Q1,Huyện Tây,v,20", "2024-Q1,Huyện Đông,v,30"]
    func value(_ reports: [String], _ keys: String, in period: Period? = nil) throws -> Double? {
      let (intake, indicator) = try merged(before + reports, keys)
      let period = period ?? half
      return intake.book.comparable([period, half.sameLastYear])
        .tally(indicator, for: unit("Huyện Mới", intake), in: period).value
    }
    #expect(try value(["2024-Q2,Huyện Mới,v,45"], "over_time: sum") == 95)
    // The half-year that the new unit reports is that of its whole area.
    #expect(
      try value(["2024-Q2,Huyện Mới,v,45", "2024-H1,Huyện Mới,v,95"], "over_time: sum") == 95)
    // A mean over time of the mean of the units, never their sum: 25 in the first quarter, 40 in the second.
    #expect(try value(["2024-Q2,Huyện Mới,v,40"], "over_time: mean") == 32.5)
    // A cumulative number goes on from those before, or begins anew where it is below them.
    #expect(try value(["2024-H1,Huyện Mới,v,95"], "cumulative: year") == 95)
    #expect(
      try value(["2024-H1,Huyện Mới,v,95"], "cumulative: year", in: .quarter(2, year: 2024)) == 45)
    #expect(try value(["2024-H1,Huyện Mới,v,45"], "cumulative: year") == 95)
    // What exists at the end is what the new unit has.
    #expect(try value(["2024-Q2,Huyện Mới,v,45"], "over_time: last") == 45)
  }

  @Test("A unit that only changes its cluster reports on, under one name")
  func moves() throws {
    let reports = ["2024-Q1,Huyện Nam,v,50", "2024-Q2,Huyện Nam,v,60"]
    func value(_ keys: String) throws -> Double? {
      let (intake, indicator) = try merged(reports, keys)
      return intake.book.comparable([half, half.sameLastYear])
        .tally(indicator, for: unit("Huyện Nam", intake), in: half).value
    }
    #expect(try value("over_time: sum") == 110)
    #expect(try value("over_time: mean") == 55)
    #expect(try value("cumulative: year") == 60)
  }

  @Test(
    "A month in whose middle a unit ended is its own; before it was founded nothing was counted")
  func edges() throws {
    let roster = """
      cluster,unit,commune,from,to
      Cụm 1,Huyện Cũ,,,15/5/2024
      Cụm 1,Huyện Mới,,16/5/2024,
      """
    let reports = [
      "2024-Q1,Huyện Cũ,v,5", "2024-M04,Huyện Cũ,v,6", "2024-M05,Huyện Cũ,v,7",
      "2024-H1,Huyện Mới,v,9", "2024-Q3,Huyện Mới,v,4",
    ]
    let small = try Small(
      ["submissions.csv": rows(reports)],
      settings: "language: en\nindicators: {v: {from: submissions, over_time: sum}}", roster: roster
    )
    let book = try small.intake(half).book
    let indicator = try #require(book.plan.indicator(withID: "v"))
    let old = book.tally(indicator, for: .unit(0), in: half)
    #expect((old.value, old.status) == (18, .complete))
    #expect(try small.value("v", 1, in: .firstMonths(9, year: 2024)) == 13)
    let counted = try Small(
      ["submissions.csv": rows(["2024-Q3,Huyện Mới,v,9"])],
      settings: "language: en\nindicators: {v: {from: submissions, cumulative: year}}",
      roster: roster)
    let third = try counted.intake(.quarter(3, year: 2024)).book
    let own = try #require(third.plan.indicator(withID: "v"))
    // The third quarter cannot be told from what came before it, since 16 May.
    #expect(
      third.tally(own, for: .unit(1), in: .quarter(3, year: 2024)).missingParts.map(\.name)
        == ["2024-05-16..2024-06-30"])
  }

  @Test("A rate of two numbers is of the same months, or of none")
  func ratios() throws {
    let small = try Small(
      [
        "submissions.csv": rows([
          "2024-Q1,Sông Đông,a,9", "2024-Q2,Sông Đông,a,9", "2024-Q1,Sông Đông,b,10",
          "2024-Q1,Núi Tây,a,4", "2024-Q1,Núi Tây,b,8",
        ])
      ],
      settings: """
        language: en
        indicators:
          a: {from: submissions, over_time: sum}
          b: {from: submissions, over_time: sum}
          r: {ratio: [a, b]}
        """)
    let book = try small.intake(half).book
    let rate = try #require(book.plan.indicator(withID: "r"))
    #expect(book.tally(rate, for: .unit(0), in: half).status == .missing)
    #expect(book.tally(rate, for: .unit(1), in: half).value == 50)
    #expect(book.tally(rate, for: .all, in: half).value == 50)
  }

  @Test(
    "Last year's number beside a cumulative one is cumulative; a rate's is that of all days since new year"
  )
  func besides() throws {
    let small = try Small(
      [
        "submissions.csv": """
        Kỳ,Đơn vị,Chỉ tiêu,Lũy kế,Cùng kỳ năm trước
        2024-M01,Sông Đông,v,200,180
        2024-M02,Sông Đông,v,410,350
        2024-Q1,Sông Đông,v,600,500
        2024-Q1,Sông Đông,r,80,
        2024-Q2,Sông Đông,r,84,

        """
      ],
      settings: """
        language: en
        indicators:
          v: {from: submissions, over_time: sum}
          r: {from: submissions, over_time: mean, unit_of_measure: "%"}
        """)
    let first = Period.quarter(1, year: 2024)
    #expect(try small.value("v", 0, in: first) == 600)
    #expect(try small.value("v", 0, in: first.sameLastYear) == 500)
    #expect(try small.value("v", 0, in: .month(2, year: 2023)) == 170)
    #expect(try small.value("r", 0, in: half) == 84)
    #expect(try small.value("r", 0, in: .quarter(2, year: 2024)) == nil)
  }

  @Test("Two cumulative numbers to one day that differ are said, and the period's own is used")
  func contradictingCounts() throws {
    let small = try small(
      rows(["2024-M06,Núi Tây,v,50", "2024-Q2,Núi Tây,v,45", "2024-H1,Núi Tây,v,40"]),
      "cumulative: year")
    let codes = try small.intake(half).log.all.map(\.code)
    #expect(codes == [.contradictsParts, .contradictsParts])
  }

  @Test("What cannot be said of an indicator is refused with its line")
  func refusals() throws {
    func rejected(_ indicator: String) throws -> [String] {
      let small = try Small(
        ["submissions.csv": rows([])], settings: "language: en\nindicators:\n  v: {\(indicator)}\n")
      return try Project(folder: small.folder.url).log.all.map { $0.line(in: .english) }
    }
    #expect(
      try rejected("count: activities, over_time: sum")[0].contains(
        "v.over_time goes with from: submissions"))
    #expect(
      try rejected("from: submissions, over_time: total")[0].contains(
        "must be one of: sum, last, mean, none"))
    #expect(
      try rejected("from: submissions, over_time: last, cumulative: year")[0].contains(
        "cumulative numbers can only be used with over_time: sum"))
  }
}
