/// Headline numbers side by side: name, number, change, what it stands on, and its course.
public struct Tiles: ChartBody {
  /// One number.
  public struct Tile: Sendable, Hashable {
    /// What is counted.
    public var name: String
    /// The number as it is written.
    public var number: String
    /// How it changed: "+12 (+12,9%)"; empty where nothing can be said.
    public var change: String
    /// Whether the change is bad news.
    public var isAdverse: Bool
    /// What the number stands on: "93 cùng kỳ 2021".
    public var note: String
    /// Its course, oldest first; drawn where there are two numbers or more.
    public var course: [Value]
    /// Names of the first and last moment of the course.
    public var courseLabels: [String]

    /// One number.
    public init(
      name: String, number: String, change: String = "", isAdverse: Bool = false,
      note: String = "", course: [Value] = [], courseLabels: [String] = []
    ) {
      self.name = name
      self.number = number
      self.change = change
      self.isAdverse = isAdverse
      self.note = note
      self.course = course
      self.courseLabels = courseLabels
    }
  }

  /// The tiles, the most important first.
  public var tiles: [Tile]

  /// Headline numbers.
  public init(_ tiles: [Tile]) { self.tiles = tiles }

  /// The height in which it reads best, at a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    let theme = context.theme
    let text =
      theme.headlineSize * 1.25 + 2 * context.lineHeight(of: theme.label)
      + 2 * context.lineHeight(of: theme.note) + 16
    return text + (tiles.contains { $0.course.count > 1 } ? theme.headlineSize * 1.7 : 0)
  }

  /// Where every mark lies within a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let gap = context.theme.labelSize * 1.9
    let width =
      (frame.width - gap * Double(max(tiles.count - 1, 0))) / Double(max(tiles.count, 1))
    // All names share the height of the tallest, so that all numbers stand on one line.
    var nameLines = 1
    for tile in tiles {
      guard
        let lines = Wrapping.lines(
          of: tile.name, width: width, style: context.theme.label, measurer: context.measurer)
      else { throw .noRoom(for: tile.name, width: width) }
      nameLines = max(nameLines, lines.count)
    }
    var marks: [Mark] = []
    for (index, tile) in tiles.enumerated() {
      let x = frame.x + Double(index) * (width + gap)
      marks += try tileMarks(
        tile, in: Rect(x: x, y: frame.y, width: width, height: frame.height),
        isSubject: index == 0, nameLines: nameLines, context)
    }
    return marks
  }

  private func tileMarks(
    _ tile: Tile, in frame: Rect, isSubject: Bool, nameLines: Int, _ context: LayoutContext
  ) throws(LayoutError) -> [Mark] {
    let theme = context.theme
    var marks: [Mark] = [
      .rectangle(
        RectangleMark(
          Rect(x: frame.x, y: frame.y, width: frame.width, height: 2.4),
          fill: .color(isSubject ? theme.accent : theme.midGrey), role: .furniture))
    ]
    let name = try context.paragraph(
      tile.name, at: frame.x, top: frame.y + theme.labelSize * 1.1, width: frame.width,
      style: theme.label, color: theme.grey, role: .label)
    marks += name.marks
    let nameBottom =
      frame.y + theme.labelSize * 1.1 + Double(nameLines) * context.lineHeight(of: theme.label)

    var numberStyle = theme.title.size(theme.headlineSize)
    let natural = context.width(of: tile.number, in: numberStyle)
    if natural > frame.width { numberStyle.size *= frame.width / natural * 0.98 }
    var baseline = nameBottom + theme.headlineSize * 0.98
    marks.append(
      .text(
        context.text(
          tile.number, at: Point(x: frame.x, y: baseline), style: numberStyle, role: .value)))

    baseline += context.lineHeight(of: theme.label) * 1.45
    if !tile.change.isEmpty {
      let change = context.text(
        tile.change, at: Point(x: frame.x, y: baseline), style: theme.label.weight(.semibold),
        color: tile.isAdverse ? theme.warning : theme.accent, role: .value)
      guard change.width <= frame.width else { throw .noRoom(for: tile.change, width: frame.width) }
      marks.append(.text(change))
    }
    let ascent = context.measurer.extent(of: theme.note).ascent
    let note = try context.paragraph(
      tile.note, at: frame.x, top: baseline + theme.noteSize * 1.75 - ascent, width: frame.width,
      style: theme.note, color: theme.grey, role: .note)
    marks += note.marks

    let top = max(note.bottom, baseline + theme.noteSize * 2.6) + 5
    let bottom = frame.maxY - context.lineHeight(of: theme.note) - 5
    if tile.course.compactMap(\.number).count > 1, bottom - top > 10 {
      marks += course(
        tile, in: Rect(x: frame.x, y: top, width: frame.width, height: bottom - top), context)
    }
    return marks
  }

  private func course(_ tile: Tile, in frame: Rect, _ context: LayoutContext) -> [Mark] {
    let theme = context.theme
    let known = tile.course.compactMap(\.number)
    let high = max(known.max() ?? 1, .leastNormalMagnitude)
    let low = min(known.min() ?? 0, high)
    // The line's lower third is zero's: its slope is not exaggerated much, and its form is seen.
    let floor = low - max(high - low, high * 0.25) * 0.5
    let vertical = Scale(domain: floor...high, from: frame.maxY, to: frame.y + 3)
    let step = (frame.width - 6) / Double(max(tile.course.count - 1, 1))
    var marks: [Mark] = []
    var run: [Point] = []
    func endRun() {
      if run.count > 1 {
        marks.append(
          .path(.polyline(run, stroke: Stroke(theme.midGrey, width: 1.5), role: .line)))
      }
      run = []
    }
    for (index, value) in tile.course.enumerated() {
      guard let number = value.number else {
        endRun()
        continue
      }
      run.append(
        Point(x: frame.x + 3 + Double(index) * step, y: vertical.position(of: number)))
    }
    let last = run.last
    endRun()
    if let last {
      marks.append(
        .path(.circle(center: last, radius: 3, fill: .color(theme.accent), role: .point)))
    }
    let baseline = frame.maxY + context.lineHeight(of: theme.note)
    for (label, x, anchor) in [
      (tile.courseLabels.first, frame.x, TextMark.Anchor.start),
      (tile.courseLabels.dropFirst().last, frame.maxX, .end),
    ] {
      guard let label else { continue }
      marks.append(
        .text(
          context.text(
            label, at: Point(x: x, y: baseline), anchor: anchor, style: theme.note,
            color: theme.grey, role: .label)))
    }
    return marks
  }
}
