import CairoRenderer
import Charting
import Foundation
import Gallery
import TestSupport
import Testing

/// Every entry of the gallery as it was when somebody last looked at it, mark by mark, with letters of one
/// width: layouts that depend on no font.
@Suite("Golden scenes")
struct GoldenSceneTests {
  @Test("Golden: the scene of every entry of the gallery", arguments: Gallery.entries.map(\.id))
  func golden(id: String) throws {
    let entry = try #require(Gallery.entries.first { $0.id == id })
    let actual = try entry.scene(measuredBy: FixedMeasurer()).listing
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/\(id).txt")
    if ProcessInfo.processInfo.environment["GIAOBAN_RENEW_GOLDEN"] != nil {
      try actual.write(to: golden, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: golden, encoding: .utf8)
    guard actual != expected else { return }
    let (new, old) = (actual.split(separator: "\n"), expected.split(separator: "\n"))
    let line = zip(new, old).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let folder = packageRoot.appending(path: ".build/golden")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try actual.write(
      to: folder.appending(path: "\(id)-actual.txt"), atomically: true, encoding: .utf8)
    Issue.record(
      """
      line \(line.map { "\($0 + 1): \(new[$0]) was \(old[$0])" } ?? "count: \(new.count), was \(old.count)"); \
      look at .build/golden/\(id)-actual.txt and at the picture, then renew with make golden
      """)
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
        "TrendLines", "HeatTable", "Tiles", "DataTable", "SmallMultiples",
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

extension Scene {
  /// One line for each mark, to a tenth of a point.
  fileprivate var listing: String {
    func number(_ value: Double) -> String {
      NumberStyle(decimalMark: ".", groupMark: "").text(value, decimals: 1)
    }
    func point(_ point: Point) -> String { number(point.x) + "," + number(point.y) }
    func rect(_ rect: Rect) -> String {
      "\(number(rect.x)),\(number(rect.y)) \(number(rect.width))×\(number(rect.height))"
    }
    func fill(_ fill: Fill?) -> String {
      switch fill {
      case .color(let color): " \(color.hex)"
      case .hatch(let color): " hatch \(color.hex)"
      case nil: ""
      }
    }
    func stroke(_ stroke: Stroke?) -> String {
      guard let stroke else { return "" }
      let dash = stroke.dash.isEmpty ? "" : " dashed"
      return " stroke \(stroke.color.hex) \(number(stroke.width))\(dash)"
    }
    func line(_ mark: Mark) -> String {
      switch mark {
      case .rectangle(let mark):
        return
          "rect \(mark.role.rawValue) \(rect(mark.frame))\(fill(mark.fill))\(stroke(mark.stroke))"
      case .line(let mark):
        return
          "line \(mark.role.rawValue) \(point(mark.from)) → \(point(mark.to))\(stroke(mark.stroke))"
      case .path(let mark):
        let steps = mark.steps.map { step in
          switch step {
          case .move(let to): "M" + point(to)
          case .line(let to): "L" + point(to)
          case .curve(_, _, let to): "C" + point(to)
          case .close: "Z"
          }
        }
        return
          "path \(mark.role.rawValue) \(steps.joined(separator: " "))\(fill(mark.fill))\(stroke(mark.stroke))"
      case .text(let mark):
        return
          "text \(mark.role.rawValue) \(point(mark.origin)) \(mark.anchor) \(number(mark.style.size))/\(mark.style.weight.rawValue) \(mark.color.hex) \"\(mark.string)\""
      case .group(let group):
        return group.marks.map(line).joined(separator: "\n")
      }
    }
    return
      (["scene \(number(size.width))×\(number(size.height))", "alt \(alternativeText)"]
      + marks.map(line)).joined(separator: "\n") + "\n"
  }
}
