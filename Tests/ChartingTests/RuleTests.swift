import Charting
import Foundation
import Testing
import TestSupport

/// The rules of charts as properties: whatever the data, nothing overlaps, leaves the page, is too small
/// or too pale, and every bar starts at zero.
@Suite("Charts keep their rules, whatever the data")
struct RuleTests {
  /// Some eight thousand in all; `GIAOBAN_CHARTS=5` draws five times as many, `make faults` twenty times.
  private static let times =
    ProcessInfo.processInfo.environment["GIAOBAN_CHARTS"].flatMap { Int($0) } ?? 1

  private static func count(of kind: GeneratedChart) -> Int {
    let isGrid = kind == .trendMultiples || kind == .rankedMultiples
    return (isGrid ? 120 : 400) * times
  }

  @Test("Generated charts of every kind", arguments: GeneratedChart.allCases)
  func generated(kind: GeneratedChart) {
    let first = Seed.start
    for offset in 0..<UInt64(RuleTests.count(of: kind)) {
      // Widths of letters as Pango measures them take longer; every tenth chart has them.
      let measurer = offset.isMultiple(of: 10) ? real : fixed
      if let fault = fault(of: kind, seed: first + offset, measurer) {
        Issue.record("\(fault); seed \(first + offset)")
        return
      }
    }
  }

  private static let once: [(GeneratedChart, UInt64)] = [
    (.slope, 1_266_171_483), (.trend, 2_371_227_721),
  ]

  @Test("Charts that a search found a fault in", arguments: once)
  func found(kind: GeneratedChart, seed: UInt64) {
    for measurer in [fixed, real] { #expect(fault(of: kind, seed: seed, measurer) == nil) }
  }

  /// What is wrong with a generated chart, if anything is.
  private func fault(
    of kind: GeneratedChart, seed: UInt64, _ measurer: LayoutContext
  ) -> String? {
    var generator = SplitMix(state: seed &* 7919)
    let chart = kind.chart(&generator)
    let themes = ThemeName.allCases.map(\.theme) + [.page]
    let theme = themes.randomElement(using: &generator) ?? .image
    let width = Double.random(in: 380...780, using: &generator)
    do {
      let scene = try chart.scene(width: width, in: measurer.with(theme))
      return SceneLinter().violations(in: scene).first.map { "\($0), width \(width)" }
    } catch {
      return "\(error), width \(width)"
    }
  }

  @Test("Equal numbers are equally long in all of the small multiples")
  func oneScale() throws {
    func bars(_ values: [Double]) -> RankedBars {
      RankedBars(
        values.map { .init(CategoryName("Nga Sơn \(Int($0))"), .number($0)) }, format: counts,
        words: words)
    }
    let scene = try Chart(
      title: "Title",
      body: SmallMultiples(
        [.init("A", bars([10, 5])), .init("B", bars([200_000, 10]))], mostColumns: 2)
    ).scene(width: 440, in: fixed)
    let widths = scene.rectangles(.bar).map(\.frame.width)
    #expect(widths.count == 4 && abs(widths[0] - widths[3]) < 1e-9)
    #expect(abs(widths[2] - 20_000 * widths[0]) < 1e-6)
  }

  @Test("A grid that goes on over two pages has every panel once, all on one scale")
  func gridInPieces() throws {
    func bars(_ value: Double) -> RankedBars {
      RankedBars([.init(CategoryName("row"), .number(value))], format: counts, words: words)
    }
    let grid = SmallMultiples(
      [10, 20, 40].map { .init("Panel \($0)", bars($0)) }, mostColumns: 1)
    let scenes = try grid.split(into: 2).map {
      try Chart(title: "Title", body: $0).scene(width: 300, in: fixed)
    }
    #expect(scenes.map { $0.rectangles(.bar).count } == [1, 2])
    let widths = scenes.flatMap { $0.rectangles(.bar).map(\.frame.width) }
    #expect(abs(widths[1] - 2 * widths[0]) < 1e-9 && abs(widths[2] - 4 * widths[0]) < 1e-9)
  }

  @Test("Lines on one scale rise equally for equal numbers, also where one alone bears a note")
  func oneScaleOfLines() throws {
    func lines(_ values: [Double], note: String = "") -> TrendLines {
      TrendLines(
        values.indices.map { .init(["\($0)"], note: note) },
        series: [.init("A", values.map { .number($0) })], format: counts, words: words)
    }
    let scene = try Chart(
      title: "Title",
      body: SmallMultiples([.init("A", lines([0, 10], note: "1/2")), .init("B", lines([0, 100]))])
    ).scene(width: 440, in: fixed)
    let rises = scene.flattened.compactMap { mark -> Double? in
      guard case .path(let path) = mark, path.role == .line, path.steps.count == 2,
        case .move(let from) = path.steps[0], case .line(let to) = path.steps[1]
      else { return nil }
      return from.y - to.y
    }
    #expect(rises.count == 2 && abs(rises[1] - 10 * rises[0]) < 1e-6)
  }
}
