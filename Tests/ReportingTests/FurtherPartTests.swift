import Foundation
import Testing
import TestSupport

@testable import Documents
@testable import Office
@testable import Reporting

@Suite("Documents keep what is theirs, and no placeholder is left in silence")
struct FurtherPartTests {
  private let folder = try! TemporaryFolder()
  private static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  /// The python-docx document with another body, and other parts.
  private func document(_ body: String, _ parts: [String: String] = [:]) throws -> URL {
    let package = try OfficePackage(path: fixture("python-docx.docx").path)
    let xml = "<w:document xmlns:w=\"\(Self.namespace)\"><w:body>\(body)</w:body></w:document>"
    package.set("word/document.xml", to: Data(xml.utf8))
    for (name, text) in parts { package.set(name, to: Data(text.utf8)) }
    let path = folder.url.appending(path: "in.docx")
    try package.write(to: path.path)
    return path
  }

  private func paragraph(_ texts: String...) -> String {
    "<w:p>" + texts.map { "<w:r><w:t xml:space=\"preserve\">\($0)</w:t></w:r>" }.joined() + "</w:p>"
  }

  private func fill(
    _ document: URL, _ pack: Result<URL, any Error> = Packs.first, as name: String = "out.docx"
  ) throws -> URL {
    let path = folder.url.appending(path: name)
    _ = try Attachment.fill(document.path, from: try pack.get(), to: path.path)
    return path
  }

  @Test(
    "A placeholder that is half written, or has one brace, is an error that names it",
    arguments: [
      "Có {{dialogues hội nghị", "Có dialogues}} hội nghị", "Có {{dialogues} hội nghị",
      "Có {dialogues} hội nghị",
    ])
  func halfWritten(text: String) throws {
    do {
      _ = try fill(try document(paragraph(text)))
      Issue.record("nothing was said")
    } catch DocumentError.unknown(let all) {
      #expect(all.count == 1 && all[0].place.hasPrefix("văn bản"))
    }
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "out.docx").path))
  }

  @Test("Braces of other things are text")
  func braces() throws {
    let out = try fill(try document(paragraph("tập hợp {1, 2}, mã {Ghi chú} và ", "{{dialogues}}")))
    #expect(try text(out, "word/document.xml") == "tập hợp {1, 2}, mã {Ghi chú} và 105")
  }

  @Test("Titles of charts and properties of the document are filled")
  func furtherParts() throws {
    let chart = "word/charts/chart1.xml"
    let drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
    let out = try fill(
      try document(
        paragraph("Báo cáo"),
        [
          chart:
            "<c:chartSpace xmlns:c=\"\(drawing)chart\" xmlns:a=\"\(drawing)main\"><a:p><a:r><a:t>Có"
            + " {{dial</a:t></a:r><a:r><a:t>ogues}} cuộc</a:t></a:r></a:p></c:chartSpace>"
        ]))
    #expect(try text(out, chart) == "Có 105 cuộc")
    let wrong = try document(
      paragraph("Báo cáo"),
      [
        chart:
          "<c:chartSpace xmlns:c=\"\(drawing)chart\" xmlns:a=\"\(drawing)main\"><a:p><a:r><a:t>"
          + "{{dialogs}}</a:t></a:r></a:p></c:chartSpace>"
      ])
    #expect(throws: DocumentError.self) { try fill(wrong) }
  }

  @Test(
    "What stands beside {{table}} stays; the table is found again without the mark that LibreOffice drops"
  )
  func tables() throws {
    let body =
      "<w:p><w:bookmarkStart w:id=\"900\" w:name=\"ghichu\"/><w:r><w:t>{{table:dialogues}}</w:t></w:r>"
      + "<w:bookmarkEnd w:id=\"900\"/></w:p>" + paragraph("Hết.")
    let out = try fill(try document(body), Packs.earlier)
    func tables(_ path: URL) throws -> (count: Int, xml: String) {
      let package = try OfficePackage(path: path.path)
      let xml = String(decoding: try #require(try package.data("word/document.xml")), as: UTF8.self)
      return (xml.components(separatedBy: "<w:tbl>").count - 1, xml)
    }
    let first = try tables(out)
    #expect(first.count == 1 && first.xml.contains("w:name=\"ghichu\""))
    let package = try OfficePackage(path: out.path)
    let bare = first.xml.replacing(/<w:tblCaption[^>]*\/>/, with: "")
    #expect(bare != first.xml)
    package.set("word/document.xml", to: Data(bare.utf8))
    let saved = folder.url.appending(path: "saved.docx")
    try package.write(to: saved.path)
    let again = try tables(try fill(saved, as: "again.docx"))
    #expect(again.count == 1)
    let same = try tables(try fill(out, as: "same.docx"))
    #expect(
      try text(folder.url.appending(path: "again.docx"), "word/document.xml")
        == text(folder.url.appending(path: "same.docx"), "word/document.xml") && same.count == 1)
  }
}
