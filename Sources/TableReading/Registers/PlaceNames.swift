import ClusterMetrics
import OfficeWords

/// The names that the roster gives units and communes, however a register or a condition writes them: "H. Đông" and "Đông" are
/// "Huyện Đông". A text that may mean several, or none, stays as it is.
package struct PlaceNames: Sendable {
  let roster: Roster

  package init(roster: Roster) { self.roster = roster }

  /// What the roster calls the unit or commune that a text of a column names; the text itself in other columns.
  package func name(_ text: String, inColumn column: String) -> String {
    let names: Set<String>
    switch column {
    case KnownColumn.unit.rawValue:
      names = Set(roster.units(named: text).map { roster.units[$0].name })
    case KnownColumn.commune.rawValue:
      names = roster.units.indices.reduce(into: []) { names, unit in
        for commune in roster.communes(named: text, inUnit: unit) {
          names.insert(roster.communes[commune].name)
        }
      }
    default: return text
    }
    return names.only ?? text
  }

  /// Whether texts of a column are names of places.
  package static func areIn(_ column: String) -> Bool {
    [KnownColumn.unit.rawValue, KnownColumn.commune.rawValue].contains(column)
  }
}

/// The numbers that places have in categories of their names, each looked up once.
struct PlaceNumbers {
  private static let unknown = Int32.min
  private let roster: Roster
  /// By category the numbers of units or communes; empty where the column names none.
  private var units: [[Int32]]
  private var communes: [[Int32]]
  let isEmpty: Bool

  init(_ columns: [String], _ roster: Roster) {
    self.roster = roster
    func room(_ column: KnownColumn, _ count: Int) -> [[Int32]] {
      columns.map {
        $0 == column.rawValue ? Array(repeating: PlaceNumbers.unknown, count: count) : []
      }
    }
    units = room(.unit, roster.units.count)
    communes = room(.commune, roster.communes.count)
    isEmpty = !columns.contains(where: PlaceNames.areIn)
  }

  /// The number of a row's unit or commune in a category; `nil` in others, and where no commune is named.
  mutating func number(
    in category: Int, unit: Int, commune: Int32, _ reader: CategoryReader
  ) -> Int32? {
    if units[category].indices.contains(unit) {
      if units[category][unit] == PlaceNumbers.unknown {
        units[category][unit] = reader.number(named: roster.units[unit].name)
      }
      return units[category][unit]
    }
    guard communes[category].indices.contains(Int(commune)) else { return nil }
    if communes[category][Int(commune)] == PlaceNumbers.unknown {
      communes[category][Int(commune)] = reader.number(named: roster.communes[Int(commune)].name)
    }
    return communes[category][Int(commune)]
  }
}
