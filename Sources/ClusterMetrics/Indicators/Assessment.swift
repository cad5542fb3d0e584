/// Points that people gave a unit for a period: the unit itself, its verifiers, and the superior body. They are shown
/// side by side, with the reason for deductions.
package struct Assessment: Sendable, Hashable {
  /// The period of the points.
  package var period: Period
  /// Its number in the roster.
  package var unit: Int
  /// The points that the unit gives itself; `nil` if there are none yet.
  package var own: Double?
  /// The unit's points after verification, which then count instead.
  package var verified: Double?
  /// The points that the superior body adds.
  package var superior: Double?
  /// The reason for the points or deductions; empty if none is given.
  package var reason: String
  /// Its row in the table.
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

  /// The points that count: the verified points, or else the unit's own, plus those of the superior body, each up to
  /// its maximum.
  ///
  /// - Returns: `nil` if there are neither own nor verified points: unknown is not zero.
  package func points(_ rule: ScoreRule.AssessmentRule) -> Double? {
    guard let base = verified ?? own else { return nil }
    return min(base, rule.ownMost ?? .infinity) + min(superior ?? 0, rule.superiorMost ?? .infinity)
  }

  /// The deduction by verification; `nil` if there is none or one of the two numbers is unknown.
  package var cut: Double? {
    guard let own, let verified, verified < own else { return nil }
    return own - verified
  }
}

extension ScoreRule {
  /// The rule for totals made of points that people gave, and the greatest numbers of these: 90 of the unit and 10 of
  /// the superior body.
  package struct AssessmentRule: Sendable, Hashable {
    /// The greatest number of own or verified points that count; `nil` if unlimited.
    package var ownMost: Double?
    /// The greatest number of points of the superior body that count; `nil` if unlimited.
    package var superiorMost: Double?

    package init(ownMost: Double? = nil, superiorMost: Double? = nil) {
      self.ownMost = ownMost
      self.superiorMost = superiorMost
    }

    /// The greatest sum of both, if both are limited.
    var maximum: Double? { ownMost.flatMap { own in superiorMost.map { own + $0 } } ?? ownMost }
  }
}
