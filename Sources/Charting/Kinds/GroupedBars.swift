/// Two bars for each category: a dark one for this period, above a light one for an earlier period or another measure.
public struct GroupedBars: RowChart {
  /// One category.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// One value for each series.
    public var values: [Value]
    /// A text in grey after the first value: "9/10 đơn vị".
    public var note: String

    /// One category.
    public init(_ name: CategoryName, _ values: [Value], note: String = "") {
      self.name = name
      self.values = values
      self.note = note
    }
  }

  /// The greatest number of series that readers can tell apart at a glance.
  public static let mostSeries = 2

  /// The categories.
  public var items: [Item]
  /// The rows to draw, or `nil` for all.
  public var visibleRows: Range<Int>?
  /// The number of rows.
  public var rowCount: Int { items.count }
  /// The names of the series, the subject first.
  public var series: [String]
  /// The format of the numbers.
  public var format: ValueFormat
  /// The order of categories, by the first series.
  public var order: RowOrder
  /// Whether more or less is better; decides which value is first.
  public var direction: Direction
  /// The texts that the chart adds by itself.
  public var words: ChartWords

  /// A chart of grouped bars.
  public init(
    _ items: [Item], series: [String], format: ValueFormat,
    order: RowOrder = .byValue, direction: Direction = .moreIsBetter, words: ChartWords
  ) {
    self.direction = direction
    self.items = items
    self.series = series
    self.format = format
    self.order = order
    self.words = words
  }

  /// The items in the order in which they are drawn.
  public var orderedItems: [Item] {
    items.ordered(order, direction) { $0.values.first ?? .missing }
  }

  private static let gap = 5.0
  private static func styles(_ theme: Theme) -> [TextStyle] {
    [theme.value.weight(.semibold), theme.value]
  }

  private func noteWidth(_ item: Item, _ index: Int, _ context: LayoutContext) -> Double {
    index > 0 || item.note.isEmpty
      ? 0 : context.width(of: item.note, in: context.theme.note) + GroupedBars.gap
  }

  private func plan(_ items: [Item], _ context: LayoutContext) -> RowPlan {
    let styles = GroupedBars.styles(context.theme)
    return RowPlan(
      names: items.map(\.name), rows: rowsShown,
      series: zip(series, GroupedBars.colors(context.theme)).map { .init($0, $1) },
      bars: series.count,
      extents: items.flatMap { item in
        zip(item.values, styles).enumerated().compactMap { index, pair in
          pair.0.number.map { number in
            let text = format.text(number)
            let label =
              GroupedBars.gap + context.width(of: text, in: pair.1)
              + noteWidth(item, index, context)
            return .bar(number, label: label, text)
          }
        }
      }, full: format.fullScale(of: items.flatMap { $0.values.compactMap(\.number) }))
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try plan(orderedItems, context).naturalHeight(width: width, context)
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    guard series.count <= GroupedBars.mostSeries else {
      throw .tooMany("series", limit: GroupedBars.mostSeries)
    }
    let theme = context.theme
    let items = orderedItems
    let table = try BarTable(plan(items, context), in: frame, context)
    let scale = table.scale
    let colors = GroupedBars.colors(theme)
    let styles = GroupedBars.styles(theme)
    let gap = GroupedBars.gap
    var marks = table.marks
    let thickness = 0.76 / Double(series.count)
    for (row, item) in items.enumerated() where table.rows.contains(row) {
      for (index, value) in item.values.enumerated() {
        let offset = (Double(index) - Double(series.count - 1) / 2) * table.band * thickness
        if let number = value.number {
          let end = scale.position(of: number)
          marks.append(
            table.bar(
              from: scale.zero, to: end, row: row, thickness: thickness * 0.9, offset: offset,
              fill: .color(colors[index])))
          let grows = number >= 0
          let label = context.text(
            format.text(number),
            at: Point(
              x: end + (grows ? gap : -gap),
              y: context.baseline(centredOn: table.centres[row] + offset, styles[index])),
            anchor: grows ? .start : .end, style: styles[index],
            color: index == 0 ? theme.ink : theme.grey, role: .value)
          marks.append(.text(label))
          if noteWidth(item, index, context) > 0 {
            marks.append(
              .text(
                context.text(
                  item.note,
                  at: Point(
                    x: grows ? label.frame.maxX + gap : label.frame.x - gap, y: label.origin.y),
                  anchor: grows ? .start : .end, style: theme.note, color: theme.grey,
                  role: .note)))
          }
        } else {
          marks += table.absence(
            of: value, row: row, thickness: thickness * 0.92, offset: offset,
            words, context)
        }
      }
    }
    return marks + [table.axis(theme)]
  }

  private static func colors(_ theme: Theme) -> [Color] { [theme.accent, theme.midGrey] }
}
