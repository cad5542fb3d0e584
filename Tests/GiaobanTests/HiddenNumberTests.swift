import Foundation
import Testing
import TestSupport

@Suite("Small numbers leave the program nowhere")
struct HiddenNumberTests {
  private static let units = [
    "Xã An Bình", "Xã Bình Minh", "Xã Cẩm Sơn", "Xã Đông Hải", "Xã Em Ai",
  ]

  private func project() throws -> TemporaryFolder {
    var rows = "period,unit,indicator,value\n"
    for (period, values) in [
      ("2026-H1", [773, 8831, 20_020, 30_030, 51_515]),
      ("2025-H2", [9119, 8228, 7337, 6446, 5555]), ("2025-H1", [9009, 8118, 7117, 6116, 5225]),
    ] {
      for (unit, value) in zip(HiddenNumberTests.units, values) {
        rows += "\(period),\(unit),cases,\(value)\n\(period),\(unit),solved,\(value - 300)\n"
      }
    }
    return try TemporaryFolder([
      "submissions.csv": rows,
      "roster.csv": "Cụm,Đơn vị,Vùng\nC1,Xã An Bình,Núi\nC1,Xã Bình Minh,Núi\nC1,Xã Cẩm Sơn,Biển\n"
        + "C2,Xã Đông Hải,Biển\nC2,Xã Em Ai,Biển\n",
      "giaoban.yaml": """
      title: Thử
      language: vi
      hide_below: 1000
      indicators:
        cases: {name: Vụ việc, noun: vụ, from: submissions, over_time: sum, target: 900}
        solved: {name: Đã xong, from: submissions, over_time: sum}
        rate: {name: Tỷ lệ xong, ratio: [solved, cases]}
        left: {name: Còn lại, compute: cases - solved}
      score:
        criteria: [{indicator: cases, points: 10, full: 60000}]
      """,
    ])
  }

  private func run(_ arguments: [String], in folder: TemporaryFolder) throws -> (String, String) {
    let process = Process()
    process.executableURL = giaoban
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(arguments) \(said)")
    return (text, said)
  }

  /// How 773 and 8,831, and the same of what is solved, would be written.
  private static let traces = ["773", "8831", "8.831", "473", "8531", "8.531"]

  @Test(
    "Not in tables, CSV, JSON, cross tables or scores, by whatever the rows go",
    arguments: [
      ["tally", "--by", "unit"], ["tally", "--by", "unit", "--format", "csv"],
      ["tally", "--by", "unit", "--versus", "last-year", "--format", "json"],
      ["tally", "--by", "unit,period"], ["tally", "--by", "cluster", "--across", "Vùng"],
      ["tally", "--by", "unit", "--across", "period", "--format", "csv"],
      ["tally", "--by", "unit", "--peers"], ["tally", "--by", "unit", "--wide", "--format", "csv"],
      ["chart", "--kind", "heat", "-o", "x.svg"],
      ["chart", "--indicator", "cases", "-o", "x.svg"],
      ["chart", "--indicator", "cases", "--kind", "waterfall", "-o", "x.svg"],
      ["score"], ["score", "--explain", "Xã An Bình"],
    ])
  func commands(arguments: [String]) throws {
    let folder = try project()
    defer { folder.keep() }
    var whole = arguments
    whole.insert(".", at: 1)
    let (output, said) = try run(whole + ["--period", "2026-H1"], in: folder)
    var texts = output
    if let picture = try? String(contentsOf: folder.url.appending(path: "x.svg"), encoding: .utf8) {
      // Only what is written; coordinates have any digits.
      texts += picture.matches(of: /<(?:text|title|desc)[^>]*>([^<]*)</).map { String($0.1) }
        .joined(separator: "\n")
    }
    for trace in HiddenNumberTests.traces {
      #expect(!texts.contains(trace), "\(trace) in \(texts)")
    }
    if arguments[0] == "tally" { #expect(said.contains("hide_below"), "\(said)") }
  }

  @Test("Nor in any part of a pack: pictures, page, workbook, manifest, CSV")
  func pack() throws {
    let folder = try project()
    defer { folder.keep() }
    _ = try run(["pack", ".", "--period", "2026-H1", "-o", "out"], in: folder)
    let out = folder.url.appending(path: "out")
    var seen = 0
    for case let file as URL in FileManager.default.enumerator(
      at: out, includingPropertiesForKeys: nil)
      ?? .init()
    where ["csv", "json", "html"].contains(file.pathExtension) {
      let text = try String(contentsOf: file, encoding: .utf8)
        .replacing(/"(?:sha256|created|version)"\s*:\s*"[^"]*"/, with: "")
        .replacing(/(?:[xyd]|cx|cy|x1|x2|y1|y2|width|height|transform|points)="[^"]*"/, with: "")
        .replacing(/data:[^"')]*/, with: "")
      seen += 1
      // A number stands between marks: ">773<", ": 773,", "\"773\"".
      for trace in HiddenNumberTests.traces {
        let found = text.ranges(of: trace).filter { range in
          let before =
            range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
          let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
          return !before.isNumber && !after.isNumber && before != "." && before != ","
        }
        #expect(found.isEmpty, "\(trace) in \(file.lastPathComponent)")
      }
    }
    #expect(seen >= 3)
    // A file of one unit has as many rows as that unit.
    let manifest = try String(contentsOf: out.appending(path: "manifest.json"), encoding: .utf8)
    #expect(!manifest.contains(/"rows"\s*:\s*\d/))
  }
}
