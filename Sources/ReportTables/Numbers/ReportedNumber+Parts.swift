import ClusterMetrics

extension ReportedNumber {
  /// The number as a part of a longer period; a cumulative one is of all days since its year began.
  package func part(_ calendar: ReportingCalendar) -> Composition.Part {
    var days = calendar.days(of: period)
    let counts = countsFromNewYear(calendar)
    if counts, let year = calendar.years(holding: days).last {
      days = (countedFrom ?? year.lowerBound)..<days.upperBound
    }
    return Composition.Part(
      days: days, weight: days.count, value: value, isApproximate: isApproximate,
      isNotApplicable: isNotApplicable, isCumulative: counts)
  }

  /// Whether it counts from the beginning of the year that its period ends in. What is of a period that began before, as a
  /// school year or a term, is of that period and no other.
  package func countsFromNewYear(_ calendar: ReportingCalendar) -> Bool {
    guard isCumulative else { return false }
    let days = calendar.days(of: period)
    return calendar.years(holding: days).last.map { $0.lowerBound <= days.lowerBound } ?? true
  }

  /// Whether its unit was there in its period: a number of last year's may be of one that was founded since.
  package func isInForce(_ roster: Roster, _ calendar: ReportingCalendar) -> Bool {
    guard case .unit(let unit) = group else { return true }
    return roster.units[unit].validity.overlaps(calendar.days(of: period))
  }
}

extension [ReportedNumber] {
  /// The numbers as parts of a longer period. Months weigh alike, whatever their days, where there are no others.
  package func parts(_ calendar: ReportingCalendar) -> [Composition.Part] {
    let areMonths = allSatisfy { $0.period.months > 0 }
    return map { number in
      var part = number.part(calendar)
      if areMonths { part.weight = number.period.months }
      return part
    }
  }
}
