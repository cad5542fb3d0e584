/// Horizontal bars in the order of their values, each with a thin mark for the value it is compared with, and the
/// change in a column at the right.
public struct RankedBars: RowChart {
  /// One bar.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// Its value: the length of the bar.
    public var value: Value
    /// The value it is compared with, such as that of the same period last year.
    public var reference: Value?
    /// Its change, if not the difference of the two.
    public var change: Value?
    /// Whether it is the subject of the chart.
    public var isHighlighted: Bool
    /// A text in grey after the value: "9/10 đơn vị".
    public var note: String

    /// One bar.
    public init(
      _ name: CategoryName, _ value: Value, reference: Value? = nil, change: Value? = nil,
      isHighlighted: Bool = false, note: String = ""
    ) {
      self.change = change
      self.name = name
      self.value = value
      self.reference = reference
      self.isHighlighted = isHighlighted
      self.note = note
    }
  }

  /// The bars.
  public var items: [Item]
  /// The rows to draw, or `nil` for all.
  public var visibleRows: Range<Int>?
  /// The number of rows.
  public var rowCount: Int { items.count }
  /// The format of the numbers.
  public var format: ValueFormat
  /// A number that all bars are compared with, such as the mean of the cluster.
  public var line: ReferenceLine?
  /// The order of bars; those without a number come last.
  public var order: RowOrder
  /// Whether more or less is better.
  public var direction: Direction
  /// The texts that the chart adds by itself.
  public var words: ChartWords

  /// A chart of ranked bars.
  public init(
    _ items: [Item], format: ValueFormat, line: ReferenceLine? = nil, order: RowOrder = .byValue,
    direction: Direction = .moreIsBetter, words: ChartWords
  ) {
    self.items = items
    self.format = format
    self.line = line
    self.order = order
    self.direction = direction
    self.words = words
  }

  /// The items in the order in which they are drawn.
  public var orderedItems: [Item] { items.ordered(order, direction, by: \.value) }

  private var hasReference: Bool { items.contains { $0.reference?.number != nil } }

  /// The name of the line is directly above the bars, that of the thin marks above it.
  private var headings: Int {
    (hasReference && !words.reference.isEmpty ? 1 : 0) + (line == nil ? 0 : 1)
  }

  private func plan(_ items: [Item], _ context: LayoutContext) -> RowPlan {
    var plan = RowPlan(names: items.map(\.name), rows: rowsShown)
    if hasReference {
      plan.columns = [
        .changes(
          items.map { .init($0.value, $0.reference, change: $0.change) }, header: words.change,
          format: format,
          direction: direction, context.theme)
      ]
    }
    plan.emphasised = Set(items.indices.filter { items[$0].isHighlighted })
    plan.headings = headings
    plan.extents = items.flatMap { extents($0, context) }
    plan.full = format.fullScale(
      of: items.flatMap { [$0.value.number, $0.reference?.number].compactMap(\.self) }
        + [line?.value].compactMap(\.self))
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
    let theme = context.theme
    let items = orderedItems
    let table = try BarTable(plan(items, context), in: frame, context)
    let scale = table.scale

    var marks = table.marks
    if hasReference, !words.reference.isEmpty {
      marks.append(try table.heading(words.reference, context))
    }
    var texts: [Mark] = []
    for (row, item) in items.enumerated() where table.rows.contains(row) {
      guard let value = item.value.number else {
        marks += table.absence(of: item.value, row: row, words, context)
        continue
      }
      marks.append(
        table.bar(
          from: scale.zero, to: scale.position(of: value), row: row,
          fill: .color(item.isHighlighted ? theme.accent : theme.companion)))
      if let base = item.reference?.number {
        let x = scale.position(of: base)
        let half = table.band * 0.45
        marks.append(
          .line(
            LineMark(
              from: Point(x: x, y: table.centres[row] - half),
              to: Point(x: x, y: table.centres[row] + half),
              stroke: Stroke(theme.grey, width: 1.4), role: .reference)))
      }
      texts += label(item, value, row, table, context)
    }
    if let line {
      let x = scale.position(of: line.value)
      marks += table.crossLines(
        at: x, rows: { items[$0].value.number != nil },
        stroke: Stroke(theme.ink, width: 0.9, dash: [3, 2.5]), role: .target)
      marks.append(
        try table.heading(line.label, above: x, line: headings - 1, context))
    }
    return marks + texts + [table.axis(theme)]
  }

  private static let gap = 5.0

  /// The room that a bar and its text take, even if the text is moved past a mark or line.
  private func extents(_ item: Item, _ context: LayoutContext) -> [BarScale.Extent] {
    let (gap, theme) = (RankedBars.gap, context.theme)
    let note = item.note.isEmpty ? 0 : context.width(of: item.note, in: theme.note) + gap
    guard let value = item.value.number else {
      return (item.reference?.number).map { [.init(value: $0)] } ?? []
    }
    let label =
      gap + note + context.width(of: format.text(value), in: theme.value.weight(.semibold))
    let beyond = [item.reference?.number, line?.value].compactMap(\.self).map { number in
      // The text is on the side to which the bar grows.
      value < 0
        ? BarScale.Extent(value: number, before: label + gap)
        : BarScale.Extent(value: number, after: label + gap)
    }
    return [.bar(value, label: label, format.text(value))] + beyond
  }

  /// The value after its bar, moved past any mark or line that it would cover, and its note.
  private func label(
    _ item: Item, _ value: Double, _ row: Int, _ table: BarTable, _ context: LayoutContext
  ) -> [Mark] {
    let scale = table.scale
    let (gap, theme) = (RankedBars.gap, context.theme)
    let style = theme.value.weight(item.isHighlighted ? .semibold : .regular)
    let words = format.text(value)
    let width = context.width(of: words, in: style)
    let noteWidth =
      item.note.isEmpty ? 0 : context.width(of: item.note, in: theme.note) + gap
    let side = value >= 0 ? 1.0 : -1.0
    // Distances from zero in the bar's direction.
    func distance(_ value: Double) -> Double { (scale.position(of: value) - scale.zero) * side }
    var start = distance(value) + gap
    for obstacle in [item.reference?.number, line?.value].compactMap({ $0.map(distance) }).sorted()
    where obstacle > start - 2 * gap && obstacle < start + width + noteWidth + 2 {
      start = max(start, obstacle + gap)
    }
    let baseline = context.baseline(centredOn: table.centres[row], style)
    let anchor = side > 0 ? TextMark.Anchor.start : .end
    func at(_ distance: Double) -> Point { Point(x: scale.zero + distance * side, y: baseline) }
    var marks: [Mark] = [
      .text(context.text(words, at: at(start), anchor: anchor, style: style, role: .value))
    ]
    if !item.note.isEmpty {
      marks.append(
        .text(
          context.text(
            item.note, at: at(start + width + gap), anchor: anchor, style: theme.note,
            color: theme.grey, role: .note)))
    }
    return marks
  }
}
