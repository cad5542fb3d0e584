import ClusterMetrics
import OfficeWords

/// A row of the header that says what each column is measured in: "ha | ha | % | %" below "KH | TH | KH | TH".
extension Grid {
  /// The grid with such measures behind what stands above them, so that "%" compares nothing.
  func withMeasureRow() -> Grid {
    var grid = self
    for index in 1..<max(1, min(rows.count, TableHead.rowsAboveHeader)) where isMeasures(index) {
      for column in measureColumns(index) {
        let item = rows[index][column]
        guard let head = (0..<index).last(where: { !rows[$0][column].isEmpty }) else { continue }
        grid.rename(head, column, to: rows[head][column].text + " (\(item.text))")
      }
      return grid.replacing(
        Array(grid.rows[..<index] + grid.rows[(index + 1)...]), width: width)
    }
    return self
  }

  /// The filled cells of a row, but for the label "ĐVT".
  private func measureColumns(_ index: Int) -> [Int] {
    rows[index].items.indices.filter {
      !rows[index][$0].isEmpty && !LabelRole.measures.contains(NameKey(rows[index][$0].text))
    }
  }

  private func isMeasures(_ index: Int) -> Bool {
    let columns = measureColumns(index)
    // Where all are percentages, these may compare the columns beside them.
    let texts = columns.map { rows[index][$0].text }
    // "ĐVT | hội nghị | triệu đồng" says what it is.
    let isLabelled =
      rows[index].items.first { !$0.isEmpty }.map {
        LabelRole.measures.contains(NameKey($0.text))
      } ?? false
    guard columns.count > 1,
      isLabelled || texts.contains("%") && texts.contains(where: { $0 != "%" }),
      texts.allSatisfy({
        $0 == "%" || MeasureWords.isMeasure($0) || isLabelled && $0.count < 24 && !$0.hasDigit
      }),
      index + 1 < rows.count, columns.allSatisfy({ !rows[index - 1][$0].isEmpty }),
      columns.contains(where: { rows[index + 1][$0].isNumber })
    else { return false }
    // What tells columns apart is no measure of them: "Hộ" and "%" below "Hộ nghèo".
    // Text has no merged cells: a heading stands over the columns to its right that have none.
    let above = columns.map { column in
      (0..<index).map { row in
        (0...column).last { !rows[row][$0].isEmpty }.map { rows[row][$0].text } ?? ""
      }.joined(separator: "\n")
    }
    return Set(above).count == above.count
  }
}
