/// The version of Giaoban.
package enum GiaobanVersion {
  /// Semantic version, as in `CHANGELOG.md`.
  package static let current = "0.2.0"
}
