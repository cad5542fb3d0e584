import ClusterMetrics

/// Means over time in whose midst units became one.
extension PartialPeriods {
  /// Makes the number of the unit that others became part of from those of all of them: of each stretch of time between two
  /// mergers their mean, and of these the mean over time. So Mới, with 90 % in the second half-year, and An and Bình with
  /// 50 % each in the first one have 70 % together.
  ///
  /// What is not reported of each stretch stays as it is: several numbers, whose mean is made where they are needed.
  func joinMeans(
    _ made: inout [Key: ReportedNumber], _ all: [Key: Reports], _ period: Period
  ) {
    let days = calendar.days(of: period)
    let last = days.upperBound.previous
    for heir in roster.units.indices
    where !former[heir].isEmpty && roster.units[heir].validity.holds(last) {
      let line = [heir] + ended(into: heir, within: days)
      let ids = Set(made.keys.filter { line.contains($0.unit) }.map(\.indicator))
      for id in ids.sorted() where line.count > 1 {
        let keys = line.filter { isAsked($0, id) }.map { Key(unit: $0, indicator: id) }
        guard let carrier = keys.compactMap({ made[$0] }).first, carrier.indicator.isAverage,
          carrier.indicator.overTime == .mean,
          daysForFormer(made[keys[0]], heir, period) == nil,
          var number = joined(keys, all, over: days)
        else { continue }
        for key in keys { made[key] = nil }
        (number.period, number.group) = (period, .unit(heir))
        made[Key(unit: heir, indicator: id)] = number
      }
    }
  }

  /// - Returns: `nil` where one of the units does not report some stretch in which it was there.
  private func joined(
    _ keys: [Key], _ all: [Key: Reports], over days: Range<Day>
  ) -> ReportedNumber? {
    let ends = keys.map { roster.units[$0.unit].validity.through.next }
      .filter { days.lowerBound < $0 && $0 < days.upperBound }
    let bounds = ([days.lowerBound] + Set(ends).sorted() + [days.upperBound])
    var stretches: [ReportedNumber] = []
    for (from, end) in zip(bounds, bounds.dropFirst()) {
      let stretch = calendar.period(of: from..<end)
      let present = keys.filter { roster.units[$0.unit].validity.overlaps(from..<end) }
      let numbers = present.compactMap { key in
        all[key].flatMap { number(of: $0, key, stretch, all) }
      }
      guard numbers.count == present.count, numbers.allSatisfy({ $0.missingParts.isEmpty }),
        var mean = numbers.first
      else { return nil }
      let counted = numbers.filter { !$0.isNotApplicable }
      mean.period = stretch
      mean.isNotApplicable = counted.isEmpty
      mean.value = counted.reduce(.zero) { $0 + $1.value }
      mean.value.parts /= Int128(max(counted.count, 1))
      mean.isApproximate = counted.contains(where: \.isApproximate)
      mean.shares = numbers.flatMap { $0.shares.isEmpty ? [($0, false)] : $0.shares }
      stretches.append(mean)
    }
    guard let whole = Composition.of(stretches.parts(calendar), over: days, as: .mean),
      var number = stretches.last
    else { return nil }
    (number.value, number.isApproximate) = (whole.value, whole.isApproximate)
    number.isNotApplicable = whole.isNotApplicable
    number.shares = stretches.flatMap(\.shares)
    return number
  }
}
