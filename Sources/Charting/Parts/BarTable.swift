/// The frame of all charts with lying bars: names at the left, bars, columns of text at the right,
/// one line of headings above.
struct BarTable {
  /// A column of text at the right.
  struct Column {
    struct Cell {
      var text: String
      var color: Color
      var weight = TextStyle.Weight.regular
    }
    var header: String
    var cells: [Cell]

    /// Differences with a sign, bad news in the colour of warning; "…" where the base is missing.
    static func changes(
      _ pairs: [(value: Value, reference: Value?)], header: String, format: ValueFormat,
      direction: Direction, _ theme: Theme
    ) -> Column {
      let cells = pairs.map { value, reference -> Cell in
        guard let value = value.number, let reference else {
          return Cell(text: "", color: theme.grey)
        }
        guard let base = reference.number else {
          return Cell(text: reference == .missing ? "…" : "", color: theme.grey)
        }
        let text = format.signedText(value - base)
        let isBad = direction.isAdverse(value - base) && text != "±0"
        return Cell(text: text, color: isBad ? theme.warning : theme.grey)
      }
      return Column(header: header, cells: cells)
    }
  }

  /// Where bars may lie.
  let plot: Rect
  /// The middle of each row; those of rows that are not drawn lie outside of the frame.
  let centres: [Double]
  /// The rows that are drawn.
  let rows: Range<Int>
  /// The height of a row.
  let band: Double
  /// Names, columns and headings.
  private(set) var marks: [Mark] = []

  private static let gap = 9.0

  /// - Parameters:
  ///   - rows: those that are drawn; names and columns are as wide as all of them need.
  ///   - bars: how many bars lie in a row.
  ///   - emphasised: rows whose names are bold.
  ///   - heading: marks above the bars (a key, the name of a line), right-aligned there.
  init(
    names: [CategoryName], rows: Range<Int>, columns: [Column], bars: Int = 1,
    emphasised: Set<Int> = [], hasHeading: Bool, in frame: Rect, _ context: LayoutContext
  ) throws(LayoutError) {
    let theme = context.theme
    self.rows = rows
    let nameColumn = try NameColumn(
      names, frameWidth: frame.width, style: theme.label.weight(.semibold), context)
    let headingHeight = BarTable.headingHeight(hasHeading, columns, theme)
    let room = frame.height - headingHeight
    let needed = BarTable.bandHeight(nameColumn, bars: bars, context)
    let tallest = max(needed, theme.tallestBand * (bars > 1 ? 1.5 : 1))
    band = min(tallest, room / Double(max(rows.count, 1)))
    // Rows may move together until their texts nearly touch. A hair of tolerance: natural heights
    // are sums of the same numbers in another order.
    let least = BarTable.leastBand(nameColumn, bars: bars, context)
    guard band >= least - 0.01 || rows.isEmpty else {
      throw .tooLow(needs: least * Double(rows.count) + headingHeight, has: frame.height)
    }
    let top = frame.y + headingHeight
    centres = names.indices.map { [band] in top + (Double($0 - rows.lowerBound) + 0.5) * band }

    var right = frame.maxX
    for column in columns.reversed() {
      let widths =
        column.cells.map {
          context.width(of: $0.text, in: theme.value.weight($0.weight))
        } + [context.width(of: column.header, in: theme.note)]
      if !column.header.isEmpty {
        marks.append(
          .text(
            context.text(
              column.header, at: Point(x: right, y: frame.y + theme.noteSize), anchor: .end,
              style: theme.note, color: theme.grey, role: .note)))
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
      right -= (widths.max() ?? 0) + BarTable.gap * 1.6
    }
    let left = frame.x + nameColumn.width + BarTable.gap
    plot = Rect(
      x: left, y: top, width: right - left, height: band * Double(rows.count))
    guard plot.width >= frame.width * 0.15 else {
      throw .noRoom(for: columns.last?.header ?? names.first?.full ?? "", width: frame.width)
    }
    for index in rows {
      let style = theme.label.weight(emphasised.contains(index) ? .semibold : .regular)
      marks += nameColumn.marks(
        index, right: left - BarTable.gap, centredOn: centres[index], style: style, context)
    }
  }

  static func naturalHeight(
    names: [CategoryName], rows: Range<Int>, bars: Int = 1, hasHeading: Bool, columns: [Column],
    width: Double, _ context: LayoutContext
  ) throws(LayoutError) -> Double {
    let nameColumn = try NameColumn(
      names, frameWidth: width, style: context.theme.label.weight(.semibold), context)
    return bandHeight(nameColumn, bars: bars, context) * Double(rows.count)
      + headingHeight(hasHeading, columns, context.theme)
  }

  private static func headingHeight(
    _ hasHeading: Bool, _ columns: [Column], _ theme: Theme
  ) -> Double {
    hasHeading || columns.contains { !$0.header.isEmpty } ? theme.noteSize * 1.9 : 0
  }

  private static func bandHeight(
    _ names: NameColumn, bars: Int, _ context: LayoutContext
  ) -> Double {
    let style = context.theme.label
    let forBars = bars > 1 ? Double(bars) * context.lineHeight(of: style) * 1.05 + 6 : 0
    return max(style.size * 2.2, names.height(style, context) + 4, forBars)
  }

  private static func leastBand(
    _ names: NameColumn, bars: Int, _ context: LayoutContext
  ) -> Double {
    let line = context.lineHeight(of: context.theme.label)
    return max(line * 1.1 * Double(bars), names.height(context.theme.label, context) + 1.5)
  }

  /// The vertical line that bars start from.
  func axis(at x: Double, _ theme: Theme) -> Mark {
    .line(
      LineMark(
        from: Point(x: x, y: plot.y), to: Point(x: x, y: plot.maxY),
        stroke: Stroke(theme.grey, width: 0.8), role: .axis))
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

  /// The empty slot of a value that is missing, with the words that say so, beside the axis.
  func missingSlot(
    _ words: String, from zero: Double, row: Int, thickness: Double = 0.62, offset: Double = 0,
    _ context: LayoutContext
  ) -> [Mark] {
    let theme = context.theme
    let style = theme.note
    let width = context.width(of: words, in: style)
    let height = band * thickness
    let length = width + 26
    let slot = Rect(
      x: zero + length <= plot.maxX ? zero : zero - length,
      y: centres[row] + offset - height / 2, width: length, height: height)
    let plate = Rect(x: slot.x + 9, y: slot.y + 0.5, width: width + 8, height: height - 1)
    return [
      .rectangle(
        RectangleMark(
          slot, fill: .hatch(theme.midGrey.mixed(with: theme.background, by: 0.4)),
          stroke: Stroke(theme.midGrey, width: 0.6), role: .missing)),
      .rectangle(RectangleMark(plate, fill: .color(theme.background), role: .missing)),
      .text(
        context.text(
          words,
          at: Point(
            x: plate.x + 4, y: context.baseline(centredOn: centres[row] + offset, style)),
          style: style, color: theme.grey, role: .note)),
    ]
  }

  /// A small text in place of a bar, beside the axis.
  func remark(
    _ words: String, from zero: Double, row: Int, offset: Double = 0, _ context: LayoutContext
  ) -> Mark {
    let style = context.theme.note
    let gap = 5.0
    let fits = zero + gap + context.width(of: words, in: style) <= plot.maxX
    return .text(
      context.text(
        words,
        at: Point(
          x: zero + (fits ? gap : -gap),
          y: context.baseline(centredOn: centres[row] + offset, style)),
        anchor: fits ? .start : .end, style: style, color: context.theme.grey, role: .note))
  }

  /// A text above the bars, its right end at `right`.
  func heading(
    _ words: String, right: Double, in frame: Rect, _ context: LayoutContext
  ) -> Mark {
    .text(
      context.text(
        words, at: Point(x: right, y: frame.y + context.theme.noteSize), anchor: .end,
        style: context.theme.note, color: context.theme.grey, role: .note))
  }
}

/// The scale of lying bars with their values behind their ends: as wide as leaves room for every
/// value.
struct BarScale {
  let zero: Double
  private let perUnit: Double

  /// - Parameters:
  ///   - extents: for each bar the number at its end and the width of the text behind it.
  ///   - full: the number that fills the plot if nothing reaches further; 100 for percentages.
  init(_ extents: [(value: Double, label: Double)], full: Double?, in plot: Rect) {
    let highest = max(extents.map(\.value).max() ?? 0, full ?? 0, 0)
    let lowest = min(extents.map(\.value).min() ?? 0, 0)
    let leftLabel = extents.filter { $0.value < 0 }.map(\.label).max() ?? 0
    let span = highest - lowest
    guard span > 0 else {
      zero = plot.x
      perUnit = 0
      return
    }
    let room = plot.width - leftLabel
    var perUnit = room / span
    for extent in extents where extent.value > 0 {
      // Its end and its text must fit right of zero, the negative part left of it.
      perUnit = min(perUnit, (room - extent.label) / (extent.value - lowest))
    }
    self.perUnit = max(perUnit, 0)
    zero = plot.x + leftLabel - lowest * self.perUnit
  }

  func position(of value: Double) -> Double { zero + value * perUnit }
}
