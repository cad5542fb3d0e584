import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Intake
@testable import Tables

@Suite("Workbooks of Excel 97, which LibreOffice turns")
struct OldExcelTests {
  /// A program in LibreOffice's place, which does what its script says; `$out` is the folder and `$in` the file.
  private func office(_ script: String, in folder: TemporaryFolder) throws -> String {
    let head = """
      #!/bin/sh
      while [ $# -gt 1 ]; do [ "$1" = --outdir ] && out=$2; shift; done
      in=$1; mkdir -p "$out"

      """
    try folder.write("soffice", Data((head + script + "\n").utf8))
    let path = folder.url.appending(path: "soffice").path
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  /// A register of 40 rows that LibreOffice wrote as Excel 97.
  private static var oldExcel: Data {
    get throws {
      try Data(
        contentsOf: packageRoot.appending(path: "Tests/IntakeTests/Fixtures/register.xls"))
    }
  }

  @Test(
    "Excel 97 is read through LibreOffice, once for each content, and named where there is none")
  func oldExcel() throws {
    let small = try Small([:])
    let tools = try TemporaryFolder([:])
    try small.add("sổ.xls", OldExcelTests.oldExcel)
    let unread = try LibreOffice.$named.withValue("") { try small.message(.unreadFile) }
    #expect(unread.contains("Excel 97"))
    let book = StoredZip.OddWorkbook(sheets: [
      (
        "Sổ",
        sheet([
          ["Ngày", "Đơn vị", "Hoạt động", "Số người dự"], ["1/3/2024", "Núi Tây", "x", "#7"],
        ])
      )
    ])
    try tools.write("made.xlsx", book.data)
    let made = tools.url.appending(path: "made.xlsx").path
    try LibreOffice.$cache.withValue(tools.url.appending(path: "cache")) {
      let works = try office("cp '\(made)' \"$out/table.xlsx\"", in: tools)
      let first = try LibreOffice.$named.withValue(works) { try small.value("people", 1) }
      // The second time nothing needs to be converted; other bytes do.
      let fails = try office("exit 1", in: tools)
      let second = try LibreOffice.$named.withValue(fails) { try small.value("people", 1) }
      try small.add("sổ.xls", OldExcelTests.oldExcel + Data([1]))
      let third = try LibreOffice.$named.withValue(fails) { try small.message(.unreadFile) }
      #expect(first == 7 && second == 7 && third.contains("LibreOffice cannot read it"))
    }
  }

  @Test(
    "A workbook of Excel 97 that lost anything is damaged, for LibreOffice would leave it out without a word"
  )
  func damaged() throws {
    let folder = try TemporaryFolder([:])
    let whole = try OldExcelTests.oldExcel
    func check(_ data: Data) throws {
      try folder.write("a.xls", data)
      try OldExcelFile.check(folder.url.appending(path: "a.xls").path)
    }
    try check(whole)
    // Sectors of zeros, and ends that are missing.
    var found = 0
    for start in stride(from: 512, to: whole.count - 512, by: 512) {
      var data = whole
      data.replaceSubrange(start..<start + 512, with: Data(count: 512))
      if data == whole { continue }
      do { try check(data) } catch { found += 1 }
      #expect(throws: TableFault.self, "cut at \(start)") { try check(whole.prefix(start)) }
    }
    // What lies within long texts breaks no record, but the texts.
    #expect(found >= 5, "\(found)")
  }

  @Test("A conversion that hangs is ended and said")
  func hang() throws {
    let small = try Small(["activities.csv": Small.header + "2/6/2024,Núi Tây,,Đối thoại,1\n"])
    let tools = try TemporaryFolder([:])
    try small.add("sổ.xls", OldExcelTests.oldExcel)
    let hangs = try office("sleep 60 & sleep 60", in: tools)
    let lines = try LibreOffice.$named.withValue(hangs) {
      try LibreOffice.$cache.withValue(nil) {
        try LibreOffice.$seconds.withValue(1) { try small.lines() }
      }
    }
    #expect(lines.count == 1 && lines[0].contains("took more than 1 s"), "\(lines)")
  }
}
