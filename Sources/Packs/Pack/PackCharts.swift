import Charting
import ClusterMetrics
import Intake
import Settings

/// The charts of a pack, each as a separate picture.
extension PackBuilder {
  /// A chart as a separate picture.
  package struct PackChart: Sendable {
    /// The id, stable over periods: `{{chart:ID}}` in a document refers to it.
    package var id: String
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
  }

  func charts() -> [PackChart] {
    var charts: [PackChart] = []
    func unitTallies(_ indicator: Indicator) -> [Tally] {
      units.map { book.tally(indicator, for: .unit($0), in: period) }
    }
    let byUnit = words(" theo đơn vị", " by unit")
    for indicator in indicators {
      let name = words(indicator.name)
      let units = comparableUnits(indicator)
      charts.append(
        PackChart(
          id: indicator.id, name: named(name + byUnit),
          chart: ends(
            maker.ranked(indicator, groups: units.map { .unit($0) }, in: field), indicator),
          data: unitTallies(indicator)))
      if indicator.target != nil {
        charts.append(
          PackChart(
            id: indicator.id + "-target",
            name: named(name + words(" so với chỉ tiêu", " against the target")),
            chart: ends(maker.bullet(indicator, units: units, in: field), indicator),
            data: unitTallies(indicator)))
      }
      if maker.hasPlans(indicator, units: units) {
        charts.append(
          PackChart(
            id: indicator.id + "-plan",
            name: named(name + words(" so với kế hoạch", " against the plan")),
            chart: ends(maker.fulfilment(indicator, units: units, in: field), indicator),
            data: unitTallies(indicator),
            plans: self.units.map { book.fulfilment(indicator, for: .unit($0), in: period) }))
      }
      // In the order of its page.
      if hasManyUnits { charts += [map(of: indicator)].compactMap(\.self) }
      if hasManyUnits, clusters.count > 1 { charts.append(clusterChart(indicator)) }
      guard hasTrend else { continue }
      charts.append(
        PackChart(
          id: indicator.id + "-trend",
          name: name
            + words.lastPeriods(trendPeriods.count),
          chart: maker.trend(indicator, for: subject, over: trendPeriods),
          data: trendPeriods.map { book.tally(indicator, for: subject, in: $0) }))
    }
    for breakdown in project.definition.breakdowns {
      let (whole, part) = (words(breakdown.indicator.name), words(breakdown.name))
      charts.append(
        PackChart(
          id: breakdown.indicator.id + "-parts",
          name: named(words("\(whole) theo \(part)", "\(whole) by \(part)")),
          chart: composition(breakdown),
          data: breakdown.parts.map { book.tally($0, for: subject, in: period) }))
      let divided = stacked(breakdown)
      charts.append(
        PackChart(
          id: breakdown.indicator.id + "-parts-by-unit",
          name: named(divided.title), chart: divided,
          data: breakdown.parts.flatMap { part in
            dividedGroups(breakdown).map { book.tally(part, for: $0, in: period) }
          }))
    }
    charts += overview(
      "heat", heatCharts,
      words("Các chỉ tiêu theo đơn vị", "All indicators by unit"),
      words("Các chỉ tiêu theo cụm", "All indicators by cluster"))
    charts += overview(
      "changes", changeCharts,
      words("Tăng, giảm các chỉ tiêu theo đơn vị", "Changes of all indicators by unit"),
      words("Tăng, giảm các chỉ tiêu theo cụm", "Changes of all indicators by cluster")
    ).map { chart in
      var chart = chart
      chart.base = maker.base
      return chart
    }
    if clusters.count > 1, !hasManyUnits { charts += indicators.map(clusterChart) }
    let maps = hasManyUnits ? [] : indicators.compactMap(map)
    return charts + maps + tileMaps
  }

  /// An indicator on the map, if the project has one.
  private func map(of indicator: Indicator) -> PackChart? {
    guard let shapes else { return nil }
    let units = comparableUnits(indicator)
    guard let chart = try? maker.map(indicator, shapes, units: units) else { return nil }
    return PackChart(
      id: indicator.id + "-map",
      name: named(words(indicator.name) + words(" trên bản đồ", " on the map")), chart: chart,
      data: units.map { book.tally(indicator, for: .unit($0), in: period) })
  }

  /// Each indicator on the tile map, if the project has one.
  private var tileMaps: [PackChart] {
    guard unit == nil, !intake.tiles.isEmpty else { return [] }
    return indicators.compactMap { indicator in
      let units = comparableUnits(indicator)
      guard let chart = try? maker.tileMap(indicator, intake.tiles, units: units) else {
        return nil
      }
      return PackChart(
        id: indicator.id + "-tilemap",
        name: named(words(indicator.name) + words(" trên bản đồ ô", " on the tile map")),
        chart: chart,
        data: units.map { book.tally(indicator, for: .unit($0), in: period) })
    }
  }

  private func clusterChart(_ indicator: Indicator) -> PackChart {
    PackChart(
      id: indicator.id + "-clusters",
      name: named(words(indicator.name) + words(" theo cụm", " by cluster")),
      chart: maker.clusters(indicator, clusters: clusters, per: clusterSize),
      data: clusters.map { book.tally(indicator, for: .cluster($0), in: period) })
  }

  /// A chart of one indicator by unit, or its ends if there are many units.
  func ends(_ chart: Chart, _ indicator: Indicator) -> Chart {
    hasManyUnits ? maker.ends(of: chart, indicator) : chart
  }

  /// Charts of all indicators, by unit or by cluster, with their numbers.
  private func overview(
    _ id: String, _ charts: [Chart], _ byUnit: String, _ byCluster: String
  ) -> [PackChart] {
    let groups: [Group] =
      hasManyUnits ? clusters.map { .cluster($0) } : units.map { .unit($0) }
    let parts = charts.count > 1 ? indicatorGroups : [indicators]
    return zip(charts, parts).enumerated().map { number, part in
      let of = charts.count > 1 ? " (\(number + 1)/\(charts.count))" : ""
      return PackChart(
        id: PackBuilder.part(id, number), name: named((hasManyUnits ? byCluster : byUnit) + of),
        chart: part.0,
        data: part.1.flatMap { indicator in
          groups.map { book.tally(indicator, for: $0, in: period) }
        })
    }
  }

  /// The greatest height of a picture in points: 240 mm, the text area of a report's page, may be exceeded for many
  /// rows, within this limit.
  private static let tallestPicture = 2400.0

  /// A chart as one picture; one with very many rows as several, all on one scale.
  func pictures(_ chart: PackChart) -> [PackChart] {
    let width = PackWriter.imageWidthInPoints
    let context = LayoutContext(theme: imageTheme, measurer: measurer)
    guard let rows = chart.chart.body as? any RowChart, rows.rowCount > 60,
      let height = try? chart.chart.naturalHeight(width: width, in: context),
      height > PackBuilder.tallestPicture
    else { return [chart] }
    let count = Int((height / PackBuilder.tallestPicture).rounded(.up))
    return rows.split(into: count).enumerated().map { index, piece in
      var part = chart
      let number = " (\(index + 1)/\(count))"
      part.chart.body = piece
      part.chart.subtitle += number
      part.name += number
      if index > 0 { part.id += "-part-\(index + 1)" }
      return part
    }
  }

  /// A name with the period: "…, 6 tháng đầu năm 2022".
  private func named(_ name: String) -> String { name + ", " + words.name(period) }

  /// The divisor for clusters: communes if every unit has them, otherwise units.
  var clusterSize: TallyBook.SizeMeasure {
    let lastDay = book.calendar.days(of: period).upperBound.previous
    return units.allSatisfy { roster.communeCount(ofUnit: $0, on: lastDay) > 0 }
      ? .communes : .units
  }

  /// The units to which the indicator applies.
  func comparableUnits(_ indicator: Indicator) -> [Int] {
    units.filter {
      book.tally(indicator, for: .unit($0), in: period).expectedUnits > 0
    }
  }

  func stacked(_ breakdown: Breakdown) -> Chart {
    maker.stacked(
      breakdown.indicator, partName: words(breakdown.name), parts: breakdown.parts,
      groups: dividedGroups(breakdown), measure: .amounts)
  }

  /// The groups whose numbers are shown in parts: units, or clusters if there are many units.
  private func dividedGroups(_ breakdown: Breakdown) -> [Group] {
    hasManyUnits && clusters.count > 1
      ? clusters.map { .cluster($0) } : comparableUnits(breakdown.indicator).map { .unit($0) }
  }

  func composition(_ breakdown: Breakdown) -> Chart {
    maker.composition(
      breakdown.indicator, partName: words(breakdown.name), parts: breakdown.parts, in: subject)
  }
}
