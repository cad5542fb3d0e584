import Charting
import ClusterMetrics
import Office
import PackPages
import Packs
import Slides

/// The pack's tables in a Word document: inserted, found again, and rewritten.
extension WordDocument {
  /// The common text size of tables with the same width, in half-points, by the available width: different sizes in a
  /// report would look like a mistake. No table is reduced below 10 points for this.
  func commonTableSizes() throws -> [Int: Int] {
    var sizes: [Int: Int] = [:]
    for part in parts {
      for paragraph in DocumentParagraph.all(in: try document.tree(part).root, .word)
      where paragraph.isPlaceholderAlone {
        guard let content = Placeholder.all(in: paragraph.text).first?.content,
          case .table(let id)? = Placeholder(content), let table = try? answers.table(id)
        else { continue }
        let width = styles.room(for: paragraph.node).width
        let size = layout(table, width: width, textSize: textSize(at: paragraph.node)).size
        sizes[width] = min(sizes[width] ?? size, max(size, 20))
      }
    }
    return sizes
  }

  private func layout(_ table: Manifest.Table, width: Int, textSize: Int) -> WordTableLayout {
    WordTableLayout(
      table, width: width, textSize: textSize, family: styles.family, measurer: answers.measurer)
  }

  /// The text size of a paragraph, in half-points.
  private func textSize(at paragraph: XMLNode) -> Int {
    paragraph.descendants("w:r").first?.child("w:rPr")?.child("w:sz")?.length("w:val")
      ?? styles.textSize
  }

  mutating func put(
    _ table: Manifest.Table, in run: XMLNode, of paragraph: XMLNode, _ part: String
  ) throws {
    let tree = try document.tree(part)
    let room = styles.room(for: paragraph).width
    let textSize = min(
      textSize(at: paragraph), tableSizes[room] ?? WordTableLayout.sizes.upperBound)
    var layout = layout(table, width: room, textSize: textSize)
    if layout.parts.count > 1, let turned = styles.turnedRoom(for: paragraph) {
      let wider = self.layout(table, width: turned, textSize: textSize)
      if wider.parts.count < layout.parts.count, try turnPage(around: paragraph, in: tree) {
        layout = wider
      }
    }
    let nodes = try tables(table, layout, style: styles.table, in: tree)
    let isAbove = answers.manifest.captions.tablePlace == .above
    let caption = try caption(
      .tableCaption(table.id), label: answers.manifest.captions.table, text: table.caption,
      isAbove: isAbove, like: run, in: tree)
    // Two adjacent tables look like one to readers, and to some programs.
    if !isAbove, paragraph.previousElement?.isNamed("w:tbl") == true {
      for node in try tree.elements(WordMarkup.end) { node.insertBefore(paragraph) }
    }
    follow(paragraph, with: isAbove ? [caption] + nodes : nodes + [caption])
    // A table must not end a cell or touch another table.
    if let last = isAbove ? nodes.last : nil, last.next?.isNamed("w:p") != true {
      // The line is as low as possible: at the bottom of a full page it must not start another one.
      for node in try tree.elements(WordMarkup.end) { node.insertAfter(last) }
    }
    run.remove()
    // The end of a section is a property of its last paragraph, which stays, though empty. So does a paragraph with
    // anything besides the placeholder: an anchored picture, a page break, the range of a comment.
    let isKept =
      paragraph.descendant(at: "w:pPr", "w:sectPr") != nil || WordDocument.holdsMore(paragraph)
    if !isKept { paragraph.remove() }
    log.tables += 1
  }

  /// The parts of a table, with a line between them.
  private func tables(
    _ table: Manifest.Table, _ layout: WordTableLayout, style: String?, in tree: XMLTree
  ) throws -> [XMLNode] {
    try layout.parts.enumerated().flatMap { number, part -> [XMLNode] in
      let markup = WordMarkup.Table(
        table: table, part: part, size: layout.size, style: style
      ).markup
      let line =
        number == 0 ? [] : try tree.elements(WordMarkup.continuation(answers.words(continued)))
      return line + (try tree.elements(markup))
    }
  }

  private var continued: LocalizedText { LocalizedText(vi: "(tiếp theo)", en: "(continued)") }

  // MARK: Landscape pages

  /// Puts a paragraph into a separate landscape section.
  ///
  /// Sections end in separate paragraphs: LibreOffice loses its place in text if one ends there.
  ///
  /// - Returns: whether this was possible.
  private func turnPage(around paragraph: XMLNode, in tree: XMLTree) throws -> Bool {
    guard let section = styles.section(of: paragraph) else { return false }
    // The text before keeps its page format, and its first page is the first page of all.
    if paragraph.previousElement != nil {
      try end(section.copy(), in: tree).insertBefore(paragraph)
    }
    for name in [OfficeName("w:titlePg"), "w:pgNumType", "w:type"] { section.child(name)?.remove() }
    // If the section ends with the table, make the section itself landscape: no empty page follows.
    guard !isLast(paragraph, of: section) else {
      WordDocument.turn(section)
      return true
    }
    let across = section.copy()
    WordDocument.turn(across)
    try end(across, in: tree).insertAfter(paragraph)
    return true
  }

  /// A paragraph that ends a section, as low as a line can be.
  private func end(_ section: XMLNode, in tree: XMLTree) throws -> XMLNode {
    let paragraph = try tree.elements(WordMarkup.end)[0]
    // A tracked change of the section belongs to only one of them.
    section.child("w:sectPrChange")?.remove()
    if let properties = paragraph.child("w:pPr") { section.append(to: properties) }
    return paragraph
  }

  private static func turn(_ section: XMLNode) {
    guard let size = section.child("w:pgSz"), let width = size.length("w:w"),
      let height = size.length("w:h")
    else { return }
    size.setAttribute("w:w", "\(height)")
    size.setAttribute("w:h", "\(width)")
    size.setAttribute("w:orient", "landscape")
  }

  /// Whether only empty paragraphs follow a paragraph in its section.
  private func isLast(_ paragraph: XMLNode, of section: XMLNode) -> Bool {
    if paragraph.descendant(at: "w:pPr", "w:sectPr") == section { return true }
    var next = paragraph.nextElement
    while let node = next {
      if node == section { return true }
      guard node.isNamed("w:p"), node.text.allSatisfy(\.isWhitespace), !WordDocument.holdsMore(node)
      else { return false }
      if node.descendant(at: "w:pPr", "w:sectPr") == section { return true }
      next = node.nextElement
    }
    return false
  }

  // MARK: Content of earlier runs

  /// Our tables with their ids, the first part of each: recognised by their mark or, if a program such as LibreOffice
  /// has removed it, by the bookmark of the neighbouring caption.
  func tables(in root: XMLNode) -> [XMLNode: String] {
    let captioned = Set(
      captions(in: root).compactMap { neighbour(of: $0.paragraph) }.map(first(of:)))
    var found: [XMLNode: String] = [:]
    for node in root.descendants("w:tbl") {
      guard let id = WordDocument.mark(of: node), first(of: node) == node else { continue }
      // A part whose continuation line was changed has no caption.
      guard captioned.contains(node) || !isPart(node, of: id) else { continue }
      found[node] = id
    }
    for (id, caption) in captions(in: root) {
      if let table = neighbour(of: caption).map(first(of:)), found[table] == nil {
        found[table] = id
      }
    }
    return found
  }

  private static func mark(of table: XMLNode) -> String? {
    markText(of: table).flatMap(PictureMark.id(in:))
  }

  private static func markText(of table: XMLNode) -> String? {
    table.descendant(at: "w:tblPr", "w:tblCaption")?.attribute("w:val")
  }

  /// Whether the previous table has the same mark, so it starts this one.
  private func isPart(_ table: XMLNode, of id: String) -> Bool {
    var before = table.previousElement
    while let node = before, !node.isNamed("w:tbl") { before = node.previousElement }
    guard let before, WordDocument.mark(of: before) == id else { return false }
    return !WordDocument.isCopy(table, of: before)
  }

  /// Whether a table has the headings of another: further parts of a table have other columns.
  private static func isCopy(_ table: XMLNode, of other: XMLNode) -> Bool {
    func heads(_ table: XMLNode) -> [String] {
      table.child("w:tr")?.children("w:tc").map(\.text) ?? []
    }
    return heads(table) == heads(other)
  }

  /// The first part of a table.
  private func first(of table: XMLNode) -> XMLNode {
    var first = table
    while let line = first.previousElement, isContinuation(line), let before = line.previousElement,
      before.isNamed("w:tbl")
    {
      first = before
    }
    return first
  }

  /// The further parts of a table, each with its line: tables after a continuation line, and tables with the same mark
  /// and no caption.
  private func further(
    _ table: XMLNode, _ all: [XMLNode: String]
  ) -> [(line: XMLNode?, table: XMLNode)] {
    let id = WordDocument.mark(of: table)
    var parts: [(XMLNode?, XMLNode)] = []
    var last = table
    while true {
      var next = last.nextElement
      var line: XMLNode?
      while let node = next, !node.isNamed("w:tbl") {
        if isContinuation(node) { line = node }
        next = node.nextElement
      }
      guard let next, all[next] == nil else { return parts }
      let isBehindLine = next.previousElement == line && last.nextElement == line && line != nil
      let isPart = id != nil && WordDocument.mark(of: next) == id
      guard isBehindLine || isPart && !WordDocument.isCopy(next, of: table) else { return parts }
      parts.append((line, next))
      last = next
    }
  }

  private func isContinuation(_ node: XMLNode) -> Bool {
    node.isNamed("w:p") && [continued.vietnamese, continued.english].contains(node.text)
  }

  /// The captions of tables from an earlier run.
  private func captions(in root: XMLNode) -> [(id: String, paragraph: XMLNode)] {
    root.descendants("w:bookmarkStart").compactMap { start in
      guard let digest = WordDocument.digest(start),
        case .tableCaption(let id)? = answers.byDigest[digest],
        let paragraph = start.ancestor("w:p")
      else { return nil }
      return (id, paragraph)
    }
  }

  /// The table next to a caption: on the usual side of captions, otherwise on the other.
  private func neighbour(of caption: XMLNode) -> XMLNode? {
    func table(_ node: XMLNode?) -> XMLNode? { node?.isNamed("w:tbl") == true ? node : nil }
    let (after, before) = (table(caption.nextElement), table(caption.previousElement))
    return answers.manifest.captions.tablePlace == .above ? after ?? before : before ?? after
  }

  /// Our captions without a table.
  func lostTables(in root: XMLNode, _ tables: [XMLNode: String]) -> [String] {
    captions(in: root).map(\.id).filter { !tables.values.contains($0) }
  }

  /// Rewrites rows with changed numbers; style and place stay.
  mutating func refreshTables(_ part: String) throws {
    let tree = try document.tree(part)
    let ids = tables(in: tree.root)
    // Inner tables are rewritten with the rows of the outer one, and must not be used afterwards.
    let outermost = tree.root.descendants("w:tbl").filter { node in
      var outer = node.ancestor("w:tbl")
      while let table = outer, ids[table] == nil, WordDocument.mark(of: table) == nil {
        outer = table.ancestor("w:tbl")
      }
      return outer == nil
    }
    for node in outermost {
      guard let id = ids[node] else { continue }
      let table = try answers.table(id)
      log.tables += 1
      let others = further(node, ids)
      let all = [node] + others.map(\.table)
      let shown = all.map { $0.children("w:tr").map { $0.children("w:tc").map(\.text) } }
      let width = node.descendant(at: "w:tblPr", "w:tblW")
      let isFixed = width?.attribute("w:type") == "dxa"
      let layout = layout(
        table, width: (isFixed ? width?.length("w:w") : nil) ?? styles.room(for: node).width,
        textSize: node.descendants("w:sz").first?.length("w:val") ?? styles.textSize)
      let fresh = layout.parts.map {
        WordMarkup.Table(table: table, part: $0, size: layout.size, style: nil)
      }
      guard shown != fresh.map(\.cells), shown != [WordMarkup.Table.allCells(of: table)] else {
        continue
      }
      if all.contains(where: WordDocument.holdsMore(inCells:)) {
        log.doubts.append(
          answers.words(
            "{{table:\(id)}}: bảng được viết lại; hình, chú thích, ghi chú đặt trong ô bị bỏ, hãy đặt ngoài bảng",
            "{{table:\(id)}}: the table was written anew; pictures, footnotes and comments in its cells are gone: put them beside"
              + " it"))
      }
      for (shown, node) in zip(shown, all) {
        let edits = TableEdits(shown: shown, table: table, mark: WordDocument.markText(of: node))
        edits.doubts(answers).forEach { log.note($0) }
      }
      document.touch(part)
      for (part, old) in zip(fresh, all) {
        for row in old.children("w:tr") { row.remove() }
        old.child("w:tblGrid")?.remove()
        for child in try tree.elements(part.grid + part.rows) { child.append(to: old) }
        old.descendant(at: "w:tblPr", "w:tblCaption")?.setAttribute("w:val", part.mark)
        // The text for screen readers must be of this period, too.
        old.descendant(at: "w:tblPr", "w:tblDescription")?.setAttribute("w:val", table.caption)
      }
      for (line, old) in others.dropFirst(fresh.count - 1) {
        line?.remove()
        old.remove()
      }
      guard fresh.count > all.count, let last = all.last else { continue }
      let style = node.descendant(at: "w:tblPr", "w:tblStyle")?.attribute("w:val")
      let missing = try tables(table, layout, style: style, in: tree).dropFirst(all.count * 2 - 1)
      last.follow(with: Array(missing))
    }
  }

  /// Whether cells contain anything besides text.
  private static func holdsMore(inCells table: XMLNode) -> Bool {
    let own: Set<String> = [
      "drawing", "pict", "object", "commentReference", "footnoteReference", "endnoteReference",
      "hyperlink", "fldChar",
      "fldSimple", "sdt", "oMath", "tbl",
    ]
    var holdsMore = false
    table.walk { node in
      if node != table, node.isElement, own.contains(node.localName) { holdsMore = true }
      return true
    }
    return holdsMore
  }

  /// Whether a paragraph contains anything that would be lost with it.
  private static func holdsMore(_ paragraph: XMLNode) -> Bool {
    let plain: Set<String> = [
      "p", "r", "rPr", "t", "proofErr", "lastRenderedPageBreak", "smartTag", "ins",
    ]
    var holdsMore = false
    for child in paragraph.children where !child.isNamed("w:pPr") {
      // A bookmark of the user's, to which others may refer.
      if child.isElement, !plain.contains(child.localName) { holdsMore = true }
      child.walk { node in
        if node.isNamed("w:rPr") { return false }
        if node.isElement, !plain.contains(node.localName) { holdsMore = true }
        if node.isText, !node.text.allSatisfy(\.isWhitespace) { holdsMore = true }
        return true
      }
    }
    return holdsMore
  }
}
