import CairoRenderer
import Charting
import Foundation

/// A slide as values: texts stay text, and a chart is a picture.
struct Slide {
  /// The content below the title.
  enum Body {
    /// The first slide: organisation and date.
    case cover(lines: [String])
    /// Sentences, one per line.
    case points([String])
    /// A chart with its source below it.
    case picture(Scene, footer: String)
  }

  /// The section of the presentation to which it belongs.
  var section: String
  /// The finding.
  var title: String
  var subtitle = ""
  /// The number of lines of the subtitle: content below it moves down if there are several.
  var subtitleLines = 1
  var body: Body
  /// The notes for the speaker: the numbers of the chart.
  var notes = ""

  var scene: Scene? { if case .picture(let scene, _) = body { scene } else { nil } }
}
