import ClusterMetrics

/// Columns beside those of units that say what these make together.
extension ReportColumns {
  /// "Tổng diện tích" beside "Nga Sơn | Hà Trung | Bỉm Sơn": no unit, where its number is their sum in every line.
  mutating func settleSums(_ block: ReportBlock, _ grid: Grid) {
    guard self[.unit] == nil, self[.indicator] != nil else { return }
    func isOfUnit(_ own: Numbers) -> Bool {
      if case .units? = own.meaning.who { return true }
      return own.unknown != nil && own.meaning.indicator == nil
    }
    for index in numbers.indices
    where numbers[index].unknown != nil && ReportColumns.leadsSum(numbers[index].lastLevel) {
      let others = numbers.indices.filter { $0 != index && isOfUnit(numbers[$0]) }
      let lines = block.body.map { grid.rows[$0] }.compactMap {
        row -> (sum: Double, parts: Double)? in
        func value(_ place: Int) -> Double? {
          row[numbers[place].column].reading()?.outcome.quantity?.doubleValue
        }
        guard let sum = value(index) else { return nil }
        return (sum, others.compactMap(value).reduce(0, +))
      }
      // Decimals may be rounded.
      guard others.count > 1, !lines.isEmpty,
        lines.allSatisfy({
          abs($0.sum - $0.parts) <= max(0.06 * Double(others.count), abs($0.sum) * 1e-3)
        })
      else { continue }
      numbers[index].meaning.who = .total
      numbers[index].unknown = nil
    }
  }

  private static func leadsSum(_ heading: String) -> Bool {
    NameKey(heading).text.hasPrefix(NameKey("tổng").text + " ")
  }
}
