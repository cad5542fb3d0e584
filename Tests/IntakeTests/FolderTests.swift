import ClusterMetrics
import Foundation
import Office
import Testing
import TestSupport

@testable import Findings
@testable import Intake

@Suite("Every table of a folder is read, or named with the reason")
struct FolderTests {
  private static let row = "2/6/2024,Sông Đông,An Bình,Đối thoại,"

  @Test("Registers of every readable ending, in any case and under any name")
  func endings() throws {
    let tabs = "Ngày\tĐơn vị\tHoạt động\tSố người dự\n3/6/2024\tNúi Tây\tĐối thoại\t4\n"
    let small = try Small([
      "activities.csv": Small.header + FolderTests.row + "1\n",
      "ACTIVITIES-2.CSV": Small.header + FolderTests.row + "2\n",
      "Activities-3.tsv": tabs, "sổ của Núi Tây.txt": tabs.replacing("\t4", with: "\t8"),
      "~$activities.csv": "locked", ".activities.csv": "hidden", "activities.csv.bak": "old",
    ])
    try small.add(
      "BC quý.XLSM",
      StoredZip.workbook(
        sheet: StoredZip.xml(
          "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
            + sheet([registerHead, ["#45446@0", "Biển Nam", "", "Đối thoại", "#16"]])
            + "</worksheet>")))
    #expect(try small.value("people") == 31)
    #expect(try small.intake().files.map(\.file).count == 5)
  }

  @Test("All visible sheets with a header are read; hidden ones are said")
  func sheets() throws {
    var book = StoredZip.OddWorkbook(
      sheets: (1...3).map { month in
        (
          "Tháng \(month)",
          sheet([
            registerHead, ["\(month)/\(month)/2024", "Sông Đông", "", "Đối thoại", "#\(month)"],
          ])
        )
      } + [("Ghi chú", sheet([["Người nhập", "An"], ["Điện thoại", "012"], ["Phòng", "3"]]))])
    let small = try Small([:])
    try small.add("activities.xlsx", book.data)
    #expect(try small.value("people") == 6)
    #expect(try small.intake().files.map(\.sheet) == ["Tháng 1", "Tháng 2", "Tháng 3"])
    #expect(try small.said().contains("activities.xlsx:Ghi chú unread-file warning"))
    // A unit a sheet: its name stands for the column.
    book = StoredZip.OddWorkbook(
      sheets: ["Núi Tây", "Biển Nam"].map { unit in
        (unit, sheet([["Ngày", "Hoạt động", "Số người dự"], ["1/3/2024", "Đối thoại", "#7"]]))
      })
    try small.add("activities.xlsx", book.data)
    #expect(try small.value("people", 1) == 7)
    #expect(try small.value("people", 2) == 7)
  }

  @Test("The unit may come from the name of the file, but not in the place of a misspelt column")
  func unitOfFile() throws {
    let rows = "Ngày,Hoạt động,Số người dự\n1/3/2024,Đối thoại,5\n"
    #expect(try Small(["BC tháng 3 Núi Tây.csv": rows]).value("people", 1) == 5)
    let misspelt = "Ngày,Đơn vj,Hoạt động,Số người dự\n1/3/2024,Sông Đông,Đối thoại,5\n"
    let said = try Small(["activities-Núi Tây.csv": misspelt]).said()
    #expect(said == ["activities-Núi Tây.csv:1 missing-column error"])
  }

  @Test("What cannot be read is called what it is")
  func kinds() throws {
    let small = try Small(["activities.csv": Small.header + FolderTests.row + "1\n"])
    func utf16(_ text: String) -> Data {
      Data(text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
    }
    let compound = Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) + Data(count: 600)
    for (name, data, word) in [
      ("b.xlsx", compound + utf16("EncryptedPackage"), "password"),
      (
        "c.xlsx", StoredZip.file([("mimetype", Data("x".utf8)), ("content.xml", Data())]),
        "damaged"
      ),
      (
        "d.ods",
        StoredZip.file([
          ("mimetype", Data("application/vnd.oasis.opendocument.text".utf8)),
          ("content.xml", Data()),
        ]), "OpenDocument text"
      ),
      (
        "e.ods",
        StoredZip.file([
          ("content.xml", Data()),
          ("META-INF/manifest.xml", Data("<manifest:encryption-data/>".utf8)),
        ]), "password"
      ),
      (
        "f.xls",
        Data(
          "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>"
            .utf8), "no worksheet"
      ),
      ("l.xls", Data("MIME-Version: 1.0\nContent-Type: multipart/related\n".utf8), ".mht"),
      ("g.csv", Data("%PDF-1.7".utf8), "PDF"),
      ("h.xlsx", Data("PK\u{3}\u{4}broken".utf8), "damaged"),
      ("i.csv", Data("a,b\n1,2\n3,4\n".utf8), "no header"),
      ("k.xlsx", StoredZip.file([("tài liệu.pdf", Data())]), "archive"),
    ] {
      try small.add(name, data)
      let found = try small.intake().log.all.filter { $0.place.file == name }
      #expect(found.map(\.code) == [.unreadFile], "\(name)")
      #expect(
        found.first?.message.english.contains(word) == true,
        "\(name): \(found.map(\.message.english))")
    }
    #expect(try small.value("people") == 1, "what is named stands in nobody's way")
  }

  @Test("Notes, templates and what Giaoban made itself are passed over")
  func passedOver() throws {
    let small = try Small([
      "activities.csv": Small.header + FolderTests.row + "1\n",
      "ghi chú.txt": "Gọi lại cho anh Ba.\nXong.\n",
      "tallies.csv":
        "period,cluster,unit,indicator,value,numerator,denominator,status,reporting_units,expected_units\n",
    ])
    try small.add(
      "bao-cao.docx",
      StoredZip.file([("word/document.xml", Data("<w:tbl></w:tbl>{{people}}".utf8))]))
    #expect(try small.said().isEmpty)
    try small.add(
      "phụ lục.docx", StoredZip.file([("word/document.xml", Data("<w:tbl></w:tbl>5".utf8))]))
    #expect(try small.said() == ["phụ lục.docx unread-file warning"])
  }

  @Test("sources: others are named, ignore leaves out, a file has a unit and headers of its own")
  func sources() throws {
    let settings =
      Small.settings + """

        sources:
          activities:
            - {files: so/*.csv, unit: Núi Tây, columns: {people: [Người dự, Lượt]}}
          ignore: [cu.csv]
        """
    let own = "Ngày,Hoạt động,Lượt\n1/3/2024,Đối thoại,5\n"
    let small = try Small(
      [
        "activities.csv": Small.header + FolderTests.row + "1\n",
        "cu.csv": Small.header + FolderTests.row + "9\n",
      ],
      settings: settings)
    try FileManager.default.createDirectory(
      at: small.folder.url.appending(path: "so"), withIntermediateDirectories: true)
    try Data(own.utf8).write(to: small.folder.url.appending(path: "so/a.csv"))
    #expect(try small.value("people") == 5)
    #expect(try small.value("people", 1) == 5)
    #expect(try small.said() == ["activities.csv unread-file warning"])
  }

  @Test(
    "A register with the same contents as another is one error, and counts once where it is accepted"
  )
  func twins() throws {
    let rows = Small.header + FolderTests.row + "1\n3/6/2024,Núi Tây,,Đối thoại,5\n"
    let small = try Small(["activities.csv": rows, "activities (1).csv": rows])
    #expect(try small.said() == ["activities.csv same-register error"])
    // Sent again with further rows.
    let grown = try Small(["a.csv": rows, "b.csv": rows + "4/6/2024,Núi Tây,,Đối thoại,7\n"])
    #expect(try grown.said() == ["b.csv same-register error"])
    let accepted = try Small(
      ["activities.csv": rows, "activities (1).csv": rows],
      settings: Small.settings + "\naccept: [{finding: same-register, reason: gửi lại}]\n")
    #expect(try accepted.value("people") == 6)
    #expect(try accepted.intake().leftOut == LeftOut(rows: 2))
    // One equal row in two registers is a double entry.
    let one = try Small([
      "a.csv": rows, "b.csv": Small.header + FolderTests.row + "1\n5/6/2024,Núi Tây,,Đối thoại,5\n",
    ])
    #expect(try one.said() == ["b.csv:2 duplicate-activity warning"])
  }
}

@Suite("Digests of files")
struct SHA256Tests {
  @Test("They are those of FIPS 180-4, however the bytes come")
  func digest() throws {
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    // A million times the letter a, the third example of the standard.
    let million = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    #expect(SHA256.of(Data("abc".utf8)) == abc)
    #expect(SHA256.of(Data()) == none)
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "a")
    try Data(repeating: UInt8(ascii: "a"), count: 1_000_000).write(to: file)
    #expect(SHA256.ofFile(file.path) == million)
    // More than one block.
    try Data(repeating: 0, count: 3 << 20).write(to: file)
    #expect(SHA256.ofFile(file.path) == SHA256.of(Data(repeating: 0, count: 3 << 20)))
    #expect(SHA256.ofFile(folder.url.path + "/nothing") == nil)
    #expect(SHA256.ofFile(folder.url.path) == nil)
  }
}
