import ClusterMetrics

/// Reads the roster, whatever the format of its file.
struct RosterReading: TableFile.Reading {
  let file: String
  let columns: [String: [String]]
  var roster = Roster()
  var log = FindingLog()

  mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    let result = RosterFile(rows, file: file, sheet: sheet, columns: columns)
    (roster, log) = (result.roster, result.log)
  }
}

/// Reads one file of submissions.
struct SubmissionReading: TableFile.Reading {
  let file: String
  let definition: ProjectDefinition
  let names: NameResolver
  /// The numbers of this file and of those read before.
  private(set) var numbers: [ReportedNumber]
  private(set) var log = FindingLog()
  private(set) var summary: FileSummary
  /// Whether the file has a table of submissions.
  private(set) var wasRead = false

  init(
    file: String, definition: ProjectDefinition, names: NameResolver,
    before: [ReportedNumber]
  ) {
    self.file = file
    self.definition = definition
    self.names = names
    numbers = before
    summary = FileSummary(file: file)
  }

  mutating func read(_ rows: BlockwiseRows<some BlockSource>, sheet: String?) {
    wasRead = true
    var known = Set(numbers.map(Key.init))
    let result = SubmissionFile(
      rows, file: file, sheet: sheet, names: names, definition: definition
    ) { !known.insert(Key($0)).inserted }
    numbers += result.numbers
    (log, summary) = (result.log, result.summary)
  }

  /// What is reported once only.
  private struct Key: Hashable {
    var period: Period
    var group: Group
    var indicator: String

    init(_ number: ReportedNumber) {
      (period, group, indicator) = (number.period, number.group, number.indicator.id)
    }
  }
}
