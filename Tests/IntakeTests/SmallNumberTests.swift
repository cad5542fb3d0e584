import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Numbers that are too small to be shown")
struct SmallNumberTests {
  private static let roster = """
    Cụm,Đơn vị,Vùng,"Xã, phường, thị trấn"
    C,Xã An Bình,Miền núi,
    C,Xã Bình Minh,Miền núi,
    C,Xã Cẩm Sơn,Đồng bằng,
    C,Xã Đông Hải,Đồng bằng,
    """
  private static let settings = """
    language: en
    hide_below: 5
    indicators:
      cases: {name: Vụ việc, from: submissions, over_time: sum}
      solved: {name: Đã giải quyết, from: submissions, over_time: sum}
      rate: {name: Tỷ lệ, ratio: [solved, cases]}
      open: {name: Còn lại, compute: cases - solved}
      money: {name: Kinh phí, from: submissions, unit_of_measure: triệu đồng, hide_below: 0}
    """

  private func project(_ values: [String: [Int]], settings: String = settings) throws -> Small {
    let units = ["Xã An Bình", "Xã Bình Minh", "Xã Cẩm Sơn", "Xã Đông Hải"]
    var rows = "period,unit,indicator,value\n"
    for (key, numbers) in values.sorted(by: { $0.key < $1.key }) {
      let parts = key.split(separator: " ")
      for (unit, number) in zip(units, numbers) {
        rows += "\(parts.count > 1 ? parts[1] : "2026-H1"),\(unit),\(parts[0]),\(number)\n"
      }
    }
    return try Small(["submissions.csv": rows], settings: settings, roster: SmallNumberTests.roster)
  }

  private let half = Period.half(1, year: 2026)

  /// The numbers of all units, and of the cluster.
  private func shown(
    _ id: String, _ intake: IntakeResult, in period: Period = .half(1, year: 2026)
  ) throws -> [String] {
    let indicator = try #require(intake.book.plan.indicator(withID: id))
    return ((0..<4).map { Group.unit($0) } + [.all]).map { group in
      let tally = intake.book.tally(indicator, for: group, in: period)
      return tally.value.map { Quantity($0).map { "\($0)" } ?? "" } ?? tally.status.rawValue
    }
  }

  @Test(
    "A small number is hidden with the next one of its cluster and its region, and all that is made from them"
  )
  func units() throws {
    let intake = try project([
      "cases": [3, 12, 20, 30], "solved": [3, 10, 16, 24], "money": [2, 3, 4, 1],
    ]).intake(half)
    // Miền núi is 15, so Xã Bình Minh alone would give 3 away.
    #expect(try shown("cases", intake) == ["hidden", "hidden", "20", "30", "65"])
    #expect(try shown("solved", intake) == ["hidden", "hidden", "16", "24", "53"])
    #expect(
      try shown("rate", intake)[...3] == ["hidden", "hidden", "80", "80"][...])
    #expect(try shown("open", intake) == ["hidden", "hidden", "4", "6", "12"])
    #expect(try shown("money", intake) == ["2", "3", "4", "1", "10"])
    #expect(intake.log.all.isEmpty)
  }

  @Test("Zeros are shown; a total that is the only other number of a small one is not")
  func zeros() throws {
    let intake = try project(["cases": [0, 0, 3, 0]]).intake(half)
    #expect(try shown("cases", intake) == ["0", "0", "hidden", "0", "hidden"])
  }

  @Test(
    "Quarters and their half-year in one table, and the change from last year, give nothing away")
  func periods() throws {
    let small = try project([
      "cases 2026-Q1": [3, 12, 20, 30], "cases 2026-Q2": [9, 9, 9, 9],
      "cases 2025-Q1": [8, 8, 8, 8], "cases 2025-Q2": [8, 8, 8, 8],
    ])
    let project = try Project(folder: small.folder.url)
    let quarters = [Period.quarter(1, year: 2026), .quarter(2, year: 2026)]
    let intake = try project.tally([half, half.sameLastYear] + quarters)
    #expect(
      try shown("cases", intake, in: quarters[0]) == ["hidden", "hidden", "20", "30", "65"])
    // The half-year less the second quarter is the first.
    for unit in 0..<2 {
      let numbers = try [half, quarters[1]].map { try shown("cases", intake, in: $0)[unit] }
      #expect(numbers.contains("hidden"), "\(unit)")
    }
    let cases = try #require(intake.book.plan.indicator(withID: "cases"))
    let change = intake.book.comparison(
      cases, for: .unit(2), in: half, with: half.sameLastYear)
    #expect(change.change == 13)
    for unit in 0..<2 {
      let own = intake.book.comparison(
        cases, for: .unit(unit), in: half, with: half.sameLastYear)
      #expect((own.change == nil) == (own.current.status == .hidden))
    }
  }

  @Test(
    "A change over the units in both periods is not stated where those that are in one give a small number away"
  )
  func sameUnits() throws {
    let small = try project([
      "cases": [3, 12, 20, 30], "cases 2025-H1": [9, 9, 9],
    ])
    let intake = try Project(folder: small.folder.url).tally([half, half.sameLastYear])
    let cases = try #require(intake.book.plan.indicator(withID: "cases"))
    func change(_ values: [String: [Int]]) throws -> Double? {
      let small = try project(values)
      let intake = try Project(folder: small.folder.url).tally([half, half.sameLastYear])
      return intake.book.comparison(cases, for: .all, in: half, with: half.sameLastYear).change
    }
    // The fourth unit is in one period only; 30 may be known.
    #expect(
      intake.book.comparison(cases, for: .all, in: half, with: half.sameLastYear).change == 8)
    #expect(try change(["cases": [12, 20, 30, 3], "cases 2025-H1": [9, 9, 9]]) == nil)
  }

  @Test("Texts of a column beside their total: a single small one takes another with it")
  func columns() throws {
    var rows = "Ngày,Đơn vị,\"Xã, phường, thị trấn\",Hoạt động,Lĩnh vực\n"
    for (field, count) in [("Đất đai", 3), ("Môi trường", 6), ("Y tế", 9)] {
      for day in 1...count { rows += "\(day)/3/2026,Xã An Bình,,Đối thoại,\(field)\n" }
    }
    let small = try Small(
      ["activities.csv": rows],
      settings: """
        language: en
        columns: {field: Lĩnh vực}
        indicators:
          talks: {count: activities, hide_below: 5}
        """, roster: SmallNumberTests.roster)
    let project = try Project(folder: small.folder.url)
    let intake = try project.tally([half], column: "field")
    let talks = intake.book.plan.indicators[0]
    let shown = intake.book.slices.filter { !$0.text.isEmpty }.map { slice in
      let tally = intake.book.restricted(to: slice).tally(talks, for: .unit(0), in: half)
      return "\(slice.text) \(tally.value.map { "\(Int($0))" } ?? tally.status.rawValue)"
    }
    #expect(shown == ["Đất đai hidden", "Môi trường hidden", "Y tế 9"])
    #expect(intake.book.tally(talks, for: .unit(0), in: half).value == 18)
  }

  @Test(
    "A whole and what of it meets a condition, its complement, and a column beside them hide each other"
  )
  func conditions() throws {
    var rows = "Ngày,Đơn vị,\"Xã, phường, thị trấn\",Hoạt động,Lĩnh vực\n"
    for (field, count) in [("Kinh tế", 2), ("Xã hội", 10)] {
      for day in 1...count { rows += "\(day)/3/2026,Xã An Bình,,Họp,\(field)\n" }
    }
    for day in 1...20 {
      rows += "\(day)/4/2026,Xã Bình Minh,,Họp,\(day < 9 ? "Kinh tế" : "Xã hội")\n"
    }
    let small = try Small(
      ["activities.csv": rows],
      settings: """
        language: en
        columns: {field: Lĩnh vực}
        hide_below: 5
        indicators:
          all: {count: activities}
          economy: {count: activities, where: {field: Kinh tế}}
          other: {count: activities, where: {field: {not: Kinh tế}}}
        """, roster: SmallNumberTests.roster)
    let project = try Project(folder: small.folder.url)
    func shown(_ book: TallyBook, _ id: String) throws -> String {
      let tally = book.tally(
        try #require(book.plan.indicator(withID: id)), for: .unit(0), in: half)
      return tally.value.map { "\(Int($0))" } ?? tally.status.rawValue
    }
    let plain = try project.tally([half]).book
    let numbers = try ["all", "economy", "other"].map { try shown(plain, $0) }
    #expect(
      numbers[1] == "hidden" && (numbers[0] == "hidden" || numbers[2] == "hidden"), "\(numbers)")
    // Beside "Kinh tế" of all, which is the same number.
    let across = try project.tally([half], column: "field").book
    let slice = try #require(across.slices.first { $0.text == "Xã hội" })
    let beside = try [shown(across, "all"), shown(across.restricted(to: slice), "all")]
    #expect(beside.contains("hidden"), "\(beside)")
  }

  @Test("One hidden indicator keeps its whole, and those who are asked of it, from telling it")
  func relatives() throws {
    var rows = "Ngày,Đơn vị,\"Xã, phường, thị trấn\",Hoạt động,Lĩnh vực\n"
    for (unit, field, count) in [
      ("Xã An Bình", "A", 3), ("Xã An Bình", "B", 20), ("Xã Bình Minh", "A", 12),
      ("Xã Cẩm Sơn", "A", 15), ("Xã Đông Hải", "A", 9),
    ] {
      for day in 1...count { rows += "\(day)/3/2026,\(unit),,Họp,\(field)\n" }
    }
    func book(_ indicators: String) throws -> TallyBook {
      let small = try Small(
        ["activities.csv": rows],
        settings: "language: en\ncolumns: {field: Lĩnh vực}\nindicators:\n" + indicators,
        roster: SmallNumberTests.roster)
      return try small.intake(half).book
    }
    func shown(_ book: TallyBook, _ id: String, _ group: Group) throws -> String {
      let indicator = try #require(book.plan.indicator(withID: id))
      let tally = book.tally(indicator, for: group, in: half)
      return tally.value.map { "\(Int($0))" } ?? tally.status.rawValue
    }
    // 23 of which 20 are of the other field.
    let own = try book(
      "  k: {count: activities, where: {field: A}, hide_below: 5}\n  d: {count: activities}\n"
        + "  x: {count: activities, where: {field: B}}\n")
    let numbers = try ["k", "d", "x"].map { try shown(own, $0, .unit(0)) }
    #expect(numbers[0] == "hidden" && numbers[1...].contains("hidden"), "\(numbers)")
    // 39 of which all but 3 are of those who are asked.
    let asked = try book(
      "  d: {count: activities, where: {field: A}, hide_below: 5}\n"
        + "  k: {count: activities, where: {field: A}, applies_to: [Xã Bình Minh, Xã Cẩm Sơn, Xã Đông Hải]}\n"
    )
    #expect(try shown(asked, "d", .unit(0)) == "hidden")
    let totals = try ["d", "k"].map { try shown(asked, $0, .all) }
    #expect(totals.contains("hidden"), "\(totals)")
  }

  @Test("A sum over the units that have both numbers does not tell the one that lacks one")
  func lacking() throws {
    let intake = try project([
      "cases": [10, 20, 30, 3], "solved": [8, 18, 25],
    ]).intake(half)
    // 63 cases of four units, and 60 of the three that also report what is solved.
    #expect(try shown("cases", intake)[3] == "hidden")
    let whole = try [shown("cases", intake)[4], shown("rate", intake)[4]]
    #expect(whole.contains("hidden"), "\(whole)")
  }

  @Test("A period within the asked one leaves a rest, which may be small")
  func within() throws {
    let small = try project([
      "cases 2026-Q1": [10, 12, 20, 30], "cases 2026-Q2": [2, 9, 9, 9],
    ])
    let intake = try Project(folder: small.folder.url).tally([half, .quarter(1, year: 2026)])
    let both = try [
      shown("cases", intake)[0], shown("cases", intake, in: .quarter(1, year: 2026))[0],
    ]
    #expect(both.contains("hidden"), "\(both)")
  }

  @Test("Five times one that are hidden and together five are known; so is a median of two rows")
  func ones() throws {
    let intake = try project(["cases": [1, 1, 1, 0]], settings: SmallNumberTests.settings).intake(
      half)
    #expect(try shown("cases", intake) == ["hidden", "hidden", "hidden", "0", "hidden"])
    let five = try Small(
      [
        "activities.csv": Small.header
          + (1...6).map { "\($0)/3/2024,Huyện Sông Đông,,Họp,\($0 * 10)\n" }.joined()
          + "7/3/2024,Huyện Núi Tây,,Họp,11\n8/3/2024,Huyện Núi Tây,,Họp,12\n"
      ],
      settings: """
        language: en
        columns: {people: Số người dự}
        indicators:
          typical: {median: people, hide_below: 5}
        """)
    #expect(try five.value("typical", 0) == 35)
    #expect(try five.status("typical", 1) == .hidden)
  }

  @Test("Columns of the roster hide each other's totals only where rows go by them")
  func divisions() throws {
    let intake = try project(["cases": [3, 12, 20, 30]]).intake(half)
    let cases = try #require(intake.book.plan.indicator(withID: "cases"))
    let region = try #require(intake.book.roster.attribute(named: "Vùng"))
    let plains = Roster.Part([intake.book.roster.trait(region, of: .unit(2))])
    // Beside its region 15, and all 65, the second unit is hidden; the third is not, in either.
    for book in [intake.book, intake.book.divided(by: ["Vùng"])] {
      #expect(book.tally(cases, for: .unit(1), in: half).status == .hidden)
      #expect(book.tally(cases, for: .unit(2), in: half).value == 20)
      #expect(book.tally(cases, for: .part(plains), in: half).value == 50)
    }
  }

  @Test("Points and checks know all numbers")
  func allKnown() throws {
    let small = try project(
      ["cases": [3, 12, 20, 30], "solved": [4, 10, 16, 24]],
      settings: SmallNumberTests.settings + "\nchecks: [{rule: solved <= cases, for: tallies}]\n")
    let intake = try small.intake(half)
    #expect(intake.log.all.map(\.code) == [.failedCheck, .partAboveWhole], "\(intake.log.all)")
    let rule = ScoreRule(criteria: [.init(indicator: "cases", points: 10, full: 30)])
    let scores = intake.book.scores(rule, adjustments: [], ofCluster: 0, in: half)
    #expect(scores.compactMap(\.total) == [1, 4, 6.7, 10])
    #expect(scores[0].items[0].tally.status == .hidden)
  }

  @Test("What numbers of cases do not make cannot be hidden by their size")
  func refused() throws {
    let small = try Small(
      ["activities.csv": Small.header],
      settings: """
        language: en
        columns: {people: Số người dự}
        indicators:
          typical: {compute: 2 * n, hide_below: 5}
          n: {count: activities}
          mood: {from: submissions, unit_of_measure: "%", hide_below: 5}
        """, roster: SmallNumberTests.roster)
    let log = try Project(folder: small.folder.url).log
    #expect(log.all.map(\.place.row) == [4, 6])
    #expect(log.all.allSatisfy { $0.code == .badSetting })
  }

  @Test("What one indicator counts and another does not are hidden together, beside what is both")
  func opposites() throws {
    // An Bình: 3 meetings and 34 others, Bình Minh 20 and 18.
    var rows = "Ngày,Đơn vị,Hoạt động\n"
    for (unit, meetings, others) in [("Xã An Bình", 3, 34), ("Xã Bình Minh", 20, 18)] {
      for number in 0..<(meetings + others) {
        rows +=
          "\(number % 28 + 1)/3/2026,\(unit),\(number < meetings ? "Họp" : "Khác \(number)")\n"
      }
    }
    // A zero at the top hides nothing, and shows nothing that must be hidden either.
    for top in ["", "hide_below: 0\n"] {
      let small = try Small(
        ["activities.csv": rows],
        settings: "language: en\n" + top + """
          indicators:
            n: {count: activities}
            a: {count: activities, where: {activity: họp}, hide_below: 5}
            b: {count: activities, where: {activity: {not: họp}}}
          """, roster: SmallNumberTests.roster)
      let book = try small.intake(half).book
      let shown = ["n", "a", "b"].map { id in
        book.plan.indicator(withID: id).flatMap {
          book.tally($0, for: .unit(0), in: half).value
        }
      }
      #expect(shown[1] == nil)
      #expect(shown[0] == nil || shown[2] == nil, "\(shown)")
    }
  }
}
