/// A number that a unit reports itself for a period, instead of a register.
package struct Submission: Sendable, Hashable {
  /// The period that is reported on.
  package var period: Period
  /// Its number in the roster.
  package var unit: Int
  /// The id of the indicator.
  package var indicator: String
  /// What is reported, in the indicator's unit of measure.
  package var value: Quantity
  /// Whether it was stated as "over", "nearly" or "about" so many.
  package var isApproximate: Bool
  /// Whether the unit says that the question does not arise for it; it has no value then.
  package var isNotApplicable = false
  /// The parts of the period that nothing is reported for, where the number is made from those of its parts.
  package var missingParts: [Period]
  /// Those that nobody was asked about yet (`since`), and that it does not hold either.
  package var partsNotAsked: [Period] = []
  /// The row of its table that it stands in.
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
