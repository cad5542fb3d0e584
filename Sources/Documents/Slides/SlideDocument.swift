import ClusterMetrics
import Foundation
import Office
import Packs
import Slides

/// Fills a presentation: placeholders in the text of slides, text boxes that contain only `{{chart:ID}}`, and pictures
/// with the mark `giaoban:ID`.
struct SlideDocument: FillableDocument {
  let document: OfficeDocument
  let answers: PackAnswers
  let main: String
  let parts: [String]
  var log = AttachmentLog()
  /// The number of charts and tables that replaced text boxes.
  var placed = 0
  /// For each placeholder, the texts that users wrote instead of its earlier value.
  var changed: [String: [String]] = [:]
  /// For each shape, the values of an earlier run that cannot be found.
  var lost: [XMLNode: [SlideNumberSearch.Lost]] = [:]
  /// For each shape and placeholder, the number of its values that were found again.
  var restored: [XMLNode: [String: Int]] = [:]

  /// - Returns: `nil` if the document is not a presentation.
  init?(_ document: OfficeDocument, _ answers: PackAnswers) throws {
    let types = [
      "presentationml.presentation.main+xml", "powerpoint.presentation.macroEnabled.main+xml",
      "presentationml.template.main+xml", "presentationml.slideshow.main+xml",
      "powerpoint.template.macroEnabled.main+xml", "powerpoint.slideshow.macroEnabled.main+xml",
    ]
    guard let main = document.parts(ofType: types).first else { return nil }
    self.document = document
    self.answers = answers
    self.main = main
    parts = document.parts(ofType: ["presentationml.slide+xml", "presentationml.notesSlide+xml"])
    guard try document.tree(main).root.isNamed("p:presentation") else {
      throw DocumentError.unreadable(
        file: main,
        reason: LocalizedText(
          vi: "tệp lưu dạng Strict Open XML; hãy lưu lại thành bản trình chiếu thường (.pptx)",
          en: "it is saved as Strict Open XML; save it as an ordinary presentation (.pptx)"))
    }
    try restorePlaceholders()
  }

  /// Fills every slide; changes nothing if a placeholder cannot be filled.
  mutating func fill() throws {
    let unknown = try unanswered()
    let further = FurtherParts(document: document, answers: answers, others: Set(parts))
    guard unknown.isEmpty else { throw DocumentError.unknown(unknown) }
    if let doubt = try WrittenLanguage.doubt(document, parts, answers) { log.doubts.append(doubt) }
    for part in parts {
      try refreshPictures(part)
      try refreshCharts(part)
      try refreshTables(part)
      try putPictures(part)
      try putTables(part)
      try fillNumbers(part)
    }
    for part in parts {
      try AttributeTexts(document: document, answers: answers, part: part).fill(&log)
    }
    try further.fill(&log)
    if log.isEmpty {
      log.doubts.append(answers.words(Attachment.nothing.vietnamese, Attachment.nothing.english))
    }
    if log.numbers == 0, log.charts + log.tables > placed {
      log.doubts.append(
        answers.words(
          "không có chỗ điền {{…}} nào: hình, bảng được cập nhật, còn số gõ hoặc đã điền trong trang chiếu thì giữ nguyên",
          "there is no {{…}}: pictures and tables are brought up to date, numbers on the slides stay as they are"
        ))
    }
    document.save()
  }

  func unanswered() throws -> [DocumentError.Unknown] {
    try parts.flatMap(check)
      + parts.flatMap {
        try AttributeTexts(document: document, answers: answers, part: $0).unknown()
      }
      + FurtherParts(document: document, answers: answers, others: Set(parts)).unknown()
  }

  /// The placeholders of the slides and their notes.
  func listed() throws -> [ListedPlaceholder] {
    try parts.flatMap { part in
      answers.listed(
        DocumentParagraph.all(in: try document.tree(part).root, .slides), in: document, part)
    } + FurtherParts(document: document, answers: answers, others: Set(parts)).listed()
  }

  private func check(_ part: String) throws -> [DocumentError.Unknown] {
    let check = PlaceholderCheck(document: document, answers: answers, place: .slide)
    let root = try document.tree(part).root
    var unknown: [DocumentError.Unknown] = []
    func add(_ name: String, _ place: String, _ reason: String) {
      unknown.append(.init(placeholder: name, place: place, reason: reason))
    }
    for paragraph in DocumentParagraph.all(in: root, .slides) {
      unknown += check.unknown(in: paragraph, part: part)
      guard let (id, placeholder) = SlideDocument.chart(in: paragraph.text),
        (try? answers.chart(id)) != nil, SlideDocument.box(of: paragraph) == nil
      else {
        addMisplaced(paragraph, part, &unknown)
        continue
      }
      add(
        "{{\(placeholder.written)}}", document.place(part, paragraph.text, answers.words),
        answers.words(
          "biểu đồ cần một hộp văn bản riêng, không có chữ nào khác và không nằm trong bảng",
          "a chart needs a text box of its own, with no other text and in no table"))
    }
    unknown += try checkTables(part, root)
    for properties in root.descendants("p:cNvPr") {
      let isPicture = properties.parent?.isNamed("p:nvPicPr") == true
      let isChart = properties.ancestor("p:graphicFrame")?.descendants("c:chart").isEmpty == false
      guard isPicture || isChart, let id = PictureMark.id(of: properties) else { continue }
      do throws(PackAnswers.NoAnswer) {
        _ = try answers.chart(id)
      } catch { add("giaoban:\(id)", document.place(part, "", answers.words), error.reason) }
    }
    return unknown
  }

  /// Reports a chart or table in a title or in notes, where it would replace the shape.
  private func addMisplaced(
    _ paragraph: DocumentParagraph, _ part: String, _ unknown: inout [DocumentError.Unknown]
  ) {
    let contents = Placeholder.all(in: paragraph.text).map(\.content)
    let own = contents.first { content in
      switch Placeholder(content) {
      case .chart?, .nativeChart?, .table?: true
      default: false
      }
    }
    let holder = paragraph.node.ancestor("p:sp")?.descendant(at: "p:nvSpPr", "p:nvPr", "p:ph")
    let isTitle = ["title", "ctrTitle"].contains(holder?.attribute(bare: "type") ?? "")
    guard let own, isTitle || part.contains("notesSlide") else { return }
    unknown.append(
      .init(
        placeholder: "{{\(own)}}", place: document.place(part, paragraph.text, answers.words),
        reason: isTitle
          ? answers.words(
            "khung tiêu đề chỉ điền được số; hãy đặt biểu đồ hoặc bảng vào khung khác",
            "a title can only hold numbers; put the chart or table into another box")
          : answers.words(
            "ghi chú chỉ điền được số; hãy đặt biểu đồ hoặc bảng vào trang",
            "notes can only hold numbers; put the chart or table on the slide")))
  }

  /// The first chart placeholder in a text.
  private static func chart(in text: String) -> (id: String, placeholder: Placeholder)? {
    for (_, content) in Placeholder.all(in: text) {
      guard let placeholder = Placeholder(content) else { continue }
      switch placeholder {
      case .chart(let id), .nativeChart(let id): return (id, placeholder)
      default: continue
      }
    }
    return nil
  }

  /// The shape that contains only this paragraph.
  static func box(of paragraph: DocumentParagraph) -> XMLNode? {
    guard paragraph.isPlaceholderAlone, let shape = paragraph.node.ancestor("p:sp"),
      let body = shape.child("p:txBody")
    else { return nil }
    let others = body.children("a:p").filter { $0 != paragraph.node }
    return others.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } ? shape : nil
  }

  private mutating func fillNumbers(_ part: String) throws {
    var filled: [XMLNode: [SlideNumbers.Sentence]] = [:]
    var counts: [XMLNode: Int] = [:]
    for paragraph in DocumentParagraph.all(in: try document.tree(part).root, .slides) {
      let values = try fill(paragraph, part)
      guard let holder = SlideDocument.holder(of: paragraph.node) else { continue }
      let place = counts[holder, default: 0]
      counts[holder] = place + 1
      guard !values.isEmpty else { continue }
      filled[holder, default: []].append(
        .init(place: place, text: paragraph.text, values: values))
    }
    try keepNumbers(filled, part)
  }

  /// - Returns: the texts that replaced the paragraph's numbers, in their order.
  private mutating func fill(_ paragraph: DocumentParagraph, _ part: String) throws -> [String] {
    var values: [String] = []
    for (range, content) in Placeholder.all(in: paragraph.text).reversed() {
      guard case .number(let id, let field, let group)? = Placeholder(content) else { continue }
      let (piece, _) = DocumentParagraph(paragraph.node, .slides).isolate(range)
      let answer = try answers.text(id, field, group)
      piece.fill(answer.text)
      log.count(answer)
      noteChange(of: "{{\(content)}}", to: answer.text)
      document.touch(part)
      values.insert(answer.text, at: 0)
    }
    return values
  }

  // MARK: Pictures

  struct Box {
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    /// `nil` if there is no offset, or no size.
    init?(_ offset: XMLNode?, _ extent: XMLNode?) {
      guard let offset, let extent else { return nil }
      func number(_ node: XMLNode, _ name: String) -> Int { node.length(bare: name) ?? 0 }
      self.init(
        x: number(offset, "x"), y: number(offset, "y"), width: number(extent, "cx"),
        height: number(extent, "cy"))
      guard width > 0, height > 0 else { return nil }
    }

    init(x: Int, y: Int, width: Int, height: Int) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }
  }

  private mutating func putPictures(_ part: String) throws {
    for paragraph in DocumentParagraph.all(in: try document.tree(part).root, .slides) {
      guard let (id, placeholder) = SlideDocument.chart(in: paragraph.text),
        let shape = SlideDocument.box(of: paragraph)
      else { continue }
      let chart = try answers.chart(id)
      let box = try box(of: shape, part)
      if case .nativeChart = placeholder {
        try putChart(chart, instead: shape, box, part)
        continue
      }
      // The picture is centred in the box, as large as it fits.
      let ratio = chart.ratio
      let width = min(Double(box.width), Double(box.height) / ratio)
      let height = width * ratio
      let x = box.x + Int((Double(box.width) - width) / 2)
      let y = box.y + Int((Double(box.height) - height) / 2)
      let placed = try document.add(
        try answers.picture(of: chart), outlines: answers.outlines(of: chart), named: id, to: part)
      let number = shape.descendant(at: "p:nvSpPr", "p:cNvPr")?.attribute(bare: "id") ?? "2"
      let mark = PictureMark.mark(id)
      try put(
        """
        <p:pic><p:nvPicPr><p:cNvPr id="\(number)" name="\(mark)" descr="\(chart.alternativeText)" \
        title="\(mark)"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>\
        <p:blipFill>\(placed.blip)<a:stretch><a:fillRect/></a:stretch></p:blipFill>\
        <p:spPr><a:xfrm><a:off x="\(x)" y="\(y)"/><a:ext cx="\(Int(width))" cy="\(Int(height))"/>\
        </a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>
        """, insteadOf: shape, part)
    }
  }

  /// Replaces a text box by a picture or a chart.
  mutating func put(_ markup: Markup, insteadOf shape: XMLNode, _ part: String) throws {
    let tree = try document.tree(part)
    for node in try tree.elements(markup) { node.insertBefore(shape) }
    // Remove animations by paragraph, because the new element has no paragraphs.
    let number = shape.descendant(at: "p:nvSpPr", "p:cNvPr")?.attribute(bare: "id")
    for build in tree.root.descendants("p:bldP") where build.attribute(bare: "spid") == number {
      let list = build.parent
      build.remove()
      // PowerPoint does not accept an empty list.
      if let list, !list.children.contains(where: \.isElement) { list.remove() }
    }
    keepLook(of: shape, at: tree, part)
    shape.remove()
    log.charts += 1
    placed += 1
    document.touch(part)
  }

  /// The position and size of a shape in EMU: its own, or those of its layout, or most of the slide.
  func box(of shape: XMLNode, _ part: String) throws -> Box {
    func box(_ shape: XMLNode) -> Box? {
      let frame = shape.descendant(at: "p:spPr", "a:xfrm")
      return Box(frame?.child("a:off"), frame?.child("a:ext"))
    }
    if let own = box(shape) { return own }
    let holder = shape.descendant(at: "p:nvSpPr", "p:nvPr", "p:ph")
    if let holder, let layout = try document.targets("slideLayout", from: part).first {
      let index = holder.attribute(bare: "idx")
      for candidate in try document.tree(layout).root.descendants("p:sp") {
        let other = candidate.descendant(at: "p:nvSpPr", "p:nvPr", "p:ph")
        guard let other, other.attribute(bare: "idx") == index,
          index != nil || other.attribute(bare: "type") == holder.attribute(bare: "type")
        else { continue }
        if let box = box(candidate) { return box }
        // A layout without a position inherits that of its master (ECMA-376, part 1, 19.3.1.36).
        if let master = try document.targets("slideMaster", from: layout).first {
          let kind = SlideDocument.masterKind(other.attribute(bare: "type"))
          for candidate in try document.tree(master).root.descendants("p:sp") {
            let own = candidate.descendant(at: "p:nvSpPr", "p:nvPr", "p:ph")
            if let own, SlideDocument.masterKind(own.attribute(bare: "type")) == kind,
              let box = box(candidate)
            {
              return box
            }
          }
        }
      }
    }
    let size = try document.tree(main).root.child("p:sldSz")
    let width = size?.length(bare: "cx") ?? 12_192_000
    let height = size?.length(bare: "cy") ?? 6_858_000
    return Box(x: width / 20, y: height / 5, width: width * 9 / 10, height: height * 7 / 10)
  }

  /// The kind of master placeholder that a placeholder inherits from: the master has only titles and text bodies.
  private static func masterKind(_ type: String?) -> String {
    switch type {
    case "title"?, "ctrTitle"?: "title"
    case "dt"?, "ftr"?, "sldNum"?: type ?? ""
    default: "body"
    }
  }

  private mutating func refreshPictures(_ part: String) throws {
    var replaced: Set<String> = []
    for picture in try document.tree(part).root.descendants("p:pic") {
      guard let properties = picture.descendant(at: "p:nvPicPr", "p:cNvPr"),
        let id = PictureMark.id(of: properties),
        let blip = picture.descendant(at: "p:blipFill", "a:blip")
      else { continue }
      let extent = picture.descendant(at: "p:spPr", "a:xfrm", "a:ext")
      if try PictureRefresh(document: document, answers: answers, part: part).refresh(
        properties, [blip], extent: extent, id: id, replaced: &replaced, log: &log)
      {
        document.touch(part)
      }
    }
    try document.dropUnused(replaced, from: part)
  }
}
