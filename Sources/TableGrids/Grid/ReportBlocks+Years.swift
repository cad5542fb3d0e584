import ClusterMetrics
import OfficeWords

/// Lines of a table whose numbers could be years: "Số hộ | hộ | 2020".
extension ReportBlocks {
  /// How many lines that only head others may stand between two that hold numbers.
  private static let mostSections = 3

  /// Whether a row holds numbers between 1990 and 2100 that head nothing: it names no columns, and continues the numbers above
  /// it, or stands below a header that heads them already.
  func isLineOfYears(_ index: Int) -> Bool {
    let row = grid.rows[index]
    let years = row.items.indices.filter { row[$0].isPlainNumber && row[$0].isYear }
    guard !years.isEmpty, let label = row.items.firstIndex(where: { $0.isName }) else {
      return false
    }
    guard !row.namesColumns else { return false }
    var above = index
    for _ in 0..<ReportBlocks.mostSections {
      guard above > 0, grid.rows[above - 1].number + 1 == grid.rows[above].number else {
        return false
      }
      above -= 1
      let upper = grid.rows[above]
      if upper.isColumnNumbers { continue }
      if years.contains(where: { upper[$0].isPlainNumber && !upper[$0].isYear }) { return true }
      if upper.items.contains(where: { $0.isPlainNumber && $0.isYear }) {
        return upper.namesColumns || isLineOfYears(above)
      }
      let isSection = upper.items.contains { $0.text.isGroupMark }
      if isSection { continue }
      // "Chỉ tiêu | ĐVT | Số liệu" over "Số hộ | hộ | 2020".
      let role = meaning(of: upper[label].text).role
      return [.unit, .indicator].contains(role)
        && years.allSatisfy { upper[$0].isName && meaning(of: upper[$0].text).period == nil }
    }
    return false
  }
}

extension Grid.Row {
  /// Whether a cell says what a column names: "Chỉ tiêu", "Đơn vị".
  fileprivate var namesColumns: Bool {
    items.contains { item in
      item.isName && LabelRole(header: item.text).map { [.unit, .indicator].contains($0) } ?? false
        && !LabelRole.mayBeCounted(item.text)
    }
  }
}

extension Grid.Item {
  /// Whether words stand there.
  fileprivate var isName: Bool { !isEmpty && !isPlainNumber }
}
