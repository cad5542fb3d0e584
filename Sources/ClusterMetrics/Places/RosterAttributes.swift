/// An attribute of units and communes in a roster: region, kind and so on.
///
/// The input is the texts of a column of the roster, for units or communes. The result is the units and communes that
/// share a text, for groups, conditions and scopes.
package struct RosterAttribute: Sendable, Hashable {
  /// The id of the column of kinds, which is always available.
  package static let kind = "unit_kind"
  /// The heading in Vietnamese rosters.
  package static let kindHeader = "Loại đơn vị"

  /// The heading of its column, or its id in the settings.
  package var id: String
  /// Its distinct texts, in alphabetical order.
  package fileprivate(set) var texts: [String] = []
  /// For each unit the index of its text; `nil` if it has none, or its communes have different ones.
  fileprivate var ofUnits: [Int?] = []
  /// For each commune the index of its text, or that of its unit if it has none.
  fileprivate var ofCommunes: [Int?] = []
  /// For each unit whose rows have different texts, the text of each row with its days.
  fileprivate var ofDays: [Int: [Dated]] = [:]

  /// A text that applies to some days.
  struct Dated: Sendable, Hashable {
    var validity: Roster.Validity
    var text: String
  }

  /// Units without a text because their communes have different ones.
  package fileprivate(set) var mixedUnits: [Int] = []

  /// The name within a sentence.
  package var name: LocalizedText {
    id == RosterAttribute.kind
      ? LocalizedText(vi: "loại đơn vị", en: "kind of unit") : LocalizedText(id)
  }

  /// The units and communes whose text passes a test, and the units that pass it only on some days.
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
  /// Units with common texts of attributes: "Miền núi", or those of it in one cluster.
  package struct Part: Sendable, Hashable {
    /// One text of an attribute.
    package struct Trait: Sendable, Hashable {
      /// The index of the attribute among `attributes`.
      package var attribute: Int
      /// The index of the text among the attribute's texts; `nil` for units without one.
      package var text: Int?

      package init(attribute: Int, text: Int?) {
        (self.attribute, self.text) = (attribute, text)
      }
    }

    /// The only cluster of its units, if it is limited to one.
    package var cluster: Int?
    /// The texts that all its units share.
    package var traits: [Trait]

    package init(cluster: Int? = nil, _ traits: [Trait]) {
      (self.cluster, self.traits) = (cluster, traits)
    }
  }

  /// Whether a unit belongs to a part.
  package func holds(_ part: Part, unit: Int) -> Bool {
    part.cluster.map { units[unit].cluster == $0 } ?? true
      && part.traits.allSatisfy { attributes[$0.attribute].ofUnits[unit] == $0.text }
  }

  /// The text that a place has for an attribute; `nil` text for places other than units, communes and parts.
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

  /// The index of an attribute among `attributes`, by its id as people write it.
  package func attribute(named name: String) -> Int? {
    let key = NameKey(name)
    return attributes.firstIndex {
      NameKey($0.id) == key
        || $0.id == RosterAttribute.kind && key == NameKey(RosterAttribute.kindHeader)
    }
  }

  /// The units whose text of an attribute is one of some texts.
  package func units(with attribute: Int, oneOf texts: [String]) -> Set<Int> {
    let keys = Set(texts.map { NameKey($0) })
    let attribute = attributes[attribute]
    let wanted = Set(attribute.texts.indices.filter { keys.contains(NameKey(attribute.texts[$0])) })
    return Set(units.indices.filter { attribute.ofUnits[$0].map(wanted.contains) ?? false })
  }

  /// Records the text of a row for a unit or commune. Call it before `completeAttributes`.
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
    // Rows of different days may differ: then no text applies to all of them.
    if let known, NameKey(known) != NameKey(text) {
      contradictedAttributes[attribute, default: []].insert(place)
    }
  }

  /// Gives communes without a text that of their unit, and units without one that of their communes if they agree. Call
  /// it once the roster is complete.
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
    // One text may have several spellings: use the first in alphabetical order.
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
