import ClusterMetrics
import Foundation
import Office
import Packs
import Slides

/// The numbers with which a Word document was filled, stored in a separate part: Word removes a bookmark when its whole
/// text is overwritten, and the number would silently stay unchanged forever.
struct WordMemory: Codable, Equatable {
  struct Number: Codable, Hashable {
    /// Without braces, because parts with braces would be filled.
    var placeholder: String
    var value: String
    /// The words beside it in its paragraph, up to the next filled number, and the longest words between numbers: a
    /// pack changes none of them.
    var before: String
    var after: String
    var longest: String

    /// The number of characters stored, and the least number that identifies a place.
    static let (reach, least) = (16, 6)

    /// Whether a paragraph may be the original one: it contains the words on both sides or, if these are short, the
    /// longest words.
    func mayBeIn(_ text: String) -> Bool {
      var sides = [before, after].filter { $0.count >= Number.least }
      if sides.isEmpty { sides = [longest].filter { $0.count >= Number.least } }
      return !sides.isEmpty && sides.allSatisfy(text.contains)
    }
  }

  var numbers: [Number]
  /// The charts and tables, as their placeholders.
  var placed: [String]?

  private static let name = "giaoban"
  private static let namespace = "urn:giaoban:numbers"
  private static let relationship =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"

  /// The part of a document with the stored numbers, and its content.
  private static func stored(
    _ document: OfficeDocument, beside main: String
  ) throws -> (part: String, text: String)? {
    for part in try document.targets("customXml", from: main) {
      guard try document.package.data(part) != nil, let tree = try? document.tree(part),
        tree.root.localName == name, tree.root.namespace == namespace
      else { continue }
      return (part, tree.root.text)
    }
    return nil
  }

  /// The numbers of an earlier run; `nil` if there was none, or another program has removed them.
  init?(_ document: OfficeDocument, beside main: String) throws {
    guard let stored = try WordMemory.stored(document, beside: main),
      stored.text.utf8.count < 1 << 22,
      let memory = try? JSONDecoder().decode(WordMemory.self, from: Data(stored.text.utf8))
    else { return nil }
    self = memory
  }

  init(_ numbers: [Number], placed: [String]) {
    self.numbers = numbers
    self.placed = placed.isEmpty ? nil : placed
  }

  /// Stores the numbers in the document.
  func store(_ document: OfficeDocument, beside main: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(self), as: UTF8.self)
    let markup: Markup = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <giaoban xmlns="\(WordMemory.namespace)">\(text)</giaoban>
      """
    let data = Data(markup.xml.utf8)
    if let stored = try WordMemory.stored(document, beside: main) {
      if stored.text != text { document.replace(stored.part, with: data) }
      return
    }
    guard !numbers.isEmpty || placed != nil else { return }
    let part = try document.freeName("customXml/giaoban")
    document.package.set(part, to: data)
    try document.declare(ending: "xml", "application/xml")
    _ = try document.relate(main, to: part, "/" + part, WordMemory.relationship)
  }
}

extension WordDocument {
  /// A number that currently has a bookmark.
  private struct Marked {
    var digest: String
    var value: String
    var before = ""
    var after = ""
    var longest = ""
    /// The paragraph that contains it.
    var text: String
  }

  /// Whether the node is in a fallback for older programs, which repeats the content of a drawing.
  private static func isShownTwice(_ node: XMLNode) -> Bool { node.ancestor("mc:Fallback") != nil }

  private func marked() throws -> [Marked] {
    try parts.flatMap { part in
      try document.tree(part).root.descendants("w:p").flatMap { paragraph in
        WordDocument.isShownTwice(paragraph) ? [] : marked(in: paragraph)
      }
    }
  }

  /// The numbers of a paragraph with the words between them, in their order.
  private func marked(in paragraph: XMLNode) -> [Marked] {
    let text = DocumentParagraph(paragraph, .word)
    var all: [(marked: Marked, range: Range<String.Index>?)] = []
    for start in paragraph.descendants("w:bookmarkStart") where start.ancestor("w:p") == paragraph {
      guard let digest = WordDocument.digest(start), let pieces = WordDocument.markedPieces(start)
      else { continue }
      let value = pieces.map(\.text).joined()
      let range = pieces.first.flatMap(text.start).map { from in
        from..<text.text.utf8.index(from, offsetBy: value.utf8.count)
      }
      all.append((Marked(digest: digest, value: value, text: text.text), range))
    }
    guard !all.isEmpty else { return [] }
    let taken = all.compactMap(\.range).sorted { $0.lowerBound < $1.lowerBound }
    var words: [Substring] = []
    var end = text.text.startIndex
    for range in taken where range.lowerBound >= end {
      words.append(text.text[end..<range.lowerBound])
      end = range.upperBound
    }
    words.append(text.text[end...])
    let longest = String(words.max { $0.count < $1.count } ?? "")
    return all.map { marked, range in
      var marked = marked
      marked.longest = longest
      guard let range else { return marked }
      let last = taken.last { $0.upperBound <= range.lowerBound }?.upperBound
      let next = taken.first { $0.lowerBound >= range.upperBound }?.lowerBound
      let before = text.text[(last ?? text.text.startIndex)..<range.lowerBound]
      let after = text.text[range.upperBound..<(next ?? text.text.endIndex)]
      marked.before = String(before.suffix(WordMemory.Number.reach))
      marked.after = String(after.prefix(WordMemory.Number.reach))
      return marked
    }
  }

  /// Reports numbers of an earlier run that have lost their bookmarks although the words beside them are still there,
  /// and copies of filled sentences without bookmarks.
  ///
  /// - Returns: the numbers without bookmarks, and those that this pack does not have.
  mutating func noteUnmarked(_ memory: WordMemory) throws -> [WordMemory.Number] {
    let marked = try marked()
    let texts = try parts.flatMap { part in
      DocumentParagraph.all(in: try document.tree(part).root, .word).filter {
        !WordDocument.isShownTwice($0.node)
      }.map(\.text)
    }
    noteCopies(of: marked, in: texts)
    var unmarked = memory.numbers.filter { !answers.isNumber("{{\($0.placeholder)}}") }
    for placeholder in unmarked.map(\.placeholder).uniqued {
      log.note(
        answers.words(
          "bộ biểu đồ này không có {{\(placeholder)}}: số đã điền được giữ nguyên",
          "this pack has no {{\(placeholder)}}: the number that was filled stays as it is"))
    }
    for number in missing(memory.numbers, among: marked) {
      guard !texts.contains(where: { $0.contains("{{\(number.placeholder)}}") }),
        let text = texts.first(where: number.mayBeIn)
      else { continue }
      if !unmarked.contains(number) { unmarked.append(number) }
      let place = PlaceholderCheck.beginning(of: text)
      log.note(
        answers.words(
          "\(place): \"\(number.value)\" đã bị gõ đè hoặc cắt rời nên không được cập nhật; nếu còn, hãy viết {{\(number.placeholder)}}"
            + " vào chỗ đó",
          "\(place): \"\(number.value)\" was overwritten or split and is not updated; if it is still there, replace it with"
            + " {{\(number.placeholder)}}"))
    }
    return unmarked
  }

  /// The numbers without a bookmark: numbers in the same words are matched first.
  private func missing(
    _ numbers: [WordMemory.Number], among marked: [Marked]
  ) -> [WordMemory.Number] {
    var marked = marked
    func take(_ number: WordMemory.Number, _ isSame: (Marked) -> Bool) -> Bool {
      guard let placeholder = Placeholder(number.placeholder) else { return true }
      let digest = PackAnswers.digest(placeholder)
      guard let index = marked.firstIndex(where: { $0.digest == digest && isSame($0) }) else {
        return false
      }
      marked.remove(at: index)
      return true
    }
    let moved = numbers.filter { number in
      !take(number) { $0.before == number.before && $0.after == number.after }
    }
    return moved.filter { number in !take(number) { _ in true } }
  }

  private mutating func noteCopies(of marked: [Marked], in texts: [String]) {
    let values = marked.map {
      CopiedValues.Value(value: $0.value, before: $0.before, after: $0.after, text: $0.text)
    }
    for text in CopiedValues.paragraphs(values, in: texts) { log.noteCopy(text, answers) }
  }

  /// Stores the numbers of the filled document, and the lost ones that were reported.
  func remember(_ unmarked: [WordMemory.Number]) throws {
    let numbers = try marked().compactMap { marked -> WordMemory.Number? in
      guard let placeholder = answers.byDigest[marked.digest], case .number = placeholder else {
        return nil
      }
      return WordMemory.Number(
        placeholder: placeholder.written, value: marked.value, before: marked.before,
        after: marked.after, longest: marked.longest)
    }
    try WordMemory(numbers + unmarked, placed: try placed()).store(document, beside: body)
  }

  /// The charts and tables in the document, once each.
  private func placed() throws -> [String] {
    var found: Set<String> = []
    for part in parts {
      let root = try document.tree(part).root
      for id in tables(in: root).values { found.insert(Placeholder.table(id).written) }
      for properties in root.descendants("wp:docPr") {
        if let id = PictureMark.id(of: properties) { found.insert(Placeholder.chart(id).written) }
      }
    }
    return found.sorted()
  }

  /// Reports charts and tables of an earlier run that cannot be found: deleted, or pasted in another form, in which
  /// they are not updated.
  mutating func noteGone(_ memory: WordMemory?) throws {
    var captioned: Set<String> = []
    for part in parts {
      let root = try document.tree(part).root
      for id in lostTables(in: root, tables(in: root)) where captioned.insert(id).inserted {
        let text = answers.words(
          "{{table:\(id)}}: tên bảng do Giaoban đặt vẫn còn nhưng không thấy bảng ngay cạnh; hãy xóa tên bảng, hoặc đặt"
            + " {{table:\(id)}} vào chỗ của bảng",
          "{{table:\(id)}}: the caption that Giaoban wrote is there, but no table beside it; delete the caption, or put"
            + " {{table:\(id)}} where the table belongs")
        log.note(text)
      }
    }
    let held = Set(try placed())
    let texts = try parts.flatMap { DocumentParagraph.all(in: try document.tree($0).root, .word) }
    let asked = Set(
      texts.flatMap { Placeholder.all(in: $0.text) }.compactMap { place -> String? in
        switch Placeholder(place.content) {
        case .chart(let id)?, .nativeChart(let id)?: Placeholder.chart(id).written
        case .table(let id)?: Placeholder.table(id).written
        default: nil
        }
      })
    for gone in memory?.placed ?? []
    where !held.contains(gone) && !asked.contains(gone) {
      if case .table(let id)? = Placeholder(gone), captioned.contains(id) { continue }
      log.note(
        answers.words(
          "{{\(gone)}}: điền lần trước, nay không tìm thấy; nếu đã chép sang chỗ khác thì bản chép không được cập nhật: hãy thay"
            + " bằng {{\(gone)}}",
          "{{\(gone)}}: it was put in before and is not to be found; a copy of it elsewhere is not brought up to date: put"
            + " {{\(gone)}} in its place"))
    }
  }
}
