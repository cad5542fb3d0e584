import CPangoCairo

/// A picture that is painted band by band, each in the same memory.
///
/// A page at 300 dpi has 35 MB of pixels, of which nothing is needed once they have been looked through. The
/// two of a band stay at hand for the processor, and need not be asked of the system again and again.
struct BandedPicture {
  /// Of a single row Cairo paints some edges otherwise than as one of many.
  private static let fewestRows = 16

  let width: Int
  let height: Int
  /// How many bytes a band has, if that is enough for a few rows.
  let bandSize: Int
  let memory: ScratchMemory
  /// Paints some rows on a context whose units are pixels from the picture's upper left corner; what lies
  /// in other rows need not be painted.
  let paint: (OpaquePointer, Range<Int>) -> Void

  /// Lends the bands from top to bottom, until one is enough.
  ///
  /// - Parameter body: whether to go on.
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
      // The surface writes nothing more; its memory is our own.
      let pixels = UnsafeRawPointer(bytes).assumingMemoryBound(to: UInt32.self)
      let band = Raster(width: width, height: rows.count, stride: stride / 4, pixels: pixels)
      guard try body(band) else { return }
      first = rows.upperBound
    }
  }
}
