import Foundation

/// Rounding of numbers for print.
public enum Rounding {
  /// Rounds half away from zero, as in schools and offices: 2.5 → 3, −2.5 → −3.
  ///
  /// A half in decimal that is slightly less in binary (1.005) is rounded up, too.
  public static func rounded(_ value: Double, decimals: Int) -> Double {
    guard value.isFinite else { return value }
    let scale = pow(10.0, Double(decimals))
    let scaled = value * scale
    guard abs(scaled) < 1e15 else { return value }
    let nudged = scaled + (scaled < 0 ? -1 : 1) * abs(scaled) * 4 * Double.ulpOfOne
    return nudged.rounded(.toNearestOrAwayFromZero) / scale
  }

  /// One unit of the last decimal: 0.01 for two decimals.
  public static func step(ofDecimals decimals: Int) -> Double { pow(10.0, -Double(decimals)) }
}
