/// Finds the activities and submissions behind a tally.
///
/// In: the same batches that a `TallyAccumulator` folds. Out: for each of them the rows that count,
/// and what they count for.
package struct Tracer: Sendable {
  /// What a row counts for.
  package enum Part: String, Sendable, Hashable {
    case value, numerator, denominator
  }

  /// One row behind a tally.
  package struct Entry: Sendable, Hashable {
    /// What the row counts for.
    package var part: Part
    /// The row of its table.
    package var row: Int
    /// The day of an activity; a submission has none.
    package var day: Day?
    /// What a submission is of.
    package var period: Period?
    /// The last of its days, where its date names a month or a quarter.
    package var lastDay: Day?
    /// The unit of its own day.
    package var unit: Int
    /// Where it took place, if it says so.
    package var commune: Int?
    /// What it adds: 1 for a count, the measure for a sum, nothing for a distinct value that an
    /// earlier row may have brought in already.
    package var amount: Quantity?
  }

  private let plan: TallyPlan
  private let days: Range<Day>
  /// The units and communes whose rows count.
  private let places: Set<Group>
  /// The units whose submissions count.
  private let reporters: Set<Int>
  private let parts: [(part: Part, slot: TallyPlan.Slot)]
  private let conditions: PlaceConditions
  private let calendar: ReportingCalendar

  /// - Parameters:
  ///   - units: whose rows are looked for: on a later map also those of what became part of them, at least
  ///     in part.
  ///   - boundaries: the map that the tally is stated on, commune by commune.
  package init(
    _ indicator: Indicator, of plan: TallyPlan, units: Set<Int>, of roster: Roster,
    on boundaries: Boundaries, period: Period, calendar: ReportingCalendar
  ) {
    self.plan = plan
    conditions = PlaceConditions(plan.slots.lazy.flatMap(\.conditions), of: roster)
    let share = boundaries.share(ofUnits: units.sorted())
    places = Set((share.whole + share.divided).map { boundaries.place(ofLeaf: $0) })
    reporters = Set(units.flatMap { boundaries.sources(ofUnit: $0) })
    self.calendar = calendar
    days = calendar.days(of: period)
    switch plan.formula(of: indicator) {
    case .slot(let slot), .quantile(let slot, _): parts = [(.value, plan.slots[slot])]
    case .shareOfCommunes(let slot), .per(let slot, _, _): parts = [(.numerator, plan.slots[slot])]
    case .ratio(let of, let to, _):
      parts = [(.numerator, plan.slots[of]), (.denominator, plan.slots[to])]
    case .computed(let arithmetic):
      parts = arithmetic.operands.map { (.value, plan.slots[$0]) }
    }
  }

  /// The rows of a batch that count, in its order.
  package func entries(in batch: ActivityBatch) -> [Entry] {
    var entries: [Entry] = []
    for row in 0..<batch.count {
      let day = Day(number: batch.days[row])
      let unit = Int(batch.units[row])
      let place: Group =
        batch.communes[row] >= 0 ? .commune(Int(batch.communes[row])) : .unit(unit)
      let lastDay = Day(number: batch.lastDay(row))
      guard days.contains(day), days.contains(lastDay), places.contains(place) else { continue }
      for (part, slot) in parts
      where slot.conditions.allSatisfy({ conditions.holds($0, in: batch, row: row) })
        && slot.firstDay(calendar).map({ $0 <= day }) ?? true
      {
        let commune = batch.communes[row] >= 0 ? Int(batch.communes[row]) : nil
        var entry = Entry(
          part: part, row: Int(batch.rows[row]), day: day, lastDay: lastDay == day ? nil : lastDay,
          unit: unit, commune: commune)
        switch slot.aggregate {
        case .count: entry.amount = Quantity(1)
        case .distinctCommunes where commune == nil: continue
        case .distinctCommunes, .distinctUnits: break
        case .distinct(let category) where batch.category(category)[row] < 0: continue
        case .distinct: break
        case .sum(let measure), .stated(let measure), .values(let measure):
          let value = batch.measure(measure)[row]
          guard value != ActivityBatch.noMeasure else { continue }
          if case .stated = slot.aggregate {
            entry.amount = Quantity(1)
          } else {
            entry.amount = Quantity(parts: Int128(value))
          }
        case .submitted: continue
        }
        entries.append(entry)
      }
    }
    return entries
  }

  /// What a submission counts for; empty where it is of another period, unit or indicator.
  package func entries(in submission: Submission) -> [Entry] {
    guard calendar.days(of: submission.period) == days, reporters.contains(submission.unit) else {
      return []
    }
    return parts.filter { $0.slot.aggregate == .submitted(submission.indicator) }.map {
      Entry(
        part: $0.part, row: submission.row, unit: submission.unit,
        amount: submission.isNotApplicable ? nil : submission.value)
    }
  }
}
