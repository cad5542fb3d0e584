import CairoRenderer
import Charting
import ClusterMetrics
import Findings
import Foundation
import Intake
import Reporting
import Settings

/// The pages of findings and tables, and the method.
extension ReportContext {
  var context: LayoutContext { LayoutContext(theme: pageTheme, measurer: measurer) }
  /// The room for a table on a page with a headline of one line and a note.
  var tableRoom: Size {
    Size(width: pageSize.width - 2 * PageFrame.margin, height: pageSize.height - 185)
  }

  func findingsPages() throws(LayoutError) -> [PageDraft] {
    let findings = findings
    let warnings = intake.log.count(of: .warning)
    let corrected = findings.count(where: \.isCorrected)
    let accepted = intake.log.count(of: .accepted) - corrected
    var headline =
      warnings == 0
      ? words("Kiểm tra số liệu: không còn lỗi, cảnh báo", "Checks: no open findings")
      : words(
        "Kiểm tra số liệu: \(warnings) cảnh báo",
        "Checks: \(warnings) warning\(warnings == 1 ? "" : "s")")
    if !intake.leftOut.isEmpty { headline += "; " + words.leftOut(intake.leftOut) }
    if accepted > 0 {
      headline += words("; \(accepted) mục đã chấp nhận", "; \(accepted) accepted")
    }
    if corrected > 0 {
      headline += words("; \(corrected) số liệu đã đính chính", "; \(corrected) corrected")
    }
    let files = DataTable(
      columns: [
        .init(words("Tệp", "File"), breaksWords: true),
        .init(words("Dòng đọc được", "Rows read"), .trailing),
        .init(words("Được tính", "Counted"), .trailing),
        .init(words("Bị loại", "Refused"), .trailing),
      ],
      rows: fileRows)
    let name = words("Kết quả kiểm tra số liệu", "What the checks found")
    let subtitle = words(
      "Mỗi dòng số liệu được kiểm tra trước khi tính", "Every row is checked before it counts")
    let filesHeight = try files.naturalHeight(width: tableRoom.width, in: context)
    let list = DataTable(
      columns: [
        .init(words("Vị trí", "Place"), breaksWords: true),
        .init(words("Nội dung", "Finding"), breaksWords: true),
        .init(
          corrected > 0
            ? words("Lý do chấp nhận, nơi đính chính", "Accepted because, corrected at")
            : words("Lý do chấp nhận", "Accepted because"), breaksWords: true),
      ],
      rows: listed(findings).map { finding in
        let reason = finding.reason.map { words($0) } ?? ""
        return .init([
          "\(finding.place)", words(finding.text),
          finding.isCorrected ? words("đính chính \(reason)", "corrected \(reason)") : reason,
        ])
      })
    // Without findings, the silent units are the most relevant information.
    let table = findings.isEmpty ? silences() : list
    var pages: [PageDraft] = []
    let pieces = try table.pages(
      width: tableRoom.width, height: tableRoom.height - filesHeight - 30,
      in: context)
    for (number, piece) in pieces.enumerated() {
      let isFirst = number == 0
      let page = PageDraft(
        anchor: isFirst ? "checks" : "checks-\(number + 1)", name: isFirst ? name : "",
        headline: headline, subtitle: subtitle, alternativeText: headline
      ) { (body, frame) throws(LayoutError) in
        guard isFirst else { return try piece.marks(in: body, frame.context) }
        return try files.marks(
          in: body.inset(bottom: body.height - filesHeight), frame.context)
          + piece.marks(in: body.inset(top: filesHeight + 30), frame.context)
      }
      pages.append(page)
    }
    return pages
  }

  /// The number of rows read in each file; if there are many files, only those that lost rows or have none, and a sum
  /// of the rest.
  private var fileRows: [DataTable.Row] {
    typealias Counts = (rows: Int, accepted: Int, refused: Int)
    func row(_ name: String, _ counts: Counts) -> DataTable.Row {
      // The number of a unit's rows may be a suppressed number.
      .init(
        [name]
          + [counts.rows, counts.accepted, counts.refused].map {
            book.hidesSmallNumbers ? "" : words.numbers.text(Double($0))
          })
    }
    let files = intake.files.map { file in
      (
        name: [file.file, file.sheet].compactMap(\.self).joined(separator: ": ")
          + (file.uncounted == 0 || book.hidesSmallNumbers
            ? ""
            : words(
              " (\(file.uncounted) số liệu không được tính)",
              " (\(file.uncounted) number\(file.uncounted == 1 ? " does" : "s do") not count)")),
        counts: (file.rows, file.accepted, file.refused) as Counts
      )
    }
    let (most, few) = (15, 10)
    guard files.count > most else { return files.map { row($0.name, $0.counts) } }
    let told = files.indices.filter {
      files[$0].counts.refused > 0 || files[$0].counts.accepted == 0
        || intake.files[$0].uncounted > 0
    }
    .prefix(few)
    let rest = files.indices.filter { !told.contains($0) }.map { files[$0].counts }
    let sum = rest.reduce((0, 0, 0) as Counts) {
      ($0.rows + $1.rows, $0.accepted + $1.accepted, $0.refused + $1.refused)
    }
    let name =
      told.isEmpty
      ? words("cả \(rest.count) tệp, trang tính", "all \(rest.count) files and sheets")
      : words(
        "\(rest.count) tệp, trang tính khác",
        "\(rest.count) other\(rest.count == 1 ? " file or sheet" : " files and sheets")")
    return told.map { row(files[$0].name, files[$0].counts) } + [row(name, sum)]
  }

  /// The findings; if they would fill many pages, the first few of each kind.
  private func listed(_ findings: [Finding]) -> [Finding] {
    let (most, few) = (40, 3)
    guard findings.count > most else { return findings }
    let kinds = Dictionary(grouping: findings.indices) { findings[$0].code }
    let kept = kinds.flatMap { code, places -> [(place: Int, finding: Finding)] in
      let first = places.prefix(few).map { ($0, findings[$0]) }
      guard places.count > few else { return first }
      let rest = places.count - few
      let more = Finding(
        code, findings[places[0]].severity, at: .init(file: "…"),
        vi: "và \(rest) mục nữa cùng loại (xem đầy đủ: giaoban check)",
        en: "and \(rest) more of the kind (all of them: giaoban check)")
      return first + [(places[few], more)]
    }
    return kept.sorted { $0.place < $1.place }.map(\.finding)
  }

  /// A page of scores and ranks for each cluster; empty if the project has no scores.
  func scorePages() -> [PageDraft] {
    guard let board = scoreBoard else { return [] }
    let name = words("Điểm và xếp hạng", "Score and rank")
    let clusters = unit.map { [roster.units[$0].cluster] } ?? Array(roster.clusters.indices)
    return clusters.map { cluster in
      let table = board.table(ofCluster: cluster)
      let scores = board.scores(ofCluster: cluster)
      let leaders = scores.filter { $0.rank == 1 }
      let names = words.leaders(leaders.map { roster.units[$0.unit].shortName })
      return rowPage(
        of: table, anchor: cluster == clusters[0] ? "score" : "score-cluster-\(cluster + 1)",
        name: cluster == clusters[0] ? name : "",
        headline: names.isEmpty
          ? name
          : scores.count == 1
            ? names
            : words(
              "\(names)\(leaders.count > 1 ? " cùng" : "") dẫn đầu về điểm",
              "\(names) \(leaders.count > 1 ? "lead" : "leads") the ranking"),
        subtitle: name + ", " + roster.clusters[cluster].name + ", " + maker.periodText,
        note: board.note, alternativeText: name)
    }
  }

  /// The tables of all indicators by unit, with totals, and of the totals in earlier periods.
  func tablePages() throws(LayoutError) -> [PageDraft] {
    let name = words("Bảng số liệu", "Tables")
    var pieces: [DataTable] = []
    for table in try unitsTables() {
      pieces += try table.pages(width: tableRoom.width, height: tableRoom.height, in: context)
    }
    let countsCommunes = indicators.contains { $0.definition == .distinct(.commune) }
    let note =
      words(
        "- không phát sinh · … chưa có số liệu · x không áp dụng\(words.hiddenSign(book)).",
        "- nothing occurred · … no figure · x does not apply\(words.hiddenSign(book)).")
      + (countsCommunes
        ? words(" Mỗi xã chỉ tính một lần.", " Each commune is counted once.") : "")
    let tallies = indicators.flatMap { indicator in
      units.map { book.tally(indicator, for: .unit($0), in: period) }
    }
    let hasLack = pieces.contains { piece in
      piece.rows.contains { $0.cells.dropFirst().contains { $0.hasSuffix(ReportContext.lackMark) } }
    }
    let marks = note + (hasLack ? " " + words.lackNote(of: tallies) : "")
    var pages = pieces.enumerated().map { number, piece in
      PageDraft(
        anchor: number == 0 ? "tables" : "tables-\(number + 1)", name: number == 0 ? name : "",
        headline: words("Số liệu theo đơn vị", "Figures by unit"),
        subtitle: maker.periodText + (pieces.count > 1 ? " · \(number + 1)/\(pieces.count)" : ""),
        note: marks
      ) { (body, frame) throws(LayoutError) in try piece.marks(in: body, frame.context) }
    }
    let heading = comparisonHeading
    let comparisons = comparisonTables
    for (number, comparison) in comparisons.enumerated() {
      let isOverSame = comparison.rows.contains { $0.cells.contains { $0.hasSuffix("*") } }
      pages.append(
        rowPage(
          of: comparison, anchor: ChartID.numbered("comparison", number),
          name: number == 0 ? heading : "", headline: heading,
          subtitle: maker.periodText
            + (comparisons.count > 1 ? " · \(number + 1)/\(comparisons.count)" : ""),
          note: words(
            "Tỷ lệ so sánh bằng điểm phần trăm. Kỳ có đơn vị chưa báo cáo được ghi kèm số đơn vị đã báo cáo.",
            "Rates are compared in percentage points. Where units are missing, how many reported is given."
          )
            + (indicators.contains { words.format($0).decimals > 0 }
              ? words(
                " Tăng, giảm được tính từ số chưa làm tròn.",
                " Changes are taken from numbers before rounding.") : "")
            + (isOverSame ? " " + words.sameUnitsNote : ""), alternativeText: heading))
    }
    return pages
  }

  /// The tables of all indicators by unit that take the fewest pages: one with all columns, or several below each
  /// other; with short names of indicators, and wrapped names of units, if columns need it.
  ///
  /// A single table is not always best: if columns are so narrow that every name takes many lines, its rows fill more
  /// pages.
  private func unitsTables() throws(LayoutError) -> [DataTable] {
    do throws(LayoutError) { return try unitsTables(keepingNames: true) } catch {
      return try unitsTables(keepingNames: false)
    }
  }

  private func unitsTables(keepingNames: Bool) throws(LayoutError) -> [DataTable] {
    var problem = LayoutError.noRoom(for: "", width: tableRoom.width)
    var best: (tables: [DataTable], pages: Int)?
    for count in 1...max(indicators.count, 1) {
      // Each table has a row for every unit: with many units, more tables do not mean fewer pages.
      if let best, best.pages <= count { break }
      for (isShort, wraps) in [(false, false), (true, false), (true, true)] {
        let size = (indicators.count + count - 1) / count
        let tables = stride(from: 0, to: indicators.count, by: max(size, 1)).map {
          var table = unitsTable(
            Array(indicators[$0..<min($0 + size, indicators.count)]), short: isShort,
            wrapsNames: wraps)
          table.keepsNames = keepingNames
          return table
        }
        do throws(LayoutError) {
          var pages = 0
          for table in tables {
            pages +=
              try table.pages(width: tableRoom.width, height: tableRoom.height, in: context).count
          }
          if pages < best?.pages ?? .max { best = (tables, pages) }
          break
        } catch {
          problem = error
        }
      }
    }
    guard let best else { throw problem }
    return best.tables
  }
}
