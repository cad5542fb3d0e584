/// When an axis of dots and lines begins where the numbers do.
///
/// Nothing but bars is measured from zero. Where the numbers would use less than three tenths of an axis from there, it is
/// cut, which whoever shows the chart says.
enum AxisCut {
  /// The share of the axis that numbers use at least on one from zero.
  private static let leastUse = 0.3

  static func isNeeded(from least: Double, to most: Double) -> Bool {
    least > 0 && most > least && (most - least) / most < leastUse
  }
}
