/// Totals of clusters, or of all, that are known without the numbers of their units, such as last year's sum.
package struct StatedTotals: Sendable {
  private struct Key: Hashable {
    var indicator: String
    var group: Group
    var days: Range<Day>
  }

  /// A stated total, and whether it is approximate.
  fileprivate struct Stated {
    var value: Double
    var isApproximate: Bool
  }

  private var values: [Key: Stated] = [:]

  package init() {}

  /// - Parameter days: the days of the period of the total.
  package mutating func add(
    _ value: Quantity, isApproximate: Bool = false, of indicator: String, for group: Group,
    _ days: Range<Day>
  ) {
    values[Key(indicator: indicator, group: group, days: days)] = Stated(
      value: value.doubleValue, isApproximate: isApproximate)
  }

  fileprivate func value(_ indicator: String, _ group: Group, _ days: Range<Day>) -> Stated? {
    values[Key(indicator: indicator, group: group, days: days)]
  }

  /// Whether there are totals for parts of these days, from which the total for all of them may have been made.
  fileprivate func holdsParts(_ indicator: String, _ group: Group, of days: Range<Day>) -> Bool {
    values.keys.contains {
      $0.group == group && $0.days != days && days.contains($0.days.lowerBound)
        && $0.days.upperBound <= days.upperBound && $0.indicator == indicator
    }
  }

  /// Whether any total is approximate.
  var holdsApproximate: Bool { values.values.contains(where: \.isApproximate) }

  package var isEmpty: Bool { values.isEmpty }

  fileprivate func holdsAny(of days: Range<Day>) -> Bool {
    values.keys.contains { $0.days == days }
  }
}

extension TallyBook {
  /// Whether there are stated totals for a period.
  package func hasStatedTotals(in period: Period) -> Bool {
    totals.holdsAny(of: calendar.days(of: period))
  }

  /// Whether the stated total of all is none that anyone stated, but made of those of clusters.
  package func addsClusters(_ indicator: Indicator, for group: Group, in period: Period) -> Bool {
    guard group == .all, indicator.addsUp, roster.clusters.count > 1 else { return false }
    let days = calendar.days(of: period)
    return totals.value(indicator.id, .all, days) == nil
      && roster.clusters.indices.contains {
        totals.value(indicator.id, .cluster($0), days) != nil
      }
  }

  /// Adds the stated total to the tally of a group, if there is one and not all units have reported.
  func withStatedTotal(_ tally: Tally) -> Tally {
    guard !totals.isEmpty, let indicator = plan.indicator(withID: tally.indicator),
      // A stated total is better than the plain mean of the units' rates.
      [.missing, .partial].contains(tally.status)
        || indicator.isAverage && tally.status == .complete && !tally.group.isOneUnit
    else { return tally }
    guard let stated = statedTotal(indicator, tally.group, tally.period) else {
      let days = calendar.days(of: tally.period)
      // A number that was stated but cannot be divided is not missing.
      if case .cluster(let cluster) = tally.group, tally.status == .missing,
        totals.value(indicator.id, tally.group, days) != nil
      {
        var tally = tally
        tally.status = .indivisible
        tally.indivisible = movedUnits(cluster, in: days).map { .unit($0) }
        return tally
      }
      return withStatedClusters(tally, indicator)
    }
    var tally = tally
    (tally.value, tally.status, tally.isStatedTotal) = (stated.value, .complete, true)
    tally.isApproximate = stated.isApproximate
    (tally.numerator, tally.denominator) = (nil, nil)
    (tally.incompleteUnits, tally.missingParts) = (0, [])
    tally.holdsEarlierParts = false
    return tally
  }

  /// The tally of all clusters together, if some clusters have stated totals and others lack units: the whole cannot be
  /// less than one of its clusters.
  private func withStatedClusters(_ tally: Tally, _ indicator: Indicator) -> Tally {
    guard tally.group == .all, indicator.addsUp else { return tally }
    let parts = roster.clusters.indices.map { clusterTally(indicator, $0, tally.period) }
    guard parts.contains(where: \.isStatedTotal) else { return tally }
    var tally = tally
    tally.value = parts.compactMap(\.value).reduce(0, +)
    (tally.status, tally.isStatedTotal) = (.partial, true)
    (tally.numerator, tally.denominator) = (nil, nil)
    tally.reportingUnits = parts.reduce(0) {
      $0 + ($1.isStatedTotal ? $1.expectedUnits : $1.reportingUnits)
    }
    tally.incompleteUnits = parts.reduce(0) { $0 + $1.incompleteUnits }
    tally.missingParts = inOrder(parts.flatMap(\.missingParts))
    tally.isApproximate = parts.contains(where: \.isApproximate)
    return tally
  }

  /// The tally of a cluster, of its units or stated as a whole, even if it is suppressed.
  private func clusterTally(_ indicator: Indicator, _ cluster: Int, _ period: Period) -> Tally {
    let formula = plan.formula(of: indicator)
    let standing = standing(of: .cluster(cluster), for: formula, in: period, among: nil)
    return withStatedTotal(
      tally(indicator.id, formula, for: .cluster(cluster), in: period, standing))
  }

  /// Whether a cluster has the same units with the current boundaries as in some days; totals of other units cannot be
  /// compared.
  private func keepsUnits(_ cluster: Int, of indicator: String, in days: Range<Day>) -> Bool {
    // A cluster's total for the whole period covers the units that it has at the end; totals for parts of the period
    // may cover other units.
    guard let day = boundaries.day else { return true }
    if days.contains(day), !totals.holdsParts(indicator, .cluster(cluster), of: days) {
      return true
    }
    return movedUnits(cluster, in: days).isEmpty
  }

  /// Units that were in a cluster in some of the days but are in another with the current boundaries, or vice versa.
  private func movedUnits(_ cluster: Int, in days: Range<Day>) -> [Int] {
    boundaries.units.filter { unit in
      !boundaries.sources(ofUnit: unit).allSatisfy { source in
        !roster.units[source].validity.overlaps(days)
          || (roster.units[unit].cluster == cluster) == (roster.units[source].cluster == cluster)
      }
    }
  }

  /// The stated total of a group, or one that follows from others.
  private func statedTotal(
    _ indicator: Indicator, _ group: Group, _ period: Period
  ) -> StatedTotals.Stated? {
    let days = calendar.days(of: period)
    if case .cluster(let cluster) = group, !keepsUnits(cluster, of: indicator.id, in: days) {
      return nil
    }
    if let own = totals.value(indicator.id, group, days) { return own }
    let clusters = roster.clusters.indices
    switch group {
    // The only cluster and the whole have the same total.
    case .cluster where clusters.count == 1:
      if let all = totals.value(indicator.id, .all, days) { return all }
    case .all where indicator.addsUp || clusters.count == 1:
      if let sum = ofClusters(indicator, period) { return sum }
    case .all, .cluster: break
    case .unit, .commune, .part: return nil
    }
    // If only some operands have a stated total, use the clusters' sums for all of them if there are any: a quotient
    // must not mix the two.
    let operands: [String] =
      switch indicator.definition {
      case .ratio(let part, let whole, _): [part, whole]
      case .computed(let arithmetic): arithmetic.operands
      default: []
      }
    let own = operands.count { totals.value($0, group, days) != nil }
    let isMixed = group == .all && own > 0 && own < operands.count
    let sums = (isMixed ? operands : []).reduce(into: [String: StatedTotals.Stated]()) { sums, id in
      sums[id] = plan.indicator(withID: id).flatMap { ofClusters($0, period) }
    }
    func total(_ id: String) -> StatedTotals.Stated? {
      if isMixed, operands.allSatisfy({ sums[$0] != nil }) { return sums[id] }
      return plan.indicator(withID: id).flatMap {
        $0 == indicator ? nil : statedTotal($0, group, period)
      }
    }
    switch indicator.definition {
    case .ratio(let part, let whole, let style):
      guard let part = total(part), let whole = total(whole), whole.value > 0 else { return nil }
      return .init(
        value: part.value / whole.value * (style == .percent ? 100 : 1),
        isApproximate: part.isApproximate || whole.isApproximate)
    case .computed(let arithmetic):
      let operands = arithmetic.operands.map { ($0, total($0)) }
      guard operands.allSatisfy({ $0.1 != nil }) else { return nil }
      let values = Dictionary(uniqueKeysWithValues: operands.map { ($0.0, $0.1?.value ?? 0) })
      let isApproximate = operands.contains { $0.1?.isApproximate == true }
      return arithmetic.value { values[$0] ?? 0 }.flatMap {
        $0.isFinite ? .init(value: $0, isApproximate: isApproximate) : nil
      }
    default: return nil
    }
  }

  /// The sum of the clusters if at least one has a stated total.
  private func ofClusters(_ indicator: Indicator, _ period: Period) -> StatedTotals.Stated? {
    let (days, clusters) = (calendar.days(of: period), roster.clusters.indices)
    // The sum of all clusters is the same, whichever units each of them had.
    let own = clusters.compactMap { totals.value(indicator.id, .cluster($0), days) }
    if own.count == clusters.count, !own.isEmpty {
      // Where all units of a cluster have reported, their sum counts, and its own number is only compared.
      let isSame = clusters.allSatisfy { keepsUnits($0, of: indicator.id, in: days) }
      let sums = clusters.map { isSame ? clusterTally(indicator, $0, period) : nil }
      let totals = zip(own, sums).map { stated, tally -> StatedTotals.Stated in
        guard let tally, tally.status == .complete, !tally.isStatedTotal, let value = tally.value
        else { return stated }
        return .init(value: value, isApproximate: tally.isApproximate)
      }
      return .init(
        value: totals.map(\.value).reduce(0, +),
        isApproximate: totals.contains(where: \.isApproximate))
    }
    // Combine clusters with stated totals with those of which all units have reported.
    guard !own.isEmpty else { return nil }
    let parts = clusters.map { clusterTally(indicator, $0, period) }.filter {
      $0.status != .notApplicable
    }
    guard parts.allSatisfy({ $0.status == .complete }) else { return nil }
    return .init(
      value: parts.compactMap(\.value).reduce(0, +),
      isApproximate: parts.contains(where: \.isApproximate))
  }
}
