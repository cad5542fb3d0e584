import ClusterMetrics
import OfficeWords
import TableReading
import Tables

/// The cells of a file as its readers see them, row by row: what stands beside a finding.
package struct TablePreview: Sendable {
  /// A sheet of the file, or the file itself.
  package struct Sheet: Sendable, Hashable {
    /// Empty for a file without sheets.
    package var name: String
    package var isHidden: Bool
  }

  /// A row with its number as a spreadsheet shows it.
  package struct Row: Sendable {
    package var number: Int
    package var cells: [String]
  }

  package let sheets: [Sheet]
  /// The name of the sheet that is shown.
  package private(set) var sheet = ""
  package private(set) var rows: [Row] = []
  /// Whether rows follow behind the last one.
  package private(set) var hasMore = false
  /// Why nothing can be shown.
  package private(set) var refusal: LocalizedText?

  /// The most columns that are shown.
  private static let mostColumns = 200

  private struct RowReading: TableFile.Reading {
    let first: Int
    let most: Int
    var rows: [Row] = []
    var hasMore = false
    var fault: TableFault?

    mutating func read(_ table: BlockwiseRows<some BlockSource>, sheet: String?) {
      var table = table
      do throws(TableFault) {
        while try table.advance() {
          guard table.row >= first else { continue }
          guard rows.count < most else {
            hasMore = true
            return
          }
          let count = min(table.cellCount, TablePreview.mostColumns)
          rows.append(Row(number: table.row, cells: (0..<count).map { table.text($0) }))
        }
      } catch { fault = error }
    }
  }

  /// - Parameters:
  ///   - file: the name of a file of the project.
  ///   - sheet: of a workbook; the first that is not hidden without it.
  ///   - first: the number of the first row.
  ///   - most: how many rows are shown at most.
  package init(
    _ file: String, of project: Project, sheet name: String? = nil, from first: Int = 1,
    most: Int = 200
  ) {
    var sheets: [Sheet] = []
    do throws(TableFault) {
      let path = try project.databases.place(of: file, in: project.folder)
      let kind = try FileKind.of(path)
      if let refusal = kind.refusal {
        self.sheets = []
        self.refusal = refusal
        return
      }
      let opened = try TableFile(path, name: file, kind: kind, definition: project.definition)
      sheets = opened.sheets.map { Sheet(name: $0.name, isHidden: $0.isHidden) }
      let shown = name.flatMap { opened.sheet(named: $0) } ?? opened.sheets.first { !$0.isHidden }
      var reading = RowReading(first: first, most: most)
      try opened.read(shown, into: &reading)
      self.sheets = sheets
      sheet = shown?.name ?? ""
      (rows, hasMore) = (reading.rows, reading.hasMore)
      refusal = reading.fault?.reason
    } catch {
      self.sheets = sheets
      refusal = error.reason
    }
  }
}
