import CPangoCairo

/// Owns a reference-counted object of Cairo, Pango or GLib, and releases it when deinitialised.
///
/// Code above this layer never sees a pointer. A handle stays on the thread that created it, unless its owner protects
/// it.
final class Handle {
  let pointer: OpaquePointer
  private let release: (OpaquePointer) -> Void

  init(_ pointer: OpaquePointer, release: @escaping (OpaquePointer) -> Void) {
    self.pointer = pointer
    self.release = release
  }

  deinit { release(pointer) }

  static func surface(_ pointer: OpaquePointer) -> Handle {
    Handle(pointer) { cairo_surface_destroy($0) }
  }

  static func context(_ pointer: OpaquePointer) -> Handle {
    Handle(pointer) { cairo_destroy($0) }
  }

  static func fontOptions(_ pointer: OpaquePointer) -> Handle {
    Handle(pointer) { cairo_font_options_destroy($0) }
  }

  static func fontDescription(_ pointer: OpaquePointer) -> Handle {
    Handle(pointer) { pango_font_description_free($0) }
  }

  static func attributes(_ pointer: OpaquePointer) -> Handle {
    Handle(pointer) { pango_attr_list_unref($0) }
  }
}

/// Owns a `GObject`.
final class ObjectHandle<Object> {
  let pointer: UnsafeMutablePointer<Object>

  init(_ pointer: UnsafeMutablePointer<Object>) { self.pointer = pointer }

  deinit { g_object_unref(pointer) }
}

/// The reason why a picture could not be made.
public enum RenderError: Error, Equatable, CustomStringConvertible {
  /// Cairo failed, with this message.
  case cairo(String)
  /// The picture would have more pixels on a side than the limit.
  case tooLarge(pixels: Int, limit: Int)
  /// The PNG could not be encoded.
  case encoding
  /// Text could not be written as XML.
  case markup
  /// The PDF could not be finished, with qpdf's message.
  case document(String)

  /// A description for an error message.
  public var description: String {
    switch self {
    case .cairo(let reason): "the picture could not be drawn: \(reason)"
    case .tooLarge(let pixels, let limit):
      "the picture would be \(pixels) pixels on a side; the limit is \(limit)"
    case .encoding: "the picture could not be encoded as PNG"
    case .markup: "the picture could not be written as SVG"
    case .document(let reason): "the PDF could not be finished: \(reason)"
    }
  }
}

func check(_ status: cairo_status_t) throws(RenderError) {
  guard status == CAIRO_STATUS_SUCCESS else {
    throw .cairo(String(cString: cairo_status_to_string(status)))
  }
}
