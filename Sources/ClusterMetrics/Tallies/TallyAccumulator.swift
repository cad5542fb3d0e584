import BitCollections
import OrderedCollections

/// Folds batches of activities into the slots of a plan, for some periods, by unit or by commune, and optionally by the
/// texts of a column.
///
/// The input is batches in any order. The result is counts, sums and sets for every slot, period and leaf group, from
/// which a `TallyBook` computes every tally. Two accumulators of the same plan, periods and grain merge exactly, in any
/// order.
///
/// A cell is one text of the column (the first is the empty one; the only one without a column), one period and one
/// leaf group. Every slot has an array with an element per cell, and is filled column by column: most of the work is a
/// loop over two arrays.
package struct TallyAccumulator: Sendable {
  /// The finest groups that are tallied separately.
  package struct Grain: Sendable, Hashable {
    /// The places that are tallied separately.
    package enum Place: Sendable, Hashable {
      case unit
      /// Communes, and for each unit its activities that name no commune.
      case commune
    }
    /// The finest places.
    package var place: Place
    /// A category of the schema whose texts are also tallied separately.
    package var category: Int?

    package init(_ place: Place, category: Int? = nil) {
      self.place = place
      self.category = category
    }

    /// By unit, for all texts together.
    package static let unit = Grain(.unit)
    /// By commune, for all texts together.
    package static let commune = Grain(.commune)
  }

  /// The slots to fill.
  package let plan: TallyPlan
  /// The periods to tally.
  package let periods: [Period]
  /// The calendar, which gives their days.
  package let calendar: ReportingCalendar
  /// The finest groups.
  package let grain: Grain
  /// The number of units in the roster.
  package let unitCount: Int
  /// The number of communes in the roster.
  package let communeCount: Int
  /// The default limit of cells for all texts of the column.
  package static let cellLimit = 1 << 22
  let cellLimit: Int
  /// Whether the column has more texts than cells allow; they are not tallied then.
  package internal(set) var isOverfull = false

  /// The number of rows of every unit in every period: a unit with any has reported.
  var rows: [Int]
  /// The number of these rows that are reported numbers, not activities.
  var submittedRows: [Int]
  /// For each period and leaf group its activities, if communes may have moved to other units; empty otherwise.
  var leafRows: [Int] = []
  /// The counts of each slot and cell.
  var counts: [[Int]]
  var sums: [[Int128]]
  var sets: [[Int: BitSet]]
  /// For each slot, text, period and leaf group, a bit for every commune that it may contain.
  var communeSets: [[UInt64]]
  /// For each slot and cell, the number of occurrences of each value of a measure.
  var values: [[Int: [Int64: Int]]]
  /// The number of distinct values in all cells together.
  var valueTotal = 0
  /// The default limit of distinct values.
  package static let valueLimit = 1 << 22
  let valueLimit: Int
  /// Whether there are more; quantiles are then unknown.
  package internal(set) var hasTooManyValues = false
  /// For each slot the cells with approximate submissions.
  var approximate: [Set<Int>]
  /// For each slot the periods and units, as in `rows`, with activities that lack columns that it needs.
  var unknown: [Int: Set<Int>] = [:]
  /// The periods and units with activities whose table lacks the column by which tallies are divided.
  var unsliced: Set<Int> = []
  /// For each slot the periods and units to which it does not apply.
  var notAsked: [Int: Set<Int>] = [:]
  /// For each slot, period and unit, as in `rows`, the number of activities that would have counted if it applied.
  var turnedAway: [Int: [Int: Int]] = [:]
  /// For each slot and period, the number of activities on days before it applied.
  var early: [Int: [Int: Int]] = [:]
  /// The number of submissions of every unit that lack parts of the period; they are not included in `rows`.
  var incompleteRows: [Int]
  /// For each slot, period and unit, as in `rows`, the parts of the period that a submission lacks.
  var missingParts: [Int: [Int: [Period]]] = [:]
  /// Likewise, the parts that the number does not include because they were not required yet.
  var partsNotAsked: [Int: [Int: [Period]]] = [:]
  /// For each period, the activities that begin in it and may have taken place after it, because their exact day is
  /// unknown.
  var straddling: [Int]
  /// The number of texts of the column for which there is room.
  var valueCount = 1

  let days: [Range<Day>]
  let span: Range<Day>
  /// The indices of the periods of each run of days, one run after the other.
  let runPeriods: [Int32]
  let runStarts: [Int32]
  /// The greatest number of periods that contain the same day.
  let longestRun: Int
  /// For every day of `span` the index of its run.
  let runOfDay: [Int32]
  let communeBits: CommuneBits
  let placeConditions: PlaceConditions
  /// For each slot the first day (`Day.number`) for which it applies, unless it always did.
  let firstDays: [Int: Int32]
  /// The aggregates of the slots.
  let aggregates: [TallyPlan.Slot.Aggregate]
  /// Slots with the same conditions, for which rows are selected once.
  let slotsByConditions: [(conditions: [TallyPlan.Slot.Match], slots: [Int])]

  /// - Parameter cellLimit: the limit of cells for all texts of the grain's column; each takes about twenty bytes per
  ///   indicator.
  package init(
    plan: TallyPlan, roster: Roster, periods: [Period], calendar: ReportingCalendar,
    grain: Grain = .unit, cellLimit: Int = TallyAccumulator.cellLimit,
    valueLimit: Int = TallyAccumulator.valueLimit
  ) {
    (self.cellLimit, self.valueLimit) = (cellLimit, valueLimit)
    self.plan = plan
    aggregates = plan.slots.map(\.aggregate)
    firstDays = Dictionary(
      plan.slots.enumerated().compactMap { number, slot in
        slot.firstDay(calendar).map { (number, $0.number) }
      }, uniquingKeysWith: max)
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
    if grain.place == .commune, roster.hasSuccession {
      leafRows = Array(repeating: 0, count: periods.count * leafCount)
    }
    makeRoom(forValues: 1)
    noteScopes(roster)
  }

  /// Records the units and periods to which slots do not apply.
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

  /// The number of leaf groups: units or, with `Grain.commune`, units followed by communes.
  package var leafCount: Int {
    grain.place == .unit ? unitCount : unitCount + communeCount
  }

  /// The number of cells for each text of the column.
  var cellsPerValue: Int { periods.count * leafCount }

  mutating func makeRoom(forValues wanted: Int) {
    valueCount = wanted
    for (number, slot) in plan.slots.enumerated() {
      let cells = cellsPerValue * wanted
      switch slot.aggregate {
      case .count, .distinctUnits, .stated: counts[number].extend(to: cells, with: 0)
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

  /// Adds the contents of another accumulator of the same plan, periods and grain.
  package mutating func merge(_ other: TallyAccumulator) {
    precondition(
      periods == other.periods && grain == other.grain && plan.slots.count == other.plan.slots.count
        && leafCount == other.leafCount)
    if other.valueCount > valueCount { makeRoom(forValues: other.valueCount) }
    isOverfull = isOverfull || other.isOverfull
    rows.combine(other.rows, +)
    leafRows.combine(other.leafRows, +)
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
    unsliced.formUnion(other.unsliced)
    notAsked.merge(other.notAsked) { $0.union($1) }
    turnedAway.merge(other.turnedAway) { $0.merging($1, uniquingKeysWith: +) }
    early.merge(other.early) { $0.merging($1, uniquingKeysWith: +) }
    missingParts.merge(other.missingParts) { $0.merging($1) { first, _ in first } }
    partsNotAsked.merge(other.partsNotAsked) { $0.merging($1) { first, _ in first } }
  }
}

extension Array {
  fileprivate mutating func extend(to length: Int, with element: Element) {
    if count < length { append(contentsOf: repeatElement(element, count: length - count)) }
  }

  /// Combines with the elements of an array that is not longer.
  fileprivate mutating func combine(_ other: [Element], _ operation: (Element, Element) -> Element)
  {
    for index in other.indices { self[index] = operation(self[index], other[index]) }
  }
}
