/// A measured number, exact to four decimals: participants, opinions, hectares.
///
/// Sums of whole ten-thousandths are the same in whatever order blocks are added, which sums of
/// floating-point numbers are not; 128 bits hold the sum of any file that a disk can hold.
package struct Quantity: Hashable, Comparable, Sendable {
  /// How many parts make one.
  @inlinable package static var scale: Int { 10_000 }

  /// The number in ten-thousandths.
  package var parts: Int128

  /// - Parameter parts: ten-thousandths.
  package init(parts: Int128) { self.parts = parts }
  /// A whole number of ones.
  package init(_ whole: Int) { self.parts = Int128(whole) * Int128(Quantity.scale) }

  /// Nothing.
  package static let zero = Quantity(parts: 0)

  /// The nearest floating-point number.
  package var doubleValue: Double {
    // Nearly all fit into a word, whose conversion is one instruction.
    if let word = Int64(exactly: parts), word.magnitude < 1 << 53 {
      return Double(word) / Double(Quantity.scale)
    }
    // Beyond what a Double counts by ones, the whole is exact by itself.
    let (whole, rest) = parts.quotientAndRemainder(dividingBy: Int128(Quantity.scale))
    return Double(whole) + Double(rest) / Double(Quantity.scale)
  }

  package static func < (left: Quantity, right: Quantity) -> Bool { left.parts < right.parts }
  package static func + (left: Quantity, right: Quantity) -> Quantity {
    Quantity(parts: left.parts + right.parts)
  }
}

extension Quantity: CustomStringConvertible {
  /// Plain digits with a point and no trailing zeros: `12.5`.
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
