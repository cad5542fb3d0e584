import OrderedCollections

/// The slots that must be filled from activities to compute every indicator afterwards: each sum, count and set once,
/// however many indicators use it.
package struct TallyPlan: Sendable {
  /// The computation of an indicator from slots.
  package enum Formula: Sendable, Hashable {
    case slot(Int)
    case ratio(of: Int, to: Int, percent: Bool)
    case shareOfCommunes(Int)
    /// A slot divided by a measure of the roster, times a factor.
    case per(Int, measure: String, times: Double)
    case quantile(Int, at: Double)
    case computed(Arithmetic<Int>)

    /// Whether it is the number of a single slot.
    var isPlain: Bool { if case .slot = self { true } else { false } }

    /// Whether it divides by a number of the roster.
    var dividesByRoster: Bool { if case .per = self { true } else { false } }

    /// The slots that it uses.
    package var slots: [Int] {
      switch self {
      case .slot(let slot), .shareOfCommunes(let slot), .quantile(let slot, _),
        .per(let slot, _, _):
        [slot]
      case .ratio(let of, let to, _): [of, to]
      case .computed(let arithmetic): arithmetic.operands
      }
    }
  }

  /// The indicators that can be computed.
  package let indicators: [Indicator]
  /// The columns needed of every activity.
  package private(set) var schema = ActivitySchema()
  /// The distinct slots to fill.
  package private(set) var slots: OrderedSet<Slot> = []
  /// A vocabulary for each category of the schema, which already numbers the texts of the conditions.
  package private(set) var vocabularies: [Vocabulary] = [Vocabulary()]
  private var formulas: [String: Formula] = [:]

  /// - Parameters:
  ///   - columns: text columns to include in the schema even if no indicator needs them.
  ///   - measures: number columns to include likewise.
  /// - Throws: `PlanError` if an indicator refers to something that cannot be tallied.
  package init(
    indicators: [Indicator], columns: [String] = [], measures: [String] = []
  ) throws(PlanError) {
    self.indicators = indicators
    for measure in measures { schema.measures.append(measure) }
    for column in columns { _ = category(column) }
    let byID = TallyPlan.byID(indicators)
    for indicator in indicators {
      formulas[indicator.id] = try formula(of: indicator, byID: byID)
    }
  }

  /// Checks the references of an indicator.
  package static func check(
    _ indicator: Indicator, among indicators: [Indicator]
  ) throws(PlanError) {
    var scratch = try TallyPlan(indicators: [])
    _ = try scratch.formula(of: indicator, byID: byID(indicators))
  }

  private static func byID(_ indicators: [Indicator]) -> [String: Indicator] {
    Dictionary(indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a slot contains percentages or averages that units report, which are averaged over units.
  func holdsRates(_ slot: Int) -> Bool {
    guard case .submitted(let id) = slots[slot].aggregate else { return false }
    return indicators.contains { $0.id == id && $0.isAverage }
  }

  /// The formula of an indicator, which must be one of `indicators`.
  package func formula(of indicator: Indicator) -> Formula {
    guard let formula = formulas[indicator.id] else {
      preconditionFailure("\(indicator.id) is not an indicator of this plan")
    }
    return formula
  }

  /// The indicator with an id; `nil` if there is none.
  package func indicator(withID id: String) -> Indicator? {
    indicators.first { $0.id == id }
  }

  /// Whether an indicator does not apply to a unit without communes.
  package func needsCommunes(_ formula: Formula) -> Bool {
    formula.slots.contains { slots[$0].aggregate == .distinctCommunes }
  }

  /// Whether a formula applies only to some units or periods.
  func isScoped(_ formula: Formula) -> Bool {
    formula.slots.contains { !slots[$0].scopes.isEmpty }
  }

  private mutating func formula(
    of indicator: Indicator, byID: [String: Indicator]
  ) throws(PlanError) -> Formula {
    switch indicator.definition {
    case .mean(let name):
      let measure = schema.measures.append(name).index
      return .ratio(
        of: add(.sum(measure: measure), of: indicator),
        to: add(.stated(measure: measure), of: indicator), percent: false)
    case .quantile(let name, let share):
      let measure = schema.measures.append(name).index
      return .quantile(add(.values(measure: measure), of: indicator), at: share)
    case .ratio(let numerator, let denominator, let style):
      // For a ratio of two columns, only activities with both values count.
      let areColumns = byID[numerator] == nil && byID[denominator] == nil
      func slot(_ id: String, beside other: String) throws(PlanError) -> Int {
        guard !areColumns else {
          let sum = Slot.Aggregate.sum(measure: schema.measures.append(id).index)
          let isStated = Indicator.Condition(column: other, .within(from: nil, through: nil))
          return add(sum, of: indicator, conditions: [isStated])
        }
        return try self.slot(referredTo: id, by: indicator, byID: byID)
      }
      return .ratio(
        of: try slot(numerator, beside: denominator), to: try slot(denominator, beside: numerator),
        percent: style == .percent)
    case .share(let id):
      guard let part = byID[id] else {
        throw .unknownIndicator(id, in: indicator.id, known: Array(byID.keys))
      }
      guard case .distinct(.commune) = part.definition else {
        throw .shareOfOther(id, in: indicator.id)
      }
      return .shareOfCommunes(baseSlot(of: part, for: indicator))
    case .per(let measure, let id, let times):
      return .per(
        try slot(referredTo: id, by: indicator, byID: byID, mayBeMeasure: false), measure: measure,
        times: times)
    case .computed(let arithmetic):
      var operands = 0
      return .computed(
        try resolved(
          arithmetic, of: indicator, path: [indicator.id], byID: byID, operands: &operands))
    default:
      return .slot(baseSlot(of: indicator, for: nil))
    }
  }

  /// Arithmetic over slots: computed indicators are substituted for their ids.
  ///
  /// - Parameters:
  ///   - path: the indicators being substituted, the outermost first.
  ///   - operands: the number of operands so far.
  private mutating func resolved(
    _ arithmetic: Arithmetic<String>, of indicator: Indicator, path: [String],
    byID: [String: Indicator], operands: inout Int
  ) throws(PlanError) -> Arithmetic<Int> {
    // Circular definitions would expand forever.
    guard path.count <= TallyPlan.nesting else { throw .tooLarge(path) }
    return try arithmetic.map { (id: String) throws(PlanError) -> Arithmetic<Int> in
      guard let part = byID[id] else {
        throw .unknownIndicator(id, in: indicator.id, known: Array(byID.keys))
      }
      guard !path.contains(id) else { throw .cycle(path + [id]) }
      if case .computed(let inner) = part.definition {
        return try resolved(
          inner, of: part, path: path + [id], byID: byID, operands: &operands)
      }
      operands += 1
      guard operands <= TallyPlan.mostOperands else { throw .tooLarge(path) }
      guard !part.definition.isRate, !part.definition.isQuantile else {
        throw .ratioOfRatio(id, in: indicator.id)
      }
      return .operand(baseSlot(of: part, scope: indicator.scope))
    }
  }

  /// The greatest depth of computed indicators within computed indicators.
  private static let nesting = 12
  /// The greatest number of operands of an indicator after all substitutions.
  private static let mostOperands = 10_000

  /// A part of a ratio: an indicator other than a ratio, or else a measure, summed under the ratio's own conditions.
  private mutating func slot(
    referredTo id: String, by indicator: Indicator, byID: [String: Indicator],
    mayBeMeasure: Bool = true
  ) throws(PlanError) -> Int {
    guard let part = byID[id] else {
      guard mayBeMeasure else {
        throw .unknownIndicator(id, in: indicator.id, known: Array(byID.keys))
      }
      let sum = Slot.Aggregate.sum(measure: schema.measures.append(id).index)
      return add(sum, of: indicator)
    }
    guard !part.definition.isRate, !part.definition.isQuantile else {
      throw .ratioOfRatio(id, in: indicator.id)
    }
    if case .computed = part.definition { throw .ratioOfComputed(id, in: indicator.id) }
    // The rows behind a reported number are unknown, so it cannot have conditions.
    if part.definition == .submitted, !indicator.conditions.isEmpty {
      throw .conditionsOfReported(id, in: indicator.id)
    }
    return baseSlot(of: part, for: indicator)
  }

  /// The slot of an indicator: its own, or one with the additional conditions and scope of an indicator that refers to
  /// it.
  private mutating func baseSlot(of indicator: Indicator, for other: Indicator?) -> Int {
    baseSlot(of: indicator, adding: other?.conditions ?? [], scope: other?.scope ?? Scope())
  }

  private mutating func baseSlot(
    of indicator: Indicator, adding conditions: [Indicator.Condition] = [], scope: Scope
  ) -> Int {
    let aggregate: Slot.Aggregate
    switch indicator.definition {
    case .count: aggregate = .count
    case .distinct(.commune): aggregate = .distinctCommunes
    case .distinct(.unit): aggregate = .distinctUnits
    case .distinct(.column(let column)): aggregate = .distinct(category: category(column))
    case .sum(let measure): aggregate = .sum(measure: schema.measures.append(measure).index)
    case .submitted: aggregate = .submitted(indicator.id)
    case .ratio, .share, .mean, .computed, .quantile, .per:
      preconditionFailure("what is made of slots has none of its own")
    }
    return add(aggregate, of: indicator, conditions: conditions, scope: scope)
  }

  /// - Parameters:
  ///   - conditions: conditions in addition to those of the indicator.
  ///   - scope: a scope in addition to that of the indicator.
  private mutating func add(
    _ aggregate: Slot.Aggregate, of indicator: Indicator,
    conditions: [Indicator.Condition] = [], scope: Scope = Scope()
  ) -> Int {
    let conditions = indicator.conditions + conditions
    var matches: [Slot.Match] = []
    for condition in conditions {
      let match: Slot.Match
      switch condition.test {
      case let test where condition.isOfPlace:
        match = .place(attribute: condition.column, test)
      case .within(let from, let through):
        let low = from.map { Int64(clamping: $0.parts) } ?? Int64.min
        let high = through.map { Int64(clamping: $0.parts) } ?? Int64.max
        match = .measure(
          schema.measures.append(condition.column).index, min(low, high)...max(low, high))
      case .fits(let pattern, let isWanted):
        // Tally the texts themselves, too, so that uncounted ones can be named.
        _ = category(condition.column)
        match = .category(
          category(condition.column, pattern: pattern), [TallyPlan.fitting], isOneOf: isWanted)
      case .oneOf, .noneOf:
        let category = category(condition.column)
        let values = Set(condition.texts.map { vocabularies[category].number(of: $0) })
        if case .oneOf = condition.test {
          match = .category(category, values, isOneOf: true)
        } else {
          match = .category(category, values, isOneOf: false)
        }
      }
      if !matches.contains(match) { matches.append(match) }
    }
    let scopes = Set([indicator.scope, scope].filter { !$0.isEmpty })
    return slots.append(Slot(aggregate: aggregate, conditions: matches, scopes: scopes)).index
  }

  /// The number of all texts that fit a pattern, in its category.
  package static let fitting: Int32 = 0

  private mutating func category(_ column: String, pattern: TextPattern? = nil) -> Int {
    let (inserted, index) = schema.categories.append(CategoryColumn(column, pattern: pattern))
    if inserted { vocabularies.append(Vocabulary()) }
    return index
  }
}

/// The reasons why indicators cannot be tallied.
package enum PlanError: Error, Equatable {
  case unknownIndicator(String, in: String, known: [String])
  case shareOfOther(String, in: String)
  case ratioOfRatio(String, in: String)
  case ratioOfComputed(String, in: String)
  /// Conditions on rows, for a number that units report.
  case conditionsOfReported(String, in: String)
  /// Ids in a circular definition, the first one repeated at the end.
  case cycle([String])
  /// Computed through more indicators than `TallyPlan.nesting`, or from more operands than `TallyPlan.mostOperands`;
  /// with the ids on the way.
  case tooLarge([String])
}

extension TallyPlan {
  /// The categories used in conditions, whose texts are all tallied.
  package var askedCategories: [Int] {
    let asked = Set(
      indicators.flatMap(\.conditions).filter { !$0.isNumeric && !$0.isOfPlace }.map(\.column))
    return schema.categories.indices.filter {
      schema.categories[$0].pattern == nil && asked.contains(schema.categories[$0].column)
    }
  }
}

extension Indicator.Condition {
  /// Whether it is a test of a number.
  package var isNumeric: Bool { if case .within = test { true } else { false } }

  /// Whether a text passes the test.
  package func accepts(_ text: String) -> Bool { test.accepts(text) }
}

extension Indicator.Condition.Test {
  /// Whether a text passes; never for tests of numbers.
  package func accepts(_ text: String) -> Bool {
    switch self {
    case .oneOf(let texts): texts.contains { NameKey($0) == NameKey(text) }
    case .noneOf(let texts): !texts.contains { NameKey($0) == NameKey(text) }
    case .fits(let pattern, let isWanted): (try? TextMatcher(pattern))?.fits(text) == isWanted
    case .within: false
    }
  }
}

extension TallyPlan {
  /// Pairs of measures of which the first is a part of the second: numerators and denominators of percentages. In no
  /// row may the part exceed the whole.
  package var rowParts: [(part: Int, whole: Int)] {
    var pairs: [(part: Int, whole: Int)] = []
    for indicator in indicators {
      guard case .ratio(let numerator, let denominator, .percent) = indicator.definition,
        let part = measure(of: numerator), let whole = measure(of: denominator),
        !pairs.contains(where: { $0 == (part, whole) })
      else { continue }
      pairs.append((part, whole))
    }
    return pairs
  }

  /// The measure of an operand: a column, or an indicator that is the sum of a column over all rows.
  private func measure(of operand: String) -> Int? {
    guard let indicator = indicator(withID: operand) else {
      return schema.measures.firstIndex(of: operand)
    }
    guard case .sum(let column) = indicator.definition, indicator.conditions.isEmpty else {
      return nil
    }
    return schema.measures.firstIndex(of: column)
  }
}
