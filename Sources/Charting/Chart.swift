/// What to draw, as a value: the words around a chart, and the chart itself.
public struct Chart: Sendable {
  /// Whether the title is part of the picture.
  public enum TitlePlacement: String, Sendable, Hashable, CaseIterable {
    case inside
    /// Title, subtitle and footer are left to the document around it.
    case outside
  }

  /// Says what the data says.
  public var title: String
  /// Says what is measured, and when.
  public var subtitle: String
  /// Says what stands behind it.
  public var footer: String
  /// Says in words what the picture shows, made from its data.
  public var alternativeText: String
  /// Where the title goes.
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

  /// The chart as a picture of its own.
  ///
  /// - Parameters:
  ///   - width: in points, margins included.
  ///   - height: in points; without it, as high as the chart reads best.
  ///   - context: the theme and what measures text.
  /// - Throws: `LayoutError` where some text finds no room.
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

  /// The height that the chart reads best in, without margins.
  public func naturalHeight(
    width: Double, in context: LayoutContext
  ) throws(LayoutError) -> Double {
    let head = try head(in: Rect(x: 0, y: 0, width: width, height: 0), context)
    let foot = try foot(left: 0, width: width, context)
    let body = try body.naturalHeight(width: width, in: context)
    return head.bottom + body + foot.height
  }

  /// The chart as a part of a page.
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

/// A chart of rows that can go on over several pages, all of them on one scale.
public protocol RowChart: ChartBody {
  /// How many rows it has.
  var rowCount: Int { get }
  /// The rows that are drawn, in the order in which they stand; all of them without it. Scales, columns
  /// and colours are those of the whole chart.
  var visibleRows: Range<Int>? { get set }
}

extension RowChart {
  /// The rows that are drawn.
  var rowsShown: Range<Int> { (visibleRows ?? 0..<rowCount).clamped(to: 0..<rowCount) }

  /// The chart in so many pieces of about as many rows each.
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
  /// Where every mark lies within a frame.
  ///
  /// - Throws: `LayoutError` where some text finds no room after every step of the label ladder.
  func marks(in frame: Rect, _ context: LayoutContext) throws(LayoutError) -> [Mark]

  /// The height in which it reads best, at a width.
  func naturalHeight(width: Double, in context: LayoutContext) throws(LayoutError) -> Double

  /// Whether its texts say all of it, as those of a table do: then screen readers read them, and not what the alternative
  /// text says in their place. False where a kind does not say.
  var isReadAsText: Bool { get }
}

extension ChartBody {
  /// A picture, unless a kind says otherwise.
  public var isReadAsText: Bool { false }
}
