import ClusterMetrics

/// Makes the numbers of the periods that are tallied from those that units report for parts of them, and from
/// cumulative ones.
///
/// In: what was reported, each place once. Out: for every period, unit and indicator the number that counts: the
/// one that is reported for exactly these days, or else the one that its parts make.
struct PartialPeriods {
  let calendar: ReportingCalendar
  let roster: Roster

  private struct Key: Hashable {
    var unit: Int
    var indicator: String
  }

  /// What a unit reports of an indicator.
  private struct Reports {
    var indicator: Indicator
    /// Each for its own days.
    var own: [ReportedNumber] = []
    /// Each from the beginning of its year.
    var cumulative: [ReportedNumber] = []
  }

  /// - Returns: also what is only compared with the tallies, as it is.
  func numbers(_ reported: [ReportedNumber], for periods: [Period]) -> [ReportedNumber] {
    var result: [ReportedNumber] = []
    // A number counts in all periods of its days.
    var seen: Set<Range<Day>> = []
    let periods = periods.filter { seen.insert(calendar.days(of: $0)).inserted }
    for (key, reports) in grouped(reported, rest: &result) {
      for period in periods {
        if let number = number(of: reports, unit: key.unit, period) { result.append(number) }
      }
    }
    return result
  }

  private func grouped(
    _ reported: [ReportedNumber], rest: inout [ReportedNumber]
  ) -> [(key: Key, value: Reports)] {
    var keys: [Key] = []
    var groups: [Key: Reports] = [:]
    for number in reported {
      guard number.submission != nil, case .unit(let unit) = number.group else {
        rest.append(number)
        continue
      }
      let key = Key(unit: unit, indicator: number.indicator.id)
      if groups[key] == nil {
        groups[key] = Reports(indicator: number.indicator)
        keys.append(key)
      }
      if number.isCumulative {
        groups[key]?.cumulative.append(number)
      } else {
        groups[key]?.own.append(number)
      }
    }
    return keys.compactMap { key in groups[key].map { (key, $0) } }
  }

  private func number(of reports: Reports, unit: Int, _ period: Period) -> ReportedNumber? {
    let days = calendar.days(of: period)
    if let exact = reports.own.first(where: { calendar.days(of: $0.period) == days }) {
      return exact
    }
    // Before a unit was there, and after it was, nothing is missing.
    let validity = roster.units[unit].validity
    guard validity.overlaps(days) else { return nil }
    let own = max(days.lowerBound, validity.from)..<min(days.upperBound, validity.through.next)
    if reports.indicator.overTime == .last, own.upperBound < days.upperBound {
      return endedStock(reports, unit, period)
    }
    let candidates = [
      made(from: reports.own, unit, period) {
        Composition.of($0, over: own, as: reports.indicator.overTime)
      },
      made(from: reports.cumulative, unit, period) {
        Composition.ofCumulative($0, over: own, years: calendar.years(holding: own))
      },
    ].compactMap(\.self)
    return candidates.min { $0.missingDays(calendar) < $1.missingDays(calendar) }
  }

  /// What a unit had that is no more at the end of the period is not there then: it counts in what became of it.
  private func endedStock(_ reports: Reports, _ unit: Int, _ period: Period) -> ReportedNumber? {
    guard var number = reports.own.first else { return nil }
    (number.period, number.isNotApplicable, number.value) = (period, true, .zero)
    return number
  }

  private func made(
    from numbers: [ReportedNumber], _ unit: Int, _ period: Period,
    _ make: ([Composition.Part]) -> Composition?
  ) -> ReportedNumber? {
    let parts = numbers.map { $0.part(calendar) }
    guard let whole = make(parts), let last = whole.shares.last?.part ?? parts.indices.first else {
      return nil
    }
    var number = numbers[last]
    number.period = period
    (number.value, number.figure) = (whole.value, .value)
    number.isApproximate = whole.isApproximate
    number.isNotApplicable = whole.isNotApplicable
    number.shares = whole.shares.map { (numbers[$0.part], $0.isSubtracted) }
    number.missingParts = whole.missing.flatMap { calendar.periods(making: $0) }
    return number
  }
}

extension Range<Day> {
  /// How many days there are.
  var count: Int { Int(upperBound.number - lowerBound.number) }
}

extension ReportedNumber {
  fileprivate func missingDays(_ calendar: ReportingCalendar) -> Int {
    missingParts.reduce(0) { $0 + calendar.days(of: $1).count }
  }
}
