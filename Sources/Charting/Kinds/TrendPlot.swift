/// The layout of a chart of lines, with its values on the points or with a grid.
struct TrendPlot {
  let chart: TrendLines
  let context: LayoutContext
  let frame: Rect
  let area: Rect
  let ticks: Ticks
  let vertical: Scale
  let colors: [Color]
  /// The right end of lines and rules; names of lines are beyond it.
  let lineEnd: Double

  var theme: Theme { context.theme }

  init(
    _ chart: TrendLines, in frame: Rect, hasGrid: Bool, _ context: LayoutContext
  ) throws(LayoutError) {
    self.chart = chart
    self.context = context
    self.frame = frame
    let theme = context.theme
    colors = [theme.accent] + theme.categories.dropFirst()
    let range = chart.range
    let ticks = Ticks(
      around: range, kind: chart.format.kind, atMost: max(4, Int(frame.height / 34)),
      includesZero: !chart.isAxisCut)
    // Grid lines above all points would waste room; but an axis of shares runs from 0 to 100.
    let isTight = hasGrid && (chart.format.kind != .percent || chart.isAxisCut)
    let grid = isTight ? ticks.values.filter { $0 <= range.upperBound } : ticks.values
    self.ticks = grid.count > 1 ? Ticks(values: grid, step: ticks.step) : ticks
    let hasNotes = chart.keepsRoomForNotes || chart.moments.contains { !$0.note.isEmpty }
    let lines = chart.moments.map(\.lines.count).max() ?? 0
    let below =
      Double(lines) * context.lineHeight(of: theme.note)
      + (hasNotes ? context.lineHeight(of: theme.note) : 0) + 6
    var left = 0.0
    var right = 0.0
    if hasGrid {
      left =
        (ticks.values.map {
          context.width(of: chart.format.tickText($0, step: ticks.step), in: theme.note.tabular)
        }.max() ?? 0) + 6
      // Charts side by side reserve the same width for numbers.
      let ends = chart.numbers == .onAxis ? [range.upperBound, range.lowerBound] : []
      let names =
        ends.map { context.width(of: chart.format.text($0), in: theme.label.weight(.semibold)) }
        + chart.series.map { series in
          context.width(of: TrendPlot.endLabel(series, chart), in: theme.label.weight(.semibold))
        } + (chart.target.map { [context.width(of: $0.label, in: theme.note)] } ?? [])
      right = (names.max() ?? 0) + 8
    }
    let area = frame.inset(
      left: left,
      top: (hasGrid ? context.lineHeight(of: theme.label) / 2 : theme.labelSize * 1.9)
        + TrendPlot.eventStrip(chart, context), right: right,
      bottom: below)
    self.area = area
    guard area.height > 30, area.width > 60 else {
      throw .tooLow(needs: frame.height - area.height + 30, has: frame.height)
    }
    let top =
      hasGrid ? max(self.ticks.domain.upperBound, range.upperBound) : ticks.domain.upperBound
    vertical = Scale(domain: ticks.domain.lowerBound...top, from: area.maxY, to: area.y)
    let spacing = area.width / Double(max(chart.moments.count, 1))
    // A slot at the last moment is wider than a point.
    let reach =
      chart.absence(at: chart.moments.count - 1) == nil ? 4 : TrendPlot.slotWidth(spacing) / 2 + 2
    lineEnd = hasGrid ? area.maxX - spacing / 2 + reach : area.maxX
  }

  /// The height of the axis: at zero, or at the bottom of the plot if the axis is cut.
  var baseline: Double { chart.isAxisCut ? area.maxY : vertical.position(of: 0) }

  static func endLabel(_ series: TrendLines.Series, _ chart: TrendLines) -> String {
    let value =
      series.values.last.map { last in
        last.number.map { chart.format.text($0) }
          ?? (series.values.contains { $0.number != nil } ? ChartWords.noInformation : "")
      } ?? ""
    return chart.series.count == 1 ? value : series.name + "  " + value
  }

  /// The height of the strip that contains the names of events.
  static func eventStrip(_ chart: TrendLines, _ context: LayoutContext) -> Double {
    chart.events.isEmpty ? 0 : context.lineHeight(of: context.theme.note)
  }

  private var spacing: Double { area.width / Double(max(chart.moments.count, 1)) }
  func x(at position: Double) -> Double { area.x + (position + 0.5) * spacing }
  func x(_ index: Int) -> Double { x(at: Double(index)) }
  func point(_ series: TrendLines.Series, _ index: Int) -> Point? {
    guard series.values.indices.contains(index), let value = series.values[index].number else {
      return nil
    }
    return Point(x: x(index), y: vertical.position(of: value))
  }

  // MARK: Both forms

  /// The baseline, the names of moments, the target and empty slots.
  func ground() throws(LayoutError) -> [Mark] {
    var marks: [Mark] = [
      .line(
        LineMark(
          from: Point(x: area.x, y: baseline),
          to: Point(x: lineEnd, y: baseline),
          stroke: Stroke(theme.grey, width: 0.8), role: .axis))
    ]
    marks += try moments()
    marks += try events()
    if let target = chart.target {
      let y = vertical.position(of: target.value)
      marks.append(
        .line(
          LineMark(
            from: Point(x: area.x, y: y), to: Point(x: lineEnd, y: y),
            stroke: Stroke(theme.ink, width: 0.9, dash: [3, 2.5]), role: .target)))
    }
    // Slots cover what is drawn behind them.
    for index in chart.moments.indices {
      if let (frame, lines) = try slot(at: index) { marks += slotMarks(frame, lines) }
    }
    return marks + absence()
  }

  /// The reason why there is no line at all, if no slot gives it: the indicator does not apply.
  private func absence() -> [Mark] {
    let values = chart.series.flatMap(\.values)
    guard !values.isEmpty, values.allSatisfy({ $0 == .notApplicable }) else { return [] }
    let style = theme.note
    // Between two lines of the grid.
    let steps = ticks.values.prefix(2).map { vertical.position(of: $0) }
    let middle = steps.count == 2 ? (steps[0] + steps[1]) / 2 : area.midY
    let texts = [chart.words.notApplicable, ChartWords.notApplicableSign].map {
      context.text(
        $0, at: Point(x: area.midX, y: context.baseline(centredOn: middle, style)),
        anchor: .middle, style: style, color: theme.grey, role: .note)
    }
    return texts.first { $0.width <= area.width }.map { [.text($0)] } ?? []
  }

  /// The names of moments below the axis; if they do not all fit, every second or third, always including the last.
  private func moments() throws(LayoutError) -> [Mark] {
    let style = theme.note
    func widths(_ note: KeyPath<TrendLines.Moment, String>) -> [Double] {
      chart.moments.map { moment in
        (moment.lines + [moment[keyPath: note]]).map { context.width(of: $0, in: style) }.max()
          ?? 0
      }
    }
    var note = \TrendLines.Moment.note
    if (widths(note).max() ?? 0) + 4 > spacing { note = \.shortNote }
    let widths = widths(note)
    let widest = widths.max() ?? 0
    var every = 1
    while Double(every) * spacing < widest + 3 {
      every += 1
      if every > chart.moments.count {
        throw .noRoom(for: chart.moments.last?.lines.first ?? "", width: spacing)
      }
    }
    var marks: [Mark] = []
    let ascent = context.measurer.extent(of: style).ascent
    let last = chart.moments.count - 1
    for index in chart.moments.indices where (last - index).isMultiple(of: every) {
      let moment = chart.moments[index]
      var baseline = area.maxY + 5 + ascent
      // The first and last name may be wider than their share of the axis.
      let half = widths[index] / 2
      let centre = min(max(x(index), frame.x + half), frame.maxX - half)
      let words = moment[keyPath: note]
      for line in moment.lines + (words.isEmpty ? [] : [words]) {
        marks.append(
          .text(
            context.text(
              line, at: Point(x: centre, y: baseline), anchor: .middle, style: style,
              color: index == last ? theme.ink : theme.grey,
              role: line == words ? .note : .label)))
        baseline += context.lineHeight(of: style)
      }
    }
    return marks
  }

  static let lineWidth = 1.8

  private static func slotWidth(_ spacing: Double) -> Double { min(spacing * 0.9, 54) }

  /// Vertical lines, with their names in the strip above the plot.
  private func events() throws(LayoutError) -> [Mark] {
    let style = theme.note
    let strip = TrendPlot.eventStrip(chart, context)
    var space = LabelSpace(Rect(x: frame.x, y: frame.y, width: frame.width, height: strip))
    let positions = chart.events.map { x(at: $0.position) }
    for x in positions {
      space.avoid(line: [Point(x: x, y: frame.y), Point(x: x, y: frame.y + strip)])
    }
    var marks: [Mark] = []
    for (event, x) in zip(chart.events, positions) {
      let baseline = frame.y + theme.noteSize * 1.05
      let label = space.place(
        [(3.0, TextMark.Anchor.start), (-3, .end)].lazy.map {
          context.text(
            event.label, at: Point(x: x + $0, y: baseline), anchor: $1, style: style,
            color: theme.ink, role: .note)
        })
      guard let label else { throw .noRoom(for: event.label, width: frame.width) }
      // An event does not cross a slot that says why a moment is empty.
      let slot = chart.moments.indices.first { abs(self.x($0) - x) < spacing * 0.45 + 1 }
      let end = slot.map { chart.absence(at: $0) == nil ? area.maxY : area.midY } ?? area.maxY
      marks += [
        .line(
          LineMark(
            from: Point(x: x, y: frame.y + 1), to: Point(x: x, y: end),
            stroke: Stroke(theme.grey, width: 0.8, dash: [1.5, 2]), role: .reference)),
        .text(label),
      ]
    }
    return marks
  }

  /// The frame of the slot of a moment without a number, and the words that say why, or their sign if it is narrow.
  func slot(at index: Int) throws(LayoutError) -> (frame: Rect, lines: [String])? {
    guard let words = chart.absence(at: index) else { return nil }
    let style = theme.note
    let width = TrendPlot.slotWidth(spacing)
    let rungs = [words, ChartWords.noInformation].lazy.compactMap {
      Wrapping.lines(of: $0, width: width - 2, style: style, measurer: context.measurer)
    }
    guard let lines = rungs.first(where: { Double($0.count) * theme.noteSize < area.height / 2 })
    else { throw .noRoom(for: words, width: width) }
    let step = context.lineHeight(of: style)
    let height = Double(lines.count) * step + 14
    return (
      Rect(x: x(index) - width / 2, y: area.maxY - height, width: width, height: height), lines
    )
  }

  private func slotMarks(_ slot: Rect, _ lines: [String]) -> [Mark] {
    let style = theme.note
    let step = context.lineHeight(of: style)
    var marks: [Mark] = [
      .rectangle(
        RectangleMark(
          slot, fill: theme.slotFill,
          stroke: Stroke(theme.midGrey, width: 0.6), role: .missing)),
      .rectangle(
        RectangleMark(
          slot.inset(left: 0.5, top: 4, right: 0.5, bottom: 4), fill: .color(theme.background),
          role: .missing)),
    ]
    let ascent = context.measurer.extent(of: style).ascent
    for (number, line) in lines.enumerated() {
      marks.append(
        .text(
          context.text(
            line,
            at: Point(x: slot.midX, y: slot.y + 7 + ascent + Double(number) * step),
            anchor: .middle, style: style, color: theme.grey, role: .note)))
    }
    return marks
  }

  func lines(_ series: TrendLines.Series, _ color: Color) -> [Mark] {
    var marks: [Mark] = []
    var run: [Point] = []
    func endRun() {
      if run.count > 1 {
        marks.append(
          .path(.polyline(run, stroke: Stroke(color, width: TrendPlot.lineWidth), role: .line)))
      }
      run = []
    }
    for index in series.values.indices {
      if let point = point(series, index) { run.append(point) } else { endRun() }
    }
    endRun()
    let last = series.values.lastIndex { $0.number != nil }
    for index in series.values.indices {
      guard let point = point(series, index) else { continue }
      // If dots would touch, draw only the line; an isolated point keeps its dot.
      let isAlone = self.point(series, index - 1) == nil && self.point(series, index + 1) == nil
      guard spacing >= 9 || index == last || isAlone else { continue }
      let isPartial = index < chart.moments.count && !chart.moments[index].note.isEmpty
      marks.append(
        .path(
          .circle(
            center: point, radius: index == last ? 3.1 : 2.2,
            fill: .color(isPartial ? theme.background : color),
            stroke: Stroke(color, width: isPartial ? 1.3 : 0.6), role: .point)))
    }
    return marks
  }
}
