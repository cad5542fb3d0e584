import ClusterMetrics
import Foundation
import Testing
import TestSupport

@testable import Findings
@testable import Intake
@testable import OfficeWords
@testable import ReportTables
@testable import Tables

/// A report table made up from a seed, in one of the shapes that offices use, and the numbers that it holds.
private struct GeneratedTable {
  /// What a number is, by its place.
  struct Entry: Hashable {
    var row: Int
    var column: Int
    var period: String
    var unit: String
    var indicator: String
    var figure: String
    var value: String
  }

  static let units = [
    "Huyện Sông Đông", "Thị xã Núi Tây", "Huyện Biển Nam", "Thành phố Hoa Lư", "Sở Nội vụ",
  ]
  static let written = [
    ["Huyện Sông Đông", "H. Sông Đông", "Sông Đông", "UBND huyện Sông Đông"],
    ["Thị xã Núi Tây", "TX Núi Tây", "TX. Núi Tây"], ["Huyện Biển Nam", "H.Biển Nam", "BIỂN NAM"],
    ["Thành phố Hoa Lư", "TP Hoa Lư", "TP. Hoa Lư"], ["Sở Nội vụ", "SỞ NỘI VỤ"],
  ]
  static let indicators: [(id: String, name: String, group: String)] = [
    ("a1", "Hồ sơ tiếp nhận", "Thủ tục hành chính"),
    ("a2", "Hồ sơ giải quyết", "Thủ tục hành chính"),
    ("b1", "Hội nghị đối thoại", "Đối thoại, tiếp dân"),
    ("b2", "Lượt tiếp công dân", "Đối thoại, tiếp dân"),
    ("c1", "Sáng kiến cải cách", "Sáng kiến"),
  ]
  private static let periods = [
    ("2024-H1", "6 THÁNG ĐẦU NĂM 2024"), ("2024-Q2", "Quý II năm 2024"),
    ("2024-M05", "Tháng 5/2024"),
    ("2024", "Năm 2024"), ("2024-9M", "9 tháng đầu năm 2024"),
  ]
  private static let figures: [(header: String, figure: Figure)] = [
    ("Kế hoạch", .plan), ("Thực hiện", .value), ("Lũy kế từ đầu năm", .cumulative), ("KH", .plan),
    ("Tỷ lệ (%)", .percentage), ("So với cùng kỳ", .percentage),
  ]

  private(set) var cells: [[String]] = []
  private(set) var merges: [String] = []
  private(set) var entries: Set<Entry> = []
  private(set) var isTurned = false
  private var random: SplitMix

  init(seed: UInt64) {
    random = SplitMix(state: seed)
    let (period, title) = pick(GeneratedTable.periods)
    makeHead(title)
    let units = some(GeneratedTable.units.indices.map { $0 }, atLeast: 2)
    let indicators = some(GeneratedTable.indicators.indices.map { $0 }, atLeast: 2)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: makeWide(units, indicators, period)
    case 1:
      isTurned = true
      makeTurned(units, indicators, period)
    case 2: makeFigures(units, indicators, period)
    default: makeLong(units, indicators, period)
    }
    makeFoot()
  }

  // MARK: Chance

  private mutating func chance(_ one: Int, in all: Int) -> Bool {
    Int.random(in: 0..<all, using: &random) < one
  }
  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }
  private mutating func some(_ elements: [Int], atLeast count: Int) -> [Int] {
    var random = self.random
    defer { self.random = random }
    return Array(
      elements.shuffled(using: &random).prefix(
        Int.random(in: count...elements.count, using: &random)))
  }

  /// A number as it is written, and what it is.
  private mutating func number() -> (text: String, value: String?) {
    let number = Int.random(in: 0...4000, using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return ("", nil)
    case 1: return ("-", "0")
    case 2: return ("x", "x")
    case 3:
      return (
        number > 999 ? "\(number / 1000).\(String(format: "%03d", number % 1000))" : "\(number)",
        "\(number)"
      )
    case 4: return ("\(number),5", "\(number).5")
    case 5: return ("\(number) hồ sơ", "\(number)")
    default: return ("\(number)", "\(number)")
    }
  }

  private mutating func put(
    _ row: inout [String], _ unit: Int, _ indicator: Int, _ figure: Figure, _ period: String
  ) -> Int {
    let (text, value) = number()
    row.append(
      figure == .percentage
        ? (text.isEmpty ? "" : "\(Int.random(in: 1...200, using: &random))%") : text)
    guard figure != .percentage, let value, figure != .plan || text != "-" else { return 0 }
    entries.insert(
      Entry(
        row: cells.count + 1, column: row.count, period: period, unit: GeneratedTable.units[unit],
        indicator: GeneratedTable.indicators[indicator].id, figure: figure.rawValue, value: value))
    return 1
  }

  // MARK: Parts

  private mutating func makeHead(_ title: String) {
    if chance(1, in: 2) {
      cells.append(["ỦY BAN NHÂN DÂN TỈNH", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
      cells.append(["", "", "Độc lập - Tự do - Hạnh phúc"])
    }
    cells.append([chance(1, in: 2) ? "BIỂU TỔNG HỢP KẾT QUẢ \(title)" : title])
    if chance(1, in: 3) { cells.append(["(Kèm theo Báo cáo số 45/BC-UBND ngày 14/6/2024)"]) }
    if chance(1, in: 3) { cells.append(["", "", "", "Đơn vị tính: hồ sơ"]) }
  }

  private mutating func makeFoot() {
    if chance(1, in: 2) { cells.append(["Ghi chú: số liệu tính đến hết ngày 14/6/2024"]) }
    if chance(1, in: 2) {
      cells.append(["", "", "Nghệ An, ngày 14 tháng 6 năm 2024"])
      cells.append(["NGƯỜI LẬP BIỂU", "", "CHỦ TỊCH"])
    }
  }

  private mutating func columnNumbers(_ count: Int) {
    if chance(1, in: 3) { cells.append((1...count).map { "(\($0))" }) }
  }

  private mutating func label(_ indicator: Int, _ place: Int) -> String {
    let name = GeneratedTable.indicators[indicator].name
    return pick([name, "\(place). \(name)", "- \(name)", name + ":"])
  }

  /// Units in rows; indicators in columns, under their groups or not.
  private mutating func makeWide(_ units: [Int], _ indicators: [Int], _ period: String) {
    let indicators = indicators.sorted()
    let hasOrdinal = chance(2, in: 3)
    let labels = (hasOrdinal ? ["STT"] : []) + [pick(["Đơn vị", "Tên đơn vị", "Đơn vị báo cáo"])]
    let names = indicators.map { GeneratedTable.indicators[$0].name }
    if chance(1, in: 2) {
      let groups = indicators.map { GeneratedTable.indicators[$0].group }
      let upper = groups.enumerated().map { $0 > 0 && groups[$0 - 1] == $1 ? "" : $1 }
      let row = cells.count + 1
      cells.append(labels + upper)
      cells.append(labels.map { _ in "" } + names)
      for column in labels.indices { merge(column, column, row, row + 1) }
      var start = 0
      for index in groups.indices.dropFirst() where groups[index] != groups[start] {
        merge(labels.count + start, labels.count + index - 1, row, row)
        start = index
      }
      merge(labels.count + start, labels.count + groups.count - 1, row, row)
    } else {
      cells.append(labels + names)
    }
    columnNumbers(labels.count + names.count)
    if chance(1, in: 3) { cells.append((hasOrdinal ? ["I"] : []) + ["CẤP HUYỆN"]) }
    for (place, unit) in units.enumerated() {
      var row = (hasOrdinal ? ["\(place + 1)"] : []) + [pick(GeneratedTable.written[unit])]
      for indicator in indicators { _ = put(&row, unit, indicator, .value, period) }
      cells.append(row)
    }
    if chance(1, in: 2) {
      cells.append((hasOrdinal ? [""] : []) + [pick(["Tổng cộng", "TỔNG SỐ", "Cộng"])])
    }
  }

  /// Indicators in rows, units in columns.
  private mutating func makeTurned(_ units: [Int], _ indicators: [Int], _ period: String) {
    cells.append(
      ["TT", pick(["Nội dung", "Chỉ tiêu"]), "ĐVT"] + units.map { pick(GeneratedTable.written[$0]) }
        + (chance(1, in: 2) ? ["Tổng"] : []))
    columnNumbers(3 + units.count)
    for (place, indicator) in indicators.enumerated() {
      var row = ["\(place + 1)", label(indicator, place + 1), "Hồ sơ"]
      for unit in units { _ = put(&row, unit, indicator, .value, period) }
      cells.append(row)
    }
  }

  /// One unit, its name in a title; figures in columns.
  private mutating func makeFigures(_ units: [Int], _ indicators: [Int], _ period: String) {
    cells.append(["UBND " + GeneratedTable.units[units[0]].uppercased()])
    let figures =
      [GeneratedTable.figures[1]] + (chance(1, in: 2) ? [GeneratedTable.figures[0]] : [])
      + (chance(1, in: 2) ? [GeneratedTable.figures[4]] : [])
    cells.append(["STT", "Chỉ tiêu", "ĐVT"] + figures.map(\.header) + ["Ghi chú"])
    columnNumbers(4 + figures.count)
    for (place, indicator) in indicators.enumerated() {
      var row = ["\(place + 1)", label(indicator, place + 1), "Hồ sơ"]
      for figure in figures { _ = put(&row, units[0], indicator, figure.figure, period) }
      cells.append(row + [chance(1, in: 4) ? "tăng so với kỳ trước" : ""])
    }
  }

  /// A row for each unit and indicator, the unit merged over its rows.
  private mutating func makeLong(_ units: [Int], _ indicators: [Int], _ period: String) {
    cells.append(["Đơn vị", "Chỉ tiêu", "Thực hiện"])
    for unit in units {
      let first = cells.count + 1
      for (place, indicator) in indicators.enumerated() {
        var row = [
          place == 0 ? pick(GeneratedTable.written[unit]) : "",
          GeneratedTable.indicators[indicator].name,
        ]
        _ = put(&row, unit, indicator, .value, period)
        cells.append(row)
      }
      merge(0, 0, first, cells.count)
    }
  }

  private mutating func merge(_ from: Int, _ to: Int, _ top: Int, _ bottom: Int) {
    guard from != to || top != bottom else { return }
    func letter(_ column: Int) -> String { String(UnicodeScalar(UInt8(65 + column))) }
    merges.append("<mergeCell ref=\"\(letter(from))\(top):\(letter(to))\(bottom)\"/>")
  }

  // MARK: Files

  var csv: String {
    cells.map { row in
      row.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
    }.joined(separator: "\n") + "\n"
  }

  var workbook: Data {
    let rows = cells.map { row in
      row.map { text in
        // Half of the plain numbers are numbers of the sheet.
        Int(text) != nil && text.count % 2 == 0 ? "#" + text : text
      }
    }
    return StoredZip.OddWorkbook(sheets: [
      ("Biểu", sheet(rows, merges: "<mergeCells>\(merges.joined())</mergeCells>"))
    ]).data
  }
}

/// The same tables as other programs write them.
extension GeneratedTable {
  /// The merged cells by the place of their first one: how many rows and columns they cover.
  private var spans: [[Int]: (rows: Int, columns: Int)] {
    var spans: [[Int]: (rows: Int, columns: Int)] = [:]
    for merge in merges {
      guard let reference = merge.firstMatch(of: #/ref="([^"]+)"/#).map({ String($0.1) }),
        let range = MergedRange(reference)
      else { continue }
      spans[[range.rows.lowerBound - 1, range.columns.lowerBound]] = (
        range.rows.count, range.columns.count
      )
    }
    return spans
  }

  /// Whether another cell lies over a place.
  private func isCovered(_ row: Int, _ column: Int) -> Bool {
    spans.contains { start, span in
      (start[0]..<start[0] + span.rows).contains(row)
        && (start[1]..<start[1] + span.columns).contains(column) && start != [row, column]
    }
  }

  private func isNumber(_ text: String) -> Bool { Int(text) != nil && text.count % 2 == 0 }

  private func markup(_ cell: (Int, Int, String) -> String, row: (String) -> String) -> String {
    cells.enumerated().map { number, texts in
      row(
        texts.enumerated().map { column, text in
          cell(number, column, text.replacing("&", with: "&amp;").replacing("<", with: "&lt;"))
        }.joined())
    }.joined()
  }

  var openDocument: Data {
    let body = markup { row, column, text in
      if isCovered(row, column) { return "<table:covered-table-cell/>" }
      let span = spans[[row, column]].map {
        " table:number-rows-spanned=\"\($0.rows)\" table:number-columns-spanned=\"\($0.columns)\""
      }
      let value = isNumber(text) ? " office:value-type=\"float\" office:value=\"\(text)\"" : ""
      let inner = text.isEmpty ? "" : "<text:p>\(text)</text:p>"
      return "<table:table-cell\(span ?? "")\(value)>\(inner)</table:table-cell>"
    } row: {
      "<table:table-row>\($0)</table:table-row>"
    }
    return StoredZip.xml(
      "<office:document xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><table:table table:name=\"B\">\(body)</table:table></office:document>"
    )
  }

  var html: Data {
    let body = markup { row, column, text in
      if isCovered(row, column) { return "" }
      let span = spans[[row, column]].map { " rowspan=\($0.rows) colspan=\($0.columns)" }
      return "<td\(span ?? "")\(isNumber(text) ? " x:num" : "")>\(text)"
    } row: {
      "<tr>\($0)"
    }
    return Data("<html><body><table border=1>\(body)</table></body></html>".utf8)
  }

  var xmlSpreadsheet: Data {
    let body = markup { row, column, text in
      if isCovered(row, column) || text.isEmpty { return "" }
      let span = spans[[row, column]].map {
        " ss:MergeDown=\"\($0.rows - 1)\" ss:MergeAcross=\"\($0.columns - 1)\""
      }
      let type = isNumber(text) ? "Number" : "String"
      return
        "<Cell ss:Index=\"\(column + 1)\"\(span ?? "")><Data ss:Type=\"\(type)\">\(text)</Data></Cell>"
    } row: {
      "<Row>\($0)</Row>"
    }
    let space = "urn:schemas-microsoft-com:office:spreadsheet"
    return StoredZip.xml(
      "<Workbook xmlns=\"\(space)\" xmlns:ss=\"\(space)\"><Worksheet ss:Name=\"B\"><Table>\(body)</Table></Worksheet></Workbook>"
    )
  }
}

@Suite("Generated report tables are read number for number")
struct GeneratedTableTests {
  private static let count =
    ProcessInfo.processInfo.environment["GIAOBAN_TABLES"].flatMap { Int($0) } ?? 200

  @Test("Every number once, at its place, and no other; from text and from every kind of workbook")
  func everyNumber() throws {
    let seed = Seed.start
    for number in 0..<GeneratedTableTests.count {
      let own = seed &+ UInt64(number) &* 0x9E37_79B9
      let table = GeneratedTable(seed: own)
      guard !table.entries.isEmpty else { continue }
      let small = try Small(
        number % 5 == 0 ? ["bieu.csv": table.csv] : [:],
        settings: "language: en\nindicators:\n"
          + GeneratedTable.indicators.map {
            "  \($0.id): {name: \($0.name), from: submissions}\n"
          }.joined(),
        roster: "cluster,unit\n" + GeneratedTable.units.map { "Cụm 1,\($0)\n" }.joined())
      switch number % 5 {
      case 1: try small.add("bieu.xlsx", table.workbook)
      case 2: try small.add("bieu.fods", table.openDocument)
      case 3: try small.add("bieu.html", table.html)
      case 4: try small.add("bieu.xls", table.xmlSpreadsheet)
      default: break
      }
      let intake = try small.intake(.year(2024))
      let read = Set(
        intake.tables.flatMap(\.numbers).map { number in
          GeneratedTable.Entry(
            row: number.row, column: number.column, period: number.period.name, unit: number.unit,
            indicator: number.indicator, figure: number.figure,
            value: number.value.flatMap { Quantity($0) }.map { "\($0)" } ?? "x")
        })
      let (lost, wrong) = (table.entries.subtracting(read), read.subtracting(table.entries))
      #expect(
        lost.isEmpty && wrong.isEmpty,
        "seed \(own): lost \(lost.prefix(2)), wrong \(wrong.prefix(2))\n\(table.csv)\(intake.log.all.map { $0.line(in: .english) })"
      )
      #expect(
        !intake.log.hasErrors,
        "seed \(own): \(intake.log.all.map { $0.line(in: .english) })\n\(table.csv)")
    }
  }
}
