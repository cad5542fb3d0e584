import Foundation
import FuzzTargets
import Testing
import TestSupport

/// Each limit is met by something small, once it is set low; and gives way once it is raised.
@Suite("Limits, and how they are raised")
struct LimitTests {
  private static let settings = "indicators: {talks: {count: activities}}\nlanguage: en\n"

  private func project(limits: String, _ files: [String: Data] = [:]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder([
      "giaoban.yaml": LimitTests.settings + (limits.isEmpty ? "" : "limits: {\(limits)}\n"),
      "roster.csv": "cluster,unit,unit_kind,commune\nC,U,,X\n",
    ])
    for (name, data) in files { try folder.write(name, data) }
    if files.isEmpty {
      try folder.write("activities.csv", "date,unit,commune,activity\n2022-01-05,U,X,talk\n")
    }
    return folder
  }

  private func check(_ folder: TemporaryFolder) throws -> Run {
    try Run(giaoban, ["check", folder.url.path])
  }

  @Test("A row of CSV")
  func record() throws {
    let note = String(repeating: "long ", count: 1000)
    let file = Data("date,unit,commune,activity,note\n2022-01-05,U,X,talk,\(note)\n".utf8)
    let low = try check(try project(limits: "record: 2 KiB", ["activities.csv": file]))
    #expect(
      low.status == 1
        && low.output.contains("longer than 2 KiB; check its quotes, or raise limits: {record: …}"))
    let high = try check(try project(limits: "record: 8 KiB", ["activities.csv": file]))
    #expect(high.status == 0, "\(high.output)")
    // More than the standard limit, and raised.
    let huge = Data(
      "date,unit,commune,activity,note\n2022-01-05,U,X,talk,\"\(String(repeating: note, count: 300))\"\n"
        .utf8)
    #expect(try check(try project(limits: "", ["activities.csv": huge])).status == 1)
    let raised = try check(try project(limits: "record: 4 MiB", ["activities.csv": huge]))
    #expect(raised.status == 0, "\(raised.output)")
  }

  @Test("A sheet, unpacked")
  func sheet() throws {
    let row = "<row><c t=\"inlineStr\"><is><t>x</t></is></c></row>"
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let book = StoredZip.workbook(
      sheet: Data(
        ("<worksheet xmlns=\"\(main)\"><sheetData>" + String(repeating: row, count: 100)
          + "</sheetData></worksheet>").utf8))
    let low = try check(try project(limits: "sheet: 1 KiB", ["activities.xlsx": book]))
    #expect(low.output.contains("unpacks to more than 1 KiB; raise limits: {sheet: …}"))
    let high = try check(try project(limits: "sheet: 1 MiB", ["activities.xlsx": book]))
    #expect(high.output.contains("no column") && !high.output.contains("unpacks"), "\(high.output)")
  }

  @Test("Cells of a tally, indicators, pixels of a picture")
  func others() throws {
    let rows = (0..<40).map { "2022-01-05,U,X,talk \($0)\n" }.joined()
    let file = Data(("date,unit,commune,activity\n" + rows).utf8)
    let tally = ["--period", "2022", "--by", "activity"]
    let few = try project(limits: "cells: 30", ["activities.csv": file])
    let low = try Run(giaoban, ["tally", few.url.path] + tally)
    #expect(low.status == 65 && low.errors.contains("limits: {cells: …}"))
    let many = try project(limits: "cells: 100", ["activities.csv": file])
    let high = try Run(giaoban, ["tally", many.url.path] + tally)
    #expect(high.status == 0, "\(high.errors)")

    let one = try check(
      try project(
        limits: "indicators: 1}\nindicators: {a: {count: activities}, b: {count: activities}"))
    #expect(one.status == 1)

    // 155 mm have 1,830 pixels at 300 dots per inch; without a resolution there are as many as have room.
    for (pixels, dpi, status, said) in [
      (800, "300", 73, "--dpi"), (2000, "300", 0, ""), (800, nil, 0, "131 dots per inch"),
      (2000, nil, 0, ""), (40, nil, 0, "6 dots per inch"),
    ] as [(Int, String?, Int32, String)] {
      let folder = try project(limits: "pixels: \(pixels)")
      let chart = try Run(
        giaoban,
        [
          "chart", folder.url.path, "--kind", "ranked", "--indicator", "talks", "--period", "2022",
          "-o", folder.url.appending(path: "a.png").path,
        ] + (dpi.map { ["--dpi", $0] } ?? []))
      #expect(chart.status == status, "\(pixels): \(chart.errors)")
      #expect(said.isEmpty ? !chart.errors.contains("dots") : chart.errors.contains(said))
    }
  }

  @Test(
    "What is no limit is refused",
    arguments: [
      ("record: 4 TB", "a size such as \"4 MiB\""), ("record: 12", "a size such as \"4 MiB\""),
      ("spellings: 4 GiB", "from 1 KiB to 3 GiB"), ("pixels: 40000", "from 1 to 32767"),
      ("pages: 0", "from 1 to 1000"), ("recrod: 4 MiB", "did you mean \"record\""),
    ])
  func refused(limits: String, said: String) throws {
    let result = try check(try project(limits: limits))
    #expect(result.status == 1 && result.output.contains(said), "\(result.output)")
  }

  @Test("A part of a document")
  func part() throws {
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let sample = packageRoot.appending(path: "Samples/cum-thi-dua-1")
    let pack = folder.url.appending(path: "pack").path
    _ = try Run(
      giaoban, ["pack", sample.path, "--period", "2022-H1", "-o", pack, "--only", "png"])
    let attach = [
      "attach", sample.appending(path: "bao-cao.docx").path, "--pack", pack, "-o",
      folder.url.appending(path: "out.docx").path, "--part-limit",
    ]
    let low = try Run(giaoban, attach + ["1 KiB"])
    #expect(low.status == 65 && low.errors.contains("--part-limit"), "\(low.errors)")
    #expect(try Run(giaoban, attach + ["64 MiB"]).status == 0)
    #expect(try Run(giaoban, attach + ["much"]).status == 64)
  }

  @Test(
    "Sizes, resolutions and days at their ends are drawn, or refused in words",
    arguments: [
      (["--size", "0"], 64), (["--size", "0x0"], 64), (["--size", "1000000x1000000"], 64),
      (["--size", "155x1e9"], 64), (["--size", "nan"], 64), (["--dpi", "0"], 64),
      (["--dpi", "1e9"], 64), (["--dpi", "nan"], 64), (["--size", "1000"], 0),
      (["--period", "2999"], 65), (["--period", "0001-01-01..9999-12-31"], 0),
    ] as [([String], Int32)])
  func ends(arguments: [String], status: Int32) throws {
    let folder = try project(limits: "")
    let period = arguments.contains("--period") ? [] : ["--period", "2022"]
    let result = try Run(
      giaoban,
      [
        "chart", folder.url.path, "--kind", "trend", "--indicator", "talks", "-o",
        folder.url.appending(path: "a.png").path,
      ] + period + arguments)
    #expect(result.status == status, "\(result.errors)")
    #expect(status == 0 || !result.errors.isEmpty)
  }

  @Test("Numbers at the end of 64 bits are summed without overflow, or refused at their cell")
  func sums() throws {
    // Ten thousand parts make one: 922,337,203,685,477 is the largest whole number that fits.
    let rows = (0..<30).map {
      "2022-01-\($0 + 1 < 10 ? "0" : "")\($0 + 1),U,X,talk,922337203685477\n"
    }
    let folder = try project(
      limits: "", ["activities.csv": Data(("date,unit,commune,activity,n\n" + rows.joined()).utf8)])
    try folder.write(
      "giaoban.yaml", "language: en\nindicators: {n: {sum: n}, rate: {ratio: [n, n]}}\n")
    let tally = try Run(
      giaoban, ["tally", folder.url.path, "--period", "2022", "--format", "csv", "--by", "unit"])
    #expect(tally.status == 0, "\(tally.errors)")
    // 30 × 922,337,203,685,477 = 27,670,116,110,564,310; floating-point numbers lie four apart there.
    #expect(tally.output.contains(",n,27670116110564312,"), "\(tally.output)")
    #expect(tally.output.contains(",rate,100,"))
    try folder.write(
      "activities.csv", "date,unit,commune,activity,n\n2022-01-01,U,X,talk,99999999999999999999\n")
    let check = try check(folder)
    #expect(check.status == 1 && check.output.contains("activities.csv:2:5"), "\(check.output)")
  }
}
