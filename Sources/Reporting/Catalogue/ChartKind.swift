import Charting
import ClusterMetrics
import Intake
import Settings
import TallyTables

extension ReportContext {
  /// A chart as in `giaoban chart` and on pages of the settings.
  ///
  /// - Precondition: its indicators exist; there is only one for kinds that do not take several.
  /// - Throws: `ChartKind.Misfit` if the kind cannot show them.
  package func chart(_ settings: ChartSettings) throws(ChartKind.Misfit) -> Chart {
    var maker = maker
    try settings.check(project.definition, roster)
    if let name = settings.highlight {
      let days = book.calendar.days(of: period)
      guard let unit = roster.unit(named: name, in: days) ?? roster.unit(named: name) else {
        throw .noUnit(name)
      }
      maker.highlight = unit
    }
    maker.book = book.divided(by: [settings.by, settings.across])
    maker.order = settings.order == .roster ? .asGiven : .byValue
    maker.average = settings.average
    maker.versus = settings.versus
    var chart = try chart(settings, maker)
    if let title = settings.title { chart.title = words(title) }
    return chart
  }

  private func chart(
    _ settings: ChartSettings, _ maker: ChartMaker
  ) throws(ChartKind.Misfit) -> Chart {
    let indicators =
      settings.indicators.isEmpty
      ? self.indicators
      : settings.indicators.compactMap(project.definition.indicator(withID:))
    if settings.across != nil { return try cross(settings, indicators[0], maker) }
    let rows = try rows(settings, indicators)
    let isByCluster =
      settings.kind == .grouped && settings.by == nil && roster.clusters.count > 1
    if let unit = maker.highlight, settings.kind.highlightsRow,
      isByCluster || !rows.contains(.unit(unit))
    {
      throw .noRow(roster.units[unit].name, settings.kind)
    }
    switch settings.kind {
    case .ranked:
      return maker.ranked(indicators[0], groups: rows)
    case .grouped:
      return isByCluster
        ? maker.clusters(
          indicators[0], clusters: Array(roster.clusters.indices), per: clusterSize)
        : maker.grouped(indicators[0], groups: rows)
    case .stacked, .share:
      let id = indicators[0].id
      guard let breakdown = project.definition.breakdowns.first(where: { $0.indicator.id == id })
      else { throw .noParts(id) }
      return maker.stacked(
        indicators[0], partName: words(breakdown.name), parts: breakdown.parts,
        groups: rows,
        measure: settings.kind == .share ? .shares : .amounts
      )
    case .trend:
      return maker.trend(
        indicators[0], for: maker.highlight.map { .unit($0) } ?? .all, over: trendPeriods)
    case .columns:
      return maker.columns(
        indicators[0], for: maker.highlight.map { .unit($0) } ?? .all, over: trendPeriods)
    case .slope:
      return maker.slope(indicators[0], groups: rows)
    case .dumbbell:
      return maker.dumbbell(indicators[0], groups: rows)
    case .arrows:
      guard maker.hasChanges(indicators[0], groups: rows) else { throw .noBase(indicators[0].id) }
      return maker.arrows(indicators[0], groups: rows)
    case .scatter:
      let isKnown = rows.contains { row in
        indicators.allSatisfy { book.tally($0, for: row, in: period).value != nil }
      }
      guard isKnown else { throw .nothingOfBoth(indicators.map(\.id)) }
      return maker.scatter(indicators, groups: rows)
    case .map:
      guard let shapes else { throw .noShapes }
      return try maker.map(indicators[0], shapes, units: units)
    case .ranks:
      guard indicators[0].better != .neither else { throw .noRanking(indicators[0].id) }
      return maker.ranks(indicators[0], groups: rows, over: trendPeriods)
    case .tilemap:
      return try maker.tileMap(indicators[0], intake.tiles, units: units)
    case .profile:
      guard let unit = maker.highlight else { throw .ofWhichUnit(.profile) }
      return profile(ofUnit: unit, indicators, maker).chart
    case .waterfall:
      guard maker.hasChanges(indicators[0], groups: rows) else { throw .noBase(indicators[0].id) }
      return maker.waterfall(indicators[0], groups: rows)
    case .multiples:
      return try multiples(of: settings.repeated, indicators[0], rows, maker)
    case .bullet:
      let units = comparableUnits(indicators[0])
      if maker.hasPlans(indicators[0], units: units) {
        return maker.fulfilment(indicators[0], units: units, in: field)
      }
      guard indicators[0].target != nil else { throw .noTarget(indicators[0].id) }
      return maker.bullet(indicators[0], units: comparableUnits(indicators[0]))
    case .heat:
      let groups = settings.by == nil ? units.map { .unit($0) } : rows
      return maker.heat(
        indicators, groups: maker.ordered(groups, settings.orderOfRows, by: indicators[0]))
    case .tiles:
      return maker.framed(
        Tiles(indicators.map { tile($0, for: .all) }), named: words("Số liệu chính", "Key figures"),
        of: indicators)
    case .table:
      return maker.framed(
        unitsTable(indicators, order: settings.orderOfRows),
        named: words("Số liệu theo đơn vị", "Figures by unit"),
        of: indicators)
    }
  }
}

extension ReportContext {
  /// The rows of a chart: those in the settings, or the units to which the indicator applies.
  func rows(
    _ settings: ChartSettings, _ indicators: [Indicator]
  ) throws(ChartKind.Misfit) -> [Group] {
    guard let grouping = try settings.rowGrouping(project.definition, roster) else {
      return comparableUnits(indicators[0]).map { .unit($0) }
    }
    let groups = grouping.groups(book, in: period)
    return groups.filter { group in
      indicators.contains { book.tally($0, for: group, in: period).expectedUnits > 0 }
    }
  }

  /// A chart of one indicator by two groupings.
  private func cross(
    _ settings: ChartSettings, _ indicator: Indicator, _ maker: ChartMaker
  ) throws(ChartKind.Misfit) -> Chart {
    let definition = project.definition
    guard let across = try settings.columnGrouping(definition, roster) else {
      throw .noGrouping(settings.kind)
    }
    if let column = across.column, book.column != column { throw .secondColumn(column) }
    let by = try settings.rowGrouping(definition, roster) ?? .unit
    return maker.cross(
      CrossTable(
        maker.book, indicators: [indicator], by: by, across: across, periods: trendPeriods,
        words: words),
      indicator, across,
      header: across.column.map { id in
        // Parts by the column give its name in both languages.
        let named = project.definition.breakdowns.first { $0.column == id }.map { words($0.name) }
        return id == "activity"
          ? words("hoạt động", "activity")
          : named ?? project.definition.columns[id]?.first ?? id
      }, order: settings.orderOfRows)
  }

  private func multiples(
    of kind: RepeatedKind, _ indicator: Indicator, _ rows: [Group], _ maker: ChartMaker
  ) throws(ChartKind.Misfit) -> Chart {
    if kind == .trend {
      return maker.multiples(trendsOf: indicator, groups: rows, over: trendPeriods)
    }
    let units = comparableUnits(indicator)
    let clusters = roster.clusters.indices.map { cluster in
      let members = book.units(of: .cluster(cluster), in: period)
      return (name: roster.clusters[cluster].name, units: units.filter(members.contains))
    }.filter { !$0.units.isEmpty }
    guard clusters.count > 1 else { throw .oneCluster }
    return kind == .ranked
      ? maker.multiples(rankedBy: indicator, clusters: clusters)
      : maker.multiples(dumbbellsOf: indicator, clusters: clusters)
  }
}

extension ChartMaker {
  /// A chart with a plain name as its title, the period's dates and the source.
  func framed(_ body: any ChartBody, named name: String, of indicators: [Indicator]) -> Chart {
    let source = source(indicators)
    return Chart(
      title: name, subtitle: periodText,
      footer: words("Nguồn: \(source).", "Source: \(source)."),
      alternativeText: name + ", " + periodText + ".", body: body)
  }
}

extension ChartSettings {
  /// The order of the rows of tables, which stay as given unless the settings say otherwise; bars do not.
  fileprivate var orderOfRows: RowOrder { order == .value ? .byValue : .asGiven }
}
