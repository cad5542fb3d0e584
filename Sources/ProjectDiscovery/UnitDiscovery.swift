import ClusterMetrics
import Foundation
import OfficeWords

/// One key for all spellings of a unit: its name without its kind, but for namesakes of another kind, as "Huyện Cao
/// Lãnh" and "Thành phố Cao Lãnh" are.
struct UnitKeys {
  /// By name without its kind the kind of the first unit that bears it.
  private var firstKinds: [NameKey: String] = [:]
  /// Names with their kind that are another's than the first unit's of the name.
  private var namesakes: Set<NameKey> = []
  /// By name without its kind, as the table that is read writes it; a register may write one unit in several ways.
  private var inTable: [NameKey: NameKey]?

  /// A table is read that has one row or column for each unit.
  mutating func beginTable() { inTable = [:] }

  /// The key of a unit, whose kind is kept where it is the first of its name.
  mutating func key(of name: String) -> NameKey {
    let bare = NameKey.place(name).bare
    // A name without a kind is nobody's key beside that of its namesake.
    let whole = OfficeNames.kind(name).isEmpty ? NameKey("đơn vị " + name) : NameKey(name)
    let kind = OfficeNames.kind(name)
    if namesakes.contains(whole) { return whole }
    guard let known = firstKinds[bare] else {
      firstKinds[bare] = kind
      inTable?[bare] = whole
      return bare
    }
    // "Kỳ Anh" and "Thị xã Kỳ Anh" in one table are two.
    let isBesideOther = inTable?[bare].map { $0 != whole } ?? false
    if inTable?[bare] == nil { inTable?[bare] = whole }
    if known == kind || !isBesideOther && (kind.isEmpty || known.isEmpty) { return bare }
    namesakes.insert(whole)
    return whole
  }
}

/// The units and clusters that some tables name.
struct UnitDiscovery {
  /// Units in the order of reading, slips of others among them.
  private var found: [ProjectProposal.Unit] = []
  /// By unit the files that name it.
  private var files: [Set<String>] = []
  private var indices: [NameKey: Int] = [:]
  /// By file the periods that its tables say to be of.
  private var periods: [String: Set<Period>] = [:]
  private var keys = UnitKeys()
  /// By hamlet the communes in whose papers it stands.
  private var communes: [NameKey: Set<NameKey>] = [:]
  /// The communes that send lists of their hamlets.
  private var issuers: [ProjectProposal.Unit] = []
  /// The commune whose paper is read.
  private var commune: String?
  /// Clusters in the order of reading.
  private(set) var clusters: [String] = []

  /// The units without names that are slips of others, and those.
  var unitsAndSlips: (units: [ProjectProposal.Unit], slips: [(name: String, unit: String)]) {
    let slips = found.indices.map { slip(of: $0) }
    let hamlets = found.indices.contains(where: isOfSeveral)
    let left = found.indices.filter { index in
      slips[index] == nil && !(hamlets && OfficeNames.isHamlet(found[index].name))
    }
    let known = Set(left.map { NameKey(found[$0].name) })
    return (
      left.map { found[$0] }
        + (hamlets ? issuers : []).filter { !known.contains(NameKey($0.name)) },
      zip(found, slips).compactMap { unit, slip in slip.map { (unit.name, $0) } }
    )
  }

  /// Another table is read.
  ///
  /// - Parameter unit: whose paper it is.
  mutating func beginTable(of unit: String? = nil) {
    keys.beginTable()
    commune = unit.map { OfficeNames.unit($0) }.flatMap { OfficeNames.isCommune($0) ? $0 : nil }
  }

  /// Whether a hamlet stands in the papers of several communes: "Thôn 1" of each, which are different ones. The communes report.
  private func isOfSeveral(_ unit: Int) -> Bool {
    communes[NameKey(found[unit].name)].map { $0.count > 1 } ?? false
  }

  /// Takes a unit, unless its name is none.
  ///
  /// - Parameter name: as offices are called (see `OfficeNames`).
  /// - Returns: its place among those that were found.
  mutating func add(_ name: String, file: String, place: String) -> Int {
    if let commune, OfficeNames.isHamlet(name) {
      communes[NameKey(name), default: []].insert(NameKey(commune))
      if !issuers.contains(where: { NameKey($0.name) == NameKey(commune) }) {
        issuers.append(.init(name: commune, kind: OfficeNames.kind(commune), place: place))
      }
    }
    let key = keys.key(of: name)
    if let known = indices[key] {
      files[known].insert(file)
      // The whole name, by which the short one is understood, too.
      if found[known].kind.isEmpty, !OfficeNames.kind(name).isEmpty,
        NameKey.place(found[known].name).bare == key
      {
        (found[known].name, found[known].kind) = (name, OfficeNames.kind(name))
      }
      return known
    }
    indices[key] = found.count
    files.append([file])
    found.append(.init(name: name, kind: OfficeNames.kind(name), place: place))
    return found.count - 1
  }

  /// Takes the periods that a table says to be of.
  mutating func note(_ periods: some Sequence<Period>, of file: String) {
    self.periods[file, default: []].formUnion(periods)
  }

  /// Takes the communes of a unit that are not among its own.
  mutating func add(communes: [String], to unit: Int) {
    var known = Set(found[unit].communes.map { NameKey.place($0).bare })
    for commune in communes where known.insert(NameKey.place(commune).bare).inserted {
      found[unit].communes.append(commune)
    }
  }

  /// Keeps the clusters of a table, and who belongs to which of them.
  mutating func assign(_ order: [ClusterOrder.Line]) {
    for case .cluster(let name) in order
    where !clusters.contains(where: { NameKey($0) == NameKey(name) }) {
      clusters.append(name)
    }
    for (unit, cluster) in ClusterOrder.members(of: order) where found[unit].cluster == nil {
      found[unit].cluster = cluster
    }
  }

  /// Whether of two names for one unit the first is the right one: the one that the name of its file has, too, or else the first
  /// that was read.
  private func isRather(
    _ unit: Int, named file: String, than other: Int, named otherFile: String
  ) -> Bool {
    func agrees(_ unit: Int, _ file: String) -> Bool {
      Slug.of(file.fileStem).contains(Slug.of(found[unit].name))
    }
    let (first, second) = (agrees(unit, file), agrees(other, otherFile))
    return first == second ? unit < other : first
  }

  /// The unit of several files whose name a unit of one file nearly bears, or bears with another kind of office or a note
  /// behind it, where that file does not name it: a slip of the pen, which is no unit more.
  private func slip(of unit: Int) -> String? {
    // "Xa Nga Tan" is Xã Nga Tân, typed without marks.
    if found[unit].name.isASCII,
      let marked = found.map(\.name).filter({ other in
        !other.isASCII && found[unit].name.hasSameLetters(as: other)
      }).only
    {
      return marked
    }
    guard let file = files[unit].only else { return nil }
    let others = found.indices.filter { files[$0].count > 1 && !files[$0].contains(file) }
      .map { found[$0] }
    let name = found[unit].name
    let bare = NameKey.place(name.bracketAtEnd?.before ?? name).bare
    if let same = others.filter({ NameKey.place($0.name).bare == bare }).only { return same.name }
    // Who reports of the same month in another file is somebody else: "Xã Nga Tiến" beside "Xã Nga Tân".
    let own = periods[file] ?? []
    let isOther = { (other: Int) -> Bool in
      files[other].contains { !(periods[$0] ?? []).isDisjoint(with: own) }
    }
    // Two lists of the same units, of which one in each is in no other, write it in two ways.
    let isListed = { (other: Int) -> Bool in
      guard other < unit, let otherFile = files[other].only, otherFile != file else { return false }
      return files.count { $0.contains(file) && $0.contains(otherFile) } > 2 && !own.isEmpty
        && !(periods[otherFile] ?? []).isEmpty
    }
    // So is who sends a file of his own, of another time than that of the other name.
    let isAlone = { (other: Int) -> Bool in
      guard let otherFile = files[other].only, otherFile != file,
        isRather(other, named: otherFile, than: unit, named: file), !own.isEmpty,
        periods[otherFile].map({ !$0.isEmpty && $0.isDisjoint(with: own) }) ?? false
      else { return false }
      return [file, otherFile].allSatisfy { name in files.count { $0.contains(name) } == 1 }
        && files.contains { $0.count > 1 }
    }
    let near = found.indices.filter {
      (files[$0].count > 1 && !files[$0].contains(file) || isListed($0) || isAlone($0))
        && found[$0].kind == found[unit].kind
    }
    guard
      let nearest = NameKey.nearest(to: name, among: near.map { found[$0].name }).only,
      let index = near.first(where: { found[$0].name == nearest })
    else { return nil }
    return isOther(index) && !name.hasSameLetters(as: nearest) ? nil : nearest
  }
}

extension String {
  /// Whether a name differs from another in nothing but marks over letters, or in one letter of many.
  package func isSlip(of other: String) -> Bool {
    hasSameLetters(as: other)
      || NameKey.place(self).bare.text.count > 5
        && NameKey.place(self).bare.distance(to: NameKey.place(other).bare) == 1
  }

  /// Whether two names differ in nothing but marks over letters: "Nga Tan", "Nga Tân".
  func hasSameLetters(as other: String) -> Bool {
    func letters(_ text: String) -> String {
      text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
        .replacing("đ", with: "d")
    }
    return letters(self) == letters(other)
  }
}
