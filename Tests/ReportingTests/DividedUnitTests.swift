import ClusterMetrics
import Foundation
import Intake
import Settings
import Testing
import TestSupport

@testable import Packs
@testable import Reporting

@Suite("Packs of clusters whose units were divided or became one within the period")
struct DividedUnitTests {
  private static let half = Period.half(1, year: 2024)

  private func report(_ files: [String: String]) throws -> (ReportContext, TemporaryFolder) {
    let folder = try TemporaryFolder(files)
    let project = try Project(folder: folder.url)
    let intake = try project.tally(ReportContext.periods(for: DividedUnitTests.half))
    return (
      ReportContext(
        project: project, intake: intake, period: DividedUnitTests.half, language: .vietnamese,
        measurer: measurer), folder
    )
  }

  @Test(
    "A waterfall holds units that were divided as one bar, so that its whole is that of the cluster"
  )
  func waterfall() throws {
    let (report, folder) = try report([
      "giaoban.yaml":
        "indicators: {v: {name: {vi: Hồ sơ, en: Files}, from: submissions, over_time: sum}}",
      "roster.csv": """
      Cụm,Đơn vị,Từ ngày,Đến ngày,Sáp nhập vào
      Cụm 1,Huyện Cũ,,31/3/2024,Huyện Đông;Huyện Tây
      Cụm 1,Huyện Đông,1/4/2024,,
      Cụm 1,Huyện Tây,1/4/2024,,
      Cụm 1,Thị xã Nam,,,

      """,
      "submissions.csv": """
      Kỳ,Đơn vị,Chỉ tiêu,Số liệu
      2023-H1,Huyện Cũ,v,50
      2023-H1,Thị xã Nam,v,100
      2024-Q1,Huyện Cũ,v,33
      2024-Q2,Huyện Đông,v,42
      2024-Q2,Huyện Tây,v,72
      2024-H1,Thị xã Nam,v,360

      """,
    ])
    defer { folder.keep() }
    var settings = ChartSettings(kind: .waterfall)
    settings.indicators = ["v"]
    let chart = try report.chart(settings)
    // 150 became 33 + 42 + 72 + 360 = 507: Nam made 260 of it, the others 97.
    #expect(chart.title == "TX Nam góp nhiều nhất vào mức tăng 357 (+260)")
    #expect(chart.subtitle.contains("từ 150, cùng kỳ 2023, đến 507"), "\(chart.subtitle)")
    #expect(
      chart.footer.hasSuffix(
        "Số liệu của kỳ so sánh không chia được cho Đông, Tây nên tính chung."),
      "\(chart.footer)")
    #expect(
      chart.alternativeText.contains("Đơn vị chia tách +97")
        || chart.alternativeText.contains("Đơn vị chia tách 97"), "\(chart.alternativeText)")
  }

  @Test(
    "What units said that became part of another one stands with its answers, under their names")
  func answers() throws {
    let (report, folder) = try report([
      "giaoban.yaml": """
      indicators:
        v: {name: Hồ sơ, from: submissions, over_time: sum}
        t: {name: Khó khăn, from: submissions, text: true}
      """,
      "roster.csv": """
      Cụm,Đơn vị,Từ ngày,Đến ngày,Sáp nhập vào
      Cụm 1,Huyện A,,30/4/2024,Thị xã N
      Cụm 1,Huyện B,,30/4/2024,Thị xã N
      Cụm 1,Thị xã N,1/5/2024,,
      Cụm 1,Huyện C,,,

      """,
      "submissions.csv": """
      Kỳ,Đơn vị,Chỉ tiêu,Số liệu
      2024-Q1,Huyện A,v,5
      2024-Q1,Huyện B,v,6
      2024-Q2,Thị xã N,v,7
      2024-H1,Huyện C,v,5
      2024-M03,Huyện A,Khó khăn,Thiếu người
      2024-Q1,Huyện B,Khó khăn,Thiếu xe
      2024-M05,Thị xã N,Khó khăn,Mới sắp xếp

      """,
    ])
    defer { folder.keep() }
    let entries = try #require(report.answers.first).entries
    #expect(Set(entries.map(\.unit)) == ["Thị xã N"])
    #expect(
      entries.map(\.text) == [
        "Huyện A, tháng 3 năm 2024: Thiếu người", "Huyện B, quý I năm 2024: Thiếu xe",
        "Tháng 5 năm 2024: Mới sắp xếp",
      ])
    // Three units sent one number each, which is one number of the unit.
    let unit = try #require(report.roster.unit(named: "Thị xã N"))
    #expect(report.book.countReported(ofUnit: unit, in: DividedUnitTests.half) == 1)
  }
}
