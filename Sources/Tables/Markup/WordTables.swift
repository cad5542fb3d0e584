import Foundation

/// Reads the tables of a Word document (ECMA-376, part 1, section 17.4) with the paragraphs around them: the table is
/// often in an appendix, and the line above it gives the period.
package enum WordTables {
  static func reader(
    _ stream: XMLStream, styles: XMLStream?, _ oldTexts: OldTexts
  ) throws(TableFault) -> some SheetReader {
    var reader = DocumentReader(stream, try WordStyles(styles), oldTexts)
    try reader.read()
    return reader.flow.reader()
  }

  /// Whether a document has a table, no placeholders, and was not filled by this program.
  package static func mayHold(_ path: String) -> Bool {
    guard let archive = try? ZipArchive(path: path, entryLimit: 64 << 20),
      let entry = try? archive.entry("word/document.xml")
    else { return true }
    let buffer = ByteBuffer(capacity: 1 << 16)
    while buffer.append(room: 1 << 16, { max(entry.read(into: $0), 0) }) > 0 {}
    // With two bytes per character, only reading can tell.
    if buffer.bytes.prefix(4).contains(0) || buffer.bytes.starts(with: [0xFF, 0xFE])
      || buffer.bytes.starts(with: [0xFE, 0xFF])
    {
      return true
    }
    func holds(_ text: String) -> Bool { buffer.bytes.firstRange(of: Array(text.utf8)) != nil }
    return holds("<w:tbl>") && !holds("{{") && !holds("giaoban:")
  }
}

private struct DocumentReader {
  private let stream: XMLStream
  private let styles: WordStyles
  private let oldTexts: OldTexts
  private(set) var flow = TextFlow()

  /// Whether a content control displays its placeholder text, because nothing has been entered.
  private var isPlaceholder = false
  /// Elements with invisible content: deleted or moved text, text in separate frames, and fallbacks for older programs.
  private static let unseen: Set<String> = [
    "del", "moveFrom", "txbxContent", "Fallback", "instrText", "footnoteReference",
    "endnoteReference", "pict", "drawing", "object",
  ]

  /// A cell that continues in the rows below.
  private struct Running {
    var firstRow: Int
    var width: Int
  }

  init(_ stream: XMLStream, _ styles: WordStyles, _ oldTexts: OldTexts) {
    (self.stream, self.styles, self.oldTexts) = (stream, styles, oldTexts)
  }

  mutating func read() throws(TableFault) {
    while let event = try stream.next() {
      guard event == .start(isEmpty: false) else { continue }
      switch stream.localName {
      case "tbl": try readTable()
      case "p": flow.addLine(try readParagraph())
      case let name where DocumentReader.unseen.contains(name): try stream.skip()
      default: break
      }
    }
  }

  private mutating func readTable() throws(TableFault) {
    flow.beginTable()
    var running: [Int: Running] = [:]
    try stream.forEachElement { (name) throws(TableFault) in
      if name == "tr" {
        try readRow(&running)
      } else if ["tblPr", "tblGrid"].contains(name) || DocumentReader.unseen.contains(name) {
        try stream.skip()
      } else {
        return false
      }
      return true
    }
    for (column, cell) in running { end(cell, at: column, in: flow.place.row) }
  }

  /// Sets the last row of a cell.
  private mutating func end(_ cell: Running, at column: Int, in row: Int) {
    flow.merge(
      column..<(column + cell.width), rows: cell.firstRow...max(row, cell.firstRow))
  }

  private mutating func readRow(_ running: inout [Int: Running]) throws(TableFault) {
    var cells: [WordCell] = []
    var skipped = 0
    var isDeleted = false
    var isHidden = false
    try stream.forEachElement { (name) throws(TableFault) in
      switch name {
      case "tc":
        cells.append(try readCell())
        return true
      case "hidden": isHidden = stream.isWordOn
      case "gridBefore": skipped = value ?? 0
      case "del": isDeleted = true
      default: break
      }
      return false
    }
    guard !isDeleted else { return }
    flow.beginRow(skipping: skipped, isHidden: isHidden)
    var column = skipped
    for cell in cells {
      if !cell.goesOn, let above = running.removeValue(forKey: column) {
        end(above, at: column, in: flow.place.row - 1)
      }
      if cell.begins {
        running[column] = Running(firstRow: flow.place.row, width: cell.columns)
      }
      flow.addCell(.text(cell.goesOn ? "" : cell.text), columns: cell.columns)
      column += cell.columns
    }
    flow.endRow()
  }

  private struct WordCell {
    var text = ""
    var columns = 1
    /// Whether it is the first of vertically merged cells.
    var begins = false
    /// Whether it continues the cell above it.
    var goesOn = false
  }

  private mutating func readCell() throws(TableFault) -> WordCell {
    var cell = WordCell()
    var lines: [String] = []
    var isDeleted = false
    try stream.forEachElement { (name) throws(TableFault) in
      switch name {
      case "p":
        lines.append(try readParagraph())
        return true
      case "gridSpan": cell.columns = min(max(value ?? 1, 1), SheetParser.columnLimit)
      case "vMerge":
        cell.begins = stream.wordValue == "restart"
        cell.goesOn = !cell.begins
      case "cellDel": isDeleted = true
      case _ where DocumentReader.unseen.contains(name) || isPlaceholderContent(name):
        try stream.skip()
        return true
      default: break
      }
      return false
    }
    if isDeleted { lines = [] }
    cell.text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
    return cell
  }

  /// The text of the current paragraph, without hidden or struck-out text and numbers of notes.
  private mutating func readParagraph() throws(TableFault) -> String {
    var text = ""
    var depth = 1
    var isText = false
    var isUnseen = false
    var isStruck = false
    var font: OldVietnamese?
    var run = ""
    var struck = ""
    func endRun() {
      let new = font?.unicode(run)
      if let new, new != run { oldTexts.note(run, new) }
      if isStruck { struck += new ?? run } else { text += new ?? run }
      (run, font, isStruck) = ("", nil, false)
    }
    while depth > 0, let event = try stream.next() {
      switch event {
      case .text: if isText, !isUnseen { run += stream.text }
      case .end:
        if stream.hasLocalName("r") { endRun() }
        depth -= 1
        isText = false
      case .start:
        let name = stream.localName
        if DocumentReader.unseen.contains(name) || isPlaceholderContent(name) {
          try stream.skip()
          continue
        }
        depth += 1
        switch name {
        case "r": isUnseen = false
        case "t": isText = true
        case "tab": if !isUnseen { run += " " }
        case "br", "cr": if !isUnseen { run += "\n" }
        case "noBreakHyphen": if !isUnseen { run += "-" }
        case "rStyle":
          let look = styles[stream.wordValue ?? ""]
          isUnseen = isUnseen || look.isHidden || look.isRaised && text.last?.isNumber == true
          isStruck = isStruck || look.isStruck
        case "rFonts":
          font = stream.attribute("ascii", inNamespace: true).flatMap { .init(font: $0.text) }
        case "vanish": isUnseen = isUnseen || stream.isWordOn
        case "strike", "dstrike": isStruck = isStruck || stream.isWordOn
        case "vertAlign":
          isUnseen = isUnseen || stream.isWordRaised && text.last?.isNumber == true
        default: break
        }
      }
    }
    // A text that is struck out entirely is read like a workbook's cell with a struck-out font.
    return (text.isEmpty ? struck : text).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Whether to skip the content of a content control, because it is placeholder text.
  private mutating func isPlaceholderContent(_ name: String) -> Bool {
    if name == "showingPlcHdr" { isPlaceholder = stream.isWordOn }
    guard name == "sdtContent", isPlaceholder else { return false }
    isPlaceholder = false
    return true
  }

  private var value: Int? { stream.attribute("val", inNamespace: true)?.digits }
}
