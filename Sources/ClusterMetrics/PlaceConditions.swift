/// Which units and communes pass the conditions that the roster answers, worked out once for all activities.
struct PlaceConditions: Sendable {
  private struct Answers: Sendable {
    var units: [Bool]
    var communes: [Bool]
  }

  private var answers: [TallyPlan.Slot.Match: Answers] = [:]

  init(_ conditions: some Sequence<TallyPlan.Slot.Match>, of roster: Roster) {
    for match in conditions where answers[match] == nil {
      guard case .place(let id, let test) = match else { continue }
      if case .within(let from, let through) = test {
        answers[match] = PlaceConditions.answers(from, through, roster.measure(named: id), roster)
      } else if let attribute = roster.attribute(named: id) {
        let passing = roster.attributes[attribute].passing(test)
        answers[match] = Answers(units: passing.units, communes: passing.communes)
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
    let communes = roster.communes.indices.map { commune in
      measure.flatMap { roster.amount($0, ofCommune: commune) }.map { passes($0) }
        ?? units[roster.communes[commune].unit]
    }
    return Answers(units: units, communes: communes)
  }

  /// Whether an activity passes: its commune where it names one, else its unit.
  func holds(_ match: TallyPlan.Slot.Match, unit: Int, commune: Int) -> Bool {
    guard let answers = answers[match] else { return false }
    return commune >= 0 ? answers.communes[commune] : answers.units[unit]
  }

  /// Whether any condition holds in a row of a batch.
  func holds(_ match: TallyPlan.Slot.Match, in batch: ActivityBatch, row: Int) -> Bool {
    switch match {
    case .category(let category, let values, let isOneOf):
      values.contains(batch.category(category)[row]) == isOneOf
    case .measure(let measure, let range):
      batch.measure(measure)[row] != ActivityBatch.noMeasure
        && range.contains(batch.measure(measure)[row])
    case .place:
      holds(match, unit: Int(batch.units[row]), commune: Int(batch.communes[row]))
    }
  }
}
