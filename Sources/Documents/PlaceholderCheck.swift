import Office
import Packs
import Slides

/// Finds the placeholders in a text that the pack cannot fill, before anything is changed.
struct PlaceholderCheck {
  /// The place of a text, which determines what may be put there.
  enum Place {
    case document, slide
    /// A chart's title, a diagram, a property: only numbers are allowed.
    case elsewhere
  }

  let document: OfficeDocument
  let answers: PackAnswers
  let place: Place

  func unknown(in paragraph: DocumentParagraph, part: String) -> [DocumentError.Unknown] {
    unknown(in: paragraph.text, part: part, isAlone: paragraph.isPlaceholderAlone)
  }

  /// - Parameter isAlone: whether a placeholder is the whole paragraph.
  func unknown(in text: String, part: String, isAlone: Bool = false) -> [DocumentError.Unknown] {
    let places = Placeholder.all(in: text)
    let unanswered = places.compactMap { _, content in
      problem(with: content, isAlone: isAlone).map { reason in
        DocumentError.Unknown(
          placeholder: "{{\(content)}}", place: document.place(part, text, answers.words),
          reason: reason)
      }
    }
    return unanswered + halfWritten(text, places.map(\.range), part)
  }

  /// Finds unmatched braces: `{dialogues}}`, `{{dialogues}`.
  private func halfWritten(
    _ text: String, _ places: [Range<String.Index>], _ part: String
  ) -> [DocumentError.Unknown] {
    var rest = text
    for place in places.reversed() { rest.replaceSubrange(place, with: " ") }
    guard let brace = rest.firstRange(of: "{{") ?? rest.firstRange(of: "}}") ?? singleBrace(rest)
    else { return [] }
    let isOpening = rest[brace].first == "{"
    // The word next to the braces.
    let around =
      isOpening
      ? rest[brace.lowerBound...].prefix { !$0.isWhitespace }
      : rest[..<brace.upperBound].suffix(40).split(separator: " ").last ?? ""
    return [
      .init(
        placeholder: String(around.prefix(40)), place: document.place(part, text, answers.words),
        reason: answers.words(
          "chỗ điền viết thiếu dấu ngoặc; hãy viết như {{dialogues}}",
          "a brace of this placeholder is missing; write it as {{dialogues}}"))
    ]
  }

  /// `{dialogues}`: single braces around the name of a placeholder.
  private func singleBrace(_ text: String) -> Range<String.Index>? {
    var start = text.startIndex
    while let open = text[start...].firstIndex(of: "{"),
      let close = text[open...].firstIndex(of: "}")
    {
      if case .number(let id, let field, let group)? = Placeholder(
        text[text.index(after: open)..<close]),
        (try? answers.text(id, field, group)) != nil
      {
        return open..<text.index(after: open)
      }
      start = text.index(after: open)
    }
    return nil
  }

  private func problem(with content: Substring, isAlone: Bool) -> String? {
    guard let placeholder = Placeholder(content) else {
      let examples =
        "{{dialogues}}, {{dialogues.change:Nga Sơn}}, {{chart:dialogues}}, {{table:dialogues}}"
      return answers.words(
        "không phải là chỗ điền; hãy viết như \(examples)",
        "this is not a placeholder; write as in \(examples)")
    }
    do {
      switch placeholder {
      case .number(let id, let field, let group): _ = try answers.text(id, field, group)
      case .chart(let id), .nativeChart(let id):
        _ = try answers.chart(id)
        if case .nativeChart = placeholder { _ = try answers.officeChart(id) }
        guard place != .elsewhere else {
          return answers.words(
            "ở đây chỉ điền được số; hãy đặt biểu đồ vào một đoạn riêng",
            "only numbers can stand here; put the chart into a paragraph of its own")
        }
      case .table(let id):
        _ = try answers.table(id)
        guard place != .elsewhere else {
          return answers.words(
            "ở đây chỉ điền được số; hãy đặt bảng vào một đoạn riêng",
            "only numbers can stand here; put the table into a paragraph of its own")
        }
        guard isAlone else {
          return answers.words(
            "bảng cần một đoạn riêng; hãy bỏ phần chữ bên cạnh",
            "a table needs a paragraph of its own; take out the text beside it")
        }
      case .texts(let id):
        _ = try answers.lines(id)
        guard place == .document else {
          return answers.words(
            "ý kiến chỉ đưa được vào văn bản Word", "answers can only go into a Word document")
        }
        guard isAlone else {
          return answers.words(
            "ý kiến cần một đoạn riêng; hãy bỏ phần chữ bên cạnh",
            "answers need a paragraph of their own; take out the text beside the placeholder")
        }
      case .chartCaption, .tableCaption: break
      }
    } catch { return error.reason }
    return nil
  }

  /// The beginning of a text, in quotation marks.
  static func beginning(of text: String) -> String {
    "\"\(text.prefix(40))\(text.count > 40 ? "…" : "")\""
  }
}

extension DocumentParagraph {
  /// Whether the text consists of a single placeholder.
  var isPlaceholderAlone: Bool {
    let places = Placeholder.all(in: text)
    guard places.count == 1 else { return false }
    return (text[..<places[0].range.lowerBound] + text[places[0].range.upperBound...])
      .allSatisfy(\.isWhitespace)
  }
}

/// The record of what was done to a document.
package struct AttachmentLog: Equatable, Sendable {
  package var numbers = 0
  package var charts = 0
  package var tables = 0
  /// Things to check: numbers that do not cover all units, pictures that do not fit their box.
  package var doubts: [String] = []

  /// Restores the counts of an earlier state, but keeps the doubts.
  mutating func keepCounts(of other: AttachmentLog) {
    (numbers, charts, tables) = (other.numbers, other.charts, other.tables)
  }

  /// Whether nothing was filled in or updated.
  var isEmpty: Bool { numbers == 0 && charts == 0 && tables == 0 }

  /// Counts a number, and records its caveat once.
  mutating func count(_ answer: PackAnswers.Text) {
    numbers += 1
    if let doubt = answer.doubt { note(doubt) }
  }

  /// Records something to check, once.
  mutating func note(_ doubt: String) {
    if !doubts.contains(doubt) { doubts.append(doubt) }
  }

  /// Records that a paragraph contains a copy of a filled sentence.
  mutating func noteCopy(_ text: String, _ answers: PackAnswers) {
    let place = PlaceholderCheck.beginning(of: text)
    note(
      answers.words(
        "\(place): một câu giống câu đã điền, có lẽ được chép lại, không được cập nhật; nếu cần cập nhật, hãy viết {{…}} vào chỗ của"
          + " số",
        "\(place): a sentence like one that was filled, perhaps a copy, is not brought up to date; if it should be, put {{…}} in"
          + " the place of its numbers"))
  }

  /// Records that users changed a text that is now overwritten.
  mutating func noteChange(_ old: String, to text: String, _ answers: PackAnswers) {
    note(
      old.isEmpty
        ? answers.words(
          "một số đã bị xóa sau khi điền, nay lại là \"\(text)\"; để bỏ hẳn, hãy xóa cả câu",
          "a number was deleted after it was filled, and is \"\(text)\" again; to do without, delete its sentence"
        )
        : answers.words(
          "\"\(old)\" đã được sửa tay sau khi điền, nay là \"\(text)\"; chữ viết thêm hãy đặt bên ngoài phần được điền",
          "\"\(old)\" was changed by hand after it was filled, and is \"\(text)\" now; write what is yours beside it"
        ))
  }
}
