import Charting
import CPangoCairo
import Synchronization

/// Sets single lines of text with Pango: measures and draws them from the same shaping.
///
/// Every line is set at one size and scaled, which changes nothing because glyphs are not hinted: to find and load the
/// fonts of another size takes a millisecond.
final class TextSetter {
  /// The size at which lines are set, in points; large, because Pango rounds advances to 1/1024 point.
  private static let setSize = 32.0

  /// The properties for which fonts are loaded.
  private struct Face: Hashable {
    var family: String
    var weight: TextStyle.Weight
  }

  private let fontMap: ObjectHandle<PangoFontMap>
  private let context: OpaquePointer
  private let layout: OpaquePointer
  private var descriptions: [Face: Handle] = [:]
  private let features: [TextStyle.Figures: Handle]
  init() {
    fontMap = ObjectHandle(pango_cairo_font_map_new())
    context = pango_font_map_create_context(fontMap.pointer)
    // Otherwise glyph advances are rounded to whole points, and letters are spaced unevenly.
    let options = Handle.fontOptions(cairo_font_options_create())
    cairo_font_options_set_hint_style(options.pointer, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options.pointer, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options.pointer, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options.pointer)
    pango_context_set_round_glyph_positions(context, 0)
    pango_cairo_context_set_resolution(context, 72)
    layout = pango_layout_new(context)
    pango_layout_set_single_paragraph_mode(layout, 1)
    // Contextual alternates would turn "3x4" into a multiplication; data must appear unchanged.
    features = [
      .proportional: TextSetter.attributes("calt=0"),
      .tabular: TextSetter.attributes("calt=0,tnum=1"),
    ]
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(layout))
    g_object_unref(UnsafeMutableRawPointer(context))
  }

  private static func attributes(_ features: String) -> Handle {
    let list = Handle.attributes(pango_attr_list_new())
    pango_attr_list_insert(list.pointer, pango_attr_font_features_new(features))
    return list
  }

  private func description(of style: TextStyle) -> OpaquePointer {
    let face = Face(family: style.family, weight: style.weight)
    if let known = descriptions[face] { return known.pointer }
    let description = Handle.fontDescription(pango_font_description_new())
    pango_font_description_set_family(description.pointer, style.family)
    pango_font_description_set_weight(
      description.pointer, PangoWeight(rawValue: UInt32(style.weight.rawValue)))
    pango_font_description_set_absolute_size(
      description.pointer, TextSetter.setSize * Double(PANGO_SCALE))
    descriptions[face] = description
    return description.pointer
  }

  /// The number of points in a style per Pango unit.
  private func scale(_ style: TextStyle) -> Double {
    style.size / TextSetter.setSize / Double(PANGO_SCALE)
  }

  private func set(_ text: String, _ style: TextStyle) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        pango_layout_set_text(layout, $0.baseAddress, Int32(clamping: $0.count))
      }
    }
    pango_layout_set_font_description(layout, description(of: style))
    pango_layout_set_attributes(layout, features[style.figures]?.pointer)
  }

  /// The width of a line in points, and the characters for which no installed font has a glyph.
  func width(
    of text: String, in style: TextStyle
  ) -> (points: Double, missing: [Unicode.Scalar]) {
    set(text, style)
    var logical = PangoRectangle()
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), nil, &logical)
    let points = Double(logical.width) * scale(style)
    guard pango_layout_get_unknown_glyphs_count(layout) > 0 else { return (points, []) }
    return (points, text.unicodeScalars.filter { !hasGlyph($0, style) })
  }

  private func hasGlyph(_ scalar: Unicode.Scalar, _ style: TextStyle) -> Bool {
    set(String(scalar), style)
    return pango_layout_get_unknown_glyphs_count(layout) == 0
  }

  func extent(of style: TextStyle) -> (ascent: Double, descent: Double) {
    guard
      let metrics = pango_context_get_metrics(context, description(of: style), nil)
    else { return (style.size, style.size * 0.25) }
    defer { pango_font_metrics_unref(metrics) }
    return (
      Double(pango_font_metrics_get_ascent(metrics)) * scale(style),
      Double(pango_font_metrics_get_descent(metrics)) * scale(style)
    )
  }

  /// Draws a line of text from a point on its baseline, in the context's current colour.
  func draw(_ text: String, in style: TextStyle, from origin: Point, on cairo: OpaquePointer) {
    place(text, in: style, from: origin, on: cairo) { pango_cairo_show_layout_line($0, $1) }
  }

  /// Adds the outlines of a line's glyphs to the context's path.
  func trace(_ text: String, in style: TextStyle, from origin: Point, on cairo: OpaquePointer) {
    place(text, in: style, from: origin, on: cairo) { pango_cairo_layout_line_path($0, $1) }
  }

  private func place(
    _ text: String, in style: TextStyle, from origin: Point, on cairo: OpaquePointer,
    _ work: (OpaquePointer, UnsafeMutablePointer<PangoLayoutLine>?) -> Void
  ) {
    set(text, style)
    cairo_save(cairo)
    defer { cairo_restore(cairo) }
    cairo_translate(cairo, origin.x, origin.y)
    let scale = style.size / TextSetter.setSize
    cairo_scale(cairo, scale, scale)
    cairo_move_to(cairo, 0, 0)
    work(cairo, pango_layout_get_line_readonly(layout, 0))
  }

  /// The font family that is really used for a style.
  func resolvedFamily(of style: TextStyle) -> String? {
    guard let font = pango_context_load_font(context, description(of: style)) else { return nil }
    defer { g_object_unref(font) }
    let description = Handle.fontDescription(pango_font_describe(font))
    return pango_font_description_get_family(description.pointer).map { String(cString: $0) }
  }
}

/// Measures text for layouts exactly as `CairoRenderer` draws it.
///
/// Several threads may use it at once: each measures with the fonts that it also draws with. They share a cache of
/// widths.
public final class PangoMeasurer: TextMeasurer, Sendable {
  private struct Key: Hashable {
    var text: String
    var style: TextStyle
  }
  private struct State {
    var widths: [Key: Double] = [:]
    var extents: [TextStyle: (ascent: Double, descent: Double)] = [:]
    /// Characters for which no installed font has a glyph.
    var charactersWithoutGlyph: Set<Unicode.Scalar> = []
  }
  /// Sharded by the hash of the key, so that threads seldom wait for each other.
  private let states = (0..<16).map { _ in Shard() }
  private final class Shard: Sendable { let state = Mutex(State()) }

  private func state(of hash: Int) -> Shard { states[hash & 15] }

  /// A measurer; a program needs only one.
  public init() {}

  /// The width of one line in points.
  public func width(of text: String, in style: TextStyle) -> Double {
    let key = Key(text: text, style: style)
    let shard = state(of: key.hashValue)
    if let known = shard.state.withLock({ $0.widths[key] }) { return known }
    let width = TextSetter.shared().width(of: text, in: style)
    shard.state.withLock { state in
      // Enough for any pack, and limits the memory of a program that runs for days.
      if state.widths.count > 4_000 { state.widths.removeAll() }
      state.widths[key] = width.points
      state.charactersWithoutGlyph.formUnion(width.missing)
    }
    return width.points
  }

  /// The reach of letters above and below the baseline, in points.
  public func extent(of style: TextStyle) -> (ascent: Double, descent: Double) {
    let shard = state(of: style.hashValue)
    if let known = shard.state.withLock({ $0.extents[style] }) { return known }
    let extent = TextSetter.shared().extent(of: style)
    shard.state.withLock { $0.extents[style] = extent }
    return extent
  }

  /// Problems with the fonts on this machine: the preferred family is missing, or no font has a glyph for a character
  /// that was measured. Empty if there are none.
  public func fontProblems(for style: TextStyle) -> [FontProblem] {
    var problems: [FontProblem] = []
    let wanted = style.family.split(separator: ",").first.map { String($0.drop { $0 == " " }) }
    if let wanted, let used = TextSetter.shared().resolvedFamily(of: style), used != wanted {
      problems.append(.missingFamily(wanted, used: used))
    }
    let missing = states.reduce(into: Set<Unicode.Scalar>()) { all, shard in
      all.formUnion(shard.state.withLock { $0.charactersWithoutGlyph })
    }
    return problems + missing.sorted().map { .missingGlyph($0) }
  }
}

/// A problem with the fonts on this machine.
public enum FontProblem: Sendable, Hashable, CustomStringConvertible {
  /// A family is not installed, and another is used instead.
  case missingFamily(String, used: String)
  /// No font has a glyph for this character.
  case missingGlyph(Unicode.Scalar)

  /// A description for a warning.
  public var description: String {
    switch self {
    case .missingFamily(let wanted, let used):
      "the font \(wanted) is not installed; \(used) is used instead"
    case .missingGlyph(let scalar):
      "no installed font has the character U+\(String(scalar.value, radix: 16, uppercase: true))"
    }
  }
}
