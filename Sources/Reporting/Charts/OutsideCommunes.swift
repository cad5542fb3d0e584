import ClusterMetrics
import ReportWords

extension Wording {
  /// The numbers missing from a table by communes because the records name none: one sentence for each indicator and
  /// period.
  package func outsideCommunes(
    _ book: TallyBook, _ indicators: [Indicator], in periods: [Period]
  ) -> [String] {
    periods.flatMap { period in
      let map = book.comparable([period])
      let communes = map.units(of: .all, in: period).flatMap {
        map.communes(ofUnit: $0, in: period)
      }
      return indicators.compactMap { indicator -> String? in
        guard indicator.addsUp, map.plan.sources(of: [indicator]) == .registers,
          let whole = map.tally(indicator, for: .all, in: period).value
        else { return nil }
        let tallies = communes.map { map.tally(indicator, for: .commune($0), in: period) }
        let within = tallies.compactMap(\.value).reduce(0, +)
        let rest = Rounding.rounded(whole - within, decimals: 4)
        guard abs(rest) > 1e-9 else { return nil }
        let amount = amount(rest, indicator)
        if tallies.contains(where: { $0.status == .indivisible }) {
          return self(
            "\(self(indicator.name)), \(name(period)): \(amount) ở các dòng không ghi xã hoặc ghi xã không chia được nên không có trong bảng theo xã",
            "\(self(indicator.name)), \(name(period)): \(amount) not in this table: the records name no commune, or one that cannot be divided"
          )
        }
        return self(
          "\(self(indicator.name)), \(name(period)): \(amount) ở các dòng không ghi xã nên không có trong bảng theo xã",
          "\(self(indicator.name)), \(name(period)): \(amount) not in this table: the records name no commune"
        )
      }
    }
  }
}
