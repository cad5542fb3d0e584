/// Totals of clusters, or of all, that are known without the numbers of their units: last year's sum.
package struct StatedTotals: Sendable {
  private struct Key: Hashable {
    var indicator: String
    var group: Group
    var days: Range<Day>
  }

  private var values: [Key: Quantity] = [:]

  package init() {}

  /// - Parameter days: those of the period that it is the total of.
  package mutating func add(
    _ value: Quantity, of indicator: String, for group: Group, _ days: Range<Day>
  ) {
    values[Key(indicator: indicator, group: group, days: days)] = value
  }

  fileprivate func value(_ indicator: String, _ group: Group, _ days: Range<Day>) -> Double? {
    values[Key(indicator: indicator, group: group, days: days)]?.doubleValue
  }

  package var isEmpty: Bool { values.isEmpty }

  fileprivate func holdsAny(of days: Range<Day>) -> Bool {
    values.keys.contains { $0.days == days }
  }
}

extension TallyBook {
  /// Whether totals are stated of a period.
  package func hasStatedTotals(in period: Period) -> Bool {
    totals.holdsAny(of: calendar.days(of: period))
  }

  /// A tally of a group of which not all units have reported, with the total that is stated of the whole, if one is.
  func withStatedTotal(_ tally: Tally) -> Tally {
    guard [.missing, .partial].contains(tally.status), !totals.isEmpty,
      let indicator = plan.indicator(withID: tally.indicator),
      let value = statedTotal(indicator, tally.group, calendar.days(of: tally.period))
    else { return tally }
    var tally = tally
    (tally.value, tally.status, tally.isStatedTotal) = (value, .complete, true)
    (tally.numerator, tally.denominator) = (nil, nil)
    (tally.incompleteUnits, tally.missingParts) = (0, [])
    return tally
  }

  /// What is stated of a whole, or follows from what is stated of it.
  private func statedTotal(_ indicator: Indicator, _ group: Group, _ days: Range<Day>) -> Double? {
    if let own = totals.value(indicator.id, group, days) { return own }
    let clusters = roster.clusters.indices
    switch group {
    // Of the only cluster and of the whole the same is said.
    case .cluster where clusters.count == 1:
      if let all = totals.value(indicator.id, .all, days) { return all }
    case .all where indicator.addsUp || clusters.count == 1:
      let parts = clusters.map { totals.value(indicator.id, .cluster($0), days) }
      if parts.allSatisfy({ $0 != nil }) { return parts.compactMap(\.self).reduce(0, +) }
    case .all, .cluster: break
    case .unit, .commune, .part: return nil
    }
    func total(_ id: String) -> Double? {
      plan.indicator(withID: id).flatMap { $0 == indicator ? nil : statedTotal($0, group, days) }
    }
    switch indicator.definition {
    case .ratio(let part, let whole, let style):
      guard let part = total(part), let whole = total(whole), whole > 0 else { return nil }
      return part / whole * (style == .percent ? 100 : 1)
    case .computed(let arithmetic):
      let operands = arithmetic.operands.map { ($0, total($0)) }
      guard operands.allSatisfy({ $0.1 != nil }) else { return nil }
      let values = Dictionary(uniqueKeysWithValues: operands.map { ($0.0, $0.1 ?? 0) })
      return arithmetic.value { values[$0] ?? 0 }.flatMap { $0.isFinite ? $0 : nil }
    default: return nil
    }
  }
}
