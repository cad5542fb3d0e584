import Charting
import CPangoCairo
import CPNG
import Foundation

/// Renders scenes to PNG.
public struct PNGRenderer: Sendable {
  /// Dots per inch.
  public var resolution: Double
  /// The greatest number of pixels on a side; Cairo allows at most 32,767.
  public var pixelLimit: Int
  /// The number of bytes of pixels that are painted at a time.
  var bandSize = 1 << 21

  /// A renderer for a resolution. Printing needs 300 dots per inch; 12,000 pixels are then about a metre.
  public init(resolution: Double = 300, pixelLimit: Int = 12_000) {
    self.resolution = resolution
    self.pixelLimit = pixelLimit
  }

  /// The highest resolution, up to the renderer's own, at which a picture of a size stays within the limit.
  package func fittingResolution(_ size: Size) -> Double {
    // Sides are rounded to whole pixels.
    min(resolution, (Double(pixelLimit) * 72 / max(size.width, size.height)).rounded(.down))
  }

  /// Renders the scene as a PNG file: with a palette if 256 colours are enough, and with its physical size, title and
  /// description.
  public func data(_ scene: Scene) throws(RenderError) -> Data {
    let scale = resolution / 72
    let width = (scene.size.width * scale).rounded()
    let height = (scene.size.height * scale).rounded()
    let largest = max(width, height)
    guard largest <= Double(pixelLimit), min(width, height) >= 1 else {
      throw .tooLarge(pixels: Int(min(largest, 1e9)), limit: pixelLimit)
    }
    return try data(
      width: Int(width), height: Int(height), title: scene.title, description: scene.alternativeText
    ) { cairo, rows in
      cairo_scale(cairo, scale, scale)
      let target = Painter.Target.pixels(perPoint: scale, rows: rows)
      Painter(cairo: cairo, target: target, text: TextSetter.shared()).paint(scene)
    }
  }

  /// A PNG with white margins that give it other proportions, for a picture that must fill a box of a document without
  /// being stretched.
  ///
  /// - Parameter ratio: the height divided by the width.
  /// - Returns: `nil` if the picture already has these proportions, to one part in 200, or if the box is too narrow a
  ///   strip for a legible chart.
  package func padded(
    _ png: Data, toRatio ratio: Double, title: String, description: String
  ) throws(RenderError) -> Data? {
    var rest = png[...]
    let surface = withUnsafeMutablePointer(to: &rest) { rest in
      Handle.surface(
        cairo_image_surface_create_from_png_stream(
          { closure, bytes, count in
            guard let rest = closure?.assumingMemoryBound(to: Data.SubSequence.self), let bytes,
              rest.pointee.count >= Int(count)
            else { return CAIRO_STATUS_READ_ERROR }
            rest.pointee.copyBytes(to: bytes, count: Int(count))
            rest.pointee = rest.pointee.dropFirst(Int(count))
            return CAIRO_STATUS_SUCCESS
          }, rest))
    }
    try check(cairo_surface_status(surface.pointer))
    let own = (
      width: Int(cairo_image_surface_get_width(surface.pointer)),
      height: Int(cairo_image_surface_get_height(surface.pointer))
    )
    let ownRatio = Double(own.height) / Double(max(own.width, 1))
    guard ratio.isFinite, ratio > 0.1, ratio < 10, abs(ratio / ownRatio - 1) > 0.005 else {
      return nil
    }
    let width = max(own.width, Int((Double(own.height) / ratio).rounded()))
    let height = max(own.height, Int((Double(own.width) * ratio).rounded()))
    return try data(width: width, height: height, title: title, description: description) {
      cairo, _ in
      cairo_set_source_rgb(cairo, 1, 1, 1)
      cairo_paint(cairo)
      cairo_set_source_surface(
        cairo, surface.pointer, Double((width - own.width) / 2), Double((height - own.height) / 2))
      cairo_paint(cairo)
    }
  }

  /// Paints an area of this many pixels and encodes it as a PNG.
  private func data(
    width: Int, height: Int, title: String, description: String,
    paint: @escaping (OpaquePointer, Range<Int>) -> Void
  ) throws(RenderError) -> Data {
    let canvas = Canvas.shared()
    let picture = BandedPicture(
      width: width, height: height, bandSize: bandSize, memory: canvas.pixels, paint: paint)
    var runs = ColorRuns(width: width)
    var isFlat = true
    try picture.forEachBand { band throws(RenderError) in
      isFlat = runs.add(band)
      return isFlat
    }
    let palette = isFlat ? Palette.best(for: runs.colors, pixels: width * height) : nil
    let bytesInRow = 1 + (palette == nil ? width * 3 : width)
    let deflate = try Deflate(count: height * bytesInRow)
    if let palette {
      try runs.forEachBand(palette, in: canvas.rows) { rows throws(RenderError) in
        try deflate.add(rows)
      }
    } else {
      try picture.forEachBand { band throws(RenderError) in
        try deflate.add(band.colorRows(into: canvas.rows))
        return true
      }
    }
    return try encode(
      try deflate.finished(), palette, width: width, height: height, title: title,
      description: description)
  }

  private func encode(
    _ stream: UnsafeBufferPointer<UInt8>, _ palette: Palette?, width: Int, height: Int,
    title: String, description: String
  ) throws(RenderError) -> Data {
    var out = GiaobanBytes()
    defer { free(out.bytes) }
    var image = GiaobanImage()
    image.width = UInt32(width)
    image.height = UInt32(height)
    image.dotsPerInch = resolution
    (image.stream, image.streamCount) = (stream.baseAddress, stream.count)
    let colors = palette?.colors ?? []
    let status = colors.withUnsafeBufferPointer { colors in
      title.withCString { title in
        description.withCString { description in
          "Giaoban".withCString { software in
            image.palette = palette == nil ? nil : colors.baseAddress
            image.paletteCount = Int32(colors.count / 3)
            (image.title, image.description, image.software) = (title, description, software)
            return giaoban_png_encode(&image, &out)
          }
        }
      }
    }
    guard status == 0, let bytes = out.bytes else { throw .encoding }
    return Data(bytes: bytes, count: out.count)
  }
}

/// The memory in which a thread paints and encodes one picture after another: to request tens of megabytes from the
/// system for each would cost as much as painting it.
private final class Canvas {
  private static let key = "giaoban.canvas"
  let pixels = ScratchMemory()
  let rows = ScratchMemory()

  /// The canvas of the current thread.
  static func shared() -> Canvas { PerThread.value(key) { Canvas() } }
}

/// A buffer that grows to the largest size requested.
///
/// It uses huge pages if the system has them: to map it in pages of 4 KiB would take longer than to paint on it.
final class ScratchMemory {
  private static let largePage = 1 << 21
  private var memory: UnsafeMutablePointer<UInt8>?
  private var count = 0

  deinit { memory?.deallocate() }

  /// Returns at least this number of bytes, with their previous content.
  func bytes(_ wanted: Int) -> UnsafeMutablePointer<UInt8> {
    if let memory, count >= wanted { return memory }
    memory?.deallocate()
    let room = (wanted + ScratchMemory.largePage - 1) & ~(ScratchMemory.largePage - 1)
    let grown = UnsafeMutableRawPointer.allocate(
      byteCount: room, alignment: ScratchMemory.largePage)
    #if os(Linux)
      // Only advice: if the system ignores it, pages are small.
      madvise(grown, room, MADV_HUGEPAGE)
    #endif
    let bytes = grown.bindMemory(to: UInt8.self, capacity: room)
    (memory, count) = (bytes, room)
    return bytes
  }
}

extension TextSetter {
  private static let key = "giaoban.text-setter"

  /// The text setter of the current thread; loading fonts costs far more than using them.
  static func shared() -> TextSetter { PerThread.value(key) { TextSetter() } }
}

/// Values of which each thread has one.
private enum PerThread {
  /// The current thread's value for a name, created at its first use.
  static func value<Value>(_ name: String, _ make: () -> Value) -> Value {
    let storage = Thread.current.threadDictionary
    if let known = storage[name] as? Value { return known }
    let made = make()
    storage[name] = made
    return made
  }
}
