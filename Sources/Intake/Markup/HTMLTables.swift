import Foundation

/// Reads the tables of a page of HTML, which many systems export under the ending of Excel.
enum HTMLTables {
  /// Elements around which a new line begins.
  private static let blocks: Set<String> = [
    "p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "center", "pre", "hr",
    "body", "table", "tr", "dt", "dd",
  ]
  /// Elements whose text is not shown, or is not meant.
  private static let unseen: Set<String> = [
    "head", "script", "style", "title", "select", "option", "textarea", "noscript", "del", "s",
    "strike",
  ]

  static func reader(_ path: String, _ limits: ReadingLimits) throws(TableFault) -> any SheetReader
  {
    guard let file = FileHandle(forReadingAtPath: path),
      let data = try? file.read(upToCount: limits.sheet) ?? Data()
    else { throw .system }
    let text = TextDecoder.text(of: [UInt8](data))
    var position = 0
    let stream = try XMLStream("HTML", syntax: .html, tellsEveryEnd: true) { buffer in
      let piece = text[position...].prefix(buffer.count)
      position += piece.count
      buffer.copyBytes(from: piece)
      return piece.count
    }
    return try flow(stream).reader()
  }

  /// A cell that is being read.
  private struct OpenCell {
    var text = ""
    var columns = 1
    var rows = 1
    /// What Excel kept of the number that the cell shows.
    var stored: Double?
  }

  private static func flow(_ stream: XMLStream) throws(TableFault) -> TextFlow {
    var flow = TextFlow()
    var line = ""
    var cell: OpenCell?
    func endCell() {
      guard let open = cell else { return }
      flow.addCell(content(of: open), columns: open.columns, rows: open.rows)
      cell = nil
    }
    func endLine() {
      flow.addLine(line)
      line = ""
    }
    while let event = try stream.next() {
      switch event {
      case .text: if cell != nil { cell?.text += stream.text } else { line += stream.text }
      case .start:
        let name = stream.localName
        if unseen.contains(name) {
          try stream.skip()
          continue
        }
        switch name {
        case "table":
          // A table within a cell is laid out by the outer one: its rows are rows like others.
          if let open = cell { line += open.text }
          cell = nil
          flow.endRow()
          endLine()
          flow.beginTable()
        case "tr":
          endCell()
          flow.endRow()
          endLine()
          flow.beginRow()
        case "td", "th":
          endCell()
          cell = OpenCell(
            columns: number("colspan", stream), rows: number("rowspan", stream),
            stored: stream.attribute("x:num").flatMap { Double($0.text) })
        case _ where !blocks.contains(name): break
        default: if cell != nil { cell?.text += "\n" } else { endLine() }
        }
      case .end:
        switch stream.localName {
        case "td", "th": endCell()
        case "tr", "table":
          endCell()
          flow.endRow()
          endLine()
        case let name where blocks.contains(name) && name != "br":
          if cell != nil { cell?.text += "\n" } else { endLine() }
        default: break
        }
      }
    }
    endCell()
    flow.endRow()
    endLine()
    return flow
  }

  private static func number(_ name: StaticString, _ stream: XMLStream) -> Int {
    min(stream.attribute(name)?.digits ?? 1, RowCells.rowLimit)
  }

  private static func content(of cell: OpenCell) -> CellContent {
    // Spaces are one, and line breaks are only those of elements.
    let text = cell.text.split { $0.isWhitespace }.joined(separator: " ")
    guard let stored = cell.stored, stored.isFinite, !text.isEmpty else { return .text(text) }
    if text.hasSuffix("%") { return .percent(CellContent.percent(ofStored: stored)) }
    // The number of a date is no number that is meant.
    let isDate = text.contains { $0 == "/" || $0 == ":" } || text.contains(/[0-9]-[0-9A-Za-z]/)
    return isDate ? .text(text) : .number(stored)
  }
}
