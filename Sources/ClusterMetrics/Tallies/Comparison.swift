/// A tally beside the tally of another period.
package struct Comparison: Sendable, Hashable {
  /// The tally that is looked at.
  package var current: Tally
  /// What it stands beside.
  package var base: Tally
  /// The difference in the indicator's unit (percentage points for percentages), over the units that are in
  /// both periods; `nil` where either value is unknown, or no unit is in both.
  package var change: Double?
  /// The difference in percent of the base; `nil` for percentages and where the base is zero or either is negative.
  package var changePercent: Double?
  /// The difference of the two totals, whoever stands behind them: only ever shown beside `change`.
  package var bareChange: Double?
  /// The same over the units that are in both periods, where different units stand behind the two totals and
  /// some are in both.
  package var overSameUnits: SameUnits?
  /// Whether different units stand behind the two totals.
  package var hasOtherUnits = false

  /// Whether a change is known and not shown, because a number is hidden or it would tell one.
  package var isWithheld: Bool {
    current.status == .hidden || base.status == .hidden || tellsHidden
  }
  /// Whether it would tell a number that is hidden.
  fileprivate var tellsHidden = false

  /// Whether the change of a group is stated over the units in both periods only.
  package var isOverSameUnits: Bool {
    hasOtherUnits && change != nil && !current.group.isOneUnit
  }

  package init(current: Tally, base: Tally) {
    self.current = current
    self.base = base
  }

  /// A change that no missing report and no newcomer blurs.
  package struct SameUnits: Sendable, Hashable {
    /// In the indicator's unit of measure, over these units.
    package var current: Double
    /// The same in the other period.
    package var base: Double
    /// How many units are in both.
    package var units: Int
    /// The difference of the two.
    package var change: Double { current - base }
  }
}

/// Which period a tally is compared with.
package enum Versus: Sendable, Hashable {
  case lastYear, previous
  case period(Period)

  /// As the command line and the settings write it: `last-year`, `previous` or a period.
  package init?(_ text: String) {
    switch text {
    case "last-year": self = .lastYear
    case "previous": self = .previous
    default:
      guard let period = Period(written: text) else { return nil }
      self = .period(period)
    }
  }

  /// As the settings write it.
  package var written: String {
    switch self {
    case .lastYear: "last-year"
    case .previous: "previous"
    case .period(let period): period.name
    }
  }

  /// The same with the days that a project gives its period; `nil` where it knows none.
  package func resolved(_ calendar: ReportingCalendar) -> Versus? {
    guard case .period(let period) = self else { return self }
    return calendar.resolved(period).map { .period($0) }
  }

  /// The period that one is compared with.
  package func base(of period: Period) -> Period {
    switch self {
    case .lastYear: period.sameLastYear
    case .previous: period.previous
    case .period(let base): base
    }
  }
}

extension TallyBook {
  /// A tally beside that of another period; both must be among `periods`.
  package func comparison(
    _ indicator: Indicator, for group: Group, in period: Period, with base: Period
  ) -> Comparison {
    comparison(indicator, of: tally(indicator, for: group, in: period), with: base)
  }

  /// The same of a tally that is known already.
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
      // A share of what is zero or less, and one that leads below zero, says nothing.
      indicator.isPercentage || old <= 0 || value < 0 ? nil : (value - old) / old * 100
    }
    comparison.bareChange =
      current.holdsEarlierParts || before.holdsEarlierParts ? nil : value - old
    (comparison.change, comparison.changePercent) = (value - old, percent(value, old))
    let isWhole = current.incompleteUnits + before.incompleteUnits == 0
    // Of one reporter nothing can differ but what parts of the periods it has reported.
    if group.isOneUnit {
      if !isWhole { (comparison.change, comparison.changePercent) = (nil, nil) }
      return comparison
    }
    // A total without its units stands beside all units, or beside another such total.
    if current.isStatedTotal || before.isStatedTotal {
      if current.status == .complete, before.status == .complete, isWhole { return comparison }
      comparison.hasOtherUnits = true
      (comparison.change, comparison.changePercent) = (nil, nil)
      return comparison
    }
    let now = Set(wholeUnits(indicator, for: group, in: period))
    let then = Set(wholeUnits(indicator, for: group, in: base))
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

  /// Whether what happens is counted from a day within a period only, because an indicator is asked for since then: that is compared with
  /// no whole period.
  private func isBegun(_ indicator: Indicator, within period: Period) -> Bool {
    guard !indicator.definition.isRate, indicator.overTime != .last, indicator.overTime != .mean,
      let first = indicator.scope.firstDay(calendar)
    else { return false }
    return begins(first, within: period)
  }

  /// A tally divided by the number of units or communes that stand behind it, so that the size of a
  /// cluster does not decide. Percentages are fair already and stay as they are.
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

  /// What clusters are made comparable by.
  package enum SizeMeasure: Sendable, Hashable {
    case units, communes
  }
}

/// Whether more or less of it is better; neither for what only describes.
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

/// Order among values.
public enum Ranking {
  /// The rank of each value, the best first, ties sharing the better rank (1, 2, 2, 4); `nil` for
  /// values that are unknown, and for all where neither more nor less is better.
  public static func ranks(of values: [Double?], better: Preference = .more) -> [Int?] {
    // Where neither more nor less is better, nobody is first.
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

  /// The first and the third quartile of the known values: what a quarter of them stays below or reaches,
  /// between neighbours in proportion, as Excel's QUARTILE.INC has it (R. J. Hyndman, Y. Fan, "Sample
  /// Quantiles in Statistical Packages", 1996, type 7). `nil` for fewer than four values.
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
