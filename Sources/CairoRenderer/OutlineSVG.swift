import CPangoCairo
import Charting
import Foundation

/// Turns the letters of an SVG that `SVGRenderer` wrote into outlines: sharp at any size, and the same where the fonts are
/// not installed, as in Word on another machine.
public struct OutlineSVG: Sendable {
  /// A renderer.
  public init() {}

  /// The same picture without text.
  ///
  /// - Throws: `RenderError` where Cairo fails.
  public func data(_ svg: Data) throws(RenderError) -> Data {
    let source = String(decoding: svg, as: UTF8.self)
    // Letters need a context to be traced with; one of a surface with bounds leaves out those beyond them.
    let surface = Handle.surface(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nil))
    defer { withExtendedLifetime(surface) {} }
    let cairo = Handle.context(cairo_create(surface.pointer))
    var written = ""
    var end = source.startIndex
    for match in source.matches(of: #/<text ([^>]*)>([^<]*)</text>/#) {
      written += source[end..<match.range.lowerBound]
      end = match.range.upperBound
      let attributes = OutlineSVG.attributes(match.1)
      guard let text = OutlineSVG.Line(attributes, String(match.2)) else {
        written += source[match.range]
        continue
      }
      let way = try OutlineSVG.way(of: text, on: cairo.pointer)
      if !way.isEmpty {
        written += "<path d=\"\(way)\" fill=\"\(attributes["fill"] ?? "#000000")\"/>"
      }
    }
    return Data((written + source[end...]).utf8)
  }

  /// A line of text as the file states it.
  private struct Line {
    var text: String
    var origin: Point
    var style: TextStyle

    /// `nil` where something is missing that every line has.
    init?(_ attributes: [String: String], _ text: String) {
      func number(_ name: String) -> Double? { attributes[name].flatMap { Double($0) } }
      guard let x = number("x"), let y = number("y"), let size = number("font-size"),
        let family = attributes["font-family"]
      else { return nil }
      self.text =
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
        .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
      let width = number("textLength") ?? 0
      let shift =
        switch attributes["text-anchor"] {
        case "middle": width / 2
        case "end": width
        default: 0.0
        }
      origin = Point(x: x - shift, y: y)
      style = TextStyle(
        family: family.replacing(", sans-serif", with: ""), size: size,
        weight: number("font-weight").flatMap { TextStyle.Weight(rawValue: Int($0)) } ?? .regular,
        figures: attributes["style"]?.contains("tabular") == true ? .tabular : .proportional)
    }
  }

  private static func attributes(_ text: Substring) -> [String: String] {
    Dictionary(
      text.matches(of: #/([a-zA-Z-]+)="([^"]*)"/#).map { (String($0.1), String($0.2)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The pen's way along a line's letters, as `d` of a path.
  private static func way(of line: Line, on cairo: OpaquePointer) throws(RenderError) -> String {
    cairo_new_path(cairo)
    TextSetter.shared().trace(line.text, in: line.style, from: line.origin, on: cairo)
    try check(cairo_status(cairo))
    guard let path = cairo_copy_path(cairo) else { return "" }
    defer { cairo_path_destroy(path) }
    var way = ""
    var index = 0
    while index < Int(path.pointee.num_data), let data = path.pointee.data {
      let step = data[index].header
      func point(_ number: Int) -> String {
        let point = data[index + number].point
        return SVGRenderer.number(point.x) + "," + SVGRenderer.number(point.y)
      }
      switch step.type {
      case CAIRO_PATH_MOVE_TO: way += "M" + point(1)
      case CAIRO_PATH_LINE_TO: way += "L" + point(1)
      case CAIRO_PATH_CURVE_TO: way += "C" + point(1) + " " + point(2) + " " + point(3)
      default: way += "Z"
      }
      index += max(Int(step.length), 1)
    }
    return way
  }
}
