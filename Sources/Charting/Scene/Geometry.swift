/// A point on the page, in points from the upper left corner; y grows downwards.
public struct Point: Sendable, Hashable {
  /// Points from the left edge.
  public var x: Double
  /// Points from the upper edge.
  public var y: Double

  /// A point.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// Width and height in points (1/72 inch).
public struct Size: Sendable, Hashable {
  /// Points across.
  public var width: Double
  /// Points down.
  public var height: Double

  /// A size in points.
  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// A size in millimetres.
  public static func millimetres(_ width: Double, _ height: Double) -> Size {
    Size(width: width * 72 / 25.4, height: height * 72 / 25.4)
  }

  /// ISO 216 A4, landscape.
  public static let a4Landscape = Size.millimetres(297, 210)
}

/// A rectangle in points.
public struct Rect: Sendable, Hashable {
  /// The left edge.
  public var x: Double
  /// The upper edge.
  public var y: Double
  /// Points across; never negative.
  public var width: Double
  /// Points down.
  public var height: Double

  /// A rectangle by its upper left corner and size.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The right edge.
  public var maxX: Double { x + width }
  /// The lower edge.
  public var maxY: Double { y + height }
  /// Half way between left and right.
  public var midX: Double { x + width / 2 }
  /// Half way between top and bottom.
  public var midY: Double { y + height / 2 }

  /// The rectangle reduced (or, with negative amounts, enlarged) on each side.
  public func inset(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0)
    -> Rect
  {
    Rect(
      x: x + left, y: y + top, width: max(0, width - left - right),
      height: max(0, height - top - bottom))
  }

  /// Whether the insides of two rectangles overlap by more than the tolerance.
  public func overlaps(_ other: Rect, tolerance: Double = 0.25) -> Bool {
    x + tolerance < other.maxX && other.x + tolerance < maxX && y + tolerance < other.maxY
      && other.y + tolerance < maxY
  }

  /// Whether another rectangle lies within this one, up to the tolerance.
  public func contains(_ other: Rect, tolerance: Double = 0.25) -> Bool {
    other.x >= x - tolerance && other.maxX <= maxX + tolerance && other.y >= y - tolerance
      && other.maxY <= maxY + tolerance
  }
}

extension Rect {
  /// Whether a straight line between two points passes through the rectangle (Liang and Barsky).
  func touchesSegment(_ from: Point, _ to: Point) -> Bool {
    var (entry, exit) = (0.0, 1.0)
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    for (direction, distance) in [
      (-dx, from.x - x), (dx, maxX - from.x), (-dy, from.y - y), (dy, maxY - from.y),
    ] {
      if direction == 0 {
        if distance < 0 { return false }
        continue
      }
      let share = distance / direction
      if direction < 0 { entry = max(entry, share) } else { exit = min(exit, share) }
      if entry > exit { return false }
    }
    return true
  }

  /// Whether a straight line of this stroke width crosses the rectangle. An overlap of less than a third of a point is
  /// invisible and does not count.
  func touchesSegment(_ from: Point, _ to: Point, width: Double) -> Bool {
    let room = -max(0, width / 2 - 0.3)
    return inset(left: room, top: room, right: room, bottom: room).touchesSegment(from, to)
  }
}

extension Rect {
  /// The box around points; empty and at the origin if there are none. Unlike `init(around:)` it keeps coordinates that
  /// are not finite, because the linter must see them.
  init(enclosing points: [Point]) {
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
    self.init(
      x: left, y: top, width: (xs.max() ?? left) - left, height: (ys.max() ?? top) - top)
  }
}
