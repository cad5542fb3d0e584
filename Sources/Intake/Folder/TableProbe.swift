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
  let roster: Roster
  private(set) var outcome = Outcome.none
  /// The only unit that the titles above the header mention.
  var unit: String? { titleUnits.count == 1 ? titleUnits.first : nil }
  private var titleUnits: Set<String> = []
  /// The columns of a register that the row lacks that comes nearest to its header.
  private(set) var missing: [String] = []

  init(columns: [String: [String]], hasUnit: Bool, roster: Roster) {
    (self.columns, self.hasUnit, self.roster) = (columns, hasUnit, roster)
  }

  mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    var rows = rows
    var preface = Preface()
    var wide = 0
    var hasDate = false
    for _ in 0..<TableHead.rowsAboveHeader {
      guard (try? rows.advance()) == true else { break }
      let wanted = ActivityLayout.required + SubmissionFile.required
      let header = Header(rows, wanted: wanted, mapped: columns)
      if header.isOfTallies {
        outcome = .result
        return
      }
      let needed = ActivityLayout.required.filter {
        $0 != KnownColumn.unit.rawValue || !(hasUnit || unit != nil)
      }
      if header.hasAll(preface.remaining(of: needed)) {
        outcome = .activities
        return
      }
      if header.hasAll(preface.remaining(of: SubmissionFile.required)) {
        outcome = .submissions
        return
      }
      let lacking = preface.remaining(of: needed).filter { header.columns[$0] == nil }
      if lacking.count < 2, missing.isEmpty { missing = lacking }
      preface.note(rows, mapped: columns)
      noteTitle(rows)
      if (0..<rows.cellCount).count(where: { !rows.cell($0).isEmpty }) > 1 {
        wide += 1
        hasDate = hasDate || (0..<rows.cellCount).contains { DateCell.parse(rows.cell($0)) != nil }
      }
    }
    outcome = wide > 1 || hasDate ? .other : .none
  }
}

extension TableProbe {
  /// Notes the unit that a title names; a row of data has more cells.
  private mutating func noteTitle(_ rows: some TableRows) {
    let filled = (0..<rows.cellCount).filter { !rows.cell($0).isEmpty }
    guard (1...2).contains(filled.count) else { return }
    for column in filled {
      if let unit = UnitMention.only(in: rows.text(column), of: roster) { titleUnits.insert(unit) }
    }
  }
}

extension Header {
  /// Whether the columns are those of a table of tallies that `tally` writes.
  var isOfTallies: Bool {
    Set(texts).isSuperset(of: ["status", "reporting_units", "expected_units"])
  }
}
