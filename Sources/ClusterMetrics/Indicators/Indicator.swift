/// A definition of something to count or measure.
package struct Indicator: Sendable, Hashable {
  /// The identifier in commands, files and placeholders: letters, digits and underscores.
  package var id: String
  /// The display name: "Hội nghị đối thoại".
  package var name: LocalizedText
  /// A shorter name for narrow columns, if there is one: "Đối thoại".
  package var shortName: LocalizedText?
  /// The noun for counted items in a sentence: "hội nghị"; empty for percentages.
  package var noun: LocalizedText
  /// The unit of measure, if given: "ha", "triệu đồng"; shown above numbers.
  package var unitOfMeasure: LocalizedText?
  /// How the number is computed.
  package var definition: Definition
  /// The activities that count: they must meet all conditions.
  package var conditions: [Condition]
  /// The value to reach, in the indicator's own unit (percent for percentages).
  package var target: Double?
  /// Whether more or less is better.
  package var better: Preference
  /// The number of printed decimals; see `hasStatedDecimals`.
  package var decimals: Int
  /// Whether the settings give the number of decimals. Otherwise the data determines it (`PrintedDecimals`).
  package var hasStatedDecimals: Bool
  /// How numbers that units report for parts of a period are combined.
  package var overTime = OverTime.none
  /// The number of days after the end of a period until its numbers are due, if given.
  package var due: Int?
  /// Numbers above zero and below this are suppressed, and so are numbers that would reveal them; `nil` if not given.
  package var hideBelow: Int?
  /// The units and periods that the indicator applies to; all units and periods by default.
  package var scope = Scope()
  /// Whether the numbers that units report are cumulative from the beginning of the year ("lũy kế").
  package var isCumulative = false

  package init(
    id: String, name: LocalizedText, shortName: LocalizedText? = nil,
    noun: LocalizedText = LocalizedText(""), unitOfMeasure: LocalizedText? = nil,
    definition: Definition, conditions: [Condition] = [], target: Double? = nil,
    better: Preference = .more, decimals: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.shortName = shortName
    self.noun = noun
    self.unitOfMeasure = unitOfMeasure
    self.definition = definition
    self.conditions = conditions
    self.target = target
    self.better = better
    self.decimals = decimals ?? (definition.isRate ? 1 : 0)
    hasStatedDecimals = decimals != nil
  }

  /// Whether a value reaches the target; `nil` without a target, and if neither more nor less is better.
  package func reachesTarget(_ value: Double) -> Bool? {
    target.flatMap { target in
      switch better {
      case .more: value >= target
      case .less: value <= target
      case .neither: nil
      }
    }
  }

  /// Whether units report it as a percentage, so numbers of several units cannot be added.
  package var isStatedRate: Bool {
    guard definition == .submitted, let unit = unitOfMeasure else { return false }
    return Indicator.percentages.contains(unit.vietnamese.lowercased())
  }

  /// How the number is computed.
  package enum Definition: Sendable, Hashable {
    /// The number of activities.
    case count
    /// The number of different communes, units or texts in a column.
    case distinct(DistinctColumn)
    /// The sum of a measure.
    case sum(measure: String)
    /// The mean of a measure over the activities that have a value.
    case mean(measure: String)
    /// A quantile of a measure over the activities that have a value: 0 is the minimum, 0.5 the median, 1 the maximum.
    case quantile(measure: String, at: Double)
    /// The quotient of two numbers, each an indicator's id or a measure's name.
    case ratio(of: String, to: String, shownAs: RatioStyle)
    /// A distinct count of communes as a percentage of all communes in the roster.
    case share(ofCommunes: String)
    /// An indicator's total divided by a number in the roster: per 1,000 inhabitants.
    case per(measure: String, of: String, times: Double)
    /// Numbers that units report in `submissions`, instead of a register.
    case submitted
    /// Arithmetic of other indicators, computed from a group's totals. If it multiplies or divides, its numbers do not
    /// add up over units.
    case computed(Arithmetic<String>)

    /// Whether the values of parts add up to that of the whole, so it can be divided among units or communes. Different texts of a
    /// column do not: two units may have the same. A commune is of one unit.
    package var addsUp: Bool {
      switch self {
      case .computed(let arithmetic): return arithmetic.addsUp
      case .quantile, .distinct(.column): return false
      default: return !isRate
      }
    }

    /// Whether it is an integer count.
    package var isCount: Bool {
      switch self {
      case .count, .distinct: true
      default: false
      }
    }

    /// Whether its value is one of the ordered values themselves.
    package var isQuantile: Bool { if case .quantile = self { true } else { false } }

    /// Whether the value is computed in percent.
    package var isPercentage: Bool {
      switch self {
      case .share, .ratio(_, _, .percent): true
      default: false
      }
    }

    /// Whether it is made of several numbers, so that a unit that has sent one of them may lack it.
    package var isComposed: Bool { if case .computed = self { true } else { isRate } }

    /// Whether the value has a numerator and a denominator.
    package var isRate: Bool {
      switch self {
      case .ratio, .share, .mean, .per: true
      case .count, .distinct, .sum, .submitted, .computed, .quantile: false
      }
    }
  }

  /// The items that a distinct count counts.
  package enum DistinctColumn: Sendable, Hashable {
    case commune
    /// Units; those that were renamed, or merged into one, count once.
    case unit
    case column(String)
  }

  /// Whether a ratio is multiplied by a hundred.
  package enum RatioStyle: Sendable, Hashable {
    case percent, number
  }

  /// A requirement on a column that an activity must meet to count.
  package struct Condition: Sendable, Hashable {
    /// The test of a cell.
    package enum Test: Sendable, Hashable {
      /// Equals one of some texts, compared like names.
      case oneOf([String])
      /// Equals none of some texts; an empty cell passes.
      case noneOf([String])
      /// Fits a pattern, or does not.
      case fits(TextPattern, isWanted: Bool)
      /// A number within inclusive bounds; an empty cell does not pass.
      case within(from: Quantity?, through: Quantity?)
    }

    /// The id of the column: `activity`, a column in the settings, or an attribute of the roster.
    package var column: String
    /// The test of its cells.
    package var test: Test
    /// Whether the roster, not a register, has the text for the place of an activity.
    package var isOfPlace = false

    package init(column: String, _ test: Test) {
      self.column = column
      self.test = test
    }

    package init(column: String, values: [String]) {
      self.init(column: column, .oneOf(values))
    }

    /// The texts in the test.
    package var texts: [String] {
      switch test {
      case .oneOf(let texts), .noneOf(let texts): texts
      case .within, .fits: []
      }
    }
  }

  /// Whether values are percentages, computed or reported. Differences are then in percentage points.
  package var isPercentage: Bool { definition.isPercentage || isStatedRate || isComputedRate }

  /// Whether arithmetic gives a percentage, as its unit of measure says.
  private var isComputedRate: Bool {
    guard case .computed = definition, let unit = unitOfMeasure else { return false }
    return Indicator.percentages.contains(unit.vietnamese.lowercased())
  }
  private static let percentages: Set<String> = ["%", "phần trăm", "percent"]

  /// Whether numbers of several units are averaged, not added.
  package var isAverage: Bool {
    isStatedRate || definition == .submitted && overTime == .mean
  }

  /// Whether it counts events, and is neither a mean nor a stock at the end of a period.
  package var isFlow: Bool { !isAverage && overTime != .last }

  /// Whether its own small numbers can be suppressed: whether it counts cases, or is a difference of such counts.
  package var canHideSmallNumbers: Bool {
    if case .computed(let arithmetic) = definition {
      arithmetic.difference != nil
    } else {
      countsCases
    }
  }

  /// Whether it counts something, or divides such counts, so a small number can reveal single cases.
  package var countsCases: Bool {
    switch definition {
    case .computed: false
    default: !isAverage
    }
  }

  /// Whether the values of units add up to that of their cluster.
  package var addsUp: Bool { definition.addsUp && !isAverage }
}
