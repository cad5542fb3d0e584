import ArgumentParser
import ClusterMetrics
import Foundation
import Intake
import Reporting
import ReportTables
import ReportWords
import Settings
import Workspace

struct TablesCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "tables",
      abstract: CommandLanguage.help(
        "Cho biết mỗi bảng được đọc thế nào.", "Show how each table was read."),
      discussion: CommandLanguage.help(
        examples: """
            giaoban tables cchc
            giaoban tables cchc --format json -o tables.json
          """,
        """
        Với mỗi bảng: được hiểu là gì, hàng và cột là gì, kỳ và đơn vị của cả bảng, có bao nhiêu số, bỏ qua những gì.
        --format json liệt kê từng số kèm ô của nó.
        """,
        """
        For each table: what it was taken for, what stands in its rows and columns, which period and unit hold for all of
        it, how many numbers it holds, and what was passed over. --format json lists every number with its cell.
        """))
  }

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var options: ProjectOptions
  @Option(help: .said("text hoặc json.", "text or json.")) var format = Format.text
  @Option(
    name: .shortAndLong,
    help: .said("Ghi vào tệp này thay vì in ra màn hình.", "A file instead of standard output."))
  var output: String?

  func run() throws {
    let project = try options.open()
    try options.stop(project, project.log)
    let intake = try options.intake(project, [])
    switch format {
    case .text:
      let words = Wording(options.language(of: project))
      let read = Set(intake.tables.map(\.file))
      // If a table is recognised by its name but not read, an error says why.
      let unread = intake.log.all.filter {
        $0.code == .unreadFile || $0.severity == .error && !read.contains($0.place.file)
      }
      let text =
        intake.tables.map { TablesCommand.text($0, project, words) }
        + unread.map { "\($0.place)\n  \(words($0.text))" }
      try write(Data((text.joined(separator: "\n") + "\n").utf8), to: output, of: project)
    case .json: try write(Data(try json(intake.tables).utf8), to: output, of: project)
    }
  }

  private static func text(
    _ table: TableReport, _ project: Project, _ words: Wording
  ) -> String {
    var lines = [[table.file, table.sheet].compactMap(\.self).joined(separator: ":")]
    switch table.kind {
    case .register:
      lines.append(
        words(
          "sổ theo dõi: \(table.accepted)/\(table.rows) dòng được tính",
          "a register: \(table.accepted) of \(table.rows) rows count"))
    case .submissions:
      lines.append(
        words(
          "bảng số liệu: \(table.accepted)/\(table.rows) dòng được tính",
          "submissions: \(table.accepted) of \(table.rows) rows count"))
    case .report: lines += table.blocks.flatMap { text($0, project, words) }
    }
    return lines.enumerated().map { $0 == 0 ? $1 : "  " + $1 }.joined(separator: "\n")
  }

  /// The names of numbers that are not results of their period.
  private static let figures = [
    "plan": LocalizedText(vi: "đọc là kế hoạch", en: "read as plans"),
    "cumulative": LocalizedText(
      vi: "đọc là số lũy kế từ đầu năm", en: "read as counted from the year's beginning"),
    "last-year": LocalizedText(vi: "đọc là số cùng kỳ năm trước", en: "read as last year's"),
  ]

  private static func text(
    _ block: TableReport.Block, _ project: Project, _ words: Wording
  ) -> [String] {
    let (first, last) = (block.rows.lowerBound, block.rows.upperBound)
    var lines = [
      words(
        "biểu tổng hợp, dòng \(first)–\(last): \(words.numbers.text(Double(block.count))) số liệu",
        "a report table, rows \(first)–\(last): \(words.numbers.text(Double(block.count)))"
          + " number\(block.count == 1 ? "" : "s")")
    ]
    let (rows, columns) = (axes(block.rowAxes, words), axes(block.columnAxes, words))
    if !rows.isEmpty { lines.append("  " + words("hàng: ", "rows: ") + rows) }
    if !columns.isEmpty { lines.append("  " + words("cột: ", "columns: ") + columns) }
    let whole = [
      block.period.map { words.name($0) }, block.unit,
      block.indicator.flatMap { project.definition.indicator(withID: $0) }.map { words($0.name) },
      block.figure.flatMap { Self.figures[$0] }.map { words($0) },
    ].compactMap(\.self)
    if !whole.isEmpty {
      lines.append("  " + words("cho cả bảng: ", "for all of it: ") + whole.joined(separator: "; "))
    }
    for passed in block.passed.prefix(12) {
      // Rows have numbers, and columns have letters.
      let isRow = passed.place.first?.isNumber ?? false
      let what = isRow ? words("dòng ", "row ") : words("cột ", "column ")
      lines.append(
        "  " + words("bỏ qua ", "passed over ") + what + passed.place + ": "
          + words(passed.reason))
    }
    if block.passed.count > 12 {
      lines.append(
        "  "
          + words(
            "… và \(block.passed.count - 12) chỗ nữa", "… and \(block.passed.count - 12) more"))
    }
    return lines
  }

  private static func axes(_ axes: [String], _ words: Wording) -> String {
    words.list(
      axes.map { axis in
        switch axis {
        case "unit": words("đơn vị", "units")
        case "indicator": words("chỉ tiêu", "indicators")
        case "period": words("kỳ", "periods")
        default: words("loại số liệu", "figures")
        }
      })
  }

  // MARK: JSON

  private struct Table: Encodable {
    var file: String
    var sheet: String?
    var kind: String
    var rows: Int
    var accepted: Int
    var blocks: [Block]
    var numbers: [Number]

    struct Block: Encodable {
      var rows: [Int]
      var rowAxes: [String]
      var columnAxes: [String]
      var period: String?
      var unit: String?
      var indicator: String?
      var numbers: Int
      var passed: [String]
    }
    struct Number: Encodable {
      var row: Int
      var column: Int
      var period: String
      var cluster: String
      var unit: String
      var indicator: String
      var figure: String
      var value: Double?
      var counts: Bool
    }
  }

  private func json(_ tables: [TableReport]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let entries = tables.map { table in
      Table(
        file: table.file, sheet: table.sheet, kind: table.kind.rawValue, rows: table.rows,
        accepted: table.accepted,
        blocks: table.blocks.map {
          .init(
            rows: [$0.rows.lowerBound, $0.rows.upperBound], rowAxes: $0.rowAxes,
            columnAxes: $0.columnAxes, period: $0.period?.name, unit: $0.unit,
            indicator: $0.indicator, numbers: $0.count, passed: $0.passed.map(\.place))
        },
        numbers: table.numbers.map {
          .init(
            row: $0.row, column: $0.column, period: $0.period.name, cluster: $0.cluster,
            unit: $0.unit, indicator: $0.indicator, figure: $0.figure, value: $0.value,
            counts: $0.counts)
        })
    }
    return String(decoding: try encoder.encode(entries), as: UTF8.self) + "\n"
  }
}
