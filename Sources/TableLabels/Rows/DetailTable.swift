import ClusterMetrics
import OfficeWords
import TableGrids

/// A table that a unit sends of what lies below it: its title names "UBND huyện Nga Sơn", its rows are the communes of the
/// district, and the row "Toàn huyện" is the number of the unit. The communes are no units of the project.
package enum DetailTable {
  /// What such a table consists of.
  package struct Rows {
    /// The row whose numbers are those of the unit.
    package var whole: Int
    /// The rows that it sums up.
    package var parts: Set<Int>
  }

  /// - Parameter who: whom a label names.
  /// - Returns: `nil` where any row names a unit, where rows are not all parts of a unit, or where there is not one total.
  package static func rows(
    in block: ReportBlock, _ grid: Grid, _ columns: ReportColumns,
    who: (String) -> ReportWords.Who?
  ) -> Rows? {
    guard let unit = columns[.unit], columns.unitColumns.count == 1,
      [.indicator, .period, .figure].allSatisfy({ columns[$0] == nil })
    else { return nil }
    var (wholes, parts): ([Int], Set<Int>) = ([], [])
    for row in block.body.map({ grid.rows[$0] })
    where columns.numbers.contains(where: { row[$0.column].isNumber }) && !row.isColumnNumbers {
      let text = row[unit].text
      let total = row.items.lazy.filter { !$0.isEmpty }.first { who($0.text) == .total }
      if total != nil {
        wholes.append(row.number)
      } else if who(text) == nil, isPart(text.withoutNumbering) {
        parts.insert(row.number)
      } else {
        return nil
      }
    }
    guard let whole = wholes.only, parts.count > 1 else { return nil }
    return Rows(whole: whole, parts: parts)
  }

  private static func isPart(_ name: String) -> Bool {
    OfficeNames.isPlace(name) || OfficeNames.isHamlet(name)
  }
}

/// Rows that say parts of a unit's number beside its name, in a column of their own: "Đợt 1", "Đợt 2" and "Cộng" beside "Huyện
/// Nga Sơn", which stands once; or hamlets below the letterhead of their commune.
package struct DetailLines {
  /// By the number of a row the name of the unit that it is of: its sum, or each of its parts where there is no sum.
  package private(set) var units: [Int: String] = [:]
  /// The rows that a sum of their unit holds already.
  package private(set) var parts: Set<Int> = []

  /// - Parameter issuer: whose paper it is.
  package init(
    in block: ReportBlock, _ grid: Grid, _ columns: ReportColumns, _ words: ReportWords,
    of issuer: Int?
  ) {
    func isTotal(_ text: String) -> Bool { words.who(text) == .total }
    guard let unit = columns[.unit], columns.unitColumns.count == 1,
      [.indicator, .period, .figure].allSatisfy({ columns[$0] == nil }),
      let first = columns.numbers.map(\.column).min(), unit < first
    else { return }
    let rows = block.body.map { grid.rows[$0] }.filter { row in
      columns.numbers.contains { row[$0.column].isNumber } && !row.isColumnNumbers
    }
    if let issuer = issuer.map({ words.roster.units[$0].name }), OfficeNames.isCommune(issuer),
      rows.allSatisfy({ words.who($0[unit].text) == nil && OfficeNames.isHamlet($0[unit].text) })
    {
      for row in rows { units[row.number] = issuer }
      return
    }
    let detail = ((unit + 1)..<first).first { column in
      columns.roles[column] == nil
        && rows.allSatisfy {
          !$0[column].isEmpty && !$0[column].isPlainNumber || isTotal($0[unit].text)
        }
    }
    guard let detail, detail < first else { return }
    var groups: [(name: String, rows: [Grid.Row])] = []
    for row in rows where !isTotal(row[unit].text) {
      let name = row[unit].text
      if let last = groups.last, name.isEmpty || row[unit].merge != nil && name == last.name {
        groups[groups.count - 1].rows.append(row)
      } else {
        groups.append((name, [row]))
      }
    }
    for group in groups where group.rows.count > 1 && !group.name.isEmpty {
      let sums = group.rows.filter { isTotal($0[detail].text) }
      for row in sums.isEmpty ? group.rows : sums { units[row.number] = group.name }
      if !sums.isEmpty {
        parts.formUnion(group.rows.filter { !isTotal($0[detail].text) }.map(\.number))
      }
    }
  }
}
