/// Evaluates the conditions on attributes of the roster for units and communes, once for all activities.
struct PlaceConditions: Sendable {
  struct Answers: Sendable {
    fileprivate var units: [Bool]
    fileprivate var communes: [Bool]
    /// For each unit whose answer changes, the days on which it passes.
    fileprivate var days: [Int: [Roster.Validity]] = [:]

    /// Whether a row of a batch passes: by its commune if it has one, otherwise by its unit on that day.
    func holds(in batch: ActivityBatch, row: Int) -> Bool {
      let commune = Int(batch.communes[row])
      let unit = Int(batch.units[row])
      guard !days.isEmpty, let passing = days[unit], commune < 0 || !communes[commune] else {
        return commune >= 0 ? communes[commune] : units[unit]
      }
      let day = Day(number: batch.days[row])
      return commune < 0 && passing.contains { $0.holds(day) }
    }
  }

  private var answers: [TallyPlan.Slot.Match: Answers] = [:]

  init(_ conditions: some Sequence<TallyPlan.Slot.Match>, of roster: Roster) {
    for match in conditions where answers[match] == nil {
      guard case .place(let id, let test) = match else { continue }
      if case .within(let from, let through) = test {
        answers[match] = PlaceConditions.answers(from, through, roster.measure(named: id), roster)
      } else if let attribute = roster.attribute(named: id) {
        let passing = roster.attributes[attribute].passing(test)
        answers[match] = Answers(
          units: passing.units, communes: passing.communes, days: passing.days)
      } else {
        answers[match] = Answers(
          units: roster.units.map { _ in false }, communes: roster.communes.map { _ in false })
      }
    }
  }

  private static func answers(
    _ from: Quantity?, _ through: Quantity?, _ measure: RosterMeasure?, _ roster: Roster
  ) -> Answers {
    func passes(_ number: Quantity?) -> Bool {
      number.map { (from ?? $0) <= $0 && $0 <= (through ?? $0) } ?? false
    }
    let units = roster.units.indices.map { unit in
      passes(
        measure.flatMap { roster.amount($0, ofUnit: unit, on: roster.units[unit].validity.through) }
      )
    }
    let days = (measure.map { roster.changingAmounts($0) } ?? [:]).mapValues { dated in
      dated.filter { passes($0.number) }.map(\.validity)
    }
    let communes = roster.communes.indices.map { commune in
      measure.flatMap { roster.amount($0, ofCommune: commune) }.map { passes($0) }
        ?? units[roster.communes[commune].unit]
    }
    return Answers(units: units, communes: communes, days: days)
  }

  /// The days on which an answer changes.
  var changes: [Day] {
    answers.values.flatMap { $0.days.values.flatMap(\.self) }.flatMap(\.cuts)
  }

  /// The places that meet a condition on the roster; `nil` if the condition is not in use.
  subscript(match: TallyPlan.Slot.Match) -> Answers? { answers[match] }

  /// Whether a row of a batch meets a condition of any kind.
  func holds(_ match: TallyPlan.Slot.Match, in batch: ActivityBatch, row: Int) -> Bool {
    switch match {
    case .category(let category, let values, let isOneOf):
      values.contains(batch.category(category)[row]) == isOneOf
    case .measure(let measure, let range):
      batch.measure(measure)[row] != ActivityBatch.noMeasure
        && range.contains(batch.measure(measure)[row])
    case .place: answers[match]?.holds(in: batch, row: row) ?? false
    }
  }
}
