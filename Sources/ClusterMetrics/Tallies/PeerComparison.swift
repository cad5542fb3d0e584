/// An indicator for all units of a cluster in a period, with statistics to compare each of them.
package struct PeerComparison: Sendable {
  /// The units of the cluster in the period, in the roster's order.
  package let units: [Int]
  /// The number of units to which the indicator applies.
  package let asked: Int
  /// For each of `units` its value in the indicator's unit of measure; `nil` if unknown.
  package let values: [Double?]
  /// For each of `units` its rank: 1 for the best, with ties sharing the better rank.
  package let ranks: [Int?]
  /// The change of the cluster since the base, to which its units' changes add up if the indicator adds up; `nil`
  /// without a base or if either is unknown.
  package let clusterChange: Double?

  /// Whether some values are hidden.
  package let hidesSome: Bool
  /// Whether no unit has reported the whole period: then partial values are compared.
  package let areParts: Bool
  /// The number of units with a value.
  package let known: Int
  /// The arithmetic mean of the known values.
  ///
  /// Mean, median and quartiles are `nil` if values are hidden: those of the others would be mistaken for those of all.
  package let mean: Double?
  /// The median of the known values.
  package let median: Double?
  /// The bounds of the middle half of the values (see `Ranking.quartiles`).
  package let quartiles: (first: Double, third: Double)?
  private let places: [Int: Int]

  init(
    units: [Int], asked: Int, values: [Double?], ranks: [Int?], clusterChange: Double?,
    hidesSome: Bool, areParts: Bool
  ) {
    (self.units, self.asked, self.values, self.ranks) = (units, asked, values, ranks)
    (self.clusterChange, self.hidesSome, self.areParts) = (clusterChange, hidesSome, areParts)
    known = values.count { $0 != nil }
    // Computed once, because each unit of a cluster is compared with the others.
    mean = hidesSome ? nil : Ranking.mean(of: values)
    median = hidesSome ? nil : Ranking.median(of: values)
    quartiles = hidesSome ? nil : Ranking.quartiles(of: values)
    places = Dictionary(
      zip(units, units.indices).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
  }

  /// A unit's rank; `nil` if the indicator does not apply to it or it has no value.
  package func rank(ofUnit unit: Int) -> Int? { places[unit].flatMap { ranks[$0] } }
}

extension TallyBook {
  /// The values of a cluster's units, and its change since a base if one is given.
  package func peers(
    _ indicator: Indicator, inCluster cluster: Int, in period: Period, versus base: Period? = nil
  ) -> PeerComparison {
    let units = units(of: .cluster(cluster), in: period)
    let tallies = units.map { tally(indicator, for: .unit($0), in: period) }
    let values = tallies.comparableValues
    return PeerComparison(
      units: units, asked: tallies.count { $0.expectedUnits > 0 }, values: values,
      ranks: tallies.ranks(better: indicator.better),
      clusterChange: base.flatMap {
        comparison(indicator, for: .cluster(cluster), in: period, with: $0).change
      }, hidesSome: tallies.contains { $0.status == .hidden },
      areParts: tallies.contains { $0.value != nil }
        && tallies.allSatisfy { $0.value == nil || $0.lacksParts })
  }
}
