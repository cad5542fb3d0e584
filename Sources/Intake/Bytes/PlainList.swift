/// Plain values in a row that is emptied and filled again and again: an array without the price of value
/// semantics.
final class PlainList<Element: BitwiseCopyable> {
  @exclusivity(unchecked) private(set) var start: UnsafeMutablePointer<Element>
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }

  @inline(__always) func removeAll() { count = 0 }

  @inline(__always) func append(_ element: Element) {
    if count == capacity { grow() }
    (start + count).initialize(to: element)
    count &+= 1
  }

  /// Where up to so many elements may be put behind the last; `add` says how many were.
  @inline(__always) func room(for more: Int) -> UnsafeMutablePointer<Element> {
    if count &+ more > capacity { grow() }
    return start + count
  }

  @inline(__always) func add(_ more: Int) { count &+= more }

  /// Gives up the first elements.
  func removeFirst(_ removed: Int) {
    precondition(removed >= 0 && removed <= count)
    start.update(from: start + removed, count: count - removed)
    count -= removed
  }

  /// At least 80 more.
  @inline(never) private func grow() {
    let grown = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2 + 80)
    grown.update(from: start, count: count)
    start.deallocate()
    (start, capacity) = (grown, capacity * 2 + 80)
  }
}
