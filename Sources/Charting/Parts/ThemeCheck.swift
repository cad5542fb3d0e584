/// A problem with the colours of a theme, found by computation.
public enum ThemeProblem: Sendable, Hashable, CustomStringConvertible {
  /// Text of this colour has a contrast of less than 4.5 : 1 (WCAG 2.2, 1.4.3).
  case paleText(Color, contrast: Double)
  /// Marks of this colour have a contrast of less than 3 : 1 to the page (WCAG 2.2, 1.4.11).
  case paleMark(Color, contrast: Double)
  /// Two colours with different meanings look alike in this kind of vision.
  case alike(Color, Color, ColorVision)
  /// Neighbouring categories look alike in grey.
  case alikeInGrey(Color, Color)

  /// A description for an error message.
  public var description: String {
    func ratio(_ contrast: Double) -> String { NumberStyle.english.text(contrast, decimals: 1) }
    return switch self {
    case .paleText(let color, let contrast):
      "text in \(color.hex) has a contrast of \(ratio(contrast)) : 1; 4.5 : 1 is needed"
    case .paleMark(let color, let contrast):
      "marks in \(color.hex) have a contrast of \(ratio(contrast)) : 1; 3 : 1 is needed"
    case .alike(let first, let second, let vision):
      "\(first.hex) and \(second.hex) look alike"
        + (vision == .normal ? "" : " with \(vision.rawValue)")
    case .alikeInGrey(let first, let second):
      "\(first.hex) and \(second.hex), which lie beside each other, look alike in grey"
    }
  }
}

extension Theme {
  /// The least distance of colours with different meanings, in the unit of `ColorVision.distance`.
  static let leastDistance = 8.0
  /// The least difference in lightness of neighbours.
  static let leastStep = 12.0

  /// All colours that some reader could not read: those too pale, and those that look alike to a colour-blind reader or
  /// in grey.
  public var problems: [ThemeProblem] {
    var problems: [ThemeProblem] = []
    for color in [ink, grey, accent, warning] {
      let contrast = color.contrast(with: background)
      if contrast < Contrast.text { problems.append(.paleText(color, contrast: contrast)) }
    }
    for color in [companion, midGrey] + categories {
      let contrast = color.contrast(with: background)
      if contrast < Contrast.mark { problems.append(.paleMark(color, contrast: contrast)) }
    }
    // "Others" come last, in grey. The subject also appears next to its companions and to what it is compared with.
    let parts = categories + [midGrey]
    var pairs = [(accent, companion), (accent, midGrey)]
    for (index, first) in parts.enumerated() { pairs += parts[(index + 1)...].map { (first, $0) } }
    for (first, second) in pairs {
      if let vision = ColorVision.allCases.first(where: {
        $0.distance(first, second) < Theme.leastDistance
      }) {
        problems.append(.alike(first, second, vision))
      }
    }
    for (first, second) in zip(parts, parts.dropFirst())
    where abs(first.lightness - second.lightness) < Theme.leastStep {
      problems.append(.alikeInGrey(first, second))
    }
    return problems
  }
}
