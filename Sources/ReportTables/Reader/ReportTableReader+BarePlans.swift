import ClusterMetrics
import OfficeWords
import TableLabels

/// Plans whose heading does not say whether they are those of the year.
extension ReportTableReader {
  /// How many numbers are enough to tell.
  private static let leastPairs = 3

  /// Says where "Kế hoạch" under "6 tháng đầu năm" counts as the plan of the half-year although most results are nearer to the half of
  /// it: it may be that of the year.
  mutating func noteBarePlans(_ columns: ReportColumns, from start: Int) {
    guard let period = context.period, !period.isYear, !period.isDays, !period.isNamed else {
      return
    }
    let days = definition.calendar.days(of: period)
    let part = Double(days.upperBound.number - days.lowerBound.number) / 365
    let plans = columns.numbers.filter(isBare)
    guard !plans.isEmpty else { return }
    let own = table.numbers.dropFirst(start).filter { $0.period == period }
    let results = Dictionary(
      own.filter { $0.figure == .value }.map { (Key($0), $0.value.doubleValue) },
      uniquingKeysWith: { first, _ in first })
    for plan in plans {
      let planned = own.filter { $0.figure == .plan && $0.place.column == plan.column + 1 }
      let shares = planned.compactMap { number -> Double? in
        let value = number.value.doubleValue
        guard value > 0, !number.indicator.isAverage, number.indicator.overTime == .sum else {
          return nil
        }
        return results[Key(number)].map { $0 / value }
      }.sorted()
      // Halfway between what a plan of the part and one of the year lead to expect, as ratios are.
      guard shares.count >= ReportTableReader.leastPairs,
        shares[shares.count / 2] < part.squareRoot()
      else { continue }
      addOnce(
        .badPeriod, about: "bare plan \(plan.name)",
        vi:
          "cột \"\(plan.name)\" không ghi là kế hoạch năm hay kế hoạch \(period.spoken.vietnamese): được tính là kế hoạch"
          + " \(period.spoken.vietnamese), nhưng phần lớn kết quả còn cách xa; nếu là kế hoạch năm, hãy ghi \"Kế hoạch năm\" ở tiêu đề"
          + " cột",
        en:
          "the column \"\(plan.name)\" does not say whether its plans are of the year or of \(period.name): they count for"
          + " \(period.name), but most results are far from them; if they are of the year, write \"Kế hoạch năm\" into its header"
      )
    }
  }

  private func isBare(_ column: ReportColumns.Numbers) -> Bool {
    column.meaning.figure == .plan && column.meaning.period == nil && !column.meaning.isOfYear
      && !column.meaning.isBudget && column.meaning.asOf == nil && !column.saysWhen
  }

  /// Whose number it is, and of what.
  private struct Key: Hashable {
    var group: Group
    var indicator: String

    init(_ number: ReportedNumber) {
      (group, indicator) = (number.group, number.indicator.id)
    }
  }
}
