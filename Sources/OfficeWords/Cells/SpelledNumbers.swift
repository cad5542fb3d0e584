import ClusterMetrics

/// Numbers written out in words: "hai", "mười lăm", "twelve". They are not read, for what they say with others is a grammar
/// of its own; whoever meets one says that a number is expected.
package enum SpelledNumbers {
  private static let words = Set(
    [
      "không", "một", "mốt", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "bẩy", "tám",
      "chín", "mười", "mươi", "linh", "lẻ", "trăm", "nghìn", "ngàn", "triệu", "one", "two", "three",
      "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
      "twenty", "thirty", "forty", "fifty", "hundred", "thousand",
    ].map { NameKey($0).text })
  /// "Không" is an answer, and "năm" a year.
  private static let others = Set(["không", "năm"].map { NameKey($0).text })

  /// Whether a text is a number in words, with or without what is counted in brackets.
  package static func isOne(_ text: String) -> Bool {
    let keys = (text.bracketAtEnd?.before ?? text).split(whereSeparator: \.isWhitespace)
      .map { NameKey($0).text }
    guard let first = keys.first, keys.count < 12, keys.allSatisfy(words.contains) else {
      return false
    }
    return keys.count > 1 || !others.contains(first)
  }
}
