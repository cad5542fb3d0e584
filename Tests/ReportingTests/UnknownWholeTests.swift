import Charting
import ClusterMetrics
import Foundation
import Intake
import Settings
import Testing
import TestSupport

@testable import Packs
@testable import Reporting

@Suite("What is not known of all is no rest, no rank and no standstill")
struct UnknownWholeTests {
  private func report(_ files: [String: String]) throws -> (ReportContext, TemporaryFolder) {
    let folder = try TemporaryFolder(files)
    let (project, period) = (try Project(folder: folder.url), Period.half(1, year: 2024))
    let context = ReportContext(
      project: project, intake: try project.tally(ReportContext.periods(for: period)),
      period: period, language: .vietnamese, measurer: FixedMeasurer())
    return (context, folder)
  }

  @Test("A plan of zero or less is met by nobody, and only units with a plan above it are counted")
  func plansBelowZero() throws {
    let (report, folder) = try report([
      "giaoban.yaml": "indicators: {v: {name: {vi: Cân đối, en: Balance}, from: submissions}}",
      "roster.csv":
        "Cụm,Đơn vị\nCụm 1,Huyện Sông Đông\nCụm 1,Huyện Núi Tây\nCụm 1,Huyện Biển Nam\n",
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,v,5\n2024-H1,Núi Tây,v,-4\n2024-H1,Biển Nam,v,1\n",
      "plans.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024-H1,Sông Đông,v,10\n2024-H1,Núi Tây,v,10\n2024-H1,Biển Nam,v,-2\n",
    ])
    defer { folder.keep() }
    let chart = report.maker.fulfilment(report.indicators[0], units: [0, 1, 2])
    #expect(
      chart.title
        == "Chưa đơn vị nào có kế hoạch trên 0 đạt kế hoạch, thấp nhất là Núi Tây (−40,0%)")
    #expect(
      chart.alternativeText.contains("Biển Nam cao hơn 3 so với kế hoạch"),
      "\(chart.alternativeText)")
  }

  @Test("Where a unit's table lacks the column of the parts, nothing is left over for others")
  func unknownParts() throws {
    let (report, folder) = try report([
      "giaoban.yaml": """
      columns: {topic: Lĩnh vực}
      indicators:
        v: {name: {vi: Hội nghị, en: Talks}, count: activities}
        a: {name: {vi: Đất, en: Land}, count: activities, where: {topic: Đất}}
        b: {name: {vi: Nước, en: Water}, count: activities, where: {topic: Nước}}
      """,
      "roster.csv": "Cụm,Đơn vị\nCụm 1,Huyện Sông Đông\nCụm 1,Huyện Núi Tây\n",
      "activities-a.csv":
        "Ngày,Đơn vị,Hoạt động,Lĩnh vực\n1/3/2024,Sông Đông,Họp,Đất\n2/3/2024,Sông Đông,Họp,Khác\n3/3/2024,Núi Tây,Họp,Nước\n",
      "activities-b.csv": "Ngày,Đơn vị,Hoạt động\n5/3/2024,Núi Tây,Họp\n6/3/2024,Núi Tây,Họp\n",
    ])
    defer { folder.keep() }
    let (talks, parts) = (report.indicators[0], Array(report.indicators[1...]))
    #expect(report.book.tally(talks, for: .all, in: report.period).value == 5)
    let whole = report.maker.composition(talks, partName: "lĩnh vực", parts: parts)
    #expect(whole.title == "Hội nghị theo lĩnh vực")
    #expect(!whole.alternativeText.contains("Khác"), "\(whole.alternativeText)")
    let layout = LayoutContext(theme: .image, measurer: FixedMeasurer())
    let units = report.maker.stacked(
      talks, partName: "lĩnh vực", parts: parts, groups: [.unit(0), .unit(1)], measure: .amounts)
    let texts = try units.scene(width: 440, in: layout).texts.map(\.string)
    // The second unit has three, of which nobody knows the parts.
    #expect(texts.contains(report.words.notReported), "\(texts)")
    #expect(!texts.contains("3"), "\(texts)")
  }

  @Test("A stated total beside one that is added up is compared with what the units make")
  func statedAgainstUnits() throws {
    let (report, folder) = try report([
      "giaoban.yaml": "indicators: {v: {name: {vi: Hồ sơ, en: Files}, from: submissions}}",
      "roster.csv": "Cụm,Đơn vị\nCụm 1,Huyện Sông Đông\nCụm 1,Huyện Núi Tây\n",
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Cụm 1,v,100\n2024-H1,Sông Đông,v,10\n2023-H1,Sông Đông,v,30\n2023-H1,Núi Tây,v,30\n",
    ])
    defer { folder.keep() }
    let comparison = report.book.comparison(
      report.indicators[0], for: .cluster(0), in: report.period, with: report.maker.base)
    #expect(comparison.change == 40)
    #expect(
      report.words.basis(comparison, report.indicators[0]) == "so với số cộng từ các đơn vị")
  }

  @Test("An approximate number is marked in every chart, and so is what it is of its plan")
  func approximate() throws {
    let (report, folder) = try report([
      "giaoban.yaml":
        "indicators: {v: {name: {vi: Hồ sơ, en: Files}, from: submissions, target: 400}}",
      "roster.csv": "Cụm,Đơn vị\nCụm 1,Huyện Sông Đông\nCụm 1,Huyện Núi Tây\n",
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Sông Đông,v,khoảng 500\n2024-H1,Núi Tây,v,300\n2023-H1,Sông Đông,v,400\n2023-H1,Núi Tây,v,200\n",
      "plans.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024-H1,Sông Đông,v,1000\n2024-H1,Núi Tây,v,600\n",
    ])
    defer { folder.keep() }
    let (maker, files) = (report.maker, report.indicators[0])
    let groups: [Group] = [.unit(0), .unit(1)]
    let layout = LayoutContext(theme: .image, measurer: FixedMeasurer())
    let charts = [
      maker.arrows(files, groups: groups), maker.dumbbell(files, groups: groups),
      maker.slope(files, groups: groups), maker.bullet(files, units: [0, 1]),
      maker.fulfilment(files, units: [0, 1]),
    ]
    for chart in charts {
      let texts = try chart.scene(width: 440, in: layout).texts.map(\.string)
      #expect(texts.contains { $0.contains("≈") }, "\(texts)")
    }
    for chart in charts[..<4] + [maker.ranked(files, groups: groups)] {
      #expect(chart.alternativeText.contains("Sông Đông ≈"), "\(chart.alternativeText)")
      #expect(!chart.alternativeText.contains("Núi Tây ≈"), "\(chart.alternativeText)")
    }
    let plan = try #require(report.book.fulfilment(files, for: .unit(0), in: report.period))
    #expect(report.words.fulfilment(plan, files) == "đạt ≈ 50,0% kế hoạch")
  }
}
