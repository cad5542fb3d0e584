import ClusterMetrics
import Foundation

/// Reads the tables of an HTML page, which many systems export with Excel's extension.
enum HTMLTables {
  /// Elements before and after which a new line begins.
  private static let blocks: Set<String> = [
    "p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "center", "pre", "hr",
    "body", "table", "tr", "dt", "dd",
  ]
  /// Elements whose text is not displayed.
  private static let unseen: Set<String> = [
    "script", "title", "noscript", "template", "datalist", "object", "svg",
  ]
  /// Elements whose text is struck out.
  private static let struck: Set<String> = ["del", "s", "strike"]

  static func reader(
    _ path: String, _ limits: TableLimits, _ oldTexts: OldTexts
  ) throws(TableFault) -> any SheetReader {
    guard let file = FileHandle(forReadingAtPath: path),
      let data = try? file.read(upToCount: limits.sheet) ?? Data()
    else { throw .system }
    var text = TextDecoder.text(of: [UInt8](data))
    let lower = text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    guard isWhole(lower) else { throw .cutOff }
    // Content after the end of the page is displayed all the same.
    for tag in ["</html>", "</body>"] {
      for start in lower.places(of: tag) {
        text.replaceSubrange(
          start..<start + tag.utf8.count, with: repeatElement(0x20, count: tag.utf8.count))
      }
    }
    var position = 0
    let stream = try XMLStream("HTML", syntax: .html, tellsEveryEnd: true) { buffer in
      let piece = text[position...].prefix(buffer.count)
      position += piece.count
      buffer.copyBytes(from: piece)
      return piece.count
    }
    var page = Page(stream, oldTexts)
    try page.read()
    return page.flow.reader()
  }

  /// Whether all tables, comments and elements with raw text are closed: browsers display a truncated page silently.
  private static func isWhole(_ lower: [UInt8]) -> Bool {
    let elements = ["table", "script", "style", "title", "select", "noscript", "textarea"]
    return ([("<!--", "-->")] + elements.map { ("<\($0)", "</\($0)") }).allSatisfy {
      lower.places(of: $0).count <= lower.places(of: $1).count
    }
  }

  /// A cell being read.
  private struct OpenCell {
    var text = ""
    /// The text that is struck out in it.
    var struck = ""
    var columns = 1
    var rows = 1
    /// The stored number behind the displayed one, if the program that wrote the page kept it.
    var stored: Double?
    /// The format of that number.
    var format: CellFormat?

    var content: CellContent {
      // Collapse white space; only elements give line breaks. A cell that is struck out entirely is read like a
      // workbook's cell with a struck-out font.
      func folded(_ text: String) -> String {
        text.split { $0.isWhitespace }.joined(separator: " ")
      }
      let shown = folded(text).isEmpty ? folded(struck) : folded(text)
      guard let stored, stored.isFinite, !shown.isEmpty else { return .text(shown) }
      if format == .date {
        return SheetRows.day(serial: stored, usesDate1904: false).map { .date($0) } ?? .text(shown)
      }
      if shown.hasSuffix("%") { return .percent(CellContent.percent(ofStored: stored)) }
      if case .scaled(let groups) = format {
        return .number(CellContent.scaled(stored, groups: groups))
      }
      if case .spoken = format { return .text(shown) }
      // The stored number of a date is not a number to read.
      let isDate =
        shown.contains { $0 == "/" || $0 == ":" } || shown.contains(/[0-9]-[0-9A-Za-z]/)
      return isDate || format == .time ? .text(shown) : .number(stored)
    }
  }

  private struct Page {
    private let stream: XMLStream
    private let oldTexts: OldTexts
    private(set) var flow = TextFlow()
    private var line = ""
    private var cell: OpenCell?
    /// The enclosing elements: whether each strikes out its text, and its old font.
    private var around: [Around] = []
    /// The page's own styles, by class.
    private var classes: [String: String] = [:]

    private struct Around {
      var name: String
      var isStruck: Bool
      var isHidden: Bool
      var font: OldVietnamese?
    }

    init(_ stream: XMLStream, _ oldTexts: OldTexts) {
      (self.stream, self.oldTexts) = (stream, oldTexts)
    }

    mutating func read() throws(TableFault) {
      while let event = try stream.next() {
        switch event {
        case .text: add(try stream.wholeText())
        case .start: try begin(stream.localName)
        case .end: end(stream.localName)
        }
      }
      endCell()
      flow.endRow()
      endLine()
    }

    private mutating func add(_ text: String) {
      var text = text
      if let font = around.last(where: { $0.font != nil })?.font, let new = font.unicode(text) {
        oldTexts.note(text, new)
        text = new
      }
      guard cell != nil else {
        line += text
        return
      }
      if around.contains(where: \.isStruck) { cell?.struck += text } else { cell?.text += text }
    }

    /// The styles of the element and its class, in lower case without spaces.
    private var look: String {
      let names = stream.attribute("class")?.text.split(separator: " ").map(String.init) ?? []
      let id = stream.attribute("id").flatMap { classes[$0.text.lowercased()] } ?? ""
      let own = stream.attribute("style")?.text ?? ""
      return (names.compactMap { classes[$0.lowercased()] } + [id, own]).joined(separator: ";")
        .lowercased().filter { !$0.isWhitespace }
    }

    /// Reads the classes of a style sheet.
    private mutating func readStyles() throws(TableFault) {
      var text = ""
      try stream.forEachElement(text: { text += stream.text }) { _ in false }
      // Ids are treated like classes.
      for rule in text.matches(of: #/[.#]([A-Za-z0-9_-]+)\s*\{([^}]*)\}/#) {
        classes[rule.1.lowercased(), default: ""] += ";" + rule.2
      }
    }

    /// Whether the element is hidden.
    private func isHidden(_ style: String) -> Bool {
      style.contains("display:none") || style.contains("visibility:hidden")
        || style.contains("visibility:collapse")
        || stream.attribute("hidden") != nil
    }

    private mutating func begin(_ name: String) throws(TableFault) {
      if name == "style" { return try readStyles() }
      let look = look
      let isHidden = isHidden(look)
      // Hidden rows count, with a finding; hidden cells and texts do not.
      let holdsRows = ["tr", "tbody", "thead", "tfoot", "table"].contains(name)
      if HTMLTables.unseen.contains(name) || !holdsRows && isHidden {
        // A hidden cell still has its place.
        if name == "td" || name == "th" {
          endCell()
          flow.addCell(.text(""), columns: number("colspan"), rows: number("rowspan"))
        }
        return try stream.skip()
      }
      switch name {
      case "table":
        // The rows of a table inside a cell become rows of the outer table.
        if let open = cell { line += open.text }
        cell = nil
        flow.endRow()
        endLine()
        flow.beginTable()
      case "tr":
        endCell()
        flow.endRow()
        endLine()
        flow.beginRow(isHidden: isHidden || around.contains(where: \.isHidden))
      case "td", "th":
        endCell()
        cell = openCell
      case "sup", "sub":
        // A raised number after another one is a note.
        if cell?.text.last?.isNumber == true { return try stream.skip() }
      case "input": addInput()
      case "select": return try addSelected()
      case _ where !HTMLTables.blocks.contains(name): break
      default: if cell != nil { cell?.text += "\n" } else { endLine() }
      }
      // These elements have no end tag.
      guard !["br", "hr", "img", "input", "col", "meta", "link"].contains(name) else { return }
      let isRaised = look.contains("vertical-align:super") || look.contains("mso-text-raise")
      if isRaised, name != "td", name != "th", cell?.text.last?.isNumber == true {
        return try stream.skip()
      }
      let face = name == "font" ? stream.attribute("face")?.text : nil
      let font = face ?? Page.font(in: look)
      around.append(
        Around(
          name: name,
          isStruck: HTMLTables.struck.contains(name) || look.contains("line-through"),
          isHidden: isHidden, font: font.flatMap { OldVietnamese(font: $0) }))
    }

    private var openCell: OpenCell {
      var open = OpenCell(columns: number("colspan"), rows: number("rowspan"))
      // Excel and LibreOffice keep the stored number and its format.
      let stored = stream.attribute("x:num") ?? stream.attribute("sdval")
      open.stored = stored.flatMap { Double($0.text) }
      let format = stream.attribute("sdnum")?.text.split(separator: ";").last
      open.format = format.map { CellFormat(code: String($0)) }
      return open
    }

    /// The first font in a style.
    private static func font(in look: String) -> String? {
      look.firstMatch(of: #/font-family:['"]?([^;'",]+)/#).map { String($0.1) }
    }

    /// Adds the text typed into a field of a saved page.
    private mutating func addInput() {
      let type = stream.attribute("type")?.text.lowercased() ?? "text"
      guard ["text", "number", ""].contains(type), let value = stream.attribute("value") else {
        return
      }
      add(" " + value.text + " ")
    }

    /// Adds only the selected options of a list.
    private mutating func addSelected() throws(TableFault) {
      var options: [(text: String, isSelected: Bool)] = []
      func addText() {
        if !options.isEmpty { options[options.count - 1].text += stream.text }
      }
      try stream.forEachElement(text: addText) { name in
        if name == "option" { options.append(("", stream.attribute("selected") != nil)) }
        return false
      }
      // Browsers display the first option if none is selected.
      let chosen = options.filter(\.isSelected)
      add((chosen.isEmpty ? Array(options.prefix(1)) : chosen).map(\.text).joined(separator: "; "))
    }

    private mutating func end(_ name: String) {
      if let last = around.lastIndex(where: { $0.name == name }) { around.removeSubrange(last...) }
      switch name {
      case "td", "th": endCell()
      case "tr", "table":
        endCell()
        flow.endRow()
        endLine()
      case _ where HTMLTables.blocks.contains(name) && name != "br":
        if cell != nil { cell?.text += "\n" } else { endLine() }
      default: break
      }
    }

    private mutating func endCell() {
      guard let open = cell else { return }
      flow.addCell(open.content, columns: open.columns, rows: open.rows)
      cell = nil
    }

    private mutating func endLine() {
      flow.addLine(line)
      line = ""
    }

    private func number(_ name: StaticString) -> Int {
      min(stream.attribute(name)?.digits ?? 1, RowCells.rowLimit)
    }
  }
}

extension [UInt8] {
  /// The places at which a text begins.
  fileprivate func places(of text: String) -> [Int] {
    let wanted = Array(text.utf8)
    guard count >= wanted.count, let first = wanted.first else { return [] }
    return (0...(count - wanted.count)).filter { start in
      self[start] == first && self[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
