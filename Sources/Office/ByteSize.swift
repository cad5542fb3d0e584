/// Numbers of bytes as people write them.
package enum ByteSize {
  package static let units: [(name: String, shift: Int)] = [("GiB", 30), ("MiB", 20), ("KiB", 10)]

  /// "1 MiB"
  package static func text(_ bytes: Int) -> String {
    for (name, shift) in units where bytes >= 1 << shift && bytes % (1 << shift) == 0 {
      return "\(bytes >> shift) \(name)"
    }
    return "\(bytes) B"
  }
}
