import CPangoCairo

/// The libraries that a picture was made with, so that a reader can tell whether it can be reproduced.
public enum Provenance {
  /// The names and versions of the drawing libraries in use.
  public static var libraries: [(name: String, version: String)] {
    [
      ("Cairo", String(cString: cairo_version_string())),
      ("Pango", String(cString: pango_version_string())),
    ]
  }
}
