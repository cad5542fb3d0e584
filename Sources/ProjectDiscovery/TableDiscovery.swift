import ClusterMetrics
import Findings
import Foundation
import OfficeWords
import Settings
import TableGrids
import TableLabels
import Tables

/// Reads tables without knowing any name: what their labels and headers call units and indicators.
package struct TableDiscovery {
  /// Where a table stands.
  package struct Place {
    package var file: String
    package var sheet: String?

    /// "bieu.xlsx:Tháng 1"
    package var text: String { [file, sheet].compactMap(\.self).joined(separator: ":") }
  }

  package var found = ProjectProposal()
  package private(set) var words: ReportWords
  /// What the project that is to be made is until it is.
  package let definition: ProjectDefinition
  var units = UnitDiscovery()
  /// What all tables have in common.
  var overview = TablesOverview()
  var indicators = IndicatorDiscovery()

  /// What stands in cells whose English words were put into Vietnamese, by what they say then.
  var written = WrittenHeadings()

  /// - Parameter language: that of the project that is to be made.
  package init(in language: Language = .vietnamese) {
    var definition = ProjectDefinition(title: LocalizedText(""))
    definition.language = language
    self.definition = definition
    words = ReportWords(definition, Roster())
  }

  /// What a visible sheet of a file holds.
  private enum Contents {
    case register(RegisterDiscovery)
    case grid(Grid)
  }

  /// A file with its visible sheets.
  package typealias File = (name: String, sheets: [(name: String?, grid: Grid)])

  /// Reads all files before any is understood, for what stands in several under one name is told apart.
  package mutating func read(_ files: [File]) {
    let opened = files.map { file in (name: file.name, sheets: contents(of: file)) }
    for (file, sheets) in opened {
      for case (let sheet, .grid(let grid)) in sheets {
        overview.add(grid, words, file: file, sheet: sheet)
      }
    }
    overview.settleThemes()
    for (file, sheets) in opened { read(file, sheets) }
    nameUnitsOfFiles()
  }

  /// Says of a file that it holds nothing that can be read, and why.
  package mutating func pass(_ file: String, because reason: LocalizedText) {
    found.passed.append((file, reason))
  }

  private mutating func contents(of file: File) -> [(name: String?, contents: Contents)] {
    file.sheets.map { sheet, grid in
      let register = RegisterDiscovery(grid) { rows in unit(above: rows, in: grid, file.name, sheet)
      }
      return (sheet, register.map { .register($0) } ?? .grid(grid))
    }
  }

  private mutating func read(
    _ file: String, _ sheets: [(name: String?, contents: Contents)]
  ) {
    var found = false
    for case (let sheet, .register(let register)) in sheets {
      note(register, file: file, sheet: sheet)
      found = true
    }
    for case (let sheet, .grid(let grid)) in sheets { found = read(grid, file, sheet) || found }
    guard !found else { return }
    self.found.passed.append(
      (
        file,
        LocalizedText(vi: "không nhận ra biểu số liệu", en: "no table of numbers is recognised")
      ))
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
    let isEnglish = definition.language == .english && grid.hasOnlyEnglishLetters
    let grid = grid.assuming(isEnglish ? .thousands : .comma)
      .settled([:], in: definition.language)
    written.merge(grid.written)
    words = words.of(grid)
    noteClosing(grid)
    // "Tháng 1" is no indicator, whatever the year.
    let blocks = ReportBlocks(
      grid, words, nil, year: year(grid, file, sheet) ?? PeriodLabels.anyYear)
    var found = false
    var table = ProjectProposal.Table(
      file: file, sheet: sheet, lacksPeriod: false, lacksUnit: false)
    let place = Place(file: file, sheet: sheet)
    let tables = blocks.all.flatMap { block in
      ReportColumns.ranges(block, in: grid, blocks).map { (block: block, range: $0) }
    }
    for (block, range) in tables {
      let columns = ReportColumns(block, in: grid, blocks, words, range: range)
      guard !columns.counted.isEmpty,
        columns[.unit] != nil || columns[.indicator] != nil || !columns.periods.columns.isEmpty
          || columns[.figure] != nil || blocks.isHeaderOfOneRow(block.header.upperBound - 1)
      else { continue }
      found = true
      let titles = block.titles.flatMap { grid.rows[$0].items.map(\.text) }
      // "Đơn vị tính: nghìn đồng" may stand below the table.
      let saying = block.notes(in: grid).filter { MeasureWords.stated($0) != nil } + titles
      let named = unit(of: block, in: grid, file, sheet, titles)
      units.beginTable(of: named)
      // "Đơn vị: Toàn huyện" sums up what others report.
      let isOfAll = named.map { TotalWords.isTotal($0) } ?? false
      let isState = saysState(titles)
      let across = UnitColumns(columns)
      let counts = across.map(\.counts) ?? countsOfRows(columns, of: named)
      let sections = TableSections(block, in: grid, columns)
      var hasUnits = readRows(grid, block, columns, place, below: saying, counts, sections)
      for unit in across?.units ?? [] where addUnit(unit, place) != nil { hasUnits = true }
      let unknown =
        across != nil && counts.isEmpty ? [] : columns.numbers.filter { $0.unknown != nil }
      func cells(_ column: ReportColumns.Numbers) -> [Grid.Item] {
        block.body.map { grid.rows[$0][column.column] }
      }
      for section in sections.names {
        for name in unknown.isEmpty ? [section] : unknown.map({ section + " / " + $0.name }) {
          indicators.add(
            name, measure: measure(of: name, below: saying), place,
            headings: unknown.isEmpty ? 0 : 1)
        }
      }
      if columns[.indicator] == nil, sections.names.isEmpty {
        // "Tổng số" of a table has the name of what the table is about.
        let subject = TableTheme.subject(of: block, in: grid, sheet)
        var whole = columns.totals.isEmpty ? nil : subject
        for column in unknown {
          let isPart = column.lastLevel.isMarkedAsPart || columns.parts.contains(column.column)
          if !isPart { whole = TotalWords.isTotal(column.lastLevel) ? subject : column.lastLevel }
          let isBesideTotal = isBesideTotal(column, unknown)
          let depth = depth(of: column, among: unknown)
          let name = isBesideTotal || column.isKind ? column.name : column.unknown ?? ""
          indicators.add(
            name,
            measure: column.measure ?? percent(cells(column)) ?? measure(of: name, below: saying),
            place,
            theme: columns[.unit] == nil
              ? nil : overview.theme(of: block, in: grid, file: file, sheet: sheet),
            isShared: overview.isShared(name),
            keepsFigure: isBesideTotal || column.isKind,
            headings: depth,
            isState: column.answers != nil || isState && !OfficeNames.saysDoing(name),
            partOf: isPart ? whole : nil)
        }
        addTitled(block, in: grid, columns, unknown, place)
        if !unknown.isEmpty, let total = columns.totals.first,
          let theme = overview.theme(of: block, in: grid, file: file, sheet: sheet)
        {
          indicators.addTotal(total.lastLevel, theme: theme, place)
        }
      } else if columns[.unit] == nil {
        for column in unknown where counts.isEmpty { addUnit(column.unknown ?? "", place) }
      }
      if columns[.indicator] == nil, unknown.isEmpty, !columns.numbers.isEmpty,
        sections.names.isEmpty,
        let title = TableTheme.subject(of: block, in: grid, sheet)
      {
        indicators.add(
          TableTheme.withoutLeads(title),
          measure: percent(columns.numbers.flatMap(cells))
            ?? columns.numbers.compactMap(\.measure).uniqued.only
            ?? saying.compactMap { MeasureWords.stated($0) }.last,
          place)
      }
      for column in columns.compared
      where OfficeNames.isOwnShare(column.name, among: columns.numbers.map(\.name)) {
        indicators.addShare(column.name, place)
      }
      for header in columns.texts where OfficeNames.isQuestion(header) {
        indicators.addQuestion(header, place)
      }
      if !hasUnits, columns[.indicator] == nil || unknown.isEmpty || !counts.isEmpty {
        if let unit = named {
          if !isOfAll { addUnit(unit, below: titles, place) }
        } else {
          table.lacksUnit = true
        }
      }
      let names = titles + names(file, sheet)
      let year = year(grid, file, sheet)
      units.note(names.flatMap { PeriodMentions.all(in: $0, year: year) }, of: file)
      let hasPeriod =
        columns[.period] != nil || columns.numbers.contains { $0.meaning.period != nil }
        || names.contains {
          !PeriodMentions.all(in: $0, year: year).isEmpty
            || PeriodMentions.sinceNewYear(in: $0, year: year) != nil
            || PeriodMentions.monthInFigures($0) != nil
            || PeriodMentions.lastDay(in: $0) != nil || PeriodMentions.namesDays($0)
        }
      table.lacksPeriod = table.lacksPeriod || !hasPeriod
    }
    if found { self.found.tables.append(table) }
    return found
  }

  /// Takes the labels of rows with numbers for units and indicators.
  ///
  /// - Returns: whether rows name units.
  private mutating func readRows(
    _ grid: Grid, _ block: ReportBlock, _ columns: ReportColumns, _ place: Place,
    below titles: [String], _ counts: [String], _ sections: TableSections
  ) -> Bool {
    // Of a district and a commune the latter is the unit, and the former its cluster.
    let unitColumn = columns.unitColumns.last
    let districts = DistrictsOfUnits(block, in: grid, columns)
    var hasUnits = false
    var whole: String?
    var order: [ClusterOrder.Line] = []
    defer { units.assign(order) }
    let passed = SubtotalRows.all(in: block, grid, columns)
      .union(
        PartRows.all(in: block, grid, columns) {
          OfficeNames.isOffice($0) && !OfficeNames.isFormer($0)
        })
    let outline = RowOutline(block, in: grid, columns)
    let ages = columns[.indicator].flatMap { column in
      block.header.map { grid.rows[$0][column].text }.first(where: ReportColumns.saysAges)
    }
    var group: String?
    // Where nothing is numbered by digits, Roman numbers number units.
    let marks =
      columns[.ordinal].map { column in
        block.body.map { grid.rows[$0] }.filter { !passed.contains($0.number) }
          .map { $0[column].text }.filter { !$0.isEmpty }
      } ?? []
    let numbersUnits =
      columns[.unit] != nil && marks.count > 1 && marks.allSatisfy(\.isGroupMark)
      || columns[.unit].map { PartRows.listsProjects($0, block, grid) } ?? false
    // Where hamlets stand below communes, these are the units, however they are numbered.
    func isHamlet(_ row: Grid.Row) -> Bool {
      unitColumn.map { OfficeNames.isHamlet(row[$0].text) } ?? false
    }
    let hasHamlets =
      unitColumn.map { column in
        block.body.contains { isHamlet(grid.rows[$0]) }
          && block.body.contains {
            OfficeNames.isPlace(grid.rows[$0][column].text.withoutNumbering)
          }
      } ?? false
    let severals = OfficeNames.placesOfSeveral(
      unitColumn.map { column in block.body.map { grid.rows[$0][column].text } } ?? [])
    for index in block.body where !grid.rows[index].isColumnNumbers {
      let row = grid.rows[index]
      if sections.headings[row.number] != nil { continue }
      if hasHamlets, isHamlet(row) { continue }
      let cluster = unitColumn.flatMap { self.cluster(of: row, in: $0) }
      if let cluster {
        order.append(.cluster(cluster))
        hasUnits = true
      }
      // A unit heads its months.
      if columns[.unit] == nil, let column = columns.periods.columns.last?.column,
        OfficeNames.isOffice(row[column].text), addUnit(row[column].text, place) != nil
      {
        hasUnits = true
        continue
      }
      let values = (columns.counted + columns.totalsOfPeriods).map { row[$0.column] }
        .filter { !$0.isEmpty }
      let ordinal = columns[.ordinal].map { row[$0].text } ?? ""
      let labels = [columns[.indicator], unitColumn].compactMap { $0.map { row[$0].text } }
      // "I | Xã An Bình" and "Đơn vị: Xã An Bình" head what it reports.
      if unitColumn == nil, !values.contains(where: \.isNumber), let text = row.onlyName {
        let name = text.statedUnit ?? text.withoutNumbering
        let isUnit =
          OfficeNames.isOffice(name) && OfficeNames.isPlace(name)
          || outline.bodies.contains(NameKey(name))
        if isUnit, addUnit(name, place) != nil {
          hasUnits = true
          continue
        }
      }
      let isGroup =
        !numbersUnits && !hasHamlets
        && ([ordinal] + labels.map(\.groupMark)).contains(where: \.isGroupMark)
      if isGroup, let column = columns[.indicator], !row[column].isEmpty {
        let text = row[column].text.withoutNumbering
        group = OfficeNames.isOffice(text) ? nil : text
      }
      // A numbered line whose cells hold something names somebody, even if none of it can be read; an indicator may be
      // answered in words.
      let isNumbered = columns[.ordinal].map { row[$0].isPlainNumber } ?? false
      let holdsNumber =
        columns[.unit] == nil
        ? values.contains { $0.text.first?.isNumber == true } : !values.isEmpty
      // A unit says yes or no in words, too, and is one without any mark.
      let isAnswered = columns.numbers.contains { column in
        column.answers != nil && (!row[column.column].isEmpty || isNumbered)
      }
      // "2 | Sở Tư pháp | | | Chưa gửi báo cáo" is a unit that has not reported.
      let isSilent =
        unitColumn != nil && columns[.indicator] == nil && values.isEmpty && isNumbered
        && !isGroup
      let isMistyped = holdsMistyped(values, of: row, columns)
      guard
        values.contains(where: \.isValue) || isAnswered || isSilent || isMistyped
          || holdsNumber && (isNumbered || values.contains(where: \.holdsSeveralNumbers))
      else { continue }
      // "II. Số đơn tiếp nhận" heads its parts and is counted itself.
      guard !isGroup || columns[.unit] == nil else { continue }
      if cluster == nil, hasHamlets || !passed.contains(row.number), let column = unitColumn,
        !row[column].isEmpty,
        !words.isTotal(row[column].text)
      {
        if let district = districts.district(ofRow: row.number) { order.append(.cluster(district)) }
        let name = districts.name(ofRow: row.number) ?? row[column].text
        let isOneOfSeveral = severals.contains(NameKey(OfficeNames.unit(name)))
        if let unit = addUnit(name, place, asWritten: isOneOfSeveral) { order.append(.unit(unit)) }
        hasUnits = true
      }
      guard let column = columns[.indicator], !row[column].isEmpty,
        !words.isTotal(row[column].text) || TotalWords.isCount(row[column].text)
          || OfficeNames.isLevelOfOffices(row[column].text)
      else { continue }
      let text = row[column].text
      let bare = text.withoutNumbering
      // "Lũy kế từ đầu năm" below a line is another number of that.
      let isFigure = words.saysFigureOrDaysOfLine(text, isNumbered: !ordinal.isEmpty)
      guard whole == nil || !isFigure else { continue }
      // "Cấp xã" is a part of what is held at all levels.
      let isLevel = whole != nil && OfficeNames.isLevelOfOffices(text)
      let isPart = text.isMarkedAsPart || isLevel
      let uppers = outline.uppers(ofRow: row.number)
      let isRepeated = outline.isRepeated(bare)
      let upper =
        isRepeated && !uppers.isEmpty
        ? self.upper(of: bare, uppers) : isPart ? whole : isRepeated && !isGroup ? group : nil
      let measure = columns.measure.map { row[$0].text } ?? percent(values)
      let isCounted = counts.isEmpty || columns.numbers.contains { $0.unknown == nil }
      // "0-14" below "Nhóm tuổi" is nothing without it.
      let ages = bare.contains(where: \.isLetter) ? nil : ages
      for name in (isCounted ? [bare] : []) + counts.map({ bare + " / " + $0 }) {
        // "Thiệt hại (triệu đồng)" over a column says more than the line's own measure.
        let isMeasured = name != bare && name.statesMeasure
        indicators.add(
          ages.map { $0 + " " + name } ?? name,
          measure: isMeasured ? nil : measure ?? self.measure(ofCrossed: name, below: titles),
          place,
          within: upper,
          always: upper != nil
            && (isRepeated || isLevel || isPart && OfficeNames.isShareOfPersons(bare)),
          group: isGroup ? nil : group,
          headings: name.components(separatedBy: " / ").count - 1,
          isState: columns.isMovement,
          isFlow: columns.addUp || columns.addUp(in: row),
          writtenAs: ages == nil ? nil : name
        )
      }
      if !isPart { whole = bare }
    }
    return hasUnits
  }
}
