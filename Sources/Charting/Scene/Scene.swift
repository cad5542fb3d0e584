/// The places of all marks: the result of a chart's layout and the input of every renderer.
///
/// A plain value: it can be compared, searched and checked without a pixel.
public struct Scene: Sendable, Equatable {
  /// The size of the page or image, in points.
  public var size: Size
  /// The background colour.
  public var background: Color
  /// The marks, from back to front.
  public var marks: [Mark]
  /// The title in a document's metadata.
  public var title: String
  /// The picture in words, for those who cannot see it.
  public var alternativeText: String

  /// A scene of the given marks.
  public init(
    size: Size, background: Color = .white, marks: [Mark], title: String = "",
    alternativeText: String = ""
  ) {
    self.size = size
    self.background = background
    self.marks = marks
    self.title = title
    self.alternativeText = alternativeText
  }

  /// Every mark that is not a group, from back to front.
  public var flattened: [Mark] { marks.flatMap(\.flattened) }

  /// Every text, from back to front.
  public var texts: [TextMark] {
    flattened.compactMap { mark in
      if case .text(let text) = mark { text } else { nil }
    }
  }
}

/// The meaning of a mark, independent of its look.
public enum Role: String, Sendable, Hashable, CaseIterable {
  case title, subtitle, footer
  /// Axis lines, grid lines and ticks.
  case axis, grid
  /// The name of a category or series, the text of a tick, a value.
  case label, value, note
  /// A mark that represents a number.
  case bar, line, point, cell
  /// A bar that begins at the end of another one.
  case step
  /// Another period's value, a target, an empty slot for a number that is missing.
  case reference, target, missing
  /// Headings, rules and numbers of a page.
  case furniture
}

/// One thing to draw.
public enum Mark: Sendable, Equatable {
  case rectangle(RectangleMark)
  case line(LineMark)
  case path(PathMark)
  case text(TextMark)
  case group(GroupMark)

  /// The box around it, without stroke widths.
  package var bounds: Rect {
    switch self {
    case .rectangle(let rectangle): rectangle.frame
    case .text(let text): text.frame
    case .line(let line): Rect(enclosing: [line.from, line.to])
    case .path(let path): Rect(enclosing: path.points)
    case .group(let group):
      Rect(
        enclosing: group.marks.map(\.bounds).flatMap {
          [Point(x: $0.x, y: $0.y), Point(x: $0.maxX, y: $0.maxY)]
        })
    }
  }

  /// The marks inside groups; the mark itself if it is not a group.
  public var flattened: [Mark] {
    if case .group(let group) = self { group.marks.flatMap(\.flattened) } else { [self] }
  }
}

/// The fill of a shape.
public enum Fill: Sendable, Hashable {
  case color(Color)
  /// Thin diagonal strokes on white, for a missing value.
  case hatch(Color)
}

/// The stroke of a line.
public struct Stroke: Sendable, Hashable {
  /// The line's colour.
  public var color: Color
  /// Its width in points.
  public var width: Double
  /// The lengths of dash and gap in points; empty for a solid line.
  public var dash: [Double]

  /// A stroke, solid unless dashes are given.
  public init(_ color: Color, width: Double, dash: [Double] = []) {
    self.color = color
    self.width = width
    self.dash = dash
  }
}

/// A rectangle parallel to the axes.
public struct RectangleMark: Sendable, Equatable {
  /// Its position and size.
  public var frame: Rect
  /// Its fill, if any.
  public var fill: Fill?
  /// Its outline, if any, centred on the edge.
  public var stroke: Stroke?
  /// Its meaning.
  public var role: Role

  /// A rectangle.
  public init(_ frame: Rect, fill: Fill? = nil, stroke: Stroke? = nil, role: Role) {
    self.frame = frame
    self.fill = fill
    self.stroke = stroke
    self.role = role
  }
}

/// A straight line.
public struct LineMark: Sendable, Equatable {
  /// One end.
  public var from: Point
  /// The other end.
  public var to: Point
  /// Its stroke.
  public var stroke: Stroke
  /// Its meaning.
  public var role: Role

  /// A line between two points.
  public init(from: Point, to: Point, stroke: Stroke, role: Role) {
    self.from = from
    self.to = to
    self.stroke = stroke
    self.role = role
  }
}

/// Any other shape.
public struct PathMark: Sendable, Equatable {
  /// One step of the pen.
  public enum Step: Sendable, Hashable {
    case move(Point)
    case line(Point)
    /// A cubic Bézier curve by its two control points and its end.
    case curve(Point, Point, Point)
    case close
  }

  /// The steps of the pen.
  public var steps: [Step]
  /// The fill of the inside, if any, by the even-odd rule.
  public var fill: Fill?
  /// The stroke of the outline, if any.
  public var stroke: Stroke?
  /// Its meaning.
  public var role: Role

  /// A shape.
  public init(_ steps: [Step], fill: Fill? = nil, stroke: Stroke? = nil, role: Role) {
    self.steps = steps
    self.fill = fill
    self.stroke = stroke
    self.role = role
  }

  /// The points of the path; for curves only their ends.
  package var points: [Point] {
    steps.compactMap { step in
      switch step {
      case .move(let point), .line(let point), .curve(_, _, let point): point
      case .close: nil
      }
    }
  }

  /// A line through points.
  public static func polyline(_ points: [Point], stroke: Stroke, role: Role) -> PathMark {
    PathMark(
      points.enumerated().map { $0.offset == 0 ? .move($0.element) : .line($0.element) },
      stroke: stroke, role: role)
  }

  /// A circle of four curves.
  public static func circle(
    center: Point, radius: Double, fill: Fill? = nil, stroke: Stroke? = nil, role: Role
  ) -> PathMark {
    // The usual distance of the control points; the error is below 0.03%.
    let reach = radius * 0.552_284_75
    func at(_ x: Double, _ y: Double) -> Point { Point(x: center.x + x, y: center.y + y) }
    return PathMark(
      [
        .move(at(radius, 0)),
        .curve(at(radius, reach), at(reach, radius), at(0, radius)),
        .curve(at(-reach, radius), at(-radius, reach), at(-radius, 0)),
        .curve(at(-radius, -reach), at(-reach, -radius), at(0, -radius)),
        .curve(at(reach, -radius), at(radius, -reach), at(radius, 0)),
        .close,
      ], fill: fill, stroke: stroke, role: role)
  }
}

/// Marks that belong together: a table row, a link, the target of a link, a picture on a page.
public struct GroupMark: Sendable, Equatable {
  /// The marks, from back to front.
  public var marks: [Mark]
  /// The name that links lead to, unique in a document.
  public var anchor: String?
  /// The anchor to which a click on the group leads.
  public var link: String?
  /// The group in words.
  public var alternativeText: String?

  /// A group.
  public init(
    _ marks: [Mark], anchor: String? = nil, link: String? = nil, alternativeText: String? = nil
  ) {
    self.marks = marks
    self.anchor = anchor
    self.link = link
    self.alternativeText = alternativeText
  }
}
