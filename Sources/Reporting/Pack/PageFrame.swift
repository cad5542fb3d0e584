import Charting

/// The grid, margins and furniture that all pages of a pack share: A4 across, 46 pt of margin, a
/// headline and a subtitle above, a rule with the pack's name and the page's number below.
struct PageFrame {
  static let size = Size.a4Landscape
  static let margin = 46.0

  let context: LayoutContext
  /// What stands at the left of every footer: "Cụm thi đua số 1 · 6 tháng đầu năm 2022".
  let running: String

  var theme: Theme { context.theme }
  private var left: Double { PageFrame.margin }
  var width: Double { PageFrame.size.width - 2 * PageFrame.margin }
  private var ruleY: Double { PageFrame.size.height - 34 }

  func style(_ size: Double, _ weight: TextStyle.Weight = .regular) -> TextStyle {
    TextStyle(family: theme.family, size: size, weight: weight)
  }

  /// The body of a page whose headline is set; everything below it belongs to the page.
  func head(
    headline: String, subtitle: String
  ) throws(LayoutError) -> (marks: [Mark], body: Rect) {
    let title = try context.paragraph(
      headline, at: left, top: PageFrame.margin, width: width, style: style(17, .bold),
      role: .title)
    let sub = try context.paragraph(
      subtitle, at: left, top: title.bottom + 1, width: width, style: style(10.5),
      color: theme.grey, role: .subtitle)
    let top = sub.bottom + 18
    return (
      title.marks + sub.marks,
      Rect(x: left, y: top, width: width, height: ruleY - 14 - top)
    )
  }

  /// The rule, the pack's name and "3 / 16", which leads back to the contents.
  func foot(page: Int, of count: Int) -> [Mark] {
    let baseline = ruleY + 14
    return [
      .line(
        LineMark(
          from: Point(x: left, y: ruleY), to: Point(x: left + width, y: ruleY),
          stroke: Stroke(theme.rule, width: 0.8), role: .furniture)),
      .group(
        GroupMark(
          [
            .text(
              context.text(
                running, at: Point(x: left, y: baseline), style: style(8), color: theme.grey,
                role: .furniture))
          ], link: page == 1 ? nil : CoverPage.anchor)),
      .text(
        context.text(
          "\(page) / \(count)", at: Point(x: left + width, y: baseline), anchor: .end,
          style: style(8), color: theme.grey, role: .furniture)),
    ]
  }

  /// A note at the bottom of a page's body, and the body without it.
  func note(
    _ text: String, in body: Rect
  ) throws(LayoutError) -> (marks: [Mark], body: Rect) {
    guard !text.isEmpty else { return ([], body) }
    let measured = try context.paragraph(
      text, at: body.x, top: 0, width: body.width, style: style(8), color: theme.grey,
      role: .footer)
    let top = body.maxY - measured.bottom
    let placed = try context.paragraph(
      text, at: body.x, top: top, width: body.width, style: style(8), color: theme.grey,
      role: .footer)
    return (placed.marks, body.inset(bottom: measured.bottom + 10))
  }
}

/// A page before its number is known.
struct PageDraft {
  /// The name that links lead to.
  var anchor: String
  /// The page's line among the bookmarks; empty for a page that continues the one before it.
  var name: String
  /// The page's line in the contents on the cover, where that is not `name`; empty for none.
  var contentsName: String?
  /// Says what the page shows.
  var headline: String
  var subtitle = ""
  /// What stands behind the numbers, at the bottom.
  var note = ""
  /// Says in words what the page shows.
  var alternativeText = ""
  /// Draws the page's body.
  var body: (Rect, PageFrame) throws(LayoutError) -> [Mark]
}
