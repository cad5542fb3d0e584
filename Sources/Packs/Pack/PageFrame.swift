import Charting
import Intake

/// The grid, margins and furniture that all pages of a pack share: A4, 46 pt of margin, a headline and a
/// subtitle above, a rule with the pack's name and the page's number below.
struct PageFrame: Sendable {
  /// The page in points.
  let size: Size
  static let margin = 46.0

  let context: LayoutContext
  /// The pages that there are, so that no link leads elsewhere.
  var anchors: Set<String> = []
  /// How many pages one page may become.
  var mostPages = ReadingLimits().pages
  /// What stands at the left of every footer: "Cụm thi đua số 1 · 6 tháng đầu năm 2022".
  let running: String

  var theme: Theme { context.theme }
  private var left: Double { PageFrame.margin }
  var width: Double { size.width - 2 * PageFrame.margin }
  private var ruleY: Double { size.height - 34 }

  func style(_ size: Double, _ weight: TextStyle.Weight = .regular) -> TextStyle {
    TextStyle(family: theme.family, size: size, weight: weight)
  }

  /// Whether the page is higher than wide.
  var isUpright: Bool { size.height > size.width }

  /// A body in two: side by side on a page across, the main part with so much of the width; below each
  /// other on an upright page.
  func parts(of body: Rect, main share: Double, gap: Double = 0.05) -> (main: Rect, side: Rect) {
    if isUpright {
      let height = body.height * 0.58
      return (
        body.inset(bottom: body.height - height), body.inset(top: height + 26)
      )
    }
    return (
      body.inset(right: body.width * (1 - share)), body.inset(left: body.width * (share + gap))
    )
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

  /// A line cut where it would run into something, with "…".
  private func cut(_ text: String, to width: Double, _ style: TextStyle) -> String {
    guard context.width(of: text, in: style) > width else { return text }
    var words = text.split(separator: " ")
    while words.count > 1, context.width(of: words.joined(separator: " ") + " …", in: style) > width
    {
      words.removeLast()
    }
    return words.joined(separator: " ") + " …"
  }

  /// The rule, the pack's name and "3 / 16", which leads back to the contents.
  func foot(page: Int, of count: Int) -> [Mark] {
    let baseline = ruleY + 14
    let numberWidth = context.width(of: "\(count) / \(count)", in: style(8))
    let running = cut(running, to: width - numberWidth - 16, style(8))
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
struct PageDraft: Sendable {
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
  /// Whether its texts say all of it, as those of a table do.
  var isReadAsText = false
  /// The ids of the pack's charts that it shows, in their order.
  var charts: [String] = []
  /// The same on so many pages, for a page whose rows may be too many for one.
  var pages: (@Sendable (Int) -> [PageDraft])?
  /// Draws the page's body.
  var body: @Sendable (Rect, PageFrame) throws(LayoutError) -> [Mark]

  /// The marks between the page's edges, but for its foot.
  func marks(_ frame: PageFrame) throws(LayoutError) -> [Mark] {
    let head = try frame.head(headline: headline, subtitle: subtitle)
    let note = try frame.note(note, in: head.body)
    var body = try body(note.body, frame)
    if !charts.isEmpty, !isReadAsText {
      body = [.group(GroupMark(body, alternativeText: alternativeText))]
    }
    return head.marks + body + note.marks
  }

  /// The page with its marks, or as few pages as its rows need.
  func laidOut(_ frame: PageFrame) throws(LayoutError) -> [(draft: PageDraft, marks: [Mark])] {
    do throws(LayoutError) {
      return [(self, try marks(frame))]
    } catch {
      guard case .tooLow = error, let pages else { throw error }
      for count in stride(from: 2, through: frame.mostPages, by: 1) {
        do throws(LayoutError) {
          var all: [(PageDraft, [Mark])] = []
          for page in pages(count) { all.append((page, try page.marks(frame))) }
          return all
        } catch {
          guard case .tooLow = error else { throw error }
        }
      }
      throw error
    }
  }

  /// The page as one of several: only the first keeps its name among the bookmarks and its anchor.
  func part(_ number: Int, of count: Int) -> PageDraft {
    var part = self
    part.pages = nil
    part.subtitle += " · \(number + 1)/\(count)"
    if number > 0 {
      part.anchor += "-\(number + 1)"
      (part.name, part.contentsName) = ("", nil)
    }
    return part
  }
}
