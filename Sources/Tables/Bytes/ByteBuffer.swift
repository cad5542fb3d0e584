/// A growing buffer of bytes with a stable address until its capacity is exceeded; a `Cell` points into it.
public final class ByteBuffer {
  /// The number of readable, but meaningless, bytes after the last one.
  static let margin = 160

  // Accessed for every cell: the run-time check of exclusive access would cost more than the access.
  /// The address of the bytes.
  @exclusivity(unchecked) public private(set) var start: UnsafeMutablePointer<UInt8>
  /// The number of bytes.
  @exclusivity(unchecked) public private(set) var count = 0
  private var capacity: Int

  /// Allocates room for this number of bytes, and the margin.
  public init(capacity: Int = 256) {
    self.capacity = capacity
    start = .allocate(capacity: capacity + ByteBuffer.margin)
    start.initialize(repeating: 0, count: capacity + ByteBuffer.margin)
  }

  deinit { start.deallocate() }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  func removeAll() { count = 0 }

  /// Removes all bytes from an index on.
  func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count)
    self.count = count
  }

  /// Removes the first bytes.
  func removeFirst(_ removed: Int) {
    precondition(removed >= 0 && removed <= count)
    start.update(from: start + removed, count: count - removed)
    count -= removed
  }

  /// Moves the first bytes to another place before the end, where they may overlap themselves.
  func move(_ moved: Int, to place: Int) {
    precondition(moved >= 0 && place >= 0 && place + moved <= count)
    (start + place).update(from: start, count: moved)
  }

  /// Appends bytes.
  public func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Lets a closure write up to `room` bytes at the end; it returns the number written.
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
