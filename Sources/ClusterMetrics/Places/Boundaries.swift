/// On which map records are tallied: where each of them took place, or on the map of a later day, on
/// which earlier communes and units are part of what they became.
///
/// In: a roster with its successions, and a day. Out: for any units of that day the leaf groups of the
/// accumulator that make them up, and those that lie in them only in part: a commune that was split
/// between two of them, or what a unit did that names no commune. Such a leaf cannot be divided.
package final class Boundaries: Sendable {
  /// The day of the map; `nil` where every record counts in the unit and cluster of its own day.
  package let day: Day?
  /// The units of the map, in the roster's order.
  package let units: [Int]

  /// What makes up some units.
  package struct Share: Sendable, Hashable {
    /// Leaf groups that lie in them wholly.
    package var whole: [Int]
    /// Leaf groups that lie in them in part.
    package var divided: [Int] = []
  }

  private let unitCount: Int
  /// By unit the leaf groups that lie in no other.
  private let wholly: [[Int]]
  /// Leaf groups that lie in several units, with these.
  private let shared: [(leaf: Int, units: Set<Int>)]
  /// By unit the units whose records count in it, at least in part: itself, and those that it was made
  /// from.
  private let sources: [[Int]]
  /// By leaf group the leaf groups that it became; empty where it is itself.
  private let heirs: [[Int]]

  /// - Parameters:
  ///   - day: `nil` for the map of every record's own day.
  ///   - place: the leaf groups of the accumulator.
  /// - Precondition: with a day, and a roster with successions, leaf groups are communes.
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

  /// The map that some spans of days are stated on together, commune by commune: that of the last day of
  /// the latest, where something became part of something else in this time, or else that of each record's
  /// own day.
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

  /// What a unit or commune is part of on a day, itself where it is in force or nothing followed it.
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

  /// What makes up some units together: more than each of them does, where something was split among
  /// them only.
  ///
  /// - Parameter group: the units among which what was split need not be divided; those themselves
  ///   without it.
  package func share(ofUnits units: [Int], in group: [Int]? = nil) -> Share {
    var share = Share(whole: units.flatMap { wholly[$0] })
    guard !shared.isEmpty else { return share }
    let (own, members) = (Set(units), Set(group ?? units))
    // What was split among members of the group only is theirs, also where none of them is asked for alone.
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

  /// The units whose records count in a unit, at least in part: itself, and on a later map those that
  /// it was made from; none for a unit that is not on the map.
  package func sources(ofUnit unit: Int) -> [Int] { sources[unit] }

  /// What makes up a commune.
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

  /// The communes of the map that a leaf group is in; `nil` where it is no commune.
  package func communes(ofLeaf leaf: Int) -> [Int]? {
    guard leaf >= unitCount else { return nil }
    return heirs[leaf].isEmpty
      ? [leaf - unitCount]
      : heirs[leaf].filter { $0 >= unitCount }.map { $0 - unitCount }
  }

  /// The units between which a leaf group would have to be divided; none for one that lies in a single unit.
  package func units(sharing leaf: Int) -> Set<Int> {
    shared.first { $0.leaf == leaf }?.units ?? []
  }

  /// The unit or commune that a leaf group is.
  package func place(ofLeaf leaf: Int) -> Group {
    leaf < unitCount ? .unit(leaf) : .commune(leaf - unitCount)
  }
}

extension Roster {
  /// The units that became one unit and no other within some days, at once or by way of others.
  package func units(becoming heir: Int, within days: Range<Day>) -> [Int] {
    let last = days.upperBound.previous
    return units.indices.filter { unit in
      let validity = units[unit].validity
      return unit != heir && validity.overlaps(days) && !validity.holds(last)
        && becomes(heir, unit: unit, by: last)
    }
  }

  /// By unit the units that became part of it, and of no other, at once or by way of others.
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

  /// By unit those of its former units that it was made from when it was founded.
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

  /// Whether a unit is part of another one on a day, and of no third.
  package func becomes(_ heir: Int, unit: Int, by day: Day) -> Bool {
    Boundaries.heirs(of: .unit(unit), on: day, in: self) == [.unit(heir)]
  }
}
