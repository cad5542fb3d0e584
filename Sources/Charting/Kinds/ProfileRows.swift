/// One member of a group on many measures. Each measure is a row in which all members are dots, from the worst at the
/// left to the best at the right, with a band for the middle half, the median, and the member itself.
///
/// Each row has its own scale, from the least to the greatest number of the group: a row compares the member with
/// others, never one measure with another.
public struct ProfileRows: RowChart {
  /// One measure.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// The member's own number.
    public var value: Value
    /// The numbers of all others.
    public var others: [Double]
    /// Whether more or less is better, which decides what is at the right.
    public var direction: Direction
    /// The texts in the columns at the right.
    public var cells: [Cell]

    /// One measure.
    public init(
      _ name: CategoryName, _ value: Value, among others: [Double],
      direction: Direction = .moreIsBetter, cells: [Cell] = []
    ) {
      self.name = name
      self.value = value
      self.others = others
      self.direction = direction
      self.cells = cells
    }

    /// A heading for the rows below it.
    public static func heading(_ name: CategoryName) -> Item {
      Item(name, .notApplicable, among: [], cells: [])
    }

    fileprivate var isHeading: Bool { cells.isEmpty && others.isEmpty && value.number == nil }

    /// The place of a number in the row, from 0 at the left to 1 at the right.
    fileprivate func place(_ number: Double) -> Double {
      let all = others + (value.number.map { [$0] } ?? [])
      guard let least = all.min(), let most = all.max(), most > least else { return 0.5 }
      let share = (number - least) / (most - least)
      return direction == .lessIsBetter ? 1 - share : share
    }
  }

  /// A text at the right of a row.
  public struct Cell: Sendable, Hashable {
    /// The text.
    public var text: String
    /// Whether it is bad news.
    public var isAdverse: Bool

    /// A text.
    public init(_ text: String, isAdverse: Bool = false) {
      (self.text, self.isAdverse) = (text, isAdverse)
    }
  }

  /// The labels of the key above the rows.
  public struct Key: Sendable, Hashable {
    /// The labels of the member, the others, the middle half of all, and the median.
    public var own: String, others: String, middle: String, median: String

    /// The labels of the key.
    public init(own: String, others: String, middle: String, median: String) {
      (self.own, self.others, self.middle, self.median) = (own, others, middle, median)
    }
  }

  /// The rows, in their order.
  public var items: [Item]
  /// The rows to draw, or `nil` for all.
  public var visibleRows: Range<Int>?
  /// The number of rows.
  public var rowCount: Int { items.count }
  /// The headers of the columns; the first column contains the member's own numbers.
  public var columns: [String]
  /// The indices of the columns to omit if there is little room, in this order.
  public var leastImportant: [Int]
  /// The labels of the key above the rows.
  public var key: Key
  /// The texts that the chart adds by itself.
  public var words: ChartWords

  /// A chart of one member among others.
  public init(
    _ items: [Item], columns: [String], leastImportant: [Int] = [], key: Key, words: ChartWords
  ) {
    self.items = items
    self.columns = columns
    self.leastImportant = leastImportant
    self.key = key
    self.words = words
  }

  private static let radius = 4.2
  private static let small = 2.2
  /// Groups with fewer numbers get no band for their middle half.
  private static let leastForBand = 4

  /// The least share of the width for the dots, as long as columns can be omitted.
  private static let leastShare = 0.3

  /// The plan with as many columns as leave the dots their share.
  private func plan(width: Double, _ context: LayoutContext) -> RowPlan {
    for count in leastImportant.indices {
      let plan = plan(without: Set(leastImportant.prefix(count)), context)
      guard let names = try? plan.nameColumn(width: width, context) else { continue }
      let rest = width - names.width - RowPlan.gap - plan.columnWidths(context).reduce(0, +)
      if rest >= width * ProfileRows.leastShare { return plan }
    }
    return plan(without: Set(leastImportant), context)
  }

  private func plan(without left: Set<Int>, _ context: LayoutContext) -> RowPlan {
    let theme = context.theme
    var plan = RowPlan(names: items.map(\.name), rows: rowsShown)
    plan.columns = columns.enumerated().filter { !left.contains($0.offset) }.map { column, header in
      RowPlan.Column(
        header: header,
        cells: items.map { item in
          guard item.cells.indices.contains(column) else {
            return .init(text: "", color: theme.grey)
          }
          let cell = item.cells[column]
          return .init(
            text: cell.text,
            color: cell.isAdverse ? theme.warning : column == 0 ? theme.ink : theme.grey,
            weight: column == 0 ? .semibold : .regular)
        })
    }
    // The key explains only what is drawn.
    let hasBands = items.contains {
      $0.others.count + ($0.value.number == nil ? 0 : 1) >= ProfileRows.leastForBand
    }
    if items.contains(where: { $0.value.number != nil }) {
      plan.series.append(.init(key.own, theme.accent, .dot))
    }
    if items.contains(where: { !$0.others.isEmpty }) {
      plan.series.append(.init(key.others, theme.midGrey, .ring))
    }
    if hasBands {
      plan.series += [.init(key.middle, theme.rule), .init(key.median, theme.ink, .tick)]
    }
    plan.emphasised = Set(items.indices.filter { items[$0].isHeading })
    plan.extents = [0, 1].map {
      .init(value: $0, before: ProfileRows.radius + 1, after: ProfileRows.radius + 1)
    }
    return plan
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try plan(width: width, context).naturalHeight(width: width, context)
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let table = try BarTable(plan(width: frame.width, context), in: frame, context)
    var marks = table.marks
    for (row, item) in items.enumerated() where table.rows.contains(row) && !item.isHeading {
      marks += rowMarks(item, row, table, context)
    }
    return marks
  }

  private func rowMarks(
    _ item: Item, _ row: Int, _ table: BarTable, _ context: LayoutContext
  ) -> [Mark] {
    let (theme, scale, y) = (context.theme, table.scale, table.centres[row])
    let known = item.others + (item.value.number.map { [$0] } ?? [])
    guard !known.isEmpty else {
      return table.absence(of: item.value, row: row, words, context)
    }
    func x(_ number: Double) -> Double { scale.position(of: item.place(number)) }
    var marks: [Mark] = [
      .line(
        LineMark(
          from: Point(x: scale.position(of: 0), y: y), to: Point(x: scale.position(of: 1), y: y),
          stroke: Stroke(theme.rule, width: 0.8), role: .grid))
    ]
    let places = known.map { item.place($0) }.sorted()
    if known.count >= ProfileRows.leastForBand {
      let (left, right) = (
        scale.position(of: Quantiles.at(0.25, of: places)),
        scale.position(of: Quantiles.at(0.75, of: places))
      )
      let height = min(table.band * 0.5, 9)
      marks.append(
        .rectangle(
          RectangleMark(
            Rect(x: left, y: y - height / 2, width: right - left, height: height),
            fill: .color(theme.rule), role: .reference)))
    }
    for number in Set(item.others).sorted() {
      marks.append(
        .path(
          .circle(
            center: Point(x: x(number), y: y), radius: ProfileRows.small,
            fill: .color(theme.background), stroke: Stroke(theme.midGrey, width: 0.9),
            role: .point)))
    }
    if known.count >= ProfileRows.leastForBand {
      let middle = scale.position(of: Quantiles.at(0.5, of: places))
      let half = min(table.band * 0.34, 6.5)
      marks.append(
        .line(
          LineMark(
            from: Point(x: middle, y: y - half), to: Point(x: middle, y: y + half),
            stroke: Stroke(theme.ink, width: 1.4), role: .target)))
    }
    if let own = item.value.number {
      marks.append(
        .path(
          .circle(
            center: Point(x: x(own), y: y), radius: ProfileRows.radius,
            fill: .color(theme.accent), stroke: Stroke(theme.background, width: 0.8),
            role: .point)))
    }
    return marks
  }
}

/// Computes quantiles.
enum Quantiles {
  /// The quantile of sorted numbers at a share, interpolated linearly (type 7).
  static func at(_ share: Double, of sorted: [Double]) -> Double {
    guard let last = sorted.last else { return 0 }
    let place = Double(sorted.count - 1) * share
    let below = Int(place)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (sorted[below + 1] - sorted[below]) * (place - Double(below))
  }
}
