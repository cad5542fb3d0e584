/// What stands in the cells of tables whose words were put into those of offices, by what they say then: people look for the former.
package struct WrittenHeadings {
  private var texts: [String: String] = [:]

  package init() {}

  package var isEmpty: Bool { texts.isEmpty }

  /// Takes note of a text in the place of another one.
  package mutating func note(_ text: String, of written: String) { texts[text] = written }

  /// Takes in those of another table.
  package mutating func merge(_ other: WrittenHeadings) {
    texts.merge(other.texts) { first, _ in first }
  }

  /// A heading of one or several levels as the table has it.
  package func heading(_ text: String) -> String {
    texts[text]
      ?? text.components(separatedBy: " / ").map { texts[$0] ?? $0 }.joined(separator: " / ")
  }

  /// A sentence with the headings that it quotes as the table has them.
  package func sentence(_ text: String) -> String {
    guard text.contains("\"") else { return heading(text) }
    return text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .map { $0.isMultiple(of: 2) ? String($1) : heading(String($1)) }
      .joined(separator: "\"")
  }
}
