/// All tallies of some periods: states the number of any indicator for any group.
package struct TallyBook: Sendable {
  /// What all copies have in common: a book is restricted and put on other maps once for every line of a
  /// table.
  private final class Contents: Sendable {
    let roster: Roster
    let accumulated: TallyAccumulator
    let slices: [Slice]
    let cuts: Cuts
    let plans: Plans
    let totals: StatedTotals
    let smallNumbers: SmallNumbers?
    /// The map of every record's own day.
    let ownMap: Boundaries

    init(
      _ roster: Roster, _ accumulated: TallyAccumulator, _ slices: [Slice], _ cuts: Cuts,
      _ plans: Plans, _ totals: StatedTotals
    ) {
      (self.roster, self.accumulated, self.slices, self.cuts) = (roster, accumulated, slices, cuts)
      (self.plans, self.totals) = (plans, totals)
      smallNumbers = SmallNumbers(accumulated.plan)
      ownMap = Boundaries(roster, on: nil, place: accumulated.grain.place)
    }
  }

  private let contents: Contents
  /// The number of the text that all tallies are restricted to, if any.
  private var value: Int?
  /// Whether small numbers are stated, too.
  private var showsSmall = false
  /// The map that groups are stated on.
  package private(set) var boundaries: Boundaries

  /// Who belongs where, and when.
  package var roster: Roster { contents.roster }
  /// What all activities and submissions were folded into.
  package var accumulated: TallyAccumulator { contents.accumulated }
  /// What units and clusters are to reach.
  package var plans: Plans { contents.plans }
  /// What is known of clusters without their units.
  var totals: StatedTotals { contents.totals }
  /// The texts of the column that the accumulator keeps apart, in the order of the alphabet.
  package var slices: [Slice] { contents.slices }

  /// The activities whose column holds a text.
  package struct Slice: Sendable, Hashable {
    /// The text's number, −1 for the empty one.
    package var value: Int
    /// As it is shown; empty for activities whose cell is.
    package var text: String
  }

  /// Periods whose records end early, and the days that they are compared with.
  package struct Cuts: Sendable {
    /// The last day with a record.
    package var lastDay: Day?
    /// The periods that end early.
    package var shortened: Set<Period> = []
    /// By such a period, and the one beside it, the same days of that.
    fileprivate var days: [Period: [Period: Period]] = [:]
    /// By such days the whole period that they are of: submitted numbers are never cut.
    fileprivate var whole: [Period: Period] = [:]

    package init() {}

    /// Notes that a period is compared with some days of another.
    package mutating func add(_ period: Period, beside base: Period, days: Period) {
      shortened.insert(period)
      self.days[period, default: [:]][base] = days
      whole[days] = base
    }
  }

  /// - Parameters:
  ///   - values: by number the texts of the accumulator's column that occurred.
  ///   - cuts: periods whose records end early.
  package init(
    roster: Roster, accumulated: TallyAccumulator, values: [String?] = [], cuts: Cuts = Cuts(),
    plans: Plans = Plans(), totals: StatedTotals = StatedTotals()
  ) {
    let texts = values.enumerated().compactMap { number, text in
      text.map { Slice(value: number, text: $0) }
    }
    contents = Contents(
      roster, accumulated,
      texts.sorted { Collation.precedes($0.text, $1.text) } + [Slice(value: -1, text: "")], cuts,
      plans, totals)
    boundaries = contents.ownMap
  }

  /// What a period is compared with: a base, or the same days of it where the period's records end early.
  package func base(_ versus: Versus, of period: Period) -> Period {
    let base = versus.base(of: period)
    return contents.cuts.days[period]?[base] ?? base
  }

  /// The last day with a record, where those of a period end early.
  package func recordsEnd(in period: Period) -> Day? {
    contents.cuts.shortened.contains(period) ? contents.cuts.lastDay : nil
  }

  /// The period whose numbers are stated: of submitted ones the whole that some days are of.
  private func stated(_ period: Period, _ formula: TallyPlan.Formula) -> Period {
    guard let whole = contents.cuts.whole[period],
      formula.slots.allSatisfy({ plan.slots[$0].aggregate.isSubmitted })
    else { return period }
    return whole
  }

  /// The same tallies of the activities of one slice only. Who has reported does not depend on it: a unit
  /// without such an activity has a true zero.
  package func restricted(to slice: Slice) -> TallyBook {
    var book = self
    book.restrict(to: slice)
    return book
  }

  /// Restricts the tallies to those of a slice, or to none: in a loop over many of them this spares the cores
  /// that write a table the counting of references to what they share.
  package mutating func restrict(to slice: Slice?) { value = slice?.value }

  /// The same tallies on the map of the last day of the latest of some periods, so that they can be
  /// compared: what was merged or split in this time counts in what it became. The same book where
  /// nothing was.
  package func comparable(_ compared: [Period]) -> TallyBook {
    let spans = compared.map { calendar.days(of: $0) }
    guard let day = Boundaries.day(joining: spans, in: roster) else { return self }
    var book = self
    book.boundaries = Boundaries(roster, on: day, place: accumulated.grain.place)
    return book
  }

  /// Whether anything is counted for some indicators in some periods.
  package func counts(_ indicators: [Indicator], in periods: [Period]) -> Bool {
    let slots = Set(indicators.flatMap { plan.formula(of: $0).slots })
    let leaves = 0..<accumulated.leafCount
    return periods.contains { period in
      let index = index(of: period)
      return slots.contains { slot in
        accumulated.amount(inSlot: slot, period: index, leaves: leaves, value: value).value
          != .zero
      }
    }
  }

  /// The same tallies with all numbers, also those that are not shown: for checks and scores, not for print.
  package var withSmallNumbers: TallyBook {
    var book = self
    book.showsSmall = true
    return book
  }

  /// What is not shown because it is small; `nil` where everything is.
  var smallNumbers: SmallNumbers? { showsSmall ? nil : contents.smallNumbers }

  /// The attributes that rows and columns go by besides units and clusters: their totals are looked at where small
  /// numbers are hidden.
  package private(set) var divisions: [Int] = []

  /// The same book for a table that goes by some attributes of the roster.
  package func divided(by attributes: [String?]) -> TallyBook {
    var book = self
    book.divisions = Set(attributes.compactMap { $0.flatMap { roster.attribute(named: $0) } })
      .union(divisions).sorted()
    return book
  }

  /// The same numbers on the map of every record's own day.
  var onOwnMap: TallyBook {
    var book = self
    book.boundaries = contents.ownMap
    return book
  }

  /// The units that stand behind a number that is made in some way.
  func reporters(of formula: TallyPlan.Formula, for group: Group, in period: Period) -> Set<Int> {
    Set(standing(of: group, for: formula, in: stated(period, formula), among: nil).reporting)
  }

  /// How many values a quantile is taken of.
  func valueCount(inSlot slot: Int, for group: Group, in period: Period) -> Int {
    let formula = TallyPlan.Formula.quantile(slot, at: 0.5)
    let standing = standing(of: group, for: formula, in: stated(period, formula), among: nil)
    return accumulated.valueCount(
      inSlot: slot, period: standing.period, leaves: standing.leaves.whole, value: value)
  }

  /// The number of the text that all tallies are restricted to.
  var restriction: Int? { value }

  /// What a slot holds for a group in a period, in ten-thousandths, in total or restricted to some texts; `nil` where that
  /// is not known.
  ///
  /// - Parameter id: the indicator whose own numbers the slot holds, which may be stated for a whole; empty without one.
  func plainValues(
    ofSlot slot: Int, named id: String, for group: Group, in period: Period,
    restrictedTo values: [Int?]
  ) -> [Int?] {
    let formula = TallyPlan.Formula.slot(slot)
    let period = stated(period, formula)
    let standing = standing(of: group, for: formula, in: period, among: nil)
    return values.map { value in
      var book = self
      book.value = value
      var own = book.tally(id, formula, for: group, in: period, standing)
      if value == nil { own = book.withStatedTotal(own) }
      return own.value.flatMap { Int(exactly: ($0 * Double(Quantity.scale)).rounded()) }
    }
  }

  private func amount(
    _ slot: Int, _ period: Int, _ leaves: [Int]
  ) -> TallyAccumulator.Amount {
    accumulated.amount(inSlot: slot, period: period, leaves: leaves, value: value)
  }

  /// The id of the column whose texts are kept apart, if there is one.
  package var column: String? {
    accumulated.grain.category.map { plan.schema.categories[$0].column }
  }

  /// What was tallied.
  package var plan: TallyPlan { accumulated.plan }
  /// The periods that can be stated.
  package var periods: [Period] { accumulated.periods }
  /// On which day periods close.
  package var calendar: ReportingCalendar { accumulated.calendar }

  /// The tally of an indicator.
  ///
  /// - Precondition: the period is one of `periods`; communes need `Grain.commune`.
  package func tally(_ indicator: Indicator, for group: Group, in period: Period) -> Tally {
    tally(indicator, for: group, in: period, among: nil)
  }

  /// The tally of what units have reported, whatever is stated of the whole.
  package func unitsTally(_ indicator: Indicator, for group: Group, in period: Period) -> Tally {
    tally(indicator, for: group, in: period, among: Set(units(of: group, in: period)))
  }

  /// The tally of an indicator over some of the group's units only.
  package func tally(
    _ indicator: Indicator, for group: Group, in period: Period, among chosen: Set<Int>?
  ) -> Tally {
    let formula = plan.formula(of: indicator)
    let period = stated(period, formula)
    let standing = standing(of: group, for: formula, in: period, among: chosen)
    let tally = tally(indicator.id, formula, for: group, in: period, standing)
    return withoutSmall(chosen == nil && value == nil ? withStatedTotal(tally) : tally, formula)
  }

  /// The tallies of several indicators, in their order: who has reported is looked up once.
  package func tallies(
    _ indicators: [Indicator], for group: Group, in period: Period
  ) -> [Tally] {
    tallies(on: basis(indicators, for: group, in: period))
  }

  /// What the tallies of some indicators for a group in a period stand on, whatever they are restricted
  /// to: worked out once where many texts of a column are listed.
  package struct Basis {
    /// Whom the tallies are about.
    package let group: Group
    /// The period that is tallied.
    package let period: Period
    fileprivate var entries: [Entry] = []

    /// Of reference type: read once for every text, and never changed.
    fileprivate final class Entry: Sendable {
      let indicator: String
      let formula: TallyPlan.Formula
      /// `nil` where units report the indicator's own numbers, which depend on the text.
      let standing: Standing?

      init(indicator: String, formula: TallyPlan.Formula, standing: Standing?) {
        (self.indicator, self.formula, self.standing) = (indicator, formula, standing)
      }
    }
  }

  /// Works out who stands behind the tallies of some indicators.
  package func basis(_ indicators: [Indicator], for group: Group, in period: Period) -> Basis {
    var basis = Basis(group: group, period: period)
    var known: [Bool: Standing] = [:]
    for indicator in indicators {
      let formula = plan.formula(of: indicator)
      var own: Standing?
      if !formula.slots.contains(where: { plan.slots[$0].aggregate.isSubmitted }) {
        let needsCommunes = plan.needsCommunes(formula)
        // A number that some table has no column for is not known of all who have reported.
        // Nor does one stand on all of them that is asked of some only.
        if accumulated.mayBeUnknown(formula.slots) || plan.isScoped(formula) {
          own = standing(of: group, for: formula, in: period, among: nil)
        } else {
          own = known[needsCommunes] ?? standing(of: group, for: formula, in: period, among: nil)
          known[needsCommunes] = own
        }
      }
      basis.entries.append(
        Basis.Entry(indicator: indicator.id, formula: formula, standing: own))
    }
    return basis
  }

  /// The tallies of a basis of this book, or of one that is restricted otherwise, in its order.
  package func tallies(on basis: Basis) -> [Tally] {
    var tallies: [Tally] = []
    tallies.reserveCapacity(basis.entries.count)
    for entry in basis.entries {
      let standing =
        entry.standing
        ?? standing(of: basis.group, for: entry.formula, in: basis.period, among: nil)
      let tally = tally(
        entry.indicator, entry.formula, for: basis.group, in: basis.period, standing)
      tallies.append(withoutSmall(value == nil ? withStatedTotal(tally) : tally, entry.formula))
    }
    return tallies
  }

  /// Who stands behind a tally; of reference type, because nearly all tallies of a line share one.
  fileprivate final class Standing: Sendable {
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

  private func standing(
    of group: Group, for formula: TallyPlan.Formula, in period: Period, among chosen: Set<Int>?
  ) -> Standing {
    let index = index(of: period)
    var asked = applicableUnits(of: group, for: formula, in: period)
    if let chosen { asked.removeAll { !chosen.contains($0) } }
    // A unit that has rows has said how many of anything there are, but for numbers of its own.
    let own = formula.slots.filter { plan.slots[$0].aggregate.isSubmitted }
    let isOwn = own.count == formula.slots.count
    let reporting = asked.filter { unit in
      (isOwn || hasReported(unit: unit, in: period))
        && hasMeasure(unit, of: formula, in: period)
        && reporters(behind: unit, in: period).allSatisfy { unit in
          own.allSatisfy { amount($0, index, [unit]).isStated }
            && haveSameParts(formula, unit, index)
            && formula.slots.allSatisfy {
              !accumulated.isUnknown(slot: $0, ofUnit: unit, inPeriod: index)
            }
        }
    }
    let leaves: Boundaries.Share
    if case .commune(let commune) = group {
      leaves = boundaries.share(ofCommune: commune)
    } else {
      leaves = boundaries.share(ofUnits: reporting, in: asked)
    }
    return Standing(period: index, asked: asked.count, reporting: reporting, leaves: leaves)
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
    _ formula: TallyPlan.Formula, _ unit: Int, _ period: Int
  ) -> Bool {
    guard formula.slots.count > 1,
      formula.slots.contains(where: { accumulated.hasMissingParts(inSlot: $0) })
    else {
      return true
    }
    let missing = formula.slots.map {
      Set(accumulated.missingParts(ofSlot: $0, unit: unit, inPeriod: period))
    }
    return missing.allSatisfy { $0 == missing[0] }
  }

  /// By reporting unit the parts of the period that it has not reported.
  private func partsMissing(
    of formula: TallyPlan.Formula, _ standing: Standing
  ) -> [Int: [Period]] {
    var missing: [Int: [Period]] = [:]
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

  private func note(_ missing: [Int: [Period]], in tally: inout Tally) {
    guard !missing.isEmpty else { return }
    tally.incompleteUnits = missing.count
    tally.missingParts = inOrder(Array(missing.values.joined()))
  }

  private func tally(
    _ indicator: String, _ formula: TallyPlan.Formula, for group: Group, in period: Period,
    _ standing: Standing
  ) -> Tally {
    var tally = Tally(
      indicator: indicator, group: group, period: period, status: .complete,
      reportingUnits: standing.reporting.count, expectedUnits: standing.asked)
    guard standing.asked > 0 else {
      tally.status = .notApplicable
      return tally
    }
    guard !standing.reporting.isEmpty else {
      tally.status = .missing
      return tally
    }
    note(partsMissing(of: formula, standing), in: &tally)
    let isWhole = standing.reporting.count == standing.asked && tally.incompleteUnits == 0
    tally.status = isWhole ? .complete : .partial

    switch formula {
    case .slot(let slot):
      let (total, reports) = sum(slot, standing, &tally)
      tally.value = total.doubleValue / Double(reports)
    case .ratio(let of, let to, let percent):
      let (part, whole) = (total(of, standing, &tally), total(to, standing, &tally))
      tally.setRate(part, over: whole, scale: percent ? 100 : 1)
    case .shareOfCommunes(let slot):
      let lastDay = rosterDay(of: period)
      let communes: Int
      if case .commune(let number) = group {
        communes = roster.communes[number].validity.holds(lastDay) ? 1 : 0
      } else {
        communes = standing.reporting.reduce(0) {
          $0 + roster.communeCount(ofUnit: $1, on: lastDay)
        }
      }
      let part = total(slot, standing, &tally)
      tally.setRate(part, over: Quantity(communes), scale: 100)
    case .per(let slot, let measure, let times):
      guard let whole = amount(measure, of: group, standing.reporting, in: period) else {
        tally.status = .missing
        return tally
      }
      tally.setRate(total(slot, standing, &tally), over: whole, scale: times)
    case .quantile(let slot, let share):
      let (_, indivisible) = stated(slot, standing)
      for place in indivisible where !tally.indivisible.contains(place) {
        tally.indivisible.append(place)
      }
      tally.value = accumulated.quantile(
        share, inSlot: slot, period: standing.period, leaves: standing.leaves.whole, value: value)
      // Nothing was there to take it of.
      if tally.value == nil { tally.status = .notApplicable }
    case .computed(let arithmetic):
      let totals = Dictionary(
        uniqueKeysWithValues: arithmetic.operands.map { ($0, total($0, standing, &tally)) })
      tally.value = arithmetic.value { totals[$0]?.doubleValue ?? 0 }.flatMap {
        $0.isFinite ? $0 : nil
      }
      // Nothing was there to divide by.
      if tally.value == nil { tally.status = .notApplicable }
    }
    if !tally.indivisible.isEmpty {
      tally.status = .indivisible
      (tally.value, tally.numerator, tally.denominator) = (nil, nil, nil)
    }
    return tally
  }

  /// The total of a slot, of which the tally notes what is not certain.
  private func total(_ slot: Int, _ standing: Standing, _ tally: inout Tally) -> Quantity {
    let (total, reports) = sum(slot, standing, &tally)
    return reports == 1 ? total : Quantity(parts: total.parts / Int128(reports))
  }

  /// The sum of a slot, and of how many reported numbers it is to be the mean: one where they add up.
  private func sum(
    _ slot: Int, _ standing: Standing, _ tally: inout Tally
  ) -> (Quantity, reports: Int) {
    let (total, indivisible) = stated(slot, standing)
    tally.isApproximate = tally.isApproximate || total.isApproximate
    for place in indivisible where !tally.indivisible.contains(place) {
      tally.indivisible.append(place)
    }
    // What became part of a unit has reported rates of its own.
    return (total.value, plan.holdsRates(slot) ? max(total.reports, 1) : 1)
  }

  /// What a slot holds for those who stand behind a tally, and what cannot be divided.
  private func stated(
    _ slot: Int, _ standing: Standing
  ) -> (TallyAccumulator.Amount, indivisible: [Group]) {
    guard boundaries.day != nil else {
      return (amount(slot, standing.period, standing.leaves.whole), [])
    }
    let leaves = standing.leaves
    let distinct = plan.slots[slot].aggregate == .distinctCommunes
    let divided = leaves.divided.filter { leaf in
      (!distinct || boundaries.communes(ofLeaf: leaf) != nil)
        && amount(slot, standing.period, [leaf]).isAny
    }
    guard distinct else {
      return (
        amount(slot, standing.period, leaves.whole),
        divided.map { boundaries.place(ofLeaf: $0) }
      )
    }
    // Communes of an earlier map are counted as the communes that they became.
    var communes: Set<Int> = []
    var doubtful = divided
    for leaf in leaves.whole where amount(slot, standing.period, [leaf]).isAny {
      guard let heirs = boundaries.communes(ofLeaf: leaf), !heirs.isEmpty else { continue }
      if heirs.count == 1 { communes.insert(heirs[0]) } else { doubtful.append(leaf) }
    }
    // Of a commune that was split nobody knows which part was meant, unless all are counted anyway.
    doubtful.removeAll { leaf in
      boundaries.communes(ofLeaf: leaf)?.allSatisfy {
        communes.contains($0) || !isIn(standing, commune: $0)
      } ?? true
    }
    return (
      TallyAccumulator.Amount(value: Quantity(communes.count), isStated: true),
      doubtful.map { boundaries.place(ofLeaf: $0) }
    )
  }

  private func isIn(_ standing: Standing, commune: Int) -> Bool {
    standing.reporting.contains(roster.communes[commune].unit)
  }

  /// The day whose roster a period's shares are of: its last, or that of the map.
  func rosterDay(of period: Period) -> Day {
    boundaries.day ?? calendar.days(of: period).upperBound.previous
  }

  /// The units of a group that belong to the roster on some day of the period, or on the map that groups
  /// are stated on have taken in a unit that does.
  package func units(of group: Group, in period: Period) -> [Int] {
    let days = calendar.days(of: period)
    return members(of: group).filter { unit in
      boundaries.sources(ofUnit: unit).contains { roster.units[$0].validity.overlaps(days) }
    }
  }

  /// The communes of a unit that belong to the roster on some day of the period, or to the map.
  package func communes(ofUnit unit: Int, in period: Period) -> [Int] {
    let days = calendar.days(of: period)
    return roster.units[unit].communes.filter { commune in
      let validity = roster.communes[commune].validity
      return boundaries.day.map { validity.holds($0) } ?? validity.overlaps(days)
    }
  }

  private func members(of group: Group) -> [Int] {
    switch group {
    case .all: boundaries.units
    case .cluster(let cluster): boundaries.units.filter { roster.units[$0].cluster == cluster }
    case .unit(let unit): [unit]
    case .commune(let commune): [roster.communes[commune].unit]
    case .part(let part): boundaries.units.filter { roster.holds(part, unit: $0) }
    }
  }

  /// The units that must have reported for a unit's number to be known: those of its own and earlier
  /// ones that were in the roster at the end of the period.
  private func reporters(behind unit: Int, in period: Period) -> [Int] {
    guard boundaries.day != nil else { return [unit] }
    let days = calendar.days(of: period)
    let earlier = boundaries.sources(ofUnit: unit)
    let atEnd = earlier.filter { roster.units[$0].validity.holds(days.upperBound.previous) }
    return atEnd.isEmpty ? earlier.filter { roster.units[$0].validity.overlaps(days) } : atEnd
  }

  /// Whether a unit has reported anything of a period, if only of parts of it.
  package func hasReportedPart(unit: Int, of period: Period) -> Bool {
    reportCount(behind: unit, in: period) > 0
  }

  /// How many activities and submissions stand behind a unit's report of a period, those of parts of it included.
  package func reportCount(behind unit: Int, in period: Period) -> Int {
    let index = index(of: period)
    return rowCount(behind: unit, in: period)
      + reporters(behind: unit, in: period).reduce(0) {
        $0 + accumulated.incompleteCount(ofUnit: $1, inPeriod: index)
      }
  }

  /// The parts of a period that a unit has not reported of some number.
  package func missingParts(ofUnit unit: Int, in period: Period) -> [Period] {
    let index = index(of: period)
    let parts = plan.slots.indices.flatMap { slot in
      reporters(behind: unit, in: period).flatMap {
        accumulated.missingParts(ofSlot: slot, unit: $0, inPeriod: index)
      }
    }
    return inOrder(parts)
  }

  private func inOrder(_ parts: [Period]) -> [Period] {
    Set(parts).sorted {
      let (left, right) = (calendar.days(of: $0), calendar.days(of: $1))
      return (left.lowerBound, right.upperBound) < (right.lowerBound, left.upperBound)
    }
  }

  /// Whether a unit has any record in a period: a zero is then a true zero.
  package func hasReported(unit: Int, in period: Period) -> Bool {
    rowCount(behind: unit, in: period) > 0
  }

  /// Whether a unit, or on a later map one of those that report for it, has an activity in a period.
  package func hasActivities(unit: Int, in period: Period) -> Bool {
    let index = index(of: period)
    return reporters(behind: unit, in: period).contains {
      accumulated.activityCount(ofUnit: $0, inPeriod: index) > 0
    }
  }

  /// How many activities and submissions stand behind a unit's report of a period: its own, or on a
  /// later map those of the units that reported for it, 0 where one of them did not.
  package func rowCount(behind unit: Int, in period: Period) -> Int {
    let index = index(of: period)
    let counts = reporters(behind: unit, in: period).map {
      accumulated.rowCount(ofUnit: $0, inPeriod: index)
    }
    return counts.contains(0) ? 0 : counts.reduce(0, +)
  }

  private func applicableUnits(
    of group: Group, for formula: TallyPlan.Formula, in period: Period
  ) -> [Int] {
    let index = index(of: period)
    let units = units(of: group, in: period).filter { unit in
      !formula.slots.contains { accumulated.isNotAsked(slot: $0, ofUnit: unit, inPeriod: index) }
    }
    guard plan.needsCommunes(formula) else { return units }
    let day = rosterDay(of: period)
    return units.filter { roster.communeCount(ofUnit: $0, on: day) > 0 }
  }

  /// The place of a period among those that were tallied; it must be one of them.
  package func index(of period: Period) -> Int {
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
