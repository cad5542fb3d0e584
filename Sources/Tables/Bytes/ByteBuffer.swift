/// Bytes in a place of their own, which stays the same until more are added than there is room for:
/// what a `Cell` points into.
public final class ByteBuffer {
  /// How many bytes behind the last may be read, though they mean nothing.
  static let margin = 160

  // Asked for with every cell: the run-time check of exclusive access would cost more than the access.
  /// Where the bytes begin.
  @exclusivity(unchecked) public private(set) var start: UnsafeMutablePointer<UInt8>
  /// How many there are.
  @exclusivity(unchecked) public private(set) var count = 0
  private var capacity: Int

  /// Room for so many bytes, and the margin.
  public init(capacity: Int = 256) {
    self.capacity = capacity
    start = .allocate(capacity: capacity + ByteBuffer.margin)
    start.initialize(repeating: 0, count: capacity + ByteBuffer.margin)
  }

  deinit { start.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  func removeAll() { count = 0 }

  /// Gives up all bytes from an index on.
  func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count)
    self.count = count
  }

  /// Gives up the first bytes.
  func removeFirst(_ removed: Int) {
    precondition(removed >= 0 && removed <= count)
    start.update(from: start + removed, count: count - removed)
    count -= removed
  }

  /// Adds bytes behind the last.
  public func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Lets `write` put up to `room` bytes behind the last; it says how many it did.
  public func append<Failure: Error>(
    room: Int, _ write: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    reserve(room)
    let added = try write(UnsafeMutableRawBufferPointer(start: start + count, count: room))
    precondition(added >= 0 && added <= room)
    count += added
    return added
  }

  private func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    let room = max(count + more, capacity * 2)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: room + ByteBuffer.margin)
    grown.initialize(repeating: 0, count: room + ByteBuffer.margin)
    grown.update(from: start, count: count)
    start.deallocate()
    (start, capacity) = (grown, room)
  }
}
