import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake

@Suite("Tables of an SQLite file")
struct SQLiteFileTests {
  private static let settings = """
    language: en
    indicators:
      n: {count: activities}
      dialogues: {count: activities, where: {activity: đối thoại}}
      people: {sum: people, decimals: 4}
      v: {from: submissions, decimals: 3}
    sources:

    """

  /// A project with a file of SQLite that some statements make.
  private func project(_ sources: String, _ statements: String) throws -> Small {
    let small = try Small([:], settings: SQLiteFileTests.settings + "  " + sources + "\n")
    let database = try SQLite()
    try database.run(statements)
    try database.save(small.folder.url.appending(path: "so.sqlite").path)
    return small
  }

  private func value(_ small: Small, _ indicator: String) throws -> Double? {
    let book = try small.intake(.half(1, year: 2024)).book
    let own = try #require(book.plan.indicator(withID: indicator))
    return book.tally(own, for: .all, in: .half(1, year: 2024)).value
  }

  private func errors(_ small: Small) throws -> [String] {
    try small.intake(.half(1, year: 2024)).log.all.filter { $0.severity == .error }.map {
      $0.line(in: .english)
    }
  }

  private static let register = """
    create table so (id integer primary key, ngay text, don_vi text, loai text, so_nguoi);
    insert into so (ngay, don_vi, loai, so_nguoi) values
      ('2024-01-15', 'Núi Tây', 'Đối thoại', 1.234), ('2024-02-01', 'Biển Nam', 'Họp, "lớn"', 1000.25),
      ('2024-03-01', 'Biển Nam', 'hai' || char(10) || 'dòng', 7), ('2024-06-14', 'Sông Đông', 'Đối thoại', null);
    create view dau_nam as select * from so where ngay < '2024-03-01';
    create table so_lieu (ky text, don_vi text, ma text, gia_tri real);
    insert into so_lieu values ('2024-H1', 'Núi Tây', 'v', 1234.5), ('2024-H1', 'Biển Nam', 'v', 0.125);
    """

  @Test("Findings and traces name the keys of rows, however these are written")
  func keys() throws {
    let small = try project(
      "activities: {database: so.sqlite, table: so, key: ma, columns: {date: ngay, unit: don_vi, activity: loai}}",
      """
      create table so (ma text primary key, ngay text, don_vi text, loai text);
      insert into so values ('a,"1', '2024-01-15', 'Núi Tây', 'Đối thoại'), ('b' || char(10) || '2', '2024-02-01', 'Núi Tay', 'Họp'),
        ('c', '2024-02-02', 'Biển Nam', 'Họp'), ('d', '2024-02-03', 'Biên Nàm', 'Họp'), ('e', '2024-02-03', 'Biên Nàm', 'Hop');
      """)
    let found = try errors(small)
    #expect(found.contains { $0.hasPrefix("so.sqlite:so:3:don_vi (ma = b 2): ") }, "\(found)")
    #expect(found.contains { $0.contains("(2 rows: 5, 6; ma = d, e)") }, "\(found)")
    let project = try Project(folder: small.folder.url)
    let own = try #require(project.definition.indicators.first { $0.id == "dialogues" })
    let rows = try project.trace(
      own, units: Set(project.roster.units.indices), period: .half(1, year: 2024))
    #expect(rows.map(\.place.key?.description) == ["ma = a,\"1"])
  }

  @Test("Rows are read with their numbers as they are: 1.234 is one and a bit")
  func register() throws {
    let small = try project(
      """
      activities: {database: so.sqlite, table: so, key: id, columns: {date: ngay, unit: don_vi, activity: loai, people: so_nguoi}}
        submissions: {database: so.sqlite, table: so_lieu, columns: {period: ky, unit: don_vi, indicator: ma, value: gia_tri}}
      """, SQLiteFileTests.register)
    #expect(try value(small, "n") == 4)
    #expect(try value(small, "dialogues") == 2)
    #expect(try value(small, "people") == 1008.484)
    #expect(try value(small, "v") == 1234.625)
  }

  @Test("A query and a view serve as well")
  func query() throws {
    for source in [
      "table: dau_nam, columns: {date: ngay, unit: don_vi, activity: loai, people: so_nguoi}",
      "query: \"select ngay as date, don_vi as unit, loai as activity, so_nguoi as people from so where id < 3;\"",
    ] {
      let small = try project(
        "activities: {database: so.sqlite, \(source)}", SQLiteFileTests.register)
      #expect(try value(small, "n") == 2)
    }
  }

  @Test("Findings name the file, the table and the row")
  func places() throws {
    let small = try project(
      "activities: {database: so.sqlite, table: so, key: id, columns: {date: ngay, unit: don_vi, activity: loai, people: so_nguoi}}",
      SQLiteFileTests.register + "insert into so values (9, '2024-03-01', 'Sông Đôn', 'x', 1);")
    let found = try errors(small)
    #expect(
      found.contains { $0.hasPrefix("so.sqlite:so:6:") && $0.contains("Sông Đông") }, "\(found)")
  }

  @Test(
    "What does not work is an error",
    arguments: [
      // A name in double quotes that SQLite does not know would be a text.
      ("table: so, columns: {date: ngay_thang, unit: don_vi}", "ngay_thang"),
      ("table: khong_co", "khong_co"), ("query: \"delete from so\"", "syntax"),
      ("query: \"select x'00ff' as date\"", "binary"),
    ])
  func refused(_ source: String, _ words: String) throws {
    let found = try errors(
      project("activities: {database: so.sqlite, \(source)}", SQLiteFileTests.register))
    #expect(found.contains { $0.contains(words) }, "\(found)")
  }

  @Test("A file that was cut off loses no row without a word", arguments: [500, 3500, 5000])
  func cutOff(bytes: Int) throws {
    let rows = (1...500).map { "(\($0), '2024-03-01', 'Núi Tây', 'Đối thoại số \($0)', 1)" }
    let small = try project(
      "activities: {database: so.sqlite, table: so, columns: {date: ngay, unit: don_vi, activity: loai}}",
      "create table so (id integer primary key, ngay text, don_vi text, loai text, so_nguoi); insert into so values "
        + rows.joined(separator: ","))
    #expect(try value(small, "n") == 500)
    let file = small.folder.url.appending(path: "so.sqlite")
    let whole = try Data(contentsOf: file)
    try whole.dropLast(bytes).write(to: file)
    let found = try errors(small)
    #expect(found.contains { $0.contains("damaged") || $0.contains("malformed") }, "\(found)")
  }

  @Test("A file that is missing, none of SQLite's, or not the project's is an error")
  func files() throws {
    let other = try Small(
      ["so.sqlite": "date,unit\n2024-01-01,Núi Tây\n" + String(repeating: "x", count: 600)],
      settings: SQLiteFileTests.settings + "  activities: {database: so.sqlite, table: so}\n")
    #expect(try errors(other).contains { $0.contains("not a database") })
    let missing = try Small(
      [:], settings: SQLiteFileTests.settings + "  activities: {database: so.db, table: so}\n")
    #expect(try errors(missing).contains { $0.contains("no such file") })
    for path in ["../so.sqlite", "/tmp/so.sqlite"] {
      let outside = try Small(
        [:], settings: SQLiteFileTests.settings + "  activities: {database: \(path), table: so}\n")
      #expect(
        try Project(folder: outside.folder.url, requiringRecords: false).log.all.contains {
          $0.message.english.contains("within the project's folder")
        })
    }
  }
}
