/// Values against a target: bars on a track, one line for the target across all of them, the numbers in columns at the
/// right. Bars that reach the target are dark.
public struct BulletBars: RowChart {
  /// One bar.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// Its value: the length of the bar.
    public var value: Value
    /// A text in grey in the column before the value: "16/34".
    public var detail: String
    /// The value it is compared with, such as that of the same period last year.
    public var reference: Value?
    /// Its change, if not the difference of the two.
    public var change: Value?
    /// Whether it is the subject of the chart.
    public var isHighlighted: Bool

    /// One bar.
    public init(
      _ name: CategoryName, _ value: Value, detail: String = "", reference: Value? = nil,
      change: Value? = nil, isHighlighted: Bool = false
    ) {
      self.change = change
      self.name = name
      self.value = value
      self.detail = detail
      self.reference = reference
      self.isHighlighted = isHighlighted
    }
  }

  /// The bars.
  public var items: [Item]
  /// The rows to draw, or `nil` for all.
  public var visibleRows: Range<Int>?
  /// The number of rows.
  public var rowCount: Int { items.count }
  /// The value to reach.
  public var target: Double
  /// The format of the numbers.
  public var format: ValueFormat
  /// Whether values should lie above or below the target.
  public var direction: Direction
  /// The texts that the chart adds by itself.
  public var words: ChartWords
  /// The order of bars; those without a number come last.
  public var order: RowOrder
  /// The name of the target's line: "chỉ tiêu 50%".
  public var targetLabel: String
  /// The header of the column of details.
  public var detailHeader: String

  /// A chart of values against a target.
  public init(
    _ items: [Item], target: Double, format: ValueFormat, order: RowOrder = .byValue,
    direction: Direction = .moreIsBetter, words: ChartWords, targetLabel: String,
    detailHeader: String = ""
  ) {
    self.items = items
    self.target = target
    self.format = format
    self.order = order
    self.direction = direction
    self.words = words
    self.targetLabel = targetLabel
    self.detailHeader = detailHeader
  }

  /// The items in the order in which they are drawn.
  public var orderedItems: [Item] { items.ordered(order, direction, by: \.value) }

  private func reaches(_ value: Double) -> Bool {
    direction == .lessIsBetter ? value <= target : value >= target
  }

  private func columns(_ items: [Item], _ theme: Theme) -> [RowPlan.Column] {
    var columns: [RowPlan.Column] = []
    if items.contains(where: { !$0.detail.isEmpty }) {
      columns.append(
        .init(
          header: detailHeader, cells: items.map { .init(text: $0.detail, color: theme.grey) }))
    }
    columns.append(
      .init(
        header: "",
        cells: items.map { item in
          guard let value = item.value.number else { return .init(text: "", color: theme.grey) }
          return .init(text: format.text(value), color: theme.ink, weight: .semibold)
        }))
    if items.contains(where: { $0.reference?.number != nil }) {
      columns.append(
        .changes(
          items.map { .init($0.value, $0.reference, change: $0.change) }, header: words.change,
          format: format,
          direction: direction, theme))
    }
    return columns
  }

  private var full: Double {
    format.fullScale(of: items.compactMap(\.value.number) + [target]) ?? target
  }

  private func plan(_ items: [Item], _ theme: Theme) -> RowPlan {
    RowPlan(
      names: items.map(\.name), rows: rowsShown, columns: columns(items, theme),
      emphasised: Set(items.indices.filter { items[$0].isHighlighted }), headings: 1,
      extents: items.compactMap { $0.value.number.map { .init(value: $0) } }, full: full)
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try plan(orderedItems, context.theme).naturalHeight(width: width, context)
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let theme = context.theme
    let items = orderedItems
    let table = try BarTable(plan(items, theme), in: frame, context)
    let scale = table.scale
    let end = scale.position(of: max(full, items.compactMap(\.value.number).max() ?? 0))

    var marks = table.marks
    for (row, item) in items.enumerated() where table.rows.contains(row) {
      guard let value = item.value.number else {
        marks += table.absence(of: item.value, row: row, words, context)
        continue
      }
      marks.append(
        table.bar(
          from: scale.zero, to: end, row: row, fill: .color(theme.shade), role: .furniture))
      marks.append(
        table.bar(
          from: scale.zero, to: scale.position(of: value), row: row,
          fill: .color(reaches(value) ? theme.accent : theme.companion)))
    }
    let x = scale.position(of: target)
    marks += table.crossLines(
      at: x, rows: { items[$0].value.number != nil }, stroke: Stroke(theme.ink, width: 1.2),
      role: .target)
    marks.append(try table.heading(targetLabel, above: x, line: 0, context))
    return marks + [table.axis(theme)]
  }
}
