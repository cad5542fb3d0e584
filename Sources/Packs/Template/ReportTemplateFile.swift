import Foundation
import Office
import Slides

/// The outline of a report as a Word document in the form of Decree 30/2020/NĐ-CP (annex I): A4, margins of 20, 20, 30
/// and 20 mm, Times New Roman 14, issuing body and national motto side by side, page numbers in the upper margin from
/// the second page. Documents of the Party have the head that its own rules prescribe (Guideline 36-HD/VPTW).
package struct ReportTemplateFile {
  let outline: ReportOutline
  let date: Date

  package init(outline: ReportOutline, date: Date) {
    self.outline = outline
    self.date = date
  }

  private static let main = "vnd.openxmlformats-officedocument.wordprocessingml."
  private static let openXML = "http://schemas.openxmlformats.org/"
  private static let namespaces =
    "xmlns:w=\"\(openXML)wordprocessingml/2006/main\""
    + " xmlns:r=\"\(openXML)officeDocument/2006/relationships\""

  private func words(_ vietnamese: String, _ english: String) -> String {
    outline.language == .vietnamese ? vietnamese : english
  }

  /// The bytes of the file.
  ///
  /// - Throws: `ReportTemplateFile.NoRoom` if the disk is full.
  package func data() throws(NoRoom) -> Data {
    var parts = OfficeParts()
    let main = ReportTemplateFile.main
    parts.relate(
      "",
      [
        ("officeDocument", "word/document.xml"),
        ("package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
      ])
    parts.add(
      "docProps/core.xml", type: "vnd.openxmlformats-package.core-properties+xml", properties)
    parts.add("word/document.xml", type: main + "document.main+xml", document)
    parts.relate(
      "word/document.xml",
      [("styles", "styles.xml"), ("header", "header1.xml"), ("settings", "settings.xml")])
    // Otherwise Word opens the document in compatibility mode for Word 2007.
    parts.add(
      "word/settings.xml", type: main + "settings+xml",
      "<w:settings \(ReportTemplateFile.namespaces)><w:compat><w:compatSetting w:name=\"compatibilityMode\""
        + " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
    parts.add(
      "word/styles.xml", type: main + "styles+xml",
      WordTemplateStyles(language: outline.language.tag).xml)
    parts.add("word/header1.xml", type: main + "header+xml", header)
    do { return try parts.data(date: date) } catch { throw NoRoom() }
  }

  /// The disk is full.
  package struct NoRoom: Error {}

  // MARK: The body

  private var document: String {
    var annexes = 0
    var body = head + title
    var isAcross = false
    for block in outline.blocks {
      if case .annex(let text) = block {
        annexes += 1
        body += signature + end(ofSectionAcross: false) + annex(text)
        isAcross = true
      } else {
        body += markup(block)
      }
    }
    if annexes == 0 { body += signature }
    return
      "<w:document \(ReportTemplateFile.namespaces)><w:body>\(body)"
      + section(isAcross: isAcross, isFirst: annexes == 0) + "</w:body></w:document>"
  }

  private func markup(_ block: ReportOutline.Block) -> String {
    switch block {
    case .part(let text): paragraph(text, style: "Heading1")
    case .section(let text): paragraph(text, style: "Heading2")
    case .paragraph(let text): paragraph(text, style: nil)
    case .point(let text): paragraph("- " + text, style: nil)
    case .note(let text): paragraph(text, style: "Note")
    case .placeholder(.texts(let id)): paragraph("{{texts:\(id)}}", style: nil)
    case .placeholder(let placeholder):
      paragraph("{{\(placeholder.written)}}", style: "Placeholder")
    case .annex(let text): annex(text)
    }
  }

  /// A paragraph; text between `**` is bold, and line feeds are line breaks.
  private func paragraph(_ text: String, style: String?, properties: String = "", run: String = "")
    -> String
  {
    let style = style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
    let pieces = text.split(separator: "**", omittingEmptySubsequences: false).enumerated().map {
      index, piece in
      let bold = index % 2 == 1 ? "<w:b/><w:bCs/>" : ""
      let format = bold.isEmpty && run.isEmpty ? "" : "<w:rPr>\(bold)\(run)</w:rPr>"
      return piece.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
        line, text in
        (line > 0 ? "<w:r><w:br/></w:r>" : "")
          + (text.isEmpty
            ? "" : "<w:r>\(format)<w:t xml:space=\"preserve\">\(String(text).inXML)</w:t></w:r>")
      }.joined()
    }
    let all = style + properties
    return "<w:p>\(all.isEmpty ? "" : "<w:pPr>\(all)</w:pPr>")\(pieces.joined())</w:p>"
  }

  private var title: String {
    paragraph(words("BÁO CÁO", "REPORT"), style: "Title")
      + paragraph(outline.title + "\n{{pack.title}}", style: "Subtitle")
  }

  private func annex(_ text: String) -> String { paragraph(text, style: "Title") }

  // MARK: Head and signature

  /// A line in a cell of the head, in points.
  private func line(
    _ text: String, size: Double, isBold: Bool = false, isItalic: Bool = false,
    isRuled: Bool = false, isCapital: Bool = false,
    isCentred: Bool = true
  ) -> String {
    let format =
      (isBold ? "<w:b/><w:bCs/>" : "") + (isItalic ? "<w:i/><w:iCs/>" : "")
      + (isCapital ? "<w:caps/>" : "")
      + (isRuled ? "<w:u w:val=\"single\"/>" : "")
    let size = "<w:sz w:val=\"\(Int(size * 2))\"/><w:szCs w:val=\"\(Int(size * 2))\"/>"
    // The order in the schema: bold, italic, capitals, size, underline.
    let ordered =
      format.replacing("<w:u w:val=\"single\"/>", with: "") + size
      + (isRuled ? "<w:u w:val=\"single\"/>" : "")
    return paragraph(
      text, style: "Plain", properties: "<w:jc w:val=\"\(isCentred ? "center" : "left")\"/>",
      run: ordered)
  }

  private func row(_ left: String, _ right: String, widths: (Int, Int)) -> String {
    func cell(_ content: String, _ width: Int) -> String {
      "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/></w:tcPr>\(content)</w:tc>"
    }
    return
      "<w:tbl><w:tblPr><w:tblW w:w=\"\(widths.0 + widths.1)\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>"
      + "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"\(widths.0)\"/>"
      + "<w:gridCol w:w=\"\(widths.1)\"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>"
      + cell(left, widths.0) + cell(right, widths.1) + "</w:tr></w:tbl>"
  }

  private var head: String {
    let office =
      outline.organisation.isEmpty ? words("TÊN CƠ QUAN", "OFFICE") : outline.organisation
    // What is filled later is shown in capitals.
    let isFilled = office.hasPrefix("{{")
    let left =
      line(isFilled ? office : office.uppercased(), size: 13, isBold: true, isCapital: isFilled)
      + line(
        outline.isOfParty
          ? words("*\nSố      -BC/…", "*\nNo.      ") : words("Số:      /BC-…", "No.:      "),
        size: 13)
    let place = words("…, ngày … tháng … năm …", "…, date …")
    let right =
      outline.isOfParty
      ? line(
        words("ĐẢNG CỘNG SẢN VIỆT NAM", "COMMUNIST PARTY OF VIETNAM"), size: 15, isBold: true,
        isRuled: true)
        + line(place, size: 14, isItalic: true)
      // The motto of the State heads its documents, which are in Vietnamese.
      : outline.language == .english
        ? line(place, size: 13, isItalic: true)
        : line(
          // On one line, even in a font slightly wider than Times New Roman.
          "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size: 12, isBold: true)
          + line("Độc lập - Tự do - Hạnh phúc", size: 13, isBold: true, isRuled: true)
          + line(place, size: 13, isItalic: true)
    return row(left, right, widths: (3500, 5571))
  }

  private var signature: String {
    let left =
      line(words("Nơi nhận:", "To:"), size: 12, isBold: true, isItalic: true, isCentred: false)
      + line(words("- …;\n- Lưu: VT.", "- …;\n- File."), size: 11, isCentred: false)
    let right =
      line(
        outline.isOfParty
          ? words("T/M … (NẾU CÓ)\nCHỨC VỤ", "ON BEHALF OF … (IF ANY)\nPOSITION")
          : words("THỦ TRƯỞNG CƠ QUAN", "HEAD OF THE OFFICE"), size: 14, isBold: true)
      + line(words("(Ký, ghi rõ họ tên)", "(Signature, name)"), size: 13, isItalic: true)
    return paragraph("", style: "Plain") + row(left, right, widths: (4400, 4671))
  }

  // MARK: Pages

  private func section(isAcross: Bool, isFirst: Bool) -> String {
    // In twentieths of a point: 297 × 210 mm, margins of 20, 20, 30 and 20 mm.
    let size =
      isAcross
      ? "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"
      : "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
    return "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>" + size
      + "<w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\""
      + " w:gutter=\"0\"/>" + (isFirst ? "<w:titlePg/>" : "") + "</w:sectPr>"
  }

  private func end(ofSectionAcross isAcross: Bool) -> String {
    // As low as a line can be: behind a full page it would make an empty one.
    "<w:p><w:pPr><w:pStyle w:val=\"Plain\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>"
      + "<w:rPr><w:sz w:val=\"2\"/></w:rPr>"
      + "\(section(isAcross: isAcross, isFirst: true))</w:pPr></w:p>"
  }

  private var header: String {
    func field(_ type: String) -> String { "<w:r><w:fldChar w:fldCharType=\"\(type)\"/></w:r>" }
    return
      "<w:hdr \(ReportTemplateFile.namespaces)><w:p><w:pPr><w:pStyle w:val=\"Plain\"/><w:jc w:val=\"center\"/></w:pPr>"
      + field("begin") + "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
      + field("separate") + "<w:r><w:t>2</w:t></w:r>" + field("end") + "</w:p></w:hdr>"
  }

  private var properties: String {
    let base = ReportTemplateFile.openXML + "package/2006/metadata/core-properties"
    let day = date.formatted(.iso8601)
    return "<cp:coreProperties xmlns:cp=\"\(base)\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      + " xmlns:dcterms=\"http://purl.org/dc/terms/\""
      + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      + "<dc:title>\(outline.title.replacing(", {{period}}", with: "").replacing(" {{period}}", with: "").inXML)</dc:title><dc:creator>\(outline.organisation.hasPrefix("{{") ? "" : outline.organisation.inXML)</dc:creator>"
      + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">\(day)</dcterms:created>"
      + "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">\(day)</dcterms:modified></cp:coreProperties>"
  }
}
