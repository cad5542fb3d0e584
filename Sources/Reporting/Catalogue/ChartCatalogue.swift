import Charting
import ClusterMetrics
import Intake
import Settings
import Synchronization

/// A chart of a pack, as a separate picture.
package struct PackChart: Sendable {
  /// What documents, pages and links refer to.
  package var id: ChartID
  /// The name, independent of its title: "Hội nghị đối thoại theo đơn vị".
  package var name: String
  package var chart: Chart
  /// The numbers of the chart.
  package var data: [Tally]
  /// The comparison of each number with its plan, if the chart shows plans.
  package var plans: [Fulfilment?] = []
  /// The base period, if the chart shows changes since then instead of the numbers.
  package var base: Period?
  /// The name of the table of its numbers, if they differ from those shown.
  package var tableName: String?

  package init(
    id: ChartID, name: String, chart: Chart, data: [Tally], plans: [Fulfilment?] = [],
    base: Period? = nil, tableName: String? = nil
  ) {
    self.id = id
    self.name = name
    self.chart = chart
    self.data = data
    self.plans = plans
    self.base = base
    self.tableName = tableName
  }

  /// The width of a picture for a report, in points: 155 mm fit the text area of an A4 page with every margin allowed by
  /// Decree 30/2020/NĐ-CP and the party's rules.
  package static let pictureWidth = Size.millimetres(155, 0).width
}

/// The standard charts of a pack that were made: each once, whoever asks for it. Pictures, pages, links, slides, page and
/// documents refer to the same.
final class ChartCatalogue: Sendable {
  private let charts = Mutex<[ChartID: PackChart?]>([:])

  /// A chart; made if it was not. Two threads may make the same at once, and give the same.
  func chart(_ id: ChartID, make: () -> PackChart?) -> PackChart? {
    if let known = charts.withLock({ $0[id] }) { return known }
    let chart = make()
    charts.withLock { $0[id] = .some(chart) }
    return chart
  }
}

/// The standard charts of a pack.
extension ReportContext {
  /// The charts of a pack in their own order, which those on no page keep.
  package var standardCharts: [PackChart] { standardIDs.compactMap(chart) }

  private var standardIDs: [ChartID] {
    var ids: [ChartID] = []
    for indicator in indicators.map(\.id) {
      ids += [.units(indicator), .target(indicator), .plan(indicator)]
      // In the order of its page.
      if hasManyUnits { ids += [.map(indicator), .clusters(indicator)] }
      ids.append(.trend(indicator))
    }
    for whole in project.definition.breakdowns.map(\.indicator.id) {
      ids += [.parts(whole), .partsByUnit(whole)]
    }
    ids += heatIDs + changeIDs
    if !hasManyUnits {
      ids += indicators.map { .clusters($0.id) } + indicators.map { .map($0.id) }
    }
    return ids + indicators.map { .tileMap($0.id) }
  }

  /// The tables of all indicators, each for as many as fit into one.
  package var heatIDs: [ChartID] {
    hasManyUnits && clusters.count < 2 ? [] : indicatorGroups.indices.map { .heat($0) }
  }

  /// The same of their changes; none if there is nothing to compare with.
  package var changeIDs: [ChartID] {
    guard hasChanges, !hasManyUnits || clusters.count > 1 else { return [] }
    return indicatorGroups.indices.map { .changes($0) }
  }

  /// A standard chart; `nil` if the project has nothing for it: no target, no plan, no map, one period, one cluster.
  package func chart(_ id: ChartID) -> PackChart? {
    catalogue.chart(id) {
      switch id {
      case .units(let own): indicator(own).map(unitsChart)
      case .target(let own): indicator(own).flatMap(targetChart)
      case .plan(let own): indicator(own).flatMap(planChart)
      case .map(let own): indicator(own).flatMap(mapChart)
      case .tileMap(let own): indicator(own).flatMap(tileMapChart)
      case .clusters(let own): indicator(own).flatMap(clustersChart)
      case .trend(let own): indicator(own).flatMap(trendChart)
      case .parts(let own): breakdown(own).map(partsChart)
      case .partsByUnit(let own): breakdown(own).map(partsByUnitChart)
      case .heat(let number): heatChart(number)
      case .changes(let number): changesChart(number)
      case .chosen, .piece: nil
      }
    }
  }

  private func indicator(_ id: String) -> Indicator? { indicators.first { $0.id == id } }

  private func breakdown(_ id: String) -> Breakdown? {
    project.definition.breakdowns.first { $0.indicator.id == id }
  }

  private func unitTallies(_ indicator: Indicator) -> [Tally] {
    units.map { book.tally(indicator, for: .unit($0), in: period) }
  }

  private func unitsChart(_ indicator: Indicator) -> PackChart {
    let groups = comparableUnits(indicator).map { Group.unit($0) }
    return PackChart(
      id: .units(indicator.id),
      name: named(words(indicator.name) + words(" theo đơn vị", " by unit")),
      chart: ends(maker.ranked(indicator, groups: groups, in: field), indicator),
      data: unitTallies(indicator))
  }

  private func targetChart(_ indicator: Indicator) -> PackChart? {
    guard indicator.target != nil else { return nil }
    return PackChart(
      id: .target(indicator.id),
      name: named(words(indicator.name) + words(" so với chỉ tiêu", " against the target")),
      chart: ends(
        maker.bullet(indicator, units: comparableUnits(indicator), in: field), indicator),
      data: unitTallies(indicator))
  }

  private func planChart(_ indicator: Indicator) -> PackChart? {
    let units = comparableUnits(indicator)
    guard maker.hasPlans(indicator, units: units) else { return nil }
    return PackChart(
      id: .plan(indicator.id),
      name: named(words(indicator.name) + words(" so với kế hoạch", " against the plan")),
      chart: ends(maker.fulfilment(indicator, units: units, in: field), indicator),
      data: unitTallies(indicator),
      plans: self.units.map { book.fulfilment(indicator, for: .unit($0), in: period) })
  }

  /// An indicator on the map, if the project has one.
  private func mapChart(_ indicator: Indicator) -> PackChart? {
    guard let shapes else { return nil }
    let units = comparableUnits(indicator)
    guard let chart = try? maker.map(indicator, shapes, units: units) else { return nil }
    return PackChart(
      id: .map(indicator.id),
      name: named(words(indicator.name) + words(" trên bản đồ", " on the map")), chart: chart,
      data: units.map { book.tally(indicator, for: .unit($0), in: period) })
  }

  /// An indicator on the tile map, if the project has one.
  private func tileMapChart(_ indicator: Indicator) -> PackChart? {
    guard unit == nil, !intake.tiles.isEmpty else { return nil }
    let units = comparableUnits(indicator)
    guard let chart = try? maker.tileMap(indicator, intake.tiles, units: units) else {
      return nil
    }
    return PackChart(
      id: .tileMap(indicator.id),
      name: named(words(indicator.name) + words(" trên bản đồ ô", " on the tile map")),
      chart: chart,
      data: units.map { book.tally(indicator, for: .unit($0), in: period) })
  }

  private func clustersChart(_ indicator: Indicator) -> PackChart? {
    guard clusters.count > 1 else { return nil }
    return PackChart(
      id: .clusters(indicator.id),
      name: named(words(indicator.name) + words(" theo cụm", " by cluster")),
      chart: maker.clusters(indicator, clusters: clusters, per: clusterSize),
      data: clusters.map { book.tally(indicator, for: .cluster($0), in: period) })
  }

  private func trendChart(_ indicator: Indicator) -> PackChart? {
    guard hasTrend else { return nil }
    let periods = maker.shownPeriods(indicator, for: subject, of: trendPeriods)
    return PackChart(
      id: .trend(indicator.id), name: words(indicator.name) + words.lastPeriods(periods.count),
      chart: maker.trend(indicator, for: subject, over: periods),
      data: periods.map { book.tally(indicator, for: subject, in: $0) })
  }

  private func partsChart(_ breakdown: Breakdown) -> PackChart {
    let (whole, part) = (words(breakdown.indicator.name), words(breakdown.name))
    return PackChart(
      id: .parts(breakdown.indicator.id),
      name: named(words("\(whole) theo \(part)", "\(whole) by \(part)")),
      chart: maker.composition(
        breakdown.indicator, partName: part, parts: breakdown.parts, in: subject),
      data: breakdown.parts.map { book.tally($0, for: subject, in: period) })
  }

  private func partsByUnitChart(_ breakdown: Breakdown) -> PackChart {
    // Units, or clusters if there are many units.
    let groups: [Group] =
      hasManyUnits && clusters.count > 1
      ? clusters.map { .cluster($0) } : comparableUnits(breakdown.indicator).map { .unit($0) }
    let chart = maker.stacked(
      breakdown.indicator, partName: words(breakdown.name), parts: breakdown.parts,
      groups: groups, measure: .amounts)
    return PackChart(
      id: .partsByUnit(breakdown.indicator.id), name: named(chart.title), chart: chart,
      data: breakdown.parts.flatMap { part in
        groups.map { book.tally(part, for: $0, in: period) }
      })
  }

  /// All indicators of all units, or of all clusters if there are many units.
  private func heatChart(_ number: Int) -> PackChart? {
    guard heatIDs.contains(.heat(number)) else { return nil }
    let part = indicatorGroups[number]
    return overview(
      ChartID.heat, number,
      hasManyUnits
        ? maker.clusterHeat(part, clusters: clusters)
        : maker.heat(part, groups: units.map { .unit($0) }),
      words("Các chỉ tiêu theo đơn vị", "All indicators by unit"),
      words("Các chỉ tiêu theo cụm", "All indicators by cluster"))
  }

  private func changesChart(_ number: Int) -> PackChart? {
    guard changeIDs.contains(.changes(number)) else { return nil }
    let part = indicatorGroups[number]
    var chart = overview(
      ChartID.changes, number,
      hasManyUnits
        ? maker.clusterChanges(part, clusters: clusters) : maker.changes(part, units: units),
      words("Tăng, giảm các chỉ tiêu theo đơn vị", "Changes of all indicators by unit"),
      words("Tăng, giảm các chỉ tiêu theo cụm", "Changes of all indicators by cluster"))
    chart.base = maker.base
    return chart
  }

  /// A chart of all indicators, or of some of them if there are many, with its numbers.
  private func overview(
    _ id: (Int) -> ChartID, _ number: Int, _ chart: Chart, _ byUnit: String, _ byCluster: String
  ) -> PackChart {
    let parts = indicatorGroups
    let groups: [Group] =
      hasManyUnits ? clusters.map { .cluster($0) } : units.map { .unit($0) }
    let of = parts.count > 1 ? " (\(number + 1)/\(parts.count))" : ""
    return PackChart(
      id: id(number), name: named((hasManyUnits ? byCluster : byUnit) + of), chart: chart,
      data: (parts.count > 1 ? parts[number] : indicators).flatMap { indicator in
        groups.map { book.tally(indicator, for: $0, in: period) }
      })
  }

  /// A chart of one indicator by unit, or its ends if there are many units.
  private func ends(_ chart: Chart, _ indicator: Indicator) -> Chart {
    hasManyUnits ? maker.ends(of: chart, indicator) : chart
  }

  /// The greatest height of a picture in points: 240 mm, the text area of a report's page, may be exceeded for many
  /// rows, within this limit.
  private static let tallestPicture = 2400.0

  /// A chart as one picture; one with very many rows as several, all on one scale.
  package func pictures(_ chart: PackChart) -> [PackChart] {
    let width = PackChart.pictureWidth
    let context = LayoutContext(theme: imageTheme, measurer: measurer)
    guard let rows = chart.chart.body as? any RowChart, rows.rowCount > 60,
      let height = try? chart.chart.naturalHeight(width: width, in: context),
      height > ReportContext.tallestPicture
    else { return [chart] }
    let count = Int((height / ReportContext.tallestPicture).rounded(.up))
    return rows.split(into: count).enumerated().map { number, piece in
      var part = chart
      let of = " (\(number + 1)/\(count))"
      part.chart.body = piece
      part.chart.subtitle += of
      part.name += of
      part.id = .piece(number, of: chart.id)
      return part
    }
  }

  /// A name with the period: "…, 6 tháng đầu năm 2022".
  private func named(_ name: String) -> String { name + ", " + words.name(period) }

  /// The divisor for clusters: communes if every unit has them, otherwise units.
  package var clusterSize: TallyBook.SizeMeasure {
    let lastDay = book.calendar.days(of: period).upperBound.previous
    return units.allSatisfy { roster.communeCount(ofUnit: $0, on: lastDay) > 0 }
      ? .communes : .units
  }

  /// The units to which the indicator applies.
  package func comparableUnits(_ indicator: Indicator) -> [Int] {
    units.filter {
      book.tally(indicator, for: .unit($0), in: period).expectedUnits > 0
    }
  }
}
