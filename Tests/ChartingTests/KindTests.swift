import Charting
import Testing

@Suite("What each kind of chart shows")
struct KindTests {
  private func scene(_ body: any ChartBody, width: Double = 440) throws -> Scene {
    try Chart(title: "Title", alternativeText: "Words", body: body).scene(width: width, in: fixed)
  }

  @Test("Ranked bars stand by value; what is missing stands last, in a slot, with words")
  func ranked() throws {
    let scene = try scene(
      RankedBars(
        [
          .init(CategoryName("A"), .number(3)), .init(CategoryName("B"), .missing),
          .init(CategoryName("C"), .number(9)), .init(CategoryName("D"), .notApplicable),
          .init(CategoryName("E"), .number(0)),
        ], format: counts, words: words))
    #expect(scene.strings(.label) == ["C", "A", "E", "B", "D"])
    #expect(scene.strings(.value) == ["9", "3", "0"])
    #expect(scene.strings(.note) == ["chưa báo cáo", "không áp dụng"])
    #expect(scene.rectangles(.missing).contains { $0.fill != nil && $0.stroke != nil })
    let widths = scene.rectangles(.bar).map(\.frame.width)
    #expect(widths.count == 3 && abs(widths[0] - 3 * widths[1]) < 1e-9 && widths[2] == 0)
  }

  @Test("The order as given is kept when asked for")
  func orderAsGiven() throws {
    let items = ["A", "B", "C"].enumerated().map {
      RankedBars.Item(CategoryName($0.element), .number(Double($0.offset)))
    }
    let scene = try scene(RankedBars(items, format: counts, order: .asGiven, words: words))
    #expect(scene.strings(.label) == ["A", "B", "C"])
  }

  @Test("Changes carry a sign; a fall is in the colour of warning, unless less is better")
  func changes() throws {
    let items = [RankedBars.Item(CategoryName("A"), .number(3), reference: .number(5))]
    let bad = try scene(RankedBars(items, format: counts, words: words))
    let good = try scene(
      RankedBars(items, format: counts, direction: .lessIsBetter, words: words))
    let change = { (scene: Scene) in scene.texts.first { $0.string == "−2" }?.color }
    #expect(change(bad) == Theme.image.warning && change(good) == Theme.image.grey)
  }

  @Test("A change that is not the difference of the two numbers bears an asterisk")
  func otherChanges() throws {
    let bars = RankedBars(
      [
        .init(CategoryName("A"), .number(115), reference: .number(10), change: .number(5)),
        .init(CategoryName("B"), .number(7), reference: .number(9)),
      ], format: counts, words: words)
    #expect(
      try scene(bars).texts.map(\.string).filter { $0.hasPrefix("+") || $0.hasPrefix("−") } == [
        "+5*", "−2",
      ])
  }

  @Test("Bars of a waterfall begin where the one above ended, and the whole runs from zero")
  func waterfall() throws {
    let scene = try scene(
      WaterfallBars(
        [.init(CategoryName("A"), 6), .init(CategoryName("B"), -2), .init(CategoryName("C"), 3)],
        whole: CategoryName("All"), from: "2021: 80", format: counts))
    let steps = scene.rectangles(.step) + scene.rectangles(.bar)
    let bars = steps.map(\.frame)
    let unit = bars[3].width / 7
    #expect(bars.count == 4 && unit > 0)
    for (bar, (start, length)) in zip(bars, [(0.0, 6.0), (4, 2), (4, 3), (0, 7)]) {
      #expect(abs(bar.x - bars[3].x - start * unit) < 1e-6)
      #expect(abs(bar.width - length * unit) < 1e-6)
    }
    #expect(scene.strings(.value) == ["+6", "−2", "+3", "+7"])
    // What falls is bad news, and the whole stands out.
    let fills = steps.map(\.fill)
    #expect(fills[1] == .color(Theme.image.warning) && fills[3] == .color(Theme.image.accent))
  }

  @Test(
    "An arrow leads from the earlier number to the later, on an axis that is cut where they lie close together"
  )
  func arrows() throws {
    func chart(_ pairs: [(Double, Double)], target: Double? = nil) -> ArrowRows {
      ArrowRows(
        pairs.map { .init(CategoryName("A"), from: .number($0.0), to: .number($0.1)) },
        from: "2021", to: "2022", format: percents,
        target: target.map { ReferenceLine($0, label: "target") }, order: .asGiven, words: words)
    }
    #expect(chart([(80, 90), (85, 95)]).isCut)
    #expect(!chart([(20, 90)]).isCut && !chart([(-5, 5)]).isCut && !chart([(0, 0)]).isCut)
    let scene = try scene(chart([(80, 90), (96, 88)], target: 85))
    let lines = scene.lines(.line).map { ($0.from.x, $0.to.x) }
    // The first leads to the right, the second to the left, each to its own number.
    #expect(lines[0].0 < lines[0].1 && lines[1].0 > lines[1].1)
    #expect(scene.strings(.value) == ["+10,0", "−8,0", "90,0%", "88,0%"])
    // The rings, from which the arrows begin, lie at 80 and 96; the target is five sixteenths of the way.
    let rings = scene.dots(.point).filter { abs($0.width - 5.2) < 0.01 }.map(\.midX)
    let target = try #require(scene.lines(.target).first).from.x
    #expect(abs(target - rings[0] - (rings[1] - rings[0]) * 5 / 16) < 1e-6)
  }

  @Test("A note below a standing bar takes two lines where one has no room")
  func longNote() throws {
    let body = ColumnBars(
      [.init(["2020"]), .init(["2021"], note: "to 22 November 2026")],
      [.number(10), .number(40)], format: counts, words: words)
    let texts = try scene(body, width: 150).texts.map(\.string)
    #expect(!texts.contains("to 22 November 2026"))
    #expect(texts.joined(separator: " ").contains("to 22 November 2026"), "\(texts)")
  }

  @Test("Standing bars are as high as their numbers, from zero, and a gap says why it is one")
  func columns() throws {
    let scene = try scene(
      ColumnBars(
        [.init(["2020"]), .init(["2021"]), .init(["2022"])],
        [.number(10), .missing, .number(40)], format: counts, words: words))
    let bars = scene.rectangles(.bar)
    #expect(bars.count == 2)
    #expect(abs(bars[1].frame.height - 4 * bars[0].frame.height) < 1e-9)
    #expect(abs(bars[0].frame.maxY - bars[1].frame.maxY) < 1e-9)
    #expect(bars.map(\.fill) == [.color(Theme.image.companion), .color(Theme.image.accent)])
    #expect(scene.strings(.value) == ["10", "40"])
    #expect(scene.strings(.note).contains(words.missing))
  }

  @Test("A profile has the worst at the left and the best at the right, also where less is better")
  func profile() throws {
    let cells = [ProfileRows.Cell("x")]
    let scene = try scene(
      ProfileRows(
        [
          .init(CategoryName("A"), .number(30), among: [10, 20, 50], cells: cells),
          .init(
            CategoryName("B"), .number(10), among: [20, 30, 50], direction: .lessIsBetter,
            cells: cells),
        ], columns: ["now"], key: .init(own: "own", others: "o", middle: "m", median: "n"),
        words: words))
    let dots = scene.dots(.point)
    // The unit's own dot is the larger one.
    let own = dots.filter { $0.width > 6 }.map(\.midX)
    let others = dots[..<3].map(\.midX)
    let (left, right) = (others[0], others[2])
    // 30 lies in the middle between 10 and 50; 10 is the best where less is better.
    #expect(abs(own[0] - (left + right) / 2) < 1e-9)
    #expect(abs(own[1] - right) < 1e-9)
    // The quartiles of 10, 20, 30, 50 are 17.5 and 35, the median is 25.
    let band = try #require(scene.rectangles(.reference).first).frame
    let unit = (right - left) / 40
    #expect(abs(band.x - left - 7.5 * unit) < 1e-9 && abs(band.maxX - left - 25 * unit) < 1e-9)
    let median = try #require(scene.lines(.target).first).from.x
    #expect(abs(median - left - 15 * unit) < 1e-9)
  }

  @Test(
    "Dots lie where both their numbers say, and no name touches a dot, a divider or another name")
  func scatter() throws {
    let items = (0..<24).map { index -> ScatterPlot.Item in
      let (x, y) = (Double(index * 37 % 24), Double(index * 11 % 24 + 70))
      return ScatterPlot.Item(CategoryName("Unit \(index)"), x: x, y: y)
    }
    let scene = try scene(
      ScatterPlot(
        items, across: .init("X", format: counts, divider: ReferenceLine(12, label: "median 12")),
        up: .init("Y", format: percents)))
    let dots = scene.dots(.point)
    #expect(dots.count == 24)
    let unitX = (dots[1].midX - dots[0].midX) / (items[1].x - items[0].x)
    let unitY = (dots[1].midY - dots[0].midY) / (items[1].y - items[0].y)
    for (item, dot) in zip(items, dots) {
      let x: Double = dots[0].midX + (item.x - items[0].x) * unitX
      let y: Double = dots[0].midY + (item.y - items[0].y) * unitY
      #expect(abs(dot.midX - x) < 1e-6)
      #expect(abs(dot.midY - y) < 1e-6)
    }
    #expect(unitX > 0 && unitY < 0)
    let names = scene.texts.filter { $0.string.hasPrefix("Unit") }
    #expect(names.count > 18)
    for name in names {
      let isOnDot = dots.contains { $0.overlaps(name.frame, tolerance: 1) }
      #expect(!isOnDot, "\(name.string)")
    }
  }

  @Test("Tiles lie in their columns and rows; classes are round, and count all that has a number")
  func tilemap() throws {
    let tiles = (0..<12).map { index in
      TileMap.Tile(
        CategoryName("U\(index)"), index == 5 ? .missing : .number(Double(index * 10)),
        column: index % 4,
        row: index / 4)
    }
    let names = ValueClasses.Names(
      below: "under {}", between: "{} to under {}", from: "{} and more")
    let scene = try scene(TileMap(tiles, format: counts, words: words, names: names))
    let cells = scene.rectangles(.cell)
    #expect(cells.count == 12)
    let side = cells[1].frame.x - cells[0].frame.x
    for (tile, cell) in zip(tiles, cells) {
      #expect(abs(cell.frame.x - cells[0].frame.x - Double(tile.column) * side) < 1e-9)
      #expect(abs(cell.frame.y - cells[0].frame.y - Double(tile.row) * side) < 1e-9)
      #expect(abs(cell.frame.width - cell.frame.height) < 1e-9)
    }
    // 0 to 110 without 50: five classes of 25.
    let texts = scene.texts.map(\.string)
    for text in [
      "under 25 (3)", "25 to under 50 (2)", "50 to under 75 (2)", "75 to under 100 (2)",
      "100 and more (2)",
    ] {
      #expect(texts.contains(text), "\(text): \(texts)")
    }
    #expect(texts.contains("chưa báo cáo (1)"))
    // Darker, the higher the class.
    func ground(_ index: Int) -> Double {
      if case .color(let color) = cells[index].fill { color.luminance } else { 1 }
    }
    #expect(ground(0) > ground(3) && ground(3) > ground(7) && ground(7) > ground(11))
  }

  @Test("A target divides tiles in two, and a name without room stands beside a number in the list")
  func tilemapWithTarget() throws {
    let tiles = (0..<24).map { index in
      TileMap.Tile(
        CategoryName(index == 3 ? "Nordrhein-Westfalen" : "U\(index)"), .number(Double(index)),
        column: index, row: 0)
    }
    let names = ValueClasses.Names(
      below: "under {}", between: "{} to under {}", from: "{} and more")
    let scene = try scene(TileMap(tiles, format: counts, target: 20, words: words, names: names))
    let texts = scene.texts.map(\.string)
    #expect(texts.contains("under 20 (20)") && texts.contains("20 and more (4)"))
    #expect(texts.contains { $0.hasSuffix(" Nordrhein-Westfalen") })
  }

  @Test("Classes: a few whole numbers are their own, most of them in one class are divided evenly")
  func classes() {
    #expect(ValueClasses([1, 2, 2, 3], format: counts).limits == [2, 3])
    #expect(ValueClasses([], format: counts).limits == [])
    #expect(ValueClasses([7, 7], format: counts).limits == [])
    let skewed = (0..<30).map { Double($0 % 10) } + [1000]
    let classes = ValueClasses(skewed, format: counts)
    let largest =
      (0..<classes.count).map { index in skewed.count { classes.index(of: $0) == index } }.max()
      ?? 0
    #expect(largest < 20)
    #expect(classes.limits == classes.limits.sorted())
  }

  @Test("A percentage bar is measured on an axis from 0 to 100")
  func percentAxis() throws {
    let items = [
      RankedBars.Item(CategoryName("A"), .number(50)), .init(CategoryName("B"), .number(25)),
    ]
    let scene = try scene(RankedBars(items, format: percents, words: words))
    let widths = scene.rectangles(.bar).map(\.frame.width)
    #expect(abs(widths[0] - 2 * widths[1]) < 1e-9)
    let full = try self.scene(
      RankedBars(
        [.init(CategoryName("A"), .number(100)), .init(CategoryName("B"), .number(25))],
        format: percents, words: words))
    // The bar of a half is half as long as the plot, but for the room of the label at 100.
    #expect(widths[0] > 0.45 * full.rectangles(.bar)[0].frame.width)
    #expect(widths[0] < 0.6 * full.rectangles(.bar)[0].frame.width)
  }

  @Test(
    "Names without room are wrapped, then given more margin, then shortened; else drawing fails")
  func labelLadder() throws {
    func labels(_ name: CategoryName) throws -> [String] {
      try scene(RankedBars([.init(name, .number(1))], format: counts, words: words))
        .strings(.label)
    }
    let long = "Khối cơ quan và Doanh nghiệp tỉnh Thanh Hóa"
    #expect(try labels(CategoryName("Nga Sơn")) == ["Nga Sơn"])
    #expect(
      try labels(CategoryName(long)) == ["Khối cơ quan và Doanh", "nghiệp tỉnh Thanh Hóa"])
    let word = String(repeating: "x", count: 50)
    #expect(try labels(CategoryName(word, short: "x")) == ["x"])
    #expect(throws: LayoutError.self) { try labels(CategoryName(word)) }
  }

  @Test("A chart of one hundred thousand or of nothing is drawn")
  func extremes() throws {
    _ = try scene(RankedBars([], format: counts, words: words))
    _ = try scene(
      RankedBars([.init(CategoryName("A"), .number(.infinity))], format: counts, words: words))
    _ = try scene(
      RankedBars([.init(CategoryName("A"), .number(1e14))], format: counts, words: words))
  }

  @Test("One line carries its values; where they find no room, a grid takes their place")
  func trendLabels() throws {
    func trend(_ values: [Double]) -> TrendLines {
      TrendLines(
        values.indices.map { .init(["T\($0)"]) },
        series: [.init("A", values.map { .number($0) })], format: counts, words: words)
    }
    let roomy = try scene(trend([62, 73, 72, 54, 76]))
    #expect(roomy.strings(.value) == ["62", "73", "72", "54", "76"])
    #expect(roomy.lines(.grid).isEmpty)
    let crowded = try scene(trend((0..<60).map { Double($0 % 2) * 1000 + 10_000 }))
    #expect(crowded.strings(.value).isEmpty && !crowded.lines(.grid).isEmpty)
  }

  @Test("A gap stays a gap: the line is broken, and the slot says why")
  func trendGap() throws {
    let scene = try scene(
      TrendLines(
        (0..<5).map { .init(["T\($0)"]) },
        series: [.init("A", [.number(5), .number(6), .missing, .number(7), .number(8)])],
        format: counts, words: words))
    let lines = scene.flattened.filter {
      if case .path(let path) = $0 { path.role == .line } else { false }
    }
    #expect(lines.count == 2)
    #expect(scene.strings(.note).joined(separator: " ") == "chưa báo cáo")
  }

  @Test("More series than can be told apart are refused")
  func tooMany() {
    let series = (0..<5).map { TrendLines.Series("\($0)", [.number(1)]) }
    #expect(throws: LayoutError.tooMany("lines", limit: 4)) {
      try scene(
        TrendLines([.init(["T"])], series: series, format: counts, words: words))
    }
  }

  @Test(
    "A heat table writes the yearbooks' signs, and splits into blocks rather than cut a heading")
  func heat() throws {
    let column = HeatTable.Column(
      CategoryName("Đối thoại"), format: counts,
      values: [.number(0), .missing, .notApplicable, .number(7)])
    let rows = ["A", "B", "C", "D"].map { CategoryName($0) }
    #expect(
      try scene(HeatTable(rows: rows, columns: [column])).strings(.value) == ["-", "…", "x", "7"])
    var wide = column
    wide.name = CategoryName(String(repeating: "w", count: 24))
    let split = try scene(HeatTable(rows: rows, columns: Array(repeating: wide, count: 6)))
    #expect(split.strings(.label).filter { $0 == "A" }.count > 1)
  }

  @Test("Stacked bars add up: parts to the bar, printed shares to 100")
  func stacked() throws {
    func stacked(_ measure: StackedBars.Measure) -> StackedBars {
      StackedBars(
        [.init(CategoryName("A"), [10, 10, 10]), .init(CategoryName("B"), [30, 30, 0])],
        parts: ["x", "y", "z"], measure: measure, format: counts, words: words)
    }
    let amounts = try scene(stacked(.amounts))
    #expect(amounts.strings(.label) == ["x", "y", "z", "B", "A"])
    #expect(amounts.strings(.value) == ["60", "30", "30", "30", "10", "10", "10"])
    let widths = amounts.rectangles(.cell).map(\.frame.width)
    #expect(widths.count == 5 && abs(widths[0] - 3 * widths[2]) < 2)
    let shares = try scene(stacked(.shares))
    #expect(shares.strings(.value) == ["60", "30", "50%", "50%", "34%", "33%", "33%"])
    #expect(throws: LayoutError.tooMany("parts", limit: 5)) {
      try scene(
        StackedBars(
          [], parts: (0..<6).map { "\($0)" }, measure: .shares, format: counts, words: words))
    }
  }

  @Test("A dumbbell has its numbers outside of its dots; a fall is in the colour of warning")
  func dumbbell() throws {
    let scene = try scene(
      DumbbellRows(
        [
          .init(CategoryName("A"), from: .number(5), to: .number(9)),
          .init(CategoryName("B"), from: .number(12), to: .number(10)),
          .init(CategoryName("C"), from: .number(4), to: .number(4)),
          .init(CategoryName("D"), from: .number(4), to: .missing),
          .init(CategoryName("E"), from: .missing, to: .number(2)),
        ], from: "2021", to: "2022", format: counts, words: words))
    #expect(scene.strings(.label) == ["2021", "2022", "B", "A", "C", "E", "D"])
    let lines = scene.lines(.line)
    #expect(
      lines.map(\.stroke.color) == [Theme.image.warning, Theme.image.companion])
    func x(_ string: String) -> Double { scene.texts.first { $0.string == string }?.origin.x ?? 0 }
    #expect(x("10") < lines[0].from.x && x("12") > lines[0].to.x)
    #expect(x("5") < lines[1].from.x && x("9") > lines[1].to.x)
    // Two dots at one place are one.
    #expect(scene.texts.count { $0.string == "4" && $0.role == .value } == 1)
    #expect(scene.strings(.note).contains("chưa báo cáo"))
    #expect(scene.texts.contains { $0.string == "−2" } && scene.texts.contains { $0.string == "…" })
  }

  @Test("A slope has a line for each name, names at both ends, and says who has no number")
  func slope() throws {
    func chart(_ name: String) -> SlopeLines {
      SlopeLines(
        [
          .init(CategoryName(name), [.number(5), .number(9)], isHighlighted: true),
          .init(CategoryName("B"), [.number(7), .number(6)]),
          .init(CategoryName("C"), [.number(7), .missing]),
        ], moments: ["2021", "2022"], format: counts, words: words)
    }
    let scene = try scene(chart("A"))
    #expect(
      scene.texts.count { $0.string == "A" } == 2 && scene.texts.count { $0.string == "C" } == 1)
    #expect(scene.strings(.note) == ["C: chưa báo cáo"])
    let paths = scene.flattened.compactMap { mark -> PathMark? in
      if case .path(let path) = mark, path.role == .line { path } else { nil }
    }
    #expect(paths.count == 2 && paths[1].stroke?.color == Theme.image.accent)
    // Where names find no room at both ends, the right one keeps its numbers only.
    let long = try self.scene(chart(String(repeating: "Dài ", count: 9)))
    #expect(long.texts.count { $0.string.hasPrefix("Dài") } == 1)
    #expect(throws: LayoutError.self) { try self.scene(chart(String(repeating: "D", count: 70))) }
  }

  @Test("A line across ranked bars passes the measured ones only; values stand clear of it")
  func averageLine() throws {
    let scene = try scene(
      RankedBars(
        [
          .init(CategoryName("A"), .number(9)), .init(CategoryName("B"), .missing),
          .init(CategoryName("C"), .number(4)),
        ], format: counts, line: ReferenceLine(4.3, label: "bình quân 4,3"), order: .asGiven,
        words: words))
    #expect(scene.lines(.target).count == 2)
    #expect(scene.strings(.note).contains("bình quân 4,3"))
    let line = try #require(scene.lines(.target).first)
    let value = try #require(scene.texts.first { $0.string == "4" })
    #expect(!(value.frame.x...value.frame.maxX).contains(line.from.x))
  }

  @Test("An event is an upright line at its time, with its name beside it")
  func event() throws {
    let scene = try scene(
      TrendLines(
        (0..<4).map { .init(["T\($0)"]) },
        series: [.init("A", [5, 6, 7, 8].map { .number($0) })], format: counts,
        events: [.init(at: 1.5, "sắp xếp")], words: words))
    let line = try #require(scene.lines(.reference).first)
    let points = scene.flattened.compactMap { mark -> Double? in
      guard case .path(let path) = mark, path.role == .line else { return nil }
      guard case .line(let second) = path.steps[1], case .line(let third) = path.steps[2] else {
        return nil
      }
      return (second.x + third.x) / 2
    }
    #expect(points == [line.from.x] && line.from.x == line.to.x)
    #expect(scene.strings(.note) == ["sắp xếp"])
  }

  @Test("A title outside is left to the document")
  func titleOutside() throws {
    let body = RankedBars([.init(CategoryName("A"), .number(1))], format: counts, words: words)
    let chart = Chart(title: "Title", footer: "Footer", titlePlacement: .outside, body: body)
    let scene = try chart.scene(width: 440, in: fixed)
    #expect(scene.strings(.title).isEmpty && scene.strings(.footer).isEmpty)
    #expect(scene.title == "Title")
  }

  @Test("The linter finds what it is there for")
  func linter() {
    let style = TextStyle(family: "", size: 6)
    let text = fixed.text("ab", at: Point(x: 10, y: 20), style: style, role: .label)
    let pale = fixed.text(
      "cd", at: Point(x: 50, y: 20), style: fixed.theme.label, color: Color(0xBBBBBB), role: .label)
    let outside = fixed.text("ef", at: Point(x: 95, y: 60), style: fixed.theme.label, role: .label)
    let line = LineMark(
      from: Point(x: 0, y: 18), to: Point(x: 30, y: 18), stroke: Stroke(fixed.theme.ink, width: 1),
      role: .axis)
    let bar = RectangleMark(
      Rect(x: 0, y: 80, width: 10, height: 10), fill: .color(Color(0xEEEEEE)), role: .bar)
    let scene = Scene(
      size: Size(width: 100, height: 100),
      marks: [
        .text(text), .text(text), .text(pale), .text(outside), .line(line), .rectangle(bar),
        .rectangle(RectangleMark(Rect(x: 0, y: 0, width: .nan, height: 1), role: .cell)),
      ])
    let rules = Set(SceneLinter().violations(in: scene).map(\.rule))
    #expect(rules == Set(SceneLinter.Rule.allCases))
  }

  @Test("A chart that goes on over pages shows every row once, all of them on one scale")
  func split() throws {
    let names = (1...40).map { CategoryName("Unit \($0)") }
    let numbers = (1...40).map { Value.number(Double($0)) }
    let kinds: [any RowChart] = [
      RankedBars(zip(names, numbers).map { .init($0, $1) }, format: counts, words: words),
      BulletBars(
        zip(names, numbers).map { .init($0, $1) }, target: 20, format: counts, words: words,
        targetLabel: "20"),
      GroupedBars(
        zip(names, numbers).map { .init($0, [$1]) }, series: ["x"], format: counts, words: words),
      StackedBars(
        zip(names, 1...40).map { .init($0, [Double($1)]) }, parts: ["x"], measure: .amounts,
        format: counts, words: words, totalHeader: ""),
      HeatTable(rows: names, columns: [.init(CategoryName("x"), format: counts, values: numbers)]),
      DataTable(
        columns: [.init("name"), .init("x", .trailing)],
        rows: zip(names, 1...40).map { .init([$0.full, "\($1)"]) }),
    ]
    for kind in kinds {
      let whole = try scene(kind)
      let pieces = try kind.split(into: 3).map { try scene($0) }
      let shown = pieces.flatMap { $0.texts.map(\.string) }.filter { $0.hasPrefix("Unit ") }
      #expect(
        shown == whole.texts.map(\.string).filter { $0.hasPrefix("Unit ") }, "\(type(of: kind))")
      #expect(shown.count == 40)
      // The same bars, and in a heat table the same colours, wherever they stand.
      let widths = { (scene: Scene) in
        scene.rectangles(.bar).map { ($0.frame.width * 1e6).rounded() }
      }
      #expect(pieces.flatMap(widths) == widths(whole), "\(type(of: kind))")
      let fills = { (scene: Scene) in scene.rectangles(.cell).map(\.fill) }
      #expect(pieces.flatMap(fills) == fills(whole))
      #expect(pieces.allSatisfy { $0.size.height < whole.size.height / 2 })
      #expect(pieces.allSatisfy { SceneLinter().violations(in: $0).isEmpty })
    }
    #expect(kinds[0].split(into: 100).count == 40 && kinds[0].split(into: 0).count == 1)
  }
}
