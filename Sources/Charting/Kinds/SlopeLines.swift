/// Two or three moments side by side with a line for each name, to show rises, falls and changes of order.
///
/// The scale spans the numbers shown, which are written at both ends of every line.
public struct SlopeLines: ChartBody {
  /// One line.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// One value for each moment.
    public var values: [Value]
    /// Whether it is the subject of the chart.
    public var isHighlighted: Bool

    /// One line.
    public init(_ name: CategoryName, _ values: [Value], isHighlighted: Bool = false) {
      self.name = name
      self.values = values
      self.isHighlighted = isHighlighted
    }
  }

  /// The greatest number of moments.
  public static let mostMoments = 3

  /// The lines.
  public var items: [Item]
  /// The names of the moments, in order.
  public var moments: [String]
  /// The format of the numbers.
  public var format: ValueFormat
  /// A range that the scale includes, even if no line reaches it.
  public var reach: ClosedRange<Double>?
  /// The texts that the chart adds by itself.
  public var words: ChartWords

  /// A chart of slopes.
  public init(
    _ items: [Item], moments: [String], format: ValueFormat, reach: ClosedRange<Double>? = nil,
    words: ChartWords
  ) {
    self.items = items
    self.moments = moments
    self.format = format
    self.reach = reach
    self.words = words
  }

  fileprivate var range: ClosedRange<Double>? {
    let drawn: [Double] = items.flatMap { $0.values.compactMap(\.number) }
    let numbers = drawn + [reach?.lowerBound, reach?.upperBound].compactMap(\.self)
    guard let low = numbers.min(), let high = numbers.max() else { return nil }
    return low...high
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    let step = context.lineHeight(of: context.theme.label)
    let rows = items.count { $0.values.contains { $0.number != nil } }
    return max(Double(rows) * step * 1.25 + 30, min(width * 0.45, 190)) + headHeight(context)
      + absentHeight(ends(width: width, context), context)
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    guard (2...SlopeLines.mostMoments).contains(moments.count) else {
      throw .tooMany("moments", limit: SlopeLines.mostMoments)
    }
    let ends = ends(width: frame.width, context)
    let columns = try columns(ends, in: frame, context)
    let area = frame.inset(
      top: headHeight(context) + 6, bottom: absentHeight(ends, context) + 6)
    let range = range ?? 0...1
    let scale =
      range.lowerBound < range.upperBound
      ? Scale(domain: range, from: area.maxY - 4, to: area.y + 4)
      : Scale(domain: range, from: area.midY, to: area.midY)

    var marks = try heads(columns.xs, in: frame, context)
    for x in columns.xs {
      marks.append(
        .line(
          LineMark(
            from: Point(x: x, y: area.y), to: Point(x: x, y: area.maxY),
            stroke: Stroke(context.theme.rule, width: 0.8), role: .axis)))
    }
    // Draw the subject last, on top.
    for item in items.filter({ !$0.isHighlighted }) + items.filter(\.isHighlighted) {
      marks += lines(item, columns.xs, scale, context)
    }
    for (end, isLeft) in zip(ends, [true, false]) {
      let x = isLeft ? columns.xs[0] : columns.xs[columns.xs.count - 1]
      marks += try end.marks(
        at: x, isLeft: isLeft, hasNames: isLeft || columns.hasRightNames, area, scale, in: frame,
        context)
    }
    return marks + middleLabels(columns.xs, scale, area, context)
  }

  // MARK: Parts

  private func headHeight(_ context: LayoutContext) -> Double {
    context.lineHeight(of: context.theme.note)
  }

  /// The names and numbers at the first and at the last moment.
  private func ends(width: Double, _ context: LayoutContext) -> [Side] {
    [0, moments.count - 1].map { Side(self, moment: $0, width: width, context) }
  }

  /// The height of the lines below the plot that explain missing numbers.
  private func absentHeight(_ ends: [Side], _ context: LayoutContext) -> Double {
    let most = ends.map(\.absentLines.count).max()
    return Double(most ?? 0) * context.lineHeight(of: context.theme.note)
  }

  /// The positions of the moments, and whether names fit at the right, too.
  private func columns(
    _ ends: [Side], in frame: Rect, _ context: LayoutContext
  ) throws(LayoutError) -> (xs: [Double], hasRightNames: Bool) {
    let left = frame.x + ends[0].width(hasNames: true)
    for hasNames in [true, false] {
      let right = frame.maxX - ends[1].width(hasNames: hasNames)
      guard right - left >= frame.width * 0.24 else { continue }
      let step = (right - left) / Double(moments.count - 1)
      return (moments.indices.map { left + Double($0) * step }, hasNames)
    }
    let longest = ends[0].entries.max { $0.name.width < $1.name.width }
    throw .noRoom(for: longest?.name.string ?? "", width: frame.width)
  }

  /// The names of the moments above their axes, or as near as they fit side by side.
  private func heads(
    _ xs: [Double], in frame: Rect, _ context: LayoutContext
  ) throws(LayoutError) -> [Mark] {
    let style = context.theme.note
    let halves = moments.map { context.width(of: $0, in: style) / 2 }
    var centres = zip(xs, halves).map { min(max($0, frame.x + $1), frame.maxX - $1) }
    func apart(_ index: Int) -> Double { halves[index - 1] + halves[index] + style.size }
    // From the last to the first: move each name left of the next.
    for index in stride(from: moments.count - 1, to: 0, by: -1) {
      centres[index - 1] = min(centres[index - 1], centres[index] - apart(index))
    }
    centres[0] = max(centres[0], frame.x + halves[0])
    for index in 1..<moments.count {
      centres[index] = max(centres[index], centres[index - 1] + apart(index))
    }
    guard centres[moments.count - 1] + halves[moments.count - 1] <= frame.maxX + 0.01 else {
      let longest = moments.max { $0.count < $1.count }
      throw .noRoom(for: longest ?? "", width: frame.width)
    }
    return zip(moments, centres).enumerated().map { index, head in
      .text(
        context.text(
          head.0, at: Point(x: head.1, y: frame.y + style.size), anchor: .middle, style: style,
          color: index == moments.count - 1 ? context.theme.ink : context.theme.grey,
          role: .label))
    }
  }

  private static func color(_ item: Item, _ theme: Theme) -> Color {
    item.isHighlighted ? theme.accent : theme.midGrey
  }

  private func points(_ item: Item, _ xs: [Double], _ scale: Scale) -> [Point?] {
    zip(xs, item.values).map { x, value in
      value.number.map { Point(x: x, y: scale.position(of: $0)) }
    }
  }

  private func lines(
    _ item: Item, _ xs: [Double], _ scale: Scale, _ context: LayoutContext
  ) -> [Mark] {
    let color = SlopeLines.color(item, context.theme)
    let points = points(item, xs, scale)
    let lines = zip(points, points.dropFirst()).compactMap { from, to -> Mark? in
      guard let from, let to else { return nil }
      return .path(
        .polyline(
          [from, to], stroke: Stroke(color, width: item.isHighlighted ? SlopeLines.mostWidth : 1.3),
          role: .line))
    }
    let dots = points.compactMap(\.self).map { point in
      Mark.path(
        .circle(
          center: point, radius: item.isHighlighted ? 3 : 2.3, fill: .color(color),
          stroke: Stroke(context.theme.background, width: 0.7), role: .point))
    }
    return lines + dots
  }

  /// The greatest stroke width: that of the highlighted line.
  private static let mostWidth = 2.2

  /// The numbers at moments between the ends, if all of them fit.
  private func middleLabels(
    _ xs: [Double], _ scale: Scale, _ area: Rect, _ context: LayoutContext
  ) -> [Mark] {
    guard moments.count == 3 else { return [] }
    var space = LabelSpace(area.inset(top: -6, bottom: -6))
    let all = items.map { points($0, xs, scale) }
    for points in all {
      space.avoid(line: points, width: SlopeLines.mostWidth)
      for case let point? in points { space.avoid(dot: point, radius: 3) }
    }
    space.avoid(line: [Point(x: xs[1], y: area.y), Point(x: xs[1], y: area.maxY)])
    var labels: [Mark] = []
    for (item, points) in zip(items, all) {
      guard points.count > 1, let point = points[1], let value = item.values[1].number else {
        continue
      }
      let size = context.theme.labelSize
      let places: [(Point, TextMark.Anchor)] = [
        (Point(x: point.x + 5, y: point.y - 4), .start),
        (Point(x: point.x + 5, y: point.y + 4 + size * 0.75), .start),
        (Point(x: point.x - 5, y: point.y - 4), .end),
        (Point(x: point.x - 5, y: point.y + 4 + size * 0.75), .end),
      ]
      let label = space.place(
        places.lazy.map {
          context.text(
            format.text(value), at: $0, anchor: $1,
            style: context.theme.value.weight(item.isHighlighted ? .semibold : .regular),
            color: item.isHighlighted ? context.theme.accent : context.theme.grey, role: .value)
        })
      guard let label else { return [] }
      labels.append(.text(label))
    }
    return labels
  }
}

extension SlopeLines: RepeatableChart {
  /// Returns the same charts with a scale that spans the numbers of all of them.
  public static func onOneScale(_ charts: [SlopeLines]) -> [SlopeLines] {
    let ranges = charts.compactMap(\.range)
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max() else {
      return charts
    }
    return charts.map { chart in
      var chart = chart
      chart.reach = low...high
      return chart
    }
  }
}

/// The names and numbers at one end of the lines, moved apart if lines end close together.
private struct Side {
  struct Entry {
    let name: TextMark
    let number: TextMark
    let value: Double
  }

  /// The items with a number here.
  private(set) var entries: [Entry] = []
  /// The items without one, with the reason; each wrapped to half of the frame.
  private(set) var absentLines: [String] = []

  /// The distance between an axis and its numbers, and between numbers and names.
  private static let gap = 11.0
  private static let between = 6.0

  init(_ chart: SlopeLines, moment: Int, width: Double, _ context: LayoutContext) {
    let theme = context.theme
    let isLeft = moment == 0
    let anchor: TextMark.Anchor = isLeft ? .end : .start
    for item in chart.items where moment < item.values.count {
      let value = item.values[moment]
      let weight: TextStyle.Weight = item.isHighlighted ? .semibold : .regular
      let ink = item.isHighlighted ? theme.accent : theme.ink
      guard let number = value.number else {
        let text = item.name.full + ": " + (chart.words.absence(of: value)?.text ?? "")
        absentLines +=
          Wrapping.paragraph(
            text, width: width / 2 - 6, style: theme.note, measurer: context.measurer) ?? [text]
        continue
      }
      entries.append(
        Entry(
          name: context.text(
            item.name.full, at: Point(x: 0, y: 0), anchor: anchor,
            style: theme.label.weight(weight), color: ink, role: .label),
          number: context.text(
            chart.format.text(number), at: Point(x: 0, y: 0), anchor: anchor,
            style: theme.value.weight(weight), color: ink, role: .value),
          value: number))
    }
  }

  private var numberWidth: Double { entries.map(\.number.width).max() ?? 0 }

  func width(hasNames: Bool) -> Double {
    let names = (entries.map(\.name.width).max() ?? 0) + Side.between
    return Side.gap + numberWidth + (hasNames ? names : 0)
  }

  func marks(
    at x: Double, isLeft: Bool, hasNames: Bool, _ area: Rect, _ scale: Scale, in frame: Rect,
    _ context: LayoutContext
  ) throws(LayoutError) -> [Mark] {
    let side = isLeft ? -1.0 : 1
    let style = context.theme.label
    let step = context.lineHeight(of: style)
    let wanted = entries.map { scale.position(of: $0.value) }
    guard
      let places = Spread.places(
        wanted, apart: step, in: (area.y - 4 + step / 2)...(area.maxY + 4 - step / 2))
    else {
      throw .tooLow(
        needs: frame.height - area.height + Double(entries.count) * step, has: frame.height)
    }
    var marks: [Mark] = []
    for (index, entry) in entries.enumerated() {
      var number = entry.number
      number.origin = Point(
        x: x + side * Side.gap, y: context.baseline(centredOn: places[index], style))
      marks.append(.text(number))
      if hasNames {
        var name = entry.name
        name.origin = Point(
          x: x + side * (Side.gap + numberWidth + Side.between), y: number.origin.y)
        marks.append(.text(name))
      }
      // A hairline leads to a label that had to move.
      if abs(places[index] - wanted[index]) > 1.5 {
        marks.append(
          .line(
            LineMark(
              from: Point(x: x + side * 3.5, y: wanted[index]),
              to: Point(x: x + side * (Side.gap - 2), y: places[index]),
              stroke: Stroke(context.theme.midGrey, width: 0.5), role: .grid)))
      }
    }
    // Below the plot, at this end of the frame, where half of the width is free.
    var baseline = area.maxY + 6 + context.theme.noteSize
    for line in absentLines {
      let label = context.text(
        line, at: Point(x: isLeft ? frame.x : frame.maxX, y: baseline),
        anchor: isLeft ? .start : .end, style: context.theme.note, color: context.theme.grey,
        role: .note)
      guard label.width <= frame.width / 2 - 4 else {
        throw .noRoom(for: line, width: frame.width / 2)
      }
      marks.append(.text(label))
      baseline += context.lineHeight(of: context.theme.note)
    }
    return marks
  }
}
