import ClusterMetrics
import OfficeWords
import TableGrids
import Tables

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
  /// The unit that the settings, or names of sheets and files say; asked for only where no column says it.
  let unitBeforehand: () -> String?
  let mentions: UnitMentions
  private(set) var outcome = Outcome.none
  /// Whether any of its first cells is a number or a day: lists that cells choose from have none.
  private(set) var hasNumbers = false
  /// The unit of all rows of a table that has no column for it.
  private(set) var unit: String?
  /// The column of numbers that a table of submissions cannot do without.
  private(set) var numbers = KnownColumn.value
  private var titles: [String] = []
  /// The columns of a register that the row lacks that comes nearest to its header.
  private(set) var missing: [String] = []

  init(
    columns: [String: [String]], mentions: UnitMentions, unitBeforehand: @escaping () -> String?
  ) {
    (self.columns, self.mentions, self.unitBeforehand) = (columns, mentions, unitBeforehand)
  }

  mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    var rows = rows
    var preface = Preface()
    var wide = 0
    var hasDate = false
    var hasLabel = false
    for _ in 0..<TableHead.rowsAboveHeader {
      guard (try? rows.advance()) == true else { break }
      let numberColumns = RequiredColumns.numbers.map(\.column)
      let wanted =
        RequiredColumns.activities + RequiredColumns.submissions + numberColumns.map(\.rawValue)
      let header = Header(rows, wanted: wanted, mapped: columns)
      if header.isOfTallies {
        outcome = .result
        return
      }
      let known = preface
      func lacking(_ required: [String]) -> [String] {
        known.remaining(of: required).filter { header.columns[$0] == nil }
      }
      if fits(lacking(RequiredColumns.activities)) {
        outcome = .activities
        return
      }
      // "Tháng này | Cùng kỳ năm trước" is a report table, whose first column no submission has.
      if let numbers = numberColumns.first(where: { header[$0] != nil }),
        header[.value] != nil || !header.texts.contains(where: { $0.saysResult }),
        fits(lacking(RequiredColumns.submissions))
      {
        // "Đã đạt | Cùng kỳ năm trước" has numbers of which a form knows nothing.
        let isReport = header[.value] == nil && holdsOthers(below: header, &rows)
        (outcome, self.numbers) = (isReport ? .other : .submissions, numbers)
        return
      }
      let own = lacking(RequiredColumns.activities)
      if own.count < 2, missing.isEmpty { missing = own }
      preface.note(rows, mapped: columns)
      noteTitle(rows)
      hasNumbers =
        hasNumbers
        || (0..<rows.cellCount).contains { rows.text($0).first?.isNumber ?? false }
      hasLabel =
        hasLabel || (0..<rows.cellCount).contains { LabelRole(header: rows.text($0)) != nil }
      if (0..<rows.cellCount).count(where: { !rows.cell($0).isEmpty }) > 1 {
        wide += 1
        hasDate = hasDate || (0..<rows.cellCount).contains { DateCell.parse(rows.cell($0)) != nil }
      }
    }
    outcome = wide > 1 || hasDate || wide == 1 && hasLabel ? .other : .none
  }
}

extension TableProbe {
  /// Whether a table can be read that lacks some columns: none, or that of a unit that is known otherwise.
  private mutating func fits(_ lacking: [String]) -> Bool {
    guard lacking == [KnownColumn.unit.rawValue] else { return lacking.isEmpty }
    if unit == nil { unit = unitBeforehand() ?? titleUnit }
    return unit != nil
  }

  /// Whether the row below a header has numbers in a column that nobody knows.
  private mutating func holdsOthers(
    below header: Header, _ rows: inout BlockwiseRows<some BlockSource>
  ) -> Bool {
    let known = Set(header.columns.values)
    let others = header.texts.indices.filter { column in
      !known.contains(column) && !header.texts[column].isEmpty
        && LabelRole(header: header.texts[column]) == nil
        && !KnownColumn.isHeader(header.texts[column])
        && FigureWords(header.texts[column]).map { $0.figure != nil } ?? true
    }
    guard !others.isEmpty, (try? rows.advance()) == true else { return false }
    hasNumbers = true
    return others.contains { column in
      column < rows.cellCount
        && (rows.number(column) != nil || rows.text(column).first?.isNumber ?? false)
    }
  }

  /// The only unit that the titles mention.
  private var titleUnit: String? {
    let units = Set(titles.compactMap { mentions.only(in: $0) })
    return units.count == 1 ? units.first : nil
  }

  /// Notes a title above the header; a row of data has more cells.
  private mutating func noteTitle(_ rows: some TableRows) {
    let filled = (0..<rows.cellCount).filter { !rows.cell($0).isEmpty }
    if (1...2).contains(filled.count) { titles += filled.map { rows.text($0) } }
  }
}

extension Header {
  /// Whether the columns are those of a table of tallies that `tally` writes.
  var isOfTallies: Bool {
    Set(texts).isSuperset(of: ["status", "reporting_units", "expected_units"])
  }
}

extension String {
  /// Whether a header says that its numbers are results of the period: "Tháng này", "Kỳ này".
  fileprivate var saysResult: Bool { FigureWords(self)?.figure == .value }
}
