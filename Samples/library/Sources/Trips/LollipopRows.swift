import Charting

/// A kind of chart that Giaoban does not have: a dot at the end of a thin line for each row, its number beside it.
///
/// A kind is a value that says where its marks lie. Names, scales and the room of texts are worked out by the parts that
/// Giaoban's own kinds use, so the rules hold: no text overlaps another, and what finds no room is an error that says so.
struct LollipopRows: ChartBody {
  var names: [CategoryName]
  var values: [Double]
  var format: ValueFormat

  private static let gap = 9.0
  private static let radius = 3.5

  private func names(
    width: Double, _ context: LayoutContext
  ) throws(LayoutError) -> NameColumn {
    try NameColumn(names, frameWidth: width, style: context.theme.label, context)
  }

  func naturalHeight(width: Double, in context: LayoutContext) throws(LayoutError) -> Double {
    let row = max(
      try names(width: width, context).height(context.theme.label, context) + 4,
      context.theme.labelSize * 2.2)
    return row * Double(values.count)
  }

  func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    guard !values.isEmpty else { return [] }
    let theme = context.theme
    let column = try names(width: frame.width, context)
    let left = frame.x + column.width + Self.gap
    let plot = Rect(x: left, y: frame.y, width: frame.maxX - left, height: frame.height)
    let texts = values.map(format.text)
    let scale = try BarScale(
      zip(values, texts).map { value, text in
        .bar(value, label: context.width(of: text, in: theme.value) + Self.radius + 4, text)
      }, full: nil, in: plot)
    let band = frame.height / Double(values.count)
    return values.indices.flatMap { index -> [Mark] in
      let y = frame.y + (Double(index) + 0.5) * band
      let end = scale.position(of: values[index])
      let label = context.text(
        texts[index],
        at: Point(
          x: values[index] < 0 ? end - Self.radius - 4 : end + Self.radius + 4,
          y: context.baseline(centredOn: y, theme.value)),
        anchor: values[index] < 0 ? .end : .start, style: theme.value, role: .value)
      return column.marks(
        index, right: frame.x + column.width, centredOn: y, style: theme.label, context) + [
          .line(
            LineMark(
              from: Point(x: scale.zero, y: y), to: Point(x: end, y: y),
              stroke: Stroke(theme.companion, width: 1.2), role: .line)),
          .path(
            .circle(
              center: Point(x: end, y: y), radius: Self.radius, fill: .color(theme.accent),
              role: .point)),
          .text(label),
        ]
    }
  }
}
