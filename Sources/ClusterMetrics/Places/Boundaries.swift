/// The boundaries with which records are tallied: those of each record's own day, or those of a later day, with which
/// former communes and units count in their successors.
///
/// The input is a roster with its successions, and a day. The result is, for units of that day, the leaf groups of the
/// accumulator that make them up, and those that lie in them only in part: a commune divided between two of them, or
/// activities of a unit that name no commune. The numbers of such a leaf cannot be divided.
package final class Boundaries: Sendable {
  /// The day of the boundaries; `nil` if every record counts in the unit and cluster of its own day.
  package let day: Day?
  /// The units of that day, in the roster's order.
  package let units: [Int]

  /// The leaf groups of some units.
  package struct Share: Sendable, Hashable {
    /// Leaf groups that lie in them entirely.
    package var whole: [Int]
    /// Leaf groups that lie in them only in part.
    package var divided: [Int] = []
  }

  private let unitCount: Int
  /// For each unit, the leaf groups that lie only in it.
  private let wholly: [[Int]]
  /// Leaf groups that lie in several units, with these units.
  private let shared: [(leaf: Int, units: Set<Int>)]
  /// For each unit, the units whose records count in it, at least in part: itself and its predecessors.
  private let sources: [[Int]]
  /// For each leaf group, its successors as leaf groups; empty if it has none.
  private let heirs: [[Int]]

  /// - Parameters:
  ///   - day: `nil` for the boundaries of every record's own day.
  ///   - place: the leaf groups of the accumulator.
  /// - Precondition: with a day and a roster with successions, leaf groups are communes.
  package init(_ roster: Roster, on day: Day?, place: TallyAccumulator.Grain.Place) {
    self.day = day
    let unitCount = roster.units.count
    self.unitCount = unitCount
    precondition(day == nil || place == .commune, "successions are followed commune by commune")
    let places =
      roster.units.indices.map { Group.unit($0) }
      + (place == .commune ? roster.communes.indices.map { .commune($0) } : [])
    var wholly = Array(repeating: [Int](), count: unitCount)
    var shared: [(leaf: Int, units: Set<Int>)] = []
    var sources = Array(repeating: [Int](), count: unitCount)
    var heirs = Array(repeating: [Int](), count: places.count)
    for (leaf, place) in places.enumerated() {
      let found = day.map { Boundaries.heirs(of: place, on: $0, in: roster) } ?? [place]
      let owners = Set(found.map { roster.unit(of: $0) })
      if found != [place] {
        heirs[leaf] = found.map { heir in
          switch heir {
          case .commune(let commune): unitCount + commune
          default: roster.unit(of: heir)
          }
        }
      }
      let unit = roster.unit(of: place)
      for owner in owners where !sources[owner].contains(unit) { sources[owner].append(unit) }
      if owners.count == 1, let owner = owners.first {
        wholly[owner].append(leaf)
      } else {
        shared.append((leaf, owners))
      }
    }
    (self.wholly, self.shared, self.sources, self.heirs) = (wholly, shared, sources, heirs)
    units = roster.units.indices.filter { unit in
      guard let day else { return true }
      let validity = roster.units[unit].validity
      // A unit that ended without a successor keeps its numbers.
      return validity.holds(day) || (validity.through < day && heirs[unit].isEmpty)
    }
  }

  /// The common boundaries for some spans of days, commune by commune: those of the last day of the latest span if
  /// anything was merged or divided in this time, otherwise those of each record's own day.
  package convenience init(_ roster: Roster, joining spans: [Range<Day>]) {
    let day = Boundaries.day(joining: spans, in: roster)
    self.init(roster, on: day, place: .commune)
  }

  static func day(joining spans: [Range<Day>], in roster: Roster) -> Day? {
    guard let first = spans.map(\.lowerBound).min(), let end = spans.map(\.upperBound).max(),
      roster.hasEnds(between: first, and: end)
    else { return nil }
    return end.previous
  }

  /// The successors of a unit or commune on a day; itself if it still exists or has none.
  package static func heirs(of place: Group, on day: Day, in roster: Roster) -> [Group] {
    let successors = roster.successors(of: place)
    guard roster.validity(of: place).through < day, !successors.isEmpty else { return [place] }
    var found: [Group] = []
    for heir in successors.flatMap({ heirs(of: $0, on: day, in: roster) })
    where !found.contains(heir) {
      found.append(heir)
    }
    return found
  }

  /// The leaf groups of some units together: this includes leaf groups divided only among them.
  ///
  /// - Parameter group: the units among which leaf groups need not be divided; `nil` for `units`.
  package func share(ofUnits units: [Int], in group: [Int]? = nil) -> Share {
    var share = Share(whole: units.flatMap { wholly[$0] })
    guard !shared.isEmpty else { return share }
    let (own, members) = (Set(units), Set(group ?? units))
    // Leaf groups divided only among members of the group count entirely, even if no single member contains them.
    for (leaf, owners) in shared
    where !owners.isDisjoint(with: own) || group != nil && owners.isSubset(of: members) {
      if owners.isSubset(of: members) {
        share.whole.append(leaf)
      } else {
        share.divided.append(leaf)
      }
    }
    return share
  }

  /// The units whose records count in a unit, at least in part: itself and, with later boundaries, its predecessors;
  /// empty for a unit that does not exist on the day.
  package func sources(ofUnit unit: Int) -> [Int] { sources[unit] }

  /// The leaf groups of a commune.
  package func share(ofCommune commune: Int) -> Share {
    let leaf = unitCount + commune
    precondition(heirs.indices.contains(leaf), "tallies by commune need Grain.commune")
    var share = Share(whole: heirs[leaf].isEmpty ? [leaf] : [])
    guard day != nil else { return share }
    for (earlier, heirs) in heirs.enumerated() where heirs.contains(leaf) {
      if heirs.count == 1 { share.whole.append(earlier) } else { share.divided.append(earlier) }
    }
    return share
  }

  /// The communes of the day that contain a leaf group; `nil` if it is not a commune.
  package func communes(ofLeaf leaf: Int) -> [Int]? {
    guard leaf >= unitCount else { return nil }
    return heirs[leaf].isEmpty
      ? [leaf - unitCount]
      : heirs[leaf].filter { $0 >= unitCount }.map { $0 - unitCount }
  }

  /// The units between which a leaf group would have to be divided; empty if it lies in a single unit.
  package func units(sharing leaf: Int) -> Set<Int> {
    shared.first { $0.leaf == leaf }?.units ?? []
  }

  /// The unit or commune of a leaf group.
  package func place(ofLeaf leaf: Int) -> Group {
    leaf < unitCount ? .unit(leaf) : .commune(leaf - unitCount)
  }
}

extension Roster {
  /// The units that merged into one unit, directly or indirectly, within some days.
  package func units(becoming heir: Int, within days: Range<Day>) -> [Int] {
    let last = days.upperBound.previous
    return units.indices.filter { unit in
      let validity = units[unit].validity
      return unit != heir && validity.overlaps(days) && !validity.holds(last)
        && becomes(heir, unit: unit, by: last)
    }
  }

  /// For each unit, the units that merged entirely into it, directly or indirectly.
  package var formerUnits: [[Int]] {
    var former = Array(repeating: [Int](), count: units.count)
    for unit in units.indices {
      var heirs: Set<Int> = []
      var next = units[unit].successors
      while next.count == 1, heirs.insert(next[0]).inserted {
        former[next[0]].append(unit)
        next = units[next[0]].successors
      }
    }
    return former
  }

  /// For each unit, those of its former units from which it was founded.
  ///
  /// - Parameter former: ``formerUnits``.
  package func founders(among former: [[Int]]) -> [[Int]] {
    former.enumerated().map { heir, former in
      let founded = units[heir].validity.from
      return former.filter {
        units[$0].validity.through < founded && becomes(heir, unit: $0, by: founded)
      }
    }
  }

  /// Whether a unit belongs entirely to another one on a day.
  package func becomes(_ heir: Int, unit: Int, by day: Day) -> Bool {
    Boundaries.heirs(of: .unit(unit), on: day, in: self) == [.unit(heir)]
  }
}
