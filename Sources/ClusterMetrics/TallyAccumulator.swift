import BitCollections
import OrderedCollections

/// Folds batches of activities into what a plan keeps, for some periods, by unit or by commune, and by
/// the texts of a column where that is asked for.
///
/// In: batches in any order. Out: counts, sums and sets for every slot, period and leaf group, from
/// which a `TallyBook` states every tally. Two accumulators of the same plan, periods and grain
/// merge exactly, in any order.
///
/// A cell is one text of the column (the empty one is the first; without a column there is no other), one
/// period and one leaf group. Every slot keeps an array with an element a cell, so that it is filled
/// column by column: most of the work is a run over two arrays.
package struct TallyAccumulator: Sendable {
  /// The finest groups that are kept apart.
  package struct Grain: Sendable, Hashable {
    /// The places that are kept apart.
    package enum Place: Sendable, Hashable {
      case unit
      /// Communes, and for each unit its activities that name no commune.
      case commune
    }
    /// The finest places.
    package var place: Place
    /// Besides, each text of this category of the schema.
    package var category: Int?

    package init(_ place: Place, category: Int? = nil) {
      self.place = place
      self.category = category
    }

    /// By unit, whatever texts the columns hold.
    package static let unit = Grain(.unit)
    /// By commune, whatever texts the columns hold.
    package static let commune = Grain(.commune)
  }

  /// What is kept.
  package let plan: TallyPlan
  /// The periods that are tallied.
  package let periods: [Period]
  /// On which day they close.
  package let calendar: ReportingCalendar
  /// The finest groups.
  package let grain: Grain
  /// How many units the roster has.
  package let unitCount: Int
  /// How many communes the roster has.
  package let communeCount: Int
  /// How many cells there may be of all texts of the column, where nothing else is said.
  package static let cellLimit = 1 << 22
  private let cellLimit: Int
  /// Whether the column has more texts than cells can be kept for; what they hold is not tallied then.
  package private(set) var isOverfull = false

  /// Rows folded of every unit in every period: a unit with any has reported.
  private var rows: [Int]
  /// How many of them are no activities, but numbers that units report.
  private var submittedRows: [Int]
  /// By slot and cell.
  private var counts: [[Int]]
  private var sums: [[Int128]]
  private var sets: [[Int: BitSet]]
  /// By slot: for each text, period and leaf group a bit for every commune that it may hold.
  private var communeSets: [[UInt64]]
  /// By slot and cell, how often each value of a measure occurs.
  private var values: [[Int: [Int64: Int]]]
  /// How many different values all cells hold together.
  private var valueTotal = 0
  /// How many there may be, where nothing else is said.
  package static let valueLimit = 1 << 22
  private let valueLimit: Int
  /// Whether there are more; quantiles are not known then.
  package private(set) var hasTooManyValues = false
  /// By slot the cells that hold approximate submissions.
  private var approximate: [Set<Int>]
  /// By slot the periods and units, as in `rows`, of which some activities lack the columns that it needs.
  private var unknown: [Int: Set<Int>] = [:]
  /// By slot the periods and units for which it does not arise.
  private var notAsked: [Int: Set<Int>] = [:]
  /// By slot and by period and unit, as in `rows`, how many activities would have counted, had it been asked.
  private var turnedAway: [Int: [Int: Int]] = [:]
  /// How many submissions of every unit lack parts of the period; they are not among `rows`.
  private var incompleteRows: [Int]
  /// By slot and by period and unit, as in `rows`, the parts of the period that a submission lacks.
  private var missingParts: [Int: [Int: [Period]]] = [:]
  /// By period the activities that begin in it and may have happened after it: no day of them is known.
  private var straddling: [Int]
  /// How many texts of the column there is room for.
  private var valueCount = 1

  private let days: [Range<Day>]
  private let span: Range<Day>
  /// The numbers of the periods of each run of days, one run after the other.
  private let runPeriods: [Int32]
  private let runStarts: [Int32]
  /// The most periods that one day is in.
  private let longestRun: Int
  /// For every day of `span` the number of its run.
  private let runOfDay: [Int32]
  private let communeBits: CommuneBits
  private let placeConditions: PlaceConditions
  /// What is kept in each slot.
  private let aggregates: [TallyPlan.Slot.Aggregate]
  /// Slots with the same conditions, for which rows are chosen once.
  private let slotsByConditions: [(conditions: [TallyPlan.Slot.Match], slots: [Int])]

  /// - Parameter cellLimit: how many cells there may be of all texts of the grain's column, each of some
  ///   twenty bytes an indicator.
  package init(
    plan: TallyPlan, roster: Roster, periods: [Period], calendar: ReportingCalendar,
    grain: Grain = .unit, cellLimit: Int = TallyAccumulator.cellLimit,
    valueLimit: Int = TallyAccumulator.valueLimit
  ) {
    (self.cellLimit, self.valueLimit) = (cellLimit, valueLimit)
    self.plan = plan
    aggregates = plan.slots.map(\.aggregate)
    self.periods = periods
    self.calendar = calendar
    self.grain = grain
    unitCount = roster.units.count
    communeCount = roster.communes.count
    let days = periods.map { calendar.days(of: $0) }
    self.days = days
    let first = days.map(\.lowerBound).min() ?? Day(number: 0)
    let end = days.map(\.upperBound).max() ?? first
    span = first..<end
    let edges = Set(days.flatMap { [$0.lowerBound, $0.upperBound] }).sorted()
    let runs = zip(edges, edges.dropFirst()).map { from, _ in
      days.indices.filter { days[$0].contains(from) }.map { Int32($0) }
    }
    runPeriods = runs.flatMap(\.self)
    longestRun = runs.map(\.count).max() ?? 0
    runStarts = runs.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) }
    runOfDay = zip(edges, edges.dropFirst()).enumerated().flatMap { number, run in
      repeatElement(Int32(number), count: Int(run.1.number - run.0.number))
    }
    communeBits = CommuneBits(roster, byCommune: grain.place == .commune)
    rows = Array(repeating: 0, count: periods.count * roster.units.count)
    submittedRows = rows
    incompleteRows = rows
    straddling = Array(repeating: 0, count: periods.count)
    let groups = OrderedDictionary(grouping: plan.slots.indices) { plan.slots[$0].conditions }
    slotsByConditions = groups.map { ($0.key, Array($0.value)) }
    placeConditions = PlaceConditions(groups.keys.joined(), of: roster)
    counts = Array(repeating: [], count: plan.slots.count)
    sums = Array(repeating: [], count: plan.slots.count)
    sets = Array(repeating: [:], count: plan.slots.count)
    values = Array(repeating: [:], count: plan.slots.count)
    communeSets = Array(repeating: [], count: plan.slots.count)
    approximate = Array(repeating: [], count: plan.slots.count)
    makeRoom(forValues: 1)
    noteScopes(roster)
  }

  /// Notes of whom and in which periods slots are not asked.
  private mutating func noteScopes(_ roster: Roster) {
    for (number, slot) in plan.slots.enumerated() {
      for scope in slot.scopes {
        let members = scope.members(of: roster)
        for (index, period) in periods.enumerated() {
          let isAsked = scope.holds(for: period, calendar)
          for unit in 0..<unitCount where !isAsked || members?.contains(unit) == false {
            notAsked[number, default: []].insert(index * unitCount + unit)
          }
        }
      }
    }
  }

  /// The number of leaf groups: units, or with `Grain.commune` units and then communes.
  package var leafCount: Int {
    grain.place == .unit ? unitCount : unitCount + communeCount
  }

  /// How many cells each text of the column has.
  private var cellsPerValue: Int { periods.count * leafCount }

  private mutating func makeRoom(forValues wanted: Int) {
    valueCount = wanted
    for (number, slot) in plan.slots.enumerated() {
      let cells = cellsPerValue * wanted
      switch slot.aggregate {
      case .count, .stated: counts[number].extend(to: cells, with: 0)
      case .sum: sums[number].extend(to: cells, with: 0)
      case .submitted:
        counts[number].extend(to: cells, with: 0)
        sums[number].extend(to: cells, with: 0)
      case .distinctCommunes:
        communeSets[number].extend(to: communeBits.wordCount * periods.count * wanted, with: 0)
      case .distinct, .values: break
      }
    }
  }

  // MARK: Folding

  /// An activity in a period that it counts in.
  fileprivate struct Hit {
    var row: Int32
    var cell: Int32
    /// The word with the bit of its commune; below 0 without one.
    var word: Int32
  }

  /// Adds the activities of a batch.
  package mutating func fold(_ batch: ActivityBatch) {
    let hits = hits(batch)
    guard !hits.isEmpty else { return }
    if !batch.missing.isEmpty { noteUnknown(hits, of: batch) }
    for (conditions, slots) in slotsByConditions {
      let chosen = conditions.reduce(hits) { chosen, condition in
        condition.chosen(of: chosen, in: batch, placeConditions)
      }
      guard !chosen.isEmpty else { continue }
      for slot in slots {
        fold(chosen, of: batch, into: slot, plan.slots[slot].aggregate)
        if case .submitted = plan.slots[slot].aggregate { continue }
        if let cells = notAsked[slot] { noteTurnedAway(chosen, of: batch, from: slot, cells) }
      }
    }
  }

  /// Counts the activities of those who are not asked for what a slot holds.
  private mutating func noteTurnedAway(
    _ hits: [Hit], of batch: ActivityBatch, from slot: Int, _ cells: Set<Int>
  ) {
    for hit in hits {
      let period = Int(hit.cell) / leafCount % periods.count
      let cell = period * unitCount + Int(batch.units[Int(hit.row)])
      if cells.contains(cell) { turnedAway[slot, default: [:]][cell, default: 0] += 1 }
    }
  }

  /// Notes whose numbers are not known because their table lacks a column: of all that the other columns let
  /// count.
  private mutating func noteUnknown(_ hits: [Hit], of batch: ActivityBatch) {
    let missing = batch.missing
    for (number, slot) in plan.slots.enumerated() {
      let needsMissing =
        switch slot.aggregate {
        case .sum(let measure), .stated(let measure), .values(let measure):
          missing.measures.contains(measure)
        case .distinct(let category): missing.categories.contains(category)
        case .distinctCommunes: missing.communes
        case .count, .submitted: false
        }
      guard needsMissing || slot.conditions.contains(where: { $0.asks(for: missing) }) else {
        continue
      }
      let known = slot.conditions.filter { !$0.asks(for: missing) }
      for hit in known.reduce(hits, { $1.chosen(of: $0, in: batch, placeConditions) }) {
        let unit = Int(batch.units[Int(hit.row)])
        if slot.aggregate == .distinctCommunes, !communeBits.hasCommunes(unit) { continue }
        let period = Int(hit.cell) / leafCount % periods.count
        unknown[number, default: []].insert(period * unitCount + unit)
      }
    }
  }

  /// Whether a unit has said of a period that a slot's question does not arise.
  package func isNotAsked(slot: Int, ofUnit unit: Int, inPeriod period: Int) -> Bool {
    notAsked[slot]?.contains(period * unitCount + unit) == true
  }

  /// How many activities of a unit in a period would count in a slot, had the unit been asked.
  package func turnedAway(fromSlot slot: Int, ofUnit unit: Int, inPeriod period: Int) -> Int {
    turnedAway[slot]?[period * unitCount + unit] ?? 0
  }

  /// Whether any unit has reported only parts of a period for a slot.
  package func hasMissingParts(inSlot slot: Int) -> Bool { missingParts[slot] != nil }

  /// The parts of a period of which a unit has not reported the number of a slot.
  package func missingParts(ofSlot slot: Int, unit: Int, inPeriod period: Int) -> [Period] {
    missingParts[slot]?[period * unitCount + unit] ?? []
  }

  /// Whether the number of one of some slots is not known of any unit in any period.
  package func mayBeUnknown(_ slots: [Int]) -> Bool { slots.contains { unknown[$0] != nil } }

  /// Whether a unit has activities in a period of which a slot's number is not known.
  package func isUnknown(slot: Int, ofUnit unit: Int, inPeriod period: Int) -> Bool {
    unknown[slot]?.contains(period * unitCount + unit) == true
  }

  /// Which periods hold each activity, and in which cell: looked up once, not once for every slot.
  private mutating func hits(_ batch: ActivityBatch) -> [Hit] {
    let values = grain.category.map { batch.category($0) }
    if let values, let last = values.max(), Int(last) + 2 > valueCount {
      let limit = max(1, cellLimit / max(cellsPerValue, 1))
      isOverfull = isOverfull || Int(last) + 2 > limit
      makeRoom(forValues: min(max(Int(last) + 2, valueCount * 2), limit))
    }
    let byCommune = grain.place == .commune
    let (first, length, leaves) = (span.lowerBound.number, runOfDay.count, leafCount)
    let (room, periodCount, wordCount) = (valueCount, periods.count, communeBits.wordCount)
    let (days, units, communes) = (batch.days, batch.units, batch.communes)
    let (lastDays, ends) = (batch.lastDays, self.days.map(\.upperBound.number))
    let areDaysExact = lastDays.isEmpty
    return rows.withUnsafeMutableBufferPointer { rows in
      [Hit](unsafeUninitializedCapacity: batch.count * longestRun) { hits, count in
        for row in 0..<batch.count {
          let offset = Int(days[row]) &- Int(first)
          guard offset >= 0, offset < length else { continue }
          let run = Int(runOfDay[offset])
          let unit = Int(units[row])
          let commune = Int(communes[row])
          let leaf = byCommune && commune >= 0 ? unitCount &+ commune : unit
          let value = values.map { Int($0[row]) &+ 1 } ?? 0
          for index in Int(runStarts[run])..<Int(runStarts[run &+ 1]) {
            let period = Int(runPeriods[index])
            if !areDaysExact, let last = lastDays[row], last >= ends[period] {
              straddling[period] &+= 1
              continue
            }
            rows[period &* unitCount &+ unit] &+= 1
            guard value < room else { continue }
            let block = value &* periodCount &+ period
            hits[count] = Hit(
              row: Int32(truncatingIfNeeded: row),
              cell: Int32(truncatingIfNeeded: block &* leaves &+ leaf),
              word: commune < 0
                ? -1 : Int32(truncatingIfNeeded: block &* wordCount) &+ communeBits.word[commune])
            count += 1
          }
        }
      }
    }
  }

  private mutating func fold(
    _ hits: [Hit], of batch: ActivityBatch, into slot: Int,
    _ aggregate: TallyPlan.Slot.Aggregate
  ) {
    switch aggregate {
    case .count:
      counts[slot].withUnsafeMutableBufferPointer { counts in
        for hit in hits { counts[Int(hit.cell)] &+= 1 }
      }
    case .distinctCommunes:
      communeSets[slot].withUnsafeMutableBufferPointer { words in
        for hit in hits where hit.word >= 0 {
          words[Int(hit.word)] |= communeBits.bit[Int(batch.communes[Int(hit.row)])]
        }
      }
    case .distinct(let category):
      let column = batch.category(category)
      for hit in hits where column[Int(hit.row)] >= 0 {
        sets[slot][Int(hit.cell), default: BitSet()].insert(Int(column[Int(hit.row)]))
      }
    case .values(let measure):
      let column = batch.measure(measure)
      for hit in hits where column[Int(hit.row)] != ActivityBatch.noMeasure && !hasTooManyValues {
        addValue(column[Int(hit.row)], times: 1, to: Int(hit.cell), of: slot)
      }
    case .stated(let measure):
      let column = batch.measure(measure)
      counts[slot].withUnsafeMutableBufferPointer { counts in
        for hit in hits where column[Int(hit.row)] != ActivityBatch.noMeasure {
          counts[Int(hit.cell)] += 1
        }
      }
    case .sum(let measure):
      let column = batch.measure(measure)
      sums[slot].withUnsafeMutableBufferPointer { sums in
        for hit in hits where column[Int(hit.row)] != ActivityBatch.noMeasure {
          sums[Int(hit.cell)] += Int128(column[Int(hit.row)])
        }
      }
    case .submitted:
      break
    }
  }

  private mutating func addValue(_ value: Int64, times: Int, to cell: Int, of slot: Int) {
    let known = values[slot][cell, default: [:]].updateValue(
      (values[slot][cell]?[value] ?? 0) + times, forKey: value)
    if known == nil { valueTotal += 1 }
    hasTooManyValues = hasTooManyValues || valueTotal > valueLimit
  }

  /// Adds what a unit reported itself. It counts in the periods of exactly the same days, and the
  /// unit has then reported for them, if none of their parts is missing.
  package mutating func fold(_ submission: Submission) {
    let submitted = calendar.days(of: submission.period)
    for period in days.indices where days[period] == submitted {
      if submission.missingParts.isEmpty {
        rows[period * unitCount + submission.unit] += 1
        submittedRows[period * unitCount + submission.unit] += 1
      } else {
        incompleteRows[period * unitCount + submission.unit] += 1
      }
      for (number, slot) in plan.slots.enumerated()
      where slot.aggregate == .submitted(submission.indicator) {
        if submission.isNotApplicable {
          notAsked[number, default: []].insert(period * unitCount + submission.unit)
          continue
        }
        let cell = period * leafCount + submission.unit
        counts[number][cell] += 1
        sums[number][cell] += submission.value.parts
        if submission.isApproximate { approximate[number].insert(cell) }
        if !submission.missingParts.isEmpty {
          missingParts[number, default: [:]][period * unitCount + submission.unit] =
            submission.missingParts
        }
      }
    }
  }

  /// Adds what another accumulator of the same plan, periods and grain has folded.
  package mutating func merge(_ other: TallyAccumulator) {
    precondition(
      periods == other.periods && grain == other.grain && plan.slots.count == other.plan.slots.count
        && leafCount == other.leafCount)
    if other.valueCount > valueCount { makeRoom(forValues: other.valueCount) }
    isOverfull = isOverfull || other.isOverfull
    rows.combine(other.rows, +)
    submittedRows.combine(other.submittedRows, +)
    incompleteRows.combine(other.incompleteRows, +)
    straddling.combine(other.straddling, +)
    for slot in plan.slots.indices {
      counts[slot].combine(other.counts[slot], +)
      sums[slot].combine(other.sums[slot], +)
      communeSets[slot].combine(other.communeSets[slot], |)
      sets[slot].merge(other.sets[slot]) { $0.union($1) }
      approximate[slot].formUnion(other.approximate[slot])
    }
    for (slot, cells) in other.values.enumerated() {
      for (cell, counts) in cells {
        for (value, times) in counts { addValue(value, times: times, to: cell, of: slot) }
      }
    }
    hasTooManyValues = hasTooManyValues || other.hasTooManyValues
    unknown.merge(other.unknown) { $0.union($1) }
    notAsked.merge(other.notAsked) { $0.union($1) }
    turnedAway.merge(other.turnedAway) { $0.merging($1, uniquingKeysWith: +) }
    missingParts.merge(other.missingParts) { $0.merging($1) { first, _ in first } }
  }

  // MARK: Reading

  /// How many activities and submissions a unit has in a period.
  package func rowCount(ofUnit unit: Int, inPeriod period: Int) -> Int {
    rows[period * unitCount + unit]
  }

  /// How many activities count in no period of a kind because it is not known on which side of its end they were.
  package func straddlingCount(inPeriod period: Int) -> Int { straddling[period] }

  /// How many submissions of a unit hold only parts of a period, besides.
  package func incompleteCount(ofUnit unit: Int, inPeriod period: Int) -> Int {
    incompleteRows[period * unitCount + unit]
  }

  /// How many of them are activities.
  package func activityCount(ofUnit unit: Int, inPeriod period: Int) -> Int {
    rows[period * unitCount + unit] - submittedRows[period * unitCount + unit]
  }

  /// What a slot holds for some leaf groups together. Sets are united, never added.
  ///
  /// - Parameter value: only where the grain's column holds this text (−1 where it is empty).
  package func amount(
    inSlot slot: Int, period: Int, leaves: some Sequence<Int>, value: Int? = nil
  ) -> Amount {
    let chosen = value.map { $0 + 1..<max(min($0 + 2, valueCount), $0 + 1) } ?? 0..<valueCount
    func forEachCell(_ body: (Int) -> Void) {
      for leaf in leaves {
        for value in chosen { body((value * periods.count + period) * leafCount + leaf) }
      }
    }
    var amount = Amount(value: .zero, isStated: true)
    var entries = 0
    switch aggregates[slot] {
    case .count, .stated:
      forEachCell { entries += counts[slot][$0] }
      amount.value = Quantity(entries)
    case .sum:
      forEachCell { amount.value.parts += sums[slot][$0] }
    case .submitted:
      forEachCell { cell in
        entries += counts[slot][cell]
        amount.value.parts += sums[slot][cell]
        if approximate[slot].contains(cell) { amount.isApproximate = true }
      }
      (amount.isStated, amount.reports) = (entries > 0, entries)
    case .distinct:
      var set = BitSet()
      forEachCell { cell in
        if let other = sets[slot][cell] { set.formUnion(other) }
      }
      amount.value = Quantity(set.count)
    case .values:
      forEachCell { entries += values[slot][$0]?.values.reduce(0, +) ?? 0 }
      amount.value = Quantity(entries)
    case .distinctCommunes:
      // A commune belongs to one leaf, so that leaves add up; texts of the column do not.
      for leaf in leaves {
        for word in communeBits.words(ofLeaf: leaf) {
          var bits: UInt64 = 0
          for value in chosen {
            let block = value * periods.count + period
            bits |= communeSets[slot][block * communeBits.wordCount + word]
          }
          entries += bits.nonzeroBitCount
        }
      }
      amount.value = Quantity(entries)
    }
    return amount
  }

  /// How often each value of a slot occurs.
  private func valueCounts(
    _ slot: Int, _ period: Int, _ leaves: some Sequence<Int>, _ value: Int?
  ) -> [Int64: Int] {
    let chosen = value.map { $0 + 1..<max(min($0 + 2, valueCount), $0 + 1) } ?? 0..<valueCount
    var counts: [Int64: Int] = [:]
    for leaf in leaves {
      for text in chosen {
        let cell = (text * periods.count + period) * leafCount + leaf
        counts.merge(values[slot][cell] ?? [:], uniquingKeysWith: +)
      }
    }
    return counts
  }

  /// How many values of a slot there are.
  func valueCount(
    inSlot slot: Int, period: Int, leaves: some Sequence<Int>, value: Int? = nil
  ) -> Int {
    valueCounts(slot, period, leaves, value).values.reduce(0, +)
  }

  /// A quantile of the values that a slot holds for some leaf groups together, of type 7 (Hyndman and Fan, 1996: "Sample
  /// quantiles in statistical packages"), as spreadsheets and R have it; `nil` without a value.
  package func quantile(
    _ share: Double, inSlot slot: Int, period: Int, leaves: some Sequence<Int>, value: Int? = nil
  ) -> Double? {
    let counts = valueCounts(slot, period, leaves, value)
    let sorted = counts.sorted { $0.key < $1.key }
    let total = sorted.reduce(0) { $0 + $1.value }
    guard total > 0, !hasTooManyValues else { return nil }
    func at(_ place: Int) -> Double {
      var seen = 0
      for (value, times) in sorted {
        seen += times
        if place < seen { return Quantity(parts: Int128(value)).doubleValue }
      }
      return 0
    }
    let place = Double(total - 1) * share
    let below = Int(place)
    guard below + 1 < total, place > Double(below) else { return at(below) }
    return at(below) + (at(below + 1) - at(below)) * (place - Double(below))
  }

  /// What a slot holds, and whether it is stated at all: a unit that sent other numbers but not
  /// this one has not said zero.
  package struct Amount: Sendable, Equatable {
    /// A count, a sum, or the size of a set.
    package var value: Quantity
    /// `false` for a submission that was not sent.
    package var isStated: Bool
    /// Of how many reported numbers it is the sum.
    package var reports = 0
    /// Whether some of it was only said to be about so much.
    package var isApproximate = false

    /// Whether there is anything that could be divided.
    var isAny: Bool { value != .zero || isApproximate }
  }
}

extension TallyPlan.Slot.Match {
  /// Those of some activities for which the condition holds.
  fileprivate func chosen(
    of hits: [TallyAccumulator.Hit], in batch: ActivityBatch, _ places: PlaceConditions
  ) -> [TallyAccumulator.Hit] {
    switch self {
    case .category(let category, let values, let isOneOf):
      let column = batch.category(category)
      // A column's texts are numbered from 0, so that a table answers faster than a set.
      var table = Array(repeating: !isOneOf, count: Int(values.max() ?? -1) + 1)
      for value in values where value >= 0 { table[Int(value)] = isOneOf }
      return hits.filter { hit in
        let value = Int(column[Int(hit.row)])
        return value >= 0 && value < table.count ? table[value] : !isOneOf
      }
    case .measure: return hits.filter { places.holds(self, in: batch, row: Int($0.row)) }
    case .place:
      guard let answers = places[self] else { return [] }
      return hits.filter { answers.holds(in: batch, row: Int($0.row)) }
    }
  }
}

extension Array {
  fileprivate mutating func extend(to length: Int, with element: Element) {
    if count < length { append(contentsOf: repeatElement(element, count: length - count)) }
  }

  /// Takes in the elements of a shorter array or one of the same length.
  fileprivate mutating func combine(_ other: [Element], _ operation: (Element, Element) -> Element)
  {
    for index in other.indices { self[index] = operation(self[index], other[index]) }
  }
}
