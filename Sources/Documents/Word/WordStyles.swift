import Office

/// Properties of a Word document's styles and pages: its styles for captions and tables, its text size, the room on its
/// pages.
struct WordStyles {
  /// The id of the style named "caption".
  let caption: String?
  /// The id of the style that is most frequent in the document's own tables, or of "Table Grid".
  let table: String?
  /// The text size in half-points.
  let textSize: Int
  /// The font of its text.
  let family: String
  private let body: XMLNode

  init(_ styles: XMLNode?, body: XMLNode) {
    self.body = body
    let all = styles?.children("w:style") ?? []
    func id(named name: String) -> String? {
      all.first { $0.child("w:name")?.attribute("w:val")?.lowercased() == name }?
        .attribute("w:styleId")
    }
    caption = id(named: "caption")
    let plain = all.first {
      $0.attribute("w:type") == "table" && $0.attribute("w:default") == "1"
    }?.attribute("w:styleId")
    var uses: [String: Int] = [:]
    for style in body.descendants("w:tblStyle") {
      if let id = style.attribute("w:val"), id != plain { uses[id, default: 0] += 1 }
    }
    table = uses.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? id(named: "table grid")
    let normal = all.first {
      $0.attribute("w:type") == "paragraph" && $0.attribute("w:default") == "1"
    }
    let sizes = [
      normal?.child("w:rPr"), styles?.descendant(at: "w:docDefaults", "w:rPrDefault", "w:rPr"),
    ].compactMap { $0?.child("w:sz")?.length("w:val") }
    let fonts = [
      normal?.child("w:rPr"), styles?.descendant(at: "w:docDefaults", "w:rPrDefault", "w:rPr"),
    ].compactMap { $0?.child("w:rFonts")?.attribute("w:ascii") }
    // Fonts of the theme are not resolved: Times New Roman, as in Decree 30, is a good guess.
    family = fonts.first ?? "Times New Roman"
    // The default size in Word is 10 points (section 17.3.2.38).
    textSize = sizes.first ?? 20
  }

  /// The room for a paragraph or table on its page, in twentieths of a point.
  func room(for node: XMLNode) -> (width: Int, height: Int) {
    let page = page(of: node)
    var (width, height) = (page.width, page.height)
    if let cell = node.ancestor("w:tc") {
      width = cellWidth(cell) ?? width
    } else if let box = WordTextBox(holding: node) {
      width = box.width
      height = min(box.height ?? height, height)
    }
    return (max(width, 567), max(height, 567))
  }

  /// The width of a paragraph on landscape paper; `nil` if the paper is landscape already, or if the paragraph is not
  /// directly on the page.
  func turnedRoom(for paragraph: XMLNode) -> Int? {
    guard paragraph.parent?.isNamed("w:body") == true, let section = section(of: paragraph),
      let size = section.child("w:pgSz"), let margins = section.child("w:pgMar"),
      let width = size.length("w:w"), let height = size.length("w:h"), height > width,
      (section.child("w:cols")?.length("w:num") ?? 1) < 2
    else { return nil }
    let room = height - (margins.length("w:left") ?? 0) - (margins.length("w:right") ?? 0)
    return room > 0 ? room : nil
  }

  private func cellWidth(_ cell: XMLNode) -> Int? {
    let own = cell.descendant(at: "w:tcPr", "w:tcW")
    var width = own?.attribute("w:type") == "dxa" ? own?.length("w:w") : nil
    if width == nil || width == 0, let row = cell.ancestor("w:tr"),
      let table = row.ancestor("w:tbl")
    {
      let columns = (table.child("w:tblGrid")?.children("w:gridCol") ?? [])
        .map { $0.length("w:w") ?? 0 }
      func span(_ cell: XMLNode) -> Int {
        min(max(cell.descendant(at: "w:tcPr", "w:gridSpan")?.length("w:val") ?? 1, 1), 1000)
      }
      let before = row.children("w:tc").prefix { $0 != cell }.map(span).reduce(0, +)
      width = columns.dropFirst(before).prefix(span(cell)).reduce(0, +)
    }
    // By default, cells have a margin of 0.08 inches on each side.
    return width.flatMap { $0 > 0 ? $0 - 216 : nil }
  }

  /// The text area of a node's page, or of one of its columns.
  private func page(of node: XMLNode) -> (width: Int, height: Int) {
    // A4 with the margins of Decree 30/2020/NĐ-CP: 30 mm at the left, 20 mm elsewhere.
    let standard = (width: 9071, height: 14570)
    guard let section = section(of: node), let size = section.child("w:pgSz"),
      let margins = section.child("w:pgMar")
    else { return standard }
    func number(_ node: XMLNode, _ name: OfficeName) -> Int {
      node.length(name) ?? 0
    }
    var width = number(size, "w:w") - number(margins, "w:left") - number(margins, "w:right")
    let height =
      number(size, "w:h") - abs(number(margins, "w:top")) - abs(number(margins, "w:bottom"))
    if let columns = section.child("w:cols"), number(columns, "w:num") > 1 {
      let count = number(columns, "w:num")
      let space = columns.attribute("w:space") == nil ? 720 : number(columns, "w:space")
      width = (width - space * (count - 1)) / count
    }
    return width > 0 && height > 0 ? (width, height) : standard
  }

  /// The properties of a node's section: the next ones that follow it.
  func section(of node: XMLNode) -> XMLNode? {
    var top = node
    while let parent = top.parent, !parent.isNamed("w:body") { top = parent }
    var current: XMLNode? = top.parent == nil ? nil : top
    while let candidate = current {
      if candidate.isNamed("w:sectPr") { return candidate }
      if let section = candidate.descendant(at: "w:pPr", "w:sectPr") { return section }
      current = candidate.next
    }
    // Headers, footers and notes: use those of the document's last section.
    return body.descendants("w:sectPr").last
  }
}
