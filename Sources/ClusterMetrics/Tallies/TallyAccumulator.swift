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
  let cellLimit: Int
  /// Whether the column has more texts than cells can be kept for; what they hold is not tallied then.
  package internal(set) var isOverfull = false

  /// Rows folded of every unit in every period: a unit with any has reported.
  var rows: [Int]
  /// How many of them are no activities, but numbers that units report.
  var submittedRows: [Int]
  /// By period and leaf group the activities, where communes may have moved to other units; empty elsewhere.
  var leafRows: [Int] = []
  /// By slot and cell.
  var counts: [[Int]]
  var sums: [[Int128]]
  var sets: [[Int: BitSet]]
  /// By slot: for each text, period and leaf group a bit for every commune that it may hold.
  var communeSets: [[UInt64]]
  /// By slot and cell, how often each value of a measure occurs.
  var values: [[Int: [Int64: Int]]]
  /// How many different values all cells hold together.
  var valueTotal = 0
  /// How many there may be, where nothing else is said.
  package static let valueLimit = 1 << 22
  let valueLimit: Int
  /// Whether there are more; quantiles are not known then.
  package internal(set) var hasTooManyValues = false
  /// By slot the cells that hold approximate submissions.
  var approximate: [Set<Int>]
  /// By slot the periods and units, as in `rows`, of which some activities lack the columns that it needs.
  var unknown: [Int: Set<Int>] = [:]
  /// The periods and units with activities of which their table does not say what they are divided by.
  var unsliced: Set<Int> = []
  /// By slot the periods and units for which it does not arise.
  var notAsked: [Int: Set<Int>] = [:]
  /// By slot and by period and unit, as in `rows`, how many activities would have counted, had it been asked.
  var turnedAway: [Int: [Int: Int]] = [:]
  /// By slot and period how many activities of days before it was asked for.
  var early: [Int: [Int: Int]] = [:]
  /// How many submissions of every unit lack parts of the period; they are not among `rows`.
  var incompleteRows: [Int]
  /// By slot and by period and unit, as in `rows`, the parts of the period that a submission lacks.
  var missingParts: [Int: [Int: [Period]]] = [:]
  /// Likewise those that the number does not hold because nobody was asked about them yet.
  var partsNotAsked: [Int: [Int: [Period]]] = [:]
  /// By period the activities that begin in it and may have happened after it: no day of them is known.
  var straddling: [Int]
  /// How many texts of the column there is room for.
  var valueCount = 1

  let days: [Range<Day>]
  let span: Range<Day>
  /// The numbers of the periods of each run of days, one run after the other.
  let runPeriods: [Int32]
  let runStarts: [Int32]
  /// The most periods that one day is in.
  let longestRun: Int
  /// For every day of `span` the number of its run.
  let runOfDay: [Int32]
  let communeBits: CommuneBits
  let placeConditions: PlaceConditions
  /// By slot the first day (`Day.number`) that it is asked for, where it was not always.
  let firstDays: [Int: Int32]
  /// What is kept in each slot.
  let aggregates: [TallyPlan.Slot.Aggregate]
  /// Slots with the same conditions, for which rows are chosen once.
  let slotsByConditions: [(conditions: [TallyPlan.Slot.Match], slots: [Int])]

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

  /// Adds what another accumulator of the same plan, periods and grain has folded.
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

  /// Takes in the elements of a shorter array or one of the same length.
  fileprivate mutating func combine(_ other: [Element], _ operation: (Element, Element) -> Element)
  {
    for index in other.indices { self[index] = operation(self[index], other[index]) }
  }
}
