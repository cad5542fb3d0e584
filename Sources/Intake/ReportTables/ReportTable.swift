import ClusterMetrics

/// A report table as it was read: its numbers, and what was made of the rest.
struct ReportTable {
  /// How one of the tables of a sheet was understood.
  struct Block {
    /// The rows that it takes up, as a spreadsheet numbers them.
    var rows: ClosedRange<Int>
    /// What stands in the rows and in the columns: "unit", "indicator", "period", "figure".
    var rowAxes: [String] = []
    var columnAxes: [String] = []
    /// What holds for all of its numbers, and where it is said.
    var period: Period?
    var unit: String?
    var indicator: String?
    var count = 0
    /// Rows and columns that are not read, and why.
    var passed: [(place: String, reason: LocalizedText)] = []
  }

  var place: TableSource
  var numbers: [ReportedNumber] = []
  var blocks: [Block] = []
  var log = FindingLog()
  /// How many rows have a number that counts or an error, and how many of them the former.
  var rows = 0
  var accepted = 0
  /// Why nothing of it is read, if so.
  var refusal: LocalizedText?

  var summary: FileSummary {
    var summary = FileSummary(file: place.file, sheet: place.sheet)
    (summary.rows, summary.accepted) = (rows, accepted)
    return summary
  }
}

/// Recognises report tables: every number of a grid has a period, a group, an indicator and a figure, each said by the
/// nearest of the cells at its left, the cells above it, a line above the table, the names of sheet and file, and the
/// settings.
struct ReportTableReader {
  private let grid: Grid
  private let words: ReportWords
  private let settings: TableSettings?
  private let definition: ProjectDefinition
  private let blocks: ReportBlocks
  private let year: Int?
  private var table: ReportTable
  /// Texts that were not understood, each once.
  private var unknown: Set<String> = []
  /// What holds for the tables of a sheet until another title says otherwise.
  private var context = Context()

  /// What is said outside of the table.
  private struct Context {
    var period: Period?
    /// Several periods that a title mentions, of which none is meant for sure.
    var candidates: [Period] = []
    var unit: Int?
    var indicator: Indicator?
    var figure: Figure?
  }

  init(
    _ grid: Grid, _ table: ProjectTable, settings: TableSettings?, words: ReportWords,
    definition: ProjectDefinition
  ) {
    (self.grid, self.words, self.settings, self.definition) = (grid, words, settings, definition)
    self.table = ReportTable(place: table.place)
    let names = [table.sheet?.name, table.source.file.fileStem].compactMap(\.self)
    let titles = grid.rows.prefix(TableHead.rowsAboveHeader).flatMap(\.items)
      .filter { !$0.isEmpty && !$0.isNumber }.map(\.text)
    let years = (titles + names).lazy.map { PeriodMentions.years(in: $0) }.first { !$0.isEmpty }
    year = settings?.period?.calendarYear ?? years?.only
    blocks = ReportBlocks(grid, words, settings, year: year)
    outside(names, table)
  }

  /// What the settings, and the names of sheet and file say.
  private mutating func outside(_ names: [String], _ table: ProjectTable) {
    if let period = settings?.period {
      context.period = period
    } else {
      for name in names where context.period == nil {
        context.period = PeriodMentions.all(in: name, year: year).only
      }
    }
    if let unit = settings?.unit ?? table.source.unit {
      context.unit = words.roster.units(named: unit).first
    } else {
      context.unit = names.compactMap { words.unit(mentionedIn: $0) }.first
    }
    context.indicator = settings?.indicator.flatMap { words.indicator($0) }
    context.figure = settings?.figure
  }

  mutating func read() -> ReportTable {
    let all = blocks.all
    for block in all { read(block) }
    if table.numbers.isEmpty, !all.isEmpty { table.refusal = refusal }
    return table
  }

  /// Why no number of a table counts.
  private var refusal: LocalizedText {
    let codes = Set(table.log.all.map(\.code))
    if codes.contains(.badPeriod) {
      return LocalizedText(
        vi: "không rõ là số liệu của kỳ nào", en: "nobody can tell of which period it is")
    }
    if codes == [.unknownUnit] {
      return LocalizedText(
        vi:
          "không rõ là số liệu của đơn vị nào; hãy đặt tên tệp hoặc trang theo đơn vị, hoặc khai báo sources:"
          + " {tables: {files: …, unit: …}}",
        en:
          "nobody can tell whose numbers it holds; name the file or sheet after the unit, or say it under"
          + " sources: {tables: {files: …, unit: …}}")
    }
    return LocalizedText(
      vi:
        "không nhận ra đơn vị và chỉ tiêu trong bảng; hãy thêm aliases, hoặc khai báo ở mục sources:"
        + " {tables: …}",
      en: "its units and indicators are not understood; add aliases, or say them under sources:"
        + " {tables: …}")
  }

  // MARK: One table

  private mutating func read(_ block: ReportBlock) {
    noteTitles(block)
    let columns = ReportColumns(block, in: grid, blocks, words)
    guard let first = grid.rows[safe: block.header.lowerBound]?.number else { return }
    let last = block.body.isEmpty ? first : grid.rows[block.body.upperBound - 1].number
    var own = ReportTable.Block(rows: first...max(first, last))
    own.passed = columns.passed.map {
      (ReportTableReader.letters($0.column) + " \"\($0.name)\"", $0.reason)
    }
    var rows = Rows(columns, words: words, blocks: blocks)
    var sums: [Int: Quantity] = [:]
    var totals: [(row: Int, column: Int, value: Quantity)] = []
    for index in block.body {
      let row = grid.rows[index]
      guard !row.isColumnNumbers else { continue }
      let label = rows.label(of: row)
      let cells = columns.numbers.filter { !row[$0.column].isEmpty }
      guard
        cells.contains(where: { row[$0.column].isNumber || row[$0.column].isUncomputed })
          || label.isKnown && !cells.isEmpty
      else { continue }
      let (before, errors) = (table.numbers.count, table.log.count(of: .error))
      if label.isSubtotal {
        own.passed.append(("\(row.number)", LocalizedText(vi: "dòng cộng nhóm", en: "a subtotal")))
        continue
      }
      for numbers in cells {
        read(row, numbers, label, &own) { value, isTotal in
          if isTotal {
            totals.append((row.number, numbers.column, value))
          } else {
            sums[numbers.column] = (sums[numbers.column] ?? .zero) + value
          }
        }
      }
      if label.who == .total {
        own.passed.append(("\(row.number)", LocalizedText(vi: "dòng tổng cộng", en: "a total")))
      }
      let (isAccepted, isAtFault) = (
        table.numbers.count > before, table.log.count(of: .error) > errors
      )
      if isAccepted { table.accepted += 1 }
      if isAccepted || isAtFault { table.rows += 1 }
    }
    check(totals, sums, columns)
    own.rowAxes = rows.axes
    own.columnAxes = columns.axes
    (own.period, own.indicator) = (context.period, context.indicator?.id)
    own.unit = context.unit.map { words.roster.units[$0].name }
    table.blocks.append(own)
  }

  /// What the lines above a table say of all of its numbers.
  private mutating func noteTitles(_ block: ReportBlock) {
    let titles = block.titles.flatMap { grid.rows[$0].items }
      .filter { !$0.isEmpty && !$0.isNumber }.map(\.text).uniqued
    if settings?.period == nil {
      let periods = titles.flatMap { PeriodMentions.all(in: $0, year: year) }.uniqued
      if periods.count == 1 { context.period = periods[0] }
      if periods.count > 1 { (context.period, context.candidates) = (nil, periods) }
    }
    if settings?.unit == nil {
      let units = Set(titles.compactMap { words.unit(mentionedIn: $0) })
      if units.count == 1 { context.unit = units.first }
    }
    if settings?.indicator == nil {
      let found = titles.compactMap { words.indicator(mentionedIn: $0) }
      context.indicator = Set(found.map(\.id)).count == 1 ? found[0] : nil
    }
  }

  // MARK: One number

  private mutating func read(
    _ row: Grid.Row, _ numbers: ReportColumns.Numbers, _ label: Rows.Label,
    _ own: inout ReportTable.Block, note: (Quantity, Bool) -> Void
  ) {
    let (item, column) = (row[numbers.column], numbers.column)
    let place = Finding.Place(
      file: table.place.file, sheet: table.place.sheet, row: row.number, column: column + 1)
    let meaning = numbers.meaning
    // Which indicator: the row's, the column's, or the title's.
    var indicator = label.indicator ?? meaning.indicator
    if let text = label.unknownIndicator ?? numbers.unknown {
      let joined = [label.indicatorText, numbers.unknown].compactMap(\.self).joined(
        separator: " / ")
      indicator = blocks.meaning(of: joined).indicator
      guard indicator != nil else { return addUnknown(text, place) }
    } else if label.indicator != nil, let other = meaning.indicator, other.id != label.indicator?.id
    {
      return addConflict(label.indicatorText ?? "", numbers.name, place)
    }
    guard let indicator = indicator ?? context.indicator else {
      return addUnknown(numbers.name, place)
    }
    let isTotal = label.who == .total || meaning.who == .total
    guard label.who == nil || meaning.who == nil || isTotal else {
      return addConflict(label.whoText ?? "", numbers.name, place)
    }
    if let text = label.unknownWho { return addUnknownUnit(text, place) }
    guard let value = value(item, numbers, indicator, row, label, place) else { return }
    if isTotal {
      // Only the numbers of all units below each other make a total.
      if label.who == .total, meaning.who == nil, case .number(let quantity, _) = value {
        note(quantity, true)
      }
      return
    }
    let figure = meaning.figure ?? label.figure ?? context.figure ?? .value
    guard let period = period(figure, meaning.period ?? label.period, place) else { return }
    guard let group = group(label.who ?? meaning.who, period, place) else { return }
    var number = ReportedNumber(
      period: period, group: group, indicator: indicator,
      figure: figure == .lastYear ? .value : figure,
      value: .zero, isApproximate: false, place: place)
    switch value {
    case .notReported: return
    case .notApplicable: number.isNotApplicable = true
    case .number(let quantity, let isApproximate):
      (number.value, number.isApproximate) = (quantity, isApproximate)
      note(quantity, false)
      if quantity < .zero { addNegative(quantity, item.text, place) }
    }
    table.numbers.append(number)
    own.count += 1
  }

  /// What a cell says; `nil`, and a finding, where it says no number.
  private mutating func value(
    _ item: Grid.Item, _ numbers: ReportColumns.Numbers, _ indicator: Indicator, _ row: Grid.Row,
    _ label: Rows.Label, _ place: Finding.Place
  ) -> StatedValue? {
    if let merge = item.merge, merge.rows.count > 1 || !isAlone(merge) {
      add(
        .badNumber, at: place, about: "merge \(merge.rows) \(merge.columns)",
        vi: "ô gộp \"\(item.text)\" nằm trên nhiều dòng hoặc cột; không rõ là số của dòng, cột nào",
        en:
          "the merged cell \"\(item.text)\" lies over several rows or columns; nobody can tell whose number it is"
      )
      return nil
    }
    if item.isUncomputed {
      add(
        .uncomputedFormula, at: place, about: "\(place.column ?? 0)",
        vi: "công thức chưa có kết quả; hãy mở tệp bằng Excel và lưu lại",
        en: "the formula has no stored result; open the file in Excel and save it")
      return nil
    }
    if let measure = label.measure, let own = indicator.unitOfMeasure,
      !MeasureWords.agree(measure, own)
    {
      add(
        .badNumber, at: place, about: "measure \(measure) \(indicator.id)",
        vi:
          "\"\(measure)\": chỉ tiêu \(indicator.name.vietnamese) tính bằng \(own.vietnamese); hãy đổi ra cùng đơn vị tính",
        en:
          "\"\(measure)\": \(indicator.name.english) is measured in \(own.english); convert the number"
      )
      return nil
    }
    if let fraction = StatedFraction.value(item.text, isRate: indicator.isStatedRate) {
      return fraction
    }
    guard let reading = item.reading(numbers.mark) else {
      addBadNumber(item, place)
      return nil
    }
    switch reading.outcome {
    case .number(let quantity): return .number(quantity, isApproximate: reading.isApproximate)
    case .doubtful(let quantity):
      add(
        .ambiguousNumber, .warning, at: place, about: item.text,
        vi:
          "\"\(item.text)\" được đọc là \(quantity.vietnamese); nếu không phải, hãy viết lại theo kiểu 1.234,5",
        en: "\"\(item.text)\" was read as \(quantity); if that is wrong, write it as 1.234,5")
      return .number(quantity, isApproximate: reading.isApproximate)
    case .undecided:
      add(
        .ambiguousNumber, at: place, about: item.text,
        vi:
          "\"\(item.text)\": dấu chấm hay dấu phẩy là dấu thập phân? Cột này dùng cả hai; hãy viết lại theo kiểu"
          + " 1.234,5",
        en:
          "\"\(item.text)\": is the dot or the comma the decimal mark? This column uses both; write it as 1.234,5"
      )
      return nil
    case .notReported: return .notReported
    case .notApplicable: return .notApplicable
    case .invalid:
      addBadNumber(item, place)
      return nil
    }
  }

  /// Whether a merged cell of one row only widens its column.
  private func isAlone(_ merge: MergedRange) -> Bool {
    merge.columns.count == 1
      || blocks.all.contains { block in
        let header = grid.rows[block.header.upperBound - 1]
        return merge.columns.dropFirst().allSatisfy { column in
          header[column].isEmpty
            || header[column].merge != nil
              && header[column].merge == header[merge.columns.lowerBound].merge
        }
      }
  }

  /// The period of a number, from that of its row or column and from what holds for the table.
  private mutating func period(
    _ figure: Figure, _ stated: Period?, _ place: Finding.Place
  ) -> Period? {
    switch (figure, stated, context.period) {
    case (.lastYear, let stated?, let current?):
      // "Cùng kỳ năm 2023" is the same part of that year.
      if case .year(let year) = stated, let own = current.calendarYear, year == own - 1 {
        return current.sameLastYear
      }
      return stated
    case (.lastYear, nil, let current?): return current.sameLastYear
    case (.plan, nil, let current?): return current
    case (_, let stated?, _): return stated
    case (_, nil, let current?): return current
    case (_, nil, nil): break
    }
    let listed = context.candidates.map(\.name).joined(separator: ", ")
    add(
      .badPeriod, .warning, at: .init(file: place.file, sheet: place.sheet), about: "period",
      vi: listed.isEmpty
        ? "bảng không nói là số liệu của kỳ nào nên không được tính; hãy ghi kỳ ở tiêu đề, hoặc khai báo sources:"
          + " {tables: {files: …, period: 2024-H1}}"
        : "tiêu đề nói đến nhiều kỳ (\(listed)), không rõ số liệu của kỳ nào nên không được tính; hãy khai báo"
          + " sources: {tables: {files: …, period: …}}",
      en: listed.isEmpty
        ? "the table does not say of which period it is, and counts for nothing; write the period into its title, or"
          + " say it under sources: {tables: {files: …, period: 2024-H1}}"
        : "the title mentions several periods (\(listed)), and the table counts for nothing; say which one under"
          + " sources: {tables: {files: …, period: …}}")
    return nil
  }

  /// Whose number it is.
  private mutating func group(
    _ who: ReportWords.Who?, _ period: Period, _ place: Finding.Place
  ) -> Group? {
    let days = definition.calendar.days(of: period)
    switch who {
    case .units(let numbers):
      if let unit = words.roster.unit(among: numbers, on: days.upperBound.previous) {
        return .unit(unit)
      }
      let inForce = numbers.filter { words.roster.units[$0].validity.overlaps(days) }
      if let unit = inForce.only { return .unit(unit) }
      add(
        words.roster.unknownUnit(words.roster.units[numbers[0]].name, at: place, on: days) {
          LocalizedText("")
        })
      return nil
    case .cluster(let cluster): return .cluster(cluster)
    case .total: return .all
    case nil: break
    }
    if let unit = context.unit { return .unit(unit) }
    add(
      .unknownUnit, .warning, at: .init(file: place.file, sheet: place.sheet), about: "unit",
      vi:
        "bảng không nói là số liệu của đơn vị nào nên không được tính; hãy đặt tên tệp hoặc trang theo đơn vị, hoặc"
        + " khai báo sources: {tables: {files: …, unit: …}}",
      en:
        "the table does not say whose numbers it holds, and counts for nothing; name the file or sheet after the"
        + " unit, or say it under sources: {tables: {files: …, unit: …}}")
    return nil
  }

  /// Compares totals with what the rows above add up to.
  private mutating func check(
    _ totals: [(row: Int, column: Int, value: Quantity)], _ sums: [Int: Quantity],
    _ columns: ReportColumns
  ) {
    guard Set(totals.map(\.row)).count == 1 else { return }
    for total in totals {
      guard let numbers = columns.numbers.first(where: { $0.column == total.column }),
        numbers.meaning.indicator?.isAverage != true, let sum = sums[total.column],
        sum != total.value
      else { continue }
      let name = numbers.name
      add(
        .contradictsParts, .warning,
        at: .init(
          file: table.place.file, sheet: table.place.sheet, row: total.row, column: total.column + 1
        ),
        about: nil,
        vi:
          "\(name): dòng tổng ghi \(total.value.vietnamese), nhưng cộng các đơn vị được \(sum.vietnamese)",
        en: "\(name): the total says \(total.value), but the units add up to \(sum)")
    }
  }

  // MARK: Findings

  private mutating func add(_ finding: Finding) {
    if let subject = finding.subject,
      table.log.addAgain(finding.code, at: finding.place, about: subject)
    {
      return
    }
    table.log.add(finding)
  }

  private mutating func add(
    _ code: Finding.Code, _ severity: Finding.Severity = .error, at place: Finding.Place,
    about subject: String?, vi: String, en: String
  ) {
    add(Finding(code, severity, at: place, about: subject, vi: vi, en: en))
  }

  private mutating func addUnknown(_ text: String, _ place: Finding.Place) {
    let hint = words.hint(toIndicator: text)
    add(
      .unknownIndicator, .warning, at: place, about: text,
      vi:
        "không hiểu \"\(text)\" là chỉ tiêu nào nên không tính\(hint.vietnamese); hãy thêm vào aliases của chỉ tiêu, hoặc"
        + " khai báo sources: {tables: {files: …, headers: …}}",
      en:
        "\"\(text)\" is no indicator that is known, and does not count\(hint.english); add it to the aliases of an"
        + " indicator, or say it under sources: {tables: {files: …, headers: …}}")
  }

  private mutating func addUnknownUnit(_ text: String, _ place: Finding.Place) {
    let roster = words.roster
    add(
      roster.unknownUnit(text, at: place) {
        Finding.hint(NameKey.nearest(to: text, among: roster.units.map(\.name)))
      })
  }

  private mutating func addConflict(_ row: String, _ column: String, _ place: Finding.Place) {
    add(
      .unknownIndicator, .warning, at: place, about: "\(row) | \(column)",
      vi: "dòng \"\(row)\" và cột \"\(column)\" nói hai điều khác nhau; số này không được tính",
      en:
        "the row \"\(row)\" and the column \"\(column)\" say two different things; the number does not count"
    )
  }

  private mutating func addNegative(_ value: Quantity, _ text: String, _ place: Finding.Place) {
    add(
      .negativeNumber, .warning, at: place, about: text,
      vi: "số âm \(value.vietnamese) vẫn được tính; hãy kiểm tra lại",
      en: "the negative number \(value) is counted; check it")
  }

  private mutating func addBadNumber(_ item: Grid.Item, _ place: Finding.Place) {
    let what: LocalizedText =
      switch item.kind {
      case .date: LocalizedText(vi: "là ngày, không phải số", en: "is a date, and no number")
      case .time: LocalizedText(vi: "là giờ, không phải số", en: "is a time, and no number")
      case .boolean:
        LocalizedText(
          vi: "là giá trị đúng/sai, không phải số", en: "is true or false, and no number")
      case .error:
        LocalizedText(vi: "là lỗi của công thức", en: "is what a formula gives that fails")
      default: LocalizedText(vi: "không phải là số", en: "is not a number")
      }
    add(
      .badNumber, at: place, about: item.text,
      vi: "\"\(item.text)\" \(what.vietnamese); hãy nhập lại số, như 1.234,5",
      en: "\"\(item.text)\" \(what.english); enter the number again, as 1.234,5")
  }

  /// The letters of a column, as a spreadsheet writes them.
  static func letters(_ column: Int) -> String {
    var (rest, text) = (column, "")
    repeat {
      text = String(UnicodeScalar(UInt8(65 + rest % 26))) + text
      rest = rest / 26 - 1
    } while rest >= 0
    return text
  }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension String {
  /// The name of a file without its folders and ending.
  var fileStem: String {
    let name = split(separator: "/").last.map(String.init) ?? self
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }
}
