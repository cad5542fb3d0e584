/// A few periods as vertical bars with their numbers: for two to twelve moments, which a line would present as a
/// continuous course.
public struct ColumnBars: ChartBody {
  /// A moment on the axis of time.
  public typealias Moment = TrendLines.Moment

  /// The greatest number of bars.
  public static let mostMoments = 12

  /// The moments, in order.
  public var moments: [Moment]
  /// One value for each moment.
  public var values: [Value]
  /// The index of the moment that the chart is about; `nil` for the last.
  public var subject: Int?
  /// The format of the numbers.
  public var format: ValueFormat
  /// The value to reach with its name, if any.
  public var target: ReferenceLine?
  /// The texts that the chart adds by itself.
  public var words: ChartWords

  /// A chart of a few moments.
  public init(
    _ moments: [Moment], _ values: [Value], subject: Int? = nil, format: ValueFormat,
    target: ReferenceLine? = nil, words: ChartWords
  ) {
    self.moments = moments
    self.values = values
    self.subject = subject
    self.format = format
    self.target = target
    self.words = words
  }

  private static let gap = 4.0
  private static let widest = 110.0

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    min(max(width * 0.42, 116), 190)
  }

  /// The text lines below a bar: the moment, and the note on its number.
  private func lines(_ index: Int, width: Double, _ context: LayoutContext) -> [String] {
    let moment = moments[index]
    guard !moment.note.isEmpty else { return moment.lines }
    let style = context.theme.note
    if context.width(of: moment.note, in: style) <= width { return moment.lines + [moment.note] }
    // "to 22 November 2026" in two lines rather than none.
    var lines: [String] = []
    for word in moment.shortNote.split(separator: " ") {
      let longer = (lines.last ?? "") + " " + word
      if !lines.isEmpty, context.width(of: longer, in: style) <= width {
        lines[lines.count - 1] = longer
      } else {
        lines.append(String(word))
      }
    }
    return moment.lines + lines
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    guard moments.count <= ColumnBars.mostMoments else {
      throw .tooMany("moments", limit: ColumnBars.mostMoments)
    }
    guard !moments.isEmpty else { return [] }
    let theme = context.theme
    let pitch = min(frame.width / Double(moments.count), ColumnBars.widest)
    let left = frame.x
    let style = try valueStyle(pitch, context)
    let below = moments.indices.map { lines($0, width: pitch - 3, context) }
    for text in below.joined() where context.width(of: text, in: theme.note) > pitch - 1 {
      throw .noRoom(for: text, width: pitch)
    }
    let line = context.lineHeight(of: theme.note)
    let labels = Double(below.map(\.count).max() ?? 0) * line + 5
    let number = context.lineHeight(of: style) + ColumnBars.gap
    let heading = target == nil ? 0 : theme.noteSize * 1.9
    let numbers = values.compactMap(\.number) + (target.map { [$0.value] } ?? [])
    let (least, most) = (min(numbers.min() ?? 0, 0), max(numbers.max() ?? 0, 0))
    let plot = Rect(
      x: left, y: frame.y + heading + number, width: pitch * Double(moments.count),
      height: frame.height - heading - number - labels - (least < 0 ? number : 0))
    guard plot.height > 24 else {
      throw .tooLow(needs: frame.height - plot.height + 24, has: frame.height)
    }
    let scale = Scale(
      domain: least...(most > least ? most : least + 1), from: plot.maxY, to: plot.y)
    let zero = scale.position(of: 0)
    let bottom = plot.maxY + (least < 0 ? number : 0)
    var bars: [Mark] = []
    var boxes: [Rect] = []
    for index in moments.indices {
      let middle = plot.x + (Double(index) + 0.5) * pitch
      for (place, text) in below[index].enumerated() {
        bars.append(
          .text(
            context.text(
              text,
              at: Point(x: middle, y: bottom + 4 + theme.noteSize + Double(place) * line),
              anchor: .middle, style: theme.note, color: theme.grey, role: .label)))
      }
      guard let value = values.indices.contains(index) ? values[index].number : nil else {
        if let words = absence(at: index, middle: middle, pitch, zero: zero, context) {
          boxes.append(words.frame)
          bars.append(.text(words))
        }
        continue
      }
      let end = scale.position(of: value)
      let width = min(pitch * 0.6, 56)
      let isSubject = index == (subject ?? moments.count - 1)
      let isPartial = !moments[index].note.isEmpty
      let color = isSubject ? theme.accent : theme.companion
      bars.append(
        .rectangle(
          RectangleMark(
            Rect(x: middle - width / 2, y: min(zero, end), width: width, height: abs(end - zero)),
            fill: isPartial ? .hatch(color) : .color(color),
            stroke: isPartial ? Stroke(color, width: 0.8) : nil, role: .bar)))
      let text = context.text(
        format.text(value),
        at: Point(
          x: middle,
          y: value < 0 ? end + ColumnBars.gap + style.size * 0.8 : end - ColumnBars.gap),
        anchor: .middle, style: style.weight(isSubject ? .semibold : .regular), color: theme.ink,
        role: .value)
      boxes.append(text.frame)
      bars.append(.text(text))
    }
    return try targetMarks(scale, plot, boxes, frame, context) + bars + [
      .line(
        LineMark(
          from: Point(x: plot.x, y: zero), to: Point(x: plot.maxX, y: zero),
          stroke: Stroke(theme.grey, width: 0.8), role: .axis))
    ]
  }

  /// The style of numbers, as large as the distance of the bars allows.
  private func valueStyle(
    _ pitch: Double, _ context: LayoutContext
  ) throws(LayoutError) -> TextStyle {
    let texts = values.compactMap(\.number).map { format.text($0) }
    var style = context.theme.value
    let least = min(7, style.size)
    while true {
      let bold = style.weight(.semibold)
      guard let wide = texts.first(where: { context.width(of: $0, in: bold) > pitch - 3 }) else {
        return style
      }
      guard style.size > least else { throw .noRoom(for: wide, width: pitch - 3) }
      style.size = max(style.size - 0.5, least)
    }
  }

  /// Words in the place of a bar, or their sign if they do not fit.
  private func absence(
    at index: Int, middle: Double, _ pitch: Double, zero: Double, _ context: LayoutContext
  ) -> TextMark? {
    let value = values.indices.contains(index) ? values[index] : .missing
    guard let (text, sign) = words.absence(of: value) else { return nil }
    let style = context.theme.note
    let shown = context.width(of: text, in: style) <= pitch - 4 ? text : sign
    return context.text(
      shown, at: Point(x: middle, y: zero - ColumnBars.gap), anchor: .middle, style: style,
      color: context.theme.grey, role: .note)
  }

  /// A line through all bars, interrupted at numbers that it would cross, with its name above the bars.
  private func targetMarks(
    _ scale: Scale, _ plot: Rect, _ boxes: [Rect], _ frame: Rect, _ context: LayoutContext
  ) throws(LayoutError) -> [Mark] {
    guard let target else { return [] }
    let theme = context.theme
    let y = scale.position(of: target.value)
    let width = context.width(of: target.label, in: theme.note)
    guard width <= frame.width else { throw .noRoom(for: target.label, width: frame.width) }
    var marks: [Mark] = []
    var start = plot.x
    func draw(to end: Double) {
      guard end - start > 1 else { return }
      marks.append(
        .line(
          LineMark(
            from: Point(x: start, y: y), to: Point(x: end, y: y),
            stroke: Stroke(theme.ink, width: 1, dash: [3, 2]), role: .target)))
    }
    for box in boxes.sorted(by: { $0.x < $1.x }) where box.y - 1 < y && y < box.maxY + 1 {
      draw(to: box.x - 2)
      start = box.maxX + 2
    }
    draw(to: plot.maxX)
    marks.append(
      .text(
        context.text(
          target.label, at: Point(x: max(plot.maxX, frame.x + width), y: frame.y + theme.noteSize),
          anchor: .end, style: theme.note, color: theme.grey, role: .note)))
    return marks
  }
}
