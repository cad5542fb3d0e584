/// A number that a roster says of its units and communes: population, area, party members.
package struct RosterMeasure: Sendable {
  /// The id of its column, as the settings write it.
  package var id: String
  /// By unit what its own rows say, each of its days.
  fileprivate var ofUnits: [Int: [(validity: Roster.Validity, number: Quantity)]] = [:]
  /// By commune what its row says.
  fileprivate var ofCommunes: [Int: Quantity] = [:]
  /// Whether rows of communes repeat the number of their unit, which then counts once.
  package fileprivate(set) var isRepeated = false
}

extension Roster {
  /// The measure of an id, if the roster has it.
  package func measure(named id: String) -> RosterMeasure? {
    measures.first { NameKey($0.id) == NameKey(id) }
  }

  /// Notes what a row says of a unit or commune.
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

  /// Finds the measures of which the rows of communes repeat the number of their unit: those of all units with
  /// several communes hold one number each.
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

  /// What a unit has of a measure on a day: what its own row says, or the sum of its communes; `nil` where one of
  /// these says nothing.
  package func amount(_ measure: RosterMeasure, ofUnit unit: Int, on day: Day) -> Quantity? {
    if let own = measure.ofUnits[unit] {
      // Of a day behind its last row the unit still has what that says.
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

  /// By unit of which rows say several numbers those of each row's days.
  func changingAmounts(
    _ measure: RosterMeasure
  ) -> [Int: [(validity: Validity, number: Quantity)]] {
    measure.ofUnits.filter { $0.value.count > 1 }
  }

  /// What a commune has of a measure.
  package func amount(_ measure: RosterMeasure, ofCommune commune: Int) -> Quantity? {
    measure.ofCommunes[commune]
  }
}
