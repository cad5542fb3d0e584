/// What a roster says of its units and communes besides their names: region, kind, population.
///
/// In: texts by column of the roster, of units or of communes. Out: the units and communes that share a text,
/// for groups, conditions and scopes, and numbers, for rates of a population.
package struct RosterAttribute: Sendable, Hashable {
  /// The id of the column of kinds, which every roster may have.
  package static let kind = "unit_kind"
  /// As Vietnamese rosters head it.
  package static let kindHeader = "Loại đơn vị"

  /// The header of its column, or the id that the settings give it.
  package var id: String
  /// Its different texts, by the alphabet.
  package fileprivate(set) var texts: [String] = []
  /// By unit the number of its text; `nil` where it has none, or its communes have different ones.
  fileprivate var ofUnits: [Int?] = []
  /// By commune the number of its text, of its unit's where it has none itself.
  fileprivate var ofCommunes: [Int?] = []
  /// By unit of which rows say different things the text of each row's days.
  fileprivate var ofDays: [Int: [Dated]] = [:]

  /// A text that holds for some days.
  struct Dated: Sendable, Hashable {
    var validity: Roster.Validity
    var text: String
  }

  /// Units whose communes have different texts, so that the unit has none.
  package fileprivate(set) var mixedUnits: [Int] = []

  /// Its name within a sentence.
  package var name: LocalizedText {
    id == RosterAttribute.kind
      ? LocalizedText(vi: "loại đơn vị", en: "kind of unit") : LocalizedText(id)
  }

  /// Which units and communes pass a test of their text, and which units do in some days only.
  func passing(
    _ test: Indicator.Condition.Test
  ) -> (units: [Bool], communes: [Bool], days: [Int: [Roster.Validity]]) {
    let passes = texts.map { test.accepts($0) }
    let passesEmpty = test.accepts("")
    func places(_ numbers: [Int?]) -> [Bool] {
      numbers.map { $0.map { passes[$0] } ?? passesEmpty }
    }
    let days = ofDays.mapValues { $0.filter { test.accepts($0.text) }.map(\.validity) }
    return (places(ofUnits), places(ofCommunes), days)
  }
}

extension Roster {
  /// Units that have some texts of attributes in common: "Miền núi", or those of it in one cluster.
  package struct Part: Sendable, Hashable {
    /// One text of an attribute.
    package struct Trait: Sendable, Hashable {
      /// The attribute's place among `attributes`.
      package var attribute: Int
      /// The text's place among its texts; `nil` for units without one.
      package var text: Int?

      package init(attribute: Int, text: Int?) {
        (self.attribute, self.text) = (attribute, text)
      }
    }

    /// The only cluster of its units, if it is of one.
    package var cluster: Int?
    /// What all of its units have.
    package var traits: [Trait]

    package init(cluster: Int? = nil, _ traits: [Trait]) {
      (self.cluster, self.traits) = (cluster, traits)
    }
  }

  /// Whether a unit is in a part.
  package func holds(_ part: Part, unit: Int) -> Bool {
    part.cluster.map { units[unit].cluster == $0 } ?? true
      && part.traits.allSatisfy { attributes[$0.attribute].ofUnits[unit] == $0.text }
  }

  /// What a place has of an attribute; nothing where it is no unit, commune or part.
  package func trait(_ attribute: Int, of place: Group) -> Part.Trait {
    let text: Int?
    switch place {
    case .unit(let unit): text = attributes[attribute].ofUnits[unit]
    case .commune(let commune): text = attributes[attribute].ofCommunes[commune]
    case .part(let part): text = part.traits.first { $0.attribute == attribute }?.text
    case .all, .cluster: text = nil
    }
    return Part.Trait(attribute: attribute, text: text)
  }

  /// The text of a trait; empty for units without one.
  package func text(of trait: Part.Trait) -> String {
    trait.text.map { attributes[trait.attribute].texts[$0] } ?? ""
  }

  /// The place of an attribute among `attributes`, by its id as people write it.
  package func attribute(named name: String) -> Int? {
    let key = NameKey(name)
    return attributes.firstIndex {
      NameKey($0.id) == key
        || $0.id == RosterAttribute.kind && key == NameKey(RosterAttribute.kindHeader)
    }
  }

  /// The units that have one of some texts of an attribute.
  package func units(with attribute: Int, oneOf texts: [String]) -> Set<Int> {
    let keys = Set(texts.map { NameKey($0) })
    let attribute = attributes[attribute]
    let wanted = Set(attribute.texts.indices.filter { keys.contains(NameKey(attribute.texts[$0])) })
    return Set(units.indices.filter { attribute.ofUnits[$0].map(wanted.contains) ?? false })
  }

  /// Notes what a row says of a unit or commune. To be called before `completeAttributes`.
  ///
  /// - Parameter validity: the days of its row.
  package mutating func note(
    _ text: String, of place: Group, under attribute: String, validity: Validity = .always
  ) {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let known = statedAttributes[attribute, default: [:]].updateValue(text, forKey: place)
    if case .unit(let unit) = place {
      datedAttributes[attribute, default: [:]][unit, default: []].append(
        .init(validity: validity, text: text))
    }
    // Rows of different days may differ: nobody can tell which text is meant of all of them.
    if let known, NameKey(known) != NameKey(text) {
      contradictedAttributes[attribute, default: []].insert(place)
    }
  }

  /// Gives a commune without a text that of its unit, and a unit without one that of its communes, where they
  /// agree. To be called once the roster is whole.
  package mutating func completeAttributes(in order: [String]) {
    for (number, unit) in units.enumerated() where !unit.kind.isEmpty {
      note(unit.kind, of: .unit(number), under: RosterAttribute.kind)
    }
    attributes = (order + [RosterAttribute.kind]).compactMap { id in
      statedAttributes[id].map { attribute(id, $0) }
    }
    (statedAttributes, datedAttributes) = ([:], [:])
  }

  private func attribute(_ id: String, _ stated: [Group: String]) -> RosterAttribute {
    var attribute = RosterAttribute(id: id)
    // One text may be written in several ways: the first by the alphabet stands for all.
    var numbers: [NameKey: Int] = [:]
    for text in Set(stated.values).sorted(by: Collation.precedes)
    where numbers[NameKey(text)] == nil {
      numbers[NameKey(text)] = attribute.texts.count
      attribute.texts.append(text)
    }
    let contradicted = contradictedAttributes[id, default: []]
    func number(_ place: Group) -> Int? {
      contradicted.contains(place) ? nil : stated[place].flatMap { numbers[NameKey($0)] }
    }
    attribute.ofDays = datedAttributes[id, default: [:]].filter {
      contradicted.contains(.unit($0.key))
    }
    attribute.ofUnits = units.indices.map { number(.unit($0)) }
    attribute.ofCommunes = communes.indices.map { number(.commune($0)) }
    for unit in units.indices where attribute.ofUnits[unit] == nil {
      guard !contradicted.contains(.unit(unit)) else {
        attribute.mixedUnits.append(unit)
        continue
      }
      let own = units[unit].communes.map { attribute.ofCommunes[$0] }
      let different = Set(own)
      if different.count == 1 {
        attribute.ofUnits[unit] = own[0]
      } else if !different.subtracting([nil]).isEmpty {
        attribute.mixedUnits.append(unit)
      }
    }
    for commune in communes.indices where attribute.ofCommunes[commune] == nil {
      attribute.ofCommunes[commune] = attribute.ofUnits[communes[commune].unit]
    }
    return attribute
  }
}
