/// A legend: a coloured sign and a name for each series, in as many lines as they need.
///
/// The input is names, colours, signs and a width; the result is the height that they take, and their marks.
struct Legend {
  /// The sign of a series.
  enum Sign: Hashable {
    case square, dot, ring
    /// An upright stroke, as in the plot.
    case tick
    /// A hatched square, for missing values.
    case hatch
  }

  /// A series or class to explain.
  struct Entry {
    var name: String
    var color: Color
    var sign: Sign

    init(_ name: String, _ color: Color, _ sign: Sign = .square) {
      (self.name, self.color, self.sign) = (name, color, sign)
    }
  }

  private let entries: [(entry: Entry, x: Double, line: Int)]
  private let step: Double
  /// The height, including the gap below; zero without entries.
  private let height: Double
  /// The top and the width of the last line.
  private let lastLine: (y: Double, width: Double)

  private static let gap = 14.0

  init(
    _ series: [Entry], width: Double, _ context: LayoutContext
  ) throws(LayoutError) {
    let style = context.theme.note
    var entries: [(Entry, Double, Int)] = []
    var (x, line) = (0.0, 0)
    for entry in series {
      let needed = context.theme.noteSize * 0.9 + 4 + context.width(of: entry.name, in: style)
      guard needed <= width else { throw .noRoom(for: entry.name, width: width) }
      if x + needed > width { (x, line) = (0, line + 1) }
      entries.append((entry, x, line))
      x += needed + Legend.gap
    }
    self.entries = entries
    step = context.lineHeight(of: style) * 1.15
    height = series.isEmpty ? 0 : Double(line + 1) * step + 5
    lastLine = (Double(line) * step, max(x - Legend.gap, 0))
  }

  /// The height, including the gap below.
  var fullHeight: Double { height }

  /// The height that the legend takes above rows. If there is room, the headers of their columns share its last line.
  func height(above plan: RowPlan, width: Double, _ context: LayoutContext) -> Double {
    let columns = plan.columnWidths(context).reduce(0, +)
    return plan.headings == 0 && plan.headingLines == 1 && lastLine.width + columns <= width
      ? lastLine.y : height
  }

  func marks(at origin: Point, _ context: LayoutContext) -> [Mark] {
    let theme = context.theme
    let size = theme.noteSize * 0.9
    return entries.flatMap { entry, x, line -> [Mark] in
      let baseline = origin.y + theme.noteSize + Double(line) * step
      let box = Rect(x: origin.x + x, y: baseline - size * 0.9, width: size, height: size)
      let center = Point(x: box.midX, y: box.midY)
      let mark: Mark =
        switch entry.sign {
        case .square:
          .rectangle(RectangleMark(box, fill: .color(entry.color), role: .furniture))
        case .hatch:
          .rectangle(RectangleMark(box, fill: .hatch(entry.color), role: .furniture))
        case .dot:
          .path(
            .circle(center: center, radius: size / 2, fill: .color(entry.color), role: .furniture))
        case .ring:
          .path(
            .circle(
              center: center, radius: size / 2 - 0.5, fill: .color(theme.background),
              stroke: Stroke(entry.color, width: 1), role: .furniture))
        case .tick:
          .line(
            LineMark(
              from: Point(x: box.midX, y: box.y), to: Point(x: box.midX, y: box.maxY),
              stroke: Stroke(entry.color, width: 1.4), role: .furniture))
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
