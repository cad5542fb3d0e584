/// Headline numbers side by side: name, number, change, basis and course.
public struct Tiles: ChartBody {
  /// One number.
  public struct Tile: Sendable, Hashable {
    /// The name of the number.
    public var name: String
    /// The formatted number.
    public var number: String
    /// Its change: "+12 (+12,9%)"; empty if none can be stated.
    public var change: String
    /// The tone of the change.
    public var tone: Tone
    /// The basis of the number or change: "93 cùng kỳ 2021".
    public var note: String
    /// Its course, oldest first; drawn if it has at least two numbers.
    public var course: [Value]
    /// The names of the first and last moment of the course.
    public var courseLabels: [String]

    /// Whether the course can be drawn.
    fileprivate var hasCourse: Bool { course.compactMap(\.number).count > 1 }

    /// One number.
    public init(
      name: String, number: String, change: String = "", tone: Tone = .neutral,
      note: String = "", course: [Value] = [], courseLabels: [String] = []
    ) {
      self.name = name
      self.number = number
      self.change = change
      self.tone = tone
      self.note = note
      self.course = course
      self.courseLabels = courseLabels
    }
  }

  /// The tiles, the most important first.
  public var tiles: [Tile]

  /// Headline numbers.
  public init(_ tiles: [Tile]) { self.tiles = tiles }

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    let theme = context.theme
    return try leastHeight(width: width, in: context)
      + (tiles.contains(where: \.hasCourse)
        ? theme.headlineSize * 0.85 + context.lineHeight(of: theme.note) + 12 : 4)
  }

  /// The height of the texts without the courses.
  public func leastHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    let columns = try columns(width, context)
    var bottom = 0.0
    for tile in tiles {
      let texts = try texts(
        tile, at: Point(x: 0, y: 0), width: columns.width, nameLines: columns.nameLines, context)
      bottom = max(bottom, texts.bottom)
    }
    return bottom
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let theme = context.theme
    let columns = try columns(frame.width, context)
    var marks: [Mark] = []
    for (index, tile) in tiles.enumerated() {
      let x = frame.x + Double(index) * (columns.width + columns.gap)
      marks.append(
        .rectangle(
          RectangleMark(
            Rect(x: x, y: frame.y, width: columns.width, height: 2.4),
            fill: .color(index == 0 ? theme.accent : theme.midGrey), role: .furniture)))
      let texts = try texts(
        tile, at: Point(x: x, y: frame.y), width: columns.width, nameLines: columns.nameLines,
        context)
      guard texts.bottom <= frame.maxY + 0.5 else {
        throw .tooLow(needs: texts.bottom - frame.y, has: frame.height)
      }
      marks += texts.marks
      let top = texts.bottom + 5
      let bottom = frame.maxY - context.lineHeight(of: theme.note) - 5
      if tile.hasCourse, bottom - top > 10 {
        marks += course(
          tile, in: Rect(x: x, y: top, width: columns.width, height: bottom - top), context)
      }
    }
    return marks
  }

  /// The width of each tile, and the number of lines of the longest name: all names get this height, so that all
  /// numbers are aligned.
  private func columns(
    _ width: Double, _ context: LayoutContext
  ) throws(LayoutError) -> (width: Double, gap: Double, nameLines: Int) {
    let gap = context.theme.labelSize * 1.9
    let column = (width - gap * Double(max(tiles.count - 1, 0))) / Double(max(tiles.count, 1))
    var nameLines = 1
    for tile in tiles {
      guard
        let lines = Wrapping.paragraph(
          tile.name, width: column, style: context.theme.label, measurer: context.measurer)
      else { throw .noRoom(for: tile.name, width: column) }
      nameLines = max(nameLines, lines.count)
    }
    return (column, gap, nameLines)
  }

  /// The texts of a tile below each other, and the bottom of the last one.
  private func texts(
    _ tile: Tile, at origin: Point, width: Double, nameLines: Int, _ context: LayoutContext
  ) throws(LayoutError) -> (marks: [Mark], bottom: Double) {
    let theme = context.theme
    let top = origin.y + theme.labelSize * 1.1
    var marks = try context.paragraph(
      tile.name, at: origin.x, top: top, width: width, style: theme.label, color: theme.grey,
      role: .label
    ).marks

    var numberStyle = theme.title.size(theme.headlineSize)
    let natural = context.width(of: tile.number, in: numberStyle)
    if natural > width { numberStyle.size *= width / natural * 0.98 }
    var baseline =
      top + Double(nameLines) * context.lineHeight(of: theme.label) + theme.headlineSize * 0.98
    marks.append(
      .text(
        context.text(
          tile.number, at: Point(x: origin.x, y: baseline), style: numberStyle, role: .value)))

    // Notes are aligned even if a tile has no change.
    let hasChange = tiles.contains { !$0.change.isEmpty }
    baseline += context.lineHeight(of: theme.label) * (hasChange ? 1.45 : 0.5)
    if !tile.change.isEmpty {
      let change = context.text(
        tile.change, at: Point(x: origin.x, y: baseline), style: theme.label.weight(.semibold),
        color: theme.color(of: tile.tone), role: .value)
      guard change.width <= width else { throw .noRoom(for: tile.change, width: width) }
      marks.append(.text(change))
    }
    let ascent = context.measurer.extent(of: theme.note).ascent
    let note = try context.paragraph(
      tile.note, at: origin.x, top: baseline + theme.noteSize * 1.75 - ascent, width: width,
      style: theme.note, color: theme.grey, role: .note)
    return (marks + note.marks, max(note.bottom, baseline + theme.noteSize * 2.6))
  }

  private func course(_ tile: Tile, in frame: Rect, _ context: LayoutContext) -> [Mark] {
    let theme = context.theme
    let known = tile.course.compactMap(\.number)
    let high = max(known.max() ?? 1, .leastNormalMagnitude)
    let low = min(known.min() ?? 0, high)
    // A third of the height stays empty below the line, to show its form without exaggerating its slope much.
    let floor = low - max(high - low, high * 0.25) * 0.5
    let vertical = Scale(domain: floor...high, from: frame.maxY, to: frame.y + 3)
    let step = (frame.width - 6) / Double(max(tile.course.count - 1, 1))
    var marks: [Mark] = []
    var run: [Point] = []
    func endRun(isLast: Bool = false) {
      if run.count > 1 {
        marks.append(
          .path(.polyline(run, stroke: Stroke(theme.midGrey, width: 1.5), role: .line)))
      } else if !isLast, let alone = run.first {
        // A number between periods without numbers is a dot.
        marks.append(
          .path(.circle(center: alone, radius: 2, fill: .color(theme.midGrey), role: .point)))
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
    endRun(isLast: true)
    if let last {
      marks.append(
        .path(.circle(center: last, radius: 3, fill: .color(theme.accent), role: .point)))
    }
    let baseline = frame.maxY + context.lineHeight(of: theme.note)
    // The last moment is always named, the first one only if both fit.
    let labels = tile.courseLabels
    let widths = labels.map { context.width(of: $0, in: theme.note) }
    let hasBoth = widths.reduce(0, +) + 8 <= frame.width
    for (label, x, anchor) in [
      (hasBoth ? labels.first : nil, frame.x, TextMark.Anchor.start),
      (hasBoth ? labels.dropFirst().last : labels.last, frame.maxX, .end),
    ] {
      guard let label, context.width(of: label, in: theme.note) <= frame.width else { continue }
      marks.append(
        .text(
          context.text(
            label, at: Point(x: x, y: baseline), anchor: anchor, style: theme.note,
            color: theme.grey, role: .label)))
    }
    return marks
  }
}
