import Charting
import Office
import PackPages
import Packs

/// A table of the pack on a slide: as large as its box allows, but with text of at least 8 points.
struct SlideTable {
  /// The reason why a table does not fit into a box.
  enum Misfit: Error, Equatable {
    /// It has more rows than fit.
    case tooHigh(rows: Int, most: Int)
    /// Its columns do not fit side by side.
    case tooWide
  }

  private let table: Manifest.Table
  private let part: WordTableLayout.Part
  /// The text size in half-points.
  private let size: Int
  /// The heights of the header and of each row, in EMU.
  private let heights: [Int]

  /// EMU in a twentieth of a point, and in a point.
  private static let twip = 635
  private static let point = 12_700
  /// The sum of the margins above and below the text of a cell, in points.
  private static let margins = 5.0
  /// The sum of the margins at both sides of a cell, in points.
  private static let sideMargins = 9.6

  /// - Parameters:
  ///   - width: the width of the box, in EMU, as is `height`.
  init(
    _ table: Manifest.Table, width: Int, height: Int, measurer: any TextMeasurer
  ) throws(Misfit) {
    var most = 0
    for size in WordTableLayout.sizes.reversed() {
      let layout = WordTableLayout(
        table, width: width / SlideTable.twip, textSize: size, family: SlideTable.family,
        measurer: measurer)
      guard let part = layout.parts.first, layout.parts.count == 1 else { throw .tooWide }
      let heights = SlideTable.heights(table, part, layout.size, measurer)
      var sum = 0
      most =
        heights.prefix {
          sum += $0
          return sum <= height
        }.count - 1
      guard sum <= height else { continue }
      (self.table, self.part, self.size, self.heights) = (table, part, layout.size, heights)
      return
    }
    throw .tooHigh(rows: table.rows.count, most: max(most, 0))
  }

  /// The fonts available where the slides are shown are unknown; this one is wider than most.
  private static let family = "Liberation Sans"

  /// The heights of the header and of each row.
  private static func heights(
    _ table: Manifest.Table, _ part: WordTableLayout.Part, _ size: Int, _ measurer: any TextMeasurer
  ) -> [Int] {
    let points = Double(size) / 2
    func height(_ cells: [String], isBold: Bool) -> Int {
      let style = TextStyle(family: family, size: points)
      let lines = zip(part.columns, part.widths).map { column, width -> Double in
        guard column < cells.count else { return 1 }
        let room = Double(width) / 20 - sideMargins
        let text = measurer.width(of: cells[column], in: isBold ? style.weight(.bold) : style)
        return max((text / max(room, 1)).rounded(.up), 1)
      }
      return Int(((lines.max() ?? 1) * points * 1.2 + margins) * Double(point))
    }
    return [height(table.columns.map(\.name), isBold: true)]
      + table.rows.map { height($0.cells, isBold: $0.isTotal) }
  }

  /// The frame with the table.
  ///
  /// - Parameter number: the id of the shape that it replaces.
  func frame(number: String, x: Int, y: Int, language: String) -> Markup {
    let width = part.widths.reduce(0, +) * SlideTable.twip
    return """
      <p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="\(number)" name="\(mark)" descr="\(table.caption)"/>\
      <p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>\
      <p:xfrm><a:off x="\(x)" y="\(y)"/><a:ext cx="\(width)" cy="\(height)"/></p:xfrm><a:graphic>\
      <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">\(markup(language))</a:graphicData>\
      </a:graphic></p:graphicFrame>
      """
  }

  /// The mark by which the table is found again.
  var mark: String { PictureMark.mark(table.id, cells) }

  /// The displayed cells, with the headings first.
  var cells: [[String]] {
    ([table.columns.map(\.name)] + table.rows.map(\.cells)).map { row in
      part.columns.map { $0 < row.count ? row[$0] : "" }
    }
  }

  private var height: Int { heights.reduce(0, +) }

  /// The table without its frame.
  func markup(_ language: String) -> Markup {
    let grid = part.widths.map { "<a:gridCol w=\"\($0 * SlideTable.twip)\"/>" as Markup }
    let rows = zip(table.rows, heights.dropFirst()).map { row, height in
      self.row(row.cells, height, isBold: row.isTotal, language)
    }
    return """
      <a:tbl><a:tblPr firstRow="1"/><a:tblGrid>\(grid.reduce("", +))</a:tblGrid>\
      \(row(table.columns.map(\.name), heights[0], isHeader: true, isBold: true, language))\(rows.reduce("", +))</a:tbl>
      """
  }

  private func row(
    _ cells: [String], _ height: Int, isHeader: Bool = false, isBold: Bool, _ language: String
  ) -> Markup {
    let all = part.columns.map { column -> Markup in
      let align = table.columns[column].isNumber ? "r" : "l"
      let text = column < cells.count ? cells[column] : ""
      // The font size of an empty cell determines its height.
      let run: Markup =
        text.isEmpty
        ? ""
        : """
        <a:r><a:rPr lang="\(language)" sz="\(size * 50)" b="\(isBold ? 1 : 0)"/><a:t>\(text)</a:t></a:r>
        """
      let line: Markup = isHeader ? "<a:schemeClr val=\"tx1\"/>" : "<a:srgbClr val=\"BFBFBF\"/>"
      return """
        <a:tc><a:txBody><a:bodyPr/><a:p><a:pPr algn="\(align)"/>\(run)\
        <a:endParaRPr lang="\(language)" sz="\(size * 50)"/></a:p></a:txBody>\
        <a:tcPr marL="60960" marR="60960" marT="31750" marB="31750" anchor="ctr">\
        <a:lnB w="\(isHeader ? 12700 : 6350)"><a:solidFill>\(line)</a:solidFill></a:lnB><a:noFill/></a:tcPr></a:tc>
        """
    }
    return "<a:tr h=\"\(height)\">\(all.reduce("", +))</a:tr>"
  }
}
