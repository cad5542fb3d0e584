/// Ranks over several moments (a bump chart): a line for each name, the first rank at the top, and the rank in a dot at
/// every moment.
///
/// Names with the same rank are drawn below each other, with the same number. The chart may show only some of the
/// ranked names; then numbers skip, and lines keep the order of the ranks.
public struct RankLines: ChartBody {
  /// One line.
  public struct Item: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// Its rank at each moment; `nil` if it had none.
    public var ranks: [Int?]
    /// Whether it is the subject of the chart.
    public var isHighlighted: Bool
    /// Why it has no rank at the last moment; `nil` if nothing was reported.
    public var absence: String?

    /// One line.
    public init(
      _ name: CategoryName, _ ranks: [Int?], isHighlighted: Bool = false, absence: String? = nil
    ) {
      (self.name, self.ranks, self.isHighlighted) = (name, ranks, isHighlighted)
      self.absence = absence
    }
  }

  /// The lines.
  public var items: [Item]
  /// The names of the moments, in order.
  public var moments: [String]
  /// The texts that the chart adds by itself.
  public var words: ChartWords

  /// A chart of ranks.
  public init(_ items: [Item], moments: [String], words: ChartWords) {
    (self.items, self.moments, self.words) = (items, moments, words)
  }

  private static let gap = 6.0

  /// The radius of a dot that holds the longest number.
  private func radius(_ context: LayoutContext) -> Double {
    let numbers = items.flatMap { $0.ranks.compactMap(\.self) }
    let strong = context.theme.note.weight(.semibold).tabular
    let widest = numbers.map { context.width(of: "\($0)", in: strong) }.max() ?? 0
    return max(6.4, widest / 2 + 2)
  }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    let layout = try Layout(self, width: width, context)
    return layout.head + Double(layout.slots) * layout.least(context) * 1.35 + layout.foot
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    guard !items.isEmpty, !moments.isEmpty else { return [] }
    let layout = try Layout(self, width: frame.width, context)
    let theme = context.theme
    let room = frame.height - layout.head - layout.foot
    let least = layout.least(context)
    guard room >= Double(layout.slots) * least - 0.01 else {
      throw .tooLow(
        needs: layout.head + layout.foot + Double(layout.slots) * least, has: frame.height)
    }
    let step = min(room / Double(max(layout.slots, 1)), least * 2)
    func point(_ moment: Int, _ slot: Int) -> Point {
      Point(
        x: frame.x + layout.xs[moment], y: frame.y + layout.head + (Double(slot) + 0.5) * step)
    }
    var marks: [Mark] = []
    for (moment, lines) in layout.heads.enumerated() {
      for (index, line) in lines.enumerated() {
        marks.append(
          .text(
            context.text(
              line,
              at: Point(
                x: frame.x + layout.headCentres[moment],
                y: frame.y + theme.noteSize + Double(index) * context.lineHeight(of: theme.note)),
              anchor: .middle, style: theme.note,
              color: moment == moments.count - 1 ? theme.ink : theme.grey, role: .label)))
      }
    }
    // Draw the subject last, on top.
    let order =
      items.indices.filter { !items[$0].isHighlighted }
      + items.indices.filter { items[$0].isHighlighted }
    for index in order { marks += line(index, layout, point, theme) }
    for index in order { marks += dots(index, layout, point, context) }
    marks += names(layout, point, in: frame, context)
    return marks
  }

  // MARK: Parts

  /// The line through the moments at which it has a rank, from dot to dot.
  private func line(
    _ index: Int, _ layout: Layout, _ point: (Int, Int) -> Point, _ theme: Theme
  ) -> [Mark] {
    let item = items[index]
    return zip(moments.indices, moments.indices.dropFirst()).compactMap { first, second in
      guard let from = layout.slot[first][index], let to = layout.slot[second][index] else {
        return nil
      }
      var (start, end) = (point(first, from), point(second, to))
      start.x += layout.radius
      end.x -= layout.radius
      let middle = (start.x + end.x) / 2
      return .path(
        PathMark(
          [.move(start), .curve(Point(x: middle, y: start.y), Point(x: middle, y: end.y), end)],
          stroke: Stroke(
            item.isHighlighted ? theme.accent : theme.midGrey,
            width: item.isHighlighted ? 2.6 : 1.3), role: .line))
    }
  }

  private func dots(
    _ index: Int, _ layout: Layout, _ point: (Int, Int) -> Point, _ context: LayoutContext
  ) -> [Mark] {
    let theme = context.theme
    let item = items[index]
    let fill = item.isHighlighted ? theme.accent : theme.background
    let style = theme.note.weight(item.isHighlighted ? .semibold : .regular).tabular
    return moments.indices.flatMap { moment -> [Mark] in
      guard let slot = layout.slot[moment][index], let rank = RankLines.rank(self, index, moment)
      else { return [] }
      let centre = point(moment, slot)
      return [
        .path(
          .circle(
            center: centre, radius: layout.radius, fill: .color(fill),
            stroke: Stroke(item.isHighlighted ? theme.accent : theme.midGrey, width: 1),
            role: .cell)),
        .text(
          context.text(
            "\(rank)", at: Point(x: centre.x, y: context.baseline(centredOn: centre.y, style)),
            anchor: .middle, style: style, color: item.isHighlighted ? .white : theme.ink, on: fill,
            role: .value)),
      ]
    }
  }

  /// Names at both ends, and below them those without a rank at the last moment.
  private func names(
    _ layout: Layout, _ point: (Int, Int) -> Point, in frame: Rect, _ context: LayoutContext
  ) -> [Mark] {
    let theme = context.theme
    var marks: [Mark] = []
    let reach = layout.radius + RankLines.gap
    for (index, item) in items.enumerated() {
      let style = theme.label.weight(item.isHighlighted ? .semibold : .regular)
      let color = item.isHighlighted ? theme.accent : theme.ink
      for (moment, anchor) in layout.ends {
        guard let slot = layout.slot[moment][index] else { continue }
        let at = point(moment, slot)
        let step = context.lineHeight(of: style)
        let first = at.y - Double(layout.names[index].count - 1) * step / 2
        for (number, line) in layout.names[index].enumerated() {
          let middle = first + Double(number) * step
          marks.append(
            .text(
              context.text(
                line,
                at: Point(
                  x: at.x + (anchor == .end ? -reach : reach),
                  y: context.baseline(centredOn: middle, style)),
                anchor: anchor, style: style, color: color, role: .label)))
        }
      }
    }
    var baseline = frame.maxY - layout.foot + theme.noteSize + 4
    for line in layout.absent {
      marks.append(
        .text(
          context.text(
            line, at: Point(x: frame.x, y: baseline), style: theme.note, color: theme.grey,
            role: .note)))
      baseline += context.lineHeight(of: theme.note)
    }
    return marks
  }

  /// The places of the moments, the slot of each line, and the names that fit.
  private struct Layout {
    /// For each moment, the slot of each item, from the top.
    private(set) var slot: [[Int?]] = []
    private(set) var slots = 0
    let radius: Double
    let xs: [Double]
    let names: [[String]]
    let ends: [(moment: Int, anchor: TextMark.Anchor)]
    let heads: [[String]]
    let headCentres: [Double]
    let head: Double
    let absent: [String]
    let foot: Double

    /// The least height of a slot that fits every name and dot.
    func least(_ context: LayoutContext) -> Double {
      let lines = Double(names.map(\.count).max() ?? 1)
      return max(lines * context.lineHeight(of: context.theme.label), radius * 2 + 1)
    }

    init(_ chart: RankLines, width: Double, _ context: LayoutContext) throws(LayoutError) {
      let theme = context.theme
      let radius = chart.radius(context)
      self.radius = radius
      var before: [Int?] = chart.items.map { _ in nil }
      for moment in chart.moments.indices {
        let ranked = chart.items.indices.filter { RankLines.rank(chart, $0, moment) != nil }.sorted
        {
          let (first, second) = (
            RankLines.rank(chart, $0, moment) ?? 0, RankLines.rank(chart, $1, moment) ?? 0
          )
          // Names with the same rank keep their order, so fewer lines cross.
          return (first, before[$0] ?? .max, $0) < (second, before[$1] ?? .max, $1)
        }
        var rows: [Int?] = chart.items.map { _ in nil }
        for (row, item) in ranked.enumerated() { rows[item] = row }
        slot.append(rows)
        slots = max(slots, ranked.count)
        before = rows
      }
      let last = chart.moments.count - 1
      let reach = radius + RankLines.gap
      let least = Double(max(last, 1)) * (radius * 2 + 16)
      let column = try NameColumn(
        chart.items.map(\.name), frameWidth: width, room: width - least - radius - reach,
        style: theme.label.weight(.semibold), context)
      // Names at both ends, or only at the last one.
      let isBoth = last > 0 && 2 * (column.width + reach) + least <= width
      names = column.lines
      ends = (isBoth ? [(0, .end)] : []) + [(last, .start)]
      let left = isBoth ? column.width + reach : radius
      let right = width - column.width - reach
      let step = last == 0 ? 0 : (right - left) / Double(last)
      let places = chart.moments.indices.map { last == 0 ? left : left + Double($0) * step }
      xs = places

      // Moment names wrap to the distance between moments.
      var lines: [[String]] = []
      var centres: [Double] = []
      for (index, moment) in chart.moments.enumerated() {
        // The first and last stay centred on their dots.
        let reach = 2 * min(places[index], width - places[index])
        let room = last == 0 ? width : max(min(step - 6, max(reach, radius * 4)), 1)
        guard
          let wrapped = Wrapping.lines(
            of: moment, width: room, style: theme.note, measurer: context.measurer)
        else { throw .noRoom(for: moment, width: room) }
        let half = (wrapped.map { context.width(of: $0, in: theme.note) }.max() ?? 0) / 2
        lines.append(wrapped)
        centres.append(min(max(places[index], half), width - half))
      }
      (heads, headCentres) = (lines, centres)
      head =
        Double(lines.map(\.count).max() ?? 0) * context.lineHeight(of: theme.note) + 4
      var absent: [String] = []
      for (index, item) in chart.items.enumerated() where slot[last][index] == nil {
        let text = item.name.full + ": " + (item.absence ?? chart.words.missing)
        absent +=
          Wrapping.paragraph(
            text, width: width, style: theme.note, measurer: context.measurer) ?? [text]
      }
      self.absent = absent
      foot = absent.isEmpty ? 0 : Double(absent.count) * context.lineHeight(of: theme.note) + 6
    }
  }

  private static func rank(_ chart: RankLines, _ item: Int, _ moment: Int) -> Int? {
    chart.items[item].ranks.indices.contains(moment) ? chart.items[item].ranks[moment] : nil
  }
}
