import Charting
import ClusterMetrics
import Intake
import Settings
import TableReading

extension ChartMaker {
  /// Units as tiles, placed by a file of the project.
  ///
  /// - Throws: `ChartKind.Misfit.noTiles` if no unit has a tile.
  package func tileMap(
    _ indicator: Indicator, _ places: [TilePlace], units: [Int]
  ) throws(ChartKind.Misfit) -> Chart {
    let byUnit = Dictionary(places.map { ($0.unit, $0) }, uniquingKeysWith: { first, _ in first })
    guard units.contains(where: { byUnit[$0] != nil }) else { throw .noTiles }
    let groups = units.map { Group.unit($0) }
    var chart = ranked(indicator, groups: groups)
    let tiles = units.compactMap { unit -> TileMap.Tile? in
      guard let place = byUnit[unit] else { return nil }
      let tally = book.tally(indicator, for: .unit(unit), in: period)
      return TileMap.Tile(
        unitName(unit), tally.chartValue, column: place.column, row: place.row,
        isHighlighted: highlight == unit, isMarked: tally.lacksParts)
    }
    let isTarget = indicator.target != nil && indicator.better != .neither
    chart.body = TileMap(
      tiles, format: words.format(indicator), target: isTarget ? indicator.target : nil,
      words: chartWords(of: [indicator]),
      names: .classes(words))
    chart.footer = footer(indicator, for: .all)
    let lacking = units.filter { byUnit[$0] == nil }.map { groupName(.unit($0)) }
    if !lacking.isEmpty {
      chart.footer += words(
        " Không có ô trên lưới: \(ChartMaker.few(lacking)).",
        " Without a tile: \(ChartMaker.few(lacking)).")
    }
    if tiles.contains(where: \.isMarked) {
      chart.footer += words(" * chưa đủ kỳ.", " * not the whole period.")
    }
    chart.alternativeText = description(
      words("Bản đồ ô", "Tile map"), indicator, tiles.map { ($0.name.full, $0.value) })
    return chart
  }
}
