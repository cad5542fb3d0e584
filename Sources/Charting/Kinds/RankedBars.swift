/// Which way of changing is good news.
public enum Direction: String, Sendable, Hashable, CaseIterable {
  case moreIsBetter, lessIsBetter, neutral

  /// Whether a change is bad news.
  func isAdverse(_ change: Double) -> Bool {
    switch self {
    case .moreIsBetter: change < 0
    case .lessIsBetter: change > 0
    case .neutral: false
    }
  }
}

/// Lying bars in the order of their values, each with a thin mark for what it is compared with and
/// the change in a column at the right.
public struct RankedBars: RowChart {
  /// One bar.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// How long it is.
    public var value: Value
    /// What it is compared with: the same period last year.
    public var reference: Value?
    /// Whether it is the subject of the chart.
    public var isHighlighted: Bool
    /// Stands in grey behind the value: "9/10 đơn vị".
    public var note: String

    /// One bar.
    public init(
      _ name: CategoryName, _ value: Value, reference: Value? = nil, isHighlighted: Bool = false,
      note: String = ""
    ) {
      self.name = name
      self.value = value
      self.reference = reference
      self.isHighlighted = isHighlighted
      self.note = note
    }
  }

  /// The order of bars.
  public enum Order: String, Sendable, Hashable, CaseIterable {
    case byValue, asGiven
  }

  /// The words that the chart itself writes.
  public struct Words: Sendable, Hashable {
    /// In the slot of a missing value: "chưa báo cáo".
    public var missing: String
    /// Where the question does not arise: "không áp dụng".
    public var notApplicable: String
    /// Explains the thin marks: "vạch xám: cùng kỳ 2021".
    public var reference: String
    /// Heads the column of changes: "so cùng kỳ".
    public var change: String

    /// The words.
    public init(missing: String, notApplicable: String, reference: String = "", change: String = "")
    {
      self.missing = missing
      self.notApplicable = notApplicable
      self.reference = reference
      self.change = change
    }
  }

  /// The bars.
  public var items: [Item]
  /// The rows that are drawn; all of them without it.
  public var visibleRows: Range<Int>?
  /// How many rows it has.
  public var rowCount: Int { items.count }
  /// How numbers are written.
  public var format: ValueFormat
  /// The order of bars; missing ones come last.
  public var order: Order
  /// Which way of changing is good news.
  public var direction: Direction
  /// The words that the chart itself writes.
  public var words: Words

  /// A chart of ranked bars.
  public init(
    _ items: [Item], format: ValueFormat, order: Order = .byValue,
    direction: Direction = .moreIsBetter, words: Words
  ) {
    self.items = items
    self.format = format
    self.order = order
    self.direction = direction
    self.words = words
  }

  /// The items in the order in which they are drawn.
  public var orderedItems: [Item] {
    order == .asGiven ? items : items.ranked(by: \.value)
  }

  private var hasReference: Bool { items.contains { $0.reference?.number != nil } }

  private func changeColumn(_ items: [Item], _ theme: Theme) -> [BarTable.Column] {
    guard hasReference else { return [] }
    return [
      .changes(
        items.map { ($0.value, $0.reference) }, header: words.change, format: format,
        direction: direction, theme)
    ]
  }

  /// The height in which it reads best, at a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try BarTable.naturalHeight(
      names: items.map(\.name), rows: rowsShown, hasHeading: hasReference,
      columns: changeColumn(items, context.theme), width: width, context)
  }

  /// Where every mark lies within a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let theme = context.theme
    let items = orderedItems
    let table = try BarTable(
      names: items.map(\.name), rows: rowsShown, columns: changeColumn(items, theme),
      emphasised: Set(items.indices.filter { items[$0].isHighlighted }),
      hasHeading: hasReference, in: frame, context)

    let gap = 5.0
    func labelWidth(_ item: Item) -> Double {
      let note = item.note.isEmpty ? 0 : context.width(of: item.note, in: theme.note) + gap
      return gap + note
        + (item.value.number.map {
          context.width(of: format.text($0), in: theme.value.weight(.semibold))
        } ?? 0)
    }
    let extents = items.flatMap { item -> [(value: Double, label: Double)] in
      let label = labelWidth(item)
      let base = item.reference?.number.map { ($0, label + gap) }
      return [item.value.number.map { ($0, label) }, base].compactMap(\.self)
    }
    let scale = BarScale(
      extents, full: format.kind == .percent ? 100 : nil, in: table.plot)

    var marks = table.marks
    if hasReference, !words.reference.isEmpty {
      marks.append(table.heading(words.reference, right: table.plot.maxX, in: frame, context))
    }
    for (row, item) in items.enumerated() where table.rows.contains(row) {
      switch item.value {
      case .missing:
        marks += table.missingSlot(words.missing, from: scale.zero, row: row, context)
      case .notApplicable:
        marks.append(table.remark(words.notApplicable, from: scale.zero, row: row, context))
      case .number(let value):
        marks += barMarks(item, value, row, table, scale, gap, context)
      }
    }
    return marks + [table.axis(at: scale.zero, theme)]
  }

  private func barMarks(
    _ item: Item, _ value: Double, _ row: Int, _ table: BarTable, _ scale: BarScale,
    _ gap: Double, _ context: LayoutContext
  ) -> [Mark] {
    let theme = context.theme
    let end = scale.position(of: value)
    var marks = [
      table.bar(
        from: scale.zero, to: end, row: row,
        fill: .color(item.isHighlighted ? theme.accent : theme.companion))
    ]
    let style = theme.value.weight(item.isHighlighted ? .semibold : .regular)
    let words = format.text(value)
    let width = context.width(of: words, in: style)
    let noteWidth =
      item.note.isEmpty ? 0 : context.width(of: item.note, in: theme.note) + gap
    let grows = value >= 0
    var start = end + (grows ? gap : -gap)
    if let base = item.reference?.number {
      let tick = scale.position(of: base)
      let height = table.band * 0.9
      marks.append(
        .line(
          LineMark(
            from: Point(x: tick, y: table.centres[row] - height / 2),
            to: Point(x: tick, y: table.centres[row] + height / 2),
            stroke: Stroke(theme.grey, width: 1.4), role: .reference)))
      // A value does not stand on the mark of last year: it moves behind it.
      if grows, tick > end - gap, tick < start + width + noteWidth + 2 { start = tick + gap }
      if !grows, tick < end + gap, tick > start - width - noteWidth - 2 { start = tick - gap }
    }
    let baseline = context.baseline(centredOn: table.centres[row], style)
    marks.append(
      .text(
        context.text(
          words, at: Point(x: start, y: baseline), anchor: grows ? .start : .end, style: style,
          role: .value)))
    if !item.note.isEmpty {
      let x = start + (grows ? width + gap : -width - gap)
      marks.append(
        .text(
          context.text(
            item.note, at: Point(x: x, y: baseline), anchor: grows ? .start : .end,
            style: theme.note, color: theme.grey, role: .note)))
    }
    return marks
  }
}

extension Array {
  /// By value, largest first; then what is missing, then what does not apply. Ties keep their order.
  func ranked(by value: (Element) -> Value) -> [Element] {
    func rank(_ value: Value) -> (Int, Double) {
      switch value {
      case .number(let number): (0, -number)
      case .missing: (1, 0)
      case .notApplicable: (2, 0)
      }
    }
    return enumerated().sorted { left, right in
      let (first, second) = (rank(value(left.element)), rank(value(right.element)))
      return (first.0, first.1, left.offset) < (second.0, second.1, right.offset)
    }.map(\.element)
  }
}
