import ClusterMetrics

/// Finds units and communes by the names in files, each distinct spelling once.
///
/// Each core has one of its own.
final class NameResolver {
  let roster: Roster
  private let units = SpellingTable()
  private let communes = SpellingTable()
  /// What each spelling of a commune can mean; the table numbers these.
  @exclusivity(unchecked) private var meanings: [Meaning] = []

  private struct Meaning {
    /// The commune, and the days on which it is in the roster, where there is only one.
    var commune: Int32
    var from: Int32
    var through: Int32
  }

  init(roster: Roster) { self.roster = roster }

  /// The unit that a name means; `nil` where there is none.
  @inline(__always) func unit(_ cell: Cell) -> Int? {
    let number = units.value(of: cell) { Int32(roster.unit(named: $0) ?? -1) }
    return number < 0 ? nil : Int(number)
  }

  /// The commune of a unit that a name means on a day; `nil` where it means none, or several.
  @inline(__always) func commune(_ cell: Cell, inUnit unit: Int, on day: Int32) -> Int32? {
    let number = communes.value(of: cell, within: Int32(truncatingIfNeeded: unit)) {
      add($0, unit)
    }
    guard number >= 0 else { return nil }
    let meaning = meanings[Int(number)]
    guard meaning.commune >= 0, meaning.from <= day, day <= meaning.through else { return nil }
    return meaning.commune
  }

  /// All communes of a unit that a name can mean, on whatever day.
  func communes(_ cell: Cell, inUnit unit: Int) -> [Int] {
    roster.communes(named: cell.text, inUnit: unit)
  }

  private func add(_ text: String, _ unit: Int) -> Int32 {
    let candidates = roster.communes(named: text, inUnit: unit)
    var meaning = Meaning(commune: -1, from: 0, through: 0)
    if candidates.count == 1 {
      let validity = roster.communes[candidates[0]].validity
      meaning.commune = Int32(candidates[0])
      (meaning.from, meaning.through) = (validity.from.number, validity.through.number)
    }
    meanings.append(meaning)
    return Int32(meanings.count - 1)
  }

  /// The finding for a name that no unit has.
  func unknownUnit(_ text: String, at place: Finding.Place) -> Finding {
    let hint = Finding.hint(nearestUnits(to: text))
    return Finding(
      .unknownUnit, at: place,
      vi: "đơn vị \"\(text)\" không có trong danh sách\(hint.vietnamese)",
      en: "unit \"\(text)\" is not in the roster\(hint.english)")
  }

  func nearestUnits(to name: String) -> [String] {
    NameKey.nearest(to: name, among: roster.units.map(\.name))
  }

  func nearestCommunes(to name: String, inUnit unit: Int) -> [String] {
    NameKey.nearest(to: name, among: roster.units[unit].communes.map { roster.communes[$0].name })
  }
}
