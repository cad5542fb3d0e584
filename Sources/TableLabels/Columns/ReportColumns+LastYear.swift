import ClusterMetrics
import OfficeWords

/// Of when last year's numbers are, by the columns beside them.
extension ReportColumns {
  /// A number of last year's beside cumulative ones counts from the beginning of its year.
  mutating func noteLastYear() {
    for index in numbers.indices where numbers[index].meaning.figure == .lastYear {
      let before = numbers[..<index].last {
        // A title may say of what both are.
        let ids = Set([$0, numbers[index]].compactMap(\.meaning.indicator?.id))
        return [.value, .cumulative].contains($0.meaning.figure ?? .value) && ids.count < 2
      }
      // "Cùng kỳ tháng 6/2023" is of that month alone.
      let isOfMonth =
        numbers[index].meaning.period?.isMonth ?? false
        || FigureWords.isOfMonth(numbers[index].lastLevel)
        || FigureWords.isOfPeriodAlone(numbers[index].lastLevel)
      if before?.meaning.figure == .cumulative, !isOfMonth {
        numbers[index].meaning.isCumulative = true
      }
      // "Cùng kỳ năm 2025" behind "6 tháng đầu năm 2026"
      if case .year(let year)? = numbers[index].meaning.period,
        let now = before?.meaning.period, !now.isYear, now.calendarYear == year + 1,
        NameKey(numbers[index].lastLevel).text.hasPrefix(ReportColumns.sameTime)
      {
        numbers[index].meaning.period = Period.year(year).part(like: now)
      }
      guard numbers[index].meaning.period == nil, numbers[index].meaning.part == nil else {
        continue
      }
      // Behind "Tháng 6 | 6 tháng đầu năm" it is that of the last: of the half-year.
      if let stated = before?.meaning.period {
        let isBesideFew = Set(numbers[..<index].compactMap(\.meaning.period)).count < 3
        if isBesideFew { numbers[index].meaning.period = stated }
      }
      if numbers[index].meaning.period == nil { numbers[index].meaning.part = before?.meaning.part }
    }
  }

  private static let sameTime = NameKey("cùng kỳ").text + " "
}
