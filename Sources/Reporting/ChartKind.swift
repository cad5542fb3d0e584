import Charting
import ClusterMetrics

/// A kind of chart by its name on the command line.
package enum ChartKind: String, CaseIterable, Sendable {
  case ranked, grouped, stacked, share, trend, slope, dumbbell, bullet, heat, multiples, tiles,
    table

  /// Whether several indicators go into one chart.
  package var takesSeveral: Bool {
    switch self {
    case .heat, .tiles, .table: true
    case .ranked, .grouped, .stacked, .share, .trend, .slope, .dumbbell, .bullet, .multiples: false
    }
  }

  /// Why a kind cannot show an indicator.
  package enum Misfit: Error, Equatable, CustomStringConvertible {
    case noTarget(String)
    case noParts(String)
    case tooManyTiles
    case oneCluster

    package var description: String {
      switch self {
      case .noTarget(let id): "\(id) has no target in giaoban.yaml, which a bullet chart needs"
      case .noParts(let id):
        "\(id) has no parts in giaoban.yaml, which bars are stacked from"
      case .oneCluster:
        "the project has one cluster; small multiples of ranked bars or dumbbells need several"
      case .tooManyTiles: "at most four tiles stand side by side: name the indicators"
      }
    }
  }
}

/// What small multiples repeat.
package enum RepeatedKind: String, CaseIterable, Sendable {
  /// A line over periods for each unit.
  case trend
  /// The units of each cluster.
  case ranked, dumbbell
}

/// What a chart of the command line may ask for besides its kind.
package struct ChartOptions: Sendable {
  /// The unit that stands out.
  package var highlight: Int?
  package var order = RowOrder.byValue
  /// A line across ranked bars.
  package var average: ChartMaker.Average?
  /// What small multiples repeat.
  package var repeated = RepeatedKind.trend

  package init() {}
}

extension PackBuilder {
  /// One chart of a kind, as `giaoban chart` draws it.
  ///
  /// - Precondition: kinds that do not take several indicators get exactly one.
  package func chart(
    _ kind: ChartKind, indicators: [Indicator], _ options: ChartOptions = ChartOptions()
  ) throws -> Chart {
    var maker = maker
    maker.highlight = options.highlight
    maker.order = options.order
    maker.average = options.average
    switch kind {
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
      else { throw ChartKind.Misfit.noParts(id) }
      return maker.stacked(
        indicators[0], partName: words(breakdown.name), parts: breakdown.parts,
        units: comparableUnits(indicators[0]), measure: kind == .share ? .shares : .amounts)
    case .trend:
      return maker.trend(indicators[0], over: trendPeriods)
    case .slope:
      return maker.slope(indicators[0], units: comparableUnits(indicators[0]))
    case .dumbbell:
      return maker.dumbbell(indicators[0], units: comparableUnits(indicators[0]))
    case .multiples:
      return try multiples(of: options.repeated, indicators[0], maker)
    case .bullet:
      guard indicators[0].target != nil else { throw ChartKind.Misfit.noTarget(indicators[0].id) }
      return maker.bullet(indicators[0], units: comparableUnits(indicators[0]))
    case .heat:
      return maker.heat(indicators, units: units)
    case .tiles:
      guard indicators.count <= 4 else { throw ChartKind.Misfit.tooManyTiles }
      return maker.framed(
        Tiles(indicators.map { tile($0, for: .all) }), named: words("Số liệu chính", "Key figures"))
    case .table:
      return maker.framed(
        unitsTable(indicators), named: words("Số liệu theo đơn vị", "Figures by unit"))
    }
  }
}

extension PackBuilder {
  private func multiples(
    of kind: RepeatedKind, _ indicator: Indicator, _ maker: ChartMaker
  ) throws -> Chart {
    let units = comparableUnits(indicator)
    if kind == .trend {
      return maker.multiples(
        trendsOf: indicator, groups: units.map { .unit($0) }, over: trendPeriods)
    }
    let clusters = roster.clusters.indices.map { cluster in
      let members = book.units(of: .cluster(cluster), in: period)
      return (name: roster.clusters[cluster].name, units: units.filter(members.contains))
    }.filter { !$0.units.isEmpty }
    guard clusters.count > 1 else { throw ChartKind.Misfit.oneCluster }
    return kind == .ranked
      ? maker.multiples(rankedBy: indicator, clusters: clusters)
      : maker.multiples(dumbbellsOf: indicator, clusters: clusters)
  }
}

extension ChartMaker {
  /// A body under a plain name, with the period's dates and the source.
  func framed(_ body: any ChartBody, named name: String) -> Chart {
    Chart(
      title: name, subtitle: periodText,
      footer: words("Nguồn: \(source).", "Source: \(source)."),
      alternativeText: name + ", " + periodText + ".", body: body)
  }
}
