import ClusterMetrics
import OfficeWords
import Tables

/// Lines above a table whose words and what they say stand in cells of their own: "Đơn vị báo cáo:" beside "Huyện Nga Sơn",
/// "Tháng:" beside 5 and "Năm:" beside 2024.
extension Grid {
  /// A label with what stands beside it.
  private enum Pair {
    case unit(String)
    case time(String)
  }

  private static let times = ["Tháng", "Quý", "Năm"].flatMap { word in
    [(NameKey(word), word), (NameKey(word + " báo cáo"), word), (NameKey(word + " BC"), word)]
  }
  /// Labels of a period that says itself what it is: "Kỳ báo cáo: Quý II".
  private static let periods = Set(
    ["Kỳ", "Kỳ báo cáo", "Kỳ BC", "Thời kỳ", "Kỳ số liệu"].map { NameKey($0) })

  private static func pair(_ label: String, _ value: String) -> Pair? {
    let name = label.trimmingColons
    guard !value.hasSuffix(":") else { return nil }
    if let word = times.first(where: { $0.0 == NameKey(name) })?.1 {
      return .time("\(word) \(value)")
    }
    if periods.contains(NameKey(name)), PeriodLabels.isPeriod(value) { return .time(value) }
    return "\(name): x".statedUnit != nil ? .unit("\(name): \(value)") : nil
  }

  /// "6 tháng đầu năm" and "Năm 2026" are one time: "6 tháng đầu năm 2026".
  private static func joined(_ times: [String]) -> String {
    times.dropFirst().reduce(times.first ?? "") { text, next in
      let saysYear = text.hasSuffix(" năm") && next.hasPrefix("Năm ")
      return text + " " + (saysYear ? String(next.dropFirst(4)) : next)
    }
  }

  /// The grid with such pairs in one cell, as others write them: "Tháng 5 năm 2024".
  func withPairs() -> Grid {
    var grid = self
    for (index, row) in rows.prefix(TableHead.rowsAboveHeader).enumerated() {
      let filled = row.items.indices.filter { !row.items[$0].isEmpty }
      guard filled.count > 1, filled.count.isMultiple(of: 2),
        row.items[filled[0]].text.hasSuffix(":") || saysPair(row, filled, index)
      else { continue }
      let pairs = stride(from: 0, to: filled.count, by: 2).compactMap {
        Grid.pair(row.items[filled[$0]].text, row.items[filled[$0 + 1]].text)
      }
      guard pairs.count * 2 == filled.count else { continue }
      let units = pairs.compactMap { if case .unit(let text) = $0 { text } else { nil } }
      let times = pairs.compactMap { if case .time(let text) = $0 { text } else { nil } }
      guard units.count < 2 else { continue }
      for column in filled { grid.replace(index, column, by: .empty) }
      let texts = units + (times.isEmpty ? [] : [Grid.joined(times)])
      for (column, text) in zip(filled, texts) {
        grid.replace(index, column, by: Item(text: text))
      }
    }
    return grid
  }

  /// "Tên đơn vị | UBND xã Đông Tiến" or "Kỳ báo cáo | Quý II" without a colon, which heads no table: nothing below has a name under
  /// the one and a number under the other, but for a year.
  private func saysPair(_ row: Row, _ filled: [Int], _ index: Int) -> Bool {
    guard filled.count == 2 else { return false }
    let (label, value) = (row[filled[0]].text, row[filled[1]].text)
    let below = rows.dropFirst(index + 1).first.map { $0[filled[1]] }
    switch Grid.pair(label, value) {
    case .unit?: guard OfficeNames.isOffice(value) else { return false }
    case .time?:
      guard PeriodLabels.isPeriod(value) || FigureWords.isYear(value) else { return false }
    case nil: return false
    }
    return below.map { !$0.isPlainNumber || $0.isYear } ?? false
  }
}
