/// The layout of one chart of lines, with its values on the points or with a grid.
struct TrendPlot {
  let chart: TrendLines
  let context: LayoutContext
  let frame: Rect
  let area: Rect
  let ticks: Ticks
  let vertical: Scale
  let colors: [Color]
  /// Names of lines stand right of the last point, beyond every rule.
  let lineEnd: Double

  private var theme: Theme { context.theme }

  init(
    _ chart: TrendLines, in frame: Rect, hasGrid: Bool, _ context: LayoutContext
  ) throws(LayoutError) {
    self.chart = chart
    self.context = context
    self.frame = frame
    let theme = context.theme
    colors = [theme.accent] + theme.categories.dropFirst()
    let values = chart.series.flatMap { $0.values.compactMap(\.number) }
    let reach = values + (chart.target.map { [$0.value] } ?? [])
    let range = min(0, reach.min() ?? 0)...max(0, reach.max() ?? 0)
    let ticks = Ticks(
      around: range, kind: chart.format.kind, atMost: max(3, Int(frame.height / 34)))
    self.ticks = ticks
    let hasNotes = chart.moments.contains { !$0.note.isEmpty }
    let lines = chart.moments.map(\.lines.count).max() ?? 0
    let below =
      Double(lines) * context.lineHeight(of: theme.note)
      + (hasNotes ? context.lineHeight(of: theme.note) : 0) + 6
    var left = 0.0
    var right = 0.0
    if hasGrid {
      left =
        (ticks.values.map {
          context.width(of: chart.format.tickText($0, step: ticks.step), in: theme.note)
        }.max() ?? 0) + 6
      let names =
        chart.series.map { series in
          context.width(of: TrendPlot.endLabel(series, chart), in: theme.label.weight(.semibold))
        } + (chart.target.map { [context.width(of: $0.label, in: theme.note)] } ?? [])
      right = (names.max() ?? 0) + 8
    }
    let area = frame.inset(
      left: left, top: theme.labelSize * 1.9, right: right, bottom: below)
    self.area = area
    guard area.height > 30, area.width > 60 else {
      throw .tooLow(needs: frame.height - area.height + 30, has: frame.height)
    }
    vertical = Scale(domain: ticks.domain, from: area.maxY, to: area.y)
    let spacing = area.width / Double(max(chart.moments.count, 1))
    lineEnd = hasGrid ? area.maxX - spacing / 2 + 4 : area.maxX
  }

  static func endLabel(_ series: TrendLines.Series, _ chart: TrendLines) -> String {
    let last = series.values.last { $0.number != nil }?.number
    let value = last.map { chart.format.text($0) } ?? ""
    return chart.series.count == 1 ? value : series.name + "  " + value
  }

  private var spacing: Double { area.width / Double(max(chart.moments.count, 1)) }
  private func x(_ index: Int) -> Double { area.x + (Double(index) + 0.5) * spacing }
  private func point(_ series: TrendLines.Series, _ index: Int) -> Point? {
    guard index < series.values.count, let value = series.values[index].number else { return nil }
    return Point(x: x(index), y: vertical.position(of: value))
  }

  // MARK: Both forms

  /// The baseline, the names of moments, the target, empty slots.
  private func ground() throws(LayoutError) -> [Mark] {
    var marks: [Mark] = [
      .line(
        LineMark(
          from: Point(x: area.x, y: vertical.position(of: 0)),
          to: Point(x: lineEnd, y: vertical.position(of: 0)),
          stroke: Stroke(theme.grey, width: 0.8), role: .axis))
    ]
    marks += try moments()
    for index in chart.moments.indices
    where chart.series.allSatisfy({ index < $0.values.count && $0.values[index] == .missing }) {
      marks += try emptySlot(index)
    }
    if let target = chart.target {
      let y = vertical.position(of: target.value)
      marks.append(
        .line(
          LineMark(
            from: Point(x: area.x, y: y), to: Point(x: lineEnd, y: y),
            stroke: Stroke(theme.ink, width: 0.9, dash: [3, 2.5]), role: .target)))
    }
    return marks
  }

  /// Names below the axis; every second or third only where there is no room for all, the last
  /// always among them.
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

  private func emptySlot(_ index: Int) throws(LayoutError) -> [Mark] {
    let style = theme.note
    let width = min(spacing * 0.9, 54)
    guard
      let lines = Wrapping.lines(
        of: chart.missing, width: width - 4, style: style, measurer: context.measurer)
    else { throw .noRoom(for: chart.missing, width: width) }
    let step = context.lineHeight(of: style)
    let height = Double(lines.count) * step + 14
    let slot = Rect(x: x(index) - width / 2, y: area.maxY - height, width: width, height: height)
    var marks: [Mark] = [
      .rectangle(
        RectangleMark(
          slot, fill: .hatch(theme.midGrey.mixed(with: theme.background, by: 0.4)),
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

  private func lines(_ series: TrendLines.Series, _ color: Color) -> [Mark] {
    var marks: [Mark] = []
    var run: [Point] = []
    func endRun() {
      if run.count > 1 {
        marks.append(
          .path(.polyline(run, stroke: Stroke(color, width: 1.8), role: .line)))
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

  // MARK: Values on the points

  /// Every value on its point and no grid; `nil` where some value finds no room.
  func labelledMarks() throws(LayoutError) -> [Mark]? {
    guard let series = chart.series.first else { return nil }
    var marks = try ground()
    let style = theme.value
    let points = series.values.indices.map { point(series, $0) }
    let last = series.values.lastIndex { $0.number != nil }
    var taken: [Rect] = []
    var labels: [Mark] = []
    if let target = chart.target {
      let y = vertical.position(of: target.value)
      let width = context.width(of: target.label, in: theme.note)
      // Above the line at the end where the data is further away.
      for atEnd in [false, true] {
        let x = atEnd ? area.maxX - width : area.x
        for baseline in [y - 3.5, y + 3.5 + theme.noteSize * 0.75] {
          let label = context.text(
            target.label, at: Point(x: x, y: baseline), style: theme.note, color: theme.ink,
            role: .note)
          if taken.isEmpty, frame.contains(label.frame), !crosses(label, points) {
            taken.append(label.frame)
            labels.append(.text(label))
          }
        }
      }
      guard !taken.isEmpty else { return nil }
    }
    for (index, point) in points.enumerated() {
      guard let point, let value = series.values[index].number else { continue }
      let weight: TextStyle.Weight = index == last ? .semibold : .regular
      let placed = candidates(point).lazy.map { origin, anchor in
        context.text(
          chart.format.text(value), at: origin, anchor: anchor, style: style.weight(weight),
          color: index == last ? theme.accent : theme.ink, role: .value)
      }.first { label in
        frame.contains(label.frame) && label.frame.maxY <= vertical.position(of: 0) + 0.5
          && !taken.contains { $0.overlaps(label.frame) } && !crosses(label, points)
          && !crossesTarget(label.inkFrame)
      }
      guard let placed else { return nil }
      taken.append(placed.frame)
      labels.append(.text(placed))
    }
    marks += lines(series, colors[0])
    return marks + labels
  }

  /// Above, below, and at either side of a point.
  private func candidates(_ point: Point) -> [(Point, TextMark.Anchor)] {
    let size = theme.labelSize
    return [
      (Point(x: point.x, y: point.y - 6.5), .middle),
      (Point(x: point.x, y: point.y + 6.5 + size * 0.75), .middle),
      (Point(x: point.x - 2, y: point.y - 6), .end),
      (Point(x: point.x + 2, y: point.y - 6), .start),
      (Point(x: point.x + 3, y: point.y + 6 + size * 0.75), .start),
      (Point(x: point.x - 3, y: point.y + 6 + size * 0.75), .end),
      (Point(x: point.x + 7, y: point.y + size * 0.36), .start),
      (Point(x: point.x, y: point.y - 12), .middle),
    ]
  }

  private func crosses(_ label: TextMark, _ points: [Point?]) -> Bool {
    let core = label.inkFrame
    for (from, to) in zip(points, points.dropFirst()) {
      if let from, let to, core.touchesSegment(from, to) { return true }
    }
    return points.contains { point in
      point.map {
        core.overlaps(Rect(x: $0.x - 3.5, y: $0.y - 3.5, width: 7, height: 7))
      } ?? false
    }
  }

  private func crossesTarget(_ box: Rect) -> Bool {
    guard let target = chart.target else { return false }
    let y = vertical.position(of: target.value)
    return box.y < y && y < box.maxY
  }

  // MARK: A grid

  /// A light grid with its numbers, and each line's name and last value beside its end.
  func griddedMarks() throws(LayoutError) -> [Mark] {
    var marks: [Mark] = []
    for tick in ticks.values {
      let y = vertical.position(of: tick)
      if tick != 0 {
        marks.append(
          .line(
            LineMark(
              from: Point(x: area.x, y: y), to: Point(x: lineEnd, y: y),
              stroke: Stroke(theme.rule, width: 0.6), role: .grid)))
      }
      marks.append(
        .text(
          context.text(
            chart.format.tickText(tick, step: ticks.step),
            at: Point(x: area.x - 6, y: context.baseline(centredOn: y, theme.note)),
            anchor: .end, style: theme.note.tabular, color: theme.grey, role: .label)))
    }
    marks += try ground()
    for (index, series) in chart.series.enumerated().reversed() {
      marks += lines(series, colors[index])
    }
    return marks + endLabels()
  }

  /// The names of lines and of the target at their ends, pushed apart where they end close together.
  private func endLabels() -> [Mark] {
    struct End {
      var text: String
      var y: Double
      var style: TextStyle
      var color: Color
    }
    let style = theme.label.weight(.semibold)
    let step = context.lineHeight(of: style)
    var ends = chart.series.indices.compactMap { index -> End? in
      let values = chart.series[index].values
      guard let last = values.lastIndex(where: { $0.number != nil }),
        let point = point(chart.series[index], last)
      else { return nil }
      return End(
        text: TrendPlot.endLabel(chart.series[index], chart), y: point.y, style: style,
        color: colors[index])
    }
    if let target = chart.target {
      ends.append(
        End(
          text: target.label, y: vertical.position(of: target.value), style: theme.note,
          color: theme.ink))
    }
    ends.sort { $0.y < $1.y }
    for index in ends.indices.dropFirst() {
      ends[index].y = max(ends[index].y, ends[index - 1].y + step)
    }
    // What would run over the names of moments moves up, and pushes the rest before it.
    var lowest = area.maxY - step * 0.3
    for index in ends.indices.reversed() {
      ends[index].y = min(ends[index].y, lowest)
      lowest = ends[index].y - step
    }
    return ends.map { end in
      .text(
        context.text(
          end.text,
          at: Point(x: lineEnd + 6, y: context.baseline(centredOn: end.y, end.style)),
          style: end.style, color: end.color, role: .label))
    }
  }
}
