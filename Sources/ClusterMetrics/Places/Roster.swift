/// Which commune belongs to which unit and cluster, and from when to when.
///
/// Clusters, units and communes are numbered by their place in the arrays; batches carry these
/// numbers instead of names.
package struct Roster: Sendable {
  /// Units that are compared with each other.
  package struct Cluster: Sendable, Hashable {
    /// As the roster writes it.
    package var name: String
    /// Numbers of its units, in the order of the roster.
    package var units: [Int] = []
  }

  /// Who reports: a district, town or city, or a sector committee, which has no communes.
  package struct Unit: Sendable, Hashable {
    /// As the roster writes it: "Huyện Nga Sơn".
    package var name: String
    /// The name where room is scarce: without "Huyện", with "TP" for "Thành phố".
    package var shortName: String
    /// The kind as the roster names it; empty where it says nothing.
    package var kind: String
    /// Its number among the roster's clusters.
    package var cluster: Int
    /// Numbers of its communes, in the order of the roster.
    package var communes: [Int] = []
    /// When it is in the roster.
    package var validity: Validity
    /// The units that it became part of when it ended; see `RosterSuccession`.
    package var successors: [Int] = []
  }

  /// The lowest level: commune, ward or township.
  package struct Commune: Sendable, Hashable {
    /// As the roster writes it: "Xã Nga An".
    package var name: String
    /// Its number among the roster's units.
    package var unit: Int
    /// When it is in the roster.
    package var validity: Validity
    /// The communes that this one became part of when it ended, or units that have no communes.
    package var successors: [Group] = []
  }

  /// From which day to which day, both included, something belongs to the roster.
  package struct Validity: Sendable, Hashable {
    /// The first day.
    package var from: Day
    /// The last day, included.
    package var through: Day

    /// The days on which it begins and is over, as far as it does.
    package var cuts: [Day] {
      (from == Validity.always.from ? [] : [from])
        + (through == Validity.always.through ? [] : [through.next])
    }

    /// From the first day that can be written to the last.
    package static let always = Validity(from: Day.range.lowerBound, through: Day.range.upperBound)

    package init(from: Day, through: Day) {
      self.from = from
      self.through = through
    }

    /// Whether a day lies within.
    package func holds(_ day: Day) -> Bool { from <= day && day <= through }
    /// Whether some day of a half-open span lies within.
    package func overlaps(_ days: Range<Day>) -> Bool {
      from < days.upperBound && days.lowerBound <= through
    }
    /// Whether the two have a day in common.
    package func overlaps(_ other: Validity) -> Bool {
      from <= other.through && other.from <= through
    }
    fileprivate func union(_ other: Validity) -> Validity {
      Validity(from: min(from, other.from), through: max(through, other.through))
    }
  }

  /// In the order of the roster.
  package private(set) var clusters: [Cluster] = []
  package internal(set) var units: [Unit] = []
  package internal(set) var communes: [Commune] = []
  /// What the roster says of them besides.
  package internal(set) var attributes: [RosterAttribute] = []
  /// By attribute what rows have said, until the roster is whole.
  var statedAttributes: [String: [Group: String]] = [:]
  /// By attribute the places of which rows say different things.
  var contradictedAttributes: [String: Set<Group>] = [:]
  /// By attribute what the rows of a unit say of their days.
  var datedAttributes: [String: [Int: [RosterAttribute.Dated]]] = [:]
  /// The numbers that it says of them, where something is divided by these.
  package internal(set) var measures: [RosterMeasure] = []

  private var clusterNumbers: [NameKey: Int] = [:]
  /// A unit that moves to another cluster is a unit of each, at different times; one that is founded anew, of each time.
  private var unitNumbers: [NameKey: [Int]] = [:]
  private var bareUnitNumbers: [NameKey: [Int]] = [:]
  /// Units whose place another of their name takes.
  private var refoundedUnits: Set<Int> = []
  private var communeNumbers: [CommuneKey: [Int]] = [:]
  private struct CommuneKey: Hashable {
    let unit: Int
    let bare: NameKey
  }
  // What kind of place the names of units and communes say that they are.
  private var unitKinds: [PlaceKind?] = []
  private var communeKinds: [PlaceKind?] = []

  package init() {}

  // MARK: Building

  /// The number of the cluster of that name, added where it is new.
  package mutating func cluster(named name: String) -> Int {
    let key = NameKey(name)
    if let number = clusterNumbers[key] { return number }
    clusters.append(Cluster(name: name))
    clusterNumbers[key] = clusters.count - 1
    return clusters.count - 1
  }

  /// The number of the unit of that name, added to the cluster where it is new.
  ///
  /// - Parameter isRefounded: whether another unit of that name takes its place after these days.
  /// - Returns: `nil` where a unit of that name stands in another cluster on some of these days.
  package mutating func unit(
    named name: String, kind: String, cluster: Int, validity: Validity, isRefounded: Bool = false
  ) -> Int? {
    let key = NameKey(name)
    let selves = unitNumbers[key, default: []]
    let elsewhere = selves.filter { units[$0].cluster != cluster }.map { units[$0].validity }
    for number in selves where units[number].cluster == cluster {
      let known = units[number].validity
      let isOther =
        (refoundedUnits.contains(number) && validity.from > known.through)
        || (isRefounded && known.from > validity.through)
      guard !isOther else { continue }
      let union = known.union(validity)
      guard !elsewhere.contains(where: { $0.overlaps(union) }) else { continue }
      units[number].validity = union
      if isRefounded { refoundedUnits.insert(number) }
      return number
    }
    guard !elsewhere.contains(where: { $0.overlaps(validity) }) else { return nil }
    units.append(
      Unit(
        name: name, shortName: Roster.shortened(name), kind: kind, cluster: cluster,
        validity: validity))
    let number = units.count - 1
    if isRefounded { refoundedUnits.insert(number) }
    clusters[cluster].units.append(number)
    unitNumbers[key, default: []].append(number)
    let (placeKind, bare) = NameKey.place(name)
    unitKinds.append(placeKind)
    bareUnitNumbers[bare, default: []].append(number)
    return number
  }

  /// Adds a commune to a unit.
  ///
  /// - Returns: `false` where the unit has a commune of that name on some of these days already.
  package mutating func addCommune(
    named name: String, unit: Int, validity: Validity
  ) -> Bool {
    let (kind, bare) = NameKey.place(name)
    let key = CommuneKey(unit: unit, bare: bare)
    let clash = communeNumbers[key]?.contains { number in
      communeKinds[number] == kind && communes[number].validity.overlaps(validity)
    }
    guard clash != true else { return false }
    communeNumbers[key, default: []].append(communes.count)
    units[unit].communes.append(communes.count)
    communeKinds.append(kind)
    communes.append(Commune(name: name, unit: unit, validity: validity))
    return true
  }

  /// Sets the name of a unit where room is scarce; people may write it in their files, too.
  package mutating func setShortName(_ shortName: String, ofUnit unit: Int) {
    units[unit].shortName = shortName
    _ = addAlias(shortName, ofUnit: unit)
  }

  /// Another name of a unit that people write in their files.
  ///
  /// - Returns: `false` where the name means another unit already.
  package mutating func addAlias(_ name: String, ofUnit unit: Int) -> Bool {
    let known = unitNumbers[NameKey(name), default: []]
    guard !known.contains(unit) else { return true }
    guard known.allSatisfy({ !units[$0].validity.overlaps(units[unit].validity) }) else {
      return false
    }
    unitNumbers[NameKey(name), default: []].append(unit)
    return true
  }

  /// Another name of a commune that people write in their files, within its unit.
  package mutating func addAlias(_ name: String, ofCommune commune: Int) {
    let key = CommuneKey(unit: communes[commune].unit, bare: NameKey.place(name).bare)
    if !communeNumbers[key, default: []].contains(commune) {
      communeNumbers[key, default: []].append(commune)
    }
  }

  // MARK: Looking up

  /// The units that a name can mean, on whatever days: those of that full or short name, or else
  /// those of that name without its kind.
  package func units(named name: some StringProtocol) -> [Int] {
    let found = unitsOfName(name)
    guard found.isEmpty, let place = Roster.withoutCouncil(name) else { return found }
    // "UBND huyện Nga Sơn", where nothing else has the name and what remains means one unit.
    let units = unitsOfName(place)
    return Set(units.map { self.units[$0].name }).count == 1 ? units : []
  }

  private func unitsOfName(_ name: some StringProtocol) -> [Int] {
    if let numbers = unitNumbers[NameKey(name)] { return numbers }
    let (kind, bare) = NameKey.place(name)
    return bareUnitNumbers[bare, default: []].filter { number in
      kind == nil || unitKinds[number] == kind
    }
  }

  /// What stands behind the council or committee of a place: "huyện Nga Sơn" of "Ủy ban nhân dân huyện Nga Sơn"; `nil` where
  /// none stands there.
  package static func withoutCouncil(_ name: some StringProtocol) -> String? {
    let words = name.split(whereSeparator: \.isWhitespace)
    let keys = words.prefix(5).map { NameKey($0).text }
    let lead = councils.first { words.count > $0.count && keys.starts(with: $0) }
    return lead.map { words.dropFirst($0.count).joined(separator: " ") }
  }

  private static let councils = [
    "Ủy ban nhân dân", "Uỷ ban nhân dân", "UBND", "HĐND và UBND", "HĐND-UBND", "HĐND", "Đảng ủy",
    "Đảng uỷ", "Huyện ủy", "Thành ủy", "Thị ủy",
  ].map { $0.split(separator: " ").map { NameKey($0).text } }

  /// The unit that a name means on a day; `nil` where it means none, or several.
  package func unit(named name: some StringProtocol, on day: Day) -> Int? {
    unit(among: units(named: name), on: day)
  }

  /// The only one of some units that is in force on a day.
  package func unit(among candidates: [Int], on day: Day) -> Int? {
    let inForce = candidates.filter { units[$0].validity.holds(day) }
    return inForce.count == 1 ? inForce[0] : nil
  }

  /// The unit that a name means in a period: on its last day, or else the last one before it.
  package func unit(named name: some StringProtocol, in days: Range<Day>) -> Int? {
    if let unit = unit(named: name, on: days.upperBound.previous) { return unit }
    return latest(of: units(named: name).filter { units[$0].validity.overlaps(days) })
  }

  /// The unit that a name means on whatever day: the latest, where it means one after the other.
  package func unit(named name: some StringProtocol) -> Int? {
    latest(of: units(named: name))
  }

  /// The unit that was there last; `nil` where some were there at the same time.
  private func latest(of known: [Int]) -> Int? {
    let known = known.sorted { units[$0].validity.from < units[$1].validity.from }
    let areApart = zip(known, known.dropFirst()).allSatisfy {
      !units[$0].validity.overlaps(units[$1].validity)
    }
    return areApart ? known.last : nil
  }

  /// The cluster that a name means.
  package func cluster(named name: some StringProtocol) -> Int? {
    clusterNumbers[NameKey(name)]
  }

  /// The communes of a unit that a name can mean: several where it was re-founded, or where a
  /// commune and a township share a name and the text does not say which.
  package func communes(named name: some StringProtocol, inUnit unit: Int) -> [Int] {
    let (kind, bare) = NameKey.place(name)
    let matches = communeNumbers[CommuneKey(unit: unit, bare: bare), default: []]
    guard let kind else { return matches }
    return matches.filter { number in
      let own = communeKinds[number]
      return own == nil || own == kind
    }
  }

  /// How many communes a unit has on a day.
  package func communeCount(ofUnit unit: Int, on day: Day) -> Int {
    units[unit].communes.count { communes[$0].validity.holds(day) }
  }

  /// "Huyện Nga Sơn" → "Nga Sơn", "Thành phố Thanh Hóa" → "TP Thanh Hóa", "Thị xã Bỉm Sơn" →
  /// "TX Bỉm Sơn"; any other name as it is.
  package static func shortened(_ name: String) -> String {
    for (prefix, short) in [("Huyện ", ""), ("Thành phố ", "TP "), ("Thị xã ", "TX ")]
    where name.hasPrefix(prefix) && name.count > prefix.count {
      return short + name.dropFirst(prefix.count)
    }
    return name
  }
}
