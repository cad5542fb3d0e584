import Charting
import ClusterMetrics
import Intake
import PackPages
import Reporting
import Settings

/// Checks every page and chart of a pack against the rules of `SceneLinter`, and its theme.
///
/// The input is a pack and the project's waivers; the result is the broken rules, with their places.
package struct PackLinter {
  /// A broken rule at a place.
  package struct Item: Sendable, Equatable {
    /// "page 7" or a chart's id; "theme" for its colours.
    package var place: String
    package var rule: String
    package var subject: String
    /// The reason for accepting it, if it is waived.
    package var reason: String?
  }

  /// The rule for the colours of a theme.
  package static let themeRule = "theme-colors"
  /// The names of all rules.
  package static var rules: [String] { SceneLinter.Rule.allCases.map(\.rawValue) + [themeRule] }

  /// All broken rules, in the order of pages and charts.
  package let items: [Item]
  /// Waivers that have no effect.
  package let unusedWaivers: [Waiver]

  /// - Throws: `LayoutError` if a chart cannot be drawn at all.
  package init(_ pack: Pack, _ report: ReportContext, waivers: [Waiver]) throws(LayoutError) {
    var found: [Item] = []
    func check(_ scene: Scene, _ place: String) {
      found += SceneLinter().violations(in: scene).map {
        Item(place: place, rule: $0.rule.rawValue, subject: $0.subject)
      }
    }
    for page in pack.pages { check(page.scene, "page \(page.label)") }
    let context = LayoutContext(theme: report.imageTheme, measurer: report.measurer)
    let width = PackChart.pictureWidth
    for chart in pack.charts {
      check(try chart.chart.scene(width: width, in: context), chart.id.text)
    }
    found += report.imageTheme.problems.map {
      Item(place: "theme", rule: PackLinter.themeRule, subject: "\($0)")
    }
    var used: Set<Waiver> = []
    items = found.map { item in
      let waiver = waivers.first {
        $0.rule == item.rule && ($0.place == nil || $0.place == item.place)
      }
      var item = item
      item.reason = waiver?.reason
      if let waiver { used.insert(waiver) }
      return item
    }
    unusedWaivers = waivers.filter { !used.contains($0) }
  }
}
