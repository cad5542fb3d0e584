import ClusterMetrics
import OfficeWords
import TableGrids

/// Rows below a unit that say a part of its number, and name no unit: "- Nam" and "- Nữ" below "Huyện Nga Sơn", "Trong đó:
/// trực tuyến", "Xã Tân Phong (cũ)" below the commune that it became part of.
package enum PartRows {
  /// The numbers of such rows: their labels are marked as parts, or stand below several units, and neither is a unit.
  ///
  /// - Parameter isUnit: whether a label certainly names one.
  package static func all(
    in block: ReportBlock, _ grid: Grid, _ columns: ReportColumns, isUnit: (String) -> Bool
  ) -> Set<Int> {
    // Where another column says what a row holds, units stand in several rows.
    guard let unit = columns[.unit], columns.unitColumns.count == 1,
      [.indicator, .period, .figure].allSatisfy({ columns[$0] == nil })
    else { return [] }
    let rows = block.body.map { grid.rows[$0] }.filter { row in
      !row[unit].isEmpty && row[unit].merge == nil
        && columns.numbers.contains { row[$0.column].isNumber }
    }
    let counts = Dictionary(rows.map { (NameKey($0[unit].text), 1) }, uniquingKeysWith: +)
    func isPart(_ row: Grid.Row) -> Bool {
      let text = row[unit].text
      return !isUnit(text.withoutNumbering)
        && (text.isMarkedAsPart || OfficeNames.isFormer(text) || counts[NameKey(text)] ?? 0 > 1)
    }
    guard rows.contains(where: { !isPart($0) }) else { return [] }
    return Set(rows.filter(isPart).map(\.number))
      .union(belowTotals(rows, unit, columns))
      .union(sums(rows, unit, columns.numbers.map(\.column)))
      .union(places(rows, unit, columns.numbers.map(\.column)))
      .union(projects(rows, unit, columns, block, grid))
  }

  /// Parts of a total: "Trong đó: xã ATK" below "Toàn huyện", with what follows and has no number among units that are
  /// numbered.
  private static func belowTotals(
    _ rows: [Grid.Row], _ unit: Int, _ columns: ReportColumns
  ) -> Set<Int> {
    var parts: Set<Int> = []
    func isNumbered(_ row: Grid.Row) -> Bool {
      columns[.ordinal].map { !row[$0].isEmpty } ?? false
    }
    let areNumbered = rows.count(where: isNumbered) > 1
    var (isBelow, isAmong) = (false, false)
    for row in rows {
      let text = row[unit].text
      if TotalWords.isTotal(text) {
        (isBelow, isAmong) = (true, false)
      } else if isBelow, !isNumbered(row), text.isMarkedAsPart || isAmong && areNumbered {
        isAmong = true
        parts.insert(row.number)
      } else {
        (isBelow, isAmong) = (false, false)
      }
    }
    return parts
  }

  /// What offices build, below them: "1. Đường giao thông" below "I. UBND huyện Nga Sơn", under a header such as "Chủ đầu
  /// tư/Dự án".
  private static func projects(
    _ rows: [Grid.Row], _ unit: Int, _ columns: ReportColumns, _ block: ReportBlock, _ grid: Grid
  ) -> Set<Int> {
    guard listsProjects(unit, block, grid), let ordinal = columns[.ordinal] else { return [] }
    let groups = rows.filter { $0[ordinal].text.isGroupMark }
    guard groups.count > 1, groups.allSatisfy({ OfficeNames.isOffice($0[unit].text) }) else {
      return []
    }
    return Set(rows.filter { $0[ordinal].text.first?.isNumber == true }.map(\.number))
  }

  /// Whether a column of units also lists what they build.
  package static func listsProjects(_ unit: Int, _ block: ReportBlock, _ grid: Grid) -> Bool {
    block.header.contains { index in
      let key = NameKey(grid.rows[index][unit].text.replacing("/", with: " ")).text
      return built.contains { key.contains($0) }
    }
  }
  private static let built = ["dự án", "công trình", "hạng mục"].map { NameKey($0).text }

  /// Communes below their districts, of which only some are listed: no sum of theirs is more than what the district states,
  /// and not all are the same.
  private static func places(_ rows: [Grid.Row], _ unit: Int, _ numbers: [Int]) -> Set<Int> {
    let ranks = rows.map { OfficeNames.rank($0[unit].text.withoutNumbering) }
    guard let highest = ranks.compactMap(\.self).max(), ranks.count(where: { $0 == highest }) > 1,
      ranks.first == highest, ranks.allSatisfy({ $0 == highest || $0 == highest - 1 })
    else { return [] }
    func value(_ row: Grid.Row, _ column: Int) -> Double? {
      row[column].reading()?.outcome.quantity?.doubleValue
    }
    var found: Set<Int> = []
    var isLess = false
    for index in rows.indices where ranks[index] == highest {
      let parts = rows.indices[(index + 1)...].prefix { ranks[$0] != highest }.map { rows[$0] }
      guard !parts.isEmpty else { continue }
      for column in numbers {
        guard let whole = value(rows[index], column) else { continue }
        let sum = parts.reduce(0) { $0 + (value($1, column) ?? 0) }
        guard sum <= whole + 1e-9 else { return [] }
        isLess = isLess || sum < whole - 1e-9
      }
      found.formUnion(parts.map(\.number))
    }
    return isLess ? found : []
  }

  /// Rows with a dash below another one, whose numbers they make together: "- Khối Đảng" and "- Khối chính quyền" below "Xã
  /// An Bình". Communes below their district are units all the same.
  private static func sums(_ rows: [Grid.Row], _ unit: Int, _ numbers: [Int]) -> Set<Int> {
    var found: Set<Int> = []
    for (index, whole) in rows.enumerated() where !whole[unit].text.isMarkedAsPart {
      let parts = rows[(index + 1)...].prefix { $0[unit].text.isMarkedAsPart }
      guard parts.count > 1,
        !parts.contains(where: { OfficeNames.isPlace($0[unit].text.withoutNumbering) })
      else { continue }
      func value(_ row: Grid.Row, _ column: Int) -> Double {
        row[column].reading()?.outcome.quantity?.doubleValue ?? 0
      }
      let isWhole = numbers.allSatisfy { column in
        abs(parts.reduce(0) { $0 + value($1, column) } - value(whole, column)) < 1e-9
      }
      if isWhole, numbers.contains(where: { value(whole, $0) != 0 }) {
        found.formUnion(parts.map(\.number))
      }
    }
    return found
  }
}
