import Foundation

/// The number of printed decimals of an indicator without one in the settings.
package enum PrintedDecimals {
  /// The number of decimals for some values: the fewest that show each exactly, unless larger values make the last
  /// decimals meaningless. 0.4 ha is not rounded to 0, 1,020.75 stays unchanged, and 1,394.8125 is printed as 1,394.8.
  package static func needed(for values: [Double]) -> Int {
    let sizes = values.map(abs).filter { $0 > 0 && $0.isFinite }
    guard let least = sizes.min(), let most = sizes.max() else { return 0 }
    let exact = sizes.map(exactDecimals).max() ?? 0
    // Offices write up to two decimals, as in millions of đồng: 1.020,75.
    if exact <= 2, most < 1_000_000 { return exact }
    // Keep two significant digits of the least value, or one if numbers are large.
    let figures = max(0, 1 - Int(floor(log10(least))))
    return min(exact, most < 1000 ? max(figures, 2) : max(figures, 1), 4)
  }

  /// The fewest decimals, at most four, that show a value exactly.
  package static func exactDecimals(_ value: Double) -> Int {
    (0..<4).first { decimals in
      let scaled = value * pow(10, Double(decimals))
      return abs(scaled - scaled.rounded()) <= 1e-6 * max(1, abs(scaled) * 1e-6)
    } ?? 4
  }
}

extension TallyBook {
  /// For each indicator without a setting, the number of decimals that the units' values in some periods need; for one with a
  /// setting, if these are more.
  package func neededDecimals(_ indicators: [Indicator], in periods: [Period]) -> [String: Int] {
    var decimals: [String: Int] = [:]
    // Whatever the settings say, a number that misses its target is not printed like it.
    for indicator in indicators
    where indicator.hasStatedDecimals ? indicator.target != nil : indicator.definition.isRate {
      let needed = self.decimals(ofRate: indicator, from: indicator.decimals, in: periods)
      if needed > indicator.decimals { decimals[indicator.id] = needed }
    }
    for indicator in indicators
    where !indicator.hasStatedDecimals && !indicator.definition.isRate
      && !indicator.definition.isCount
    {
      let values = periods.filter { self.periods.contains($0) }.flatMap { period in
        units(of: .all, in: period).compactMap {
          tally(indicator, for: .unit($0), in: period).value
        }
      }
      var needed = PrintedDecimals.needed(for: values)
      // The mean of 90 and 85 has a decimal.
      if !indicator.addsUp, needed == 0, areBroken(indicator, in: periods) { needed = 1 }
      if needed > 0 {
        if !indicator.addsUp {
          needed = self.decimals(ofRate: indicator, from: needed, in: periods)
        }
        decimals[indicator.id] = needed
      }
    }
    return decimals
  }

  /// Whether the number of a cluster, or of all units together, has a fraction.
  private func areBroken(_ indicator: Indicator, in periods: [Period]) -> Bool {
    let groups = roster.clusters.indices.map { Group.cluster($0) } + [.all]
    return periods.filter { self.periods.contains($0) }.contains { period in
      groups.contains { group in
        tally(indicator, for: group, in: period).value.map { abs($0 - $0.rounded()) > 1e-9 }
          ?? false
      }
    }
  }

  /// The number of decimals, up to three, that distinguishes a rate in the last of some periods from 100%, from zero
  /// and from a target that it misses: 99.96% is not printed as 100.0%. With a setting, it is only told from the target.
  private func decimals(
    ofRate indicator: Indicator, from least: Int, in periods: [Period]
  ) -> Int {
    guard let period = periods.last(where: self.periods.contains) else { return least }
    let groups =
      units(of: .all, in: period).map { Group.unit($0) } + [.all]
      + roster.clusters.indices.map { .cluster($0) }
    let values = groups.compactMap { tally(indicator, for: $0, in: period).value }
    /// Whether a value differs from a mark, even if both would be printed alike.
    func isUnlike(_ value: Double, _ mark: Double) -> Bool {
      mark == indicator.target ? indicator.reachesTarget(value) == false : abs(value - mark) > 1e-9
    }
    let ends: [Double] =
      indicator.hasStatedDecimals ? [] : indicator.isPercentage ? [0, 100] : [0]
    let marks = ends + [indicator.target].compactMap(\.self)
    return (min(least, 3)..<3).first { decimals in
      !values.contains { value in
        marks.contains { mark in
          isUnlike(value, mark)
            && Rounding.rounded(value, decimals: decimals)
              == Rounding.rounded(mark, decimals: decimals)
        }
      }
    } ?? max(least, 3)
  }
}
