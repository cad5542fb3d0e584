import Office
import Packs
import Slides

/// A kind of document that can be filled from a pack.
protocol FillableDocument {
  /// - Returns: `nil` if the document is of another kind.
  init?(_ document: OfficeDocument, _ answers: PackAnswers) throws
  /// The record of what was filled in.
  var log: AttachmentLog { get }
  /// Fills every part; changes nothing if a placeholder cannot be filled.
  mutating func fill() throws
  /// Lists the placeholders with their contents.
  func listed() throws -> [ListedPlaceholder]
  /// The placeholders that would be rejected: unknown, half-written or misplaced ones.
  func unanswered() throws -> [DocumentError.Unknown]
}

extension FillableDocument {
  /// Lists the placeholders with their contents, or the reasons why they are rejected.
  func judged() throws -> [ListedPlaceholder] {
    let refused = try unanswered()
    let answered = try listed().filter { item in
      !refused.contains { $0.placeholder == item.placeholder && $0.place == item.place }
    }
    return answered.filter(\.isAnswered)
      + refused.map {
        ListedPlaceholder(
          placeholder: $0.placeholder, place: $0.place, becomes: $0.reason, isAnswered: false)
      }
  }
}

/// A placeholder with its content.
package struct ListedPlaceholder: Sendable, Equatable, Encodable {
  /// The placeholder in the document: "{{dialogues}}".
  package var placeholder: String
  /// The part of the document and the beginning of the paragraph; empty without a document.
  package var place: String
  /// The text, or the name of the chart or table; otherwise the reason why there is none.
  package var becomes: String
  package var isAnswered: Bool
}

extension PackAnswers {
  /// The entry for a placeholder.
  func listed(_ content: some StringProtocol, at place: String = "") -> ListedPlaceholder {
    let shown = "{{\(content)}}"
    func answered(_ text: String) -> ListedPlaceholder {
      ListedPlaceholder(placeholder: shown, place: place, becomes: text, isAnswered: true)
    }
    do throws(NoAnswer) {
      switch Placeholder(content) {
      case .number(let id, let field, let group): return answered(try text(id, field, group).text)
      case .chart(let id):
        return answered(words("hình: ", "picture: ") + (try chart(id)).caption)
      case .nativeChart(let id):
        _ = try officeChart(id)
        return answered(words("biểu đồ của Office: ", "Office chart: ") + (try chart(id)).caption)
      case .table(let id):
        let table = try table(id)
        return answered(
          words("bảng (\(table.rows.count) dòng): ", "table (rows: \(table.rows.count)): ")
            + table.caption)
      case .texts(let id): return answered(try lines(id).joined(separator: " / "))
      case .chartCaption, .tableCaption, nil:
        throw NoAnswer(reason: words("không phải là chỗ điền", "this is not a placeholder"))
      }
    } catch {
      return ListedPlaceholder(
        placeholder: shown, place: place, becomes: error.reason, isAnswered: false)
    }
  }

  /// All placeholders for the period, the pack, the totals, charts, tables and answers.
  var listed: [ListedPlaceholder] {
    let general = manifest.texts.sorted { $0.key < $1.key }.flatMap { id, fields in
      fields.keys.sorted().map { Placeholder.number(id: id, field: $0, group: "") }
    }
    let totals = manifest.numbers.filter { $0.cluster.isEmpty && $0.unit.isEmpty }
    let numbers = totals.flatMap { number in
      // The value itself comes first.
      let others = number.texts.keys.filter { $0 != Placeholder.valueField }.sorted()
      return ([Placeholder.valueField] + others).map {
        Placeholder.number(id: number.indicator, field: $0, group: "")
      }
    }
    let others =
      manifest.charts.map { Placeholder.chart($0.id) } + manifest.tables.map { .table($0.id) }
      + (manifest.answers ?? []).map { .texts($0.id) }
    return (general + numbers + others).map { listed($0.written) }
  }

  /// The placeholders of some paragraphs.
  func listed(
    _ paragraphs: [DocumentParagraph], in document: OfficeDocument, _ part: String
  ) -> [ListedPlaceholder] {
    paragraphs.flatMap { paragraph in
      Placeholder.all(in: paragraph.text).map {
        listed($0.content, at: document.place(part, paragraph.text, words))
      }
    }
  }
}
