import ClusterMetrics

/// Reads the tables of an OpenDocument spreadsheet (ISO/IEC 26300, part 3, sections 9 and 19), zipped or flat.
///
/// Repeated rows and cells are delivered as often as declared, within limits: a few bytes may declare a million rows.
/// Drawings, notes and struck-out text are ignored.
final class OpenDocumentReader: SheetReader {
  private let stream: XMLStream
  private(set) var hidden: Set<Int> = []
  private var sheets = 0
  private var isInSheet = false
  private var row = 0
  /// How many more times the last row is repeated.
  private var again = 0
  /// The number of cells that repetitions may still add.
  private var room = 1 << 22

  // Names of styles.
  private var hidingStyles: Set<String> = []
  private var strikingStyles: Set<String> = []
  private var raisingStyles: Set<String> = []
  private var hiddenTexts: Set<String> = []
  /// The old fonts of styles.
  private var fonts: [String: OldVietnamese] = [:]
  private var style = ""
  private var parent = ""
  /// The default styles of cells, by column.
  private var columnStyles: [String] = []
  private(set) var hiddenColumns: [ClosedRange<Int>] = []
  private let oldTexts: OldTexts

  init(_ stream: XMLStream, _ oldTexts: OldTexts) {
    (self.stream, self.oldTexts) = (stream, oldTexts)
  }

  func nextSheet() throws(TableFault) -> String? {
    while isInSheet { if try !skipRow() { break } }
    while let event = try stream.next() {
      guard event != .end, event != .text else { continue }
      if stream.hasLocalName("table") {
        (isInSheet, row, again, columnStyles) = (true, 0, 0, [])
        hiddenColumns = []
        let style = attribute("style-name")
        if hidingStyles.contains(style) { hidden.insert(sheets) }
        sheets += 1
        return attribute("name")
      }
      if stream.hasLocalName("tracked-changes") { try stream.skip() } else { noteStyle() }
    }
    return nil
  }

  private func noteStyle() {
    if stream.hasLocalName("style") {
      (style, parent) = (attribute("name"), attribute("parent-style-name"))
      if let font = fonts[parent] { fonts[style] = font }
      if strikingStyles.contains(parent) { strikingStyles.insert(style) }
      if raisingStyles.contains(parent) { raisingStyles.insert(style) }
    } else if stream.hasLocalName("table-properties") {
      if attribute("display") == "false" { hidingStyles.insert(style) }
    } else if stream.hasLocalName("text-properties") {
      let lines = [attribute("text-line-through-style"), attribute("text-line-through-type")]
      if lines.contains(where: { !$0.isEmpty && $0 != "none" }) { strikingStyles.insert(style) }
      // "super 58%", "33% 58%", or below the line.
      let position = attribute("text-position")
      if !position.isEmpty, !position.hasPrefix("0%") { raisingStyles.insert(style) }
      if attribute("display") == "none" { hiddenTexts.insert(style) }
      let name = [attribute("font-name"), attribute("font-family")].first { !$0.isEmpty }
      if let name { fonts[style] = OldVietnamese(font: name) }
    }
  }

  func nextRow(_ cells: RowCells) throws(TableFault) -> Bool {
    if again > 0 {
      again -= 1
      row += 1
      cells.number = row
      return true
    }
    while try findRow() {
      let count = repeats("number-rows-repeated", most: RowCells.rowLimit)
      cells.begin(row + 1, isHidden: isHidden)
      try readCells(cells)
      guard !cells.isEmpty else {
        row += count
        continue
      }
      row += 1
      again = count - 1
      room -= again * cells.items.count
      guard room >= 0, row + again <= RowCells.rowLimit else {
        throw .tooManyCells
      }
      return true
    }
    return false
  }

  /// Moves to the beginning of the next row; returns `false` at the end of the sheet.
  private func findRow() throws(TableFault) -> Bool {
    guard isInSheet else { return false }
    while let event = try stream.next() {
      switch event {
      case .text: continue
      case .end:
        guard stream.hasLocalName("table") else { continue }
        isInSheet = false
        return false
      case .start:
        if stream.hasLocalName("table-row") { return true }
        if stream.hasLocalName("table-column") { noteColumn() }
        // Rows may be inside groups and headers; other elements of a sheet are not rows.
        let holdsRows = [
          "table-header-rows", "table-rows", "table-row-group", "table-header-columns",
          "table-columns", "table-column-group",
        ]
        if !holdsRows.contains(stream.localName) { try stream.skip() }
      }
    }
    throw .cutOff
  }

  private func noteColumn() {
    let count = repeats("number-columns-repeated", most: SheetParser.columnLimit)
    let room = SheetParser.columnLimit - columnStyles.count
    if isHidden, count <= room {
      hiddenColumns.append(columnStyles.count...columnStyles.count + count - 1)
    }
    columnStyles += Array(
      repeating: attribute("default-cell-style-name"), count: max(0, min(count, room)))
  }

  /// Whether the current row or column is hidden or filtered out.
  private var isHidden: Bool { ["collapse", "filter"].contains(attribute("visibility")) }

  private func skipRow() throws(TableFault) -> Bool {
    guard try findRow() else { return false }
    try stream.skip()
    return true
  }

  // MARK: Cells

  private func readCells(_ cells: RowCells) throws(TableFault) {
    var column = 0
    while let event = try stream.next(), event != .end {
      guard event != .text else { continue }
      let isCovered = stream.hasLocalName("covered-table-cell")
      guard isCovered || stream.hasLocalName("table-cell") else {
        try stream.skip()
        continue
      }
      let count = repeats("number-columns-repeated", most: SheetParser.columnLimit)
      let columns = repeats("number-columns-spanned", most: SheetParser.columnLimit)
      let rows = repeats("number-rows-spanned", most: RowCells.rowLimit)
      let declared = declaredContent()
      let string = stream.attribute("string-value", prefix: "office")?.text
      let own = attribute("style-name")
      let style = own.isEmpty && column < columnStyles.count ? columnStyles[column] : own
      var text = try readText(fonts[style])
      if text.isEmpty { text = string ?? "" }
      let content: CellContent =
        switch declared {
        case .text, nil: .text(text)
        case .error: .error(text)
        case .uncomputed: text.isEmpty ? .uncomputed : .text(text)
        case .some(let content): content
        }
      // Cells covered by a merged cell are invisible.
      if !isCovered, content != .text("") {
        cells.merge(column, columns: columns, rows: rows)
        room -= count - 1
        guard room >= 0 else { throw .tooManyCells }
        for offset in 0..<count { cells.add(content, at: column + offset) }
      }
      column = min(column + count, SheetParser.columnLimit)
    }
  }

  /// The content declared by the cell's attributes; `nil` if it is only in its text.
  private func declaredContent() -> CellContent? {
    func double(_ name: StaticString) -> Double? {
      stream.attribute(name, prefix: "office").flatMap { Double($0.text) }
        .flatMap { $0.isFinite ? $0 : nil }
    }
    if stream.attribute("value-type", prefix: "calcext")?.text == "error" { return .error("") }
    switch stream.attribute("value-type", prefix: "office")?.text {
    case "float", "currency": return double("value").map { .number($0) }
    case "percentage":
      return double("value").map { .percent(CellContent.percent(ofStored: $0)) }
    case "date":
      return stream.attribute("date-value", prefix: "office")
        .flatMap { Day(iso: $0.text.prefix(10)) }.map { .date($0) }
    case "time":
      return stream.attribute("time-value", prefix: "office")
        .flatMap { Duration(iso: $0.text)?.minutes }.map { .time($0) }
    case "boolean":
      return .boolean(stream.attribute("boolean-value", prefix: "office")?.text == "true")
    case "string": return .text("")
    default: return attribute("formula").isEmpty ? nil : .uncomputed
    }
  }

  /// The paragraphs of the current cell, up to its end.
  ///
  /// - Parameter font: the old font of the cell, if it has one.
  private func readText(_ font: OldVietnamese?) throws(TableFault) -> String {
    var text = ""
    var struck = ""
    /// An enclosing element.
    struct Open {
      /// Whether it is a paragraph or inside one.
      var isText: Bool
      var isStruck = false
      var isRaised = false
      var font: OldVietnamese?
    }
    var open: [Open] = []
    var hasParagraph = false
    while let event = try stream.next() {
      switch event {
      case .text:
        guard let around = open.last, around.isText,
          !around.isRaised || text.last?.isNumber != true
        else { continue }
        let raw = try stream.wholeText()
        let new = (around.font ?? font)?.unicode(raw)
        if let new { oldTexts.note(raw, new) }
        if around.isStruck { struck += new ?? raw } else { text += new ?? raw }
      case .end:
        // A text that is struck out entirely is read like a workbook's cell with a struck-out font.
        guard !open.isEmpty else { return text.isEmpty ? struck : text }
        open.removeLast()
      case .start:
        let around = open.last ?? Open(isText: false)
        let isInText = around.isText
        switch stream.localName {
        case "p", "h":
          if hasParagraph { text += "\n" }
          hasParagraph = true
          open.append(Open(isText: true))
        case "list", "list-item": open.append(Open(isText: false))
        case "s":
          if isInText { text += String(repeating: " ", count: repeats("c", most: 256)) }
          open.append(Open(isText: false))
        case "tab", "line-break":
          if isInText { text += "\n" }
          open.append(Open(isText: false))
        case "span", "a":
          let style = attribute("style-name")
          open.append(
            Open(
              isText: isInText && !hiddenTexts.contains(style),
              isStruck: around.isStruck || strikingStyles.contains(style),
              isRaised: around.isRaised || raisingStyles.contains(style),
              font: fonts[style] ?? around.font))
        default: try stream.skip()
        }
      }
    }
    throw .cutOff
  }

  // MARK: Attributes

  private func attribute(_ name: StaticString) -> String {
    stream.attribute(name, inNamespace: true)?.text ?? ""
  }

  /// An integer of at least one.
  private func repeats(_ name: StaticString, most: Int) -> Int {
    let text = stream.attribute(name, inNamespace: true)?.text ?? ""
    // A number too large for an integer is at least the limit.
    let isNumber = !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
    return min(max(Int(text) ?? (isNumber ? most : 1), 1), most + 1)
  }
}

/// A duration in the notation of XML Schema: `PT08H30M00S`.
private struct Duration {
  let minutes: Int

  init?(iso text: String) {
    guard
      let match = text.wholeMatch(of: /PT(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:[0-9.,]+S)?/)
    else { return nil }
    minutes = (match.1.flatMap { Int($0) } ?? 0) * 60 + (match.2.flatMap { Int($0) } ?? 0)
  }
}
