import CXML2

/// What libxml2 says by itself.
package enum XMLMessages {
  /// Keeps the library from writing to standard error on this thread, which it does about encodings whatever
  /// its options: a file that cannot be read is a finding, said once and in the user's language.
  package static func silence() {
    xmlSetStructuredErrorFunc(nil) { _, _ in }
  }
}
