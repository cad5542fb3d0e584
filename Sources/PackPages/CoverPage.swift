import Charting
import ClusterMetrics

/// The first page: title, headline numbers, and the contents with links.
struct CoverPage {
  static let anchor = "cover"

  var organisation: String
  var title: String
  var subject: String
  var dataLine: String
  var tiles: Tiles
  var contentsHeading: String
  /// The number, name and anchor of each page in the contents.
  var contents: [ContentsPages.Entry]

  private static let gap = 18.0

  /// The style of the title, as large as its longest word allows.
  private func titleStyle(_ frame: PageFrame) -> TextStyle {
    let sizes = [32.0, 26, 20, 15, 11]
    let fitting = sizes.first { size in
      title.split(separator: " ").allSatisfy {
        frame.context.width(of: String($0), in: frame.style(size, .bold)) <= frame.width
      }
    }
    return frame.style(fitting ?? 11, .bold)
  }

  private func columnWidth(_ columns: Int, _ frame: PageFrame) -> Double {
    (frame.width - CoverPage.gap * Double(columns - 1)) / Double(columns)
  }

  /// The number of columns, as many as the longest name allows.
  private func columns(_ frame: PageFrame) -> Int {
    let longest =
      contents.map { frame.context.width(of: $0.name, in: frame.style(10)) }.max() ?? 0
    let most = contents.count > 36 ? 4 : 3
    return (1...most).last { longest <= columnWidth($0, frame) - 22 } ?? most
  }

  /// The places of the contents in the fewest rows in which no column ends with a heading.
  private func places(
    inColumns columns: Int
  ) -> (rows: Int, places: [(column: Int, row: Int)]) {
    var rows = max(1, (contents.count + columns - 1) / columns)
    while true {
      var places: [(column: Int, row: Int)] = []
      var (column, row) = (0, 0)
      for (index, entry) in contents.enumerated() {
        let isAlone = entry.number == nil && row == rows - 1 && index + 1 < contents.count
        if row == rows || isAlone && rows > 1 { (column, row) = (column + 1, 0) }
        places.append((column, row))
        row += 1
      }
      if column < columns { return (rows, places) }
      rows += 1
    }
  }

  func marks(_ frame: PageFrame) throws(LayoutError) -> [Mark] {
    let theme = frame.theme
    let context = frame.context
    let left = PageFrame.margin
    var marks: [Mark] = [
      .rectangle(
        RectangleMark(
          Rect(x: 0, y: 0, width: 9, height: frame.size.height), fill: .color(theme.accent),
          role: .furniture))
    ]
    var top = 60.0
    for (text, style, color, gap) in [
      (organisation.uppercased(), frame.style(10.5, .semibold), theme.grey, 6.0),
      (title, titleStyle(frame), theme.ink, 2),
      (subject, frame.style(17), theme.ink, 5),
      (dataLine, frame.style(10.5), theme.grey, 0),
    ] {
      let block = try context.paragraph(
        text, at: left, top: top, width: frame.width, style: style, color: color, role: .title)
      marks += block.marks
      top = block.bottom + gap
    }
    let highest = top + 26
    let columns = columns(frame)
    let (rows, places) = places(inColumns: columns)
    let widestStep = rows > 12 ? 12 : rows > 9 ? 13.5 : rows > 6 ? 16.5 : 19.5
    func contentsTop(_ step: Double) -> Double { frame.size.height - 74 - Double(rows) * step }
    // If needed, the contents move together, and then the numbers up.
    let least = try tiles.tiles.isEmpty ? 0 : tiles.leastHeight(width: frame.width, in: context)
    let steps = [19.5, 16.5, 13.5, 12, 11].filter { $0 <= widestStep }
    let lineStep =
      steps.first { contentsTop($0) - 22 - max(highest, 210) >= least } ?? 11
    let contentsTop = contentsTop(lineStep)
    let tilesTop = max(highest, min(210, contentsTop - 22 - least))
    let tileFrame = Rect(
      x: left, y: tilesTop, width: frame.width,
      height: min(contentsTop - 22 - tilesTop, max(190, least)))
    if !tiles.tiles.isEmpty { marks += try tiles.marks(in: tileFrame, context) }

    guard !contents.isEmpty else { return marks }
    let headingTop = min(contentsTop, tileFrame.maxY + 44)
    marks.append(
      .text(
        context.text(
          contentsHeading, at: Point(x: left, y: headingTop + 12), style: frame.style(12, .bold),
          role: .label)))
    let (gap, columnWidth) = (CoverPage.gap, columnWidth(columns, frame))
    let style = frame.style(lineStep < 16 ? 9 : 10)
    let widest = frame.context.width(
      of: "\(contents.compactMap(\.number).max() ?? 0)", in: style.weight(.semibold).tabular)
    let indent = max(22, widest + 8)
    for (entry, place) in zip(contents, places) {
      let x = left + Double(place.column) * (columnWidth + gap)
      let baseline = headingTop + 34 + Double(place.row) * lineStep
      let number = entry.number.map {
        context.text(
          "\($0)", at: Point(x: x, y: baseline), style: style.weight(.semibold).tabular,
          color: theme.accent, role: .label)
      }
      let name = context.text(
        entry.name, at: Point(x: x + indent, y: baseline),
        style: entry.number == nil ? style.weight(.semibold) : style, role: .label)
      guard name.width <= columnWidth - indent else {
        throw .noRoom(for: entry.name, width: columnWidth - indent)
      }
      marks.append(
        .group(GroupMark((number.map { [.text($0)] } ?? []) + [.text(name)], link: entry.anchor)))
    }
    return marks
  }
}
