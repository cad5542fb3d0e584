import CXML2

/// What libxml2 says by itself.
package enum XMLMessages {
  /// Keeps the library from writing to standard error on this thread, which it does about encodings whatever
  /// its options: a file that cannot be read is a finding, said once and in the user's language.
  package static func silence() {
    xmlSetStructuredErrorFunc(nil) { _, _ in }
  }
}

/// How every file of markup is parsed.
package enum XMLOptions {
  /// Nothing is fetched, and what is wrong is said by findings only.
  package static let safe = Int32(
    XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
  /// The same for HTML, whose encoding has been settled before.
  package static let html = Int32(
    HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_RECOVER.rawValue | HTML_PARSE_IGNORE_ENC.rawValue)
}
