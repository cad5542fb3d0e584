import ClusterMetrics
import Foundation
import OrderedCollections

/// Tallies as rows: what `giaoban tally` prints and a pack's `tallies.csv` holds.
package struct TallyTable: Sendable {
  /// One row. Names of columns are English whatever the language.
  package struct Row: Sendable, Equatable {
    package var period: String
    package var cluster: String
    package var unit: String
    package var commune: String?
    /// The text of the column that rows are grouped by, if they are.
    package var text: String?
    package var indicator: String
    package var value: Double?
    package var numerator: Double?
    package var denominator: Double?
    package var status: String
    package var reportingUnits: Int
    package var expectedUnits: Int
    /// Whether some of the value was only said to be about so much.
    package var isApproximate = false
    /// What of an earlier map the value, or that it is compared with, cannot be divided from.
    package var indivisible: [String] = []
    package var versus: Versus?

    package struct Versus: Sendable, Equatable {
      package var value: Double?
      package var change: Double?
      package var changePercent: Double?
    }

    /// A row with all of its keys, `null` where there is no number.
    fileprivate func encode(
      to encoder: any Encoder, column: String?
    ) throws {
      var container = encoder.container(keyedBy: Key.self)
      if let column { try container.encode(text ?? "", forKey: Key(column)) }
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

  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// A row as JSON writes it.
  private struct EncodedRow: Encodable {
    var row: Row
    var column: String?
    func encode(to encoder: any Encoder) throws { try row.encode(to: encoder, column: column) }
  }

  package private(set) var rows: [Row] = []
  private let hasCommunes: Bool
  private let hasVersus: Bool
  private let column: String?
  private let indicators: [String]
  /// The days of the maps that groups are stated on, where that is not the map of each record's day.
  package private(set) var mapDays: [Day] = []

  /// Rows for every period, group, text of the column and indicator, in this order. Texts of which no
  /// indicator says anything in these periods are left out.
  ///
  /// - Parameters:
  ///   - groups: those of a period.
  ///   - column: the id of the column that the book keeps apart.
  ///   - versus: the base of each period; it must be among the book's periods.
  package init(
    _ book: TallyBook, indicators: [Indicator], periods: [Period], versus: Versus? = nil,
    column: String? = nil, groups: (TallyBook, Period) -> [Group]
  ) {
    // What is compared is stated on one map.
    let books = periods.map { period in
      versus.map { book.comparable([period, $0.base(of: period)]) } ?? book
    }
    let groups = zip(books, periods).map { groups($0, $1) }
    hasCommunes = groups.contains {
      $0.contains { if case .commune = $0 { true } else { false } }
    }
    mapDays = Array(OrderedSet(books.compactMap(\.boundaries.day)))
    hasVersus = versus != nil
    self.column = column
    self.indicators = indicators.map(\.id)
    let slices: [TallyBook.Slice?] =
      column == nil
      ? [nil]
      : book.slices.filter { book.restricted(to: $0).counts(indicators, in: periods) }
    rows.reserveCapacity(
      groups.map(\.count).reduce(0, +) * slices.count * indicators.count)
    for (index, period) in periods.enumerated() {
      let name = period.name
      let sliced = slices.map { slice in
        (slice?.text, slice.map { books[index].restricted(to: $0) } ?? books[index])
      }
      for group in groups[index] {
        for (text, book) in sliced {
          let base = versus?.base(of: period)
          let tallies = book.tallies(indicators, for: group, in: period)
          for (indicator, tally) in zip(indicators, tallies) {
            let comparison = base.map { book.comparison(indicator, of: tally, with: $0) }
            var row = row(tally, name, comparison, book)
            row.text = text
            rows.append(row)
          }
        }
      }
    }
  }

  private func row(
    _ tally: Tally, _ period: String, _ comparison: Comparison?, _ book: TallyBook
  ) -> Row {
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
      period: period, cluster: cluster.map { roster.clusters[$0].name } ?? "",
      unit: unit.map { roster.units[$0].name } ?? "", commune: commune,
      indicator: tally.indicator, value: tally.value, numerator: tally.numerator?.doubleValue,
      denominator: tally.denominator?.doubleValue, status: tally.status.rawValue,
      reportingUnits: tally.reportingUnits, expectedUnits: tally.expectedUnits,
      isApproximate: tally.isApproximate,
      indivisible: OrderedSet(tally.indivisible + (comparison?.base.indivisible ?? []))
        .map { roster.name(of: $0) },
      versus: comparison.map {
        .init(value: $0.base.value, change: $0.change, changePercent: $0.changePercent)
      })
  }

  // MARK: Forms

  /// RFC 4180 with LF; numbers with a point and without grouping.
  package var csv: String {
    CSVText.table([header]) + CSVText.table(rows.lazy.map(cells))
  }

  /// The same with a column for every indicator, and one line for what is listed of a place and period.
  package var wideCSV: String {
    let lines = wideRows.lazy.map { group -> [String] in
      var line = place(group[group.startIndex])
      for row in group {
        for value in values(row) { line.append(text(value)) }
      }
      return line
    }
    return CSVText.table([wideHeader]) + CSVText.table(lines)
  }

  /// An array of objects with the columns of the CSV as keys.
  package func json() throws -> String {
    try encode(rows.map { EncodedRow(row: $0, column: column) })
  }

  /// An array of objects with the columns of the wide CSV as keys, `null` where there is no number.
  package func wideJSON() throws -> String {
    try encode(
      wideRows.map { group in
        WideRow(
          names: zip(placeHeader, place(group[group.startIndex])).map { ($0, $1) },
          numbers: zip(numberHeader, group.flatMap(values)).map { ($0, $1) })
      })
  }

  private struct WideRow: Encodable {
    var names: [(String, String)]
    var numbers: [(String, Double?)]

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      for (name, text) in names { try container.encode(text, forKey: Key(name)) }
      for (name, number) in numbers {
        try container.encode(number.map(TallyTable.rounded), forKey: Key(name))
      }
    }
  }

  private func encode(_ rows: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(rows), as: UTF8.self) + "\n"
  }

  /// Rows of the same place, text and period, one for each indicator.
  package var wideRows: [ArraySlice<Row>] {
    stride(from: 0, to: rows.count, by: max(indicators.count, 1)).map {
      rows[$0..<min($0 + indicators.count, rows.count)]
    }
  }

  package var header: [String] {
    placeHeader + [
      "indicator", "value", "numerator", "denominator", "status", "reporting_units",
      "expected_units",
    ] + (hasVersus ? ["versus_value", "change", "change_percent"] : [])
  }

  private var wideHeader: [String] { placeHeader + numberHeader }

  private var placeHeader: [String] {
    ["period", "cluster", "unit"] + (hasCommunes ? ["commune"] : []) + [column].compactMap(\.self)
  }

  private var numberHeader: [String] {
    indicators.flatMap { hasVersus ? [$0, $0 + "_versus", $0 + "_change"] : [$0] }
  }

  private func place(_ row: Row) -> [String] {
    var place = [row.period, CSVText.name(row.cluster), CSVText.name(row.unit)]
    place.reserveCapacity(5 + indicators.count)
    if hasCommunes { place.append(CSVText.name(row.commune ?? "")) }
    if column != nil { place.append(CSVText.name(row.text ?? "")) }
    return place
  }

  private func values(_ row: Row) -> [Double?] {
    [row.value] + (hasVersus ? [row.versus?.value, row.versus?.change] : [])
  }

  private func text(_ value: Double?) -> String { value.map(TallyTable.plain) ?? "" }

  private func cells(_ row: Row) -> [String] {
    place(row) + [
      row.indicator, text(row.value), text(row.numerator), text(row.denominator), row.status,
      "\(row.reportingUnits)", "\(row.expectedUnits)",
    ]
      + (row.versus.map { [text($0.value), text($0.change), text($0.changePercent)] } ?? [])
  }

  /// At most six decimals, no trailing zeros, a plain minus sign: for machines.
  package static func plain(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
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
