import Foundation

/// A small generator with a seed that can be printed and set (Steele, Lea and Flood 2014).
package struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Where generated input begins.
package enum Seed {
  /// Always the same place, so that nobody's change fails for what it did not do; a new one each time where
  /// `GIAOBAN_SEARCH` asks for a search (`make faults`). Tests print it when they fail.
  package static var start: UInt64 {
    ProcessInfo.processInfo.environment["GIAOBAN_SEARCH"] == nil
      ? 20_220_617 : .random(in: 0...UInt64(UInt32.max))
  }
}
