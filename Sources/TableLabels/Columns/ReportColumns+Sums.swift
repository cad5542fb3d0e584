import ClusterMetrics
import OfficeWords
import TableGrids

/// Columns that say what others make together: units beside each other, and months since New Year.
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
      // "Tổng số khám" beside "Loại 1 | Loại 2" is the row's own number, beside those of units it is that of all.
      let areUnits = others.allSatisfy { place in
        if case .units? = numbers[place].meaning.who { return true }
        return OfficeNames.mayName(numbers[place].lastLevel)
          && !OfficeNames.isPartOfCount(numbers[place].lastLevel)
      }
      numbers[index].meaning.who = areUnits ? .total : nil
      numbers[index].unknown = nil
    }
  }

  private static func leadsSum(_ heading: String) -> Bool {
    NameKey(heading).text.hasPrefix(NameKey("tổng").text + " ")
  }

  /// Whether one column adds up since New Year what another says of the period: "Thực hiện quý II" beside "Lũy kế từ đầu năm".
  package var addUp: Bool {
    numbers.contains {
      $0.meaning.figure == .cumulative && NameKey($0.lastLevel).text.contains(ReportColumns.newYear)
    } && numbers.contains { $0.meaning.figure == .value }
  }
  private static let newYear = NameKey("đầu năm").text

  /// Whether a row's number since New Year is more than that of the period beside it: then what the row names happens, whatever it is
  /// called.
  package func addUp(in row: Grid.Row) -> Bool {
    func values(_ isMeant: (ReportColumns.Numbers) -> Bool) -> [Double] {
      numbers.filter { !$0.meaning.isCompared && isMeant($0) }
        .compactMap { row[$0.column].reading()?.outcome.quantity?.doubleValue }
    }
    let all = values { $0.meaning.figure == .cumulative }
    let own = values {
      $0.meaning.figure == .value || $0.meaning.figure == nil && $0.meaning.period != nil
    }
    return all.count == 1 && own.count == 1 && all[0] > own[0]
  }
}
