import ClusterMetrics
import Findings
import Settings
import TableGrids

extension NameResolver {
  /// The unit that the name of a sheet or file mentions, if it is none of some units.
  func unit(ofFile file: String, sheet: String?, than units: [Int]) -> Int? {
    let mentions = UnitMentions(roster)
    let named = [sheet, file.fileStem].compactMap(\.self).lazy.compactMap { mentions.only(in: $0) }
      .first
    guard let found = named.map({ roster.units(named: $0) }), let first = found.first,
      Set(found).isDisjoint(with: units),
      !units.contains(where: {
        NameKey.place(roster.units[$0].name).bare == NameKey.place(roster.units[first].name).bare
      })
    else { return nil }
    return first
  }
}
