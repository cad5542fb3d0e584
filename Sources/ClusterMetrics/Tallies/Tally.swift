/// Whom a tally is about.
package enum Group: Hashable, Sendable {
  /// All clusters of the project.
  case all
  case cluster(Int)
  case unit(Int)
  case commune(Int)
  /// Units that the roster says something in common of.
  case part(Roster.Part)

  /// Whether it is made of units of which the roster does not say what others are grouped by.
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

  /// Whether it is one reporter, whose numbers stand on nobody else.
  package var isOneUnit: Bool {
    switch self {
    case .unit, .commune: true
    case .all, .cluster, .part: false
    }
  }
}

/// One number for an indicator, a group and a period, with its status.
package struct Tally: Sendable, Hashable {
  /// Whether there is a value, and how much stands behind it.
  package enum Status: String, Sendable, Hashable, CaseIterable {
    /// Every unit of the group has reported.
    case complete
    /// Some units of the group have not reported, or only parts of the period.
    case partial
    /// No unit of the group has reported. The value is not zero but unknown.
    case missing
    /// The question does not arise: a sector committee has no communes to cover, nothing was there
    /// to be resolved.
    case notApplicable = "not-applicable"
    /// On the map of a later day, something would have to be divided between this group and
    /// others: see `Tally.indivisible`. The value is unknown.
    case indivisible
    /// It is small, or would give a small number away (`hide_below`), and so not shown.
    case hidden
  }

  /// The id of the indicator.
  package var indicator: String
  /// Whom it is about.
  package var group: Group
  /// The period that is tallied.
  package var period: Period
  /// Whether there is a value, and how much stands behind it.
  package var status: Status
  /// In the indicator's own unit, percent for percentages; `nil` when missing or not applicable.
  package var value: Double?
  /// Of a rate: what it is the share of `denominator` of. They add up over groups; the value does
  /// not.
  package var numerator: Quantity?
  /// What the numerator is a share of.
  package var denominator: Quantity?
  /// How many units stand behind the value, of how many that are asked.
  package var reportingUnits: Int
  /// How many units are asked.
  package var expectedUnits: Int
  /// How many of the reporting units have not reported all parts of the period that their number is made from.
  package var incompleteUnits = 0
  /// The parts that they have not reported, in order.
  package var missingParts: [Period] = []
  /// Whether some of these lie before the period: the number is too large, and holds against no plan and no other period.
  package var holdsEarlierParts = false
  /// Whether some unit reported its number as "over", "nearly" or "about" so many.
  package var isApproximate = false
  /// Why it is missing although units have reported.
  package var lack: Lack?
  /// Why a number that is made from others is missing although these are there.
  package enum Lack: Sendable, Equatable {
    /// The roster does not say what it is divided by.
    case measure
    /// What it is made from is of unlike parts of the period.
    case likeParts
  }
  /// Whether it is stated of the group as a whole, and nobody knows the numbers of its units.
  package var isStatedTotal = false
  /// The units and communes of an earlier map that this group has a part of, and whose numbers cannot
  /// be divided.
  package var indivisible: [Group] = []

  /// Whether it is a number that some units, or some parts of its period, are missing from.
  package var isMarked: Bool { status == .partial && value != nil }

  /// Whether one reporter has not reported all parts of the period.
  package var lacksParts: Bool { incompleteUnits > 0 && group.isOneUnit }

  /// Whether this is a rate over fewer than 20 cases, which one case more or less would move by five
  /// points or more.
  package var isUnsteady: Bool {
    guard let denominator, value != nil else { return false }
    return denominator < Quantity(20)
  }
}

extension [Tally] {
  /// Whether one of them is hidden, so that nobody can say who is first: what is hidden beside a small number may be the
  /// largest of all.
  package var hidesRanks: Bool { contains { $0.status == .hidden } }

  /// The rank of each, the best first, ties sharing the better rank; `nil` for those without a value that can be
  /// compared, and for all where a number is hidden or neither more nor less is better.
  package func ranks(better: Preference) -> [Int?] {
    hidesRanks ? map { _ in nil } : Ranking.ranks(of: comparableValues, better: better)
  }

  /// The values that can be set side by side: three months of one reporter are not ranked among half-years, unless
  /// nobody has more.
  package var comparableValues: [Double?] {
    let hasWhole = contains { $0.value != nil && !$0.lacksParts }
    return map { hasWhole && $0.lacksParts ? nil : $0.value }
  }
}
