import ClusterMetrics
import Findings
import TableReading
import ReportTables
import Settings
import TableGrids
import Tables

/// The cells of a table that is neither a register nor submissions: a report table, or nothing that is known.
struct TableGrid: Sendable {
  private let table: ProjectTable
  /// What the settings say of the table, once for each part of it.
  private let settings: [TableSettings]
  /// Whether the sheet is one of those named 1, 2, 3 and so on, which are months.
  private let isMonth: Bool
  private var grid = Grid()
  private var log = FindingLog()
  /// Why the cells could not be read.
  private var fault: TableFault?

  /// Reads the cells of a table.
  init(
    of table: ProjectTable, settings: [TableSettings], isMonth: Bool,
    in open: () throws(TableFault) -> TableFile
  ) {
    (self.table, self.settings, self.isMonth) = (table, settings, isMonth)
    var reading = GridReading()
    do throws(TableFault) {
      for finding in try reading.read(table.sheet, of: open()) { log.add(finding) }
      if let fault = reading.fault { throw fault }
    } catch {
      fault = error
    }
    grid = reading.grid
  }

  /// The numbers of the table, and what was found.
  func understood(_ words: ReportWords, _ definition: ProjectDefinition) -> ReportTable {
    if let fault {
      var report = ReportTable(place: table.place)
      report.log.add(.unread(table.place.file, table.place.sheet, because: .damaged(fault.reason)))
      return report
    }
    let reports = (settings.isEmpty ? [nil] : settings.map { $0 }).map { settings in
      var reader = ReportTableReader(
        grid, of: table.place, unit: table.source.unit, settings: settings, words: words,
        definition: definition, isMonth: isMonth)
      return reader.read()
    }
    var report = reports.dropFirst().reduce(into: reports[0]) { $0.add($1) }
    report.log.merge(log)
    guard report.numbers.isEmpty else {
      for finding in grid.brokenRowFindings(in: table.place) { report.log.add(finding) }
      return report
    }
    return refused(report)
  }

  /// What is said of a table without numbers. What was not understood of a table that is no report table says nothing.
  private func refused(_ report: ReportTable) -> ReportTable {
    var refused = ReportTable(place: table.place)
    refused.refusal = grid.isTooLarge ? .tooLarge : report.refusal ?? table.refusal
    for finding in report.log.all
    where [.badPeriod, .oldFont].contains(finding.code) || finding.severity == .error {
      refused.log.add(finding)
    }
    // An error that names the unit says all there is to say.
    guard !refused.log.all.contains(where: { $0.code == .unknownUnit && $0.severity == .error })
    else { return refused }
    let why = refused.refusal ?? LocalizedText("")
    let at = Finding.Place(file: table.place.file, sheet: table.place.sheet)
    refused.log.add(
      // What its name says are submissions must be such.
      table.source.fallback == .submissions
        ? Finding(.missingColumn, at: at, vi: why.vietnamese, en: why.english)
        : .unread(at.file, at.sheet, because: why))
    return refused
  }
}

extension LocalizedText {
  /// Why a grid is not looked at.
  fileprivate static let tooLarge = LocalizedText(
    vi: "bảng có trên \(Grid.mostCells) ô; hãy tách thành các tệp nhỏ hơn",
    en: "it has more than \(Grid.mostCells) cells; split it into smaller files")
}
