import Slides

/// The styles of a report's template: those built into Word, so that an office can change the look in one place.
struct WordTemplateStyles {
  let language: String

  private static let font = "Times New Roman"

  /// A paragraph style. Sizes are in points, spaces and indents in twentieths of a point.
  private struct Style {
    var id: String
    var name: String
    var size = 14.0
    var isBold = false
    var isItalic = false
    var isCentred = false
    var isKept = false
    var before = 80
    var after = 80
    /// The indent of the first line; 12.7 mm are 720.
    var indent = 0
    var outlineLevel: Int?

    var xml: String {
      let format =
        (isBold ? "<w:b/><w:bCs/>" : "") + (isItalic ? "<w:i/><w:iCs/>" : "")
        + "<w:sz w:val=\"\(Int(size * 2))\"/><w:szCs w:val=\"\(Int(size * 2))\"/>"
      let level = outlineLevel.map { "<w:outlineLvl w:val=\"\($0)\"/>" } ?? ""
      return
        "<w:style w:type=\"paragraph\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/><w:basedOn w:val=\"Normal\"/>"
        + "<w:qFormat/><w:pPr>\(isKept ? "<w:keepNext/>" : "")<w:spacing w:before=\"\(before)\" w:after=\"\(after)\"/>"
        + "<w:ind w:firstLine=\"\(indent)\"/><w:jc w:val=\"\(isCentred ? "center" : "both")\"/>\(level)</w:pPr>"
        + "<w:rPr>\(format)</w:rPr></w:style>"
    }
  }

  private var styles: [Style] {
    [
      Style(
        id: "Title", name: "Title", size: 16, isBold: true, isCentred: true, isKept: true,
        before: 360, after: 60),
      Style(id: "Subtitle", name: "Subtitle", isBold: true, isCentred: true, before: 0, after: 240),
      Style(
        id: "Heading1", name: "heading 1", isBold: true, isKept: true, before: 160, indent: 720,
        outlineLevel: 0),
      Style(
        id: "Heading2", name: "heading 2", isBold: true, isKept: true, before: 120, indent: 720,
        outlineLevel: 1),
      Style(
        id: "Caption", name: "caption", size: 13, isItalic: true, isCentred: true, before: 60,
        after: 160),
      Style(id: "Placeholder", name: "Giaoban", isCentred: true),
      Style(id: "Note", name: "Note", isItalic: true, indent: 720),
      Style(id: "Plain", name: "Plain", before: 0, after: 0),
    ]
  }

  var xml: String {
    let font = WordTemplateStyles.font
    let letters =
      "<w:rFonts w:ascii=\"\(font)\" w:hAnsi=\"\(font)\" w:cs=\"\(font)\" w:eastAsia=\"\(font)\"/>"
      + "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"\(language)\"/>"
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"]
    let borders = sides.map {
      "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
    }.joined()
    return
      "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
      + "<w:docDefaults><w:rPrDefault><w:rPr>\(letters)</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
      + "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>"
      + "<w:pPr><w:spacing w:before=\"80\" w:after=\"80\" w:line=\"264\" w:lineRule=\"auto\"/>"
      + "<w:ind w:firstLine=\"720\"/><w:jc w:val=\"both\"/></w:pPr><w:rPr>\(letters)</w:rPr></w:style>"
      + styles.map(\.xml).joined()
      + "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
      + "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>"
      + "<w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>"
      + "</w:tblCellMar></w:tblPr></w:style>"
      + "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/>"
      + "<w:tblPr><w:tblBorders>\(borders)</w:tblBorders></w:tblPr></w:style></w:styles>"
  }
}
