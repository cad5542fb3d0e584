import Foundation
import Office
import Packs
import Slides

/// Placeholders outside the running text: in titles of charts, diagrams and document properties. Numbers are filled in
/// like any other; other placeholders are rejected, so that none is left silently.
///
/// They cannot be marked, so they are filled only once: the next pack finds a number there, not a placeholder.
struct FurtherParts {
  let document: OfficeDocument
  let answers: PackAnswers
  /// The parts that are filled by other code.
  let others: Set<String>

  /// The parts that contain a placeholder, or the beginning or end of one.
  private func parts() throws -> [String] {
    try document.package.names.filter { name in
      guard name.hasSuffix(".xml"), !others.contains(name), !name.contains("comments"),
        name != "[Content_Types].xml", let data = try document.package.data(name)
      else { return false }
      return FurtherParts.hasBraces(data)
    }.sorted()
  }

  /// Whether the text contains two consecutive braces, ignoring tags between them.
  private static func hasBraces(_ data: Data) -> Bool {
    guard data.contains(UInt8(ascii: "{")) || data.contains(UInt8(ascii: "}")) else { return false }
    var isInTag = false
    var last: UInt8 = 0
    for byte in data {
      switch byte {
      case UInt8(ascii: "<"): isInTag = true
      case UInt8(ascii: ">"): isInTag = false
      case _ where isInTag: continue
      case UInt8(ascii: "{"), UInt8(ascii: "}"):
        if byte == last { return true }
        last = byte
      default: last = byte
      }
    }
    return false
  }

  func unknown() throws -> [DocumentError.Unknown] {
    try parts().flatMap { part in
      let root = try document.tree(part).root
      let check = PlaceholderCheck(document: document, answers: answers, place: .elsewhere)
      return DocumentParagraph.all(in: root, .slides).flatMap { check.unknown(in: $0, part: part) }
        + bareTexts(root).flatMap { node -> [DocumentError.Unknown] in
          guard !FurtherParts.isCached(node) else {
            return [
              .init(
                placeholder: String(node.text.prefix(40)),
                place: document.place(part, "", answers.words),
                reason: answers.words(
                  "nằm trong bảng số của biểu đồ Office; hãy dùng {{chart:…}} hoặc sửa bảng số đó",
                  "it stands in the data sheet of an Office chart; use {{chart:…}}, or edit that sheet"
                ))
            ]
          }
          return check.unknown(in: node.text, part: part)
        }
    }
  }

  /// Lists the placeholders with their contents.
  func listed() throws -> [ListedPlaceholder] {
    try parts().flatMap { part in
      let root = try document.tree(part).root
      return answers.listed(DocumentParagraph.all(in: root, .slides), in: document, part)
        + bareTexts(root).flatMap { node in
          Placeholder.all(in: node.text).map {
            answers.listed($0.content, at: document.place(part, node.text, answers.words))
          }
        }
    }
  }

  /// Fills the placeholders and counts them.
  func fill(_ log: inout AttachmentLog) throws {
    let before = log.numbers
    defer {
      let count = log.numbers - before
      if count > 0 {
        log.doubts.append(
          answers.words(
            "\(count) chỗ điền nằm trong tên biểu đồ, sơ đồ, bố cục, bản cái trang chiếu hoặc thuộc tính của tệp, chỉ điền được một lần: kỳ sau"
              + " hãy điền lại từ mẫu",
            "\(count) placeholder\(count == 1 ? "" : "s") in titles of charts, diagrams, layouts, masters or properties"
              + " \(count == 1 ? "is" : "are") filled once: for the next pack, begin from the template"
          ))
      }
    }
    for part in try parts() {
      let root = try document.tree(part).root
      for paragraph in DocumentParagraph.all(in: root, .slides) {
        for (range, content) in Placeholder.all(in: paragraph.text).reversed() {
          guard let answer = try answers.number(content) else { continue }
          DocumentParagraph(paragraph.node, .slides).isolate(range).piece.fill(answer.text)
          log.count(answer)
          document.touch(part)
        }
      }
      for node in bareTexts(root) {
        let text = try answers.filled(node.text, &log)
        guard text != node.text else { continue }
        node.setText(text)
        document.touch(part)
      }
    }
  }

  /// Text nodes with braces outside paragraphs.
  private func bareTexts(_ root: XMLNode) -> [XMLNode] {
    var found: [XMLNode] = []
    root.walk { node in
      if node.isNamed("a:p") { return false }
      if node.isText, node.text.contains("{{") || node.text.contains("}}") { found.append(node) }
      return true
    }
    return found
  }

  /// Whether a text is a cached copy of a cell in a chart's workbook.
  private static func isCached(_ node: XMLNode) -> Bool {
    node.parent?.localName == "v" || node.parent?.localName == "f"
  }
}
