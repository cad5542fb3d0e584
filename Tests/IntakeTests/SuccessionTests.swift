import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake
@testable import ReportTables

@Suite("A roster over time: units and communes that merge, split and move")
struct SuccessionTests {
  private static let settings = """
    language: en
    columns: {people: people}
    indicators:
      dialogues: {count: activities}
      communes: {distinct: commune}
      units: {distinct: unit}
      coverage: {share: communes, of: communes}
      people: {sum: people}
      staff: {from: submissions}

    """

  /// The tallies of a small project, by calendar months.
  private func book(
    roster: String, activities: String, submissions: String = "", periods: [String]
  ) throws -> (TallyBook, Project, FindingLog) {
    try tallied(
      roster: "cluster,unit,commune,from,to,successor\n" + roster, activities: activities,
      submissions: submissions
    ) { project in
      try #require(!project.log.hasErrors, "\(project.log.all.map { $0.line(in: .english) })")
      let intake = try project.tally(periods.compactMap { Period($0) })
      return (intake.book, project, intake.log)
    }
  }

  /// What is asked of a small project while its folder is there.
  private func tallied<Answer>(
    roster: String, activities: String = "", submissions: String = "",
    _ ask: (Project) throws -> Answer
  ) throws -> Answer {
    let folder = try TemporaryFolder([
      "giaoban.yaml": SuccessionTests.settings, "roster.csv": roster,
      "activities.csv": "date,unit,commune,activity,people\n" + activities,
      "submissions.csv": "period,unit,indicator,value\n" + submissions,
    ])
    defer { folder.keep() }
    return try ask(Project(folder: folder.url))
  }

  private func value(
    _ book: TallyBook, _ id: String, _ group: Group, _ period: String
  ) throws -> Double? {
    let indicator = try #require(book.plan.indicator(withID: id))
    return book.tally(indicator, for: group, in: try #require(Period(period))).value
  }

  @Test(
    "What a unit reported before it moved, was renamed or merged counts where it is now, though nothing came since"
  )
  func silentSince() throws {
    for (roster, cluster, unit) in [
      ("A,Moves,Xã Hai,,31/3/2022,\nB,Moves,Xã Hai,01/4/2022,,\n", "B", 1),
      ("B,Old,Xã Hai,,31/3/2022,New\nB,New,Xã Bốn,01/4/2022,,\n", "B", 1),
      // One of two that became one was silent, too: a unit that has rows has said how many there are.
      (
        "B,Old,Xã Hai,,31/3/2022,New\nB,Else,Xã Năm,,31/3/2022,New\nB,New,Xã Bốn,01/4/2022,,\n",
        "B",
        2
      ),
      // The heir was there all the time, and silent.
      ("B,Old,Xã Hai,,31/3/2022,New\nB,New,Xã Bốn,,,\n", "B", 1),
    ] {
      let name = roster.contains("Moves") ? "Moves" : "Old"
      let (book, project, log) = try book(
        roster: roster + "B,Other,Xã Ba,,,\n",
        activities: """
          10/2/2022,\(name),Hai,Đối thoại,2
          11/2/2022,\(name),,Đối thoại,3
          10/5/2022,Other,Ba,Đối thoại,4

          """, periods: ["2022-H1"])
      let onMap = book.comparable([try #require(Period("2022-H1"))])
      let number = try #require(
        project.roster.clusters.firstIndex { $0.name == cluster })
      #expect(try value(onMap, "dialogues", .unit(unit), "2022-H1") == 2, "\(roster)")
      #expect(try value(onMap, "people", .cluster(number), "2022-H1") == 9, "\(roster)")
      let indicator = try #require(book.plan.indicator(withID: "dialogues"))
      let total = onMap.tally(indicator, for: .all, in: try #require(Period("2022-H1")))
      #expect((total.status, total.value) == (.complete, 3), "\(roster)")
      #expect(log.all.isEmpty)
    }
  }

  @Test("Each of the units that became one must have reported its part of the period")
  func silentParts() throws {
    func missing(_ submissions: String) throws -> (Double?, [String]) {
      let small = try Small(
        [
          "roster.csv": """
          cluster,unit,from,to,successor
          A,Một,,31/3/2022,Chung
          A,Hai,,31/3/2022,Chung
          A,Chung,01/4/2022,,
          """, "submissions.csv": "period,unit,indicator,value\n" + submissions,
        ], settings: "indicators:\n  f: {from: submissions, over_time: sum}\n")
      let half = Period.half(1, year: 2022)
      let book = try small.intake(half).book.comparable([half])
      let tally = book.tally(book.plan.indicators[0], for: .unit(2), in: half)
      return (tally.value, tally.missingParts.map(\.name))
    }
    let whole = try missing("2022-Q1,Một,f,1\n2022-Q1,Hai,f,2\n2022-Q2,Chung,f,4\n")
    #expect(whole == (7, []))
    let oneSilent = try missing("2022-Q1,Một,f,1\n2022-Q2,Chung,f,4\n")
    #expect(oneSilent == (5, ["2022-Q1"]))
    let heirSilent = try missing("2022-Q1,Một,f,1\n2022-Q1,Hai,f,2\n")
    #expect(heirSilent == (3, ["2022-Q2"]))
    // Whoever reports the whole has reported for those before.
    #expect(try missing("2022-H1,Chung,f,9\n") == (9, []))
  }

  @Test(
    "A unit that moves counts in each cluster at its time; beside last year it is where it is now")
  func moved() throws {
    let (book, project, log) = try book(
      roster: """
        A,Stays,Xã Một,,,
        A,Moves,Xã Hai,,31/3/2022,
        B,Moves,Xã Hai,01/4/2022,,
        B,Other,Xã Ba,,,
        """,
      activities: """
        10/1/2021,Moves,Hai,Đối thoại,1
        10/1/2022,Moves,Hai,Đối thoại,2
        10/5/2022,Moves,Hai,Đối thoại,4
        11/5/2022,Stays,Một,Đối thoại,8
        10/5/2022,Other,Ba,Đối thoại,16
        10/5/2021,Other,Ba,Đối thoại,32
        10/5/2021,Stays,Một,Đối thoại,64
        """, periods: ["2021-H1", "2022-H1"])
    #expect(!log.hasErrors)
    #expect(try value(book, "people", .cluster(0), "2022-H1") == 10)
    #expect(try value(book, "people", .cluster(1), "2022-H1") == 20)
    #expect(try value(book, "people", .cluster(0), "2021-H1") == 65)
    // On the map of 30 June 2022 the unit and its past are in cluster B.
    let periods = try ["2021-H1", "2022-H1"].map { try #require(Period($0)) }
    let comparable = book.comparable(periods)
    #expect(comparable.boundaries.day == Day(iso: "2022-06-30"))
    #expect(try value(comparable, "people", .cluster(0), "2022-H1") == 8)
    #expect(try value(comparable, "people", .cluster(1), "2022-H1") == 22)
    #expect(try value(comparable, "people", .cluster(0), "2021-H1") == 64)
    #expect(try value(comparable, "people", .cluster(1), "2021-H1") == 33)
    let lastDay = try #require(Day(iso: "2022-06-30"))
    let moved = try #require(project.roster.unit(named: "Moves", on: lastDay))
    #expect(try value(comparable, "people", .unit(moved), "2021-H1") == 1)
    #expect(try value(comparable, "communes", .cluster(1), "2022-H1") == 2)
    // Before the move nothing is to be restated.
    #expect(book.comparable([periods[0]]).boundaries.day == nil)
  }

  @Test("The rows behind a number are those of the map that it is stated on")
  func trace() throws {
    let half = try #require(Period("2022-H1"))
    let found = try tallied(
      roster: """
        cluster,unit,commune,from,to,successor
        A,Stays,Xã Một,,,
        A,Moves,Xã Hai,,31/3/2022,
        A,Ends,Xã Ba,,31/3/2022,"Xã Một, Stays"
        B,Moves,Xã Hai,01/4/2022,,
        """,
      activities: """
        10/1/2022,Moves,Hai,Đối thoại,2
        10/1/2022,Ends,Ba,Đối thoại,16
        10/1/2022,Ends,,Đối thoại,32
        10/5/2022,Moves,Hai,Đối thoại,4
        11/5/2022,Stays,Một,Đối thoại,8
        """
    ) { project in
      try #require(!project.log.hasErrors, "\(project.log.all.map { $0.line(in: .english) })")
      let people = try #require(project.definition.indicator(withID: "people"))
      let book = try project.tally([half]).book.comparable([half])
      return try book.units(of: .all, in: half).map { unit in
        let rows = try project.trace(people, units: [unit], period: half)
        let sum = rows.reduce(Quantity.zero) { $0 + ($1.entry.amount ?? .zero) }
        let tally = book.tally(people, for: .unit(unit), in: half)
        return (
          project.roster.clusters[project.roster.units[unit].cluster].name, rows.map(\.entry.row),
          tally.value == sum.doubleValue
        )
      }
    }
    #expect(found.map(\.0) == ["A", "B"] && found.allSatisfy(\.2))
    #expect(found.map(\.1) == [[3, 4, 6], [2, 5]])
  }

  @Test("Communes that merged count once; what was split is stated where all its parts are")
  func mergedAndSplit() throws {
    let (book, project, _) = try book(
      roster: """
        A,Old,Xã Một,,30/6/2022,Xã Mới
        A,Old,Xã Hai,,30/6/2022,Xã Mới
        A,Old,Xã Ba,,30/6/2022,Xã Đông; Xã Tây
        A,Mới,Xã Mới,01/7/2022,,
        A,Đông,Xã Đông,01/7/2022,,
        A,Tây,Xã Tây,01/7/2022,,
        """,
      activities: """
        10/3/2021,Old,Một,Đối thoại,1
        10/4/2021,Old,Hai,Đối thoại,2
        10/9/2021,Old,Ba,Đối thoại,4
        10/9/2021,Old,Hai,Đối thoại,8
        10/9/2022,Mới,Mới,Đối thoại,16
        10/9/2022,Đông,Đông,Đối thoại,32
        10/9/2022,Tây,Tây,Đối thoại,64
        """,
      submissions: "2021-H1,Old,staff,7\n2022-H2,Mới,staff,3\n",
      periods: ["2021-H1", "2021-H2", "2022-H2"])
    let comparable = book.comparable(book.periods)
    let new = try #require(project.roster.unit(named: "Mới"))
    let east = try #require(project.roster.unit(named: "Đông"))
    #expect(try value(comparable, "people", .unit(new), "2021-H1") == 3)
    #expect(try value(comparable, "communes", .unit(new), "2021-H1") == 1)
    #expect(try value(comparable, "coverage", .unit(new), "2021-H1") == 100)
    // Nothing took place in the commune that was split, so that its parts have a true zero…
    #expect(try value(comparable, "people", .unit(east), "2021-H1") == 0)
    // …and afterwards nobody knows in which part it did; together they are known.
    let people = try #require(book.plan.indicator(withID: "people"))
    let unknown = comparable.tally(people, for: .unit(east), in: try #require(Period("2021-H2")))
    #expect(unknown.status == .indivisible && unknown.value == nil)
    #expect(unknown.indivisible.map { project.roster.name(of: $0) } == ["Xã Ba"])
    #expect(try value(comparable, "people", .cluster(0), "2021-H2") == 12)
    let communes = try #require(book.plan.indicator(withID: "communes"))
    let distinct = comparable.tally(
      communes, for: .cluster(0), in: try #require(Period("2021-H2")))
    #expect(distinct.status == .indivisible)
    // A unit that is not on the map has not reported, and what is on it has when its past had.
    let (old, half) = (0, try #require(Period("2021-H1")))
    #expect(!comparable.hasReported(unit: old, in: half) && book.hasReported(unit: old, in: half))
    #expect(comparable.rowCount(behind: east, in: half) == 3)
    // What a unit reported itself cannot be divided either.
    let staff = try #require(book.plan.indicator(withID: "staff"))
    let reported = comparable.tally(staff, for: .unit(new), in: try #require(Period("2021-H1")))
    #expect(reported.status == .indivisible)
    #expect(try value(comparable, "staff", .cluster(0), "2021-H1") == 7)
    #expect(comparable.units(of: .all, in: try #require(Period("2021-H1"))).count == 3)
  }

  @Test(
    "Units that were renamed or merged count once, and so does what was split where all its parts count"
  )
  func distinctUnits() throws {
    let (book, project, _) = try book(
      roster: """
        A,Cũ,,,30/4/2022,Mới
        A,Một,,,30/4/2022,Mới
        A,Ba,,,30/4/2022,Đông; Tây
        A,Mới,,01/5/2022,,
        A,Đông,,01/5/2022,,
        A,Tây,,01/5/2022,,
        A,Yên,,,,
        """,
      activities: """
        10/1/2022,Yên,,Đối thoại,
        10/3/2022,Cũ,,Đối thoại,
        10/4/2022,Một,,Đối thoại,
        10/4/2022,Một,,Đối thoại,
        10/5/2022,Mới,,Đối thoại,
        10/7/2022,Đông,,Đối thoại,
        10/8/2022,Tây,,Đối thoại,
        10/3/2023,Đông,,Đối thoại,
        """,
      periods: ["2022-Q1", "2022-M04", "2022-H1", "2022", "2023-Q1"])
    func units(_ group: Group, _ period: String) throws -> Double? {
      let map = book.comparable([try #require(Period(period))])
      return try value(map, "units", group, period)
    }
    let new = try #require(project.roster.unit(named: "Mới"))
    #expect(try units(.cluster(0), "2022-Q1") == 2)
    #expect(try units(.cluster(0), "2022-M04") == 1)
    #expect(try units(.cluster(0), "2022-H1") == 2)
    #expect(try units(.unit(new), "2022-H1") == 1)
    #expect(try units(.all, "2022") == 4)
    // Of a unit that was split, one part is there again, and the other has not reported.
    let half = try #require(Period("2022-H1"))
    let (split, _, _) = try self.book(
      roster: "A,Ba,,,30/4/2022,Đông; Tây\nA,Đông,,01/5/2022,,\nA,Tây,,01/5/2022,,\n",
      activities: "10/4/2022,Ba,,Đối thoại,\n10/5/2022,Đông,,Đối thoại,\n", periods: ["2022-H1"])
    let indicator = try #require(split.plan.indicator(withID: "units"))
    let tally = split.comparable([half]).tally(indicator, for: .cluster(0), in: half)
    #expect(tally.status == .partial && tally.value == 1)
  }

  @Test("What was split within a cluster is in its total, though one of the parts is silent")
  func silentPart() throws {
    let (book, project, _) = try book(
      roster: """
        A,Old,Xã Ba,,30/6/2022,Xã Đông; Xã Tây
        A,Đông,Xã Đông,01/7/2022,,
        A,Tây,Xã Tây,01/7/2022,,
        """,
      activities: """
        10/3/2022,Old,Ba,Đối thoại,4
        10/9/2022,Đông,Đông,Đối thoại,32
        """, periods: ["2022"])
    let comparable = book.comparable(book.periods)
    let people = try #require(book.plan.indicator(withID: "people"))
    let total = comparable.tally(people, for: .cluster(0), in: book.periods[0])
    #expect(total.status == .partial && total.value == 36)
    #expect(total.reportingUnits == 1 && total.expectedUnits == 2)
    let east = try #require(project.roster.unit(named: "Đông"))
    #expect(
      comparable.tally(people, for: .unit(east), in: book.periods[0]).status == .indivisible)
  }

  @Test("A name that two units have one after the other means the one of the day")
  func sameName() throws {
    let (book, project, log) = try book(
      roster: """
        A,Huyện Nga Sơn,Xã Nga An,,30/6/2025,Xã Nga Sơn
        A,Xã Nga Sơn,Xã Nga Sơn,01/7/2025,,
        """,
      activities: """
        30/6/2025,Nga Sơn,Nga An,Đối thoại,1
        01/7/2025,Nga Sơn,,Đối thoại,2
        02/7/2025,Huyện Nga Sơn,Nga An,Đối thoại,4
        """, periods: ["2025"])
    #expect(try value(book, "people", .unit(0), "2025") == 1)
    #expect(try value(book, "people", .unit(1), "2025") == 2)
    #expect(log.all.map { "\($0.code) \($0.place)" } == ["notInForce activities.csv:4:2"])
    #expect(log.all[0].message.english.contains("to 2025-06-30 only (→ Xã Nga Sơn)"))
    #expect(project.roster.unit(named: "Nga Sơn") == 1)
  }

  @Test("Successors that are not there, or are several, are findings at their cell")
  func badSuccessors() throws {
    let project = try tallied(
      roster: """
        cluster,unit,commune,from,to,successor
        A,Old,Xã Một,,30/6/2022,Xã Mơi
        A,Old,Xã Hai,,30/6/2022,Xã Tân
        A,Old,Xã Ba,,,Xã Mới
        A,Old,Xã Bốn,,30/6/2022,"Xã Tân, Đông"
        A,Mới,Xã Mới,01/7/2022,,
        A,Đông,Xã Tân,01/7/2022,,
        A,Tây,Xã Tân,01/7/2022,,
        """
    ) { $0 }
    #expect(
      Set(project.log.all.map { "\($0.code) \($0.place)" }) == [
        "unknownSuccessor roster.csv:2:6", "unknownSuccessor roster.csv:3:6",
        "missingValue roster.csv:4:5",
      ])
    #expect(project.log.all.contains { $0.message.english.contains("\"Xã Mới\"?") })
    #expect(project.roster.communes[3].successors == [.commune(5)])
  }

  @Test("A code stands for its commune, each at its time")
  func codes() throws {
    let year = try #require(Period("2022"))
    let intake = try tallied(
      roster: """
        cluster,unit,commune,to,from,code
        A,Nga Sơn,Xã Một,30/6/2022,,16093
        A,Nga Sơn,Xã Mới,,01/7/2022,16093
        """,
      activities: """
        1/5/2022,Nga Sơn,16093,Đối thoại,1
        1/8/2022,Nga Sơn,16093,Đối thoại,2
        """
    ) { try $0.tally([year], place: .commune) }
    // Two communes one after the other, without a word that they are the same.
    #expect(intake.log.all.map(\.code) == [.partAboveWhole])
    #expect(try value(intake.book, "people", .commune(0), "2022") == 1)
    #expect(try value(intake.book, "people", .commune(1), "2022") == 2)
  }
}
