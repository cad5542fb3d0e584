import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import Databases

@testable import Findings
@testable import Intake
@testable import Settings

/// Settings and statements, which need no server.
@Suite("Tables of databases in the settings")
struct DatabaseSettingsTests {
  private func log(_ sources: String) throws -> FindingLog {
    let small = try Small(
      ["submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"],
      settings: "language: en\nsources:\n  \(sources)\nindicators: {n: {count: activities}}\n")
    return try Project(folder: small.folder.url, requiringRecords: false).log
  }

  @Test(
    "A table or a query is named, and no password",
    arguments: [
      "activities: {database: service=giaoban}",
      "activities: {database: service=giaoban, table: a, query: select 1}",
      "activities: {database: \"host=db password=geheim\", table: a}",
      "activities: {database: \"postgresql://user:geheim@db/giaoban\", table: a}",
      "activities: {database: \"postgresql://user:geheim\", table: a}",
      "activities: {database: \"postgresql://db/giaoban?passwor%64=geheim\", table: a}",
      "activities: {database: \"host=db sslpassword=geheim\", table: a}",
      "activities: {database: service=giaoban, tabel: a}",
    ])
  func refused(_ sources: String) throws {
    let errors = try log(sources).all.filter { $0.severity == .error }
    #expect(!errors.isEmpty)
    #expect(errors.allSatisfy { !$0.message.english.contains("geheim") })
  }

  @Test(
    "A user without a password in a URI is no password, nor is a port",
    arguments: [
      "postgresql://user@db/giaoban", "postgresql://db:5432/giaoban", "postgresql://db:5432",
      "postgresql://a:5432,b:5433/giaoban", "postgresql://[::1]:5432/giaoban",
      "host=db passfile=/home/a/.pgpass",
    ])
  func allowed(_ connection: String) throws {
    #expect(
      try log("activities: {database: \"\(connection)\", table: a}").count(of: .error) == 0)
  }

  @Test("Names are quoted, a semicolon and a comment at the end of a query harm nothing")
  func statements() {
    var query = DatabaseQuery(connection: "")
    query.table = "so.hoat\"dong"
    query.columns = ["date": "ngày"]
    query.key = "id"
    #expect(
      query.selection(.standard)
        == "SELECT \"ngày\" AS \"date\" FROM \"so\".\"hoat\"\"dong\" AS giaoban_source ORDER BY giaoban_source.\"id\""
    )
    #expect(
      query.selection(.standard, inOrder: false, withKey: true)
        == "SELECT CAST(giaoban_source.\"id\" AS text) AS giaoban_key, \"ngày\" AS \"date\""
        + " FROM \"so\".\"hoat\"\"dong\" AS giaoban_source")
    query = DatabaseQuery(connection: "", query: "select 1 ; -- the end")
    #expect(query.selection(.standard) == "SELECT * FROM (select 1\n) AS giaoban_source")
    query = DatabaseQuery(connection: "", query: "select ';' -- one; two")
    #expect(
      query.selection(.standard) == "SELECT * FROM (select ';' -- one; two\n) AS giaoban_source")
    query = DatabaseQuery(connection: "", query: "select 1 -- one\n;; ")
    #expect(query.selection(.standard) == "SELECT * FROM (select 1 -- one\n) AS giaoban_source")
    #expect(
      query.export([
        .init(name: "a", type: 1700), .init(name: "b", type: 1184), .init(name: "c", type: 25),
      ]).hasPrefix(
        "COPY (SELECT replace(round(\"a\"::numeric, 4)::text, '.', ',') AS \"a\", CASE WHEN \"b\" >= '0001-01-01' AND \"b\" <"
          + " '10000-01-01' THEN to_char(\"b\", 'YYYY-MM-DD') WHEN \"b\" < '0001-01-01' THEN '-' || \"b\"::text ELSE \"b\"::text END AS \"b\","
          + " \"c\" AS \"c\" FROM ("))
  }
}

/// Run by `make test-database`, which starts a server.
@Suite(
  "Tables of a PostgreSQL server",
  .enabled(if: !TestServer.connection.isEmpty), .serialized)
struct DatabaseTests {
  private let connection = TestServer.connection

  private static let rows: [(day: String, unit: String, activity: String, people: String)] = {
    var random = SplitMix(state: 7)
    let units = ["Sông Đông", "Núi Tây", "Biển Nam"]
    let kinds = ["Đối thoại", "Tiếp công dân", "Họp, \"lớn\"", "hai\ndòng"]
    return (0..<500).map { _ in
      (
        "2024-\(["01", "02", "05", "06"].randomElement(using: &random)!)-1\(Int.random(in: 0...9, using: &random))",
        units.randomElement(using: &random)!, kinds.randomElement(using: &random)!,
        // What a reader of Vietnamese would take for thousands.
        ["1.234", "12.5", "7", "1000.25", "3", ""].randomElement(using: &random)!
      )
    }
  }()

  private static let indicators = """
    language: en
    indicators:
      n: {count: activities}
      dialogues: {count: activities, where: {activity: đối thoại}}
      people: {sum: people, decimals: 4}

    """

  private func project(_ sources: String) throws -> Small {
    try Small([:], settings: DatabaseTests.indicators + "sources:\n  " + sources + "\n")
  }

  private func tallies(_ small: Small) throws -> [String] {
    let intake = try small.intake(.half(1, year: 2024))
    let book = intake.book
    return book.plan.indicators.flatMap { indicator in
      ([Group.all] + book.roster.units.indices.map { .unit($0) }).map { group in
        let tally = book.tally(indicator, for: group, in: .half(1, year: 2024))
        return "\(indicator.id) \(group) \(tally.value ?? -1) \(tally.status)"
      }
    }
  }

  @Test("A register gives the same tallies and findings from the server as from a file")
  func same() throws {
    try TestServer.run(
      "drop table if exists so; create table so (id serial primary key, ngay timestamptz, don_vi text, loai text, so_nguoi"
        + " numeric, khac text)")
    let values = DatabaseTests.rows.map { row in
      func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
      return
        "(\(quoted(row.day)), \(quoted(row.unit)), \(quoted(row.activity)), \(row.people.isEmpty ? "null" : row.people), 'x')"
    }
    try TestServer.run(
      "insert into so (ngay, don_vi, loai, so_nguoi, khac) values " + values.joined(separator: ","))
    let file =
      "date,unit,activity,people\n"
      + DatabaseTests.rows.map { row in
        "\(row.day),\(row.unit),\"\(row.activity.replacing("\"", with: "\"\""))\",\"\(row.people.replacing(".", with: ","))\"\n"
      }.joined()
    let expected = try tallies(Small(["activities.csv": file], settings: DatabaseTests.indicators))
    let table = try project(
      "activities: {database: \"\(connection)\", table: so, key: id, columns: {date: ngay, unit: don_vi, activity: loai, people: so_nguoi}}"
    )
    #expect(try tallies(table) == expected)
    let query = try project(
      "activities: {database: \"\(connection)\", query: \"select ngay as date, don_vi as unit, loai as activity, so_nguoi as people from so\"}"
    )
    #expect(try tallies(query) == expected)
    // Findings name the table, the row, and the key by which it is found.
    try TestServer.run(
      "insert into so (ngay, don_vi, loai, so_nguoi) values ('2024-03-01', 'Sông Đôn', 'Đối thoại', 1)"
    )
    let wrong = try project(
      "activities: {database: \"\(connection)\", table: so, key: id, columns: {date: ngay, unit: don_vi, activity: loai, people: so_nguoi}}"
    )
    let lines = try wrong.intake(.half(1, year: 2024)).log.all.filter { $0.severity == .error }.map
    {
      $0.line(in: .english)
    }
    #expect(
      lines.contains {
        $0.hasPrefix("postgresql:so:502:don_vi (id = 501): ") && $0.contains("Sông Đông")
      },
      "\(lines)")
  }

  @Test("Submissions come from a view, and a roster from a table")
  func submissions() throws {
    try TestServer.run(
      "drop table if exists so_lieu; create table so_lieu (ky text, don_vi text, ma text, gia_tri double precision);"
        + " insert into so_lieu values ('2024-H1', 'Núi Tây', 'v', 1234.5), ('2024-H1', 'Biển Nam', 'v', 0.125)"
    )
    let small = try Small(
      [:],
      settings: """
        language: en
        indicators: {v: {from: submissions, decimals: 3}}
        sources:
          submissions: {database: "\(connection)", table: so_lieu, columns: {period: ky, unit: don_vi, indicator: ma, value: gia_tri}}
        """)
    let book = try small.intake(.half(1, year: 2024)).book
    let indicator = try #require(book.plan.indicator(withID: "v"))
    #expect(book.tally(indicator, for: .all, in: .half(1, year: 2024)).value == 1234.625)
  }

  @Test("What does not work is an error with the server's words, and no half result")
  func faults() throws {
    func errors(_ sources: String) throws -> [String] {
      let small = try project(sources)
      return try small.intake(.half(1, year: 2024)).log.all.filter { $0.severity == .error }.map {
        $0.line(in: .english)
      }
    }
    let missing = try errors("activities: {database: \"\(connection)\", table: khong_co}")
    #expect(
      missing.contains {
        $0.contains("the database answers with an error") && $0.contains("khong_co")
      })
    let nobody = try errors(
      "activities: {database: \"host=127.0.0.1 port=1 dbname=x connect_timeout=2\", table: so}")
    #expect(nobody.contains { $0.contains("cannot connect to the database") })
    let late = try errors(
      "activities: {database: \"\(connection) options='-c statement_timeout=200'\", query: \"select now() as date, pg_sleep(5)::text as unit, 'x' as activity\"}"
    )
    #expect(late.contains { $0.contains("statement timeout") })
    // It reads, and does nothing else.
    let writing = try errors(
      "activities: {database: \"\(connection)\", query: \"with gone as (delete from so returning *) select * from gone\"}"
    )
    #expect(!writing.isEmpty)
    // The connection ends in the midst of the rows.
    let killed = try errors(
      "activities: {database: \"\(connection)\", query: \"select date '2024-01-01' as date, 'Núi Tây' as unit, case when i = 90000 then pg_terminate_backend(pg_backend_pid())::text else 'x' end as activity from generate_series(1, 100000) i\"}"
    )
    #expect(killed.contains { $0.contains("lost") || $0.contains("terminating") }, "\(killed)")
    // Somebody cancels the query in the midst of the rows.
    let cancelled = try errors(
      "activities: {database: \"\(connection)\", query: \"select date '2024-01-01' as date, 'Núi Tây' as unit, case when i = 90000 then pg_cancel_backend(pg_backend_pid())::text else 'x' end as activity from generate_series(1, 100000) i\"}"
    )
    #expect(cancelled.contains { $0.contains("canceling statement") }, "\(cancelled)")
    // The server may not write as much as sorting takes.
    let full = try errors(
      "activities: {database: \"\(connection) options='-c temp_file_limit=64 -c work_mem=64'\", query: \"select date '2024-01-01' as date, 'Núi Tây' as unit, md5(i::text) as activity from generate_series(1, 100000) i order by 3\"}"
    )
    #expect(full.contains { $0.contains("temporary file size exceeds") }, "\(full)")
  }

  @Test("A table that is emptied and filled again in one transaction is never read empty")
  func reloaded() throws {
    let filling =
      "truncate nap; insert into nap select date '2024-01-01' + i % 100, 'Núi Tây', 'Họp' from generate_series(1, 300) i"
    try TestServer.run(
      "drop table if exists nap; create table nap (date date, unit text, activity text); begin; \(filling); commit"
    )
    let small = try project("activities: {database: \"\(connection)\", table: nap}")
    // Somebody who begins to fill it holds it until he is done.
    let other = try TestServer.session("begin; \(filling); select pg_sleep(1.5); commit")
    Thread.sleep(forTimeInterval: 0.5)
    let read = try tallies(small)
    #expect(read.contains { $0.hasPrefix("n all 300.0") }, "\(read)")
    other.waitUntilExit()
  }

  @Test("Days that are none, numbers of six digits, JSON: said, or read as they are")
  func types() throws {
    try TestServer.run(
      "drop table if exists kieu; create table kieu (date date, unit text, activity text, people real, more jsonb);"
        + " insert into kieu values ('2024-02-15', 'Núi Tây', 'Họp', 1234567, '1.5'), ('2024-02-15 BC', 'Núi Tây', 'Họp', 1, '2'),"
        + " ('infinity', 'Núi Tây', 'Họp', 1, '3'), ('5874897-12-31', 'Núi Tây', 'Họp', 1, '4')")
    let small = try project("activities: {database: \"\(connection)\", table: kieu}")
    let intake = try small.intake(.half(1, year: 2024))
    let lines = intake.log.all.map { $0.line(in: .english) }
    #expect(lines.contains { $0.contains(":3:date") && $0.contains("-2024-02-15 BC") }, "\(lines)")
    #expect(lines.contains { $0.contains(":4:date") && $0.contains("infinity") }, "\(lines)")
    #expect(lines.contains { $0.contains(":5:date") }, "\(lines)")
    let people = try #require(intake.book.plan.indicator(withID: "people"))
    #expect(intake.book.tally(people, for: .all, in: .half(1, year: 2024)).value == 1_234_567)
    let mapped = try project(
      "activities: {database: \"\(connection)\", table: kieu, columns: {date: date, unit: unit, activity: activity, people: more}}"
    )
    #expect(try mapped.lines().contains { $0.contains("holds JSON") })
  }

  @Test("Rows take the place of those with the same keys, others stay; text is text")
  func written() throws {
    try TestServer.run("drop table if exists ket_qua")
    let table = DatabaseTable(
      name: "ket_qua",
      columns: [.init("project", "text"), .init("period", "text"), .init("value", "numeric")])
    let connection = connection
    @Sendable func write(_ rows: [[String?]], _ periods: [String]) throws {
      try DatabaseTable.write(
        [
          .init(
            table, rows: rows, replacing: [("project", ["Cụm 'một' \\"]), ("period", periods)])
        ], into: connection)
    }
    let name = "Cụm 'một' \\"
    try write([[name, "2024-H1", "1.5"], [name, "2024-H2", nil]], ["2024-H1", "2024-H2"])
    try write([[name, "2024-H1", "2"], [name, "2024-H1", "3"]], ["2024-H1"])
    #expect(
      try TestServer.run("select project, period, value from ket_qua order by period, value")
        == ["\(name)|2024-H1|2", "\(name)|2024-H1|3", "\(name)|2024-H2|"])
    // What the server refuses leaves the table as it was.
    #expect(throws: DatabaseTable.Failure.self) {
      try write([[name, "2024-H1", "many"]], ["2024-H1"])
    }
    #expect(try TestServer.run("select count(*) from ket_qua") == ["3"])
    #expect(throws: DatabaseTable.Failure.self) {
      try DatabaseTable.write(
        [
          .init(
            DatabaseTable(name: "ket_qua", columns: [.init("value", "numeric")]), rows: [["a"]],
            replacing: [("project", ["b"])])
        ], into: connection)
    }
    // Several at once write one after the other.
    DispatchQueue.concurrentPerform(iterations: 6) { _ in
      #expect(throws: Never.self) { try write([[name, "2024-H1", "7"]], ["2024-H1"]) }
    }
    #expect(
      try TestServer.run("select value from ket_qua where period = '2024-H1'") == ["7"])
    // A table of somebody else's, and one that swallows rows.
    try TestServer.run("drop table if exists cua_ai; create table cua_ai (id integer not null)")
    let others = DatabaseTable(name: "cua_ai", columns: table.columns)
    #expect(throws: DatabaseTable.Failure.self) {
      try DatabaseTable.write(
        [.init(others, rows: [[name, "2024-H1", "1"]], replacing: [("project", [name])])],
        into: connection)
    }
    #expect(
      try TestServer.run(
        "select count(*) from information_schema.columns where table_name = 'cua_ai'") == ["1"])
    try TestServer.run(
      "create or replace function nuot() returns trigger language plpgsql as 'begin return null; end';"
        + " create trigger nuot before insert on ket_qua for each row execute function nuot()")
    #expect(throws: DatabaseTable.Failure.self) {
      try write([[name, "2024-H1", "8"]], ["2024-H1"])
    }
    #expect(
      try TestServer.run("select value from ket_qua where period = '2024-H1'") == ["7"])
    // Whoever may change rows need not be allowed to make tables.
    try TestServer.run(
      "drop trigger nuot on ket_qua; do $$ begin create role chi_ghi login; exception when duplicate_object then null; end $$;"
        + " revoke create on schema public from public; grant select, insert, update, delete on ket_qua to chi_ghi"
    )
    let limited = connection.replacing("user=giaoban", with: "user=chi_ghi")
    try DatabaseTable.write(
      [
        .init(
          table, rows: [[name, "2024-H1", "9"]],
          replacing: [("project", [name]), ("period", ["2024-H1"])])
      ], into: limited)
    #expect(
      try TestServer.run("select value from ket_qua where period = '2024-H1'") == ["9"])
  }
}
