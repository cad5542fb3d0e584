import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import Settings

/// A server that folds rows must lead to the same numbers and the same findings as reading them; run by
/// `make test-database`.
@Suite(
  "A server that folds the rows of a register",
  .enabled(if: !TestServer.connection.isEmpty), .serialized)
struct FoldedDatabaseTests {
  private static let roster = """
    cluster,unit,unit_kind,commune,from,to,successor
    Cụm 1,Huyện Sông Đông,Huyện,Xã An Bình,,,
    Cụm 1,Huyện Sông Đông,Huyện,Xã An Hòa,,2024-03-31,Xã An Bình
    Cụm 1,Huyện Núi Tây,Huyện,Xã Bình Minh,,,
    Cụm 2,Huyện Biển Nam,Thị xã,Xã Hải Hà,2023-07-01,,
    Cụm 2,Sở Nội vụ,Sở,,,,
    """
  private static let settings = """
    language: en
    indicators:
      n: {count: activities}
      dialogues: {count: activities, where: {activity: đối thoại}}
      talks: {count: activities, where: {activity: {contains: thoại}}}
      communes: {distinct: commune}
      reached: {share: communes, of: communes}
      kinds: {distinct: kind}
      people: {sum: people}
      money: {sum: money, decimals: 4}
      mean: {mean: people}
      middle: {median: money, where: {kind: hẹp}}
      solved: {ratio: [resolved, raised], shown_as: percent}
      large: {count: activities, where: {people: {from: 50}}}
      districts: {count: activities, applies_to: {unit_kind: [Huyện]}, since: 2024-Q2}
    checks:
      - {rule: "resolved <= people + 1000", for: rows, reason: không thể}

    """

  /// A row that is right, or wrong in one of the ways that people know.
  private static func row(_ random: inout SplitMix, wrong: Int) -> [String?] {
    let units = [
      "Huyện Sông Đông", "sông đông", "Huyện Núi Tây", "UBND huyện Núi Tây", "Sở Nội vụ",
    ]
    let communes = [
      "Huyện Sông Đông": ["Xã An Bình", "an bình", "An Hòa"], "sông đông": ["Xã An Bình"],
      "Huyện Núi Tây": ["Bình Minh", "xã Bình Minh"], "UBND huyện Núi Tây": ["Xã Bình Minh"],
    ]
    let unit = units.randomElement(using: &random)!
    let day =
      "202\([3, 4, 4].randomElement(using: &random)!)-0\(Int.random(in: 1...6, using: &random))-\(Int.random(in: 10...28, using: &random))"
    var activity = ["Đối thoại", "đối thoại", "Tiếp công dân", "Họp, \"lớn\"", "hai\ndòng"]
      .randomElement(using: &random)!
    // The same in two signs for one.
    if Int.random(in: 0..<8, using: &random) == 0 {
      activity = activity.decomposedStringWithCanonicalMapping
    }
    var commune = communes[unit]?.randomElement(using: &random)
    if day > "2024-03-31", commune == "An Hòa" { commune = "An Bình" }
    if Int.random(in: 0..<4, using: &random) == 0 {
      commune = Bool.random(using: &random) ? nil : ""
    }
    let people = Int.random(in: 0..<120, using: &random)
    let raised = Int.random(in: 5..<20, using: &random)
    var row: [String?] = [
      day, unit, commune, activity, ["hẹp", "rộng", nil].randomElement(using: &random)!,
      people % 9 == 0 ? nil : "\(people)",
      Int.random(in: 0..<6, using: &random) == 0
        ? nil
        : "\(Int.random(in: 1000..<99999, using: &random)).\(Int.random(in: 0..<100, using: &random))",
      "\(raised)", Int.random(in: 0..<8, using: &random) == 0 ? nil : "\(raised / 2)",
      "ghi \(Int.random(in: 0..<1_000_000, using: &random))",
    ]
    guard Int.random(in: 0..<100, using: &random) < wrong else { return row }
    switch Int.random(in: 0..<14, using: &random) {
    case 0: row[0] = nil
    case 1: row[0] = "0024-05-12"
    case 2: row[0] = "2099-05-12"
    case 3: row[1] = "Huyện Sông Dong"
    case 4: row[1] = nil
    case 5: row[2] = "Xã Lạ"
    case 6: row[2] = unit == "Huyện Núi Tây" ? "An Bình" : "–"
    case 7: row[3] = nil
    case 8: row[3] = "Tổng cộng"
    case 9: row[3] = "Doi thoai"
    case 10: row[5] = "-3"
    case 11: row[6] = ["9999999.5", "NaN", "12345678901"].randomElement(using: &random)!
    case 12: row[8] = "999"
    default: (row[4], row[8]) = ("x", "5000")
    }
    return row
  }

  private static func fill(_ table: String, _ rows: [[String?]]) throws {
    let literals = rows.map { row in
      "("
        + row.map { $0.map { "'" + $0.replacing("'", with: "''") + "'" } ?? "null" }
        .joined(separator: ",") + ")"
    }
    try TestServer.run(
      "drop table if exists \(table); create table \(table) (id serial primary key, ngay date, don_vi text, xa text, loai"
        + " text, kieu text, nguoi integer, tien numeric, neu bigint, giai double precision, ghi text)"
    )
    guard !rows.isEmpty else { return }
    try TestServer.run(
      "insert into \(table) (ngay, don_vi, xa, loai, kieu, nguoi, tien, neu, giai, ghi)"
        + " select a::date, b, c, d, e, f::integer, g::numeric, h::bigint, i::double precision, j from (values "
        + literals.joined(separator: ",") + ") v(a,b,c,d,e,f,g,h,i,j)")
  }

  /// - Parameter isMoment: whether days come as moments, from a query.
  private func project(_ table: String, _ mode: String, isMoment: Bool = false) throws -> Small {
    let moments =
      "select ngay::timestamp + interval '8 hours' as date, don_vi as unit, xa as commune, loai as activity, kieu as kind,"
      + " nguoi as people, tien as money, neu as raised, giai as resolved, ghi as note from gop order by id"
    let columns =
      "date: ngay, unit: don_vi, commune: xa, activity: loai, kind: kieu, people: nguoi, money: tien, raised: neu, resolved: giai, note: ghi"
    return try Small(
      [:],
      settings: FoldedDatabaseTests.settings + "push_down: \(mode)\n"
        + FoldedDatabaseTests.accepted
        + "sources:\n  activities: {database: \"\(TestServer.connection)\", "
        + (isMoment
          ? "query: \"\(moments)\"}\n" : "table: \(table), key: id, columns: {\(columns)}}\n"),
      roster: FoldedDatabaseTests.roster)
  }

  private static let columns = [
    ("date", "ngay"), ("unit", "don_vi"), ("commune", "xa"), ("activity", "loai"),
    ("kind", "kieu"), ("people", "nguoi"), ("money", "tien"), ("raised", "neu"),
    ("resolved", "giai"), ("note", "ghi"),
  ]

  /// The same rows as a file, with numbers as PostgreSQL keeps them and columns in the order of the table's.
  private func project(_ rows: [[String?]], isMoment: Bool) throws -> Small {
    func cell(_ text: String?, _ column: Int) -> String {
      guard var text else { return "" }
      if [6, 8].contains(column), text != "NaN" {
        let parts = text.split(separator: ".")
        let decimals = parts.count > 1 ? String(parts[1]) : ""
        text =
          "\(parts[0]),\(decimals.padding(toLength: 4, withPad: "0", startingAt: 0))"
      }
      return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
    let all = FoldedDatabaseTests.columns
    let order = isMoment ? Array(all.indices) : all.indices.sorted { all[$0].0 < all[$1].0 }
    let lines = rows.map { row in order.map { cell(row[$0], $0) }.joined(separator: ",") }
    let head = order.map { all[$0].0 }.joined(separator: ",")
    return try Small(
      ["activities.csv": ([head] + lines).joined(separator: "\n") + "\n"],
      settings: FoldedDatabaseTests.settings + FoldedDatabaseTests.accepted,
      roster: FoldedDatabaseTests.roster)
  }

  private static let accepted =
    "accept: [{finding: unknown-unit, reason: thử}, {finding: unknown-commune, reason: thử}, {finding: bad-date, reason: thử}]\n"

  /// What a file says of itself, as the table in its place would, which has keys besides.
  private func asTable(_ line: String, isMoment: Bool) -> String {
    let all = FoldedDatabaseTests.columns
    let names = isMoment ? all.map(\.0) : all.sorted { $0.0 < $1.0 }.map(\.1)
    let table = isMoment ? "postgresql:activities" : "postgresql:gop"
    return line.replacing(#/activities\.csv:(\d+):(\d+)/#) { match in
      "\(table):\(match.1):\(names[(Int(match.2) ?? 1) - 1])"
    }.replacing("activities.csv", with: table)
  }

  private func withoutKeys(_ line: String) -> String {
    line.replacing(#/ \(id = \d+\)|; id = [\d, …]+(?=\))/#, with: "")
  }

  /// Everything that reading gives, as lines.
  private func said(
    _ small: Small, place: TallyAccumulator.Grain.Place = .unit, column: String? = nil
  ) throws -> (lines: [String], reading: DatabaseReading?) {
    let project = try Project(folder: small.folder.url)
    try #require(!project.log.hasErrors, "\(project.log.all.map { $0.line(in: .english) })")
    let periods: [Period] = [
      .half(1, year: 2024), .half(1, year: 2023), .quarter(2, year: 2024), .year(2024),
    ]
    let intake = try project.tally(periods, place: place, column: column)
    let book = intake.book
    var lines = intake.log.all.map { $0.line(in: .english) }
    lines += intake.files.map {
      "\($0.file) \($0.rows) \($0.accepted) \($0.totals) \($0.passed) \($0.doubtful)"
    }
    lines += intake.halfYears.map(\.name)
    let groups =
      [Group.all] + book.roster.units.indices.map { .unit($0) }
      + (place == .commune ? book.roster.communes.indices.map { .commune($0) } : [])
    for period in periods {
      for indicator in book.plan.indicators {
        for group in groups {
          let tally = book.tally(indicator, for: group, in: period)
          lines.append(
            "\(period.name) \(indicator.id) \(group) \(tally.value.map { "\($0)" } ?? "–") \(tally.status)"
          )
        }
      }
      for unit in book.roster.units.indices {
        lines.append("\(period.name) \(unit) \(intake.hasActivities(unit: unit, in: period))")
      }
    }
    for (text, slice) in book.slices.enumerated() {
      for indicator in book.plan.indicators {
        lines.append("\(text) \(slice) \(indicator.id)")
      }
    }
    return (lines, intake.databases.last)
  }

  @Test(
    "Two servers with a part of the table each give the same, and each folds its own",
    .enabled(if: !TestServer.other.isEmpty))
  func twoServers() throws {
    var random = SplitMix(state: 5)
    let rows = (0..<300).map { _ in FoldedDatabaseTests.row(&random, wrong: 0) }
    try FoldedDatabaseTests.fill("gop", rows)
    let columns =
      "id integer, ngay date, don_vi text, xa text, loai text, kieu text, nguoi integer, tien numeric, neu bigint, giai"
      + " double precision, ghi text"
    let there = "('Huyện Núi Tây', 'UBND huyện Núi Tây')"
    try TestServer.run(
      "drop table if exists gop_b; create table gop_b (\(columns))", on: TestServer.other)
    let port = try #require(TestServer.other.firstMatch(of: #/port=(\d+)/#)).1
    let name = try #require(TestServer.other.firstMatch(of: #/dbname=(\w+)/#)).1
    try TestServer.run(
      "create extension if not exists postgres_fdw; drop server if exists kia cascade; create server kia foreign data"
        + " wrapper postgres_fdw options (host '127.0.0.1', port '\(port)', dbname '\(name)', use_remote_estimate 'true');"
        + " create user mapping for current_user server kia options (user 'giaoban');"
        + " drop table if exists gop_chia; create table gop_chia (\(columns)) partition by list (don_vi);"
        + " create foreign table gop_kia partition of gop_chia for values in \(there) server kia options (table_name 'gop_b');"
        + " create table gop_nay partition of gop_chia default; insert into gop_chia select * from gop;"
        + " analyze gop_chia, gop_kia, gop_nay")
    let (one, _) = try said(project("gop", "never"), place: .commune)
    let (two, reading) = try said(project("gop_chia", "always"), place: .commune)
    // Rows of several servers have no order, but for that of their keys.
    #expect(
      one.map(withoutKeys) == two.map { withoutKeys($0).replacing("gop_chia", with: "gop") })
    let read = try #require(reading)
    #expect(read.obstacle == nil && read.folded > 200)
    let plan = try TestServer.run(
      "set enable_partitionwise_aggregate = on; explain (verbose, costs off) \(read.statements[0])"
    )
    #expect(plan.contains { $0.contains("Remote SQL") && $0.contains("GROUP BY") })
  }

  @Test("A table of many pages is copied by several sessions, a query by one: both give the same")
  func manyPages() throws {
    try FoldedDatabaseTests.fill("gop", [])
    try TestServer.run(
      "alter table gop alter ghi set storage plain; insert into gop (ngay, don_vi, loai, nguoi, ghi)"
        + " select date '2024-01-01' + i % 150, 'Sở Nội vụ', 'Đối thoại', i % 100, i || repeat('x', 3500)"
        + " from generate_series(1, 20000) i; analyze gop")
    let columns = "ngay as date, don_vi as unit, loai as activity, nguoi as people, ghi as note"
    func rows(_ source: String) throws -> (Int, Double?) {
      let small = try Small(
        [:],
        settings: "language: en\npush_down: never\nindicators: {people: {sum: people}}\n"
          + "sources: {activities: {database: \"\(TestServer.connection)\", \(source)}}\n",
        roster: FoldedDatabaseTests.roster)
      let intake = try small.intake(.year(2024))
      let people = try #require(intake.book.plan.indicator(withID: "people"))
      return (
        intake.files[0].accepted, intake.book.tally(people, for: .all, in: .year(2024)).value
      )
    }
    let mapped =
      "table: gop, columns: {date: ngay, unit: don_vi, activity: loai, people: nguoi, note: ghi}"
    #expect(try rows(mapped) == (20000, 990_000))
    #expect(try rows("query: \"select \(columns) from gop\"") == (20000, 990_000))
  }

  @Test("Nothing beside an empty text, one sign beside two, a pattern beside texts: no row is lost")
  func sameNames() throws {
    let decomposed = "Đối thoại".decomposedStringWithCanonicalMapping
    func row(_ activity: String, _ commune: String?, _ kind: String, _ people: Int) -> [String?] {
      [
        "2024-02-15", "Huyện Núi Tây", commune, activity, kind, "\(people)", nil, "9", "1",
        "x",
      ]
    }
    var rows = [
      row("Đối thoại", nil, "hẹp", 10), row("Đối thoại", "", "hẹp", 11),
      row("Đối thoại", nil, "hẹp", 10), row(decomposed, "", "rộng", 12),
      row(decomposed, "", "rộng", 12), row("Đối thoại", "", "khác", 12),
    ]
    rows += (0..<20).map {
      row($0 % 2 == 0 ? "Đối thoại" : decomposed, "Bình Minh", "rộng", 100 + $0)
    }
    rows.append(row(decomposed, "Bình Minh", "rộng", 90_000))
    try FoldedDatabaseTests.fill("gop", rows)
    let (read, _) = try said(project("gop", "never"))
    let (folded, reading) = try said(project("gop", "always"))
    #expect(read == folded)
    #expect(reading?.obstacle == nil)
    // 10 + 11 + 10 + 12 + 12 + 12, 20 × 100 + 190, and 90,000
    #expect(folded.contains("2024-H1 people unit(1) 92257.0 complete"), "\(folded)")
    #expect(folded.contains { $0.contains("the same as") })
    #expect(
      folded.contains { $0.contains("90,000 is over 100 times") || $0.contains("90000") })
  }

  /// Of how many projects at once; `make faults` tries more.
  private static let count =
    Int(ProcessInfo.processInfo.environment["GIAOBAN_FOLDED"] ?? "") ?? 12

  @Test(
    "Clean, a little wrong, very wrong: the same numbers and findings as by reading, and as from a file"
  )
  func same() throws {
    for seed in 0..<FoldedDatabaseTests.count {
      var random = SplitMix(state: UInt64(seed) + 77)
      let wrong = [0, 2, 20][seed % 3]
      var rows = (0..<Int.random(in: 0..<400, using: &random)).map { _ in
        FoldedDatabaseTests.row(&random, wrong: wrong)
      }
      // The same row again, and the same in another spelling.
      if seed % 2 == 1, let again = rows.randomElement(using: &random) {
        rows.append(again)
        var spelt = again
        spelt[3] = again[3]?.uppercased()
        rows.append(spelt)
      }
      try FoldedDatabaseTests.fill("gop", rows)
      let place: TallyAccumulator.Grain.Place = seed % 2 == 0 ? .unit : .commune
      let column = seed % 4 == 3 ? "kind" : nil
      let isMoment = seed % 5 == 4
      let (read, asked) = try said(
        project("gop", "never", isMoment: isMoment), place: place, column: column)
      #expect(asked?.obstacle != nil && asked?.statements == [])
      let (file, _) = try said(
        project(rows, isMoment: isMoment), place: place, column: column)
      // Findings come in the order of their files' names.
      let kept = file.map { asTable($0, isMoment: isMoment) }.sorted()
      let held = read.map(withoutKeys).sorted()
      for (one, other) in zip(kept, held) where one != other {
        Issue.record("seed \(seed): file: \(one), table: \(other)")
      }
      #expect(kept.count == held.count, "seed \(seed)")
      let (folded, answered) = try said(
        project("gop", "always", isMoment: isMoment), place: place, column: column)
      let reading = try #require(answered)
      #expect(reading.obstacle == nil, "seed \(seed)")
      #expect(reading.folded + reading.read == rows.count, "seed \(seed)")
      #expect(wrong > 0 || rows.count < 20 || reading.folded * 2 > rows.count, "seed \(seed)")
      #expect(read.count == folded.count, "seed \(seed)")
      let (one, other) = (Set(read), Set(folded))
      for line in read where !other.contains(line) {
        Issue.record("seed \(seed): only read: \(line)")
      }
      for line in folded where !one.contains(line) {
        Issue.record("seed \(seed): only folded: \(line)")
      }
      #expect(read == folded, "seed \(seed)")
    }
  }
}
