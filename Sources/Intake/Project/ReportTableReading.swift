import ClusterMetrics
import Findings
import ReportTables
import Settings
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
    return tables.map { table in
      progress(table.source.file)
      var reading = GridReading()
      var log = FindingLog()
      do throws(TableFault) {
        let file = try catalogue.file(of: table)
        for finding in try file.read(table.sheet, into: &reading) { log.add(finding) }
        if let fault = reading.fault { throw fault }
      } catch {
        var report = ReportTable(place: table.place)
        report.log.add(
          .unread(table.place.file, table.place.sheet, because: .damaged(error.reason)))
        return report
      }
      let settings = catalogue.settings(of: table)
      let reports = (settings.isEmpty ? [nil] : settings.map { $0 }).map { settings in
        var reader = ReportTableReader(
          reading.grid, of: table.place, unit: table.source.unit, settings: settings, words: words,
          definition: definition,
          isMonth: months.contains(table.place))
        return reader.read()
      }
      var report = reports.dropFirst().reduce(into: reports[0]) { $0.add($1) }
      report.log.merge(log)
      guard report.numbers.isEmpty else {
        for finding in reading.grid.brokenRowFindings(in: table.place) { report.log.add(finding) }
        return report
      }
      // What was not understood of a table that is no report table says nothing.
      var refused = ReportTable(place: table.place)
      refused.refusal = reading.grid.isTooLarge ? .tooLarge : report.refusal ?? table.refusal
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

extension LocalizedText {
  /// Why a grid is not looked at.
  fileprivate static let tooLarge = LocalizedText(
    vi: "bảng có trên \(Grid.mostCells) ô; hãy tách thành các tệp nhỏ hơn",
    en: "it has more than \(Grid.mostCells) cells; split it into smaller files")
}
