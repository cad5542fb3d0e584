import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake

/// The right numbers are worked out by hand from what stands in the rows.
@Suite("Units that joined one after the other, were divided, or were not asked")
struct ChainedMergerTests {
  private func book(
    _ roster: [String], _ rows: [String], _ keys: String, in period: Period
  ) throws -> (book: TallyBook, log: FindingLog) {
    let small = try Small(
      [
        "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
          + rows.map { $0.replacingOccurrences(of: " = ", with: ",v,") + "\n" }.joined()
      ], settings: "language: en\nindicators:\n  v: {from: submissions, \(keys)}",
      roster: "cluster,unit,unit_kind,from,to,successor\n"
        + roster.map { "Cụm 1,\($0)\n" }.joined())
    let intake = try Project(folder: small.folder.url).tally([period, period.sameLastYear])
    return (intake.book.comparable([period]), intake.log)
  }

  private func values(
    _ roster: [String], _ rows: [String], _ keys: String = "over_time: sum", in period: Period
  ) throws -> (units: [String: Double], cluster: Double?) {
    let (book, _) = try book(roster, rows, keys, in: period)
    let indicator = try #require(book.plan.indicator(withID: "v"))
    var units: [String: Double] = [:]
    for unit in book.units(of: .all, in: period) {
      units[book.roster.units[unit].name] =
        book.tally(indicator, for: .unit(unit), in: period).value
    }
    return (units, book.tally(indicator, for: .cluster(0), in: period).value)
  }

  private let half = Period.half(1, year: 2024)

  @Test("What a unit had taken in before it joined another one is counted with it")
  func takenIn() throws {
    // A (3 until its end) joined B, which counts on for itself, and B joined C.
    let roster = [
      "Huyện A,Huyện,,31/1/2024,Huyện B", "Huyện B,Huyện,,30/4/2024,Huyện C",
      "Huyện C,Huyện,1/5/2024,,",
    ]
    let rows = [
      "2024-M01,Huyện A = 3", "2024-M03,Huyện B = 60", "2024-M04,Huyện B = 100",
      "2024-M05,Huyện C = 193", "2024-M06,Huyện C = 273",
    ]
    let keys = "over_time: sum, cumulative: year"
    #expect(
      try values(roster, rows, keys, in: .quarter(2, year: 2024)).units == [
        "Huyện C": 273 - 60 - 3
      ])
    #expect(
      try values(roster, rows, keys, in: .month(5, year: 2024)).units["Huyện C"] == 193 - 100 - 3)
  }

  @Test("What joined one of those that a unit was made from counts by itself until then")
  func joinedLater() throws {
    // D joins B on 31 July, and B is founded anew on 1 September, when it takes in E.
    let roster = [
      "Huyện B,Huyện,,31/8/2024,Huyện B", "Huyện B,Huyện,1/9/2024,,",
      "Huyện D,Huyện,,31/7/2024,Huyện B", "Huyện E,Huyện,,31/8/2024,Huyện B",
    ]
    let rows = [
      "2024-M06,Huyện B = 111", "2024-M06,Huyện D = 63", "2024-M06,Huyện E = 65",
      "2024-M07,Huyện D = 79", "2024-M08,Huyện B = 168", "2024-M08,Huyện E = 112",
      "2024-M12,Huyện B = 751",
    ]
    #expect(
      try values(
        roster, rows, "over_time: sum, cumulative: year", in: .half(2, year: 2024)
      ).cluster == 751 - 111 - 63 - 65)
  }

  @Test(
    "Whoever a unit was made from is not silent where that unit counts from the beginning of the year"
  )
  func spokenFor() throws {
    let (_, log) = try book(
      [
        "Huyện A,Huyện,,31/3/2024,Huyện B", "Huyện B,Huyện,,31/3/2024,Huyện B",
        "Huyện B,Huyện,1/4/2024,30/4/2024,Huyện D", "Huyện D,Huyện,,,",
      ],
      [
        "2024-M03,Huyện A = 60", "2024-M03,Huyện B = 53", "2024-M03,Huyện D = 58",
        "2024-M04,Huyện B = 157", "2024-M04,Huyện D = 70", "2024-M06,Huyện D = 138",
      ], "over_time: sum, cumulative: year", in: half)
    #expect(
      !log.all.contains { $0.code == .missingParts && $0.message.english.contains("2024-H1") })
  }

  @Test("A unit that joins later is not one of those that its heir was made from")
  func later() throws {
    let roster = [
      "Huyện B,Huyện,,31/5/2024,Huyện X", "Huyện E,Huyện,,31/5/2024,Huyện X",
      "Huyện D,Huyện,,31/7/2024,Huyện X", "Huyện X,Huyện,1/6/2024,,",
    ]
    let rows = [
      "2024-M05,Huyện B = 40", "2024-M05,Huyện E = 50", "2024-M06,Huyện D = 60",
      "2024-M06,Huyện X = 120", "2024-M07,Huyện D = 70", "2024-M09,Huyện X = 170",
    ]
    let keys = "over_time: sum, cumulative: year"
    #expect(
      try values(roster, rows, keys, in: half).units == ["Huyện D": 60, "Huyện X": 120])
    #expect(
      try values(roster, rows, keys, in: .firstMonths(9, year: 2024)).units == ["Huyện X": 170 + 70]
    )
  }

  @Test("What joins after the period takes nothing of those that had joined it before")
  func afterwards() throws {
    let roster = [
      "Huyện A,Huyện,,31/1/2024,Huyện X", "Huyện B,Huyện,,31/1/2024,Huyện X",
      "Huyện X,Huyện,1/2/2024,30/9/2024,Huyện E", "Huyện E,Huyện,,,",
    ]
    let rows =
      ["2024-M01,Huyện A = 10", "2024-M01,Huyện B = 10"]
      + (2...6).map { "2024-M0\($0),Huyện X = 20" } + (1...6).map { "2024-M0\($0),Huyện E = 80" }
    let means = try values(roster, rows, "over_time: mean", in: half)
    #expect(means.units["Huyện E"] == 80)
    #expect(abs((means.units["Huyện X"] ?? 0) - (10 + 5 * 20) / 6.0) < 1e-3)
  }

  @Test(
    "Of units that became one, what some have reported of last year counts, and the rest is missing"
  )
  func lastYear() throws {
    let roster = [
      "Huyện A,Huyện,,31/12/2023,Huyện N", "Huyện B,Huyện,,31/12/2023,Huyện N",
      "Huyện N,Huyện,1/1/2024,,", "Huyện C,Huyện,,,",
    ]
    let (book, _) = try book(
      roster,
      [
        "2023-H1,Huyện B = 50", "2023-H1,Huyện C = 10", "2024-H1,Huyện N = 90",
        "2024-H1,Huyện C = 40",
      ], "over_time: sum", in: half)
    let indicator = try #require(book.plan.indicator(withID: "v"))
    let comparison = book.comparable([half, half.sameLastYear]).comparison(
      indicator, for: .cluster(0), in: half, with: half.sameLastYear)
    #expect(comparison.base.value == 60)
    #expect(comparison.base.incompleteUnits == 1)
    // Only C has both.
    #expect((comparison.change, comparison.bareChange) == (30, 70))
  }

  @Test("Parts of a divided unit that report the whole period report for it, too")
  func divided() throws {
    let roster = [
      "Huyện Cũ,Huyện,,31/3/2024,Huyện Đông;Huyện Tây", "Huyện Đông,Huyện,1/4/2024,,",
      "Huyện Tây,Huyện,1/4/2024,,",
    ]
    let whole = try values(
      roster, ["2024-Q1,Huyện Cũ = 30", "2024-H1,Huyện Đông = 70", "2024-H1,Huyện Tây = 15"],
      in: half)
    #expect(whole.units == ["Huyện Đông": 70, "Huyện Tây": 15])
    #expect(whole.cluster == 85)
    // What they report of their own quarter is added to what was before, in the cluster only.
    let quarters = try values(
      roster, ["2024-Q1,Huyện Cũ = 30", "2024-Q2,Huyện Đông = 70", "2024-Q2,Huyện Tây = 15"],
      in: half)
    #expect(quarters.units == [:])
    #expect(quarters.cluster == 115)
  }

  @Test(
    "Parts of a divided unit that count anew do not report for it: together they have less than it had"
  )
  func dividedAnew() throws {
    let roster = [
      "Huyện Cũ,Huyện,,31/3/2024,Huyện Đông;Huyện Tây", "Huyện Đông,Huyện,1/4/2024,,",
      "Huyện Tây,Huyện,1/4/2024,,",
    ]
    let keys = "over_time: sum, cumulative: year"
    func cluster(_ east: Int, _ west: Int) throws -> Double? {
      try values(
        roster,
        [
          "2024-M03,Huyện Cũ = 62", "2024-M06,Huyện Đông = \(east)", "2024-M06,Huyện Tây = \(west)",
        ], keys, in: half
      ).cluster
    }
    #expect(try cluster(23, 20) == 62 + 23 + 20)
    #expect(try cluster(70, 15) == 85)
  }

  @Test(
    "What a divided unit did counts in its cluster, though its parts are silent, and never twice")
  func silentParts() throws {
    let roster = [
      "Sở Lớn,Sở,,31/3/2024,Sở Một;Sở Hai", "Sở Một,Sở,1/4/2024,,", "Sở Hai,Sở,1/4/2024,,",
      "Sở Yên,Sở,,,",
    ]
    let silent = try values(
      roster, ["2024-Q1,Sở Lớn = 300", "2024-H1,Sở Yên = 60"], in: half)
    #expect(silent.cluster == 360 && silent.units == ["Sở Yên": 60])
    // What one part counts since New Year holds the first quarter already.
    let cumulative = try values(
      roster, ["2024-M03,Sở Lớn = 300", "2024-M06,Sở Một = 220", "2024-M06,Sở Yên = 60"],
      "over_time: sum, cumulative: year", in: half)
    #expect(cumulative.cluster == 280)
  }

  @Test(
    "A part of a divided unit that counts on from New Year holds what the whole had counted, and says so"
  )
  func dividedCumulative() throws {
    let quarter = try #require(Period("2024-Q3"))
    let (book, _) = try book(
      ["Xã C,Xã,,30/6/2024,Xã N;Xã P", "Xã N,Xã,1/7/2024,,", "Xã P,Xã,1/7/2024,,"],
      ["2024-H1,Xã C = 600", "2024-9M,Xã N = 1000", "2024-9M,Xã P = 800"], "cumulative: year",
      in: quarter)
    let indicator = try #require(book.plan.indicator(withID: "v"))
    let tally = book.tally(indicator, for: .cluster(0), in: quarter)
    #expect(tally.value == 1800 && tally.status == .partial)
    #expect(tally.holdsEarlierParts && tally.missingParts == [half])
  }

  @Test("What units were asked that became part of one which is not asked counts")
  func notAsked() throws {
    let made = try values(
      [
        "Huyện A,Huyện,,30/4/2024,Thị xã N", "Huyện B,Huyện,,30/4/2024,Thị xã N",
        "Thị xã N,Thị xã,1/5/2024,,", "Huyện C,Huyện,,,",
      ],
      [
        "2024-Q1,Huyện A = 10", "2024-M04,Huyện A = 3", "2024-Q1,Huyện B = 20",
        "2024-M04,Huyện B = 4", "2024-Q1,Huyện C = 5", "2024-Q2,Huyện C = 6",
      ], "over_time: sum, applies_to: {unit_kind: [Huyện]}", in: half)
    #expect(made.units == ["Thị xã N": 37, "Huyện C": 11])
    #expect(made.cluster == 48)
  }

  @Test("What exists at the end of a half-year exists at the end of its last month")
  func stocks() throws {
    let roster = ["Huyện A,Huyện,,,"]
    for period in [half, .quarter(2, year: 2024), .month(6, year: 2024)] {
      #expect(
        try values(roster, ["2024-H1,Huyện A = 8"], "over_time: last", in: period).cluster == 8)
    }
    #expect(
      try values(
        roster, ["2024-H1,Huyện A = 8"], "over_time: last", in: .quarter(1, year: 2024)
      ).cluster == nil)
  }

  @Test("A unit that is founded anew under its name is followed by the day that it ended")
  func sameName() throws {
    let made = try values(
      [
        "Huyện A,Huyện,,31/1/2024,Huyện X", "Huyện E,Huyện,,29/2/2024,Huyện X",
        "Huyện X,Huyện,1/2/2024,29/2/2024,Huyện X", "Huyện X,Huyện,1/3/2024,,",
      ], ["2024-H1,Huyện X = 5"], in: half)
    #expect(made.cluster == 5)
  }

  @Test("A number that holds earlier months, too, is held against no plan and no other period")
  func earlierParts() throws {
    let quarter = Period.quarter(2, year: 2024)
    let small = try Small(
      [
        "submissions.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-M06,Sông Đông,v,100\n2023-M03,Sông Đông,v,40\n2023-M06,Sông Đông,v,90\n",
        "plans.csv": "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024-Q2,Sông Đông,v,60\n",
      ],
      settings: "indicators:\n  v: {from: submissions, over_time: sum, cumulative: year}")
    let book = try Project(folder: small.folder.url).tally([quarter, quarter.sameLastYear]).book
    let indicator = try #require(book.plan.indicator(withID: "v"))
    for group in [Group.unit(0), .cluster(0)] {
      let tally = book.tally(indicator, for: group, in: quarter)
      #expect(tally.value == 100 && tally.holdsEarlierParts)
      #expect(book.fulfilment(indicator, for: group, in: quarter) == nil)
      let comparison = book.comparison(
        indicator, for: group, in: quarter, with: quarter.sameLastYear)
      #expect(comparison.base.value == 50)
      #expect(comparison.change == nil && comparison.bareChange == nil)
    }
  }
}
