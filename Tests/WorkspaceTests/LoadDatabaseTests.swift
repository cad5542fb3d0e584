import ClusterMetrics
import Databases
import Foundation
import Intake
import Reporting
import TallyTables
import Testing
import TestSupport

@testable import Workspace

/// Run by `make test-database`, which starts a server.
@Suite(
  "Projects are written into a PostgreSQL server, and read from there",
  .enabled(if: !TestServer.connection.isEmpty), .serialized)
struct LoadDatabaseTests {
  private let connection = TestServer.connection

  private static let settings = """
    title: Cụm 'một'
    language: en
    columns: {people: Số người dự, field: Lĩnh vực}
    indicators:
      n: {count: activities}
      dialogues: {count: activities, where: {activity: Đối thoại}}
      land: {count: activities, where: {field: {contains: đất}}}
      people: {sum: people, decimals: 4}
      communes: {distinct: commune}
      visits: {name: Lượt tiếp, from: submissions, over_time: sum}

    """
  private static let roster = """
    cluster,unit,commune
    Cụm 1,Huyện Sông Đông,Xã An Bình
    Cụm 1,Huyện Sông Đông,Xã An Hòa
    Cụm 1,Huyện Núi Tây,Xã Bình Minh
    """

  private static let oneActivity =
    "Ngày,Đơn vị,Hoạt động,Số người dự,Lĩnh vực\n1/3/2024,Núi Tây,Họp,5,Đất đai\n"

  private func project(_ files: [String: String], sources: String = "") throws -> TemporaryFolder {
    try TemporaryFolder(
      [
        "giaoban.yaml": LoadDatabaseTests.settings + sources,
        "roster.csv": LoadDatabaseTests.roster,
      ]
      .merging(files) { $1 })
  }

  private func tallies(_ folder: TemporaryFolder) throws -> [String] {
    let intake = try OpenProject(folder: folder.url).tallies([.half(1, year: 2024)])
    let book = intake.book
    return book.plan.indicators.flatMap { indicator in
      ([Group.all] + book.roster.units.indices.map { .unit($0) }).map { group in
        let tally = book.tally(indicator, for: group, in: .half(1, year: 2024))
        return "\(indicator.id) \(group) \(tally.value ?? -1) \(tally.status)"
      }
    }
  }

  private static let files = [
    "activities.csv": """
    Ngày,Đơn vị,"Xã, phường, thị trấn",Hoạt động,Số người dự,Lĩnh vực
    15/1/2024,UBND huyện Sông Đông,An Bình,Đối thoại,"12,5",Đất đai
    1/2/2024,Sông Đông,Xã An Hòa,đối thoại,7,"Khác, ""lớn"" nữa"
    14/6/2024,Núi Tây,,Họp,,

    """,
    "submissions.csv":
      "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,visits,3\n2024-H1,Núi Tây,visits,4\n",
  ]

  @Test("What is written is read as the files are, as often as it is written")
  func same() throws {
    let files = try project(LoadDatabaseTests.files)
    let opened = try OpenProject(folder: files.url)
    let loading = ProjectLoading(connection: connection, schema: "nhap")
    for _ in 0..<2 {
      let outcome = try loading.load(opened)
      #expect(outcome.activities == 3)
      #expect(outcome.numbers == 2)
    }
    #expect(
      try TestServer.run(
        "select file, row, date, unit, commune, activity, people, field from nhap.giaoban_activities order by row"
      )
        == [
          "activities.csv|2|2024-01-15|Huyện Sông Đông|Xã An Bình|Đối thoại|12.5|Đất đai",
          "activities.csv|3|2024-02-01|Huyện Sông Đông|Xã An Hòa|Đối thoại|7|Khác, \"lớn\" nữa",
          "activities.csv|4|2024-06-14|Huyện Núi Tây||Họp||",
        ])
    #expect(
      try TestServer.run(
        "select period, first_day, last_day, unit, indicator, figure, value from nhap.giaoban_numbers order by value"
      )
        == [
          "2024-H1|2024-01-01|2024-06-30|Huyện Sông Đông|visits|value|3",
          "2024-H1|2024-01-01|2024-06-30|Huyện Núi Tây|visits|value|4",
        ])
    let read = try project(
      [:],
      sources: """
        sources:
          activities: {database: "\(connection)", query: "select date, unit, commune, activity, people, field from nhap.giaoban_activities where project = 'Cụm ''một'''"}
          submissions: {database: "\(connection)", query: "select period, unit, indicator, value from nhap.giaoban_numbers where figure = 'value'"}

        """)
    #expect(try tallies(read) == tallies(files))
    // Another project with more columns adds these, and leaves the rows of the first.
    let more = try TemporaryFolder([
      "giaoban.yaml":
        "title: Khác\nlanguage: en\ncolumns: {hours: Số giờ}\nindicators: {hours: {sum: hours}}\n",
      "roster.csv": LoadDatabaseTests.roster,
      "activities.csv": "Ngày,Đơn vị,Hoạt động,Số giờ\n1/3/2024,Núi Tây,Họp,2\n",
    ])
    _ = try loading.load(OpenProject(folder: more.url))
    #expect(
      try TestServer.run(
        "select project, count(*), sum(hours) from nhap.giaoban_activities group by 1 order by 1")
        == ["Cụm 'một'|3|", "Khác|1|2"])
  }

  @Test("Data with errors, and a server that refuses, change nothing")
  func nothing() throws {
    let files = try project(LoadDatabaseTests.files)
    let loading = ProjectLoading(connection: connection, schema: "giu")
    _ = try loading.load(OpenProject(folder: files.url))
    let wrong = try project(
      LoadDatabaseTests.files.merging(
        ["b.csv": "Ngày,Đơn vị,Hoạt động\n1/3/2024,Sông Đôn,Họp\n"]
      ) { $1 }, sources: "sources: {activities: [activities.csv, b.csv]}\n")
    #expect(throws: WorkspaceError.self) { try loading.load(OpenProject(folder: wrong.url)) }
    // The second table cannot be made: the first keeps its rows.
    _ = try TestServer.run(
      "drop table giu.giaoban_numbers; create view giu.giaoban_numbers as select 1 as x")
    let other = try project([
      "activities.csv": LoadDatabaseTests.oneActivity
    ])
    #expect {
      try loading.load(OpenProject(folder: other.url))
    } throws: { error in
      (error as? WorkspaceError)?.code == .cannotCreate
    }
    #expect(try TestServer.run("select count(*) from giu.giaoban_activities") == ["3"])
  }

  @Test("Totals and plans are told apart from the numbers of units")
  func levels() throws {
    let files = try project([
      "activities.csv": LoadDatabaseTests.oneActivity,
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,visits,3\n2024-H1,Núi Tây,visits,4\n2024-H1,Cụm 1,visits,7\n2024-H1,Tổng số,visits,7\n",
      "plans.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch,Từ ngày\n2024,Núi Tây,visits,9,\n2024,Núi Tây,visits,10,1/5/2024\n",
    ])
    _ = try ProjectLoading(connection: connection, schema: "cap").load(
      OpenProject(folder: files.url))
    #expect(
      try TestServer.run(
        "select level, cluster, unit, period, figure, \"from\", value from cap.giaoban_numbers order by figure, value, level"
      )
        == [
          "unit|Cụm 1|Huyện Núi Tây|2024|plan||9",
          "unit|Cụm 1|Huyện Núi Tây|2024|plan|2024-05-01|10",
          "unit|Cụm 1|Huyện Sông Đông|2024-H1|value||3",
          "unit|Cụm 1|Huyện Núi Tây|2024-H1|value||4",
          "all||Tổng số|2024-H1|value||7",
          "cluster|Cụm 1|Cụm 1|2024-H1|value||7",
        ])
  }

  @Test("Two projects of one title in different folders keep their rows beside one another")
  func folders() throws {
    let loading = ProjectLoading(connection: connection, schema: "hai")
    let parents = try [project(LoadDatabaseTests.files), project(LoadDatabaseTests.files)]
    for parent in parents { _ = try loading.load(OpenProject(folder: parent.url)) }
    let names = parents.map(\.url.lastPathComponent).sorted()
    #expect(
      try TestServer.run("select folder, count(*) from hai.giaoban_activities group by 1").sorted()
        == names.map { "\($0)|3" })
  }

  @Test(
    "Tallies take the place of those of the same project, in whatever language they are asked for")
  func results() throws {
    let store = TallyStore(connection: connection, table: "bang_tong_hop")
    let folders = try [project(LoadDatabaseTests.files), project(LoadDatabaseTests.files)]
    for folder in folders + folders.prefix(1) {
      let opened = try OpenProject(folder: folder.url)
      let period = Period.half(1, year: 2024)
      let book = try opened.tallies([period]).book
      let indicators = try [#require(book.plan.indicator(withID: "visits"))]
      let table = TallyTable(book, indicators: indicators, periods: [period]) { book, _ in
        book.roster.units.indices.map { .unit($0) }
      }
      let count = try store.write(
        table, of: opened.project, grouping: "unit", periods: [period], indicators: indicators)
      #expect(count == 2)
    }
    let names = folders.map(\.url.lastPathComponent).sorted()
    #expect(
      try TestServer.run("select folder, project, sum(value) from bang_tong_hop group by 1, 2")
        .sorted() == names.map { "\($0)|Cụm 'một'|7" })
  }

  @Test("A table whose column is of another type takes nothing")
  func types() throws {
    _ = try TestServer.run(
      "create schema kieu; create table kieu.giaoban_activities (people text, note text)")
    let files = try project(LoadDatabaseTests.files)
    let loading = ProjectLoading(connection: connection, schema: "kieu")
    #expect {
      try loading.load(OpenProject(folder: files.url))
    } throws: { error in
      ((error as? WorkspaceError)?.message.english ?? "").contains(
        "\"people\" of another type (numeric is needed)")
    }
    #expect(try TestServer.run("select count(*) from kieu.giaoban_activities") == ["0"])
  }
}
