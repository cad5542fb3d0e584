import Charting
import ClusterMetrics
import Foundation
import Intake
import Settings
import Testing
import TestSupport
@testable import PackPages

@testable import Packs
@testable import Reporting

@Suite("Pages of one kind that would be half empty share one")
struct JoinedPagesTests {
  private func pack(units: Int, indicators: Int, paper: PackPaper = .landscape) throws -> Pack {
    let ids = (1...indicators).map { "n\($0)" }
    var rows = "Kỳ,Đơn vị,Chỉ tiêu,Số liệu\n"
    for unit in 1...units {
      for (index, id) in ids.enumerated() {
        rows += "2024-H1,Huyện \(unit),\(id),\(unit * 10 + index)\n"
      }
    }
    let folder = try TemporaryFolder([
      "giaoban.yaml": "indicators:\n"
        + ids.map { "  \($0): {name: Chỉ tiêu \($0), from: submissions, better: more}\n" }
        .joined(),
      "roster.csv": "Cụm,Đơn vị\n" + (1...units).map { "Cụm 1,Huyện \($0)\n" }.joined(),
      "submissions.csv": rows,
    ])
    defer { folder.keep() }
    let project = try Project(folder: folder.url)
    let period = Period.half(1, year: 2024)
    return try ReportContext(
      project: project, intake: try project.tally(ReportContext.periods(for: period)),
      period: period, language: .vietnamese, measurer: FixedMeasurer(), paper: paper
    ).pack()
  }

  /// The anchors of indicators on each page that has any.
  private func indicators(_ pack: Pack) -> [[String]] {
    func anchors(_ marks: [Mark]) -> [String] {
      marks.flatMap { mark -> [String] in
        guard case .group(let group) = mark else { return [] }
        return [group.anchor].compactMap(\.self) + anchors(group.marks)
      }
    }
    return pack.pages.map { page in
      ([page.anchor] + anchors(page.scene.marks)).filter { $0.hasPrefix("indicator-") }
    }.filter { !$0.isEmpty }
  }

  @Test("Two indicators of three units stand on a page across, and three on an upright one")
  func few() throws {
    let across = try pack(units: 3, indicators: 6)
    #expect(indicators(across).map(\.count) == [2, 2, 2])
    let upright = try pack(units: 3, indicators: 6, paper: .portrait)
    // Four have room, but pages are evenly filled.
    #expect(indicators(upright).map(\.count) == [3, 3])
    #expect(
      indicators(across).flatMap(\.self) == (1...6).map { "indicator-n\($0)" },
      "each once, in their order")
    for pack in [across, upright] {
      for page in pack.pages { #expect(SceneLinter().violations(in: page.scene).isEmpty) }
    }
  }

  @Test("Those of many units keep a page each")
  func many() throws {
    #expect(indicators(try pack(units: 10, indicators: 3)).map(\.count) == [1, 1, 1])
  }

  @Test("Bookmarks and contents lead to the page that an indicator shares, and to its place there")
  func places() throws {
    let pack = try pack(units: 3, indicators: 4)
    let found = pack.pages.enumerated().flatMap { index, page in
      page.bookmarks.filter { $0.name.hasPrefix("Chỉ tiêu n") }.map { (index + 1, $0) }
    }
    #expect(found.map(\.1.name) == (1...4).map { "Chỉ tiêu n\($0)" })
    #expect(found[0].0 == found[1].0 && found[2].0 == found[0].0 + 1)
    #expect(found[0].1.top == 0 && found[1].1.top > 200)
    // "4  Chỉ tiêu n1", "4  Chỉ tiêu n2" on the cover.
    let listed = pack.pages[0].scene.texts.map(\.string)
    let numbers = (1...4).compactMap { name in
      listed.lastIndex(of: "Chỉ tiêu n\(name)").flatMap { Int(listed[$0 - 1]) }
    }
    #expect(numbers == found.map(\.0))
  }
}
