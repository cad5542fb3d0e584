import ClusterMetrics
import Foundation
import Office
import Packs
import Slides

/// The paragraphs of a shape before its numbers were filled in, stored in the shape's tags (ECMA-376, part 1,
/// 19.3.3.1), which PowerPoint preserves: runs on slides cannot be marked.
struct SlideNumbers: Codable {
  /// A paragraph with its placeholders and their values.
  struct Sentence: Codable {
    /// The index of the paragraph in its shape.
    var place: Int
    var text: String
    var values: [String]
  }

  var sentences: [Sentence]
  /// Values that an earlier run did not find, and that may still be there.
  var lost: [SlideNumberSearch.Lost]?

  /// The greatest number of values read: filling slides does not write a larger tag.
  private static let mostValues = 2_000

  /// - Returns: `nil` if the tag is not one of ours, or is damaged.
  init?(tag value: String) {
    guard value.utf8.count < 1 << 20,
      let numbers = try? JSONDecoder().decode(SlideNumbers.self, from: Data(value.utf8)),
      numbers.sentences.reduce(0, { $0 + $1.values.count }) <= SlideNumbers.mostValues
    else { return nil }
    self = numbers
  }

  /// The sentences with as many values as placeholders: others are damaged.
  var sound: [Sentence] { sentences.filter { $0.placeholders.count == $0.values.count } }

  init(sentences: [Sentence], lost: [SlideNumberSearch.Lost]?) {
    (self.sentences, self.lost) = (sentences, lost)
  }

  /// The value of the tag.
  func tag() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension SlideNumbers.Sentence {
  /// The words around the values: one more than there are values.
  var words: [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    for (range, content) in Placeholder.all(in: text) where isNumber(content) {
      words.append(text[start..<range.lowerBound])
      start = range.upperBound
    }
    return words + [text[start...]]
  }

  private func isNumber(_ content: Substring) -> Bool {
    if case .number? = Placeholder(content) { true } else { false }
  }

  /// The placeholders of its values, in braces.
  var placeholders: [String] {
    Placeholder.all(in: text).filter { isNumber($0.content) }.map { "{{\($0.content)}}" }
  }

  /// The filled paragraph.
  var filled: String {
    let words = words
    return zip(words, values).map { $0 + $1 }.joined() + words[words.count - 1]
  }

  /// The ranges of the values in it.
  var ranges: [Range<String.Index>] {
    let filled = filled
    var start = filled.startIndex
    return zip(words, values).map { words, value in
      let from = filled.utf8.index(start, offsetBy: words.utf8.count)
      start = filled.utf8.index(from, offsetBy: value.utf8.count)
      return from..<start
    }
  }

  /// Whether it has enough words to be unique.
  var isTelling: Bool { words.reduce(0) { $0 + $1.count } >= 12 }
}

/// Finds the numbers on slides again by the tags of their shapes.
extension SlideDocument {
  private static let tagName = "GIAOBAN"
  private static let tagsType =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tags"
  private static let tagsContent =
    "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"

  /// The elements of a slide that can have text and tags.
  private func holders(_ part: String) throws -> [XMLNode] {
    let root = try document.tree(part).root
    return root.descendants("p:sp") + root.descendants("p:graphicFrame")
  }

  /// The element with tags that contains a paragraph.
  static func holder(of paragraph: XMLNode) -> XMLNode? {
    paragraph.ancestor("p:sp") ?? paragraph.ancestor("p:graphicFrame")
  }

  /// The element that refers to the tags of a shape.
  private static func properties(of shape: XMLNode) -> XMLNode? {
    shape.children.first { $0.isElement && $0.localName.hasPrefix("nv") }?.child("p:nvPr")
  }

  /// The part with the tags of a shape; `nil` if it has none, or its relationship is broken.
  private func tagsPart(of shape: XMLNode, _ part: String) -> String? {
    guard
      let tags = SlideDocument.properties(of: shape)?.descendant(at: "p:custDataLst", "p:tags"),
      let id = tags.attribute("r:id"), let name = try? document.target(of: id, from: part),
      let tree = try? document.tree(name), tree.root.isNamed("p:tagLst")
    else { return nil }
    return name
  }

  private func tag(of shape: XMLNode, _ part: String) throws -> XMLNode? {
    guard let tags = tagsPart(of: shape, part) else { return nil }
    return try document.tree(tags).root.children("p:tag").first {
      $0.attribute(bare: "name") == SlideDocument.tagName
    }
  }

  /// If several shapes share a part with tags, as on copied slides, gives each but the first a separate part.
  private mutating func partTags() throws {
    var taken: Set<String> = []
    for part in parts {
      for shape in try holders(part) {
        guard let name = tagsPart(of: shape, part), !taken.insert(name).inserted,
          let tags = SlideDocument.properties(of: shape)?.descendant(
            at: "p:custDataLst", "p:tags")
        else { continue }
        let own = try relateTags(try document.tree(name).data, to: part)
        tags.setAttribute("r:id", own.id)
        taken.insert(own.part)
        document.touch(part)
      }
    }
  }

  /// Adds a part with tags, and a relationship of a slide to it.
  private func relateTags(_ data: Data, to part: String) throws -> (part: String, id: String) {
    let inner = try document.add(
      data, SlideDocument.tagsContent, named: "tags/giaoban", beside: part)
    let name = OfficeDocument.folder(of: part) + inner
    let id = try document.relate(
      part, to: name, OfficeDocument.way(from: part) + inner, SlideDocument.tagsType)
    return (name, id)
  }

  /// Replaces the numbers of an earlier run by their placeholders, to be filled like any other.
  mutating func restorePlaceholders() throws {
    try partTags()
    var sentences: [SlideNumbers.Sentence] = []
    for part in parts {
      for shape in try holders(part) {
        guard let value = try tag(of: shape, part)?.attribute(bare: "val"),
          let numbers = SlideNumbers(tag: value)
        else {
          try noteDamage(of: shape, part)
          continue
        }
        if numbers.sound.count < numbers.sentences.count { try noteDamage(of: shape, part) }
        sentences += numbers.sound
        restore(numbers, in: shape)
      }
    }
    try restoreCopies(of: sentences)
  }

  /// A sentence copied into any shape counts as one; partial copies are reported.
  private mutating func restoreCopies(of sentences: [SlideNumbers.Sentence]) throws {
    guard !sentences.isEmpty else { return }
    let known = Dictionary(
      sentences.filter(\.isTelling).map { ($0.filled, $0) }, uniquingKeysWith: { first, _ in first }
    )
    var texts: [String] = []
    for part in parts {
      for paragraph in DocumentParagraph.all(in: try document.tree(part).root, .slides) {
        guard let sentence = known[paragraph.text],
          sentence.filled.utf8.elementsEqual(paragraph.text.utf8)
        else {
          texts.append(paragraph.text)
          continue
        }
        restore(
          zip(sentence.placeholders, sentence.ranges).compactMap { placeholder, range in
            answers.isNumber(placeholder)
              ? .init(paragraph: 0, range: range, placeholder: placeholder) : nil
          }, in: [paragraph])
      }
    }
    let values = sentences.flatMap { sentence in
      let words = sentence.words
      return sentence.values.enumerated().compactMap { number, value -> CopiedValues.Value? in
        guard answers.isNumber(sentence.placeholders[number]) else { return nil }
        return .init(
          value: value, before: String(words[number].suffix(16)),
          after: String(words[number + 1].prefix(16)), text: nil)
      }
    }
    for text in CopiedValues.paragraphs(values, in: texts) { log.noteCopy(text, answers) }
  }

  /// Reports a shape with an unreadable tag: its numbers stay unchanged.
  private mutating func noteDamage(of shape: XMLNode, _ part: String) throws {
    let text = DocumentParagraph.all(in: shape, .slides).map(\.text).joined(separator: " ")
    guard text.contains(where: \.isNumber), try isDamaged(shape, part) else { return }
    let place = document.place(part, text, answers.words)
    log.note(
      answers.words(
        "\(place): phần ghi nhớ số đã điền của khung này bị hỏng, số trong khung không được cập nhật; hãy viết lại {{…}} vào chỗ"
          + " của số",
        "\(place): what this shape remembers of its numbers is damaged, and they are not brought up to date; put {{…}} in their"
          + " places again"))
  }

  /// Whether a shape has a damaged tag of ours, or broken references that may have led to one.
  private func isDamaged(_ shape: XMLNode, _ part: String) throws -> Bool {
    let tags = SlideDocument.properties(of: shape)?.descendant(at: "p:custDataLst", "p:tags")
    return try tags != nil && (tagsPart(of: shape, part) == nil || tag(of: shape, part) != nil)
  }

  private mutating func restore(_ numbers: SlideNumbers, in shape: XMLNode) {
    let paragraphs = DocumentParagraph.all(in: shape, .slides)
    let search = SlideNumberSearch(
      numbers.sound, in: paragraphs.map { .init(text: $0.text, runs: $0.pieceRanges) })
    // Placeholders that this pack cannot fill keep their number, for a pack that can.
    restore(search.found.filter { answers.isNumber($0.placeholder) }, in: paragraphs)
    let unanswered = search.found.filter { !answers.isNumber($0.placeholder) }.map { found in
      SlideNumberSearch.Lost(
        sentence: paragraphs[found.paragraph].text, placeholder: found.placeholder,
        value: String(paragraphs[found.paragraph].text[found.range]))
    }
    // A lost empty value leaves nothing that could be wrong.
    lost[shape] =
      (numbers.lost ?? []) + unanswered + search.lost.filter { !$0.value.isEmpty }
    for found in search.found { restored[shape, default: [:]][found.placeholder, default: 0] += 1 }
  }

  private mutating func restore(
    _ found: [SlideNumberSearch.Found], in paragraphs: [DocumentParagraph]
  ) {
    for (index, paragraph) in paragraphs.enumerated() {
      let text = paragraph.text
      let own = found.filter { $0.paragraph == index }.sorted {
        $0.range.lowerBound > $1.range.lowerBound
      }
      for found in own {
        guard !found.range.isEmpty else {
          put(found.placeholder, at: found.range.lowerBound, in: paragraph)
          continue
        }
        if !found.isUnchanged {
          changed[found.placeholder, default: []].append(String(text[found.range]))
        }
        let (piece, _) = DocumentParagraph(paragraph.node, .slides).isolate(found.range)
        piece.fill(found.placeholder)
      }
    }
  }

  /// Inserts a placeholder where a value was empty: next to a character, in its formatting.
  private func put(
    _ placeholder: String, at place: String.Index, in paragraph: DocumentParagraph
  ) {
    let text = paragraph.text
    let isBehind = place > text.startIndex
    guard !text.isEmpty else { return }
    let from = isBehind ? text.index(before: place) : place
    let letter = from..<text.index(after: from)
    let (piece, _) = DocumentParagraph(paragraph.node, .slides).isolate(letter)
    piece.fill(isBehind ? text[letter] + placeholder : placeholder + text[letter])
  }

  /// Reports lost values, which stay unchanged; repeated until they are removed or replaced by a placeholder.
  private mutating func noteLost(_ lost: [SlideNumberSearch.Lost]) {
    for sentence in lost.map(\.sentence).uniqued {
      let own = lost.filter { $0.sentence == sentence }
      let listed = own.map { "\"\($0.value)\"" }.joined(separator: ", ")
      let written = own.map(\.placeholder).joined(separator: ", ")
      guard own.contains(where: { answers.isNumber($0.placeholder) }) else {
        let doubt = answers.words(
          "\"\(sentence)\": bộ biểu đồ này không có \(written), nên \(listed) không được cập nhật",
          "\"\(sentence)\": this pack has no \(written), so that \(listed) is not brought up to date"
        )
        log.note(doubt)
        continue
      }
      let doubt = answers.words(
        "\"\(sentence)\": câu này đã được sửa, không còn biết \(listed) ở đâu nên không được cập nhật; nếu còn, hãy viết \(written)"
          + " vào chỗ đó",
        "\"\(sentence)\": this sentence was edited and the place of \(listed) cannot be found, so it was not updated; if it is"
          + " still there, replace it with \(written)")
      log.note(doubt)
    }
  }

  /// Records that users changed a number that is now overwritten.
  mutating func noteChange(of placeholder: String, to text: String) {
    guard let old = changed[placeholder]?.first else { return }
    changed[placeholder]?.removeFirst()
    if old != text { log.noteChange(old, to: text, answers) }
  }

  /// Stores the paragraphs with filled numbers, and the lost values, in each shape.
  mutating func keepNumbers(_ filled: [XMLNode: [SlideNumbers.Sentence]], _ part: String) throws {
    for shape in try holders(part) {
      let sentences = filled[shape] ?? []
      let tag = try tag(of: shape, part)
      guard !sentences.isEmpty || tag != nil else { continue }
      // Each newly typed placeholder replaces a lost one.
      var typed = Dictionary(sentences.flatMap(\.placeholders).map { ($0, 1) }, uniquingKeysWith: +)
      for (placeholder, count) in restored[shape] ?? [:] { typed[placeholder, default: 0] -= count }
      let lost = (lost[shape] ?? []).filter { lost in
        guard let count = typed[lost.placeholder], count > 0 else { return true }
        typed[lost.placeholder] = count - 1
        return false
      }
      noteLost(lost)
      let text = DocumentParagraph.all(in: shape, .slides).map(\.text).joined(separator: "\n")
      let staying = lost.filter { $0.maySurvive(in: text) }
      let value = try SlideNumbers(
        sentences: sentences, lost: staying.isEmpty ? nil : staying
      ).tag()
      if let tag {
        guard tag.attribute(bare: "val") != value else { continue }
        tag.setAttribute(bare: "val", value)
        if let tags = tagsPart(of: shape, part) { document.touch(tags) }
        continue
      }
      let markup: Markup = "<p:tag name=\"\(SlideDocument.tagName)\" val=\"\(value)\"/>"
      if let tags = tagsPart(of: shape, part) {
        let tree = try document.tree(tags)
        for node in try tree.elements(markup) { node.append(to: tree.root) }
        document.touch(tags)
      } else {
        try addTags(markup, to: shape, part)
      }
    }
  }

  private func addTags(_ markup: Markup, to shape: XMLNode, _ part: String) throws {
    guard let properties = SlideDocument.properties(of: shape) else { return }
    let main = "http://schemas.openxmlformats.org/presentationml/2006/main"
    let tags: Markup = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <p:tagLst xmlns:p="\(main)">\(markup)</p:tagLst>
      """
    let (_, id) = try relateTags(Data(tags.xml.utf8), to: part)
    let tree = try document.tree(part)
    let list: XMLNode
    if let existing = properties.child("p:custDataLst") {
      list = existing
    } else {
      list = try tree.elements("<p:custDataLst/>")[0]
      if let extensions = properties.child("p:extLst") {
        list.insertBefore(extensions)
      } else {
        list.append(to: properties)
      }
    }
    // Remove a broken reference, because the schema allows only one.
    for broken in list.children("p:tags") { broken.remove() }
    for node in try tree.elements("<p:tags r:id=\"\(id)\"/>") { node.append(to: list) }
    document.touch(part)
  }
}
