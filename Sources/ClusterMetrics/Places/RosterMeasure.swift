/// A number of units and communes in a roster: population, area, party members.
package struct RosterMeasure: Sendable {
  /// The id of its column in the settings.
  package var id: String
  /// For each unit the numbers in its own rows, with their days.
  fileprivate var ofUnits: [Int: [(validity: Roster.Validity, number: Quantity)]] = [:]
  /// For each commune the number in its row.
  fileprivate var ofCommunes: [Int: Quantity] = [:]
  /// Whether rows of communes repeat the number of their unit, which then counts once.
  package fileprivate(set) var isRepeated = false
}

extension Roster {
  /// The measure with an id, if the roster has it.
  package func measure(named id: String) -> RosterMeasure? {
    measures.first { NameKey($0.id) == NameKey(id) }
  }

  /// Records the number of a row for a unit or commune.
  ///
  /// - Parameter validity: the days of its row.
  package mutating func note(
    _ number: Quantity, of place: Group, underMeasure id: String, validity: Validity = .always
  ) {
    let index =
      measures.firstIndex { $0.id == id }
      ?? {
        measures.append(RosterMeasure(id: id))
        return measures.count - 1
      }()
    switch place {
    case .unit(let unit): measures[index].ofUnits[unit, default: []].append((validity, number))
    case .commune(let commune): measures[index].ofCommunes[commune] = number
    case .all, .cluster, .part: preconditionFailure("a roster says numbers of units and communes")
    }
  }

  /// Detects measures for which the rows of communes repeat the number of their unit: in all units with several
  /// communes, these have equal numbers other than zero.
  package mutating func completeMeasures() {
    for index in measures.indices {
      let measure = measures[index]
      let several = units.map { $0.communes.compactMap { measure.ofCommunes[$0] } }
        .filter { $0.count > 1 }
      guard !several.isEmpty, several.allSatisfy({ Set($0).count == 1 && $0[0] != .zero }) else {
        continue
      }
      measures[index].isRepeated = true
      for (number, unit) in units.enumerated() where measure.ofUnits[number] == nil {
        let own = unit.communes.compactMap { measure.ofCommunes[$0] }.first
        guard let own else { continue }
        measures[index].ofUnits[number] = [(validity: Validity.always, number: own)]
      }
      measures[index].ofCommunes = [:]
    }
  }

  /// The amount of a measure for a unit on a day: that of its own row, or the sum of its communes; `nil` if one of
  /// these is unknown.
  package func amount(_ measure: RosterMeasure, ofUnit unit: Int, on day: Day) -> Quantity? {
    if let own = measure.ofUnits[unit] {
      // After the days of its last row, a unit keeps that row's number.
      return (own.last { $0.validity.holds(day) } ?? own.last)?.number
    }
    var sum = Quantity.zero
    var isAny = false
    for commune in units[unit].communes where communes[commune].validity.holds(day) {
      guard let own = measure.ofCommunes[commune] else { return nil }
      sum = sum + own
      isAny = true
    }
    return isAny ? sum : nil
  }

  /// For each unit whose rows have different numbers, those numbers with their days.
  func changingAmounts(
    _ measure: RosterMeasure
  ) -> [Int: [(validity: Validity, number: Quantity)]] {
    measure.ofUnits.filter { $0.value.count > 1 }
  }

  /// The amount of a measure for a commune.
  package func amount(_ measure: RosterMeasure, ofCommune commune: Int) -> Quantity? {
    measure.ofCommunes[commune]
  }
}
