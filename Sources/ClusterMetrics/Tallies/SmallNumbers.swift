import Synchronization

/// Finds the numbers that are suppressed because they are small, or would reveal small ones (`hide_below`).
///
/// The input is the numbers of a book, for every group, period and text of the column that it tallies separately. The
/// result is the suppressed places of each slot. Everything computed from a slot is suppressed where the slot is.
final class SmallNumbers: Sendable {
  /// One number of a slot.
  fileprivate struct Place: Hashable {
    var slot: Int
    var group: Group
    var period: Int
    /// The text to which it is restricted, if any.
    var value: Int?
  }

  /// For each slot the least number above zero that is shown.
  private let least: [Int: Int]
  /// For each slot of quantiles, the least number of values that a quantile needs.
  private let leastValues: [Int: Int]
  private let relations: [SlotRelations.Relation]
  private let hidden = Mutex<[Key: Set<Place>]>([:])

  private struct Key: Hashable {
    var day: Day?
    var divisions: [Int]
  }

  /// `nil` if nothing is suppressed.
  init?(_ plan: TallyPlan) {
    var least: [Int: Int] = [:]
    var leastValues: [Int: Int] = [:]
    var differences: [SlotRelations.Relation] = []
    for indicator in plan.indicators {
      guard let own = indicator.hideBelow, own > 0 else { continue }
      let formula = plan.formula(of: indicator)
      if case .quantile(let slot, _) = formula {
        leastValues[slot] = max(leastValues[slot] ?? 0, own)
        continue
      }
      if case .computed(let arithmetic) = formula, let (whole, parts) = arithmetic.difference {
        for slot in [whole] + parts { least[slot] = least[slot] ?? 0 }
        differences.append(SlotRelations.Relation(whole: whole, parts: parts, least: own))
        continue
      }
      for slot in formula.slots where !plan.holdsRates(slot) {
        least[slot] = max(least[slot] ?? 0, own)
      }
    }
    guard !least.isEmpty || !leastValues.isEmpty else { return nil }
    // Slots of the same kind without a limit are not small themselves, but a whole and its other parts may reveal a
    // hidden one.
    let kinds = Set(least.keys.map { plan.slots[$0].aggregate })
    for slot in plan.slots.indices where least[slot] == nil && !plan.holdsRates(slot) {
      if kinds.contains(plan.slots[slot].aggregate) { least[slot] = 0 }
    }
    (self.least, self.leastValues) = (least, leastValues)
    relations = SlotRelations(plan, among: least.keys.sorted()).relations + differences
  }

  /// Whether a number computed from some slots is hidden.
  fileprivate func hides(
    _ slots: [Int], of group: Group, in period: Int, _ value: Int?, _ book: TallyBook
  ) -> Bool {
    let slots = slots.filter { least[$0] != nil }
    guard !slots.isEmpty else { return false }
    let group = group.canonical
    var key = Key(day: book.boundaries.day, divisions: book.divisions)
    // Check groups that are not part of the table together with those that are.
    if case .part(let part) = group {
      key.divisions = Set(key.divisions).union(part.traits.map(\.attribute)).sorted()
    }
    return hidden.withLock { known in
      let places: Set<Place>
      if let own = known[key] {
        places = own
      } else {
        places = hiddenPlaces(in: book, dividedBy: key.divisions)
        known[key] = places
      }
      return slots.contains {
        places.contains(Place(slot: $0, group: group, period: period, value: value))
      }
    }
  }

  /// Whether a number is below its limit.
  fileprivate func isSmall(_ value: Double?, _ slot: Int) -> Bool {
    guard let value, let least = least[slot] else { return false }
    return value > 0 && value < Double(least)
  }

  /// Whether a quantile has so few values that it reveals single ones.
  fileprivate func isOfFew(_ count: Int, _ slot: Int) -> Bool {
    leastValues[slot].map { count < $0 } ?? false
  }

  // MARK: Computation

  /// All numbers of a book, and the sums that they form.
  private struct System {
    var suppression = Suppression()
    var numbers: [Place: Int] = [:]

    mutating func add(_ total: Place, _ parts: [Place]) {
      guard let whole = numbers[total] else { return }
      let known = parts.compactMap { numbers[$0] }
      if !known.isEmpty { suppression.add(whole, of: known) }
    }

    /// Adds a whole and some of its parts: the remainder can be computed, so it is a number, too.
    mutating func add(_ total: Place, some parts: [Place], least: Int) {
      guard let whole = numbers[total] else { return }
      let known = parts.compactMap { numbers[$0] }
      guard known.count == parts.count else { return }
      let rest = suppression.values[whole] - known.reduce(0) { $0 + suppression.values[$1] }
      guard rest >= 0 else { return }
      suppression.add(whole, of: known + [suppression.add(rest, least: least)])
    }
  }

  private func floor(_ slot: Int) -> Int { (least[slot] ?? 0) * Quantity.scale }

  private func hiddenPlaces(in book: TallyBook, dividedBy attributes: [Int]) -> Set<Place> {
    var system = System()
    system.suppression.one = Quantity.scale
    let slots = least.keys.sorted()
    let values = [nil] + (book.column == nil ? [] : book.slices.map { Int?.some($0.value) })
    let lattices = book.periods.map { Lattice(book, in: $0, attributes) }
    for slot in slots {
      let indicator = book.plan.indicators.first { book.plan.formula(of: $0) == .slot(slot) }
      for (period, lattice) in lattices.enumerated() {
        for group in lattice.groups {
          let amounts = book.plainValues(
            ofSlot: slot, named: indicator?.id ?? "", for: group, in: book.periods[period],
            restrictedTo: values)
          for (value, amount) in zip(values, amounts) {
            guard let amount else { continue }
            let place = Place(slot: slot, group: group, period: period, value: value)
            system.numbers[place] = system.suppression.add(amount, least: floor(slot))
          }
        }
      }
    }
    for slot in slots { addSums(of: slot, values, lattices, to: &system) }
    addPeriods(of: slots, values, lattices, book, to: &system)
    addRelations(values, lattices, book, to: &system)
    system.suppression.solve()
    return Set(system.numbers.filter { system.suppression.isHidden[$0.value] }.keys)
  }

  /// Adds sums: groups of parts, and totals of the texts of a column.
  private func addSums(
    of slot: Int, _ values: [Int?], _ lattices: [Lattice], to system: inout System
  ) {
    func place(_ group: Group, _ period: Int, _ value: Int?) -> Place {
      Place(slot: slot, group: group, period: period, value: value)
    }
    for (period, lattice) in lattices.enumerated() {
      for value in values {
        for (total, parts) in lattice.sums {
          system.add(place(total, period, value), parts.map { place($0, period, value) })
        }
      }
      guard values.count > 1 else { continue }
      for group in lattice.groups {
        system.add(
          place(group, period, nil), values.dropFirst().map { place(group, period, $0) })
      }
    }
  }

  /// Adds periods within others: all quarters of a half-year, or one of them, which reveals the other.
  private func addPeriods(
    of slots: [Int], _ values: [Int?], _ lattices: [Lattice], _ book: TallyBook,
    to system: inout System
  ) {
    let spans = book.periods.map { book.calendar.days(of: $0) }
    for whole in spans.indices {
      let within = spans.indices.filter {
        spans[$0] != spans[whole] && spans[whole].contains(spans[$0])
      }
      let tilings = SmallNumbers.tilings(of: whole, within, spans)
      for slot in slots {
        for group in lattices[whole].groups {
          for value in values {
            func place(_ period: Int) -> Place {
              Place(slot: slot, group: group, period: period, value: value)
            }
            for parts in tilings { system.add(place(whole), parts.map(place)) }
            for part in within where !tilings.contains(where: { $0.contains(part) }) {
              system.add(place(whole), some: [place(part)], least: floor(slot))
            }
          }
        }
      }
    }
  }

  /// Adds wholes with the parts that meet a further condition, even if the condition is on a text of the column.
  private func addRelations(
    _ values: [Int?], _ lattices: [Lattice], _ book: TallyBook, to system: inout System
  ) {
    for relation in relations {
      for (period, lattice) in lattices.enumerated() {
        for group in lattice.groups {
          for value in values {
            func place(_ slot: Int) -> Place {
              Place(slot: slot, group: group, period: period, value: value)
            }
            if relation.isWhole { system.add(place(relation.whole), relation.parts.map(place)) }
            system.add(
              place(relation.whole), some: relation.parts.map(place),
              least: relation.least.map { $0 * Quantity.scale } ?? floor(relation.whole))
          }
          guard let category = book.accumulated.grain.category else { continue }
          for part in relation.parts {
            let texts = book.plan.texts(of: part, beside: relation.whole, inCategory: category)
            guard let texts else { continue }
            let slices = values.dropFirst().filter { value in
              value.map { texts.values.contains(Int32($0)) == texts.isOneOf } ?? false
            }
            system.add(
              Place(slot: part, group: group, period: period, value: nil),
              slices.map {
                Place(slot: relation.whole, group: group, period: period, value: $0)
              })
          }
        }
      }
    }
  }

  /// The sets of periods that together make up another one: its quarters, its months.
  private static func tilings(
    of whole: Int, _ within: [Int], _ spans: [Range<Day>]
  ) -> [[Int]] {
    // If there are quarters and months, both make up the half-year.
    let kinds = Dictionary(grouping: within) {
      (spans[$0].upperBound.number - spans[$0].lowerBound.number) / 20
    }
    return kinds.sorted { $0.key < $1.key }.compactMap { _, parts in
      let sorted = parts.sorted { spans[$0].lowerBound < spans[$1].lowerBound }
      let isTiled =
        spans[sorted[0]].lowerBound == spans[whole].lowerBound
        && spans[sorted[sorted.count - 1]].upperBound == spans[whole].upperBound
        && zip(sorted, sorted.dropFirst()).allSatisfy {
          spans[$0].upperBound == spans[$1].lowerBound
        }
      return isTiled ? sorted : nil
    }
  }

  /// The groups of a period, and the groups that make up others.
  private struct Lattice {
    var groups: [Group] = []
    var sums: [(total: Group, parts: [Group])] = []

    /// - Parameter attributes: the attributes in rows and columns, besides units and clusters.
    init(_ book: TallyBook, in period: Period, _ attributes: [Int]) {
      let roster = book.roster
      let units = book.units(of: .all, in: period)
      let pairs = attributes.flatMap { first in
        attributes.filter { $0 > first }.map { [first, $0] }
      }
      var known: Set<Group> = []
      func note(_ group: Group) { if known.insert(group).inserted { groups.append(group) } }
      note(.all)
      for unit in units { note(.unit(unit)) }
      // All units by cluster, by the texts of up to two attributes, and by both.
      for traits in [[]] + attributes.map({ [$0] }) + pairs {
        for isByCluster in [false, true] {
          let members = Dictionary(grouping: units) {
            Lattice.group(of: $0, by: traits, isByCluster, roster)
          }
          for (group, units) in members.sorted(by: { $0.value[0] < $1.value[0] }) {
            note(group)
            sums.append((group, units.map { .unit($0) }))
          }
          // Each is a part of the groups that omit one of its traits.
          for left in 0..<(traits.count + (isByCluster ? 1 : 0)) {
            let isCluster = left == traits.count
            var fewer = traits
            if !isCluster { fewer.remove(at: left) }
            let whole = Dictionary(grouping: members.keys) { group in
              Lattice.group(
                of: members[group]?[0] ?? 0, by: fewer, isByCluster && !isCluster, roster)
            }
            for (group, parts) in whole.sorted(by: { "\($0.key)" < "\($1.key)" }) {
              note(group)
              sums.append((group, parts.sorted { "\($0)" < "\($1)" }))
            }
          }
        }
      }
      guard book.accumulated.grain.place == .commune else { return }
      for unit in units {
        let communes = book.communes(ofUnit: unit, in: period).map { Group.commune($0) }
        guard !communes.isEmpty else { continue }
        for commune in communes { note(commune) }
        sums.append((.unit(unit), communes))
      }
    }

    private static func group(
      of unit: Int, by attributes: [Int], _ isByCluster: Bool, _ roster: Roster
    ) -> Group {
      let cluster = isByCluster ? roster.units[unit].cluster : nil
      guard !attributes.isEmpty else { return cluster.map { .cluster($0) } ?? .all }
      return .part(
        Roster.Part(cluster: cluster, attributes.map { roster.trait($0, of: .unit(unit)) }))
    }
  }
}

extension Group {
  /// The same group with its traits in the order of the attributes.
  fileprivate var canonical: Group {
    guard case .part(var part) = self else { return self }
    if part.traits.isEmpty { return part.cluster.map { .cluster($0) } ?? .all }
    part.traits.sort { $0.attribute < $1.attribute }
    return .part(part)
  }
}

extension TallyBook {
  /// A tally without its number, if that is small or would reveal a small one.
  func withoutSmall(_ tally: Tally, _ formula: TallyPlan.Formula) -> Tally {
    // A rate with a denominator of zero has no value, but still a numerator.
    guard let small = smallNumbers, tally.value != nil || tally.numerator != nil else {
      return tally
    }
    // Numbers that the settings say to show are shown, whatever others are computed from them.
    if plan.indicator(withID: tally.indicator)?.hideBelow == 0, case .slot = formula {
      return tally
    }
    let slots = formula.slots
    let period = index(of: tally.period)
    let isSmall =
      switch formula {
      case .slot(let slot): small.isSmall(tally.value, slot)
      case .ratio(let of, let to, _):
        small.isSmall(tally.numerator?.doubleValue, of)
          || small.isSmall(tally.denominator?.doubleValue, to)
      case .shareOfCommunes(let slot), .per(let slot, _, _):
        small.isSmall(tally.numerator?.doubleValue, slot)
      case .quantile(let slot, _):
        small.isOfFew(valueCount(inSlot: slot, for: tally.group, in: tally.period), slot)
      case .computed: false
      }
    guard
      isSmall || small.hides(slots, of: tally.group, in: period, restriction, self)
        || isHiddenOnOwnMap(slots, of: tally.group, in: period, small)
        || leavesOut(slots, tally, formula, small)
    else { return tally }
    var tally = tally
    if tally.value != nil { tally.status = .hidden }
    (tally.value, tally.numerator, tally.denominator) = (nil, nil, nil)
    return tally
  }

  /// Whether a unit has absorbed one whose number is hidden with the boundaries of its own day: the difference between
  /// the two would reveal it.
  private func isHiddenOnOwnMap(
    _ slots: [Int], of group: Group, in period: Int, _ small: SmallNumbers
  ) -> Bool {
    guard boundaries.day != nil, case .unit(let unit) = group else { return false }
    let own = onOwnMap
    return boundaries.sources(ofUnit: unit).contains {
      small.hides(slots, of: .unit($0), in: period, restriction, own)
    }
  }

  /// Whether a number computed from several others leaves out a unit that lacks one of them and whose other one is
  /// hidden: the difference from the plain total would reveal it.
  private func leavesOut(
    _ slots: [Int], _ tally: Tally, _ formula: TallyPlan.Formula, _ small: SmallNumbers
  ) -> Bool {
    // A plain number leaves out no unit.
    if case .slot = formula { return false }
    guard !tally.group.isOneUnit, tally.reportingUnits < tally.expectedUnits else {
      return false
    }
    let period = index(of: tally.period)
    let together = reporters(of: formula, for: tally.group, in: tally.period)
    return Set(slots).contains { slot in
      reporters(of: .slot(slot), for: tally.group, in: tally.period).subtracting(together)
        .contains { small.hides([slot], of: .unit($0), in: period, restriction, self) }
    }
  }
}
