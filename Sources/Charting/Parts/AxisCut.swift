/// Decides whether the axis of a chart of dots or lines starts near its least number.
///
/// Only bars must start at zero. The axis is cut if the numbers would use less than three tenths of an axis from zero;
/// the text beside the chart must then say so.
enum AxisCut {
  /// The least share of an axis from zero that the numbers must use.
  private static let leastUse = 0.3

  static func isNeeded(from least: Double, to most: Double) -> Bool {
    least > 0 && most > least && (most - least) / most < leastUse
  }
}
