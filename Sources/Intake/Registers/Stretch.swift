import ClusterMetrics

/// What was read of some rows of a register that stand one below the other: a block of a CSV file, or
/// some thousand rows of a sheet. One core makes it, without knowing what stands above.
struct Stretch {
  /// Its place among the stretches of its file, the first is 0.
  var number = 0
  let batch: ActivityBatch
  /// By activity of the batch, what is the same for no other; see `DuplicateDetector`.
  let fingerprints = PlainList<UInt64>(capacity: 1024)
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
  /// Whether reading it ended in a fault, behind which nothing counts.
  var isLast = false

  init(schema: ActivitySchema) { batch = ActivityBatch(schema: schema) }

  /// Empties it for the rows that come next.
  mutating func begin(_ number: Int, rowBefore: Int?) {
    self.number = number
    batch.removeAll()
    fingerprints.removeAll()
    log = FindingLog()
    (rows, totals, doubtful, hidden) = (0, 0, 0, 0)
    (self.rowBefore, lastRow) = (rowBefore, rowBefore ?? 0)
    isLast = false
  }
}

/// Takes in activities as they are read: a copy on every core, and all of them merged at the end.
protocol ActivityFold: Sendable {
  /// Takes in a batch. Its rows are those of the file where one core alone reads, and of no meaning
  /// otherwise.
  mutating func fold(_ batch: ActivityBatch, from source: TableSource)
  /// Takes in what another copy has.
  mutating func merge(_ other: Self)
}

/// The file and sheet that rows stand in.
struct TableSource: Sendable {
  var file: String
  var sheet: String?
}
