/// All tallies of some periods: computes the number of any indicator for any group.
package struct TallyBook: Sendable {
  /// The data shared by all copies: tables restrict a book, or change its boundaries, once for every line.
  final class Contents: Sendable {
    let roster: Roster
    let accumulated: TallyAccumulator
    let slices: [Slice]
    let cuts: Cuts
    let plans: Plans
    let totals: StatedTotals
    let smallNumbers: SmallNumbers?
    /// The boundaries of each record's own day.
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
  /// The number of the text to which all tallies are restricted, if any.
  var value: Int?
  /// Whether small numbers are shown, too.
  private var showsSmall = false
  /// The boundaries of the groups.
  package private(set) var boundaries: Boundaries

  /// The units, communes and clusters over time.
  package var roster: Roster { contents.roster }
  /// The folded activities and submissions.
  package var accumulated: TallyAccumulator { contents.accumulated }
  /// The plans of units and clusters.
  package var plans: Plans { contents.plans }
  /// The totals of clusters that are known without their units.
  var totals: StatedTotals { contents.totals }
  /// The texts of the column that the accumulator tallies separately, in alphabetical order.
  package var slices: [Slice] { contents.slices }

  /// The activities with a text in that column.
  package struct Slice: Sendable, Hashable {
    /// The text's number, −1 for the empty one.
    package var value: Int
    /// The text as displayed; empty for activities with an empty cell.
    package var text: String
  }

  /// - Parameters:
  ///   - values: the texts of the accumulator's column that occurred, by number.
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

  /// The same tallies, restricted to the activities of one slice. Whether a unit has reported does not depend on it: a
  /// unit without such an activity has a true zero.
  package func restricted(to slice: Slice) -> TallyBook {
    var book = self
    book.restrict(to: slice)
    return book
  }

  /// Restricts the tallies to those of a slice, or to none. In a loop over many slices this avoids reference counting
  /// of shared data by the threads that write a table.
  package mutating func restrict(to slice: Slice?) { value = slice?.value }

  /// The same tallies with the boundaries of the last day of the latest of some periods, so that they are comparable:
  /// merged or divided units count in their successors. Returns the same book if there were none.
  package func comparable(_ compared: [Period]) -> TallyBook {
    let spans = compared.map { calendar.days(of: $0) }
    guard let day = Boundaries.day(joining: spans, in: roster) else { return self }
    var book = self
    book.boundaries = Boundaries(roster, on: day, place: accumulated.grain.place)
    return book
  }

  /// Whether any number is approximate.
  package var holdsApproximate: Bool {
    totals.holdsApproximate || accumulated.approximate.contains { !$0.isEmpty }
  }

  /// Whether any number of some indicators is not zero in some periods.
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

  /// The same tallies without suppression: for checks and scores, not for print.
  package var withSmallNumbers: TallyBook {
    var book = self
    book.showsSmall = true
    return book
  }

  /// The suppressed small numbers; `nil` if nothing is suppressed.
  var smallNumbers: SmallNumbers? { showsSmall ? nil : contents.smallNumbers }

  /// The attributes in rows and columns, besides units and clusters, whose totals suppression must protect.
  package private(set) var divisions: [Int] = []

  /// The same book for a table by attributes of the roster.
  package func divided(by attributes: [String?]) -> TallyBook {
    var book = self
    book.divisions = Set(attributes.compactMap { $0.flatMap { roster.attribute(named: $0) } })
      .union(divisions).sorted()
    return book
  }

  /// The same numbers with the boundaries of each record's own day.
  var onOwnMap: TallyBook {
    var book = self
    book.boundaries = contents.ownMap
    return book
  }

  /// The reporting units of a number computed by a formula.
  func reporters(of formula: TallyPlan.Formula, for group: Group, in period: Period) -> Set<Int> {
    Set(standing(of: group, for: formula, in: stated(period, formula), among: nil).reporting)
  }

  /// The number of values of a quantile.
  func valueCount(inSlot slot: Int, for group: Group, in period: Period) -> Int {
    let formula = TallyPlan.Formula.quantile(slot, at: 0.5)
    let standing = standing(of: group, for: formula, in: stated(period, formula), among: nil)
    return accumulated.valueCount(
      inSlot: slot, period: standing.period, leaves: standing.leaves.whole, value: value)
  }

  /// The number of the text to which all tallies are restricted.
  var restriction: Int? { value }

  /// The amount of a slot for a group in a period, in ten-thousandths, in total or restricted to some texts; `nil` if
  /// it is unknown.
  ///
  /// - Parameter id: the indicator whose own numbers the slot contains, which may have stated totals; empty for none.
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

  /// The id of the column whose texts are tallied separately, if any.
  package var column: String? {
    accumulated.grain.category.map { plan.schema.categories[$0].column }
  }

  /// The plan of what was tallied.
  package var plan: TallyPlan { accumulated.plan }
  /// The periods with tallies.
  package var periods: [Period] { accumulated.periods }
  /// The calendar, which gives the days of periods.
  package var calendar: ReportingCalendar { accumulated.calendar }

  /// The tally of an indicator.
  ///
  /// - Precondition: the period is one of `periods`; communes need `Grain.commune`.
  package func tally(_ indicator: Indicator, for group: Group, in period: Period) -> Tally {
    tally(indicator, for: group, in: period, among: nil)
  }

  /// The tally of the units' reports, regardless of stated totals.
  package func unitsTally(_ indicator: Indicator, for group: Group, in period: Period) -> Tally {
    tally(indicator, for: group, in: period, among: Set(units(of: group, in: period)))
  }

  /// The tally of an indicator over only some of the group's units.
  package func tally(
    _ indicator: Indicator, for group: Group, in period: Period, among chosen: Set<Int>?
  ) -> Tally {
    let formula = plan.formula(of: indicator)
    let period = stated(period, formula)
    let standing = standing(of: group, for: formula, in: period, among: chosen)
    let tally = tally(indicator.id, formula, for: group, in: period, standing)
    return withoutSmall(chosen == nil && value == nil ? withStatedTotal(tally) : tally, formula)
  }

  /// The tallies of several indicators, in their order; reporting units are determined once.
  package func tallies(
    _ indicators: [Indicator], for group: Group, in period: Period
  ) -> [Tally] {
    tallies(on: basis(indicators, for: group, in: period))
  }

  /// The index of a period, which must be among those tallied.
  package func index(of period: Period) -> Int {
    guard let index = periods.firstIndex(of: period) else {
      preconditionFailure("\(period.name) was not tallied")
    }
    return index
  }
}
