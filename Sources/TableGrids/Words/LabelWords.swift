import ClusterMetrics
import OfficeWords

/// What the labels of a report table say as a set: a plan and its result, periods, or only a comparison of others.
package enum LabelWords {
  /// Whether labels are a plan and what was done of it, or a period and what counts up to its end, whatever else stands beside
  /// them.
  package static func areFigures(_ labels: [String]) -> Bool {
    let figures = labels.compactMap { Figure(saidBy: $0) }
    return figures.contains(.plan)
      && (figures.contains(.value) || figures.contains(.cumulative)
        || labels.contains { isDone($0) })
      || figures.contains(.cumulative) && labels.contains(where: PeriodLabels.isPeriod)
  }

  /// Whether labels are periods and what sums these up or compares them.
  package static func arePeriods(_ labels: [String]) -> Bool {
    let others = labels.filter { !PeriodLabels.isPeriod($0) }
    return labels.count - others.count > 1
      && others.allSatisfy { TotalWords.isTotal($0) || comparesPeriods($0) }
  }

  /// Whether a label in a column of periods only compares these, or sums them up under a name of its own.
  package static func comparesPeriods(_ label: String) -> Bool {
    let key = NameKey(label.withoutPercent).text
    return Figure(saidBy: label)?.counts == false || compares(label)
      || comparisons.contains { key.hasPrefix($0) }
  }
  private static let comparisons = [
    "so sánh", "chênh lệch", "tăng", "giảm", "tỷ lệ", "cộng", "tổng", "biến động", "mức tăng",
    "+/-",
  ].map { NameKey($0).text }

  /// Whether a line says that the numbers below it only compare others: "Chỉ số phát triển (Năm trước = 100) - %", "Cơ cấu (%)".
  package static func compares(_ text: String) -> Bool {
    let key = NameKey(text.withoutNumbering).text
    return text.contains("= 100") || text.contains("=100")
      || comparing.contains { key.hasPrefix($0) }
  }
  private static let comparing = [
    "chỉ số phát triển", "cơ cấu", "tốc độ phát triển", "so với", "so sánh với", "so sánh (%)",
    "so cùng kỳ",
    "tăng, giảm so", "tăng giảm so", "tăng (giảm) so", "tăng/giảm so", "tốc độ tăng so", "tỷ lệ so",
    "tỷ lệ hoàn thành", "tỷ lệ thực hiện", "tỷ lệ đạt", "% thực hiện", "% hoàn thành", "% so",
    "% đạt",
  ].map { NameKey($0).text }

  /// Whether a label says what was done of a plan, as far as a plan stands beside it.
  package static func isDone(_ label: String) -> Bool {
    let key = NameKey(label.withoutNumbering)
    return doneOfPlan.contains(key) || reached.contains(key)
  }
  package static let doneOfPlan = Set(
    [
      "Hoàn thành", "Đã hoàn thành", "Số đã hoàn thành", "Đã triển khai", "Triển khai được",
      "Đã làm được", "Làm được",
      "Đã làm", "Đã thực hiện xong", "Đã đạt được",
    ].map { NameKey($0) })
  private static let reached = Set(["Đạt", "Đã đạt"].map { NameKey($0) })
}
