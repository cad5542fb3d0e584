/// Determines the reporting units of a tally, and what they have not reported.
extension TallyBook {
  /// The reporting units of a tally; a reference type, because nearly all tallies of a line share one.
  final class Standing: Sendable {
    /// The index of the period among `periods`.
    let period: Int
    let asked: Int
    let reporting: [Int]
    /// The leaf groups to count.
    let leaves: Boundaries.Share

    init(period: Int, asked: Int, reporting: [Int], leaves: Boundaries.Share) {
      (self.period, self.asked) = (period, asked)
      (self.reporting, self.leaves) = (reporting, leaves)
    }
  }

  func standing(
    of group: Group, for formula: TallyPlan.Formula, in period: Period, among chosen: Set<Int>?
  ) -> Standing {
    let index = index(of: period)
    var asked = applicableUnits(of: group, for: formula, in: period)
    if let chosen { asked.removeAll { !chosen.contains($0) } }
    // A unit with rows has reported all counts, except numbers that units report themselves.
    let slots = formula.slots
    let own = slots.filter { plan.slots[$0].aggregate.isSubmitted }
    let isOwn = own.count == slots.count
    func isStated(_ line: some Sequence<Int>) -> Bool {
      own.allSatisfy { amount($0, index, line).isStated }
        && line.allSatisfy { unit in
          haveSameParts(formula, slots, unit, index)
            && slots.allSatisfy {
              !accumulated.isUnknown(slot: $0, ofUnit: unit, inPeriod: index, value: value)
            }
        }
    }
    // If units were merged, the number of those that have reported counts, and that of the others is missing.
    let countsInPart = isOwn && formula.isPlain
    // With the boundaries of each record's own day, each unit reports for itself.
    let isOnOwnMap = boundaries.day == nil
    let reporting = asked.filter { unit in
      guard isOwn || hasReported(unit: unit, in: period), hasMeasure(unit, of: formula, in: period)
      else { return false }
      if isOnOwnMap { return isStated(CollectionOfOne(unit)) }
      let lines = isOwn ? staters(behind: unit, in: period) : reporters(behind: unit, in: period)
      return countsInPart ? lines.contains { isStated($0) } : lines.allSatisfy { isStated($0) }
    }
    let leaves: Boundaries.Share
    if case .commune(let commune) = group {
      leaves = boundaries.share(ofCommune: commune)
    } else {
      leaves = boundaries.share(ofUnits: reporting, in: asked)
    }
    return Standing(period: index, asked: asked.count, reporting: reporting, leaves: leaves)
  }

  /// The reason why no unit has a number computed from others, although some have reported these.
  func lack(
    of formula: TallyPlan.Formula, for group: Group, in period: Period
  ) -> Tally.Lack? {
    let isPer = if case .per = formula { true } else { false }
    guard isPer || formula.slots.count > 1 else { return nil }
    let index = index(of: period)
    let reporting = applicableUnits(of: group, for: formula, in: period).filter { unit in
      formula.slots.allSatisfy { slot in
        plan.slots[slot].aggregate.isSubmitted
          ? amount(slot, index, reporters(behind: unit, in: period).flatMap(\.self)).isStated
          : hasReported(unit: unit, in: period)
      }
    }
    guard !reporting.isEmpty else { return nil }
    if reporting.contains(where: { !hasMeasure($0, of: formula, in: period) }) { return .measure }
    return reporting.contains { !haveSameParts(formula, formula.slots, $0, index) }
      ? .likeParts : nil
  }

  /// The reporting units of a tally.
  package func reportingUnits(
    _ indicator: Indicator, for group: Group, in period: Period
  ) -> [Int] {
    standing(of: group, for: indicator, in: period).reporting
  }

  /// Those of some units whose rows are behind a number: of a rate only units with both of its numbers.
  package func unitsBehind(
    _ indicator: Indicator, _ units: [Int], in period: Period
  ) -> Set<Int> {
    guard plan.formula(of: indicator).slots.count > 1 else { return Set(units) }
    return Set(reportingUnits(indicator, for: .all, in: period)).intersection(units)
  }

  /// The reporting units that have reported the whole period, so their numbers are comparable.
  package func wholeUnits(
    _ indicator: Indicator, for group: Group, in period: Period
  ) -> [Int] {
    let standing = standing(of: group, for: indicator, in: period)
    let missing = partsMissing(of: plan.formula(of: indicator), standing)
    return standing.reporting.filter { missing[$0] == nil }
  }

  private func standing(
    of group: Group, for indicator: Indicator, in period: Period
  ) -> Standing {
    let formula = plan.formula(of: indicator)
    return standing(of: group, for: formula, in: stated(period, formula), among: nil)
  }

  /// Whether all numbers in a formula cover the same parts of the period: three months divided by two months has no
  /// meaning.
  private func haveSameParts(
    _ formula: TallyPlan.Formula, _ slots: [Int], _ unit: Int, _ period: Int
  ) -> Bool {
    guard slots.count > 1 else { return true }
    guard accumulated.firstDays.isEmpty || beginAlike(formula, periods[period]) else {
      return false
    }
    guard slots.contains(where: { accumulated.mayLackParts(inSlot: $0) }) else {
      return true
    }
    let missing = slots.map {
      accumulated.partsNotHeld(inSlot: $0, unit: unit, inPeriod: period)
    }
    return missing.allSatisfy { $0 == missing[0] }
  }

  /// Whether registers count for all numbers of a formula from the same day within a period. Otherwise one of them
  /// covers less time than the other.
  private func beginAlike(_ formula: TallyPlan.Formula, _ period: Period) -> Bool {
    let begun = formula.slots.map { slot -> Day? in
      guard !plan.slots[slot].aggregate.isSubmitted, let first = accumulated.firstDays[slot]
      else { return nil }
      return begins(Day(number: first), within: period) ? Day(number: first) : nil
    }
    return begun.allSatisfy { $0 == begun[0] }
  }

  /// Whether an indicator that applies since a day applies only to part of a period.
  func begins(_ first: Day, within period: Period) -> Bool {
    let days = calendar.days(of: period)
    return days.lowerBound < first && first < days.upperBound
  }

  /// For each reporting unit, the parts of the period that it has not reported.
  func partsMissing(
    of formula: TallyPlan.Formula, _ standing: Standing
  ) -> [Int: [Period]] {
    guard boundaries.day != nil || accumulated.hasMissingParts else { return [:] }
    var missing: [Int: [Period]] = [:]
    // For a unit that is silent itself, only activities reported earlier by others for its communes are known.
    if boundaries.day != nil,
      formula.slots.contains(where: { !plan.slots[$0].aggregate.isSubmitted })
    {
      let period = periods[standing.period]
      for unit in standing.reporting where isSilent(unit, in: period) { missing[unit] = [period] }
    }
    if boundaries.day != nil, formula.isPlain, let slot = formula.slots.first,
      plan.slots[slot].aggregate.isSubmitted
    {
      let period = periods[standing.period]
      for unit in standing.reporting {
        let lines = staters(behind: unit, in: period)
        if lines.contains(where: { !amount(slot, standing.period, $0).isStated }) {
          missing[unit] = [period]
        }
      }
    }
    for slot in formula.slots where accumulated.hasMissingParts(inSlot: slot) {
      for unit in standing.reporting {
        let parts = boundaries.sources(ofUnit: unit).flatMap {
          accumulated.missingParts(ofSlot: slot, unit: $0, inPeriod: standing.period)
        }
        for part in parts where missing[unit]?.contains(part) != true {
          missing[unit, default: []].append(part)
        }
      }
    }
    return missing
  }
}
