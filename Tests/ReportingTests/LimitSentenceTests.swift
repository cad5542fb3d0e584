import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Packs
@testable import Reporting

@Suite("Sentences on limits, plans that are nearly met, and records")
struct LimitSentenceTests {
  private func report(
    _ files: [String: String], _ period: Period, _ language: Language = .vietnamese
  ) throws -> ReportContext {
    let folder = try TemporaryFolder(files)
    let project = try Project(folder: folder.url)
    return ReportContext(
      project: project, intake: try project.tally(ReportContext.periods(for: period)),
      period: period,
      language: language, measurer: FixedMeasurer())
  }

  private static let roster = "Cụm,Đơn vị\nCụm 1,An\nCụm 1,Bình\n"

  @Test("One half of a year does not show whether the year's limit is kept")
  func limits() throws {
    // 25 and 21 in the year, of which the second half has 10 and 9: both are above 20.
    let files = [
      "giaoban.yaml":
        "indicators:\n  f: {name: {vi: Cháy, en: Fires}, from: submissions, over_time: sum, better: less}\n",
      "roster.csv": LimitSentenceTests.roster,
      "submissions.csv":
        "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-H1,An,f,15\n2024-H2,An,f,10\n2024-H1,Bình,f,12\n2024-H2,Bình,f,9\n",
      "plans.csv": "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024,An,f,20\n2024,Bình,f,20\n",
    ]
    let half = try report(files, .half(2, year: 2024))
    #expect(
      half.maker.headlines.plan(half.indicators[0], units: [0, 1])
        == "Riêng kỳ này, các đơn vị ở mức 45,0% đến 50,0% kế hoạch năm")
    let year = try report(files, .year(2024), .english)
    #expect(
      year.maker.headlines.plan(year.indicators[0], units: [0, 1])
        == "2 of 2 units are above the plan")
  }

  @Test("A number that only prints like its plan is not exactly the plan")
  func nearly() throws {
    let report = try report(
      [
        "giaoban.yaml":
          "indicators:\n  s: {name: Hài lòng, unit_of_measure: \"%\", from: submissions, over_time: mean}\n",
        "roster.csv": LimitSentenceTests.roster,
        "submissions.csv":
          "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n2024-M01,An,s,\"89,99\"\n2024-M02,An,s,90\n2024-M03,An,s,90\n",
        "plans.csv": "Kỳ,Đơn vị,Chỉ tiêu,Kế hoạch\n2024-Q1,An,s,90\n",
      ], .quarter(1, year: 2024))
    let indicator = report.indicators[0]
    let own = try #require(
      report.book.fulfilment(indicator, for: .unit(0), in: .quarter(1, year: 2024)))
    // (89.99 + 90 + 90) / 3 is 89.9967.
    #expect(
      report.words.fulfilment(own, indicator)
        == "thấp hơn 0,003 điểm phần trăm so với kế hoạch")
  }

  @Test("A period that lacks parts is no record, and makes none of another")
  func records() throws {
    func title(lacking: (unit: String, period: String)) throws -> String {
      var rows = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
      for year in [2023, 2024] {
        for quarter in 1...4 {
          for unit in ["An", "Bình"]
          where (unit, "\(year)-Q\(quarter)") != (lacking.unit, lacking.period) {
            rows += "\(year)-Q\(quarter),\(unit),a,\(30 + quarter)\n"
          }
        }
      }
      let report = try report(
        [
          "giaoban.yaml":
            "indicators:\n  a: {name: Hồ sơ, noun: hồ sơ, from: submissions, over_time: sum}\n",
          "roster.csv": LimitSentenceTests.roster, "submissions.csv": rows,
        ], .half(2, year: 2024))
      let periods = Period.half(2, year: 2024).run(of: 4)
      return report.maker.headlines.trendInFull(
        report.indicators[0], for: .cluster(0), over: periods
      ).title
    }
    #expect(try !title(lacking: ("Bình", "2024-Q4")).contains("thấp nhất"))
    #expect(try !title(lacking: ("Bình", "2023-Q4")).contains("cao nhất trong 4 kỳ"))
  }
}
