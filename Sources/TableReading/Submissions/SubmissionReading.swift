import ClusterMetrics
import Findings
import OfficeWords
import Settings
import TableGrids
import Tables

/// Reads one table of submissions.
package struct SubmissionReading: TableFile.Reading {
  let table: ProjectTable
  let habits: TableHabits
  let names: NameResolver
  let indicators: IndicatorNames
  let definition: ProjectDefinition
  package private(set) var result: SubmissionFile?

  package init(
    table: ProjectTable, habits: TableHabits, names: NameResolver, indicators: IndicatorNames,
    definition: ProjectDefinition
  ) {
    (self.table, self.habits, self.names) = (table, habits, names)
    (self.indicators, self.definition) = (indicators, definition)
  }

  /// Reads the rows of the table.
  ///
  /// - Returns: findings about the choice of encoding.
  package mutating func read(_ file: TableFile) throws(TableFault) -> [Finding] {
    try file.read(table.sheet, carried: habits.carried, into: &self)
  }

  package mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    result = SubmissionFile(
      rows, table, habits: habits, names: names, indicators: indicators, definition: definition)
  }
}
