import Charting
import ClusterMetrics
import Foundation
import Intake
import ReportWords
import Settings
import Testing
import TestSupport

@testable import Packs
@testable import Reporting

/// Numbers and sentences that say no more than is so.
@Suite("What is near to something is not called that")
struct HonestNumberTests {
  private func report(_ files: [String: String], _ language: Language = .english) throws -> (
    ReportContext, TemporaryFolder
  ) {
    let folder = try TemporaryFolder(files)
    let (project, period) = (try Project(folder: folder.url), Period.half(1, year: 2024))
    let context = ReportContext(
      project: project, intake: try project.tally(ReportContext.periods(for: period)),
      period: period, language: language, measurer: FixedMeasurer())
    return (context, folder)
  }

  private static let roster = "cluster,unit\nC,Xã An\nC,Xã Bình\n"

  @Test("A percentage that is not 100 is not printed like it, whatever its decimals")
  func hundred() {
    let whole = ValueFormat(.percent, decimals: 0, numbers: .english)
    #expect(whole.text(100) == "100%")
    #expect(whole.text(99.95) == "99.95%")
    #expect(whole.text(100.2) == "100.2%")
    #expect(whole.text(99.4) == "99%")
    #expect(ValueFormat(.percent, decimals: 1, numbers: .vietnamese).text(99.99) == "99,99%")
    let words = Wording(.english)
    #expect(words.planPercent(100) == "100.0%")
    #expect(words.planPercent(99.99996) == "99.9999%")
    #expect(words.planPercent(100.00001) == "100.0001%")
  }

  @Test("One of a billion is no standstill")
  func almost() {
    #expect(Wording(.english).signedPercent(-0.000_000_1) == "almost 0%")
    #expect(Wording(.vietnamese).signedPercent(0) == "±0%")
    #expect(Wording(.english).signedPercent(-0.04) == "−0.04%")
  }

  @Test("A change over units that had nothing has no percentage, and no figure is negative")
  func fromZero() throws {
    let (report, folder) = try report([
      "giaoban.yaml": "language: en\nindicators: {v: {name: Trees, from: submissions}}",
      "roster.csv": HonestNumberTests.roster,
      "submissions.csv":
        "period,unit,indicator,value\n2024-H1,Xã An,v,100\n2024-H1,Xã Bình,v,99\n2023-H1,Xã Bình,v,0\n",
    ])
    defer { folder.keep() }
    let trees = report.indicators[0]
    let comparison = report.book.comparison(
      trees, for: .all, in: report.period, with: report.period.sameLastYear)
    #expect(comparison.change == 99)
    #expect(
      report.words.changePercent(comparison, trees) == "no percentage: the earlier figure is 0")
  }

  @Test("The difference of approximate numbers is approximate, and none is about the same")
  func approximate() throws {
    let (report, folder) = try report([
      "giaoban.yaml": "language: en\nindicators: {v: {name: Guests, from: submissions}}",
      "roster.csv": HonestNumberTests.roster,
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Xã An,v,trên 1500\n2023-H1,Xã An,v,gần 1500\n2024-H1,Xã Bình,v,khoảng 30\n2023-H1,Xã Bình,v,20\n",
    ])
    defer { folder.keep() }
    let guests = report.indicators[0]
    func said(_ unit: Int) -> String {
      let comparison = report.book.comparison(
        guests, for: .unit(unit), in: report.period, with: report.period.sameLastYear)
      return report.words.changeInWords(comparison, guests, base: "last year")
    }
    #expect(said(0) == "about as in last year")
    #expect(said(1) == "up ≈ 10 (50.0%) on last year")
  }

  @Test("A loss has reached no share of a plan, and a month of it says that it stands alone")
  func loss() throws {
    let (report, folder) = try report([
      "giaoban.yaml":
        "language: en\nindicators: {v: {name: Profit, from: submissions, over_time: sum}}",
      "roster.csv": HonestNumberTests.roster,
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Xã An,v,-10\n2024-H2,Xã An,v,-4\n",
      "plans.csv": "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024-H1,Xã An,v,20\n",
    ])
    defer { folder.keep() }
    let profit = report.indicators[0]
    let reached = try #require(report.book.fulfilment(profit, for: .unit(0), in: report.period))
    #expect(report.words.fulfilment(reached, profit) == "30 below the plan")
  }

  @Test("Arithmetic in percent changes by percentage points")
  func points() throws {
    let (report, folder) = try report([
      "giaoban.yaml": """
      language: en
      indicators:
        a: {name: Done, from: submissions}
        b: {name: All, from: submissions}
        r: {name: Rate, compute: a / b * 100, unit_of_measure: "%"}
      """,
      "roster.csv": HonestNumberTests.roster,
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,Xã An,a,60\n2024-H1,Xã An,b,100\n2023-H1,Xã An,a,50\n2023-H1,Xã An,b,100\n",
    ])
    defer { folder.keep() }
    let rate = report.indicators[2]
    let comparison = report.book.comparison(
      rate, for: .unit(0), in: report.period, with: report.period.sameLastYear)
    #expect(
      report.words.changeInWords(comparison, rate, base: "last year")
        == "up 10 percentage points on last year")
  }
}
