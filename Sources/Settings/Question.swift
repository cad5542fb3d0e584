import ClusterMetrics

/// What units are asked in words: "Khó khăn, vướng mắc". Answers are kept and listed, never tallied.
package struct Question: Sendable, Hashable {
  /// The name in documents: `{{texts:difficulties}}`.
  package var id: String
  package var name: LocalizedText
  /// What units call it in their tables.
  package var aliases: [String] = []
  /// Of whom it is asked, and when.
  package var scope = Scope()

  package init(id: String, name: LocalizedText) {
    (self.id, self.name) = (id, name)
  }
}
