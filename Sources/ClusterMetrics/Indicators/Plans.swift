/// What units and clusters are to reach, by indicator and period.
package struct Plans: Sendable {
  /// One plan.
  package struct Entry: Sendable {
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
    /// The period of the report that states it, and the table: what later reports state is planned for the units of then.
    package var stated: (period: Period, table: String)?

    package init(
      indicator: String, group: Group, period: Period, value: Quantity, from: Day? = nil,
      stated: (period: Period, table: String)? = nil
    ) {
      (self.indicator, self.group, self.period) = (indicator, group, period)
      (self.value, self.from, self.stated) = (value, from, stated)
    }

    /// Whether it was set when another unit was no more, and not beside a plan of that.
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

  /// The plans of a group that hold for a period, one for each planned period that the asked one lies in, the
  /// shortest first: the latest that holds on the asked period's last day.
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
  /// How many clusters they are, where all that have a plan of the cluster or of all their units count whole.
  package var comparedClusters: Int?

  /// What is over or under the plan, in the indicator's unit (percentage points for percentages).
  package var difference: Double { value - plan }
}

extension Day {
  fileprivate static let first = range.lowerBound
}

extension TallyBook {
  /// The plans of a unit that hold for a period, the shortest planned period first; on a later map with those of what
  /// became part of it.
  ///
  /// A plan that was set after that is one of the whole, and so is that of a unit which began with it. Where one of the
  /// units had none, nobody planned for the whole. Plans that do not add up, such as percentages, make their mean.
  package func plans(_ indicator: Indicator, ofUnit unit: Int, in period: Period) -> [Plans.Entry] {
    let own = ownPlans(indicator, ofUnit: unit, in: period)
    let all = former(ofUnit: unit, in: period)
    // What moved to another cluster is one unit, whatever the roster numbers it.
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
      // Who was there before without a plan, if under another line of the roster, has none by taking others in.
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

  /// The plans of a unit, which stand under it in the cluster of then or in that which it moved to.
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

  /// The units whose plans a unit took over: on a later map all that it was made from, otherwise those that ended before
  /// the period did.
  private func former(ofUnit unit: Int, in period: Period) -> [Int] {
    if let day = boundaries.day {
      // A unit that only gave a commune away keeps its plan; that of one which was split is nobody's.
      return boundaries.sources(ofUnit: unit).filter {
        $0 != unit && !roster.units[$0].validity.holds(day)
          && roster.becomes(unit, unit: $0, by: day)
      }
    }
    guard roster.hasSuccession else { return [] }
    let end = calendar.days(of: period).upperBound
    return roster.formerUnits[unit].filter { roster.units[$0].validity.through < end.previous }
  }

  /// The planned period that most of some units have a plan of, the shortest of several.
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

  /// The plan of a group of one planned period, or else of the shortest.
  private func planEntry(
    _ indicator: Indicator, of group: Group, in period: Period, planned: Period?
  ) -> Plans.Entry? {
    plans(indicator, of: group, in: period).first { entry in
      planned.map { calendar.days(of: entry.period) == calendar.days(of: $0) } ?? true
    }
  }

  /// A tally beside its plan; `nil` where there is no plan or no value.
  ///
  /// The plan of a cluster is its own, or else the sum of those of its units, where the indicator's numbers add up:
  /// it is compared with the numbers of these units only.
  ///
  /// - Parameter planned: the planned period; without it the shortest that there is a plan of, of several units that which
  ///   most of them have.
  package func fulfilment(
    _ indicator: Indicator, for group: Group, in period: Period, planned: Period? = nil
  ) -> Fulfilment? {
    let current = tally(indicator, for: group, in: period)
    guard let value = current.value else { return nil }
    // A number that holds more than the period reaches the plan of none.
    if current.holdsEarlierParts, current.group.isOneUnit { return nil }
    func made(_ value: Double, _ plan: Double, _ planned: Period, units: Int?) -> Fulfilment {
      // Of a plan of nothing, or of less, no share can be reached.
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
    // What a table's row of a cluster states beside the plans of its units is their sum, and later tables change these.
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

  /// The plans of a group that are stated, the shortest planned period first: those of a unit as ``plans(_:ofUnit:in:)`` has
  /// them, and of the only cluster also those of the whole.
  package func plans(_ indicator: Indicator, of group: Group, in period: Period) -> [Plans.Entry] {
    if case .unit(let unit) = group { return plans(indicator, ofUnit: unit, in: period) }
    let own = plans.holding(indicator.id, for: group, in: period, calendar)
    guard own.isEmpty, case .cluster = group, roster.clusters.count == 1 else { return own }
    return plans.holding(indicator.id, for: .all, in: period, calendar)
  }

  /// All clusters together where some have plans of their own: the only one, or the sum of all. Of the periods that are
  /// planned that counts of which most units are in both.
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

  /// The clusters that have a plan of one planned period together.
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

  /// The same of a group that has no plan of its own.
  private func summed(
    _ indicator: Indicator, _ current: Tally, _ planned: Period?,
    _ made: (Double, Double, Period, Int?) -> Fulfilment
  ) -> Fulfilment? {
    guard indicator.addsUp else { return nil }
    let (group, period) = (current.group, current.period)
    let members = units(of: group, in: period)
    // Plans of a half-year and of a year do not add up: those of the period that most units have one of do.
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
