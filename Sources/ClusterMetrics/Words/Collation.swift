import Foundation

/// The order of the Vietnamese alphabet: a ă â b c d đ e ê … with the tones as a second rank
/// (ngang, huyền, hỏi, ngã, sắc, nặng), as in CLDR's collation for `vi`.
package enum Collation {
  /// Whether one name sorts before another.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    let (first, second) = (key(left), key(right))
    if first.letters != second.letters {
      return first.letters.lexicographicallyPrecedes(second.letters)
    }
    if first.tones != second.tones { return first.tones.lexicographicallyPrecedes(second.tones) }
    return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
  }

  private static func key(_ name: String) -> (letters: [UInt32], tones: [UInt8]) {
    var letters: [UInt32] = []
    var tones: [UInt8] = []
    for scalar in name.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.value {
      // The ranks of letters leave room between neighbours for ă, â, đ and the like.
      case 0x0306: letters.raiseLast(by: 1)
      case 0x0302: letters.raiseLast(by: 2)
      case 0x031B: letters.raiseLast(by: 3)
      case 0x0300: tones.setLast(1)
      case 0x0309: tones.setLast(2)
      case 0x0303: tones.setLast(3)
      case 0x0301: tones.setLast(4)
      case 0x0323: tones.setLast(5)
      default:
        let base: UInt32 = scalar == "đ" ? UInt32(("d" as Unicode.Scalar).value) : scalar.value
        letters.append(base * 4 + (scalar == "đ" ? 1 : 0))
        tones.append(0)
      }
    }
    return (letters, tones)
  }
}

extension [UInt32] {
  fileprivate mutating func raiseLast(by step: UInt32) {
    if !isEmpty { self[count - 1] += step }
  }
}

extension [UInt8] {
  fileprivate mutating func setLast(_ tone: UInt8) {
    if !isEmpty { self[count - 1] = tone }
  }
}
