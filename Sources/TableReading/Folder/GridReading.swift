import ClusterMetrics
import Findings
import Foundation
import OfficeWords
import TableGrids
import Tables

extension String {
  /// With spaces that may be broken: Word writes others in front of dates and numbers.
  fileprivate var withPlainSpaces: String {
    // Nearly no text has any.
    guard utf8.contains(0xC2) || utf8.contains(0xE2) else { return self }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { ["\u{A0}", "\u{202F}", "\u{2007}"].contains($0) ? " " : $0 }))
  }
}

/// Reads a whole table.
package struct GridReading: TableFile.Reading {
  package private(set) var grid = Grid()
  /// Why reading ended early, if it did.
  package private(set) var fault: TableFault?

  package init() {}

  /// Reads a sheet of a file.
  ///
  /// - Returns: findings about the choice of encoding.
  package mutating func read(_ sheet: Sheet?, of file: TableFile) throws(TableFault) -> [Finding] {
    try file.read(sheet, into: &self)
  }

  package mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    var rows = rows
    var cells = 0
    while true {
      do throws(TableFault) {
        guard try rows.advance() else { break }
      } catch {
        if case .unreadable = error {
          fault = error
          break
        }
        grid.brokenRows.append(error)
        continue
      }
      if let breaks = rows.quotedBreaks { grid.quotedRows.append((rows.row, breaks)) }
      cells += rows.cellCount
      guard cells <= Grid.mostCells else {
        grid.stop()
        break
      }
      let items = (0..<rows.cellCount).map { column -> Grid.Item in
        guard !rows.cell(column).isEmpty || rows.isUncomputed(column) else { return .empty }
        let lines = rows.text(column).split { $0.isNewline || $0 == "\t" }
        let text = lines.joined(separator: " ").withPlainSpaces
        grid.note(text, lines: lines.map { $0.trimmingColons })
        return Grid.Item(
          text: text, kind: rows.kind(column), number: rows.number(column),
          isUncomputed: rows.isUncomputed(column))
      }
      guard items.contains(where: { !$0.isEmpty }) else { continue }
      grid.add(Grid.Row(number: rows.row, items: items, isHidden: rows.isHidden))
    }
    grid.isDelimited = rows.isDelimited
    grid.spread(rows.merges)
    grid.hasMerges = !rows.merges.isEmpty
    grid.hiddenColumns = rows.hiddenColumns
  }
}
