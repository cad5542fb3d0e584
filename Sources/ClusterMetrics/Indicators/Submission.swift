/// A number that a unit reports itself for a period, instead of a register.
package struct Submission: Sendable, Hashable {
  /// The period of the report.
  package var period: Period
  /// Its number in the roster.
  package var unit: Int
  /// The id of the indicator.
  package var indicator: String
  /// The number, in the indicator's unit of measure.
  package var value: Quantity
  /// Whether it was given as "over", "nearly" or "about" a number.
  package var isApproximate: Bool
  /// Whether the unit reports that the indicator does not apply to it; it has no value then.
  package var isNotApplicable = false
  /// The missing parts of the period, if the number is made from those of parts.
  package var missingParts: [Period]
  /// Parts that were not asked for yet (`since`) and that it does not include either.
  package var partsNotAsked: [Period] = []
  /// Its row in the table.
  package var row: Int

  package init(
    period: Period, unit: Int, indicator: String, value: Quantity, isApproximate: Bool = false,
    isNotApplicable: Bool = false, missingParts: [Period] = [],
    partsNotAsked: [Period] = [], row: Int = 0
  ) {
    self.missingParts = missingParts
    self.partsNotAsked = partsNotAsked
    self.isNotApplicable = isNotApplicable
    self.row = row
    self.isApproximate = isApproximate
    self.period = period
    self.unit = unit
    self.indicator = indicator
    self.value = value
  }
}
