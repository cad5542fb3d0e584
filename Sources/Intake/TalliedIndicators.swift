import ClusterMetrics
import Settings
import TableReading

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
