import Foundation

/// How numbers are rounded for print.
package enum Rounding {
  /// Half away from zero, as schools and offices round: 2.5 → 3, −2.5 → −3.
  ///
  /// A value that is a half in decimal but lies a hair below it in binary (1.005) is rounded up too.
  package static func rounded(_ value: Double, decimals: Int) -> Double {
    guard value.isFinite else { return value }
    let scale = pow(10.0, Double(decimals))
    let scaled = value * scale
    guard abs(scaled) < 1e15 else { return value }
    let nudged = scaled + (scaled < 0 ? -1 : 1) * abs(scaled) * 4 * Double.ulpOfOne
    return nudged.rounded(.toNearestOrAwayFromZero) / scale
  }

  /// Shares of a whole in percent, rounded so that they add up to exactly 100 (largest remainder;
  /// the earlier part wins a tie). All zero where the whole is zero.
  package static func shares(of parts: [Double], decimals: Int = 0) -> [Double] {
    let total = parts.reduce(0, +)
    guard total > 0, parts.allSatisfy({ $0 >= 0 }) else { return parts.map { _ in 0 } }
    let scale = pow(10.0, Double(decimals))
    let exact = parts.map { $0 / total * 100 * scale }
    var floors = exact.map { $0.rounded(.down) }
    let missing = Int((100 * scale - floors.reduce(0, +)).rounded())
    let order = exact.indices.sorted {
      (exact[$1] - floors[$1], $0) < (exact[$0] - floors[$0], $1)
    }
    for index in order.prefix(max(0, missing)) { floors[index] += 1 }
    return floors.map { $0 / scale }
  }
}
