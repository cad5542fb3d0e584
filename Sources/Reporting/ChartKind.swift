import Charting
import ClusterMetrics

/// A kind of chart by its name on the command line.
package enum ChartKind: String, CaseIterable, Sendable {
  case ranked, grouped, stacked, share, trend, bullet, heat, tiles, table

  /// Whether several indicators go into one chart.
  package var takesSeveral: Bool {
    switch self {
    case .heat, .tiles, .table: true
    case .ranked, .grouped, .stacked, .share, .trend, .bullet: false
    }
  }

  /// Why a kind cannot show an indicator.
  package enum Misfit: Error, Equatable, CustomStringConvertible {
    case noTarget(String)
    case noParts(String)
    case tooManyTiles

    package var description: String {
      switch self {
      case .noTarget(let id): "\(id) has no target in giaoban.yaml, which a bullet chart needs"
      case .noParts(let id):
        "\(id) has no parts in giaoban.yaml, which bars are stacked from"
      case .tooManyTiles: "at most four tiles stand side by side: name the indicators"
      }
    }
  }
}

extension PackBuilder {
  /// One chart of a kind, as `giaoban chart` draws it.
  ///
  /// - Precondition: kinds that do not take several indicators get exactly one.
  package func chart(
    _ kind: ChartKind, indicators: [Indicator], highlight: Int?, order: RankedBars.Order
  ) throws -> Chart {
    var maker = maker
    maker.highlight = highlight
    maker.order = order
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

extension ChartMaker {
  /// A body under a plain name, with the period's dates and the source.
  func framed(_ body: any ChartBody, named name: String) -> Chart {
    Chart(
      title: name, subtitle: periodText,
      footer: words("Nguồn: \(source).", "Source: \(source)."),
      alternativeText: name + ", " + periodText + ".", body: body)
  }
}
