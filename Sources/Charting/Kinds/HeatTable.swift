/// A table with shaded cells: the darker, the larger a value is within its column, or the larger a change is.
public struct HeatTable: RowChart {
  /// `true`: screen readers read a table cell by cell.
  public var isReadAsText: Bool { true }

  /// One column.
  public struct Column: Sendable, Hashable {
    /// Its heading, and a shorter one to use if there is little room.
    public var name: CategoryName
    /// The format of its numbers.
    public var format: ValueFormat
    /// One value for each row.
    public var values: [Value]
    /// The meaning of the colour of its cells.
    public var shading: Shading
    /// The rows whose numbers get an asterisk, which a note explains.
    public var marked: Set<Int>
    /// The rows whose numbers get the sign "≈", because they are not exact.
    public var approximate: Set<Int>

    /// One column.
    public init(
      _ name: CategoryName, format: ValueFormat, values: [Value], shading: Shading = .size,
      marked: Set<Int> = [], approximate: Set<Int> = []
    ) {
      (self.marked, self.approximate) = (marked, approximate)
      self.name = name
      self.format = format
      self.values = values
      self.shading = shading
    }
  }

  /// The meaning of the colour of a cell.
  public enum Shading: Sendable, Hashable {
    /// The darker, the larger.
    case size
    /// Values are signed changes: good ones in the accent colour, bad ones in the warning colour, each the darker, the
    /// larger.
    case change(Direction)
    /// No shading, as for totals.
    case none

    fileprivate var isOfChanges: Bool { if case .change = self { true } else { false } }
  }

  /// Whether columns share one scale of shades.
  public enum Scale: Sendable, Hashable {
    /// Each column has its own measure, and its own scale.
    case byColumn
    /// All columns have the same measure, and share a scale.
    case shared
  }

  /// The names of rows.
  public var rows: [CategoryName]
  /// The rows to draw, or `nil` for all.
  public var visibleRows: Range<Int>?
  /// The number of rows.
  public var rowCount: Int { rows.count }
  /// The columns.
  public var columns: [Column]
  /// Whether the columns share one scale of shades.
  public var scale: Scale
  /// The sign for a value that is not known: "…".
  public var missing: String
  /// The sign for a value that does not apply: "x".
  public var notApplicable: String
  /// The sign for a count of zero: "-".
  public var zero: String

  /// A heat table; the default signs are those of the Vietnamese statistical yearbooks.
  public init(
    rows: [CategoryName], columns: [Column], scale: Scale = .byColumn, missing: String = "…",
    notApplicable: String = "x", zero: String = "-"
  ) {
    self.scale = scale
    self.rows = rows
    self.columns = columns
    self.missing = missing
    self.zero = zero
    self.notApplicable = notApplicable
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    let layout = try Layout(self, width: width, context)
    return layout.height(rowHeight: layout.naturalRow)
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let theme = context.theme
    let layout = try Layout(self, width: frame.width, context)
    let rowHeight = min(
      max(theme.tallestBand, layout.naturalRow), layout.rowHeight(in: frame.height))
    guard rowHeight >= layout.leastRow - 0.01 else {
      throw .tooLow(needs: layout.height(rowHeight: layout.leastRow), has: frame.height)
    }
    var marks: [Mark] = []
    var top = frame.y
    for block in layout.blocks {
      top += block.header
      // In reading order: the headings, then row by row.
      var x = frame.x + layout.left
      var cells: [(column: Int, frame: Rect, shade: (Double) -> Color)] = []
      for (number, width) in zip(block.columns, block.widths) {
        let cell = Rect(x: x, y: top, width: width, height: rowHeight)
        marks += headMarks(layout.headers[number], above: cell, context)
        cells.append((number, cell, shade(columns[number], theme)))
        x += width
      }
      for (place, row) in rowsShown.enumerated() {
        marks += layout.names.marks(
          row, right: frame.x + layout.left - Layout.gap,
          centredOn: top + (Double(place) + 0.5) * rowHeight, style: theme.label, context)
        for (number, cell, shade) in cells {
          let column = columns[number]
          guard column.values.indices.contains(row) else { continue }
          let value = column.values[row]
          var frame = cell
          frame.y += Double(place) * rowHeight
          marks += cellMarks(
            value, column, row, ground: value.number.map(shade),
            frame.inset(left: 0.75, top: 0.75, right: 0.75, bottom: 0.75), context)
        }
      }
      top += Double(rowsShown.count) * rowHeight + Layout.blockGap
    }
    return marks
  }

  /// The heading of a column above its first cell.
  private func headMarks(_ lines: [String], above cell: Rect, _ context: LayoutContext) -> [Mark] {
    let theme = context.theme
    let step = context.lineHeight(of: theme.note)
    return lines.enumerated().map { index, line in
      let y = cell.y - 6 - Double(lines.count - 1 - index) * step
      return .text(
        context.text(
          line, at: Point(x: cell.midX, y: y), anchor: .middle, style: theme.note,
          color: theme.grey, role: .label))
    }
  }

  private func words(_ value: Value, _ column: Column, _ row: Int) -> String {
    (column.approximate.contains(row) ? "≈" : "") + words(value, column)
      + (column.marked.contains(row) ? "*" : "")
  }

  private func words(_ value: Value, _ column: Column) -> String {
    switch value {
    case .number(let change) where column.shading.isOfChanges: column.format.signedText(change)
    case .number(0) where column.format.kind != .percent: zero
    case .number(let number): column.format.text(number)
    case .missing, .unstated: missing
    case .hidden: ChartWords.hiddenSign
    case .notApplicable: notApplicable
    }
  }

  /// Widths and headings by the label ladder: full headings; short ones; the columns in two or more blocks below each
  /// other.
  private struct Layout {
    struct Block {
      var columns: Range<Int>
      var widths: [Double]
      var header: Double
    }

    static let gap = 9.0
    static let blockGap = 14.0

    let names: NameColumn
    let left: Double
    private(set) var headers: [[String]] = []
    private(set) var blocks: [Block] = []
    let naturalRow: Double
    let leastRow: Double
    private let rowCount: Int

    init(_ table: HeatTable, width: Double, _ context: LayoutContext) throws(LayoutError) {
      let theme = context.theme
      names = try NameColumn(table.rows, frameWidth: width, style: theme.label, context)
      left = names.width + Layout.gap
      naturalRow = max(theme.labelSize * 1.9, names.height(theme.label, context) + 3)
      leastRow = max(theme.labelSize * 1.45, names.height(theme.label, context) + 1)
      rowCount = table.rowsShown.count
      let count = table.columns.count
      for blockCount in 1...max(count, 1) {
        for isShort in [false, true] {
          let texts = table.columns.map { isShort ? $0.name.short ?? $0.name.full : $0.name.full }
          if layOut(table, texts, in: blockCount, width: width - left, context) { return }
        }
      }
      throw .noRoom(for: table.columns.first?.name.full ?? "", width: width - left)
    }

    /// Returns whether the columns fit into this number of blocks.
    private mutating func layOut(
      _ table: HeatTable, _ texts: [String], in blockCount: Int, width: Double,
      _ context: LayoutContext
    ) -> Bool {
      let style = context.theme.note
      let least = table.columns.indices.map { index in
        let words = texts[index].split(separator: " ").map {
          context.width(of: String($0), in: style)
        }
        let values = table.columns[index].values.enumerated().map { row, value in
          context.width(
            of: table.words(value, table.columns[index], row), in: context.theme.value)
        }
        return max(words.max() ?? 0, values.max() ?? 0, 18) + 6
      }
      let perBlock = (texts.count + blockCount - 1) / max(blockCount, 1)
      var blocks: [Block] = []
      var headers: [[String]] = []
      for start in stride(from: 0, to: texts.count, by: max(perBlock, 1)) {
        let range = start..<min(start + perBlock, texts.count)
        let needed = least[range].reduce(0, +)
        guard needed <= width else { return false }
        // As even as the widest column allows; blocks share one width, so their columns align. A cell much wider than
        // its number no longer looks like a cell.
        let even = min(width / Double(perBlock), context.theme.labelSize * 14)
        let widths =
          least[range].allSatisfy { $0 <= even }
          ? range.map { _ in even }
          : least[range].map { $0 + (width - needed) / Double(range.count) }
        for (index, width) in zip(range, widths) {
          headers.append(
            Wrapping.lines(
              of: texts[index], width: width - 5, style: style, measurer: context.measurer)
              ?? [texts[index]])
        }
        let tallest = headers[range].map(\.count).max() ?? 0
        blocks.append(
          Block(
            columns: range, widths: widths,
            header: Double(tallest) * context.lineHeight(of: style) + 6))
      }
      (self.blocks, self.headers) = (blocks, headers)
      return true
    }

    private var fixed: Double {
      blocks.map(\.header).reduce(0, +) + Double(max(blocks.count - 1, 0)) * Layout.blockGap
    }

    func height(rowHeight: Double) -> Double {
      fixed + rowHeight * Double(rowCount * blocks.count)
    }

    func rowHeight(in height: Double) -> Double {
      (height - fixed) / Double(max(rowCount * blocks.count, 1))
    }
  }

  private func cellMarks(
    _ value: Value, _ column: Column, _ row: Int, ground: Color?, _ cell: Rect,
    _ context: LayoutContext
  ) -> [Mark] {
    let theme = context.theme
    var ground = ground ?? theme.background
    var fill = Fill.color(theme.shade)
    switch value {
    case .number:
      fill = .color(ground)
    case .missing:
      fill = .hatch(theme.midGrey.mixed(with: theme.background, by: 0.5))
    case .notApplicable, .unstated, .hidden:
      ground = theme.shade
    }
    var marks: [Mark] = [.rectangle(RectangleMark(cell, fill: fill, role: .cell))]
    let style = theme.value
    if value == .missing {
      let plate = Rect(x: cell.midX - 9, y: cell.y + 2, width: 18, height: cell.height - 4)
      marks.append(
        .rectangle(RectangleMark(plate, fill: .color(theme.background), role: .missing)))
    }
    let color =
      ground.contrast(with: theme.ink) >= Contrast.text
        || ground.contrast(with: .white) < Contrast.text
      ? theme.ink : Color.white
    marks.append(
      .text(
        context.text(
          words(value, column, row),
          at: Point(x: cell.midX, y: context.baseline(centredOn: cell.midY, style)),
          anchor: .middle, style: style, color: value.number == nil ? theme.grey : color,
          on: ground, role: .value)))
    return marks
  }

  /// The colour of a cell by its number: from nearly white to the accent colour. The middle shades are skipped, because
  /// neither black nor white text is legible on them.
  private func shade(_ column: Column, _ theme: Theme) -> (Double) -> Color {
    let shaded = scale == .shared ? columns.filter { $0.shading == column.shading } : [column]
    let known = shaded.flatMap { $0.values.compactMap(\.number) }
    // On a shared scale, shades of counts start at zero, not at the least count.
    let (least, high) = (known.min() ?? 0, known.max() ?? 0)
    let low = scale == .shared ? min(least, 0) : least
    switch column.shading {
    case .size:
      return { number in
        let share = high > low ? (number - low) / (high - low) : high == 0 ? 0 : 0.5
        return theme.background.mixed(with: theme.companion, by: 0.08 + 0.72 * share)
      }
    case .none: return { _ in theme.background }
    case .change(let direction):
      let furthest = max(abs(low), abs(high))
      return { change in
        guard furthest > 0, column.format.isChange(change) else {
          return theme.background.mixed(
            with: direction == .neutral ? theme.midGrey : theme.companion, by: 0.04)
        }
        let (color, most) =
          switch direction.tone(of: change) {
          case .good: (theme.companion, 0.72)
          case .bad: (theme.warning, 0.45)
          case .neutral: (theme.midGrey, 0.45)
          }
        return theme.background.mixed(with: color, by: 0.08 + most * abs(change) / furthest)
      }
    }
  }
}
