import Foundation
import Office
import Packs

/// What stood in the paragraphs of a shape before its numbers were put in, kept in the shape's tags (ECMA-376, part 1,
/// 19.3.3.1), which PowerPoint keeps with it: runs of slides have no marks.
struct SlideNumbers: Codable {
  /// A paragraph with its placeholders, and what took their places.
  struct Sentence: Codable {
    /// The paragraph's place in its shape.
    var place: Int
    var text: String
    var values: [String]
  }

  /// A value that is found again: where it stands, and whether it is still as it was put in.
  struct Found {
    var range: Range<String.Index>
    var isUnchanged: Bool
  }

  var sentences: [Sentence]
}

extension SlideNumbers.Sentence {
  /// The words around the values: one more than there are values.
  private var words: [Substring] {
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

  /// The paragraph as it was left.
  var filled: String {
    let words = words
    return zip(words, values).map { $0 + $1 }.joined() + words[words.count - 1]
  }

  /// The values in a text whose words are as they were; `nil` where they are not.
  func find(in text: String) -> [SlideNumbers.Found]? {
    let words = words
    guard words.count == values.count + 1 else { return nil }
    if let exact = exact(in: text) { return exact }
    // A paragraph that is all value has no words to know it by.
    guard words.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    guard text.hasPrefix(words[0]), text.hasSuffix(words[words.count - 1]) else { return nil }
    var found: [SlideNumbers.Found] = []
    var start = text.utf8.index(text.startIndex, offsetBy: words[0].utf8.count)
    for (number, value) in values.enumerated() {
      let next = words[number + 1]
      let end: String.Index
      if number == values.count - 1 {
        end = text.utf8.index(text.endIndex, offsetBy: -next.utf8.count)
        guard start <= end else { return nil }
      } else {
        guard !next.isEmpty, let range = text[start...].firstRange(of: next) else { return nil }
        end = range.lowerBound
      }
      found.append(.init(range: start..<end, isUnchanged: text[start..<end] == value))
      if number < values.count - 1 { start = text.utf8.index(end, offsetBy: next.utf8.count) }
    }
    return found
  }

  private func exact(in text: String) -> [SlideNumbers.Found]? {
    guard text == filled else { return nil }
    var start = text.startIndex
    return zip(words, values).map { words, value in
      let from = text.utf8.index(start, offsetBy: words.utf8.count)
      start = text.utf8.index(from, offsetBy: value.utf8.count)
      return .init(range: from..<start, isUnchanged: true)
    }
  }

  /// Each value in a text whose words were changed: where it stands with most of the letters beside it that it had;
  /// `nil` for one that is not to be told.
  func findEach(in text: String) -> [SlideNumbers.Found?] {
    let words = words
    guard words.count == values.count + 1 else { return values.map { _ in nil } }
    return values.enumerated().map { number, value in
      guard !value.isEmpty else { return nil }
      let places = text.ranges(of: value).compactMap { range -> (Range<String.Index>, Int)? in
        let before = text[..<range.lowerBound].commonSuffix(words[number])
        let after = text[range.upperBound...].commonPrefix(words[number + 1])
        // A part of another number is none: 5 of 105.
        let isWithin =
          (before == 0 && text[..<range.lowerBound].last?.isNumber == true)
          || (after == 0 && text[range.upperBound...].first?.isNumber == true)
        let kept = before + after
        let isKnown =
          kept >= 4
          || kept > 0 && (before == words[number].count || after == words[number + 1].count)
        return isWithin || !isKnown ? nil : (range, kept)
      }.sorted { $0.1 > $1.1 }
      guard let best = places.first, places.count == 1 || best.1 > places[1].1 else { return nil }
      return .init(range: best.0, isUnchanged: true)
    }
  }
}

extension Substring {
  /// How many letters two texts begin with that are the same.
  fileprivate func commonPrefix(_ other: Substring) -> Int {
    zip(self, other).prefix { $0 == $1 }.count
  }

  fileprivate func commonSuffix(_ other: Substring) -> Int {
    zip(reversed(), other.reversed()).prefix { $0 == $1 }.count
  }
}

/// Numbers of slides, found again by the tags of their shapes.
extension SlideDocument {
  private static let tagName = "GIAOBAN"
  private static let tagsType =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tags"
  private static let tagsContent =
    "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"

  /// What can hold text and tags, on a slide.
  private func holders(_ part: String) throws -> [XMLNode] {
    let root = try document.tree(part).root
    return root.descendants("p:sp") + root.descendants("p:graphicFrame")
  }

  /// What holds a paragraph and has tags.
  static func holder(of paragraph: XMLNode) -> XMLNode? {
    paragraph.ancestor("p:sp") ?? paragraph.ancestor("p:graphicFrame")
  }

  /// Where the tags of a shape are named.
  private static func properties(of shape: XMLNode) -> XMLNode? {
    shape.children.first { $0.isElement && $0.localName.hasPrefix("nv") }?.child("p:nvPr")
  }

  private func tagsPart(of shape: XMLNode, _ part: String) throws -> String? {
    guard
      let tags = SlideDocument.properties(of: shape)?.descendant(at: "p:custDataLst", "p:tags"),
      let id = tags.attribute("r:id")
    else { return nil }
    return try document.target(of: id, from: part)
  }

  private func tag(of shape: XMLNode, _ part: String) throws -> XMLNode? {
    guard let tags = try tagsPart(of: shape, part) else { return nil }
    return try document.tree(tags).root.children("p:tag").first {
      $0.attribute(bare: "name") == SlideDocument.tagName
    }
  }

  /// Puts the placeholders of an earlier run back in the places of their numbers, so that these are filled like any other.
  mutating func restorePlaceholders(_ part: String) throws {
    for shape in try holders(part) {
      guard let value = try tag(of: shape, part)?.attribute(bare: "val"),
        let numbers = try? JSONDecoder().decode(SlideNumbers.self, from: Data(value.utf8))
      else { continue }
      var paragraphs = DocumentParagraph.all(in: shape, .slides).map(Optional.some)
      for sentence in numbers.sentences {
        // The same words first, wherever they stand now; then the same place.
        let same = paragraphs.firstIndex { $0?.text == sentence.filled }
        let place = same ?? (paragraphs.indices.contains(sentence.place) ? sentence.place : nil)
        guard let place, let paragraph = paragraphs[place] else {
          noteLost(sentence, sentence.values)
          continue
        }
        paragraphs[place] = nil
        restore(sentence, in: paragraph)
      }
    }
  }

  private mutating func restore(
    _ sentence: SlideNumbers.Sentence, in paragraph: DocumentParagraph
  ) {
    let text = paragraph.text
    let found = sentence.find(in: text) ?? sentence.findEach(in: text)
    let all = Array(zip(zip(sentence.placeholders, sentence.values), found))
    noteLost(sentence, all.filter { $0.1 == nil }.map(\.0.1))
    var end = text.endIndex
    for ((placeholder, value), found) in all.reversed() {
      guard let found, found.range.upperBound <= end else { continue }
      end = found.range.lowerBound
      guard !found.range.isEmpty else {
        // What people took out they meant.
        if !value.isEmpty || !put(placeholder, at: found.range.lowerBound, in: paragraph) {
          noteLost(sentence, [value])
        }
        continue
      }
      if !found.isUnchanged { changed[placeholder, default: []].append(String(text[found.range])) }
      let (piece, _) = DocumentParagraph(paragraph.node, .slides).isolate(found.range)
      piece.fill(placeholder)
    }
  }

  /// Puts a placeholder where an answer was empty: beside a letter, in its formatting.
  ///
  /// - Returns: whether there is one.
  private func put(
    _ placeholder: String, at place: String.Index, in paragraph: DocumentParagraph
  ) -> Bool {
    let text = paragraph.text
    let isBehind = place > text.startIndex
    guard !text.isEmpty else { return false }
    let from = isBehind ? text.index(before: place) : place
    let letter = from..<text.index(after: from)
    let (piece, _) = DocumentParagraph(paragraph.node, .slides).isolate(letter)
    piece.fill(isBehind ? text[letter] + placeholder : placeholder + text[letter])
    return true
  }

  private mutating func noteLost(_ sentence: SlideNumbers.Sentence, _ values: [String]) {
    guard !values.isEmpty else { return }
    let listed = values.map { "\"\($0)\"" }.joined(separator: ", ")
    let doubt = answers.words(
      "\"\(sentence.filled)\": câu này đã được sửa, không còn biết \(listed) ở đâu nên giữ nguyên; hãy viết lại {{…}} vào chỗ đó",
      "\"\(sentence.filled)\": this sentence was changed, and where \(listed) stood is not known; it stays as it is: put {{…}} there again"
    )
    if !log.doubts.contains(doubt) { log.doubts.append(doubt) }
  }

  /// Says what people changed in a number that is written anew.
  mutating func noteChange(of placeholder: String, to text: String) {
    guard let old = changed[placeholder]?.first else { return }
    changed[placeholder]?.removeFirst()
    guard old != text else { return }
    let doubt = answers.words(
      "\"\(old)\" đã được sửa tay sau khi điền, nay là \"\(text)\"; chữ viết thêm hãy đặt bên ngoài phần được điền",
      "\"\(old)\" was changed by hand after it was filled, and is \"\(text)\" now; write what is yours beside it"
    )
    if !log.doubts.contains(doubt) { log.doubts.append(doubt) }
  }

  /// Keeps, with each shape, the paragraphs whose numbers were put in.
  func keepNumbers(_ filled: [XMLNode: [SlideNumbers.Sentence]], _ part: String) throws {
    for shape in try holders(part) {
      let sentences = filled[shape] ?? []
      let tag = try tag(of: shape, part)
      guard !sentences.isEmpty || tag != nil else { continue }
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let value = String(
        decoding: try encoder.encode(SlideNumbers(sentences: sentences)), as: UTF8.self)
      if let tag {
        guard tag.attribute(bare: "val") != value else { continue }
        tag.setAttribute(bare: "val", value)
        if let tags = try tagsPart(of: shape, part) { document.touch(tags) }
        continue
      }
      let markup: Markup = "<p:tag name=\"\(SlideDocument.tagName)\" val=\"\(value)\"/>"
      if let tags = try tagsPart(of: shape, part) {
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
    let inner = try document.add(
      Data(tags.xml.utf8), SlideDocument.tagsContent, named: "tags/giaoban", beside: part)
    let id = try document.relate(
      part, to: OfficeDocument.folder(of: part) + inner, OfficeDocument.way(from: part) + inner,
      SlideDocument.tagsType)
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
    for node in try tree.elements("<p:tags r:id=\"\(id)\"/>") { node.append(to: list) }
    document.touch(part)
  }
}
