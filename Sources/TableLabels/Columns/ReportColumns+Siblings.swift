import ClusterMetrics
import OfficeWords

/// What headings mean by those beside them, below the same heading.
extension ReportColumns {
  mutating func settleSiblings() {
    settleShortPlans()
    settleDifferences()
    settleYearsAbove()
    settleEndsOfCumulative()
  }

  private func siblings(of column: Numbers) -> [Numbers] {
    numbers.filter { $0.upperLevels == column.upperLevels && $0.column != column.column }
  }

  /// "Kết nạp đảng viên: NQ | TH | %": what a resolution or target says beside a result is its plan.
  private mutating func settleShortPlans() {
    for index in numbers.indices {
      let own = numbers[index]
      guard own.meaning.figure == nil, !own.meaning.isCompared, !own.upperLevels.isEmpty,
        ReportColumns.shortPlans.contains(NameKey(own.lastLevel))
      else { continue }
      let beside = siblings(of: own)
      let results = beside.filter { FigureWords($0.lastLevel)?.figure == .value }
      guard let result = results.only, result.meaning.figure == .value,
        !beside.contains(where: { $0.meaning.figure == .plan })
      else { continue }
      numbers[index].meaning.figure = .plan
      numbers[index].meaning.indicator = result.meaning.indicator
      numbers[index].unknown = result.unknown
    }
  }
  private static let shortPlans = Set(
    ["NQ", "CT", "Nghị quyết", "Nghị quyết giao", "Mục tiêu", "Chỉ tiêu"].map { NameKey($0) })

  /// "Kỳ này | Cùng kỳ | Biến động": how far two numbers are apart.
  private mutating func settleDifferences() {
    for index in numbers.indices where !numbers[index].meaning.isCompared {
      let own = numbers[index]
      guard own.meaning.figure == nil, ReportColumns.differences.contains(NameKey(own.lastLevel)),
        siblings(of: own).contains(where: { $0.meaning.figure == .lastYear })
      else { continue }
      (numbers[index].meaning.isCompared, numbers[index].unknown) = (true, nil)
    }
  }
  private static let differences = Set(
    [
      "Thay đổi", "Biến động", "Mức tăng", "Mức giảm", "Tăng thêm", "Mức tăng, giảm", "Tăng",
      "Giảm",
      "Tăng/giảm", "Hơn, kém",
    ].map { NameKey($0) })

  /// "Năm nay | Năm trước" over the same indicators: those below the second are last year's.
  private mutating func settleYearsAbove() {
    func key(_ column: Numbers, _ level: Int) -> NameKey? {
      column.levels[safe: level].map { NameKey($0.withoutNumbering) }
    }
    for index in numbers.indices where numbers[index].meaning.isCompared {
      let own = numbers[index]
      guard
        let level = own.levels.indices.dropLast().first(where: {
          key(own, $0).map(ReportColumns.yearsBefore.contains) ?? false
        })
      else { continue }
      let isBeside = numbers.contains { other in
        !other.meaning.isCompared && (other.meaning.figure ?? .value) == .value
          && other.levels.indices.contains(level) && other.column != own.column
          && other.levels(without: level) == own.levels(without: level)
          && key(other, level).map(ReportColumns.yearsNow.contains) ?? false
      }
      guard isBeside else { continue }
      (numbers[index].meaning.isCompared, numbers[index].meaning.figure) = (false, .lastYear)
    }
  }
  private static let yearsBefore = Set(
    ["Năm trước", "Năm ngoái", "Thực hiện năm trước", "Kết quả năm trước"].map { NameKey($0) })
  private static let yearsNow = Set(
    [
      "Năm nay", "Năm báo cáo", "Kỳ báo cáo", "Kỳ này", "Thực hiện", "Kết quả",
      "Thực hiện năm nay", "Kết quả năm nay",
    ].map { NameKey($0) })

  /// "Tháng 6/2026 | Lũy kế năm 2026": what has added up by the end of the month beside it.
  private mutating func settleEndsOfCumulative() {
    let calendar = ReportingCalendar.calendarMonths
    for index in numbers.indices where !numbers[index].meaning.isCompared {
      guard [.cumulative, .lastYear].contains(numbers[index].meaning.figure),
        numbers[index].meaning.figure == .cumulative || numbers[index].meaning.isCumulative,
        case .year(let year)? = numbers[index].meaning.period
      else { continue }
      let isBefore = numbers[index].meaning.figure == .lastYear
      let parts = numbers.compactMap { other -> Period? in
        guard (other.meaning.figure ?? .value) == .value, let period = other.meaning.period,
          !period.isYear, !period.isDays, let own = period.calendarYear
        else { return nil }
        return own == year ? period : isBefore && own == year + 1 ? period.sameLastYear : nil
      }
      guard
        let last = parts.max(by: {
          calendar.days(of: $0).upperBound < calendar.days(of: $1).upperBound
        })
      else { continue }
      numbers[index].meaning.period = last
    }
  }
}

extension ReportColumns.Numbers {
  /// Its headings but for one.
  package func levels(without level: Int) -> [String] {
    levels.enumerated().filter { $0.offset != level }.map(\.element)
  }
}
