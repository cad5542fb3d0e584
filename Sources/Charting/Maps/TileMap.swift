/// A map without geometry: a square tile for each place, at its place among the others, with its name and number,
/// shaded by class.
///
/// If a name does not fit into its tile, a number refers to the list below.
public struct TileMap: ChartBody {
  /// One tile.
  public struct Tile: Sendable, Hashable {
    /// Its name.
    public var name: CategoryName
    /// Its number.
    public var value: Value
    /// Its column from the left and row from the top.
    public var column: Int, row: Int
    /// Whether it is the subject of the chart.
    public var isHighlighted: Bool
    /// Whether its number gets an asterisk, which a note explains.
    public var isMarked: Bool

    /// One tile.
    public init(
      _ name: CategoryName, _ value: Value, column: Int, row: Int, isHighlighted: Bool = false,
      isMarked: Bool = false
    ) {
      (self.name, self.value, self.column, self.row) = (name, value, column, row)
      (self.isHighlighted, self.isMarked) = (isHighlighted, isMarked)
    }
  }

  /// The tiles, each at a different place.
  public var tiles: [Tile]
  /// The format of the numbers.
  public var format: ValueFormat
  /// Divides the numbers in two, instead of classes; `nil` for classes.
  public var target: Double?
  /// The texts that the chart adds by itself.
  public var words: ChartWords
  /// The names of the classes.
  public var names: ValueClasses.Names

  /// A tile map.
  public init(
    _ tiles: [Tile], format: ValueFormat, target: Double? = nil, words: ChartWords,
    names: ValueClasses.Names
  ) {
    (self.tiles, self.format, self.target) = (tiles, format, target)
    (self.words, self.names) = (words, names)
  }

  private static let gap = 2.0
  private static let largest = 66.0
  private static let smallest = 14.0

  /// The preferred height for a width.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    let layout = try Layout(self, width: width, side: nil, context)
    return layout.height
  }

  /// Lays out the marks in a frame.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    guard !tiles.isEmpty else { return [] }
    var found = try fitted(frame, listing: nil, context)
    if found == nil { found = try fitted(frame, listing: extremes, context) }
    guard let layout = found else {
      let natural = try naturalHeight(width: frame.width, in: context)
      throw .tooLow(needs: natural, has: frame.height)
    }
    var marks = layout.legend.marks(at: Point(x: frame.x, y: frame.y), context)
    let left = frame.x
    let top = frame.y + layout.legendHeight
    for (index, tile) in tiles.enumerated() {
      let box = Rect(
        x: left + Double(tile.column - layout.columns.lowerBound) * layout.side,
        y: top + Double(tile.row - layout.rows.lowerBound) * layout.side,
        width: layout.side - TileMap.gap, height: layout.side - TileMap.gap)
      marks += tileMarks(tile, layout.contents[index], in: box, layout.classes, context)
    }
    return marks + layout.list.marks(at: Point(x: frame.x, y: top + layout.gridHeight), context)
  }

  /// The layout for a lower frame, with smaller tiles and perhaps a longer list; `nil` if even the smallest are too
  /// high.
  private func fitted(
    _ frame: Rect, listing listed: Set<Int>?, _ context: LayoutContext
  ) throws(LayoutError) -> Layout? {
    var layout = try Layout(self, width: frame.width, side: nil, listing: listed, context)
    while layout.height > frame.height + 0.01 {
      guard layout.side > TileMap.smallest else { return nil }
      layout = try Layout(
        self, width: frame.width, side: max(TileMap.smallest, layout.side * 0.92), listing: listed,
        context)
    }
    return layout
  }

  /// The highest and the lowest numbers and the subject: named in the list if not all names fit.
  private var extremes: Set<Int> {
    PlaceKey.ends(of: tiles.map(\.value), each: 6)
      .union(tiles.indices.filter { tiles[$0].isHighlighted })
  }

  /// The content of a tile.
  private enum Content {
    case name([String], value: String)
    /// A number that refers to the list, and the value if it fits.
    case key(Int, value: String)
  }

  private func text(_ tile: Tile) -> String {
    switch tile.value {
    case .number(let number): format.text(number) + (tile.isMarked ? "*" : "")
    default: words.absence(of: tile.value)?.sign ?? ""
    }
  }

  private func tileMarks(
    _ tile: Tile, _ content: Content, in box: Rect, _ classes: ValueClasses,
    _ context: LayoutContext
  ) -> [Mark] {
    let theme = context.theme
    let (ground, fill) = PlaceKey.fill(tile.value, classes, theme)
    var marks: [Mark] = [
      .rectangle(
        RectangleMark(
          box, fill: fill,
          stroke: tile.isHighlighted ? Stroke(theme.ink, width: 1.6) : nil, role: .cell))
    ]
    if tile.value == .missing {
      marks.append(
        .rectangle(
          RectangleMark(
            box.inset(left: 3, top: 3, right: 3, bottom: 3), fill: .color(ground), role: .missing)))
    }
    let ink = PlaceKey.ink(on: ground, theme)
    let step = context.lineHeight(of: theme.note)
    let (lines, value): ([String], String) =
      switch content {
      case .name(let lines, let value): (lines, value)
      case .key(let number, let value): (["\(number)"], value)
      }
    let valueStep = value.isEmpty ? 0 : context.lineHeight(of: theme.value)
    var y = box.midY - (Double(lines.count) * step + valueStep) / 2
    for line in lines {
      marks.append(
        .text(
          context.text(
            line, at: Point(x: box.midX, y: context.baseline(centredOn: y + step / 2, theme.note)),
            anchor: .middle, style: theme.note.weight(tile.isHighlighted ? .semibold : .regular),
            color: ink, on: ground, role: .label)))
      y += step
    }
    guard !value.isEmpty else { return marks }
    marks.append(
      .text(
        context.text(
          value,
          at: Point(x: box.midX, y: context.baseline(centredOn: y + valueStep / 2, theme.value)),
          anchor: .middle, style: theme.value.weight(.semibold), color: ink, on: ground,
          role: .value)))
    return marks
  }

  /// The size of the tiles, their contents, and the list below.
  private struct Layout {
    let columns: ClosedRange<Int>
    let rows: ClosedRange<Int>
    let side: Double
    let classes: ValueClasses
    let legend: Legend
    let legendHeight: Double
    let contents: [Content]
    let list: PlaceKey.List

    /// - Parameter listed: the tiles that the list may name, or `nil` for all.
    init(
      _ map: TileMap, width: Double, side asked: Double?, listing listed: Set<Int>? = nil,
      _ context: LayoutContext
    ) throws(LayoutError) {
      let tiles = map.tiles
      let theme = context.theme
      columns = (tiles.map(\.column).min() ?? 0)...(tiles.map(\.column).max() ?? 0)
      rows = (tiles.map(\.row).min() ?? 0)...(tiles.map(\.row).max() ?? 0)
      let widest = width / Double(columns.count)
      let side = min(asked ?? TileMap.largest, TileMap.largest, widest)
      self.side = side
      guard side >= TileMap.smallest else {
        throw .noRoom(for: tiles.first?.name.full ?? "", width: width)
      }
      classes = ValueClasses(
        tiles.compactMap(\.value.number), format: map.format, target: map.target)
      legend = try Legend(
        PlaceKey.legend(tiles.map(\.value), classes, map.names, map.format, map.words, theme),
        width: width, context)
      legendHeight = legend.fullHeight

      // Either all tiles contain their numbers, or none.
      let inner = side - TileMap.gap - 3
      let hasValues = tiles.allSatisfy {
        context.width(of: map.text($0), in: theme.value.weight(.semibold)) <= inner
      }
      let valueStep = hasValues ? context.lineHeight(of: theme.value) : 0
      var contents: [Content] = []
      var entries: [String] = []
      for (index, tile) in tiles.enumerated() {
        let value = hasValues ? map.text(tile) : ""
        let style = theme.note.weight(tile.isHighlighted ? .semibold : .regular)
        let fitting = [tile.name.full, tile.name.short].compactMap(\.self).lazy.compactMap { name in
          Wrapping.lines(of: name, width: inner, style: style, measurer: context.measurer)
        }.first {
          Double($0.count) * context.lineHeight(of: style) + valueStep <= side - TileMap.gap - 2
        }
        if let fitting, hasValues {
          contents.append(.name(fitting, value: value))
        } else if listed?.contains(index) == false {
          contents.append(.name([], value: value))
        } else {
          contents.append(.key(entries.count + 1, value: value))
          entries.append(
            "\(entries.count + 1) \(tile.name.full)" + (hasValues ? "" : ": \(map.text(tile))"))
        }
      }
      self.contents = contents
      list = try PlaceKey.List(entries, width: width, context)
    }

    var gridHeight: Double { Double(rows.count) * side }

    var height: Double { legendHeight + gridHeight + list.height }
  }
}
