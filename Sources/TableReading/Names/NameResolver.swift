import ClusterMetrics
import Findings
import OfficeWords
import Settings
import Tables

/// Finds units and communes by the names in files, each distinct spelling once.
///
/// Each core has one of its own.
package final class NameResolver {
  let roster: Roster
  private let units: SpellingTable
  private let communes: SpellingTable
  /// What the spellings of units and communes can mean, those of each one after the other; the tables
  /// hold where each begins.
  @exclusivity(unchecked) private var meanings: [Meaning] = []

  private struct Meaning {
    /// The unit or commune, −1 for a spelling that means none.
    var number: Int32 = -1
    /// The days on which it is in the roster.
    var from: Int32 = 0
    var through: Int32 = -1
    /// How many there are of its spelling, from this one on.
    var count: Int32 = 1

    @inline(__always) func holds(_ day: Int32) -> Bool { from <= day && day <= through }
  }

  /// - Parameter spellingLimit: how many bytes of spellings are kept.
  package init(roster: Roster, spellingLimit: Int) {
    self.roster = roster
    units = SpellingTable(limit: spellingLimit)
    communes = SpellingTable(limit: spellingLimit)
  }

  /// The unit that a name means on a day; `nil` where it means none, or several.
  @inline(__always) func unit(_ cell: Cell, on day: Int32) -> Int? {
    meant(from: units.value(of: cell) { meanings(ofUnit: $0) }, on: day).map { Int($0) }
  }

  // Of a spelling that is new, and out of the way of the millions that are not.
  @inline(never) private func meanings(ofUnit text: String) -> Int32 {
    add(units(named: text)) { roster.units[$0].validity }
  }

  @inline(never) private func meanings(ofCommune text: String, inUnit unit: Int) -> Int32 {
    add(communes(named: text, inUnit: unit)) { roster.communes[$0].validity }
  }

  /// The units that a text can mean by their names, behind a number of the line ("1. Huyện Hà Trung"), or short ("Sở TN&MT").
  func units(named text: String) -> [Int] {
    let named = roster.units(named: text)
    guard named.isEmpty else { return named }
    let bare = text.withoutNumbering
    let numbered = bare == text ? [] : roster.units(named: bare)
    guard numbered.isEmpty else { return numbered }
    return initials.unit(bare).map { [$0] } ?? []
  }
  private lazy var initials = UnitInitials(roster)

  /// The commune of a unit that a name means on a day; `nil` where it means none, or several.
  @inline(__always) func commune(_ cell: Cell, inUnit unit: Int, on day: Int32) -> Int32? {
    let start = communes.value(of: cell, within: Int32(truncatingIfNeeded: unit)) {
      meanings(ofCommune: $0, inUnit: unit)
    }
    return meant(from: start, on: day)
  }

  /// Also "UBND xã Hà Bắc".
  private func communes(named text: String, inUnit unit: Int) -> [Int] {
    let named = roster.communes(named: text, inUnit: unit)
    guard named.isEmpty, let place = Roster.withoutCouncil(text) else { return named }
    return roster.communes(named: place, inUnit: unit)
  }

  @inline(__always) private func meant(from start: Int32, on day: Int32) -> Int32? {
    guard start >= 0 else { return nil }
    let first = meanings[Int(start)]
    guard first.count > 1 else { return first.holds(day) ? first.number : nil }
    return only(of: first.count, from: start, on: day)
  }

  @inline(never) private func only(of count: Int32, from start: Int32, on day: Int32) -> Int32? {
    let inForce = meanings[Int(start)..<Int(start + count)].filter { $0.holds(day) }
    return inForce.count == 1 ? inForce[0].number : nil
  }

  /// Adds what a spelling can mean, and says where that begins.
  private func add(_ candidates: [Int], _ validity: (Int) -> Roster.Validity) -> Int32 {
    let start = Int32(meanings.count)
    for (index, number) in candidates.enumerated() {
      let days = validity(number)
      meanings.append(
        Meaning(
          number: Int32(number), from: days.from.number, through: days.through.number,
          count: Int32(candidates.count - index)))
    }
    if candidates.isEmpty { meanings.append(Meaning()) }
    return start
  }

  /// Hints for names that mean nothing, kept because the same wrong name stands in many rows.
  private var hints: [String: LocalizedText] = [:]
  private static let hintLimit = 10_000

  private func hint(_ key: String, _ nearest: () -> [String]) -> LocalizedText {
    if let known = hints[key] { return known }
    let hint = Finding.hint(nearest())
    if hints.count < NameResolver.hintLimit { hints[key] = hint }
    return hint
  }

  /// The communes of a unit that a name is near to.
  func hint(toCommune name: String, inUnit unit: Int) -> LocalizedText {
    hint("\(unit) \(name)") {
      NameKey.nearest(to: name, among: roster.units[unit].communes.map { roster.communes[$0].name })
    }
  }

  /// The finding for a name that means no unit, or none in some days.
  func unknownUnit(
    _ name: String, at place: Finding.Place, on days: Range<Day>?
  ) -> Finding {
    roster.unknownUnit(name, at: place, on: days) {
      hint("unit \(name)") { roster.unitNames(near: name) }
    }
  }

  /// Says that a name in a column of the current row means no unit in some days.
  func addUnknownUnit(
    _ name: String, _ column: Int?, to reader: inout TableReader<some TableRows>,
    on days: Range<Day>
  ) {
    guard reader.checkText() else { return }
    let place = reader.place(column)
    if reader.log.addAgain(.unknownUnit, at: place, about: name) { return }
    reader.log.add(unknownUnit(name, at: place, on: days))
  }
}
