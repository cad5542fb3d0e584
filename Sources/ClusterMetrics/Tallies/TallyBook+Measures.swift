/// Rates of what the roster says: for every 1,000 inhabitants.
extension TallyBook {
  /// Whether the roster says of a unit what a formula divides by, if it divides by anything of the roster.
  func hasMeasure(_ unit: Int, of formula: TallyPlan.Formula, in period: Period) -> Bool {
    guard case .per(_, let id, _) = formula else { return true }
    // Nothing can be divided by nobody.
    return roster.measure(named: id).flatMap {
      roster.amount($0, ofUnit: unit, on: rosterDay(of: period))
    }.map { $0 > .zero } ?? false
  }

  /// What some units have of a measure together on the last day of a period, or a commune; `nil` where the roster
  /// does not say it.
  func amount(_ id: String, of group: Group, _ units: [Int], in period: Period) -> Quantity? {
    guard let measure = roster.measure(named: id) else { return nil }
    if case .commune(let commune) = group { return roster.amount(measure, ofCommune: commune) }
    let day = rosterDay(of: period)
    return units.reduce(Optional(Quantity.zero)) { sum, unit in
      sum.flatMap { sum in roster.amount(measure, ofUnit: unit, on: day).map { sum + $0 } }
    }
  }
}
