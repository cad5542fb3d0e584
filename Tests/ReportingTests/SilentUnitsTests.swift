import Charting
import ClusterMetrics
import Foundation
import Intake
import Testing
import TestSupport

@testable import Packs
@testable import Reporting

@Suite("The page of what the checks found says who is silent, of many by number")
struct SilentUnitsTests {
  @Test("Three hundred units fill a page: all of them by number, of some the first forty by name")
  func many() throws {
    let units = (1...300).map { "Xã Đông Thành \($0)" }
    let rows =
      units.map { "2024-H1,\($0),n1,5\n" } + units.prefix(100).map { "2023-H1,\($0),n1,4\n" }
    let folder = try TemporaryFolder([
      "giaoban.yaml": "indicators:\n  n1: {name: Hội nghị, from: submissions, better: more}\n",
      "roster.csv": "Cụm,Đơn vị\n" + units.map { "Cụm 1,\($0)\n" }.joined(),
      "submissions.csv": "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n" + rows.joined(),
    ])
    defer { folder.keep() }
    let project = try Project(folder: folder.url)
    let period = Period.half(1, year: 2024)
    let pack = try ReportContext(
      project: project, intake: try project.tally(ReportContext.periods(for: period)),
      period: period, language: .vietnamese, measurer: FixedMeasurer()
    ).pack()
    let page = try #require(pack.pages.first { $0.anchor == "checks" })
    let texts = page.scene.texts.map(\.string).joined(separator: " ")
    #expect(texts.contains("Không có số liệu của đơn vị nào"), "of the second half of 2023")
    #expect(texts.contains("Xã Đông Thành 140 và 160 đơn vị nữa"), "of its first half")
    #expect(!texts.contains("Xã Đông Thành 141"))
    for page in pack.pages { #expect(SceneLinter().violations(in: page.scene).isEmpty) }
  }
}
