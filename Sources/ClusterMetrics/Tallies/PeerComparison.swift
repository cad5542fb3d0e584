/// An indicator over the units of one cluster in a period: what each of them stands beside.
package struct PeerComparison: Sendable {
  /// The units of the cluster in the period, in the roster's order.
  package let units: [Int]
  /// How many of them are asked for the indicator.
  package let asked: Int
  /// By place among `units`: in the indicator's unit of measure, `nil` where a value is unknown.
  package let values: [Double?]
  /// By place among `units`: 1 for the best, ties sharing the better rank.
  package let ranks: [Int?]
  /// The change of the cluster since the base, which those of its units make up where the indicator adds
  /// up; `nil` without a base or where either is unknown.
  package let clusterChange: Double?

  /// Whether some values are hidden.
  package let hidesSome: Bool
  /// Whether nobody has reported the whole period: then what there is stands side by side.
  package let areParts: Bool
  /// How many units have a value.
  package let known: Int
  /// The arithmetic mean of the known values; `nil` where some are hidden: what the others make together would be called that
  /// of all. So are the median and the quartiles.
  package let mean: Double?
  /// The median of the known values.
  package let median: Double?
  /// What the middle half of the units lies between (see `Ranking.quartiles`).
  package let quartiles: (first: Double, third: Double)?
  private let places: [Int: Int]

  init(
    units: [Int], asked: Int, values: [Double?], ranks: [Int?], clusterChange: Double?,
    hidesSome: Bool, areParts: Bool
  ) {
    (self.units, self.asked, self.values, self.ranks) = (units, asked, values, ranks)
    (self.clusterChange, self.hidesSome, self.areParts) = (clusterChange, hidesSome, areParts)
    known = values.count { $0 != nil }
    // Worked out once: each unit of a cluster is set beside the others.
    mean = hidesSome ? nil : Ranking.mean(of: values)
    median = hidesSome ? nil : Ranking.median(of: values)
    quartiles = hidesSome ? nil : Ranking.quartiles(of: values)
    places = Dictionary(
      zip(units, units.indices).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
  }

  /// A unit's rank; `nil` where it is not asked or has no value.
  package func rank(ofUnit unit: Int) -> Int? { places[unit].flatMap { ranks[$0] } }
}

extension TallyBook {
  /// The units of a cluster side by side, and its change since a base where there is one.
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
