import ClusterMetrics
import Foundation

/// Reads the sheets of a document from its markup, one row after the other.
protocol SheetReader: AnyObject {
  /// Moves to the next sheet, over what is left of this one: its name, or `nil` at the end.
  func nextSheet() throws(TableFault) -> String?
  /// Reads the next row of the sheet that has a cell; `false` at its end.
  func nextRow(_ row: RowCells) throws(TableFault) -> Bool
  /// The sheets, in their order, of which the document has said so far that they are hidden.
  var hidden: Set<Int> { get }
  /// The columns of the sheet, counted from 0, of which it has said so far that they are hidden.
  var hiddenColumns: [ClosedRange<Int>] { get }
}

extension SheetReader {
  var hiddenColumns: [ClosedRange<Int>] { [] }
}

/// A document in markup with tables: OpenDocument, XML Spreadsheet 2003, HTML, Word.
package final class MarkupWorkbook {
  /// How the document is read.
  package enum Format {
    case openDocument, flatOpenDocument, xmlSpreadsheet, html, word

    /// Whether its tables stand in sheets with names, rather than one below the other in a text.
    var hasSheets: Bool {
      switch self {
      case .openDocument, .flatOpenDocument, .xmlSpreadsheet: true
      case .html, .word: false
      }
    }
  }

  /// The sheets; none where all tables stand in one text.
  package let sheets: [Sheet]
  package let oldTexts = OldTexts()
  private let path: String
  private let format: Format
  private let limits: TableLimits

  package init(path: String, format: Format, limits: TableLimits) throws(TableFault) {
    (self.path, self.format, self.limits) = (path, format, limits)
    guard format.hasSheets else {
      sheets = []
      return
    }
    let reader = try MarkupWorkbook.reader(path, format, limits, oldTexts)
    var names: [String] = []
    while let name = try reader.nextSheet() { names.append(name) }
    guard !names.isEmpty else { throw .noSheet }
    sheets = names.enumerated().map { number, name in
      Sheet(name: name, isHidden: reader.hidden.contains(number), number: number)
    }
  }

  /// The rows of a sheet, or of all tables of a text.
  package func source(_ sheet: Sheet?) throws(TableFault) -> MarkupSource {
    let reader = try MarkupWorkbook.reader(path, format, limits, oldTexts)
    for _ in 0...(sheet?.number ?? 0) {
      guard try reader.nextSheet() != nil else { throw .noSheet }
    }
    return MarkupSource(reader, oldTexts)
  }

  private static func reader(
    _ path: String, _ format: Format, _ limits: TableLimits, _ oldTexts: OldTexts
  ) throws(TableFault) -> any SheetReader {
    switch format {
    case .openDocument: OpenDocumentReader(try part("content.xml", of: path, limits), oldTexts)
    case .flatOpenDocument:
      OpenDocumentReader(
        try XMLStream(path.fileName, tellsEveryEnd: true, file: path, limits), oldTexts)
    case .xmlSpreadsheet:
      XMLSpreadsheetReader(try XMLStream(path.fileName, tellsEveryEnd: true, file: path, limits))
    case .html: try HTMLTables.reader(path, limits, oldTexts)
    case .word:
      try WordTables.reader(
        try part("word/document.xml", of: path, limits),
        styles: try? part("word/styles.xml", of: path, limits), oldTexts)
    }
  }

  private static func part(
    _ name: String, of path: String, _ limits: TableLimits
  ) throws(TableFault) -> XMLStream {
    let archive = try ZipArchive(path: path, entryLimit: limits.sheet)
    guard let entry = try archive.entry(name) else { throw .lacks(name) }
    return try XMLStream(name, tellsEveryEnd: true) { entry.read(into: $0) }
  }
}

extension XMLStream {
  /// A document that is a file by itself.
  convenience init(
    _ name: String, tellsEveryEnd: Bool, file path: String, _ limits: TableLimits
  ) throws(TableFault) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .system
    }
    var rest = limits.sheet
    try self.init(name, tellsEveryEnd: tellsEveryEnd) { buffer in
      // At the end of a file there is nothing to read, which is no error.
      guard let data = try? file.read(upToCount: buffer.count) ?? Data() else { return -1 }
      rest -= data.count
      guard rest >= 0 else { return -1 }
      data.copyBytes(to: buffer)
      return data.count
    }
  }
}

/// Hands out the rows of a document in markup as one block.
package final class MarkupSource: BlockSource, @unchecked Sendable {
  private let lock = NSLock()
  private let reader: any SheetReader
  private let oldTexts: OldTexts
  /// Used with the lock held only.
  private var isGiven = false

  init(_ reader: any SheetReader, _ oldTexts: OldTexts) {
    (self.reader, self.oldTexts) = (reader, oldTexts)
  }

  /// A document is read from its beginning to its end.
  package var coreCount: Int { 1 }
  package func rows() -> MarkupRows { MarkupRows(oldTexts) }

  package func fill(_ rows: inout MarkupRows) throws(TableFault) -> Bool {
    lock.lock()
    defer { lock.unlock() }
    guard !isGiven else { return false }
    isGiven = true
    rows.reader = reader
    return true
  }
}

/// The rows of a table of a document in markup.
package struct MarkupRows: BlockRows {
  package static var areNumbered: Bool { true }
  package static var hasKinds: Bool { true }

  fileprivate var reader: (any SheetReader)?
  private let cells: RowCells
  /// Kept here, so that a copy still says where it stood.
  package private(set) var row = 0

  init(_ oldTexts: OldTexts) { cells = RowCells(oldTexts) }

  package var number: Int { 0 }
  package var isHidden: Bool { cells.isHidden }
  package var cellCount: Int { cells.width }
  package var merges: [MergedRange] { cells.merges }
  /// What the reader said last: it is given up at the end.
  package private(set) var hiddenColumns: [ClosedRange<Int>] = []
  package mutating func count(from row: Int) {}

  package mutating func advance() throws(TableFault) -> Bool {
    guard let reader else { return false }
    do throws(TableFault) {
      if try reader.nextRow(cells) {
        row = cells.number
        hiddenColumns = reader.hiddenColumns
        return true
      }
    } catch {
      self.reader = nil
      cells.begin(cells.number)
      throw error
    }
    self.reader = nil
    cells.begin(cells.number)
    return false
  }

  private func found(_ index: Int) -> RowCells.Item? {
    let items = cells.items
    // Most rows have every cell, in order.
    if index < items.count, items[index].column == index { return items[index] }
    return items.first { $0.column == index }
  }

  package func cell(_ index: Int) -> Cell { rawCell(index).trimmed }

  package func rawCell(_ index: Int) -> Cell {
    guard let item = found(index) else { return Cell(start: cells.text.start, count: 0) }
    return Cell(start: cells.text.start + item.start, count: item.count)
  }

  package func number(_ index: Int) -> Double? { found(index)?.content.number }
  package func kind(_ index: Int) -> CellKind { found(index)?.content.kind ?? .text }
  package func isUncomputed(_ index: Int) -> Bool { found(index)?.content == .uncomputed }
  package func day(_ index: Int) -> Day? {
    number(index).flatMap { SheetRows.day(serial: $0, usesDate1904: false) }
  }
}
