/// What every layout needs: the theme and a text measurer.
public struct LayoutContext: Sendable {
  /// Colours, fonts and sizes.
  public var theme: Theme
  /// Measures text as it will be drawn.
  public var measurer: any TextMeasurer

  /// A context.
  public init(theme: Theme, measurer: any TextMeasurer) {
    self.theme = theme
    self.measurer = measurer
  }

  /// Returns the same context with another theme.
  public func with(_ theme: Theme) -> LayoutContext {
    LayoutContext(theme: theme, measurer: measurer)
  }

  /// The width of one line of text.
  public func width(of text: String, in style: TextStyle) -> Double {
    measurer.width(of: text, in: style)
  }

  /// The distance from one baseline to the next, in points.
  public func lineHeight(of style: TextStyle) -> Double { style.size * 1.32 }

  /// One line of text with its baseline at the origin.
  public func text(
    _ string: String, at origin: Point, anchor: TextMark.Anchor = .start, style: TextStyle,
    color: Color? = nil, on ground: Color? = nil, role: Role
  ) -> TextMark {
    let extent = measurer.extent(of: style)
    return TextMark(
      string: string, origin: origin, anchor: anchor, style: style, color: color ?? theme.ink,
      ground: ground ?? theme.background, width: width(of: string, in: style),
      ascent: extent.ascent, descent: extent.descent, role: role)
  }

  /// The baseline that centres lower-case letters and digits on a height.
  public func baseline(centredOn y: Double, _ style: TextStyle) -> Double {
    y + style.size * 0.36
  }
}

/// Why a chart cannot be drawn.
public enum LayoutError: Error, Equatable, CustomStringConvertible {
  /// A text does not fit in this width, even after every step of the label ladder.
  case noRoom(for: String, width: Double)
  /// The frame is lower than the chart needs; both in points.
  case tooLow(needs: Double, has: Double)
  /// There are more series than a reader can tell apart.
  case tooMany(String, limit: Int)

  /// A description for an error message.
  public var description: String {
    switch self {
    case .noRoom(let text, let width):
      "no room for \"\(text)\" in \(Int(width)) pt; make the chart wider or give a short name"
    case .tooLow(let needs, let has):
      "the chart needs a height of \(Int(needs.rounded(.up))) pt and has \(Int(has)) pt"
    case .tooMany(let what, let limit):
      "at most \(limit) \(what) can be told apart in this kind of chart"
    }
  }
}
