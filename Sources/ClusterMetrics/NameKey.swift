import Foundation

/// What is left of a name when everything is folded away in which people write the same name
/// differently: Unicode normal form, case, tone placement (hoà/hòa), Đ U+0110 and Ð U+00D0, kinds
/// and number of spaces, and the dot of an abbreviation.
///
/// Tones, vowel marks and đ stay: Nga Thanh and Nga Thành are two communes.
package struct NameKey: Hashable, Sendable {
  /// The folded text: lower case, decomposed, each syllable's tone mark at its end.
  package let text: String

  package init(_ name: some StringProtocol) {
    self.init(words: NameKey.words(of: name))
  }

  private init(words: [String]) {
    text = words.joined(separator: " ")
  }

  /// A name of a place, split into its kind and the rest: `TX. Bỉm Sơn` is a town named Bỉm Sơn.
  package static func place(_ name: some StringProtocol) -> (kind: PlaceKind?, bare: NameKey) {
    let words = words(of: name)
    for (kind, prefixes) in PlaceKind.folded {
      for prefix in prefixes
      where words.count > prefix.count && words.starts(with: prefix) {
        return (kind, NameKey(words: Array(words.dropFirst(prefix.count))))
      }
    }
    return (nil, NameKey(words: words))
  }

  fileprivate static func words(of name: some StringProtocol) -> [String] {
    var words: [String] = []
    var letters = String.UnicodeScalarView()
    var tones = String.UnicodeScalarView()
    func endWord() {
      guard !letters.isEmpty || !tones.isEmpty else { return }
      letters.append(contentsOf: tones)
      words.append(String(letters))
      letters = .init()
      tones = .init()
    }
    // Decomposition comes last: lower-casing may compose, and tones can only be moved when apart.
    for scalar in name.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.value {
      case 0x0300, 0x0301, 0x0303, 0x0309, 0x0323: tones.append(scalar)
      case 0x00F0, 0x0256: letters.append("đ")
      case 0x2010...0x2015, 0x2212: letters.append("-")
      case 0x200B...0x200D, 0x2060, 0xFEFF, 0x00AD: continue
      case 0x2E: endWord()
      default:
        if scalar.properties.isWhitespace { endWord() } else { letters.append(scalar) }
      }
    }
    endWord()
    return words
  }
}

/// What kind of place a prefix names.
package enum PlaceKind: Sendable, Hashable, CaseIterable {
  case commune, ward, township, district, town, city, province

  /// Ways to write it, the full word first.
  package var prefixes: [String] {
    switch self {
    case .commune: ["xã", "x"]
    case .ward: ["phường", "p"]
    case .township: ["thị trấn", "tt"]
    case .district: ["huyện", "h"]
    case .town: ["thị xã", "tx"]
    case .city: ["thành phố", "tp"]
    case .province: ["tỉnh"]
    }
  }

  fileprivate static let folded: [(PlaceKind, [[String]])] = allCases.map { kind in
    (kind, kind.prefixes.map { NameKey.words(of: $0) })
  }
}

extension NameKey {
  /// How many letters or tones must be changed, added, removed or swapped with their neighbour to
  /// get from one key to another (Damerau and Levenshtein's distance with adjacent swaps, over
  /// Unicode scalars, so that a wrong tone counts as one).
  package func distance(to other: NameKey) -> Int {
    let left = Array(text.unicodeScalars)
    let right = Array(other.text.unicodeScalars)
    var before: [Int] = []
    var row = Array(0...right.count)
    for i in left.indices {
      var next = [i + 1]
      for j in right.indices {
        var best = min(
          row[j] + (left[i] == right[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          best = min(best, before[j - 1] + 1)
        }
        next.append(best)
      }
      (before, row) = (row, next)
    }
    return row[right.count]
  }

  /// The nearest of some names, best first: at most three, none further than a third of its length.
  package static func nearest(
    to name: some StringProtocol, among candidates: some Sequence<String>
  ) -> [String] {
    let key = NameKey(name)
    let bare = place(name).bare
    return
      candidates
      .map { candidate in
        // Without the prefix too: "Nga An" is near to "Xã Nga An".
        (
          candidate,
          min(
            key.distance(to: NameKey(candidate)),
            bare.distance(to: place(candidate).bare))
        )
      }
      .filter { $0.1 <= max(1, min(bare.text.unicodeScalars.count / 3, 4)) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
      .prefix(3).map(\.0)
  }
}
