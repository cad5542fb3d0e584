import BitCollections

/// Folds batches of activities into what a plan keeps, for some periods, by unit or by commune.
///
/// In: batches in any order. Out: counts, sums and sets for every slot, period and leaf group, from
/// which a `TallyBook` states every tally. Two accumulators of the same plan, periods and grain
/// merge exactly, in any order.
package struct TallyAccumulator: Sendable {
  /// The finest groups that are kept apart.
  package enum Grain: Sendable, Hashable {
    case unit
    /// Communes, and for each unit its activities that name no commune.
    case commune
  }

  package let plan: TallyPlan
  package let periods: [Period]
  package let calendar: ReportingCalendar
  package let grain: Grain
  package let unitCount: Int
  package let communeCount: Int

  /// Rows folded of every unit in every period: a unit with any has reported.
  private var rows: [Int]
  private var counts: [Int]
  private var sums: [Int128]
  private var sets: [Int: BitSet] = [:]

  private let days: [Range<Day>]
  private let span: Range<Day>
  /// Days between which the same periods hold, and for every day of `span` the number of its run.
  private let runs: [[Int]]
  private let runOfDay: [Int32]

  package init(
    plan: TallyPlan, roster: Roster, periods: [Period], calendar: ReportingCalendar,
    grain: Grain = .unit
  ) {
    self.plan = plan
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
    runs = zip(edges, edges.dropFirst()).map { from, _ in
      days.indices.filter { days[$0].contains(from) }
    }
    runOfDay = zip(edges, edges.dropFirst()).enumerated().flatMap { number, run in
      repeatElement(Int32(number), count: Int(run.1.number - run.0.number))
    }
    let leaves = grain == .unit ? roster.units.count : roster.units.count + roster.communes.count
    rows = Array(repeating: 0, count: periods.count * roster.units.count)
    counts = Array(repeating: 0, count: plan.slots.count * periods.count * leaves)
    sums = Array(repeating: 0, count: plan.slots.count * periods.count * leaves)
  }

  /// The number of leaf groups: units, or with `Grain.commune` units and then communes.
  package var leafCount: Int { grain == .unit ? unitCount : unitCount + communeCount }

  private func cell(slot: Int, period: Int, leaf: Int) -> Int {
    (slot * periods.count + period) * leafCount + leaf
  }

  /// Adds the activities of a batch.
  package mutating func fold(_ batch: ActivityBatch) {
    // Which periods hold each row is looked up once, not once for every slot.
    var held: [(row: Int, run: Int, leaf: Int)] = []
    held.reserveCapacity(batch.count)
    for row in 0..<batch.count {
      let day = batch.days[row]
      guard day >= span.lowerBound.number, day < span.upperBound.number else { continue }
      let run = Int(runOfDay[Int(day - span.lowerBound.number)])
      guard !runs[run].isEmpty else { continue }
      let unit = Int(batch.units[row])
      let commune = Int(batch.communes[row])
      held.append((row, run, grain == .commune && commune >= 0 ? unitCount + commune : unit))
      for period in runs[run] { rows[period * unitCount + unit] += 1 }
    }
    for (number, slot) in plan.slots.enumerated() {
      for (row, run, leaf) in held
      where slot.conditions.allSatisfy({ $0.holds(in: batch, row: row) }) {
        for period in runs[run] {
          add(batch, row: row, to: cell(slot: number, period: period, leaf: leaf), slot.aggregate)
        }
      }
    }
  }

  private mutating func add(
    _ batch: ActivityBatch, row: Int, to cell: Int, _ aggregate: TallyPlan.Slot.Aggregate
  ) {
    switch aggregate {
    case .count:
      counts[cell] += 1
    case .distinctCommunes:
      let commune = Int(batch.communes[row])
      if commune >= 0 { sets[cell, default: BitSet()].insert(commune) }
    case .distinct(let category):
      let value = Int(batch.categories[category][row])
      if value >= 0 { sets[cell, default: BitSet()].insert(value) }
    case .stated(let measure):
      if batch.measures[measure][row] != ActivityBatch.noMeasure { counts[cell] += 1 }
    case .sum(let measure):
      let value = batch.measures[measure][row]
      if value != ActivityBatch.noMeasure { sums[cell] += Int128(value) }
    case .submitted:
      break
    }
  }

  /// Adds what a unit reported itself. It counts in the periods of exactly the same days, and the
  /// unit has then reported for them.
  package mutating func fold(_ submission: Submission) {
    let submitted = calendar.days(of: submission.period)
    for period in days.indices where days[period] == submitted {
      rows[period * unitCount + submission.unit] += 1
      for (number, slot) in plan.slots.enumerated()
      where slot.aggregate == .submitted(submission.indicator) {
        let cell = cell(slot: number, period: period, leaf: submission.unit)
        counts[cell] += 1
        sums[cell] += submission.value.parts
      }
    }
  }

  /// Adds what another accumulator of the same plan, periods and grain has folded.
  package mutating func merge(_ other: TallyAccumulator) {
    precondition(
      periods == other.periods && grain == other.grain && counts.count == other.counts.count)
    for index in rows.indices { rows[index] += other.rows[index] }
    for index in counts.indices { counts[index] += other.counts[index] }
    for index in sums.indices { sums[index] += other.sums[index] }
    sets.merge(other.sets) { $0.union($1) }
  }

  // MARK: Reading

  /// How many activities and submissions a unit has in a period.
  package func rowCount(ofUnit unit: Int, inPeriod period: Int) -> Int {
    rows[period * unitCount + unit]
  }

  /// What a slot holds for some leaf groups together. Sets are united, never added.
  package func amount(inSlot slot: Int, period: Int, leaves: some Sequence<Int>) -> Amount {
    var amount = Amount(value: .zero, isStated: true)
    var set = BitSet()
    var entries = 0
    for leaf in leaves {
      let cell = cell(slot: slot, period: period, leaf: leaf)
      entries += counts[cell]
      switch plan.slots[slot].aggregate {
      case .count, .stated: amount.value = amount.value + Quantity(counts[cell])
      case .sum, .submitted: amount.value.parts += sums[cell]
      case .distinct, .distinctCommunes:
        if let other = sets[cell] { set.formUnion(other) }
      }
    }
    switch plan.slots[slot].aggregate {
    case .distinct, .distinctCommunes: amount.value = Quantity(set.count)
    case .submitted: amount.isStated = entries > 0
    case .count, .stated, .sum: break
    }
    return amount
  }

  /// What a slot holds, and whether it is stated at all: a unit that sent other numbers but not
  /// this one has not said zero.
  package struct Amount: Sendable, Equatable {
    package var value: Quantity
    package var isStated: Bool
  }
}

/// A number that a unit reports itself for a period, instead of a register.
package struct Submission: Sendable, Hashable {
  package var period: Period
  package var unit: Int
  /// The id of the indicator.
  package var indicator: String
  package var value: Quantity
  /// The row of its table that it stands in.
  package var row: Int

  package init(period: Period, unit: Int, indicator: String, value: Quantity, row: Int = 0) {
    self.row = row
    self.period = period
    self.unit = unit
    self.indicator = indicator
    self.value = value
  }
}
