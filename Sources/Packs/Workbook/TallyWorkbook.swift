import Charting
import ClusterMetrics
import Foundation
import Office
import PackPages
import Reporting
import ReportWords
import TallyTables

/// `tallies.xlsx`: the numbers of a pack for further work in Excel, with a sheet for each view, real numbers, filters,
/// Excel's own charts, and print set-up.
struct TallyWorkbook {
  let report: ReportContext
  let inputs: [Pack.Input]
  let date: Date

  var words: Wording { report.words }
  private var book: TallyBook { report.book }
  var period: Period { report.period }

  static let titleStyle = CellStyle(isBold: true, size: 14)
  static let noteStyle = CellStyle(size: 9, isGrey: true)
  private static let header = CellStyle(alignment: .centre, wraps: true, isHeader: true)
  /// The row of the headings; above it are the title and the subject.
  private static let head = 3

  func data() throws -> Data {
    let definition = report.project.definition
    let file = try Spreadsheet(
      title: words(definition.title) + " – " + words.name(period),
      author: words(definition.organisation), created: date)
    file.accent = report.imageTheme.accent.number
    let charts = try file.sheet(words("Biểu đồ", "Charts"))
    try unitSheet(file)
    let comparison = try comparisonSheet(file)
    if report.roster.clusters.count > 1 { try clusterSheet(file) }
    let course = try periodSheet(file)
    try scoreSheet(file)
    try findingSheet(file)
    try aboutSheet(file)
    draw(charts, comparison, course)
    return try file.finish()
  }

  // MARK: Sheets

  private func begin(
    _ file: Spreadsheet, _ name: String, title: String, columns: [(name: String, width: Double)],
    frozen: Int
  ) throws -> Worksheet {
    let sheet = try file.sheet(name)
    sheet.write(title, 0, 0, TallyWorkbook.titleStyle)
    sheet.write(
      words(report.project.definition.title) + " · " + report.maker.periodText, 1, 0,
      TallyWorkbook.noteStyle)
    for (column, value) in columns.enumerated() {
      sheet.write(value.name, TallyWorkbook.head, column, TallyWorkbook.header)
      sheet.setWidth(value.width, columns: column...column)
    }
    sheet.setHeight(44, row: TallyWorkbook.head)
    sheet.freeze(rows: TallyWorkbook.head + 1, columns: frozen)
    sheet.hideGridlines()
    sheet.setUpPrint(
      landscape: true, repeating: TallyWorkbook.head...TallyWorkbook.head,
      footer: words(report.project.definition.title) + ", " + words.name(period))
    return sheet
  }

  /// Every indicator by unit, with the totals of clusters.
  private func unitSheet(_ file: Spreadsheet) throws {
    let indicators = report.indicators
    let sheet = try begin(
      file, words("Theo đơn vị", "By unit"), title: words("Số liệu theo đơn vị", "Figures by unit"),
      columns: [(words("Đơn vị", "Unit"), 30)] + indicators.map { (words.heading($0), 14) },
      frozen: 1)
    var row = TallyWorkbook.head + 1
    for cluster in report.roster.clusters.indices {
      let first = row
      for unit in book.units(of: .cluster(cluster), in: period) {
        sheet.write(report.roster.units[unit].name, row, 0)
        for (column, indicator) in indicators.enumerated() {
          write(
            book.tally(indicator, for: .unit(unit), in: period), of: indicator, sheet, row,
            column + 1)
        }
        row += 1
      }
      if first < row {
        for column in indicators.indices { sheet.bars(first...(row - 1), column: column + 1) }
      }
      total(.cluster(cluster), sheet, row)
      row += 1
    }
    if report.roster.clusters.count > 1 {
      total(.all, sheet, row)
      row += 1
    }
    signs(sheet, row + 1)
  }

  private func total(_ group: Group, _ sheet: Worksheet, _ row: Int) {
    let style = CellStyle(isBold: true, hasRuleAbove: true)
    sheet.write(report.maker.groupName(group), row, 0, style)
    for (column, indicator) in report.indicators.enumerated() {
      write(
        book.tally(indicator, for: group, in: period), of: indicator, sheet, row, column + 1, style)
    }
  }

  /// A row for every indicator and unit, to filter by: this period, last year, the change as a formula, and the rank.
  private func comparisonSheet(_ file: Spreadsheet) throws -> (
    sheet: Worksheet, rows: [ClosedRange<Int>]
  ) {
    let percent = words("Tăng, giảm (%)", "Change (%)")
    let sheet = try begin(
      file, words("So sánh", "Comparison"),
      title: words.sentence(words.name(period)) + words(" so với ", " compared with ")
        + report.maker.baseName(of: report.indicators),
      columns: [
        (words("Chỉ tiêu", "Indicator"), 38), (words("Cụm", "Cluster"), 18),
        (words("Đơn vị", "Unit"), 30), (words("Kỳ này", "This period"), 12),
        (words.sentence(report.maker.baseName(of: report.indicators)), 12),
        (words("Tăng, giảm", "Change"), 12),
        (percent, 12), (words("Hạng trong cụm", "Rank in cluster"), 10),
      ], frozen: 3)
    var row = TallyWorkbook.head + 1
    var blocks: [ClosedRange<Int>] = []
    for indicator in report.indicators {
      let first = row
      for cluster in report.roster.clusters.indices {
        let peers = book.peers(indicator, inCluster: cluster, in: period)
        for (unit, rank) in zip(peers.units, peers.ranks) {
          let remark = report.maker.baseRemark(indicator, among: report.indicators)
          sheet.write(words.heading(indicator) + remark, row, 0)
          sheet.write(report.roster.clusters[cluster].name, row, 1)
          sheet.write(report.roster.units[unit].name, row, 2)
          let comparison = book.comparison(
            indicator, for: .unit(unit), in: period, with: report.maker.base)
          write(comparison.current, of: indicator, sheet, row, 3)
          write(comparison.base, of: indicator, sheet, row, 4)
          if let change = comparison.change {
            // Changes of rates are in percentage points; the cells contain fractions.
            sheet.write(
              formula: indicator.isPercentage
                ? "=(D\(row + 1)-E\(row + 1))*100" : "=D\(row + 1)-E\(row + 1)",
              result: change, row, 5,
              CellStyle(numberFormat: TallyWorkbook.signed(decimals: words.decimals(indicator))))
          }
          if let change = comparison.changePercent {
            sheet.write(
              formula: "=(D\(row + 1)-E\(row + 1))/E\(row + 1)", result: change / 100, row, 6,
              CellStyle(numberFormat: "+0.0%;-0.0%;0.0%"))
          }
          if let rank { sheet.write(Double(rank), row, 7) }
          row += 1
        }
      }
      blocks.append(first...max(first, row - 1))
    }
    if row > TallyWorkbook.head + 1 { sheet.filter(TallyWorkbook.head...(row - 1), columns: 0...7) }
    signs(sheet, row + 1)
    return (sheet, blocks)
  }

  /// Clusters made comparable: totals, and numbers per commune or unit.
  private func clusterSheet(_ file: Spreadsheet) throws {
    let indicators = report.indicators
    let size = report.clusterSize
    let per = size == .communes ? words("mỗi xã", "per commune") : words("mỗi đơn vị", "per unit")
    let sheet = try begin(
      file, words("Theo cụm", "By cluster"), title: words("Số liệu theo cụm", "Figures by cluster"),
      columns: [(words("Cụm", "Cluster"), 26)]
        + indicators.flatMap { indicator -> [(String, Double)] in
          let name = words.heading(indicator)
          return !indicator.addsUp
            ? [(name, 14)] : [(name, 14), ("\(name), \(per)", 14)]
        }, frozen: 1)
    for cluster in report.roster.clusters.indices {
      let row = TallyWorkbook.head + 1 + cluster
      sheet.write(report.roster.clusters[cluster].name, row, 0)
      var column = 1
      for indicator in indicators {
        let tally = book.tally(indicator, for: .cluster(cluster), in: period)
        write(tally, of: indicator, sheet, row, column)
        column += 1
        guard indicator.addsUp else { continue }
        if let value = book.normalised(tally, by: size) {
          sheet.write(value, row, column, CellStyle(numberFormat: "#,##0.00"))
        }
        column += 1
      }
    }
    signs(sheet, TallyWorkbook.head + report.roster.clusters.count + 2)
  }

  /// The totals of the last periods.
  private func periodSheet(_ file: Spreadsheet) throws -> (sheet: Worksheet, rows: ClosedRange<Int>)
  {
    let sheet = try begin(
      file, words("Qua các kỳ", "Over periods"),
      title: words("Số liệu chung qua các kỳ", "Totals over periods"),
      columns: [(words("Kỳ", "Period"), 26)] + report.indicators.map { (words.heading($0), 14) },
      frozen: 1)
    let first = TallyWorkbook.head + 1
    for (index, other) in report.trendPeriods.enumerated() {
      sheet.write(words.sentence(words.name(other)), first + index, 0)
      for (column, indicator) in report.indicators.enumerated() {
        write(
          book.tally(indicator, for: .all, in: other), of: indicator, sheet, first + index,
          column + 1)
      }
    }
    let last = first + report.trendPeriods.count - 1
    signs(sheet, last + 2)
    return (sheet, first...last)
  }

  /// The points of every unit and criterion, if the project scores its units.
  private func scoreSheet(_ file: Spreadsheet) throws {
    guard let board = report.scoreBoard else { return }
    let rule = board.rule
    let names = rule.criteria.map { criterion -> (String, Double) in
      let indicator = report.indicators.first { $0.id == criterion.indicator }
      let name = indicator.map { words($0.name) } ?? criterion.indicator
      return ("\(name) (\(words.numbers.text(criterion.points)))", 16)
    }
    let sheet = try begin(
      file, words("Điểm", "Scores"), title: words("Điểm và xếp hạng", "Score and rank"),
      columns: [(words("Cụm", "Cluster"), 20), (words("Đơn vị", "Unit"), 30)] + names
        + board.givenNames.map { ($0, 14) } + [
          (words("Điểm cộng, trừ", "Added or deducted"), 12), (words("Tổng điểm", "Total"), 12),
          (words("Hạng", "Rank"), 8), (words("Xếp loại", "Band"), 20),
        ], frozen: 2)
    let decimals = rule.decimals > 0 ? "." + String(repeating: "0", count: rule.decimals) : ""
    let style = CellStyle(numberFormat: "#,##0" + decimals, alignment: .trailing)
    var row = TallyWorkbook.head + 1
    for cluster in report.roster.clusters.indices {
      for score in board.scores(ofCluster: cluster) {
        sheet.write(report.roster.clusters[cluster].name, row, 0)
        sheet.write(report.roster.units[score.unit].name, row, 1)
        for (column, item) in score.items.enumerated() {
          if let points = item.points {
            sheet.write(points, row, column + 2, style)
            if let lack = board.lack(item) { sheet.note(lack, row, column + 2) }
          } else {
            sheet.write(item.tally.sign, row, column + 2, style)
          }
        }
        let given = board.given(score)
        for (column, points) in given.enumerated() {
          let place = column + score.items.count + 2
          if let points {
            sheet.write(points, row, place, style)
          } else {
            sheet.write("…", row, place, style)
          }
        }
        let next = score.items.count + given.count + 2
        sheet.write(score.adjustments.map(\.points).reduce(0, +), row, next, style)
        if !score.adjustments.isEmpty {
          let reasons = score.adjustments.map { "\(TallyTable.plain($0.points)): \($0.reason)" }
          sheet.note(reasons.joined(separator: "\n"), row, next)
        }
        if let total = score.total { sheet.write(total, row, next + 1, style) }
        let lacks = score.items.compactMap(board.lack)
        if !lacks.isEmpty { sheet.note(lacks.joined(separator: "\n"), row, next + 1) }
        if let rank = score.rank { sheet.write(Double(rank), row, next + 2) }
        sheet.write(score.band.map { words(rule.bands[$0].name) } ?? "", row, next + 3)
        row += 1
      }
    }
    sheet.write(board.note, row + 1, 0, TallyWorkbook.noteStyle)
  }

  private func findingSheet(_ file: Spreadsheet) throws {
    let sheet = try begin(
      file, words("Kiểm tra", "Checks"),
      title: words("Kết quả kiểm tra số liệu", "What the checks found"),
      columns: [
        (words("Mức", "Severity"), 12), (words("Mã", "Code"), 22), (words("Vị trí", "Place"), 30),
        (words("Nội dung", "Finding"), 80), (words("Lý do chấp nhận", "Accepted because"), 40),
      ], frozen: 0)
    let wrapped = CellStyle(wraps: true)
    for (index, finding) in report.findings.enumerated() {
      let row = TallyWorkbook.head + 1 + index
      let severity =
        switch finding.severity {
        case .error: words("lỗi", "error")
        case .warning: words("cảnh báo", "warning")
        case .accepted: words("đã chấp nhận", "accepted")
        }
      for (column, text) in [
        severity, finding.code.rawValue, "\(finding.place)", words(finding.text),
        finding.reason.map { words($0) } ?? "",
      ].enumerated() {
        sheet.write(text, row, column, wrapped)
      }
      sheet.setHeight(
        TallyWorkbook.height(
          [
            (words(finding.text), 80), (finding.reason.map { words($0) } ?? "", 40),
            ("\(finding.place)", 30),
          ]),
        row: row)
    }
    if report.findings.isEmpty {
      sheet.write(
        words("Không có lỗi, cảnh báo.", "No errors or warnings."), TallyWorkbook.head + 1, 0)
    }
  }

  /// A description of the numbers and their sources.
  private func aboutSheet(_ file: Spreadsheet) throws {
    let sheet = try begin(
      file, words("Cách tính", "About"), title: words("Cách tính", "How the numbers were made"),
      columns: [(words("Mục", "Item"), 46), (words("Nội dung", "Definition"), 110)], frozen: 0)
    var row = TallyWorkbook.head + 1
    func line(_ name: String, _ text: String) {
      sheet.write(name, row, 0, CellStyle(isBold: true, wraps: true))
      sheet.write(text, row, 1, CellStyle(wraps: true))
      sheet.setHeight(TallyWorkbook.height([(name, 46), (text, 110)]), row: row)
      row += 1
    }
    for indicator in report.indicators {
      line(words.heading(indicator), report.definition(indicator))
    }
    for input in inputs { line(input.file, "SHA-256 " + input.sha256) }
    line("Giaoban", GiaobanVersion.current)
  }

  // MARK: Numbers

  /// A tally as a real number, or the sign for its absence; marks missing units.
  private func write(
    _ tally: Tally, of indicator: Indicator, _ sheet: Worksheet, _ row: Int, _ column: Int,
    _ style: CellStyle = CellStyle()
  ) {
    var style = style
    style.alignment = .trailing
    if let value = tally.value {
      style.numberFormat = TallyWorkbook.numberFormat(
        indicator, decimals: words.decimals(indicator))
      if tally.isApproximate { style.numberFormat = "\"≈\"" + style.numberFormat }
      sheet.write(indicator.isPercentage ? value / 100 : value, row, column, style)
    } else {
      sheet.write(tally.sign, row, column, style)
    }
    switch tally.status {
    case .complete, .notApplicable: break
    case .partial:
      sheet.note(words.coverage(tally), row, column)
    case .missing, .hidden: sheet.note(words.sentence(words.absence(tally)), row, column)
    case .indivisible:
      sheet.note(
        words.sentence(words.absence(tally)) + ": "
          + words.indivisible(tally, book.roster), row, column)
    }
  }

  /// The height of a row whose texts wrap in columns of some width in characters: not every program determines it
  /// itself.
  private static func height(_ cells: [(text: String, width: Int)]) -> Double {
    let lines = cells.map { ($0.text.count + $0.width - 1) / max($0.width - 2, 1) }.max() ?? 1
    return Double(max(lines, 1)) * 13.5 + 2
  }

  private func signs(_ sheet: Worksheet, _ row: Int) {
    sheet.write(
      words(
        "… chưa có số liệu · x không áp dụng\(words.hiddenSign(book)) · ô có ghi chú: chưa đủ đơn vị báo cáo",
        "… no figure · x does not apply\(words.hiddenSign(book)) · cells with a note: not all units reported"
      ), row, 0,
      TallyWorkbook.noteStyle)
  }

  /// Excel displays these in the notation of its own language.
  static func numberFormat(_ indicator: Indicator, decimals: Int) -> String {
    let fraction = decimals > 0 ? "." + String(repeating: "0", count: decimals) : ""
    return indicator.isPercentage ? "0\(fraction)%" : "#,##0\(fraction)"
  }

  private static func signed(decimals: Int) -> String {
    let number = "#,##0" + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : "")
    return "+\(number);-\(number);0"
  }
}
