import Charting
import ClusterMetrics
import Intake

extension ChartKind {
  /// Why a kind cannot show an indicator.
  package enum Misfit: Error, Equatable, CustomStringConvertible {
    case noTarget(String)
    case noParts(String)
    case tooManyTiles
    case oneCluster
    case noUnit(String)

    package var description: String {
      switch self {
      case .noTarget(let id):
        "\(id) has no target in giaoban.yaml, and no plan of this period that its units' numbers are a share of: a bullet chart needs one"
      case .noParts(let id):
        "\(id) has no parts in giaoban.yaml, which bars are stacked from"
      case .noUnit(let name): "there is no unit \"\(name)\""
      case .oneCluster:
        "the project has one cluster; small multiples of ranked bars or dumbbells need several"
      case .tooManyTiles: "at most four tiles stand side by side: name the indicators"
      }
    }
  }
}

extension PackBuilder {
  /// One chart as `giaoban chart` draws it and pages of the settings hold it.
  ///
  /// - Precondition: its indicators exist, one of kinds that do not take several.
  /// - Throws: `ChartKind.Misfit` where the kind cannot show them.
  package func chart(_ settings: ChartSettings) throws(ChartKind.Misfit) -> Chart {
    var maker = maker
    if let name = settings.highlight {
      let days = book.calendar.days(of: period)
      guard let unit = roster.unit(named: name, in: days) ?? roster.unit(named: name) else {
        throw .noUnit(name)
      }
      maker.highlight = unit
    }
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
    switch settings.kind {
    case .ranked:
      return maker.ranked(indicators[0], units: comparableUnits(indicators[0]))
    case .grouped:
      return roster.clusters.count > 1
        ? maker.clusters(
          indicators[0], clusters: Array(roster.clusters.indices), per: clusterSize)
        : maker.grouped(indicators[0], units: comparableUnits(indicators[0]))
    case .stacked, .share:
      let id = indicators[0].id
      guard let breakdown = project.definition.breakdowns.first(where: { $0.indicator.id == id })
      else { throw .noParts(id) }
      return maker.stacked(
        indicators[0], partName: words(breakdown.name), parts: breakdown.parts,
        groups: comparableUnits(indicators[0]).map { .unit($0) },
        measure: settings.kind == .share ? .shares : .amounts
      )
    case .trend:
      return maker.trend(indicators[0], over: trendPeriods)
    case .slope:
      return maker.slope(indicators[0], units: comparableUnits(indicators[0]))
    case .dumbbell:
      return maker.dumbbell(indicators[0], units: comparableUnits(indicators[0]))
    case .multiples:
      return try multiples(of: settings.repeated, indicators[0], maker)
    case .bullet:
      let units = comparableUnits(indicators[0])
      if maker.hasPlans(indicators[0], units: units) {
        return maker.fulfilment(indicators[0], units: units, in: field)
      }
      guard indicators[0].target != nil else { throw .noTarget(indicators[0].id) }
      return maker.bullet(indicators[0], units: comparableUnits(indicators[0]))
    case .heat:
      return maker.heat(indicators, units: units)
    case .tiles:
      guard indicators.count <= 4 else { throw .tooManyTiles }
      return maker.framed(
        Tiles(indicators.map { tile($0, for: .all) }), named: words("Số liệu chính", "Key figures"),
        of: indicators)
    case .table:
      return maker.framed(
        unitsTable(indicators), named: words("Số liệu theo đơn vị", "Figures by unit"),
        of: indicators)
    }
  }
}

extension PackBuilder {
  private func multiples(
    of kind: RepeatedKind, _ indicator: Indicator, _ maker: ChartMaker
  ) throws(ChartKind.Misfit) -> Chart {
    let units = comparableUnits(indicator)
    if kind == .trend {
      return maker.multiples(
        trendsOf: indicator, groups: units.map { .unit($0) }, over: trendPeriods)
    }
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
  /// A body under a plain name, with the period's dates and the source.
  func framed(_ body: any ChartBody, named name: String, of indicators: [Indicator]) -> Chart {
    let source = source(indicators)
    return Chart(
      title: name, subtitle: periodText,
      footer: words("Nguồn: \(source).", "Source: \(source)."),
      alternativeText: name + ", " + periodText + ".", body: body)
  }
}
