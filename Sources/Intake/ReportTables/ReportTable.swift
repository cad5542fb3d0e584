import ClusterMetrics
import OfficeWords

/// A report table as it was read: its numbers, and what was made of the rest.
struct ReportTable {
  /// How one of the tables of a sheet was understood.
  struct Block {
    /// The rows that it takes up, as a spreadsheet numbers them.
    var rows: ClosedRange<Int>
    /// What stands in the rows and in the columns: "unit", "indicator", "period", "figure".
    var rowAxes: [String] = []
    var columnAxes: [String] = []
    /// What holds for all of its numbers, and where it is said.
    var period: Period?
    var unit: String?
    var indicator: String?
    /// What all of its numbers are, where they are one.
    var figure: Figure?
    var count = 0
    /// Rows and columns that are not read, and why.
    var passed: [(place: String, reason: LocalizedText)] = []
  }

  var place: TableSource
  var numbers: [ReportedNumber] = []
  /// What units say in words.
  var answers: [Answer] = []
  var blocks: [Block] = []
  var log = FindingLog()
  /// How many rows have a number that counts or an error, and how many of them the former.
  var rows = 0
  var accepted = 0
  /// How many numbers errors keep out.
  var leftOut = 0
  /// Why nothing of it is read, if so.
  var refusal: LocalizedText?

  /// Takes in what other rows of the same sheet hold.
  mutating func add(_ other: ReportTable) {
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

  var summary: FileSummary {
    var summary = FileSummary(file: place.file, sheet: place.sheet)
    (summary.rows, summary.accepted) = (rows, accepted)
    summary.leftOut = LeftOut(numbers: leftOut)
    summary.uncounted = leftOut
    return summary
  }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
