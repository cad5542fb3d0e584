import ClusterMetrics

/// Where the columns that are tallied stand in a register.
struct ActivityLayout {
  var date: Int
  /// `nil` where one unit is named above the header.
  var unit: Int?
  /// What the name above the header can mean, where one unit is named there for all rows.
  var statedUnits: [Int] = []
  var commune: Int?
  /// By category and measure of the schema; `nil` where the file has no such column.
  var categories: [Int?]
  var measures: [Int?]
  /// The columns that nothing is tallied from.
  var others: [Int]

  static let required = ["date", "unit", "activity"]

  /// Reads on to the header of a register; `nil`, and findings, where it has none that will do.
  ///
  /// Measures and categories may be absent: not every register holds every number. What none of them
  /// holds is said by `Project`.
  static func read(
    _ reader: inout TableReader<some TableRows>, plan: TallyPlan, columns: [String: [String]],
    names: NameResolver
  ) -> (header: Header?, layout: ActivityLayout?) {
    let own = plan.schema.categories.elements + plan.schema.measures.elements
    let header = reader.header(
      wanted: ["date", "unit", "commune", "activity"] + own, required: required, mapped: columns)
    guard let header, let date = header[.date] else { return (header, nil) }
    var statedUnits: [Int] = []
    if header[.unit] == nil {
      guard let said = reader.preface[.unit] else { return (header, nil) }
      statedUnits = names.roster.units(named: said.text)
      guard !statedUnits.isEmpty else {
        let place = Finding.Place(
          file: reader.file, sheet: reader.sheet, row: said.row, column: said.column + 1)
        reader.log.add(names.roster.unknownUnit(said.text, at: place))
        return (header, nil)
      }
    }
    var layout = ActivityLayout(
      date: date, unit: header[.unit], statedUnits: statedUnits, commune: header[.commune],
      categories: plan.schema.categories.map { header.columns[$0] },
      measures: plan.schema.measures.map { header.columns[$0] }, others: [])
    let used = Set(
      [date, layout.unit, layout.commune].compactMap(\.self)
        + (layout.categories + layout.measures).compactMap(\.self))
    layout.others = header.texts.indices.filter { !used.contains($0) }
    return (header, layout)
  }
}

/// Turns rows of a register into activities, on one core.
///
/// In: a reader that stands below the header. Out: stretches. What a cell means is looked up by its
/// bytes, and worked out once for every spelling; only a row with something wrong costs more.
struct ActivityReader {
  private let names: NameResolver
  private let plan: TallyPlan
  private let categories: [CategoryReader]
  /// The days of dates that can be read and are plausible; `noDay` for others.
  private let dates: SpellingTable
  private let plausible = PlausibleMonths.all
  private static let noDay: Int32 = .max
  // Known here, so that no function of another module is called for every number.
  private let scale = Int64(Quantity.scale)
  private let firstCategory = ActivityBatch.Entry.firstCategory

  init(
    roster: Roster, plan: TallyPlan, vocabularies: [SharedVocabulary], spellingLimit: Int
  ) {
    names = NameResolver(roster: roster, spellingLimit: spellingLimit)
    dates = SpellingTable(limit: spellingLimit)
    self.plan = plan
    categories = vocabularies.map { CategoryReader($0, spellingLimit: spellingLimit) }
  }

  /// Reads on to the header.
  func layout(
    _ reader: inout TableReader<some TableRows>, columns: [String: [String]]
  ) -> (header: Header?, layout: ActivityLayout?) {
    ActivityLayout.read(&reader, plan: plan, columns: columns, names: names)
  }

  /// Reads the rows of a block.
  mutating func read<Rows: BlockRows>(
    _ reader: inout TableReader<Rows>, _ layout: ActivityLayout, into stretch: inout Stretch
  ) {
    let brokenBefore = reader.brokenRows
    while reader.advanceUnchecked() {
      if reader.rows.isHidden { stretch.hidden += 1 }
      let day = quickDay(reader.rows.rawCell(layout.date))
      if day == ActivityReader.noDay, isTotal(&reader, layout) {
        stretch.totals += 1
        continue
      }
      stretch.rows += 1
      let (findings, count) = (reader.log.total, stretch.fingerprints.count)
      append(&reader, layout, day, to: &stretch)
      if reader.log.total > findings, stretch.fingerprints.count > count { stretch.doubtful += 1 }
    }
    stretch.rows += reader.brokenRows - brokenBefore
    stretch.lastRow = reader.rows.row
    stretch.isLast = reader.isStopped
    stretch.log = reader.log
    reader.log = FindingLog()
  }

  @inline(__always) private func quickDay(_ cell: Cell) -> Int32 {
    guard !cell.isEmpty else { return ActivityReader.noDay }
    if let date = cell.dashedDate, let day = plausible.day(date) { return day }
    let number = dates.value(of: cell) { text in
      guard let day = DateCell.parse(ArraySlice(text.utf8)), ActivityReader.isPlausible(day) else {
        return ActivityReader.noDay
      }
      return day.number
    }
    return number == SpellingTable.notText ? ActivityReader.noDay : number
  }

  private static func isPlausible(_ day: Day) -> Bool {
    PlausibleMonths.years.contains(day.components.year)
  }

  /// Whether the row sums up others: it has no date, and says "Cộng", "Tổng cộng" or "Tổng số".
  private func isTotal(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout
  ) -> Bool {
    let date = reader.rows.cell(layout.date)
    guard date.isEmpty || DateCell.parse(date) == nil else { return false }
    for column in 0..<min(reader.rows.cellCount, 8) where !reader.rows.cell(column).isEmpty {
      let key = NameKey(reader.rows.text(column)).text
      let words = key.split(separator: " ").prefix(2).map(String.init)
      guard
        TotalWords.beginnings.contains(words)
          || TotalWords.beginnings.contains(Array(words.prefix(1)))
      else { continue }
      reader.add(
        .totalRow, .warning, column: column, vi: "dòng cộng, không tính là hoạt động",
        en: "a row of totals, left out")
      return true
    }
    return false
  }

  /// Adds the current row to the batch, if every cell of it can be read.
  private mutating func append<Rows: TableRows>(
    _ reader: inout TableReader<Rows>, _ layout: ActivityLayout, _ quickDay: Int32,
    to stretch: inout Stretch
  ) {
    let known = quickDay == ActivityReader.noDay ? day(&reader, layout.date) : quickDay
    guard let day = known, let unit = unit(&reader, layout, on: day),
      let commune = commune(&reader, layout.commune, of: unit, on: day)
    else { return }
    // The activity counts once all of it is known to be right.
    let entry = stretch.batch.next()
    var fingerprint = Mixing.mixed(
      UInt64(UInt32(bitPattern: day)) << 32 | UInt64(UInt32(bitPattern: commune)),
      UInt64(truncatingIfNeeded: unit))
    for (index, column) in layout.measures.enumerated() {
      guard let measure = measure(&reader, column) else { return }
      entry.large[index &* entry.stride] = measure
      fingerprint = Mixing.mixed(fingerprint, UInt64(bitPattern: measure))
    }
    for (index, column) in layout.categories.enumerated() {
      let number = column.map { categories[index].number(of: reader.rows.rawCell($0)) } ?? -1
      guard number >= 0 || (number == -1 && index > 0) else {
        if reader.checkText() { reader.addMissing(column, "activity") }
        return
      }
      entry.small[(firstCategory &+ index) &* entry.stride] = number
      fingerprint = Mixing.mixed(fingerprint, UInt64(UInt32(bitPattern: number)))
    }
    for column in layout.others {
      let cell = reader.rows.cell(column)
      guard cell.isText else {
        _ = reader.checkText()
        return
      }
      fingerprint = cell.hash(seed: fingerprint)
    }
    stretch.batch.add(
      entry, day: day, row: Int32(clamping: reader.rows.row), unit: Int32(truncatingIfNeeded: unit),
      commune: commune)
    stretch.fingerprints.append(fingerprint)
  }

  // MARK: Cells

  /// The number of a cell in parts, `noMeasure` for an empty one, `nil` where it holds no number.
  @inline(__always) private func measure<Rows: TableRows>(
    _ reader: inout TableReader<Rows>, _ column: Int?
  ) -> Int64? {
    guard let column else { return ActivityBatch.noMeasure }
    if let whole = reader.rows.rawCell(column).digits {
      return Int64(whole) &* scale
    }
    guard reader.rows.cell(column).isEmpty else {
      return reader.number(column).map { Int64($0.parts) }
    }
    guard reader.rows.isUncomputed(column) else { return ActivityBatch.noMeasure }
    reader.addUncomputed(column)
    return nil
  }

  /// The day of a date that is not among the plain ones.
  private func day(_ reader: inout TableReader<some TableRows>, _ column: Int) -> Int32? {
    guard !reader.rows.cell(column).isEmpty else {
      reader.addMissing(column, "date")
      return nil
    }
    guard let day = reader.date(column) else { return nil }
    guard ActivityReader.isPlausible(day) else {
      let year = day.components.year
      reader.add(
        .implausibleDate, column: column, vi: "năm \(year) không hợp lý; hãy sửa ngày",
        en: "the year \(year) cannot be right; mend the date")
      return nil
    }
    return day.number
  }

  @inline(__always) private func unit<Rows: TableRows>(
    _ reader: inout TableReader<Rows>, _ layout: ActivityLayout, on day: Int32
  ) -> Int? {
    guard let column = layout.unit else { return statedUnit(&reader, layout, on: day) }
    return names.unit(reader.rows.rawCell(column), on: day)
      ?? unknownUnit(&reader, column, on: Day(number: day))
  }

  /// Says why a name means no unit.
  @inline(never) private func unknownUnit(
    _ reader: inout TableReader<some TableRows>, _ column: Int, on day: Day
  ) -> Int? {
    guard reader.checkText() else { return nil }
    guard !reader.rows.cell(column).isEmpty else {
      reader.addMissing(column, "unit")
      return nil
    }
    reader.addUnknownUnit(
      reader.rows.text(column), column: column, in: names.roster, on: day..<day.next)
    return nil
  }

  /// The unit that is named above the header, on the day of a row.
  private func statedUnit(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout, on day: Int32
  ) -> Int? {
    let roster = names.roster
    let day = Day(number: day)
    if let unit = roster.unit(among: layout.statedUnits, on: day) { return unit }
    reader.addUnknownUnit(
      roster.units[layout.statedUnits[0]].name, column: layout.date, in: roster,
      on: day..<day.next)
    return nil
  }

  /// The number of the commune, `noCommune` for an empty cell, `nil` where the name cannot be
  /// resolved.
  @inline(__always) private func commune<Rows: TableRows>(
    _ reader: inout TableReader<Rows>, _ column: Int?, of unit: Int, on day: Int32
  ) -> Int32? {
    guard let column else { return ActivityBatch.noCommune }
    let cell = reader.rows.rawCell(column)
    guard !cell.isEmpty else { return ActivityBatch.noCommune }
    return names.commune(cell, inUnit: unit, on: day)
      ?? doubtfulCommune(&reader, column, of: unit, on: Day(number: day))
  }

  /// Says why a name means no commune, or several, unless the cell is empty.
  @inline(never) private func doubtfulCommune(
    _ reader: inout TableReader<some TableRows>, _ column: Int, of unit: Int, on day: Day
  ) -> Int32? {
    let cell = reader.rows.cell(column)
    guard !cell.isEmpty else { return ActivityBatch.noCommune }
    let roster = names.roster
    let candidates = roster.communes(named: cell.text, inUnit: unit)
    let inForce = candidates.filter { roster.communes[$0].validity.holds(day) }
    let text = reader.rows.text(column)
    let unitName = roster.units[unit].name
    if inForce.count > 1 {
      let listed = inForce.map { "\"\(roster.communes[$0].name)\"" }
      reader.add(
        .ambiguousCommune, column: column,
        vi: "\"\(text)\" có thể là \(listed.joined(separator: " hoặc ")); hãy viết rõ loại",
        en: "\"\(text)\" can mean \(listed.joined(separator: " or ")); write which")
    } else if let former = candidates.first {
      let days = roster.communes[former].validity.text
      reader.add(
        .notInForce, column: column,
        vi: "\(roster.communes[former].name) chỉ có trong danh sách của \(unitName)"
          + " \(days.vietnamese), ngày của hoạt động là \(day)",
        en: "\(roster.communes[former].name) is in the roster of \(unitName) \(days.english) only,"
          + " the activity is of \(day)")
    } else {
      let hint = Finding.hint(names.nearestCommunes(to: text, inUnit: unit))
      reader.add(
        .unknownCommune, column: column,
        vi: "xã, phường \"\(text)\" không có trong danh sách của \(unitName)\(hint.vietnamese)",
        en: "commune \"\(text)\" is not in the roster of \(unitName)\(hint.english)")
    }
    return nil
  }
}
