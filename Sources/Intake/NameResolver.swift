import ClusterMetrics

/// Finds units and communes by the names in files, each distinct spelling once.
///
/// Each core has one of its own.
final class NameResolver {
  let roster: Roster
  private let units = SpellingTable()
  private let communes = SpellingTable()
  /// What each spelling of a unit or a commune can mean; the tables number these.
  @exclusivity(unchecked) private var meanings: [Meaning] = []

  private struct Meaning {
    /// The unit or commune, and the days on which it is in the roster, where there is only one.
    var number: Int32 = -1
    var from: Int32 = 0
    var through: Int32 = 0
  }

  init(roster: Roster) { self.roster = roster }

  /// The unit that a name means on a day; `nil` where it means none, or several.
  @inline(__always) func unit(_ cell: Cell, on day: Int32) -> Int? {
    let number = units.value(of: cell) { text in
      add(roster.units(named: text)) { roster.units[$0].validity }
    }
    guard number >= 0 else { return nil }
    let meaning = meanings[Int(number)]
    if meaning.number >= 0 {
      return meaning.from <= day && day <= meaning.through ? Int(meaning.number) : nil
    }
    return roster.unit(named: cell.text, on: Day(number: day))
  }

  /// The commune of a unit that a name means on a day; `nil` where it means none, or several.
  @inline(__always) func commune(_ cell: Cell, inUnit unit: Int, on day: Int32) -> Int32? {
    let number = communes.value(of: cell, within: Int32(truncatingIfNeeded: unit)) { text in
      add(roster.communes(named: text, inUnit: unit)) { roster.communes[$0].validity }
    }
    guard number >= 0 else { return nil }
    let meaning = meanings[Int(number)]
    guard meaning.number >= 0, meaning.from <= day, day <= meaning.through else { return nil }
    return meaning.number
  }

  /// All communes of a unit that a name can mean, on whatever day.
  func communes(_ cell: Cell, inUnit unit: Int) -> [Int] {
    roster.communes(named: cell.text, inUnit: unit)
  }

  private func add(
    _ candidates: [Int], _ validity: (Int) -> Roster.Validity
  ) -> Int32 {
    var meaning = Meaning()
    if candidates.count == 1 {
      let days = validity(candidates[0])
      meaning.number = Int32(candidates[0])
      (meaning.from, meaning.through) = (days.from.number, days.through.number)
    }
    meanings.append(meaning)
    return Int32(meanings.count - 1)
  }

  func nearestCommunes(to name: String, inUnit unit: Int) -> [String] {
    NameKey.nearest(to: name, among: roster.units[unit].communes.map { roster.communes[$0].name })
  }
}

extension Roster {
  /// The finding for a name that means no unit, or none in some days.
  func unknownUnit(
    _ text: String, at place: Finding.Place, on days: Range<Day>? = nil
  ) -> Finding {
    if let days, let former = units(named: text).last, unit(named: text, in: days) == nil,
      !units[former].validity.overlaps(days)
    {
      let (name, validity) = (units[former].name, units[former].validity)
      let heirs = successors(of: .unit(former)).map { self.name(of: $0) }.prefix(4)
      let listed = heirs.isEmpty ? "" : " (→ " + heirs.joined(separator: ", ") + ")"
      return Finding(
        .notInForce, at: place,
        vi: "\(name) chỉ có trong danh sách \(validity.text.vietnamese)\(listed), ở đây là ngày"
          + " \(days.lowerBound)",
        en: "\(name) is in the roster \(validity.text.english) only\(listed), and this is of"
          + " \(days.lowerBound)")
    }
    let hint = Finding.hint(NameKey.nearest(to: text, among: units.map(\.name)))
    return Finding(
      .unknownUnit, at: place,
      vi: "đơn vị \"\(text)\" không có trong danh sách\(hint.vietnamese)",
      en: "unit \"\(text)\" is not in the roster\(hint.english)")
  }
}

extension Roster.Validity {
  /// "from 2022-01-01 to 2025-06-30", without an end that is open.
  var text: LocalizedText {
    let from = self.from == Roster.Validity.always.from ? nil : self.from
    let through = self.through == Roster.Validity.always.through ? nil : self.through
    return LocalizedText(
      vi: [from.map { "từ \($0)" }, through.map { "đến \($0)" }].compactMap(\.self)
        .joined(separator: " "),
      en: [from.map { "from \($0)" }, through.map { "to \($0)" }].compactMap(\.self)
        .joined(separator: " "))
  }
}
