import CairoRenderer
import Charting
import Foundation

/// One slide as values: what is text stays text, and a chart is one picture.
struct Slide {
  /// What stands below the title.
  enum Body {
    /// The first slide: who, and when.
    case cover(lines: [String])
    /// Sentences, a line each.
    case points([String])
    /// A chart with its source below.
    case picture(Scene, footer: String)
  }

  /// The part of the presentation that it begins or belongs to.
  var section: String
  /// Says what was found.
  var title: String
  var subtitle = ""
  /// How many lines the subtitle takes: what stands below it moves down for more than one.
  var subtitleLines = 1
  var body: Body
  /// What the speaker sees: the numbers behind the chart.
  var notes = ""

  var scene: Scene? { if case .picture(let scene, _) = body { scene } else { nil } }
}
