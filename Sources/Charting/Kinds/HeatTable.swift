/// A table whose cells are the darker the larger their value is within its column.
public struct HeatTable: ChartBody {
  /// One column.
  public struct Column: Sendable, Hashable {
    /// Its heading.
    public var name: String
    /// How its numbers are written.
    public var format: ValueFormat
    /// One value for each row.
    public var values: [Value]

    /// One column.
    public init(_ name: String, format: ValueFormat, values: [Value]) {
      self.name = name
      self.format = format
      self.values = values
    }
  }

  /// The names of rows.
  public var rows: [CategoryName]
  /// The columns, each on a scale of its own.
  public var columns: [Column]
  /// Stands in a cell without information: "…".
  public var missing: String
  /// Stands in a cell where the question does not arise: "x".
  public var notApplicable: String

  /// A heat table.
  public init(
    rows: [CategoryName], columns: [Column], missing: String = "…", notApplicable: String = "x"
  ) {
    self.rows = rows
    self.columns = columns
    self.missing = missing
    self.notApplicable = notApplicable
  }

  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    let layout = try Layout(self, width: width, context)
    return layout.header + Double(rows.count) * layout.leastRow
  }

  private struct Layout {
    let names: NameColumn
    let headers: [[String]]
    let header: Double
    let cellWidth: Double
    let leastRow: Double
    let left: Double

    init(_ table: HeatTable, width: Double, _ context: LayoutContext) throws(LayoutError) {
      let theme = context.theme
      names = try NameColumn(table.rows, frameWidth: width, style: theme.label, context)
      left = names.width + 9
      cellWidth = (width - left) / Double(max(table.columns.count, 1))
      var headers: [[String]] = []
      for column in table.columns {
        guard
          let lines = Wrapping.paragraph(
            column.name, width: cellWidth - 6, style: theme.note, measurer: context.measurer)
        else { throw .noRoom(for: column.name, width: cellWidth - 6) }
        headers.append(lines)
      }
      self.headers = headers
      header =
        Double(headers.map(\.count).max() ?? 0) * context.lineHeight(of: theme.note) + 6
      leastRow = max(theme.labelSize * 1.9, names.height(theme.label, context) + 3)
    }
  }

  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let theme = context.theme
    let layout = try Layout(self, width: frame.width, context)
    let rowHeight = min(
      theme.tallestBand, (frame.height - layout.header) / Double(max(rows.count, 1)))
    guard rowHeight >= layout.leastRow * 0.75 - 0.01 else {
      throw .tooLow(
        needs: layout.header + layout.leastRow * 0.75 * Double(rows.count), has: frame.height)
    }
    let top = frame.y + layout.header
    var marks: [Mark] = []
    for (index, name) in rows.indices.enumerated() {
      marks += layout.names.marks(
        name, right: frame.x + layout.left - 9,
        centredOn: top + (Double(index) + 0.5) * rowHeight, style: theme.label, context)
    }
    for (number, column) in columns.enumerated() {
      let x = frame.x + layout.left + Double(number) * layout.cellWidth
      let step = context.lineHeight(of: theme.note)
      for (index, line) in layout.headers[number].reversed().enumerated() {
        marks.append(
          .text(
            context.text(
              line,
              at: Point(x: x + layout.cellWidth / 2, y: top - 6 - Double(index) * step),
              anchor: .middle, style: theme.note, color: theme.grey, role: .label)))
      }
      let known = column.values.compactMap(\.number)
      let (low, high) = (known.min() ?? 0, known.max() ?? 0)
      for (row, value) in column.values.enumerated() {
        let cell = Rect(
          x: x, y: top + Double(row) * rowHeight, width: layout.cellWidth, height: rowHeight
        ).inset(left: 0.75, top: 0.75, right: 0.75, bottom: 0.75)
        let share = high > low ? ((value.number ?? low) - low) / (high - low) : 0.5
        marks += cellMarks(value, column, share: share, cell, context)
      }
    }
    return marks
  }

  private func cellMarks(
    _ value: Value, _ column: Column, share: Double, _ cell: Rect, _ context: LayoutContext
  ) -> [Mark] {
    let theme = context.theme
    var ground = theme.background
    var fill = Fill.color(theme.shade)
    let words: String
    switch value {
    case .number(let number):
      ground = heatColor(share, theme)
      fill = .color(ground)
      words = column.format.text(number)
    case .missing:
      fill = .hatch(theme.midGrey.mixed(with: theme.background, by: 0.5))
      words = missing
    case .notApplicable:
      ground = theme.shade
      words = notApplicable
    }
    var marks: [Mark] = [.rectangle(RectangleMark(cell, fill: fill, role: .cell))]
    let style = theme.value
    if value == .missing {
      let plate = Rect(x: cell.midX - 9, y: cell.y + 2, width: 18, height: cell.height - 4)
      marks.append(
        .rectangle(RectangleMark(plate, fill: .color(theme.background), role: .missing)))
    }
    let color =
      ground.contrast(with: theme.ink) >= 4.5 || ground.contrast(with: .white) < 4.5
      ? theme.ink : Color.white
    marks.append(
      .text(
        context.text(
          words, at: Point(x: cell.midX, y: context.baseline(centredOn: cell.midY, style)),
          anchor: .middle, style: style, color: value.number == nil ? theme.grey : color,
          on: ground, role: .value)))
    return marks
  }

  /// From nearly white to the accent, leaving out the middle greys on which neither black nor white
  /// letters stand out.
  private func heatColor(_ share: Double, _ theme: Theme) -> Color {
    theme.background.mixed(with: theme.companion, by: 0.08 + 0.72 * share)
  }
}
