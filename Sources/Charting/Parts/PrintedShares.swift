/// Rounds shares of a whole for printing.
public enum PrintedShares {
  /// Percentages of some parts, rounded so that they add up to exactly 100 (largest remainder; the earlier part wins a
  /// tie).
  ///
  /// All are zero if the total is not positive or a part is negative.
  public static func of(_ parts: [Double], decimals: Int = 0) -> [Double] {
    let total = parts.reduce(0, +)
    guard total > 0, parts.allSatisfy({ $0 >= 0 }) else { return parts.map { _ in 0 } }
    let scale = Power.ofTen(decimals)
    let exact = parts.map { $0 / total * 100 * scale }
    var shares = exact.map { $0.rounded(.down) }
    let missing = Int((100 * scale - shares.reduce(0, +)).rounded())
    let order = exact.indices.sorted {
      (exact[$1] - shares[$1], $0) < (exact[$0] - shares[$0], $1)
    }
    for index in order.prefix(max(0, missing)) { shares[index] += 1 }
    return shares.map { $0 / scale }
  }
}
