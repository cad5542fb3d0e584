/// The names and numbers of the places of a map: inside a place if they fit; otherwise a key that refers to the list,
/// inside or on a leader line.
struct AreaMapLabels {
  private let map: AreaMap
  private let classes: ValueClasses
  private let context: LayoutContext
  /// The places to name.
  private let named: Set<Int>
  private var space: LabelSpace
  /// The frames of the labels placed so far.
  private var taken: [Rect] = []
  /// Thin lines from places to their keys.
  private var leaders: [(from: Point, to: Point)] = []
  /// The marks of the labels placed so far.
  private(set) var marks: [Mark] = []
  /// The lines of the list.
  private(set) var entries: [String] = []

  init(
    _ map: AreaMap, _ classes: ValueClasses, _ frame: Rect, boxes: [Rect], window: Rect?,
    _ context: LayoutContext
  ) {
    (self.map, self.classes, self.context) = (map, classes, context)
    named = map.named
    space = LabelSpace(frame.inset(left: 1.5, top: 1, right: 1.5, bottom: 1))
    for box in boxes { space.avoid(box) }
    // Labels do not overlap the outline of the area that is drawn again.
    if let window {
      let corners = [
        Point(x: window.x, y: window.y), Point(x: window.maxX, y: window.y),
        Point(x: window.maxX, y: window.maxY), Point(x: window.x, y: window.maxY),
      ]
      for (from, to) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
        space.avoid(line: [from, to])
        taken.append(
          Rect(
            x: min(from.x, to.x) - 1, y: min(from.y, to.y) - 1, width: abs(to.x - from.x) + 2,
            height: abs(to.y - from.y) + 2))
      }
    }
  }

  /// Continues in a box.
  mutating func enter(_ box: Rect) {
    space = LabelSpace(box.inset(left: 2, top: 2, right: 2, bottom: 2))
  }

  /// Places the labels of places that are drawn together.
  mutating func label(_ drawn: [AreaMapLayout.Drawn]) {
    let labelled = drawn.filter { $0.isLabelled && named.contains($0.place) }
    if drawn.contains(where: { $0.radius != nil }) {
      labelCircles(labelled, among: drawn)
      return
    }
    var without: [AreaMapLayout.Drawn] = []
    for area in labelled {
      let place = map.places[area.place]
      let names = [place.name.full, place.name.short].compactMap(\.self)
      var fits = false
      for lines in names.flatMap(wrapped) where !fits {
        fits = put(lines, value: map.text(place), inside: area)
      }
      if !fits { without.append(area) }
    }
    // In the order of the places, as in the list.
    for area in without.sorted(by: { $0.place < $1.place }) {
      let place = map.places[area.place]
      let key = "\(entries.count + 1)"
      let isKeyed = put([key], value: "", inside: area) || lead(key, to: area, among: drawn)
      entries.append("\(isKeyed ? key : "–") \(place.name.full): \(map.text(place))")
    }
  }

  // MARK: Inside

  /// The ways to break a name into one to three lines.
  private func wrapped(_ name: String) -> [[String]] {
    let style = context.theme.note
    let whole = context.width(of: name, in: style)
    let ways = [1.0, 0.62, 0.45].compactMap { share in
      Wrapping.lines(of: name, width: whole * share + 0.1, style: style, measurer: context.measurer)
    }
    return ways.filter { $0.count <= 3 }.uniqued
  }

  /// Puts lines as near to a place's heart as they fit, entirely inside the place. Returns whether they fit.
  private mutating func put(
    _ lines: [String], value: String, inside area: AreaMapLayout.Drawn
  ) -> Bool {
    let theme = context.theme
    let place = map.places[area.place]
    let ground =
      map.style == .areas || place.value == .missing
      ? PlaceKey.fill(place.value, classes, theme).ground : theme.shade
    let ink = PlaceKey.ink(on: ground, theme)
    let style = theme.note.weight(place.isHighlighted ? .semibold : .regular)
    let strong = theme.note.weight(.semibold)
    let step = context.lineHeight(of: theme.note)
    let texts =
      lines.map { ($0, style, Role.label) } + (value.isEmpty ? [] : [(value, strong, Role.value)])
    let width = (texts.map { context.width(of: $0.0, in: $0.1) }.max() ?? 0) + 4
    let height = Double(texts.count) * step
    guard let bounds = area.shape.bounds, bounds.width > width, bounds.height > height else {
      return false
    }
    func box(_ centre: Point) -> Rect {
      Rect(x: centre.x - width / 2, y: centre.y - height / 2, width: width, height: height)
    }
    let spot = spots(in: bounds, around: area.heart).first { spot in
      area.shape.holds(box(spot)) && !taken.contains { $0.overlaps(box(spot)) }
        && !leaders.contains { box(spot).touchesSegment($0.from, $0.to) }
    }
    guard let centre = spot else { return false }
    let frame = box(centre)
    if place.value == .missing {
      marks.append(
        .rectangle(RectangleMark(frame, fill: .color(ground), role: .missing)))
    }
    for (index, (text, style, role)) in texts.enumerated() {
      let middle = frame.y + (Double(index) + 0.5) * step
      marks.append(
        .text(
          context.text(
            text, at: Point(x: centre.x, y: context.baseline(centredOn: middle, theme.note)),
            anchor: .middle, style: style, color: ink, on: ground, role: role)))
    }
    taken.append(frame)
    space.avoid(frame)
    return true
  }

  /// Points of a grid, those nearest to the heart first.
  private func spots(in bounds: Rect, around heart: Point) -> [Point] {
    let steps = 8
    let grid = (1..<steps).flatMap { column in
      (1..<steps).map { row in
        Point(
          x: bounds.x + bounds.width * Double(column) / Double(steps),
          y: bounds.y + bounds.height * Double(row) / Double(steps))
      }
    }
    func distance(_ point: Point) -> Double {
      let (dx, dy) = (point.x - heart.x, point.y - heart.y)
      return dx * dx + dy * dy
    }
    return [heart] + grid.sorted { distance($0) < distance($1) }
  }

  // MARK: Beside

  /// Puts a key outside all places, with a leader line to its place.
  private mutating func lead(
    _ key: String, to area: AreaMapLayout.Drawn, among drawn: [AreaMapLayout.Drawn]
  ) -> Bool {
    let theme = context.theme
    for radius in [9.0, 14, 20, 28, 38, 50] {
      for turn in 0..<12 {
        let (dx, dy) = AreaMapLabels.directions[turn]
        let centre = Point(x: area.heart.x + dx * radius, y: area.heart.y + dy * radius)
        let text = context.text(
          key, at: Point(x: centre.x, y: context.baseline(centredOn: centre.y, theme.note)),
          anchor: .middle, style: theme.note, role: .label)
        let ink = text.inkFrame
        let end = Point(
          x: centre.x - dx * (ink.width / 2 + 1.5), y: centre.y - dy * (ink.height / 2 + 1.5))
        guard space.isFree(text), !taken.contains(where: { $0.touchesSegment(area.heart, end) }),
          !drawn.contains(where: { covers($0.shape, ink) })
        else { continue }
        marks.append(
          .line(
            LineMark(
              from: area.heart, to: end, stroke: Stroke(theme.grey, width: 0.5), role: .grid)))
        marks.append(.text(text))
        taken.append(ink)
        space.avoid(ink)
        space.avoid(line: [area.heart, end])
        leaders.append((area.heart, end))
        return true
      }
    }
    return false
  }

  /// Twelve directions, without functions of the C library.
  private static let directions: [(Double, Double)] = {
    let (half, tall) = (0.5, 0.866_025_403_784_438_6)
    return [
      (1, 0), (-1, 0), (0, -1), (0, 1), (tall, -half), (-tall, -half), (tall, half), (-tall, half),
      (half, -tall), (-half, -tall), (half, tall), (-half, tall),
    ]
  }()

  private func covers(_ shape: MapShape, _ rect: Rect) -> Bool {
    guard let bounds = shape.bounds, bounds.overlaps(rect, tolerance: 0) else { return false }
    if shape.holds(Point(x: rect.midX, y: rect.midY)) { return true }
    return shape.rings.contains { ring in
      zip(ring, ring.dropFirst() + ring.prefix(1)).contains { rect.touchesSegment($0, $1) }
    }
  }

  // MARK: Circles

  /// Puts names and numbers beside circles, first those of the subject and of the largest.
  private mutating func labelCircles(
    _ labelled: [AreaMapLayout.Drawn], among drawn: [AreaMapLayout.Drawn]
  ) {
    let theme = context.theme
    for area in drawn {
      guard let radius = area.radius else { continue }
      space.avoid(dot: area.heart, radius: radius)
      taken.append(
        Rect(
          x: area.heart.x - radius, y: area.heart.y - radius, width: 2 * radius, height: 2 * radius)
      )
    }
    func number(_ area: AreaMapLayout.Drawn) -> Double {
      map.places[area.place].value.number.map(abs) ?? -1
    }
    let order = labelled.sorted {
      let (first, second) = (map.places[$0.place], map.places[$1.place])
      if first.isHighlighted != second.isHighlighted { return first.isHighlighted }
      // Places without a number can only be labelled inside.
      if ($0.radius == nil) != ($1.radius == nil) { return $0.radius == nil }
      return (number($1), $0.place) < (number($0), $1.place)
    }
    var without: [AreaMapLayout.Drawn] = []
    for area in order {
      let place = map.places[area.place]
      let style = theme.note.weight(place.isHighlighted ? .semibold : .regular)
      let names = [place.name.full, place.name.short].compactMap(\.self)
      // Name a place without a circle inside it.
      var isPlaced = false
      for lines in names.flatMap(wrapped) where area.radius == nil && !isPlaced {
        isPlaced = put(lines, value: map.text(place), inside: area)
      }
      for name in names where !isPlaced {
        isPlaced = beside(area, "\(name) \(map.text(place))", style)
      }
      if !isPlaced { without.append(area) }
    }
    for area in without.sorted(by: { $0.place < $1.place }) {
      let place = map.places[area.place]
      let key = "\(entries.count + 1)"
      let isKeyed = beside(area, key, theme.note) || lead(key, to: area, among: drawn)
      entries.append("\(isKeyed ? key : "–") \(place.name.full): \(map.text(place))")
    }
  }

  private mutating func beside(
    _ area: AreaMapLayout.Drawn, _ text: String, _ style: TextStyle
  ) -> Bool {
    let theme = context.theme
    let (at, reach) = (area.heart, (area.radius ?? 0) + 3)
    let low = context.baseline(centredOn: at.y, style)
    let size = style.size
    let places: [(Point, TextMark.Anchor)] =
      area.radius == nil
      ? [(Point(x: at.x, y: low), .middle)]
      : [
        (Point(x: at.x + reach, y: low), .start), (Point(x: at.x - reach, y: low), .end),
        (Point(x: at.x, y: at.y - reach - size * 0.2), .middle),
        (Point(x: at.x, y: at.y + reach + size), .middle),
      ]
    let labels = places.map {
      context.text(text, at: $0, anchor: $1, style: style, role: .label)
    }
    // Prefer positions in the place itself to those in another.
    let isInside = labels.map { area.shape.holds($0.inkFrame) }
    let label = space.place(
      zip(labels, isInside).filter(\.1).map(\.0) + zip(labels, isInside).filter { !$0.1 }.map(\.0))
    guard let label else { return false }
    // Text over borders gets a plate in the page's colour.
    let plate = label.inkFrame.inset(left: -1, top: -0.5, right: -1, bottom: -0.5)
    marks.append(.rectangle(RectangleMark(plate, fill: .color(theme.background), role: .missing)))
    marks.append(.text(label))
    taken.append(plate)
    // Labels on one line keep a distance.
    space.avoid(plate.inset(left: -3, right: -3))
    return true
  }
}

extension Array where Element: Hashable {
  /// The distinct elements, in the order of their first occurrence.
  fileprivate var uniqued: [Element] {
    var known: Set<Element> = []
    return filter { known.insert($0).inserted }
  }
}
