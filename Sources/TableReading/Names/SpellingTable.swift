import Findings
import Tables

/// Numbers for spellings, looked up by their bytes: a hash table that makes no string, so that a name
/// costs one look-up of its meaning for every distinct spelling, and a few nanoseconds for every row.
///
/// A spelling may mean different things within different owners: communes within their unit.
package final class SpellingTable {
  /// Stands for bytes that are no UTF-8; nothing is kept of them.
  static let notText = Int32.min

  /// A place of the table: the spelling's hash, where its bytes are kept (0 for a free place), and its
  /// number.
  private struct Slot {
    var hash: UInt64
    var entry: UInt32
    var value: Int32
  }

  @exclusivity(unchecked) private var slots: UnsafeMutablePointer<Slot>
  @exclusivity(unchecked) private var mask: Int
  private var used = 0
  /// Each entry is its byte count, its owner, and its bytes, filled up to eights.
  private let entries = ByteBuffer(capacity: 1024)
  /// Where the entries begin, as `entries` says: asked for with every cell, where the run-time check of exclusive access
  /// to a variable of another module's class would cost more than the access.
  @exclusivity(unchecked) private var bytes: UnsafeRawPointer
  /// No spelling is kept beyond so many bytes; they are resolved again and again instead.
  private let entriesLimit: Int

  init(limit: Int) {
    entriesLimit = limit
    slots = .allocate(capacity: 64)
    slots.initialize(repeating: Slot(hash: 0, entry: 0, value: 0), count: 64)
    mask = 63
    _ = entries.append(room: 8) { _ in 8 }
    bytes = UnsafeRawPointer(entries.start)
  }

  deinit { slots.deallocate() }

  /// The number kept for a spelling, made by `resolve` at its first use, of the text without the spaces
  /// around it.
  @inline(__always) func value(
    of cell: Cell, within owner: Int32 = 0, resolve: (String) -> Int32
  ) -> Int32 {
    let hash = cell.hash(seed: UInt64(truncatingIfNeeded: owner))
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].entry != 0 {
      if slots[index].hash == hash, isEqual(slots[index].entry, cell, owner) {
        return slots[index].value
      }
      index = (index &+ 1) & mask
    }
    return add(cell, owner, hash, resolve)
  }

  @inline(__always) private func isEqual(_ entry: UInt32, _ cell: Cell, _ owner: Int32) -> Bool {
    let place = bytes + Int(entry)
    return place.load(as: UInt32.self) == UInt32(truncatingIfNeeded: cell.count)
      && place.load(fromByteOffset: 4, as: Int32.self) == owner
      && cell.isEqual(to: (place + 8).assumingMemoryBound(to: UInt8.self))
  }

  @inline(never) private func add(
    _ cell: Cell, _ owner: Int32, _ hash: UInt64, _ resolve: (String) -> Int32
  ) -> Int32 {
    guard let text = String(validating: cell.bytes, as: UTF8.self) else {
      return SpellingTable.notText
    }
    let trimmed = cell.trimmed.withoutMark
    let value = resolve(trimmed.count == cell.count ? text : trimmed.text)
    guard entries.count + cell.count < entriesLimit else { return value }
    let entry = UInt32(entries.count)
    _ = entries.append(room: 8 + (cell.count + 7) / 8 * 8) { room in
      room.storeBytes(of: UInt32(cell.count), as: UInt32.self)
      room.storeBytes(of: owner, toByteOffset: 4, as: Int32.self)
      UnsafeMutableRawBufferPointer(rebasing: room[8...]).copyBytes(from: cell.bytes)
      return room.count
    }
    bytes = UnsafeRawPointer(entries.start)
    if (used + 1) * 2 > mask { grow() }
    place(Slot(hash: hash, entry: entry, value: value))
    used += 1
    return value
  }

  private func place(_ slot: Slot) {
    var index = Int(truncatingIfNeeded: slot.hash) & mask
    while slots[index].entry != 0 { index = (index &+ 1) & mask }
    slots[index] = slot
  }

  private func grow() {
    let (old, count) = (slots, mask + 1)
    slots = .allocate(capacity: count * 2)
    slots.initialize(repeating: Slot(hash: 0, entry: 0, value: 0), count: count * 2)
    mask = count * 2 - 1
    for index in 0..<count where old[index].entry != 0 { place(old[index]) }
    old.deallocate()
  }
}
