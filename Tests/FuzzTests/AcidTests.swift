import ClusterMetrics
import Foundation
import FuzzTargets
import Intake
import Reporting
import Testing
import TestSupport

/// Files that were made to bring readers down, after their published descriptions.
@Suite("Acid tests")
struct AcidTests {
  /// The errors of a project with these files, in English, and how long it took to find them.
  private func errors(_ files: [String: Data]) throws -> (texts: [String], seconds: Double) {
    let folder = try TemporaryFolder([
      "giaoban.yaml": "indicators: {talks: {count: activities}}\n",
      "roster.csv": "cluster,unit,unit_kind,commune\nC,U,,X\n",
    ])
    defer { folder.keep() }
    for (name, data) in files { try folder.write(name, data) }
    if !files.keys.contains(where: { $0.hasPrefix("activities") }) {
      try folder.write("activities.csv", "date,unit,commune,activity\n2022-01-05,U,X,talk\n")
    }
    let start = Date()
    let project = try Project(folder: folder.url)
    let log = project.log.hasErrors ? project.log : try project.tally([]).log
    // A file that cannot be opened at all is a warning: nothing of it counts.
    let texts = log.all.filter { $0.severity == .error || $0.code == .unreadFile }.map {
      $0.message[.english]
    }
    return (texts, Date().timeIntervalSince(start))
  }

  private func settings(_ text: String) throws -> (texts: [String], seconds: Double) {
    try errors(["giaoban.yaml": Data(text.utf8)])
  }

  // MARK: YAML

  @Test("Lists a hundred thousand deep are refused")
  func deepYAML() throws {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let found = try settings("title: \(deep)\n")
    #expect(found.texts.count == 1 && found.texts[0].contains("nesting"), "\(found.texts)")
  }

  @Test("Aliases that stand for aliases a billion times cost no time: the billion laughs")
  func aliases() throws {
    var text = "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for (name, before) in zip("bcdefghij", "abcdefghi") {
      let nine = Array(repeating: "*\(before)", count: 9).joined(separator: ", ")
      text += "\(name): &\(name) [\(nine)]\n"
    }
    let found = try settings(text + "indicators: {t: {count: activities, where: {activity: *j}}}\n")
    #expect(!found.texts.isEmpty && found.seconds < 5)
  }

  @Test("Indicators that are computed from many that are computed from many are refused")
  func arithmetic() throws {
    var text = "indicators:\n"
    for level in 0..<11 {
      let sum = Array(repeating: "i\(level + 1)", count: 20).joined(separator: " + ")
      text += "  i\(level): {compute: \(sum)}\n"
    }
    let found = try settings(text + "  i11: {count: activities}\n")
    #expect(found.texts.contains { $0.contains("more than 12 levels or 10,000 numbers") })
    #expect(found.seconds < 5)

    // A chain is long, but no circle.
    text = "indicators:\n"
    for level in 0..<40 { text += "  i\(level): {compute: i\(level + 1) + 1}\n" }
    let chain = try settings(text + "  i40: {count: activities}\n")
    #expect(chain.texts.count == 28 && !chain.texts.contains { $0.contains("each other") })
  }

  @Test("Thousands of indicators are refused at the thousand and first")
  func manyIndicators() throws {
    let lines = (0..<5000).map { "  i\($0): {count: activities}\n" }
    let found = try settings("indicators:\n" + lines.joined())
    #expect(
      found.texts == [
        "there are more than 1000 indicators (limits: {indicators: …}); the rest was not read"
      ])
  }

  // MARK: XML

  private static let laughs = """
    <!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">\
    <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">\
    <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">\
    <!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">\
    <!ENTITY secret SYSTEM "file:///etc/hostname">]>
    """

  private func sheet(_ cell: String, prefix: String = "") -> Data {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let header = ["date", "unit", "commune", "activity"].map {
      "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>"
    }.joined()
    return Data(
      (prefix + "<worksheet xmlns=\"\(main)\"><sheetData><row>\(header)</row>"
        + "<row><c><v>44566</v></c><c t=\"inlineStr\"><is><t>\(cell)</t></is></c></row>"
        + "</sheetData></worksheet>").utf8)
  }

  @Test("Entities are not expanded, and no file is fetched", arguments: ["&h;", "&secret;"])
  func entities(entity: String) throws {
    let book = StoredZip.workbook(sheet: sheet(entity, prefix: AcidTests.laughs))
    let found = try errors(["activities.xlsx": book])
    let host = (try? String(contentsOfFile: "/etc/hostname", encoding: .utf8)) ?? "no such host"
    let name = host.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(!found.texts.isEmpty && found.seconds < 5)
    #expect(!found.texts.contains { $0.contains("lollol") || $0.contains("\"\(name)\"") })
  }

  @Test(
    "Wherever the parser is interrupted, in names, tags, references and letters, a sheet reads alike"
  )
  func interruptedSheets() throws {
    let head = ["date", "unit", "commune", "activity"].map {
      "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>"
    }.joined()
    let row = """
      <row><c><v>44566</v></c><c t="inlineStr"><is><t>U &amp; V\u{1EE7}</t></is></c>\
      <c t="inlineStr"><is><r><t>X</t></r><r><t><![CDATA[ <&> ]]>&#x1EA1;</t></r></is></c>\
      <c r='D2' t="inlineStr"><is><t xml:space="preserve">talk</t></is></c></row>

      """
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    // Pieces are of 32 KiB; a row has an odd number of bytes, so that the cuts wander through it.
    let padding = row.utf8.count % 2 == 0 ? " " : ""
    let count = 12_000
    let text =
      "<worksheet xmlns=\"\(main)\"><sheetData><row>\(head)</row>"
      + String(repeating: row + padding, count: count) + "</sheetData></worksheet>"
    let folder = try TemporaryFolder([
      "giaoban.yaml": "indicators: {talks: {count: activities, where: {activity: talk}}}\n",
      "roster.csv": "cluster,unit,unit_kind,commune\nC,U & V\u{1EE7},,X <&> \u{1EA1}\n",
    ])
    defer { folder.keep() }
    try folder.write("activities.xlsx", StoredZip.workbook(sheet: Data(text.utf8)))
    let year = Period.year(2022)
    let intake = try Project(folder: folder.url).tally([year])
    let talks = try #require(intake.book.plan.indicator(withID: "talks"))
    #expect(intake.log.all.allSatisfy { $0.severity != .error })
    #expect(intake.book.tally(talks, for: .unit(0), in: year).value == Double(count))
  }

  @Test(
    "Elements a hundred thousand deep, references beyond the sheet, and halves of tags are refused")
  func hostileSheets() throws {
    let deep = String(repeating: "<r>", count: 100_000)
    for data in [
      sheet(deep), sheet("</t></is>"), Data(sheet("x").prefix(400)),
      Data(
        String(decoding: sheet("U"), as: UTF8.self).replacing(
          "<c><v>", with: "<c r=\"XFE1048577\"><v>"
        ).utf8),
    ] {
      let found = try errors(["activities.xlsx": StoredZip.workbook(sheet: data)])
      #expect(!found.texts.isEmpty && found.seconds < 10, "\(data.count) bytes")
    }
  }

  // MARK: ZIP

  @Test(
    "Entries that overlap, lie about their size or name a way out are refused or read as they are")
  func zips() throws {
    let good = StoredZip.workbook(sheet: sheet("U"))
    // The directory's size of every part says 4 GiB; then each of its offsets leads to the first part.
    func altered(at offset: Int, to value: [UInt8]) -> Data {
      var data = good
      var index = 0
      while index + 46 <= data.count {
        if data[index..<(index + 4)].elementsEqual([0x50, 0x4B, 0x01, 0x02]) {
          for (place, byte) in value.enumerated() { data[index + offset + place] = byte }
        }
        index += 1
      }
      return data
    }
    for data in [
      altered(at: 24, to: [0xFF, 0xFF, 0xFF, 0xFE]), altered(at: 42, to: [0, 0, 0, 0]),
      altered(at: 20, to: [0, 0, 0, 0x7F]), Data(good.prefix(good.count - 30)),
      Data(good.suffix(good.count - 20)), Data([0x50, 0x4B, 0x05, 0x06]) + Data(count: 18),
    ] {
      let found = try errors(["activities.xlsx": data])
      #expect(!found.texts.isEmpty && found.seconds < 10)
    }
    // A path out of the archive is a name like any other: nothing is unpacked.
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let outside = folder.url.appending(path: "outside.xml")
    let book = StoredZip.file([("../../\(outside.lastPathComponent)", Data("x".utf8))])
    #expect(try !errors(["activities.xlsx": book]).texts.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: outside.path))
  }

  // MARK: Arithmetic

  @Test("Numbers and dates at the ends of what can be written are findings or exact, never a trap")
  func ends() throws {
    let numbers = [
      "9223372036854775807", "-9223372036854775808", "99999999999999999999999", "1e308", "0,0001",
      "-0", "79228162514264337593543950335",
    ]
    let dates = ["0001-01-01", "9999-12-31", "31/12/9999", "2958465", "0000-00-00", "29/2/1900"]
    var rows = "date,unit,commune,activity,people\n"
    for date in dates { for number in numbers { rows += "\(date),U,X,talk,\"\(number)\"\n" } }
    let folder = try TemporaryFolder([
      "giaoban.yaml": """
      indicators:
        people: {sum: people}
        mean: {mean: people}
        rate: {ratio: [people, talks]}
        talks: {count: activities}
        power: {compute: people * people * people * people}
        nothing: {compute: people / (talks - talks)}
      """,
      "roster.csv": "cluster,unit,unit_kind,commune\nC,U,,X\n", "activities.csv": rows,
    ])
    defer { folder.keep() }
    let project = try Project(folder: folder.url)
    let spans = [
      "0001", "1000", "1900", "9999", "9999-H2", "1900-M01", "0001-01-01..9999-12-31",
      "1900-01-01..9999-12-31",
    ]
    let periods = spans.compactMap { Period($0) }
    #expect(periods.count >= 4)
    for period in periods {
      let book = try project.tally([period, period.sameLastYear, period.previous]).book
      for indicator in project.definition.indicators {
        let tally = book.tally(indicator, for: .all, in: period)
        #expect(tally.value?.isNaN != true, "\(indicator.id) in \(period.name)")
        _ = book.comparison(indicator, for: .all, in: period, with: period.sameLastYear)
      }
    }
  }
}
