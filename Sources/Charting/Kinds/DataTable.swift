/// A plain table: names at the left, numbers aligned at the right of their columns, thin rules.
public struct DataTable: RowChart {
  /// `true`: screen readers read a table cell by cell.
  public var isReadAsText: Bool { true }

  /// The alignment of the cells in a column.
  public enum Alignment: Sendable, Hashable {
    case leading, trailing
  }

  /// One column.
  public struct Column: Sendable, Hashable {
    /// Its heading.
    public var header: String
    /// The alignment of its cells.
    public var alignment: Alignment
    /// Whether its text may wrap; numbers never do.
    public var wraps: Bool
    /// Whether words that are too wide may be broken, such as names of files.
    public var breaksWords: Bool

    /// One column.
    public init(
      _ header: String, _ alignment: Alignment = .leading, wraps: Bool = false,
      breaksWords: Bool = false
    ) {
      self.header = header
      self.alignment = alignment
      self.wraps = wraps || breaksWords
      self.breaksWords = breaksWords
    }
  }

  /// One row.
  public struct Row: Sendable, Hashable {
    /// One text for each column.
    public var cells: [String]
    /// Whether it is a total: bold, with a rule above.
    public var isTotal: Bool

    /// One row.
    public init(_ cells: [String], isTotal: Bool = false) {
      self.cells = cells
      self.isTotal = isTotal
    }
  }

  /// The columns.
  public var columns: [Column]
  /// The rows in order.
  public var rows: [Row]
  /// The rows to draw, or `nil` for all.
  public var visibleRows: Range<Int>?
  /// The number of rows.
  public var rowCount: Int { rows.count }
  /// Whether layout fails rather than break names into lines of one word.
  package var keepsNames = false

  /// A table.
  public init(columns: [Column], rows: [Row]) {
    self.columns = columns
    self.rows = rows
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    let layout = try Layout(self, width: width, context)
    return layout.headerHeight + layout.heights[rowsShown].reduce(0, +)
  }

  /// Splits the table into pieces that each fit a height, with the header on each; columns have the same width in all
  /// of them. A last piece of only a few rows gets some rows of the others.
  public func pages(
    width: Double, height: Double, in context: LayoutContext
  ) throws(LayoutError) -> [DataTable] {
    let layout = try Layout(self, width: width, context)
    var cuts = cuts(layout, height: height)
    let last = layout.headerHeight + layout.heights[cuts[cuts.count - 1]].reduce(0, +)
    if cuts.count > 1, last * 3 < height {
      // The least height that gives the same number of pieces.
      var (low, high) = (height / 2, height)
      for _ in 0..<12 {
        let middle = (low + high) / 2
        let tried = self.cuts(layout, height: middle)
        if tried.count == cuts.count { (high, cuts) = (middle, tried) } else { low = middle }
      }
    }
    return cuts.map { rows in
      var piece = self
      piece.visibleRows = rows
      return piece
    }
  }

  /// The row ranges of consecutive pieces that fit a height.
  private func cuts(_ layout: Layout, height: Double) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    var used = layout.headerHeight
    for (index, rowHeight) in layout.heights.enumerated() {
      if used + rowHeight > height + 0.01, index > start {
        // Keep a total with the row before it.
        let cut = rows[index].isTotal && index - 1 > start ? index - 1 : index
        pieces.append(start..<cut)
        start = cut
        used = layout.headerHeight + layout.heights[cut..<index].reduce(0, +)
      }
      used += rowHeight
    }
    return pieces + [start..<rows.count]
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let theme = context.theme
    let layout = try Layout(self, width: frame.width, context)
    let natural = layout.headerHeight + layout.heights[rowsShown].reduce(0, +)
    guard natural <= frame.height + 0.5 else {
      throw .tooLow(needs: natural, has: frame.height)
    }
    // Rows get more space if the frame is higher than needed.
    let stretch = min(
      (frame.height - natural) / Double(max(rowsShown.count, 1)), theme.labelSize * 0.9)
    var marks: [Mark] = []
    func rule(_ y: Double, _ color: Color, _ width: Double) -> Mark {
      .line(
        LineMark(
          from: Point(x: frame.x, y: y), to: Point(x: frame.x + layout.width, y: y),
          stroke: Stroke(color, width: width), role: .furniture))
    }
    func cell(
      _ lines: [String], _ column: Int, top: Double, height: Double, style: TextStyle,
      color: Color, role: Role
    ) {
      let step = context.lineHeight(of: style)
      let left = frame.x + layout.lefts[column]
      let isTrailing = columns[column].alignment == .trailing
      var centre = top + height / 2 - Double(lines.count - 1) / 2 * step
      for line in lines {
        if !line.isEmpty {
          marks.append(
            .text(
              context.text(
                line,
                at: Point(
                  x: isTrailing ? left + layout.widths[column] : left,
                  y: context.baseline(centredOn: centre, style)),
                anchor: isTrailing ? .end : .start, style: style, color: color, role: role)))
        }
        centre += step
      }
    }
    for (column, lines) in layout.headers.enumerated() {
      let height = Double(lines.count) * context.lineHeight(of: theme.note)
      cell(
        lines, column, top: frame.y + layout.headerHeight - height - 5, height: height,
        style: theme.note, color: theme.grey, role: .label)
    }
    var top = frame.y + layout.headerHeight
    marks.append(rule(top, theme.grey, 0.8))
    for index in rowsShown {
      let row = rows[index]
      let style = theme.value.weight(row.isTotal ? .semibold : .regular)
      let height = layout.heights[index] + max(0, stretch)
      if row.isTotal, index > rowsShown.lowerBound { marks.append(rule(top, theme.grey, 0.6)) }
      for (column, lines) in layout.cells[index].enumerated() {
        cell(
          lines, column, top: top, height: height, style: style, color: theme.ink, role: .value)
      }
      top += height
      marks.append(
        rule(top, index == rowsShown.upperBound - 1 ? theme.grey : theme.rule, 0.5))
    }
    return marks
  }

  /// Column widths, lines of text and row heights.
  private struct Layout {
    var widths: [Double]
    var lefts: [Double] = []
    var headers: [[String]] = []
    var headerHeight = 0.0
    var cells: [[[String]]] = []
    var heights: [Double] = []
    var width = 0.0

    private static let gap = 14.0

    init(_ table: DataTable, width: Double, _ context: LayoutContext) throws(LayoutError) {
      let theme = context.theme
      let bold = theme.value.weight(.semibold)
      func measured(_ text: String, _ style: TextStyle) -> Double {
        context.width(of: text, in: style)
      }
      func longestWord(_ text: String, _ style: TextStyle) -> Double {
        text.split(separator: " ").map { measured(String($0), style) }.max() ?? 0
      }
      // The least width of a column: its longest word or, if it does not wrap, its longest cell. The preferred width:
      // cells in one line, the heading in two or three.
      var least: [Double] = []
      var tightest: [Double] = []
      var liked: [Double] = []
      for (column, value) in table.columns.enumerated() {
        let cells = table.rows.filter { column < $0.cells.count }.map {
          ($0.cells[column], $0.isTotal ? bold : theme.value)
        }
        let whole = cells.map { measured($0.0, $0.1) }.max() ?? 0
        let longest = cells.map { longestWord($0.0, $0.1) }.max() ?? 0
        let words = value.breaksWords ? min(longest, theme.labelSize * 12) : longest
        let header = longestWord(value.header, theme.note)
        // Names take at most about three lines, and one word a line only if nothing else fits.
        let wrapped = max(words, min(whole * 0.4, theme.labelSize * 10))
        least.append(max(value.wraps ? wrapped : whole, header) + 0.01)
        tightest.append(max(value.wraps ? words : whole, header) + 0.01)
        liked.append(max(whole, header, min(measured(value.header, theme.note), 64)) + 0.01)
      }
      let gaps = Layout.gap * Double(max(table.columns.count - 1, 0))
      let room = width - gaps
      if least.reduce(0, +) > room, !table.keepsNames { least = tightest }
      let spare = room - least.reduce(0, +)
      guard spare >= 0 else {
        throw .noRoom(for: table.columns.first?.header ?? "", width: width)
      }
      let wanted = liked.reduce(0, +) - least.reduce(0, +)
      let share = wanted > 0 ? min(1, spare / wanted) : 0
      widths = zip(least, liked).map { $0 + ($1 - $0) * share }
      let numbers = table.columns.indices.dropFirst().filter {
        table.columns[$0].alignment == .trailing
      }
      // Spread columns of numbers, but not so far that rows become hard to follow.
      let left = room - widths.reduce(0, +)
      if !numbers.isEmpty, left > 0 {
        for column in numbers { widths[column] += min(left / Double(numbers.count), 90) }
      }
      self.width = widths.reduce(0, +) + gaps
      var x = 0.0
      for width in widths {
        lefts.append(x)
        x += width + Layout.gap
      }
      for (column, value) in table.columns.enumerated() {
        guard
          let lines = Wrapping.paragraph(
            value.header, width: widths[column], style: theme.note, measurer: context.measurer)
        else { throw .noRoom(for: value.header, width: widths[column]) }
        headers.append(lines)
      }
      headerHeight =
        Double(headers.map(\.count).max() ?? 1) * context.lineHeight(of: theme.note) + 6
      for row in table.rows {
        var lines: [[String]] = []
        for column in table.columns.indices {
          let text = column < row.cells.count ? row.cells[column] : ""
          let style = row.isTotal ? bold : theme.value
          guard
            let broken = Wrapping.paragraph(
              text, width: widths[column], style: style, measurer: context.measurer,
              breaksWords: table.columns[column].breaksWords)
          else { throw .noRoom(for: text, width: widths[column]) }
          lines.append(broken)
        }
        cells.append(lines)
        let tallest = lines.map(\.count).max() ?? 1
        heights.append(Double(max(tallest, 1)) * context.lineHeight(of: theme.value) + 5.5)
      }
    }
  }
}
