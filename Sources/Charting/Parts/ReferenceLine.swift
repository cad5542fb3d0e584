/// A number that all marks of a chart are read against: a target, a mean of the cluster.
public struct ReferenceLine: Sendable, Hashable {
  /// Where it stands on the scale.
  public var value: Double
  /// What it is, with its number: "bình quân 10,5".
  public var label: String

  /// A line at a value.
  public init(_ value: Double, label: String) {
    self.value = value
    self.label = label
  }
}
