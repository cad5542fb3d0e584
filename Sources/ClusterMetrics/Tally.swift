/// Whom a tally is about.
package enum Group: Hashable, Sendable {
  /// All clusters of the project.
  case all
  case cluster(Int)
  case unit(Int)
  case commune(Int)
}

/// One number for an indicator, a group and a period, with its status.
package struct Tally: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable, CaseIterable {
    /// Every unit of the group has reported.
    case complete
    /// Some units of the group have not reported.
    case partial
    /// No unit of the group has reported. The value is not zero but unknown.
    case missing
    /// The question does not arise: a sector committee has no communes to cover, nothing was there
    /// to be resolved.
    case notApplicable = "not-applicable"
  }

  package var indicator: String
  package var group: Group
  package var period: Period
  package var status: Status
  /// In the indicator's own unit, percent for percentages; `nil` when missing or not applicable.
  package var value: Double?
  /// Of a rate: what it is the share of `denominator` of. They add up over groups; the value does
  /// not.
  package var numerator: Quantity?
  package var denominator: Quantity?
  /// How many units stand behind the value, of how many that are asked.
  package var reportingUnits: Int
  package var expectedUnits: Int
  /// Whether some unit reported its number as "over", "nearly" or "about" so many.
  package var isApproximate = false

  /// Whether this is a rate over fewer than 20 cases, which one case more or less would move by five
  /// points or more.
  package var isUnsteady: Bool {
    guard let denominator, value != nil else { return false }
    return denominator < Quantity(20)
  }
}

/// All tallies of some periods: states the number of any indicator for any group.
package struct TallyBook: Sendable {
  package let roster: Roster
  package let accumulated: TallyAccumulator
  /// The texts of the column that the accumulator keeps apart, in the order of the alphabet.
  package let slices: [Slice]
  /// The text that all tallies are restricted to, if any.
  private var slice: Slice?

  /// The activities whose column holds a text.
  package struct Slice: Sendable, Hashable {
    /// The text's number, −1 for the empty one.
    package var value: Int
    package var text: String
  }

  /// - Parameter values: by number the texts of the accumulator's column that occurred.
  package init(roster: Roster, accumulated: TallyAccumulator, values: [String?] = []) {
    self.roster = roster
    self.accumulated = accumulated
    let texts = values.enumerated().compactMap { number, text in
      text.map { Slice(value: number, text: $0) }
    }
    slices =
      texts.sorted { Collation.precedes($0.text, $1.text) } + [Slice(value: -1, text: "")]
  }

  /// The same tallies of the activities of one slice only. Who has reported does not depend on it: a unit
  /// without such an activity has a true zero.
  package func restricted(to slice: Slice) -> TallyBook {
    var book = self
    book.slice = slice
    return book
  }

  /// Whether anything is counted for some indicators in some periods.
  package func counts(_ indicators: [Indicator], in periods: [Period]) -> Bool {
    let slots = Set(indicators.flatMap { plan.formula(of: $0).slots })
    let leaves = 0..<accumulated.leafCount
    return periods.contains { period in
      let index = index(of: period)
      return slots.contains { slot in
        accumulated.amount(inSlot: slot, period: index, leaves: leaves, value: slice?.value).value
          != .zero
      }
    }
  }

  private func amount(
    _ slot: Int, _ period: Int, _ leaves: [Int]
  ) -> TallyAccumulator.Amount {
    accumulated.amount(inSlot: slot, period: period, leaves: leaves, value: slice?.value)
  }

  package var plan: TallyPlan { accumulated.plan }
  package var periods: [Period] { accumulated.periods }
  package var calendar: ReportingCalendar { accumulated.calendar }

  /// The tally of an indicator.
  ///
  /// - Precondition: the period is one of `periods`; communes need `Grain.commune`.
  package func tally(_ indicator: Indicator, for group: Group, in period: Period) -> Tally {
    tally(indicator, for: group, in: period, among: nil)
  }

  /// The tally of an indicator over some of the group's units only.
  package func tally(
    _ indicator: Indicator, for group: Group, in period: Period, among chosen: Set<Int>?
  ) -> Tally {
    let formula = plan.formula(of: indicator)
    let standing = standing(of: group, for: formula, in: period, among: chosen)
    return tally(indicator, formula, for: group, in: period, standing)
  }

  /// The tallies of several indicators, in their order: who has reported is looked up once.
  package func tallies(
    _ indicators: [Indicator], for group: Group, in period: Period
  ) -> [Tally] {
    var known: [Bool: Standing] = [:]
    return indicators.map { indicator in
      let formula = plan.formula(of: indicator)
      // Numbers of their own are reported one by one.
      let isCommon = !formula.slots.contains { plan.slots[$0].aggregate.isSubmitted }
      let needsCommunes = plan.needsCommunes(formula)
      let standing =
        (isCommon ? known[needsCommunes] : nil)
        ?? standing(of: group, for: formula, in: period, among: nil)
      if isCommon { known[needsCommunes] = standing }
      return tally(indicator, formula, for: group, in: period, standing)
    }
  }

  /// Who stands behind a tally.
  private struct Standing {
    /// The place of the period among `periods`.
    var period: Int
    var asked: Int
    var reporting: [Int]
    /// The leaf groups that are counted.
    var leaves: [Int]
  }

  private func standing(
    of group: Group, for formula: TallyPlan.Formula, in period: Period, among chosen: Set<Int>?
  ) -> Standing {
    let index = index(of: period)
    var asked = applicableUnits(of: group, for: formula, in: period)
    if let chosen { asked.removeAll { !chosen.contains($0) } }
    // A unit that has rows has said how many of anything there are, but for numbers of its own.
    let own = formula.slots.filter { plan.slots[$0].aggregate.isSubmitted }
    let reporting = asked.filter { unit in
      accumulated.rowCount(ofUnit: unit, inPeriod: index) > 0
        && own.allSatisfy { amount($0, index, self.leaves(of: .unit(unit))).isStated }
    }
    let leaves: [Int]
    if case .commune = group {
      leaves = self.leaves(of: group)
    } else {
      leaves = reporting.flatMap { self.leaves(of: .unit($0)) }
    }
    return Standing(period: index, asked: asked.count, reporting: reporting, leaves: leaves)
  }

  private func tally(
    _ indicator: Indicator, _ formula: TallyPlan.Formula, for group: Group, in period: Period,
    _ standing: Standing
  ) -> Tally {
    let reporting = standing.reporting
    var tally = Tally(
      indicator: indicator.id, group: group, period: period, status: .complete,
      reportingUnits: reporting.count, expectedUnits: standing.asked)
    guard standing.asked > 0 else {
      tally.status = .notApplicable
      return tally
    }
    guard !reporting.isEmpty else {
      tally.status = .missing
      return tally
    }
    tally.status = reporting.count < standing.asked ? .partial : .complete

    func total(_ slot: Int) -> Quantity {
      let amount = amount(slot, standing.period, standing.leaves)
      tally.isApproximate = tally.isApproximate || amount.isApproximate
      return amount.value
    }
    switch formula {
    case .slot(let slot):
      tally.value = total(slot).doubleValue
    case .ratio(let of, let to, let percent):
      tally.setRate(total(of), over: total(to), scale: percent ? 100 : 1)
    case .shareOfCommunes(let slot):
      let lastDay = calendar.days(of: period).upperBound.previous
      let communes: Int
      if case .commune(let number) = group {
        communes = roster.communes[number].validity.holds(lastDay) ? 1 : 0
      } else {
        communes = reporting.reduce(0) { $0 + roster.communeCount(ofUnit: $1, on: lastDay) }
      }
      tally.setRate(total(slot), over: Quantity(communes), scale: 100)
    case .computed(let arithmetic):
      let totals = Dictionary(uniqueKeysWithValues: arithmetic.operands.map { ($0, total($0)) })
      tally.value = arithmetic.value { totals[$0]?.doubleValue ?? 0 }
      // Nothing was there to divide by.
      if tally.value == nil { tally.status = .notApplicable }
    }
    return tally
  }

  /// The units of a group that belong to the roster on some day of the period.
  package func units(of group: Group, in period: Period) -> [Int] {
    let days = calendar.days(of: period)
    let candidates: [Int]
    switch group {
    case .all: candidates = Array(roster.units.indices)
    case .cluster(let cluster): candidates = roster.clusters[cluster].units
    case .unit(let unit): candidates = [unit]
    case .commune(let commune): candidates = [roster.communes[commune].unit]
    }
    return candidates.filter { roster.units[$0].validity.overlaps(days) }
  }

  /// Whether a unit has any record in a period: a zero is then a true zero.
  package func hasReported(unit: Int, in period: Period) -> Bool {
    accumulated.rowCount(ofUnit: unit, inPeriod: index(of: period)) > 0
  }

  private func applicableUnits(
    of group: Group, for formula: TallyPlan.Formula, in period: Period
  ) -> [Int] {
    let units = units(of: group, in: period)
    guard plan.needsCommunes(formula) else { return units }
    let lastDay = calendar.days(of: period).upperBound.previous
    return units.filter { roster.communeCount(ofUnit: $0, on: lastDay) > 0 }
  }

  private func leaves(of group: Group) -> [Int] {
    switch group {
    case .commune(let commune):
      precondition(accumulated.grain.place == .commune, "tallies by commune need Grain.commune")
      return [accumulated.unitCount + commune]
    case .unit(let unit):
      guard accumulated.grain.place == .commune else { return [unit] }
      return [unit] + roster.units[unit].communes.map { accumulated.unitCount + $0 }
    case .cluster(let cluster):
      return roster.clusters[cluster].units.flatMap { leaves(of: .unit($0)) }
    case .all:
      return Array(0..<accumulated.leafCount)
    }
  }

  private func index(of period: Period) -> Int {
    guard let index = periods.firstIndex(of: period) else {
      preconditionFailure("\(period.name) was not tallied")
    }
    return index
  }
}

extension Tally {
  fileprivate mutating func setRate(_ part: Quantity, over whole: Quantity, scale: Double) {
    numerator = part
    denominator = whole
    guard whole > .zero else {
      status = .notApplicable
      return
    }
    value = part.doubleValue * scale / whole.doubleValue
  }
}
