/// Tallies for many texts of a column; reporting units are determined once.
extension TallyBook {
  /// The basis of the tallies of some indicators for a group in a period, independent of the text to which they are
  /// restricted: computed once to list many texts of a column.
  package struct Basis {
    /// The units or places of the tallies.
    package let group: Group
    /// The period that is tallied.
    package let period: Period
    fileprivate var entries: [Entry] = []

    /// A reference type: read once for every text, and never changed.
    fileprivate final class Entry: Sendable {
      let indicator: String
      let formula: TallyPlan.Formula
      /// `nil` if it depends on the text: if units report the indicator's own numbers, or a table lacks the column.
      let standing: Standing?
      /// The tally without its numbers; `nil` if it depends on the text.
      let frame: Tally?
      /// The status of the frame: to read it from there would copy all of it.
      let status: Tally.Status?

      init(
        indicator: String, formula: TallyPlan.Formula, standing: Standing?, frame: Tally?
      ) {
        (self.indicator, self.formula) = (indicator, formula)
        (self.standing, self.frame, status) = (standing, frame, frame?.status)
      }
    }
  }

  /// Determines the reporting units for some indicators.
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
        // A number that needs a column which some table lacks may be unknown for some units that have reported. The
        // same applies to an indicator asked of some units only, and to one divided by a roster number that some units
        // lack.
        if accumulated.mayBeUnknown(formula.slots) || plan.isScoped(formula)
          || formula.dividesByRoster
        {
          own = standing(of: group, for: formula, in: period, among: nil)
        } else {
          own = known[needsCommunes] ?? standing(of: group, for: formula, in: period, among: nil)
          known[needsCommunes] = own
        }
      }
      let frame = own.map { self.frame(indicator.id, formula, for: group, in: period, $0) }
      basis.entries.append(
        Basis.Entry(indicator: indicator.id, formula: formula, standing: own, frame: frame))
    }
    return basis
  }

  /// The tallies of a basis of this book, or of a differently restricted copy, in its order.
  package func tallies(on basis: Basis) -> [Tally] {
    var tallies: [Tally] = []
    tally(basis, into: &tallies)
    return tallies
  }

  /// The same in place of the tallies of another text on the same basis: a long table has millions of them, most of
  /// which differ in one number.
  ///
  /// - Parameter tallies: empty, or what this gave for the same basis.
  package func tally(_ basis: Basis, into tallies: inout [Tally]) {
    let isFirst = tallies.isEmpty
    if isFirst { tallies.reserveCapacity(basis.entries.count) }
    // Most tables suppress nothing and have no stated totals.
    let isPlain = smallNumbers == nil && (value != nil || totals.isEmpty)
    for (index, entry) in basis.entries.enumerated() {
      if isPlain, let standing = entry.standing, let status = entry.status {
        if isFirst, let frame = entry.frame {
          tallies.append(frame)
        } else {
          tallies[index].takeBackNumbers(status)
        }
        fill(&tallies[index], entry.formula, standing)
        continue
      }
      let standing =
        entry.standing
        ?? standing(of: basis.group, for: entry.formula, in: basis.period, among: nil)
      var own = tally(entry.indicator, entry.formula, for: basis.group, in: basis.period, standing)
      if !isPlain {
        own = withoutSmall(value == nil ? withStatedTotal(own) : own, entry.formula)
      }
      if isFirst { tallies.append(own) } else { tallies[index] = own }
    }
  }
}

extension Tally {
  /// Takes back what `TallyBook.fill` changes in a frame, whose status this was.
  fileprivate mutating func takeBackNumbers(_ status: Status) {
    (self.status, value, numerator, denominator) = (status, nil, nil, nil)
    isApproximate = false
    if !indivisible.isEmpty { indivisible = [] }
  }
}
