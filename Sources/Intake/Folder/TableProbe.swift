import ClusterMetrics

/// Looks at the first rows of a table to tell what it is.
struct TableProbe: TableFile.Reading {
  /// What a table is by its header.
  enum Outcome: Equatable {
    case activities, submissions
    /// What `tally` wrote.
    case result
    /// Rows of cells that fit neither.
    case other
    /// No table at all: prose, or nothing.
    case none
  }

  let columns: [String: [String]]
  /// Whether the unit is known without a column.
  let hasUnit: Bool
  private(set) var outcome = Outcome.none

  init(columns: [String: [String]], hasUnit: Bool) {
    (self.columns, self.hasUnit) = (columns, hasUnit)
  }

  mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    var rows = rows
    var preface = Preface()
    var wide = 0
    for _ in 0..<TableHead.rowsAboveHeader {
      guard (try? rows.advance()) == true else { break }
      let wanted = ActivityLayout.required + SubmissionFile.required
      let header = Header(rows, wanted: wanted, mapped: columns)
      if header.isOfTallies {
        outcome = .result
        return
      }
      let needed = ActivityLayout.required.filter { $0 != KnownColumn.unit.rawValue || !hasUnit }
      if header.hasAll(preface.remaining(of: needed)) {
        outcome = .activities
        return
      }
      if header.hasAll(preface.remaining(of: SubmissionFile.required)) {
        outcome = .submissions
        return
      }
      preface.note(rows, mapped: columns)
      if (0..<rows.cellCount).count(where: { !rows.cell($0).isEmpty }) > 1 { wide += 1 }
    }
    outcome = wide > 1 ? .other : .none
  }
}

extension Header {
  /// Whether the columns are those of a table of tallies that `tally` writes.
  var isOfTallies: Bool {
    Set(texts).isSuperset(of: ["status", "reporting_units", "expected_units"])
  }
}
