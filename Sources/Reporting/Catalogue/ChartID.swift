/// Which chart of a pack it is; the same in every period, so that documents, pages and links can refer to it.
package enum ChartID: Hashable, Sendable {
  /// An indicator by unit, and beside it with its target, its plan, on the map, on the tile map, by cluster, or over the last
  /// periods.
  case units(String), target(String), plan(String), map(String), tileMap(String)
  case clusters(String), trend(String)
  /// The parts of an indicator, in total or by unit.
  case parts(String), partsByUnit(String)
  /// All indicators, or their changes, by unit or cluster; one of several, counted from zero.
  case heat(Int), changes(Int)
  /// A chart of the settings: what it is called, and its indicators.
  case chosen(String, of: [String])
  /// One of the pictures of a chart with very many rows, counted from zero.
  indirect case piece(Int, of: ChartID)

  /// The id as documents write it: `{{chart:TEXT}}`.
  package var text: String {
    switch self {
    case .units(let id): id
    case .target(let id): id + "-target"
    case .plan(let id): id + "-plan"
    case .map(let id): id + "-map"
    case .tileMap(let id): id + "-tilemap"
    case .clusters(let id): id + "-clusters"
    case .trend(let id): id + "-trend"
    case .parts(let id): id + "-parts"
    case .partsByUnit(let id): id + "-parts-by-unit"
    case .heat(let number): ChartID.numbered("heat", number)
    case .changes(let number): ChartID.numbered("changes", number)
    case .chosen(let name, _): name
    case .piece(let number, let whole): ChartID.numbered(whole.text, number)
    }
  }

  /// The id of one of several: "heat", "heat-part-2".
  package static func numbered(_ text: String, _ number: Int) -> String {
    number == 0 ? text : "\(text)-part-\(number + 1)"
  }

  /// The ids of the indicators that it shows; empty for charts of all.
  package var indicators: [String] {
    switch self {
    case .units(let id), .target(let id), .plan(let id), .map(let id), .tileMap(let id),
      .clusters(let id), .trend(let id), .parts(let id), .partsByUnit(let id):
      [id]
    case .heat, .changes: []
    case .chosen(_, let ids): ids
    case .piece(_, let whole): whole.indicators
    }
  }
}
