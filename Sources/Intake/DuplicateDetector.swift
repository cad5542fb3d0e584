/// Finds activities that stand in the registers twice: the same day, unit and commune, and every
/// other cell the same to the letter.
///
/// Two activities that differ in a note are two activities; a register that was sent twice, or rows
/// that were pasted twice, are not.
struct DuplicateDetector {
  /// More rows are not remembered: the memory of a tally stays bounded whatever the file's size.
  static let limit = 1_000_000

  /// Where an activity was first seen.
  struct Origin: Equatable {
    var file: Int
    var row: Int
  }

  private var seen: [UInt64: Origin] = [:]

  /// Where the same activity was seen before; remembers it otherwise.
  ///
  /// Two different activities are taken for one with a chance of one in 2⁶⁴ for each pair.
  mutating func firstSight(of fingerprint: UInt64, at origin: Origin) -> Origin? {
    if let first = seen[fingerprint] { return first }
    if seen.count < DuplicateDetector.limit { seen[fingerprint] = origin }
    return nil
  }
}

/// A hash of an activity's cells (FNV-1a, 64 bits).
struct Fingerprint {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes { mix(byte) }
    // A separator that is no UTF-8, so that "ab","c" and "a","bc" differ.
    mix(0xFF)
  }

  mutating func add(_ number: Int32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      mix(UInt8(truncatingIfNeeded: number >> Int32(shift)))
    }
  }

  private mutating func mix(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }
}
