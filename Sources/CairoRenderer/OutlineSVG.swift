import CPangoCairo
import Charting
import Foundation

/// Renders scenes to SVG whose letters are outlines: sharp at any size, and the same where the fonts are not installed, as
/// in Word on another machine. `SVGRenderer` writes real text.
public struct OutlineSVG: Sendable {
  /// A renderer.
  public init() {}

  /// The scene as a file.
  ///
  /// - Throws: `RenderError` where Cairo fails.
  public func data(_ scene: Scene) throws(RenderError) -> Data {
    let sink = Sink()
    let closure = Unmanaged.passUnretained(sink).toOpaque()
    // The closing of the surface writes the rest of the file.
    do {
      let surface = Handle.surface(
        cairo_svg_surface_create_for_stream(
          { closure, bytes, length in
            guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
            Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().data
              .append(bytes, count: Int(length))
            return CAIRO_STATUS_SUCCESS
          }, closure, scene.size.width, scene.size.height))
      try check(cairo_surface_status(surface.pointer))
      do {
        let cairo = Handle.context(cairo_create(surface.pointer))
        Painter(cairo: cairo.pointer, target: .pages, text: TextSetter.shared()).paint(scene)
        try check(cairo_status(cairo.pointer))
      }
      cairo_surface_finish(surface.pointer)
      try check(cairo_surface_status(surface.pointer))
    }
    return OutlineSVG.withoutNumbers(sink.data)
  }

  private final class Sink {
    var data = Data()
  }

  /// Cairo numbers all surfaces of a process: without that number the same scene gives the same file.
  private static func withoutNumbers(_ data: Data) -> Data {
    let text = String(decoding: data, as: UTF8.self)
    return Data(text.replacing(#/id="surface[0-9]+"/#, with: "id=\"surface\"").utf8)
  }
}
