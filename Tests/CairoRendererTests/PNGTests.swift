import Charting
import CPNG
import Foundation
import Gallery
import Testing
import TestSupport

@testable import CairoRenderer

/// What a PNG file says of itself, read chunk by chunk (PNG specification, section 5).
private struct PNGFile {
  var width = 0
  var height = 0
  var colorType = 0
  var perMetre = 0
  var paletteCount = 0
  var texts: [String: String] = [:]

  init(_ data: Data) {
    func number(_ at: Int) -> Int {
      data[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    var position = 8
    while position + 8 <= data.count {
      let length = number(position)
      let name = String(decoding: data[(position + 4)..<(position + 8)], as: UTF8.self)
      let body = position + 8
      switch name {
      case "IHDR":
        (width, height, colorType) = (number(body), number(body + 4), Int(data[body + 9]))
      case "pHYs": perMetre = number(body)
      case "PLTE": paletteCount = length / 3
      case "iTXt":
        let parts = data[body..<(body + length)].split(
          separator: 0, omittingEmptySubsequences: true)
        if let key = parts.first, let text = parts.last {
          texts[String(decoding: key, as: UTF8.self)] = String(decoding: text, as: UTF8.self)
        }
      default: break
      }
      position = body + length + 4
    }
  }
}

@Suite("PNG")
struct PNGTests {
  @Test("An image of 155 mm at 300 dots per inch says so, and has a palette, a title and a text")
  func metadata() throws {
    let file = PNGFile(try PNGRenderer(resolution: 300).data(Example.scene()))
    #expect(file.width == 1831 && file.perMetre == 11_811)
    #expect(file.colorType == 3 && (2...256).contains(file.paletteCount))
    #expect(file.texts["Title"] == Example.chart.title)
    #expect(file.texts["Description"] == Example.chart.alternativeText)
    #expect(file.texts["Software"] == "Giaoban")
  }

  @Test("The same scene gives the same bytes")
  func reproducible() throws {
    let scene = try Example.scene()
    #expect(try PNGRenderer().data(scene) == PNGRenderer().data(scene))
  }

  @Test("Flat colours stay exactly as they are; colours too many for a palette give RGB")
  func palette() throws {
    let colors = (0..<40).map { Color(UInt32($0 * 6 + 5) << 16 | 0x00_4030) }
    let few = Scene(
      size: Size(width: 80, height: 20),
      marks: colors.enumerated().map {
        .rectangle(
          RectangleMark(
            Rect(x: Double($0.offset) * 2, y: 0, width: 2, height: 20), fill: .color($0.element),
            role: .cell))
      })
    let pixels = try decode(PNGRenderer(resolution: 72).data(few))
    #expect(colors.indices.allSatisfy { pixels.color(x: $0 * 2, y: 5) == colors[$0] })
    let data = try PNGRenderer(resolution: 72).data(PNGTests.manyColors)
    #expect(PNGFile(data).colorType == 2)
  }

  /// As a photograph has them.
  private static let manyColors = Scene(
    size: Size(width: 80, height: 80),
    marks: (0..<1600).map { index in
      let (column, row) = (index % 40, index / 40)
      let frame = Rect(x: Double(column) * 2, y: Double(row) * 2, width: 2, height: 2)
      let color = Color(UInt32(column * 6) << 16 | UInt32(row * 6) << 8)
      return .rectangle(RectangleMark(frame, fill: .color(color), role: .cell))
    })

  @Test(
    "A picture is the same whether it is painted whole or in bands of a few rows",
    arguments: Gallery.entries.map(\.id) + ["colours too many for a palette"])
  func bands(id: String) throws {
    let entry = Gallery.entries.first { $0.id == id }
    let scene = try entry?.scene(measuredBy: Example.measurer) ?? PNGTests.manyColors
    // At such resolutions most edges fall between pixels.
    for resolution in [41, 63.7, 96] {
      var renderer = PNGRenderer(resolution: resolution)
      renderer.bandSize = 1 << 30
      let whole = try decode(renderer.data(scene))
      renderer.bandSize = 1
      let banded = try decode(renderer.data(scene))
      let steps = zip(whole.bytes, banded.bytes).map { abs(Int($0) - Int($1)) }
      // Cairo cuts a slanting line where the band ends, to the 256th part of a pixel.
      #expect(steps.max() ?? 0 <= 10 && steps.count { $0 > 0 } <= steps.count / 10_000)
    }
  }

  @Test(
    "A line twice as large is twice as wide and high, to the last digit: it is set once and scaled")
  func scaledText() {
    for text in ["Hội nghị đối thoại", "1.234,5", "AV To 85/193", "—"] {
      for weight in TextStyle.Weight.allCases {
        let small = TextStyle(family: Theme.image.family, size: 7.5, weight: weight)
        let large = TextStyle(family: Theme.image.family, size: 15, weight: weight)
        let measurer = PangoMeasurer()
        #expect(measurer.width(of: text, in: large) == 2 * measurer.width(of: text, in: small))
        #expect(measurer.extent(of: large).ascent == 2 * measurer.extent(of: small).ascent)
      }
    }
  }

  @Test("Four lines that cross over and over still have a palette, and their own colours in it")
  func crossingLines() throws {
    let colors = [Theme.image.accent] + Theme.image.categories.dropFirst()
    let marks = (0..<36).map { index -> Mark in
      let y = Double(index * 37 % 101)
      return .line(
        LineMark(
          from: Point(x: 0, y: y), to: Point(x: 400, y: Double(index * 53 % 101)),
          stroke: Stroke(colors[index % colors.count], width: 0.7), role: .line))
    }
    let scene = Scene(
      size: Size(width: 900, height: 600),
      marks: marks
        + colors.enumerated().map { index, color in
          .rectangle(
            RectangleMark(
              Rect(x: 500, y: Double(index) * 100, width: 90, height: 90), fill: .color(color),
              role: .cell))
        })
    let data = try PNGRenderer(resolution: 144).data(scene)
    let file = PNGFile(data)
    #expect(file.colorType == 3 && file.paletteCount == 256)
    let pixels = decode(data)
    for (index, color) in colors.enumerated() {
      #expect(pixels.color(x: 1050, y: index * 200 + 90) == color)
    }
  }

  @Test("Bar edges lie on whole pixels: there is no half-tone beside them")
  func sharpEdges() throws {
    let bar = Scene(
      size: Size(width: 40, height: 40),
      marks: [
        .rectangle(
          RectangleMark(
            Rect(x: 10.3, y: 10.3, width: 12.4, height: 9.1), fill: .color(Color(0x0A6C8F)),
            role: .bar))
      ])
    #expect(PNGFile(try PNGRenderer(resolution: 300).data(bar)).paletteCount == 2)
  }

  @Test("A picture too large for any page is refused with the limit")
  func tooLarge() {
    let scene = Scene(size: Size(width: 1e9, height: 10), marks: [])
    #expect(throws: RenderError.self) { try PNGRenderer().data(scene) }
    #expect(throws: RenderError.self) {
      try PNGRenderer().data(Scene(size: Size(width: 0, height: 0), marks: []))
    }
  }

  /// One of each kind, and what only a picture shows: hatching, other letters.
  private static let golden =
    [
      "ranked-missing", "grouped", "stacked", "share", "bullet", "dumbbell", "slope",
      "trend-gap-and-event", "heat", "tiles", "table", "multiples-of-trends",
    ] + (hasFontOfPrint ? ["in-print"] : [])

  /// Whether Liberation Serif is the one of Debian's `fonts-liberation`, in whose letters the picture of
  /// `print` was drawn: another package, which LibreOffice brings, has others of that name.
  private static var hasFontOfPrint: Bool {
    output(of: "fc-match", ["-f", "%{family} %{fontversion}", "Liberation Serif"])
      == "Liberation Serif 70123"
  }

  @Test("Golden: charts look as they did when somebody last looked at them", arguments: golden)
  func goldenImage(id: String) throws {
    let entry = try #require(Gallery.entries.first { $0.id == id })
    // At 80 dots per inch; fonts and libraries of other systems draw it a little differently.
    let data = try PNGRenderer(resolution: 80).data(
      entry.scene(measuredBy: Example.measurer))
    let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/\(id).png")
    if ProcessInfo.processInfo.environment["GIAOBAN_RENEW_GOLDEN"] != nil {
      try data.write(to: golden)
    }
    let (actual, expected) = (decode(data), decode(try Data(contentsOf: golden)))
    let difference = actual.difference(from: expected)
    guard difference > 0.004 else { return }
    let folder = packageRoot.appending(path: ".build/golden")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try data.write(to: folder.appending(path: "\(id)-actual.png"))
    try Data(contentsOf: golden).write(to: folder.appending(path: "\(id)-expected.png"))
    try actual.differenceImage(from: expected).write(
      to: folder.appending(path: "\(id)-difference.ppm"))
    Issue.record(
      "\(difference) of the picture differs; look at .build/golden, then renew with make golden")
  }
}

/// Decoded pixels, red, green and blue.
struct Pixels {
  var width: Int
  var height: Int
  var bytes: [UInt8]

  func color(x: Int, y: Int) -> Color {
    let index = (y * width + x) * 3
    return Color(
      UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]))
  }

  private func differs(_ index: Int, _ other: Pixels) -> Bool {
    (0..<3).contains { abs(Int(bytes[index * 3 + $0]) - Int(other.bytes[index * 3 + $0])) > 40 }
  }

  /// The share of pixels that differ by more than the eye forgives; 1 where the sizes differ.
  func difference(from other: Pixels) -> Double {
    guard width == other.width, height == other.height else { return 1 }
    let count = (0..<(width * height)).count { differs($0, other) }
    return Double(count) / Double(width * height)
  }

  /// Red where the pictures differ, as a portable pixmap.
  func differenceImage(from other: Pixels) -> Data {
    var data = Data("P6 \(width) \(height) 255\n".utf8)
    guard width == other.width, height == other.height else { return data }
    for index in 0..<(width * height) {
      data.append(contentsOf: differs(index, other) ? [200, 0, 0] : [240, 240, 240])
    }
    return data
  }
}

/// Reads a PNG with libpng's simplified interface.
func decode(_ data: Data) -> Pixels {
  var image = png_image()
  image.version = UInt32(PNG_IMAGE_VERSION)
  return data.withUnsafeBytes { bytes in
    png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count)
    image.format = UInt32(PNG_FORMAT_FLAG_COLOR)
    var pixels = [UInt8](repeating: 0, count: Int(image.width * image.height * 3))
    png_image_finish_read(&image, nil, &pixels, 0, nil)
    return Pixels(width: Int(image.width), height: Int(image.height), bytes: pixels)
  }
}
