import Charting
import Foundation

/// Renders scenes to SVG with real text, which can be selected, searched and read aloud.
public struct SVGRenderer: Sendable {
  /// A renderer.
  public init() {}

  /// The scene as an SVG file in UTF-8.
  public func data(_ scene: Scene) throws(RenderError) -> Data {
    guard let writer = XMLWriter() else { throw .markup }
    writer.declaration()
    let size = scene.size
    writer.start("svg")
    writer.attribute("xmlns", "http://www.w3.org/2000/svg")
    writer.attribute("width", number(size.width) + "pt")
    writer.attribute("height", number(size.height) + "pt")
    writer.attribute("viewBox", "0 0 \(number(size.width)) \(number(size.height))")
    writer.attribute("role", "img")
    if !scene.title.isEmpty { writer.element("title", scene.title) }
    if !scene.alternativeText.isEmpty { writer.element("desc", scene.alternativeText) }
    for color in hatches(scene) { pattern(color, writer) }
    writer.start("rect")
    writer.attribute("width", "100%")
    writer.attribute("height", "100%")
    writer.attribute("fill", scene.background.hex)
    writer.end()
    for mark in scene.marks { write(mark, writer) }
    writer.end()
    guard let data = writer.finish() else { throw .markup }
    return data
  }

  private func hatches(_ scene: Scene) -> [Color] {
    var colors: [Color] = []
    for mark in scene.flattened {
      if case .rectangle(let rectangle) = mark, case .hatch(let color) = rectangle.fill,
        !colors.contains(color)
      {
        colors.append(color)
      }
    }
    return colors
  }

  private func pattern(_ color: Color, _ writer: XMLWriter) {
    writer.start("defs")
    writer.start("pattern")
    writer.attribute("id", hatchName(color))
    writer.attribute("width", "5")
    writer.attribute("height", "5")
    writer.attribute("patternUnits", "userSpaceOnUse")
    writer.start("path")
    writer.attribute("d", "M-1,1 L1,-1 M0,5 L5,0 M4,6 L6,4")
    writer.attribute("stroke", color.hex)
    writer.attribute("stroke-width", "0.9")
    writer.end()
    writer.end()
    writer.end()
  }

  private func hatchName(_ color: Color) -> String { "hatch-" + color.hex.dropFirst() }

  private func write(_ mark: Mark, _ writer: XMLWriter) {
    switch mark {
    case .rectangle(let mark):
      writer.start("rect")
      writer.attribute("x", number(mark.frame.x))
      writer.attribute("y", number(mark.frame.y))
      writer.attribute("width", number(mark.frame.width))
      writer.attribute("height", number(mark.frame.height))
      paint(mark.fill, mark.stroke, writer)
      writer.end()
    case .line(let mark):
      writer.start("line")
      writer.attribute("x1", number(mark.from.x))
      writer.attribute("y1", number(mark.from.y))
      writer.attribute("x2", number(mark.to.x))
      writer.attribute("y2", number(mark.to.y))
      paint(nil, mark.stroke, writer)
      writer.end()
    case .path(let mark):
      writer.start("path")
      writer.attribute("d", mark.steps.map(path).joined(separator: " "))
      paint(mark.fill, mark.stroke, writer)
      if mark.stroke != nil { writer.attribute("stroke-linejoin", "round") }
      writer.end()
    case .text(let mark): write(mark, writer)
    case .group(let group):
      writer.start("g")
      if let text = group.alternativeText { writer.element("title", text) }
      for mark in group.marks { write(mark, writer) }
      writer.end()
    }
  }

  private func write(_ mark: TextMark, _ writer: XMLWriter) {
    writer.start("text")
    writer.attribute("x", number(mark.origin.x))
    writer.attribute("y", number(mark.origin.y))
    switch mark.anchor {
    case .start: break
    case .middle: writer.attribute("text-anchor", "middle")
    case .end: writer.attribute("text-anchor", "end")
    }
    writer.attribute("font-family", mark.style.family + ", sans-serif")
    writer.attribute("font-size", number(mark.style.size))
    if mark.style.weight != .regular {
      writer.attribute("font-weight", "\(mark.style.weight.rawValue)")
    }
    if mark.style.figures == .tabular {
      writer.attribute("style", "font-variant-numeric:tabular-nums")
    }
    writer.attribute("fill", mark.color.hex)
    // Whatever font the reader has, the text takes the room that the layout gave it.
    writer.attribute("textLength", number(mark.width))
    writer.attribute("lengthAdjust", "spacingAndGlyphs")
    writer.text(mark.string)
    writer.end()
  }

  private func path(_ step: PathMark.Step) -> String {
    func pair(_ point: Point) -> String { "\(number(point.x)),\(number(point.y))" }
    switch step {
    case .move(let point): return "M\(pair(point))"
    case .line(let point): return "L\(pair(point))"
    case .curve(let first, let second, let end):
      return "C\(pair(first)) \(pair(second)) \(pair(end))"
    case .close: return "Z"
    }
  }

  private func paint(_ fill: Fill?, _ stroke: Stroke?, _ writer: XMLWriter) {
    switch fill {
    case .color(let color): writer.attribute("fill", color.hex)
    case .hatch(let color): writer.attribute("fill", "url(#\(hatchName(color)))")
    case nil: writer.attribute("fill", "none")
    }
    if let stroke {
      writer.attribute("stroke", stroke.color.hex)
      writer.attribute("stroke-width", number(stroke.width))
      if !stroke.dash.isEmpty {
        writer.attribute("stroke-dasharray", stroke.dash.map(number).joined(separator: " "))
      }
    }
  }

  /// Hundredths of a point are finer than any printer.
  private func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    let digits = rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(sign)\(whole).\(digits.hasSuffix("0") ? String(digits.dropLast()) : digits)"
  }
}
