import ClusterMetrics

/// Finds units and communes by the names in files, each distinct spelling once.
final class NameResolver {
  let roster: Roster
  private var units = SpellingTable()
  private var communes: [SpellingTable]
  /// What each spelling of a commune can mean; the tables number these.
  private var meanings: [[Int]] = []

  init(roster: Roster) {
    self.roster = roster
    communes = Array(repeating: SpellingTable(), count: roster.units.count)
  }

  func unit(_ cell: ArraySlice<UInt8>) -> Int? {
    let number = units.value(of: cell) { Int32(roster.unit(named: $0) ?? -1) }
    return number < 0 ? nil : Int(number)
  }

  func communes(_ cell: ArraySlice<UInt8>, inUnit unit: Int) -> [Int] {
    let number = communes[unit].value(of: cell) { text in
      meanings.append(roster.communes(named: text, inUnit: unit))
      return Int32(meanings.count - 1)
    }
    return meanings[Int(number)]
  }

  func nearestUnits(to name: String) -> [String] {
    NameKey.nearest(to: name, among: roster.units.map(\.name))
  }

  func nearestCommunes(to name: String, inUnit unit: Int) -> [String] {
    NameKey.nearest(to: name, among: roster.units[unit].communes.map { roster.communes[$0].name })
  }
}
