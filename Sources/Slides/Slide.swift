import CairoRenderer
import Charting
import Foundation

/// A slide as values: texts stay text, and a chart is a picture.
package struct Slide {
  /// The content below the title.
  package enum Body {
    /// The first slide: organisation and date.
    case cover(lines: [String])
    /// Sentences, one per line.
    case points([String])
    /// A chart with its source below it.
    case picture(Scene, footer: String)
  }

  /// The section of the presentation to which it belongs.
  package var section: String
  /// The finding.
  package var title: String
  package var subtitle: String
  /// The number of lines of the subtitle: content below it moves down if there are several.
  package var subtitleLines: Int
  package var body: Body
  /// The notes for the speaker: the numbers of the chart.
  package var notes: String

  package init(
    section: String, title: String, subtitle: String = "", subtitleLines: Int = 1, body: Body,
    notes: String = ""
  ) {
    self.section = section
    self.title = title
    self.subtitle = subtitle
    self.subtitleLines = subtitleLines
    self.body = body
    self.notes = notes
  }

  var scene: Scene? { if case .picture(let scene, _) = body { scene } else { nil } }
}
