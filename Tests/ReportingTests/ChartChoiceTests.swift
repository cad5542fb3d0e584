import Charting
import ClusterMetrics
import Foundation
import Intake
import Settings
import Testing
import TestSupport

@testable import Packs
@testable import Reporting

@Suite(
  "What is chosen for a chart is shown, or refused; numbers that hold earlier parts are not compared"
)
struct ChartChoiceTests {
  private static let units = ["Huyện Sông Đông", "Huyện Núi Tây", "Huyện Biển Nam"]

  private func report(
    _ rows: String, file: String = "submissions.csv", in period: Period,
    clusters: [String] = ["1", "1", "1"]
  ) throws -> (ReportContext, TemporaryFolder) {
    let roster = zip(clusters, ChartChoiceTests.units).map { "Cụm \($0),\($1)\n" }.joined()
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      language: en
      indicators:
        talks: {name: {vi: Đối thoại, en: Talks}, from: submissions, over_time: sum}
        cases: {name: {vi: Vụ, en: Cases}, better: less, from: submissions, over_time: sum}
      """,
      "roster.csv": "Cụm,Đơn vị\n" + roster, file: rows,
    ])
    let project = try Project(folder: folder.url)
    let intake = try project.tally(ReportContext.periods(for: period))
    return (
      ReportContext(
        project: project, intake: intake, period: period, language: .english, measurer: measurer),
      folder
    )
  }

  private static let plain =
    "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
    + zip(units, [(5, 9), (12, 3), (8, 1)]).map { unit, values in
      "2024-H1,\(unit),talks,\(values.0)\n2024-H1,\(unit),cases,\(values.1)\n"
    }.joined()

  private func settings(_ kind: ChartKind, _ indicators: String...) -> ChartSettings {
    var settings = ChartSettings(kind: kind)
    settings.indicators = indicators
    return settings
  }

  @Test(
    "Rows of tables keep the order of the roster, unless they are to go by value: the best first")
  func order() throws {
    let (report, folder) = try report(ChartChoiceTests.plain, in: .half(1, year: 2024))
    defer { folder.keep() }
    func rows(_ settings: ChartSettings) throws -> [String] {
      let body = try report.chart(settings).body
      if let heat = body as? HeatTable { return heat.rows.map(\.full) }
      return try #require(body as? DataTable).rows.dropLast().map { $0.cells[0] }
    }
    for kind in [ChartKind.heat, .table] {
      #expect(
        try rows(settings(kind, "talks", "cases")) == ["Sông Đông", "Núi Tây", "Biển Nam"])
      var sorted = settings(kind, "talks", "cases")
      sorted.order = .value
      #expect(
        try rows(sorted) == ["Núi Tây", "Biển Nam", "Sông Đông"])
      // Where less is better, the least is the best.
      sorted.indicators = ["cases", "talks"]
      #expect(try rows(sorted) == ["Biển Nam", "Núi Tây", "Sông Đông"])
    }
  }

  @Test("A unit that has no row in a chart cannot stand out, and this is an error")
  func highlight() throws {
    let (report, folder) = try report(
      ChartChoiceTests.plain, in: .half(1, year: 2024), clusters: ["1", "1", "2"])
    defer { folder.keep() }
    var chosen = settings(.grouped, "talks")
    chosen.highlight = "Huyện Núi Tây"
    #expect(throws: ChartKind.Misfit.noRow("Huyện Núi Tây", .grouped)) {
      _ = try report.chart(chosen)
    }
    chosen.by = "unit"
    #expect(throws: Never.self) { _ = try report.chart(chosen) }
    var ranked = settings(.ranked, "talks")
    (ranked.by, ranked.highlight) = ("cluster", "Huyện Núi Tây")
    #expect(throws: ChartKind.Misfit.noRow("Huyện Núi Tây", .ranked)) {
      _ = try report.chart(ranked)
    }
  }

  @Test("Last year's number that holds earlier months is no mark, and changes nothing")
  func earlierParts() throws {
    let rows = """
      Kỳ,Đơn vị,Chỉ tiêu,Thực hiện,Lũy kế
      2024-M07,Huyện Sông Đông,talks,10,
      2024-M07,Huyện Núi Tây,talks,20,
      2024-M07,Huyện Biển Nam,talks,30,
      2023-M07,Huyện Sông Đông,talks,4,
      2023-M07,Huyện Núi Tây,talks,18,
      2023-M07,Huyện Biển Nam,talks,,25
      """
    let (report, folder) = try report(rows, in: .month(7, year: 2024))
    defer { folder.keep() }
    let bars = try #require(try report.chart(settings(.ranked, "talks")).body as? RankedBars)
    let last = try #require(bars.items.first { $0.name.full.hasSuffix("Biển Nam") })
    #expect((last.reference, last.change) == (.unstated, .unstated))
    let first = try #require(bars.items.first { $0.name.full.hasSuffix("Sông Đông") })
    #expect((first.reference, first.change) == (.number(4), nil))
    // The change over those that can be compared says over whom it is: 30 now and 22 before.
    let talks = report.indicators[0]
    let comparison = report.book.comparison(
      talks, for: .all, in: .month(7, year: 2024), with: .month(7, year: 2023))
    #expect(
      report.words.changeInWords(comparison, talks, base: "July 2023")
        == "up 8 (36.4%) on July 2023 (the 2 units with figures in both periods)")
  }

  @Test("Names of files as long as people make them stop no pack")
  func longNames() throws {
    let name = "20260705_BC-6T-2026_UBND-xa-An-Phu_ky-so_final_sua-lan-2_gui-lai.csv"
    let rows = ChartChoiceTests.plain + "2024-H1,Huyện Biển Nam,talks,-3\n"
    let (report, folder) = try report(rows, file: name, in: .half(1, year: 2024))
    defer { folder.keep() }
    #expect(throws: Never.self) { _ = try report.pack() }
  }
}
