import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Packs
@testable import Reporting

/// "Kết quả 6 tháng đã có 85 xã tổ chức 105 hội nghị", where the communes are the units.
@Suite("How many units have more than nothing")
struct ActiveUnitTests {
  private func texts(hideBelow: Int? = nil) throws -> [String: String] {
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      title: Cụm 1
      indicators: {meetings: {name: Số hội nghị, from: submissions}}
      \(hideBelow.map { "hide_below: \($0)" } ?? "")
      """,
      "roster.csv": "Cụm,Đơn vị\nCụm 1,Xã An\nCụm 1,Xã Bình\nCụm 1,Xã Cẩm\nCụm 2,Xã Dân\n",
      "submissions.csv": """
      Kỳ,Đơn vị,Chỉ tiêu,Số liệu
      2024-H1,Xã An,meetings,5
      2024-H1,Xã Bình,meetings,0
      2024-H1,Xã Dân,meetings,8
      2023-H1,Xã An,meetings,0
      2023-H1,Xã Bình,meetings,0
      2023-H1,Xã Cẩm,meetings,2
      2023-H1,Xã Dân,meetings,1
      """,
    ])
    defer { folder.keep() }
    let half = Period.half(1, year: 2024)
    let project = try Project(folder: folder.url)
    let intake = try project.tally(ReportContext.periods(for: half))
    let report = ReportContext(
      project: project, intake: intake, period: half, language: .vietnamese,
      measurer: FixedMeasurer())
    let meetings = try #require(project.definition.indicators.first)
    #expect(report.texts(meetings, for: .unit(0))["active_units"] == nil)
    return report.texts(meetings, for: .all)
  }

  @Test("Who has none, and who is silent, is not counted; last year is counted by itself")
  func counted() throws {
    let texts = try texts()
    #expect(texts["value"] == "13" && texts["units"] == "3/4 đơn vị")
    #expect(texts["active_units"] == "2")
    #expect(texts["last_year_active_units"] == "2")
    #expect(texts["previous_active_units"] == "chưa báo cáo")
  }

  @Test("Beside numbers that are not shown the count is not shown either")
  func hidden() throws {
    #expect(try texts(hideBelow: 6)["active_units"] == "số nhỏ, không công bố")
  }
}
