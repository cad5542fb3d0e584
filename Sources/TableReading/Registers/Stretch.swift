import ClusterMetrics
import Findings
import OfficeWords
import Tables

/// What was read of some rows of a register that stand one below the other: a block of a CSV file, or
/// some thousand rows of a sheet. One core makes it, without knowing what stands above.
struct Stretch {
  /// Its place among the stretches of its file, the first is 0.
  var number = 0
  let batch: ActivityBatch
  /// By activity of the batch, what is the same for no other; see `DuplicateDetector`.
  let fingerprints = PlainList<UInt64>(capacity: 1024)
  /// The sum of what the activities say without their notes; see `TwinDetector`.
  var coreSum: UInt64 = 0
  /// The sum of when, where and what they were, without numbers and other columns.
  var eventSum: UInt64 = 0
  var log = FindingLog()
  /// Rows below the header that are not blank, but for rows of totals.
  var rows = 0
  var totals = 0
  /// Activities that were added with a warning.
  var doubtful = 0
  var hidden = 0
  /// The row above its first one as it was thought to be, where rows are counted: those of batch and log are
  /// counted from it. `nil` where they are right.
  var rowBefore: Int?
  /// The last row that was read, counted likewise.
  var lastRow = 0
  /// What its cells prove of how they are written: numbers by column, and dates.
  var numberEvidence: [NumberEvidence] = []
  var dateEvidence = DateEvidence()
  var longRows = LongRows()
  /// Whether marks stand for what is above.
  var hasDittos = false
  /// The merged cells of the sheet, where its end was read.
  var merges: [MergedRange] = []
  /// What stands right below the header and is no activity, by column.
  var belowHeader: [Int: String] = [:]
  /// Rows that are no activities, such as column numbers, names of groups and signatures.
  var passed = 0
  /// By how much `rows` of the batch must be moved, once that is known.
  var shift = 0
  /// Whether reading it ended in a fault, behind which nothing counts.
  var isLast = false

  init(schema: ActivitySchema) { batch = ActivityBatch(schema: schema) }

  /// Empties it for the rows that come next.
  mutating func begin(_ number: Int, rowBefore: Int?) {
    self.number = number
    batch.removeAll()
    fingerprints.removeAll()
    log = FindingLog()
    (rows, totals, doubtful, hidden, shift, coreSum, eventSum) = (0, 0, 0, 0, 0, 0, 0)
    (numberEvidence, dateEvidence, longRows) = ([], DateEvidence(), LongRows())
    (merges, belowHeader, passed, hasDittos) = ([], [:], 0, false)
    (self.rowBefore, lastRow) = (rowBefore, rowBefore ?? 0)
    isLast = false
  }
}

/// Takes in activities as they are read: a copy on every core, and all of them merged at the end.
package protocol ActivityFold: Sendable {
  /// Takes in a batch.
  ///
  /// - Parameter shift: what must be added to the batch's rows to have those of the table.
  mutating func fold(_ batch: ActivityBatch, from source: TableSource, shift: Int)
  /// Takes in what another copy has.
  mutating func merge(_ other: Self)
}
