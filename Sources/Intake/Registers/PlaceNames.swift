import ClusterMetrics

/// The names that the roster gives units and communes, however a register or a condition writes them: "H. Đông" and "Đông" are
/// "Huyện Đông". A text that may mean several, or none, stays as it is.
struct PlaceNames: Sendable {
  let roster: Roster

  /// The column whose texts are names, and what such a text is called in the roster.
  func name(_ text: String, inColumn column: String) -> String {
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
  static func areIn(_ column: String) -> Bool {
    [KnownColumn.unit.rawValue, KnownColumn.commune.rawValue].contains(column)
  }
}

extension Project {
  /// The indicators that are tallied, with the roster's names for the units and communes that their conditions ask for.
  var tallied: [Indicator] {
    let names = PlaceNames(roster: roster)
    func named(_ texts: [String], _ column: String) -> [String] {
      texts.map { names.name($0, inColumn: column) }
    }
    return definition.tallied.map { indicator in
      var indicator = indicator
      for index in indicator.conditions.indices {
        let condition = indicator.conditions[index]
        guard !condition.isOfPlace, PlaceNames.areIn(condition.column) else { continue }
        switch condition.test {
        case .oneOf(let texts):
          indicator.conditions[index].test = .oneOf(named(texts, condition.column))
        case .noneOf(let texts):
          indicator.conditions[index].test = .noneOf(named(texts, condition.column))
        case .fits, .within: break
        }
      }
      return indicator
    }
  }
}
