import CairoRenderer
import Foundation
import Office
import Packs
import Slides

/// WordprocessingML (ECMA-376, part 1, section 17) that Giaoban writes.
enum WordMarkup {
  /// English Metric Units in a millimetre, and in a twentieth of a point.
  static let emuPerMillimetre = 36_000.0
  static let emuPerTwip = 635

  /// An inline picture.
  struct Picture {
    /// The content of the picture.
    enum Content {
      case picture(PlacedPicture)
      /// A native Office chart, by the relationship of its part.
      case chart(String)
    }

    var content: Content
    var number: Int
    /// The mark by which the picture is found again: `giaoban:ID`.
    var mark: String
    var alternativeText: String
    /// The width in EMU.
    var width: Int
    var height: Int

    var markup: Markup {
      let graphic: Markup =
        switch content {
        case .chart(let relationship): OfficeChart.graphic(relationship)
        case .picture(let picture): graphic(of: picture)
        }
      return """
        <w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">\
        <wp:extent cx="\(width)" cy="\(height)"/><wp:effectExtent l="0" t="0" r="0" b="0"/>\
        <wp:docPr id="\(number)" name="\(mark)" descr="\(alternativeText)" title="\(mark)"/>\
        <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>\
        \(graphic)</wp:inline></w:drawing>
        """
    }

    private func graphic(of picture: PlacedPicture) -> Markup {
      """
      <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">\
      <pic:pic><pic:nvPicPr><pic:cNvPr id="\(number)" name="\(mark)" descr="\(alternativeText)"/>\
      <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\(picture.blip)\
      <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>\
      <a:ext cx="\(width)" cy="\(height)"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>\
      </pic:spPr></pic:pic></a:graphicData></a:graphic>
      """
    }
  }

  /// The prefix of the bookmarks by which texts are found again when the document is filled again. Their names begin
  /// with an underscore, which hides them.
  static let bookmarkPrefix = "_giaoban_"

  /// - Parameter text: the filled-in text; its hash reveals later changes by users.
  static func bookmarkName(_ placeholder: Placeholder, number: Int, text: String) -> String {
    bookmarkName(PackAnswers.digest(placeholder), number: number, text: text)
  }

  static func bookmarkName(_ digest: String, number: Int, text: String) -> String {
    bookmarkPrefix + digest + "_\(number)_" + SHA256.of(Data(text.utf8)).prefix(6)
  }

  /// A caption that Word can include in a list of figures: its number is a field (section 17.16.5.56, SEQ).
  struct Caption {
    var label: String
    var text: String
    /// The id of the document's caption style, if it has one.
    var style: String?
    /// Whether it is above the figure or table that it names.
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

  /// A label as the name of a sequence: Word replaces its spaces by underscores.
  static func sequenceName(_ label: String) -> String { label.replacing(" ", with: "_") }

  // MARK: Properties of paragraphs

  /// The order that the schema requires for the properties used here (section 17.3.1.26).
  private static let order = [
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
  ]

  /// Sets properties of a paragraph, each in its place; other properties stay.
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
