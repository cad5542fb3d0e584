/// Horizontal bars divided into parts: either at their true length with the total after them, or all at the same
/// length, with shares of 100%.
public struct StackedBars: RowChart {
  /// One bar.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// One value for each part; `nil` if nothing was reported.
    public var values: [Double]?
    /// The reason why there are no values.
    public var absence: Value

    /// One bar; `nil` values for one without numbers, because they are missing or for another reason.
    public init(_ name: CategoryName, _ values: [Double]?, absence: Value = .missing) {
      self.name = name
      self.values = values
      self.absence = absence
    }

    fileprivate var total: Double { (values ?? []).reduce(0, +) }
  }

  /// The meaning of the length of a bar.
  public enum Measure: Sendable, Hashable {
    /// Parts at their amounts; the bar is their sum.
    case amounts
    /// Parts as percentages of the bar.
    case shares
  }

  /// The greatest number of parts that readers can tell apart; the last may be "others".
  public static let mostParts = 5

  /// The bars.
  public var items: [Item]
  /// The rows to draw, or `nil` for all.
  public var visibleRows: Range<Int>?
  /// The number of rows.
  public var rowCount: Int { items.count }
  /// The names of the parts, in drawing order.
  public var parts: [String]
  /// The meaning of the length of a bar.
  public var measure: Measure
  /// The format of amounts.
  public var format: ValueFormat
  /// The order of bars, by their total.
  public var order: RowOrder
  /// The texts that the chart adds by itself.
  public var words: ChartWords
  /// The header of the column of totals: "tổng".
  public var totalHeader: String

  /// A chart of stacked bars.
  public init(
    _ items: [Item], parts: [String], measure: Measure, format: ValueFormat,
    order: RowOrder = .byValue, words: ChartWords, totalHeader: String = ""
  ) {
    self.totalHeader = totalHeader
    self.items = items
    self.parts = parts
    self.measure = measure
    self.format = format
    self.order = order
    self.words = words
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try plan(orderedItems, context.theme).naturalHeight(width: width, context)
  }

  /// The items in the order in which they are drawn.
  public var orderedItems: [Item] {
    items.ordered(order) { $0.values == nil ? $0.absence : .number($0.total) }
  }

  private func plan(_ items: [Item], _ theme: Theme) -> RowPlan {
    RowPlan(
      names: items.map(\.name), rows: rowsShown, columns: totals(items, theme),
      series: parts.enumerated().map { .init($1, StackedBars.color($0, theme)) },
      full: measure == .shares ? 100 : items.map(\.total).max() ?? 0)
  }

  private func totals(_ items: [Item], _ theme: Theme) -> [RowPlan.Column] {
    let cells = items.map { item in
      RowPlan.Column.Cell(
        text: item.values == nil ? "" : format.text(item.total), color: theme.ink,
        weight: .semibold)
    }
    return [.init(header: totalHeader, cells: cells)]
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    guard parts.count <= StackedBars.mostParts else {
      throw .tooMany("parts", limit: StackedBars.mostParts)
    }
    let theme = context.theme
    let items = orderedItems
    let table = try BarTable(plan(items, theme), in: frame, context)
    let scale = table.scale
    var marks = table.marks
    for (row, item) in items.enumerated() where table.rows.contains(row) {
      guard let values = item.values else {
        marks += table.absence(
          of: item.absence, row: row, words, context)
        continue
      }
      // Shares are drawn exactly, but printed so that they add up to 100.
      let printed = PrintedShares.of(values)
      let drawn =
        measure == .amounts
        ? values : values.map { item.total > 0 ? max($0, 0) / item.total * 100 : 0 }
      var start = 0.0
      for (part, value) in drawn.enumerated() where value > 0 {
        let words =
          measure == .amounts ? format.text(values[part]) : format.numbers.text(printed[part]) + "%"
        marks += segment(
          from: scale.position(of: start), to: scale.position(of: start + value), row: row,
          part: part, words: words, table, context)
        start += value
      }
    }
    return marks + [table.axis(theme)]
  }

  /// A part, with its number if it fits.
  private func segment(
    from left: Double, to right: Double, row: Int, part: Int, words: String, _ table: BarTable,
    _ context: LayoutContext
  ) -> [Mark] {
    let theme = context.theme
    let color = StackedBars.color(part, theme)
    // A thin white gap between parts, so that they can also be told apart in grey.
    let end = right - left > 2 ? right - 0.8 : right
    var marks = [table.bar(from: left, to: end, row: row, fill: .color(color), role: .cell)]
    let style = theme.value
    guard context.width(of: words, in: style) + 6 <= end - left else { return marks }
    let ink = color.contrast(with: .white) >= Contrast.text ? Color.white : theme.ink
    marks.append(
      .text(
        context.text(
          words,
          at: Point(
            x: (left + end) / 2, y: context.baseline(centredOn: table.centres[row], style)),
          anchor: .middle, style: style, color: ink, on: color, role: .value)))
    return marks
  }

  private static func color(_ part: Int, _ theme: Theme) -> Color {
    part < theme.categories.count ? theme.categories[part] : theme.midGrey
  }
}
