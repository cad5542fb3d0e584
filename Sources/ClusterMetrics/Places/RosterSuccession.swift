/// The successors of communes and units that ended: merged, divided, or moved to another unit or cluster.
///
/// The input is names in the roster's column `successor`. The result is the numbers of communes or units, which
/// `Boundaries` follows. A unit of the same name in another cluster, and a commune of the same name there, is a
/// successor without being named.
extension Roster {
  /// The reason why a successor's name cannot be resolved.
  package enum SuccessionFault: Error, Equatable {
    /// There is nothing with that name in the roster after the last day.
    case unknown(nearest: [String])
    /// Several match; each is given as "commune, unit".
    case ambiguous([String])
  }

  /// Whether anything has a successor.
  package var hasSuccession: Bool {
    units.contains { !$0.successors.isEmpty } || communes.contains { !$0.successors.isEmpty }
  }

  /// Whether anything ended with a successor between two days, before the second.
  package func hasEnds(between first: Day, and end: Day) -> Bool {
    func ended(_ validity: Validity) -> Bool {
      first < validity.through.next && validity.through.next < end
    }
    return units.contains { !$0.successors.isEmpty && ended($0.validity) }
      || communes.contains { !$0.successors.isEmpty && ended($0.validity) }
  }

  /// Adds a successor of a commune: a commune, followed by a comma and its unit if several have that name, or a unit
  /// without communes.
  package mutating func addSuccessor(
    named name: String, ofCommune commune: Int
  ) throws(SuccessionFault) {
    let end = communes[commune].validity.through
    let parts = name.split(separator: ",", maxSplits: 1)
    let (kind, bare) = NameKey.place(parts[0])
    let owners = parts.count > 1 ? Set(units(named: parts[1])) : nil
    var candidates = communes.indices.filter { number in
      let place = NameKey.place(communes[number].name)
      return place.bare == bare && (kind == nil || place.kind == kind)
        && communes[number].validity.through > end
        && owners?.contains(communes[number].unit) != false && number != commune
    }
    if candidates.count > 1 {
      let own = candidates.filter { communes[$0].unit == communes[commune].unit }
      if own.count == 1 { candidates = own }
    }
    guard candidates.count < 2 else {
      throw .ambiguous(
        candidates.map { communes[$0].name + ", " + units[communes[$0].unit].name })
    }
    if let successor = candidates.first {
      communes[commune].successors.append(.commune(successor))
      return
    }
    // "Huyện Mới" as the successor of a commune that continues there under the same name means that commune.
    let unit = try laterUnit(named: name, than: end)
    let same = self.communes(named: communes[commune].name, inUnit: unit).filter {
      $0 != commune && communes[$0].validity.through > end
        && NameKey(communes[$0].name) == NameKey(communes[commune].name)
    }
    communes[commune].successors.append(same.count == 1 ? .commune(same[0]) : .unit(unit))
  }

  /// Adds a successor of a unit.
  package mutating func addSuccessor(
    named name: String, ofUnit unit: Int
  ) throws(SuccessionFault) {
    let successor = try laterUnit(named: name, than: units[unit].validity.through)
    if !units[unit].successors.contains(successor) { units[unit].successors.append(successor) }
  }

  private func laterUnit(named name: String, than end: Day) throws(SuccessionFault) -> Int {
    var candidates = units(named: name).filter { units[$0].validity.through > end }
    // If several rows share the name, the later one is meant.
    if Set(candidates.map { NameKey(units[$0].name) }).count == 1,
      let next = candidates.first(where: { units[$0].validity.holds(end.next) })
    {
      candidates = [next]
    }
    guard candidates.count < 2 else { throw .ambiguous(candidates.map { units[$0].name }) }
    guard let successor = candidates.first else {
      let later = communes.filter { $0.validity.through > end }.map(\.name)
      let laterUnits = units.filter { $0.validity.through > end }.map(\.name)
      throw .unknown(nearest: NameKey.nearest(to: name, among: later + laterUnits))
    }
    return successor
  }

  /// Makes units and communes of the same name the successors of those without one, including communes whose unit ends
  /// and units whose communes end. Call it once the roster is complete.
  package mutating func completeSuccession() {
    let last = Day.range.upperBound
    for number in units.indices
    where units[number].successors.isEmpty && units[number].validity.through < last {
      if let next = laterSelf(ofUnit: number) { units[number].successors = [next] }
    }
    for number in communes.indices
    where communes[number].successors.isEmpty && communes[number].validity.through < last {
      let unit = communes[number].unit
      if let next = laterSelf(ofCommune: number) {
        communes[number].successors = [.commune(next)]
      } else if communes[number].validity.through >= units[unit].validity.through,
        units[unit].successors.count == 1
      {
        communes[number].successors = [.unit(units[unit].successors[0])]
      }
    }
    for number in units.indices
    where units[number].successors.isEmpty && units[number].validity.through < last {
      var heirs: [Int] = []
      for heir in units[number].communes.flatMap({ communes[$0].successors }) {
        let unit = unit(of: heir)
        if unit != number, !heirs.contains(unit) { heirs.append(unit) }
      }
      units[number].successors = heirs
    }
  }

  private func laterSelf(ofUnit number: Int) -> Int? {
    selves(ofUnit: number).filter {
      units[$0].validity.from > units[number].validity.through
    }.min { units[$0].validity.from < units[$1].validity.from }
  }

  /// The numbers of a unit in all clusters in which it has been, including its own.
  private func selves(ofUnit number: Int) -> [Int] {
    let key = NameKey(units[number].name)
    return units(named: units[number].name).filter { NameKey(units[$0].name) == key }
  }

  /// The same unit in the cluster to which it moved, if that is its only successor.
  func continuation(ofUnit number: Int) -> Int? {
    guard units[number].successors.count == 1 else { return nil }
    return selves(ofUnit: number).first { $0 == units[number].successors[0] }
  }

  /// The same unit in the cluster from which it moved.
  func earlierSelf(ofUnit number: Int) -> Int? {
    selves(ofUnit: number).first { $0 != number && continuation(ofUnit: $0) == number }
  }

  /// The commune of the same name that began later in the same unit or in the unit's successors; otherwise the only one
  /// that began on the day after, in its cluster or in a unit that continues in another one.
  private func laterSelf(ofCommune number: Int) -> Int? {
    let unit = communes[number].unit
    return ([unit] + units[unit].successors)
      .flatMap { communes(named: communes[number].name, inUnit: $0) }
      .filter {
        NameKey(communes[$0].name) == NameKey(communes[number].name)
          && communes[$0].validity.from > communes[number].validity.through
      }.min { communes[$0].validity.from < communes[$1].validity.from }
      ?? nextCommune(after: number)
  }

  private func nextCommune(after number: Int) -> Int? {
    let own = communes[number]
    guard units[own.unit].successors.isEmpty else { return nil }
    let next = communes.indices.filter {
      communes[$0].validity.from == own.validity.through.next
        && NameKey(communes[$0].name) == NameKey(own.name)
    }
    let inCluster = next.filter {
      units[communes[$0].unit].cluster == units[own.unit].cluster
    }
    if inCluster.count == 1 { return inCluster[0] }
    // A commune of another cluster may have the same name by chance, unless only the commune changes: both units exist
    // before and after.
    guard next.count == 1, units[own.unit].validity.holds(own.validity.through.next),
      units[communes[next[0]].unit].validity.holds(own.validity.through),
      !communes.contains(where: { $0.successors.contains(.commune(next[0])) })
    else { return nil }
    return next[0]
  }

  /// The unit itself, or the unit of a commune.
  package func unit(of place: Group) -> Int {
    switch place {
    case .unit(let unit): unit
    case .commune(let commune): communes[commune].unit
    case .cluster, .all, .part: preconditionFailure("a cluster is in no unit")
    }
  }

  /// The name of a unit or commune.
  package func name(of place: Group) -> String {
    switch place {
    case .all: ""
    case .cluster(let number): clusters[number].name
    case .unit(let number): units[number].name
    case .commune(let number): communes[number].name
    case .part(let part):
      ((part.cluster.map { [clusters[$0].name] } ?? []) + part.traits.map(text))
        .joined(separator: ", ")
    }
  }

  /// The days on which a unit or commune is in the roster.
  package func validity(of place: Group) -> Validity {
    switch place {
    case .unit(let unit): units[unit].validity
    case .commune(let commune): communes[commune].validity
    case .cluster, .all, .part: .always
    }
  }

  /// The successors of a unit or commune that ended.
  package func successors(of place: Group) -> [Group] {
    switch place {
    case .unit(let unit): units[unit].successors.map { .unit($0) }
    case .commune(let commune): communes[commune].successors
    case .cluster, .all, .part: []
    }
  }
}
