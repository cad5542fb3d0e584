import CairoRenderer
import Charting
import Foundation
import Gallery
import Testing
import TestSupport

/// Every entry of the gallery as it was when somebody last looked at it, mark by mark, with letters of one
/// width: layouts that depend on no font.
@Suite("Golden scenes")
struct GoldenSceneTests {
  @Test("Golden: the scene of every entry of the gallery", arguments: Gallery.entries.map(\.id))
  func golden(id: String) throws {
    let entry = try #require(Gallery.entries.first { $0.id == id })
    let actual = try entry.scene(measuredBy: FixedMeasurer()).listing
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    if let difference = try goldenDifference(
      actual, from: folder.appending(path: "Golden/\(id).txt"))
    {
      Issue.record("\(difference)")
    }
  }

  @Test(
    "Every entry keeps the rules with the letters of Pango, too",
    arguments: Gallery.entries.map(\.id))
  func rules(id: String) throws {
    let entry = try #require(Gallery.entries.first { $0.id == id })
    let scene = try entry.scene(measuredBy: PangoMeasurer())
    #expect(SceneLinter().violations(in: scene) == [])
  }

  @Test("Every kind of chart has an entry, and every entry another name")
  func everyKind() throws {
    let kinds = Set(Gallery.entries.map { "\(type(of: $0.chart.body))".prefix { $0 != "<" } })
    #expect(
      kinds == [
        "RankedBars", "GroupedBars", "StackedBars", "BulletBars", "DumbbellRows", "SlopeLines",
        "TrendLines", "HeatTable", "Tiles", "DataTable", "SmallMultiples", "WaterfallBars",
        "ArrowRows", "ColumnBars", "ProfileRows", "ScatterPlot", "TileMap",
        "AreaMap", "RankLines",
      ])
    #expect(Set(Gallery.entries.map(\.id)).count == Gallery.entries.count)
    let folder = packageRoot.appending(path: "Samples/gallery")
    for entry in Gallery.entries {
      #expect(
        FileManager.default.fileExists(atPath: folder.appending(path: entry.file).path),
        "\(entry.file)")
    }
    let list = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
    #expect(list == Gallery.index, "make gallery writes it anew")
  }
}
