import ClusterMetrics
import Tables

/// Reads the roster, whatever the format of its file.
struct RosterReading: TableFile.Reading {
  let file: String
  let columns: [String: [String]]
  /// The columns whose numbers indicators need.
  let measures: [String]
  var roster = Roster()
  var log = FindingLog()

  mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    let result = RosterFile(
      rows, file: file, sheet: sheet, columns: columns, measures: measures)
    (roster, log) = (result.roster, result.log)
  }
}

/// Reads one table of submissions.
struct SubmissionReading: TableFile.Reading {
  let table: ProjectTable
  let habits: TableHabits
  let names: NameResolver
  let indicators: IndicatorNames
  let definition: ProjectDefinition
  private(set) var result: SubmissionFile?

  mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    result = SubmissionFile(
      rows, table, habits: habits, names: names, indicators: indicators, definition: definition)
  }
}
