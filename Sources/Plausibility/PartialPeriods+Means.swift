import ClusterMetrics
import ReportTables

/// Means over time in whose midst units became one.
extension PartialPeriods {
  /// Makes the number of the unit that others became part of from those of all of them: of each stretch of time between two
  /// mergers their mean, and of these the mean over time. So Mới, with 90 % in the second half-year, and An and Bình with
  /// 50 % each in the first one have 70 % together.
  ///
  /// Where nobody can tell which stretch some number is of, all stay as they are: several numbers, whose mean is made where it
  /// is needed.
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
          case let first = daysForFormer(made[keys[0]], heir, period)?.lowerBound,
          first.map({ days.lowerBound < $0 }) ?? true,
          var number = joined(keys, all, over: days, heir: heir, from: first)
        else { continue }
        for key in keys { made[key] = nil }
        (number.period, number.group) = (period, .unit(heir))
        made[Key(unit: heir, indicator: id)] = number
      }
    }
  }

  /// - Parameter from: the first day for which the heir reports, where that is before it was founded.
  /// - Returns: `nil` where nobody can tell which stretch some number is of.
  private func joined(
    _ keys: [Key], _ all: [Key: Reports], over days: Range<Day>, heir: Int, from: Day?
  ) -> ReportedNumber? {
    /// The days for which a unit reports: the heir also for the last of the others'.
    func reported(_ key: Key) -> Range<Day> {
      let validity = roster.units[key.unit].validity
      guard let from else { return validity.from..<validity.through.next }
      if key.unit == heir { return min(from, validity.from)..<validity.through.next }
      let end = min(from, validity.through.next)
      return min(validity.from, end)..<end
    }
    let ends = keys.map { reported($0).upperBound }
      .filter { days.lowerBound < $0 && $0 < days.upperBound }
    let bounds = [days.lowerBound] + Set(ends).sorted() + [days.upperBound]
    var parts: [ReportedNumber] = []
    for (from, end) in zip(bounds, bounds.dropFirst()) {
      let present = keys.filter { reported($0).overlaps(from..<end) }
      guard let own = means(of: present, all, over: from..<end) else { return nil }
      parts += own
    }
    guard let whole = Composition.of(parts.parts(calendar), over: days, as: .mean),
      let last = whole.shares.last?.part ?? parts.indices.last
    else { return nil }
    var number = parts[last]
    (number.value, number.isApproximate) = (whole.value, whole.isApproximate)
    number.isNotApplicable = whole.isNotApplicable
    number.shares = parts.flatMap(\.shares)
    number.missingParts =
      parts.flatMap(\.missingParts) + whole.missing.flatMap { calendar.periods(making: $0) }
    number.silent = parts.reduce(into: [:]) { $0.merge($1.silent, uniquingKeysWith: +) }
    return number
  }

  /// The mean of some units for each span of a stretch that they report: for each month, where all report months; or else for
  /// the stretch as a whole, where each unit's numbers make it up.
  private func means(
    of keys: [Key], _ all: [Key: Reports], over stretch: Range<Day>
  ) -> [ReportedNumber]? {
    let reports = keys.map { key in
      (all[key]?.own ?? []).filter { stretch.contains(calendar.days(of: $0.period)) }
    }
    let spans = Set(reports.joined().map { calendar.days(of: $0.period) })
      .sorted { $0.lowerBound < $1.lowerBound }
    if !spans.isEmpty, zip(spans, spans.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound })
    {
      return spans.map { span in
        let own = reports.map { numbers in
          numbers.first { calendar.days(of: $0.period) == span }
        }
        var mean = mean(of: own.compactMap(\.self), calendar.period(of: span))
        let silent = zip(keys, own).filter { $0.1 == nil }.map(\.0.unit)
        if !silent.isEmpty {
          (mean.missingParts, mean.silent) = ([mean.period], [mean.period: silent])
        }
        return mean
      }
    }
    let period = calendar.period(of: stretch)
    let numbers = keys.compactMap { key in
      all[key].flatMap { number(of: $0, key, period, all) }
    }
    guard numbers.count == keys.count, numbers.allSatisfy({ $0.missingParts.isEmpty }),
      !numbers.isEmpty
    else { return nil }
    return [mean(of: numbers, period)]
  }

  /// The mean of numbers of one time; there is at least one.
  private func mean(of numbers: [ReportedNumber], _ period: Period) -> ReportedNumber {
    let counted = numbers.filter { !$0.isNotApplicable }
    var mean = numbers[0]
    mean.period = period
    mean.isNotApplicable = counted.isEmpty
    mean.value = Composition.mean(of: counted.map(\.value))
    mean.isApproximate = counted.contains(where: \.isApproximate)
    mean.shares = numbers.flatMap { $0.shares.isEmpty ? [($0, false)] : $0.shares }
    return mean
  }
}
