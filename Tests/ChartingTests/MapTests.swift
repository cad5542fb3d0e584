import Charting
import Testing
import TestSupport

@Suite("Maps: borders that neighbours share, and what stands in the places")
struct MapTests {
  private func square(_ x: Double, _ y: Double, _ side: Double = 10) -> [Point] {
    [
      Point(x: x, y: y), Point(x: x + side, y: y), Point(x: x + side, y: y + side),
      Point(x: x, y: y + side),
    ]
  }

  // MARK: Shapes

  @Test("The area of a shape is that of its outlines without its holes")
  func area() {
    #expect(MapShape([square(0, 0)]).area == 100)
    #expect(MapShape([square(0, 0), square(2, 2, 3)]).area == 91)
    #expect(MapShape([square(0, 0), square(20, 0, 5)]).area == 125)
    // An island in a lake.
    #expect(MapShape([square(0, 0), square(2, 2, 6), square(4, 4, 1)]).area == 65)
    #expect(MapShape([]).area == 0)
  }

  @Test("The heart lies deepest inside, never in a hole and never between islands")
  func heart() throws {
    let plain = try #require(MapShape([square(0, 0)]).heart)
    #expect(abs(plain.point.x - 5) < 0.2 && abs(plain.point.y - 5) < 0.2)
    #expect(abs(plain.depth - 5) < 0.2)
    let ring = try #require(MapShape([square(0, 0), square(2, 2, 6)]).heart)
    #expect(ring.depth > 0.9 && ring.depth <= 1.42)
    let islands = MapShape([square(0, 0, 4), square(50, 0)])
    #expect(islands.holds(try #require(islands.heart).point))
  }

  // MARK: Borders

  @Test("A border that was drawn twice, a hair apart, is one line")
  func snapping() {
    let left = square(0, 0)
    let right = [
      Point(x: 10.02, y: -0.01), Point(x: 20, y: 0), Point(x: 20, y: 10), Point(x: 9.99, y: 10.01),
    ]
    let shapes = MapBorders.shapes(
      [MapShape([left]), MapShape([right])], joinedInto: [[0], [1]], reach: 0.1, detail: 0)
    #expect(shapes[0].area == 100)
    #expect(shapes[1].area == 100)
    #expect(
      Set(shapes[0].rings[0]).intersection(shapes[1].rings[0]) == [
        Point(x: 10, y: 0), Point(x: 10, y: 10),
      ])
  }

  @Test("A corner of one neighbour on the straight border of another cuts it there")
  func corners() {
    // One tall place at the left, two low ones at the right that meet half way up its side.
    let shapes = MapBorders.shapes(
      [
        MapShape([
          [Point(x: 0, y: 0), Point(x: 10, y: 0), Point(x: 10, y: 20), Point(x: 0, y: 20)]
        ]), MapShape([square(10, 0)]), MapShape([square(10, 10)]),
      ], joinedInto: [[0], [1], [2]], reach: 0.01, detail: 0)
    #expect(shapes[0].rings[0].contains(Point(x: 10, y: 10)))
    #expect(shapes.map(\.area) == [200, 100, 100])
  }

  @Test("What belongs together loses the border between, and keeps the hole of another place")
  func joining() {
    let hole = MapShape([square(0, 0), square(2, 2, 3)])
    let shapes = MapBorders.shapes(
      [hole, MapShape([square(2, 2, 3)]), MapShape([square(10, 0)])],
      joinedInto: [[0, 2], [1], [0, 1, 2], []], reach: 0.01, detail: 0)
    #expect(shapes[0].area == 191 && shapes[0].rings.count == 2)
    #expect(shapes[1].area == 9)
    #expect(shapes[2].area == 200 && shapes[2].rings.count == 1)
    #expect(shapes[3].rings.isEmpty)
  }

  @Test("Simplifying takes off bends below the detail and keeps three points of every ring")
  func simplifying() {
    let bent = [
      Point(x: 0, y: 0), Point(x: 5, y: 0.1), Point(x: 10, y: 0), Point(x: 10, y: 10),
      Point(x: 0, y: 10),
    ]
    let plain = MapBorders.shapes([MapShape([bent])], joinedInto: [[0]], reach: 0.001, detail: 1)
    #expect(Set(plain[0].rings[0]) == Set(square(0, 0)))
    let rough = MapBorders.shapes([MapShape([bent])], joinedInto: [[0]], reach: 0.001, detail: 1000)
    #expect(rough[0].rings[0].count == 3)
  }

  @Test("Neighbours that were simplified leave no gap and do not overlap", arguments: 0..<60)
  func noGaps(seed: UInt64) {
    var generator = SplitMix(state: seed)
    let (columns, rows) = (
      Int.random(in: 2...7, using: &generator), Int.random(in: 2...7, using: &generator)
    )
    func shift() -> Double { Double.random(in: -2...2, using: &generator) }
    var corners: [[Point]] = []
    for row in 0...rows {
      corners.append(
        (0...columns).map { column in
          let isEdge = row == 0 || row == rows || column == 0 || column == columns
          return Point(
            x: Double(column) * 10 + (isEdge ? 0 : shift()),
            y: Double(row) * 10 + (isEdge ? 0 : shift()))
        })
    }
    // Every border has points between, drawn once for both sides.
    var borders: [String: [Point]] = [:]
    func border(_ from: (Int, Int), _ to: (Int, Int)) -> [Point] {
      let isForwards = from < to
      let (low, high) = isForwards ? (from, to) : (to, from)
      let key = "\(low) \(high)"
      if borders[key] == nil {
        let (start, end) = (corners[low.1][low.0], corners[high.1][high.0])
        let isOuter =
          (low.0 == high.0 && (low.0 == 0 || low.0 == columns))
          || (low.1 == high.1 && (low.1 == 0 || low.1 == rows))
        borders[key] =
          [start]
          + (1..<6).map { step in
            let share = Double(step) / 6
            func bend() -> Double {
              isOuter ? 0 : Double.random(in: -0.4...0.4, using: &generator)
            }
            return Point(
              x: start.x + (end.x - start.x) * share + bend(),
              y: start.y + (end.y - start.y) * share + bend())
          } + [end]
      }
      let line = borders[key] ?? []
      return isForwards ? line : line.reversed()
    }
    let shapes = (0..<columns * rows).map { index -> MapShape in
      let (x, y) = (index % columns, index / columns)
      let sides = [
        border((x, y), (x + 1, y)), border((x + 1, y), (x + 1, y + 1)),
        border((x + 1, y + 1), (x, y + 1)), border((x, y + 1), (x, y)),
      ]
      let ring = sides.flatMap { $0.dropLast() }.map { point in
        // Each neighbour was drawn by itself.
        Point(
          x: point.x + Double.random(in: -0.01...0.01, using: &generator),
          y: point.y + Double.random(in: -0.01...0.01, using: &generator))
      }
      return MapShape([Bool.random(using: &generator) ? ring : ring.reversed()])
    }
    let whole = Double(columns * rows) * 100
    let members = shapes.indices.map { [$0] }
    let drawn = MapBorders.shapes(
      shapes, joinedInto: members + [Array(shapes.indices)], reach: 0.05, detail: 0.3)
    // The pieces together are the whole, which has the same outline.
    let pieces = drawn.dropLast().map(\.area).reduce(0, +)
    #expect(abs(pieces - (drawn.last?.area ?? 0)) < 1e-6 * whole, "seed \(seed)")
    #expect(abs(pieces - whole) < 0.02 * whole)
    #expect(drawn.last?.rings.count == 1)
    let before = shapes.map(\.rings[0].count).reduce(0, +)
    let after = drawn.dropLast().map { $0.rings.map(\.count).reduce(0, +) }.reduce(0, +)
    #expect(after < before)
  }

  // MARK: The chart

  private let names = ValueClasses.Names(
    below: "under {}", between: "{} to under {}", from: "{} and more")

  private func scene(_ map: AreaMap, width: Double = 440, height: Double? = nil) throws -> Scene {
    try Chart(title: "Title", alternativeText: "Words", body: map).scene(
      width: width, height: height, in: fixed)
  }

  private func row(_ values: [Value], _ style: AreaMap.Style = .areas) -> AreaMap {
    AreaMap(
      values.enumerated().map { index, value in
        .init(CategoryName("U\(index)"), value, shape: MapShape([square(Double(index) * 10, 0)]))
      }, style: style, format: counts, words: words, names: names)
  }

  private func cells(_ scene: Scene) -> [PathMark] {
    scene.flattened.compactMap { mark in
      if case .path(let path) = mark, path.role == .cell { path } else { nil }
    }
  }

  @Test("Areas are the darker the higher their class; names and numbers stand inside")
  func areas() throws {
    let scene = try scene(row([.number(0), .number(30), .number(60), .number(100), .missing]))
    let fills = cells(scene).compactMap { path -> Color? in
      if case .color(let color) = path.fill { color } else { nil }
    }
    #expect(fills.count == 4)
    #expect(
      zip(fills, fills.dropFirst()).allSatisfy { $0.luminance > $1.luminance })
    let texts = scene.texts.map(\.string)
    for text in ["U0", "U4", "0", "100", "…", "chưa báo cáo (1)"] {
      #expect(texts.contains(text), "\(text): \(texts)")
    }
    #expect(SceneLinter().violations(in: scene) == [])
  }

  @Test("The area of a circle is as large as its number; zero has none, less than zero is a ring")
  func circles() throws {
    let scene = try scene(row([.number(100), .number(25), .number(0), .number(-4)], .circles))
    let paths = cells(scene)
    // Four outlines, then circles from the largest.
    #expect(paths.count == 7)
    func width(_ path: PathMark) -> Double {
      let xs = path.steps.compactMap { step -> Double? in
        switch step {
        case .move(let point), .line(let point), .curve(_, _, let point): point.x
        case .close: nil
        }
      }
      return (xs.max() ?? 0) - (xs.min() ?? 0)
    }
    let circles = paths.suffix(3).map(width)
    #expect(abs(circles[0] / circles[1] - 2) < 1e-9)
    #expect(abs(circles[0] / circles[2] - 5) < 1e-9)
    #expect(paths.last?.fill == .color(.white))
    #expect(scene.texts.map(\.string).contains("U3 −4"))
  }

  @Test("A name without room stands beside a number in the list")
  func list() throws {
    let map = AreaMap(
      (0..<20).map { index in
        .init(
          CategoryName(index == 3 ? "Nordrhein-Westfalen" : "U\(index)"), .number(Double(index)),
          shape: MapShape([square(Double(index) * 10, 0)]))
      }, format: counts, words: words, names: names)
    let texts = try scene(map).texts.map(\.string)
    #expect(texts.contains("1 Nordrhein-Westfalen: 3") && texts.contains("1"))
    #expect(texts.contains("U4"))
  }

  @Test("Of more places than may be named, the highest and the lowest are, and the subject")
  func named() {
    var map = row((0..<30).map { .number(Double($0)) })
    #expect(map.named.count == 30)
    map.mostNamed = 20
    #expect(map.named == Set(Array(0..<6) + Array(24..<30)))
    map.places[15].isHighlighted = true
    #expect(map.named.contains(15))
    map.mostNamed = 0
    #expect(map.named == [15])
  }

  @Test(
    "What lies far off stands in a box with its name and number, what has no number with its name")
  func boxes() throws {
    var map = row([.number(1), .number(2)])
    map.places.append(
      .init(CategoryName("Hoàng Sa"), .number(7), shape: MapShape([]), isRemote: true))
    map.remarks = ["Quần đảo Trường Sa"]
    let scene = try scene(map)
    let texts = scene.texts.map(\.string)
    #expect(texts.contains("Hoàng Sa") && texts.contains("7"))
    #expect(scene.rectangles(.furniture).count { $0.stroke != nil } == 2)
    #expect(texts.joined(separator: " ").contains("Trường Sa"))
    #expect(SceneLinter().violations(in: scene) == [])
  }

  @Test("Places too small for two digits are drawn once more in a box")
  func smallOnes() throws {
    var map = row((0..<4).map { .number(Double($0)) })
    for index in 0..<4 {
      map.places.append(
        .init(
          CategoryName("S\(index)"), .number(9),
          shape: MapShape([square(12 + Double(index % 2) * 0.4, 12 + Double(index / 2) * 0.4, 0.4)])
        ))
    }
    let scene = try scene(map)
    // Eight outlines, and the four small ones again.
    #expect(cells(scene).count == 12)
    #expect(scene.rectangles(.furniture).count { $0.stroke != nil } == 2)
    #expect(SceneLinter().violations(in: scene) == [])
  }

  @Test("A frame that is too low says what it needs")
  func tooLow() {
    #expect(throws: LayoutError.self) {
      try scene(row([.number(1), .number(2)]), height: 90)
    }
  }

  // MARK: Places over moments

  @Test("Places stand in dots from the first; those that share one lie one below the other")
  func ranks() throws {
    let chart = RankLines(
      [
        .init(CategoryName("A"), [1, 2]), .init(CategoryName("B"), [1, 1], isHighlighted: true),
        .init(CategoryName("C"), [3, nil]),
      ], moments: ["2021", "2022"], words: words)
    let scene = try Chart(title: "Title", alternativeText: "Words", body: chart).scene(
      width: 440, in: fixed)
    let dots = cells(scene).count
    #expect(dots == 5)
    #expect(scene.strings(.value).sorted() == ["1", "1", "1", "2", "3"])
    let names = scene.texts.filter { $0.role == .label && ["A", "B", "C"].contains($0.string) }
    // A above B at first, below it at last; C has no name at the right, but a line below.
    let left = names.filter { $0.anchor == .end }.sorted { $0.origin.y < $1.origin.y }
    let right = names.filter { $0.anchor == .start }.sorted { $0.origin.y < $1.origin.y }
    #expect(left.map(\.string) == ["A", "B", "C"] && right.map(\.string) == ["B", "A"])
    #expect(scene.strings(.note) == ["C: chưa báo cáo"])
    #expect(SceneLinter().violations(in: scene) == [])
  }
}
