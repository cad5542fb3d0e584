import Foundation

/// How numbers are rounded for print.
public enum Rounding {
  /// Half away from zero, as schools and offices round: 2.5 → 3, −2.5 → −3.
  ///
  /// A value that is a half in decimal but lies a hair below it in binary (1.005) is rounded up too.
  public static func rounded(_ value: Double, decimals: Int) -> Double {
    guard value.isFinite else { return value }
    let scale = pow(10.0, Double(decimals))
    let scaled = value * scale
    guard abs(scaled) < 1e15 else { return value }
    let nudged = scaled + (scaled < 0 ? -1 : 1) * abs(scaled) * 4 * Double.ulpOfOne
    return nudged.rounded(.toNearestOrAwayFromZero) / scale
  }

  /// One in the last of some decimals: 0.01 of two.
  public static func step(ofDecimals decimals: Int) -> Double { pow(10.0, -Double(decimals)) }
}
