/// A measured number, exact to four decimals: participants, opinions, hectares.
///
/// Sums of integer ten-thousandths are the same in whatever order blocks are added, unlike sums of floating-point
/// numbers; 128 bits hold the sum of any file that fits on a disk.
package struct Quantity: Hashable, Comparable, Sendable {
  /// The number of parts in one.
  @inlinable package static var scale: Int { 10_000 }

  /// The number in ten-thousandths.
  package var parts: Int128

  /// - Parameter parts: ten-thousandths.
  package init(parts: Int128) { self.parts = parts }
  /// A whole number.
  package init(_ whole: Int) { self.parts = Int128(whole) * Int128(Quantity.scale) }

  /// Zero.
  package static let zero = Quantity(parts: 0)

  /// The nearest floating-point number.
  package var doubleValue: Double {
    // Nearly all numbers fit into a word, whose conversion is one instruction.
    if let word = Int64(exactly: parts), word.magnitude < 1 << 53 {
      return Double(word) / Double(Quantity.scale)
    }
    // Beyond the integers that a Double represents exactly, convert the whole part by itself.
    let (whole, rest) = parts.quotientAndRemainder(dividingBy: Int128(Quantity.scale))
    return Double(whole) + Double(rest) / Double(Quantity.scale)
  }

  package static func < (left: Quantity, right: Quantity) -> Bool { left.parts < right.parts }
  package static func + (left: Quantity, right: Quantity) -> Quantity {
    Quantity(parts: left.parts + right.parts)
  }
}

extension Quantity: CustomStringConvertible {
  /// Plain digits with a decimal point and no trailing zeros: `12.5`.
  package var description: String {
    let magnitude = parts.magnitude
    let scale = UInt128(Quantity.scale)
    let whole = String(magnitude / scale)
    var fraction = String(magnitude % scale)
    fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    return (parts < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}
