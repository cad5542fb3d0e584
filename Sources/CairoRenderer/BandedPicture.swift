import CPangoCairo

/// A picture that is painted in bands, all in the same memory.
///
/// A page at 300 dpi has 35 MB of pixels, none of which are needed after they have been scanned. The memory of a band
/// stays in the processor's cache, and is requested from the system only once.
struct BandedPicture {
  /// The least number of rows: Cairo paints some edges differently on a surface of a single row.
  private static let fewestRows = 16

  let width: Int
  let height: Int
  /// The size of a band in bytes, if that is enough for a few rows.
  let bandSize: Int
  let memory: ScratchMemory
  /// Paints rows on a context whose unit is a pixel, with the origin at the picture's upper left corner. Need not paint
  /// other rows.
  let paint: (OpaquePointer, Range<Int>) -> Void

  /// Passes the bands to a closure, from top to bottom, until it returns `false`.
  ///
  /// - Parameter body: returns whether to continue.
  func forEachBand(_ body: (Raster) throws(RenderError) -> Bool) throws(RenderError) {
    let stride = Int(cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, Int32(width)))
    let most = max(BandedPicture.fewestRows, bandSize / stride)
    let bytes = memory.bytes(stride * min(most, height))
    var first = 0
    while first < height {
      let rows = first..<min(first + most, height)
      let surface = Handle.surface(
        cairo_image_surface_create_for_data(
          bytes, CAIRO_FORMAT_RGB24, Int32(width), Int32(rows.count), Int32(stride)))
      try check(cairo_surface_status(surface.pointer))
      let cairo = Handle.context(cairo_create(surface.pointer))
      cairo_translate(cairo.pointer, 0, -Double(first))
      paint(cairo.pointer, rows)
      try check(cairo_status(cairo.pointer))
      cairo_surface_flush(surface.pointer)
      // The surface is flushed and writes nothing more, so its memory can be read.
      let pixels = UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt32.self)
      let band = Raster(width: width, height: rows.count, stride: stride / 4, pixels: pixels)
      guard try body(band) else { return }
      first = rows.upperBound
    }
  }
}
