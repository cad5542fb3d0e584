import Foundation
import Testing
import TestSupport
@testable import TableReading

@testable import Intake
@testable import Tables

@Suite("Rows of a sheet as programs write them are read without libxml2, and to the same effect")
struct PlainSheetTests {
  private static let head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns:x14ac=\"urn:x\"><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>"
  private static let tail =
    "</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"

  /// All that a reader of a sheet can see.
  private func outcome(_ sheet: [UInt8], in folder: TemporaryFolder) throws -> [String] {
    try folder.write("s.xlsx", StoredZip.workbook(sheet: Data(sheet)))
    let workbook = try Workbook(
      path: folder.url.appending(path: "s.xlsx").path, limits: TableLimits())
    var rows = BlockwiseRows(try workbook.source(workbook.sheets[0], blockSize: 1 << 18))
    var found: [String] = []
    do throws(TableFault) {
      while try rows.advance() {
        let cells = (0..<rows.cellCount).map { column in
          "\(rows.text(column).debugDescription) \(rows.kind(column)) \(rows.number(column) ?? -0.5)"
            + (rows.isUncomputed(column) ? " uncomputed" : "")
        }
        found.append("\(rows.row)\(rows.isHidden ? " hidden" : ""): \(cells)")
      }
      found.append("\(rows.merges.map { "\($0)" }) \(rows.hiddenColumns)")
    } catch {
      found.append("fault: \(error.reason.english)")
    }
    return found
  }

  /// A row as Excel, LibreOffice or a library writes it.
  private func row(_ number: Int, _ generator: inout SplitMix) -> String {
    let attributes = [
      "", " spans=\"1:4\" x14ac:dyDescent=\"0.25\"", " hidden=\"1\"",
      " ht=\"0\" customHeight=\"1\"",
      " s=\"2\" customFormat=\"1\" outlineLevel=\"1\" collapsed=\"false\"",
    ].randomElement(using: &generator)!
    let cells = (0..<Int.random(in: 0...4, using: &generator)).map { column in
      let reference = "\(["A", "B", "C", "D"][column])\(number)"
      return [
        "<c r=\"\(reference)\" s=\"1\"/>", "<c r=\"\(reference)\"><v>\(number)</v></c>",
        "<c r=\"\(reference)\" s=\"0\"><v>1.25E-2</v></c>", "<c><v>007</v></c>",
        "<c r=\"\(reference)\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> Xã &amp; ph&#432;ờng </t></is></c>",
        "<c r=\"\(reference)\" t=\"str\"><f t=\"shared\" ref=\"A1:A9\" si=\"0\">IF(B1&lt;3,\"x\",1)</f><v>đủ</v></c>",
        "<c r=\"\(reference)\"><f>SUM(A1:A2)</f><v></v></c>",
        "<c r=\"\(reference)\" t=\"b\"><v>1</v></c>",
        "<c r=\"\(reference)\" t=\"e\"><v>#REF!</v></c>",
        "<c r=\"\(reference)\" t=\"str\"><f>A1</f><v/></c>",
      ].randomElement(using: &generator)!
    }
    let space = Int.random(in: 0..<4, using: &generator) == 0 ? "\r\n  " : ""
    return cells.isEmpty && number % 2 == 0
      ? "\(space)<row r=\"\(number)\"\(attributes)/>"
      : "\(space)<row r=\"\(number)\"\(attributes)>\(space)\(cells.joined(separator: space))</row>"
  }

  private func sheet(_ generator: inout SplitMix) -> [UInt8] {
    let rows = (1...8).map { row($0, &generator) }
    return Array((PlainSheetTests.head + rows.joined() + PlainSheetTests.tail).utf8)
  }

  /// A comment behind the document leaves all of it to libxml2.
  private static let comment = Array("<!-- x -->".utf8)

  @Test("Sheets of programs, and damaged ones, are what libxml2 makes of them")
  func differential() throws {
    let seed = Seed.start
    var generator = SplitMix(state: seed)
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let pieces =
      [
        "<", ">", "/", "\"", "'", "=", "&", "&amp;", "&#65;", "&#7879;", "&#x1F600;", "&#xD;",
        "&#0;", "&#x110000;", "&#;", "&nbsp;", "]]>", " ", "\u{0}",
        "\u{B}", "\u{FFFE}", "<v>1</v>",
        "<v/>", "<is><t>a</t></is>", "<t>b</t>", "<f/>", " r=\"B7\"", " t=\"str\"",
        " hidden=\"true\"", " x:r=\"Z9\"", " xmlns=\"u\"",
        "</c>", "<c>", "</row>", "<row>", "<x/>", "<![CDATA[1]]>", "<?p?>", "đ", "\r",
      ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xC3]]
    var (sound, plain) = (0, 0)
    for number in 0..<600 {
      var bytes = sheet(&generator)
      // A third as written.
      if number % 3 > 0 {
        let place = Int.random(in: PlainSheetTests.head.utf8.count..<bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 0...3, using: &generator))
        bytes.replaceSubrange(place..<end, with: pieces.randomElement(using: &generator)!)
      }
      let found = try outcome(bytes, in: folder)
      let reference = try outcome(bytes + PlainSheetTests.comment, in: folder)
      #expect(
        found == reference,
        "seed \(seed), sheet \(number): \(String(decoding: bytes, as: UTF8.self))")
      if reference.last?.hasPrefix("fault") == false { sound += 1 }
      plain += number % 3 == 0 ? 1 : 0
    }
    #expect(plain == 200 && sound > 200)
  }

  private func rest(_ rows: String) throws -> String {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let bytes = Array((PlainSheetTests.head + rows + PlainSheetTests.tail).utf8)
    try folder.write("s.xlsx", StoredZip.workbook(sheet: Data(bytes)))
    let parser = SheetParser(
      try Workbook(path: folder.url.appending(path: "s.xlsx").path, limits: TableLimits()))
    let rest = bytes.withUnsafeBufferPointer {
      parser.parsePlainRows($0, from: PlainSheetTests.head.utf8.count)
    }
    return String(decoding: bytes[rest...], as: UTF8.self)
  }

  @Test("Rows of programs are plain up to the end of the sheet's data")
  func accepted() throws {
    var generator = SplitMix(state: 1)
    for _ in 0..<40 {
      #expect(try rest((1...8).map { row($0, &generator) }.joined()) == PlainSheetTests.tail)
    }
  }

  @Test(
    "What could mean something else is left to libxml2, from its row on",
    arguments: [
      "<row r='2'><c/></row>", "<row r=\"2\" r=\"3\"/>", "<row xmlns=\"u\" r=\"2\"/>",
      "<row x:r=\"2\"/>",
      "<row r = \"2\"/>", "<row r=\"2\"><x/></row>", "<row><c><v>&nbsp;</v></c></row>",
      "<row><c><v>&#11;</v></c></row>", "<row><c><v>&#xFFFF;</v></c></row>",
      "<row><c><v>&#x;</v></c></row>", "<row><c><v>&#55296;</v></c></row>",
      "<row><c><v>a]]>b</v></c></row>",
      "<row><c t=\"inlineStr\"><is><r><t>a</t></r></is></c></row>",
      "<row><c><v>a\u{B}</v></c></row>", "<x:row/>", "<rowx/>",
      "<row><c><v>\u{FFFF}</v></c></row>",
      "<row><c><v>1</v></c>",
    ])
  func declined(row: String) throws {
    let plain = "<row r=\"1\"><c><v>1</v></c></row>"
    #expect(try rest(plain + row) == row + PlainSheetTests.tail)
  }
}
