import Foundation
import Testing
import TestSupport

@testable import Documents
@testable import Office
@testable import Reporting

@Suite("What people did to a document in between stays, or is said")
struct DocumentEditTests {
  private let folder = try! TemporaryFolder()
  private static let namespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
    + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
    + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
    + " xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
    + " xmlns:v=\"urn:schemas-microsoft-com:vml\""

  private func document(_ body: String) throws -> URL {
    let package = try OfficePackage(path: fixture("python-docx.docx").path)
    // Its headers and footers hold placeholders of their own.
    for name in package.names where name.contains("header") || name.contains("footer") {
      guard name.hasSuffix(".xml"), let data = try package.data(name) else { continue }
      let text = String(decoding: data, as: UTF8.self)
      package.set(name, to: Data(text.replacing(/[{}]/, with: "").utf8))
    }
    let xml = "<w:document \(Self.namespaces)><w:body>\(body)</w:body></w:document>"
    package.set("word/document.xml", to: Data(xml.utf8))
    let path = folder.url.appending(path: "in.docx")
    try package.write(to: path.path)
    return path
  }

  private func paragraph(_ text: String) -> String { "<w:p>\(run(text))</w:p>" }
  private func run(_ text: String) -> String {
    "<w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
  }

  private func fill(
    _ document: URL, _ pack: Result<URL, any Error> = Packs.first, as name: String = "out.docx"
  ) throws -> (path: URL, log: AttachmentLog) {
    let path = folder.url.appending(path: name)
    let log = try Attachment.fill(document.path, from: try pack.get(), to: path.path)
    return (path, log)
  }

  private func xml(_ path: URL) throws -> String {
    let package = try OfficePackage(path: path.path)
    return String(decoding: try #require(try package.data("word/document.xml")), as: UTF8.self)
  }

  /// The same document with its body changed.
  private func edit(_ path: URL, _ change: (String) -> String) throws -> URL {
    let package = try OfficePackage(path: path.path)
    let old = try xml(path)
    let new = change(old)
    #expect(new != old)
    package.set("word/document.xml", to: Data(new.utf8))
    let edited = folder.url.appending(path: "edited.docx")
    try package.write(to: edited.path)
    return edited
  }

  /// A number without its bookmark, as Word leaves what was typed over.
  private func typedOver(_ xml: String, _ old: String, _ new: String) -> String {
    xml.replacing(/<w:bookmark(Start|End)[^>]*>/, with: "")
      .replacing(">\(old)<", with: ">\(new)<")
  }

  @Test(
    "A number whose bookmark went with what was typed over it is named each time, until it has a placeholder or its sentence is gone",
    arguments: ["75", "74"])
  func typedOver(written: String) throws {
    let (first, log) = try fill(
      try document(paragraph("Toàn cụm tổ chức {{dialogues}} hội nghị đối thoại")), Packs.earlier)
    #expect(log.doubts == [])
    let edited = try edit(first) { typedOver($0, "74", written) }
    let (next, said) = try fill(edited, as: "next.docx")
    #expect(try text(next, "word/document.xml") == "Toàn cụm tổ chức \(written) hội nghị đối thoại")
    #expect(
      said.doubts.filter { $0.contains("\"74\" đã bị gõ đè hoặc cắt rời") }.count == 1,
      "\(said.doubts)")
    #expect(said.numbers == 0)
    let (again, once) = try fill(next, as: "again.docx")
    #expect(once.numbers == 0)
    #expect(once.doubts.contains { $0.contains("\"74\" đã bị gõ đè hoặc cắt rời") })
    let mended = try edit(again) { $0.replacing(">\(written)<", with: ">{{dialogues}}<") }
    let (last, quiet) = try fill(mended, as: "last.docx")
    #expect(try text(last, "word/document.xml") == "Toàn cụm tổ chức 105 hội nghị đối thoại")
    #expect(quiet.doubts == [])
    let gone = try edit(again) { $0.replacing("hội nghị đối thoại", with: "cuộc") }
    #expect(!(try fill(gone, as: "gone.docx").log.doubts.contains { $0.contains("gõ đè") }))
  }

  @Test(
    "Each of two numbers that were typed over side by side is named, by every pack and by the same one again"
  )
  func typedOverSideBySide() throws {
    let (first, _) = try fill(
      try document(
        paragraph(
          "Kết quả {{period}} đã có {{communes_in_dialogue}} xã tổ chức {{dialogues}} hội nghị đối thoại"
        )),
      Packs.earlier)
    let edited = try edit(first) { xml in
      // The period and the communes lose their bookmarks, the conferences keep theirs.
      xml.replacing(
        /<w:bookmarkStart [^>]*w:id="(\d+)"[^>]*\/>(<w:r>(?:(?!<\/w:r>).)*(?:6 tháng cuối năm 2021|61).*?<\/w:r>)<w:bookmarkEnd w:id="\d+"\/>/
      ) {
        String($0.2).replacing("61", with: "62")
      }
    }
    var document = edited
    for (pack, name) in [
      (Packs.first, "b.docx"), (Packs.first, "bb.docx"), (Packs.earlier, "a.docx"),
    ] {
      let (next, log) = try fill(document, pack, as: name)
      #expect(log.doubts.count { $0.contains("gõ đè") } == 2, "\(name): \(log.doubts)")
      document = next
    }
    let (b, bb) = try (
      xml(folder.url.appending(path: "b.docx")), xml(folder.url.appending(path: "bb.docx"))
    )
    #expect(b == bb)
  }

  @Test(
    "A part of a filled sentence that was copied is named; nothing is said where nothing was copied"
  )
  func copiedInPart() throws {
    let text =
      paragraph("Toàn cụm tổ chức {{dialogues}} hội nghị đối thoại")
      + paragraph("{{table:comparison}}")
    let (first, _) = try fill(try document(text), Packs.earlier)
    #expect(try fill(first, as: "plain.docx").log.doubts == [])
    let edited = try edit(first) {
      $0.replacing(
        "<w:tbl>", with: paragraph("Nhắc lại: tổ chức 74 hội nghị đối thoại") + "<w:tbl>",
        maxReplacements: 1)
    }
    let log = try fill(edited, as: "next.docx").log
    #expect(
      log.doubts.count == 1 && log.doubts[0].hasPrefix("\"Nhắc lại: tổ chức 74 hội nghị"),
      "\(log.doubts)")
  }

  @Test("A table that was copied is brought up to date twice; what stands between stays")
  func copiedTable() throws {
    let (first, _) = try fill(
      try document(paragraph("{{table:dialogues}}") + paragraph("Hết")), Packs.earlier)
    let edited = try edit(first) { xml in
      let table = xml.firstMatch(of: /<w:tbl>.*<\/w:tbl>/)!.0
      return xml.replacing(table, with: table + paragraph("Lời của tôi") + table)
    }
    let (next, log) = try fill(edited, as: "next.docx")
    let root = try XMLTree(Data(try xml(next).utf8), part: "word/document.xml").root
    let tables = root.descendants("w:tbl").map { $0.descendants("w:tr").last?.text ?? "" }
    #expect(tables.count == 2 && tables[0] == tables[1] && tables[0].contains("105"))
    #expect(root.text.contains("Lời của tôi") && log.tables == 2)
  }

  @Test("A filled table that was put into a cell of another goes with it, which is said")
  func tableInTable() throws {
    let (first, _) = try fill(try document(paragraph("{{table:dialogues}}")), Packs.earlier)
    let edited = try edit(first) { xml in
      let table = xml.firstMatch(of: /<w:tbl>.*<\/w:tbl>/)!.0
      return xml.replacing(
        "<w:t>Toàn cụm</w:t></w:r></w:p>", with: "<w:t>Toàn cụm</w:t></w:r></w:p>\(table)<w:p/>")
    }
    let (next, log) = try fill(edited, as: "next.docx")
    let root = try XMLTree(Data(try xml(next).utf8), part: "word/document.xml").root
    #expect(root.descendants("w:tbl").count == 1)
    #expect(log.doubts.contains { $0.contains("đặt trong ô bị bỏ") })
  }

  @Test("A picture or a note in a cell of a table that is written anew is said to be gone")
  func heldInCells() throws {
    let (first, _) = try fill(try document(paragraph("{{table:dialogues}}")), Packs.earlier)
    let edited = try edit(first) { xml in
      xml.replacing(
        "<w:t>Toàn cụm</w:t>",
        with: "<w:t>Toàn cụm</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/>")
    }
    let (_, log) = try fill(edited, as: "next.docx")
    #expect(log.doubts.contains { $0.contains("hình, chú thích, ghi chú đặt trong ô bị bỏ") })
  }

  @Test("A filled sentence that was copied without its bookmarks is named; one with them is filled")
  func copied() throws {
    let (first, _) = try fill(
      try document(paragraph("Toàn cụm tổ chức {{dialogues}} hội nghị đối thoại")), Packs.earlier)
    let edited = try edit(first) { xml in
      let own = xml.firstMatch(of: /<w:p>(?:(?!<\/w:p>).)*Toàn cụm tổ chức.*?<\/w:p>/)!.0
      return xml.replacing(own, with: own + own.replacing(/<w:bookmark(Start|End)[^>]*>/, with: ""))
    }
    let (next, log) = try fill(edited, as: "next.docx")
    #expect(
      try text(next, "word/document.xml")
        == "Toàn cụm tổ chức 105 hội nghị đối thoạiToàn cụm tổ chức 74 hội nghị đối thoại")
    #expect(
      log.doubts.count == 1 && log.doubts[0].contains("một câu giống câu đã điền"), "\(log.doubts)")
  }

  @Test("A number that was changed by hand is written anew, which is said; one that was not is not")
  func changed() throws {
    let (first, _) = try fill(try document(paragraph("Có {{dialogues}} cuộc")), Packs.earlier)
    let old = try text(first, "word/document.xml")
    let number = try #require(old.split(separator: " ").dropFirst().first).description
    let (plain, quiet) = try fill(first, as: "plain.docx")
    #expect(try text(plain, "word/document.xml") == "Có 105 cuộc")
    #expect(!quiet.doubts.contains { $0.contains(number) })
    let edited = try edit(first) {
      $0.replacingOccurrences(of: ">\(number)<", with: ">\(number) (ghi tay)<")
    }
    let (again, log) = try fill(edited, as: "again.docx")
    #expect(try text(again, "word/document.xml") == "Có 105 cuộc")
    #expect(log.doubts.contains { $0.contains("\(number) (ghi tay)") })
  }

  @Test("A place that is empty is filled, with its run or without")
  func empty() throws {
    let (first, _) = try fill(try document(paragraph("Có {{dialogues}} cuộc")), Packs.earlier)
    let number = try text(first, "word/document.xml").split(separator: " ")[1]
    for run in ["<w:r><w:t/></w:r>", ""] {
      let edited = try edit(first) {
        $0.replacing(try! Regex("<w:r><w:t[^>]*>\(number)</w:t></w:r>"), with: run)
      }
      let (again, _) = try fill(edited, as: "again.docx")
      #expect(try text(again, "word/document.xml").contains("105"), "\(run)")
    }
  }

  @Test("A mark that has lost its end is left alone, and said")
  func cut() throws {
    let (first, _) = try fill(try document(paragraph("Có {{dialogues}} cuộc")), Packs.earlier)
    let old = try text(first, "word/document.xml")
    let edited = try edit(first) { $0.replacing(/<w:bookmarkEnd[^>]*\/>/, with: "") }
    let (again, log) = try fill(edited, as: "again.docx")
    #expect(try text(again, "word/document.xml") == old)
    #expect(!log.doubts.isEmpty)
  }

  @Test("A content control shows what was filled, and not its prompt or what is kept elsewhere")
  func controls() throws {
    let control =
      "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath=\"/a\" w:storeItemID=\"{1}\"/></w:sdtPr><w:sdtContent><w:p>"
      + "<w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t>{{dialogues}}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    let (path, _) = try fill(try document(control))
    let xml = try xml(path)
    #expect(!xml.contains("showingPlcHdr") && !xml.contains("dataBinding"))
    #expect(!xml.contains("PlaceholderText") && xml.contains(">105<"))
  }

  @Test("A drawing and what older programs read in its place count once")
  func fallback() throws {
    let box = "<w:txbxContent>\(paragraph("{{dialogues}}"))</w:txbxContent>"
    let (_, log) = try fill(
      try document(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:wsp>"
          + "<wps:txbx>\(box)</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
          + "\(box)</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>")
    )
    #expect(log.numbers == 1)
  }

  @Test("A chart in a text box is no larger than that")
  func boxes() throws {
    func height(_ markup: (String) -> String) throws -> Int {
      let content = "<w:txbxContent>\(paragraph("{{chart:dialogues}}"))</w:txbxContent>"
      let (path, _) = try fill(try document("<w:p><w:r>\(markup(content))</w:r></w:p>"))
      let extent = try #require(try xml(path).firstMatch(of: /<wp:extent cx="(\d+)" cy="(\d+)"\/>/))
      return try #require(Int(extent.2))
    }
    let drawing = try height { content in
      "<w:drawing><wps:wsp><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"2400000\" cy=\"1200000\"/></a:xfrm></wps:spPr>"
        + "<wps:txbx>\(content)</wps:txbx><wps:bodyPr/></wps:wsp></w:drawing>"
    }
    #expect(drawing < 1_100_000)
    let old = try height { content in
      "<w:pict><v:shape style=\"position:absolute;width:189pt;height:94.5pt\"><v:textbox>\(content)</v:textbox></v:shape></w:pict>"
    }
    #expect(old < 1_100_000)
  }

  @Test("Alternative texts and tips are filled; what has no answer there is named")
  func attributes() throws {
    func shape(_ text: String) -> String {
      "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"7\" name=\"Hình\" descr=\"\(text)\"/></wp:inline></w:drawing></w:r></w:p>"
    }
    let (path, log) = try fill(try document(shape("Có {{dialogues}} cuộc")))
    #expect(try xml(path).contains("descr=\"Có 105 cuộc\""))
    #expect(log.numbers == 1)
    #expect(throws: DocumentError.self) { try fill(try document(shape("{{dialogs}}"))) }
  }

  @Test("A document in which there is nothing to do says so")
  func nothing() throws {
    let (_, log) = try fill(try document(paragraph("Có 105 cuộc")))
    #expect(log.isEmpty && log.doubts.count == 1)
  }

  @Test("A column that was added to a table goes, which is said")
  func columns() throws {
    let (first, _) = try fill(
      try document(paragraph("{{table:dialogues}}") + paragraph("Hết.")), Packs.earlier)
    let edited = try edit(first) { xml in
      var isHead = true
      return xml.components(separatedBy: "</w:tr>").map { row in
        guard row.contains("<w:tr") else { return row }
        defer { isHead = false }
        return row + "<w:tc><w:p>\(run(isHead ? "Của tôi" : "x"))</w:p></w:tc>"
      }.joined(separator: "</w:tr>")
    }
    let (again, log) = try fill(edited, as: "again.docx")
    #expect(try !xml(again).contains("Của tôi"))
    #expect(log.doubts.contains { $0.contains("Của tôi") })
    let (_, quiet) = try fill(first, as: "quiet.docx")
    #expect(!quiet.doubts.contains { $0.contains("cột") })
  }

  @Test(
    "A caption that lost its table, a table and a picture that are gone are named, and the rest is filled"
  )
  func gone() throws {
    let (first, _) = try fill(
      try document(
        paragraph("{{table:dialogues}}") + paragraph("{{chart:dialogues}}")
          + paragraph("Có {{dialogues}} hội nghị đối thoại")), Packs.earlier)
    // The table is deleted, its caption stays.
    let bare = try edit(first) { $0.replacing(/<w:tbl>.*<\/w:tbl>/, with: "") }
    let (second, log) = try fill(bare, as: "second.docx")
    #expect(log.numbers == 1)
    #expect(log.doubts.filter { $0.hasPrefix("{{table:dialogues}}: tên bảng") }.count == 1)
    #expect(try xml(second).contains("105"))
    // The table was pasted where nothing beside it tells what it is; the picture is deleted.
    let pasted = try edit(first) { xml in
      xml.replacing(/<w:tblCaption [^>]*>/, with: "").replacing(
        /<w:tblDescription [^>]*>/, with: ""
      )
      .replacing("<w:tbl>", with: paragraph("Kèm theo:") + "<w:tbl>")
      .replacing(/<w:drawing>.*<\/w:drawing>/, with: "")
      .replacing(/<w:bookmarkStart [^>]*giaoban_[^>]*>/, with: "")
    }
    let (third, said) = try fill(pasted, as: "third.docx")
    for id in ["table:dialogues", "chart:dialogues"] {
      #expect(
        said.doubts.count { $0.hasPrefix("{{\(id)}}: điền lần trước, nay không tìm thấy") } == 1)
    }
    // It is said once: it may have been deleted on purpose.
    let (_, quiet) = try fill(third, as: "quiet.docx")
    #expect(!quiet.doubts.contains { $0.contains("điền lần trước") })
  }

  @Test("A cropped picture keeps its crop and its outlines")
  func crop() throws {
    let (first, _) = try fill(try document(paragraph("{{chart:dialogues}}")), Packs.earlier)
    let edited = try edit(first) { xml in
      let extent = xml.firstMatch(of: /<wp:extent cx="(\d+)" cy="(\d+)"\/>/)!
      let cropped = Int(Double(extent.2)! * 0.9)
      return xml.replacingOccurrences(
        of: String(extent.0), with: "<wp:extent cx=\"\(extent.1)\" cy=\"\(cropped)\"/>"
      ).replacing(/<a:stretch>/, with: "<a:srcRect t=\"5000\" b=\"5000\"/><a:stretch>")
    }
    let (again, log) = try fill(edited, as: "again.docx")
    let xml = try xml(again)
    #expect(xml.contains("<a:srcRect t=\"5000\" b=\"5000\"/>") && xml.contains("svgBlip"))
    #expect(!log.doubts.contains { $0.contains("giaoban:dialogues") })
  }
}
