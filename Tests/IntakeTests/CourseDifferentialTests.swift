import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

/// Monthly numbers and plans made up from a seed, as files and as rows of SQL.
private struct GeneratedCourse {
  static let rules = ["sum", "last", "mean", "cumulative"]
  static let periods: [(name: String, months: ClosedRange<Int>)] = [
    ("2022-Q1", 1...3), ("2022-Q2", 4...6), ("2022-Q3", 7...9), ("2022-Q4", 10...12),
    ("2022-H1", 1...6), ("2022-H2", 7...12), ("2022-9M", 1...9), ("2022", 1...12),
    ("2022-M05", 5...5),
  ]
  static let units = ["Huyện Nga Sơn", "Huyện Hậu Lộc", "Huyện Hoằng Hóa", "Thị xã Bỉm Sơn"]
  /// Of each unit its cluster.
  static let clusters = [0, 0, 1, 1]

  private(set) var files: [String: String] = [:]
  private(set) var sql = """
    create table unit (id, cluster);
    create table report (unit, rule, month, value);
    create table plan (owner, rule, last, length, value);

    """

  init(seed: UInt64) {
    var random = SplitMix(state: seed)
    func chance(_ one: Int, in all: Int) -> Bool { Int.random(in: 0..<all, using: &random) < one }
    var roster = "cluster,unit\n"
    var reports = ["Kỳ,Đơn vị,Chỉ tiêu,Số liệu"]
    var plans = ["Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch"]
    for (unit, name) in GeneratedCourse.units.enumerated() {
      roster += "Cụm \(GeneratedCourse.clusters[unit] + 1),\(name)\n"
      sql += "insert into unit values (\(unit), \(GeneratedCourse.clusters[unit]));\n"
      for rule in GeneratedCourse.rules {
        let diligence = Int.random(in: 0...8, using: &random)
        var total = 0
        for month in 1...12 {
          let value = Int.random(in: 0...500, using: &random)
          total += value
          guard chance(diligence, in: 8) else { continue }
          let stated = rule == "cumulative" ? total : value
          let period =
            chance(1, in: 2) ? "Tháng \(month)/2022" : "2022-M\(month < 10 ? "0" : "")\(month)"
          reports.append("\(period),\(name),\(rule),\(stated)")
          sql += "insert into report values (\(unit), \(rule.sql), \(month), \(stated * 10_000));\n"
        }
        guard rule != "mean" else { continue }
        for (period, last, length) in [("2022", 12, 12), ("2022-H1", 6, 6)] where chance(1, in: 2) {
          let value = Int.random(in: 1...3000, using: &random)
          plans.append("\(period),\(name),\(rule),\(value)")
          sql += "insert into plan values (\(unit), \(rule.sql), \(last), \(length), \(value));\n"
        }
      }
    }
    files = [
      "roster.csv": roster, "submissions.csv": reports.joined(separator: "\n"),
      "plans.csv": plans.joined(separator: "\n"),
      "giaoban.yaml": """
      language: en
      indicators:
        sum: {from: submissions, over_time: sum}
        last: {from: submissions, over_time: last}
        mean: {from: submissions, over_time: mean, unit_of_measure: "%"}
        cumulative: {from: submissions, cumulative: year}
      """,
    ]
  }

  /// The numbers of the units of a group that have any: how many have, how many of these lack a month, and what
  /// they are together; then of those with a plan, of the planned period that most have one of, the number and the
  /// plan.
  static func query(_ rule: String, _ months: ClosedRange<Int>, among condition: String) -> String {
    let own =
      switch rule {
      case "last":
        "(select value from report r where r.unit = u and r.rule = :rule and month = high)"
      case "mean": "round(total * 1.0 / known)"
      case "cumulative":
        """
        (select value from report r where r.unit = u and r.rule = :rule and month = high)
          - coalesce((select value from report r where r.unit = u and r.rule = :rule
              and month < :first order by month desc limit 1), 0)
        """
      default: "total"
      }
    // Which months must be there: of a cumulative number the last one, and the one before the period.
    let lacks =
      switch rule {
      case "last": "high < :last"
      case "cumulative":
        """
        (high < :last or (:first > 1 and not exists (select 1 from report r
          where r.unit = u and r.rule = :rule and month = :first - 1)))
        """
      default: "known < :last - :first + 1"
      }
    // A number that holds earlier months, too, is held against no plan.
    let exceeds =
      rule == "cumulative"
      ? """
      (:first > 1 and not exists (select 1 from report r
        where r.unit = u and r.rule = :rule and month = :first - 1))
      """ : "0"
    return """
      with member as (select id from unit where \(condition)),
      known as (
        select unit u, count(*) known, sum(value) total, max(month) high from report
        where unit in (select id from member) and rule = :rule and month between :first and :last
        group by unit),
      own as (select u, \(own) value, \(lacks) lacking, \(exceeds) exceeds from known),
      holding as (
        select owner, length, value from plan where owner in (select id from member)
          and rule = :rule and last >= :last and last - length < :first),
      chosen as (
        select length from holding group by length order by count(*) desc, length limit 1),
      planned as (
        select owner u, value from holding where length in (select length from chosen))
      select count(*), coalesce(sum(lacking), 0),
        \(rule == "mean" ? "avg" : "sum")(value) / 10000.0,
        (select sum(own.value) / 10000.0 from own join planned using (u)
          where planned.value is not null and not exceeds),
        (select sum(planned.value) from own join planned using (u) where not exceeds)
      from own
      """
      .replacing(":rule", with: rule.sql).replacing(":first", with: "\(months.lowerBound)")
      .replacing(":last", with: "\(months.upperBound)")
  }
}

@Suite("Generated months and plans give the numbers that SQL gives")
struct CourseDifferentialTests {
  private static let count =
    ProcessInfo.processInfo.environment["GIAOBAN_PROJECTS"].flatMap { Int($0) } ?? 40

  @Test(
    "Every period of every rule and group: the number, who lacks months, and what is reached of the plan"
  )
  func everyPeriod() throws {
    let seed = Seed.start
    for number in 0..<CourseDifferentialTests.count {
      let own = seed &+ UInt64(number) &* 0x9E37_79B9
      let failures = try differences(GeneratedCourse(seed: own))
      #expect(failures.isEmpty, "seed \(own): \(failures.prefix(5).joined(separator: "\n"))")
    }
  }

  private func differences(_ generated: GeneratedCourse) throws -> [String] {
    let folder = try TemporaryFolder(generated.files)
    defer { folder.keep() }
    let project = try Project(folder: folder.url)
    let periods = try GeneratedCourse.periods.map { try #require(Period($0.name)) }
    let book = try project.tally(periods).book
    let database = try SQLite()
    try database.run(generated.sql)
    let groups: [(Group, String)] =
      [(.all, "1"), (.cluster(0), "cluster = 0"), (.cluster(1), "cluster = 1")]
      + GeneratedCourse.units.indices.map { (.unit($0), "id = \($0)") }
    var found: [String] = []
    for (period, months) in zip(periods, GeneratedCourse.periods.map(\.months)) {
      for rule in GeneratedCourse.rules {
        let indicator = try #require(project.definition.indicator(withID: rule))
        for (group, condition) in groups {
          let expected = try database.row(
            GeneratedCourse.query(rule, months, among: condition))
          let tally = book.tally(indicator, for: group, in: period)
          let reached = book.fulfilment(indicator, for: group, in: period)
          let own: [Double?] = [
            Double(tally.reportingUnits), Double(tally.incompleteUnits), tally.value,
            reached?.value, reached?.plan,
          ]
          let other: [Double?] = [
            expected[0], expected[1], expected[2], expected[3], expected[4],
          ]
          let isSame = zip(own, other).allSatisfy { own, other in
            switch (own, other) {
            case (nil, nil): true
            case (let own?, let other?): abs(own - other) <= 1e-6 + abs(other) * 1e-9
            default: false
            }
          }
          if !isSame { found.append("\(period.name) \(rule) \(group): \(own), SQL \(other)") }
        }
      }
    }
    return found
  }
}
