/// The name of a category beside its bar, and a shorter one to use if there is little room.
public struct CategoryName: Sendable, Hashable {
  /// The usual name.
  public var full: String
  /// A shorter name, if there is one.
  public var short: String?

  /// A name.
  public init(_ full: String, short: String? = nil) {
    self.full = full
    self.short = short
  }
}

/// The column of names beside bars or cells, fitted by the label ladder: unchanged; wrapped at a space; a wider margin;
/// short names; short names wrapped. Never rotated, never cut.
public struct NameColumn: Sendable {
  /// The lines of each name.
  public let lines: [[String]]
  /// The width of the column in points.
  public let width: Double

  /// Fits names into a part of the frame's width.
  ///
  /// - Parameters:
  ///   - names: one for each category, in order.
  ///   - frameWidth: the width of the whole frame in points.
  ///   - room: the width that the rest of the chart leaves, if less than half of the frame.
  ///   - style: the style of the names.
  ///   - context: the theme and the text measurer.
  /// - Throws: `LayoutError.noRoom` if a name does not fit after every step.
  public init(
    _ names: [CategoryName], frameWidth: Double, room: Double? = nil, style: TextStyle,
    _ context: LayoutContext
  ) throws(LayoutError) {
    let full = names.map(\.full)
    let short = names.map { $0.short ?? $0.full }
    let most = min(frameWidth * 0.48, room ?? .infinity)
    let usual = min(frameWidth * 0.34, most)
    let rungs: [(texts: [String], width: Double, maxLines: Int)] = [
      (full, usual, 1), (full, usual, 2), (full, most, 1), (short, most, 1), (full, most, 2),
      (short, most, 3), (full, most, 3), (short, most, 5),
    ]
    for rung in rungs {
      let lines = rung.texts.map { text in
        Wrapping.lines(
          of: text, width: rung.width, style: style, measurer: context.measurer)
      }
      if lines.allSatisfy({ $0.map { $0.count <= rung.maxLines } ?? false }) {
        self.lines = lines.compactMap(\.self)
        width =
          self.lines.joined().map { context.width(of: $0, in: style) }.max() ?? 0
        return
      }
    }
    let longest = short.max { context.width(of: $0, in: style) < context.width(of: $1, in: style) }
    throw .noRoom(for: longest ?? "", width: most)
  }

  /// The height that the tallest name needs.
  public func height(_ style: TextStyle, _ context: LayoutContext) -> Double {
    Double(lines.map(\.count).max() ?? 1) * context.lineHeight(of: style)
  }

  /// A name's lines, centred on a height and aligned at the right end of the column.
  public func marks(
    _ index: Int, right: Double, centredOn y: Double, style: TextStyle, _ context: LayoutContext
  ) -> [Mark] {
    let step = context.lineHeight(of: style)
    let first = y - Double(lines[index].count - 1) / 2 * step
    return lines[index].enumerated().map { number, line in
      .text(
        context.text(
          line,
          at: Point(
            x: right, y: context.baseline(centredOn: first + Double(number) * step, style)),
          anchor: .end, style: style, role: .label))
    }
  }
}
