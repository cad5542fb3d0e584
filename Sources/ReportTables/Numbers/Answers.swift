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

/// The questions of a project by the names that tables give them.
package struct QuestionNames: Sendable {
  private var questions: [NameKey: Question] = [:]

  package init(_ definition: ProjectDefinition) {
    for question in definition.questions {
      let names =
        [question.id, question.name.vietnamese, question.name.english] + question.aliases
      for name in names where questions[QuestionNames.key(name)] == nil {
        questions[QuestionNames.key(name)] = question
      }
    }
  }

  /// - Parameter text: a label or header, also with a number before it: "5. Khó khăn, vướng mắc:".
  package func question(_ text: String) -> Question? {
    guard !questions.isEmpty else { return nil }
    return questions[QuestionNames.key(text)] ?? questions[QuestionNames.key(text.withoutNumbering)]
  }

  /// Commas and colons are written or not.
  private static func key(_ name: String) -> NameKey {
    NameKey(name.map { ",;:".contains($0) ? " " : String($0) }.joined())
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
