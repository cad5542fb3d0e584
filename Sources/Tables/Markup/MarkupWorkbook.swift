import ClusterMetrics
import Foundation

/// Reads the sheets of a markup document row by row.
protocol SheetReader: AnyObject {
  /// Skips the rest of this sheet and moves to the next one. Returns its name, or `nil` at the end.
  func nextSheet() throws(TableFault) -> String?
  /// Reads the sheet's next row with a cell; returns `false` at its end.
  func nextRow(_ row: RowCells) throws(TableFault) -> Bool
  /// The indices of the sheets that are known to be hidden so far.
  var hidden: Set<Int> { get }
  /// The columns of the sheet, from 0, that are known to be hidden so far.
  var hiddenColumns: [ClosedRange<Int>] { get }
}

extension SheetReader {
  var hiddenColumns: [ClosedRange<Int>] { [] }
}

/// A markup document with tables: OpenDocument, XML Spreadsheet 2003, HTML, Word.
package final class MarkupWorkbook {
  /// The format of the document.
  package enum Format {
    case openDocument, flatOpenDocument, xmlSpreadsheet, html, word

    /// Whether its tables are in named sheets, rather than one after the other in a text.
    var hasSheets: Bool {
      switch self {
      case .openDocument, .flatOpenDocument, .xmlSpreadsheet: true
      case .html, .word: false
      }
    }
  }

  /// The sheets; empty if all tables are in one text.
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

  /// The rows of a sheet, or of all tables in a text.
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
  /// Opens a document that is a single file.
  convenience init(
    _ name: String, tellsEveryEnd: Bool, file path: String, _ limits: TableLimits
  ) throws(TableFault) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .system
    }
    var rest = limits.sheet
    try self.init(name, tellsEveryEnd: tellsEveryEnd) { buffer in
      // An empty read at the end of a file is not an error.
      guard let data = try? file.read(upToCount: buffer.count) ?? Data() else { return -1 }
      rest -= data.count
      guard rest >= 0 else { return -1 }
      data.copyBytes(to: buffer)
      return data.count
    }
  }
}

/// Delivers the rows of a markup document as one block.
package final class MarkupSource: BlockSource, @unchecked Sendable {
  private let lock = NSLock()
  private let reader: any SheetReader
  private let oldTexts: OldTexts
  /// Accessed only with the lock held.
  private var isGiven = false

  init(_ reader: any SheetReader, _ oldTexts: OldTexts) {
    (self.reader, self.oldTexts) = (reader, oldTexts)
  }

  /// A document is read from beginning to end, on one core.
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

/// The rows of a table in a markup document.
package struct MarkupRows: BlockRows {
  package static var areNumbered: Bool { true }
  package static var hasKinds: Bool { true }

  fileprivate var reader: (any SheetReader)?
  private let cells: RowCells
  /// Stored here, so that a copy keeps its own position.
  package private(set) var row = 0

  init(_ oldTexts: OldTexts) { cells = RowCells(oldTexts) }

  package var number: Int { 0 }
  package var isHidden: Bool { cells.isHidden }
  package var cellCount: Int { cells.width }
  package var merges: [MergedRange] { cells.merges }
  /// The reader's last value, kept when the reader is released at the end.
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
