import Foundation

/// The bytes of a table's cell, lent by its source until the source moves on.
///
/// The lender guarantees that eight bytes after the end can be read: they are loaded together with the last ones, and
/// shifted out.
public struct Cell: BitwiseCopyable {
  /// The address of the bytes.
  public let start: UnsafePointer<UInt8>
  /// The number of bytes.
  public let count: Int

  /// A cell with bytes that their owner lends.
  @inlinable public init(start: UnsafePointer<UInt8>, count: Int) {
    (self.start, self.count) = (start, count)
  }

  /// Whether the cell is empty.
  @inlinable public var isEmpty: Bool { count == 0 }
  /// The bytes.
  @inlinable public var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start, count: count)
  }

  /// The text; invalid UTF-8 is replaced by U+FFFD.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The cell without the apostrophe that stops a spreadsheet from reading a text as a formula: `'=A1`, `'-1`.
  @inlinable public var withoutMark: Cell {
    guard count > 1, start[0] == UInt8(ascii: "'") else { return self }
    switch start[1] {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"):
      return Cell(start: start + 1, count: count - 1)
    default: return self
    }
  }

  /// Whether the bytes are valid UTF-8.
  public var isText: Bool {
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
  }

  /// The cell without spaces, tabs, other control characters and no-break spaces at both ends.
  @inlinable @inline(__always) public var trimmed: Cell {
    // Hardly any cell has them.
    guard count > 0,
      start[0] <= 0x20 || start[0] == 0xC2 || start[count - 1] <= 0x20 || start[count - 1] == 0xA0
    else { return self }
    return slowlyTrimmed
  }

  @usableFromInline var slowlyTrimmed: Cell {
    var (first, end) = (0, count)
    while end > first {
      if start[end - 1] <= 0x20 {
        end -= 1
      } else if start[end - 1] == 0xA0, end - first >= 2, start[end - 2] == 0xC2 {
        end -= 2
      } else {
        break
      }
    }
    while first < end {
      if start[first] <= 0x20 {
        first += 1
      } else if start[first] == 0xC2, first + 1 < end, start[first + 1] == 0xA0 {
        first += 2
      } else {
        break
      }
    }
    return Cell(start: start + first, count: end - first)
  }

  /// The eight bytes at an index, little-endian.
  @inlinable @inline(__always) func word(at index: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self))
  }

  /// All bytes of a cell with fewer than eight, little-endian and padded with zeros.
  @inlinable @inline(__always) var shortWord: UInt64 {
    word(at: 0) & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1)
  }

  /// The value of one to eight digits; `nil` for anything else.
  @inlinable @inline(__always) public var digits: Int? {
    guard count > 0, count <= 8 else { return nil }
    let shift = UInt64(truncatingIfNeeded: (8 &- count) &* 8)
    // The digits are in the highest bytes, each as its value; below them are zeros, which are digits too.
    var value = (word(at: 0) ^ 0x3030_3030_3030_3030) &<< shift
    guard (value | (value &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 else {
      return nil
    }
    // Combine pairs, then fours, then eight digits at once.
    value = (value &* 10) &+ (value &>> 8)
    value =
      ((value & 0x0000_00FF_0000_00FF) &* (100 &+ (1_000_000 &<< 32)))
      &+ (((value &>> 16) & 0x0000_00FF_0000_00FF) &* (1 &+ (10_000 &<< 32)))
    return Int(truncatingIfNeeded: value &>> 32)
  }

  /// The numbers in a text such as `2022-06-17`, even if there is no such day; `nil` for any other text.
  @inlinable @inline(__always) public var dashedDate: (year: Int, month: Int, day: Int)? {
    guard count == 10 else { return nil }
    // Each digit becomes its value, each dash zero; only the last two bytes of the second word are new.
    let head = word(at: 0) ^ 0x2D30_302D_3030_3030
    let tail = word(at: 2) ^ 0x3030_2D30_302D_3030
    let tooLarge = head | tail | (head &+ 0x7676_7676_7676_7676) | (tail &+ 0x7676_7676_7676_7676)
    guard tooLarge & 0x8080_8080_8080_8080 == 0, head & 0xFF00_00FF_0000_0000 == 0 else {
      return nil
    }
    let pairs = (head &* 10) &+ (head &>> 8)
    let lastPairs = (tail &* 10) &+ (tail &>> 8)
    return (
      Int(truncatingIfNeeded: (pairs & 0xFF) &* 100 &+ (pairs &>> 16 & 0xFF)),
      Int(truncatingIfNeeded: pairs &>> 40 & 0xFF), Int(truncatingIfNeeded: lastPairs &>> 48 & 0xFF)
    )
  }

  /// Words that cover all bytes of a cell with 8 to 32 bytes; they overlap if it has fewer than 32. Names have such
  /// lengths, and are read without branches, which no processor could predict.
  @inlinable @inline(__always) var words: (UInt64, UInt64, UInt64, UInt64) {
    (
      word(at: 0), word(at: min(8, count &- 8)), word(at: max(count &- 16, 0)),
      word(at: count &- 8)
    )
  }

  /// A hash of the bytes: words are multiplied to 128 bits and folded (after wyhash).
  @inlinable @inline(__always) public func hash(seed: UInt64) -> UInt64 {
    let seed = seed ^ UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    guard count >= 8 else { return Mixing.mixed(seed, shortWord) }
    guard count <= 32 else { return longHash(seed) }
    let words = words
    return Mixing.mixed(Mixing.mixed(seed ^ words.0, words.1) ^ words.2, words.3)
  }

  @usableFromInline func longHash(_ seed: UInt64) -> UInt64 {
    var hash = seed
    var index = 0
    while index + 16 < count {
      hash = Mixing.mixed(hash ^ word(at: index), word(at: index + 8))
      index += 16
    }
    return Mixing.mixed(hash ^ word(at: count - 16), word(at: count - 8))
  }

  /// Whether the bytes at an address equal those of the cell; eight bytes after them must be readable.
  @inlinable @inline(__always) public func isEqual(to other: UnsafePointer<UInt8>) -> Bool {
    let other = Cell(start: other, count: count)
    guard count >= 8 else { return shortWord == other.shortWord }
    guard count <= 32 else { return memcmp(start, other.start, count) == 0 }
    let (own, others) = (words, other.words)
    return (own.0 ^ others.0) | (own.1 ^ others.1) | (own.2 ^ others.2) | (own.3 ^ others.3) == 0
  }
}

/// Functions for hashing cells.
public enum Mixing {
  /// Mixes another word into a hash.
  @inlinable @inline(__always) public static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(
      by: word ^ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }
}
