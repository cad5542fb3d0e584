/// A square of its colour and a name for each series, in as many lines as they need.
///
/// In go names and colours and a width; out come the height that they take and their marks.
struct Legend {
  /// Stands for a series.
  enum Sign: Hashable {
    case square, dot
  }

  private let entries: [(name: String, color: Color, x: Double, line: Int)]
  private let step: Double
  private let sign: Sign
  /// The height with the gap below it; zero without entries.
  private let height: Double
  /// Where the last line begins, and its width.
  private let lastLine: (y: Double, width: Double)

  private static let gap = 14.0

  init(
    _ series: [(name: String, color: Color)], sign: Sign = .square, width: Double,
    _ context: LayoutContext
  ) throws(LayoutError) {
    let style = context.theme.note
    var entries: [(String, Color, Double, Int)] = []
    var (x, line) = (0.0, 0)
    for (name, color) in series {
      let needed = context.theme.noteSize * 0.9 + 4 + context.width(of: name, in: style)
      guard needed <= width else { throw .noRoom(for: name, width: width) }
      if x + needed > width { (x, line) = (0, line + 1) }
      entries.append((name, color, x, line))
      x += needed + Legend.gap
    }
    self.entries = entries
    self.sign = sign
    step = context.lineHeight(of: style) * 1.15
    height = series.isEmpty ? 0 : Double(line + 1) * step + 5
    lastLine = (Double(line) * step, max(x - Legend.gap, 0))
  }

  /// How far down rows begin that stand below it in a frame. Headers of their columns stand in its last
  /// line where there is room for them.
  func height(above plan: RowPlan, width: Double, _ context: LayoutContext) -> Double {
    let columns = plan.columnWidths(context).reduce(0, +)
    return plan.headingLines == 1 && lastLine.width + columns <= width ? lastLine.y : height
  }

  func marks(at origin: Point, _ context: LayoutContext) -> [Mark] {
    let theme = context.theme
    let size = theme.noteSize * 0.9
    return entries.flatMap { entry -> [Mark] in
      let baseline = origin.y + theme.noteSize + Double(entry.line) * step
      let box = Rect(x: origin.x + entry.x, y: baseline - size * 0.9, width: size, height: size)
      let mark: Mark =
        switch sign {
        case .square:
          .rectangle(RectangleMark(box, fill: .color(entry.color), role: .furniture))
        case .dot:
          .path(
            .circle(
              center: Point(x: box.midX, y: box.midY), radius: size / 2,
              fill: .color(entry.color), role: .furniture))
        }
      return [
        mark,
        .text(
          context.text(
            entry.name, at: Point(x: box.maxX + 4, y: baseline), style: theme.note,
            color: theme.grey, role: .label)),
      ]
    }
  }
}
