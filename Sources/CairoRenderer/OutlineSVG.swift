import Charting
import CPangoCairo
import Foundation

/// Converts the text of an SVG that `SVGRenderer` wrote to outlines: sharp at any size, and the same where the fonts
/// are not installed, as in Word on another machine.
public struct OutlineSVG: Sendable {
  /// A renderer.
  public init() {}

  /// Returns the same picture with outlines instead of text.
  ///
  /// - Throws: `RenderError` if Cairo fails.
  public func data(_ svg: Data) throws(RenderError) -> Data {
    // Tracing text needs a context; a surface with bounds would omit letters beyond them.
    let surface = Handle.surface(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nil))
    defer { withExtendedLifetime(surface) {} }
    let cairo = Handle.context(cairo_create(surface.pointer))
    let source = [UInt8](svg)
    var written: [UInt8] = []
    written.reserveCapacity(source.count * 8)
    var rest = source[...]
    while let element = OutlineSVG.firstText(in: rest) {
      written += rest[..<element.start]
      rest = rest[element.end...]
      guard let line = Line(element.attributes, element.content) else {
        written += source[element.start..<element.end]
        continue
      }
      let start = written.count
      written += "<path d=\"".utf8
      let begun = written.count
      try OutlineSVG.add(line, to: &written, on: cairo.pointer)
      if written.count == begun {
        written.removeSubrange(start...)
      } else {
        written += "\" fill=\"\(element.attributes["fill"] ?? "#000000")\"/>".utf8
      }
    }
    return Data(written + rest)
  }

  /// A text element of the file.
  private struct Element {
    var start: Int
    var end: Int
    var attributes: [String: String]
    var content: String
  }

  /// The first text element in a part of the file: `<text NAME="VALUE" …>CONTENT</text>`, as `SVGRenderer` writes it.
  private static func firstText(in part: ArraySlice<UInt8>) -> Element? {
    let (open, close) = (Array("<text ".utf8), Array("</text>".utf8))
    var from = part.startIndex
    while let start = position(of: open, in: part, from: from) {
      from = start + open.count
      guard let head = part[from...].firstIndex(of: UInt8(ascii: ">")),
        let end = part[(head + 1)...].firstIndex(of: UInt8(ascii: "<"))
      else { return nil }
      // Skip elements with markup inside, which `SVGRenderer` does not write.
      guard part[end...].starts(with: close) else { continue }
      return Element(
        start: start, end: end + close.count, attributes: attributes(part[from..<head]),
        content: String(decoding: part[(head + 1)..<end], as: UTF8.self))
    }
    return nil
  }

  private static func position(
    of needle: [UInt8], in part: ArraySlice<UInt8>, from start: Int
  ) -> Int? {
    part.withUnsafeBufferPointer { bytes -> Int? in
      guard let base = bytes.baseAddress else { return nil }
      var offset = start - part.startIndex
      while offset + needle.count <= bytes.count,
        let found = memchr(base + offset, Int32(needle[0]), bytes.count - offset)
      {
        offset = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        if bytes[offset...].starts(with: needle) { return part.startIndex + offset }
        offset += 1
      }
      return nil
    }
  }

  private static func attributes(_ text: ArraySlice<UInt8>) -> [String: String] {
    var attributes: [String: String] = [:]
    // Names and values alternate; values contain no quotes.
    let pieces = text.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    for index in stride(from: 0, to: pieces.count - 1, by: 2) {
      let name = pieces[index].drop { $0 == UInt8(ascii: " ") }
      guard name.last == UInt8(ascii: "=") else { continue }
      attributes[String(decoding: name.dropLast(), as: UTF8.self)] =
        String(decoding: pieces[index + 1], as: UTF8.self)
    }
    return attributes
  }

  /// A line of text with its attributes in the file.
  private struct Line {
    var text: String
    var origin: Point
    var style: TextStyle

    /// `nil` if an attribute that every line has is missing.
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

  /// Adds the outlines of a line's letters, in the syntax of the `d` attribute of a path.
  private static func add(
    _ line: Line, to written: inout [UInt8], on cairo: OpaquePointer
  ) throws(RenderError) {
    cairo_new_path(cairo)
    TextSetter.shared().trace(line.text, in: line.style, from: line.origin, on: cairo)
    try check(cairo_status(cairo))
    guard let path = cairo_copy_path(cairo) else { return }
    defer { cairo_path_destroy(path) }
    let steps = UnsafeBufferPointer(start: path.pointee.data, count: Int(path.pointee.num_data))
    var pen = Pen()
    var index = 0
    while index < steps.count {
      let step = steps[index].header
      func point(_ number: Int) -> (x: Int, y: Int) {
        let point = steps[index + number].point
        return (SVGRenderer.hundredths(point.x), SVGRenderer.hundredths(point.y))
      }
      switch step.type {
      case CAIRO_PATH_MOVE_TO: pen.move(to: point(1), &written)
      case CAIRO_PATH_LINE_TO: pen.add("l", [point(1)], &written)
      case CAIRO_PATH_CURVE_TO: pen.add("c", [point(1), point(2), point(3)], &written)
      default: pen.close(&written)
      }
      index += max(Int(step.length), 1)
    }
  }

  /// Writes steps relative to the pen's position, in hundredths of a point: half as many digits as absolute
  /// coordinates.
  private struct Pen {
    private var place = (x: 0, y: 0)
    private var start = (x: 0, y: 0)

    mutating func move(to point: (x: Int, y: Int), _ written: inout [UInt8]) {
      written.append(UInt8(ascii: "M"))
      write([point], &written)
      (place, start) = (point, point)
    }

    mutating func add(
      _ letter: Unicode.Scalar, _ points: [(x: Int, y: Int)], _ written: inout [UInt8]
    ) {
      written.append(UInt8(ascii: letter))
      write(points.map { ($0.x - place.x, $0.y - place.y) }, &written)
      place = points[points.count - 1]
    }

    mutating func close(_ written: inout [UInt8]) {
      written.append(UInt8(ascii: "z"))
      place = start
    }

    /// A minus sign also separates two numbers.
    private func write(_ points: [(x: Int, y: Int)], _ written: inout [UInt8]) {
      var isFirst = true
      for point in points {
        for number in [point.x, point.y] {
          if !isFirst, number >= 0 { written.append(UInt8(ascii: " ")) }
          isFirst = false
          SVGRenderer.add(hundredths: number, to: &written)
        }
      }
    }
  }
}
