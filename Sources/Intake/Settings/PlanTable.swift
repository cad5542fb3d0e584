import ClusterMetrics

/// The project's own table of plans, which a form fills: `plans.csv`, with other columns and rows kept.
package struct PlanTable: Sendable {
  package static let file = "plans.csv"
  private static let columns: [KnownColumn] = [.period, .unit, .indicator, .plan, .from]

  /// All rows, the header among them.
  package private(set) var rows: [[String]]
  private let header: Int
  private let places: Header
  /// What was planned, by what of whom and when, and the rows that say it.
  private var known: [Key: Int] = [:]

  private struct Key: Hashable {
    var indicator: String
    var unit: Int
    var period: Period
  }

  /// - Returns: `nil` where the file is there and is no table of plans that could be filled.
  package init?(_ project: Project, isThere: Bool) {
    guard isThere else {
      rows = [PlanTable.columns.map { $0.headers[0] }]
      header = 0
      places = Header(rows[0], wanted: PlanTable.columns.map(\.rawValue))
      return
    }
    let preview = TablePreview(PlanTable.file, of: project, most: 100_000)
    guard preview.refusal == nil, !preview.hasMore else { return nil }
    let rows = preview.rows.map(\.cells)
    let wanted = PlanTable.columns.map(\.rawValue)
    let needed = wanted.filter { $0 != KnownColumn.from.rawValue }
    let heads = rows.lazy.map { Header($0, wanted: wanted, mapped: project.definition.columns) }
    guard let header = heads.firstIndex(where: { $0.hasAll(needed) }) else { return nil }
    (self.rows, self.header, places) = (rows, header, heads[header])
    let names = IndicatorNames(project.definition)
    for (number, row) in rows.enumerated().dropFirst(header + 1) {
      // A plan that holds from some day on is a change of another one.
      guard text(.from, row).isEmpty,
        let period = project.definition.calendar.period(written: text(.period, row)),
        let indicator = names.indicator(named: text(.indicator, row)),
        let unit = PlanTable.unit(text(.unit, row), in: period, project)
      else { continue }
      known[Key(indicator: indicator.id, unit: unit, period: period)] = number
    }
  }

  private static func unit(_ name: String, in period: Period, _ project: Project) -> Int? {
    project.roster.unit(named: name, in: project.definition.calendar.days(of: period))
  }

  private func text(_ column: KnownColumn, _ row: [String]) -> String {
    places[column].flatMap { row.indices.contains($0) ? row[$0] : nil }?
      .trimmingCharacters(in: .whitespaces) ?? ""
  }

  /// What the table says; `nil` where it says nothing.
  package func plan(_ indicator: String, ofUnit unit: Int, in period: Period) -> String? {
    known[Key(indicator: indicator, unit: unit, period: period)].map { text(.plan, rows[$0]) }
  }

  /// Says what a unit is to reach.
  ///
  /// - Parameters:
  ///   - text: the number as people write it; empty where there is to be no plan.
  ///   - names: of the period, the unit and the indicator, as a new row has them.
  /// - Returns: whether the text is a number.
  package mutating func set(
    _ text: String, _ indicator: String, ofUnit unit: Int, in period: Period,
    names: (period: String, unit: String, indicator: String)
  ) -> Bool {
    let key = Key(indicator: indicator, unit: unit, period: period)
    guard !text.isEmpty else {
      if let row = known.removeValue(forKey: key) {
        rows.remove(at: row)
        for (key, place) in known where place > row { known[key] = place - 1 }
      }
      return true
    }
    guard let number = SettingsText.number(text) else {
      return false
    }
    let plain = number.plain.replacing(".", with: ",")
    guard let place = places[.plan] else { return false }
    if let row = known[key] {
      rows[row][place] = plain
    } else {
      var row = [String](repeating: "", count: rows[header].count)
      for (column, name) in [
        (KnownColumn.period, names.period), (.unit, names.unit), (.indicator, names.indicator),
        (.plan, plain),
      ] {
        if let place = places[column] { row[place] = name }
      }
      known[key] = rows.count
      rows.append(row)
    }
    return true
  }
}
