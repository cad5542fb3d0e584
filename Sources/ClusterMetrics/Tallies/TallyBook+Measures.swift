/// Rates with a denominator from the roster: per 1,000 inhabitants.
extension TallyBook {
  /// Whether the roster has the denominator of a formula for a unit; `true` if the formula needs none.
  func hasMeasure(_ unit: Int, of formula: TallyPlan.Formula, in period: Period) -> Bool {
    guard case .per(_, let id, _) = formula else { return true }
    // A denominator of zero is not usable.
    return roster.measure(named: id).flatMap {
      roster.amount($0, ofUnit: unit, on: rosterDay(of: period))
    }.map { $0 > .zero } ?? false
  }

  /// The amount of a measure for some units together, or for a commune, on the last day of a period; `nil` if the
  /// roster lacks it.
  func amount(_ id: String, of group: Group, _ units: [Int], in period: Period) -> Quantity? {
    guard let measure = roster.measure(named: id) else { return nil }
    if case .commune(let commune) = group { return roster.amount(measure, ofCommune: commune) }
    let day = rosterDay(of: period)
    return units.reduce(Optional(Quantity.zero)) { sum, unit in
      sum.flatMap { sum in roster.amount(measure, ofUnit: unit, on: day).map { sum + $0 } }
    }
  }
}
