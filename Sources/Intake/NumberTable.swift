import ClusterMetrics
import Findings
import OfficeWords
import Settings
import TableReading

/// A table of the project's own that the page's forms fill, a row for each number; other columns and rows are kept.
package struct NumberTable {
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
      case .corrections:
        [.period, .unit, .indicator, .figure, .value, .correction, .reason, .replaces]
      }
    }

    fileprivate var numbers: KnownColumn { self == .plans ? .plan : .value }

    /// Columns that a table need not have; they are added when something is to be written there.
    fileprivate var optional: Set<KnownColumn> {
      self == .plans ? [.from] : [.figure, .correction, .reason, .replaces]
    }
  }

  package let kind: Kind
  /// All rows, the header among them.
  package private(set) var rows: [[String]]
  private let header: Int
  private var places: Header
  private let project: Project
  private let names: IndicatorNames
  /// The rows that state a number, by where it belongs; the last one is meant where there are several.
  private var known: [Coordinates: [Int]] = [:]

  /// - Returns: `nil` where the file is there and is no table that could be filled.
  package init?(_ kind: Kind, of project: Project, isThere: Bool) {
    (self.kind, self.project, names) = (kind, project, IndicatorNames(project.definition))
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
    let calendar = project.definition.calendar
    for (number, row) in rows.enumerated().dropFirst(header + 1) {
      // A plan that holds from some day on is a change of another one.
      guard text(.from, row).isEmpty, let period = calendar.period(written: text(.period, row)),
        let indicator = names.indicator(named: text(.indicator, row)),
        let unit = project.roster.unit(named: text(.unit, row), in: calendar.days(of: period)),
        let figure = figure(of: row)
      else { continue }
      known[
        Coordinates(period: period, unit: unit, indicator: indicator.id, figure: figure),
        default: []
      ].append(number)
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
    known[coordinates]?.last.map { text(kind.numbers, rows[$0]) }
  }

  /// Why a number was not stated.
  package enum Refusal: Error {
    case notANumber
    /// No name means this unit, or this indicator, and no other.
    case unnamed
  }

  /// States a number, or takes away what was stated.
  ///
  /// - Parameters:
  ///   - text: the number as people write it; empty where the table is to say nothing.
  ///   - reason: why, in a table of corrections.
  ///   - replaced: what stood there before, with `;` between several.
  package mutating func set(
    _ text: String, at coordinates: Coordinates, reason: String = "", replaced: String = ""
  ) throws(Refusal) {
    guard !text.isEmpty else { return remove(known[coordinates] ?? []) }
    guard let indicator = project.definition.indicator(withID: coordinates.indicator),
      let names = names(of: coordinates, indicator)
    else { throw .unnamed }
    let plain = indicator.isPercentage && text.hasSuffix("%") ? String(text.dropLast()) : text
    let mark = DecimalMark(assumedIn: project.definition, project.roster)
    guard let number = SettingsText.number(plain, mark) else { throw .notANumber }
    var cells: [(KnownColumn, String)] = [
      (kind.numbers, number.unmistakable)
    ]
    if kind == .corrections {
      let figure = coordinates.figure
      cells += [
        (.figure, figure == .value ? "" : figure.names[0]), (.correction, "x"), (.reason, reason),
        (.replaces, replaced),
      ]
    }
    // One row says it, whatever stood there twice.
    remove((known[coordinates] ?? []).dropLast())
    let row: Int
    if let own = known[coordinates]?.last {
      row = own
    } else {
      row = rows.count
      rows.append([String](repeating: "", count: rows[header].count))
      known[coordinates] = [row]
      cells += [
        (.period, coordinates.period.name), (.unit, names.unit), (.indicator, names.indicator),
      ]
    }
    for (column, text) in cells { set(text, column, ofRow: row) }
  }

  private mutating func set(_ text: String, _ column: KnownColumn, ofRow row: Int) {
    if places[column] == nil {
      guard !text.isEmpty else { return }
      rows[header].append(column.headers[0])
      places = Header(
        rows[header], wanted: kind.columns.map(\.rawValue), mapped: project.definition.columns)
    }
    guard let place = places[column] else { return }
    while rows[row].count <= place { rows[row].append("") }
    rows[row][place] = text
  }

  private mutating func remove(_ places: some Collection<Int>) {
    for row in places.sorted(by: >) {
      rows.remove(at: row)
      known = known.mapValues { own in
        own.filter { $0 != row }.map { $0 > row ? $0 - 1 : $0 }
      }.filter { !$0.value.isEmpty }
    }
  }

  /// The names by which the table's readers find this unit and this indicator, and no others.
  private func names(
    of coordinates: Coordinates, _ indicator: Indicator
  ) -> (unit: String, indicator: String)? {
    let days = project.definition.calendar.days(of: coordinates.period)
    let unit = project.roster.units[coordinates.unit].name
    let name = [indicator.name.vietnamese, indicator.id, indicator.name.english].first {
      names.indicator(named: $0)?.id == indicator.id
    }
    guard let name, project.roster.unit(named: unit, in: days) == coordinates.unit else {
      return nil
    }
    return (unit, name)
  }
}

extension Quantity {
  /// With a decimal comma, and never with three decimals, which could be a thousand's: "12,1250".
  var unmistakable: String {
    let text = plain.replacing(".", with: ",")
    let decimals = text.firstIndex(of: ",").map { text.distance(from: $0, to: text.endIndex) - 1 }
    return decimals == 3 ? text + "0" : text
  }
}
