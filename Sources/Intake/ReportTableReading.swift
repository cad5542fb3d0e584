import ClusterMetrics
import Findings
import TableReading
import ReportTables
import Settings
import TableGrids
import Tables

/// The tables of a project, and what its report tables hold: read once for several tallies.
struct ReadTables {
  let catalogue: TableCatalogue
  let reports: [ReportTable]
}

extension Project {
  /// Tallies no period, and then those that the result tells to be of interest, if there are any.
  ///
  /// - Parameter periods: which these are.
  package func tally(
    tellingPeriods periods: (IntakeResult) -> [Period], progress: (String) -> Void = { _ in }
  ) throws(PlanError) -> IntakeResult {
    let tables = readTables(progress)
    let first = try tally([], of: tables, progress: progress)
    let told = periods(first)
    return told.isEmpty ? first : try tally(told, of: tables, progress: progress)
  }

  func readTables(_ progress: (String) -> Void) -> ReadTables {
    let catalogue = catalogue()
    return ReadTables(catalogue: catalogue, reports: reportTables(catalogue, progress: progress))
  }

  func catalogue() -> TableCatalogue {
    TableCatalogue(
      folder: folder, databases: databases, definition: definition, roster: roster,
      sources: sources,
      unread: unread)
  }

  /// All files that the numbers depend on, by name.
  func read(_ catalogue: TableCatalogue) -> [String] {
    ([ProjectFile.name, rosterSource.file] + catalogue.tables.map(\.source.file)
      + definition.furtherFiles).uniqued
  }

  /// Reads the tables that are neither registers nor submissions: report tables, or nothing that is known.
  func reportTables(
    _ catalogue: TableCatalogue, progress: (String) -> Void
  ) -> [ReportTable] {
    let tables = catalogue.tables.filter { $0.role == .reports }
    guard !tables.isEmpty else { return [] }
    let words = ReportWords(definition, roster)
    let months = Project.monthSheets(tables)
    var reports: [ReportTable] = []
    // Understanding a table takes far longer than reading its cells. Not all tables are held at once.
    for first in stride(from: 0, to: tables.count, by: Project.tablesAtOnce) {
      let grids = tables[first...].prefix(Project.tablesAtOnce).map { table -> TableGrid in
        progress(table.source.file)
        return TableGrid(
          of: table, settings: catalogue.settings(of: table), isMonth: months.contains(table.place)
        ) { () throws(TableFault) in try catalogue.file(of: table) }
      }
      reports += Parallel.map(grids) { $0.understood(words, definition) }
    }
    return reports
  }

  /// How many tables are held at once.
  private static let tablesAtOnce = 32

  /// Sheets 1, 2, 3 and so on of one workbook, more than there are quarters: these are months.
  private static func monthSheets(_ tables: [ProjectTable]) -> Set<TableSource> {
    let numbered = tables.filter { table in
      table.sheet.map { !$0.name.isEmpty && $0.name.allSatisfy(\.isNumber) } ?? false
    }
    let files = Dictionary(grouping: numbered.map(\.place), by: \.file)
    return Set(
      files.values.filter { places in
        let numbers = places.compactMap { Int($0.sheet ?? "") }.sorted()
        return (5...12).contains(numbers.count) && numbers == Array(1...numbers.count)
      }.joined())
  }

  /// How every table was read.
  ///
  /// - Parameter uncounted: where numbers stand that do not count.
  func tableReports(
    _ catalogue: TableCatalogue, _ reports: [ReportTable], _ files: [FileSummary],
    _ uncounted: Set<Finding.Place>
  ) -> [TableReport] {
    catalogue.tables.compactMap { table in
      if let report = reports.first(where: { $0.place == table.place }) {
        return report.numbers.isEmpty ? nil : report.report(roster, uncounted)
      }
      let summary = files.first { $0.file == table.place.file && $0.sheet == table.place.sheet }
      return summary.map {
        TableReport(
          file: $0.file, sheet: $0.sheet,
          kind: table.role == .activities ? .register : .submissions,
          rows: $0.rows, accepted: $0.accepted)
      }
    }
  }
}
