/// Tallies of many texts of a column, for which who has reported is worked out once.
extension TallyBook {
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
      /// `nil` where it depends on the text: where units report the indicator's own numbers, or a table has no such column.
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
      let dependsOnText =
        !accumulated.unsliced.isEmpty
        || formula.slots.contains { plan.slots[$0].aggregate.isSubmitted }
      if !dependsOnText {
        let needsCommunes = plan.needsCommunes(formula)
        // A number that some table has no column for is not known of all who have reported.
        // Nor does one stand on all of them that is asked of some only.
        // Nor what is divided by a number that the roster says of some only.
        if accumulated.mayBeUnknown(formula.slots) || plan.isScoped(formula)
          || formula.dividesByRoster
        {
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
    // Most tables hide nothing, and nobody has stated totals.
    let isPlain = smallNumbers == nil && (value != nil || totals.isEmpty)
    for entry in basis.entries {
      let standing =
        entry.standing
        ?? standing(of: basis.group, for: entry.formula, in: basis.period, among: nil)
      let tally = tally(
        entry.indicator, entry.formula, for: basis.group, in: basis.period, standing)
      tallies.append(
        isPlain
          ? tally : withoutSmall(value == nil ? withStatedTotal(tally) : tally, entry.formula))
    }
    return tallies
  }
}
