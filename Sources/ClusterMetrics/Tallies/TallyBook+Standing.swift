/// Who stands behind a tally, and what they have not reported.
extension TallyBook {
  /// Who stands behind a tally; of reference type, because nearly all tallies of a line share one.
  final class Standing: Sendable {
    /// The place of the period among `periods`.
    let period: Int
    let asked: Int
    let reporting: [Int]
    /// The leaf groups that are counted.
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
    // A unit that has rows has said how many of anything there are, but for numbers of its own.
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
    // What one of the units that became another has reported counts, and that of the others is missing.
    let countsInPart = isOwn && formula.isPlain
    // On the map of every record's own day each unit reports for itself.
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

  /// Why nobody stands behind a number that is made from others, although some have reported these.
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

  /// The units that stand behind a tally.
  package func reportingUnits(
    _ indicator: Indicator, for group: Group, in period: Period
  ) -> [Int] {
    standing(of: group, for: indicator, in: period).reporting
  }

  /// Those of them that have reported the whole of the period, so that their numbers can be compared.
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

  /// Whether all numbers that a formula is made from are of the same parts of the period: three months over two say
  /// nothing.
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

  /// Whether registers count for all numbers of a formula from the same day within a period on: since another day one of them is of
  /// less time than the other.
  private func beginAlike(_ formula: TallyPlan.Formula, _ period: Period) -> Bool {
    let begun = formula.slots.map { slot -> Day? in
      guard !plan.slots[slot].aggregate.isSubmitted, let first = accumulated.firstDays[slot]
      else { return nil }
      return begins(Day(number: first), within: period) ? Day(number: first) : nil
    }
    return begun.allSatisfy { $0 == begun[0] }
  }

  /// Whether what is asked for since a day is asked for a part of a period only.
  func begins(_ first: Day, within period: Period) -> Bool {
    let days = calendar.days(of: period)
    return days.lowerBound < first && first < days.upperBound
  }

  /// By reporting unit the parts of the period that it has not reported.
  func partsMissing(
    of formula: TallyPlan.Formula, _ standing: Standing
  ) -> [Int: [Period]] {
    guard boundaries.day != nil || accumulated.hasMissingParts else { return [:] }
    var missing: [Int: [Period]] = [:]
    // Of a unit that is silent itself only what others did in its communes before is known.
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
