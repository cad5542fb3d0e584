import CPangoCairo
import Foundation

/// What a picture was made with, so that a reader can tell whether it can be made again.
public enum Provenance {
  /// Names and versions of the drawing libraries in use.
  public static var libraries: [(name: String, version: String)] {
    [
      ("Cairo", String(cString: cairo_version_string())),
      ("Pango", String(cString: pango_version_string())),
    ]
  }

  /// The SHA-256 digest of some bytes in hexadecimal (FIPS 180-4, by GLib).
  public static func sha256(_ data: Data) -> String {
    data.withUnsafeBytes { bytes in
      let digest = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, bytes.bindMemory(to: UInt8.self).baseAddress, gsize(bytes.count))
      defer { g_free(digest) }
      return digest.map { String(cString: $0) } ?? ""
    }
  }
}
