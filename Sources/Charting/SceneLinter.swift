/// Checks the rules that every chart and page must keep. Works on the scene, without rendering it.
public struct SceneLinter: Sendable {
  /// A rule by its name.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// No text overlaps another text.
    case textOverlapsText = "text-overlaps-text"
    /// No text crosses a line, a bar's edge or a point that it does not belong to.
    case textCrossesMark = "text-crosses-mark"
    /// Nothing leaves the page.
    case outsidePage = "outside-page"
    /// The smallest text is 7 points.
    case textTooSmall = "text-too-small"
    /// Text has a contrast of at least 4.5 : 1 to its background (WCAG 2.2, 1.4.3).
    case lowTextContrast = "low-text-contrast"
    /// Bars, lines and points have a contrast of at least 3 : 1 to the page (WCAG 2.2, 1.4.11).
    case lowMarkContrast = "low-mark-contrast"
    /// Every bar starts at an axis, which marks zero.
    case barOffAxis = "bar-off-axis"
    /// The scene has a name.
    case noTitle = "no-title"
    /// Every picture of data has an alternative text, for those who cannot see it.
    case noAlternativeText = "no-alternative-text"
    /// Numbers are finite and sizes not negative.
    case impossibleGeometry = "impossible-geometry"
  }

  /// A rule that a scene breaks, and where.
  public struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// The rule.
    public let rule: Rule
    /// The element that breaks it.
    public let subject: String

    /// `text-overlaps-text: "105" and "85"`
    public var description: String { "\(rule.rawValue): \(subject)" }
  }

  /// The smallest size of text in points.
  public static let smallestText = 7.0

  /// A linter with all rules.
  public init() {}

  /// Every broken rule.
  ///
  /// Complexity: quadratic in the number of texts.
  public func violations(in scene: Scene) -> [Violation] {
    let marks = scene.flattened
    return impossible(marks) + outside(scene, marks) + small(scene) + overlaps(scene)
      + crossings(scene, marks) + contrasts(scene, marks) + bars(marks) + words(scene, marks)
  }

  private func bars(_ marks: [Mark]) -> [Violation] {
    let axes = marks.compactMap { mark -> LineMark? in
      if case .line(let line) = mark, line.role == .axis { line } else { nil }
    }
    return marks.compactMap { mark in
      guard case .rectangle(let bar) = mark, bar.role == .bar else { return nil }
      let frame = bar.frame
      let stands = axes.contains { axis in
        let line = Rect(enclosing: [axis.from, axis.to])
        return line.width == 0
          ? min(abs(line.x - frame.x), abs(line.x - frame.maxX)) < 0.5
            && line.y <= frame.midY && frame.midY <= line.maxY
          : min(abs(line.y - frame.y), abs(line.y - frame.maxY)) < 0.5
            && line.x <= frame.midX && frame.midX <= line.maxX
      }
      return stands ? nil : Violation(rule: .barOffAxis, subject: "a bar at \(place(frame))")
    }
  }

  private func words(_ scene: Scene, _ marks: [Mark]) -> [Violation] {
    var violations: [Violation] = []
    if scene.title.isEmpty {
      violations.append(Violation(rule: .noTitle, subject: "the scene has no title"))
    }
    let data: Set<Role> = [.bar, .step, .line, .point, .cell]
    if scene.alternativeText.isEmpty,
      marks.contains(where: { role($0).map(data.contains) ?? false })
    {
      violations.append(
        Violation(
          rule: .noAlternativeText, subject: "\"\(scene.title)\" is not described in words"))
    }
    return violations
  }

  private func role(_ mark: Mark) -> Role? {
    switch mark {
    case .rectangle(let mark): mark.role
    case .line(let mark): mark.role
    case .path(let mark): mark.role
    case .text(let mark): mark.role
    case .group: nil
    }
  }

  private func place(_ frame: Rect) -> String { "(\(Int(frame.x)), \(Int(frame.y)))" }

  private func impossible(_ marks: [Mark]) -> [Violation] {
    marks.compactMap { mark in
      let isPossible: Bool
      switch mark {
      case .rectangle(let rectangle):
        let frame = rectangle.frame
        isPossible =
          frame.x.isFinite && frame.y.isFinite && frame.width.isFinite && frame.height.isFinite
          && frame.width >= 0 && frame.height >= 0
      default:
        let box = mark.bounds
        isPossible =
          box.x.isFinite && box.y.isFinite && box.width.isFinite && box.height.isFinite
      }
      return isPossible ? nil : Violation(rule: .impossibleGeometry, subject: "\(mark)")
    }
  }

  private func outside(_ scene: Scene, _ marks: [Mark]) -> [Violation] {
    let page = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
    return marks.compactMap { mark in
      let box = mark.bounds
      return page.contains(box, tolerance: 0.5)
        ? nil : Violation(rule: .outsidePage, subject: name(mark))
    }
  }

  private func small(_ scene: Scene) -> [Violation] {
    scene.texts.filter { $0.style.size < SceneLinter.smallestText - 0.001 }.map {
      Violation(rule: .textTooSmall, subject: "\"\($0.string)\" (\($0.style.size) pt)")
    }
  }

  private func overlaps(_ scene: Scene) -> [Violation] {
    let texts = scene.texts
    var violations: [Violation] = []
    for (index, first) in texts.enumerated() {
      let frame = first.inkFrame
      for second in texts[(index + 1)...] where frame.overlaps(second.inkFrame) {
        violations.append(
          Violation(
            rule: .textOverlapsText, subject: "\"\(first.string)\" and \"\(second.string)\""))
      }
    }
    return violations
  }

  private func crossings(_ scene: Scene, _ marks: [Mark]) -> [Violation] {
    var violations: [Violation] = []
    for (position, textMark) in marks.enumerated() {
      guard case .text(let text) = textMark else { continue }
      let core = text.inkFrame
      // A plate in the text's own background colour hides the marks below it: they do not cross the text.
      let plate = marks[..<position].lastIndex { mark in
        guard case .rectangle(let rectangle) = mark, case .color(text.ground) = rectangle.fill
        else { return false }
        return rectangle.frame.contains(core)
      }
      for (other, mark) in marks.enumerated() where other > plate ?? -1 {
        if isCrossed(core, text, by: mark, scene) {
          violations.append(
            Violation(rule: .textCrossesMark, subject: "\"\(text.string)\" and \(name(mark))"))
        }
      }
    }
    return violations
  }

  private func isCrossed(_ core: Rect, _ text: TextMark, by mark: Mark, _ scene: Scene) -> Bool {
    switch mark {
    case .line(let line):
      core.touchesSegment(line.from, line.to)
    case .path(let path) where path.role == .line:
      zip(path.points, path.points.dropFirst()).contains {
        core.touchesSegment($0, $1, width: path.stroke?.width ?? 0)
      }
    case .path(let path) where path.role == .point:
      core.overlaps(mark.bounds)
    case .rectangle(let rectangle) where [.bar, .step].contains(rectangle.role):
      text.ground == scene.background && core.overlaps(rectangle.frame)
    default:
      false
    }
  }

  private func contrasts(_ scene: Scene, _ marks: [Mark]) -> [Violation] {
    var violations = scene.texts.filter { $0.color.contrast(with: $0.ground) < Contrast.text }.map {
      Violation(
        rule: .lowTextContrast, subject: "\"\($0.string)\" \($0.color.hex) on \($0.ground.hex)")
    }
    for mark in marks {
      let color: Color?
      switch mark {
      case .rectangle(let rectangle) where [.bar, .step].contains(rectangle.role):
        if case .color(let fill) = rectangle.fill { color = fill } else { color = nil }
      case .path(let path) where path.role == .line: color = path.stroke?.color
      case .line(let line) where [.reference, .target].contains(line.role):
        color = line.stroke.color
      default: color = nil
      }
      if let color, color.contrast(with: scene.background) < Contrast.mark {
        violations.append(
          Violation(rule: .lowMarkContrast, subject: "\(name(mark)) \(color.hex)"))
      }
    }
    return violations
  }

  private func name(_ mark: Mark) -> String {
    switch mark {
    case .rectangle(let mark): "a \(mark.role.rawValue)"
    case .line(let mark): "a \(mark.role.rawValue) line"
    case .path(let mark): "a \(mark.role.rawValue) shape"
    case .text(let mark): "\"\(mark.string)\""
    case .group: "a group"
    }
  }
}
