/// The communes, units and clusters, and the time for which they belong together.
///
/// Clusters, units and communes are numbered by their index in the arrays; batches contain these numbers instead of
/// names.
package struct Roster: Sendable {
  /// Units that are compared with each other.
  package struct Cluster: Sendable, Hashable {
    /// The name in the roster.
    package var name: String
    /// Numbers of its units, in the order of the roster.
    package var units: [Int] = []
  }

  /// A reporting unit: a district, town or city, or a sector committee, which has no communes.
  package struct Unit: Sendable, Hashable {
    /// The name in the roster: "Huyện Nga Sơn".
    package var name: String
    /// A shorter name, to use if there is little room: without "Huyện", with "TP" for "Thành phố".
    package var shortName: String
    /// The kind in the roster; empty if not given.
    package var kind: String
    /// The index of its cluster.
    package var cluster: Int
    /// Numbers of its communes, in the order of the roster.
    package var communes: [Int] = []
    /// The days for which it is in the roster.
    package var validity: Validity
    /// The units into which it was merged when it ended; see `RosterSuccession`.
    package var successors: [Int] = []
  }

  /// The lowest level: commune, ward or township.
  package struct Commune: Sendable, Hashable {
    /// The name in the roster: "Xã Nga An".
    package var name: String
    /// The index of its unit.
    package var unit: Int
    /// The days for which it is in the roster.
    package var validity: Validity
    /// The communes into which this one was merged when it ended, or units that have no communes.
    package var successors: [Group] = []
  }

  /// The first and the last day on which something belongs to the roster.
  package struct Validity: Sendable, Hashable {
    /// The first day.
    package var from: Day
    /// The last day, included.
    package var through: Day

    /// The days of its beginning and of the day after its end, as far as it has them.
    package var cuts: [Day] {
      (from == Validity.always.from ? [] : [from])
        + (through == Validity.always.through ? [] : [through.next])
    }

    /// From the first to the last valid day.
    package static let always = Validity(from: Day.range.lowerBound, through: Day.range.upperBound)

    package init(from: Day, through: Day) {
      self.from = from
      self.through = through
    }

    /// Whether it includes a day.
    package func holds(_ day: Day) -> Bool { from <= day && day <= through }
    /// Whether it includes some day of a half-open range.
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

  /// The clusters, in the order of the roster.
  package private(set) var clusters: [Cluster] = []
  package internal(set) var units: [Unit] = []
  package internal(set) var communes: [Commune] = []
  /// Further attributes of units and communes.
  package internal(set) var attributes: [RosterAttribute] = []
  /// The texts of rows for each attribute, until the roster is complete.
  var statedAttributes: [String: [Group: String]] = [:]
  /// For each attribute, the places whose rows have different texts.
  var contradictedAttributes: [String: Set<Group>] = [:]
  /// For each attribute, the texts of a unit's rows with their days.
  var datedAttributes: [String: [Int: [RosterAttribute.Dated]]] = [:]
  /// The numbers of units and communes that some indicator divides by.
  package internal(set) var measures: [RosterMeasure] = []

  private var clusterNumbers: [NameKey: Int] = [:]
  /// A unit that moves to another cluster has a number in each, for different times; so does a unit that is founded
  /// again.
  private var unitNumbers: [NameKey: [Int]] = [:]
  private var bareUnitNumbers: [NameKey: [Int]] = [:]
  /// Units that a later unit of the same name replaces.
  private var refoundedUnits: Set<Int> = []
  private var communeNumbers: [CommuneKey: [Int]] = [:]
  private struct CommuneKey: Hashable {
    let unit: Int
    let bare: NameKey
  }
  // The kinds of place in the names of units and communes.
  private var unitKinds: [PlaceKind?] = []
  private var communeKinds: [PlaceKind?] = []

  package init() {}

  // MARK: Building

  /// The number of the cluster with a name; a new cluster is added.
  package mutating func cluster(named name: String) -> Int {
    let key = NameKey(name)
    if let number = clusterNumbers[key] { return number }
    clusters.append(Cluster(name: name))
    clusterNumbers[key] = clusters.count - 1
    return clusters.count - 1
  }

  /// The number of the unit with a name; a new unit is added to the cluster.
  ///
  /// - Parameter isRefounded: whether another unit of that name follows after these days.
  /// - Returns: `nil` if a unit of that name is in another cluster on some of these days.
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
  /// - Returns: `false` if the unit already has a commune of that name on some of these days.
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

  /// Sets the short name of a unit, which files may also use.
  package mutating func setShortName(_ shortName: String, ofUnit unit: Int) {
    units[unit].shortName = shortName
    _ = addAlias(shortName, ofUnit: unit)
  }

  /// Adds another name that files use for a unit.
  ///
  /// - Returns: `false` if the name already belongs to another unit.
  package mutating func addAlias(_ name: String, ofUnit unit: Int) -> Bool {
    let known = unitNumbers[NameKey(name), default: []]
    guard !known.contains(unit) else { return true }
    guard known.allSatisfy({ !units[$0].validity.overlaps(units[unit].validity) }) else {
      return false
    }
    unitNumbers[NameKey(name), default: []].append(unit)
    return true
  }

  /// Adds another name that files use for a commune, within its unit.
  package mutating func addAlias(_ name: String, ofCommune commune: Int) {
    let key = CommuneKey(unit: communes[commune].unit, bare: NameKey.place(name).bare)
    if !communeNumbers[key, default: []].contains(commune) {
      communeNumbers[key, default: []].append(commune)
    }
  }

  // MARK: Looking up

  /// The units that a name can mean, on any day: those with that full or short name, otherwise those with that name
  /// without its kind.
  package func units(named name: some StringProtocol) -> [Int] {
    let found = unitsOfName(name)
    guard found.isEmpty, let place = Roster.withoutCouncil(name) else { return found }
    // "UBND huyện Nga Sơn", unless another unit has the whole name and if the rest means one unit.
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

  /// The place of a council or committee: "huyện Nga Sơn" for "Ủy ban nhân dân huyện Nga Sơn"; `nil` if the text names
  /// none.
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

  /// The unit that a name means on a day; `nil` if none or several.
  package func unit(named name: some StringProtocol, on day: Day) -> Int? {
    unit(among: units(named: name), on: day)
  }

  /// The only one of some units that exists on a day.
  package func unit(among candidates: [Int], on day: Day) -> Int? {
    let inForce = candidates.filter { units[$0].validity.holds(day) }
    return inForce.count == 1 ? inForce[0] : nil
  }

  /// The unit that a name means in a period: on its last day, otherwise the last one before that.
  package func unit(named name: some StringProtocol, in days: Range<Day>) -> Int? {
    if let unit = unit(named: name, on: days.upperBound.previous) { return unit }
    return latest(of: units(named: name).filter { units[$0].validity.overlaps(days) })
  }

  /// The unit that a name means on any day: the latest if there were several in succession.
  package func unit(named name: some StringProtocol) -> Int? {
    latest(of: units(named: name))
  }

  /// The latest of some units; `nil` if some of them existed at the same time.
  private func latest(of known: [Int]) -> Int? {
    let known = known.sorted { units[$0].validity.from < units[$1].validity.from }
    let areApart = zip(known, known.dropFirst()).allSatisfy {
      !units[$0].validity.overlaps(units[$1].validity)
    }
    return areApart ? known.last : nil
  }

  /// The cluster with a name.
  package func cluster(named name: some StringProtocol) -> Int? {
    clusterNumbers[NameKey(name)]
  }

  /// The communes of a unit that a name can mean: several if it was founded again, or if a commune and a township share
  /// a name and the text does not say which.
  package func communes(named name: some StringProtocol, inUnit unit: Int) -> [Int] {
    let (kind, bare) = NameKey.place(name)
    let matches = communeNumbers[CommuneKey(unit: unit, bare: bare), default: []]
    guard let kind else { return matches }
    return matches.filter { number in
      let own = communeKinds[number]
      return own == nil || own == kind
    }
  }

  /// The number of communes that a unit has on a day.
  package func communeCount(ofUnit unit: Int, on day: Day) -> Int {
    units[unit].communes.count { communes[$0].validity.holds(day) }
  }

  /// "Huyện Nga Sơn" → "Nga Sơn", "Thành phố Thanh Hóa" → "TP Thanh Hóa", "Thị xã Bỉm Sơn" → "TX Bỉm Sơn"; any other
  /// name is returned unchanged.
  package static func shortened(_ name: String) -> String {
    for (prefix, short) in [("Huyện ", ""), ("Thành phố ", "TP "), ("Thị xã ", "TX ")]
    where name.hasPrefix(prefix) && name.count > prefix.count {
      return short + name.dropFirst(prefix.count)
    }
    return name
  }
}
