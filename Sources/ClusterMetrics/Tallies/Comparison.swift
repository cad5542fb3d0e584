/// A tally compared with the tally of another period.
package struct Comparison: Sendable, Hashable {
  /// The tally of interest.
  package var current: Tally
  /// The tally that it is compared with.
  package var base: Tally
  /// The difference in the indicator's unit (percentage points for percentages), over the units that are in
  /// both periods; `nil` where either value is unknown, or no unit is in both.
  package var change: Double?
  /// The difference as a percentage of the base; `nil` for percentages, and if the base is not positive or the value is
  /// negative.
  package var changePercent: Double?
  /// The difference of the two totals, even if different units reported: show it only together with `change`.
  package var bareChange: Double?
  /// The comparison over the units that are in both periods, if the two totals are of different units and some are in
  /// both.
  package var overSameUnits: SameUnits?
  /// Whether the two totals are of different units.
  package var hasOtherUnits = false

  /// Whether the change is known but not shown, because a number is hidden or the change would reveal one.
  package var isWithheld: Bool {
    current.status == .hidden || base.status == .hidden || tellsHidden
  }
  /// Whether the change would reveal a hidden number.
  fileprivate var tellsHidden = false

  /// Whether the change covers only the units in both periods.
  package var isOverSameUnits: Bool {
    hasOtherUnits && change != nil && !current.group.isOneUnit
  }

  /// Whether one of the two numbers is approximate, and so is their difference.
  package var isApproximate: Bool { current.isApproximate || base.isApproximate }

  package init(current: Tally, base: Tally) {
    self.current = current
    self.base = base
  }

  /// A comparison over a fixed set of units, independent of missing reports and new units.
  package struct SameUnits: Sendable, Hashable {
    /// The value of these units, in the indicator's unit of measure.
    package var current: Double
    /// The value of these units in the other period.
    package var base: Double
    /// The number of units in both periods.
    package var units: Int
    /// The difference of the two.
    package var change: Double { current - base }
  }
}

/// The period that a tally is compared with.
package enum Versus: Sendable, Hashable {
  case lastYear, previous
  case period(Period)

  /// Parses the notation of the command line and the settings: `last-year`, `previous` or a period.
  package init?(_ text: String) {
    switch text {
    case "last-year": self = .lastYear
    case "previous": self = .previous
    default:
      guard let period = Period(asked: text) else { return nil }
      self = .period(period)
    }
  }

  /// The notation in the settings.
  package var written: String {
    switch self {
    case .lastYear: "last-year"
    case .previous: "previous"
    case .period(let period): period.name
    }
  }

  /// The same comparison with the days that a project gives its period; `nil` if the project does not know it.
  package func resolved(_ calendar: ReportingCalendar) -> Versus? {
    guard case .period(let period) = self else { return self }
    return calendar.resolved(period).map { .period($0) }
  }

  /// The period with which a period is compared.
  package func base(of period: Period) -> Period {
    switch self {
    case .lastYear: period.sameLastYear
    case .previous: period.previous
    case .period(let base): base
    }
  }
}

extension TallyBook {
  /// Compares a tally with that of another period; both periods must be in `periods`.
  package func comparison(
    _ indicator: Indicator, for group: Group, in period: Period, with base: Period
  ) -> Comparison {
    comparison(indicator, of: tally(indicator, for: group, in: period), with: base)
  }

  /// Compares a known tally with that of another period.
  package func comparison(
    _ indicator: Indicator, of current: Tally, with base: Period
  ) -> Comparison {
    let (group, period) = (current.group, current.period)
    let before = tally(indicator, for: group, in: base)
    var comparison = Comparison(current: current, base: before)
    guard let value = current.value, let old = before.value,
      !isBegun(indicator, within: period), !isBegun(indicator, within: base)
    else { return comparison }
    func percent(_ value: Double, _ old: Double) -> Double? {
      // A percentage of a base that is not positive, or to a negative value, has no meaning.
      indicator.isPercentage || old <= 0 || value < 0 ? nil : (value - old) / old * 100
    }
    comparison.bareChange =
      current.holdsEarlierParts || before.holdsEarlierParts ? nil : value - old
    (comparison.change, comparison.changePercent) = (value - old, percent(value, old))
    let isWhole = current.incompleteUnits + before.incompleteUnits == 0
    // For a single unit the only difference can be in which parts of the periods it has reported.
    if group.isOneUnit {
      if !isWhole { (comparison.change, comparison.changePercent) = (nil, nil) }
      return comparison
    }
    // A stated total without units is compared with that of all units, or with another stated total.
    if current.isStatedTotal || before.isStatedTotal {
      if current.status == .complete, before.status == .complete, isWhole { return comparison }
      comparison.hasOtherUnits = true
      (comparison.change, comparison.changePercent) = (nil, nil)
      return comparison
    }
    let now = alikeUnits(indicator, for: group, in: period)
    let then = alikeUnits(indicator, for: group, in: base)
    guard now != then || !isWhole else { return comparison }
    comparison.hasOtherUnits = true
    (comparison.change, comparison.changePercent) = (nil, nil)
    let both = now.intersection(then)
    guard !givesAway(indicator, units: now.subtracting(both), in: period),
      !givesAway(indicator, units: then.subtracting(both), in: base)
    else {
      (comparison.tellsHidden, comparison.bareChange) = (true, nil)
      return comparison
    }
    guard !both.isEmpty,
      let value = tally(indicator, for: group, in: period, among: both).value,
      let old = tally(indicator, for: group, in: base, among: both).value
    else { return comparison }
    comparison.overSameUnits = .init(current: value, base: old, units: both.count)
    (comparison.change, comparison.changePercent) = (value - old, percent(value, old))
    return comparison
  }

  /// The units with whole numbers in a period that weigh alike in others: the mean of a unit that was divided since stands for all
  /// of its parts, so that neither of them can be compared.
  private func alikeUnits(
    _ indicator: Indicator, for group: Group, in period: Period
  ) -> Set<Int> {
    let units = Set(wholeUnits(indicator, for: group, in: period))
    guard indicator.isAverage, boundaries.day != nil else { return units }
    return units.filter {
      tally(indicator, for: .unit($0), in: period).status != .indivisible
    }
  }

  /// Whether an indicator counts events only from a day within a period, because it applies since then or because registers begin
  /// then. Such a number is not compared with a whole period.
  private func isBegun(_ indicator: Indicator, within period: Period) -> Bool {
    guard !indicator.definition.isRate, indicator.overTime != .last, indicator.overTime != .mean
    else { return false }
    if registersBegin(in: period) != nil,
      plan.formula(of: indicator).slots.contains(where: { !plan.slots[$0].aggregate.isSubmitted })
    {
      return true
    }
    return indicator.scope.firstDay(calendar).map { begins($0, within: period) } ?? false
  }

  /// A tally divided by the number of its units or communes, so that clusters of different sizes are comparable.
  /// Percentages are comparable already and unchanged.
  package func normalised(_ tally: Tally, by measure: SizeMeasure) -> Double? {
    guard let value = tally.value, let indicator = plan.indicator(withID: tally.indicator) else {
      return nil
    }
    guard indicator.addsUp else { return value }
    let reporting = units(of: tally.group, in: tally.period).filter {
      hasReported(unit: $0, in: tally.period)
    }
    let size: Int
    switch measure {
    case .units: size = tally.isStatedTotal ? tally.expectedUnits : tally.reportingUnits
    case .communes:
      let lastDay = rosterDay(of: tally.period)
      size = reporting.reduce(0) { $0 + roster.communeCount(ofUnit: $1, on: lastDay) }
    }
    return size > 0 ? value / Double(size) : nil
  }

  /// The number by which clusters are made comparable.
  package enum SizeMeasure: Sendable, Hashable {
    case units, communes
  }
}

/// Whether more or less of it is better; neither for purely descriptive indicators.
public enum Preference: String, Sendable, Hashable, CaseIterable {
  case more, less, neither

  /// Whether a change is bad news.
  public func isBad(_ change: Double) -> Bool {
    switch self {
    case .more: change < 0
    case .less: change > 0
    case .neither: false
    }
  }
}

/// Ranks and averages of values.
public enum Ranking {
  /// The rank of each value, the best first, with ties sharing the better rank (1, 2, 2, 4); `nil` for unknown values,
  /// and for all if neither more nor less is better.
  public static func ranks(of values: [Double?], better: Preference = .more) -> [Int?] {
    // If neither more nor less is better, there is no order.
    guard better != .neither else { return values.map { _ in nil } }
    let best = values.compactMap(\.self).sorted { better == .less ? $0 < $1 : $0 > $1 }
    let places = Dictionary(zip(best, 1...), uniquingKeysWith: { first, _ in first })
    return values.map { $0.flatMap { places[$0] } }
  }

  /// The arithmetic mean of the known values.
  public static func mean(of values: [Double?]) -> Double? {
    let known = values.compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// The median of the known values: the middle one, or the mean of the two in the middle.
  public static func median(of values: [Double?]) -> Double? {
    let known = values.compactMap(\.self).sorted()
    guard !known.isEmpty else { return nil }
    let middle = known.count / 2
    return known.count % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2
  }

  /// The first and the third quartile of the known values, interpolated linearly as in Excel's QUARTILE.INC (R. J.
  /// Hyndman, Y. Fan, "Sample Quantiles in Statistical Packages", 1996, type 7). `nil` for fewer than four values.
  public static func quartiles(of values: [Double?]) -> (first: Double, third: Double)? {
    let known = values.compactMap(\.self).sorted()
    guard known.count >= 4 else { return nil }
    func at(_ share: Double) -> Double {
      let place = Double(known.count - 1) * share
      let below = Int(place)
      guard below + 1 < known.count else { return known[below] }
      return known[below] + (known[below + 1] - known[below]) * (place - Double(below))
    }
    return (at(0.25), at(0.75))
  }
}
