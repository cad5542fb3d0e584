import Charting
import ClusterMetrics
import Intake
import OfficeWords
import PackPages
import Reporting
import ReportTables
import ReportWords
import Slides

/// The numbers and tables of a pack in the form for documents: the content of `{{dialogues.change}}` or
/// `{{table:comparison}}`. They are written to `manifest.json`, so that a document can be filled from a pack alone.
extension ReportContext {
  /// The texts about the period and the pack: `{{period.days}}`, `{{pack.title}}`.
  func generalTexts() -> [String: [String: String]] {
    let days = book.calendar.days(of: period)
    let reporting = asked.count { book.hasReportedPart(unit: $0, of: period) }
    return [
      "period": [
        "value": words.name(period), "last_year": words.lastYear(of: period),
        "previous": words.name(period.previous),
        Placeholder.yearToDateField: words.name(yearToDate),
        "days": words.daysInWords(days),
        "first_day": words.date(days.lowerBound), "last_day": words.date(days.upperBound.previous),
      ],
      "pack": [
        "value": words(project.definition.title), "title": words(project.definition.title),
        "organisation": words(project.definition.organisation),
        "subject": words(project.definition.subject),
        "units": words.units(reporting, of: asked.count),
        "source": words.source(book.plan.sources(of: indicators)),
        "gaps": gaps,
        "left_out": !intake.leftOut.isEmpty ? words.leftOut(intake.leftOut) : "",
      ],
    ]
  }

  /// Every indicator for every unit and cluster and in total, in all wordings.
  func numbers() -> [Manifest.Number] {
    var groups: [(Group, cluster: String, unit: String)] = [(.all, "", "")]
    for (number, cluster) in roster.clusters.enumerated() {
      groups.append((.cluster(number), cluster.name, ""))
    }
    for unit in units {
      let cluster = roster.clusters[roster.units[unit].cluster].name
      groups.append((.unit(unit), cluster, roster.units[unit].name))
    }
    let ranked = indicators.map { standings($0, among: groups.map(\.0)) }
    return groups.flatMap { group, cluster, unit in
      zip(indicators, ranked).map { indicator, standings in
        let tally = book.tally(indicator, for: group, in: period)
        return Manifest.Number(
          indicator: indicator.id, cluster: cluster, unit: unit, status: tally.status.rawValue,
          texts: texts(indicator, for: group, standing: standings[group]))
      }
    }
  }

  /// The rank of a group among its peers.
  private struct Standing {
    /// `nil` if it has no comparable number.
    var rank: Int?
    /// The number of peers with a rank.
    var known: Int
    /// Whether there are no ranks because a number is hidden.
    var isHidden: Bool
  }

  /// The ranks of some groups; each set of peers is ranked only once.
  private func standings(_ indicator: Indicator, among groups: [Group]) -> [Group: Standing] {
    var standings: [Group: Standing] = [:]
    for group in groups where standings[group] == nil {
      let peers = peers(of: group)
      let tallies = peers.map { book.tally(indicator, for: $0, in: period) }
      let known = tallies.comparableValues.count { $0 != nil }
      for (peer, rank) in zip(peers, tallies.ranks(better: indicator.better)) {
        standings[peer] = Standing(rank: rank, known: known, isHidden: tallies.hidesRanks)
      }
    }
    return standings
  }

  /// The wordings of a number by the field of a placeholder.
  func texts(_ indicator: Indicator, for group: Group) -> [String: String] {
    texts(indicator, for: group, standing: standings(indicator, among: [group])[group])
  }

  private func texts(
    _ indicator: Indicator, for group: Group, standing: Standing?
  ) -> [String: String] {
    let format = words.format(indicator)
    func stated(_ tally: Tally) -> String {
      tally.value.map { words.text($0, of: tally, format) } ?? words.absence(tally)
    }
    let current = book.tally(indicator, for: group, in: period)
    var texts = [
      Placeholder.valueField: stated(current), "name": words(indicator.name),
      "noun": words(indicator.noun),
      "unit_of_measure": indicator.unitOfMeasure.map { words($0) } ?? "",
      "amount": current.value.map { words.amount($0, indicator, of: [current]) } ?? stated(current),
      "units": words.coverage(current), "caveat": words.caveat(current),
    ]
    texts["active_units"] = activeUnits(indicator, of: group, in: period)
    // Documents use the same fields whether or not any unit has reported.
    if current.numerator != nil || indicator.definition.isRate {
      texts["numerator"] = current.numerator.map(words.text) ?? words.absence(current)
      texts["denominator"] = current.denominator.map(words.text) ?? words.absence(current)
    }
    if indicator.target != nil {
      texts["target"] = words.target(indicator)
      texts["target_in_words"] = maker.headlines.targetInWords(indicator, for: group)
    }
    for (field, prefix, versus) in [
      ("last_year", "", Versus.lastYear), ("previous", "previous_", .previous),
    ] {
      let base = book.base(versus, of: period)
      let baseName = words.inSentence(base: base, of: period, for: indicator, in: book)
      let comparison = book.comparison(indicator, for: group, in: period, with: base)
      texts[field] = stated(comparison.base)
      texts[prefix + "change"] = words.changeAmount(comparison, indicator)
      texts[prefix + "change_percent"] = words.changePercent(comparison, indicator)
      texts[prefix + "change_in_words"] = words.changeInWords(comparison, indicator, base: baseName)
      texts[field + "_units"] = words.coverage(comparison.base)
      texts[field + "_active_units"] = activeUnits(indicator, of: group, in: base)
      // The plain difference of the totals, even if different units reported, and the number of units in the change.
      texts["total_" + prefix + "change"] =
        comparison.bareChange.map { format.signedText($0) } ?? words.notComparable(comparison)
      texts[prefix + "change_units"] = words.unitCount(
        comparison.overSameUnits?.units
          ?? (comparison.change == nil
            ? 0 : current.isStatedTotal ? current.expectedUnits : current.reportingUnits))
    }
    if let reached = book.fulfilment(indicator, for: group, in: period) {
      texts["plan"] = words.planAmount(reached, indicator)
      texts["plan_percent"] =
        words.planPercent(reached) ?? words.fulfilment(reached, indicator)
      texts["plan_in_words"] = words.fulfilment(reached, indicator)
    } else if book.plans.indicators.contains(indicator.id) {
      let none = withoutFulfilment(indicator, of: group, current)
      for field in ["plan", "plan_percent", "plan_in_words"] { texts[field] = none }
    }
    texts.merge(yearToDate(indicator, for: group)) { $1 }
    if let standing {
      texts["rank"] =
        standing.rank.map { "\($0)/\(standing.known)" }
        ?? (standing.isHidden
          ? words.hidden
          : current.value == nil ? stated(current) : words.notRanked(current, indicator))
    }
    return texts.merging(leader(indicator, of: group)) { $1 }
  }

  /// The number of units in a group with more than zero: the "85" in "đã có 85 xã tổ chức 105 hội nghị".
  private func activeUnits(_ indicator: Indicator, of group: Group, in period: Period) -> String? {
    if case .unit = group { return nil }
    let tallies = book.units(of: group, in: period).map {
      book.tally(indicator, for: .unit($0), in: period)
    }
    // The number of active units would reveal which hidden numbers are not zero.
    guard !tallies.contains(where: { $0.status == .hidden }) else { return words.hidden }
    // Nor is known who of a divided unit's successors has any.
    if let divided = tallies.first(where: { $0.status == .indivisible }) {
      return words.absence(divided)
    }
    // A stated total does not tell which units have any.
    guard tallies.contains(where: { $0.value != nil }) else {
      return (tallies.first { $0.expectedUnits > 0 } ?? tallies.first).map { words.absence($0) }
        ?? words.notReported
    }
    return "\(tallies.count { $0.value.map { $0 > 0 } ?? false })"
  }

  /// The reason why a number is not compared with a plan.
  func withoutFulfilment(
    _ indicator: Indicator, of group: Group, _ current: Tally
  ) -> String {
    guard current.status != .hidden else { return words.hidden }
    guard current.value != nil else {
      return words("chưa có số liệu để so với kế hoạch", "no figure to compare with a plan")
    }
    if let own = ownPlans(indicator, in: group) { return own }
    let planned = [group] + book.units(of: group, in: period).map { .unit($0) }
    return planned.allSatisfy { book.plans(indicator, of: $0, in: period).isEmpty }
      ? words("chưa có kế hoạch", "no plan")
      : words("không so được với kế hoạch", "cannot be compared with the plan")
  }

  /// The number of units in a group that reach their own plans, if there is no plan for the whole: plans in percent.
  private func ownPlans(_ indicator: Indicator, in group: Group) -> String? {
    if case .unit = group { return nil }
    let reached = book.units(of: group, in: period).compactMap {
      book.fulfilment(indicator, for: .unit($0), in: period)
    }
    guard !reached.isEmpty else { return nil }
    let count = reached.count {
      indicator.better == .less ? $0.difference <= 0 : $0.difference >= 0
    }
    return words(
      "\(count)/\(reached.count) đơn vị đạt kế hoạch được giao",
      "\(count) of \(words.unitCount(reached.count)) \(count == 1 || reached.count == 1 ? "reaches its own plan" : "reach their own plans")"
    )
  }

  /// The peers of a group: the units of its cluster, or the other clusters.
  private func peers(of group: Group) -> [Group] {
    switch group {
    case .unit(let unit):
      book.units(of: .cluster(roster.units[unit].cluster), in: period).map { .unit($0) }
    case .cluster: roster.clusters.indices.map { .cluster($0) }
    case .all, .commune, .part: []
    }
  }

  /// The leading unit of a group, and its number.
  private func leader(_ indicator: Indicator, of group: Group) -> [String: String] {
    if case .unit = group { return [:] }
    guard indicator.better != .neither else { return [:] }
    let units = book.units(of: group, in: period)
    let tallies = units.map { book.tally(indicator, for: .unit($0), in: period) }
    let values = tallies.comparableValues
    let known = values.compactMap(\.self)
    guard !tallies.hidesRanks else {
      return [
        "leader": words.hidden, "leader_value": words.hidden,
        "leader_in_words": words(
          "Không xếp hạng vì có số liệu không công bố",
          "There is no ranking, because some figures are not shown"),
      ]
    }
    guard let best = indicator.better == .less ? known.min() : known.max() else {
      let none = words.absence(book.tally(indicator, for: group, in: period))
      return [
        "leader": none, "leader_value": none,
        "leader_in_words": words("Chưa có số liệu để xếp hạng", "There are no figures to rank"),
      ]
    }
    let leading = units.indices.filter { values[$0] == best }
    let value = words.text(
      best, of: tallies[leading.first { tallies[$0].isApproximate } ?? leading[0]],
      words.format(indicator))
    return [
      "leader": words.leaders(leading.map { roster.units[units[$0]].shortName }),
      "leader_value": value,
      "leader_in_words": ranking(
        indicator, leading.map { (units[$0], tallies[$0]) }, best, of: known.count,
        known.count < tallies.count ? words.known(tallies) : "",
        among: words.amongReporting(tallies), all: tallies.count)
        // Who alone has whole figures is said already.
        + (known.count == 1 && tallies.count > 1 ? "" : words.amongWhole(tallies)),
    ]
  }

  /// The same as a sentence without its full stop, correct for ties, a single unit and no unit.
  private func ranking(
    _ indicator: Indicator, _ leaders: [(unit: Int, tally: Tally)], _ best: Double, of known: Int,
    _ those: String, among: String, all: Int
  ) -> String {
    let amount = words.amount(best, indicator, of: leaders.map(\.tally))
    let who = words.leaders(leaders.map { roster.units[$0.unit].shortName })
    if known == 1, all == 1 { return "\(who) (\(amount))" }
    if known == 1 {
      if those.isEmpty {
        return words(
          "Mới có \(who) báo cáo đủ kỳ (\(amount))", "Only \(who) has whole figures (\(amount))")
      }
      return words("Mới có số liệu của \(who) (\(amount))", "Only \(who) has figures (\(amount))")
    }
    guard leaders.count < known else {
      if best == 0, indicator.addsUp {
        return words(
          "Cả \(known) đơn vị\(those) đều \(words.hasNone(indicator, false))",
          indicator.overTime == .last
            ? "\(Wording.every(known)) units\(those) are at zero"
            : "\(known == 2 ? "Neither" : "None") of the \(known) units\(those) has any")
      }
      return words(
        "Cả \(known) đơn vị\(those) cùng có \(amount)",
        "\(Wording.every(known)) units\(those) have \(amount)")
    }
    if indicator.better == .less, best == 0, indicator.addsUp {
      return words(
        "\(leaders.count)/\(known) đơn vị\(those) \(words.hasNone(indicator, leaders.count == 1))",
        "\(leaders.count) of \(known) units\(those) \(words.hasNone(indicator, leaders.count == 1))"
      )
    }
    // Units with negative values are never called leaders.
    if indicator.better == .more, best < 0 {
      return words("Cao nhất là \(who) (\(amount))", "Highest: \(who) (\(amount))") + among
    }
    let sentence =
      indicator.better == .less
      ? words("Thấp nhất là \(who) (\(amount))", "Lowest: \(who) (\(amount))")
      : leaders.count > 1
        ? words("\(who) cùng dẫn đầu (mỗi đơn vị \(amount))", "Leading: \(who) (\(amount) each)")
        : words("Dẫn đầu là \(who) (\(amount))", "Leading: \(who) (\(amount))")
    return sentence + among
  }

  // MARK: Tables

  /// The tables that a document may ask for: one for each indicator, all indicators by unit, and the totals with
  /// earlier periods.
  func documentTables() -> [Manifest.Table] {
    var tables = indicators.map { indicator in
      manifestTable(
        indicator.id, indicatorTable(indicator),
        caption: words(
          "\(words.heading(indicator)) theo đơn vị, ", "\(words.heading(indicator)) by unit, ")
          + words.name(period))
    }
    tables.append(
      manifestTable(
        "by-unit", unitsTable(indicators, short: true),
        caption: words("Số liệu theo đơn vị, ", "Figures by unit, ") + words.name(period)))
    let beside = comparedName.map { words(" so với ", " compared with ") + $0 } ?? ""
    tables.append(
      manifestTable(
        "comparison", comparisonTable(),
        caption: words.sentence(words.name(period)) + beside))
    return tables
  }

  private func manifestTable(_ id: String, _ table: DataTable, caption: String) -> Manifest.Table {
    Manifest.Table(
      id: id, caption: caption,
      columns: table.columns.map { .init(name: $0.header, isNumber: $0.alignment == .trailing) },
      rows: table.rows.map { .init(cells: $0.cells, isTotal: $0.isTotal) })
  }

  /// The units of an indicator with last year's numbers and their rank, and the total.
  private func indicatorTable(_ indicator: Indicator) -> DataTable {
    let format = words.format(indicator)
    let units = comparableUnits(indicator)
    let ranks = units.map { book.tally(indicator, for: .unit($0), in: period) }
      .ranks(better: indicator.better)
    func row(_ name: String, _ group: Group, rank: Int?, isTotal: Bool = false) -> DataTable.Row {
      let comparison = book.comparison(
        indicator, for: group, in: period, with: maker.base)
      var cells = [name, cell(comparison.current, of: indicator)]
      if indicator.definition.isRate {
        let parts = [comparison.current.numerator, comparison.current.denominator]
        let stated = parts.compactMap(\.self).map(words.text)
        cells.append(stated.count == 2 ? stated.joined(separator: "/") : "")
      }
      cells += [cell(comparison.base, of: indicator), changeCell(comparison, format)]
      if !indicator.isPercentage {
        cells.append(comparison.changePercent.map(words.signedPercent) ?? "")
      }
      return .init(cells + [rank.map { "\($0)" } ?? ""], isTotal: isTotal)
    }
    var rows = zip(units, ranks).map { unit, rank in
      row(roster.units[unit].shortName, .unit(unit), rank: rank)
    }
    rows.append(row(maker.groupName(.all), .all, rank: nil, isTotal: true))
    var columns: [DataTable.Column] = [
      .init(words("Đơn vị", "Unit")), .init(words("Kỳ này", "This period"), .trailing),
    ]
    if indicator.definition.isRate {
      columns.append(.init(words("Tử số/mẫu số", "Of how many"), .trailing))
    }
    columns += [
      .init(words.sentence(maker.baseName(of: indicator)), .trailing),
      .init(words("Tăng, giảm", "Change"), .trailing),
    ]
    if !indicator.isPercentage {
      columns.append(.init(words("Tăng, giảm (%)", "Change (%)"), .trailing))
    }
    columns.append(.init(words("Hạng", "Rank"), .trailing))
    return DataTable(columns: columns, rows: rows)
  }
}
