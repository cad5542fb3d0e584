/// The scale of horizontal bars and dots with texts at their ends: as wide as possible with room for every text.
public struct BarScale: Sendable {
  /// A number to draw, and the room that its texts take before and after it.
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

    /// The end of a bar from zero, with a text after it on the side to which the bar grows.
    public static func bar(_ value: Double, label: Double, _ text: String) -> Extent {
      value < 0
        ? Extent(value: value, before: label, text: text)
        : Extent(value: value, after: label, text: text)
    }
  }

  /// The position of zero.
  public let zero: Double
  private let perUnit: Double

  /// A scale that leaves room for every text.
  ///
  /// A scale that leaves room for every text.
  ///
  /// - Parameters:
  ///   - extents: everything that must fit; zero is always included.
  ///   - full: a number that the scale always includes, such as 100 for percentages; `nil` for none.
  ///   - plot: the area of the bars and their texts.
  /// - Throws: `LayoutError.noRoom` if the texts alone are wider than the plot.
  public init(_ extents: [Extent], full: Double?, in plot: Rect) throws(LayoutError) {
    let all = extents + [Extent(value: 0)] + (full.map { [Extent(value: $0)] } ?? [])
    // Zero must lie to the right of `left` and to the left of `right`. As the scale grows, both bounds move towards
    // each other. The first is the upper envelope of lines, the second the lower one. Newton's method finds where they
    // meet: on such envelopes it ends after a few exact steps.
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

  /// The position of a number.
  public func position(of value: Double) -> Double { zero + value * perUnit }
}
