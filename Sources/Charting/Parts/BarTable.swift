/// The frame of all charts with horizontal bars or dots: names at the left, the plot, columns of text at the right,
/// headings above.
struct BarTable {
  /// The area of the bars.
  let plot: Rect
  /// The middle of each row; rows that are not drawn get a place outside the frame.
  let centres: [Double]
  /// The rows that are drawn.
  let rows: Range<Int>
  /// The height of a row.
  let band: Double
  /// The lines of text above the bars.
  let headings: Int
  /// The frame below the legend.
  private let frame: Rect
  /// Maps numbers to places in the plot.
  let scale: BarScale
  /// Legend, names, columns and headings.
  private(set) var marks: [Mark] = []

  /// - Throws: `LayoutError` if a name, a column or the text of a bar does not fit, or the frame is too low.
  init(_ plan: RowPlan, in whole: Rect, _ context: LayoutContext) throws(LayoutError) {
    let theme = context.theme
    let legend = try plan.legend(width: whole.width, context)
    let frame = whole.inset(top: legend.height(above: plan, width: whole.width, context))
    self.frame = frame
    marks = legend.marks(at: Point(x: whole.x, y: whole.y), context)
    rows = plan.rows
    headings = plan.headingLines
    let columnWidths = plan.columnWidths(context)
    let nameColumn = try plan.nameColumn(width: frame.width, context)
    let headingHeight = plan.headingHeight(theme)
    let room = frame.height - headingHeight
    let needed = plan.bandHeight(nameColumn, context)
    let tallest = max(needed, theme.tallestBand * (plan.bars > 1 ? 1.5 : 1))
    band = min(tallest, room / Double(max(rows.count, 1)))
    // Rows may move together until their texts nearly touch. The tolerance is for rounding: natural heights add the
    // same numbers in another order.
    let least = plan.leastBand(nameColumn, context)
    guard band >= least - 0.01 || rows.isEmpty else {
      throw .tooLow(needs: least * Double(rows.count) + headingHeight, has: frame.height)
    }
    let top = frame.y + headingHeight
    centres = plan.names.indices.map { [band, rows] in
      top + (Double($0 - rows.lowerBound) + 0.5) * band
    }

    var right = frame.maxX
    for (column, width) in zip(plan.columns, columnWidths).reversed() {
      if !column.header.isEmpty {
        marks.append(
          .text(
            context.text(
              column.header,
              at: Point(x: right, y: BarTable.headingBaseline(headings - 1, in: frame, theme)),
              anchor: .end, style: theme.note, color: theme.grey, role: .note)))
      }
      for (index, cell) in column.cells.enumerated()
      where rows.contains(index) && !cell.text.isEmpty {
        let style = theme.value.weight(cell.weight)
        marks.append(
          .text(
            context.text(
              cell.text,
              at: Point(x: right, y: context.baseline(centredOn: centres[index], style)),
              anchor: .end, style: style, color: cell.color, role: .value)))
      }
      right -= width
    }
    let left = frame.x + nameColumn.width + RowPlan.gap
    plot = Rect(
      x: left, y: top, width: max(right - left, 0), height: band * Double(rows.count))
    scale = try BarScale(plan.extents, full: plan.full, in: plot)
    for index in rows {
      let style = theme.label.weight(plan.emphasised.contains(index) ? .semibold : .regular)
      marks += nameColumn.marks(
        index, right: left - RowPlan.gap, centredOn: centres[index], style: style, context)
    }
  }

  private static func headingBaseline(_ line: Int, in frame: Rect, _ theme: Theme) -> Double {
    frame.y + theme.noteSize * (1 + 1.4 * Double(max(line, 0)))
  }

  /// The vertical line that bars start from.
  func axis(_ theme: Theme) -> Mark {
    .line(
      LineMark(
        from: Point(x: scale.zero, y: plot.y), to: Point(x: scale.zero, y: plot.maxY),
        stroke: Stroke(theme.grey, width: 0.8), role: .axis))
  }

  /// A line across all rows that are measured against it, in one piece over consecutive rows.
  func crossLines(
    at x: Double, rows isMeasured: (Int) -> Bool, stroke: Stroke, role: Role
  ) -> [Mark] {
    var marks: [Mark] = []
    var start: Int?
    for row in rows.lowerBound...rows.upperBound {
      let isPart = row < rows.upperBound && isMeasured(row)
      if isPart, start == nil { start = row }
      if !isPart, let first = start {
        let top = centres[first] - band / 2 - (first == rows.lowerBound ? 1 : 0)
        marks.append(
          .line(
            LineMark(
              from: Point(x: x, y: top), to: Point(x: x, y: centres[row - 1] + band / 2),
              stroke: stroke, role: role)))
        start = nil
      }
    }
    return marks
  }

  /// A bar from the axis to a value.
  func bar(
    from zero: Double, to end: Double, row: Int, thickness: Double = 0.62, offset: Double = 0,
    fill: Fill, stroke: Stroke? = nil, role: Role = .bar
  ) -> Mark {
    let height = band * thickness
    return .rectangle(
      RectangleMark(
        Rect(
          x: min(zero, end), y: centres[row] + offset - height / 2, width: abs(end - zero),
          height: height),
        fill: fill, stroke: stroke, role: role))
  }

  /// The replacement for a bar without a number: a slot, or words beside the axis; if the words do not fit, their sign.
  func absence(
    of value: Value, row: Int, thickness: Double = 0.62, offset: Double = 0,
    _ words: ChartWords, _ context: LayoutContext
  ) -> [Mark] {
    let zero = scale.zero
    guard let (text, sign) = words.absence(of: value) else { return [] }
    // A slot has hatching at both ends.
    let (gap, edges) = value == .missing ? (0.0, 26.0) : (5.0, 0.0)
    for words in [text, sign] where !words.isEmpty {
      let width = context.width(of: words, in: context.theme.note) + edges
      let isRight = zero + gap + width <= plot.maxX
      guard isRight || zero - gap - width >= plot.x || words == sign else { continue }
      let box = Rect(
        x: isRight ? zero + gap : zero - gap - width,
        y: centres[row] + offset - band * thickness / 2, width: width, height: band * thickness)
      return value == .missing ? slot(words, box, context) : [note(words, in: box, context)]
    }
    return []
  }

  private func slot(_ words: String, _ box: Rect, _ context: LayoutContext) -> [Mark] {
    let theme = context.theme
    let plate = box.inset(left: 9, top: 0.5, right: 9, bottom: 0.5)
    return [
      .rectangle(
        RectangleMark(
          box, fill: theme.slotFill,
          stroke: Stroke(theme.midGrey, width: 0.6), role: .missing)),
      .rectangle(RectangleMark(plate, fill: .color(theme.background), role: .missing)),
      note(words, in: plate, context),
    ]
  }

  /// A small text centred in a box.
  private func note(_ words: String, in box: Rect, _ context: LayoutContext) -> Mark {
    let style = context.theme.note
    return .text(
      context.text(
        words, at: Point(x: box.midX, y: context.baseline(centredOn: box.midY, style)),
        anchor: .middle, style: style, color: context.theme.grey, role: .note))
  }

  /// A text above the bars, at the right end of the plot or as near to `x` as the frame allows.
  ///
  /// - Throws: `LayoutError.noRoom` if it is wider than names and plot together.
  func heading(
    _ words: String, above x: Double = .infinity, line: Int = 0, _ context: LayoutContext
  ) throws(LayoutError) -> Mark {
    let theme = context.theme
    let width = context.width(of: words, in: theme.note)
    let room = plot.maxX - frame.x
    guard width <= room else { throw .noRoom(for: words, width: room) }
    let right = max(min(x + width / 2, plot.maxX), frame.x + width)
    return .text(
      context.text(
        words, at: Point(x: right, y: BarTable.headingBaseline(line, in: frame, theme)),
        anchor: .end, style: theme.note, color: theme.grey, role: .note))
  }
}
