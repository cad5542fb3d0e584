import CairoRenderer
import Foundation
import Office
import Packs
import Slides

/// Fills in the answers of units: `{{texts:ID}}` becomes a paragraph for each line, in its own formatting.
extension WordDocument {
  /// Fills a paragraph and copies of it.
  mutating func put(
    _ lines: [String], at range: Range<String.Index>, of paragraph: DocumentParagraph,
    as placeholder: Placeholder, _ part: String
  ) throws {
    let copies = lines.dropFirst().map { _ in WordDocument.copy(of: paragraph.node) }
    // The end of a section stays after the last paragraph.
    follow(paragraph.node, with: copies)
    for (line, node) in zip(lines, [paragraph.node] + copies) {
      let (piece, run) = DocumentParagraph(node, .word).isolate(range)
      piece.fill(line)
      try mark(run, as: placeholder, part)
    }
    log.numbers += 1
  }

  /// A copy of a paragraph without the end of a section.
  private static func copy(of paragraph: XMLNode) -> XMLNode {
    let copy = paragraph.copy()
    copy.descendant(at: "w:pPr", "w:sectPr")?.remove()
    return copy
  }

  /// Rewrites the answers of an earlier run: the paragraphs of each place are replaced by the new answers, even if
  /// users have added lines between them.
  mutating func refreshAnswers(_ part: String) throws {
    let marks = try document.tree(part).root.descendants("w:bookmarkStart").compactMap {
      start -> AnswerMark? in
      guard let digest = WordDocument.digest(start),
        case .texts(let id)? = answers.byDigest[digest],
        let paragraph = start.ancestor("w:p")
      else { return nil }
      return AnswerMark(start: start, paragraph: paragraph, digest: digest, id: id)
    }
    var places: [[AnswerMark]] = []
    for mark in marks {
      // A repeated answer starts another place, as in a copied list.
      if let index = places.lastIndex(where: { $0[0].digest == mark.digest }),
        !places[index].contains(where: { $0.hash == mark.hash && !mark.hash.isEmpty })
      {
        places[index].append(mark)
      } else {
        places.append([mark])
      }
    }
    for place in places { try refresh(place, try answers.lines(place[0].id), part) }
  }

  /// An answer of an earlier run, found by its mark.
  private struct AnswerMark {
    var start: XMLNode
    var paragraph: XMLNode
    var digest: String
    var id: String

    /// The hash of the original text.
    var hash: String {
      let parts = (start.attribute("w:name") ?? "").dropFirst(WordMarkup.bookmarkPrefix.count)
        .split(separator: "_")
      return parts.count == 3 ? String(parts[2].prefix(6)) : ""
    }
    var pieces: [XMLNode] { WordDocument.pieces(markedBy: start) }
    var text: String { pieces.map(\.text).joined() }
    /// Whether users changed it.
    var isEdited: Bool { !hash.isEmpty && SHA256.of(Data(text.utf8)).prefix(6) != hash }
    /// The text before and after it in its paragraph.
    var beside: [String] {
      let whole = paragraph.text
      guard !text.isEmpty, let range = whole.range(of: text) else { return [whole] }
      return [String(whole[..<range.lowerBound]), String(whole[range.upperBound...])]
    }
  }

  /// Rewrites the paragraphs of one place. Paragraphs with unchanged answers stay, including text that users added; the
  /// others are removed, and changes by users in them are reported.
  private mutating func refresh(_ place: [AnswerMark], _ lines: [String], _ part: String) throws {
    guard place.map(\.text) != lines else { return }
    // Text around the answer in all paragraphs of the list belongs to the list.
    let around =
      Dictionary(place.map { ($0.beside, 1) }, uniquingKeysWith: +)
      .max { ($0.value, $1.key.joined()) < ($1.value, $0.key.joined()) }?.key ?? []
    guard
      let model = place.first(where: {
        $0.beside == around && !$0.isEdited && !$0.pieces.isEmpty
      }) ?? place.first(where: { !$0.pieces.isEmpty })
    else { return }
    var kept: [String: AnswerMark] = [:]
    var taken: Set<XMLNode> = []
    for mark in place where lines.contains(mark.text) && kept[mark.text] == nil {
      guard taken.insert(mark.paragraph).inserted else { continue }
      kept[mark.text] = mark
    }
    let stays = Set(kept.values.map(\.start))
    for mark in place where !stays.contains(mark.start) {
      if mark.isEdited {
        log.note(
          answers.words(
            "một ý kiến đã được sửa tay sau khi điền, nay ghi lại theo số liệu: \"\(mark.text.prefix(80))\"",
            "an answer was changed by hand, and is written anew: \"\(mark.text.prefix(80))\""))
      }
      // If a paragraph break between two answers was deleted, they share a paragraph.
      let isAlone = !place.contains { $0.start != mark.start && $0.paragraph == mark.paragraph }
      if mark.beside != around, isAlone,
        mark.beside.contains(where: { $0.contains(where: \.isLetter) })
      {
        let note = mark.beside.joined(separator: " … ").prefix(80)
        log.note(
          answers.words(
            "đã bỏ phần ghi thêm bên cạnh một ý kiến không còn trong báo cáo: \"\(note)\"",
            "what was written beside an answer that is no longer reported is gone: \"\(note)\""))
      }
    }
    // The new list starts where the old one did.
    let pattern = WordDocument.copy(of: model.paragraph)
    var nodes: [XMLNode] = []
    for line in lines {
      if let mark = kept.removeValue(forKey: line) {
        nodes.append(mark.paragraph)
        continue
      }
      let node = WordDocument.copy(of: pattern)
      guard let start = WordDocument.start(in: node, model.digest) else { continue }
      let pieces = WordDocument.pieces(markedBy: start)
      guard let piece = pieces.first else { continue }
      // A paragraph may contain two answers if the break between them was deleted.
      for other in node.descendants("w:bookmarkStart")
      where other != start && WordDocument.digest(other) == model.digest {
        for rest in WordDocument.pieces(markedBy: other) { rest.remove() }
        WordDocument.removeMark(other, in: node)
      }
      piece.fill(line)
      for rest in pieces.dropFirst() { rest.remove() }
      nodes.append(node)
    }
    let old = place.map(\.paragraph)
    guard let first = old.first, let head = nodes.first, let last = nodes.last else { return }
    // The end of a section stays after the last paragraph.
    let section = old.lazy.compactMap { $0.descendant(at: "w:pPr", "w:sectPr") }.first?.copy()
    if head != first { head.insertBefore(first) }
    head.follow(with: Array(nodes.dropFirst()))
    for node in nodes { node.descendant(at: "w:pPr", "w:sectPr")?.remove() }
    if let section, let properties = last.child("w:pPr") { section.append(to: properties) }
    var gone: Set<XMLNode> = []
    for node in old where !nodes.contains(node) && gone.insert(node).inserted { node.remove() }
    for node in nodes {
      guard let start = WordDocument.start(in: node, model.digest) else { continue }
      renumber(start, in: node, model.digest)
    }
    document.touch(part)
  }

  private static func removeMark(_ start: XMLNode, in paragraph: XMLNode) {
    let id = start.attribute("w:id")
    for end in paragraph.descendants("w:bookmarkEnd") where end.attribute("w:id") == id {
      end.remove()
    }
    start.remove()
  }

  private static func start(in paragraph: XMLNode, _ digest: String) -> XMLNode? {
    paragraph.descendants("w:bookmarkStart").first { WordDocument.digest($0) == digest }
  }

  /// Gives the mark of a copied paragraph a new number.
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
