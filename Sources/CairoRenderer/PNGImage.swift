import CPNG
import CPangoCairo
import Charting
import Foundation

/// Renders scenes to PNG.
public struct PNGRenderer: Sendable {
  /// Dots per inch.
  public var resolution: Double
  /// The largest side that a picture may have, in pixels; Cairo draws 32,767 at most.
  public var pixelLimit: Int

  /// A renderer for a resolution; 300 dots per inch are what print needs, and 12,000 pixels are a metre then.
  public init(resolution: Double = 300, pixelLimit: Int = 12_000) {
    self.resolution = resolution
    self.pixelLimit = pixelLimit
  }

  /// The scene as a PNG file: with a palette where 256 colours do, with its physical size, title and
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
    ) { cairo in
      cairo_scale(cairo, scale, scale)
      Painter(cairo: cairo, target: .pixels(perPoint: scale), text: TextSetter.shared())
        .paint(scene)
    }
  }

  /// A PNG with white margins that give it other proportions: for a picture that must fill a box of a
  /// document without being stretched.
  ///
  /// - Parameter ratio: height over width.
  /// - Returns: `nil` where it has these proportions already, to one part in 200, and where the box is a
  ///   strip that no chart could be read in.
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
    return try data(width: width, height: height, title: title, description: description) { cairo in
      cairo_set_source_rgb(cairo, 1, 1, 1)
      cairo_paint(cairo)
      cairo_set_source_surface(
        cairo, surface.pointer, Double((width - own.width) / 2), Double((height - own.height) / 2))
      cairo_paint(cairo)
    }
  }

  /// What is painted on so many pixels, as a PNG.
  private func data(
    width: Int, height: Int, title: String, description: String,
    paint: (OpaquePointer) -> Void
  ) throws(RenderError) -> Data {
    let canvas = Canvas.shared()
    let stride = Int(cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, Int32(width)))
    let bytes = canvas.pixels.bytes(stride * height)
    let surface = Handle.surface(
      cairo_image_surface_create_for_data(
        bytes, CAIRO_FORMAT_RGB24, Int32(width), Int32(height), Int32(stride)))
    try check(cairo_surface_status(surface.pointer))
    let cairo = Handle.context(cairo_create(surface.pointer))
    paint(cairo.pointer)
    try check(cairo_status(cairo.pointer))
    cairo_surface_flush(surface.pointer)
    // The surface writes nothing more; its memory is the canvas's own.
    let raster = Raster(
      width: width, height: height, stride: stride / 4,
      pixels: UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt32.self))
    return try encode(raster, canvas.rows, title: title, description: description)
  }

  private func encode(
    _ raster: Raster, _ memory: ScratchMemory, title: String, description: String
  ) throws(RenderError) -> Data {
    let indexed = raster.indexed(into: memory)
    let stream = try Deflate.zlibStream(indexed?.rows ?? raster.colorRows(into: memory))
    var out = GiaobanBytes()
    defer { free(out.bytes) }
    var image = GiaobanImage()
    image.width = UInt32(raster.width)
    image.height = UInt32(raster.height)
    image.dotsPerInch = resolution
    let palette = indexed?.palette ?? []
    let status = stream.withUnsafeBufferPointer { stream in
      palette.withUnsafeBufferPointer { palette in
        title.withCString { title in
          description.withCString { description in
            "Giaoban".withCString { software in
              (image.stream, image.streamCount) = (stream.baseAddress, stream.count)
              image.palette = indexed == nil ? nil : palette.baseAddress
              image.paletteCount = Int32(palette.count / 3)
              (image.title, image.description, image.software) = (title, description, software)
              return giaoban_png_encode(&image, &out)
            }
          }
        }
      }
    }
    guard status == 0, let bytes = out.bytes else { throw .encoding }
    return Data(bytes: bytes, count: out.count)
  }
}

/// What a thread paints and encodes its pictures in, one after the other: to get tens of megabytes from
/// the system for each would cost as much as painting them.
private final class Canvas {
  private static let key = "giaoban.canvas"
  let pixels = ScratchMemory()
  let rows = ScratchMemory()

  /// The canvas of this thread.
  static func shared() -> Canvas { PerThread.value(key) { Canvas() } }
}

/// Memory that grows to what was asked for most.
final class ScratchMemory {
  private var memory: UnsafeMutablePointer<UInt8>?
  private var count = 0

  deinit { memory?.deallocate() }

  /// At least so many bytes, with whatever was in them last.
  func bytes(_ wanted: Int) -> UnsafeMutablePointer<UInt8> {
    if let memory, count >= wanted { return memory }
    memory?.deallocate()
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    grown.initialize(repeating: 0, count: wanted)
    (memory, count) = (grown, wanted)
    return grown
  }
}

extension TextSetter {
  private static let key = "giaoban.text-setter"

  /// The setter of this thread: loading fonts costs far more than using them.
  static func shared() -> TextSetter { PerThread.value(key) { TextSetter() } }
}

/// What each thread has one of.
private enum PerThread {
  /// The thread's own under a name, made at its first use.
  static func value<Value>(_ name: String, _ make: () -> Value) -> Value {
    let storage = Thread.current.threadDictionary
    if let known = storage[name] as? Value { return known }
    let made = make()
    storage[name] = made
    return made
  }
}
