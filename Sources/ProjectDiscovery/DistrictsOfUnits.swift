import ClusterMetrics
import OfficeWords
import TableGrids
import TableLabels

/// The districts of a table whose communes stand beside them, "Huyện | Xã", or the clusters of its units: "Cụm | Đơn vị".
struct DistrictsOfUnits {
  /// By the number of a row.
  private var districts: [Int: String] = [:]
  private var names: [Int: String] = [:]

  init(_ block: ReportBlock, in grid: Grid, _ columns: ReportColumns) {
    if let unit = columns[.unit], let outer = DistrictsOfUnits.clusters(block, grid, before: unit) {
      var current: String?
      for row in block.body.map({ grid.rows[$0] }) {
        current = OfficeNames.cluster(row[outer].text) ?? current
        if !row[unit].isEmpty { districts[row.number] = current }
      }
      return
    }
    guard columns.unitColumns.count > 1, let inner = columns.unitColumns.last else { return }
    let outer = columns.unitColumns[columns.unitColumns.count - 2]
    guard columns.isOfDistricts(outer) else { return }
    var current: String?
    for row in block.body.map({ grid.rows[$0] }) {
      if !row[outer].isEmpty { current = OfficeNames.unit(row[outer].text) }
      guard let current, !row[inner].isEmpty, row[inner].text != row[outer].text else { continue }
      (districts[row.number], names[row.number]) = (current, row[inner].text)
    }
    // Communes of one name are told apart by their districts.
    let homes = Dictionary(grouping: names.keys) { NameKey.place(names[$0] ?? "").bare }
    for rows in homes.values where Set(rows.compactMap { districts[$0] }).count > 1 {
      for row in rows { names[row] = "\(names[row] ?? "") (\(districts[row] ?? ""))" }
    }
  }

  /// The column in front of the units' that names a cluster for each of them, or for the first of several.
  private static func clusters(_ block: ReportBlock, _ grid: Grid, before unit: Int) -> Int? {
    (0..<unit).first { column in
      let cells = block.body.map { grid.rows[$0][column].text }.filter { !$0.isEmpty }
      return Set(cells).count > 1 && cells.allSatisfy { OfficeNames.cluster($0) != nil }
    }
  }

  /// The district or cluster that a row's unit lies in.
  func district(ofRow number: Int) -> String? { districts[number] }

  /// What a row's unit is called, with its district where others have the same name.
  func name(ofRow number: Int) -> String? { names[number] }
}
