import ClusterMetrics
import OfficeWords
import Settings

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
