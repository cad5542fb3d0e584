import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import Tables

@Suite("Workbooks as other programs write them")
struct OddWorkbookTests {
  private func tally(_ book: StoredZip.OddWorkbook) throws -> (value: Double?, said: [String]) {
    let small = try Small([:])
    try small.add("activities.xlsx", book.data)
    return (try small.value("people", in: .month(6, year: 2022)), try small.said())
  }
  private let rows = [registerHead, ["#43267@1", "Sông Đông", "", "x", "#5"]]
  private let dates = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"

  @Test("An epoch of 1904 stays, whatever extensions say, and wherever the parts lie")
  func epochs() throws {
    var book = StoredZip.OddWorkbook(sheets: [("A &amp; B", sheet(rows))])
    book.styles = dates
    book.properties = "<workbookPr date1904=\"1\"/>"
    book.extensions =
      "<extLst><ext xmlns:x15=\"urn:x15\"><x15:workbookPr chartTrackingRefBase=\"1\"/></ext></extLst>"
    for (folder, separator, prefix) in [
      ("xl/", "/", "r"), ("", "/", "d3p1"), ("xl/", "\\", "r"), ("book/", "/", "rel"),
    ] {
      book.folder = folder
      book.separator = separator
      book.relationshipPrefix = prefix
      let found = try tally(book)
      #expect(
        found.value == 5 && found.said.isEmpty, "\(folder) \(separator) \(prefix): \(found.said)")
    }
    let small = try Small([:])
    try small.add("activities.xlsx", book.data)
    #expect(try small.intake().files.map(\.sheet) == ["A & B"])
  }

  @Test(
    "Of a value and an inline string only that counts which the cell's type names; escapes are decoded"
  )
  func cells() throws {
    let odd = "<c r=\"REF\" t=\"inlineStr\"><v>80</v><is><t>8</t></is></c>"
    let number = "<c r=\"REF\"><v>8</v><is><t>80</t></is></c>"
    let unit = "<c r=\"REF\" t=\"inlineStr\"><is><t>Huyện_x000D_\nSông Đông</t></is></c>"
    for cell in [odd, number] {
      let book = StoredZip.OddWorkbook(sheets: [
        ("S", sheet([registerHead, ["17/6/2022", unit, "", "x", cell]]))
      ])
      let found = try tally(book)
      #expect(found.value == 8 && found.said.isEmpty, "\(found.said)")
    }
  }

  @Test(
    "What Excel writes for characters that XML cannot hold",
    arguments: [
      ("a_x000D_\nb", "a\nb"), ("a_x000D_b", "a\nb"), ("_x005F_x000D_", "_x000D_"),
      ("_x0041_", "A"),
      ("_xD83D__xDE00_", "😀"), ("_x12_", "_x12_"), ("a_b", "a_b"), ("_x00ZZ_", "_x00ZZ_"), ("", ""),
    ])
  func escapes(text: String, expected: String) {
    let buffer = ByteBuffer()
    Array(text.utf8).withUnsafeBufferPointer { buffer.append($0) }
    buffer.truncate(to: ExcelEscape.decode(buffer, from: 0))
    #expect(String(decoding: buffer.bytes, as: UTF8.self) == expected)
  }
}
