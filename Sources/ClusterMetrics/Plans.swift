/// What units and clusters are to reach, by indicator and period.
package struct Plans: Sendable {
  /// One plan.
  package struct Entry: Sendable, Hashable {
    /// The id of the indicator.
    package var indicator: String
    /// A unit, a cluster, or all.
    package var group: Group
    /// The period at whose end the value is to be reached.
    package var period: Period
    /// In the indicator's unit of measure.
    package var value: Quantity
    /// The day from which it holds instead of an earlier plan of the same period; without one from the first.
    package var from: Day?

    package init(
      indicator: String, group: Group, period: Period, value: Quantity, from: Day? = nil
    ) {
      (self.indicator, self.group, self.period) = (indicator, group, period)
      (self.value, self.from) = (value, from)
    }
  }

  private struct Key: Hashable {
    var indicator: String
    var group: Group
  }

  private var entries: [Key: [Entry]] = [:]
  /// The indicators that anybody has a plan of.
  package private(set) var indicators: Set<String> = []

  package init(_ entries: some Sequence<Entry> = []) {
    for entry in entries {
      self.entries[Key(indicator: entry.indicator, group: entry.group), default: []].append(entry)
      indicators.insert(entry.indicator)
    }
  }

  /// Whether there is none.
  package var isEmpty: Bool { entries.isEmpty }

  /// The plan of a group that holds for a period: of the shortest planned period that the asked one lies in the
  /// latest that holds on its last day.
  package func entry(
    _ indicator: String, for group: Group, in period: Period, _ calendar: ReportingCalendar
  ) -> Entry? {
    let days = calendar.days(of: period)
    let holding = entries[Key(indicator: indicator, group: group), default: []].filter { entry in
      calendar.days(of: entry.period).contains(days)
        && entry.from.map { $0 < days.upperBound } ?? true
    }
    func length(_ entry: Entry) -> Int32 {
      let days = calendar.days(of: entry.period)
      return days.upperBound.number - days.lowerBound.number
    }
    guard let shortest = holding.map(length).min() else { return nil }
    return holding.filter { length($0) == shortest }.max {
      ($0.from ?? Day.range.lowerBound) < ($1.from ?? Day.range.lowerBound)
    }
  }
}

/// A tally beside its plan.
package struct Fulfilment: Sendable, Hashable {
  /// The tally of the whole group.
  package var current: Tally
  /// What is compared with the plan: the tally, or the part of it that belongs to units that have a plan and have
  /// reported.
  package var value: Double
  /// The plan, in the indicator's unit of measure.
  package var plan: Double
  /// The period at whose end it is to be reached; it may be longer than the tally's.
  package var planned: Period
  /// The value in percent of the plan; `nil` for percentages and where the plan is zero.
  package var percent: Double?
  /// How many units are in both, where these are not all of the group.
  package var comparedUnits: Int?

  /// What is over or under the plan, in the indicator's unit (percentage points for percentages).
  package var difference: Double { value - plan }
}

extension TallyBook {
  /// A tally beside its plan; `nil` where there is no plan or no value.
  ///
  /// The plan of a cluster is its own, or else the sum of those of its units, where the indicator's numbers add up:
  /// it is compared with the numbers of these units only.
  package func fulfilment(_ indicator: Indicator, for group: Group, in period: Period)
    -> Fulfilment?
  {
    let current = tally(indicator, for: group, in: period)
    guard let value = current.value else { return nil }
    func made(_ value: Double, _ plan: Double, _ planned: Period, units: Int?) -> Fulfilment {
      let percent = indicator.isRate || plan == 0 ? nil : value / plan * 100
      return Fulfilment(
        current: current, value: value, plan: plan, planned: planned, percent: percent,
        comparedUnits: units)
    }
    if let entry = plans.entry(indicator.id, for: group, in: period, calendar) {
      return made(value, entry.value.doubleValue, entry.period, units: nil)
    }
    switch group {
    case .unit, .commune: return nil
    case .cluster: return summed(indicator, current, made)
    case .all: return ofClusters(indicator, current) ?? summed(indicator, current, made)
    }
  }

  /// All clusters together where some have plans of their own: the only one, or the sum of all.
  private func ofClusters(_ indicator: Indicator, _ current: Tally) -> Fulfilment? {
    let period = current.period
    let clusters = roster.clusters.indices
    guard
      clusters.contains(where: {
        plans.entry(indicator.id, for: .cluster($0), in: period, calendar) != nil
      })
    else { return nil }
    let reached = clusters.compactMap { fulfilment(indicator, for: .cluster($0), in: period) }
    guard var whole = reached.first else { return nil }
    whole.current = current
    guard clusters.count > 1 else { return whole }
    guard indicator.definition.addsUp, !indicator.isStatedRate,
      reached.allSatisfy({ calendar.days(of: $0.planned) == calendar.days(of: whole.planned) })
    else { return nil }
    (whole.value, whole.plan) = (
      reached.map(\.value).reduce(0, +), reached.map(\.plan).reduce(0, +)
    )
    whole.percent = whole.plan == 0 ? nil : whole.value / whole.plan * 100
    let isWhole = reached.count == clusters.count && reached.allSatisfy { $0.comparedUnits == nil }
    whole.comparedUnits =
      isWhole
      ? nil : reached.reduce(0) { $0 + ($1.comparedUnits ?? $1.current.reportingUnits) }
    return whole
  }

  /// The same of a group that has no plan of its own.
  private func summed(
    _ indicator: Indicator, _ current: Tally,
    _ made: (Double, Double, Period, Int?) -> Fulfilment
  ) -> Fulfilment? {
    guard indicator.definition.addsUp, !indicator.isStatedRate else { return nil }
    let (group, period) = (current.group, current.period)
    let members = units(of: group, in: period)
    let entries = members.compactMap { unit in
      plans.entry(indicator.id, for: .unit(unit), in: period, calendar).map { (unit, $0) }
    }
    // Plans of a half-year and of a year do not add up.
    guard let planned = entries.first?.1.period,
      entries.allSatisfy({ calendar.days(of: $0.1.period) == calendar.days(of: planned) })
    else { return nil }
    let reporting = Set(reportingUnits(indicator, for: group, in: period))
    let both = entries.filter { reporting.contains($0.0) }
    guard !both.isEmpty else { return nil }
    let plan = both.reduce(Quantity.zero) { $0 + $1.1.value }.doubleValue
    let chosen = Set(both.map(\.0))
    if chosen == reporting, both.count == current.expectedUnits, let value = current.value {
      return made(value, plan, planned, nil)
    }
    guard let value = tally(indicator, for: group, in: period, among: chosen).value else {
      return nil
    }
    return made(value, plan, planned, both.count)
  }

  /// What a unit's value of a period is judged by: its plan for exactly this period, or else the indicator's target.
  package func target(_ indicator: Indicator, ofUnit unit: Int, in period: Period) -> Double? {
    guard let entry = plans.entry(indicator.id, for: .unit(unit), in: period, calendar),
      calendar.days(of: entry.period) == calendar.days(of: period)
    else { return indicator.target }
    return entry.value.doubleValue
  }
}

extension Indicator {
  /// Whether its numbers are percentages, computed or reported.
  package var isRate: Bool { isPercentage || isStatedRate }
}
