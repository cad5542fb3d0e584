import CPNG
import CPangoCairo
import Charting
import Foundation

/// Renders scenes to PNG.
public struct PNGRenderer: Sendable {
  /// The largest side of a picture in pixels: a metre at 300 dots per inch.
  public static let pixelLimit = 12_000

  /// Dots per inch.
  public var resolution: Double

  /// A renderer for a resolution; 300 dots per inch are what print needs.
  public init(resolution: Double = 300) { self.resolution = resolution }

  /// The scene as a PNG file: with a palette where 256 colours do, with its physical size, title and
  /// description.
  public func data(_ scene: Scene) throws(RenderError) -> Data {
    let scale = resolution / 72
    let width = (scene.size.width * scale).rounded()
    let height = (scene.size.height * scale).rounded()
    let largest = max(width, height)
    guard largest <= Double(PNGRenderer.pixelLimit), min(width, height) >= 1 else {
      throw .tooLarge(pixels: Int(min(largest, 1e9)), limit: PNGRenderer.pixelLimit)
    }
    let surface = Handle.surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)))
    try check(cairo_surface_status(surface.pointer))
    let cairo = Handle.context(cairo_create(surface.pointer))
    cairo_scale(cairo.pointer, scale, scale)
    Painter(cairo: cairo.pointer, target: .pixels(perPoint: scale), text: TextSetter.shared())
      .paint(scene)
    try check(cairo_status(cairo.pointer))
    cairo_surface_flush(surface.pointer)
    guard let bytes = cairo_image_surface_get_data(surface.pointer) else { throw .encoding }
    let stride = Int(cairo_image_surface_get_stride(surface.pointer)) / 4
    let raster = Raster(
      width: Int(width), height: Int(height), stride: stride,
      pixels: UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt32.self))
    return try encode(raster, scene)
  }

  private func encode(_ raster: Raster, _ scene: Scene) throws(RenderError) -> Data {
    let indexed = raster.indexed()
    let pixels = indexed?.indices ?? raster.rgb()
    var out = GiaobanBytes()
    defer { free(out.bytes) }
    var image = GiaobanImage()
    image.width = UInt32(raster.width)
    image.height = UInt32(raster.height)
    image.dotsPerInch = resolution
    image.level = 6
    let palette = indexed?.palette ?? []
    let status = pixels.withUnsafeBufferPointer { pixels in
      palette.withUnsafeBufferPointer { palette in
        scene.title.withCString { title in
          scene.alternativeText.withCString { description in
            "Giaoban".withCString { software in
              image.pixels = pixels.baseAddress
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

extension TextSetter {
  private static let key = "giaoban.text-setter"

  /// The setter of this thread: loading fonts costs far more than using them.
  static func shared() -> TextSetter {
    let storage = Thread.current.threadDictionary
    if let setter = storage[key] as? TextSetter { return setter }
    let setter = TextSetter()
    storage[key] = setter
    return setter
  }
}
