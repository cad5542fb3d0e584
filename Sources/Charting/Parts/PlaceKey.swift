/// Parts shared by all maps: a legend that counts the places of each class, text that contrasts with the shade of a
/// class, and a list of the names that do not fit.
enum PlaceKey {
  /// The background colour and the fill of a place, by its value.
  static func fill(
    _ value: Value, _ classes: ValueClasses, _ theme: Theme
  ) -> (ground: Color, fill: Fill) {
    switch value {
    case .number(let number):
      let color = classes.color(classes.index(of: number), theme)
      return (color, .color(color))
    // Text on hatching gets a plate in the page's colour.
    case .missing: return (theme.background, missing(theme))
    case .notApplicable, .unstated, .hidden: return (theme.shade, .color(theme.shade))
    }
  }

  /// The fill of a place that did not report.
  static func missing(_ theme: Theme) -> Fill {
    .hatch(theme.midGrey.mixed(with: theme.background, by: 0.5))
  }

  /// The colour of text on a background.
  static func ink(on ground: Color, _ theme: Theme) -> Color {
    ground.contrast(with: theme.ink) >= Contrast.text
      || ground.contrast(with: .white) < Contrast.text
      ? theme.ink : Color.white
  }

  /// The places with the highest and the lowest numbers, `count` at each end; empty if all are equal, because then none
  /// is the highest.
  static func ends(of values: [Value], each count: Int) -> Set<Int> {
    let order = values.indices.filter { values[$0].number != nil }.sorted {
      let (first, second) = (values[$0].number ?? 0, values[$1].number ?? 0)
      return first == second ? $0 < $1 : first > second
    }
    guard let first = order.first, let last = order.last, values[first] != values[last] else {
      return []
    }
    return Set(order.prefix(count) + order.suffix(count))
  }

  /// The legend: each class with its number of places, then the places without a number.
  ///
  /// - Parameter classes: `nil` if places are not shaded by class.
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

  /// A list in columns, read downwards, with the number of columns that makes it lowest. Entries wider than a column
  /// continue on the next line, slightly indented.
  struct List {
    let entries: [String]
    /// The lines of each entry.
    private let lines: [[String]]
    /// The first entry of each column.
    private let starts: [Int]
    private let columnWidth: Double
    private let step: Double
    private let rows: Int

    private static let gap = 14.0
    private static let indent = 8.0
    /// The least width of a column in points: narrower ones break every name.
    private static let narrowest = 72.0

    /// - Throws: `LayoutError.noRoom` if a word is wider than the frame.
    init(_ entries: [String], width: Double, _ context: LayoutContext) throws(LayoutError) {
      self.entries = entries
      let style = context.theme.note
      step = context.lineHeight(of: style)
      let widths = entries.map { context.width(of: $0, in: style) }
      var best: (lines: [[String]], starts: [Int], width: Double, rows: Int)?
      let most = max(1, Int((width + List.gap) / (List.narrowest + List.gap)))
      for count in (1...most).reversed() {
        let room = (width + List.gap) / Double(count) - List.gap
        var wrapped: [[String]] = []
        for (entry, own) in zip(entries, widths) {
          guard own > room else {
            wrapped.append([entry])
            continue
          }
          let lines = Wrapping.lines(
            of: entry, width: room - List.indent, style: style, measurer: context.measurer)
          // Names of more than two lines are hard to read, but with one column they cannot be avoided.
          guard let lines, lines.count <= 2 || count == 1 else { break }
          wrapped.append(lines)
        }
        guard wrapped.count == entries.count else { continue }
        let (starts, rows) = List.columns(of: wrapped.map(\.count), atMost: count)
        // Prefer fewer columns with unbroken names, if they take no more rows.
        if rows <= best?.rows ?? .max { best = (wrapped, starts, room, rows) }
      }
      guard let best else {
        let longest = zip(entries, widths).max { $0.1 < $1.1 }?.0 ?? ""
        throw .noRoom(for: longest, width: width)
      }
      let widest = zip(best.lines, widths).map { $0.count == 1 ? $1 : best.width }.max() ?? 0
      (lines, starts, rows) = (best.lines, best.starts, best.rows)
      columnWidth = (starts.count > 1 ? min(widest, best.width) : best.width) + List.gap
    }

    /// Distributes entries over columns as evenly as possible, without splitting an entry.
    private static func columns(of heights: [Int], atMost count: Int) -> (starts: [Int], rows: Int)
    {
      let total = heights.reduce(0, +)
      var rows = max((total + count - 1) / count, heights.max() ?? 0)
      while true {
        var starts = heights.isEmpty ? [] : [0]
        var used = 0
        for (index, height) in heights.enumerated() {
          if used + height > rows {
            starts.append(index)
            used = 0
          }
          used += height
        }
        if starts.count <= count { return (starts, rows) }
        rows += 1
      }
    }

    /// The height, including the gap above.
    var height: Double { entries.isEmpty ? 0 : Double(rows) * step + 6 }

    func marks(at origin: Point, _ context: LayoutContext) -> [Mark] {
      let theme = context.theme
      var marks: [Mark] = []
      for (column, start) in starts.enumerated() {
        let end = column + 1 < starts.count ? starts[column + 1] : entries.count
        var row = 0
        for index in start..<end {
          for (number, line) in lines[index].enumerated() {
            let at = Point(
              x: origin.x + Double(column) * columnWidth + (number > 0 ? List.indent : 0),
              y: origin.y + 6 + Double(row) * step + theme.noteSize)
            marks.append(
              .text(
                context.text(line, at: at, style: theme.note, color: theme.grey, role: .label)))
            row += 1
          }
        }
      }
      return marks
    }
  }
}
