import ClusterMetrics
import Findings
import Settings

/// What a unit says for a period.
package struct Answer: Sendable, Hashable {
  /// The question's id.
  package var question: String
  package var unit: Int
  package var period: Period
  /// As it was written, with its lines.
  package var text: String
  package var place: Finding.Place

  package init(question: String, unit: Int, period: Period, text: String, place: Finding.Place) {
    self.question = question
    self.unit = unit
    self.period = period
    self.text = text
    self.place = place
  }
}

extension [Answer] {
  /// Each answer once; what a unit says of one question in several places stands together.
  package var merged: [Answer] {
    var merged: [Answer] = []
    for answer in self where !answer.text.isEmpty {
      let same = merged.firstIndex {
        $0.question == answer.question && $0.unit == answer.unit && $0.period == answer.period
      }
      guard let same else {
        merged.append(answer)
        continue
      }
      let known = merged[same].text.split(separator: "\n").map(String.init)
      if !known.contains(answer.text), merged[same].text != answer.text {
        merged[same].text += "\n" + answer.text
      }
    }
    return merged
  }
}

extension String {
  /// An answer as it is kept: its lines without space around them, or nothing where it only says that there is none.
  package var answer: String {
    let lines = split(whereSeparator: \.isNewline)
      .map { $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") }
      .filter { !$0.isEmpty }
    let text = lines.joined(separator: "\n")
    let bare = text.trimmingColons
    let plain = bare.hasSuffix(".") && bare.count > 3 ? String(bare.dropLast()) : bare
    return String.nothings.contains(NameKey(plain)) ? "" : text
  }

  private static let nothings = Set(
    ["-", "–", "…", "...", "x", "không", "không có", "none"].map { NameKey($0) })
}
