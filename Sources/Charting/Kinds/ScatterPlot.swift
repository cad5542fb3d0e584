/// Rows on two measures: a dot each, lines that divide each measure at its target or median, and names that overlap
/// neither dots nor each other.
///
/// Dots mark positions, not lengths, so an axis may be cut: it is if the numbers would use less than three tenths of an
/// axis from zero.
public struct ScatterPlot: ChartBody {
  /// One dot.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// Its values on the horizontal and the vertical axis.
    public var x: Double, y: Double
    /// Whether it is the subject of the chart.
    public var isHighlighted: Bool

    /// One dot.
    public init(_ name: CategoryName, x: Double, y: Double, isHighlighted: Bool = false) {
      (self.name, self.x, self.y, self.isHighlighted) = (name, x, y, isHighlighted)
    }
  }

  /// A measure.
  public struct Measure: Sendable, Hashable {
    /// Its name, with the unit of measure.
    public var name: String
    /// The format of its numbers.
    public var format: ValueFormat
    /// The value that divides the dots in two: a target or the median.
    public var divider: ReferenceLine?

    /// A measure.
    public init(_ name: String, format: ValueFormat, divider: ReferenceLine? = nil) {
      (self.name, self.format, self.divider) = (name, format, divider)
    }
  }

  /// The dots.
  public var items: [Item]
  /// The measure of the horizontal axis.
  public var across: Measure
  /// The measure of the vertical axis.
  public var up: Measure

  /// A chart of two measures.
  public init(_ items: [Item], across: Measure, up: Measure) {
    self.items = items
    self.across = across
    self.up = up
  }

  private static let radius = 3.2
  private static let gap = 3.5
  private static let mostTicks = 6

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    min(max(width * 0.72, 150), 330)
  }

  private func ticks(_ values: [Double], _ measure: Measure) -> Ticks {
    let all = values + (measure.divider.map { [$0.value] } ?? [])
    let (least, most) = (all.min() ?? 0, all.max() ?? 0)
    let isCut = AxisCut.isNeeded(from: least, to: most)
    return Ticks(
      around: least...most,
      // Dots do not need an axis up to 100%.
      kind: measure.format.kind == .percent ? .measure : measure.format.kind,
      atMost: ScatterPlot.mostTicks,
      includesZero: !isCut)
  }

  /// Whether an axis does not start at zero; say so beside the chart.
  public var isCut: Bool {
    [(items.map(\.x), across), (items.map(\.y), up)].contains { values, measure in
      let ticks = ticks(values, measure)
      return ticks.domain.lowerBound > 0
    }
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let theme = context.theme
    let style = theme.note
    let (xTicks, yTicks) = (ticks(items.map(\.x), across), ticks(items.map(\.y), up))
    let line = context.lineHeight(of: style)
    let numbers = yTicks.values.map { up.format.tickText($0, step: yTicks.step) }
    let left = (numbers.map { context.width(of: $0, in: style) }.max() ?? 0) + 6
    let upName = try nameLines("↑ " + up.name, frame, context)
    let acrossName = try nameLines(across.name + " →", frame, context)
    let top = line * Double(upName.count + (across.divider == nil ? 0 : 1)) + 8
    let plot = Rect(
      x: frame.x + left, y: frame.y + top, width: frame.width - left - 8,
      height: frame.height - top - line * Double(acrossName.count + 1) - 8)
    guard plot.width > 60 else { throw .noRoom(for: numbers.first ?? "", width: frame.width) }
    guard plot.height > 60 else {
      throw .tooLow(needs: frame.height - plot.height + 60, has: frame.height)
    }
    let xScale = Scale(domain: xTicks.domain, from: plot.x, to: plot.maxX)
    let yScale = Scale(domain: yTicks.domain, from: plot.maxY, to: plot.y)
    var marks = axes(xTicks, yTicks, numbers, xScale, yScale, plot, frame, context)
    marks += names(upName, acrossName, of: plot, frame, context)
    var space = LabelSpace(
      Rect(x: plot.x + 1, y: plot.y - 4, width: frame.maxX - plot.x - 1, height: plot.height + 3))
    marks += dividers(xScale, yScale, plot, context, &space)
    var dots: [Mark] = []
    let places = items.map { Point(x: xScale.position(of: $0.x), y: yScale.position(of: $0.y)) }
    for place in places { space.avoid(dot: place, radius: ScatterPlot.radius + 0.6) }
    marks += dividerName(yScale, plot, context, &space)
    for (index, item) in items.enumerated().sorted(by: {
      !$0.element.isHighlighted && $1.element.isHighlighted
    }) {
      dots.append(
        .path(
          .circle(
            center: places[index], radius: ScatterPlot.radius,
            fill: .color(item.isHighlighted ? theme.accent : theme.companion),
            stroke: Stroke(theme.background, width: 0.7), role: .point)))
    }
    return marks + dots + labels(places, &space, context)
  }

  /// The names of dots, first those of the subject and of the outermost; names that do not fit are left out.
  private func labels(
    _ places: [Point], _ space: inout LabelSpace, _ context: LayoutContext
  ) -> [Mark] {
    guard !places.isEmpty else { return [] }
    let middle = Point(
      x: places.map(\.x).reduce(0, +) / Double(places.count),
      y: places.map(\.y).reduce(0, +) / Double(places.count))
    func distance(_ index: Int) -> Double {
      let (x, y) = (places[index].x - middle.x, places[index].y - middle.y)
      return x * x + y * y
    }
    let order = places.indices.sorted { first, second in
      if items[first].isHighlighted != items[second].isHighlighted {
        return items[first].isHighlighted
      }
      return (distance(second), first) < (distance(first), second)
    }
    var marks: [Mark] = []
    for index in order {
      let item = items[index]
      let style = context.theme.note.weight(item.isHighlighted ? .semibold : .regular)
      let color = item.isHighlighted ? context.theme.ink : context.theme.grey
      let texts = [item.name.full, item.name.short].compactMap(\.self)
      let candidates = texts.flatMap { text in
        ScatterPlot.sides.map { side -> TextMark in
          let reach = ScatterPlot.radius + ScatterPlot.gap
          let slant = side.x != 0 && side.y != 0 ? 0.75 : 1
          return context.text(
            text,
            at: Point(
              x: places[index].x + side.x * reach * slant,
              y: context.baseline(centredOn: places[index].y, style)
                + side.y * (reach + context.lineHeight(of: style) * 0.4) * slant),
            anchor: side.x > 0 ? .start : side.x < 0 ? .end : .middle, style: style,
            color: color, role: .label)
        }
      }
      if let label = space.place(candidates) { marks.append(.text(label)) }
    }
    return marks
  }

  private static let sides: [(x: Double, y: Double)] = [
    (1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1),
  ]

  /// Axes with ticks outside the plot, because a grid would lie under the names of dots.
  private func axes(
    _ xTicks: Ticks, _ yTicks: Ticks, _ numbers: [String], _ xScale: Scale, _ yScale: Scale,
    _ plot: Rect, _ frame: Rect, _ context: LayoutContext
  ) -> [Mark] {
    let theme = context.theme
    var marks: [Mark] = []
    func axis(_ from: Point, _ to: Point) {
      marks.append(
        .line(
          LineMark(from: from, to: to, stroke: Stroke(theme.midGrey, width: 0.7), role: .axis)))
    }
    axis(Point(x: plot.x, y: plot.y), Point(x: plot.x, y: plot.maxY))
    axis(Point(x: plot.x, y: plot.maxY), Point(x: plot.maxX, y: plot.maxY))
    for (value, text) in zip(yTicks.values, numbers) {
      let y = yScale.position(of: value)
      axis(Point(x: plot.x - 3, y: y), Point(x: plot.x, y: y))
      marks.append(
        .text(
          context.text(
            text, at: Point(x: plot.x - 5, y: context.baseline(centredOn: y, theme.note)),
            anchor: .end, style: theme.note, color: theme.grey, role: .label)))
    }
    var right = -Double.infinity
    for value in xTicks.values {
      let x = xScale.position(of: value)
      axis(Point(x: x, y: plot.maxY), Point(x: x, y: plot.maxY + 3))
      let text = across.format.tickText(value, step: xTicks.step)
      let width = context.width(of: text, in: theme.note)
      // Keep the last number within the frame; omit one that touches the one before.
      let centre = min(x, frame.maxX - width / 2)
      guard centre - width / 2 > right + 4 else { continue }
      right = centre + width / 2
      marks.append(
        .text(
          context.text(
            text, at: Point(x: centre, y: plot.maxY + 5 + theme.noteSize), anchor: .middle,
            style: theme.note, color: theme.grey, role: .label)))
    }
    return marks
  }

  private func nameLines(
    _ name: String, _ frame: Rect, _ context: LayoutContext
  ) throws(LayoutError) -> [String] {
    let lines = Wrapping.lines(
      of: name, width: frame.width, style: context.theme.note.weight(.semibold),
      measurer: context.measurer)
    guard let lines else { throw .noRoom(for: name, width: frame.width) }
    return lines
  }

  /// The names of the measures: above the vertical axis, and below the end of the horizontal one.
  private func names(
    _ up: [String], _ across: [String], of plot: Rect, _ frame: Rect, _ context: LayoutContext
  ) -> [Mark] {
    let style = context.theme.note.weight(.semibold)
    let line = context.lineHeight(of: style)
    func mark(_ text: String, x: Double, y: Double, _ anchor: TextMark.Anchor) -> Mark {
      .text(
        context.text(
          text, at: Point(x: x, y: y), anchor: anchor, style: style, color: context.theme.ink,
          role: .label))
    }
    let (first, below) = (
      frame.y + context.theme.noteSize, plot.maxY + 7 + context.theme.noteSize + line
    )
    return up.enumerated().map { mark($1, x: frame.x, y: first + Double($0) * line, .start) }
      + across.enumerated().map { mark($1, x: frame.maxX, y: below + Double($0) * line, .end) }
  }

  /// The lines that divide the dots, with their names above the plot and at its right end.
  private func dividers(
    _ xScale: Scale, _ yScale: Scale, _ plot: Rect, _ context: LayoutContext,
    _ space: inout LabelSpace
  ) -> [Mark] {
    let theme = context.theme
    let stroke = Stroke(theme.midGrey, width: 0.9, dash: [3, 2])
    var marks: [Mark] = []
    if let divider = across.divider {
      let x = xScale.position(of: divider.value)
      let ends = [Point(x: x, y: plot.y), Point(x: x, y: plot.maxY)]
      marks.append(.line(LineMark(from: ends[0], to: ends[1], stroke: stroke, role: .target)))
      space.avoid(line: ends)
      let width = context.width(of: divider.label, in: theme.note)
      let centre = min(max(x, plot.x + width / 2), plot.maxX + 8 - width / 2)
      marks.append(
        .text(
          context.text(
            divider.label, at: Point(x: centre, y: plot.y - 5), anchor: .middle,
            style: theme.note, color: theme.grey, role: .note)))
    }
    if let divider = up.divider {
      let y = yScale.position(of: divider.value)
      let ends = [Point(x: plot.x, y: y), Point(x: plot.maxX, y: y)]
      marks.append(.line(LineMark(from: ends[0], to: ends[1], stroke: stroke, role: .target)))
      space.avoid(line: ends)
    }
    return marks
  }

  /// The name of the horizontal line, above or below it, as far to the right as it fits.
  private func dividerName(
    _ yScale: Scale, _ plot: Rect, _ context: LayoutContext, _ space: inout LabelSpace
  ) -> [Mark] {
    guard let divider = up.divider else { return [] }
    let theme = context.theme
    let y = yScale.position(of: divider.value)
    let candidates = stride(from: 1.0, through: 0.3, by: -0.1).flatMap { share in
      [y - 4, y + 3 + theme.noteSize].map { baseline in
        context.text(
          divider.label, at: Point(x: plot.x + plot.width * share, y: baseline), anchor: .end,
          style: theme.note, color: theme.grey, role: .note)
      }
    }
    return space.place(candidates).map { [.text($0)] } ?? []
  }
}
