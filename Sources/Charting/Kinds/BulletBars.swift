/// Values against a target: bars on a track, one line for the target across all of them, the numbers
/// in columns at the right. A bar that reaches the target is dark.
public struct BulletBars: RowChart {
  /// One bar.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// How long it is.
    public var value: Value
    /// Stands in grey in the column before the value: "16/34".
    public var detail: String
    /// What it is compared with: the same period last year.
    public var reference: Value?

    /// One bar.
    public init(
      _ name: CategoryName, _ value: Value, detail: String = "", reference: Value? = nil
    ) {
      self.name = name
      self.value = value
      self.detail = detail
      self.reference = reference
    }
  }

  /// The bars.
  public var items: [Item]
  /// The rows that are drawn; all of them without it.
  public var visibleRows: Range<Int>?
  /// How many rows it has.
  public var rowCount: Int { items.count }
  /// The value to reach.
  public var target: Double
  /// How numbers are written.
  public var format: ValueFormat
  /// Which side of the target is good.
  public var direction: Direction
  /// The words that the chart itself writes.
  public var words: RankedBars.Words
  /// Names the target's line: "chỉ tiêu 50%".
  public var targetLabel: String
  /// Heads the column of details.
  public var detailHeader: String

  /// A chart of values against a target.
  public init(
    _ items: [Item], target: Double, format: ValueFormat, direction: Direction = .moreIsBetter,
    words: RankedBars.Words, targetLabel: String, detailHeader: String = ""
  ) {
    self.items = items
    self.target = target
    self.format = format
    self.direction = direction
    self.words = words
    self.targetLabel = targetLabel
    self.detailHeader = detailHeader
  }

  private func reaches(_ value: Double) -> Bool {
    direction == .lessIsBetter ? value <= target : value >= target
  }

  private func columns(_ items: [Item], _ theme: Theme) -> [BarTable.Column] {
    var columns: [BarTable.Column] = []
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
          items.map { ($0.value, $0.reference) }, header: words.change, format: format,
          direction: direction, theme))
    }
    return columns
  }

  /// The height in which it reads best, at a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try BarTable.naturalHeight(
      names: items.map(\.name), rows: rowsShown, hasHeading: true,
      columns: columns(items, context.theme),
      width: width, context)
  }

  /// Where every mark lies within a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let theme = context.theme
    let items = items.ranked(by: \.value)
    let table = try BarTable(
      names: items.map(\.name), rows: rowsShown, columns: columns(items, theme), hasHeading: true,
      in: frame,
      context)
    let full = format.kind == .percent ? 100 : target
    let scale = BarScale(
      items.compactMap { $0.value.number.map { ($0, 0) } }, full: full, in: table.plot)
    let end = scale.position(of: max(full, items.compactMap(\.value.number).max() ?? 0))

    var marks = table.marks
    for (row, item) in items.enumerated() where table.rows.contains(row) {
      switch item.value {
      case .missing:
        marks += table.missingSlot(words.missing, from: scale.zero, row: row, context)
      case .notApplicable:
        marks.append(table.remark(words.notApplicable, from: scale.zero, row: row, context))
      case .number(let value):
        marks.append(
          table.bar(
            from: scale.zero, to: end, row: row, fill: .color(theme.shade), role: .furniture))
        marks.append(
          table.bar(
            from: scale.zero, to: scale.position(of: value), row: row,
            fill: .color(reaches(value) ? theme.accent : theme.companion)))
      }
    }
    // The line spans the rows that are measured against it, which stand first.
    let measured = table.rows.count { items[$0].value.number != nil }
    let x = scale.position(of: target)
    marks.append(
      .line(
        LineMark(
          from: Point(x: x, y: table.plot.y - 1),
          to: Point(x: x, y: table.plot.y + Double(measured) * table.band),
          stroke: Stroke(theme.ink, width: 1.2), role: .target)))
    let half = context.width(of: targetLabel, in: theme.note) / 2
    let centre = min(max(x, frame.x + half), table.plot.maxX - half)
    marks.append(table.heading(targetLabel, right: centre + half, in: frame, context))
    return marks + [table.axis(at: scale.zero, theme)]
  }
}
