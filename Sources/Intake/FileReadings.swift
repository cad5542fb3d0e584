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

/// The file and sheet that rows stand in.
struct TableSource {
  var file: String
  var sheet: String?
}

/// Reads registers one after the other.
struct ActivityReading: TableFile.Reading {
  let definition: ProjectDefinition
  let files: [String]
  let names: NameResolver
  let plan: TallyPlan
  let consume: (ActivityBatch, TableSource) -> Void
  var readers: [CategoryReader]
  var duplicates = DuplicateDetector()
  /// The headers of the files read so far.
  var headers: [Header] = []
  /// Which of the files is read.
  private var number = 0
  /// Whether the file has a table of activities.
  private(set) var wasRead = false
  private(set) var log = FindingLog()
  private(set) var summary = FileSummary(file: "")

  init(
    definition: ProjectDefinition, files: [String], names: NameResolver, plan: TallyPlan,
    consume: @escaping (ActivityBatch, TableSource) -> Void
  ) {
    self.definition = definition
    self.files = files
    self.names = names
    self.plan = plan
    self.consume = consume
    readers = plan.vocabularies.map { CategoryReader($0) }
  }

  /// Turns to the next file: what was said of the last one is taken away.
  mutating func begin(_ number: Int) {
    self.number = number
    log = FindingLog()
    summary = FileSummary(file: files[number])
    wasRead = false
  }

  mutating func read(_ rows: some TableRows, sheet: String?) {
    wasRead = true
    var activities = ActivityFile(
      rows, file: number, of: files, sheet: sheet, names: names, plan: plan,
      columns: definition.columns)
    let source = TableSource(file: files[number], sheet: sheet)
    summary = activities.read(vocabularies: &readers, duplicates: &duplicates) {
      consume($0, source)
    }
    log = activities.log
    if let header = activities.header { headers.append(header) }
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
