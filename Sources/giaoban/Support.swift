import ArgumentParser
import ClusterMetrics
import Foundation
import Intake
import Reporting

/// Exit statuses after BSD's sysexits.
enum Status {
  static let dataHasErrors = ExitCode(1)
  static let usage = ExitCode(64)
  static let badData = ExitCode(65)
  static let noInput = ExitCode(66)
  static let cannotCreate = ExitCode(73)
  static let ioFailed = ExitCode(74)
}

/// Writes results to standard output, and everything else to standard error.
enum Console {
  /// A result, with the end of its line.
  static func result(_ text: String) throws { try result(Data((text + "\n").utf8)) }

  /// A result as it is. A full disk is an error like any other; a reader that has gone ends the program by
  /// its signal, quietly.
  static func result(_ data: Data) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: data)
    } catch {
      throw fail(
        "không ghi được kết quả: \(error.localizedDescription)",
        "cannot write the result: \(error.localizedDescription)", Status.ioFailed)
    }
  }

  /// What cannot be said is not worth a second error.
  private static func say(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  static func error(_ text: String) {
    say("giaoban: " + text + "\n")
  }

  static func lines(_ lines: [String]) {
    say(lines.map { $0 + "\n" }.joined())
  }

  /// What is being done, on a terminal only; the line is overwritten by the next.
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
}

extension Period: ExpressibleByArgument {
  /// Reads what stands on the command line; what no calendar tells, only the project may know.
  public init?(argument: String) {
    self = Period(written: argument) ?? .named(NamedDays(unresolved: argument))
  }
}

extension Language: ExpressibleByArgument {}
extension Grouping: ExpressibleByArgument {
  /// Reads what stands on the command line.
  public init?(argument: String) { self.init(argument) }
}

/// `2022-H1`, or the first and the last of several periods of one kind: `2019-H1..2022-H2`.
struct PeriodRange: ExpressibleByArgument {
  var periods: [Period]

  /// The most periods of a range.
  private static let limit = 400

  init?(argument: String) {
    periods = [Period(argument: argument)].compactMap(\.self)
  }

  /// The first and the last that a text names, which is no period itself, and all between; `nil` where they are of
  /// two kinds.
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
  /// Reads what stands on the command line.
  public init?(argument: String) {
    self = Versus(argument) ?? .period(.named(NamedDays(unresolved: argument)))
  }
}

/// What every command that reads a project takes.
struct ProjectOptions: ParsableArguments {
  @Argument(help: "The project's folder: giaoban.yaml, roster.csv, activities*.csv.")
  var project: String

  @Option(help: "vi or en, instead of the project's own language.")
  var language: Language?

  @Option(help: "calendar, or the closing day (14), instead of the project's own calendar.")
  var calendar: CalendarOption?

  /// - Parameter requiringRecords: whether a folder without registers and submissions is an error; the
  ///   first forms of a project are written before there are any.
  func open(requiringRecords: Bool = true) throws -> Project {
    do {
      return try Project(
        folder: URL(fileURLWithPath: project, isDirectory: true),
        requiringRecords: requiringRecords,
        calendar: calendar?.calendar)
    } catch let error as Project.OpenError {
      let words = CommandLanguage.words
      let text =
        switch error {
        case .noFolder(let path):
          words(
            "không có thư mục \(path); lệnh \"giaoban init\" tạo dự án mới",
            "there is no folder \(path); \"giaoban init\" makes a project")
        case .noSettings(let path):
          words(
            "không có tệp \(path); lệnh \"giaoban init\" tạo dự án mới",
            "there is no file \(path); \"giaoban init\" makes a project")
        case .noRoster(let path):
          words(
            "không có tệp \(path): danh sách cụm, đơn vị và xã",
            "there is no file \(path): it lists cluster, unit and commune")
        case .noRegister(let path):
          words(
            "\(path) không có activities*, submissions*, form* hay bảng số liệu nào khác",
            "\(path) holds no activities*, submissions* or form*, and no other table")
        }
      throw Console.fail(text, Status.noInput)
    } catch {
      throw Console.fail("\(project): \(error.localizedDescription)", Status.ioFailed)
    }
  }

  /// A period of the command line, with the days that the project gives it.
  func period(_ period: Period, of project: Project) throws -> Period {
    if let known = project.definition.calendar.resolved(period) { return known }
    throw unknown(period, of: project)
  }

  /// The same of several, the first and the last with two dots between.
  func periods(_ range: PeriodRange, of project: Project) throws -> [Period] {
    guard case .named(let days)? = range.periods.first,
      project.definition.calendar.resolved(.named(days)) == nil
    else { return try range.periods.map { try period($0, of: project) } }
    guard let range = PeriodRange(days.name, project.definition.calendar) else {
      throw unknown(.named(days), of: project)
    }
    return range.periods
  }

  /// What a period stands beside, with the days that the project gives it.
  func versus(_ versus: Versus, of project: Project) throws -> Versus {
    if let known = versus.resolved(project.definition.calendar) { return known }
    guard case .period(let period) = versus else { return versus }
    throw unknown(period, of: project)
  }

  private func unknown(_ period: Period, of project: Project) -> ExitCode {
    let words = Wording(language(of: project))
    let terms = project.definition.calendar.names.terms.map { "\"\($0.name)\"" }
    let known =
      terms.isEmpty ? "" : words("; các kỳ có tên: ", "; named periods: ") + words.list(terms)
    return Console.fail(
      words(
        "\"\(period.name)\" không phải là kỳ báo cáo; hãy viết như 2024-H1, 2024-Q1, 2024-M05, 2024-9M, 2024, 2024-W20,"
          + " school-2024, 2024-01-01..2024-06-14 hoặc \"6 tháng đầu năm 2024\"",
        "\"\(period.name)\" is no period; write one as 2024-H1, 2024-Q1, 2024-M05, 2024-9M, 2024, 2024-W20, school-2024 or"
          + " 2024-01-01..2024-06-14") + known, Status.usage)
  }

  func language(of project: Project) -> Language { language ?? project.definition.language }

  func intake(
    _ project: Project, _ periods: [Period], place: TallyAccumulator.Grain.Place = .unit,
    column: String? = nil
  ) throws -> IntakeResult {
    defer { Console.endProgress() }
    do throws(PlanError) {
      return try project.tally(
        periods, place: place, column: column
      ) {
        Console.progress("\($0) …")
      }
    } catch {
      // `Project.log` names the setting; `tallies` stops before it gets here.
      throw Console.fail("\(error)", Status.badData)
    }
  }

  /// The days of a period in the project's calendar, or in that of the command line.
  func days(of period: Period, in project: Project) -> Range<Day> {
    project.definition.calendar.days(of: period)
  }

  /// The tallies of some periods, or the errors that stand in their way.
  func tallies(
    _ project: Project, _ periods: [Period], place: TallyAccumulator.Grain.Place = .unit,
    column: String? = nil
  ) throws -> IntakeResult {
    try stop(project, project.log)
    let intake = try intake(project, periods, place: place, column: column)
    try stop(project, intake.log)
    return intake
  }

  /// A period in which nothing happened is most often a slip of the pen.
  func requireData(_ intake: IntakeResult, in period: Period) throws {
    try requireData(intake, in: [period])
  }

  /// The same of several periods, of which some may be empty.
  func requireData(_ intake: IntakeResult, in periods: [Period]) throws {
    let book = intake.book
    let units = book.roster.units.indices
    let hasData = periods.contains { period in
      units.contains { book.hasReportedPart(unit: $0, of: period) }
    }
    guard !hasData, let last = periods.last else { return }
    let words = Wording(language ?? intake.language)
    var known: [String] = []
    if let span = intake.reportedDays.span {
      let (from, to) = (words.date(span.lowerBound), words.date(span.upperBound))
      known.append(
        words("sổ theo dõi có từ \(from) đến \(to)", "the registers run from \(from) to \(to)"))
    }
    if !intake.reportedPeriods.isEmpty {
      let names = intake.reportedPeriods.map(\.name).sorted()
      let listed = names.suffix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
      known.append(words("các kỳ đã báo cáo: \(listed)", "reported periods: \(listed)"))
    }
    let name = words.nameInSentence(last)
    let rest = known.isEmpty ? "" : "; " + known.joined(separator: "; ")
    throw Console.fail(
      words("không có số liệu nào của \(name)", "there are no figures for \(name)") + rest,
      Status.badData)
  }

  /// Says what the numbers of some periods do not stand on: registers that begin in their middle or end early,
  /// rows that are left out, files that were not read.
  func sayNotes(_ intake: IntakeResult, in periods: [Period], of project: Project) {
    let words = Wording(language(of: project))
    if let late = intake.lateStart(in: periods) {
      let (name, day) = (words.nameInSentence(late.period), words.date(late.day))
      Console.error(
        words(
          "sổ theo dõi chỉ có từ \(day): số liệu \(name) chưa đủ kỳ",
          "the registers begin on \(day): the numbers of \(name) are partial"))
    }
    for period in periods {
      if let day = intake.book.recordsEnd(in: period) {
        Console.error(words.recordsEnd(day, period))
      }
    }
    for period in periods {
      let count = intake.book.accumulated.straddlingCount(inPeriod: intake.book.index(of: period))
      if count > 0 { Console.error(words.straddling(count, period)) }
    }
    if intake.leftOut > 0 { Console.error(words.leftOut(intake.leftOut)) }
    Console.lines(
      intake.log.all.filter { Project.unfounded.contains($0.code) && $0.severity == .warning }
        .map { $0.line(in: words.language) })
  }

  /// The indicators of these ids, all of them without any.
  func indicators(withIDs ids: [String], of project: Project) throws -> [Indicator] {
    let definition = project.definition
    // Settings that could not be read have none: what is wrong with them is said, not that an id is unknown.
    if definition.indicators.isEmpty { try stop(project, project.log) }
    guard !ids.isEmpty else { return definition.indicators }
    return try ids.flatMap { $0.split(separator: ",").map(String.init) }.map { id in
      if let indicator = definition.indicator(withID: id) { return indicator }
      let unknown = UnknownIndicator(
        id, among: definition.indicators.map(\.id), questions: definition.questions.map(\.id))
      throw Console.fail(Wording(language(of: project))(unknown.message), Status.usage)
    }
  }

  /// Ends the program where the data has errors, and says them.
  func stop(_ project: Project, _ log: FindingLog) throws {
    guard log.hasErrors else { return }
    Console.endProgress()
    let language = language(of: project)
    let errors = log.all.filter { $0.severity == .error }
    let words = Wording(language)
    Console.lines(errors.prefix(50).map { $0.line(in: language) })
    if errors.count > 50 {
      Console.lines([words("… và \(errors.count - 50) lỗi nữa", "… and \(errors.count - 50) more")])
    }
    let count = log.count(of: .error)
    throw Console.fail(
      words(
        "số liệu có \(count) lỗi; chưa tính được. Xem đầy đủ: giaoban check \(self.project)",
        "the data has \(count) error\(count == 1 ? "" : "s"); nothing was made."
          + " All of them: giaoban check \(self.project)"),
      Status.badData)
  }
}

extension Project {
  /// Warnings of numbers that lack something, which every command repeats.
  fileprivate static let unfounded: Set<Finding.Code> = [
    .unreadFile, .missingColumn, .noActivities, .partsOnly,
    .missingParts, .fallingCumulative, .changedAfterClosing,
  ]

  /// The unit that a name on the command line means in some days.
  ///
  /// - Parameter map: where units are stated on the map of a later day, a unit of this map.
  func unit(named name: String, in days: Range<Day>, on map: Boundaries? = nil) throws -> Int {
    let onMap =
      map?.day == nil ? [] : roster.units(named: name).filter { map?.units.contains($0) == true }
    if onMap.count == 1 { return onMap[0] }
    if let unit = roster.unit(named: name, in: days) ?? roster.unit(named: name) {
      guard let map, let day = map.day, !map.units.contains(unit) else { return unit }
      let heirs = map.units.filter { map.sources(ofUnit: $0).contains(unit) }
      let (name, now) = (
        roster.units[unit].name, heirs.map { roster.units[$0].name }.joined(separator: ", ")
      )
      throw Console.fail(
        Wording(definition.language)(
          "\(name) không còn là đơn vị vào ngày \(day.vietnamese), ngày mà kỳ này được tính theo địa giới; số liệu của"
            + " đơn vị này nằm trong \(now)",
          "\(name) is no unit on \(day), on whose map the period is stated; its records count in \(now)"
        ),
        Status.usage)
    }
    let words = Wording(definition.language)
    let hint = Finding.hint(NameKey.nearest(to: name, among: roster.units.map(\.name)))
    throw Console.fail(
      words("không có đơn vị \"\(name)\"", "there is no unit \"\(name)\"") + words(hint),
      Status.usage)
  }
}

/// Writes a result to a file, beside it first, or to standard output; never over what the project is read from.
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
        "\(path) là tệp của dự án, không ghi đè lên; hãy chọn tên khác với -o",
        "\(path) is a file that the project is read from, and is not overwritten; choose another with -o"
      ),
      Status.cannotCreate)
  }
  do {
    try data.write(to: URL(fileURLWithPath: path), options: .atomic)
  } catch {
    throw Console.fail(
      "không ghi được \(path): \(error.localizedDescription)",
      "cannot write \(path): \(error.localizedDescription)", Status.cannotCreate)
  }
}
