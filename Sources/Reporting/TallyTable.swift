import ClusterMetrics
import Foundation

/// Tallies as rows: what `giaoban tally` prints and a pack's `tallies.csv` holds.
package struct TallyTable: Sendable {
  /// How rows are grouped.
  package enum Grouping: String, Sendable, CaseIterable {
    case unit, cluster, commune, period
  }

  /// One row. Names of columns are English whatever the language.
  package struct Row: Sendable, Encodable, Equatable {
    package var period: String
    package var cluster: String
    package var unit: String
    package var commune: String?
    package var indicator: String
    package var value: Double?
    package var numerator: Double?
    package var denominator: Double?
    package var status: String
    package var reportingUnits: Int
    package var expectedUnits: Int
    package var versus: Versus?

    package struct Versus: Sendable, Equatable {
      package var value: Double?
      package var change: Double?
      package var changePercent: Double?
    }

    /// A row with all of its keys, `null` where there is no number.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      for (name, text) in [
        ("period", period), ("cluster", cluster), ("unit", unit), ("indicator", indicator),
        ("status", status),
      ] {
        try container.encode(text, forKey: Key(name))
      }
      if let commune { try container.encode(commune, forKey: Key("commune")) }
      for (name, number) in [
        ("value", value), ("numerator", numerator), ("denominator", denominator),
      ] {
        try container.encode(number.map(TallyTable.rounded), forKey: Key(name))
      }
      try container.encode(reportingUnits, forKey: Key("reporting_units"))
      try container.encode(expectedUnits, forKey: Key("expected_units"))
      if let versus {
        for (name, number) in [
          ("versus_value", versus.value), ("change", versus.change),
          ("change_percent", versus.changePercent),
        ] {
          try container.encode(number.map(TallyTable.rounded), forKey: Key(name))
        }
      }
    }

    private struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(_ name: String) { stringValue = name }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
  }

  package private(set) var rows: [Row] = []
  private let hasCommunes: Bool
  private let hasVersus: Bool

  /// Rows for every group, period and indicator, in this order.
  ///
  /// - Parameter versus: the base of each period; it must be among the book's periods.
  package init(
    _ book: TallyBook, indicators: [Indicator], groups: [Group], periods: [Period],
    versus: Versus? = nil
  ) {
    hasCommunes = groups.contains { if case .commune = $0 { true } else { false } }
    hasVersus = versus != nil
    for period in periods {
      for group in groups {
        for indicator in indicators {
          let base = versus?.base(of: period)
          let comparison = base.map {
            book.comparison(indicator, for: group, in: period, with: $0)
          }
          let tally = comparison?.current ?? book.tally(indicator, for: group, in: period)
          rows.append(row(tally, comparison, book))
        }
      }
    }
  }

  /// The groups that a grouping lists, in the roster's order.
  package static func groups(_ grouping: Grouping, _ roster: Roster) -> [Group] {
    switch grouping {
    case .unit: roster.units.indices.map { .unit($0) }
    case .cluster: roster.clusters.indices.map { .cluster($0) }
    case .commune: roster.communes.indices.map { .commune($0) }
    case .period: [.all]
    }
  }

  private func row(_ tally: Tally, _ comparison: Comparison?, _ book: TallyBook) -> Row {
    let roster = book.roster
    var (cluster, unit): (Int?, Int?) = (nil, nil)
    var commune: String?
    switch tally.group {
    case .all: break
    case .cluster(let number): cluster = number
    case .unit(let number): unit = number
    case .commune(let number):
      unit = roster.communes[number].unit
      commune = roster.communes[number].name
    }
    if let unit { cluster = roster.units[unit].cluster }
    if hasCommunes, commune == nil { commune = "" }
    return Row(
      period: tally.period.name, cluster: cluster.map { roster.clusters[$0].name } ?? "",
      unit: unit.map { roster.units[$0].name } ?? "", commune: commune,
      indicator: tally.indicator, value: tally.value, numerator: tally.numerator?.doubleValue,
      denominator: tally.denominator?.doubleValue, status: tally.status.rawValue,
      reportingUnits: tally.reportingUnits, expectedUnits: tally.expectedUnits,
      versus: comparison.map {
        .init(value: $0.base.value, change: $0.change, changePercent: $0.changePercent)
      })
  }

  // MARK: Forms

  /// RFC 4180 with LF; numbers with a point and without grouping.
  package var csv: String {
    CSVText.table([header] + rows.map(cells))
  }

  /// An array of objects with the columns of the CSV as keys.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(rows), as: UTF8.self) + "\n"
  }

  package var header: [String] {
    ["period", "cluster", "unit"] + (hasCommunes ? ["commune"] : []) + [
      "indicator", "value", "numerator", "denominator", "status", "reporting_units",
      "expected_units",
    ] + (hasVersus ? ["versus_value", "change", "change_percent"] : [])
  }

  private func cells(_ row: Row) -> [String] {
    func number(_ value: Double?) -> String { value.map(TallyTable.plain) ?? "" }
    return [row.period, CSVText.name(row.cluster), CSVText.name(row.unit)]
      + (hasCommunes ? [CSVText.name(row.commune ?? "")] : []) + [
        row.indicator, number(row.value), number(row.numerator), number(row.denominator),
        row.status, "\(row.reportingUnits)", "\(row.expectedUnits)",
      ]
      + (row.versus.map { [number($0.value), number($0.change), number($0.changePercent)] } ?? [])
  }

  /// At most six decimals, no trailing zeros, a plain minus sign: for machines.
  package static func plain(_ value: Double) -> String {
    let rounded = rounded(value)
    if rounded == rounded.rounded(), abs(rounded) < 1e15 { return String(Int64(rounded)) }
    var text = String(format: "%.6f", rounded)
    while text.hasSuffix("0") { text.removeLast() }
    return text
  }

  private static func rounded(_ value: Double) -> Double {
    Rounding.rounded(value, decimals: 6)
  }
}
