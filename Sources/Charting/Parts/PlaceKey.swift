/// What maps have in common: a legend of classes that says how many places lie in each, letters that stand out from
/// the shade of a class, and a list of the names that found no room.
enum PlaceKey {
  /// The colour of a place by its number, and what fills it.
  static func fill(
    _ value: Value, _ classes: ValueClasses, _ theme: Theme
  ) -> (ground: Color, fill: Fill) {
    switch value {
    case .number(let number):
      let color = classes.color(classes.index(of: number), theme)
      return (color, .color(color))
    // Letters do not stand on strokes, but on a plate of the page's colour.
    case .missing: return (theme.background, missing(theme))
    case .notApplicable, .unstated, .hidden: return (theme.shade, .color(theme.shade))
    }
  }

  /// What fills a place that did not report.
  static func missing(_ theme: Theme) -> Fill {
    .hatch(theme.midGrey.mixed(with: theme.background, by: 0.5))
  }

  /// The colour of letters on a ground.
  static func ink(on ground: Color, _ theme: Theme) -> Color {
    ground.contrast(with: theme.ink) >= Contrast.text
      || ground.contrast(with: .white) < Contrast.text
      ? theme.ink : Color.white
  }

  /// The classes with how many places lie in each, and what has no number.
  ///
  /// - Parameter classes: `nil` where places are not shaded by class.
  static func legend(
    _ values: [Value], _ classes: ValueClasses?, _ names: ValueClasses.Names,
    _ format: ValueFormat, _ words: ChartWords, _ theme: Theme
  ) -> [Legend.Entry] {
    let numbers = values.compactMap(\.number)
    var entries = (classes?.names(names, format) ?? []).enumerated().map { index, name in
      let count = numbers.count { classes?.index(of: $0) == index }
      return Legend.Entry("\(name) (\(count))", classes?.color(index, theme) ?? theme.shade)
    }
    for (value, sign) in [
      (Value.missing, Legend.Sign.hatch), (.notApplicable, .square), (.unstated, .square),
      (.hidden, .square),
    ] {
      let count = values.count { $0 == value }
      guard count > 0, let absence = words.absence(of: value) else { continue }
      entries.append(
        .init("\(absence.text) (\(count))", sign == .hatch ? theme.midGrey : theme.shade, sign))
    }
    return entries
  }

  /// Lines in as many columns as find room, read downwards.
  struct List {
    let entries: [String]
    private let columns: Int
    private let columnWidth: Double
    private let step: Double

    /// - Throws: `LayoutError.noRoom` where a line is wider than the frame.
    init(_ entries: [String], width: Double, _ context: LayoutContext) throws(LayoutError) {
      self.entries = entries
      let style = context.theme.note
      let longest = entries.max {
        context.width(of: $0, in: style) < context.width(of: $1, in: style)
      }
      let needed = longest.map { context.width(of: $0, in: style) } ?? 0
      guard needed <= width else { throw .noRoom(for: longest ?? "", width: width) }
      columnWidth = needed + 14
      columns = max(1, Int((width + 14) / columnWidth))
      step = context.lineHeight(of: style)
    }

    private var rows: Int { (entries.count + columns - 1) / columns }

    /// With the gap above.
    var height: Double { entries.isEmpty ? 0 : Double(rows) * step + 6 }

    func marks(at origin: Point, _ context: LayoutContext) -> [Mark] {
      let theme = context.theme
      return entries.enumerated().map { index, entry in
        .text(
          context.text(
            entry,
            at: Point(
              x: origin.x + Double(index / rows) * columnWidth,
              y: origin.y + 6 + Double(index % rows) * step + theme.noteSize),
            style: theme.note, color: theme.grey, role: .label))
      }
    }
  }
}
