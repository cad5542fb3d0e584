/// Lying bars cut into parts: at their true length with the total behind them, or all of one length
/// as shares of 100 %.
public struct StackedBars: RowChart {
  /// One bar.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// One value for each part; none where nothing was reported.
    public var values: [Double]?
    /// Why there are none.
    public var absence: Value

    /// One bar; `nil` for what is missing, or is not there for another reason.
    public init(_ name: CategoryName, _ values: [Double]?, absence: Value = .missing) {
      self.name = name
      self.values = values
      self.absence = absence
    }

    fileprivate var total: Double { (values ?? []).reduce(0, +) }
  }

  /// What the length of a bar says.
  public enum Measure: Sendable, Hashable {
    /// The parts as they are, and their sum.
    case amounts
    /// Each part in percent of the bar.
    case shares
  }

  /// The most parts that can be told apart; the last may be "others".
  public static let mostParts = 5

  /// The bars.
  public var items: [Item]
  /// The rows that are drawn; all of them without it.
  public var visibleRows: Range<Int>?
  /// How many rows it has.
  public var rowCount: Int { items.count }
  /// The names of the parts, in the order in which they lie.
  public var parts: [String]
  /// What the length of a bar says.
  public var measure: Measure
  /// How amounts are written.
  public var format: ValueFormat
  /// The order of bars, by their total.
  public var order: RowOrder
  /// The words that the chart itself writes.
  public var words: ChartWords
  /// Heads the column of totals: "tổng".
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

  /// The height in which it reads best, at a width.
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

  /// Where every mark lies within a frame.
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
      // Shares are drawn as they are and printed as they add up to 100.
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

  /// A part with its number, where there is room for it.
  private func segment(
    from left: Double, to right: Double, row: Int, part: Int, words: String, _ table: BarTable,
    _ context: LayoutContext
  ) -> [Mark] {
    let theme = context.theme
    let color = StackedBars.color(part, theme)
    // A hair of white between parts, so that they can be told apart in grey, too.
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
