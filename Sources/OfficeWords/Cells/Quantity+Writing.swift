import ClusterMetrics

extension Quantity {
  /// How many decimals it is written with, without zeros at their end.
  package var decimals: Int {
    let text = "\(self)"
    return text.firstIndex(of: ".").map { text[$0...].count - 1 } ?? 0
  }

  /// `1.234,5`
  package var vietnamese: String {
    let parts = "\(self)".split(separator: ".")
    var whole = String(parts[0])
    var place = whole.count - 3
    while place > (whole.hasPrefix("-") ? 1 : 0) {
      whole.insert(".", at: whole.index(whole.startIndex, offsetBy: place))
      place -= 3
    }
    return parts.count == 2 ? whole + "," + parts[1] : whole
  }

  package init?(_ value: Double) {
    guard case .number(let quantity) = NumberCell.quantity(value) else { return nil }
    self = quantity
  }
}
