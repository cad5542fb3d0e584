/// The place of each commune's bit in the bit sets of its leaf group.
struct CommuneBits: Sendable {
  /// For each commune, the word and the bit in it.
  private(set) var word: [Int32]
  private(set) var bit: [UInt64]
  /// For each leaf group its first word; the last element is the number of all words.
  private var starts: [Int] = []
  private let unitsWithCommunes: Set<Int>

  /// Whether the roster has communes of a unit.
  func hasCommunes(_ unit: Int) -> Bool { unitsWithCommunes.contains(unit) }

  init(_ roster: Roster, byCommune: Bool) {
    word = Array(repeating: 0, count: roster.communes.count)
    bit = Array(repeating: 1, count: roster.communes.count)
    unitsWithCommunes = Set(
      roster.units.indices.filter { !roster.units[$0].communes.isEmpty })
    var next = 0
    for unit in roster.units {
      starts.append(next)
      guard !byCommune else { continue }
      for (place, commune) in unit.communes.enumerated() {
        word[commune] = Int32(next + place / 64)
        bit[commune] = 1 << UInt64(place % 64)
      }
      next += (unit.communes.count + 63) / 64
    }
    if byCommune {
      for commune in roster.communes.indices {
        starts.append(next)
        word[commune] = Int32(next)
        next += 1
      }
    }
    starts.append(next)
  }

  /// The number of words for one text and period.
  var wordCount: Int { starts[starts.count - 1] }

  func words(ofLeaf leaf: Int) -> Range<Int> { starts[leaf]..<starts[leaf + 1] }
}
