/// Points that people gave a unit for a period: the unit itself, who verified them, and the body above. They
/// stand side by side, with the reason for what was cut.
package struct Assessment: Sendable, Hashable {
  /// The period that the points are given for.
  package var period: Period
  /// Its number in the roster.
  package var unit: Int
  /// What the unit gives itself; `nil` where it gave nothing yet.
  package var own: Double?
  /// What is left of it after verification, which then counts instead.
  package var verified: Double?
  /// What the superior body adds.
  package var superior: Double?
  /// Why points were cut or given; empty where nothing is said.
  package var reason: String
  /// The row of its table that it stands in.
  package var row: Int

  package init(
    period: Period, unit: Int, own: Double? = nil, verified: Double? = nil, superior: Double? = nil,
    reason: String = "", row: Int = 0
  ) {
    self.period = period
    self.unit = unit
    self.own = own
    self.verified = verified
    self.superior = superior
    self.reason = reason
    self.row = row
  }

  /// What counts of them: the verified points, or else the unit's own, and those of the superior body, each
  /// up to its most.
  ///
  /// - Returns: `nil` where the unit has given itself nothing and nobody has verified anything: unknown is
  ///   not zero.
  package func points(_ rule: ScoreRule.AssessmentRule) -> Double? {
    guard let base = verified ?? own else { return nil }
    return min(base, rule.ownMost ?? .infinity) + min(superior ?? 0, rule.superiorMost ?? .infinity)
  }

  /// What verification took away; `nil` where it left all, or one of the two is not known.
  package var cut: Double? {
    guard let own, let verified, verified < own else { return nil }
    return own - verified
  }
}

extension ScoreRule {
  /// That totals stand on the points that people gave, and how many these may be: 90 of the unit and 10 from
  /// above.
  package struct AssessmentRule: Sendable, Hashable {
    /// The most points of the unit's own and verified ones that count; `nil` without a bound.
    package var ownMost: Double?
    /// The most points of the superior body that count; `nil` without a bound.
    package var superiorMost: Double?

    package init(ownMost: Double? = nil, superiorMost: Double? = nil) {
      self.ownMost = ownMost
      self.superiorMost = superiorMost
    }

    /// The most of both together, where both are bounded.
    var maximum: Double? { ownMost.flatMap { own in superiorMost.map { own + $0 } } ?? ownMost }
  }
}
