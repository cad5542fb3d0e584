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

extension ReportedNumber {
  /// Where it belongs; `nil` for totals, and for plans that hold from some day on.
  var coordinates: Coordinates? {
    guard case .unit(let unit) = group, from == nil else { return nil }
    return Coordinates(period: period, unit: unit, indicator: indicator.id, figure: figure)
  }
}
