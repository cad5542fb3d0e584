import ArgumentParser
import ClusterMetrics
import Findings
import Foundation
import Intake
import Office
import Reporting
import ReportWords
import Settings
import Workspace

/// Exit statuses, following BSD's sysexits.
enum Status {
  static let dataHasErrors = ExitCode(1)
  static let usage = of(.usage)
  static let badData = of(.badData)
  static let noInput = of(.noInput)
  static let cannotCreate = of(.cannotCreate)
  static let ioFailed = of(.ioFailed)

  static func of(_ code: WorkspaceError.Code) -> ExitCode { ExitCode(code.exitStatus) }
}

/// Writes results to standard output, and everything else to standard error.
enum Console {
  /// Writes a line of a result.
  static func result(_ text: String) throws { try result(Data((text + "\n").utf8)) }

  /// Writes a result unchanged. A full disk is an error like any other; a closed pipe ends the program silently by its
  /// signal.
  static func result(_ data: Data) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: data)
    } catch {
      throw fail(
        "không ghi được kết quả: \(error.localizedDescription)",
        "cannot write the result: \(error.localizedDescription)", Status.ioFailed)
    }
  }

  /// A failed write to standard error is ignored.
  private static func say(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  static func error(_ text: String) {
    say("giaoban: " + text + "\n")
  }

  static func lines(_ lines: [String]) {
    say(lines.map { $0 + "\n" }.joined())
  }

  /// Shows the current activity, only on a terminal; the next one overwrites the line.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    say("\r\u{1B}[2K" + text)
  }

  static func endProgress() { progress("") }

  /// The same in the language of the command line.
  static func fail(_ vietnamese: String, _ english: String, _ status: ExitCode) -> ExitCode {
    fail(CommandLanguage.words(vietnamese, english), status)
  }

  static func fail(_ text: String, _ status: ExitCode) -> ExitCode {
    endProgress()
    error(text)
    return status
  }

  /// The same for an error of the workspace, after the first findings that caused it.
  static func fail(_ error: WorkspaceError, _ language: Language) -> ExitCode {
    endProgress()
    lines(error.findings.prefix(50).map { $0.line(in: language) })
    if error.findings.count > 50 {
      let rest = error.findings.count - 50
      lines([Wording(language)("… và \(rest) lỗi nữa", "… and \(rest) more")])
    }
    return fail(error.message[language], Status.of(error.code))
  }

  /// Runs a closure; on an error, ends the program with its message.
  static func attempt<Result>(
    _ language: Language, _ work: () throws(WorkspaceError) -> Result
  ) throws -> Result {
    do throws(WorkspaceError) { return try work() } catch { throw fail(error, language) }
  }
}

extension ArgumentHelp {
  /// The help of an argument in the language of the command line.
  static func said(_ vietnamese: String, _ english: String) -> ArgumentHelp {
    ArgumentHelp(CommandLanguage.help(vietnamese, english))
  }
}

extension ArgumentHelp {
  /// The help for the notation of a period.
  static var period: ArgumentHelp {
    .said(
      "2022-H1, 2022-Q1, 2022-M05, 2022-7M, 2022, 2022-01-01..2022-06-14 hoặc \"7 tháng đầu năm 2022\".",
      "2022-H1, 2022-Q1, 2022-M05, 2022-7M, 2022 or 2022-01-01..2022-06-14.")
  }
}

extension Period: ExpressibleByArgument {
  /// Parses an argument; a name that is not in the calendar is resolved later by the project.
  public init?(argument: String) {
    self =
      Period(asked: argument) ?? Period(asked: Period.withMarks(argument))
      ?? .named(NamedDays(unresolved: argument))
  }

  /// Adds marks to "6 thang dau nam 2025", as typed without a Vietnamese keyboard.
  private static func withMarks(_ text: String) -> String {
    // Inside longer texts these two are words with other meanings.
    let marked = Period.marked.merging(["ca": "cả", "nua": "nửa"]) { $1 }
    return text.split(separator: " ").map { marked[$0.lowercased()] ?? String($0) }
      .joined(separator: " ")
  }
}

extension Language: ExpressibleByArgument {}
extension Grouping: ExpressibleByArgument {
  /// Parses an argument.
  public init?(argument: String) { self.init(argument) }
}

/// `2022-H1`, or the first and the last of several periods of one kind: `2019-H1..2022-H2`.
struct PeriodRange: ExpressibleByArgument {
  var periods: [Period]

  /// The greatest number of periods in a range.
  private static let limit = 400

  init?(argument: String) {
    periods = [Period(argument: argument)].compactMap(\.self)
  }

  /// The first and the last period in a text that is not itself a period, and all between; `nil` if they are of
  /// different kinds.
  init?(_ text: String, _ calendar: ReportingCalendar) {
    guard let dots = text.firstRange(of: ".."),
      let first = calendar.period(written: text[..<dots.lowerBound]),
      let last = calendar.period(written: text[dots.upperBound...])
    else { return nil }
    let run = last.run(of: PeriodRange.limit)
    guard let start = run.firstIndex(of: first) else { return nil }
    periods = Array(run[start...])
  }
}

/// `--calendar calendar` or `--calendar 14`.
struct CalendarOption: ExpressibleByArgument {
  var calendar: ReportingCalendar

  init?(argument: String) {
    if argument == "calendar" {
      calendar = .calendarMonths
    } else if let day = Int(argument), (1...31).contains(day) {
      calendar = ReportingCalendar(closingDay: day)
    } else {
      return nil
    }
  }
}

extension Versus: ExpressibleByArgument {
  /// The notation on the command line.
  public var defaultValueDescription: String { self == .lastYear ? "last-year" : "\(self)" }

  /// Parses an argument.
  public init?(argument: String) {
    self = Versus(argument) ?? .period(.named(NamedDays(unresolved: argument)))
  }
}

/// The options of every command that reads a project.
struct ProjectOptions: ParsableArguments {
  @Argument(
    help: .said(
      "Thư mục của dự án: giaoban.yaml, roster.csv và các bảng số liệu.",
      "The project's folder: giaoban.yaml, roster.csv, activities*.csv."))
  var project: String

  @Option(
    help: .said(
      "vi hoặc en, thay cho ngôn ngữ của dự án.", "vi or en, instead of the project's own language."
    ))
  var language: Language?

  @Option(
    help: .said(
      "calendar (theo tháng dương lịch) hoặc ngày chốt số liệu (14), thay cho lịch của dự án.",
      "calendar, or the closing day (14), instead of the project's own calendar."))
  var calendar: CalendarOption?

  /// - Parameter requiringRecords: whether a folder without registers and submissions is an error; the first forms of a
  ///   project are made before there are any.
  func open(requiringRecords: Bool = true) throws -> Project {
    try Console.attempt(CommandLanguage.current) { () throws(WorkspaceError) in
      try OpenProject(
        folder: URL(fileURLWithPath: project, isDirectory: true), calendar: calendar?.calendar,
        requiringRecords: requiringRecords
      ).project
    }
  }

  /// The project in the language of the command line.
  func opened(_ project: Project) -> OpenProject { OpenProject(project, language: language) }

  /// Runs a closure with a project; on an error, ends the program with its message.
  func attempt<Result>(
    _ project: Project, _ work: (OpenProject) throws(WorkspaceError) -> Result
  ) throws -> Result {
    defer { Console.endProgress() }
    do throws(WorkspaceError) { return try work(opened(project)) } catch {
      throw Console.fail(said(error), language(of: project))
    }
  }

  /// Adds a hint to an error in the data: where to read all findings.
  private func said(_ error: WorkspaceError) -> WorkspaceError {
    guard !error.findings.isEmpty else { return error }
    var error = error
    error.message = LocalizedText(
      vi: error.message.vietnamese + ". Xem đầy đủ: giaoban check \(ShellName.quoted(project))",
      en: error.message.english + ". All of them: giaoban check \(ShellName.quoted(project))")
    return error
  }

  /// Resolves a period of the command line with the project's days.
  func period(_ period: Period, of project: Project) throws -> Period {
    try attempt(project) { work throws(WorkspaceError) in try work.period(period) }
  }

  /// Resolves a range of periods, given by the first and the last separated by two dots.
  func periods(_ range: PeriodRange, of project: Project) throws -> [Period] {
    guard case .named(let days)? = range.periods.first,
      project.definition.calendar.resolved(.named(days)) == nil
    else { return try range.periods.map { try period($0, of: project) } }
    guard let range = PeriodRange(days.name, project.definition.calendar) else {
      throw Console.fail(opened(project).unknown(.named(days)), language(of: project))
    }
    return range.periods
  }

  /// Resolves the base of a comparison with the project's days.
  func versus(_ versus: Versus, of project: Project) throws -> Versus {
    try attempt(project) { work throws(WorkspaceError) in try work.versus(versus) }
  }

  func language(of project: Project) -> Language { language ?? project.definition.language }

  func intake(_ project: Project, _ periods: [Period]) throws -> IntakeResult {
    try attempt(project) { work throws(WorkspaceError) in
      try work.intake(periods) { Console.progress("\($0) …") }
    }
  }

  /// The days of a period in the project's calendar, or in that of the command line.
  func days(of period: Period, in project: Project) -> Range<Day> {
    project.definition.calendar.days(of: period)
  }

  /// The tallies of some periods; on errors in the data, ends the program.
  func tallies(
    _ project: Project, _ periods: [Period], place: TallyAccumulator.Grain.Place = .unit,
    column: String? = nil
  ) throws -> IntakeResult {
    try attempt(project) { work throws(WorkspaceError) in
      try work.tallies(periods, place: place, column: column) { Console.progress("\($0) …") }
    }
  }

  /// Ends the program if all periods are empty; a single empty one is usually a typing error.
  func requireData(
    _ intake: IntakeResult, in periods: [Period], of project: Project
  ) throws {
    try attempt(project) { work throws(WorkspaceError) in
      try work.requireData(intake, in: periods)
    }
  }

  /// Reports what the numbers of some periods lack: registers that begin within them or end early, rows that are left
  /// out, files that were not read.
  func sayNotes(_ intake: IntakeResult, in periods: [Period], of project: Project) {
    let work = opened(project)
    for note in work.notes(intake, in: periods) { Console.error(note) }
    Console.lines(work.unfounded(intake).map { $0.line(in: work.language) })
  }

  /// The indicators with these ids; all if there are no ids.
  func indicators(withIDs ids: [String], of project: Project) throws -> [Indicator] {
    try attempt(project) { work throws(WorkspaceError) in try work.indicators(withIDs: ids) }
  }

  /// The unit that a name means in some days.
  ///
  /// - Parameter map: the boundaries in use, if they are those of a later day: the result is then one of their units.
  func unit(
    named name: String, in days: Range<Day>, on map: Boundaries? = nil, of project: Project
  ) throws -> Int {
    try attempt(project) { work throws(WorkspaceError) in
      try work.unit(named: name, in: days, on: map)
    }
  }

  /// Reports the errors in the data, if there are any, and ends the program.
  func stop(_ project: Project, _ log: FindingLog) throws {
    try attempt(project) { work throws(WorkspaceError) in try work.requireSound(log) }
  }
}

/// Writes a result to a file, through a temporary one beside it, or to standard output; never overwrites a source of
/// the project.
func write(_ data: Data, to path: String?, of project: Project) throws {
  guard let path else {
    try Console.result(data)
    return
  }
  let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  let inputs = project.inputs.map {
    project.folder.appending(path: $0).resolvingSymlinksInPath().path
  }
  guard !inputs.contains(target) else {
    throw Console.fail(
      Wording(project.definition.language)(
        "\(path) là tệp của dự án, không ghi đè lên; hãy chọn tên khác bằng -o",
        "\(path) is a file that the project is read from, and is not overwritten; choose another with -o"
      ),
      Status.cannotCreate)
  }
  let file = URL(fileURLWithPath: path)
  // Text with the extension of a workbook could not be opened.
  let ending = file.pathExtension.lowercased()
  let beginnings = [
    "xlsx": "PK", "docx": "PK", "pptx": "PK", "xls": "PK", "doc": "PK", "pdf": "%PDF",
  ]
  if let beginning = beginnings[ending], !data.starts(with: Data(beginning.utf8)) {
    throw Console.fail(
      Wording(project.definition.language)(
        "\(path): kết quả là tệp chữ, không phải .\(ending); hãy đặt đuôi .csv, .json hoặc .txt",
        "\(path): the result is text, and no .\(ending); give it the ending .csv, .json or .txt"),
      Status.usage)
  }
  do {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    // A device or a pipe is written directly; a temporary file would replace it.
    let isSpecial = file.resolvingSymlinksInPath().isSpecialFile
    try data.write(to: file, options: isSpecial ? [] : .atomic)
  } catch {
    throw Console.fail(
      "không ghi được \(path): \(error.localizedDescription)",
      "cannot write \(path): \(error.localizedDescription)", Status.cannotCreate)
  }
}
