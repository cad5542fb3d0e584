import Foundation
import Office
import Packs

/// What units say in words: `{{texts:ID}}` becomes a paragraph for each line, in the look of its own.
extension WordDocument {
  /// Fills a paragraph and copies of it.
  mutating func put(
    _ lines: [String], at range: Range<String.Index>, of paragraph: DocumentParagraph,
    as placeholder: Placeholder, _ part: String
  ) throws {
    let copies = lines.dropFirst().map { _ in WordDocument.copy(of: paragraph.node) }
    // The end of a section stays behind the last of them.
    follow(paragraph.node, with: copies)
    for (line, node) in zip(lines, [paragraph.node] + copies) {
      let (piece, run) = DocumentParagraph(node, .word).isolate(range)
      piece.fill(line)
      try mark(run, as: placeholder, part)
    }
    log.numbers += 1
  }

  /// A copy of a paragraph that ends no section.
  private static func copy(of paragraph: XMLNode) -> XMLNode {
    let copy = paragraph.copy()
    copy.descendant(at: "w:pPr", "w:sectPr")?.remove()
    return copy
  }

  /// Writes the answers of an earlier run anew, one place after the other: paragraphs come and go, so that their marks
  /// are looked for again each time.
  mutating func refreshAnswers(_ part: String) throws {
    var done: Set<String> = []
    while let start = try document.tree(part).root.descendants("w:bookmarkStart").first(where: {
      start in
      guard let name = start.attribute("w:name"), !done.contains(name),
        let digest = WordDocument.digest(start), case .texts? = answers.byDigest[digest]
      else { return false }
      return true
    }) {
      guard let digest = WordDocument.digest(start),
        case .texts(let id)? = answers.byDigest[digest],
        let first = start.ancestor("w:p")
      else { return }
      try refresh(first, digest, try answers.lines(id), part)
      var next: XMLNode? = first
      while let own = next, let mark = WordDocument.start(in: own, digest) {
        done.insert(mark.attribute("w:name") ?? "")
        next = own.next
      }
      // A mark that cannot be followed is not looked at again.
      if let name = start.attribute("w:name") { done.insert(name) }
    }
  }

  /// Writes the paragraphs of one place: the first, and those right behind it that bear its mark.
  private mutating func refresh(
    _ first: XMLNode, _ digest: String, _ lines: [String], _ part: String
  ) throws {
    var own = [first]
    while let next = own[own.count - 1].next, WordDocument.isMarked(next, digest) {
      own.append(next)
    }
    let old = own.map { WordDocument.text(of: $0, markedBy: digest) }
    guard old != lines else { return }
    for node in own.dropFirst() { node.remove() }
    let copies = lines.dropFirst().map { _ in WordDocument.copy(of: first) }
    follow(first, with: copies)
    for (line, node) in zip(lines, [first] + copies) {
      guard let start = WordDocument.start(in: node, digest) else { continue }
      let pieces = WordDocument.pieces(markedBy: start)
      guard let piece = pieces.first else { continue }
      piece.fill(line)
      for rest in pieces.dropFirst() { rest.remove() }
      if node != first { renumber(start, in: node, digest) }
    }
    document.touch(part)
  }

  private static func start(in paragraph: XMLNode, _ digest: String) -> XMLNode? {
    paragraph.descendants("w:bookmarkStart").first { WordDocument.digest($0) == digest }
  }

  private static func isMarked(_ node: XMLNode, _ digest: String) -> Bool {
    node.isNamed("w:p") && start(in: node, digest) != nil
  }

  private static func text(of paragraph: XMLNode, markedBy digest: String) -> String {
    start(in: paragraph, digest).map { pieces(markedBy: $0).map(\.text).joined() } ?? ""
  }

  /// Gives the mark of a copied paragraph a number of its own.
  private mutating func renumber(_ start: XMLNode, in paragraph: XMLNode, _ digest: String) {
    let old = start.attribute("w:id")
    lastBookmark += 1
    for end in paragraph.descendants("w:bookmarkEnd") where end.attribute("w:id") == old {
      end.setAttribute("w:id", "\(lastBookmark)")
    }
    start.setAttribute("w:id", "\(lastBookmark)")
    let text = WordDocument.pieces(markedBy: start).map(\.text).joined()
    start.setAttribute(
      "w:name", WordMarkup.bookmarkName(digest, number: lastBookmark, text: text))
  }
}
