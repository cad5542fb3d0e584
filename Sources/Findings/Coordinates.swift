import ClusterMetrics
import OfficeWords

/// Which of a unit's numbers a cell states, or should state.
package struct Coordinates: Sendable, Hashable {
  package var period: Period
  /// The unit's place in the roster.
  package var unit: Int
  /// The indicator's id.
  package var indicator: String
  /// What the number is.
  package var figure: Figure

  package init(period: Period, unit: Int, indicator: String, figure: Figure) {
    (self.period, self.unit, self.indicator, self.figure) = (period, unit, indicator, figure)
  }
}
