/// The scale of lying bars and dots with texts beside their ends: as wide as leaves room for every
/// text.
public struct BarScale: Sendable {
  /// A number that is drawn, and the room that its texts take before and after it.
  public struct Extent: Sendable {
    /// The number.
    public var value: Double
    /// The room of a text that ends before its position, in points.
    public var before: Double
    /// The room of a text that begins at its position, in points.
    public var after: Double
    /// The text, for an error.
    public var text: String

    /// A number, and the room that texts take beside it.
    public init(value: Double, before: Double = 0, after: Double = 0, text: String = "") {
      (self.value, self.before, self.after, self.text) = (value, before, after, text)
    }

    /// The end of a bar from zero with a text behind it, on the side to which the bar grows.
    public static func bar(_ value: Double, label: Double, _ text: String) -> Extent {
      value < 0
        ? Extent(value: value, before: label, text: text)
        : Extent(value: value, after: label, text: text)
    }
  }

  /// Where zero lies.
  public let zero: Double
  private let perUnit: Double

  /// A scale that leaves room for every text.
  ///
  /// - Parameters:
  ///   - extents: everything that must find room; zero always does.
  ///   - full: the number that fills the plot if nothing reaches further; 100 for percentages.
  ///   - plot: where the bars and their texts are drawn.
  /// - Throws: `LayoutError.noRoom` where the texts alone are wider than the plot.
  public init(_ extents: [Extent], full: Double?, in plot: Rect) throws(LayoutError) {
    let all = extents + [Extent(value: 0)] + (full.map { [Extent(value: $0)] } ?? [])
    // Zero must stand right of `left` and left of `right`. With a growing scale both bounds move
    // towards each other, the first as the upper envelope of lines, the second as the lower one; where
    // they meet is found by Newton's method, which on such envelopes ends after a few exact steps.
    func bounds(_ scale: Double) -> (left: Extent, right: Extent) {
      var (left, right) = (all[0], all[0])
      for extent in all.dropFirst() {
        if extent.before - extent.value * scale > left.before - left.value * scale { left = extent }
        if extent.after + extent.value * scale > right.after + right.value * scale {
          right = extent
        }
      }
      return (left, right)
    }
    let values = all.map(\.value)
    let span = (values.max() ?? 0) - (values.min() ?? 0)
    var scale = span > 0 ? plot.width / span : 0
    for _ in 0..<64 where scale > 0 {
      let (left, right) = bounds(scale)
      let distance = right.value - left.value
      let excess = left.before + right.after + distance * scale - plot.width
      guard excess > 1e-9, distance > 0 else { break }
      scale = max(0, (plot.width - left.before - right.after) / distance)
    }
    let (left, right) = bounds(scale)
    let needed = left.before + right.after + (right.value - left.value) * scale
    guard needed <= plot.width + 0.01 else {
      throw .noRoom(for: right.text.isEmpty ? left.text : right.text, width: plot.width)
    }
    perUnit = scale
    zero = plot.x + left.before - left.value * scale
  }

  /// Where a number lies.
  public func position(of value: Double) -> Double { zero + value * perUnit }
}
