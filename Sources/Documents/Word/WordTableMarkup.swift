import Foundation
import Office
import PackPages
import Packs

extension WordMarkup {
  /// A part of a pack's table, with the columns that are side by side.
  struct Table {
    var table: Manifest.Table
    var part: WordTableLayout.Part
    /// The text size in half-points.
    var size: Int
    /// The id of the document's own table style.
    var style: String?

    /// The mark by which the table is found again.
    var mark: String { PictureMark.mark(table.id, cells) }

    var grid: Markup {
      let columns = part.widths.map { width -> Markup in "<w:gridCol w:w=\"\(width)\"/>" }
      return "<w:tblGrid>\(columns.reduce("", +))</w:tblGrid>"
    }

    private var properties: Markup {
      let style: Markup = self.style.map { "<w:tblStyle w:val=\"\($0)\"/>" } ?? ""
      let sides = ["top", "left", "bottom", "right", "insideH", "insideV"]
      let lines: [Markup] = sides.map {
        "<w:\(Markup(stringLiteral: $0)) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
      }
      let borders: Markup =
        self.style == nil ? "<w:tblBorders>\(lines.reduce("", +))</w:tblBorders>" : ""
      return """
        <w:tblPr>\(style)<w:tblW w:w="\(part.widths.reduce(0, +))" w:type="dxa"/><w:jc w:val="center"/>\(borders)\
        <w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" \
        w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>\
        <w:tblCaption w:val="\(mark)"/><w:tblDescription w:val="\(table.caption)"/></w:tblPr>
        """
    }

    /// The cells of all columns, including those omitted by the layout, as written by earlier versions.
    static func allCells(of table: Manifest.Table) -> [[String]] {
      [table.columns.map(\.name)] + table.rows.map(\.cells)
    }

    /// The displayed cells, with the headings first.
    var cells: [[String]] {
      func shown(_ cells: [String]) -> [String] {
        part.columns.map { $0 < cells.count ? cells[$0] : "" }
      }
      return [shown(table.columns.map(\.name))] + table.rows.map { shown($0.cells) }
    }

    var rows: Markup {
      let all = cells
      return all.enumerated().map { number, cells in
        // Keeps group headings with the next row, and the last row with the one before.
        let isHeading = cells.dropFirst().allSatisfy(\.isEmpty) && cells.count > 1
        return row(
          cells, isHeader: number == 0, isBold: number == 0 || table.rows[number - 1].isTotal,
          isKept: number == 0 || number < all.count - 1 && (isHeading || number == all.count - 2))
      }.reduce("", +)
    }

    var markup: Markup { "<w:tbl>\(properties)\(grid)\(rows)</w:tbl>" }

    /// - Parameter isKept: whether it stays on the same page as the next row.
    private func row(_ cells: [String], isHeader: Bool, isBold: Bool, isKept: Bool) -> Markup {
      let keep: Markup = isKept ? "<w:keepNext/>" : ""
      let bold: Markup = isBold ? "<w:b/><w:bCs/>" : ""
      let format: Markup =
        "<w:rPr>\(bold)<w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/></w:rPr>"
      let cells: [Markup] = zip(part.columns, zip(part.widths, cells)).map { column, cell in
        let (width, text) = cell
        let align = isHeader ? "center" : table.columns[column].isNumber ? "right" : "left"
        return """
          <w:tc><w:tcPr><w:tcW w:w="\(width)" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>\
          <w:p><w:pPr>\(keep)<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>\
          <w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="\(align)"/>\(format)</w:pPr>\
          <w:r>\(format)<w:t>\(text)</w:t></w:r></w:p></w:tc>
          """
      }
      let head: Markup = isHeader ? "<w:tblHeader/>" : ""
      return "<w:tr><w:trPr><w:cantSplit/>\(head)</w:trPr>\(cells.reduce("", +))</w:tr>"
    }
  }

  /// An empty paragraph of one point, to end a container that a table must not end.
  static let end: Markup =
    "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/><w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>"

  /// The line between the parts of a table that is too wide for its page.
  static func continuation(_ text: String) -> Markup {
    """
    <w:p><w:pPr><w:keepNext/><w:spacing w:before="120" w:after="60"/>\
    <w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>\
    <w:r><w:rPr><w:i/><w:iCs/></w:rPr><w:t>\(text)</w:t></w:r></w:p>
    """
  }
}
