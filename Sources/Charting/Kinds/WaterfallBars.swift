/// The contribution of each row to a change: each bar starts at the end of the one above, and the last shows the whole
/// change.
///
/// The axis shows the change, not the total, so that small parts of a large total are visible.
public struct WaterfallBars: RowChart {
  /// One row.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// Its contribution; negative if it reduces the total.
    public var change: Double
    /// Whether it is the subject of the chart.
    public var isHighlighted: Bool

    /// One row.
    public init(_ name: CategoryName, _ change: Double, isHighlighted: Bool = false) {
      (self.name, self.change, self.isHighlighted) = (name, change, isHighlighted)
    }
  }

  /// The rows, in their order.
  public var items: [Item]
  /// The rows to draw, including the whole, or `nil` for all.
  public var visibleRows: Range<Int>?
  /// The number of rows, including the whole.
  public var rowCount: Int { items.count + 1 }
  /// The name of the whole change.
  public var whole: CategoryName
  /// A text over the axis that names the initial total: "cùng kỳ 2021: 80".
  public var start: String
  /// The format of the numbers.
  public var format: ValueFormat
  /// Whether more or less is better.
  public var direction: Direction

  /// A chart of the parts of a change.
  public init(
    _ items: [Item], whole: CategoryName, from start: String, format: ValueFormat,
    direction: Direction = .moreIsBetter
  ) {
    self.items = items
    self.whole = whole
    self.start = start
    self.format = format
    self.direction = direction
  }

  /// Start and end of the bar of each row; the whole starts at zero.
  private var spans: [(from: Double, to: Double)] {
    var spans: [(Double, Double)] = []
    var sum = 0.0
    for item in items {
      spans.append((sum, sum + item.change))
      sum += item.change
    }
    return spans + [(0, sum)]
  }

  private static let gap = 5.0

  private func plan(_ context: LayoutContext) -> RowPlan {
    var plan = RowPlan(names: items.map(\.name) + [whole], rows: rowsShown)
    plan.emphasised = Set(items.indices.filter { items[$0].isHighlighted } + [items.count])
    plan.headings = start.isEmpty ? 0 : 1
    let style = context.theme.value.weight(.semibold)
    plan.extents = spans.flatMap { from, to -> [BarScale.Extent] in
      let text = format.signedText(to - from)
      let room = context.width(of: text, in: style) + WaterfallBars.gap
      // The number is at the end of the bar.
      let end =
        to < from
        ? BarScale.Extent(value: to, before: room, text: text)
        : BarScale.Extent(value: to, after: room, text: text)
      // Or beyond the axis, if it would overlap it.
      let isBeyond = to < from ? to > 0 : to < 0
      let beyond = BarScale.Extent(
        value: 0, before: to < from && isBeyond ? room : 0,
        after: to >= from && isBeyond ? room : 0,
        text: text)
      return [.init(value: from), end, beyond]
    }
    return plan
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try plan(context).naturalHeight(width: width, context)
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let theme = context.theme
    let table = try BarTable(plan(context), in: frame, context)
    let scale = table.scale
    var marks = table.marks
    if !start.isEmpty {
      marks.append(try table.heading(start, above: scale.zero, context))
    }
    var bars: [Mark] = []
    for (row, span) in spans.enumerated() where table.rows.contains(row) {
      let isWhole = row == items.count
      let change = span.to - span.from
      let isBad = direction.isAdverse(change)
      let (from, to) = (scale.position(of: span.from), scale.position(of: span.to))
      let color =
        isBad
        ? theme.warning
        : isWhole || items[row].isHighlighted ? theme.accent : theme.companion
      bars.append(
        table.bar(
          from: from, to: to, row: row, fill: .color(color), role: isWhole ? .bar : .step))
      // A hairline connects the end of a bar with the start of the next.
      if !isWhole, table.rows.contains(row + 1) {
        bars.append(
          .line(
            LineMark(
              // It continues through a row without a change.
              from: Point(
                x: to, y: table.centres[row] + table.band * (change == 0 ? -0.31 : 0.31)),
              to: Point(x: to, y: table.centres[row + 1] - table.band * 0.31),
              stroke: Stroke(theme.midGrey, width: 0.6), role: .grid)))
      }
      let style = theme.value.weight(isWhole ? .semibold : .regular)
      let side = change < 0 ? -1.0 : 1
      let text = format.signedText(change)
      let room = context.width(of: text, in: style) + WaterfallBars.gap
      let standsOnAxis =
        side < 0
        ? to > scale.zero && to - room < scale.zero + 2
        : to < scale.zero && to + room > scale.zero - 2
      let edge = standsOnAxis ? scale.zero : to
      bars.append(
        .text(
          context.text(
            text,
            at: Point(
              x: edge + side * WaterfallBars.gap,
              y: context.baseline(centredOn: table.centres[row], style)),
            anchor: change < 0 ? .end : .start, style: style, role: .value)))
    }
    return marks + bars + [table.axis(theme)]
  }
}
