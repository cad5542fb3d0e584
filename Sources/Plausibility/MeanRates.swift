import ClusterMetrics
import Findings
import OrderedCollections
import ReportTables
import Settings

/// Finds rates that units state and that two of their other numbers make, unit by unit: a plain mean of such rates is not the rate
/// of all of them together, which both numbers would give.
package enum MeanRates {
  /// How many units must show it in one period.
  private static let leastUnits = 2

  /// - Parameters:
  ///   - numbers: results, each place once.
  package static func findings(_ numbers: [ReportedNumber], _ definition: ProjectDefinition)
    -> [Finding]
  {
    var values: OrderedDictionary<String, [Period: [Int: ReportedNumber]]> = [:]
    for number in numbers
    where number.isSubmitted && !number.isNotApplicable && !number.isApproximate
      && !number.isCumulative
    {
      guard case .unit(let unit) = number.group else { continue }
      values[number.indicator.id, default: [:]][number.period, default: [:]][unit] = number
    }
    let counts = definition.indicators.filter {
      $0.definition == .submitted && !$0.isAverage && values[$0.id] != nil
    }
    return definition.indicators.compactMap { rate in
      guard rate.isStatedRate, let stated = values[rate.id] else { return nil }
      // The latest period that most units tell of.
      let periods = stated.keys.sorted {
        (stated[$0]?.count ?? 0, "\($0)") > (stated[$1]?.count ?? 0, "\($1)")
      }
      for period in periods.prefix(2) {
        if let finding = finding(rate, stated[period] ?? [:], period, counts, values) {
          return finding
        }
      }
      return nil
    }
  }

  private static func finding(
    _ rate: Indicator, _ stated: [Int: ReportedNumber], _ period: Period, _ counts: [Indicator],
    _ values: OrderedDictionary<String, [Period: [Int: ReportedNumber]]>
  ) -> Finding? {
    guard stated.count >= leastUnits else { return nil }
    let units = stated.keys.sorted()
    let rates = units.compactMap { stated[$0] }
    let said = rates.map(\.value.doubleValue)
    // Where all rates are alike, any two equal columns would do.
    guard Set(said).count > 1 else { return nil }
    let steps = rates.map { Rounding.step(ofDecimals: $0.value.decimals) * 0.5 + 1e-9 }
    // Only what all of these units report can make their rates.
    let columns = counts.compactMap { indicator -> (indicator: Indicator, values: [Double])? in
      let numbers = values[indicator.id]?[period] ?? [:]
      let own = units.compactMap { numbers[$0]?.value.doubleValue }
      return own.count == units.count ? (indicator, own) : nil
    }
    for whole in columns where whole.values.allSatisfy({ $0 > 0 }) {
      for part in columns where part.indicator.id != whole.indicator.id {
        let fits = said.indices.allSatisfy {
          abs(said[$0] - part.values[$0] / whole.values[$0] * 100) <= steps[$0]
        }
        guard fits else { continue }
        let plain = said.reduce(0, +) / Double(said.count)
        let all = part.values.reduce(0, +) / whole.values.reduce(0, +) * 100
        guard abs(plain - all) >= 0.1 else { return nil }
        return self.said(
          rate, part.indicator, whole.indicator, period, plain, all,
          rates.map(\.place).min { "\($0)" < "\($1)" })
      }
    }
    return nil
  }

  private static func said(
    _ rate: Indicator, _ part: Indicator, _ whole: Indicator, _ period: Period, _ plain: Double,
    _ all: Double, _ place: Finding.Place?
  ) -> Finding? {
    let texts = [plain, all].map {
      Quantity(Rounding.rounded($0, decimals: 1)).map { ($0.vietnamese, "\($0)") } ?? ("", "")
    }
    guard let place else { return nil }
    return Finding(
      .contradictsRate, .warning, at: place, about: "mean of rates \(rate.id)",
      vi:
        "\(rate.name.vietnamese), \(period.spoken.vietnamese): số chung của các đơn vị là bình quân của các tỷ lệ (\(texts[0].0)%), trong khi"
        + " tính từ \(part.name.vietnamese) và \(whole.name.vietnamese) là \(texts[1].0)%; để tính từ hai số này, hãy khai báo ratio:"
        + " [\(part.id), \(whole.id)] thay cho from: submissions",
      en:
        "\(rate.name.english), \(period.name): together the units have the mean of their rates (\(texts[0].1)%), while"
        + " \(part.name.english) and \(whole.name.english) make \(texts[1].1)%; to take it from these, set ratio:"
        + " [\(part.id), \(whole.id)] instead of from: submissions")
  }
}
