/// Converts numbers of bytes to and from text.
package enum ByteSize {
  private static let units: [(name: String, shift: Int)] = [("GiB", 30), ("MiB", 20), ("KiB", 10)]

  /// "1 MiB"
  package static func text(_ bytes: Int) -> String {
    for (name, shift) in units where bytes >= 1 << shift && bytes % (1 << shift) == 0 {
      return "\(bytes >> shift) \(name)"
    }
    return "\(bytes) B"
  }

  /// Parses a number of bytes: `1048576`, `4 MiB`, `2 GiB`; `nil` for anything else.
  package static func bytes(_ text: String) -> Int? {
    let parts = text.split(separator: " ")
    guard let first = parts.first, let number = Int(first), number > 0 else { return nil }
    guard parts.count == 2 else { return parts.count == 1 ? number : nil }
    guard let unit = units.first(where: { $0.name == String(parts[1]) }) else {
      return nil
    }
    let (product, isTooLarge) = number.multipliedReportingOverflow(by: 1 << unit.shift)
    return isTooLarge ? nil : product
  }
}
