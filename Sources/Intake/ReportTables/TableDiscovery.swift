import ClusterMetrics
import Foundation

/// Reads tables without knowing any name: what their labels and headers call units and indicators.
package struct TableDiscovery {
  /// What was found, without names that are slips of others.
  package var proposal: ProjectProposal {
    var all = found
    let slips = all.units.compactMap { unit in slip(of: unit).map { (name: unit.name, unit: $0) } }
    all.slips = slips
    all.units.removeAll { unit in slips.contains { $0.name == unit.name } }
    return all
  }

  private var found = ProjectProposal()
  /// By unit the files that name it.
  private var files: [NameKey: Set<String>] = [:]
  private let words: ReportWords
  private let definition: ProjectDefinition
  private var units: Set<NameKey> = []
  /// By name without its kind the kind of the first unit that bears it.
  private var firstKinds: [NameKey: String] = [:]
  private var indicators: [NameKey: Int] = [:]
  /// By indicator the line that it is a part of.
  private var wholes: [NameKey: NameKey?] = [:]

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
    let place = [file, sheet].compactMap(\.self).joined(separator: ":")
    for unit in register.units {
      addUnit(unit.name, place)
      let key = NameKey.place(OfficeNames.unit(unit.name)).bare
      guard
        let index = self.found.units.firstIndex(where: { NameKey.place($0.name).bare == key })
      else { continue }
      for commune in unit.communes
      where !self.found.units[index].communes.contains(where: {
        NameKey.place($0).bare == NameKey.place(commune).bare
      }) {
        self.found.units[index].communes.append(commune)
      }
    }
    func add(_ text: String, _ source: ProjectProposal.Indicator.Source) {
      guard !self.found.indicators.contains(where: { $0.source == source }) else { return }
      // However the register writes it, a name begins with a capital.
      var (name, measure) = (text.prefix(1).uppercased() + text.dropFirst(), String?.none)
      if case .column = source, name.hasSuffix(")"), let open = name.lastIndex(of: "(") {
        measure = String(name[name.index(after: open)...].dropLast())
        name = name[..<open].trimmingColons
      }
      self.found.indicators.append(
        .init(name: name, source: source, aliases: [], measure: measure, noun: nil, place: place))
    }
    if register.activities.isEmpty {
      add("Hoạt động", .activities(nil))
    } else {
      for activity in register.activities { add(activity, .activities(activity)) }
    }
    for header in register.numbers { add(header, .column(header)) }
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
      let place = [file, sheet].compactMap(\.self).joined(separator: ":")
      guard !columns.numbers.isEmpty,
        columns[.unit] != nil || columns[.indicator] != nil
      else { continue }
      found = true
      let hasUnits = readRows(grid, block, columns, place)
      let unknown = columns.numbers.filter { $0.unknown != nil }
      if columns[.indicator] == nil {
        for column in unknown {
          addIndicator(column.unknown ?? "", measure: column.measure, place)
        }
      } else if columns[.unit] == nil {
        for column in unknown { addUnit(column.unknown ?? "", place) }
      }
      if columns[.indicator] == nil, unknown.isEmpty, let title = titleIndicator(grid, block, sheet)
      {
        addIndicator(title, measure: nil, place)
      }
      for column in columns.compared
      where isOwnShare(column.name, among: columns.numbers.map(\.name)) {
        addShare(column.name, place)
      }
      for header in columns.texts where OfficeNames.isQuestion(header) {
        addQuestion(header, place)
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
    _ grid: Grid, _ block: ReportBlock, _ columns: ReportColumns, _ place: String
  ) -> Bool {
    var hasUnits = false
    var whole: String?
    var order: [ClusterOrder.Line] = []
    defer { assign(order) }
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
        addUnit(row[column].text, place)
        order.append(.unit(NameKey.place(OfficeNames.unit(row[column].text)).bare))
        hasUnits = true
      }
      guard let column = columns[.indicator], !row[column].isEmpty,
        !words.isTotal(row[column].text)
      else { continue }
      let text = row[column].text
      let bare = text.withoutNumbering
      let isPart = text.first.map { "-–+•*".contains($0) } ?? false
      addIndicator(
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

  /// Keeps the clusters of a table, and who belongs to which of them.
  private mutating func assign(_ order: [ClusterOrder.Line]) {
    for case .cluster(let name) in order
    where !self.found.clusters.contains(where: { NameKey($0) == NameKey(name) }) {
      self.found.clusters.append(name)
    }
    for (unit, cluster) in ClusterOrder.members(of: order) {
      let index = self.found.units.firstIndex { NameKey.place($0.name).bare == unit }
      if let index, self.found.units[index].cluster == nil {
        self.found.units[index].cluster = cluster
      }
    }
  }

  private mutating func addUnit(_ text: String, _ place: String) {
    let name = OfficeNames.unit(text)
    // "Cùng kỳ năm trước", "So sánh (%)", "Kế hoạch" are rows of figures, "Σ" and "%" no names.
    guard !name.isEmpty, name.count < 100, name.contains(where: \.isLetter), !words.isFigure(text),
      !name.lowercased().hasPrefix("trong đó")
    else { return }
    let key = unitKey(name)
    files[key, default: []].insert(place.prefixUpToColon)
    guard units.insert(key).inserted else { return }
    let kind = OfficeNames.kind(name)
    let bare = NameKey.place(name).bare
    if firstKinds[bare] == nil { firstKinds[bare] = kind }
    self.found.units.append(.init(name: name, kind: kind, place: place))
  }

  /// Whether a column of percentages says something of its own, which no other columns are divided for: "Tỷ lệ người dân
  /// hài lòng (%)", but not "Tỷ lệ so với kế hoạch" or "Tỷ lệ hồ sơ đúng hạn" beside "Hồ sơ đúng hạn".
  private func isOwnShare(_ header: String, among others: [String]) -> Bool {
    let words = NameKey(OfficeNames.share(header)).text.split { !$0.isLetter }.map(String.init)
    let lead = ["tỷ lệ", "tỉ lệ"].map { NameKey($0).text.split(separator: " ").map(String.init) }
    guard lead.contains(Array(words.prefix(2))) else { return false }
    let rest = Set(words.dropFirst(2))
    let compares = [
      "so", "với", "kế", "hoạch", "cùng", "kỳ", "đạt", "hoàn", "thành", "tăng", "giảm",
    ].map {
      NameKey($0).text
    }
    guard rest.count > 1, rest.isDisjoint(with: compares) else { return false }
    return !others.contains { other in
      let shared = rest.intersection(NameKey(other).text.split { !$0.isLetter }.map(String.init))
      return shared.count * 2 >= rest.count
    }
  }

  /// A percentage that units state.
  private mutating func addShare(_ header: String, _ place: String) {
    var name = (header.components(separatedBy: " / ").last ?? header).withoutNumbering
    if name.hasSuffix("%)"), let open = name.lastIndex(of: "(") {
      name = name[..<open].trimmingColons
    }
    guard !name.isEmpty, indicators[NameKey(name)] == nil else { return }
    indicators[NameKey(name)] = self.found.indicators.count
    self.found.indicators.append(
      .init(
        name: name, aliases: header == name ? [] : [header], measure: "%", noun: nil, place: place))
  }

  /// One key for all spellings of a unit: its name without its kind, but for namesakes of another kind, as "Huyện Cao
  /// Lãnh" and "Thành phố Cao Lãnh" are.
  private func unitKey(_ name: String) -> NameKey {
    let bare = NameKey.place(name).bare
    let kind = OfficeNames.kind(name)
    guard let known = firstKinds[bare], !kind.isEmpty, !known.isEmpty, known != kind else {
      return bare
    }
    return NameKey(name)
  }

  private func agrees(_ measure: String?, with own: ProjectProposal.Indicator) -> Bool {
    guard let measure, OfficeNames.isMeasure(measure) else { return true }
    return MeasureWords.agree(measure, LocalizedText(own.measure ?? ""))
  }

  /// What units answer in words.
  private mutating func addQuestion(_ header: String, _ place: String) {
    let name = (header.components(separatedBy: " / ").last ?? header).withoutNumbering
    guard let initial = name.first, indicators[NameKey(name)] == nil else { return }
    indicators[NameKey(name)] = self.found.indicators.count
    self.found.indicators.append(
      .init(
        name: initial.uppercased() + name.dropFirst(), source: .words, aliases: [], measure: nil,
        noun: nil, place: place))
  }

  /// The unit of several files whose name a unit of one file nearly bears, where that file does not name it: a slip of
  /// the pen, which is no unit more.
  private func slip(of unit: ProjectProposal.Unit) -> String? {
    let key = unitKey(unit.name)
    guard let own = files[key], own.count == 1 else { return nil }
    let others = self.found.units.filter { other in
      let named = files[unitKey(other.name)] ?? []
      return named.count > 1 && named.isDisjoint(with: own) && other.kind == unit.kind
    }
    let nearest = NameKey.nearest(to: unit.name, among: others.map(\.name))
    return nearest.count == 1 ? nearest[0] : nil
  }

  private mutating func addIndicator(
    _ text: String, measure: String?, _ place: String, within whole: String? = nil
  ) {
    guard !text.isEmpty, text.count < 200 else { return }
    var stated = measure.flatMap { $0.isEmpty ? nil : $0 }
    var isCumulative = false
    // What every level says in brackets, and whether it counts from the beginning of the year, is no part of the name.
    var levels = text.components(separatedBy: " / ").map { level in
      var words = CumulativeWords(level)
      isCumulative = isCumulative || words.isCumulative
      if words.rest.hasSuffix(")"), let open = words.rest.lastIndex(of: "(") {
        let inner = String(words.rest[words.rest.index(after: open)...].dropLast())
        stated = measure.flatMap { $0.isEmpty ? nil : $0 } ?? inner
        words.rest = words.rest[..<open].trimmingColons
      }
      return words.rest
    }.filter { !$0.isEmpty }
    guard var name = levels.popLast() else { return }
    if TotalWords.isTotal(name) || FigureWords(name)?.rest.isEmpty == true,
      let upper = levels.popLast()
    {
      name = upper.withoutNumbering
    }
    name = name.withoutNumbering
    // As the table writes it, so that the project reads it again.
    var aliases = text.withoutNumbering == name ? [] : [text]
    if let upper = levels.last {
      // "Trực tuyến" under "Tiếp nhận" says nothing alone; groups that are numbered only order what they hold.
      if upper.withoutNumbering == upper, name.split(separator: " ").count < 3 {
        aliases.append(upper + " / " + name)
        name = upper + " – " + name
      }
    }
    aliases = aliases.uniqued
    guard let initial = name.first else { return }
    name = initial.uppercased() + name.dropFirst()
    if let known = indicators[NameKey(name)] {
      let own = self.found.indicators[known]
      // The same words under another heading are another indicator.
      let upper = whole ?? levels.last
      guard own.place == place, let upper, wholes[NameKey(name)] != NameKey(upper)
      else {
        // Millions are no milliards: a heading that says another measure is no other name.
        guard agrees(stated, with: own) else { return }
        self.found.indicators[known].aliases += aliases.filter { !own.aliases.contains($0) }
        return
      }
      name = upper.withoutNumbering + " – " + name
      guard indicators[NameKey(name)] == nil else { return }
    }
    let isMeasure = stated.map(OfficeNames.isMeasure) ?? false
    if let upper = whole ?? levels.last { wholes[NameKey(name)] = NameKey(upper) }
    indicators[NameKey(name)] = self.found.indicators.count
    self.found.indicators.append(
      .init(
        name: name,
        aliases: aliases + (whole.map { [$0 + " / " + text] } ?? []).filter { _ in name != text },
        isCumulative: isCumulative, measure: isMeasure ? stated?.lowercased() : nil,
        noun: isMeasure ? nil : stated?.lowercased(), place: place))
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

extension String {
  /// The file of a place: "bieu.xlsx" of "bieu.xlsx:Tháng 1".
  fileprivate var prefixUpToColon: String { split(separator: ":").first.map(String.init) ?? self }
}
