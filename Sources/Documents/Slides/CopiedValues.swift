import ClusterMetrics

/// Finds text copied from filled sentences: it looks the same, but no pack updates it.
///
/// It may also be the author's own, such as a number of an earlier year that must stay. So it is reported, and nothing
/// is changed.
struct CopiedValues {
  /// An updated value, with the words beside it.
  struct Value {
    var value: String
    var before: String
    var after: String
    /// The paragraph that contains it; `nil` if its placeholder is there now.
    var text: String?

    /// The numbers of characters that identify a value: beside it, and in itself.
    private static let (least, leastAlone) = (8, 28)

    /// The passages that are copied with it: the value with the words on one side, or alone if it is long.
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

  /// A value with words beside it, in the form to search for.
  fileprivate struct Passage: Hashable {
    var text: String
    var beginsWithValue: Bool
    var endsWithValue: Bool

    /// The number of occurrences in a text: "9 hội nghị" does not occur in "49 hội nghị".
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

  /// The paragraphs that contain such a passage more often than they contain updated values, each once.
  static func paragraphs(_ values: [Value], in texts: [String]) -> [String] {
    var own: [Passage: [String: Int]] = [:]
    for value in values {
      for passage in value.passages {
        own[passage, default: [:]][value.text ?? "", default: 0] += 1
      }
    }
    let counts = Dictionary(texts.map { ($0, 1) }, uniquingKeysWith: +)
    let updated = Dictionary(grouping: values) { $0.text ?? "" }
    return texts.uniqued.filter { text in
      own.contains { passage, places in
        // "ANNEX: Figures by unit, first half of 2025" holds a whole caption, but its own value is updated.
        if places[text] == nil,
          updated[text]?.contains(where: { passage.text.contains($0.value) }) ?? false
        {
          return false
        }
        // The passage of an updated value occurs in the text of each of its bookmarks.
        return passage.count(in: text) * (counts[text] ?? 1) > places[text] ?? 0
      }
    }
  }
}
