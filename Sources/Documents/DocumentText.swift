import Office

/// The elements with which a format writes paragraphs, runs and text. All differences between Word, PowerPoint and
/// OpenDocument in finding and replacing placeholders are here.
struct TextMarkup {
  /// The elements of paragraphs.
  var paragraphs: [OfficeName]
  /// The element of a run with one formatting; `nil` if text may be directly in a paragraph.
  var run: OfficeName?
  /// The formatting of a run.
  var runProperties: OfficeName?
  /// The element of the text in a run.
  var text: OfficeName?
  /// The elements with text that is not the document's own: deleted text, comments, field instructions.
  var skipped: [OfficeName]

  static let word = TextMarkup(
    paragraphs: ["w:p"], run: "w:r", runProperties: "w:rPr", text: "w:t",
    skipped: ["w:del", "w:moveFrom", "w:pPr"])
  static let slides = TextMarkup(
    paragraphs: ["a:p"], run: "a:r", runProperties: "a:rPr", text: "a:t", skipped: [])
}

/// The text of a paragraph across all of its runs, with operations on parts of it.
struct DocumentParagraph {
  let node: XMLNode
  private let markup: TextMarkup
  /// The text nodes in their order.
  private let pieces: [XMLNode]
  let text: String

  init(_ node: XMLNode, _ markup: TextMarkup) {
    self.node = node
    self.markup = markup
    var pieces: [XMLNode] = []
    node.walk { child in
      // A text box inside a run has separate paragraphs.
      if markup.paragraphs.contains(where: child.isNamed) { return false }
      if markup.skipped.contains(where: child.isNamed) { return false }
      if child.isText {
        if let holder = markup.text {
          if child.parent?.isNamed(holder) == true { pieces.append(child) }
        } else {
          pieces.append(child)
        }
      }
      return true
    }
    self.pieces = pieces
    text = pieces.map(\.text).joined()
  }

  /// The ranges of the text nodes in the text.
  var pieceRanges: [Range<String.Index>] {
    var start = text.startIndex
    return pieces.map { piece in
      let from = start
      start = text.utf8.index(from, offsetBy: piece.text.utf8.count)
      return from..<start
    }
  }

  /// The start of a text node in the text.
  func start(of piece: XMLNode) -> String.Index? {
    zip(pieces, pieceRanges).first { $0.0 == piece }?.1.lowerBound
  }

  /// All paragraphs below an element, including those in tables and text boxes.
  static func all(in root: XMLNode, _ markup: TextMarkup) -> [DocumentParagraph] {
    var found: [DocumentParagraph] = []
    root.walk { node in
      if markup.paragraphs.contains(where: node.isNamed) {
        found.append(DocumentParagraph(node, markup))
      }
      return !markup.skipped.contains(where: node.isNamed)
    }
    return found
  }

  /// Splits runs so that a part of the text is in a separate run, with the formatting of its first character.
  ///
  /// - Returns: the text node, and the run that contains it (in OpenDocument the text node itself).
  func isolate(_ range: Range<String.Index>) -> (piece: XMLNode, run: XMLNode) {
    // Offsets are in UTF-8, because text nodes may be split within a character.
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    let end = text.utf8.distance(from: text.startIndex, to: range.upperBound)
    var place = 0
    var inside: [XMLNode] = []
    for piece in pieces {
      let content = piece.text
      let count = content.utf8.count
      let (from, through) = (max(start, place), min(end, place + count))
      if from < through {
        var middle = piece
        if from > place { middle = split(piece, atUTF8: from - place) }
        if through < place + count { _ = split(middle, atUTF8: through - from) }
        inside.append(middle)
      }
      place += count
    }
    let first = inside[0]
    for rest in inside.dropFirst() { remove(rest) }
    return (first, separate(first))
  }

  /// Splits a text node in two within its run; returns the second.
  private func split(_ piece: XMLNode, atUTF8 offset: Int) -> XMLNode {
    let content = piece.text
    let index = content.utf8.index(content.startIndex, offsetBy: offset)
    let rest = piece.newText(String(content[index...]))
    piece.setText(String(content[..<index]))
    guard markup.text != nil, let holder = piece.parent else {
      rest.insertAfter(piece)
      return rest
    }
    holder.keepSpaces()
    let second = holder.emptyCopy()
    second.insertAfter(holder)
    rest.append(to: second)
    second.keepSpaces()
    return rest
  }

  /// Moves a text node to a separate run: the text before and after it goes into other runs of the same formatting.
  private func separate(_ piece: XMLNode) -> XMLNode {
    guard let holder = piece.parent, let name = markup.run, let run = piece.ancestor(name) else {
      return piece
    }
    let content = run.children.filter { node in
      node.isElement && markup.runProperties.map(node.isNamed) != true
    }
    guard let place = content.firstIndex(of: holder) else { return run }
    func newRun(after run: XMLNode, with nodes: [XMLNode]) -> XMLNode {
      let fresh = run.emptyCopy()
      fresh.insertAfter(run)
      let properties = markup.runProperties.flatMap { run.child($0) }
      if let properties { properties.copy().append(to: fresh) }
      for node in nodes { node.append(to: fresh) }
      return fresh
    }
    if place < content.count - 1 { _ = newRun(after: run, with: Array(content[(place + 1)...])) }
    return place > 0 ? newRun(after: run, with: [holder]) : run
  }

  /// Removes a text node, and its run if that is then empty.
  private func remove(_ piece: XMLNode) {
    guard let holder = piece.parent, let name = markup.run, let run = piece.ancestor(name) else {
      piece.remove()
      return
    }
    holder.remove()
    let rest = run.children.filter { node in
      node.isElement && markup.runProperties.map(node.isNamed) != true
    }
    if rest.isEmpty { run.remove() }
  }
}

extension XMLNode {
  /// White space at the ends of a `w:t` needs an attribute to be kept; other formats always keep it.
  fileprivate func keepSpaces() {
    if isNamed("w:t") { preserveSpace() }
  }

  /// Replaces the text of a text node returned by `isolate`.
  func fill(_ text: String) {
    setText(text)
    parent?.keepSpaces()
  }
}
