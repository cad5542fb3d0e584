/// Two moments of each row as an arrow from the earlier to the later, on an axis that may be cut: for rates that lie
/// close together, with a target between them.
///
/// No mark starts at zero, so the axis may be cut. It is if the numbers would use less than three tenths of an axis
/// from zero; say so beside the chart (`isCut`).
public struct ArrowRows: RowChart {
  /// One row, with the earlier moment as its reference.
  public typealias Item = DumbbellRows.Item

  /// The rows.
  public var items: [Item]
  /// The rows to draw, or `nil` for all.
  public var visibleRows: Range<Int>?
  /// The number of rows.
  public var rowCount: Int { items.count }
  /// The names of the earlier and the later moment.
  public var moments: (earlier: String, later: String)
  /// The number to reach, and its label.
  public var target: ReferenceLine?
  /// The format of the numbers.
  public var format: ValueFormat
  /// The order of rows, by their later values.
  public var order: RowOrder
  /// Whether more or less is better.
  public var direction: Direction
  /// The texts that the chart adds by itself.
  public var words: ChartWords

  /// A chart of two moments.
  public init(
    _ items: [Item], from earlier: String, to later: String, format: ValueFormat,
    target: ReferenceLine? = nil, order: RowOrder = .byValue,
    direction: Direction = .moreIsBetter, words: ChartWords
  ) {
    self.items = items
    self.moments = (earlier, later)
    self.format = format
    self.target = target
    self.order = order
    self.direction = direction
    self.words = words
  }

  /// The items in the order in which they are drawn.
  public var orderedItems: [Item] { items.ordered(order, direction, by: \.value) }

  private var numbers: [Double] {
    items.filter { $0.value.number != nil }
      .flatMap { [$0.value.number, $0.reference.number].compactMap(\.self) }
      + (target.map { [$0.value] } ?? [])
  }

  /// Whether the axis starts above zero.
  public var isCut: Bool { origin != 0 }

  /// The number at the left end of the axis.
  private var origin: Double {
    guard let least = numbers.min(), let most = numbers.max(),
      AxisCut.isNeeded(from: least, to: most)
    else { return 0 }
    return least - (most - least) * 0.04
  }

  private static let gap = 4.0
  private static let ring = 2.6
  private static let head = (length: 5.5, half: 2.9)

  /// The number at the end of an arrow, and whether it is on its left side.
  private func label(_ item: Item, _ context: LayoutContext) -> (text: TextMark, isLeft: Bool)? {
    guard let now = item.value.number else { return nil }
    let isLeft = item.reference.number.map { now < $0 } ?? false
    let style = context.theme.value.weight(.semibold)
    return (
      context.text(
        format.text(now), at: Point(x: 0, y: 0), anchor: isLeft ? .end : .start, style: style,
        color: context.theme.ink, role: .value), isLeft
    )
  }

  private func plan(_ items: [Item], _ context: LayoutContext) -> RowPlan {
    let theme = context.theme
    var plan = RowPlan(names: items.map(\.name), rows: rowsShown)
    plan.columns = [
      .changes(
        items.map { .init($0.value, $0.reference, change: $0.change) }, header: words.change,
        format: format, direction: direction, theme)
    ]
    plan.series = [
      .init(moments.earlier, theme.grey, .ring), .init(moments.later, theme.accent, .dot),
    ]
    plan.emphasised = Set(items.indices.filter { items[$0].isHighlighted })
    plan.headings = target == nil ? 0 : 1
    let origin = origin
    plan.extents = items.flatMap { item -> [BarScale.Extent] in
      guard let now = item.value.number, let (text, isLeft) = label(item, context) else {
        return []
      }
      let room = text.width + ArrowRows.gap + ArrowRows.ring
      let end = BarScale.Extent(
        value: now - origin, before: isLeft ? room : ArrowRows.ring,
        after: isLeft ? ArrowRows.ring : room, text: text.string)
      let start = item.reference.number.map {
        BarScale.Extent(value: $0 - origin, before: ArrowRows.ring, after: ArrowRows.ring)
      }
      return [end] + (start.map { [$0] } ?? [])
    }
    if let target { plan.extents.append(.init(value: target.value - origin)) }
    return plan
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try plan(orderedItems, context).naturalHeight(width: width, context)
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let items = orderedItems
    let table = try BarTable(plan(items, context), in: frame, context)
    let theme = context.theme
    func x(_ value: Double) -> Double { table.scale.position(of: value - origin) }
    var rows: [Mark] = []
    var labels: [Int: Rect] = [:]
    for (row, item) in items.enumerated() where table.rows.contains(row) {
      guard let now = item.value.number, let (text, isLeft) = label(item, context) else {
        rows += table.absence(of: item.value, row: row, words, context)
        continue
      }
      let y = table.centres[row]
      let side = isLeft ? -1.0 : 1
      var label = text
      label.origin = Point(
        x: x(now) + side * (ArrowRows.gap + ArrowRows.ring),
        y: context.baseline(centredOn: y, label.style))
      labels[row] = label.frame
      rows += arrow(from: item.reference.number.map(x), to: x(now), y: y, item, context)
      rows.append(.text(label))
    }
    var marks: [Mark] = []
    if let target {
      let line = x(target.value)
      let isLess = direction == .lessIsBetter
      let (left, right) = isLess ? (table.plot.x, line) : (line, table.plot.maxX)
      if direction != .neutral, right > left {
        marks.append(
          .rectangle(
            RectangleMark(
              Rect(x: left, y: table.plot.y, width: right - left, height: table.plot.height),
              fill: .color(theme.shade), role: .reference)))
      }
      // Interrupt the line at a number that it would cross.
      let crossed = Set(
        labels.filter { $0.value.x - 2 < line && line < $0.value.maxX + 2 }.map(\.key))
      marks += table.crossLines(
        at: line, rows: { items[$0].value.number != nil && !crossed.contains($0) },
        stroke: Stroke(theme.ink, width: 1.1),
        role: .target)
      marks.append(try table.heading(target.label, above: line, context))
    }
    return marks + table.marks + rows
  }

  /// An arrow from the ring of the earlier value to the later one; a dot if nothing changed or the earlier value is
  /// unknown.
  private func arrow(
    from start: Double?, to end: Double, y: Double, _ item: Item, _ context: LayoutContext
  ) -> [Mark] {
    let theme = context.theme
    let change =
      item.change?.number
      ?? (item.value.number ?? 0) - (item.reference.number ?? item.value.number ?? 0)
    // A change that rounds to zero is drawn as no change.
    let isAdverse = direction.isAdverse(change) && format.isChange(change)
    let color =
      isAdverse
      ? theme.warning : direction == .neutral ? theme.grey : theme.accent
    guard let start, abs(start - end) > ArrowRows.ring else {
      return [
        .path(
          .circle(
            center: Point(x: end, y: y), radius: 3.2, fill: .color(color), role: .point))
      ]
    }
    let side = end < start ? -1.0 : 1
    // Short arrows get a small head, so the shaft stays visible.
    let length = min(ArrowRows.head.length, abs(end - start) * 0.7)
    let half = ArrowRows.head.half * length / ArrowRows.head.length
    let neck = end - side * length
    return [
      .line(
        LineMark(
          from: Point(x: start + side * ArrowRows.ring, y: y), to: Point(x: neck, y: y),
          stroke: Stroke(color, width: 1.8), role: .line)),
      .path(
        .circle(
          center: Point(x: start, y: y), radius: ArrowRows.ring, fill: .color(theme.background),
          stroke: Stroke(theme.grey, width: 1), role: .point)),
      .path(
        PathMark(
          [
            .move(Point(x: end, y: y)), .line(Point(x: neck, y: y - half)),
            .line(Point(x: neck, y: y + half)), .close,
          ], fill: .color(color), role: .point)),
    ]
  }
}
