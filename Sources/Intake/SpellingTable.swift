/// Numbers for spellings, looked up by their bytes: a hash table that makes no string, so that
/// resolving a name costs one look-up of `NameKey` for every distinct spelling and a few
/// nanoseconds for every row.
struct SpellingTable {
  private var slots: [Int32] = Array(repeating: -1, count: 64)
  private var entries: [(hash: UInt64, bytes: Range<Int>, value: Int32)] = []
  private var bytes: [UInt8] = []

  /// The number kept for a spelling, made by `resolve` at its first use.
  mutating func value(
    of spelling: ArraySlice<UInt8>, resolve: (String) -> Int32
  ) -> Int32 {
    let hash = SpellingTable.hash(spelling)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.hash == hash, bytes[entry.bytes].elementsEqual(spelling) { return entry.value }
      slot = (slot + 1) & (slots.count - 1)
    }
    let value = resolve(String(decoding: spelling, as: UTF8.self))
    let start = bytes.count
    bytes.append(contentsOf: spelling)
    entries.append((hash, start..<bytes.count, value))
    slots[slot] = Int32(entries.count - 1)
    if entries.count * 2 > slots.count { grow() }
    return value
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (number, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// FNV-1a, 64 bits, with its high half folded down.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ (hash >> 32)
  }
}
