/// The layout of a map, from the upper left corner of its frame: the map, boxes at its right for places that are far
/// away or too small, and the list below.
struct AreaMapLayout {
  /// The least legible height of a map.
  static let lowest = 90.0

  /// A place as drawn, once on the map or in a box.
  struct Drawn {
    let place: Int
    let shape: MapShape
    let heart: Point
    /// Whether its label is here, not in the box of small places.
    let isLabelled: Bool
    /// The radius of its circle, if it has one.
    let radius: Double?
  }

  /// A box beside the map.
  struct Box {
    var frame: Rect
    /// The place in it; `nil` for the box of small places.
    var place: Int?
    /// Its name and number.
    var lines: [String]
    var shape: MapShape?
    /// The places drawn in it.
    var drawn: [Drawn]
  }

  let map: AreaMap
  let classes: ValueClasses
  let mapHeight: Double
  private(set) var drawn: [Drawn] = []
  private(set) var boxes: [Box] = []
  /// The area of the map that is drawn again in a box.
  private(set) var window: Rect?
  private(set) var labels: [Mark] = []
  private let legend: Legend
  private let list: PlaceKey.List
  private let top: Double
  private let width: Double

  /// Places of at most this radius around their heart have no room for two digits.
  private static let tiny = 5.5
  private static let gap = 12.0

  init(_ map: AreaMap, width: Double, mapHeight asked: Double?, _ context: LayoutContext)
    throws(LayoutError)
  {
    let theme = context.theme
    (self.map, self.width) = (map, width)
    classes = ValueClasses(
      map.places.compactMap(\.value.number), format: map.format, target: map.target)
    legend = try Legend(
      PlaceKey.legend(
        map.places.map(\.value), map.style == .areas ? classes : nil, map.names, map.format,
        map.words, theme), width: width, context)
    top = legend.fullHeight

    let near = map.places.indices.filter {
      !map.places[$0].isRemote && map.places[$0].shape.bounds != nil
    }
    let named = map.named
    let hearts = near.map {
      map.places[$0].shape.heart ?? .init(point: Point(x: 0, y: 0), depth: 0)
    }
    let bounds = Rect(around: near.flatMap { map.places[$0].shape.rings.joined() })
    let boxWidth = max(64, min(width * 0.24, 120))
    var hasBoxes = near.count < map.places.count || !map.remarks.isEmpty
    var height = asked ?? AreaMapLayout.naturalHeight(of: bounds, width: width)
    var scale = 1.0
    var cluster: [Int] = []
    if let bounds {
      // The box of small places takes room, too.
      for _ in 0..<2 {
        let room = width - (hasBoxes ? boxWidth + AreaMapLayout.gap : 0)
        scale = min(room / max(bounds.width, 1e-9), height / max(bounds.height, 1e-9))
        cluster = AreaMapLayout.cluster(
          of: near.indices.filter {
            hearts[$0].depth * scale < AreaMapLayout.tiny && named.contains(near[$0])
          },
          hearts.map(\.point), within: min(bounds.width, bounds.height) * 0.3)
        if cluster.isEmpty || hasBoxes { break }
        hasBoxes = true
      }
      height = bounds.height * scale
    } else {
      height = 0
    }
    let origin = bounds.map { Point(x: $0.x, y: $0.y) } ?? Point(x: 0, y: 0)
    let y0 = top
    func onMap(_ point: Point) -> Point {
      Point(x: (point.x - origin.x) * scale, y: y0 + (point.y - origin.y) * scale)
    }

    let largest = map.places.compactMap(\.value.number).map(abs).max() ?? 0
    let widest = AreaMapLayout.widestCircle(
      near.compactMap { map.places[$0].value.number }, largest,
      on: near.map { map.places[$0].shape.area * scale * scale }.reduce(0, +))
    func circle(_ index: Int) -> Double? {
      guard map.style == .circles, let number = map.places[near[index]].value.number else {
        return nil
      }
      // Even the smallest number gets a visible dot.
      return number == 0 ? nil : max(widest * (abs(number) / largest).squareRoot(), 1.2)
    }

    // Boxes, from the top of the right side.
    let left = width - boxWidth
    var boxTop = top
    if !cluster.isEmpty {
      let members = cluster.map { map.places[near[$0]].shape }
      if let around = Rect(around: members.flatMap { $0.rings.joined() }) {
        let size = min(boxWidth - 8, 110.0)
        let zoom = min(
          size / max(around.width, 1e-9), size * 1.1 / max(around.height, 1e-9))
        let inner = Rect(
          x: left, y: boxTop, width: boxWidth, height: around.height * zoom + 8)
        let shift = Point(
          x: inner.x + 4 + (boxWidth - 8 - around.width * zoom) / 2, y: inner.y + 4)
        let again = cluster.map { index -> Drawn in
          AreaMapLayout.drawn(
            near[index], map, isLabelled: true, circle: circle(index), within: inner
          ) {
            Point(
              x: shift.x + ($0.x - around.x) * zoom, y: shift.y + ($0.y - around.y) * zoom)
          }
        }
        boxes.append(Box(frame: inner, place: nil, lines: [], shape: nil, drawn: again))
        boxTop = inner.maxY + 6
        let corner = onMap(Point(x: around.x, y: around.y))
        window = Rect(
          x: corner.x - 2, y: corner.y - 2, width: around.width * scale + 4,
          height: around.height * scale + 4)
      }
    }
    let frame = Rect(
      x: 0, y: top, width: width, height: max(height, map.style == .circles ? widest * 2 : 0))
    drawn = near.indices.map { index in
      let isAgain = cluster.contains(index)
      return AreaMapLayout.drawn(
        near[index], map, isLabelled: !isAgain,
        circle: isAgain ? nil : circle(index), within: frame, onMap)
    }
    let far = map.places.indices.filter {
      map.places[$0].isRemote || map.places[$0].shape.bounds == nil
    }
    for place in far {
      let box = try AreaMapLayout.box(
        map.places[place].name, map.text(map.places[place]), place,
        map.places[place].shape, at: Point(x: left, y: boxTop), width: boxWidth, context)
      boxes.append(box)
      boxTop = box.frame.maxY + 6
    }
    for remark in map.remarks {
      let box = try AreaMapLayout.box(
        CategoryName(remark), "", nil, nil, at: Point(x: left, y: boxTop), width: boxWidth, context)
      boxes.append(box)
      boxTop = box.frame.maxY + 6
    }
    self.mapHeight = max(frame.height, boxTop - top)
    var labelling = AreaMapLabels(
      map, classes, Rect(x: 0, y: top, width: width, height: self.mapHeight),
      boxes: boxes.map(\.frame),
      window: window, context)
    labelling.label(drawn)
    for box in boxes where !box.drawn.isEmpty {
      labelling.enter(box.frame)
      labelling.label(box.drawn)
    }
    labels = labelling.marks
    list = try PlaceKey.List(labelling.entries, width: width, context)
  }

  /// The height of the map and the list.
  var height: Double { top + mapHeight + list.height }

  private static func naturalHeight(of bounds: Rect?, width: Double) -> Double {
    guard let bounds, bounds.width > 0 else { return lowest }
    return min(max(width * bounds.height / bounds.width, lowest), width * 0.95)
  }

  /// The radius of the largest circle, so that all circles together cover at most an eighth of the map.
  private static func widestCircle(_ numbers: [Double], _ largest: Double, on area: Double)
    -> Double
  {
    guard largest > 0 else { return 0 }
    let shares = numbers.map { abs($0) / largest }.reduce(0, +)
    return min(24, (area / 8 / (.pi * max(shares, 1))).squareRoot())
  }

  /// The largest group of small places that lie close together; empty if there are fewer than three.
  private static func cluster(of tiny: [Int], _ hearts: [Point], within reach: Double) -> [Int] {
    let groups = tiny.map { centre in
      tiny.filter {
        max(abs(hearts[$0].x - hearts[centre].x), abs(hearts[$0].y - hearts[centre].y)) <= reach / 2
      }
    }
    let best = groups.max { $0.count < $1.count } ?? []
    return best.count >= 3 ? best : []
  }

  private static func drawn(
    _ place: Int, _ map: AreaMap, isLabelled: Bool, circle: Double?, within frame: Rect,
    _ transform: (Point) -> Point
  ) -> Drawn {
    let shape = map.places[place].shape.mapped(transform)
    // Move a circle at the edge inwards, so that it is not cut off.
    let radius = circle ?? 0
    var heart = shape.heart?.point ?? Point(x: frame.midX, y: frame.midY)
    heart.x = min(max(heart.x, frame.x + radius), max(frame.maxX - radius, frame.x + radius))
    heart.y = min(max(heart.y, frame.y + radius), max(frame.maxY - radius, frame.y + radius))
    return Drawn(
      place: place, shape: shape, heart: heart, isLabelled: isLabelled, radius: circle)
  }

  /// A box with a name, a number and an outline, or a few dots if there is none.
  private static func box(
    _ name: CategoryName, _ value: String, _ place: Int?, _ shape: MapShape?, at origin: Point,
    width: Double, _ context: LayoutContext
  ) throws(LayoutError) -> Box {
    let style = context.theme.note
    let lines = [name.full, name.short].compactMap(\.self).lazy.compactMap {
      Wrapping.lines(of: $0, width: width - 8, style: style, measurer: context.measurer)
    }.first
    guard let lines else { throw .noRoom(for: name.full, width: width - 8) }
    let all = lines + (value.isEmpty ? [] : [value])
    let step = context.lineHeight(of: style)
    let picture = 26.0
    let frame = Rect(
      x: origin.x, y: origin.y, width: width, height: picture + 10 + Double(all.count) * step)
    let outline: MapShape
    if let shape, let bounds = shape.bounds, bounds.width > 0 || bounds.height > 0 {
      let zoom = min(
        (width - 12) / max(bounds.width, 1e-9), picture / max(bounds.height, 1e-9))
      outline = shape.mapped {
        Point(
          x: frame.midX + ($0.x - bounds.midX) * zoom,
          y: frame.y + 5 + picture / 2 + ($0.y - bounds.midY) * zoom)
      }
    } else {
      outline = MapShape([])
    }
    return Box(frame: frame, place: place, lines: all, shape: outline, drawn: [])
  }

  // MARK: Marks

  func marks(at origin: Point, _ context: LayoutContext) -> [Mark] {
    let theme = context.theme
    var marks: [Mark] = []
    for area in drawn.filter({ !map.places[$0.place].isHighlighted })
      + drawn.filter({ map.places[$0.place].isHighlighted })
    {
      marks.append(outline(area, theme))
    }
    for area in drawn.sorted(by: { ($0.radius ?? 0) > ($1.radius ?? 0) }) {
      if let circle = circle(area, theme) { marks.append(circle) }
    }
    if let window {
      marks.append(
        .rectangle(RectangleMark(window, stroke: Stroke(theme.grey, width: 0.7), role: .furniture)))
    }
    for box in boxes { marks += boxMarks(box, context) }
    marks += labels
    return legend.marks(at: origin, context) + marks.map { $0.moved(by: origin) }
      + list.marks(at: Point(x: origin.x, y: origin.y + top + mapHeight), context)
  }

  private func outline(_ area: Drawn, _ theme: Theme) -> Mark {
    let place = map.places[area.place]
    let fill =
      switch (map.style, place.value) {
      case (.areas, _), (_, .missing): PlaceKey.fill(place.value, classes, theme).fill
      case (.circles, _): Fill.color(theme.shade)
      }
    let edge = theme.midGrey.mixed(with: theme.background, by: 0.35)
    let stroke =
      place.isHighlighted ? Stroke(theme.ink, width: 1.5) : Stroke(edge, width: 0.5)
    let steps = area.shape.rings.filter { $0.count > 1 }.flatMap { ring in
      [.move(ring[0])] + ring.dropFirst().map { PathMark.Step.line($0) } + [.close]
    }
    guard !steps.isEmpty else {
      return .path(
        .circle(center: area.heart, radius: 1.5, fill: fill, stroke: stroke, role: .cell))
    }
    return .path(PathMark(steps, fill: fill, stroke: stroke, role: .cell))
  }

  private func circle(_ area: Drawn, _ theme: Theme) -> Mark? {
    guard let radius = area.radius, let number = map.places[area.place].value.number, radius > 0
    else { return nil }
    // Negative numbers are rings.
    let color = map.places[area.place].isHighlighted ? theme.accent : theme.companion
    return .path(
      .circle(
        center: area.heart, radius: max(radius, 1),
        fill: .color(number < 0 ? theme.background : color),
        stroke: Stroke(number < 0 ? color : theme.background, width: 0.7), role: .cell))
  }

  private func boxMarks(_ box: Box, _ context: LayoutContext) -> [Mark] {
    let theme = context.theme
    var marks: [Mark] = [
      .rectangle(
        RectangleMark(
          box.frame, stroke: Stroke(theme.grey, width: box.drawn.isEmpty ? 0.4 : 0.7),
          role: .furniture))
    ]
    marks += box.drawn.map { outline($0, theme) }
    marks += box.drawn.compactMap { circle($0, theme) }
    guard box.drawn.isEmpty else { return marks }
    let place = box.place.map { map.places[$0] }
    let picture = Point(x: box.frame.midX, y: box.frame.y + 18)
    let fill =
      place.map {
        map.style == .areas || $0.value == .missing
          ? PlaceKey.fill($0.value, classes, theme).fill : .color(theme.shade)
      }
      ?? .color(theme.shade)
    let stroke = Stroke(
      place?.isHighlighted == true ? theme.ink : theme.midGrey,
      width: place?.isHighlighted == true ? 1.5 : 0.5)
    if let shape = box.shape, !shape.rings.isEmpty {
      let steps = shape.rings.filter { $0.count > 1 }.flatMap { ring in
        [.move(ring[0])] + ring.dropFirst().map { PathMark.Step.line($0) } + [.close]
      }
      marks.append(.path(PathMark(steps, fill: fill, stroke: stroke, role: .cell)))
    } else {
      // Islands without known outlines.
      for (x, y) in [(-13.0, -5.0), (-3, 4), (8, -8), (14, 5)] {
        marks.append(
          .path(
            .circle(
              center: Point(x: picture.x + x, y: picture.y + y), radius: 2.2, fill: fill,
              stroke: stroke, role: .cell)))
      }
    }
    let step = context.lineHeight(of: theme.note)
    let first = box.frame.maxY - 4 - Double(box.lines.count) * step
    for (index, line) in box.lines.enumerated() {
      let isValue = place != nil && index == box.lines.count - 1
      marks.append(
        .text(
          context.text(
            line, at: Point(x: box.frame.midX, y: first + Double(index) * step + theme.noteSize),
            anchor: .middle, style: theme.note.weight(isValue ? .semibold : .regular),
            role: isValue ? .value : .label)))
    }
    return marks
  }
}

extension Mark {
  /// Returns the same mark at another place.
  func moved(by offset: Point) -> Mark {
    func moved(_ point: Point) -> Point { Point(x: point.x + offset.x, y: point.y + offset.y) }
    switch self {
    case .rectangle(var mark):
      mark.frame.x += offset.x
      mark.frame.y += offset.y
      return .rectangle(mark)
    case .line(var mark):
      (mark.from, mark.to) = (moved(mark.from), moved(mark.to))
      return .line(mark)
    case .path(var mark):
      mark.steps = mark.steps.map { step in
        switch step {
        case .move(let point): .move(moved(point))
        case .line(let point): .line(moved(point))
        case .curve(let first, let second, let end): .curve(moved(first), moved(second), moved(end))
        case .close: .close
        }
      }
      return .path(mark)
    case .text(var mark):
      mark.origin = moved(mark.origin)
      return .text(mark)
    case .group(var mark):
      mark.marks = mark.marks.map { $0.moved(by: offset) }
      return .group(mark)
    }
  }
}
