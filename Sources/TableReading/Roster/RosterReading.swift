import ClusterMetrics
import Findings
import OfficeWords
import Settings
import Tables

/// Reads the roster, whatever the format of its file.
package struct RosterReading: TableFile.Reading {
  private var result: RosterFile
  private let mapped: [String: [String]]

  init(file: String, columns: [String: [String]], measures: [String]) {
    result = RosterFile(file: file, columns: columns, measures: measures)
    mapped = columns
  }

  package mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    result.read(rows, sheet: sheet)
  }

  /// Reads a file: of a workbook the sheet that the settings name, or else all visible ones that have the columns of the first
  /// one with units.
  ///
  /// - Returns: the roster and what is found.
  package static func read(
    _ file: TableFile, name: String, sheet: String?, definition: ProjectDefinition
  ) throws(TableFault) -> (roster: Roster, log: FindingLog) {
    var log = FindingLog()
    var reading = RosterReading(
      file: name, columns: definition.columns, measures: definition.rosterMeasures)
    let first = try file.sheet(
      sheet, orWith: RosterFile.required, definition: definition, &log)
    try reading.add(file, first, &log)
    if sheet == nil, let known = reading.result.known, let first {
      for other in file.sheets where other.name != first.name {
        var search = HeaderSearch(required: known.sorted(), mapped: definition.columns)
        try file.read(other, isPeek: true, into: &search)
        guard search.isFound else { continue }
        guard !other.isHidden else {
          log.add(.hiddenSheet(other.name, in: name))
          continue
        }
        try reading.add(file, other, &log)
      }
    }
    reading.result.finish()
    log.merge(reading.result.log)
    return (reading.result.roster, log)
  }

  /// Adds a sheet, again with its merged cells spread, where it has any.
  private mutating func add(
    _ file: TableFile, _ sheet: Sheet?, _ log: inout FindingLog
  ) throws(TableFault) {
    let before = result
    for finding in try file.read(sheet, into: &self) { log.add(finding) }
    guard !result.merges.isEmpty else { return }
    let carried = CarriedCells(merges: result.merges)
    result = before
    try file.read(sheet, carried: carried, into: &self)
  }
}
