import ClusterMetrics
import OfficeWords

/// Units that head the columns of a table whose roster nobody knows yet, where other cells say what their numbers count.
package struct UnitColumns {
  package let units: [String]
  /// What stands below each of them: "Số vụ | Số người" of the indicator of a row; empty where the title says what is
  /// counted.
  package let counts: [String]

  /// Whether headings beside a total are names of two words and more: "Nga Sơn | Hà Trung | Tổng".
  private static func areProper(_ headings: [String]) -> Bool {
    OfficeNames.areNames(headings) && !headings.contains(where: OfficeNames.isPartOfCount)
      && headings.allSatisfy { $0.split(separator: " ").count > 1 && !$0.statesMeasure }
  }

  /// - Returns: `nil` where the columns are headed otherwise.
  package init?(_ columns: ReportColumns) {
    // "Tổng số" over "Số vụ | Số người" holds the sums of all of them.
    let headings = columns.numbers.filter { column in
      column.levels.count < 2 || !TotalWords.isTotal(column.levels[0])
    }.compactMap(\.unknown)
    guard columns[.unit] == nil, headings.count > 1 else { return nil }
    if columns[.indicator] == nil {
      // "Xã An Bình | Xã Bình Minh" beside months, under "SỐ HỘI NGHỊ ĐỐI THOẠI NĂM 2024".
      let others = columns.numbers.filter { $0.unknown == nil }
      guard !columns.periods.columns.isEmpty,
        others.allSatisfy({ $0.meaning.who == .total || TotalWords.isTotal($0.lastLevel) }),
        headings.allSatisfy(OfficeNames.isOffice) || OfficeNames.areBodies(headings)
          || !others.isEmpty && UnitColumns.areProper(headings)
      else { return nil }
      (units, counts) = (headings, [])
      return
    }
    // Below each unit the same columns stand in the same order.
    var groups: [(unit: String, counts: [String])] = []
    for heading in headings {
      let levels = heading.components(separatedBy: " / ")
      guard levels.count > 1, let unit = levels.first else { return nil }
      let count = levels.dropFirst().joined(separator: " / ")
      if groups.last?.unit == unit {
        groups[groups.count - 1].counts.append(count)
      } else {
        groups.append((unit, [count]))
      }
    }
    let names = groups.map(\.unit)
    guard groups.count > 1, let first = groups.first, first.counts.count > 1,
      groups.allSatisfy({ $0.counts == first.counts }), Set(names).count == names.count,
      names.allSatisfy({ OfficeNames.isOffice($0) || OfficeNames.isBodyOfOffice($0) })
        || OfficeNames.areBodies(names)
        || OfficeNames.areNames(names) && !names.contains(where: OfficeNames.isPartOfCount),
      !first.counts.contains(where: OfficeNames.isOffice)
    else { return nil }
    (units, counts) = (names, first.counts)
  }
}
