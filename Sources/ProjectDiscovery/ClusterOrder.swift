import ClusterMetrics

/// Which units of a table belong to which cluster, by the order of its rows: clusters head their units, or stand below
/// them with their totals.
package enum ClusterOrder {
  /// A row that names a cluster or a unit.
  enum Line: Hashable {
    case cluster(String)
    /// By its place among the units that were found.
    case unit(Int)
  }

  static func members(of lines: [Line]) -> [(unit: Int, cluster: String)] {
    guard lines.contains(where: { if case .unit = $0 { true } else { false } }) else { return [] }
    // A table that begins with a cluster is read downwards, one that ends with one upwards.
    if case .cluster = lines.first { return headed(lines) }
    if case .cluster = lines.last { return headed(lines.reversed()) }
    return []
  }

  private static func headed(_ lines: [Line]) -> [(unit: Int, cluster: String)] {
    var current: String?
    return lines.compactMap { line in
      switch line {
      case .cluster(let name):
        current = name
        return nil
      case .unit(let unit): return current.map { (unit, $0) }
      }
    }
  }
}
