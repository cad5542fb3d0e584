/// A list of trivial values that is emptied and refilled repeatedly: an array without the cost of value semantics.
///
/// Its state is behind a pointer: the run-time check of exclusive access to the variables of a class, which other
/// modules cannot avoid, would cost more than the access.
public final class PlainList<Element: BitwiseCopyable> {
  @usableFromInline struct Header {
    @usableFromInline var start: UnsafeMutablePointer<Element>
    @usableFromInline var count = 0
    @usableFromInline var capacity: Int

    @inlinable init(start: UnsafeMutablePointer<Element>, capacity: Int) {
      (self.start, self.capacity) = (start, capacity)
    }
  }
  @usableFromInline let header: UnsafeMutablePointer<Header>

  /// An empty list with an initial capacity.
  @inlinable public init(capacity: Int = 64) {
    header = .allocate(capacity: 1)
    header.initialize(to: Header(start: .allocate(capacity: capacity), capacity: capacity))
  }

  @inlinable deinit {
    header.pointee.start.deallocate()
    header.deallocate()
  }

  /// The address of the elements.
  @inlinable public var start: UnsafeMutablePointer<Element> { header.pointee.start }
  /// The number of elements.
  @inlinable public var count: Int { header.pointee.count }

  /// The elements.
  @inlinable public var elements: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: start, count: count)
  }

  /// Removes all elements but keeps the memory.
  @inlinable @inline(__always) public func removeAll() { header.pointee.count = 0 }

  /// Appends an element.
  @inlinable @inline(__always) public func append(_ element: Element) {
    if header.pointee.count == header.pointee.capacity { grow() }
    (header.pointee.start + header.pointee.count).initialize(to: element)
    header.pointee.count &+= 1
  }

  /// The address for appending up to `more` elements, at most 80; call `add` with the number written.
  @inlinable @inline(__always) public func room(for more: Int) -> UnsafeMutablePointer<Element> {
    if header.pointee.count &+ more > header.pointee.capacity { grow() }
    return header.pointee.start + header.pointee.count
  }

  /// Counts the elements written to `room(for:)`.
  @inlinable @inline(__always) public func add(_ more: Int) { header.pointee.count &+= more }

  /// Removes the last elements.
  @inlinable public func removeLast(_ removed: Int) {
    precondition(removed >= 0 && removed <= count)
    header.pointee.count -= removed
  }

  /// Removes the first elements.
  @inlinable public func removeFirst(_ removed: Int) {
    precondition(removed >= 0 && removed <= count)
    start.update(from: start + removed, count: count - removed)
    header.pointee.count -= removed
  }

  /// Makes room for at least 80 more elements.
  @inlinable @inline(never) func grow() {
    let (start, capacity) = (header.pointee.start, header.pointee.capacity)
    let grown = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2 + 80)
    grown.update(from: start, count: count)
    start.deallocate()
    (header.pointee.start, header.pointee.capacity) = (grown, capacity * 2 + 80)
  }
}
