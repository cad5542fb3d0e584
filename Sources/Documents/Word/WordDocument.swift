import ClusterMetrics
import Foundation
import Office
import PackPages
import Packs
import Slides

/// Fills a Word document: processes all parts with text and leaves the others unchanged.
///
/// Everything filled in can be found again, so that a single command turns the last half-year's report into the next
/// one: texts by hidden bookmarks, pictures and tables by their marks `giaoban:ID`.
struct WordDocument: FillableDocument {
  let document: OfficeDocument
  let answers: PackAnswers
  let body: String
  let styles: WordStyles
  /// The parts with text: the body, headers, footers, footnotes and endnotes.
  let parts: [String]
  /// The text sizes of tables by their available width; see `commonTableSizes`.
  private(set) var tableSizes: [Int: Int] = [:]
  var lastBookmark = 0
  private var lastDrawing = 0
  var log = AttachmentLog()

  /// - Returns: `nil` if the document is not a Word document.
  init?(_ document: OfficeDocument, _ answers: PackAnswers) throws {
    let types = [
      "wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml",
      "ms-word.document.macroEnabled.main+xml", "ms-word.template.macroEnabledTemplate.main+xml",
    ]
    guard let body = document.parts(ofType: types).first else { return nil }
    self.document = document
    self.answers = answers
    self.body = body
    let others = ["header", "footer", "footnotes", "endnotes"]
    parts = [body] + document.parts(ofType: others.map { "wordprocessingml.\($0)+xml" })
    let root = try document.tree(body).root
    guard root.isNamed("w:document") else {
      throw DocumentError.unreadable(
        file: body,
        reason: LocalizedText(
          vi: "tệp lưu dạng Strict Open XML; hãy lưu lại thành văn bản Word thường (.docx)",
          en: "it is saved as Strict Open XML; save it as an ordinary Word document (.docx)"))
    }
    styles = try WordStyles(
      document.targets("styles", from: body).first.map { try document.tree($0).root }, body: root)
    for part in parts {
      try document.tree(part).root.walk { node in
        if node.isNamed("w:bookmarkStart") {
          lastBookmark = max(lastBookmark, node.length("w:id") ?? 0)
        } else if node.isNamed("wp:docPr") {
          lastDrawing = max(lastDrawing, node.length(bare: "id") ?? 0)
        }
        return true
      }
    }
  }

  /// Fills every part; changes nothing if a placeholder cannot be filled.
  mutating func fill() throws {
    let unknown = try unanswered()
    let further = FurtherParts(document: document, answers: answers, others: Set(parts))
    guard unknown.isEmpty else { throw DocumentError.unknown(unknown) }
    if let doubt = try WrittenLanguage.doubt(document, parts, answers) { log.doubts.append(doubt) }
    tableSizes = try commonTableSizes()
    let memory = try WordMemory(document, beside: body)
    let unmarked = try memory.map { try noteUnmarked($0) } ?? []
    try noteGone(memory)
    for part in parts {
      try refreshTexts(part)
      try refreshAnswers(part)
      try refreshPictures(part)
      try refreshTables(part)
      for paragraph in DocumentParagraph.all(in: try document.tree(part).root, .word) {
        // The fallback of a drawing for older programs repeats its text. A table removes its paragraph.
        let isFallback = paragraph.node.ancestor("mc:Fallback") != nil
        let before = log
        try fill(paragraph, part)
        if isFallback { log.keepCounts(of: before) }
      }
    }
    for part in parts {
      try AttributeTexts(document: document, answers: answers, part: part).fill(&log)
    }
    try further.fill(&log)
    if log.isEmpty {
      log.doubts.append(answers.words(Attachment.nothing.vietnamese, Attachment.nothing.english))
    }
    try CaptionNumbers(document: document, body: body, captions: answers.manifest.captions)
      .bringUpToDate()
    try remember(unmarked)
    document.save()
  }

  func unanswered() throws -> [DocumentError.Unknown] {
    try parts.flatMap(check)
      + parts.flatMap {
        try AttributeTexts(document: document, answers: answers, part: $0).unknown()
      }
      + FurtherParts(document: document, answers: answers, others: Set(parts)).unknown()
  }

  /// The placeholders, and the numbers of an earlier run.
  func listed() throws -> [ListedPlaceholder] {
    let found = try parts.flatMap { part -> [ListedPlaceholder] in
      let root = try document.tree(part).root
      let filled = root.descendants("w:bookmarkStart").compactMap { start -> ListedPlaceholder? in
        guard let digest = WordDocument.digest(start), let placeholder = answers.byDigest[digest],
          case .number = placeholder
        else { return nil }
        return answers.listed(
          placeholder.written,
          at: document.place(part, start.ancestor("w:p")?.text ?? "", answers.words))
      }
      return answers.listed(DocumentParagraph.all(in: root, .word), in: document, part) + filled
    }
    return try found
      + FurtherParts(document: document, answers: answers, others: Set(parts)).listed()
  }

  // MARK: Unknown placeholders

  private func check(_ part: String) throws -> [DocumentError.Unknown] {
    let check = PlaceholderCheck(document: document, answers: answers, place: .document)
    let root = try document.tree(part).root
    var unknown = DocumentParagraph.all(in: root, .word).flatMap {
      check.unknown(in: $0, part: part)
    }
    func add(_ name: String, _ reason: String) {
      unknown.append(
        .init(placeholder: name, place: document.place(part, "", answers.words), reason: reason))
    }
    let tables = tables(in: root)
    root.walk { node in
      // Formulas and field instructions are not text to fill.
      if node.isText, node.parent?.isNamed("w:t") == false, !node.isDeleted,
        node.text.contains("{{") || node.text.contains("}}")
      {
        add(
          String(node.text.prefix(40)),
          answers.words(
            "nằm trong công thức hoặc trường của Word, không điền được; hãy đưa ra ngoài",
            "it stands in a formula or a field of Word and cannot be filled; move it out"))
      }
      do throws(PackAnswers.NoAnswer) {
        if node.isNamed("wp:docPr"), let id = PictureMark.id(of: node) {
          _ = try answers.chart(id)
        } else if let id = tables[node] {
          _ = try answers.table(id)
        }
      } catch { add("giaoban:…", error.reason) }
      if let digest = WordDocument.digest(node), answers.byDigest[digest] == nil {
        let text = WordDocument.pieces(markedBy: node).map(\.text).joined()
        add(
          "\"\(text)\"",
          answers.words(
            "do bộ biểu đồ trước điền vào, nhưng bộ này không có số liệu đó; hãy thay bằng chỗ điền"
              + " khác",
            "an earlier pack put it in, and this pack has no such number; put another placeholder in its"
              + " place"))
      }
      return true
    }
    return unknown
  }

  // MARK: Placeholders

  private mutating func fill(_ paragraph: DocumentParagraph, _ part: String) throws {
    let places = Placeholder.all(in: paragraph.text)
    guard !places.isEmpty else { return }
    document.touch(part)
    let isAlone = paragraph.isPlaceholderAlone
    // From the end, so that earlier places stay valid.
    for (range, content) in places.reversed() {
      guard let placeholder = Placeholder(content) else { continue }
      let (piece, run) = DocumentParagraph(paragraph.node, .word).isolate(range)
      switch placeholder {
      case .number(let id, let field, let group):
        let answer = try answers.text(id, field, group)
        piece.fill(answer.text)
        try mark(run, as: answers.normalised(placeholder), part)
        log.count(answer)
      case .chart(let id):
        try put(try answers.chart(id), in: run, of: paragraph.node, isAlone: isAlone, part)
      case .nativeChart(let id):
        try put(
          try answers.chart(id), as: try answers.officeChart(id), in: run, of: paragraph.node,
          isAlone: isAlone, part)
      case .table(let id):
        try put(try answers.table(id), in: run, of: paragraph.node, part)
      case .texts(let id):
        try put(try answers.lines(id), at: range, of: paragraph, as: placeholder, part)
      case .chartCaption, .tableCaption: continue
      }
    }
  }

  private mutating func put(
    _ chart: Manifest.Chart, as native: OfficeChart? = nil, in run: XMLNode,
    of paragraph: XMLNode, isAlone: Bool, _ part: String
  ) throws {
    let tree = try document.tree(part)
    // The picture fills its column, and leaves room for some lines on the page.
    let room = styles.room(for: paragraph)
    let ratio = native?.ratio ?? chart.ratio
    let width = min(Double(room.width), Double(room.height) * 0.85 / ratio)
    lastDrawing += 1
    let content: WordMarkup.Picture.Content =
      if let native {
        .chart(
          try document.add(
            native, named: chart.id, created: answers.manifest.creationDate, to: part))
      } else {
        .picture(
          try document.add(
            try answers.picture(of: chart), outlines: answers.outlines(of: chart), named: chart.id,
            to: part))
      }
    let picture = WordMarkup.Picture(
      content: content, number: lastDrawing,
      mark: native.map { PictureMark.mark(chart.id, $0.contents) } ?? PictureMark.mark(chart.id),
      alternativeText: chart.alternativeText,
      width: Int(width) * WordMarkup.emuPerTwip,
      height: Int((width * ratio).rounded()) * WordMarkup.emuPerTwip)
    for node in try tree.elements("<w:r>\(picture.markup)</w:r>") { node.insertBefore(run) }
    log.charts += 1
    defer { run.remove() }
    // Lines of a fixed height would cut off the picture.
    guard isAlone else {
      if paragraph.descendant(at: "w:pPr", "w:spacing")?.attribute("w:lineRule") == "exact" {
        let spacing: Markup = "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/>"
        try WordMarkup.set(spacing, of: paragraph, in: tree)
      }
      return
    }
    let isAbove = answers.manifest.captions.chartPlace == .above
    let keep: Markup = isAbove ? "" : "<w:keepNext/>"
    try WordMarkup.set(
      """
      \(keep)<w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/>\
      <w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/>
      """, of: paragraph, in: tree)
    let caption = try caption(
      .chartCaption(chart.id), label: answers.manifest.captions.chart, text: chart.caption,
      isAbove: isAbove, like: run, in: tree)
    if isAbove { caption.insertBefore(paragraph) } else { follow(paragraph, with: [caption]) }
  }

  /// A caption that can be found again; without a caption style, in the placeholder's formatting.
  mutating func caption(
    _ placeholder: Placeholder, label: String, text: String, isAbove: Bool, like run: XMLNode,
    in tree: XMLTree
  ) throws -> XMLNode {
    lastBookmark += 1
    let name = WordMarkup.bookmarkName(placeholder, number: lastBookmark, text: text)
    let markup = WordMarkup.Caption(
      label: label, text: text, style: styles.caption, isAbove: isAbove,
      bookmark: (name, lastBookmark)
    ).markup
    let paragraph = try tree.elements(markup)[0]
    if styles.caption == nil, let format = run.child("w:rPr") {
      for own in paragraph.children("w:r") {
        if let first = own.children.first { format.copy().insertBefore(first) }
      }
    }
    return paragraph
  }

  /// Inserts paragraphs after another one; if that ends a section, before its end.
  func follow(_ paragraph: XMLNode, with nodes: [XMLNode]) {
    guard let end = paragraph.descendant(at: "w:pPr", "w:sectPr") else {
      paragraph.follow(with: nodes)
      return
    }
    guard let last = nodes.last, last.isNamed("w:p"), let properties = last.child("w:pPr") else {
      for node in nodes { node.insertBefore(paragraph) }
      return
    }
    paragraph.follow(with: nodes)
    end.append(to: properties)
  }

  /// Marks a run as the text of a placeholder.
  mutating func mark(_ run: XMLNode, as placeholder: Placeholder, _ part: String) throws {
    lastBookmark += 1
    let name = WordMarkup.bookmarkName(placeholder, number: lastBookmark, text: run.text)
    WordDocument.release(run)
    let nodes = try document.tree(part).elements(
      """
      <w:bookmarkStart w:id="\(lastBookmark)" w:name="\(name)"/><w:bookmarkEnd w:id="\(lastBookmark)"/>
      """)
    nodes[0].insertBefore(run)
    nodes[1].insertAfter(run)
  }

  // MARK: Content of earlier runs

  /// The digest in a bookmark of ours; `nil` for any other node.
  static func digest(_ node: XMLNode) -> String? {
    guard node.isNamed("w:bookmarkStart"), let name = node.attribute("w:name"),
      name.hasPrefix(WordMarkup.bookmarkPrefix)
    else { return nil }
    return name.dropFirst(WordMarkup.bookmarkPrefix.count).split(separator: "_").first.map(
      String.init)
  }

  private mutating func refreshPictures(_ part: String) throws {
    var replaced: Set<String> = []
    for properties in try document.tree(part).root.descendants("wp:docPr") {
      guard let id = PictureMark.id(of: properties), let box = properties.parent else { continue }
      if let graphic = box.descendants("c:chart").first {
        let refresh = PictureRefresh(document: document, answers: answers, part: part)
        if try refresh.refresh(properties, chart: graphic, id: id, replaced: &replaced, log: &log) {
          document.touch(part)
        }
        continue
      }
      if try PictureRefresh(document: document, answers: answers, part: part).refresh(
        properties, box.descendants("a:blip"), extent: box.child("wp:extent"), id: id,
        replaced: &replaced, log: &log)
      {
        document.touch(part)
      }
      // The picture inside the drawing has an alternative text, too.
      let text = try answers.chart(id).alternativeText
      for own in box.descendants("pic:cNvPr") where own.attribute(bare: "descr") != text {
        own.setAttribute(bare: "descr", text)
        document.touch(part)
      }
    }
    try document.dropUnused(replaced, from: part)
  }
}

extension XMLNode {
  /// Whether the text is deleted by a tracked change.
  fileprivate var isDeleted: Bool { ancestor("w:del") != nil || ancestor("w:moveFrom") != nil }
}
