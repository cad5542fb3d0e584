import ClusterMetrics

/// Names by their words, whatever their order.
extension NameKey {
  /// The words of a name, each once.
  package static func words(_ name: String) -> Set<String> {
    Set(NameKey(name).text.split { !$0.isLetter && !$0.isNumber && $0.isASCII }.map(String.init))
  }

  /// How much two names share: the words that both have, of all that either has (Jaccard's index); from 0 to 1.
  package static func share(_ one: String, _ other: String) -> Double {
    let (left, right) = (words(one), words(other))
    return Double(left.intersection(right).count) / Double(max(left.union(right).count, 1))
  }
}

extension String {
  /// Whether it has no letter that English does not have.
  package var hasOnlyEnglishLetters: Bool {
    unicodeScalars.allSatisfy { $0.value < 0x80 || !$0.properties.isAlphabetic }
  }

  /// Whether it may have a letter: one of another alphabet than ASCII's is taken for one.
  package var hasLetterByte: Bool {
    utf8.contains { $0 >= 0x80 || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
  }

  /// Whether it has a figure: what has none says no day, and many texts are asked.
  package var hasDigit: Bool { utf8.contains { (0x30...0x39).contains($0) } }

  /// Whether a folded text holds another: byte by byte, for folded texts have one form only, and many are looked through for
  /// many words.
  package func holds(_ words: String) -> Bool {
    var (own, other) = (self, words)
    return own.withUTF8 { own in
      other.withUTF8 { other in
        guard let first = other.first, other.count <= own.count else { return other.isEmpty }
        return (0...(own.count - other.count)).contains { start in
          own[start] == first
            && own[start..<(start + other.count)].elementsEqual(other)
        }
      }
    }
  }
}
