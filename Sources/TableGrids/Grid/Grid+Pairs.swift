import ClusterMetrics
import OfficeWords
import Tables

/// Lines above a table whose words and what they say stand in cells of their own: "Đơn vị báo cáo:" beside "Huyện Nga Sơn",
/// "Tháng:" beside 5 and "Năm:" beside 2024.
extension Grid {
  private static let times = ["Tháng", "Quý", "Năm"].flatMap { word in
    [(NameKey(word), word), (NameKey(word + " báo cáo"), word), (NameKey(word + " BC"), word)]
  }
  /// "Tháng" of "Tháng báo cáo:"
  private static func time(_ label: String) -> String? {
    times.first { $0.0 == NameKey(label.trimmingColons) }?.1
  }

  /// The grid with such pairs in one cell, as others write them: "Tháng 5 năm 2024".
  func withPairs() -> Grid {
    var grid = self
    for (index, row) in rows.prefix(TableHead.rowsAboveHeader).enumerated() {
      let filled = row.items.indices.filter { !row.items[$0].isEmpty }
      guard filled.count > 1, filled.count.isMultiple(of: 2),
        row.items[filled[0]].text.hasSuffix(":") || saysUnit(row, filled, index)
      else { continue }
      let pairs = stride(from: 0, to: filled.count, by: 2).map {
        (label: row.items[filled[$0]], value: row.items[filled[$0 + 1]])
      }
      let areTimes = pairs.allSatisfy { pair in
        Grid.time(pair.label.text) != nil && !pair.value.text.hasSuffix(":")
      }
      let label = pairs[0].label.text.trimmingColons + ":"
      let isUnit = pairs.count == 1 && "\(label) x".statedUnit != nil
      guard areTimes || isUnit else { continue }
      let text =
        areTimes
        ? pairs.map { "\(Grid.time($0.label.text) ?? "") \($0.value.text)" }.joined(separator: " ")
        : "\(label) \(pairs[0].value.text)"
      for column in filled { grid.replace(index, column, by: .empty) }
      grid.replace(index, filled[0], by: Item(text: text))
    }
    return grid
  }

  /// "Tên đơn vị | UBND xã Đông Tiến" without a colon, which heads no table: nothing below has a name under the one and a number
  /// under the other.
  private func saysUnit(_ row: Row, _ filled: [Int], _ index: Int) -> Bool {
    guard filled.count == 2, "\(row[filled[0]].text): x".statedUnit != nil,
      OfficeNames.isOffice(row[filled[1]].text)
    else { return false }
    return rows.dropFirst(index + 1).first.map { !$0[filled[1]].isPlainNumber } ?? false
  }
}
