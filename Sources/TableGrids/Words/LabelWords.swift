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

  /// Whether a heading says no more than how much there is of what the title names: "Số tiền", "Số tiền ủng hộ (đồng)".
  package static func saysAmount(_ heading: String) -> Bool {
    let key = NameKey(heading.withoutMeasure).text + " "
    return amounts.contains { key.hasPrefix($0 + " ") } && !saysLeft(key)
  }
  private static let amounts = ["số tiền", "tổng số tiền", "tổng tiền", "kinh phí"].map {
    NameKey($0).text
  }

  /// Whether a heading says what was done up to now, or up to a day, of a plan beside it: "Đã thu đến 30/9", "Giải ngân đến 30/9",
  /// "Kết quả vận động".
  package static func saysDone(_ heading: String) -> Bool {
    let key = NameKey(heading.withoutMeasure).text + " "
    guard !saysLeft(key) else { return false }
    return done.contains { key.hasPrefix($0 + " ") }
      || CumulativeWords(heading).isAsOfDay && OfficeNames.saysDoing(heading)
  }
  private static let done = ["đã", "số đã", "kết quả", "thực thu", "thực nộp", "hiện có"].map {
    NameKey($0).text
  }

  /// Whether a heading says what is to be reached: "Số phải thu năm 2026", "Phải nộp".
  package static func saysDue(_ heading: String) -> Bool {
    let key = NameKey(heading.withoutMeasure).text + " "
    return due.contains { key.hasPrefix($0 + " ") }
  }
  private static let due = ["phải thu", "số phải thu", "phải nộp", "số phải nộp", "tổng phải thu"]
    .map { NameKey($0).text }

  /// Whether a heading says what is left of a plan: "Còn phải thu", "Số còn lại".
  package static func saysRest(_ heading: String) -> Bool {
    let key = NameKey(heading.withoutMeasure).text + " "
    return rest.contains { key.hasPrefix($0 + " ") }
  }
  private static let rest = ["còn", "số còn"].map { NameKey($0).text }

  private static func saysLeft(_ key: String) -> Bool {
    key.split(separator: " ").contains { left.contains(String($0)) }
  }
  private static let left = Set(["còn", "chưa", "thiếu", "nợ", "không"].map { NameKey($0).text })

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
