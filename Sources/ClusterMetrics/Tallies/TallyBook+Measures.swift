/// Rates with a denominator from the roster: per 1,000 inhabitants.
extension TallyBook {
  /// Whether the roster has the denominator of a formula for a unit; `true` if the formula needs none.
  func hasMeasure(_ unit: Int, of formula: TallyPlan.Formula, in period: Period) -> Bool {
    guard case .per(_, let id, _) = formula else { return true }
    // A denominator of zero is not usable.
    return roster.measure(named: id).flatMap { amount($0, ofUnit: unit, in: period) }
      .map { $0 > .zero } ?? false
  }

  /// The amount of a measure for some units together, or for a commune, on the last day of a period; `nil` if the
  /// roster lacks it.
  func amount(_ id: String, of group: Group, _ units: [Int], in period: Period) -> Quantity? {
    guard let measure = roster.measure(named: id) else { return nil }
    if case .commune(let commune) = group { return roster.amount(measure, ofCommune: commune) }
    return units.reduce(Optional(Quantity.zero)) { sum, unit in
      sum.flatMap { sum in amount(measure, ofUnit: unit, in: period).map { sum + $0 } }
    }
  }

  /// The amount of a measure for a unit at the end of a period: with later boundaries that of the units which it was made from, as
  /// last year's numbers are; where one of these was divided, its own on the day of the boundaries.
  private func amount(
    _ measure: RosterMeasure, ofUnit unit: Int, in period: Period
  ) -> Quantity? {
    let day = calendar.days(of: period).upperBound.previous
    let own = roster.amount(measure, ofUnit: unit, on: rosterDay(of: period))
    guard let bounds = boundaries.day, day < bounds else { return own }
    let sources = boundaries.sources(ofUnit: unit).filter { roster.units[$0].validity.holds(day) }
    let areWhole = sources.allSatisfy { source in
      source == unit || roster.becomes(unit, unit: source, by: bounds)
    }
    guard !sources.isEmpty, areWhole else { return own }
    return sources.reduce(Optional(Quantity.zero)) { sum, source in
      sum.flatMap { sum in roster.amount(measure, ofUnit: source, on: day).map { sum + $0 } }
    } ?? own
  }
}
