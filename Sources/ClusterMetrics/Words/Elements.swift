extension Collection {
  /// The element of a collection that has one only.
  @inlinable package var only: Element? { count == 1 ? first : nil }
}

extension Array where Element: Hashable {
  /// The elements without those that came before.
  @inlinable package var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
