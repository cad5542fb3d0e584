/// The two forms of a chart of lines: numbers on the points, or on an axis.
extension TrendPlot {
  // MARK: Values on the points

  /// The form with every value at its point and no grid; `nil` if a value does not fit.
  func labelledMarks() throws(LayoutError) -> [Mark]? {
    guard let series = chart.series.first else { return nil }
    var marks = try ground()
    let style = theme.value
    let points = series.values.indices.map { point(series, $0) }
    let last = series.values.lastIndex { $0.number != nil }
    // Numbers lie above the axis, and clear of the line, its points, the target and events.
    var space = LabelSpace(
      Rect(
        x: frame.x, y: frame.y, width: frame.width,
        height: baseline - frame.y))
    space.avoid(line: points, width: TrendPlot.lineWidth)
    for case let point? in points { space.avoid(dot: point, radius: 3.5) }
    for index in chart.moments.indices {
      if let slot = try slot(at: index) { space.avoid(slot.frame) }
    }
    for event in chart.events {
      let x = x(at: event.position)
      space.avoid(line: [Point(x: x, y: frame.y), Point(x: x, y: area.maxY)])
    }
    var labels: [Mark] = []
    if let target = chart.target {
      let y = vertical.position(of: target.value)
      space.avoid(line: [Point(x: area.x, y: y), Point(x: area.maxX, y: y)])
      let width = context.width(of: target.label, in: theme.note)
      // Above or below the line, at either end.
      let places = [area.x, area.maxX - width].flatMap { x in
        [y - 3.5, y + 3.5 + theme.noteSize * 0.75].map { Point(x: x, y: $0) }
      }
      let label = space.place(
        places.lazy.map {
          context.text(target.label, at: $0, style: theme.note, color: theme.ink, role: .note)
        })
      guard let label else { return nil }
      labels.append(.text(label))
    }
    for (index, point) in points.enumerated() {
      guard let point, let value = series.values[index].number else { continue }
      let weight: TextStyle.Weight = index == last ? .semibold : .regular
      let label = space.place(
        candidates(point).lazy.map { origin, anchor in
          context.text(
            chart.format.text(value), at: origin, anchor: anchor, style: style.weight(weight),
            color: index == last ? theme.accent : theme.ink, role: .value)
        })
      guard let label else { return nil }
      labels.append(.text(label))
    }
    marks += lines(series, colors[0])
    return marks + labels
  }

  /// Label positions above, below and at both sides of a point.
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

  // MARK: Values on an axis

  /// The form with a light grid and its numbers, and each line's name and last value at its end.
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
    return try marks + endLabels()
  }

  /// The names of lines and of the target at their ends, moved apart if they end close together.
  private func endLabels() throws(LayoutError) -> [Mark] {
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
    // No label overlaps the names of events or of moments.
    let top = frame.y + TrendPlot.eventStrip(chart, context) + step / 2
    let bottom = area.maxY - step * 0.3
    let heights = top < bottom ? Spread.places(ends.map(\.y), apart: step, in: top...bottom) : nil
    guard let heights else {
      throw .tooLow(
        needs: frame.height - area.height + Double(ends.count + 1) * step, has: frame.height)
    }
    return zip(ends, heights).map { end, y in
      .text(
        context.text(
          end.text, at: Point(x: lineEnd + 6, y: context.baseline(centredOn: y, end.style)),
          style: end.style, color: end.color, role: .label))
    }
  }
}
