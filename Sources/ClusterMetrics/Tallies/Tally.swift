/// The units or places of a tally.
package enum Group: Hashable, Sendable {
  /// All clusters of the project.
  case all
  case cluster(Int)
  case unit(Int)
  case commune(Int)
  /// Units with common attributes in the roster.
  case part(Roster.Part)

  /// Whether it consists of units without the attributes by which the others are grouped.
  package var isWithoutTraits: Bool {
    if case .part(let part) = self { part.traits.contains { $0.text == nil } } else { false }
  }

  /// Whether it is a cluster, or all.
  package var isWhole: Bool {
    switch self {
    case .all, .cluster: true
    case .unit, .commune, .part: false
    }
  }

  /// Whether it is a single unit or commune, whose numbers depend on no others.
  package var isOneUnit: Bool {
    switch self {
    case .unit, .commune: true
    case .all, .cluster, .part: false
    }
  }
}

/// One number for an indicator, a group and a period, with its status.
package struct Tally: Sendable, Hashable {
  /// Whether there is a value, and how complete it is.
  package enum Status: String, Sendable, Hashable, CaseIterable {
    /// Every unit of the group has reported.
    case complete
    /// Some units of the group have not reported, or only parts of the period.
    case partial
    /// No unit of the group has reported. The value is not zero but unknown.
    case missing
    /// Does not apply: a sector committee has no communes to cover; there was nothing to resolve.
    case notApplicable = "not-applicable"
    /// With the boundaries of a later day, numbers would have to be divided between this group and others: see
    /// `Tally.indivisible`. The value is unknown.
    case indivisible
    /// Suppressed, because it is small or would reveal a small number (`hide_below`).
    case hidden
  }

  /// The id of the indicator.
  package var indicator: String
  /// The units or places that it covers.
  package var group: Group
  /// The period that it covers.
  package var period: Period
  /// Whether there is a value, and how complete it is.
  package var status: Status
  /// In the indicator's own unit, percent for percentages; `nil` when missing or not applicable.
  package var value: Double?
  /// The numerator of a rate, which adds up over groups, unlike the value.
  package var numerator: Quantity?
  /// The denominator of a rate.
  package var denominator: Quantity?
  /// The number of units included in the value, of `expectedUnits`.
  package var reportingUnits: Int
  /// The number of units to which the indicator applies.
  package var expectedUnits: Int
  /// The number of reporting units that have not reported all parts of the period from which their number is made.
  package var incompleteUnits = 0
  /// The parts that they have not reported, in order.
  package var missingParts: [Period] = []
  /// Whether the number also covers time before the period: it is too large, and not compared with plans or other
  /// periods.
  package var holdsEarlierParts = false
  /// Whether some unit gave its number as "over", "nearly" or "about" a number.
  package var isApproximate = false
  /// The reason why it is missing although units have reported.
  package var lack: Lack?
  /// Reasons why a number computed from others is missing although these exist.
  package enum Lack: Sendable, Equatable {
    /// The roster lacks the denominator.
    case measure
    /// Its components cover different parts of the period.
    case likeParts
  }
  /// Whether it is stated for the group as a whole, and the numbers of its units are unknown.
  package var isStatedTotal = false
  /// The former units and communes of which this group has a part, and whose numbers cannot be divided.
  package var indivisible: [Group] = []

  /// Whether it has a value, but some units or parts of its period are missing.
  package var isMarked: Bool { status == .partial && value != nil }

  /// Whether a single unit has not reported all parts of the period.
  package var lacksParts: Bool { incompleteUnits > 0 && group.isOneUnit }

  /// Whether this is a rate of fewer than 20 cases, which a single case would change by five points or more.
  package var isUnsteady: Bool {
    guard let denominator, value != nil else { return false }
    return denominator < Quantity(20)
  }
}

extension [Tally] {
  /// Whether one of them is hidden, so that no ranks can be given: a number hidden besides a small one may be the
  /// largest of all.
  package var hidesRanks: Bool { contains { $0.status == .hidden } }

  /// The rank of each, the best first, with ties sharing the better rank; `nil` for those without a comparable value,
  /// and for all if a number is hidden or neither more nor less is better.
  package func ranks(better: Preference) -> [Int?] {
    hidesRanks ? map { _ in nil } : Ranking.ranks(of: comparableValues, better: better)
  }

  /// The comparable values: three months of one unit are not ranked among half-years, unless no unit has more.
  package var comparableValues: [Double?] {
    let hasWhole = contains { $0.value != nil && !$0.lacksParts }
    return map { hasWhole && $0.lacksParts ? nil : $0.value }
  }
}
