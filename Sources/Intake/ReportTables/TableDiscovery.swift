import ClusterMetrics
import Foundation

/// Reads tables without knowing any name: what their labels and headers call units and indicators.
package struct TableDiscovery {
  /// Where a table stands.
  struct Place {
    var file: String
    var sheet: String?

    /// "bieu.xlsx:Tháng 1"
    var text: String { [file, sheet].compactMap(\.self).joined(separator: ":") }
  }

  /// What was found, without names that are slips of others.
  package var proposal: ProjectProposal {
    var all = found
    (all.units, all.slips) = units.unitsAndSlips
    (all.clusters, all.indicators) = (units.clusters, indicators.found)
    return all
  }

  private var found = ProjectProposal()
  private let words: ReportWords
  private let definition: ProjectDefinition
  private var units = UnitDiscovery()
  private var indicators = IndicatorDiscovery()

  package init() {
    definition = ProjectDefinition(title: LocalizedText(""))
    words = ReportWords(definition, Roster())
  }

  /// Reads one file.
  package mutating func read(_ path: String, name: String) {
    do throws(TableFault) {
      let kind = try FileKind.of(path)
      if let refusal = kind.refusal {
        self.found.passed.append((name, refusal))
        return
      }
      let file = try TableFile(path, name: name, kind: kind, definition: definition)
      let sheets: [Sheet?] = file.isWorkbook ? file.sheets.filter { !$0.isHidden } : [nil]
      var found = false
      for sheet in sheets {
        var reading = GridReading()
        try file.read(sheet, into: &reading)
        if let register = RegisterDiscovery(reading.grid) {
          note(register, file: name, sheet: sheet?.name)
          found = true
          continue
        }
        found = read(reading.grid, name, sheet?.name) || found
      }
      if !found {
        self.found.passed.append(
          (
            name,
            LocalizedText(vi: "không nhận ra bảng số liệu", en: "no table of numbers is recognised")
          ))
      }
    } catch {
      self.found.passed.append((name, .damaged(error.reason)))
    }
  }

  /// Takes what a register has to count and to add up, and whom it names.
  private mutating func note(_ register: RegisterDiscovery, file: String, sheet: String?) {
    let place = Place(file: file, sheet: sheet)
    for unit in register.units {
      if let known = addUnit(unit.name, place) { units.add(communes: unit.communes, to: known) }
    }
    indicators.add(register, place)
    self.found.tables.append(
      .init(file: file, sheet: sheet, lacksPeriod: false, lacksUnit: false))
  }

  /// - Returns: whether there is any table.
  private mutating func read(_ grid: Grid, _ file: String, _ sheet: String?) -> Bool {
    noteClosing(grid)
    let blocks = ReportBlocks(grid, words, nil, year: year(grid, file, sheet))
    var found = false
    var table = ProjectProposal.Table(
      file: file, sheet: sheet, lacksPeriod: false, lacksUnit: false)
    for block in blocks.all {
      let columns = ReportColumns(block, in: grid, blocks, words)
      let place = Place(file: file, sheet: sheet)
      guard !columns.numbers.isEmpty,
        columns[.unit] != nil || columns[.indicator] != nil
      else { continue }
      found = true
      let hasUnits = readRows(grid, block, columns, place)
      let unknown = columns.numbers.filter { $0.unknown != nil }
      if columns[.indicator] == nil {
        for column in unknown {
          indicators.add(column.unknown ?? "", measure: column.measure, place)
        }
      } else if columns[.unit] == nil {
        for column in unknown { addUnit(column.unknown ?? "", place) }
      }
      if columns[.indicator] == nil, unknown.isEmpty, let title = titleIndicator(grid, block, sheet)
      {
        indicators.add(title, measure: nil, place)
      }
      for column in columns.compared
      where OfficeNames.isOwnShare(column.name, among: columns.numbers.map(\.name)) {
        indicators.addShare(column.name, place)
      }
      for header in columns.texts where OfficeNames.isQuestion(header) {
        indicators.addQuestion(header, place)
      }
      if !hasUnits, columns[.indicator] == nil || unknown.isEmpty {
        if let unit = titleUnit(grid, block)
          ?? sheet.flatMap({ OfficeNames.isOffice($0) ? $0 : nil })
        {
          addUnit(unit, place)
        } else {
          table.lacksUnit = true
        }
      }
      let titles =
        block.titles.flatMap { grid.rows[$0].items.map(\.text) }
        + [sheet, file.fileStem].compactMap(\.self)
      let year = year(grid, file, sheet)
      let hasPeriod =
        columns[.period] != nil || columns.numbers.contains { $0.meaning.period != nil }
        || titles.contains { !PeriodMentions.all(in: $0, year: year).isEmpty }
      table.lacksPeriod = table.lacksPeriod || !hasPeriod
    }
    if found { self.found.tables.append(table) }
    return found
  }

  /// Takes the labels of rows with numbers for units and indicators.
  ///
  /// - Returns: whether rows name units.
  private mutating func readRows(
    _ grid: Grid, _ block: ReportBlock, _ columns: ReportColumns, _ place: Place
  ) -> Bool {
    var hasUnits = false
    var whole: String?
    var order: [ClusterOrder.Line] = []
    defer { units.assign(order) }
    let subtotals = SubtotalRows.all(in: block, grid, columns)
    for index in block.body {
      let row = grid.rows[index]
      let cluster = columns[.unit].flatMap { self.cluster(of: row, in: $0) }
      if let cluster {
        order.append(.cluster(cluster))
        hasUnits = true
      }
      let values = columns.numbers.map { row[$0.column] }.filter { !$0.isEmpty }
      guard !row.isColumnNumbers, values.contains(where: \.isValue) else { continue }
      let ordinal = columns[.ordinal].map { row[$0].text } ?? ""
      let labels = [columns[.indicator], columns[.unit]].compactMap { $0.map { row[$0].text } }
      guard !([ordinal] + labels.map(\.groupMark)).contains(where: Rows.isGroupMark) else {
        continue
      }
      if cluster == nil, !subtotals.contains(row.number), let column = columns[.unit],
        !row[column].isEmpty,
        !words.isTotal(row[column].text)
      {
        if let unit = addUnit(row[column].text, place) { order.append(.unit(unit)) }
        hasUnits = true
      }
      guard let column = columns[.indicator], !row[column].isEmpty,
        !words.isTotal(row[column].text)
      else { continue }
      let text = row[column].text
      let bare = text.withoutNumbering
      let isPart = text.first.map { "-–+•*".contains($0) } ?? false
      indicators.add(
        bare, measure: columns.measure.map { row[$0].text }, place, within: isPart ? whole : nil)
      if !isPart { whole = bare }
    }
    return hasUnits
  }

  /// The cluster that a row stands for, by its label: "Cụm thi đua số 1", in the column of units or, on a row without
  /// numbers, in the first cell with a text.
  private func cluster(of row: Grid.Row, in column: Int) -> String? {
    let label = row[column]
    let texts = row.items.filter { !$0.isEmpty && !Rows.isGroupMark($0.text) }
    let text = label.isEmpty ? texts.only?.text : label.text
    return text.flatMap(OfficeNames.cluster)
  }

  /// - Returns: the unit among those that were found; `nil` where the text names none.
  @discardableResult
  private mutating func addUnit(_ text: String, _ place: Place) -> Int? {
    let name = OfficeNames.unit(text)
    // "Cùng kỳ năm trước", "So sánh (%)", "Kế hoạch" are rows of figures, "Σ" and "%" no names.
    guard !name.isEmpty, name.count < 100, name.contains(where: \.isLetter), !words.isFigure(text),
      !name.lowercased().hasPrefix("trong đó")
    else { return nil }
    return units.add(name, file: place.file, place: place.text)
  }

  // MARK: Titles

  private func year(_ grid: Grid, _ file: String, _ sheet: String?) -> Int? {
    let texts =
      grid.rows.prefix(TableHead.rowsAboveHeader).flatMap { $0.items.map(\.text) }
      + [sheet, file.fileStem].compactMap(\.self)
    return texts.lazy.map { PeriodMentions.years(in: $0) }.first { !$0.isEmpty }?.only
  }

  /// The unit that the letter head names: its last line that is an office, below that of the superior one.
  private mutating func titleUnit(_ grid: Grid, _ block: ReportBlock) -> String? {
    let lines = block.titles.prefix(4).compactMap { index in
      grid.rows[index].items.first { !$0.isEmpty }?.text
    }
    let offices = lines.filter {
      OfficeNames.isOffice($0) && PeriodMentions.all(in: $0, year: 2000).isEmpty
    }
    if offices.count > 1, self.found.office == nil {
      self.found.office = OfficeNames.council(offices[0])
    }
    return offices.last
  }

  /// What a table of one indicator says in its title, before it says when: "SỐ HỒ SƠ TIẾP NHẬN GIAI ĐOẠN 2020 - 2024".
  /// Where the title says nothing of the kind, the name of the sheet: "TỔNG HỢP KẾT QUẢ" on the sheet "Đối thoại".
  private func titleIndicator(_ grid: Grid, _ block: ReportBlock, _ sheet: String?) -> String? {
    let titles = block.titles.compactMap { index in
      grid.rows[index].items.first { !$0.isEmpty }?.text
    }.filter { !OfficeNames.isOffice($0) && !$0.hasPrefix("(") && !ReportWords.isPlain(title: $0) }
    guard let title = titles.last else {
      return sheet.flatMap { isName($0) ? $0 : nil }
    }
    let times = Set(["giai", "năm", "tháng", "quý", "6", "9", "từ", "qua"].map { NameKey($0) })
    let words = title.split(whereSeparator: \.isWhitespace).map(String.init)
    let name = words.prefix { !times.contains(NameKey($0)) }.joined(separator: " ")
    guard !name.isEmpty else { return nil }
    guard !name.contains(where: \.isLowercase) else { return name }
    return name.prefix(1) + name.dropFirst().lowercased()
  }

  /// Whether a sheet is named after something: not "Sheet1", "Biểu 2" or a period.
  private func isName(_ sheet: String) -> Bool {
    !ReportWords.isPlain(title: sheet) && !sheet.lowercased().hasPrefix("sheet")
      && !sheet.lowercased().hasPrefix("trang") && !words.meaning(of: sheet, year: 2000).isKnown
      && PeriodMentions.all(in: sheet, year: 2000).isEmpty && !OfficeNames.isOffice(sheet)
  }

  /// "Số liệu tính đến hết ngày 14/6/2024": periods close on the 14th.
  private mutating func noteClosing(_ grid: Grid) {
    guard self.found.closingDay == nil else { return }
    for text in grid.rows.flatMap({ $0.items.map(\.text) }) {
      guard let range = text.range(of: "hết ngày ") else { continue }
      let day = Int(text[range.upperBound...].prefix { $0.isNumber })
      if let day, (1...27).contains(day) {
        self.found.closingDay = day
        return
      }
    }
  }
}
