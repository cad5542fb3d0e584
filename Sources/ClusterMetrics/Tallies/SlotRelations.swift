/// Finds slots that are parts of others, whose numbers can reveal each other: a whole, and the part that meets a
/// further condition.
struct SlotRelations {
  /// A whole and some of its disjoint parts. The remainder may be zero or not.
  struct Relation {
    var whole: Int
    var parts: [Int]
    /// Whether the parts are complementary and leave no remainder.
    var isWhole = false
    /// The suppression limit of the remainder, if that is the number of another slot.
    var least: Int?
  }

  let relations: [Relation]

  /// - Parameter slots: the slots whose small numbers are suppressed.
  init(_ plan: TallyPlan, among slots: [Int]) {
    var relations: [Relation] = []
    for whole in slots {
      let own = plan.slots[whole]
      let parts = slots.compactMap { part -> (slot: Int, extra: TallyPlan.Slot.Match)? in
        let other = plan.slots[part]
        guard other.aggregate == own.aggregate, other.scopes == own.scopes,
          other.conditions.count == own.conditions.count + 1,
          own.conditions.allSatisfy(other.conditions.contains),
          let extra = other.conditions.first(where: { !own.conditions.contains($0) })
        else { return nil }
        return (part, extra)
      }
      for part in slots where own.holdsRows(of: plan.slots[part]) {
        relations.append(Relation(whole: whole, parts: [part]))
      }
      guard !parts.isEmpty else { continue }
      // All parts that exclude each other together, and any two of them: "total, of which A, of which B".
      let areApart = parts.indices.allSatisfy { first in
        parts.indices.allSatisfy { $0 <= first || parts[first].extra.excludes(parts[$0].extra) }
      }
      if areApart {
        let isWhole = parts.count == 2 && parts[0].extra.isOpposite(of: parts[1].extra)
        relations.append(Relation(whole: whole, parts: parts.map(\.slot), isWhole: isWhole))
      }
      guard !areApart || parts.count > 2 else { continue }
      for first in parts.indices {
        relations.append(Relation(whole: whole, parts: [parts[first].slot]))
        for second in parts.indices
        where second > first && parts[first].extra.excludes(parts[second].extra) {
          relations.append(
            Relation(
              whole: whole, parts: [parts[first].slot, parts[second].slot],
              isWhole: parts[first].extra.isOpposite(of: parts[second].extra)))
        }
      }
    }
    self.relations = relations
  }
}

extension TallyPlan.Slot {
  /// Whether another slot counts the same for fewer rows: only units to which it applies, or only rows with a value.
  fileprivate func holdsRows(of other: TallyPlan.Slot) -> Bool {
    guard conditions == other.conditions else { return false }
    if case .stated = other.aggregate, aggregate == .count { return scopes == other.scopes }
    return aggregate == other.aggregate && scopes.isStrictSubset(of: other.scopes)
  }
}

extension TallyPlan.Slot.Match {
  /// Whether every row meets exactly one of the two conditions.
  fileprivate func isOpposite(of other: Self) -> Bool {
    switch (self, other) {
    case (
      .category(let first, let own, let isOneOf), .category(let second, let texts, let areOneOf)
    ):
      first == second && own == texts && isOneOf != areOneOf
    default: false
    }
  }

  /// Whether no row can meet both conditions.
  fileprivate func excludes(_ other: Self) -> Bool {
    switch (self, other) {
    case (.category(let first, let own, true), .category(let second, let texts, true)):
      first == second && own.isDisjoint(with: texts)
    case (.category(let first, let own, true), .category(let second, let texts, false)):
      first == second && own.isSubset(of: texts)
    case (.category(let first, let own, false), .category(let second, let texts, true)):
      first == second && texts.isSubset(of: own)
    case (.measure(let first, let own), .measure(let second, let bounds)):
      first == second && !own.overlaps(bounds)
    default: false
    }
  }
}

extension TallyPlan {
  /// The texts of a category in a further condition of one slot compared with another; `nil` if the further condition
  /// is of another kind.
  func texts(
    of part: Int, beside whole: Int, inCategory category: Int
  ) -> (values: Set<Int32>, isOneOf: Bool)? {
    let extra = slots[part].conditions.first { !slots[whole].conditions.contains($0) }
    guard case .category(category, let values, let isOneOf)? = extra else { return nil }
    return (values, isOneOf)
  }
}
