/// Finds what people copied out of filled sentences: it reads the same, and no pack brings it up to date.
///
/// It may as well be their own: a number of an earlier year that is meant to stay. So it is said, and nothing is changed.
struct CopiedValues {
  /// A value that is kept up to date, with the words beside it.
  struct Value {
    var value: String
    var before: String
    var after: String
    /// The paragraph that it stands in; `nil` where its placeholder stands there now.
    var text: String?

    /// How many letters beside a value tell it from others, and how many of its own do.
    private static let (least, leastAlone) = (8, 28)

    /// The passages that are copied with it: it and the words on one side of it, or it alone where it is long.
    fileprivate var passages: [Passage] {
      guard value.contains(where: \.isNumber) else { return [] }
      return [
        before.count >= Value.least
          ? Passage(text: before + value, beginsWithValue: false, endsWithValue: true) : nil,
        after.count >= Value.least
          ? Passage(text: value + after, beginsWithValue: true, endsWithValue: false) : nil,
        value.count >= Value.leastAlone
          ? Passage(text: value, beginsWithValue: true, endsWithValue: true) : nil,
      ].compactMap(\.self)
    }
  }

  /// A value with words beside it, as it is looked for.
  fileprivate struct Passage: Hashable {
    var text: String
    var beginsWithValue: Bool
    var endsWithValue: Bool

    /// How often it stands in a text: "9 hội nghị" does not stand in "49 hội nghị".
    func count(in other: String) -> Int {
      other.ranges(of: text).count { range in
        let before =
          range.lowerBound > other.startIndex ? other[other.index(before: range.lowerBound)] : " "
        let after = range.upperBound < other.endIndex ? other[range.upperBound] : " "
        return !(beginsWithValue && (before.isNumber || ",.+-−".contains(before)))
          && !(endsWithValue && after.isNumber)
      }
    }
  }

  /// The paragraphs that hold such a passage more often than values of their own stand in them, each once.
  static func paragraphs(_ values: [Value], in texts: [String]) -> [String] {
    var own: [Passage: [String: Int]] = [:]
    for value in values {
      for passage in value.passages {
        own[passage, default: [:]][value.text ?? "", default: 0] += 1
      }
    }
    let counts = Dictionary(texts.map { ($0, 1) }, uniquingKeysWith: +)
    return texts.uniqued.filter { text in
      own.contains { passage, places in
        // A value's own passage stands in the text of each of its bookmarks.
        passage.count(in: text) * (counts[text] ?? 1) > places[text] ?? 0
      }
    }
  }
}
