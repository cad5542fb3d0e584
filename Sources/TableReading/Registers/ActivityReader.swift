import ClusterMetrics
import Findings
import OfficeWords
import Settings
import Tables

/// Turns rows of a register into activities, on one core.
///
/// In: a reader that stands below the header. Out: stretches. What a cell means is looked up by its
/// bytes, and worked out once for every spelling; only a row with something wrong costs more.
struct ActivityReader {
  let names: NameResolver
  let plan: TallyPlan
  private let categories: [CategoryReader]
  /// The categories that are columns of places: a row's text is the name of what it was found to mean.
  private var places: PlaceNumbers
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
  let checks: [DataCheck]
  /// By measure what it is measured in, where an indicator that adds it up says so.
  private let measured: [LocalizedText?]
  /// The last day of the current row's activity, where it may have lasted longer than one.
  var lastDay: Int32?
  /// Whether the date of the current row says the time of day: what was held in the morning and in the afternoon was held
  /// twice.
  private var saysTime = false
  /// Whether the current row has turned out to be no activity.
  var isPassedOver = false
  /// By what a row says that it is measured in why its numbers cannot be added up, if they cannot.
  var measureFaults: [String: LocalizedText?] = [:]
  /// Whether a mark was met that stands for what is above.
  var hasDittos = false
  /// Whether a signature or a note has been met, below which no activities stand.
  var isBelowEnd = false
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
    measured = plan.schema.measures.map { measure in
      plan.indicators.lazy.filter { $0.definition == .sum(measure: measure) }
        .compactMap(\.unitOfMeasure).first
    }
    categories = vocabularies.enumerated().map {
      CategoryReader($0.element, namesRows: $0.offset == 0, spellingLimit: spellingLimit)
    }
    places = PlaceNumbers(plan.schema.categories.map(\.column), roster)
  }

  /// The number of a text of a category, as in batches.
  func number(of cell: Cell, category: Int) -> Int32 { categories[category].number(of: cell) }

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
    (stretch.hasDittos, hasDittos) = (hasDittos, false)
    stretch.merges = reader.rows.merges
    isBelowEnd = false
  }

  @inline(__always) private mutating func quickDay<Rows: BlockRows>(
    _ rows: Rows, _ column: Int, _ order: DateOrder
  ) -> Int32 {
    let cell = rows.rawCell(column)
    saysTime = false
    guard !cell.isEmpty else { return ActivityReader.noDay }
    if let date = cell.dashedDate, let day = plausible.day(date) {
      guard Rows.hasKinds, rows.kind(column) == .date else { return day }
      dateEvidence.cellMonths |= 1 << UInt32(date.month)
      dateEvidence.cellDays |= 1 << UInt32(date.day)
      guard order.isExchangedInCells else { return day }
      return plausible.day((date.year, date.day, date.month)) ?? day
    }
    let packed = dates.value(of: cell, within: order.rawValue) { PackedDate($0, order).bits }
    guard packed != SpellingTable.notText else { return ActivityReader.noDay }
    let date = PackedDate(bits: packed)
    if date.isTelling { dateEvidence.add(date.evidence) }
    saysTime = date.saysTime
    return date.day ?? ActivityReader.noDay
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
    if saysTime {
      fingerprint = reader.rows.cell(layout.date).hash(seed: fingerprint)
    }
    var event = fingerprint
    for (index, column) in layout.measures.enumerated() {
      guard let measure = measure(&reader, column, index) else { return }
      entry.large[index &* entry.stride] = measure
      fingerprint = Mixing.mixed(fingerprint, UInt64(bitPattern: measure))
    }
    if let column = layout.measureUnits, !agrees(&reader, column, entry) { return }
    for index in 0..<parts.count {
      let (part, whole) = (parts.start[index].part, parts.start[index].whole)
      let (left, right) = (entry.large[part &* entry.stride], entry.large[whole &* entry.stride])
      if left > right, right != ActivityBatch.noMeasure {
        addPart(&reader, layout, part, whole, (left, right))
      }
    }
    if !checks.isEmpty { checkRules(&reader, entry) }
    if day > today { addFuture(&reader, layout.date) }
    if day < layout.firstDay || day > layout.lastDay { addOutside(&reader, layout) }
    for (index, column) in layout.categories.enumerated() {
      var number = column.map { categories[index].number(of: reader.rows.rawCell($0)) } ?? -1
      if number == -1, let column, reader.rows.isUncomputed(column) {
        return reader.addUncomputed(column)
      }
      if !places.isEmpty, number >= -1,
        let named = places.number(in: index, unit: unit, commune: commune, categories[index])
      {
        number = named
      }
      guard number >= 0 || (number == -1 && index > 0) else {
        if number == CategoryReader.total {
          addTotal(&reader, column)
          isPassedOver = true
        } else if number == CategoryReader.ditto, let column {
          _ = isDitto(&reader, column)
        } else if reader.checkText() {
          reader.addMissing(column, "activity")
        }
        return
      }
      entry.small[(firstCategory &+ index) &* entry.stride] = number
      fingerprint = Mixing.mixed(fingerprint, UInt64(UInt32(bitPattern: number)))
      event = Mixing.mixed(event, UInt64(UInt32(bitPattern: number)))
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
    stretch.eventSum &+= event
  }

  /// A fingerprint with the notes beside the activity; `nil` where they are no text.
  @inline(never) private mutating func withNotes(
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

  /// The number of a cell in parts, `noMeasure` for an empty one, `nil` where it holds no number.
  ///
  /// It mutates nothing, nor do the others that read a row; but of a reader that is being mutated
  /// what does not mutate takes a copy, and for each row that is felt.
  @inline(__always) private mutating func measure<Rows: TableRows>(
    _ reader: inout TableReader<Rows>, _ column: Int?, _ index: Int
  ) -> Int64? {
    guard let column else { return ActivityBatch.noMeasure }
    if let whole = reader.rows.rawCell(column).digits {
      return Int64(whole) &* scale
    }
    guard reader.rows.cell(column).isEmpty else { return slowMeasure(&reader, column, index) }
    guard reader.rows.isUncomputed(column) else { return ActivityBatch.noMeasure }
    reader.addUncomputed(column)
    return nil
  }

  @inline(never) private mutating func slowMeasure(
    _ reader: inout TableReader<some TableRows>, _ column: Int, _ index: Int
  ) -> Int64? {
    guard let stated = reader.statedNumber(column, in: measured[index]) else { return nil }
    guard case .number(let quantity, let isApproximate) = stated else {
      return ActivityBatch.noMeasure
    }
    let text = reader.rows.text(column)
    if isApproximate {
      reader.add(
        .approximateNumber, .warning, column: column, about: text,
        vi: "\"\(text)\" là số ước tính; được tính là \(quantity.vietnamese)",
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
}
