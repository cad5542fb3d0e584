import ClusterMetrics
import OfficeWords

/// The periods of columns, by those beside them: totals of months, and months that go on into the next year.
extension ReportColumns {
  /// The last of some periods of a year that begin later than that; `nil` where they do not.
  private static func lastOfLate(_ periods: [Period]) -> Period? {
    let calendar = ReportingCalendar.calendarMonths
    let spans = periods.map { calendar.days(of: $0) }
    guard let first = spans.map(\.lowerBound).min(), first.components.month > 1,
      let end = spans.map(\.upperBound).max(),
      let place = spans.firstIndex(where: { $0.upperBound == end })
    else { return nil }
    return periods[place]
  }

  /// "Cộng" beside months sums these up, and is no number of the title's whole year; months that go on with "Tháng 1" behind
  /// "Tháng 12", and quarters likewise, began in the year before.
  mutating func settlePeriods() {
    for index in numbers.indices
    where numbers[index].meaning.period == nil && numbers[index].isTotalOfPeriods {
      let heading = numbers[index].upperLevels
      // "Tháng" over 1, 2 and 3 stands beside "Tổng cộng".
      let parts = numbers.filter {
        $0.meaning.period != nil
          && ($0.upperLevels == heading
            || $0.upperLevels.dropLast() == heading
              && $0.upperLevels.last.map(PeriodLabels.isHeader) ?? false)
          && ($0.meaning.figure ?? .value) == .value
      }.compactMap(\.meaning.period)
      guard parts.count > 1 else {
        // "Cộng 6 tháng" beside "Tháng 6" alone is the number of the half-year.
        if let only = parts.only, let whole = numbers[index].wholePeriod(holding: only) {
          numbers[index].meaning.period = whole
          (numbers[index].meaning.figure, numbers[index].meaning.isCompared) = (.value, false)
          numbers[index].unknown = nil
        }
        continue
      }
      // "Lũy kế" behind May and June is what has added up since New Year, and no sum of the two.
      if CumulativeWords.leads(numbers[index].lastLevel), let last = ReportColumns.lastOfLate(parts)
      {
        (numbers[index].meaning.figure, numbers[index].meaning.period) = (.cumulative, last)
      } else {
        numbers[index].meaning.isCompared = true
      }
      numbers[index].unknown = nil
    }
    settleUpperTotals()
    turnYears(last: 12) { period in
      if case .month(let month, let year) = period { (month, year) } else { nil }
    }
    turnYears(last: 4) { period in
      if case .quarter(let quarter, let year) = period { (quarter, year) } else { nil }
    }
  }

  /// "Tháng 1 | Tháng 2 | Cộng", each over the same indicators: the last sums up the others under its own heading.
  private mutating func settleUpperTotals() {
    for index in numbers.indices
    where numbers[index].meaning.period == nil && !numbers[index].meaning.isCompared {
      let own = numbers[index]
      let level = own.levels.indices.dropLast().first { place in
        TotalWords.isTotal(own.levels[place])
          || TotalWords.summedPeriod(own.levels[place], 2000) != nil
          || CumulativeWords.leads(own.levels[place])
      }
      guard let level else { continue }
      let parts = numbers.filter {
        $0.column < own.column && $0.levels.count == own.levels.count
          && $0.levels(without: level) == own.levels(without: level)
          && ($0.meaning.figure ?? .value) == .value
      }.compactMap(\.meaning.period).uniqued
      guard parts.count > 1 else { continue }
      if CumulativeWords.leads(own.levels[level]), let last = ReportColumns.lastOfLate(parts) {
        (numbers[index].meaning.figure, numbers[index].meaning.period) = (.cumulative, last)
      } else {
        (numbers[index].meaning.isCompared, numbers[index].unknown) = (true, nil)
      }
    }
  }

  /// Months or quarters that go on with the first behind the last; each group of columns by itself, for "Thu" and "Chi" may both
  /// have all four.
  private mutating func turnYears(last: Int, _ part: (Period) -> (number: Int, year: Int)?) {
    let parts = numbers.indices.compactMap { index -> (index: Int, number: Int, year: Int)? in
      guard let period = numbers[index].meaning.period, let own = part(period),
        PeriodMentions.years(in: numbers[index].name).isEmpty
      else { return nil }
      return (index, own.number, own.year)
    }
    let groups = Dictionary(grouping: parts) { part in
      numbers[part.index].levels.filter { PeriodMentions.period($0, PeriodLabels.anyYear) == nil }
    }
    for parts in groups.values where Set(parts.map(\.number)).count == parts.count {
      let turns = zip(parts, parts.dropFirst()).enumerated().filter { $1.0.number > $1.1.number }
      guard let turn = turns.only, parts[turn.offset].number == last,
        parts[turn.offset + 1].number == 1,
        Set(parts.map(\.year)).count == 1
      else { continue }
      for (index, _, _) in parts[...turn.offset] {
        numbers[index].meaning.period = numbers[index].meaning.period?.sameLastYear
      }
    }
  }
}
