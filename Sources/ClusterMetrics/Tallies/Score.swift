/// The rule for scoring the units of a cluster: criteria with their points, and bands.
package struct ScoreRule: Sendable, Hashable {
  /// The points for one indicator.
  package struct Criterion: Sendable, Hashable {
    /// The indicator's id.
    package var indicator: String
    /// The maximum of points.
    package var points: Double
    /// The value that earns all points; `nil` for the unit's plan. Points are proportional between it and `none`, which
    /// is larger if less is better.
    package var full: Double?
    /// The value that earns no points.
    package var none: Double

    package init(indicator: String, points: Double, full: Double?, none: Double = 0) {
      self.indicator = indicator
      self.points = points
      self.full = full
      self.none = none
    }

    /// The points of a value: `points × (value − none) / (full − none)`, never below 0 or above `points`.
    ///
    /// - Parameter full: the value that earns all points.
    package func points(for value: Double, full: Double) -> Double {
      // A plan equal to `none` is always reached.
      guard full != none else { return points }
      return points * min(max((value - none) / (full - none), 0), 1)
    }
  }

  /// A band of totals: "Xuất sắc" from 900 points.
  package struct Band: Sendable, Hashable {
    /// The name: "Xuất sắc".
    package var name: LocalizedText
    /// The least total in the band.
    package var from: Double

    package init(name: LocalizedText, from: Double) {
      self.name = name
      self.from = from
    }
  }

  /// Whether bonus points may raise a total above the sum of the criteria's points: 97 + 10 = 107.
  package enum Bonus: String, Sendable, Hashable, CaseIterable {
    case inside, outside
  }

  /// The treatment of a criterion that does not apply to a unit.
  package enum NotApplicable: String, Sendable, Hashable, CaseIterable {
    /// The points of the other criteria are scaled up to the maximum.
    case scale
    /// No points.
    case zero
    /// All points.
    case full
  }

  /// The criteria, in the order of the settings.
  package var criteria: [Criterion]
  /// The bands, the best first.
  package var bands: [Band]
  /// The treatment of bonus points above the maximum.
  package var bonus: Bonus
  /// The treatment of a criterion that does not apply to a unit.
  package var notApplicable: NotApplicable
  /// Ids of the indicators that break ties between equal totals, in this order.
  package var tieBreakers: [String]
  /// The rule for totals made of points that people gave instead of those of the criteria; `nil` otherwise.
  package var assessment: AssessmentRule?
  /// The number of decimals to which the points of each criterion are rounded.
  package var decimals: Int

  package init(
    criteria: [Criterion], bands: [Band] = [], bonus: Bonus = .outside,
    notApplicable: NotApplicable = .scale, tieBreakers: [String] = [],
    assessment: AssessmentRule? = nil, decimals: Int = 1
  ) {
    self.assessment = assessment
    self.criteria = criteria
    self.bands = bands.sorted { $0.from > $1.from }
    self.bonus = bonus
    self.notApplicable = notApplicable
    self.tieBreakers = tieBreakers
    self.decimals = decimals
  }

  /// The greatest total without a bonus: that of points that people may give, or the sum of the criteria's.
  package var maximum: Double {
    assessment?.maximum ?? criteria.map(\.points).reduce(0, +)
  }
}

/// Bonus or deducted points of a unit besides the criteria, with the reason.
package struct Adjustment: Sendable, Hashable {
  /// The period to which it belongs.
  package var period: Period
  /// Its number in the roster.
  package var unit: Int
  /// The points; negative for a deduction.
  package var points: Double
  /// The reason given in the file.
  package var reason: String
  /// The Vietnamese or English name of a band that the unit must not reach, whatever its points.
  package var closedBand: String?
  /// Its row in the table.
  package var row: Int

  /// Whether another row has the same content.
  package func says(the other: Adjustment) -> Bool {
    var own = self
    own.row = other.row
    return own == other
  }

  package init(
    period: Period, unit: Int, points: Double, reason: String, closedBand: String? = nil,
    row: Int = 0
  ) {
    self.period = period
    self.unit = unit
    self.points = points
    self.reason = reason
    self.closedBand = closedBand
    self.row = row
  }
}

/// The score of a unit, each part traceable to its number.
package struct Score: Sendable, Hashable {
  /// The points for a criterion.
  package struct Item: Sendable, Hashable {
    /// The criterion.
    package var criterion: ScoreRule.Criterion
    /// The number from which the points are computed.
    package var tally: Tally
    /// The value that earns all points; `nil` if it is a plan that the unit does not have.
    package var full: Double?
    /// The points, rounded as in the rule; `nil` if the number is missing, or if a criterion that does not apply is
    /// left out.
    package var points: Double?

    /// Whether the points come from a number that lacks parts of its period.
    package var isPartial: Bool { points != nil && tally.incompleteUnits > 0 }
  }

  /// Its number in the roster.
  package var unit: Int
  /// The criteria, in the order of the rule.
  package var items: [Item]
  /// Bonus and deductions, in the order of the file.
  package var adjustments: [Adjustment]
  /// The points that people gave, if totals are based on them.
  package var assessment: Assessment?
  /// The points of the criteria that apply, scaled up to the maximum if some do not apply.
  package var scaled: Double?
  /// The total; `nil` if a number is missing: unknown is not zero.
  package var total: Double?
  /// The rank among the units of the cluster with a total, with ties sharing the better rank (1, 2, 2, 4).
  package var rank: Int?
  /// The index of its band among the rule's bands.
  package var band: Int?

  /// Whether any of its points come from a number that lacks parts of its period.
  package var isPartial: Bool { items.contains(where: \.isPartial) }
}

extension TallyBook {
  /// The scores of a cluster's units in a period, in the roster's order.
  ///
  /// - Precondition: the criteria's indicators are in the plan.
  package func scores(
    _ rule: ScoreRule, adjustments: [Adjustment], assessments: [Assessment] = [],
    ofCluster cluster: Int, in period: Period
  ) -> [Score] {
    let units = units(of: .cluster(cluster), in: period)
    let days = calendar.days(of: period)
    var scores = units.map { unit in
      // Units that merged into this one within the period pass on their adjustments and assessments.
      let line = [unit] + (roster.hasSuccession ? roster.units(becoming: unit, within: days) : [])
      return score(
        rule, adjustments.filter { line.contains($0.unit) && $0.period == period },
        assessments.first { $0.unit == unit && $0.period == period }, ofUnit: unit, in: period)
    }
    // The sort keys of units: the total, then the indicators that break ties, each so that more is better.
    let keys = scores.map { score -> [Double]? in
      guard let total = score.total else { return nil }
      return [total]
        + rule.tieBreakers.map { id in
          guard let indicator = plan.indicator(withID: id),
            let value = withSmallNumbers.tally(indicator, for: .unit(score.unit), in: period).value
          else { return -.infinity }
          return indicator.better == .less ? -value : value
        }
    }
    for (index, key) in keys.enumerated() {
      guard let key else { continue }
      scores[index].rank = 1 + keys.count { $0.map { key.lexicographicallyPrecedes($0) } ?? false }
    }
    return scores
  }

  private func score(
    _ rule: ScoreRule, _ adjustments: [Adjustment], _ assessment: Assessment?,
    ofUnit unit: Int, in period: Period
  ) -> Score {
    func rounded(_ points: Double) -> Double {
      Rounding.rounded(points, decimals: rule.decimals)
    }
    let items = rule.criteria.compactMap { criterion -> Score.Item? in
      guard let indicator = plan.indicator(withID: criterion.indicator) else { return nil }
      let tally = tally(indicator, for: .unit(unit), in: period)
      // Use suppressed numbers, too: units earn points for them.
      let whole = withSmallNumbers.tally(indicator, for: .unit(unit), in: period)
      let full =
        criterion.full
        ?? plans(indicator, ofUnit: unit, in: period).first?.value.doubleValue
      var points = whole.value.flatMap { value in
        full.map { full in
          // A limit is either kept or not, unless the rule gives the value from which no points are earned.
          indicator.better == .less && criterion.full == nil && criterion.none <= full
            ? (value <= full ? criterion.points : 0)
            : rounded(criterion.points(for: value, full: full))
        }
      }
      if tally.status == .notApplicable {
        switch rule.notApplicable {
        case .scale: points = nil
        case .zero: points = 0
        case .full: points = criterion.points
        }
      }
      return Score.Item(criterion: criterion, tally: tally, full: full, points: points)
    }
    var score = Score(
      unit: unit, items: items, adjustments: adjustments, assessment: assessment)
    score.scaled = scaled(items, rule)
    let base = rule.assessment.map { assessment?.points($0) } ?? score.scaled
    guard let base else { return score }
    var total = rounded(base + adjustments.map(\.points).reduce(0, +))
    if rule.bonus == .inside { total = min(total, rule.maximum) }
    score.total = total
    let closed = adjustments.compactMap(\.closedBand).map { NameKey($0) }
    let lowestClosed = rule.bands.lastIndex { band in
      closed.contains { $0 == NameKey(band.name.vietnamese) || $0 == NameKey(band.name.english) }
    }
    score.band = rule.bands.indices.first {
      rule.bands[$0].from <= total && $0 > lowestClosed ?? -1
    }
    return score
  }

  /// The points of the criteria that apply, scaled up to the maximum if some do not apply; `nil` if a number is
  /// missing.
  private func scaled(_ items: [Score.Item], _ rule: ScoreRule) -> Double? {
    func rounded(_ points: Double) -> Double {
      Rounding.rounded(points, decimals: rule.decimals)
    }
    guard
      !items.contains(where: {
        [.missing, .indivisible].contains($0.tally.status)
          || ($0.full == nil && $0.tally.value != nil)
      })
    else { return nil }
    let counted = items.filter { $0.points != nil }
    let possible = counted.map(\.criterion.points).reduce(0, +)
    guard possible > 0 else { return nil }
    let sum = counted.compactMap(\.points).reduce(0, +)
    let all = items.map(\.criterion.points).reduce(0, +)
    return counted.count == items.count ? rounded(sum) : rounded(sum / possible * all)
  }
}
