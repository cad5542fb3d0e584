import Charting

/// The contents of a pack on separate pages, if they do not fit on the cover: wrapped lines in columns, on as many
/// pages as needed. Each line is a link.
struct ContentsPages {
  /// A line: the page's number, its name, and the anchor to which it leads. The name of a group of pages has no number.
  typealias Entry = (number: Int?, name: String, anchor: String)

  static let anchor = "contents"
  private static let gap = 26.0
  private static let size = 10.0

  var heading: String

  /// The lines of each page.
  func split(
    _ entries: [Entry], _ frame: PageFrame
  ) throws(LayoutError) -> [[Entry]] {
    var pages: [[Entry]] = []
    var rest = entries[...]
    while !rest.isEmpty {
      let placed = try place(Array(rest), in: body(frame), frame)
      pages.append(Array(rest.prefix(placed.count)))
      rest = rest.dropFirst(max(placed.count, 1))
    }
    return pages
  }

  func draft(_ entries: [Entry], number: Int) -> PageDraft {
    PageDraft(
      anchor: number == 0 ? ContentsPages.anchor : "\(ContentsPages.anchor)-\(number + 1)",
      name: number == 0 ? heading : "", headline: heading,
      alternativeText: entries.map { entry in
        (entry.number.map { "\($0) " } ?? "") + entry.name
      }.joined(separator: "; ")
    ) { (body, frame) throws(LayoutError) in
      try place(entries, in: body, frame).marks
    }
  }

  /// The room for the body on a page with a heading of one line.
  private func body(_ frame: PageFrame) throws(LayoutError) -> Rect {
    try frame.head(headline: heading, subtitle: "").body
  }

  /// Places as many lines as fit, in the fewest columns in which every name fits on one line, otherwise in two.
  private func place(
    _ entries: [Entry], in body: Rect, _ frame: PageFrame
  ) throws(LayoutError) -> (marks: [Mark], count: Int) {
    let context = frame.context
    let style = frame.style(ContentsPages.size)
    let longest = entries.map { context.width(of: $0.name, in: style) }.max() ?? 0
    func width(_ columns: Int) -> Double {
      (body.width - ContentsPages.gap * Double(columns - 1)) / Double(columns)
    }
    let indent =
      context.width(
        of: "\(entries.compactMap(\.number).max() ?? 0)", in: style.weight(.semibold).tabular) + 10
    let columns = [3, 2].first { longest <= width($0) - indent } ?? (frame.isUpright ? 1 : 2)
    var marks: [Mark] = []
    var (column, top) = (0, body.y)
    for (index, entry) in entries.enumerated() {
      func block() throws(LayoutError) -> (marks: [Mark], bottom: Double) {
        let x = body.x + Double(column) * (width(columns) + ContentsPages.gap)
        let name = try context.paragraph(
          entry.name, at: x + indent, top: top, width: width(columns) - indent,
          style: entry.number == nil ? style.weight(.semibold) : style, role: .label)
        let number = try context.paragraph(
          entry.number.map { "\($0)" } ?? "", at: x, top: top, width: indent,
          style: style.weight(.semibold).tabular, color: frame.theme.accent, role: .label)
        return (number.marks + name.marks, name.bottom)
      }
      var placed = try block()
      // A heading must not end a column.
      let isAlone =
        entry.number == nil && index + 1 < entries.count
        && 2 * placed.bottom - top + 7 > body.maxY
      if placed.bottom > body.maxY || isAlone && top > body.y {
        (column, top) = (column + 1, body.y)
        guard column < columns else { return (marks, index) }
        placed = try block()
      }
      marks.append(.group(GroupMark(placed.marks, link: entry.anchor)))
      top = placed.bottom + 7
    }
    return (marks, entries.count)
  }
}
