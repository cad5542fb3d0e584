/// The font of a text.
public struct TextStyle: Sendable, Hashable {
  /// The weight of the font.
  public enum Weight: Int, Sendable, Hashable, CaseIterable {
    case regular = 400
    case medium = 500
    case semibold = 600
    case bold = 700
  }

  /// Whether all digits have the same width, as in columns of numbers.
  public enum Figures: Sendable, Hashable {
    case proportional, tabular
  }

  /// Comma-separated font families, the preferred one first.
  public var family: String
  /// The size in points.
  public var size: Double
  /// The weight.
  public var weight: Weight
  /// Whether digits have the same width.
  public var figures: Figures

  /// A style.
  public init(
    family: String, size: Double, weight: Weight = .regular, figures: Figures = .proportional
  ) {
    self.family = family
    self.size = size
    self.weight = weight
    self.figures = figures
  }

  /// The same style in another weight.
  public func weight(_ weight: Weight) -> TextStyle {
    var style = self
    style.weight = weight
    return style
  }

  /// The same style in another size.
  public func size(_ size: Double) -> TextStyle {
    var style = self
    style.size = size
    return style
  }

  /// The same style with digits of equal width.
  public var tabular: TextStyle {
    var style = self
    style.figures = .tabular
    return style
  }
}

/// One line of text.
public struct TextMark: Sendable, Equatable {
  /// The part of the text that is at its origin.
  public enum Anchor: Sendable, Hashable {
    case start, middle, end
  }

  /// The words.
  public var string: String
  /// A point on the baseline.
  public var origin: Point
  /// The part of the text at that point.
  public var anchor: Anchor
  /// The font.
  public var style: TextStyle
  /// The colour of the text.
  public var color: Color
  /// The background colour of the text.
  public var ground: Color
  /// The measured width in points.
  public var width: Double
  /// Points above the baseline that accented letters can reach.
  public var ascent: Double
  /// Points below the baseline.
  public var descent: Double
  /// Its meaning.
  public var role: Role

  /// The space that the text takes.
  public var frame: Rect {
    let left =
      switch anchor {
      case .start: origin.x
      case .middle: origin.x - width / 2
      case .end: origin.x - width
      }
    return Rect(x: left, y: origin.y - ascent, width: width, height: ascent + descent)
  }
}

extension TextMark {
  /// The part of the frame that has ink in most lines: a font's extents include space above lower-case letters and
  /// below the baseline.
  public var inkFrame: Rect {
    frame.inset(left: 0.2, top: ascent * 0.18, right: 0.2, bottom: descent * 0.3)
  }
}

/// Measures the room that text takes; must match the renderer that draws it.
public protocol TextMeasurer: Sendable {
  /// The width of one line in points.
  func width(of text: String, in style: TextStyle) -> Double
  /// The reach of letters above and below the baseline, in points.
  func extent(of style: TextStyle) -> (ascent: Double, descent: Double)
}
