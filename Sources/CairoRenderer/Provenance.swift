import CPangoCairo

/// What a picture was made with, so that a reader can tell whether it can be made again.
public enum Provenance {
  /// Names and versions of the drawing libraries in use.
  public static var libraries: [(name: String, version: String)] {
    [
      ("Cairo", String(cString: cairo_version_string())),
      ("Pango", String(cString: pango_version_string())),
    ]
  }
}
