import Charting
import CPangoCairo

/// Draws the marks of a scene on a Cairo context, for any kind of surface.
struct Painter {
  /// The kind of surface.
  enum Target {
    /// Pixels: edges are moved to whole pixels, to be sharp; only some rows are painted.
    case pixels(perPoint: Double, rows: Range<Int>)
    /// PDF pages: links, their targets and the structure are written.
    case pages(PageStructure)
  }

  let cairo: OpaquePointer
  let target: Target
  let text: TextSetter

  func paint(_ scene: Scene) {
    // An opaque paint makes Cairo discard what came before it on the page, including tags: so write every tag after it.
    set(scene.background)
    cairo_paint(cairo)
    guard case .pages(let structure) = target else {
      for mark in scene.marks { paint(mark) }
      return
    }
    structure.page(scene) { for mark in scene.marks { paint(mark) } }
  }

  private func paint(_ mark: Mark) {
    guard mayShow(mark) else { return }
    switch mark {
    case .rectangle(let mark): paint(mark)
    case .line(let mark): paint(mark)
    case .path(let mark): paint(mark)
    case .text(let mark):
      var string = mark.string
      if case .pages(let structure) = target {
        structure.comes(mark)
        // Lines of a paragraph are read one after the other, so words need a space between them.
        string += " "
      }
      set(mark.color)
      // Cairo moves glyphs to whole pixels, too; halves could round up in one band and down in the next.
      let origin = Point(x: mark.frame.x, y: snapped(mark.origin.y))
      text.draw(string, in: mark.style, from: origin, on: cairo)
    case .group(let mark): paint(mark)
    }
  }

  private func paint(_ mark: RectangleMark) {
    let left = snapped(mark.frame.x)
    let top = snapped(mark.frame.y)
    // A bar with a value stays visible, however small it is.
    let width = max(snapped(mark.frame.maxX) - left, mark.frame.width > 0 ? smallest : 0)
    let height = max(snapped(mark.frame.maxY) - top, mark.frame.height > 0 ? smallest : 0)
    let frame = Rect(x: left, y: top, width: width, height: height)
    switch mark.fill {
    case .color(let color):
      set(color)
      cairo_rectangle(cairo, frame.x, frame.y, frame.width, frame.height)
      cairo_fill(cairo)
    case .hatch(let color):
      cairo_rectangle(cairo, frame.x, frame.y, frame.width, frame.height)
      hatch(color)
    case nil: break
    }
    if let stroke = mark.stroke {
      let half = strokeWidth(stroke) / 2
      let inner = frame.inset(left: half, top: half, right: half, bottom: half)
      set(stroke)
      cairo_rectangle(cairo, inner.x, inner.y, inner.width, inner.height)
      cairo_stroke(cairo)
    }
  }

  private func paint(_ mark: LineMark) {
    set(mark.stroke)
    let width = strokeWidth(mark.stroke)
    var (from, to) = (mark.from, mark.to)
    if from.x == to.x {
      from.x = snappedCentre(from.x, width: width)
      to.x = from.x
    }
    if from.y == to.y {
      from.y = snappedCentre(from.y, width: width)
      to.y = from.y
    }
    cairo_move_to(cairo, from.x, from.y)
    cairo_line_to(cairo, to.x, to.y)
    cairo_stroke(cairo)
  }

  private func paint(_ mark: PathMark) {
    for step in mark.steps {
      switch step {
      case .move(let point): cairo_move_to(cairo, point.x, point.y)
      case .line(let point): cairo_line_to(cairo, point.x, point.y)
      case .curve(let first, let second, let end):
        cairo_curve_to(cairo, first.x, first.y, second.x, second.y, end.x, end.y)
      case .close: cairo_close_path(cairo)
      }
    }
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD)
    switch mark.fill {
    case .color(let color):
      set(color)
      cairo_fill_preserve(cairo)
    case .hatch(let color):
      let way = cairo_copy_path(cairo)
      defer { cairo_path_destroy(way) }
      hatch(color)
      cairo_append_path(cairo, way)
    case nil: break
    }
    if let stroke = mark.stroke {
      set(stroke)
      cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
      cairo_stroke_preserve(cairo)
    }
    cairo_new_path(cairo)
  }

  private func paint(_ group: GroupMark) {
    func paintMarks() { for mark in group.marks { paint(mark) } }
    guard case .pages(let structure) = target else { return paintMarks() }
    if let anchor = group.anchor { structure.anchor(anchor) }
    if let link = group.link {
      structure.link(to: link, paintMarks)
    } else if let words = group.alternativeText {
      structure.picture(words, paintMarks)
    } else {
      paintMarks()
    }
  }

  /// Draws thin strokes from lower left to upper right within the current path, in phase over the whole page.
  private func hatch(_ color: Color) {
    let distance = 5.0
    var (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0)
    cairo_path_extents(cairo, &left, &top, &right, &bottom)
    let frame = Rect(x: left, y: top, width: right - left, height: bottom - top)
    cairo_save(cairo)
    cairo_clip(cairo)
    set(Stroke(color, width: 0.9))
    let first = ((frame.x + frame.y) / distance).rounded(.down) * distance
    for sum in stride(from: first, through: frame.maxX + frame.maxY, by: distance) {
      cairo_move_to(cairo, sum - frame.y, frame.y)
      cairo_line_to(cairo, sum - frame.maxY, frame.maxY)
    }
    cairo_stroke(cairo)
    cairo_restore(cairo)
  }

  // MARK: Pixels and pens

  /// Whether a mark may reach into the rows that are painted.
  private func mayShow(_ mark: Mark) -> Bool {
    guard case .pixels(let perPoint, let rows) = target else { return true }
    let (top, bottom) = (Double(rows.lowerBound) / perPoint, Double(rows.upperBound) / perPoint)
    func mayShow(_ from: Double, _ to: Double, beyond: Double) -> Bool {
      // Edges move by half a pixel, and edges of glyphs by the same again.
      max(from, to) + beyond + 2 / perPoint >= top
        && min(from, to) - beyond - 2 / perPoint <= bottom
    }
    switch mark {
    case .rectangle(let mark): return mayShow(mark.frame.y, mark.frame.maxY, beyond: 0)
    case .line(let mark):
      return mayShow(mark.from.y, mark.to.y, beyond: mark.stroke.width)
    case .text(let mark):
      // Few glyphs extend beyond their font's extents, and none by as much as the font size.
      return mayShow(mark.frame.y, mark.frame.maxY, beyond: mark.style.size)
    case .path, .group: return true
    }
  }

  private var smallest: Double {
    if case .pixels(let perPoint, _) = target { 1 / perPoint } else { 0 }
  }

  private func snapped(_ value: Double) -> Double {
    guard case .pixels(let perPoint, _) = target else { return value }
    return (value * perPoint).rounded() / perPoint
  }

  private func strokeWidth(_ stroke: Stroke) -> Double {
    guard case .pixels(let perPoint, _) = target else { return stroke.width }
    return max(1, (stroke.width * perPoint).rounded()) / perPoint
  }

  /// The centre of a line that covers whole pixels.
  private func snappedCentre(_ value: Double, width: Double) -> Double {
    snapped(value - width / 2) + width / 2
  }

  private func set(_ color: Color) {
    cairo_set_source_rgb(
      cairo, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
  }

  private func set(_ stroke: Stroke) {
    set(stroke.color)
    cairo_set_line_width(cairo, strokeWidth(stroke))
    cairo_set_dash(cairo, stroke.dash, Int32(stroke.dash.count), 0)
  }

}

/// Attributes of Cairo tags.
enum CairoTag {
  /// A string in single quotes, with quotes and backslashes escaped.
  static func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
