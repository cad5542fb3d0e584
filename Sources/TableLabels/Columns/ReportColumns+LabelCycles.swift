import ClusterMetrics
import OfficeWords
import TableGrids

/// Columns of labels that come again below every line: "KH năm | Kết quả | Còn lại", "Năm 2025 | Năm 2026 | So sánh".
extension ReportColumns {
  /// The labels of a column, where each stands in as many rows as every other, and in more than one.
  private func cycle(_ column: Int, _ block: ReportBlock, _ grid: Grid) -> Set<String>? {
    let rows = block.lines(in: grid)
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
    let texts = block.lines(in: grid).map { $0[column].text.withoutNumbering }
    return texts.uniqued.count == texts.count && !texts.contains("") ? texts : []
  }

  /// Whether the labels of a column are a plan and what was reached of it, with others that say what is left or only compare.
  func cyclesFigures(_ column: Int, _ block: ReportBlock, _ grid: Grid) -> Bool {
    cycle(column, block, grid).map { LabelWords.areFigures(Array($0)) } ?? false
  }

  /// Whether they are periods, with others that sum these up or compare them.
  func cyclesPeriods(_ column: Int, _ block: ReportBlock, _ grid: Grid) -> Bool {
    // "H01" and "H02" below "Mã đơn vị" are codes.
    cycle(column, block, grid).map { labels in
      labels.allSatisfy { $0.contains(" ") || !$0.hasDigit || FigureWords.isYear($0) }
        && LabelWords.arePeriods(Array(labels))
    } ?? false
  }
}
