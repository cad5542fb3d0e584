/// How letters look.
public struct TextStyle: Sendable, Hashable {
  /// How heavy the strokes are.
  public enum Weight: Int, Sendable, Hashable, CaseIterable {
    case regular = 400
    case medium = 500
    case semibold = 600
    case bold = 700
  }

  /// Whether all digits are equally wide, as in columns of numbers.
  public enum Figures: Sendable, Hashable {
    case proportional, tabular
  }

  /// Names of font families, the first one preferred, divided by commas.
  public var family: String
  /// The size in points.
  public var size: Double
  /// How heavy.
  public var weight: Weight
  /// How digits are set.
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

  /// The same style with digits of one width.
  public var tabular: TextStyle {
    var style = self
    style.figures = .tabular
    return style
  }
}

/// One line of text.
public struct TextMark: Sendable, Equatable {
  /// Which part of the text stands at its origin.
  public enum Anchor: Sendable, Hashable {
    case start, middle, end
  }

  /// The words.
  public var string: String
  /// A point on the baseline.
  public var origin: Point
  /// Which part of the line stands there.
  public var anchor: Anchor
  /// How the letters look.
  public var style: TextStyle
  /// Their colour.
  public var color: Color
  /// The colour right behind them.
  public var ground: Color
  /// The measured width in points.
  public var width: Double
  /// Points above the baseline that letters with marks can reach.
  public var ascent: Double
  /// Points below the baseline.
  public var descent: Double
  /// What it means.
  public var role: Role

  /// The space that the letters take.
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
  /// The part of the frame in which most lines have ink: extents of a font include air above small
  /// letters and below the baseline.
  public var inkFrame: Rect {
    frame.inset(left: 0.2, top: ascent * 0.18, right: 0.2, bottom: descent * 0.3)
  }
}

/// Tells how much room text takes; whoever draws the text must also measure it.
public protocol TextMeasurer: Sendable {
  /// The width of one line in points.
  func width(of text: String, in style: TextStyle) -> Double
  /// How far letters reach above and below the baseline, in points.
  func extent(of style: TextStyle) -> (ascent: Double, descent: Double)
}
