import ClusterMetrics

/// Reads the tables of an XML Spreadsheet 2003 ("XML Spreadsheet Reference", Microsoft), which older systems export
/// with Excel's extension.
final class XMLSpreadsheetReader: SheetReader {
  private let stream: XMLStream
  private(set) var hidden: Set<Int> = []
  private var sheets = 0
  private var isInTable = false
  private var row = 0
  /// The number of rows of the same format after the last one.
  private var span = 0
  private var style = ""
  private(set) var hiddenColumns: [ClosedRange<Int>] = []
  private var nextColumn = 0
  /// The number formats of styles.
  private var formats: [String: CellFormat] = [:]

  init(_ stream: XMLStream) { self.stream = stream }

  func nextSheet() throws(TableFault) -> String? {
    (row, span, nextColumn, hiddenColumns) = (0, 0, 0, [])
    var isVisibility = false
    while let event = try stream.next() {
      switch event {
      case .text:
        if isVisibility, stream.text.contains("Hidden") { hidden.insert(sheets - 1) }
      case .end: isVisibility = false
      case .start:
        switch stream.localName {
        case "Worksheet":
          isInTable = true
          sheets += 1
          return attribute("Name")
        case "Visible": isVisibility = sheets > 0
        case "Style":
          style = attribute("ID")
          formats[style] = formats[attribute("Parent")]
        case "NumberFormat":
          let format = attribute("Format")
          if !format.isEmpty {
            formats[style] = format == "Percent" ? .percent : CellFormat(code: format)
          }
        default: break
        }
      }
    }
    isInTable = false
    return nil
  }

  func nextRow(_ cells: RowCells) throws(TableFault) -> Bool {
    while isInTable, let event = try stream.next() {
      switch event {
      case .text: continue
      case .end:
        // The sheet's options, which say whether it is hidden, come after the table.
        if stream.hasLocalName("Table") || stream.hasLocalName("Worksheet") { isInTable = false }
      case .start:
        if stream.hasLocalName("Column") { noteColumn() }
        guard stream.hasLocalName("Row") else { continue }
        row = position("Index") ?? row + 1 + span
        span = position("Span") ?? 0
        guard row <= RowCells.rowLimit else { throw .tooManyCells }
        cells.begin(row, isHidden: attribute("Hidden") == "1")
        try readCells(cells)
        if !cells.isEmpty { return true }
      }
    }
    return false
  }

  private func noteColumn() {
    let first = position("Index").map { max($0 - 1, 0) } ?? nextColumn
    let last = min(first + (position("Span") ?? 0), SheetParser.columnLimit)
    nextColumn = last + 1
    if attribute("Hidden") == "1", first <= last { hiddenColumns.append(first...last) }
  }

  private func readCells(_ cells: RowCells) throws(TableFault) {
    var column = 0
    while let event = try stream.next(), event != .end {
      guard event != .text else { continue }
      guard stream.hasLocalName("Cell") else {
        try stream.skip()
        continue
      }
      column = max(position("Index").map { $0 - 1 } ?? column, column)
      guard column < SheetParser.columnLimit else { throw .tooManyCells }
      let columns = (position("MergeAcross") ?? 0) + 1
      let rows = (position("MergeDown") ?? 0) + 1
      let format = formats[attribute("StyleID")] ?? .number
      let hasFormula = !attribute("Formula").isEmpty
      var content = try readContent(format)
      if hasFormula, content == .text("") { content = .uncomputed }
      if content != .text("") {
        cells.merge(column, columns: columns, rows: rows)
        cells.add(content, at: column)
      }
      column = min(column + columns, SheetParser.columnLimit)
    }
  }

  /// The content of a cell, up to the cell's end; its comment has data, too.
  private func readContent(_ format: CellFormat) throws(TableFault) -> CellContent {
    var content = CellContent.text("")
    while let event = try stream.next(), event != .end {
      guard event != .text else { continue }
      guard stream.hasLocalName("Data") else {
        try stream.skip()
        continue
      }
      let type = attribute("Type")
      let text = try readText()
      content = XMLSpreadsheetReader.content(type, text, format)
    }
    return content
  }

  private static func content(
    _ type: String, _ text: String, _ format: CellFormat
  ) -> CellContent {
    switch type {
    case "Number":
      guard let number = Double(text), number.isFinite else { return .text(text) }
      switch format {
      case .percent: return .percent(CellContent.percent(ofStored: number))
      case .scaled(let groups): return .number(CellContent.scaled(number, groups: groups))
      case .spoken(let groups, let words):
        return .text(CellContent.spoken(CellContent.scaled(number, groups: groups), words))
      default: return .number(number)
      }
    case "Boolean": return .boolean(text == "1" || text.lowercased() == "true")
    case "Error": return .error(text)
    case "DateTime":
      // A time of day is dated one day before the calendar begins.
      if let match = text.wholeMatch(of: /1899-12-3[01]T([0-9]{2}):([0-9]{2}).*/),
        let hours = Int(match.1), let minutes = Int(match.2)
      {
        return .time(hours * 60 + minutes)
      }
      return Day(iso: text.prefix(10)).map { .date($0) } ?? .text(text)
    default: return .text(text)
    }
  }

  /// The text of the current element; struck-out text beside other text is ignored.
  private func readText() throws(TableFault) -> String {
    var text = ""
    var struck = ""
    // The names of the enclosing elements.
    var open: [String] = [""]
    while !open.isEmpty, let event = try stream.next() {
      switch event {
      case .text: if open.contains("S") { struck += stream.text } else { text += stream.text }
      case .end: open.removeLast()
      case .start:
        // A raised number after another one is a note.
        if stream.hasLocalName("Sup") || stream.hasLocalName("Sub"), text.last?.isNumber == true {
          try stream.skip()
        } else {
          open.append(stream.localName)
        }
      }
    }
    // A text that is struck out entirely is read like a workbook's cell with a struck-out font.
    return text.isEmpty ? struck : text
  }

  // MARK: Attributes

  private func attribute(_ name: StaticString) -> String {
    (stream.attribute(name, inNamespace: true) ?? stream.attribute(name))?.text ?? ""
  }

  private func position(_ name: StaticString) -> Int? {
    guard let number = Int(attribute(name)), number >= 0 else { return nil }
    return min(number, RowCells.rowLimit + 1)
  }
}
