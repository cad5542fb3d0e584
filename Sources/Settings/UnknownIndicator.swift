import ClusterMetrics
import Findings

/// An id that no indicator has.
package struct UnknownIndicator {
  private let id: String
  private let nearest: [String]
  private let known: [String]
  private let isQuestion: Bool

  /// - Parameters:
  ///   - ids: those of the indicators.
  ///   - questions: those of the questions that units answer in words.
  package init(_ id: String, among ids: [String], questions: [String]) {
    self.id = id
    nearest = NameKey.nearest(to: id, among: ids)
    known = ids
    isQuestion = questions.contains(id)
  }

  /// What is wrong, and which was meant.
  package var message: LocalizedText {
    if isQuestion {
      return LocalizedText(
        vi: "\"\(id)\" là câu hỏi trả lời bằng lời (text: true), không có số liệu",
        en: "\"\(id)\" is a question that is answered in words (text: true); it has no numbers")
    }
    let listed = known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", …" : "")
    let hint =
      nearest.isEmpty
      ? LocalizedText(vi: "; có: \(listed)", en: "; there are: \(listed)") : Finding.hint(nearest)
    return LocalizedText(
      vi: "không có chỉ tiêu \"\(id)\"\(hint.vietnamese)",
      en: "there is no indicator \"\(id)\"\(hint.english)")
  }
}
