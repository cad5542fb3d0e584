/// Finds the placeholders of a text that the pack cannot answer, before anything is changed.
struct PlaceholderCheck {
  let answers: PackAnswers
  /// Whether the format has tables that Giaoban can write.
  let takesTables: Bool

  func unknown(in paragraph: DocumentParagraph, part: String) -> [DocumentError.Unknown] {
    let text = paragraph.text
    return Placeholder.all(in: text).compactMap { _, content in
      problem(with: content, of: paragraph).map { reason in
        DocumentError.Unknown(
          placeholder: "{{\(content)}}", place: PlaceholderCheck.place(part, text), reason: reason)
      }
    }
  }

  private func problem(with content: Substring, of paragraph: DocumentParagraph) -> String? {
    guard let placeholder = Placeholder(content) else {
      let examples =
        "{{dialogues}}, {{dialogues.change:Nga Sơn}}, {{chart:dialogues}}, {{table:dialogues}}"
      return answers.words(
        "không phải là trường cần điền; hãy viết như \(examples)",
        "this is no placeholder; write as in \(examples)")
    }
    do {
      switch placeholder {
      case .number(let id, let field, let group): _ = try answers.text(id, field, group)
      case .chart(let id): _ = try answers.chart(id)
      case .table(let id):
        _ = try answers.table(id)
        guard takesTables else {
          return answers.words(
            "bảng chỉ đưa được vào văn bản Word", "a table can only go into a Word document")
        }
        guard paragraph.isPlaceholderAlone else {
          return answers.words(
            "bảng cần một đoạn riêng; hãy bỏ phần chữ bên cạnh",
            "a table needs a paragraph of its own; take out the text beside it")
        }
      case .chartCaption, .tableCaption: break
      }
    } catch { return error.reason }
    return nil
  }

  /// The part, and how the paragraph begins.
  static func place(_ part: String, _ text: String) -> String {
    let name = part.split(separator: "/").last.map(String.init) ?? part
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? name : "\(name), \"\(words.prefix(40))\(words.count > 40 ? "…" : "")\""
  }
}

extension DocumentParagraph {
  /// Whether the text is one placeholder and nothing else.
  var isPlaceholderAlone: Bool {
    let places = Placeholder.all(in: text)
    guard places.count == 1 else { return false }
    return (text[..<places[0].range.lowerBound] + text[places[0].range.upperBound...])
      .allSatisfy(\.isWhitespace)
  }
}

/// The mark of a picture that Giaoban keeps up to date.
enum PictureMark {
  static let prefix = "giaoban:"

  static func mark(_ id: String) -> String { prefix + id }

  /// The id of the chart that an element with a name, a title or an alternative text stands for: one
  /// of them is `giaoban:ID`.
  static func id(of node: XMLNode) -> String? {
    for attribute in ["descr", "title", "name"] {
      if let id = node.attribute(bare: attribute).flatMap(id(in:)) { return id }
    }
    return nil
  }

  /// The id in a text that is a mark and nothing else.
  static func id(in text: String) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 1, words[0].hasPrefix(prefix), words[0].count > prefix.count else {
      return nil
    }
    return String(words[0].dropFirst(prefix.count))
  }
}

/// What was done to a document.
package struct AttachmentLog: Equatable, Sendable {
  package var numbers = 0
  package var charts = 0
  package var tables = 0
  /// Numbers that not all units stand behind, pictures that do not fit their box: what to look at.
  package var doubts: [String] = []

  mutating func count(_ answer: PackAnswers.Text, for placeholder: String) {
    numbers += 1
    guard let doubt = answer.doubt else { return }
    let line = "\(placeholder): \(answer.text) (\(doubt))"
    if !doubts.contains(line) { doubts.append(line) }
  }
}
