import ClusterMetrics
import Foundation
import OrderedCollections

/// Tallies as rows: what `giaoban tally` prints and a pack's `tallies.csv` holds.
package struct TallyTable: Sendable {
  /// One row. Names of columns are English whatever the language.
  package struct Row: Sendable, Equatable {
    package var place: Place
    package var indicator: String
    package var value: Double?
    package var numerator: Double?
    package var denominator: Double?
    package var status: String
    package var reportingUnits: Int
    package var expectedUnits: Int
    /// How many units have reported only parts of the period, and which parts they have not.
    package var incompleteUnits = 0
    package var missingParts: [Period] = []
    /// Whether the value is stated of the whole, without its units.
    package var isStatedTotal = false
    /// Whether some of the value was only said to be about so much.
    package var isApproximate = false
    /// What of an earlier map the value, or that it is compared with, cannot be divided from.
    package var indivisible: [String] = []
    package var versus: Versus?
    package var peers: Peers?
    package var plan: Plan?

    /// What was to be reached; empty where there is no plan.
    package struct Plan: Sendable, Equatable {
      package var value: Double?
      /// The period of the plan.
      package var period = ""
      /// The value less the plan, over the units that have both.
      package var difference: Double?
      package var percent: Double?
      /// How many units have both.
      package var units: Int?
      /// The whole in words.
      package var fulfilment: Fulfilment?
    }

    package struct Versus: Sendable, Equatable {
      package var value: Double?
      package var change: Double?
      package var changePercent: Double?
      /// The difference of the totals, whoever stands behind them.
      package var bareChange: Double?
      /// Whether other units stand behind the two totals, and how many are in both.
      package var hasOtherUnits = false
      package var sameUnits: Int?
      /// Whether one of the totals is stated of the whole, without its units.
      package var isOfStatedTotal = false
    }

    /// What a unit stands beside in its cluster; empty for what is no unit.
    package struct Peers: Sendable, Equatable {
      package var rank: Int?
      /// How many units of the cluster have a value.
      package var ranked: Int?
      package var mean: Double?
      package var median: Double?
      package var firstQuartile: Double?
      package var thirdQuartile: Double?
      /// The value less the target.
      package var fromTarget: Double?
      /// The change of the cluster, which the unit's is part of.
      package var clusterChange: Double?
    }

    /// The numbers behind `expected_units`, in the order of their columns.
    fileprivate var furtherNumbers: [Double?] {
      var numbers: [Double?] = []
      if let versus { numbers += [versus.value, versus.change, versus.changePercent] }
      if let peers {
        numbers += [
          peers.rank.map(Double.init), peers.ranked.map(Double.init), peers.mean, peers.median,
          peers.firstQuartile, peers.thirdQuartile, peers.fromTarget,
        ]
        if versus != nil { numbers.append(peers.clusterChange) }
      }
      if let versus {
        let compared = versus.change == nil ? nil : Double(versus.sameUnits ?? reportingUnits)
        numbers += [versus.bareChange, compared]
      }
      if let plan {
        numbers += [
          plan.value, plan.difference, plan.percent, plan.units.map(Double.init),
        ]
      }
      return numbers
    }

    /// The parts that are missing, as a cell holds them.
    fileprivate var missingPartNames: String {
      missingParts.map(\.name).joined(separator: " ")
    }

    /// A row with all of its keys, `null` where there is no number.
    fileprivate func encode(
      to encoder: any Encoder, attribute: String?, column: String?, further: [String]
    ) throws {
      var container = encoder.container(keyedBy: Key.self)
      if let attribute { try container.encode(place.trait ?? "", forKey: Key(attribute)) }
      if let column { try container.encode(place.text ?? "", forKey: Key(column)) }
      for (name, text) in [
        ("period", place.period), ("cluster", place.cluster), ("unit", place.unit),
        ("indicator", indicator), ("status", status),
      ] {
        try container.encode(text, forKey: Key(name))
      }
      if let commune = place.commune { try container.encode(commune, forKey: Key("commune")) }
      for (name, number) in [
        ("value", value), ("numerator", numerator), ("denominator", denominator),
      ] {
        try container.encode(number.map(TallyTable.rounded), forKey: Key(name))
      }
      try container.encode(reportingUnits, forKey: Key("reporting_units"))
      try container.encode(expectedUnits, forKey: Key("expected_units"))
      for (name, number) in zip(further, furtherNumbers) {
        try container.encode(number.map(TallyTable.rounded), forKey: Key(name))
      }
      if let plan { try container.encode(plan.period, forKey: Key("plan_period")) }
      if further.last == TallyTable.missingParts {
        try container.encode(missingPartNames, forKey: Key(TallyTable.missingParts))
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
    var attribute: String?
    var column: String?
    /// The names of the columns behind `expected_units`.
    var further: [String]
    func encode(to encoder: any Encoder) throws {
      try row.encode(to: encoder, attribute: attribute, column: column, further: further)
    }
  }

  /// What is listed of one place, period and text: a tally for each indicator, beside its base where there
  /// is one.
  private struct Line {
    var place: Place
    var tallies: [Tally]
    var comparisons: [Comparison]
    /// For each indicator the units of the cluster, where they are asked for and this is one of them.
    var peers: [PeerComparison] = []
    /// For each indicator what is reached of its plan, where that is asked for.
    var fulfilments: [Fulfilment?] = []
  }

  /// What a row is about, as it is written.
  package struct Place: Sendable, Equatable {
    package var period: String
    package var cluster: String
    package var unit: String
    /// `nil` where no communes are listed.
    package var commune: String?
    /// The text of the roster's attribute that rows are grouped by, if they are.
    package var trait: String?
    /// The text of the column that rows are grouped by, if they are.
    package var text: String?
  }

  /// The lines of one period.
  private struct Section: Sendable {
    var period: Period
    /// On one map with what it is compared with.
    var book: TallyBook
    var groups: [Group]

    /// The same lines in parts, so that no core has much more to write than another.
    var parts: [Section] {
      stride(from: 0, to: groups.count, by: 64).map { start in
        var part = self
        part.groups = Array(groups[start..<min(start + 64, groups.count)])
        return part
      }
    }
  }

  /// Columns that are added to each row.
  package enum Extra: Sendable, Hashable {
    /// What units stand beside in their cluster (see `Row.Peers`).
    case peers
    /// What is to be reached (see `Row.Plan`).
    case plan
  }

  private let sections: [Section]
  /// The texts of the column, or `nil` for all activities.
  private let slices: [TallyBook.Slice?]
  private let versus: Versus?
  private let hasCommunes: Bool
  private let column: String?
  private let attribute: String?
  private let indicators: [Indicator]
  /// Whether some number may be made from those of parts of its period, which are not all there.
  private let hasCourse: Bool
  private static let missingParts = "missing_parts"
  private let extras: Set<Extra>
  /// The days of the maps that groups are stated on, where that is not the map of each record's day.
  package let mapDays: [Day]

  /// Rows for every period, group, text of the column and indicator, in this order. Texts of which no
  /// indicator says anything in these periods are left out. Each period is stated on the map of its last
  /// day.
  ///
  /// - Parameters:
  ///   - groups: those of a period.
  ///   - column: the id of the column that the book keeps apart.
  ///   - attribute: the id of the roster's attribute whose texts are listed.
  ///   - versus: the base of each period; it must be among the book's periods.
  ///   - extras: peers are looked for among all activities, not within a text of the column.
  package init(
    _ book: TallyBook, indicators: [Indicator], periods: [Period], versus: Versus? = nil,
    column: String? = nil, attribute: String? = nil, extras: Set<Extra> = [],
    groups: (TallyBook, Period) -> [Group]
  ) {
    sections = periods.map { period in
      // What is compared is stated on one map.
      let own = book.comparable([period] + (versus.map { [$0.base(of: period)] } ?? []))
      return Section(period: period, book: own, groups: groups(own, period))
    }
    hasCommunes = sections.contains {
      $0.groups.contains { if case .commune = $0 { true } else { false } }
    }
    mapDays = Array(OrderedSet(sections.compactMap(\.book.boundaries.day)))
    self.versus = versus
    self.column = column
    self.attribute = attribute
    self.indicators = indicators
    hasCourse = book.plan.indicators.contains { $0.overTime != .none || $0.isCumulative }
    self.extras = extras
    slices =
      column == nil
      ? [nil]
      : book.slices.filter { book.restricted(to: $0).counts(indicators, in: periods) }
  }

  /// The period of a row; it must be one of the table.
  func period(named name: String) -> Period {
    guard let section = sections.first(where: { $0.period.name == name }) else {
      preconditionFailure("\(name) is no period of the table")
    }
    return section.period
  }

  private func forEachLine(_ body: (Line) -> Void) {
    for section in sections { forEachLine(of: section, body) }
  }

  /// Works out one line after the other, so that a table of any length takes little memory.
  private func forEachLine(of section: Section, _ body: (Line) -> Void) {
    let period = section.period.name
    let base = versus.map { section.book.base($0, of: section.period) }
    var book = section.book
    var peersByCluster: [Int: [PeerComparison]] = [:]
    for group in section.groups {
      let place = place(of: group, period)
      var peers: [PeerComparison] = []
      if extras.contains(.peers), case .unit(let unit) = group {
        let cluster = section.book.roster.units[unit].cluster
        peers =
          peersByCluster[cluster]
          ?? indicators.map {
            section.book.peers($0, inCluster: cluster, in: section.period, versus: base)
          }
        peersByCluster[cluster] = peers
      }
      let basis = section.book.basis(indicators, for: group, in: section.period)
      var line = Line(place: place, tallies: [], comparisons: [], peers: peers)
      for index in slices.indices {
        line.place.text = slices[index]?.text
        book.restrict(to: slices[index])
        line.tallies = book.tallies(on: basis)
        if let base {
          line.comparisons = zip(indicators, line.tallies).map {
            book.comparison($0, of: $1, with: base)
          }
        }
        if extras.contains(.plan) {
          line.fulfilments = indicators.map {
            book.fulfilment($0, for: group, in: section.period)
          }
        }
        body(line)
      }
    }
  }

  /// CSV from the lines of all periods, of which every core writes some.
  ///
  /// - Parameter isFile: whether people open it: with a mark of its encoding, and of texts that are no formulas.
  private func text(
    under header: [String], isFile: Bool, _ write: @Sendable (Line, inout CSVText) -> Void
  ) -> Data {
    let parts = Parallel.map(sections.flatMap(\.parts)) { part in
      var text = CSVText(isFile: isFile)
      forEachLine(of: part) { write($0, &text) }
      return text
    }
    var head = CSVText()
    head.add(header)
    let data = CSVText.data([head] + parts)
    return isFile ? CSVText.byteOrderMark + data : data
  }

  private func place(of group: Group, _ period: String) -> Place {
    Place(
      of: group, in: period, sections[0].book.roster, hasCommunes: hasCommunes,
      attribute: attribute)
  }

  package var rows: [Row] {
    var rows: [Row] = []
    forEachLine { line in
      for index in line.tallies.indices { rows.append(row(line, index)) }
    }
    return rows
  }

  private func row(_ line: Line, _ index: Int) -> Row {
    let tally = line.tallies[index]
    let comparison = line.comparisons.isEmpty ? nil : line.comparisons[index]
    return Row(
      place: line.place, indicator: tally.indicator,
      value: tally.value, numerator: tally.numerator?.doubleValue,
      denominator: tally.denominator?.doubleValue, status: tally.status.rawValue,
      reportingUnits: tally.reportingUnits, expectedUnits: tally.expectedUnits,
      incompleteUnits: tally.incompleteUnits, missingParts: tally.missingParts,
      isStatedTotal: tally.isStatedTotal, isApproximate: tally.isApproximate,
      indivisible: OrderedSet(tally.indivisible + (comparison?.base.indivisible ?? []))
        .map { sections[0].book.roster.name(of: $0) },
      versus: comparison.map {
        .init(
          value: $0.base.value, change: $0.change, changePercent: $0.changePercent,
          bareChange: $0.bareChange, hasOtherUnits: $0.hasOtherUnits,
          sameUnits: $0.overSameUnits?.units,
          isOfStatedTotal: $0.current.isStatedTotal || $0.base.isStatedTotal)
      },
      peers: extras.contains(.peers) ? peers(line, index) : nil,
      plan: extras.contains(.plan) ? plan(line, index) : nil)
  }

  private func plan(_ line: Line, _ index: Int) -> Row.Plan {
    guard let reached = line.fulfilments[index] else {
      // What is to be reached is known before anything is.
      let tally = line.tallies[index]
      let book = sections[0].book
      let entry = book.plans.entry(
        tally.indicator, for: tally.group, in: tally.period, book.calendar)
      return Row.Plan(value: entry?.value.doubleValue, period: entry?.period.name ?? "")
    }
    return Row.Plan(
      value: reached.plan, period: reached.planned.name, difference: reached.difference,
      percent: reached.percent,
      units: reached.comparedUnits ?? line.tallies[index].reportingUnits, fulfilment: reached)
  }

  private func peers(_ line: Line, _ index: Int) -> Row.Peers {
    guard !line.peers.isEmpty, case .unit(let unit) = line.tallies[index].group else {
      return .init()
    }
    let peers = line.peers[index]
    let quartiles = peers.quartiles
    let target = indicators[index].target
    return Row.Peers(
      rank: peers.rank(ofUnit: unit), ranked: peers.known, mean: peers.mean,
      median: peers.median, firstQuartile: quartiles?.first, thirdQuartile: quartiles?.third,
      fromTarget: line.tallies[index].value.flatMap { value in target.map { value - $0 } },
      clusterChange: peers.clusterChange)
  }

  // MARK: Forms

  /// RFC 4180 with LF; numbers with a point and without grouping.
  package var csv: Data { csv(isFile: false) }

  /// The same, for a file that people open in Excel or for a program that reads on.
  package func csv(isFile: Bool) -> Data {
    text(under: header, isFile: isFile) { line, text in
      for index in line.tallies.indices { add(row(line, index), to: &text) }
    }
  }

  private func add(_ row: Row, to text: inout CSVText) {
    add(row.place, to: &text)
    text.add(row.indicator)
    for number in [row.value, row.numerator, row.denominator] { text.add(number) }
    text.add(row.status)
    text.add(row.reportingUnits)
    text.add(row.expectedUnits)
    for number in row.furtherNumbers { text.add(number) }
    if let plan = row.plan { text.addName(plan.period) }
    if hasCourse { text.addName(row.missingPartNames) }
    text.endLine()
  }

  /// The same with a column for every indicator, and one line for what is listed of a place and period.
  package var wideCSV: Data { wideCSV(isFile: false) }

  package func wideCSV(isFile: Bool) -> Data {
    text(under: wideHeader, isFile: isFile) { line, text in
      add(line.place, to: &text)
      forEachNumber(of: line) { text.add($0) }
      text.endLine()
    }
  }

  private func add(_ place: Place, to text: inout CSVText) {
    place.forEachName { text.addName($0) }
  }

  /// The numbers of a wide line, in the order of `numberHeader`.
  private func forEachNumber(of line: Line, _ body: (Double?) -> Void) {
    for index in line.tallies.indices {
      body(line.tallies[index].value)
      if extras.contains(.plan) {
        body(line.fulfilments[index]?.plan)
        body(line.fulfilments[index]?.percent)
      }
      guard versus != nil else { continue }
      body(line.comparisons[index].base.value)
      body(line.comparisons[index].change)
    }
  }

  /// An array of objects with the columns of the CSV as keys.
  package func json() throws -> String {
    try encode(
      rows.map { EncodedRow(row: $0, attribute: attribute, column: column, further: furtherHeader) }
    )
  }

  /// An array of objects with the columns of the wide CSV as keys, `null` where there is no number.
  package func wideJSON() throws -> String {
    var rows: [WideRow] = []
    let (header, placeHeader) = (numberHeader, placeHeader)
    forEachLine { line in
      var row = WideRow()
      line.place.forEachName { row.names.append((placeHeader[row.names.count], $0)) }
      forEachNumber(of: line) { row.numbers.append((header[row.numbers.count], $0)) }
      rows.append(row)
    }
    return try encode(rows)
  }

  private struct WideRow: Encodable {
    var names: [(String, String)] = []
    var numbers: [(String, Double?)] = []

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

  package var header: [String] {
    placeHeader + [
      "indicator", "value", "numerator", "denominator", "status", "reporting_units",
      "expected_units",
    ] + furtherHeader
  }

  private var furtherHeader: [String] {
    var names = versus != nil ? ["versus_value", "change", "change_percent"] : []
    if extras.contains(.peers) {
      names += [
        "rank", "ranked_units", "cluster_mean", "cluster_median", "cluster_first_quartile",
        "cluster_third_quartile", "from_target",
      ]
      if versus != nil { names.append("cluster_change") }
    }
    if versus != nil { names += ["total_change", "compared_units"] }
    if extras.contains(.plan) {
      names += ["plan", "plan_difference", "plan_percent", "planned_units", "plan_period"]
    }
    if hasCourse { names.append(TallyTable.missingParts) }
    return names
  }

  private var wideHeader: [String] { placeHeader + numberHeader }

  private var placeHeader: [String] {
    ["period", "cluster", "unit"] + (hasCommunes ? ["commune"] : [])
      + [attribute, column].compactMap(\.self)
  }

  private var numberHeader: [String] {
    indicators.flatMap { indicator in
      let id = indicator.id
      let plan = extras.contains(.plan) ? [id + "_plan", id + "_plan_percent"] : []
      let base = versus != nil ? [id + "_versus", id + "_change"] : []
      return [id] + plan + base
    }
  }

  /// At most six decimals, no trailing zeros, a plain minus sign: for machines.
  package static func plain(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    let rounded = rounded(value)
    if rounded == rounded.rounded(), abs(rounded) < 1e15 { return String(Int64(rounded)) }
    var text = String(format: "%.6f", rounded)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  private static func rounded(_ value: Double) -> Double {
    Rounding.rounded(value, decimals: 6)
  }
}
