/// What to draw, as a value: the words around a chart, and the chart itself.
public struct Chart: Sendable {
  /// Whether the title is part of the picture.
  public enum TitlePlacement: String, Sendable, Hashable, CaseIterable {
    case inside
    /// Title, subtitle and footer are left to the document around it.
    case outside
  }

  /// The finding, as a headline.
  public var title: String
  /// What is measured, and when.
  public var subtitle: String
  /// Sources and caveats.
  public var footer: String
  /// The picture in words, derived from its data.
  public var alternativeText: String
  /// The place of the title.
  public var titlePlacement: TitlePlacement
  /// Bars, lines or cells.
  public var body: any ChartBody

  /// A chart.
  public init(
    title: String, subtitle: String = "", footer: String = "", alternativeText: String = "",
    titlePlacement: TitlePlacement = .inside, body: any ChartBody
  ) {
    self.title = title
    self.subtitle = subtitle
    self.footer = footer
    self.alternativeText = alternativeText
    self.titlePlacement = titlePlacement
    self.body = body
  }

  /// Lays out the chart as a complete picture.
  ///
  /// - Parameters:
  ///   - width: in points, margins included.
  ///   - height: in points; `nil` for the chart's preferred height.
  ///   - context: the theme and the text measurer.
  /// - Throws: `LayoutError` if a text does not fit.
  public func scene(
    width: Double, height: Double? = nil, in context: LayoutContext
  ) throws(LayoutError) -> Scene {
    let margin = context.theme.margin
    let inner = width - 2 * margin
    let wanted: Double
    if let height {
      wanted = height
    } else {
      wanted = try naturalHeight(width: inner, in: context) + 2 * margin
    }
    let frame = Rect(x: margin, y: margin, width: inner, height: wanted - 2 * margin)
    var (head, picture, note) = try parts(in: frame, context)
    if !alternativeText.isEmpty, !body.isReadAsText {
      picture = [.group(GroupMark(picture, alternativeText: alternativeText))]
    }
    return Scene(
      size: Size(width: width, height: wanted), background: context.theme.background,
      marks: head + picture + note, title: title, alternativeText: alternativeText)
  }

  /// The preferred height for a width, without margins.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    let head = try head(in: Rect(x: 0, y: 0, width: width, height: 0), context)
    let foot = try foot(left: 0, width: width, context)
    let body = try body.naturalHeight(width: width, in: context)
    return head.bottom + body + foot.height
  }

  /// Lays out the chart as part of a page.
  public func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark] {
    let parts = try parts(in: frame, context)
    return parts.head + parts.picture + parts.note
  }

  private func parts(
    in frame: Rect, _ context: LayoutContext
  ) throws(LayoutError) -> (head: [Mark], picture: [Mark], note: [Mark]) {
    let head = try head(in: frame, context)
    let foot = try foot(left: frame.x, width: frame.width, context)
    let room = Rect(
      x: frame.x, y: head.bottom, width: frame.width,
      height: frame.maxY - foot.height - head.bottom)
    let inside = try body.marks(in: room, context)
    let note = try context.paragraph(
      titlePlacement == .inside ? footer : "", at: frame.x,
      top: frame.maxY - foot.height + context.theme.noteSize * 1.1, width: frame.width,
      style: context.theme.note, color: context.theme.grey, role: .footer)
    return (head.marks, inside, note.marks)
  }

  private func head(
    in frame: Rect, _ context: LayoutContext
  ) throws(LayoutError) -> (marks: [Mark], bottom: Double) {
    guard titlePlacement == .inside else { return ([], frame.y) }
    let theme = context.theme
    let title = try context.paragraph(
      title, at: frame.x, top: frame.y, width: frame.width, style: theme.title, role: .title)
    let subtitle = try context.paragraph(
      subtitle, at: frame.x, top: title.bottom, width: frame.width, style: theme.label,
      color: theme.grey, role: .subtitle)
    let gap = title.marks.isEmpty && subtitle.marks.isEmpty ? 0 : theme.labelSize * 0.9
    return (title.marks + subtitle.marks, subtitle.bottom + gap)
  }

  private func foot(
    left: Double, width: Double, _ context: LayoutContext
  ) throws(LayoutError) -> (marks: [Mark], height: Double) {
    guard titlePlacement == .inside, !footer.isEmpty else { return ([], 0) }
    let note = try context.paragraph(
      footer, at: left, top: 0, width: width, style: context.theme.note,
      color: context.theme.grey, role: .footer)
    return (note.marks, note.bottom + context.theme.noteSize * 1.1)
  }
}

/// A chart of rows that can be split over several pages, all with the same scale.
public protocol RowChart: ChartBody {
  /// The number of rows.
  var rowCount: Int { get }
  /// The rows to draw, as positions in drawing order, or `nil` for all. Scales, columns and colours are those of the
  /// whole chart.
  var visibleRows: Range<Int>? { get set }
}

extension RowChart {
  /// The rows to draw, resolved to a range within the chart.
  var rowsShown: Range<Int> { (visibleRows ?? 0..<rowCount).clamped(to: 0..<rowCount) }

  /// Splits the chart into at most `count` pieces with about the same number of rows each.
  public func split(into count: Int) -> [any RowChart] {
    let count = max(1, min(count, rowCount))
    return (0..<count).map { number in
      var piece = self
      piece.visibleRows = (rowCount * number / count)..<(rowCount * (number + 1) / count)
      return piece
    }
  }
}

/// One kind of chart: bars, lines, cells. A new kind is one new type.
public protocol ChartBody: Sendable {
  /// Lays out the marks in a frame.
  ///
  /// - Throws: `LayoutError` if a text does not fit after every step of the label ladder.
  func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark]

  /// The preferred height for a width.
  func naturalHeight(width: Double, in context: LayoutContext) throws(LayoutError) -> Double

  /// Whether its texts contain all its information, as those of a table do. If so, screen readers read the texts
  /// instead of the alternative text. The default is `false`.
  var isReadAsText: Bool { get }
}

extension ChartBody {
  /// `false`, the default: the chart is a picture.
  public var isReadAsText: Bool { false }
}
