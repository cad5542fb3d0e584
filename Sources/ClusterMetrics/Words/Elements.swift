extension Collection {
  /// The element of a collection that has one only.
  @inlinable package var only: Element? { count == 1 ? first : nil }
}

extension Array {
  /// The element at an index; `nil` where there is none.
  @inlinable package subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}

extension Array where Element: Hashable {
  /// The elements without those that came before.
  @inlinable package var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
