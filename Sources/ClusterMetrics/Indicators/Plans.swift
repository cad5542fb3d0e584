/// The plans of units and clusters, by indicator and period.
package struct Plans: Sendable {
  /// One plan.
  package struct Entry: Sendable {
    /// The id of the indicator.
    package var indicator: String
    /// A unit, a cluster, or all.
    package var group: Group
    /// The period by whose end the value is to be reached.
    package var period: Period
    /// The value to reach, in the indicator's unit of measure.
    package var value: Quantity
    /// The day from which it replaces an earlier plan of the same period; `nil` for the first day.
    package var from: Day?
    /// The period and table of the report that states it: later reports plan for the units of their time.
    package var stated: (period: Period, table: String)?

    package init(
      indicator: String, group: Group, period: Period, value: Quantity, from: Day? = nil,
      stated: (period: Period, table: String)? = nil
    ) {
      (self.indicator, self.group, self.period) = (indicator, group, period)
      (self.value, self.from, self.stated) = (value, from, stated)
    }

    /// Whether it was set after another unit had ended, and not in the same table as that unit's plan.
    fileprivate func isLater(
      than end: Day, besides other: Entry?, _ calendar: ReportingCalendar
    ) -> Bool {
      if let from, from > end { return true }
      guard let stated, stated.table != other?.stated?.table else { return false }
      return calendar.days(of: stated.period).upperBound.previous > end
    }
  }

  private struct Key: Hashable {
    var indicator: String
    var group: Group
  }

  private var entries: [Key: [Entry]] = [:]
  /// The indicators with any plan.
  package private(set) var indicators: Set<String> = []

  package init(_ entries: some Sequence<Entry> = []) {
    for entry in entries {
      self.entries[Key(indicator: entry.indicator, group: entry.group), default: []].append(entry)
      indicators.insert(entry.indicator)
    }
  }

  /// Whether there are no plans.
  package var isEmpty: Bool { entries.isEmpty }

  /// The plans of a group that hold for a period, one for each planned period that contains it, the shortest first: for
  /// each, the latest plan that holds on the last day of `period`.
  package func holding(
    _ indicator: String, for group: Group, in period: Period, _ calendar: ReportingCalendar
  ) -> [Entry] {
    let days = calendar.days(of: period)
    var latest: [Range<Day>: Entry] = [:]
    for entry in entries[Key(indicator: indicator, group: group), default: []] {
      let planned = calendar.days(of: entry.period)
      guard planned.contains(days), entry.from.map({ $0 < days.upperBound }) ?? true else {
        continue
      }
      if let other = latest[planned], (other.from ?? .first) > (entry.from ?? .first) { continue }
      latest[planned] = entry
    }
    return latest.sorted {
      $0.key.upperBound.number - $0.key.lowerBound.number
        < $1.key.upperBound.number - $1.key.lowerBound.number
    }.map(\.value)
  }

  /// The plan of the shortest planned period.
  package func entry(
    _ indicator: String, for group: Group, in period: Period, _ calendar: ReportingCalendar
  ) -> Entry? { holding(indicator, for: group, in: period, calendar).first }
}

/// A tally compared with its plan.
package struct Fulfilment: Sendable, Hashable {
  /// The tally of the whole group.
  package var current: Tally
  /// The value that is compared with the plan: the tally, or the part of it from units that have a plan and have
  /// reported.
  package var value: Double
  /// The plan, in the indicator's unit of measure.
  package var plan: Double
  /// The period by whose end it is to be reached; it may be longer than the tally's.
  package var planned: Period
  /// The value as a percentage of the plan; `nil` for percentages and if the plan is not positive.
  package var percent: Double?
  /// The number of units with both a plan and a value, if not all of the group.
  package var comparedUnits: Int?
  /// The number of compared clusters, if whole clusters are compared: those with a cluster plan or plans for all their
  /// units.
  package var comparedClusters: Int?

  /// The value minus the plan, in the indicator's unit (percentage points for percentages).
  package var difference: Double { value - plan }
}

extension Day {
  fileprivate static let first = range.lowerBound
}

extension TallyBook {
  /// The plans of a unit that hold for a period, the shortest planned period first; with later boundaries including
  /// those of units that were merged into it.
  ///
  /// A plan that was set after the merger is for the whole, and so is the plan of a unit that was founded by it. If one
  /// of the units had no plan, there is none for the whole. Plans that do not add up, such as percentages, are
  /// averaged.
  package func plans(_ indicator: Indicator, ofUnit unit: Int, in period: Period) -> [Plans.Entry] {
    let own = ownPlans(indicator, ofUnit: unit, in: period)
    let all = former(ofUnit: unit, in: period)
    // A unit that moved to another cluster is the same unit, although the roster numbers it differently.
    let former = all.filter { number in
      roster.continuation(ofUnit: number).map { $0 != unit && !all.contains($0) } ?? true
    }
    guard !former.isEmpty else { return own }
    let inherited = former.map { (unit: $0, plans: ownPlans(indicator, ofUnit: $0, in: period)) }
    guard let first = own.isEmpty ? inherited.first(where: { !$0.plans.isEmpty })?.plans : own
    else {
      return []
    }
    return first.compactMap { entry in
      let planned = calendar.days(of: entry.period)
      let isNew = roster.units[unit].validity.from > planned.lowerBound
      if !own.isEmpty, isNew, roster.earlierSelf(ofUnit: unit) == nil { return entry }
      // A unit without a plan does not get one by absorbing others, even under a new roster line.
      let wasThere = roster.earlierSelf(ofUnit: unit).map { all.contains($0) } ?? false
      if own.isEmpty, !isNew || wasThere { return nil }
      var parts = own.isEmpty ? [] : [entry.value]
      for (former, plans) in inherited where roster.units[former].validity.overlaps(planned) {
        let part = plans.first { calendar.days(of: $0.period) == planned }
        let end = roster.units[former].validity.through
        if !own.isEmpty, entry.isLater(than: end, besides: part, calendar) { continue }
        guard let part else { return nil }
        parts.append(part.value)
      }
      guard !parts.isEmpty else { return nil }
      var whole = entry
      whole.value = parts.reduce(.zero, +)
      if !indicator.addsUp { whole.value.parts /= Int128(parts.count) }
      whole.group = .unit(unit)
      return whole
    }
  }

  /// The plans of a unit, whether listed in its original cluster or in the one it moved to.
  private func ownPlans(
    _ indicator: Indicator, ofUnit unit: Int, in period: Period
  ) -> [Plans.Entry] {
    func held(_ number: Int) -> [Plans.Entry]? {
      let own = plans.holding(indicator.id, for: .unit(number), in: period, calendar)
      return own.isEmpty ? nil : own
    }
    return held(unit) ?? roster.continuation(ofUnit: unit).flatMap(held)
      ?? roster.earlierSelf(ofUnit: unit).flatMap(held) ?? []
  }

  /// The units whose plans a unit inherits: with later boundaries all that were merged into it, otherwise those that
  /// ended before the period did.
  private func former(ofUnit unit: Int, in period: Period) -> [Int] {
    if let day = boundaries.day {
      // A unit that only gave up a commune keeps its plan; the plan of a divided unit is not inherited.
      return boundaries.sources(ofUnit: unit).filter {
        $0 != unit && !roster.units[$0].validity.holds(day)
          && roster.becomes(unit, unit: $0, by: day)
      }
    }
    guard roster.hasSuccession else { return [] }
    let end = calendar.days(of: period).upperBound
    return roster.formerUnits[unit].filter { roster.units[$0].validity.through < end.previous }
  }

  /// The planned period for which most of the units have a plan; the shortest if several do.
  package func plannedPeriod(_ indicator: Indicator, of units: [Int], in period: Period) -> Period?
  {
    var counts: [Range<Day>: (count: Int, period: Period)] = [:]
    for entry in units.flatMap({ plans(indicator, ofUnit: $0, in: period) }) {
      counts[calendar.days(of: entry.period), default: (0, entry.period)].count += 1
    }
    func length(_ days: Range<Day>) -> Int32 { days.upperBound.number - days.lowerBound.number }
    return counts.max {
      ($0.value.count, length($1.key)) < ($1.value.count, length($0.key))
    }?.value.period
  }

  /// The plan of a group for a planned period, or if none is given the shortest.
  private func planEntry(
    _ indicator: Indicator, of group: Group, in period: Period, planned: Period?
  ) -> Plans.Entry? {
    plans(indicator, of: group, in: period).first { entry in
      planned.map { calendar.days(of: entry.period) == calendar.days(of: $0) } ?? true
    }
  }

  /// A tally compared with its plan; `nil` if there is no plan or no value.
  ///
  /// The plan of a cluster is its own, or else the sum of its units' plans if the indicator's numbers add up; it is
  /// then compared with the numbers of these units only.
  ///
  /// - Parameter planned: the planned period; `nil` for the shortest that has a plan, or for several units the one for
  ///   which most of them have a plan.
  package func fulfilment(
    _ indicator: Indicator, for group: Group, in period: Period, planned: Period? = nil
  ) -> Fulfilment? {
    let current = tally(indicator, for: group, in: period)
    guard let value = current.value else { return nil }
    // A number that also covers earlier periods is not compared with a plan.
    if current.holdsEarlierParts, current.group.isOneUnit { return nil }
    func made(_ value: Double, _ plan: Double, _ planned: Period, units: Int?) -> Fulfilment {
      // A percentage of a plan that is not positive has no meaning.
      let percent = indicator.isPercentage || plan <= 0 ? nil : value / plan * 100
      return Fulfilment(
        current: current, value: value, plan: plan, planned: planned, percent: percent,
        comparedUnits: units)
    }
    if case .unit = group {
      return planEntry(indicator, of: group, in: period, planned: planned).map {
        made(value, $0.value.doubleValue, $0.period, units: nil)
      }
    }
    // A cluster row beside unit plans is their sum; it is superseded when later tables change the unit plans.
    func isOfUnits(_ entry: Plans.Entry) -> Bool {
      guard entry.stated != nil, let whole = summed(indicator, current, planned, made) else {
        return false
      }
      return whole.comparedUnits == nil
    }
    if !current.holdsEarlierParts,
      let entry = planEntry(indicator, of: group, in: period, planned: planned), !isOfUnits(entry)
    {
      return made(value, entry.value.doubleValue, entry.period, units: nil)
    }
    switch group {
    case .unit, .commune: return nil
    case .cluster, .part: return summed(indicator, current, planned, made)
    case .all:
      return ofClusters(indicator, current, planned) ?? summed(indicator, current, planned, made)
    }
  }

  /// The plans of a group, the shortest planned period first: for a unit as in ``plans(_:ofUnit:in:)``, and for a
  /// single cluster including those of the whole.
  package func plans(_ indicator: Indicator, of group: Group, in period: Period) -> [Plans.Entry] {
    if case .unit(let unit) = group { return plans(indicator, ofUnit: unit, in: period) }
    let own = plans.holding(indicator.id, for: group, in: period, calendar)
    guard own.isEmpty, case .cluster = group, roster.clusters.count == 1 else { return own }
    return plans.holding(indicator.id, for: .all, in: period, calendar)
  }

  /// The comparison of all clusters together if some have plans of their own: that of the only cluster, or the sum of
  /// all. Of several planned periods, it uses the one with the most units compared.
  private func ofClusters(
    _ indicator: Indicator, _ current: Tally, _ planned: Period?
  ) -> Fulfilment? {
    let period = current.period
    let clusters = roster.clusters.indices
    let own = clusters.flatMap { plans(indicator, of: .cluster($0), in: period) }
    guard !own.isEmpty else { return nil }
    if clusters.count == 1 {
      var whole = fulfilment(indicator, for: .cluster(0), in: period, planned: planned)
      whole?.current = current
      return whole
    }
    guard indicator.addsUp else { return nil }
    let units = plannedPeriod(indicator, of: self.units(of: .all, in: period), in: period)
    let candidates =
      planned.map { [$0] } ?? Array(Set(own.map(\.period) + [units].compactMap(\.self)))
    func length(_ whole: Fulfilment) -> Int32 {
      let days = calendar.days(of: whole.planned)
      return days.upperBound.number - days.lowerBound.number
    }
    return inOrder(candidates).compactMap { sum(indicator, current, planned: $0) }.max {
      left, right in
      let counts = [left, right].map { $0.comparedUnits ?? $0.current.expectedUnits }
      return (counts[0], length(right)) < (counts[1], length(left))
    }
  }

  /// The sum over the clusters that have a plan for one planned period.
  private func sum(
    _ indicator: Indicator, _ current: Tally, planned: Period
  ) -> Fulfilment? {
    let clusters = roster.clusters.indices
    let reached = clusters.compactMap {
      fulfilment(indicator, for: .cluster($0), in: current.period, planned: planned)
    }
    guard var whole = reached.first else { return nil }
    whole.current = current
    (whole.value, whole.plan) = (
      reached.map(\.value).reduce(0, +), reached.map(\.plan).reduce(0, +)
    )
    whole.percent = whole.plan <= 0 ? nil : whole.value / whole.plan * 100
    let isWhole = reached.count == clusters.count && reached.allSatisfy { $0.comparedUnits == nil }
    whole.comparedUnits =
      isWhole
      ? nil : reached.reduce(0) { $0 + ($1.comparedUnits ?? $1.current.reportingUnits) }
    whole.comparedClusters =
      !isWhole && reached.allSatisfy { $0.comparedUnits == nil } ? reached.count : nil
    return whole
  }

  /// The comparison of a group without an own plan: with the sum of its units' plans.
  private func summed(
    _ indicator: Indicator, _ current: Tally, _ planned: Period?,
    _ made: (Double, Double, Period, Int?) -> Fulfilment
  ) -> Fulfilment? {
    guard indicator.addsUp else { return nil }
    let (group, period) = (current.group, current.period)
    let members = units(of: group, in: period)
    // Plans of a half-year and of a year cannot be added: use the period for which most units have a plan.
    guard let planned = planned ?? plannedPeriod(indicator, of: members, in: period) else {
      return nil
    }
    let entries = members.compactMap { unit in
      planEntry(indicator, of: .unit(unit), in: period, planned: planned).map { (unit, $0) }
    }
    let reporting = Set(reportingUnits(indicator, for: group, in: period))
    let both = entries.filter { unit, _ in
      reporting.contains(unit)
        && !(current.holdsEarlierParts
          && tally(indicator, for: .unit(unit), in: period).holdsEarlierParts)
    }
    guard !both.isEmpty else { return nil }
    let plan = both.reduce(Quantity.zero) { $0 + $1.1.value }.doubleValue
    let chosen = Set(both.map(\.0))
    if chosen == reporting, both.count == current.expectedUnits, let value = current.value {
      return made(value, plan, planned, nil)
    }
    guard !givesAway(indicator, units: reporting.subtracting(chosen), in: period),
      let value = tally(indicator, for: group, in: period, among: chosen).value
    else {
      return nil
    }
    return made(value, plan, planned, both.count)
  }
}
