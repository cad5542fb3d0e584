/// Two moments of each row as dots on one line, the earlier light and the later dark, to show how far each has moved
/// and in which direction.
public struct DumbbellRows: RepeatableRows {
  /// One row.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// Its later value.
    public var value: Value
    /// Its earlier value.
    public var reference: Value
    /// Whether it is the subject of the chart.
    public var isHighlighted: Bool
    /// Its change, if not the difference of the two.
    public var change: Value?

    /// One row.
    public init(
      _ name: CategoryName, from reference: Value, to value: Value, change: Value? = nil,
      isHighlighted: Bool = false
    ) {
      self.change = change
      self.name = name
      self.value = value
      self.reference = reference
      self.isHighlighted = isHighlighted
    }
  }

  /// The rows.
  public var items: [Item]
  /// The rows to draw, or `nil` for all.
  public var visibleRows: Range<Int>?
  /// The number of rows.
  public var rowCount: Int { items.count }
  /// The names of the earlier and the later moment.
  public var moments: (earlier: String, later: String)
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
    order: RowOrder = .byValue, direction: Direction = .moreIsBetter, words: ChartWords
  ) {
    self.items = items
    self.moments = (earlier, later)
    self.format = format
    self.order = order
    self.direction = direction
    self.words = words
  }

  /// Narrower panels have no room for two numbers beside each row's dots and the change.
  public static var leastPanelWidth: Double { 280 }

  /// The items in the order in which they are drawn.
  public var orderedItems: [Item] { items.ordered(order, direction, by: \.value) }

  private func plan(_ items: [Item], _ context: LayoutContext) -> RowPlan {
    RowPlan(
      names: items.map(\.name), rows: rowsShown,
      columns: [
        .changes(
          items.map { .init($0.value, $0.reference, change: $0.change) }, header: words.change,
          format: format,
          direction: direction, context.theme)
      ],
      series: [
        .init(moments.earlier, context.theme.midGrey, .dot),
        .init(moments.later, context.theme.accent, .dot),
      ], emphasised: Set(items.indices.filter { items[$0].isHighlighted }),
      extents: items.flatMap { dots($0, context).map(\.extent) },
      full: format.fullScale(
        of: items.flatMap { [$0.value.number, $0.reference.number].compactMap(\.self) }))
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try plan(orderedItems, context).naturalHeight(width: width, context)
  }

  private static let radius = 3.4
  private static let gap = 4.0

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let items = orderedItems
    let table = try BarTable(plan(items, context), in: frame, context)

    var marks = table.marks
    for (row, item) in items.enumerated() where table.rows.contains(row) {
      guard item.value.number != nil else {
        marks += table.absence(of: item.value, row: row, words, context)
        continue
      }
      marks += rowMarks(item, table.centres[row], table, context)
    }
    return marks
  }

  /// A dot with its number beside it.
  private struct Dot {
    var value: Double
    var label: TextMark
    var color: Color
    var extent: BarScale.Extent
  }

  /// The dots of a row from left to right, with their numbers on the outside. Dots at the same place become one, the
  /// later.
  private func dots(_ item: Item, _ context: LayoutContext) -> [Dot] {
    let theme = context.theme
    guard let now = item.value.number else { return [] }
    let before = item.reference.number.flatMap { $0 == now ? nil : $0 }
    let both = [(before, theme.midGrey, theme.grey), (now, theme.accent, theme.ink)].compactMap {
      value, color, ink in value.map { (value: $0, color: color, ink: ink) }
    }.sorted { $0.value < $1.value }
    return both.enumerated().map { index, dot in
      let isLeft = index == 0 && both.count == 2
      let style = theme.value.weight(dot.value == now ? .semibold : .regular)
      let label = context.text(
        format.text(dot.value), at: Point(x: 0, y: 0), anchor: isLeft ? .end : .start,
        style: style, color: dot.ink, role: .value)
      let room = label.width + DumbbellRows.gap + DumbbellRows.radius
      let other = DumbbellRows.radius
      return Dot(
        value: dot.value, label: label, color: dot.color,
        extent: BarScale.Extent(
          value: dot.value, before: isLeft ? room : other, after: isLeft ? other : room,
          text: label.string))
    }
  }

  private func rowMarks(
    _ item: Item, _ y: Double, _ table: BarTable, _ context: LayoutContext
  ) -> [Mark] {
    let (theme, scale) = (context.theme, table.scale)
    let dots = dots(item, context)
    let radius = DumbbellRows.radius
    var marks: [Mark] = []
    var start = Double.infinity
    for dot in dots {
      let x = scale.position(of: dot.value)
      var label = dot.label
      let side = label.anchor == .end ? -1.0 : 1
      label.origin = Point(
        x: x + side * (radius + DumbbellRows.gap), y: context.baseline(centredOn: y, label.style))
      start = min(start, x - radius, label.frame.x)
      marks += [
        .path(
          .circle(center: Point(x: x, y: y), radius: radius, fill: .color(dot.color), role: .point)),
        .text(label),
      ]
    }
    if let first = dots.first, let last = dots.last, dots.count == 2 {
      let isBad = direction.isAdverse(
        (item.value.number ?? 0) - (item.reference.number ?? 0))
      marks.insert(
        .line(
          LineMark(
            from: Point(x: scale.position(of: first.value), y: y),
            to: Point(x: scale.position(of: last.value), y: y),
            stroke: Stroke(isBad ? theme.warning : theme.companion, width: 2), role: .line)),
        at: 0)
    }
    // A hairline connects the name with its dots.
    if start - 4 > table.plot.x + 8 {
      marks.insert(
        .line(
          LineMark(
            from: Point(x: table.plot.x, y: y), to: Point(x: start - 4, y: y),
            stroke: Stroke(theme.rule, width: 0.6), role: .grid)), at: 0)
    }
    return marks
  }
}
