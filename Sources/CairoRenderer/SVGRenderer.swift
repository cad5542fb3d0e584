import Charting
import Foundation

/// Renders scenes to SVG with real text, which can be selected, searched and read aloud.
public struct SVGRenderer: Sendable {
  /// The prefix of the ids in this picture, if it is part of an HTML page.
  private let inlineID: String?

  /// A renderer.
  public init() { inlineID = nil }

  /// A renderer of pictures inside an HTML page. They are as wide as the page allows, and have no `style` attributes,
  /// which a strict content security policy forbids: text with tabular figures has the class `tabular`.
  package init(inlineID: String) { self.inlineID = inlineID }

  /// Renders the scene as an SVG file in UTF-8.
  public func data(_ scene: Scene) throws(RenderError) -> Data {
    guard let writer = XMLWriter() else { throw .markup }
    writer.declaration()
    write(scene, writer)
    guard let data = writer.finish() else { throw .markup }
    return data
  }

  /// Writes the scene as an `svg` element.
  package func write(_ scene: Scene, _ writer: XMLWriter) {
    let size = scene.size
    writer.start("svg")
    writer.attribute("xmlns", "http://www.w3.org/2000/svg")
    if let inlineID {
      writer.attribute("aria-labelledby", "\(inlineID)-title \(inlineID)-desc")
    } else {
      writer.attribute("width", number(size.width) + "pt")
      writer.attribute("height", number(size.height) + "pt")
    }
    writer.attribute("viewBox", "0 0 \(number(size.width)) \(number(size.height))")
    writer.attribute("role", "img")
    for (name, text) in [("title", scene.title), ("desc", scene.alternativeText)]
    where !text.isEmpty {
      writer.start(name)
      if let inlineID { writer.attribute("id", "\(inlineID)-\(name)") }
      writer.text(text)
      writer.end()
    }
    for color in hatches(scene) { pattern(color, writer) }
    writer.start("rect")
    writer.attribute("width", "100%")
    writer.attribute("height", "100%")
    writer.attribute("fill", scene.background.hex)
    writer.end()
    for mark in scene.marks {
      // Do not repeat the alternative text of the whole picture.
      if case .group(let group) = mark, group.alternativeText == scene.alternativeText {
        for mark in group.marks { write(mark, writer) }
      } else {
        write(mark, writer)
      }
    }
    writer.end()
  }

  private func hatches(_ scene: Scene) -> [Color] {
    var colors: [Color] = []
    for mark in scene.flattened {
      let fill: Fill? =
        switch mark {
        case .rectangle(let rectangle): rectangle.fill
        case .path(let path): path.fill
        case .line, .text, .group: nil
        }
      if case .hatch(let color) = fill, !colors.contains(color) { colors.append(color) }
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

  private func hatchName(_ color: Color) -> String {
    (inlineID.map { $0 + "-" } ?? "") + "hatch-" + color.hex.dropFirst()
  }

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
      if mark.fill != nil, mark.steps.count(where: { $0 == .close }) > 1 {
        writer.attribute("fill-rule", "evenodd")
      }
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
      if inlineID == nil {
        writer.attribute("style", "font-variant-numeric:tabular-nums")
      } else {
        writer.attribute("class", "tabular")
      }
    }
    writer.attribute("fill", mark.color.hex)
    // Whatever font the reader has, the text keeps the width of the layout.
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

  private func number(_ value: Double) -> String { SVGRenderer.number(value) }

  private static func number(_ value: Double) -> String {
    var bytes: [UInt8] = []
    add(hundredths: hundredths(value), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Converts a length to hundredths of a point, which are finer than any printer's resolution.
  static func hundredths(_ value: Double) -> Int { Int((value * 100).rounded()) }

  /// Appends hundredths of a point as a number of points.
  static func add(hundredths: Int, to bytes: inout [UInt8]) {
    func digit(_ number: UInt) -> UInt8 { UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number) }
    var (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    repeat {
      bytes.append(digit(whole % 10))
      whole /= 10
    } while whole > 0
    bytes[start...].reverse()
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(digit(rest / 10))
    rest %= 10
    if rest > 0 { bytes.append(digit(rest)) }
  }
}
