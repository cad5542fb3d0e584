import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake

@Suite("Numbers over time of units that became one within the year")
struct MergedCourseTests {
  /// An and Bình became Mới; Cẩm goes on.
  private func intake(
    _ rows: [String], _ keys: String = "over_time: sum", in period: Period,
    merged: String = "30/6/2025", founded: String = "1/7/2025", plans: String? = nil
  ) throws -> IntakeResult {
    var files = [
      "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
        + rows.map { $0.replacingOccurrences(of: " = ", with: ",v,") + "\n" }.joined()
    ]
    files["plans.csv"] = plans
    let small = try Small(
      files,
      settings: """
        language: en
        indicators:
          v: {from: submissions, \(keys)}
        """,
      roster: """
        cluster,unit,from,to,successor
        Cụm 1,Huyện An,,\(merged),Huyện Mới
        Cụm 1,Huyện Bình,,\(merged),Huyện Mới
        Cụm 1,Huyện Mới,\(founded),,
        Cụm 1,Huyện Cẩm,,,
        """)
    return try small.intake(period)
  }

  private func tally(_ intake: IntakeResult, in period: Period, of name: String = "Huyện Mới")
    throws -> Tally
  {
    let book = intake.book.comparable([period])
    let indicator = try #require(book.plan.indicator(withID: "v"))
    let unit = try #require(book.roster.unit(named: name))
    return book.tally(indicator, for: .unit(unit), in: period)
  }

  @Test("A year of the new unit less a quarter holds what was before it: that is not counted twice")
  func subtracted() throws {
    let rows = [
      "2025-H1,Huyện An = 100", "2025-H1,Huyện Bình = 200", "2025-Q3,Huyện Mới = 150",
      "2025-Q4,Huyện Mới = 50", "2025,Huyện Mới = 500",
    ]
    let period = Period.firstMonths(9, year: 2025)
    #expect(try tally(try intake(rows, in: period), in: period).value == 450)
  }

  @Test(
    "A half-year of the new unit in whose middle it was founded stands for both before, in the year, too"
  )
  func wholeHalf() throws {
    let rows = [
      "2025-Q1,Huyện An = 100", "2025-M04,Huyện An = 10", "2025-Q1,Huyện Bình = 200",
      "2025-M04,Huyện Bình = 20", "2025-H1,Huyện Mới = 430", "2025-H2,Huyện Mới = 500",
    ]
    let year = Period.year(2025)
    let whole = try intake(rows, in: year, merged: "30/4/2025", founded: "1/5/2025")
    #expect(try tally(whole, in: year).value == 930)
    // A quarter of the new unit stands for April only; the first quarter is counted from the old ones.
    let quarter = try intake(
      rows.filter { !$0.contains("Mới") } + ["2025-Q2,Huyện Mới = 77", "2025-H2,Huyện Mới = 500"],
      in: year, merged: "30/4/2025", founded: "1/5/2025")
    #expect(try tally(quarter, in: year).value == 300 + 77 + 500)
  }

  @Test("A year of the new unit that is not what the old and the new reported is named")
  func contradiction() throws {
    func codes(_ year: Int) throws -> [Finding.Code] {
      try intake(
        [
          "2025-H1,Huyện An = 100", "2025-H1,Huyện Bình = 200", "2025-H2,Huyện Mới = 200",
          "2025,Huyện Mới = \(year)",
        ], in: .year(2025)
      ).log.all.map(\.code).filter { $0 == .contradictsParts }
    }
    #expect(try codes(500) == [])
    #expect(try codes(999) == [.contradictsParts])
    #expect(try codes(200) == [.contradictsParts])
  }

  @Test(
    "Where the new unit has reported nothing, the year is partial, and the new unit is named",
    arguments: ["over_time: sum", "cumulative: year"])
  func silent(keys: String) throws {
    let year = Period.year(2025)
    let intake = try intake(
      ["2025-H1,Huyện An = 100", "2025-H1,Huyện Bình = 200"], keys, in: year)
    let tally = try tally(intake, in: year)
    #expect(tally.value == 300 && tally.missingParts == [.half(2, year: 2025)])
    let text = intake.log.all.map { $0.line(in: .english) }.joined()
    #expect(text.contains("incomplete without 2025-H2 of Huyện Mới"), "\(text)")
  }

  @Test("What the old units had last is what the new one has until it reports")
  func stocks() throws {
    let year = Period.year(2025)
    let rows = ["2025-H1,Huyện An = 10", "2025-H1,Huyện Bình = 20"]
    let partial = try tally(try intake(rows, "over_time: last", in: year), in: year)
    #expect(partial.value == 30 && partial.missingParts == [.half(2, year: 2025)])
    let whole = try tally(
      try intake(rows + ["2025-H2,Huyện Mới = 41"], "over_time: last", in: year), in: year)
    #expect(whole.value == 41 && whole.missingParts == [])
    // Where one of them is unknown, nothing is stated.
    let unknown = try tally(try intake([rows[0]], "over_time: last", in: year), in: year)
    #expect(unknown.value == nil)
  }

  @Test("Before a merger each of both reports for itself")
  func before() throws {
    let quarter = Period.quarter(1, year: 2025)
    let intake = try intake(["2025-Q1,Huyện An = 100"], in: quarter)
    let an = try tally(intake, in: quarter, of: "Huyện An")
    #expect(an.value == 100 && an.missingParts == [])
  }

  @Test("The plan of the year goes on with the new unit, in the months after the merger, too")
  func plans() throws {
    let plans = "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2025,Huyện An,v,600\n2025,Huyện Bình,v,500\n"
    for period in [Period.half(2, year: 2025), .quarter(3, year: 2025), .month(7, year: 2025)] {
      let intake = try intake(["\(period.name),Huyện Mới = 110"], in: period, plans: plans)
      let book = intake.book
      let indicator = try #require(book.plan.indicator(withID: "v"))
      let unit = try #require(book.roster.unit(named: "Huyện Mới"))
      let reached = book.fulfilment(indicator, for: .unit(unit), in: period)
      #expect(reached?.plan == 1100 && reached?.percent == 10, "\(period.name)")
    }
  }

  @Test(
    "A whole that is less than its parts says nothing of the rest; full parts go before what others leave"
  )
  func lessThanNothing() throws {
    let rows = [
      "2025-M01,Huyện Cẩm = 100", "2025-M02,Huyện Cẩm = 100", "2025-Q1,Huyện Cẩm = 150",
      "2025-M04,Huyện Cẩm = 50", "2025-M05,Huyện Cẩm = 50", "2025-M06,Huyện Cẩm = 50",
      "2025-H1,Huyện Cẩm = 160",
    ]
    for (period, value) in [
      (Period.month(3, year: 2025), nil), (.quarter(2, year: 2025), 150),
      (.quarter(1, year: 2025), 150), (.half(1, year: 2025), 160),
    ] as [(Period, Double?)] {
      let intake = try intake(rows, in: period)
      #expect(try tally(intake, in: period, of: "Huyện Cẩm").value == value, "\(period.name)")
    }
    // What is left is used where it can be.
    let intake = try intake(
      ["2025-M01,Huyện Cẩm = 40", "2025-M02,Huyện Cẩm = 50", "2025-Q1,Huyện Cẩm = 150"],
      in: .month(3, year: 2025))
    #expect(try tally(intake, in: .month(3, year: 2025), of: "Huyện Cẩm").value == 60)
  }

  @Test("Means that were rounded to the decimals of the whole contradict nothing")
  func roundedMeans() throws {
    let intake = try intake(
      [
        "2025-Q1,Huyện Cẩm = \"6,6667\"", "2025-Q2,Huyện Cẩm = 14",
        "2025-H1,Huyện Cẩm = \"10,3333\"",
      ],
      "over_time: mean", in: .half(1, year: 2025))
    #expect(!intake.log.all.contains { $0.code == .contradictsParts })
  }

  @Test(
    "A mean of a unit that was divided within the period is not passed over: the cluster has no number"
  )
  func divided() throws {
    let small = try Small(
      [
        "submissions.csv": """
        Kỳ,Đơn vị,Chỉ tiêu,Số liệu
        2024-Q1,Huyện An,v,80
        2024-Q2,Huyện Bình,v,90
        2024-Q2,Huyện Cẩm,v,100
        2024-Q1,Huyện Dương,v,70
        2024-Q2,Huyện Dương,v,70

        """
      ], settings: "indicators:\n  v: {from: submissions, over_time: mean}",
      roster: """
        cluster,unit,commune,from,to,successor
        Cụm 1,Huyện An,Xã 1,,31/3/2024,Huyện Bình
        Cụm 1,Huyện An,Xã 2,,31/3/2024,Huyện Cẩm
        Cụm 1,Huyện Bình,Xã 1,1/4/2024,,
        Cụm 1,Huyện Cẩm,Xã 2,1/4/2024,,
        Cụm 1,Huyện Dương,Xã 3,,,
        """)
    func cluster(_ period: Period) throws -> Tally {
      let book = try small.intake(period).book.comparable([period])
      let indicator = try #require(book.plan.indicator(withID: "v"))
      return book.tally(indicator, for: .cluster(0), in: period)
    }
    #expect(try cluster(.quarter(1, year: 2024)).value == 75)
    #expect(try abs((cluster(.quarter(2, year: 2024)).value ?? 0) - 260.0 / 3) < 1e-3)
    let half = try cluster(.half(1, year: 2024))
    #expect(half.value == nil)
    #expect(half.indivisible == [.unit(0)])
  }
}
