import ClusterMetrics

/// What a cell that should hold a number says.
package enum StatedValue: Equatable {
  case number(Quantity, isApproximate: Bool)
  /// `...`, as an empty cell.
  case notReported
  /// `x`
  case notApplicable
}
