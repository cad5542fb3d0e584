import ClusterMetrics

/// Turns rows of a register into activities, on one core.
///
/// In: a reader that stands below the header. Out: stretches. What a cell means is looked up by its
/// bytes, and worked out once for every spelling; only a row with something wrong costs more.
struct ActivityReader {
  private let names: NameResolver
  private let plan: TallyPlan
  private let categories: [CategoryReader]
  /// The days of dates that can be read and are plausible, with what they prove of the order of day and month.
  private let dates: SpellingTable
  /// What the dates of the current block prove.
  private var dateEvidence = DateEvidence()
  private let plausible = PlausibleMonths.all
  private static let noDay: Int32 = .max
  private let today: Int32
  /// Measures of which the first is a part of the second.
  private let parts = PlainList<Part>()
  private struct Part {
    var part: Int
    var whole: Int
  }
  /// The rules of the settings that every row is held to.
  private let checks: [DataCheck]
  /// The last day of the current row's activity, where it may have lasted longer than one.
  private var lastDay: Int32?
  /// Whether the current row has turned out to be no activity.
  private var isPassedOver = false
  /// Whether a signature or a note has been met, below which no activities stand.
  private var isBelowEnd = false
  // Known here, so that no function of another module is called for every number.
  private let scale = Int64(Quantity.scale)
  private let firstCategory = ActivityBatch.Entry.firstCategory

  init(
    roster: Roster, plan: TallyPlan, vocabularies: [SharedVocabulary], spellingLimit: Int,
    today: Day, checks: [DataCheck]
  ) {
    self.checks = checks.filter { $0.scope == .rows }
    self.today = today.number
    for (part, whole) in plan.rowParts { parts.append(Part(part: part, whole: whole)) }
    names = NameResolver(roster: roster, spellingLimit: spellingLimit)
    dates = SpellingTable(limit: spellingLimit)
    self.plan = plan
    categories = vocabularies.enumerated().map {
      CategoryReader($0.element, namesRows: $0.offset == 0, spellingLimit: spellingLimit)
    }
  }

  /// Reads on to the header.
  func layout(
    _ reader: inout TableReader<some TableRows>, columns: [String: [String]], unit: String?,
    calendar: ReportingCalendar
  ) -> (header: Header?, layout: ActivityLayout?) {
    ActivityLayout.read(
      &reader, plan: plan, columns: columns, unit: unit, names: names, calendar: calendar)
  }

  /// Reads the rows of a block.
  mutating func read<Rows: BlockRows>(
    _ reader: inout TableReader<Rows>, _ layout: ActivityLayout, into stretch: inout Stretch
  ) {
    let brokenBefore = reader.brokenRows
    stretch.batch.missing = layout.missing
    let order = reader.habits.dateOrder
    while reader.advanceUnchecked() {
      if reader.rows.isHidden { stretch.hidden += 1 }
      let day = quickDay(reader.rows, layout.date, order)
      if day == ActivityReader.noDay {
        guard reader.checkText() else {
          stretch.rows += 1
          continue
        }
        // What stands right below the header may be its second level, which may say "Tổng", too.
        if reader.rows.row == reader.headerRow + 1, isFurniture(&reader, layout) {
          stretch.passed += 1
          noteBelowHeader(reader, layout, &stretch)
          continue
        }
        if isTotal(&reader, layout) {
          stretch.totals += 1
          continue
        }
        if isFurniture(&reader, layout) {
          stretch.passed += 1
          continue
        }
      }
      stretch.rows += 1
      let (findings, count) = (reader.log.total, stretch.fingerprints.count)
      append(&reader, layout, day, to: &stretch)
      if isPassedOver {
        isPassedOver = false
        stretch.rows -= 1
        stretch.passed += 1
        continue
      }
      if reader.log.total > findings, stretch.fingerprints.count > count { stretch.doubtful += 1 }
    }
    stretch.rows += reader.brokenRows - brokenBefore
    stretch.lastRow = reader.rows.row
    stretch.isLast = reader.isStopped
    stretch.log = reader.log
    reader.log = FindingLog()
    (stretch.numberEvidence, reader.evidence) = (reader.evidence, [])
    (stretch.dateEvidence, dateEvidence) = (dateEvidence, DateEvidence())
    (stretch.longRows, reader.longRows) = (reader.longRows, LongRows())
    stretch.merges = reader.rows.merges
    isBelowEnd = false
  }

  @inline(__always) private mutating func quickDay<Rows: BlockRows>(
    _ rows: Rows, _ column: Int, _ order: DateOrder
  ) -> Int32 {
    let cell = rows.rawCell(column)
    guard !cell.isEmpty else { return ActivityReader.noDay }
    if let date = cell.dashedDate, let day = plausible.day(date) {
      guard Rows.hasKinds, rows.kind(column) == .date else { return day }
      dateEvidence.cellMonths |= 1 << UInt32(date.month)
      dateEvidence.cellDays |= 1 << UInt32(date.day)
      guard order == .exchangedInCells else { return day }
      return plausible.day((date.year, date.day, date.month)) ?? day
    }
    let packed = dates.value(of: cell, within: order.rawValue) { PackedDate($0, order).bits }
    guard packed != SpellingTable.notText else { return ActivityReader.noDay }
    let date = PackedDate(bits: packed)
    if date.isTelling { dateEvidence.add(date.evidence) }
    return date.day ?? ActivityReader.noDay
  }

  static func isPlausible(_ day: Day) -> Bool {
    PlausibleMonths.years.contains(day.components.year)
  }

  /// Keeps what stands right below the header in columns that mean nothing yet: it may be its second level.
  private func noteBelowHeader(
    _ reader: TableReader<some TableRows>, _ layout: ActivityLayout, _ stretch: inout Stretch
  ) {
    guard reader.rows.row == reader.headerRow + 1 else { return }
    for column in 0..<reader.rows.cellCount where !reader.rows.cell(column).isEmpty {
      let text = reader.rows.text(column)
      guard NumberCell.parse(reader.rows.cell(column)).outcome == .invalid, !text.hasPrefix("(")
      else { continue }
      stretch.belowHeader[column] = text
    }
  }

  /// Whether the row is no activity but a part of the sheet's form.
  private mutating func isFurniture(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout
  ) -> Bool {
    if reader.rows.row == reader.headerRow + 1, !reader.habits.lowerHeader.isEmpty { return true }
    let row = RowForm(reader.rows, layout)
    if row.isSignature { isBelowEnd = true }
    if row.isForm { checkSection(&reader, layout) }
    return row.isForm || (isBelowEnd && !row.hasNumbers && !row.hasUnit(names))
  }

  /// Says where a table whose unit stands above it goes on with another unit.
  private func checkSection(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout
  ) {
    guard layout.unit == nil, !layout.statedUnits.isEmpty else { return }
    var preface = Preface()
    preface.note(reader.rows, mapped: [:])
    let filled = (0..<reader.rows.cellCount).filter { !reader.rows.cell($0).isEmpty }
    guard let name = preface[.unit]?.text ?? (filled.count == 1 ? reader.rows.text(filled[0]) : nil)
    else { return }
    let units = names.roster.units(named: name)
    guard units != layout.statedUnits, !units.isEmpty || preface[.unit] != nil else { return }
    reader.add(
      .unknownUnit, column: filled.first, about: name,
      vi: "từ đây là số liệu của \(name), nhưng cả bảng được tính cho"
        + " \(names.roster.units[layout.statedUnits[0]].name); hãy tách ra tệp hoặc trang riêng, hoặc thêm"
        + " cột Đơn vị",
      en: "from here on the rows are those of \(name), but the whole table counts for"
        + " \(names.roster.units[layout.statedUnits[0]].name); put them into a file or sheet of their own,"
        + " or add a column for the unit")
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
      addTotal(&reader, column)
      return true
    }
    return false
  }

  @inline(never) private func addTotal(_ reader: inout TableReader<some TableRows>, _ column: Int?)
  {
    reader.add(
      .totalRow, .warning, column: column, about: "", vi: "dòng cộng, không tính là hoạt động",
      en: "a row of totals, left out")
  }

  /// Adds the current row to the batch, if every cell of it can be read.
  private mutating func append<Rows: TableRows>(
    _ reader: inout TableReader<Rows>, _ layout: ActivityLayout, _ quickDay: Int32,
    to stretch: inout Stretch
  ) {
    lastDay = nil
    let known = quickDay == ActivityReader.noDay ? day(&reader, layout) : quickDay
    guard let day = known, let unit = unit(&reader, layout, on: day),
      let commune = commune(&reader, layout.commune, of: unit, on: day)
    else { return }
    // The activity counts once all of it is known to be right.
    let entry = stretch.batch.next()
    var fingerprint = Mixing.mixed(
      UInt64(UInt32(bitPattern: day)) << 32 | UInt64(UInt32(bitPattern: commune)),
      UInt64(truncatingIfNeeded: unit))
    if let lastDay { fingerprint = Mixing.mixed(fingerprint, UInt64(UInt32(bitPattern: lastDay))) }
    for (index, column) in layout.measures.enumerated() {
      guard let measure = measure(&reader, column) else { return }
      entry.large[index &* entry.stride] = measure
      fingerprint = Mixing.mixed(fingerprint, UInt64(bitPattern: measure))
    }
    for index in 0..<parts.count {
      let (part, whole) = (parts.start[index].part, parts.start[index].whole)
      let (left, right) = (entry.large[part &* entry.stride], entry.large[whole &* entry.stride])
      if left > right, right != ActivityBatch.noMeasure {
        addPart(&reader, layout, part, whole, (left, right))
      }
    }
    if !checks.isEmpty { checkRules(&reader, entry) }
    if day > today { addFuture(&reader, layout.date) }
    for (index, column) in layout.categories.enumerated() {
      let number = column.map { categories[index].number(of: reader.rows.rawCell($0)) } ?? -1
      guard number >= 0 || (number == -1 && index > 0) else {
        if number == CategoryReader.total {
          addTotal(&reader, column)
          isPassedOver = true
        } else if reader.checkText() {
          reader.addMissing(column, "activity")
        }
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
    let core = fingerprint
    if layout.hasNotes {
      guard let noted = withNotes(fingerprint, &reader, layout) else { return }
      fingerprint = noted
    }
    stretch.batch.add(
      entry, day: day, row: Int32(clamping: reader.rows.row), unit: Int32(truncatingIfNeeded: unit),
      commune: commune)
    if let lastDay { stretch.batch.extendLast(to: lastDay) }
    stretch.fingerprints.append(fingerprint)
    stretch.coreSum &+= core
  }

  /// A fingerprint with the notes beside the activity; `nil` where they are no text.
  @inline(never) private func withNotes(
    _ fingerprint: UInt64, _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout
  ) -> UInt64? {
    var fingerprint = fingerprint
    for column in layout.notes {
      let cell = reader.rows.cell(column)
      guard cell.isText else {
        _ = reader.checkText()
        return nil
      }
      if !cell.isEmpty { fingerprint = cell.hash(seed: fingerprint) }
    }
    return fingerprint
  }

  /// Says that a part is larger than its whole.
  @inline(never) private func addPart(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout, _ part: Int,
    _ whole: Int, _ values: (part: Int64, whole: Int64)
  ) {
    guard let column = layout.measures[part] else { return }
    let (value, of) = (
      Quantity(parts: Int128(values.part)), Quantity(parts: Int128(values.whole))
    )
    let name = layout.headerTexts[column]
    let other = layout.measures[whole].map { layout.headerTexts[$0] } ?? ""
    reader.add(
      .partAboveWhole, .warning, column: column,
      vi:
        "\"\(name)\" là \(value.vietnamese), lớn hơn \"\(other)\" là \(of.vietnamese); hãy kiểm tra lại",
      en: "\"\(name)\" is \(value), more than \"\(other)\", which is \(of); check them")
  }

  /// Says where a row breaks a rule of the settings; one that lacks a number of it cannot.
  @inline(never) private func checkRules(
    _ reader: inout TableReader<some TableRows>, _ entry: ActivityBatch.Entry
  ) {
    for check in checks {
      let broken = check.breach { name in
        guard let measure = plan.schema.measures.firstIndex(of: name) else { return nil }
        let value = entry.large[measure &* entry.stride]
        guard value != ActivityBatch.noMeasure else { return nil }
        return Quantity(parts: Int128(value)).doubleValue
      }
      guard let broken else { continue }
      reader.add(
        .failedCheck, .warning, column: nil,
        vi: "trái với kiểm tra \"\(check.rule)\" (\(check.reason)): \(broken)",
        en: "it breaks the check \"\(check.rule)\" (\(check.reason)): \(broken)")
    }
  }

  @inline(never) private func addFuture(
    _ reader: inout TableReader<some TableRows>, _ column: Int
  ) {
    let text = reader.rows.text(column)
    reader.add(
      .futureDate, .warning, column: column, about: text,
      vi: "ngày \(text) chưa đến; hãy kiểm tra lại",
      en: "the day \(text) has not come yet; check it")
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
    guard reader.rows.cell(column).isEmpty else { return slowMeasure(&reader, column) }
    guard reader.rows.isUncomputed(column) else { return ActivityBatch.noMeasure }
    reader.addUncomputed(column)
    return nil
  }

  @inline(never) private func slowMeasure(
    _ reader: inout TableReader<some TableRows>, _ column: Int
  ) -> Int64? {
    guard let stated = reader.statedNumber(column) else { return nil }
    guard case .number(let quantity, let isApproximate) = stated else {
      return ActivityBatch.noMeasure
    }
    let text = reader.rows.text(column)
    if isApproximate {
      reader.add(
        .approximateNumber, .warning, column: column, about: text,
        vi: "\"\(text)\" là số ước lượng; được tính là \(quantity.vietnamese)",
        en: "\"\(text)\" is approximate; it counts as \(quantity)")
    }
    if quantity < .zero {
      reader.add(
        .negativeNumber, .warning, column: column, about: text,
        vi: "số âm \(quantity.vietnamese) vẫn được tính; hãy kiểm tra lại",
        en: "the negative number \(quantity) is counted; check it")
    }
    return Int64(quantity.parts)
  }

  /// The day of a date that is not among the plain ones.
  private mutating func day(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout
  ) -> Int32? {
    let column = layout.date
    guard !reader.rows.cell(column).isEmpty else {
      reader.addMissing(column, "date")
      return nil
    }
    if reader.rows.number(column) == nil, !reader.holdsDate(column),
      let vague = layout.days.read(reader.rows.text(column)),
      ActivityReader.isPlausible(vague.first)
    {
      addVague(vague, column, &reader)
      if vague.period != nil { lastDay = vague.last.number }
      return vague.first.number
    }
    if layout.days.lacksYear(reader.rows.text(column)) {
      let text = reader.rows.text(column)
      reader.add(
        .badDate, column: column, about: text,
        vi: "\"\(text)\" thiếu năm, mà tiêu đề của bảng, tên trang và tên tệp không nói rõ năm nào",
        en: "\"\(text)\" names no year, and title, sheet and file do not say which one")
      return nil
    }
    guard let day = reader.date(column) else { return nil }
    guard ActivityReader.isPlausible(day) else {
      let year = day.components.year
      reader.add(
        .implausibleDate, column: column, about: "\(year)",
        vi: "năm \(year) không hợp lý; hãy sửa ngày",
        en: "the year \(year) cannot be right; mend the date")
      return nil
    }
    return day.number
  }

  /// Says how a date is understood that names no day, or no year.
  private func addVague(
    _ vague: VagueDate, _ column: Int, _ reader: inout TableReader<some TableRows>
  ) {
    let text = reader.rows.text(column)
    if let period = vague.period {
      reader.add(
        .vagueDate, .warning, column: column, about: text,
        vi:
          "\"\(text)\" không nói ngày nào: chỉ được tính trong các kỳ chứa trọn \(period.spoken.vietnamese)"
          + " (\(vague.first.vietnamese)–\(vague.last.vietnamese))",
        en:
          "\"\(text)\" names no day: it counts only in the periods that hold all of \(period.name)"
          + " (\(vague.first) to \(vague.last))")
    } else {
      reader.add(
        .vagueDate, .warning, column: column, about: text,
        vi:
          "\"\(text)\" thiếu năm, được đọc là ngày \(vague.first.vietnamese) theo tiêu đề của bảng, tên trang hoặc tên tệp",
        en:
          "\"\(text)\" names no year; it was read as \(vague.first), as the title, the sheet's or the file's name says"
      )
    }
  }

  @inline(__always) private mutating func unit<Rows: TableRows>(
    _ reader: inout TableReader<Rows>, _ layout: ActivityLayout, on day: Int32
  ) -> Int? {
    guard let column = layout.unit else { return statedUnit(&reader, layout, on: day) }
    return names.unit(reader.rows.rawCell(column), on: day)
      ?? unknownUnit(&reader, layout, column, on: Day(number: day))
  }

  /// Says why a name means no unit.
  @inline(never) private mutating func unknownUnit(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout, _ column: Int,
    on day: Day
  ) -> Int? {
    guard reader.checkText() else { return nil }
    // "Hà Trung, ngày 17/6/2022" below a table has a date, and is no activity.
    if DateCell.parse(reader.rows.cell(layout.date)) == nil, isFurniture(&reader, layout) {
      isPassedOver = true
      return nil
    }
    guard !reader.rows.cell(column).isEmpty else {
      reader.addMissing(column, "unit")
      return nil
    }
    names.addUnknownUnit(reader.rows.text(column), column, to: &reader, on: day..<day.next)
    return nil
  }

  /// The unit that is named above the header, on the day of a row.
  private func statedUnit(
    _ reader: inout TableReader<some TableRows>, _ layout: ActivityLayout, on day: Int32
  ) -> Int? {
    let roster = names.roster
    let day = Day(number: day)
    if let unit = roster.unit(among: layout.statedUnits, on: day) { return unit }
    names.addUnknownUnit(
      roster.units[layout.statedUnits[0]].name, layout.date, to: &reader, on: day..<day.next)
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
        .ambiguousCommune, column: column, about: "\(unit) \(text)",
        vi: "\"\(text)\" có thể là \(listed.joined(separator: " hoặc ")); hãy viết rõ loại",
        en: "\"\(text)\" can mean \(listed.joined(separator: " or ")); write which")
    } else if let former = candidates.first {
      let days = roster.communes[former].validity.text
      reader.add(
        .notInForce, column: column, about: "\(unit) \(text)",
        vi: "\(roster.communes[former].name) chỉ có trong danh sách của \(unitName)"
          + " \(days.vietnamese), ngày của hoạt động là \(day.vietnamese)",
        en: "\(roster.communes[former].name) is in the roster of \(unitName) \(days.english) only,"
          + " the activity is of \(day)")
    } else {
      reader.add(
        .unknownCommune, column: column, about: "\(unit) \(text)",
        vi: "xã, phường \"\(text)\" không có trong danh sách của \(unitName)"
          + names.hint(toCommune: text, inUnit: unit).vietnamese,
        en: "commune \"\(text)\" is not in the roster of \(unitName)"
          + names.hint(toCommune: text, inUnit: unit).english)
    }
    return nil
  }
}
