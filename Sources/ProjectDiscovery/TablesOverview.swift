import ClusterMetrics
import Findings
import OfficeWords
import TableGrids
import TableLabels

/// What the tables of some files have in common, which none of them says alone: headers that stand in tables about different
/// things, and sheets that are named after units.
struct TablesOverview {
  /// A table with units in its rows, or one without any.
  private struct Table {
    var file: String
    var sheet: String?
    var theme: NameKey?
    var headers: Set<NameKey>
    var units: Set<NameKey>
    /// The labels of its indicators, where it names no unit.
    var indicators: Set<NameKey>
  }

  private var tables: [Table] = []
  /// The sheets whose names say what their tables are about.
  private var themed: Set<TableSource> = []

  /// Takes the tables of a sheet.
  mutating func add(_ grid: Grid, _ words: ReportWords, file: String, sheet: String?) {
    let blocks = ReportBlocks(grid, words, nil, year: nil)
    for block in blocks.all {
      let columns = ReportColumns(block, in: grid, blocks, words)
      func labels(_ role: LabelRole) -> Set<NameKey> {
        guard let column = columns[role] else { return [] }
        return Set(
          block.body.map { grid.rows[$0][column].text.withoutNumbering }.filter { !$0.isEmpty }
            .map { NameKey($0) })
      }
      tables.append(
        Table(
          file: file, sheet: sheet,
          theme: TableTheme.of(block, in: grid, sheet).map { NameKey($0) },
          headers: Set(columns.numbers.compactMap(\.unknown).map { NameKey($0) }),
          units: labels(.unit), indicators: labels(.indicator)))
    }
  }

  /// Takes the names of sheets for what their tables are about, where tables of the same title and headers are of the same
  /// units: "Khai sinh" and "Khai tử", both "THỐNG KÊ HỘ TỊCH".
  mutating func settleThemes() {
    func isNamed(_ table: Table) -> Bool { table.sheet.map { TableTheme.isName($0) } ?? false }
    let named = Dictionary(grouping: tables.indices.filter { isNamed(tables[$0]) }) {
      tables[$0].file
    }
    for own in named.values {
      let alike = own.filter { index in
        own.contains { other in
          let (one, two) = (tables[index], tables[other])
          return one.sheet != two.sheet && one.theme == two.theme && one.headers == two.headers
            && !one.headers.isEmpty && !one.units.isDisjoint(with: two.units)
        }
      }
      for index in alike {
        guard let sheet = tables[index].sheet else { continue }
        tables[index].theme = NameKey(sheet)
        themed.insert(TableSource(file: tables[index].file, sheet: sheet))
      }
    }
  }

  /// What a table is about.
  func theme(of block: ReportBlock, in grid: Grid, file: String, sheet: String?) -> String? {
    themed.contains(TableSource(file: file, sheet: sheet))
      ? sheet : TableTheme.of(block, in: grid, sheet)
  }

  /// Whether a header stands over numbers of the same units in tables about different things: "Tiếp nhận" in "Biểu 1. Khiếu
  /// nại" and in "Biểu 2. Tố cáo".
  func isShared(_ header: String) -> Bool {
    let key = NameKey(header)
    let holders = tables.filter { $0.headers.contains(key) && $0.theme != nil }
    return holders.enumerated().contains { index, table in
      holders.dropFirst(index + 1).contains { other in
        table.theme != other.theme && !table.units.isDisjoint(with: other.units)
          && (table.file == other.file || TablesOverview.differ(table.theme, other.theme))
      }
    }
  }

  /// Whether two themes each say something that the other does not: one month's title may only be longer than another's.
  private static func differ(_ left: NameKey?, _ right: NameKey?) -> Bool {
    func words(_ theme: NameKey?) -> Set<Substring> {
      Set((theme?.text ?? "").split(separator: " "))
    }
    let (one, other) = (words(left), words(right))
    return !one.subtracting(other).isEmpty && !other.subtracting(one).isEmpty
  }

  /// The unit that a sheet is named after: an office, or any name where other sheets hold the same lines and none of them
  /// says whose they are.
  func unit(ofSheet sheet: String, in file: String) -> String? {
    let name = sheet.withoutNumbering
    if OfficeNames.isOffice(OfficeNames.unit(name)) { return name }
    let tables = tables.filter { $0.file == file }
    guard TableTheme.isName(sheet), let own = tables.first(where: { $0.sheet == sheet }),
      own.units.isEmpty, !own.indicators.isEmpty
    else { return nil }
    let isOneOfSeveral = tables.contains { other in
      other.sheet != sheet && other.units.isEmpty && other.indicators == own.indicators
        && other.sheet.map { TableTheme.isName($0) } ?? false
    }
    return isOneOfSeveral ? name : nil
  }
}
