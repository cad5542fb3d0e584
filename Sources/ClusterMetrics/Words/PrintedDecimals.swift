import Foundation

/// How many decimals an indicator's numbers need in print, where the settings do not say.
package enum PrintedDecimals {
  /// The decimals of some values: as few as state each exactly, unless the larger ones make the last of them
  /// meaningless. 0.4 ha is not 0, 1,020.75 stays what it is, and 1,394.8 need not be 1,394.8125.
  package static func needed(for values: [Double]) -> Int {
    let sizes = values.map(abs).filter { $0 > 0 && $0.isFinite }
    guard let least = sizes.min(), let most = sizes.max() else { return 0 }
    let exact = sizes.map(exactDecimals).max() ?? 0
    // Hundredths are what offices write, as of millions of đồng: 1.020,75.
    if exact <= 2, most < 1_000_000 { return exact }
    // Two figures of the least one can be read, or one where numbers are large.
    let figures = max(0, 1 - Int(floor(log10(least))))
    return min(exact, most < 1000 ? max(figures, 2) : max(figures, 1), 4)
  }

  /// The fewest decimals, up to four, that state a value.
  private static func exactDecimals(_ value: Double) -> Int {
    (0..<4).first { decimals in
      let scaled = value * pow(10, Double(decimals))
      return abs(scaled - scaled.rounded()) <= 1e-6 * max(1, abs(scaled) * 1e-6)
    } ?? 4
  }
}

extension TallyBook {
  /// By id the decimals that indicators without any of their own need for what units have in some periods.
  package func neededDecimals(_ indicators: [Indicator], in periods: [Period]) -> [String: Int] {
    var decimals: [String: Int] = [:]
    for indicator in indicators where !indicator.hasStatedDecimals && indicator.definition.isRate {
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
      // The mean of 90 and 85 is neither.
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

  /// Whether a cluster, or all units together, have a number with a fraction.
  private func areBroken(_ indicator: Indicator, in periods: [Period]) -> Bool {
    let groups = roster.clusters.indices.map { Group.cluster($0) } + [.all]
    return periods.filter { self.periods.contains($0) }.contains { period in
      groups.contains { group in
        tally(indicator, for: group, in: period).value.map { abs($0 - $0.rounded()) > 1e-9 }
          ?? false
      }
    }
  }

  /// As many decimals, up to three, as tell a rate from all, from nothing and from its target where it is not that, in the last
  /// of some periods: 99.96 % is not printed as 100.0 %.
  private func decimals(
    ofRate indicator: Indicator, from least: Int, in periods: [Period]
  ) -> Int {
    guard let period = periods.last(where: self.periods.contains) else { return least }
    let groups =
      units(of: .all, in: period).map { Group.unit($0) } + [.all]
      + roster.clusters.indices.map { .cluster($0) }
    let values = groups.compactMap { tally(indicator, for: $0, in: period).value }
    /// What a value is not, although it would be printed so.
    func isUnlike(_ value: Double, _ mark: Double) -> Bool {
      mark == indicator.target ? indicator.reachesTarget(value) == false : abs(value - mark) > 1e-9
    }
    let marks = (indicator.isPercentage ? [0, 100] : [0]) + [indicator.target].compactMap(\.self)
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
