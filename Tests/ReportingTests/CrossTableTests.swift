import ClusterMetrics
import Foundation
import Intake
import Settings
import Testing
import TestSupport
@testable import ReportWords
@testable import TallyTables

@testable import Packs
@testable import Reporting

@Suite("Cross tables: two groupings at once, with totals that are counted")
struct CrossTableTests {
  private static let half = Period.half(1, year: 2024)

  private static func project() throws -> (Project, TemporaryFolder) {
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      language: vi
      columns: {field: Lĩnh vực}
      indicators:
        talks: {name: {vi: Đối thoại, en: Talks}, count: activities}
        communes: {name: {vi: Số xã, en: Communes}, distinct: commune}
        told: {name: {vi: Tự báo cáo, en: Told}, from: submissions}
      """,
      "roster.csv": """
      Cụm,Đơn vị,Xã,Vùng
      Cụm 1,Huyện Sông Đông,An Bình,Đồng bằng
      Cụm 1,Huyện Núi Tây,Bình Minh,Miền núi
      Cụm 2,Huyện Núi Nam,Nam Sơn,Miền núi
      """,
      "activities.csv": """
      Ngày,Đơn vị,Xã,Hoạt động,Lĩnh vực
      1/2/2024,Sông Đông,An Bình,a,Kinh tế
      2/2/2024,Sông Đông,An Bình,a,Văn hóa
      3/2/2024,Núi Tây,Bình Minh,a,kinh tế
      4/2/2024,Núi Nam,,a,
      """,
      "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,told,5\n",
    ])
    return (try Project(folder: folder.url), folder)
  }

  private func table(
    by: String, across: String, periods: [Period] = [CrossTableTests.half]
  ) throws -> CrossTable {
    let (project, folder) = try CrossTableTests.project()
    defer { folder.keep() }
    let columns = project.definition.textColumns
    let across = try Across(across, columns: columns, project.roster)
    let book = try project.tally(periods, column: across.column).book
    let grouping = try #require(Grouping(by)).resolved(columns: columns, project.roster)
    return CrossTable(
      book, indicators: project.definition.indicators, by: grouping, across: across,
      periods: periods, words: Wording(.vietnamese))
  }

  private func lines(_ table: CrossTable) -> [String] {
    String(decoding: table.csv(isFile: false), as: UTF8.self).split(separator: "\n").map(
      String.init)
  }

  @Test(
    "Units by the texts of a column: communes count once in a total; reported totals are left out")
  func column() throws {
    let table = try table(by: "unit", across: "field")
    #expect(
      lines(table) == [
        "period,cluster,unit,indicator,Kinh tế,Văn hóa,(trống),total,partial",
        "2024-H1,Cụm 1,Huyện Sông Đông,talks,1,1,0,2,",
        "2024-H1,Cụm 1,Huyện Núi Tây,talks,1,0,0,1,",
        "2024-H1,Cụm 2,Huyện Núi Nam,talks,0,0,1,1,",
        "2024-H1,Cụm 1,Huyện Sông Đông,communes,1,1,0,1,",
        "2024-H1,Cụm 1,Huyện Núi Tây,communes,1,0,0,1,",
        "2024-H1,Cụm 2,Huyện Núi Nam,communes,0,0,0,0,",
      ])
    #expect(table.leftOut.map(\.id) == ["told"])
    #expect(
      table.plain(Wording(.vietnamese)).contains(
        "Không chia được theo cột field vì đơn vị chỉ báo cáo tổng số: Tự báo cáo"))
    #expect(table.blocks[1].total?.value == 2)
  }

  @Test("Clusters by a column of the roster: where they have nothing in common, nothing is asked")
  func attribute() throws {
    let table = try table(by: "cluster", across: "vùng")
    #expect(
      lines(table).prefix(3) == [
        "period,cluster,unit,indicator,Đồng bằng,Miền núi,total,partial",
        "2024-H1,Cụm 1,,talks,2,1,3,",
        "2024-H1,Cụm 2,,talks,,1,1,",
      ])
    #expect(table.blocks[0].cells[1][0]?.status == .notApplicable)
    #expect(
      table.plain(Wording(.vietnamese)).hasPrefix(
        """
        Đối thoại
                 Đồng bằng  Miền núi  Tổng
          Cụm 1          2         1     3
          Cụm 2          x         1     1
          Tổng           2         2     4
        """))
    #expect(
      table.markdown(Wording(.vietnamese)).hasPrefix(
        "**Đối thoại**\n\n|  | Đồng bằng | Miền núi | Tổng |\n|---|---:|---:|---:|\n| Cụm 1 | 2 | 1 | 3 |"
      ))
  }

  @Test("Numbers that lack a unit's are named in CSV and JSON, marked and explained for readers")
  func partial() throws {
    let table = try table(by: "cluster", across: "vùng")
    #expect(lines(table).contains("2024-H1,Cụm 1,,told,5,,5,total"))
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(table.json().utf8)) as? [[String: Any]])
    let partial = rows.filter { $0["cluster"] as? String == "Cụm 1" }.map {
      ($0["indicator"] as? String, $0["partial"] as? [String])
    }
    #expect(partial.map(\.0) == ["talks", "communes", "told"])
    #expect(partial.map(\.1) == [[], [], ["total"]])
    #expect(table.plain(Wording(.vietnamese)).contains("5*"))
  }

  @Test("A total that nobody knows is null in JSON; where there are none, the key is absent")
  func unknownTotals() throws {
    func totals(_ table: CrossTable) throws -> [Any?] {
      let rows = try #require(
        try JSONSerialization.jsonObject(with: Data(table.json().utf8)) as? [[String: Any]])
      return rows.filter { $0["indicator"] as? String == "told" }.map { $0["total"] }
    }
    let known = try totals(table(by: "cluster", across: "vùng"))
    #expect(known.count == 2 && known[0] as? Double == 5 && known[1] is NSNull)
    let periods = [CrossTableTests.half.previous, CrossTableTests.half]
    #expect(
      try totals(table(by: "cluster", across: "period", periods: periods)).allSatisfy { $0 == nil })
  }

  @Test("A title names whoever leads, unless something is partial; what nobody named leads nothing")
  func titles() throws {
    let (project, folder) = try CrossTableTests.project()
    defer { folder.keep() }
    func title(_ id: String, by: String?, across columns: String) throws -> String {
      let across = try Across(
        columns, columns: project.definition.textColumns, project.roster)
      let intake = try project.tally(
        ReportContext.periods(for: CrossTableTests.half), column: across.column)
      let report = ReportContext(
        project: project, intake: intake, period: CrossTableTests.half, language: .vietnamese,
        measurer: FixedMeasurer())
      var settings = ChartSettings(kind: .heat)
      (settings.indicators, settings.by, settings.across) = ([id], by, columns)
      return try report.chart(settings).title
    }
    #expect(
      try title("talks", by: "cluster", across: "vùng")
        == "Đối thoại: nhiều nhất ở Cụm 1, Đồng bằng (2)")
    // Of Cụm 1 one unit of two has told its number.
    #expect(try title("told", by: "cluster", across: "period") == "Tự báo cáo")
    // Núi Nam's one talk has no field.
    #expect(
      try title("talks", by: "cluster", across: "field")
        == "Đối thoại: nhiều nhất ở Cụm 1, Kinh tế (2)")
  }

  @Test("Regions by periods: no total over periods, for nobody knows whether it may be added")
  func periods() throws {
    let table = try table(
      by: "Vùng", across: "period", periods: [CrossTableTests.half.previous, CrossTableTests.half])
    #expect(
      lines(table).prefix(3) == [
        "period,cluster,unit,Vùng,indicator,6T cuối 2023,6T đầu 2024,partial",
        "2024-H1,,,Đồng bằng,talks,,2,", "2024-H1,,,Miền núi,talks,,2,",
      ])
    #expect(table.blocks[0].total == nil && table.blocks[0].rowTotals == nil)
  }

  @Test(
    "What is no grouping of columns is refused",
    arguments: ["unit", "regionn", "field,Vùng", "cluster,period", ""])
  func faults(across: String) throws {
    let (project, folder) = try CrossTableTests.project()
    defer { folder.keep() }
    #expect(throws: Grouping.Fault.self) {
      try Across(across, columns: project.definition.textColumns, project.roster)
    }
  }
}
