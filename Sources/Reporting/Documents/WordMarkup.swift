import Foundation

/// Pieces of WordprocessingML (ECMA-376, part 1, section 17) that Giaoban writes.
enum WordMarkup {
  /// English Metric Units in a millimetre, and in a twentieth of a point.
  static let emuPerMillimetre = 36_000.0
  static let emuPerTwip = 635

  /// A picture in the line of text.
  struct Picture {
    var relationship: String
    var number: Int
    /// What finds the picture again: `giaoban:ID`.
    var mark: String
    var alternativeText: String
    /// In EMU.
    var width: Int
    var height: Int

    var markup: Markup {
      """
      <w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">\
      <wp:extent cx="\(width)" cy="\(height)"/><wp:effectExtent l="0" t="0" r="0" b="0"/>\
      <wp:docPr id="\(number)" name="\(mark)" descr="\(alternativeText)" title="\(mark)"/>\
      <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>\
      <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">\
      <pic:pic><pic:nvPicPr><pic:cNvPr id="\(number)" name="\(mark)" descr="\(alternativeText)"/>\
      <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="\(relationship)"/>\
      <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>\
      <a:ext cx="\(width)" cy="\(height)"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>\
      </pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>
      """
    }
  }

  /// The bookmark that finds a text again when the document is filled anew. It is hidden: its name
  /// begins with a low line.
  static let bookmarkPrefix = "_giaoban_"

  static func bookmarkName(_ placeholder: Placeholder, number: Int) -> String {
    bookmarkPrefix + PackAnswers.digest(placeholder) + "_\(number)"
  }

  /// A caption that Word can collect into a list of figures: its number is a field (section
  /// 17.16.5.56, SEQ).
  struct Caption {
    var label: String
    var text: String
    /// The id of the style for captions, where the document has one.
    var style: String?
    /// Whether what it names follows on the next line.
    var isAbove: Bool
    var bookmark: (name: String, number: Int)

    var markup: Markup {
      let style: Markup = self.style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
      let keep: Markup = isAbove ? "<w:keepNext/>" : ""
      let identifier = WordMarkup.sequenceName(label)
      return """
        <w:p><w:pPr>\(style)\(keep)\
        <w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>\
        <w:r><w:t xml:space="preserve">\(label) </w:t></w:r>\
        <w:r><w:fldChar w:fldCharType="begin"/></w:r>\
        <w:r><w:instrText xml:space="preserve"> SEQ \(identifier) \\* ARABIC </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType="separate"/></w:r>\
        <w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>\
        <w:r><w:t xml:space="preserve">: </w:t></w:r>\
        <w:bookmarkStart w:id="\(bookmark.number)" w:name="\(bookmark.name)"/>\
        <w:r><w:t>\(text)</w:t></w:r><w:bookmarkEnd w:id="\(bookmark.number)"/></w:p>
        """
    }
  }

  /// A label as the name of a sequence: Word writes low lines for its blanks.
  static func sequenceName(_ label: String) -> String { label.replacing(" ", with: "_") }

  /// A table of the pack.
  struct Table {
    var table: Manifest.Table
    var mark: String
    /// The id of the document's own style for tables.
    var style: String?
    /// In twentieths of a point.
    var width: Int
    /// The size of the surrounding text in half-points.
    var textSize: Int

    /// About how many letters each column needs.
    private var letters: [Int] {
      table.columns.enumerated().map { index, column in
        let cells = table.rows.map { index < $0.cells.count ? $0.cells[index].count : 0 }
        let words = column.name.split(separator: " ").map(\.count).max() ?? 0
        let longest = cells.max() ?? 0
        return max(words, column.isNumber ? longest : min(longest, 26)) + 3
      }
    }

    /// Half-points in which the longest words have room.
    private var fittingSize: Int {
      // Bold letters and figures of a text face are little more than half as wide as they are high.
      let sum = letters.reduce(0, +)
      return max(16, min(textSize, 24, width * 4 / max(sum * 22, 1)))
    }

    var widths: [Int] {
      let letters = letters
      let sum = max(letters.reduce(0, +), 1)
      return letters.map { width * $0 / sum }
    }

    var grid: Markup {
      let columns = widths.map { width -> Markup in "<w:gridCol w:w=\"\(width)\"/>" }
      return "<w:tblGrid>\(columns.reduce("", +))</w:tblGrid>"
    }

    var properties: Markup {
      let style: Markup = self.style.map { "<w:tblStyle w:val=\"\($0)\"/>" } ?? ""
      let sides = ["top", "left", "bottom", "right", "insideH", "insideV"]
      let lines: [Markup] = sides.map {
        "<w:\(Markup(stringLiteral: $0)) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
      }
      let borders: Markup =
        self.style == nil ? "<w:tblBorders>\(lines.reduce("", +))</w:tblBorders>" : ""
      return """
        <w:tblPr>\(style)<w:tblW w:w="\(width)" w:type="dxa"/><w:jc w:val="center"/>\(borders)\
        <w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" \
        w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>\
        <w:tblCaption w:val="\(mark)"/><w:tblDescription w:val="\(table.caption)"/></w:tblPr>
        """
    }

    var rows: Markup {
      let header = row(table.columns.map(\.name), isHeader: true, isBold: true)
      return table.rows.map { row($0.cells, isHeader: false, isBold: $0.isTotal) }
        .reduce(header, +)
    }

    var markup: Markup { "<w:tbl>\(properties)\(grid)\(rows)</w:tbl>" }

    private func row(_ cells: [String], isHeader: Bool, isBold: Bool) -> Markup {
      let size = fittingSize
      let widths = widths
      let bold: Markup = isBold ? "<w:b/><w:bCs/>" : ""
      let format: Markup =
        "<w:rPr>\(bold)<w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/></w:rPr>"
      let cells: [Markup] = table.columns.enumerated().map { index, column in
        let align = isHeader ? "center" : column.isNumber ? "right" : "left"
        let text = index < cells.count ? cells[index] : ""
        return """
          <w:tc><w:tcPr><w:tcW w:w="\(widths[index])" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>\
          <w:p><w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>\
          <w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="\(align)"/>\(format)</w:pPr>\
          <w:r>\(format)<w:t>\(text)</w:t></w:r></w:p></w:tc>
          """
      }
      let head: Markup = isHeader ? "<w:tblHeader/>" : ""
      return "<w:tr><w:trPr><w:cantSplit/>\(head)</w:trPr>\(cells.reduce("", +))</w:tr>"
    }
  }

  // MARK: Properties of paragraphs

  /// The order that the schema asks for among the properties used here (section 17.3.1.26).
  private static let order = [
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
  ]

  /// Sets properties of a paragraph, each in its place; what is not named stays.
  static func set(
    _ properties: Markup, of paragraph: XMLNode, in tree: XMLTree
  ) throws(DocumentError) {
    let holder: XMLNode
    if let existing = paragraph.child("w:pPr") {
      holder = existing
    } else {
      holder = try tree.elements("<w:pPr/>")[0]
      if let first = paragraph.children.first {
        holder.insertBefore(first)
      } else {
        holder.append(to: paragraph)
      }
    }
    for node in try tree.elements(properties) {
      let rank = order.firstIndex(of: node.localName) ?? 0
      for old in holder.children where old.localName == node.localName { old.remove() }
      let follower = holder.children.first {
        (order.firstIndex(of: $0.localName) ?? order.count) > rank
      }
      if let follower { node.insertBefore(follower) } else { node.append(to: holder) }
    }
  }
}
