/// Plain values in a row that is emptied and filled again and again: an array without the price of value
/// semantics.
///
/// What changes lies behind a pointer: the run-time check of exclusive access to a class's variables, which other modules
/// cannot leave out, would cost more than the access.
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

  /// An empty list with room for so many.
  @inlinable public init(capacity: Int = 64) {
    header = .allocate(capacity: 1)
    header.initialize(to: Header(start: .allocate(capacity: capacity), capacity: capacity))
  }

  @inlinable deinit {
    header.pointee.start.deallocate()
    header.deallocate()
  }

  /// Where the elements begin.
  @inlinable public var start: UnsafeMutablePointer<Element> { header.pointee.start }
  /// How many there are.
  @inlinable public var count: Int { header.pointee.count }

  /// All of them.
  @inlinable public var elements: UnsafeBufferPointer<Element> {
    UnsafeBufferPointer(start: start, count: count)
  }

  /// Empties the list and keeps its room.
  @inlinable @inline(__always) public func removeAll() { header.pointee.count = 0 }

  /// Adds one behind the last.
  @inlinable @inline(__always) public func append(_ element: Element) {
    if header.pointee.count == header.pointee.capacity { grow() }
    (header.pointee.start + header.pointee.count).initialize(to: element)
    header.pointee.count &+= 1
  }

  /// Where up to so many elements may be put behind the last; `add` says how many were.
  @inlinable @inline(__always) public func room(for more: Int) -> UnsafeMutablePointer<Element> {
    if header.pointee.count &+ more > header.pointee.capacity { grow() }
    return header.pointee.start + header.pointee.count
  }

  /// Counts what was put into `room(for:)`.
  @inlinable @inline(__always) public func add(_ more: Int) { header.pointee.count &+= more }

  /// Gives up the first elements.
  @inlinable public func removeFirst(_ removed: Int) {
    precondition(removed >= 0 && removed <= count)
    start.update(from: start + removed, count: count - removed)
    header.pointee.count -= removed
  }

  /// At least 80 more.
  @inlinable @inline(never) func grow() {
    let (start, capacity) = (header.pointee.start, header.pointee.capacity)
    let grown = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2 + 80)
    grown.update(from: start, count: count)
    start.deallocate()
    (header.pointee.start, header.pointee.capacity) = (grown, capacity * 2 + 80)
  }
}
