/// Turns outlines into shapes with common borders: close points are merged, joined places lose the border between them,
/// and each border is simplified once, so that neighbours have neither gaps nor overlaps.
///
/// The input is the shapes of a file, in which neighbours were often drawn separately, and the shapes that make up each
/// place; the result is one shape for each place. Simplification repeatedly removes the point that spans the smallest
/// triangle with its neighbours (Visvalingam and Whyatt, 1993).
public struct MapBorders {
  /// Points at most this far apart, or from a line, are merged.
  private let reach: Double
  /// The positions of the distinct points.
  private var points: [Point] = []
  private var pointsByCell: [Cell: [Int]] = [:]

  private struct Cell: Hashable {
    var x: Int
    var y: Int
  }

  /// A border between two points, independent of its direction.
  private struct Edge: Hashable {
    let low: Int
    let high: Int

    init(_ one: Int, _ other: Int) { (low, high) = (min(one, other), max(one, other)) }
  }

  /// The shapes of places.
  ///
  /// - Parameters:
  ///   - shapes: the shapes in a file.
  ///   - places: for each place, the indices of the shapes that make it up.
  ///   - reach: the distance up to which points are merged.
  ///   - detail: the area of a bend below which a border is straightened.
  /// - Returns: a shape for each place; without rings if nothing is left of it.
  public static func shapes(
    _ shapes: [MapShape], joinedInto places: [[Int]], reach: Double, detail: Double
  ) -> [MapShape] {
    var borders = MapBorders(reach: max(reach, 1e-12))
    let rings = shapes.map { shape in shape.rings.map { borders.numbered($0) } }
    let index = LineIndex(borders.points, reach: borders.reach)
    let edges = places.map { members in
      var odd: Set<Edge> = []
      for ring in members.lazy.filter(shapes.indices.contains).flatMap({ rings[$0] }) {
        guard var last = ring.last else { continue }
        for next in ring where next != last {
          // A border inside a place occurs twice, and so disappears.
          for edge in index.pieces(from: last, to: next) { odd.formSymmetricDifference([edge]) }
          last = next
        }
      }
      return odd
    }
    let closed = edges.map { borders.rings(of: $0) }
    let kept = borders.kept(closed, edges, detail: detail)
    return closed.map { rings in
      MapShape(rings.map { ring in ring.filter { kept[$0] }.map { borders.points[$0] } })
    }
  }

  private init(reach: Double) { self.reach = reach }

  // MARK: Points

  private mutating func numbered(_ ring: [Point]) -> [Int] {
    var numbers: [Int] = []
    for point in ring where point.x.isFinite && point.y.isFinite {
      let number = number(of: point)
      if numbers.last != number { numbers.append(number) }
    }
    while numbers.count > 1, numbers.first == numbers.last { numbers.removeLast() }
    return numbers
  }

  /// The index of the distinct point that represents a point.
  private mutating func number(of point: Point) -> Int {
    let cell = Cell(
      x: Int((point.x / reach).rounded(.down)), y: Int((point.y / reach).rounded(.down)))
    for x in cell.x - 1...cell.x + 1 {
      for y in cell.y - 1...cell.y + 1 {
        for known in pointsByCell[Cell(x: x, y: y)] ?? [] {
          let (dx, dy) = (points[known].x - point.x, points[known].y - point.y)
          if dx * dx + dy * dy <= reach * reach { return known }
        }
      }
    }
    points.append(point)
    pointsByCell[cell, default: []].append(points.count - 1)
    return points.count - 1
  }

  /// Finds the points on a line between two others.
  private struct LineIndex {
    let points: [Point]
    let reach: Double
    private let size: Double
    private var cells: [Cell: [Int]] = [:]

    init(_ points: [Point], reach: Double) {
      (self.points, self.reach) = (points, reach)
      let bounds = Rect(around: points) ?? Rect(x: 0, y: 0, width: 1, height: 1)
      size = max(max(bounds.width, bounds.height) / 200, reach * 2)
      for (number, point) in points.enumerated() { cells[cell(point), default: []].append(number) }
    }

    private func cell(_ point: Point) -> Cell {
      Cell(x: Int((point.x / size).rounded(.down)), y: Int((point.y / size).rounded(.down)))
    }

    /// The line between two points, divided at every point on it.
    func pieces(from: Int, to: Int) -> [Edge] {
      let (start, end) = (points[from], points[to])
      let low = cell(Point(x: min(start.x, end.x) - reach, y: min(start.y, end.y) - reach))
      let high = cell(Point(x: max(start.x, end.x) + reach, y: max(start.y, end.y) + reach))
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      var between: [(share: Double, number: Int)] = []
      for x in low.x...high.x {
        for y in low.y...high.y {
          for number in cells[Cell(x: x, y: y)] ?? [] where number != from && number != to {
            let point = points[number]
            let share = ((point.x - start.x) * dx + (point.y - start.y) * dy) / (dx * dx + dy * dy)
            if share > 0, share < 1,
              point.squaredDistance(toSegment: start, end) <= reach * reach
            {
              between.append((share, number))
            }
          }
        }
      }
      let stops =
        [from] + between.sorted { ($0.share, $0.number) < ($1.share, $1.number) }.map(\.number)
        + [to]
      return zip(stops, stops.dropFirst()).map { Edge($0, $1) }
    }
  }

  // MARK: Rings

  /// The closed lines that borders form.
  private func rings(of edges: Set<Edge>) -> [[Int]] {
    var neighbours: [Int: [Int]] = [:]
    // In a fixed order: the same file must give the same picture.
    let ordered = edges.sorted { ($0.low, $0.high) < ($1.low, $1.high) }
    for edge in ordered {
      neighbours[edge.low, default: []].append(edge.high)
      neighbours[edge.high, default: []].append(edge.low)
    }
    var left = edges
    var rings: [[Int]] = []
    for edge in ordered where left.contains(edge) {
      var ring = [edge.low]
      var at = edge.high
      left.remove(edge)
      while at != edge.low {
        ring.append(at)
        // Every point has an even number of borders, so a walk ends where it began.
        guard let next = neighbours[at]?.first(where: { left.contains(Edge(at, $0)) }) else {
          break
        }
        left.remove(Edge(at, next))
        at = next
      }
      rings.append(ring)
    }
    return rings
  }

  // MARK: Simplifying

  /// Which points remain: all junctions of borders, and those that matter to the course of a border.
  private func kept(_ closed: [[[Int]]], _ edges: [Set<Edge>], detail: Double) -> [Bool] {
    var kept = [Bool](repeating: false, count: points.count)
    var degree = [Int](repeating: 0, count: points.count)
    for edge in edges.reduce(into: Set<Edge>(), { $0.formUnion($1) }) {
      degree[edge.low] += 1
      degree[edge.high] += 1
    }
    for number in points.indices where degree[number] > 2 { kept[number] = true }
    var isDone = [Bool](repeating: false, count: points.count)
    for ring in closed.joined() {
      for line in lines(of: ring, meetingAt: kept)
      where !line.dropFirst().dropLast().contains(where: { isDone[$0] }) {
        for number in line { isDone[number] = true }
        for number in remaining(of: line, detail: detail) { kept[number] = true }
      }
    }
    // A ring keeps at least three points.
    for ring in closed.joined() {
      while ring.count(where: { kept[$0] }) < min(3, ring.count) {
        let corners = ring.filter { kept[$0] }
        let farthest = ring.filter { !kept[$0] }.max {
          distance(of: $0, from: corners) < distance(of: $1, from: corners)
        }
        guard let farthest else { break }
        kept[farthest] = true
      }
    }
    return kept
  }

  private func distance(of number: Int, from corners: [Int]) -> Double {
    guard let first = corners.first, let last = corners.last else { return 0 }
    return points[number].squaredDistance(toSegment: points[first], points[last])
  }

  /// A ring as lines from one junction to the next; a ring without junctions is one line that ends where it begins.
  private func lines(of ring: [Int], meetingAt isMeeting: [Bool]) -> [[Int]] {
    // In every ring, a line without junctions starts at the same point.
    guard
      let start = ring.firstIndex(where: { isMeeting[$0] })
        ?? ring.indices.min(by: { ring[$0] < ring[$1] })
    else { return [] }
    let turned = Array(ring[start...] + ring[..<start]) + [ring[start]]
    var lines: [[Int]] = []
    var line = [turned[0]]
    for number in turned.dropFirst() {
      line.append(number)
      if isMeeting[number] {
        lines.append(line)
        line = [number]
      }
    }
    if line.count > 1 { lines.append(line) }
    return lines
  }

  /// The points of a line that remain, including its ends.
  private func remaining(of line: [Int], detail: Double) -> [Int] {
    guard line.count > 2 else { return line }
    var next = Array(1...line.count)
    var previous = Array(-1..<line.count - 1)
    var isThere = [Bool](repeating: true, count: line.count)
    func triangle(_ index: Int) -> Double {
      abs(
        MapShape.signedArea(of: [
          points[line[previous[index]]], points[line[index]], points[line[next[index]]],
        ]))
    }
    var heap = Heap((1..<line.count - 1).map { (triangle($0), $0) })
    var current = [Double](repeating: .infinity, count: line.count)
    for index in 1..<line.count - 1 { current[index] = triangle(index) }
    while let (area, index) = heap.popLeast() {
      guard area <= detail else { break }
      guard isThere[index], area == current[index] else { continue }
      isThere[index] = false
      next[previous[index]] = next[index]
      previous[next[index]] = previous[index]
      for neighbour in [previous[index], next[index]] where (1..<line.count - 1).contains(neighbour)
      {
        // Never below the area of the removed point, or a course would erode point by point.
        current[neighbour] = max(triangle(neighbour), area)
        heap.insert((current[neighbour], neighbour))
      }
    }
    return line.indices.filter { isThere[$0] }.map { line[$0] }
  }

  /// A min-heap.
  private struct Heap {
    private var items: [(area: Double, index: Int)]

    init(_ items: [(Double, Int)]) {
      self.items = items.sorted { $0 < $1 }.map { (area: $0.0, index: $0.1) }
    }

    mutating func insert(_ item: (Double, Int)) {
      items.append((area: item.0, index: item.1))
      var child = items.count - 1
      while child > 0, items[child] < items[(child - 1) / 2] {
        items.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
    }

    mutating func popLeast() -> (Double, Int)? {
      guard let least = items.first, let last = items.popLast() else { return nil }
      guard !items.isEmpty else { return (least.area, least.index) }
      items[0] = last
      var parent = 0
      while 2 * parent + 1 < items.count {
        var child = 2 * parent + 1
        if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
        guard items[child] < items[parent] else { break }
        items.swapAt(child, parent)
        parent = child
      }
      return (least.area, least.index)
    }
  }
}
