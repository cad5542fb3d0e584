/// What is counted.
package struct Indicator: Sendable, Hashable {
  /// The name in commands, files and placeholders: letters, digits and underscores.
  package var id: String
  /// The name that people read: "Hội nghị đối thoại".
  package var name: LocalizedText
  /// A shorter name for narrow columns, if any: "Đối thoại".
  package var shortName: LocalizedText?
  /// What one of it is called in a sentence: "hội nghị"; empty for percentages.
  package var noun: LocalizedText
  /// What its numbers are measured in, if it is said: "ha", "triệu đồng"; stands over them.
  package var unitOfMeasure: LocalizedText?
  /// How the number is made.
  package var definition: Definition
  /// Which activities count; all of these conditions must hold.
  package var conditions: [Condition]
  /// The value to reach, in the indicator's own unit (percent for percentages).
  package var target: Double?
  /// What a change for the better is.
  package var better: Preference
  /// Digits after the decimal mark in print; see `hasStatedDecimals`.
  package var decimals: Int
  /// Whether the settings say how many decimals there are. Without it the data does (`PrintedDecimals`).
  package var hasStatedDecimals: Bool
  /// How numbers that units report for parts of a period make up that of the whole.
  package var overTime = OverTime.none
  /// How many days after the closing of a period its numbers are due, where that is said.
  package var due: Int?
  /// Numbers above zero and below this are not shown, nor what would give them away; `nil` where nothing is said.
  package var hideBelow: Int?
  /// Of whom it is asked, and when; of everybody and always where it is empty.
  package var scope = Scope()
  /// Whether the numbers that units report count from the beginning of the year ("lũy kế").
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

  /// Whether a value is as good as the target or better; `nil` without a target, and where neither more nor
  /// less is better.
  package func reachesTarget(_ value: Double) -> Bool? {
    target.flatMap { target in
      switch better {
      case .more: value >= target
      case .less: value <= target
      case .neither: nil
      }
    }
  }

  /// Whether units report it as a percentage, so that the numbers of several cannot be added.
  package var isStatedRate: Bool {
    guard definition == .submitted, let unit = unitOfMeasure else { return false }
    return ["%", "phần trăm", "percent"].contains(unit.vietnamese.lowercased())
  }

  /// How the number is made.
  package enum Definition: Sendable, Hashable {
    /// The number of activities.
    case count
    /// The number of different communes, units or texts in a column.
    case distinct(DistinctColumn)
    /// The sum of a measure.
    case sum(measure: String)
    /// The sum of a measure over the activities that state it.
    case mean(measure: String)
    /// A quantile of a measure over the activities that state it: 0 is the least, 0.5 the median, 1 the most.
    case quantile(measure: String, at: Double)
    /// One number over another, each an indicator's id or a measure's name.
    case ratio(of: String, to: String, shownAs: RatioStyle)
    /// A distinct count of communes as a share of all communes of the roster, in percent.
    case share(ofCommunes: String)
    /// An indicator's total over a number of the roster: for every 1,000 inhabitants.
    case per(measure: String, of: String, times: Double)
    /// What the units report themselves in `submissions`, instead of a register.
    case submitted
    /// Arithmetic of other indicators, of a group's totals: its numbers do not add up over units where it
    /// multiplies or divides.
    case computed(Arithmetic<String>)

    /// Whether the values of parts add up to the value of the whole, so that it can be divided among
    /// units or communes.
    package var addsUp: Bool {
      switch self {
      case .computed(let arithmetic): return arithmetic.addsUp
      case .quantile: return false
      default: return !isRate
      }
    }

    /// Whether it counts, and has no fractions.
    package var isCount: Bool {
      switch self {
      case .count, .distinct: true
      default: false
      }
    }

    /// Whether it is one of the values themselves, in their order.
    package var isQuantile: Bool { if case .quantile = self { true } else { false } }

    /// Whether the value is computed in percent.
    package var isPercentage: Bool {
      switch self {
      case .share, .ratio(_, _, .percent): true
      default: false
      }
    }

    /// Whether the value has a numerator and a denominator.
    package var isRate: Bool {
      switch self {
      case .ratio, .share, .mean, .per: true
      case .count, .distinct, .sum, .submitted, .computed, .quantile: false
      }
    }
  }

  /// What is told apart.
  package enum DistinctColumn: Sendable, Hashable {
    case commune
    /// A unit whose name changed in between is one, and so are those that became one.
    case unit
    case column(String)
  }

  /// Whether a ratio is multiplied by a hundred.
  package enum RatioStyle: Sendable, Hashable {
    case percent, number
  }

  /// What a column must hold for an activity to count.
  package struct Condition: Sendable, Hashable {
    /// What a cell is asked.
    package enum Test: Sendable, Hashable {
      /// One of some texts, compared as names are.
      case oneOf([String])
      /// None of some texts; an empty cell passes.
      case noneOf([String])
      /// A text that fits a pattern, or one that does not.
      case fits(TextPattern, isWanted: Bool)
      /// A number within bounds, both included; an empty cell does not pass.
      case within(from: Quantity?, through: Quantity?)
    }

    /// The id of the column: `activity`, one that the settings name, or an attribute of the roster.
    package var column: String
    /// What it must hold.
    package var test: Test
    /// Whether the roster says it of the place of an activity, and no register.
    package var isOfPlace = false

    package init(column: String, _ test: Test) {
      self.column = column
      self.test = test
    }

    package init(column: String, values: [String]) {
      self.init(column: column, .oneOf(values))
    }

    /// The texts that it names.
    package var texts: [String] {
      switch test {
      case .oneOf(let texts), .noneOf(let texts): texts
      case .within, .fits: []
      }
    }
  }

  /// Whether values are percentages, computed or reported: a change between two is then in percentage points.
  package var isPercentage: Bool { definition.isPercentage || isStatedRate }

  /// Whether several units' numbers make their mean, and no sum.
  package var isAverage: Bool {
    isStatedRate || definition == .submitted && overTime == .mean
  }

  /// Whether it counts what happens, and neither states a mean nor what exists at the end.
  package var isFlow: Bool { !isAverage && overTime != .last }

  /// Whether its own small numbers can be hidden: where it counts cases, or is what is left of such counts.
  package var canHideSmallNumbers: Bool {
    if case .computed(let arithmetic) = definition {
      arithmetic.difference != nil
    } else {
      countsCases
    }
  }

  /// Whether it counts something, or divides such counts, so that a small number can tell of single cases.
  package var countsCases: Bool {
    switch definition {
    case .computed: false
    default: !isAverage
    }
  }

  /// Whether the values of units add up to that of their cluster.
  package var addsUp: Bool { definition.addsUp && !isAverage }
}
