import ClusterMetrics

extension ReportingCalendar {
  /// The days of a period's year up to its end, from the beginning of the year: the first seven months for July. The period itself
  /// if it begins with the year.
  package func yearToDate(of period: Period) -> Period {
    switch period {
    case .month, .quarter, .half, .firstMonths, .year: return period.yearToDate
    case .span, .named:
      let days = days(of: period)
      guard let year = years(holding: days).last, year.lowerBound != days.lowerBound else {
        return period
      }
      return self.period(of: year.lowerBound..<days.upperBound)
    }
  }
}
