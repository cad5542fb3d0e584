import Office

/// How a format writes text: which elements are paragraphs, runs and text. What differs between Word,
/// PowerPoint and OpenDocument in finding and replacing placeholders stands here, and only here.
struct TextMarkup {
  /// Elements that hold one paragraph each.
  var paragraphs: [OfficeName]
  /// A piece of one formatting within a paragraph; `nil` where text may stand bare in it.
  var run: OfficeName?
  /// The formatting of a run.
  var runProperties: OfficeName?
  /// What holds the letters within a run.
  var text: OfficeName?
  /// What holds text that is not the document's own: deleted text, comments, instructions of fields.
  var skipped: [OfficeName]

  static let word = TextMarkup(
    paragraphs: ["w:p"], run: "w:r", runProperties: "w:rPr", text: "w:t",
    skipped: ["w:del", "w:moveFrom", "w:pPr"])
  static let slides = TextMarkup(
    paragraphs: ["a:p"], run: "a:r", runProperties: "a:rPr", text: "a:t", skipped: [])
}

/// The text of one paragraph over all of its runs, and what to do with parts of it.
struct DocumentParagraph {
  let node: XMLNode
  private let markup: TextMarkup
  /// The pieces of text in their order.
  private let pieces: [XMLNode]
  let text: String

  init(_ node: XMLNode, _ markup: TextMarkup) {
    self.node = node
    self.markup = markup
    var pieces: [XMLNode] = []
    node.walk { child in
      // A text box within a run has paragraphs of its own.
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

  /// Where each piece stands in the text.
  var pieceRanges: [Range<String.Index>] {
    var start = text.startIndex
    return pieces.map { piece in
      let from = start
      start = text.utf8.index(from, offsetBy: piece.text.utf8.count)
      return from..<start
    }
  }

  /// Where a piece begins in the text.
  func start(of piece: XMLNode) -> String.Index? {
    zip(pieces, pieceRanges).first { $0.0 == piece }?.1.lowerBound
  }

  /// All paragraphs below an element, also those in tables and text boxes.
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

  /// Makes a part of the text one piece in a run of its own, with the formatting of its first letter.
  ///
  /// - Returns: the piece, and the run that holds it (in OpenDocument the piece itself).
  func isolate(_ range: Range<String.Index>) -> (piece: XMLNode, run: XMLNode) {
    // Places are counted in UTF-8: the joints of pieces may lie within a character.
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

  /// Cuts a piece in two within its run; gives the second.
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

  /// Gives a piece a run of its own: what stands before it and after it in its run goes into others of
  /// the same formatting.
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

  /// Takes a piece out, and its run where nothing else is in it.
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
  /// Blanks at the ends of a `w:t` count only where it says so; other formats keep them anyway.
  fileprivate func keepSpaces() {
    if isNamed("w:t") { preserveSpace() }
  }

  /// Replaces the text of a piece that `isolate` gave.
  func fill(_ text: String) {
    setText(text)
    parent?.keepSpaces()
  }
}
