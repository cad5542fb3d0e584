import Charting
import Foundation

/// Letters of one width: layouts that depend on no font.
package struct FixedMeasurer: TextMeasurer {
  package init() {}

  package func width(of text: String, in style: TextStyle) -> Double {
    Double(text.count) * style.size * 0.56
  }
  package func extent(of style: TextStyle) -> (ascent: Double, descent: Double) {
    (style.size * 0.97, style.size * 0.24)
  }
}

extension Scene {
  /// One line for each mark, to a tenth of a point.
  package var listing: String {
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

/// Compares a text with a golden file; `GIAOBAN_RENEW_GOLDEN` writes the file anew.
///
/// - Returns: where the two differ first; `nil` where they are the same.
package func goldenDifference(_ actual: String, from golden: URL) throws -> String? {
  if ProcessInfo.processInfo.environment["GIAOBAN_RENEW_GOLDEN"] != nil {
    try actual.write(to: golden, atomically: true, encoding: .utf8)
  }
  let expected = try String(contentsOf: golden, encoding: .utf8)
  guard actual != expected else { return nil }
  let (new, old) = (actual.split(separator: "\n"), expected.split(separator: "\n"))
  let line = zip(new, old).enumerated().first { $0.element.0 != $0.element.1 }?.offset
  let folder = packageRoot.appending(path: ".build/golden")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  let copy = folder.appending(path: "actual-" + golden.lastPathComponent)
  try actual.write(to: copy, atomically: true, encoding: .utf8)
  let place =
    line.map { "line \($0 + 1): \(new[$0]) was \(old[$0])" }
    ?? "\(new.count) lines, were \(old.count)"
  return
    "\(place); look at .build/golden/\(copy.lastPathComponent) and at the picture, then renew with make golden"
}
