/// Two bars for each category: this period, dark, above an earlier one or another measure, light.
public struct GroupedBars: RowChart {
  /// One category.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// One value for each series.
    public var values: [Value]
    /// Stands in grey behind the first value: "9/10 đơn vị".
    public var note: String

    /// One category.
    public init(_ name: CategoryName, _ values: [Value], note: String = "") {
      self.name = name
      self.values = values
      self.note = note
    }
  }

  /// The most series that can be told apart at a glance.
  public static let mostSeries = 2

  /// The categories.
  public var items: [Item]
  /// The rows that are drawn; all of them without it.
  public var visibleRows: Range<Int>?
  /// How many rows it has.
  public var rowCount: Int { items.count }
  /// The names of the series, the subject first.
  public var series: [String]
  /// How numbers are written.
  public var format: ValueFormat
  /// The order of categories, by the first series.
  public var order: RankedBars.Order
  /// The words that the chart itself writes.
  public var words: RankedBars.Words

  /// A chart of grouped bars.
  public init(
    _ items: [Item], series: [String], format: ValueFormat,
    order: RankedBars.Order = .byValue, words: RankedBars.Words
  ) {
    self.items = items
    self.series = series
    self.format = format
    self.order = order
    self.words = words
  }

  /// The height in which it reads best, at a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    try BarTable.naturalHeight(
      names: items.map(\.name), rows: rowsShown, bars: series.count, hasHeading: true, columns: [],
      width: width,
      context)
  }

  /// Where every mark lies within a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    guard series.count <= GroupedBars.mostSeries else {
      throw .tooMany("series", limit: GroupedBars.mostSeries)
    }
    let theme = context.theme
    let items = order == .asGiven ? items : items.ranked { $0.values.first ?? .missing }
    let table = try BarTable(
      names: items.map(\.name), rows: rowsShown, columns: [], bars: series.count, hasHeading: true,
      in: frame,
      context)
    let colors = [theme.accent, theme.midGrey]
    let styles = [theme.value.weight(.semibold), theme.value]
    let gap = 5.0
    func noteWidth(_ item: Item, _ index: Int) -> Double {
      index > 0 || item.note.isEmpty ? 0 : context.width(of: item.note, in: theme.note) + gap
    }
    let extents = items.flatMap { item in
      item.values.enumerated().compactMap { index, value in
        value.number.map {
          (
            $0,
            gap + context.width(of: format.text($0), in: styles[index])
              + noteWidth(item, index)
          )
        }
      }
    }
    let scale = BarScale(extents, full: format.kind == .percent ? 100 : nil, in: table.plot)

    var marks = table.marks + key(colors, in: frame, table, context)
    let thickness = 0.76 / Double(series.count)
    for (row, item) in items.enumerated() where table.rows.contains(row) {
      for (index, value) in item.values.enumerated() {
        let offset = (Double(index) - Double(series.count - 1) / 2) * table.band * thickness
        switch value {
        case .missing:
          marks += table.missingSlot(
            words.missing, from: scale.zero, row: row, thickness: thickness * 0.92, offset: offset,
            context)
        case .notApplicable:
          marks.append(
            table.remark(
              words.notApplicable, from: scale.zero, row: row, offset: offset, context))
        case .number(let number):
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
          if noteWidth(item, index) > 0 {
            marks.append(
              .text(
                context.text(
                  item.note,
                  at: Point(
                    x: grows ? label.frame.maxX + gap : label.frame.x - gap, y: label.origin.y),
                  anchor: grows ? .start : .end, style: theme.note, color: theme.grey,
                  role: .note)))
          }
        }
      }
    }
    return marks + [table.axis(at: scale.zero, theme)]
  }

  /// A square of its colour and its name for each series, above the bars.
  private func key(
    _ colors: [Color], in frame: Rect, _ table: BarTable, _ context: LayoutContext
  ) -> [Mark] {
    let theme = context.theme
    let square = theme.noteSize * 0.9
    var marks: [Mark] = []
    var x = table.plot.x
    for (index, name) in series.enumerated() {
      let baseline = frame.y + theme.noteSize
      marks.append(
        .rectangle(
          RectangleMark(
            Rect(x: x, y: baseline - square * 0.9, width: square, height: square),
            fill: .color(colors[index]), role: .furniture)))
      let label = context.text(
        name, at: Point(x: x + square + 4, y: baseline), style: theme.note, color: theme.grey,
        role: .label)
      marks.append(.text(label))
      x = label.frame.maxX + 14
    }
    return marks
  }
}
