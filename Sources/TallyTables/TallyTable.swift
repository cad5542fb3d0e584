import ClusterMetrics
import Foundation
import OrderedCollections

/// Tallies as rows: the output of `giaoban tally`, and a pack's `tallies.csv`.
package struct TallyTable: Sendable {
  /// The data for a place, period and text: a tally for each indicator, with its base if there is one.
  package struct Line {
    package var place: Place
    /// The number of its group within the section, and of its text among those of the column: what they are called is
    /// written once for all lines.
    var group = 0
    var slice = 0
    package var tallies: [Tally]
    package var comparisons: [Comparison]
    /// For each indicator the units of the cluster, if requested and this is one of them.
    package var peers: [PeerComparison] = []
    /// For each indicator the comparison with its plan, if requested.
    package var fulfilments: [Fulfilment?] = []
  }

  /// The lines of one period.
  package struct Section: Sendable {
    package var period: Period
    /// The book, with the same boundaries as for the period of comparison.
    package var book: TallyBook
    package var groups: [Group]
    /// For each cluster and indicator the comparison of its units, if requested: computed once for all of them.
    fileprivate var peers: [Int: [PeerComparison]] = [:]

    /// The same lines in parts, to distribute the writing evenly over the cores.
    package var parts: [Section] {
      stride(from: 0, to: groups.count, by: 64).map { start in
        var part = self
        part.groups = Array(groups[start..<min(start + 64, groups.count)])
        return part
      }
    }
  }

  /// Optional columns.
  package enum Extra: Sendable, Hashable {
    /// The comparison of units with their cluster (see `Row.Peers`).
    case peers
    /// The plan (see `Row.Plan`).
    case plan
  }

  package let sections: [Section]
  /// The texts of the column; `nil` for all activities.
  let slices: [TallyBook.Slice?]
  private let versus: Versus?
  private let hasCommunes: Bool
  package let column: String?
  package let attribute: String?
  private let indicators: [Indicator]
  /// Whether some number may be made from parts of its period of which some are missing.
  package let hasCourse: Bool
  package static let missingParts = "missing_parts"
  /// Whether some number is approximate; a column then marks these.
  let holdsApproximate: Bool
  static let (partial, approximate) = ("partial", "approximate")
  private let extras: Set<Extra>
  /// The days of the boundaries in use, unless these are those of each record's day.
  package let mapDays: [Day]
  /// The number of periods with rows.
  package var periodCount: Int { Set(sections.map(\.period)).count }

  /// Rows for every period, group, text of the column and indicator, in this order. Texts that no indicator counts in
  /// these periods are omitted. Each period uses the boundaries of its last day.
  ///
  /// - Parameters:
  ///   - groups: the groups for a period.
  ///   - column: the id of the column that the book tallies separately.
  ///   - attribute: the id of the roster's attribute whose texts are listed.
  ///   - versus: the base of each period, which must be among the book's periods.
  ///   - extras: optional columns; peers are compared over all activities, not within a text of the column.
  package init(
    _ book: TallyBook, indicators: [Indicator], periods: [Period], versus: Versus? = nil,
    column: String? = nil, attribute: String? = nil, extras: Set<Extra> = [],
    groups: (TallyBook, Period) -> [Group]
  ) {
    sections = periods.map { period in
      // Periods to compare need the same boundaries.
      let own = book.comparable([period] + (versus.map { [$0.base(of: period)] } ?? []))
      var section = Section(period: period, book: own, groups: groups(own, period))
      guard extras.contains(.peers) else { return section }
      let base = versus.map { own.base($0, of: period) }
      for case .unit(let unit) in section.groups {
        let cluster = own.roster.units[unit].cluster
        guard section.peers[cluster] == nil else { continue }
        section.peers[cluster] = indicators.map {
          own.peers($0, inCluster: cluster, in: period, versus: base)
        }
      }
      return section
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
    holdsApproximate = book.holdsApproximate
    self.extras = extras
    slices =
      column == nil
      ? [nil]
      : book.slices.filter { book.restricted(to: $0).counts(indicators, in: periods) }
  }

  /// The period of a row, which must be one of the table.
  package func period(named name: String) -> Period {
    guard let section = sections.first(where: { $0.period.name == name }) else {
      preconditionFailure("\(name) is no period of the table")
    }
    return section.period
  }

  package func forEachLine(_ body: (Line) -> Void) {
    for section in sections { forEachLine(of: section, body) }
  }

  /// Computes one line at a time, so that long tables need little memory.
  package func forEachLine(of section: Section, _ body: (Line) -> Void) {
    let period = section.period.name
    let base = versus.map { section.book.base($0, of: section.period) }
    var book = section.book
    for (number, group) in section.groups.enumerated() {
      let place = place(of: group, period)
      var peers: [PeerComparison] = []
      if extras.contains(.peers), case .unit(let unit) = group {
        peers = section.peers[section.book.roster.units[unit].cluster] ?? []
      }
      let basis = section.book.basis(indicators, for: group, in: section.period)
      var line = Line(place: place, group: number, tallies: [], comparisons: [], peers: peers)
      for index in slices.indices {
        (line.place.text, line.slice) = (slices[index]?.text, index)
        book.restrict(to: slices[index])
        book.tally(basis, into: &line.tallies)
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

  package func row(_ line: Line, _ index: Int) -> Row {
    let tally = line.tallies[index]
    let comparison = line.comparisons.isEmpty ? nil : line.comparisons[index]
    return Row(
      place: line.place, indicator: tally.indicator,
      value: tally.value, numerator: tally.numerator?.doubleValue,
      denominator: tally.denominator?.doubleValue, status: tally.status.rawValue,
      reportingUnits: tally.reportingUnits, expectedUnits: tally.expectedUnits,
      incompleteUnits: tally.incompleteUnits, missingParts: tally.missingParts,
      lack: tally.lack, isStatedTotal: tally.isStatedTotal, isApproximate: tally.isApproximate,
      indivisible: OrderedSet(tally.indivisible + (comparison?.base.indivisible ?? []))
        .map { sections[0].book.roster.name(of: $0) },
      versus: comparison.map {
        .init(
          value: $0.base.value, change: $0.change, changePercent: $0.changePercent,
          bareChange: $0.bareChange, hasOtherUnits: $0.hasOtherUnits,
          sameUnits: $0.overSameUnits?.units,
          isIncomplete: $0.current.incompleteUnits + $0.base.incompleteUnits > 0,
          isOfStatedTotal: $0.current.isStatedTotal || $0.base.isStatedTotal,
          isBaseStated: $0.base.isStatedTotal)
      },
      peers: extras.contains(.peers) ? peers(line, index) : nil,
      plan: extras.contains(.plan) ? plan(line, index) : nil)
  }

  private func plan(_ line: Line, _ index: Int) -> Row.Plan {
    guard let reached = line.fulfilments[index] else {
      // Plans exist before there are any numbers.
      let tally = line.tallies[index]
      let entry = sections[0].book.plans(indicators[index], of: tally.group, in: tally.period).first
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

  /// Passes the numbers of a wide line to a closure, in the order of `numberHeader`.
  package func forEachNumber(of line: Line, _ body: (Double?) -> Void) {
    let isCompared = versus != nil
    for index in line.tallies.indices {
      body(line.tallies[index].value)
      if extras.contains(.plan) {
        body(line.fulfilments[index]?.plan)
        body(line.fulfilments[index]?.percent)
      }
      guard isCompared else { continue }
      body(line.comparisons[index].base.value)
      body(line.comparisons[index].change)
    }
  }

  package var header: [String] {
    placeHeader + [
      "indicator", "value", "numerator", "denominator", "status", "reporting_units",
      "expected_units",
    ] + furtherHeader + (holdsApproximate ? [TallyTable.approximate] : [])
  }

  package var furtherHeader: [String] {
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

  package var wideHeader: [String] { placeHeader + numberHeader + markHeader }

  /// The columns of a wide line that list the indicators with incomplete or approximate numbers.
  var markHeader: [String] {
    [TallyTable.partial] + (holdsApproximate ? [TallyTable.approximate] : [])
  }

  // The contents of these columns. By index and field: a tally is large, and most lines have no marks.

  func partialIndicators(of line: Line) -> [String] {
    var ids: [String] = []
    for index in line.tallies.indices
    where line.tallies[index].status == .partial && line.tallies[index].isMarked {
      ids.append(line.tallies[index].indicator)
    }
    return ids
  }

  func approximateIndicators(of line: Line) -> [String] {
    var ids: [String] = []
    for index in line.tallies.indices where line.tallies[index].isApproximate {
      ids.append(line.tallies[index].indicator)
    }
    return ids
  }

  package var placeHeader: [String] {
    ["period", "cluster", "unit"] + (hasCommunes ? ["commune"] : [])
      + [attribute, column].compactMap(\.self)
  }

  package var numberHeader: [String] {
    indicators.flatMap { indicator in
      let id = indicator.id
      let plan = extras.contains(.plan) ? [id + "_plan", id + "_plan_percent"] : []
      let base = versus != nil ? [id + "_versus", id + "_change"] : []
      return [id] + plan + base
    }
  }

  /// At most six decimals, no trailing zeros, a plain minus sign: for programs.
  package static func plain(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    let rounded = rounded(value)
    if rounded == rounded.rounded(), abs(rounded) < 1e15 { return String(Int64(rounded)) }
    var text = String(format: "%.6f", rounded)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  package static func rounded(_ value: Double) -> Double {
    Rounding.rounded(value, decimals: 6)
  }
}
