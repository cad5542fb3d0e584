import ClusterMetrics
import Findings
import Foundation
import Office
import OfficeWords
import Settings
import TableGrids
import TableLabels
import Tables

/// Recognises report tables: every number of a grid has a period, a group, an indicator and a figure, each said by the
/// nearest of the cells at its left, the cells above it, a line above the table, the names of sheet and file, and the
/// settings.
package struct ReportTableReader {
  package private(set) var grid: Grid
  package let words: ReportWords
  package let settings: TableSettings?
  package let definition: ProjectDefinition
  let blocks: ReportBlocks
  /// The tables of the grid, from the top.
  let tables: [ReportBlock]
  package let year: Int?
  package var table: ReportTable
  /// What was said of the whole table.
  package var said: Set<String> = []
  /// How many rows are read that those do not see who open the file.
  package var hidden = 0
  /// What a column means that only says a year.
  var years = YearColumns.whole
  /// What a row means that only says a year.
  var yearsOfRows = YearColumns.whole
  /// What holds for the tables of a sheet until another title says otherwise.
  var context = Context()
  /// Whether a column of the table that is read counts from the beginning of the year.
  var hasCumulativeNumbers = false
  /// The columns that count from New Year and say no more of when.
  var columnsToDate: [ReportColumns.Numbers] = []
  /// By column, from which day on its numbers count, as its heading says.
  var sinceDays: [Int: SinceDay] = [:]
  /// The same by the number of a row, as its label says.
  var sinceRows: [Int: SinceDay] = [:]
  /// Whether columns of the table that is read are those of units.
  var hasUnitColumns = false
  /// Whether a column names the units of its rows.
  var hasUnitRows = false
  /// What a title says of numbers whose headings only say that they are numbers: "LŨY KẾ ĐẾN THÁNG 2" over "Kết quả".
  var titledFigure: Figure?
  /// Whether last year's numbers count from New Year, as the others do: all up to the day of the title, and none of its month.
  var lastYearCountsUp = false
  /// The indicator that the sheet is named after.
  var sheetIndicator: Indicator?

  /// What a column means that only says a year, in a table of a part of a year.
  enum YearColumns {
    case whole
    /// The part that the title names, of each year.
    case parts
    /// The part that the title names, of the title's year; others are whole.
    case currentPart
  }

  /// What is said outside of the table.
  struct Context {
    package var period: Period?
    /// Whether a title says a part of a year whose days nobody knows.
    var isUnknownPart = false
    /// Several periods that a title mentions, of which none is meant for sure.
    package var candidates: [Period] = []
    /// Whether a title says a month and all months up to it, so that a column must say which of both it is.
    var isMonthOrYearToDate = false
    /// Whether the title says a day up to which is counted, and nothing else of it.
    var isOfDay = false
    /// Of several periods the one that holds all others.
    package var longest: Period?
    /// That of the plan, where a title says another one than that of the results: "KẾT QUẢ THÁNG 6, KẾ HOẠCH THÁNG 7".
    var planned: Period?
    package var unit: Int?
    /// Whether a line says that the numbers are those of all units: "Đơn vị: Toàn huyện".
    var isOfAll = false
    /// Whether the table only compares the numbers of one above it.
    var isCompared = false
    package var indicator: Indicator?
    package var figure: Figure?
    /// The title that may say plans as well as results.
    var doubtfulTitle: String?
    /// When they were sent, as a line above says.
    package var sent: Day?
    /// What numbers are measured in, as a line above the table says.
    package var measure: String?
    /// Whether a title says that they are estimates: "ƯỚC THỰC HIỆN NĂM 2024".
    package var isEstimate = false
    /// From which day on is counted, as a title says.
    package var since: SinceDay?
    /// Whether a title says that the numbers correct others: "ĐÍNH CHÍNH SỐ LIỆU 6 THÁNG".
    package var isCorrection = false
  }

  /// The period and the figure that the names of sheet and file, or the settings, say.
  package var named: (period: Period?, figure: Figure?) = (nil, nil)
  /// Those of the sheet and of the file.
  package let names: [String]
  /// What they say of a part of a year that no calendar knows.
  var namedPart: String?
  /// The unit that the names of sheet and file say.
  var namedUnit: Int?
  /// Whether the cell that is read says that nothing occurred, or that the question does not arise.
  var saysNothing = false
  /// The body within a unit whose paper the table is.
  var bodyWithin: String?
  /// Whether the period is what the name of the sheet says, and not that of the file.
  var isPeriodOfSheet = false

  /// - Parameters:
  ///   - unit: who reports, where the settings say it.
  ///   - isMonth: whether the sheet is named after the number of its month.
  package init(
    _ grid: Grid, of place: TableSource, unit: String? = nil, settings: TableSettings?,
    words: ReportWords,
    definition: ProjectDefinition, isMonth: Bool = false
  ) {
    let isName = { settings?.headers[NameKey($0)] != nil || words.indicator($0) != nil }
    let grid = grid.assuming(words.assumedMark)
      .settled(words.namesByID, in: definition.language, isName: isName)
    let words = words.of(grid)
    (self.grid, self.words, self.settings, self.definition) = (grid, words, settings, definition)
    self.table = ReportTable(place: place)
    let sheet = place.sheet.map { isMonth ? "Tháng " + $0 : $0 }
    let names = [sheet, place.file.fileStem].compactMap(\.self).map(\.withEnglishPeriods)
    let stated =
      settings?.period?.calendarYear ?? ReportTableReader.year(of: grid, names: names)
    let signed =
      stated == nil
      ? SignedDay(
        ReportTableReader.texts(above: grid).joined() + names, definition.calendar) : nil
    let since = grid.rows.prefix(TableHead.rowsAboveHeader).flatMap(\.items).compactMap {
      $0.since?.year
    }
    year = stated ?? since.first ?? signed?.year
    self.names = names
    blocks = ReportBlocks(grid, words, settings, year: year)
    tables = blocks.all
    outside(names, place, unit)
    if let signed { addOnce(signed) }
  }

  /// "Ngày gửi: 20/6/2024", in one cell or in two beside each other.
  var sentAbove: Day? {
    let names = Set(KnownColumn.sent.headers.map { NameKey($0) })
    for row in grid.rows.prefix(TableHead.rowsAboveHeader) {
      let texts = row.items.filter { !$0.isEmpty }
      guard (1...2).contains(texts.count) else { continue }
      let parts = texts[0].text.split(separator: ":", maxSplits: 1)
      guard let first = parts.first, names.contains(NameKey(first)) else { continue }
      if parts.count == 2, let day = SentDay.read(String(parts[1])) { return day }
      if texts.count == 2, let day = texts[1].day { return day }
    }
    return nil
  }

  package mutating func read() -> ReportTable {
    for block in tables {
      addRowsAbove(block)
      read(block)
    }
    if table.numbers.isEmpty, table.answers.isEmpty, !tables.isEmpty || blocks.holdsPersons {
      table.refusal = refusal
    }
    if hidden > 0 { table.log.add(.hiddenRows(hidden, in: table.place)) }
    return grid.written.isEmpty ? table : table.reworded(grid.written.sentence)
  }

  // MARK: One table

  mutating func read(_ block: ReportBlock) {
    noteTitles(block)
    if context.isCompared {
      let rows = block.body.map { grid.rows[$0].number }
      guard let first = rows.first, let last = rows.last else { return }
      var own = ReportTable.Block(rows: first...last)
      own.passed.append(
        ("\(first)–\(last)", LocalizedText(vi: "chỉ để so sánh", en: "only compares")))
      table.blocks.append(own)
      return
    }
    for range in ReportColumns.ranges(block, in: grid, blocks) { read(block, range) }
  }

  mutating func read(_ block: ReportBlock, _ range: Range<Int>) {
    let sheet = table.place.sheet
    let theme =
      sheet.map(words.knowsTheme) ?? false ? sheet : TableTheme.of(block, in: grid, sheet)
    var columns = ReportColumns(block, in: grid, blocks, words, range: range, theme: theme)
    for (row, column, name) in KindColumns.names(in: block, grid, columns, words) {
      grid.rename(row, column, to: name)
    }
    if context.indicator == nil { columns.shareIndicator() }
    columns.settleCumulative()
    noteYears(columns)
    noteYearsOfRows(block, columns)
    settleByTitle(&columns)
    noteDaysBetween(columns)
    noteTheme(columns, theme)
    notePoints(columns, in: block)
    guard let first = grid.rows[safe: block.header.lowerBound]?.number else { return }
    let last = block.body.isEmpty ? first : grid.rows[block.body.upperBound - 1].number
    var own = ReportTable.Block(rows: first...max(first, last))
    own.passed = columns.passed.map {
      (ColumnLetters.of($0.column) + " \"\($0.name)\"", $0.reason)
    }
    addTicks(columns)
    let shifted = shiftedRows(block)
    addHeadless(columns, first, shifted)
    noteSinceDays(block)
    columnsToDate = columns.numbers.filter {
      $0.meaning.figure == .cumulative && $0.meaning.period == nil && $0.meaning.asOf == nil
    }
    hasCumulativeNumbers =
      columns.numbers.contains { $0.meaning.figure == .cumulative }
      || context.figure == .cumulative
    // "KẾT QUẢ 6 THÁNG VÀ ƯỚC THỰC HIỆN NĂM 2026" over a column for each.
    if columns.numbers.contains(where: \.isEstimate) { context.isEstimate = false }
    titledFigure = columns.titledFigure(context.figure)
    lastYearCountsUp =
      context.isOfDay && context.figure == .cumulative
      && !columns.numbers.contains { $0.meaning.period?.isMonth ?? false }
    hasUnitRows = columns[.unit] != nil
    hasUnitColumns = columns.numbers.contains {
      if case .units? = $0.meaning.who { true } else { false }
    }
    var rows = ReportRows(
      columns, RowOutline(block, in: grid, columns), words: words, blocks: blocks,
      subtotals: SubtotalRows.all(in: block, grid, columns),
      parts: PartRows.all(in: block, grid, columns) { words.who($0) != nil })
    rows.within = context.period
    // What a unit sends of the communes below it: its own number is the total.
    let detail = context.unit.flatMap { unit in
      DetailTable.rows(in: block, grid, columns) { blocks.meaning(of: $0).who ?? words.who($0) }
        .map { (unit: unit, rows: $0) }
    }
    let lines = DetailLines(in: block, grid, columns, words, of: context.unit)
    var sums = TableSums()
    let start = table.numbers.count
    for index in block.body {
      let row = grid.rows[index]
      if refuses(row, in: block, shifted) { continue }
      let next = index + 1 < block.body.upperBound ? grid.rows[index + 1] : nil
      guard !row.isColumnNumbers || columns.periods.goesOn(row, next, blocks),
        !isHeaderAgain(row, of: block)
      else { continue }
      var label = rows.label(of: row, year: year)
      if label.headsPeriods, let next, columns.periods.period(of: next, blocks) != nil {
        (label.isSubtotal, label.group) = (true, label.whoText)
      }
      if readAnswers(row, label, columns) || label.isLine { continue }
      let cells = cells(in: row, of: label.who, columns)
      guard isMeant(row, label, cells, columns) else { continue }
      let (before, errors) = (table.numbers.count, table.log.count(of: .error))
      if !label.isKnown, isBareTotal(row, columns, from: start) { label.who = .total }
      let isOfDetail = detail?.rows.parts.contains(row.number) ?? false
      if isOfDetail || lines.parts.contains(row.number) {
        // The unit's own number is held against them.
        if isOfDetail { sums.note(row, as: label.whoText, columns, kind: .line) }
        own.passed.append(
          ("\(row.number)", LocalizedText(vi: "dòng chi tiết của đơn vị", en: "a part of the unit"))
        )
        continue
      }
      if let name = lines.units[row.number] { label.say(name, words, blocks) }
      let isWhole = detail?.rows.whole == row.number
      if let detail, isWhole { (label.who, label.unknownWho) = (.units([detail.unit]), nil) }
      if label.isSubtotal, saysMeansOfAll(row, in: block) {
        (label.who, label.isSubtotal, label.unknownWho) = (.total, false, nil)
      }
      if label.isSubtotal {
        sums.note(row, as: label.group, columns)
        own.passed.append(("\(row.number)", LocalizedText(vi: "dòng cộng nhóm", en: "a subtotal")))
        continue
      }
      if label.isCompared {
        own.passed.append(
          ("\(row.number)", LocalizedText(vi: "chỉ để so sánh", en: "only compares")))
        continue
      }
      if let text = label.unknownPeriod {
        addUnknownPeriod(text, row, columns)
        continue
      }
      if label.isPart {
        own.passed.append(("\(row.number)", LocalizedText(vi: "dòng chi tiết", en: "a part")))
        addPart(label.unknownWho ?? "", row)
        continue
      }
      if let column = columns[.sent], !row[column].isEmpty, label.sent == nil {
        let place = Finding.Place(
          file: table.place.file, sheet: table.place.sheet, row: row.number, column: column + 1)
        add(
          .badDate, .warning, at: place, about: row[column].text,
          vi: "\"\(row[column].text)\" không phải là ngày gửi; hãy viết ngày/tháng/năm",
          en: "\"\(row[column].text)\" is not a date of sending; write day/month/year")
      }
      let isMean = label.who == .total && row.isOfMeans
      sums.begin(
        row.number, isMean ? .mean : label.who == .total || isWhole ? .total : .line,
        label.whoText)
      for numbers in cells {
        if isMean {
          row[numbers.column].reading(numbers.mark)?.outcome.quantity.map {
            sums.note($0, in: numbers.column)
          }
          continue
        }
        let errors = table.log.errors
        read(row, numbers, label, &own) { sums.note($0, in: numbers.column) }
        guard table.log.errors > errors else { continue }
        table.leftOut += 1
        sums.noteUnread(numbers.column)
      }
      if label.who == .total {
        own.passed.append(("\(row.number)", LocalizedText(vi: "dòng tổng cộng", en: "a total")))
      }
      let (isAccepted, isAtFault) = (
        table.numbers.count > before, table.log.count(of: .error) > errors
      )
      if isAccepted { table.accepted += 1 }
      if isAccepted, row.isHidden { hidden += 1 }
      if isAccepted || isAtFault { table.rows += 1 }
    }
    let used = Set(table.numbers.dropFirst(start).compactMap { $0.place.column.map { $0 - 1 } })
    table.log.addHidden(Array(used), of: grid.hiddenColumns, in: table.place)
    checkSums(sums, block, columns, from: start)
    compare(block, columns, from: start)
    let begin = refuseRepeated(from: start)
    guard table.numbers.count > begin || !own.passed.isEmpty || !block.body.isEmpty else { return }
    (own.rowAxes, own.columnAxes) = (rows.axes, columns.axes)
    (own.period, own.indicator) = (context.period, context.indicator?.id)
    own.figure = Set(table.numbers[begin...].map(\.figure)).only
    own.unit = context.unit.map { words.roster.units[$0].name }
    table.blocks.append(own)
  }

  /// Whether a row is numbered as those are that stand for somebody or something.
  func isNumbered(_ row: Grid.Row, _ columns: ReportColumns) -> Bool {
    columns[.ordinal].map { row[$0].isPlainNumber } ?? false
  }

  /// Whether a row repeats a row of the header, as at the top of a page.
  private func isHeaderAgain(_ row: Grid.Row, of block: ReportBlock) -> Bool {
    let texts = row.items.map(\.text)
    return block.header.contains { index in
      let header = grid.rows[index].items.map(\.text)
      return header == texts && header.contains { !$0.isEmpty }
    }
  }
}
