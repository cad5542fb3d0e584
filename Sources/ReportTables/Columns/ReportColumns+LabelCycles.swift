import ClusterMetrics
import OfficeWords

/// Columns of labels that come again below every line: "KH năm | Kết quả | Còn lại", "Năm 2025 | Năm 2026 | So sánh".
extension ReportColumns {
  /// The labels of a column, where each stands in as many rows as every other, and in more than one.
  private func cycle(_ column: Int, _ block: ReportBlock, _ grid: Grid) -> Set<String>? {
    let rows = block.body.map { grid.rows[$0] }.filter { $0.items.contains(where: \.isPlainNumber) }
    let texts = rows.map { $0[column].text.withoutNumbering }.filter { !$0.isEmpty }
    let counts = texts.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    guard (2...6).contains(counts.count), texts.count == rows.count,
      let least = counts.values.min(), least > 1, counts.values.allSatisfy({ $0 == least }),
      // The same label in the same place of every round.
      zip(texts, texts.dropFirst(counts.count)).allSatisfy({ $0 == $1 })
    else { return nil }
    return Set(counts.keys)
  }

  /// The labels of all rows with numbers, where each has one of its own: below "Nội dung", beside columns that say what is counted,
  /// "Quý I" and "Quý II" are no indicators.
  func lines(_ column: Int, _ block: ReportBlock, _ grid: Grid) -> [String] {
    let texts = block.body.map { grid.rows[$0] }
      .filter { $0.items.contains(where: \.isPlainNumber) }
      .map { $0[column].text.withoutNumbering }
    return texts.uniqued.count == texts.count && !texts.contains("") ? texts : []
  }

  /// Whether the labels of a column are a plan and what was reached of it, with others that say what is left or only compare.
  func cyclesFigures(_ column: Int, _ block: ReportBlock, _ grid: Grid) -> Bool {
    cycle(column, block, grid).map { ReportColumns.areFigures(Array($0)) } ?? false
  }

  /// Whether they are periods, with others that sum these up or compare them.
  func cyclesPeriods(_ column: Int, _ block: ReportBlock, _ grid: Grid) -> Bool {
    // "H01" and "H02" below "Mã đơn vị" are codes.
    cycle(column, block, grid).map { labels in
      labels.allSatisfy { $0.contains(" ") || !$0.hasDigit || FigureWords.isYear($0) }
        && ReportColumns.arePeriods(Array(labels))
    } ?? false
  }

  /// Whether labels are a plan and what was done of it, or a period and what counts up to its end, whatever else stands beside
  /// them.
  static func areFigures(_ labels: [String]) -> Bool {
    let figures = labels.compactMap { Figure(saidBy: $0) }
    return figures.contains(.plan)
      && (figures.contains(.value) || figures.contains(.cumulative)
        || labels.contains { Numbers.isDone($0) })
      || figures.contains(.cumulative) && labels.contains(where: PeriodLabels.isPeriod)
  }

  /// Whether labels are periods and what sums these up or compares them.
  static func arePeriods(_ labels: [String]) -> Bool {
    let others = labels.filter { !PeriodLabels.isPeriod($0) }
    return labels.count - others.count > 1
      && others.allSatisfy { TotalWords.isTotal($0) || comparesPeriods($0) }
  }

  /// Whether a label in a column of periods only compares these, or sums them up under a name of its own.
  static func comparesPeriods(_ label: String) -> Bool {
    let key = NameKey(label.withoutPercent).text
    return Figure(saidBy: label)?.counts == false || TableSections.compares(label)
      || comparisons.contains { key.hasPrefix($0) }
  }
  private static let comparisons = [
    "so sánh", "chênh lệch", "tăng", "giảm", "tỷ lệ", "cộng", "tổng", "biến động", "mức tăng",
    "+/-",
  ].map { NameKey($0).text }
}

extension ReportColumns.Numbers {
  /// Whether a label says what was done of a plan, as far as a plan stands beside it.
  static func isDone(_ label: String) -> Bool {
    let key = NameKey(label.withoutNumbering)
    return doneOfPlan.contains(key) || reached.contains(key)
  }
  static let doneOfPlan = Set(
    [
      "Hoàn thành", "Đã hoàn thành", "Số đã hoàn thành", "Đã triển khai", "Triển khai được",
      "Đã làm được", "Làm được",
      "Đã làm", "Đã thực hiện xong", "Đã đạt được",
    ].map { NameKey($0) })
  private static let reached = Set(["Đạt", "Đã đạt"].map { NameKey($0) })
}
