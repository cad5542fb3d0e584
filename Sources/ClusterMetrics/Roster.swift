/// Which commune belongs to which unit and cluster, and from when to when.
///
/// Clusters, units and communes are numbered by their place in the arrays; batches carry these
/// numbers instead of names.
package struct Roster: Sendable {
  /// Units that are compared with each other.
  package struct Cluster: Sendable, Hashable {
    package var name: String
    package var units: [Int] = []
  }

  /// Who reports: a district, town or city, or a sector committee, which has no communes.
  package struct Unit: Sendable, Hashable {
    package var name: String
    /// The name where room is scarce: without "Huyện", with "TP" for "Thành phố".
    package var shortName: String
    /// The kind as the roster names it; empty where it says nothing.
    package var kind: String
    package var cluster: Int
    package var communes: [Int] = []
    package var validity: Validity
  }

  /// The lowest level: commune, ward or township.
  package struct Commune: Sendable, Hashable {
    package var name: String
    package var unit: Int
    package var validity: Validity
    /// The commune or communes that this one became part of, as the roster names them.
    package var successor: String?
  }

  /// From which day to which day, both included, something belongs to the roster.
  package struct Validity: Sendable, Hashable {
    package var from: Day
    package var through: Day

    package static let always = Validity(from: Day.range.lowerBound, through: Day.range.upperBound)

    package init(from: Day, through: Day) {
      self.from = from
      self.through = through
    }

    package func holds(_ day: Day) -> Bool { from <= day && day <= through }
    package func overlaps(_ days: Range<Day>) -> Bool {
      from < days.upperBound && days.lowerBound <= through
    }
    fileprivate func union(_ other: Validity) -> Validity {
      Validity(from: min(from, other.from), through: max(through, other.through))
    }
  }

  package private(set) var clusters: [Cluster] = []
  package private(set) var units: [Unit] = []
  package private(set) var communes: [Commune] = []

  private var clusterNumbers: [NameKey: Int] = [:]
  private var unitNumbers: [NameKey: Int] = [:]
  private var bareUnitNumbers: [NameKey: [Int]] = [:]
  private var communeNumbers: [CommuneKey: [Int]] = [:]
  private struct CommuneKey: Hashable {
    let unit: Int
    let bare: NameKey
  }

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
  /// - Returns: `nil` where a unit of that name stands in another cluster already.
  package mutating func unit(
    named name: String, kind: String, cluster: Int, validity: Validity
  ) -> Int? {
    let key = NameKey(name)
    if let number = unitNumbers[key] {
      guard units[number].cluster == cluster else { return nil }
      units[number].validity = units[number].validity.union(validity)
      return number
    }
    units.append(
      Unit(
        name: name, shortName: Roster.shortened(name), kind: kind, cluster: cluster,
        validity: validity))
    let number = units.count - 1
    clusters[cluster].units.append(number)
    unitNumbers[key] = number
    bareUnitNumbers[NameKey.place(name).bare, default: []].append(number)
    return number
  }

  /// Adds a commune to a unit.
  ///
  /// - Returns: `false` where the unit has a commune of that name on some of these days already.
  package mutating func addCommune(
    named name: String, unit: Int, validity: Validity, successor: String?
  ) -> Bool {
    let (kind, bare) = NameKey.place(name)
    let key = CommuneKey(unit: unit, bare: bare)
    let clash = communeNumbers[key, default: []].contains { number in
      NameKey.place(communes[number].name).kind == kind
        && communes[number].validity.from <= validity.through
        && validity.from <= communes[number].validity.through
    }
    guard !clash else { return false }
    communes.append(Commune(name: name, unit: unit, validity: validity, successor: successor))
    communeNumbers[key, default: []].append(communes.count - 1)
    units[unit].communes.append(communes.count - 1)
    return true
  }

  /// Sets the name of a unit where room is scarce; people may write it in their files, too.
  package mutating func setShortName(_ shortName: String, ofUnit unit: Int) {
    units[unit].shortName = shortName
    if unitNumbers[NameKey(shortName)] == nil { unitNumbers[NameKey(shortName)] = unit }
  }

  /// Another name of a unit that people write in their files.
  ///
  /// - Returns: `false` where the name means another unit already.
  package mutating func addAlias(_ name: String, ofUnit unit: Int) -> Bool {
    let key = NameKey(name)
    guard unitNumbers[key] == nil || unitNumbers[key] == unit else { return false }
    unitNumbers[key] = unit
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

  /// The unit that a name means: its full name, its short name, or the name without its kind where
  /// only one unit is so called.
  package func unit(named name: some StringProtocol) -> Int? {
    if let number = unitNumbers[NameKey(name)] { return number }
    let (kind, bare) = NameKey.place(name)
    let matches = bareUnitNumbers[bare, default: []].filter { number in
      kind == nil || NameKey.place(units[number].name).kind == kind
    }
    return matches.count == 1 ? matches[0] : nil
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
      let own = NameKey.place(communes[number].name).kind
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
