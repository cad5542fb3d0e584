import ClusterMetrics
import Foundation
import Testing
import TestSupport
@testable import TableReading

@testable import Findings
@testable import Intake
@testable import Tables

/// A worksheet as some program might write it, and what it holds.
private struct GeneratedSheet {
  /// A row that has a cell with something in it.
  struct Row: Equatable, CustomStringConvertible {
    var number: Int
    var isHidden = false
    var cells: [String]
    var description: String { "\(number)\(isHidden ? " hidden" : ""): \(cells)" }
  }

  private(set) var xml = ""
  private(set) var rows: [Row] = []
  private var generator: SplitMix
  /// Before every name of an element.
  private let prefix: String
  private let hasNumbers: Bool
  private let hasReferences: Bool
  /// Whether there is what no program writes, and XML allows.
  private let isOdd: Bool

  init(seed: UInt64, rows count: Int) {
    var generator = SplitMix(state: seed)
    func chance(_ part: Int, in whole: Int) -> Bool {
      Int.random(in: 0..<whole, using: &generator) < part
    }
    prefix = chance(1, in: 4) ? "x:" : ""
    hasNumbers = chance(5, in: 6)
    hasReferences = chance(4, in: 5)
    isOdd = chance(1, in: 3)
    let declaration = [
      "", "<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n",
    ].randomElement(using: &generator)
    self.generator = generator
    xml = declaration ?? ""
    xml += prefix.isEmpty ? "<worksheet>" : "<x:worksheet xmlns:x=\"urn:x\">"
    xml += "<\(prefix)sheetData>"
    var number = 0
    for _ in 0..<count { addRow(&number) }
    xml += "</\(prefix)sheetData><\(prefix)rowBreaks/></\(prefix)worksheet>"
  }

  private mutating func chance(_ part: Int, in whole: Int) -> Bool {
    Int.random(in: 0..<whole, using: &generator) < part
  }

  private mutating func addRow(_ number: inout Int) {
    if chance(1, in: 5) { xml += "\n  " }
    if isOdd, chance(1, in: 4) { xml += odd }
    number += hasNumbers && chance(1, in: 6) ? 3 : 1
    let isHidden = chance(1, in: 6)
    xml += "<\(prefix)row"
    if chance(1, in: 5) { xml += " spans='1:3 > r=\"7'" }
    if chance(1, in: 8) { xml += "\n" }
    if hasNumbers { xml += " r=\"\(number)\"" }
    if isHidden { xml += " hidden=\"1\"" }
    guard !chance(1, in: 10) else {
      xml += "/>"
      return
    }
    xml += ">"
    var cells = (0..<3).map { _ in "" }
    for column in 0..<3 {
      // Without references a cell's place is its order.
      if hasReferences, chance(1, in: 5) { continue }
      cells[column] = addCell(column, row: number)
      if isOdd, chance(1, in: 12) { xml += odd }
    }
    xml += "</\(prefix)row>"
    guard let last = cells.lastIndex(where: { !$0.isEmpty }) else { return }
    rows.append(Row(number: number, isHidden: isHidden, cells: Array(cells[...last])))
  }

  /// What looks like rows and is none.
  private var odd: String {
    [
      "<!-- <row r=\"5\"><c><v>1</v></c></row> -->", "<?p <row r=\"6\"><c><v>2</v></c></row> ?>",
      "<![CDATA[ <row r=\"8\"> ]]>",
    ][xml.utf8.count % 3]
  }

  private mutating func addCell(_ column: Int, row: Int) -> String {
    let reference =
      hasReferences ? " r=\"\(["A", "B", "C"][column])\(row)\"" : ""
    switch Int.random(in: 0..<6, using: &generator) {
    case 0:
      xml += "<\(prefix)c\(reference) s=\"0\"/>"
      return ""
    case 1:
      xml += "<\(prefix)c\(reference) t=\"str\"><\(prefix)f>A1</\(prefix)f>"
      xml += "<\(prefix)v>&lt;row r=&quot;4&quot;&gt;đ</\(prefix)v></\(prefix)c>"
      return "<row r=\"4\">đ"
    case 2:
      xml += "<\(prefix)c\(reference) t=\"inlineStr\"><\(prefix)is><\(prefix)t>Nga </\(prefix)t>"
      xml += "<\(prefix)rPh><\(prefix)t>no</\(prefix)t></\(prefix)rPh>"
      xml += isOdd ? "<\(prefix)t><![CDATA[<row r=\"3\">]]></\(prefix)t>" : ""
      xml += "<\(prefix)t>Sơn</\(prefix)t></\(prefix)is></\(prefix)c>"
      return isOdd ? "Nga <row r=\"3\">Sơn" : "Nga Sơn"
    default:
      let number = Int.random(in: 0...9999, using: &generator)
      xml += "<\(prefix)c\(reference)><\(prefix)v>\(number)</\(prefix)v></\(prefix)c>"
      return "\(number)"
    }
  }
}

@Suite("Worksheets in blocks")
struct SheetTests {
  /// The rows that are read, and whether a fault stands in the way behind them.
  private func read(
    _ folder: TemporaryFolder, blockSize: Int
  ) throws -> (rows: [GeneratedSheet.Row], isFaulty: Bool) {
    let workbook = try Workbook(
      path: folder.url.appending(path: "s.xlsx").path, limits: TableLimits())
    var rows = BlockwiseRows(try workbook.source(workbook.sheets[0], blockSize: blockSize))
    var found: [GeneratedSheet.Row] = []
    do throws(TableFault) {
      while try rows.advance() {
        found.append(
          .init(
            number: rows.row, isHidden: rows.isHidden,
            cells: (0..<rows.cellCount).map { rows.text($0) }))
      }
    } catch {
      return (found, true)
    }
    return (found, false)
  }

  @Test("A sheet has the same rows wherever it is cut, whatever program wrote it")
  func everyCut() throws {
    let seed = Seed.start
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    var cut = 0
    for number in 0..<120 {
      let sheet = GeneratedSheet(seed: seed &+ UInt64(number), rows: 12)
      try folder.write("s.xlsx", StoredZip.workbook(sheet: Data(sheet.xml.utf8)))
      // From the whole sheet down to a byte; of most sheets a few sizes, of some all.
      let sizes =
        number < 8 ? Array(1...sheet.xml.utf8.count) : [1 << 18, 300, 190, 131, 97, 61, 7]
      for size in sizes {
        let (rows, isFaulty) = try read(folder, blockSize: size)
        try #require(
          rows == sheet.rows && !isFaulty, "seed \(seed), sheet \(number), blocks of \(size)")
        cut += 1
      }
    }
    #expect(cut > 1000)
  }

  @Test("A damaged sheet gives the same rows in blocks as whole, as far as they can be read")
  func damagedCuts() throws {
    let seed = Seed.start
    var generator = SplitMix(state: seed)
    let folder = try TemporaryFolder()
    defer { folder.keep() }
    let pieces = Array("<>/\"'=rc!?-&;[]09 x\u{0}đ".utf8) + [0xFF]
    var sound = 0
    for number in 0..<400 {
      let sheet = GeneratedSheet(seed: seed &+ UInt64(number), rows: 12)
      var bytes = Array(sheet.xml.utf8)
      for _ in 0..<Int.random(in: 1...2, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] =
          pieces.randomElement(using: &generator)!
      }
      try folder.write("s.xlsx", StoredZip.workbook(sheet: Data(bytes)))
      let whole = try read(folder, blockSize: 1 << 18)
      sound += whole.isFaulty ? 0 : 1
      for size in [200, 90, 64, 5] {
        let parts = try read(folder, blockSize: size)
        // What is missing at a row's end is missed at the end of its block, or at that of the sheet.
        #expect(
          whole.rows.starts(with: parts.rows)
            && (parts.isFaulty ? whole.isFaulty : parts.rows == whole.rows),
          "seed \(seed), sheet \(number), blocks of \(size)")
      }
    }
    #expect(sound > 40 && sound < 360)
  }

  @Test(
    "Rows are parted before the tags of numbered rows, and nowhere in a comment, section or code")
  func seams() throws {
    func seam(_ text: String) -> Substring? {
      let bytes = Array(text.utf8)
      return bytes.withUnsafeBufferPointer { bytes in
        guard let seams = RowSeams(bytes)?.checked(bytes, goesOn: false) else { return nil }
        return seams.last(in: bytes, from: seams.prologue.count)
          .map { Substring(decoding: bytes[$0...], as: UTF8.self) }
      }
    }
    let head = "<w><sheetData>"
    #expect(seam(head + "<row r=\"1\"><c/></row><row r=\"2\">") == "<row r=\"2\">")
    #expect(
      seam(head + "<row r=\"1\"><c/></row><row ht=\"9\" r=\"2\"><") == "<row ht=\"9\" r=\"2\"><")
    #expect(seam(head + "<row r=\"1\"><c/></row><row><c/>") == "<row r=\"1\"><c/></row><row><c/>")
    #expect(seam(head + "<row r=\"1\"><c/></row><row r=\"2") == "<row r=\"1\"><c/></row><row r=\"2")
    #expect(seam("<x:w><x:sheetData><x:row r=\"1\"/><row r=\"2\"/>")?.hasPrefix("<x:row") == true)
    #expect(seam("<?xml encoding='utf-8'?>" + head + "<row r=\"1\">") == "<row r=\"1\">")
    for text in [
      "<w><row r=\"1\">", "<w><sheetData/><row r=\"1\">", head + "<rowx r=\"1\">",
      head + "<row r=\"\">", head + "<row s=\"1\">",
      head + "<row><!-- x --><c/></row><row r=\"2\">",
      head + "<?x?><row r=\"1\">", "<?xml encoding='utf-16'?>" + head + "<row r=\"1\">",
      head + "<row r=\"123456789\">", "<sheetData><row r=\"1\">",
      "<w><v><sheetData><row r=\"1\">", "<w><v></v></w><sheetData><row r=\"1\">",
    ] {
      #expect(seam(text) == nil, "\(text)")
    }
  }

  /// A register of many blocks in a workbook, with a wrong unit here and there.
  private func register(rows: Int, damagedAt damaged: Int? = nil) -> Data {
    func cell(_ text: String) -> String { "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>" }
    func row(_ number: Int, _ cells: [String], hidden: Bool = false) -> String {
      "<row r=\"\(number)\"\(hidden ? " hidden=\"1\"" : "")>\(cells.map(cell).joined())</row>"
    }
    var xml = "<worksheet><sheetData>" + row(1, ["date", "unit", "commune", "activity"])
    for number in 2..<rows + 2 {
      let unit = number % 997 == 0 ? "Huyện Nga" : "Huyện Nga Sơn"
      let activity = number % 5 == 2 ? "đối thoại" : "tập huấn \(number % 5)"
      xml += row(
        number, ["2022-06-\(10 + number % 15)", unit, "Xã Nga An", activity],
        hidden: number % 500 == 0)
      if number == damaged { xml += "</c>" }
    }
    return StoredZip.workbook(sheet: Data((xml + "</sheetData></worksheet>").utf8))
  }

  @Test(
    "Tallies, findings and summaries of a workbook do not depend on the number of cores, damaged or not",
    arguments: [nil, 2, 5500])
  func cores(damagedAt damaged: Int?) throws {
    let folder = try TemporaryFolder([
      "giaoban.yaml": SmallProject.settings, "roster.csv": SmallProject.roster,
    ])
    defer { folder.keep() }
    // Some five blocks.
    try folder.write("activities.xlsx", register(rows: 8000, damagedAt: damaged))
    let project = try Project(folder: folder.url)
    let period = Period.half(1, year: 2022)
    func tally(_ cores: Int) throws -> (value: Double?, files: [FileSummary], log: FindingLog) {
      let intake = try project.tally([period], column: "activity", cores: cores)
      let dialogues = try #require(intake.book.plan.indicators.first)
      return (
        intake.book.tally(dialogues, for: .unit(0), in: period).value, intake.files, intake.log
      )
    }
    let one = try tally(1)
    // The damage is behind the row's end.
    let read = (damaged ?? 8001) - 1
    let wrong = (read + 1) / 997
    let isDamaged = damaged != nil
    #expect(one.log.all.contains { $0.code == .unreadableFile } == isDamaged)
    // The wrong names are all the same, and one finding.
    #expect(one.log.count(of: .error) == (wrong > 0 ? 1 : 0) + (isDamaged ? 1 : 0))
    #expect(
      one.log.all.filter { $0.code == .unknownUnit }.map(\.count) == (wrong > 0 ? [wrong] : []))
    // All rows of one date and activity are the same, of fifteen dates and five activities; and there are
    // hidden ones.
    let isHidden = read >= 499 ? 1 : 0
    let uncounted = one.log.all.filter { $0.code == .uncountedText }.count
    #expect(one.log.count(of: .warning) == max(0, read - wrong - 15) + isHidden + uncounted)
    #expect(one.files.first?.rows == read && one.files.first?.accepted == read - wrong)
    for cores in [2, 2, 3, 8] {
      let several = try tally(cores)
      #expect(several.value == one.value && several.files == one.files)
      #expect(several.log.all == one.log.all)
    }
  }
}
