import ClusterMetrics

/// "85/193": 85 of 193, of which the 85 is reported.
package enum StatedFraction {
  /// - Parameter isRate: whether a percentage is asked for, which 45 of 50 is 90 of.
  package static func value(_ text: String, isRate: Bool) -> StatedValue? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    // "3 cuộc/120 lượt" are two numbers, and none of them a part of the other.
    let things = parts.map { part in NameKey(part.filter { !$0.isNumber }).text }
    guard things[0].isEmpty || things[1].isEmpty || things[0] == things[1] else { return nil }
    let numbers = parts.map { part in
      let trimmed = part.drop { $0 == " " }
      return NumberCell.parse(ArraySlice(trimmed.utf8.reversed().drop { $0 == 0x20 }.reversed()))
        .outcome.quantity
    }
    guard let value = numbers[0], let whole = numbers[1], value <= whole, whole > .zero else {
      return nil
    }
    guard isRate else { return .number(value, isApproximate: false) }
    // Numbers are kept to four decimals, halves rounded away from zero.
    let hundredfold = value.parts * 100 * Int128(Quantity.scale)
    let share = (2 * hundredfold + whole.parts) / (2 * whole.parts)
    return .number(Quantity(parts: share), isApproximate: false)
  }
}
