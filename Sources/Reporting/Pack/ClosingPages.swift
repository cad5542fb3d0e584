import CairoRenderer
import Charting
import ClusterMetrics
import Foundation
import Intake

/// What the checks found, the tables, and how the numbers were made.
extension PackBuilder {
  private var context: LayoutContext { LayoutContext(theme: pageTheme, measurer: measurer) }
  /// What a page leaves to a table below a headline of one line and a note.
  var tableRoom: Size {
    Size(width: pageSize.width - 2 * PageFrame.margin, height: pageSize.height - 185)
  }

  func findingsPages() throws(LayoutError) -> [PageDraft] {
    let findings = intake.log.all
    let warnings = intake.log.count(of: .warning)
    let accepted = intake.log.count(of: .accepted)
    var headline =
      warnings == 0
      ? words("Kiểm tra số liệu: không có lỗi", "Checks: nothing is wrong")
      : words(
        "Kiểm tra số liệu: \(warnings) cảnh báo",
        "Checks: \(warnings) warning\(warnings == 1 ? "" : "s")")
    if intake.leftOut > 0 { headline += "; " + words.leftOut(intake.leftOut) }
    if accepted > 0 {
      headline += words(", \(accepted) mục đã chấp nhận", ", \(accepted) accepted")
    }
    let files = DataTable(
      columns: [
        .init(words("Tệp", "File")), .init(words("Dòng đọc được", "Rows read"), .trailing),
        .init(words("Được tính", "Accepted"), .trailing),
        .init(words("Bị loại", "Refused"), .trailing),
      ],
      rows: intake.files.map { file in
        .init(
          [[file.file, file.sheet].compactMap(\.self).joined(separator: ": ")]
            + [file.rows, file.accepted, file.refused].map {
              words.numbers.text(Double($0))
            })
      })
    let name = words("Kiểm tra số liệu", "What the checks found")
    let subtitle = words(
      "Mỗi dòng số liệu được kiểm tra trước khi tính", "Every row is checked before it counts")
    let filesHeight = try files.naturalHeight(width: tableRoom.width, in: context)
    let list = DataTable(
      columns: [
        .init(words("Vị trí", "Place")), .init(words("Nội dung", "Finding"), wraps: true),
        .init(words("Lý do chấp nhận", "Accepted because"), wraps: true),
      ],
      rows: listed(findings).map { .init(["\($0.place)", words($0.text), $0.reason ?? ""]) })
    // Where nothing was found, who is silent is what there is to know.
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

  /// The findings, or of each kind the first few where they would fill many pages.
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

  /// The periods of the trend in which units have not reported.
  private func silences() -> DataTable {
    let rows = trendPeriods.compactMap { period -> DataTable.Row? in
      let silent = book.units(of: .all, in: period).filter {
        !book.hasReportedPart(unit: $0, of: period)
      }
      guard !silent.isEmpty else { return nil }
      return .init([
        words.sentence(words.name(period)),
        words.list(silent.map { roster.units[$0].shortName }),
      ])
    }
    let nobody = words("Đơn vị nào cũng có số liệu", "Every unit has figures")
    return DataTable(
      columns: [
        .init(words("Kỳ", "Period")),
        .init(words("Đơn vị chưa có số liệu", "Units without figures"), wraps: true),
      ], rows: rows.isEmpty ? [.init(["", nobody])] : rows)
  }

  /// Score and rank, a page a cluster; none where the project scores nothing.
  func scorePages() -> [PageDraft] {
    guard let board = scoreBoard else { return [] }
    let name = words("Điểm và xếp hạng", "Score and rank")
    let clusters = unit.map { [roster.units[$0].cluster] } ?? Array(roster.clusters.indices)
    return clusters.map { cluster in
      let table = board.table(ofCluster: cluster)
      let leaders = board.scores(ofCluster: cluster).filter { $0.rank == 1 }
      let names = words.leaders(leaders.map { roster.units[$0.unit].shortName })
      return rowPage(
        of: table, anchor: cluster == clusters[0] ? "score" : "score-cluster-\(cluster + 1)",
        name: cluster == clusters[0] ? name : "",
        headline: names.isEmpty
          ? name
          : board.scores(ofCluster: cluster).count == 1
            ? names
            : words(
              "\(names)\(leaders.count > 1 ? " cùng" : "") dẫn đầu về điểm",
              "\(names) \(leaders.count > 1 ? "lead" : "leads") the ranking"),
        subtitle: name + ", " + roster.clusters[cluster].name + ", " + maker.periodText,
        note: board.note, alternativeText: name)
    }
  }

  /// All indicators by unit, with totals; and the totals beside earlier periods.
  func tablePages() throws(LayoutError) -> [PageDraft] {
    let name = words("Bảng số liệu", "Tables")
    var pieces: [DataTable] = []
    for table in try unitsTables() {
      pieces += try table.pages(width: tableRoom.width, height: tableRoom.height, in: context)
    }
    let countsCommunes = indicators.contains { $0.definition == .distinct(.commune) }
    let note =
      words(
        "- không phát sinh · … chưa báo cáo · x không áp dụng.",
        "- nothing occurred · … not reported · x does not apply.")
      + (countsCommunes
        ? words(" Mỗi xã chỉ tính một lần.", " Each commune is counted once.") : "")
    var pages = pieces.enumerated().map { number, piece in
      PageDraft(
        anchor: number == 0 ? "tables" : "tables-\(number + 1)", name: number == 0 ? name : "",
        headline: words("Số liệu theo đơn vị", "Figures by unit"),
        subtitle: maker.periodText + (pieces.count > 1 ? " · \(number + 1)/\(pieces.count)" : ""),
        note: note
      ) { (body, frame) throws(LayoutError) in try piece.marks(in: body, frame.context) }
    }
    let heading = words("So sánh với các kỳ trước", "Beside earlier periods")
    for (number, comparison) in comparisonTables.enumerated() {
      pages.append(
        rowPage(
          of: comparison, anchor: PackBuilder.part("comparison", number),
          name: number == 0 ? heading : "", headline: heading,
          subtitle: maker.periodText,
          note: words(
            "Tỷ lệ so sánh bằng điểm phần trăm. Kỳ có đơn vị chưa báo cáo được ghi số đơn vị."
              + " * tăng, giảm của các đơn vị có số liệu cả hai kỳ.",
            "Rates are compared in percentage points. Where units are missing, their number is given."
              + " * the change over the units in both periods."
          ), alternativeText: heading))
    }
    return pages
  }

  /// All indicators by unit in as few tables below each other as their columns need; with their short
  /// names, and units' names in several lines, rather than in several tables.
  private func unitsTables() throws(LayoutError) -> [DataTable] {
    var problem = LayoutError.noRoom(for: "", width: tableRoom.width)
    for count in 1...max(indicators.count, 1) {
      for (isShort, wraps) in [(false, false), (true, false), (true, true)] {
        let size = (indicators.count + count - 1) / count
        let tables = stride(from: 0, to: indicators.count, by: max(size, 1)).map {
          unitsTable(
            Array(indicators[$0..<min($0 + size, indicators.count)]), short: isShort,
            wrapsNames: wraps)
        }
        do throws(LayoutError) {
          for table in tables { _ = try table.naturalHeight(width: tableRoom.width, in: context) }
          return tables
        } catch {
          problem = error
        }
      }
    }
    throw problem
  }

  /// Units with the totals of their clusters below them.
  ///
  /// - Parameters:
  ///   - short: with the short names of indicators, for narrow columns.
  ///   - wrapsNames: with the names of units in several lines where columns are many.
  func unitsTable(
    _ indicators: [Indicator], short: Bool = false, wrapsNames: Bool = false
  ) -> DataTable {
    func cells(_ group: Group) -> [String] {
      indicators.map { cell(book.tally($0, for: group, in: period), words.format($0)) }
    }
    // A total says on how many units it stands.
    func total(_ group: Group) -> DataTable.Row {
      let members = book.units(of: group, in: period)
      let reporting = members.count { book.hasReportedPart(unit: $0, of: period) }
      let note =
        reporting < members.count ? " (" + words.units(reporting, of: members.count) + ")" : ""
      return .init([maker.groupName(group) + note] + cells(group), isTotal: true)
    }
    var rows: [DataTable.Row] = []
    let clusters = unit.map { [roster.units[$0].cluster] } ?? Array(roster.clusters.indices)
    for cluster in clusters {
      for unit in book.units(of: .cluster(cluster), in: period) {
        rows.append(.init([roster.units[unit].shortName] + cells(.unit(unit))))
      }
      rows.append(total(.cluster(cluster)))
    }
    if clusters.count > 1 { rows.append(total(.all)) }
    return DataTable(
      columns: [.init(words("Đơn vị", "Unit"), wraps: wrapsNames)]
        + indicators.map { .init(short ? words.shortHeading($0) : words.heading($0), .trailing) },
      rows: rows)
  }

  /// What the totals stand beside: what the pack is compared with, last year and the period before, as far as
  /// there is anything.
  private var comparedPeriods: [Period] {
    var bases = [maker.base]
    for versus in [Versus.lastYear, .previous] {
      let base = book.base(versus, of: period)
      let isKnown = indicators.contains {
        book.tally($0, for: subject, in: base).value != nil
      }
      if isKnown, !bases.contains(base) { bases.append(base) }
    }
    return bases
  }

  /// A change, with a star where it is that of some units only.
  func changeCell(_ comparison: Comparison, _ format: ValueFormat) -> String {
    guard let change = comparison.change else { return "" }
    return format.signedText(change) + (comparison.hasOtherUnits ? "*" : "")
  }

  /// The totals beside all that they are compared with, or beside one after the other where a page is too narrow.
  private var comparisonTables: [DataTable] {
    let bases = comparedPeriods
    let whole = comparisonTable(bases)
    let fits = (try? whole.naturalHeight(width: tableRoom.width, in: context)) != nil
    return fits || bases.count < 2 ? [whole] : bases.map { comparisonTable([$0]) }
  }

  func comparisonTable() -> DataTable { comparisonTable(comparedPeriods) }

  private func comparisonTable(_ bases: [Period]) -> DataTable {
    let rows = rowsByGroup { indicator in
      let format = words.format(indicator)
      func stated(_ tally: Tally) -> String {
        let text = cell(tally, format)
        guard tally.status == .partial else { return text }
        return text + " (" + words.shortCoverage(tally) + ")"
      }
      var cells = [
        words.heading(indicator), stated(book.tally(indicator, for: subject, in: period)),
      ]
      for base in bases {
        let comparison = book.comparison(indicator, for: subject, in: period, with: base)
        cells += [
          stated(comparison.base), changeCell(comparison, format),
          comparison.changePercent.map(words.signedPercent) ?? "",
        ]
      }
      return DataTable.Row(cells)
    }
    var columns: [DataTable.Column] = [
      .init(words("Chỉ tiêu", "Indicator"), wraps: true),
      .init(words("Kỳ này", "This period"), .trailing),
    ]
    for base in bases {
      let name = words.sentence(words.name(ofBase: base, of: period))
      columns += [
        .init(name, .trailing), .init(words("Tăng, giảm", "Change"), .trailing),
        .init("%", .trailing),
      ]
    }
    return DataTable(columns: columns, rows: rows)
  }

  // MARK: How the numbers were made

  /// A line of the page: a name, and the text below it.
  private typealias Definition = (name: String, text: String)

  func methodPage(_ inputs: [Pack.Input]) -> PageDraft {
    let lines = indicators.map { (name: words.heading($0), text: definition($0)) }
    let versions = Provenance.libraries.map { "\($0.name) \($0.version)" }
    let name = words("Cách tính", "How the numbers were made")
    let closing = book.calendar.closingDay
    let calendar =
      closing >= 31
      ? words("theo tháng dương lịch", "by calendar months")
      : words(
        "chốt số liệu ngày \(closing) hằng tháng (Nghị định 09/2019/NĐ-CP, Điều 12)",
        "closing on day \(closing) of the month (Decree 09/2019/NĐ-CP, article 12)")
    var draft = PageDraft(
      anchor: "method", name: name, headline: name,
      subtitle: words.sentence(words.name(period)) + ": "
        + words.daysInWords(book.calendar.days(of: period)) + ", " + calendar,
      note: "Giaoban \(GiaobanVersion.current) · " + versions.joined(separator: " · "),
      body: methods(lines, inputs))
    // Where they find no room on one page, the definitions go on over as many as they need, and the files come
    // last.
    draft.pages = { [draft] count in
      let size = max(1, (lines.count + inputs.count / 2 + count - 1) / count)
      return (0..<count).map { number in
        var page = draft.part(number, of: count)
        let first = min(number * size, lines.count)
        let last = number == count - 1 ? lines.count : min(first + size, lines.count)
        page.body = methods(
          Array(lines[first..<max(first, last)]), number == count - 1 ? inputs : [])
        return page
      }
    }
    return draft
  }

  /// Draws definitions in columns, and the files beside or below them.
  private func methods(
    _ lines: [Definition], _ inputs: [Pack.Input]
  ) -> @Sendable (Rect, PageFrame) throws(LayoutError) -> [Mark] {
    let heading = words(
      "Tệp số liệu (SHA-256, 16 ký tự đầu)", "Inputs (first 16 digits of SHA-256)")
    return { (body, frame) throws(LayoutError) in
      let context = frame.context
      let count = frame.isUpright ? 2 : 3
      let gap = 22.0
      let width = (body.width - gap * Double(count - 1)) / Double(count)
      var marks: [Mark] = []
      var (column, top) = (0, body.y)
      func place(_ parts: [(text: String, style: TextStyle, color: Color)]) throws(LayoutError) {
        func draw() throws(LayoutError) -> (marks: [Mark], bottom: Double) {
          var drawn: [Mark] = []
          var bottom = top
          for part in parts {
            let block = try context.paragraph(
              part.text, at: body.x + Double(column) * (width + gap), top: bottom, width: width,
              style: part.style, color: part.color, role: .label)
            drawn += block.marks
            bottom = block.bottom
          }
          return (drawn, bottom)
        }
        var drawn = try draw()
        if drawn.bottom > body.maxY, top > body.y {
          (column, top) = (column + 1, body.y)
          guard column < count else {
            throw .tooLow(needs: body.height * 2, has: body.height)
          }
          drawn = try draw()
        }
        guard drawn.bottom <= body.maxY else {
          throw .tooLow(needs: drawn.bottom - body.y, has: body.height)
        }
        marks += drawn.marks
        top = drawn.bottom + 7
      }
      for line in lines {
        try place([
          (line.name, frame.style(9.5, .semibold), frame.theme.ink),
          (line.text, frame.style(9), frame.theme.grey),
        ])
      }
      // The files begin a column of their own where one is free: their heading stands by itself at no foot.
      if !inputs.isEmpty, top > body.y, column + 1 < count { (column, top) = (column + 1, body.y) }
      for (index, input) in inputs.enumerated() {
        try place(
          (index == 0 ? [(heading, frame.style(9.5, .semibold), frame.theme.ink)] : []) + [
            (input.file, frame.style(9), frame.theme.ink),
            (String(input.sha256.prefix(16)), frame.style(8).tabular, frame.theme.grey),
          ])
      }
      return marks
    }
  }

  /// An indicator's definition in a sentence.
  func definition(_ indicator: Indicator) -> String {
    func name(_ id: String) -> String {
      (project.definition.indicator(withID: id)?.name).map { words($0) }
        ?? project.definition.columns[id]?.first ?? id
    }
    let what: String
    switch indicator.definition {
    case .count: what = words("Số hoạt động trong sổ", "Number of activities in the registers")
    case .distinct(.commune):
      what = words(
        "Số xã, phường, thị trấn khác nhau có hoạt động", "Number of different communes")
    case .distinct(.column(let column)):
      what = words(
        "Số giá trị khác nhau của cột \(name(column))", "Different values of \(name(column))")
    case .sum(let measure):
      what = words("Tổng cột “\(name(measure))”", "Sum of “\(name(measure))”")
    case .mean(let measure):
      what = words(
        "Bình quân cột “\(name(measure))” của các hoạt động có ghi số",
        "Mean of “\(name(measure))” over the activities that state it")
    case .quantile(let measure, let share):
      let column = words(
        " cột “\(name(measure))” của các hoạt động có ghi số",
        " of “\(name(measure))” over the activities that state it")
      switch share {
      case 0: what = words("Giá trị nhỏ nhất", "Least value") + column
      case 0.5: what = words("Trung vị", "Median") + column
      case 1: what = words("Giá trị lớn nhất", "Greatest value") + column
      default:
        let percent = words.text(Quantity(parts: Int128((share * 1e6).rounded())))
        what = words("Phân vị \(percent)%", "\(percent)% quantile") + column
      }
    case .ratio(let of, let to, _):
      what = words(
        "“\(name(of))” chia cho “\(name(to))”, tử số và mẫu số cộng riêng rồi mới chia",
        "“\(name(of))” over “\(name(to))”, both summed before dividing")
    case .share(let part):
      what = words(
        "“\(name(part))” trên tổng số xã, phường, thị trấn của các đơn vị đã báo cáo",
        "“\(name(part))” over all communes of the units that reported")
    case .computed(let arithmetic):
      what = arithmetic.text { "“\(name($0))”" }
    case .submitted:
      what =
        words("Số do đơn vị tự báo cáo", "As reported by the units themselves")
        + words.course(indicator)
        + (indicator.isAverage
          ? words(
            "; của nhiều đơn vị là bình quân cộng", "; of several units the mean of theirs") : "")
    }
    let conditions = indicator.conditions.map { condition in
      let texts = condition.texts.map { "“\($0)”" }.joined(separator: words(" hoặc ", " or "))
      let column =
        condition.column == "activity" ? words("hoạt động", "activity") : name(condition.column)
      switch condition.test {
      case .oneOf: return column + words(" là ", " is ") + texts
      case .noneOf: return column + words(" không phải ", " is not ") + texts
      case .fits(let pattern, let isWanted):
        let texts = pattern.texts.map { "“\($0)”" }.joined(separator: words(" hoặc ", " or "))
        return column + words.verb(pattern.kind, isWanted) + texts
      case .within(let from, let through):
        let bounds = [
          from.map { words("từ ", "from ") + words.text($0) },
          through.map { words("đến ", "to ") + words.text($0) },
        ].compactMap(\.self)
        return column + " " + bounds.joined(separator: " ")
      }
    }
    let goal = indicator.target.map { _ in
      words.sentence(words.goal(indicator))
        + (indicator.addsUp ? words(" của mỗi đơn vị", " of each unit") : "")
    }
    return what
      + (conditions.isEmpty
        ? "" : words(", tính các dòng có ", ", where ") + conditions.joined(separator: ", "))
      + (goal.map { ". " + $0 } ?? "") + "."
  }
}

/// The version of Giaoban.
package enum GiaobanVersion {
  /// Semantic version, as in `CHANGELOG.md`.
  package static let current = "0.1.0"
}
