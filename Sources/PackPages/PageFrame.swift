import Charting
import Intake
import Reporting
import Settings

/// The grid, margins and furniture of all pages in a pack: A4, margins of 46 pt, a headline and a subtitle at the top,
/// a rule with the pack's name and the page's number at the bottom.
struct PageFrame: Sendable {
  /// The size of the page in points.
  let size: Size
  static let margin = 46.0
  /// The top of the headline and the bottom of the body: of the whole page, or of a strip for one of several drafts.
  var top = PageFrame.margin
  var end: Double?

  let context: LayoutContext
  /// The anchors of all pages, which links may use.
  var anchors: Set<String> = []
  /// The greatest number of pages that one page may become.
  var mostPages = ReadingLimits().pages
  /// The text at the left of every footer: "Cụm thi đua số 1 · 6 tháng đầu năm 2022".
  let running: String

  var theme: Theme { context.theme }
  private var left: Double { PageFrame.margin }
  var width: Double { size.width - 2 * PageFrame.margin }
  private var ruleY: Double { size.height - 34 }
  /// The bottom of the body of an unshared page.
  var pageEnd: Double { ruleY - 14 }

  func style(_ size: Double, _ weight: TextStyle.Weight = .regular) -> TextStyle {
    TextStyle(family: theme.family, size: size, weight: weight)
  }

  /// Whether the page is in portrait format.
  var isUpright: Bool { size.height > size.width }

  /// The body in two parts: on a landscape page side by side, with the given share of the width for the main part; on a
  /// portrait page below each other, with the main part only as high as it needs to be.
  func parts(
    of body: Rect, main share: Double, gap: Double = 0.05, needs need: Double = .infinity
  ) -> (main: Rect, side: Rect) {
    if isUpright {
      let height = min(body.height * 0.58, need)
      return (
        body.inset(bottom: body.height - height), body.inset(top: height + 26)
      )
    }
    return (
      body.inset(right: body.width * (1 - share)), body.inset(left: body.width * (share + gap))
    )
  }

  /// Draws the headline and returns the body below it.
  func head(
    headline: String, subtitle: String
  ) throws(LayoutError) -> (marks: [Mark], body: Rect) {
    var (marks, next): ([Mark], Double) = ([], top)
    if !headline.isEmpty {
      let title = try context.paragraph(
        headline, at: left, top: next, width: width, style: style(17, .bold), role: .title)
      (marks, next) = (title.marks, title.bottom + 1)
    }
    let sub = try context.paragraph(
      subtitle, at: left, top: next, width: width, style: style(10.5), color: theme.grey,
      role: .subtitle)
    next = sub.bottom + 18
    return (
      marks + sub.marks,
      Rect(x: left, y: next, width: width, height: (end ?? pageEnd) - next)
    )
  }

  /// A line truncated with "…" if it is too wide.
  private func cut(_ text: String, to width: Double, _ style: TextStyle) -> String {
    guard context.width(of: text, in: style) > width else { return text }
    var words = text.split(separator: " ")
    while words.count > 1, context.width(of: words.joined(separator: " ") + " …", in: style) > width
    {
      words.removeLast()
    }
    return words.joined(separator: " ") + " …"
  }

  /// The rule, the pack's name, and "3 / 16" as a link back to the contents.
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

  /// A note at the bottom of a page's body, and the remaining body.
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
  /// The name to which links lead.
  var anchor: String
  /// The page's bookmark; empty for a page that continues the previous one.
  var name: String
  /// The page's line in the contents, if it is not `name`; empty for none.
  var contentsName: String?
  /// The finding of the page.
  var headline: String
  var subtitle = ""
  /// Sources and caveats, at the bottom.
  var note = ""
  /// The content of the page in words.
  var alternativeText = ""
  /// Whether its texts contain all its information, as those of a table do.
  var isReadAsText = false
  /// The kind of pages with which it may share a page, if much of it would stay empty.
  var joint: Joint?
  /// The ids of the pack's charts on the page, in order.
  var charts: [ChartID] = []
  /// Splits the page over a number of pages, if its rows may be too many for one.
  var pages: (@Sendable (Int) -> [PageDraft])?
  /// Draws the page's body.
  var body: @Sendable (Rect, PageFrame) throws(LayoutError) -> [Mark]

  /// Kinds of pages that may be joined.
  enum Joint: Equatable, Sendable {
    /// Indicators of a group.
    case indicators(group: String?)
    case composition, overview, closing
  }

  /// The content of a page without its footer.
  struct LaidOut {
    var draft: PageDraft
    var head: [Mark]
    var body: [Mark]
    var note: [Mark]

    var marks: [Mark] { head + body + note }
  }

  /// The layout on a separate page, or in a strip of one.
  func placed(in frame: PageFrame) throws(LayoutError) -> LaidOut {
    let head = try frame.head(headline: headline, subtitle: subtitle)
    let note = try frame.note(note, in: head.body)
    var body = try body(note.body, frame)
    if !charts.isEmpty, !isReadAsText {
      body = [.group(GroupMark(body, alternativeText: alternativeText))]
    }
    return LaidOut(draft: self, head: head.marks, body: body, note: note.marks)
  }

  /// The page, or as few pages as its rows need.
  func laidOut(_ frame: PageFrame) throws(LayoutError) -> [LaidOut] {
    do throws(LayoutError) {
      return [try placed(in: frame)]
    } catch {
      guard case .tooLow = error, let pages else { throw error }
      for count in stride(from: 2, through: frame.mostPages, by: 1) {
        do throws(LayoutError) {
          var all: [LaidOut] = []
          for page in pages(count) { all.append(try page.placed(in: frame)) }
          return all
        } catch {
          guard case .tooLow = error else { throw error }
        }
      }
      throw error
    }
  }

  /// The page as one of several: only the first keeps its bookmark and its anchor.
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
