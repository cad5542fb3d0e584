/// What each row adds to a change, or takes away from it: bars that begin where the one above ended, and the whole
/// below them.
///
/// The axis is the change, not the total that changed, so that small parts of a large total are seen.
public struct WaterfallBars: RowChart {
  /// One row.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// What it adds; below zero what it takes away.
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
  /// The rows that are drawn, the whole included; all of them without it.
  public var visibleRows: Range<Int>?
  /// How many rows it has, with the whole below them.
  public var rowCount: Int { items.count + 1 }
  /// The name of the whole change.
  public var whole: CategoryName
  /// Says over the axis from which total the change begins: "cùng kỳ 2021: 80".
  public var start: String
  /// How numbers are written.
  public var format: ValueFormat
  /// Which way of changing is good news.
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

  /// By row where its bar begins and ends; the whole runs from zero.
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
      // The number stands where the bar ends.
      let end =
        to < from
        ? BarScale.Extent(value: to, before: room, text: text)
        : BarScale.Extent(value: to, after: room, text: text)
      // Or beyond the axis, where it would stand on it.
      let isBeyond = to < from ? to > 0 : to < 0
      let beyond = BarScale.Extent(
        value: 0, before: to < from && isBeyond ? room : 0,
        after: to >= from && isBeyond ? room : 0,
        text: text)
      return [.init(value: from), end, beyond]
    }
    return plan
  }

  /// The height in which it reads best, at a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try plan(context).naturalHeight(width: width, context)
  }

  /// Where every mark lies within a frame.
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
      // A hairline leads from where a bar ends to where the next one begins.
      if !isWhole, table.rows.contains(row + 1) {
        bars.append(
          .line(
            LineMark(
              // Through a row that changes nothing it goes on.
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
