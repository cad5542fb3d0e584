import ClusterMetrics

/// A table of the project's own that the page's forms fill, a row for each number; other columns and rows are kept.
package struct NumberTable: Sendable {
  /// What such a table holds.
  package enum Kind: Sendable {
    /// What units are to reach.
    case plans
    /// Numbers that count instead of those that units sent, each with its reason.
    case corrections

    package var file: String {
      switch self {
      case .plans: "plans.csv"
      case .corrections: "corrections.csv"
      }
    }

    /// The columns of a new table.
    fileprivate var columns: [KnownColumn] {
      switch self {
      case .plans: [.period, .unit, .indicator, .plan, .from]
      case .corrections: [.period, .unit, .indicator, .figure, .value, .correction, .reason]
      }
    }

    fileprivate var numbers: KnownColumn { self == .plans ? .plan : .value }

    /// Columns that a table need not have.
    fileprivate var optional: Set<KnownColumn> {
      self == .plans ? [.from] : [.figure, .reason]
    }
  }

  package let kind: Kind
  /// All rows, the header among them.
  package private(set) var rows: [[String]]
  private let header: Int
  private let places: Header
  /// The rows that state a number, by where it belongs.
  private var known: [Coordinates: Int] = [:]

  /// - Returns: `nil` where the file is there and is no table that could be filled.
  package init?(_ kind: Kind, of project: Project, isThere: Bool) {
    self.kind = kind
    let wanted = kind.columns.map(\.rawValue)
    guard isThere else {
      rows = [kind.columns.map { $0.headers[0] }]
      header = 0
      places = Header(rows[0], wanted: wanted)
      return
    }
    let preview = TablePreview(kind.file, of: project, most: 100_000)
    guard preview.refusal == nil, !preview.hasMore else { return nil }
    let rows = preview.rows.map(\.cells)
    let needed = kind.columns.filter { !kind.optional.contains($0) }.map(\.rawValue)
    let heads = rows.lazy.map { Header($0, wanted: wanted, mapped: project.definition.columns) }
    guard let header = heads.firstIndex(where: { $0.hasAll(needed) }) else { return nil }
    (self.rows, self.header, places) = (rows, header, heads[header])
    let names = IndicatorNames(project.definition)
    let calendar = project.definition.calendar
    for (number, row) in rows.enumerated().dropFirst(header + 1) {
      // A plan that holds from some day on is a change of another one.
      guard text(.from, row).isEmpty, let period = calendar.period(written: text(.period, row)),
        let indicator = names.indicator(named: text(.indicator, row)),
        let unit = project.roster.unit(named: text(.unit, row), in: calendar.days(of: period)),
        let figure = figure(of: row)
      else { continue }
      known[
        Coordinates(period: period, unit: unit, indicator: indicator.id, figure: figure.rawValue)] =
        number
    }
  }

  private func figure(of row: [String]) -> Figure? {
    guard kind == .corrections else { return .plan }
    let text = text(.figure, row)
    return text.isEmpty ? .value : Figure(written: text)
  }

  private func text(_ column: KnownColumn, _ row: [String]) -> String {
    places[column].flatMap { row.indices.contains($0) ? row[$0] : nil }?
      .trimmingCharacters(in: .whitespaces) ?? ""
  }

  /// What the table says; `nil` where it says nothing.
  package func number(_ coordinates: Coordinates) -> String? {
    known[coordinates].map { text(kind.numbers, rows[$0]) }
  }

  /// States a number, or takes away what was stated.
  ///
  /// - Parameters:
  ///   - text: the number as people write it; empty where the table is to say nothing.
  ///   - names: of the unit and the indicator, as the row has them.
  ///   - reason: why, in a table of corrections.
  /// - Returns: whether the text is a number.
  package mutating func set(
    _ text: String, at coordinates: Coordinates, names: (unit: String, indicator: String),
    reason: String = ""
  ) -> Bool {
    guard !text.isEmpty else {
      if let row = known.removeValue(forKey: coordinates) {
        rows.remove(at: row)
        for (key, place) in known where place > row { known[key] = place - 1 }
      }
      return true
    }
    guard let number = SettingsText.number(text) else { return false }
    let figure = Figure(rawValue: coordinates.figure) ?? .value
    var cells: [(KnownColumn, String)] = [
      (.period, coordinates.period.name), (.unit, names.unit), (.indicator, names.indicator),
      (kind.numbers, number.plain.replacing(".", with: ",")),
    ]
    if kind == .corrections {
      guard figure == .value || places[.figure] != nil else { return false }
      cells += [
        (.figure, figure == .value ? "" : figure.names[0]), (.correction, "x"), (.reason, reason),
      ]
    }
    let row = known[coordinates] ?? rows.count
    if row == rows.count {
      rows.append([String](repeating: "", count: rows[header].count))
      known[coordinates] = row
    } else {
      // The row may call its unit and its indicator otherwise.
      cells.removeFirst(3)
    }
    for (column, text) in cells {
      guard let place = places[column] else { continue }
      while rows[row].count <= place { rows[row].append("") }
      rows[row][place] = text
    }
    return true
  }
}
