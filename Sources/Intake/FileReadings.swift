import ClusterMetrics

/// Reads the roster, whatever the format of its file.
struct RosterReading: TableFile.Reading {
  let file: String
  let columns: [String: [String]]
  var roster = Roster()
  var log = FindingLog()

  mutating func read(_ rows: some TableRows, sheet: String?) {
    let result = RosterFile(rows, file: file, sheet: sheet, columns: columns)
    (roster, log) = (result.roster, result.log)
  }
}

/// Reads one file of submissions.
struct SubmissionReading: TableFile.Reading {
  let file: String
  let definition: ProjectDefinition
  let names: NameResolver
  let consume: (Submission, TableSource) -> Void
  private(set) var log = FindingLog()
  private(set) var summary: FileSummary
  /// Whether the file has a table of submissions.
  private(set) var wasRead = false

  init(
    file: String, definition: ProjectDefinition, names: NameResolver,
    consume: @escaping (Submission, TableSource) -> Void
  ) {
    self.file = file
    self.definition = definition
    self.names = names
    self.consume = consume
    summary = FileSummary(file: file)
  }

  mutating func read(_ rows: some TableRows, sheet: String?) {
    wasRead = true
    let result = SubmissionFile(
      rows, file: file, sheet: sheet, names: names, definition: definition)
    let source = TableSource(file: file, sheet: sheet)
    for submission in result.submissions { consume(submission, source) }
    (log, summary) = (result.log, result.summary)
  }
}
