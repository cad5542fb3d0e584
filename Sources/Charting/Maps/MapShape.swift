/// The outline of a place, in a plane whose y grows downwards.
public struct MapShape: Sendable, Hashable {
  /// Closed lines that do not repeat their first point: outlines and holes alike. A point is inside by the even-odd
  /// rule.
  public let rings: [[Point]]
  /// The bounding box; `nil` if there are no points.
  public let bounds: Rect?
  /// A point deep inside, the best place for a label or a circle, and its distance from the nearest border.
  public let heart: Heart?

  /// A point inside a shape.
  public struct Heart: Sendable, Hashable {
    /// Its position.
    public let point: Point
    /// Its distance from the nearest border.
    public let depth: Double
  }

  /// A shape with the given rings.
  public init(_ rings: [[Point]]) {
    self.init(rings, heart: MapShape.heart(of: rings))
  }

  private init(_ rings: [[Point]], heart: Heart?) {
    self.rings = rings
    bounds = Rect(around: rings.joined())
    self.heart = heart
  }

  /// The same shape, moved and scaled by one factor.
  func mapped(_ transform: (Point) -> Point) -> MapShape {
    let heart = heart.map { heart in
      let centre = transform(heart.point)
      let edge = transform(Point(x: heart.point.x + heart.depth, y: heart.point.y))
      return Heart(point: centre, depth: edge.x - centre.x)
    }
    return MapShape(rings.map { $0.map(transform) }, heart: heart)
  }

  /// The area inside, excluding holes.
  ///
  /// Rings that lie within an odd number of others are holes.
  public var area: Double {
    var total = 0.0
    for (index, ring) in rings.enumerated() {
      guard let first = ring.first else { continue }
      let around = rings.indices.count { other in
        other != index && MapShape.holds(first, in: [rings[other]])
      }
      total += (around % 2 == 0 ? 1 : -1) * abs(MapShape.signedArea(of: ring))
    }
    return total
  }

  /// The shoelace formula.
  static func signedArea(of ring: [Point]) -> Double {
    guard var last = ring.last else { return 0 }
    var twice = 0.0
    for point in ring {
      twice += last.x * point.y - point.x * last.y
      last = point
    }
    return twice / 2
  }

  /// Whether a point is inside.
  public func holds(_ point: Point) -> Bool { MapShape.holds(point, in: rings) }

  private static func holds(_ point: Point, in rings: [[Point]]) -> Bool {
    var isInside = false
    for ring in rings {
      guard var last = ring.last else { continue }
      for next in ring {
        if (next.y > point.y) != (last.y > point.y) {
          let x = (last.x - next.x) * (point.y - next.y) / (last.y - next.y) + next.x
          if point.x < x { isInside.toggle() }
        }
        last = next
      }
    }
    return isInside
  }

  /// Whether a rectangle is entirely inside.
  func holds(_ rect: Rect) -> Bool {
    guard holds(Point(x: rect.midX, y: rect.midY)) else { return false }
    for ring in rings {
      guard var last = ring.last else { continue }
      for next in ring {
        if rect.touchesSegment(last, next) { return false }
        last = next
      }
    }
    return true
  }

  /// The distance of a point from the nearest border, negative outside.
  private static func depth(of point: Point, in rings: [[Point]]) -> Double {
    var nearest = Double.infinity
    for ring in rings {
      guard var last = ring.last else { continue }
      for next in ring {
        nearest = min(nearest, point.squaredDistance(toSegment: last, next))
        last = next
      }
    }
    return nearest.squareRoot() * (holds(point, in: rings) ? 1 : -1)
  }

  /// The deepest point of a grid, refined by smaller grids around it (after the "pole of inaccessibility" of
  /// Garcia-Castellanos and Lombardo, 2007).
  private static func heart(of rings: [[Point]]) -> Heart? {
    // Only of the largest part: a label does not lie between islands.
    guard let outline = rings.max(by: { MapShape.size(of: $0) < MapShape.size(of: $1) }),
      var box = Rect(around: outline)
    else { return nil }
    var best = (point: Point(x: box.midX, y: box.midY), depth: -Double.infinity)
    best.depth = depth(of: best.point, in: rings)
    for _ in 0..<4 {
      let steps = 12
      for column in 0...steps {
        for row in 0...steps {
          let point = Point(
            x: box.x + box.width * Double(column) / Double(steps),
            y: box.y + box.height * Double(row) / Double(steps))
          let depth = depth(of: point, in: rings)
          if depth > best.depth { best = (point, depth) }
        }
      }
      let (width, height) = (box.width / 5, box.height / 5)
      box = Rect(
        x: best.point.x - width / 2, y: best.point.y - height / 2, width: width, height: height)
    }
    return Heart(point: best.point, depth: best.depth)
  }

  private static func size(of ring: [Point]) -> Double { abs(signedArea(of: ring)) }
}

extension Point {
  /// The square of the distance to the nearest point of a segment.
  func squaredDistance(toSegment from: Point, _ to: Point) -> Double {
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    let length = dx * dx + dy * dy
    let share = length > 0 ? min(max(((x - from.x) * dx + (y - from.y) * dy) / length, 0), 1) : 0
    let (ex, ey) = (x - from.x - share * dx, y - from.y - share * dy)
    return ex * ex + ey * ey
  }
}

extension Rect {
  /// The bounding box of points; `nil` if there are none.
  public init?(around points: some Sequence<Point>) {
    var (left, top) = (Double.infinity, Double.infinity)
    var (right, bottom) = (-Double.infinity, -Double.infinity)
    for point in points {
      (left, right) = (min(left, point.x), max(right, point.x))
      (top, bottom) = (min(top, point.y), max(bottom, point.y))
    }
    guard left <= right, top <= bottom else { return nil }
    self.init(x: left, y: top, width: right - left, height: bottom - top)
  }
}
