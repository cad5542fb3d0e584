import CXML2

/// Controls the error output of libxml2.
package enum XMLMessages {
  /// Stops the library from writing to standard error on this thread, which it does about encodings whatever its
  /// options: a file that cannot be read is reported once, as a finding in the user's language.
  package static func silence() {
    xmlSetStructuredErrorFunc(nil) { _, _ in }
  }
}

/// The parser options for all markup.
package enum XMLOptions {
  /// No network access; errors are reported only as findings.
  package static let safe = Int32(
    XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
  /// The same for HTML, whose encoding has been determined before.
  package static let html = Int32(
    HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_RECOVER.rawValue | HTML_PARSE_IGNORE_ENC.rawValue)
}
