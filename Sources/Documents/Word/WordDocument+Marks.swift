import CairoRenderer
import Foundation
import Office

/// Finds texts of an earlier run again by their bookmarks.
extension WordDocument {
  /// The text nodes between the ends of a bookmark, within its paragraph; `nil` if the bookmark does not end there.
  static func markedPieces(_ start: XMLNode) -> [XMLNode]? {
    guard let id = start.attribute("w:id"), let paragraph = start.ancestor("w:p") else {
      return nil
    }
    var pieces: [XMLNode] = []
    var (isInside, hasEnded) = (false, false)
    paragraph.walk { node in
      if node == start { isInside = true }
      if isInside, node.isNamed("w:bookmarkEnd"), node.attribute("w:id") == id {
        (isInside, hasEnded) = (false, true)
      }
      if isInside, node.isText, node.parent?.isNamed("w:t") == true { pieces.append(node) }
      // A text box anchored in the text has separate paragraphs.
      return !node.isNamed("w:del") && (node == paragraph || !node.isNamed("w:p"))
    }
    return hasEnded ? pieces : nil
  }

  static func pieces(markedBy start: XMLNode) -> [XMLNode] { markedPieces(start) ?? [] }

  mutating func refreshTexts(_ part: String) throws {
    for start in try document.tree(part).root.descendants("w:bookmarkStart") {
      guard let digest = WordDocument.digest(start), let placeholder = answers.byDigest[digest]
      else { continue }
      let text: String
      let before = log
      switch placeholder {
      case .number(let id, let field, let group):
        let answer = try answers.text(id, field, group)
        log.count(answer)
        text = answer.text
      case .chartCaption(let id): text = try answers.chart(id).caption
      case .tableCaption(let id): text = try answers.table(id).caption
      // These add and remove paragraphs: see `refreshAnswers`.
      case .chart, .nativeChart, .table, .texts: continue
      }
      if start.ancestor("mc:Fallback") != nil { log.keepCounts(of: before) }
      guard let pieces = WordDocument.markedPieces(start) else {
        log.numbers = before.numbers
        log.doubts.append(
          answers.words(
            "\(document.place(part, start.ancestor("w:p")?.text ?? "", answers.words)): phần đánh dấu của \"\(text)\" đã bị cắt rời nên giữ"
              + " nguyên; hãy thay bằng {{\(placeholder.written)}}",
            "\(document.place(part, start.ancestor("w:p")?.text ?? "", answers.words)): the mark of \"\(text)\" has lost its end,"
              + " and the text stays; put {{\(placeholder.written)}} in its place"))
        continue
      }
      let old = pieces.map(\.text).joined()
      guard old != text else { continue }
      noteChange(old, text, at: start)
      WordDocument.release(start)
      if let first = pieces.first {
        first.fill(text)
        for rest in pieces.dropFirst() { rest.remove() }
      } else {
        try write(text, behind: start, part)
      }
      if let number = start.length("w:id") {
        start.setAttribute(
          "w:name", WordMarkup.bookmarkName(digest, number: number, text: text))
      }
      document.touch(part)
    }
  }

  /// Records that users changed a text that is now overwritten.
  private mutating func noteChange(_ old: String, _ text: String, at start: XMLNode) {
    let parts = (start.attribute("w:name") ?? "").dropFirst(WordMarkup.bookmarkPrefix.count)
      .split(separator: "_")
    // A copied bookmark may have a longer name: "… Copy 1".
    guard parts.count == 3, parts[2].prefix(6) != SHA256.of(Data(old.utf8)).prefix(6) else {
      return
    }
    log.noteChange(old, to: text, answers)
  }

  /// Writes into a bookmark without text, because its value was empty.
  private func write(_ text: String, behind start: XMLNode, _ part: String) throws {
    guard !text.isEmpty else { return }
    if let run = start.nextElement, run.isNamed("w:r"), let holder = run.child("w:t") {
      let piece = holder.newText("")
      piece.append(to: holder)
      return piece.fill(text)
    }
    let fresh = try document.tree(part).elements(
      "<w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r>")[0]
    // Use the formatting of the neighbouring text.
    let runs = start.ancestor("w:p")?.children("w:r") ?? []
    if let format = runs.first?.child("w:rPr"), let first = fresh.children.first {
      format.copy().insertBefore(first)
    }
    fresh.insertAfter(start)
  }

  /// Removes a text from a content control that would hide it: one that displays its prompt, or one that displays data
  /// stored elsewhere in the document.
  static func release(_ node: XMLNode) {
    var control = node.ancestor("w:sdt")
    while let own = control {
      for property in own.child("w:sdtPr")?.children ?? []
      where ["dataBinding", "showingPlcHdr"].contains(property.localName) {
        property.remove()
      }
      control = own.ancestor("w:sdt")
    }
    guard node.ancestor("w:sdt") != nil, let style = node.descendant(at: "w:rPr", "w:rStyle"),
      style.attribute("w:val") == "PlaceholderText"
    else { return }
    style.remove()
  }
}
