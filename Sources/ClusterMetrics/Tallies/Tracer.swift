/// Finds the activities and submissions behind a tally.
///
/// The input is the same batches that a `TallyAccumulator` folds. The result is, for each of them, the rows that count,
/// and what they count for.
package struct Tracer: Sendable {
  /// The part of a formula for which a row counts.
  package enum Part: String, Sendable, Hashable {
    case value, numerator, denominator
  }

  /// One row behind a tally.
  package struct Entry: Sendable, Hashable {
    /// The part for which the row counts.
    package var part: Part
    /// The row in its table.
    package var row: Int
    /// The day of an activity; `nil` for a submission.
    package var day: Day?
    /// The period of a submission.
    package var period: Period?
    /// Whether it counts from the beginning of the year to the end of that period.
    package var isCumulative = false
    /// The last of its days, if its date is a month or a quarter.
    package var lastDay: Day?
    /// The unit of that day.
    package var unit: Int
    /// The commune in which it took place, if given.
    package var commune: Int?
    /// The amount that it adds: 1 for a count, the measure for a sum, `nil` for a distinct value, which an earlier row
    /// may already have contributed.
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
  ///   - units: the units whose rows to find: with later boundaries including their predecessors, at least in part.
  ///   - boundaries: the boundaries of the tally, commune by commune.
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

  /// The entries of a submission; empty if it is for another period, unit or indicator.
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
