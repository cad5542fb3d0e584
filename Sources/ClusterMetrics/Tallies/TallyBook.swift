/// All tallies of some periods: states the number of any indicator for any group.
package struct TallyBook: Sendable {
  /// What all copies have in common: a book is restricted and put on other maps once for every line of a
  /// table.
  final class Contents: Sendable {
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

  let contents: Contents
  /// The number of the text that all tallies are restricted to, if any.
  var value: Int?
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

  /// Whether any number was only said to be about so much.
  package var holdsApproximate: Bool {
    totals.holdsApproximate || accumulated.approximate.contains { !$0.isEmpty }
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

  func amount(
    _ slot: Int, _ period: Int, _ leaves: some Sequence<Int>
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

  /// The place of a period among those that were tallied; it must be one of them.
  package func index(of period: Period) -> Int {
    guard let index = periods.firstIndex(of: period) else {
      preconditionFailure("\(period.name) was not tallied")
    }
    return index
  }
}
