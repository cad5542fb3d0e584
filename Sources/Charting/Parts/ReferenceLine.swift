/// A number that all marks of a chart are compared with: a target, a mean of the cluster.
public struct ReferenceLine: Sendable, Hashable {
  /// The number, on the scale of the chart.
  public var value: Double
  /// Its name, with the number: "bình quân 10,5".
  public var label: String

  /// A line at a value.
  public init(_ value: Double, label: String) {
    self.value = value
    self.label = label
  }
}
