import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Of whom an indicator is asked, and when")
struct ScopeTests {
  private static let roster = """
    cluster,unit,unit_kind,commune
    Cụm 1,Huyện Sông Đông,Huyện,Xã An Bình
    Cụm 1,Huyện Núi Tây,Huyện,Xã Bình Minh
    Cụm 1,Sở Nội vụ,Sở,
    """
  private static let settings = """
    language: en
    indicators:
      all: {from: submissions}
      districts: {from: submissions, applies_to: {unit_kind: [huyện]}}
      named: {from: submissions, applies_to: [Sở Nội vụ]}
      late: {from: submissions, since: 2024-Q2}
      halves: {from: submissions, asked: half-years, over_time: sum}
      yearly: {from: submissions, asked: years}
      talks: {count: activities, applies_to: {unit_kind: Huyện}}
      rate: {ratio: [districts, all]}
      both: {compute: all + districts}
    """

  private func small(_ submissions: String, settings: String = settings) throws -> Small {
    try Small(
      [
        "submissions.csv": "period,unit,indicator,value\n" + submissions,
        "activities.csv":
          "date,unit,commune,activity\n2024-05-02,Núi Tây,,x\n2024-05-02,Sở Nội vụ,,x\n",
      ], settings: settings, roster: ScopeTests.roster)
  }

  private func tally(_ small: Small, _ id: String, _ group: Group, _ period: Period) throws -> Tally
  {
    let intake = try small.intake(period)
    let indicator = try #require(intake.book.plan.indicator(withID: id))
    return intake.book.tally(indicator, for: group, in: period)
  }

  @Test("Who was never asked is not missing, and the total does not wait for him")
  func units() throws {
    let small = try small(
      "2024-Q2,Sông Đông,districts,3\n2024-Q2,Núi Tây,districts,4\n2024-Q2,Sở Nội vụ,named,5\n")
    let quarter = Period.quarter(2, year: 2024)
    var all = try tally(small, "districts", .all, quarter)
    #expect(all.value == 7 && all.status == .complete && all.expectedUnits == 2)
    #expect(try tally(small, "districts", .unit(2), quarter).status == .notApplicable)
    all = try tally(small, "named", .all, quarter)
    #expect(all.value == 5 && all.status == .complete && all.expectedUnits == 1)
    #expect(try tally(small, "all", .all, quarter).status == .missing)
    // Of a register only the rows of those count who are asked.
    all = try tally(small, "talks", .all, quarter)
    #expect(all.value == 1 && all.expectedUnits == 2 && all.reportingUnits == 2)
  }

  @Test("Rows of registers of units that are not asked are said with their number")
  func rows() throws {
    let small = try small("")
    let said = try small.intake().log.all.filter { $0.code == .notAsked }.map(\.message)
    #expect(
      said.map(\.english) == [
        "talks, 2024: 1 row in registers of Sở Nội vụ does not count: the indicator does not apply there (applies_to)"
      ])
    #expect(
      said.map(\.vietnamese) == [
        "talks, năm 2024: 1 dòng trong sổ theo dõi của Sở Nội vụ không được tính, vì đơn vị không được giao chỉ tiêu này (applies_to)"
      ])
    // Of a period without such rows nothing is said.
    #expect(
      try small.intake(.quarter(1, year: 2024)).log.all.allSatisfy { $0.code != .notAsked })
  }

  @Test("Indicators that are asked for at once stand each on its own units")
  func atOnce() throws {
    let small = try small(
      "",
      settings: """
        language: en
        indicators:
          everybody: {count: activities}
          few: {count: activities, applies_to: {unit_kind: Huyện}}
          later: {count: activities, since: 2025}
        """)
    for order in [["everybody", "few", "later"], ["later", "few", "everybody"]] {
      let intake = try small.intake()
      let indicators = order.compactMap { intake.book.plan.indicator(withID: $0) }
      let values = Dictionary(
        intake.book.tallies(indicators, for: .all, in: Small.year).map { ($0.indicator, $0.value) },
        uniquingKeysWith: { first, _ in first })
      #expect(values["everybody"] == 2 && values["few"] == 1 && values["later"] == .some(nil))
    }
  }

  @Test(
    "What came before an indicator was asked is no part of a longer period, and does not lack in it"
  )
  func sinceOverTime() throws {
    let settings = """
      language: en
      indicators: {m: {from: submissions, since: 2024-M03, over_time: sum}}
      """
    let rows = "2024-M02,Núi Tây,m,100\n2024-M03,Núi Tây,m,4\n"
    let small = try small(rows, settings: settings)
    let quarter = try tally(small, "m", .unit(1), .quarter(1, year: 2024))
    #expect(quarter.value == 4 && quarter.missingParts.isEmpty && quarter.status == .complete)
    #expect(try small.said().filter { $0.contains("not-asked") }.count == 1)
  }

  @Test("What is made of such numbers applies to the same units")
  func derived() throws {
    let small = try small(
      ["Sông Đông", "Núi Tây", "Sở Nội vụ"].map { "2024-Q2,\($0),all,10\n" }.joined()
        + "2024-Q2,Sông Đông,districts,3\n2024-Q2,Núi Tây,districts,4\n")
    let quarter = Period.quarter(2, year: 2024)
    #expect(try tally(small, "rate", .all, quarter).value == 35)
    #expect(try tally(small, "both", .all, quarter).value == 27)
    #expect(try tally(small, "rate", .unit(2), quarter).status == .notApplicable)
  }

  @Test("Before its first period, and between the periods that it is asked for, nothing is missing")
  func periods() throws {
    let small = try small(
      "2024-Q1,Núi Tây,late,9\n2024-Q2,Núi Tây,late,4\n2024-Q1,Núi Tây,halves,1\n2024-Q2,Núi Tây,halves,2\n"
    )
    #expect(try tally(small, "late", .unit(1), .quarter(1, year: 2024)).status == .notApplicable)
    #expect(try tally(small, "late", .unit(1), .quarter(2, year: 2024)).value == 4)
    #expect(try tally(small, "late", .unit(1), .year(2023)).status == .notApplicable)
    #expect(try tally(small, "halves", .unit(1), .quarter(1, year: 2024)).status == .notApplicable)
    #expect(try tally(small, "halves", .unit(1), .half(1, year: 2024)).value == 3)
    #expect(try tally(small, "halves", .unit(0), .half(1, year: 2024)).status == .missing)
  }

  @Test("A number of somebody who is not asked is said, and counts for nothing")
  func notAsked() throws {
    let small = try small(
      "2024-Q2,Sở Nội vụ,districts,9\n2024-Q1,Núi Tây,late,9\n2024-Q1,Núi Tây,yearly,9\n")
    #expect(
      try small.said().filter { $0.contains("not-asked") && $0.hasPrefix("submissions") } == [
        "submissions.csv:2:4 not-asked warning", "submissions.csv:3:4 not-asked warning",
        "submissions.csv:4:4 not-asked warning",
      ])
    #expect(try tally(small, "districts", .all, .quarter(2, year: 2024)).value == nil)
  }

  @Test(
    "Settings that mean nothing are errors",
    arguments: [
      ("applies_to: {unit_kind: [Quận]}", "column unit_kind has no \"Quận\"; it has: Huyện, Sở"),
      ("applies_to: [Sở Nội vu]", "unit \"Sở Nội vu\" is not in the roster"),
      ("since: hôm qua", "\"hôm qua\" is not a period"), ("asked: weekly", "asked"),
    ])
  func wrong(setting: String, message: String) throws {
    let small = try small(
      "", settings: "language: en\nindicators: {a: {from: submissions, \(setting)}}\n")
    let log = try Project(folder: small.folder.url).log
    #expect(
      log.all.contains { $0.line(in: .english).contains(message) },
      "\(log.all.map { $0.line(in: .english) })")
  }

  @Test(
    "Who was asked for nothing is not among those that owe a report; what it says in words is said")
  func owing() throws {
    let small = try Small(
      [
        "submissions.csv": """
        Kỳ,Đơn vị,Chỉ tiêu,Số liệu
        2024-Q1,Huyện Sông Đông,v,10
        2024-Q1,Huyện Núi Tây,w,Thiếu người
        2024-Q1,Cụm 1,w,Thiếu tiền

        """
      ],
      settings: """
        language: en
        indicators:
          v: {from: submissions, applies_to: [Huyện Sông Đông, Huyện Biển Nam]}
          w: {text: true, from: submissions, applies_to: [Huyện Sông Đông]}
        """)
    let quarter = Period.quarter(1, year: 2024)
    let intake = try small.intake(quarter)
    let names = intake.book.askedUnits(of: .all, in: quarter).map {
      intake.book.roster.units[$0].name
    }
    #expect(names == ["Huyện Sông Đông", "Huyện Biển Nam"])
    let said = intake.log.all.filter { $0.code == .notAsked }.map { $0.line(in: .english) }
    #expect(said.count == 2, "\(said)")
    #expect(said.contains { $0.contains("Huyện Núi Tây is not asked for") })
    #expect(said.contains { $0.contains("this question is for single units") })
  }
}
