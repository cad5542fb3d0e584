import Charting
import ClusterMetrics

/// The pack's tables in a Word document: put in, found again, and written anew.
extension WordDocument {
  /// The size that tables of the same width have together, in half-points, by the width of their room: two tables of a
  /// report that differ for no reason look like a slip. Nobody shrinks below 10 points for another's sake.
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

  /// The size of the letters of a paragraph, in half-points.
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
    follow(paragraph, with: isAbove ? [caption] + nodes : nodes + [caption])
    // A table may end no cell and touch no other table.
    if let last = isAbove ? nodes.last : nil, last.next?.isNamed("w:p") != true {
      // As low as a line can be: at the foot of a full page it must not begin another one.
      for node in try tree.elements(WordMarkup.end) { node.insertAfter(last) }
    }
    run.remove()
    // The end of a section is a property of its last paragraph, which stays, empty; so does one that holds
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
        table: table, part: part, size: layout.size, mark: PictureMark.mark(table.id), style: style
      ).markup
      let line =
        number == 0 ? [] : try tree.elements(WordMarkup.continuation(answers.words(continued)))
      return line + (try tree.elements(markup))
    }
  }

  private var continued: LocalizedText { LocalizedText(vi: "(tiếp theo)", en: "(continued)") }

  // MARK: A page across

  /// Puts a section of its own around a paragraph, on paper that lies across.
  ///
  /// - Returns: whether that could be done.
  private func turnPage(around paragraph: XMLNode, in tree: XMLTree) throws -> Bool {
    guard let section = styles.section(of: paragraph), let previous = paragraph.previousElement,
      previous.isNamed("w:p"), previous.descendant(at: "w:pPr", "w:sectPr") == nil
    else { return false }
    // What stands before keeps its page, and its first page is the first of all.
    let before = section.copy()
    try WordMarkup.set("", of: previous, in: tree)
    guard let holder = previous.child("w:pPr") else { return false }
    let after = try tree.elements("<w:p><w:pPr/></w:p>")[0]
    guard let ending = after.child("w:pPr") else { return false }
    let across = section.copy()
    for node in [across, section] {
      for name in [OfficeName("w:titlePg"), "w:pgNumType"] { node.child(name)?.remove() }
    }
    across.child("w:type")?.remove()
    section.child("w:type")?.remove()
    if let size = across.child("w:pgSz"), let width = size.length("w:w"),
      let height = size.length("w:h")
    {
      size.setAttribute("w:w", "\(height)")
      size.setAttribute("w:h", "\(width)")
      size.setAttribute("w:orient", "landscape")
    }
    before.append(to: holder)
    across.append(to: ending)
    after.insertAfter(paragraph)
    return true
  }

  // MARK: What an earlier run put in

  /// The tables of ours with their ids, the first part of each: known by their mark, or where a program has dropped
  /// that, as LibreOffice does, by the bookmark of the caption beside them.
  func tables(in root: XMLNode) -> [XMLNode: String] {
    var found: [XMLNode: String] = [:]
    for node in root.descendants("w:tbl") {
      if let mark = node.descendant(at: "w:tblPr", "w:tblCaption")?.attribute("w:val"),
        let id = PictureMark.id(in: mark), first(of: node) == node
      {
        found[node] = id
      }
    }
    for (id, caption) in captions(in: root) where !found.values.contains(id) {
      if let table = neighbour(of: caption).map(first(of:)), found[table] == nil {
        found[table] = id
      }
    }
    return found
  }

  /// The part that a table begins with.
  private func first(of table: XMLNode) -> XMLNode {
    var first = table
    while let line = first.previousElement, isContinuation(line), let before = line.previousElement,
      before.isNamed("w:tbl")
    {
      first = before
    }
    return first
  }

  /// The further parts of a table, each behind its line.
  private func further(_ table: XMLNode) -> [(line: XMLNode, table: XMLNode)] {
    var parts: [(XMLNode, XMLNode)] = []
    var last = table
    while let line = last.nextElement, isContinuation(line), let next = line.nextElement,
      next.isNamed("w:tbl")
    {
      parts.append((line, next))
      last = next
    }
    return parts
  }

  private func isContinuation(_ node: XMLNode) -> Bool {
    node.isNamed("w:p") && [continued.vietnamese, continued.english].contains(node.text)
  }

  /// The captions of tables that an earlier run wrote.
  private func captions(in root: XMLNode) -> [(id: String, paragraph: XMLNode)] {
    root.descendants("w:bookmarkStart").compactMap { start in
      guard let digest = WordDocument.digest(start),
        case .tableCaption(let id)? = answers.byDigest[digest],
        let paragraph = start.ancestor("w:p")
      else { return nil }
      return (id, paragraph)
    }
  }

  /// The table that stands beside a caption, on the side where captions of tables stand, or else on the other.
  private func neighbour(of caption: XMLNode) -> XMLNode? {
    func table(_ node: XMLNode?) -> XMLNode? { node?.isNamed("w:tbl") == true ? node : nil }
    let (after, before) = (table(caption.nextElement), table(caption.previousElement))
    return answers.manifest.captions.tablePlace == .above ? after ?? before : before ?? after
  }

  /// Captions of ours without a table.
  func lostTables(in root: XMLNode, _ tables: [XMLNode: String]) -> [String] {
    captions(in: root).map(\.id).filter { !tables.values.contains($0) }
  }

  /// Writes the rows anew where the numbers have changed; style and place stay.
  mutating func refreshTables(_ part: String) throws {
    let tree = try document.tree(part)
    let ids = tables(in: tree.root)
    for node in tree.root.descendants("w:tbl") {
      guard let id = ids[node] else { continue }
      let table = try answers.table(id)
      log.tables += 1
      let others = further(node)
      let all = [node] + others.map(\.table)
      let shown = all.map { $0.children("w:tr").map { $0.children("w:tc").map(\.text) } }
      let width = node.descendant(at: "w:tblPr", "w:tblW")
      let isFixed = width?.attribute("w:type") == "dxa"
      let layout = layout(
        table, width: (isFixed ? width?.length("w:w") : nil) ?? styles.room(for: node).width,
        textSize: node.descendants("w:sz").first?.length("w:val") ?? styles.textSize)
      let fresh = layout.parts.map {
        WordMarkup.Table(
          table: table, part: $0, size: layout.size, mark: PictureMark.mark(id), style: nil)
      }
      guard shown != fresh.map(\.cells), shown != [WordMarkup.Table.allCells(of: table)] else {
        continue
      }
      noteOwnRows(shown[0], table)
      document.touch(part)
      for (part, old) in zip(fresh, all) {
        for row in old.children("w:tr") { row.remove() }
        old.child("w:tblGrid")?.remove()
        for child in try tree.elements(part.grid + part.rows) { child.append(to: old) }
      }
      for (line, old) in others.dropFirst(fresh.count - 1) {
        line.remove()
        old.remove()
      }
      guard fresh.count > all.count, let last = all.last else { continue }
      let style = node.descendant(at: "w:tblPr", "w:tblStyle")?.attribute("w:val")
      let missing = try tables(table, layout, style: style, in: tree).dropFirst(all.count * 2 - 1)
      last.follow(with: Array(missing))
    }
  }

  /// Says which rows of a table are taken out that no pack has put there.
  private mutating func noteOwnRows(_ shown: [[String]], _ table: Manifest.Table) {
    let known = Set(table.rows.compactMap(\.cells.first))
    let own = shown.dropFirst().compactMap(\.first).filter { !known.contains($0) && !$0.isEmpty }
    guard !own.isEmpty else { return }
    let listed = own.prefix(3).joined(separator: ", ") + (own.count > 3 ? ", …" : "")
    log.doubts.append(
      answers.words(
        "{{table:\(table.id)}}: bảng được viết lại, các dòng không có trong bộ biểu đồ bị bỏ: \(listed)",
        "{{table:\(table.id)}}: the table was written anew; rows that the pack does not have are gone: \(listed)"
      ))
  }

  /// Whether a paragraph holds anything that would be lost with it.
  private static func holdsMore(_ paragraph: XMLNode) -> Bool {
    let plain: Set<String> = [
      "p", "r", "rPr", "t", "proofErr", "lastRenderedPageBreak", "smartTag", "ins",
    ]
    var holdsMore = false
    for child in paragraph.children where !child.isNamed("w:pPr") {
      // A bookmark of one's own, to which others refer.
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
