/// A number that a unit reports itself for a period, instead of a register.
package struct Submission: Sendable, Hashable {
  package var period: Period
  package var unit: Int
  /// The id of the indicator.
  package var indicator: String
  package var value: Quantity
  /// The row of its table that it stands in.
  package var row: Int

  package init(period: Period, unit: Int, indicator: String, value: Quantity, row: Int = 0) {
    self.row = row
    self.period = period
    self.unit = unit
    self.indicator = indicator
    self.value = value
  }
}
