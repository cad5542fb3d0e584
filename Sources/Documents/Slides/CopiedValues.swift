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
    fileprivate var passages: [String] {
      guard value.contains(where: \.isNumber) else { return [] }
      return [
        before.count >= Value.least ? before + value : nil,
        after.count >= Value.least ? value + after : nil,
        value.count >= Value.leastAlone ? value : nil,
      ].compactMap(\.self)
    }
  }

  /// The paragraphs that hold such a passage more often than values of their own stand in them, each once.
  static func paragraphs(_ values: [Value], in texts: [String]) -> [String] {
    var own: [String: [String: Int]] = [:]
    for value in values {
      for passage in value.passages {
        own[passage, default: [:]][value.text ?? "", default: 0] += 1
      }
    }
    let counts = Dictionary(texts.map { ($0, 1) }, uniquingKeysWith: +)
    return texts.uniqued.filter { text in
      own.contains { passage, places in
        // A value's own passage stands in the text of each of its bookmarks.
        text.ranges(of: passage).count * (counts[text] ?? 1) > places[text] ?? 0
      }
    }
  }
}
