import ClusterMetrics

extension TallyTable.Place {
  /// The place of a group, as far as a table has columns for it.
  ///
  /// - Parameters:
  ///   - period: the name of its period.
  ///   - attribute: the id of the roster's attribute whose texts are listed.
  package init(
    of group: Group, in period: String, _ roster: Roster, hasCommunes: Bool, attribute: String?
  ) {
    self.init(period: period, cluster: "", unit: "", commune: hasCommunes ? "" : nil)
    switch group {
    case .all: break
    case .cluster(let number): cluster = roster.clusters[number].name
    case .unit(let number): set(unit: number, of: roster)
    case .commune(let number):
      set(unit: roster.communes[number].unit, of: roster)
      commune = roster.communes[number].name
    case .part(let part): cluster = part.cluster.map { roster.clusters[$0].name } ?? ""
    }
    if let attribute = attribute.flatMap(roster.attribute(named:)) {
      trait = roster.text(of: roster.trait(attribute, of: group))
    }
  }

  private mutating func set(unit number: Int, of roster: Roster) {
    unit = roster.units[number].name
    cluster = roster.clusters[roster.units[number].cluster].name
  }

  /// Passes the contents of its columns to a closure, in order; empty if not given.
  package func forEachName(_ body: (String) -> Void) {
    body(period)
    body(cluster)
    body(unit)
    if let commune { body(commune) }
    if let trait { body(trait) }
    if let text { body(text) }
  }
}
