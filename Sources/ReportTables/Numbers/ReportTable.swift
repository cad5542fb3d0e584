import ClusterMetrics
import Findings
import OfficeWords

/// A report table as it was read: its numbers, and what was made of the rest.
package struct ReportTable {
  /// How one of the tables of a sheet was understood.
  package struct Block {
    /// The rows that it takes up, as a spreadsheet numbers them.
    package var rows: ClosedRange<Int>
    /// What stands in the rows and in the columns: "unit", "indicator", "period", "figure".
    package var rowAxes: [String] = []
    package var columnAxes: [String] = []
    /// What holds for all of its numbers, and where it is said.
    package var period: Period?
    package var unit: String?
    package var indicator: String?
    /// What all of its numbers are, where they are one.
    package var figure: Figure?
    package var count = 0
    /// Rows and columns that are not read, and why.
    package var passed: [(place: String, reason: LocalizedText)] = []
  }

  package var place: TableSource
  package var numbers: [ReportedNumber] = []
  /// What units say in words.
  package var answers: [Answer] = []
  package var blocks: [Block] = []
  package var log = FindingLog()
  /// How many rows have a number that counts or an error, and how many of them the former.
  package var rows = 0
  package var accepted = 0
  /// How many numbers errors keep out.
  package var leftOut = 0
  /// Why nothing of it is read, if so.
  package var refusal: LocalizedText?

  package init(place: TableSource) { self.place = place }

  /// Takes in what other rows of the same sheet hold.
  package mutating func add(_ other: ReportTable) {
    numbers += other.numbers
    blocks += other.blocks
    log.merge(other.log)
    rows += other.rows
    accepted += other.accepted
    leftOut += other.leftOut
    refusal = refusal ?? other.refusal
  }

  /// The same with a change of what is said to people of its rows and columns.
  func reworded(_ change: (String) -> String) -> ReportTable {
    var table = self
    table.log.reword(change)
    for index in blocks.indices {
      table.blocks[index].passed = blocks[index].passed.map {
        (change($0.place), $0.reason.map(change))
      }
    }
    table.refusal = refusal.map { $0.map(change) }
    return table
  }

  package var summary: FileSummary {
    var summary = FileSummary(file: place.file, sheet: place.sheet)
    (summary.rows, summary.accepted) = (rows, accepted)
    summary.leftOut = LeftOut(numbers: leftOut)
    summary.uncounted = leftOut
    return summary
  }
}
