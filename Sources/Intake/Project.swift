import ClusterMetrics
import Foundation

/// A project folder: its settings, its roster and the files that hold activities.
///
/// `init` reads what is small; `tally` streams the registers.
package struct Project: Sendable {
  package let folder: URL
  package let definition: ProjectDefinition
  package let roster: Roster
  private let rosterSource: ProjectSource
  /// The registers, in the order in which they are read.
  package let registers: [ProjectSource]
  /// The tables with submissions, in the order in which they are read.
  package let submissionFiles: [ProjectSource]
  /// Names of the filled-in forms among both.
  private let forms: [String]
  /// What is wrong with the settings and the roster.
  package let log: FindingLog

  /// Why a folder is no project at all.
  package enum OpenError: Error, Equatable {
    case noFolder(String)
    case noSettings(String)
    case noRoster(String)
    case noRegister(String)
  }

  /// - Parameter requiringRecords: whether a folder without registers and submissions is refused.
  package init(folder: URL, requiringRecords: Bool = true) throws {
    self.folder = folder
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory),
      isDirectory.boolValue
    else { throw OpenError.noFolder(folder.path) }
    let settingsFile = folder.appending(path: ProjectFile.name)
    guard let data = try? Data(contentsOf: settingsFile) else {
      throw OpenError.noSettings(settingsFile.path)
    }
    let file = ProjectFile(data: data, folderName: folder.lastPathComponent)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    func files(named stem: String) -> [ProjectSource] {
      names.filter { name in
        name.hasPrefix(stem) && TableFile.endings.contains { name.lowercased().hasSuffix($0) }
      }.map { ProjectSource(file: $0) }
    }
    var log = file.log
    log.acceptances = file.definition.acceptances
    func sources(_ patterns: [SourceSettings.Pattern]?, orNamed stem: String) -> [ProjectSource] {
      guard let patterns else { return files(named: stem) }
      var found: [ProjectSource] = []
      for pattern in patterns {
        let own = pattern.sources(in: folder)
        if own.isEmpty {
          log.add(
            Finding(
              .badSetting, at: .init(file: ProjectFile.name, row: pattern.line),
              vi: "sources: không có tệp .csv hoặc .xlsx nào là \"\(pattern.path)\"",
              en: "sources: no .csv or .xlsx file is \"\(pattern.path)\""))
        }
        found += own.filter { !found.contains($0) }
      }
      return found
    }
    // A form that a unit has filled in holds activities, numbers of its own, or both.
    let formSources = files(named: "form").filter { $0.file.lowercased().hasSuffix(".xlsx") }
    forms = formSources.map(\.file)
    let settings = file.definition.sources
    registers = sources(settings.activities, orNamed: "activities") + formSources
    submissionFiles = sources(settings.submissions, orNamed: "submissions") + formSources

    guard let roster = sources(settings.roster.map { [$0] }, orNamed: "roster").first else {
      throw OpenError.noRoster(folder.appending(path: settings.roster?.path ?? "roster.csv").path)
    }
    rosterSource = roster
    guard !requiringRecords || !registers.isEmpty || !submissionFiles.isEmpty else {
      throw OpenError.noRegister(folder.path)
    }
    let rosterName = rosterSource.file
    var reading = RosterReading(file: rosterName, columns: file.definition.columns)
    do throws(TableFault) {
      let findings = try TableFile.open(
        folder.appending(path: rosterName).path, file: rosterName, sheet: rosterSource.sheet,
        required: RosterFile.required, definition: file.definition, &reading)
      for finding in findings { log.add(finding) }
      log.merge(reading.log)
    } catch {
      log.add(Project.finding(error, file: rosterName))
    }
    var units = reading.roster
    func named(_ name: String, in setting: String) -> [Int] {
      let known = units.units(named: name)
      if !known.isEmpty { return known }
      let hint = Finding.hint(NameKey.nearest(to: name, among: units.units.map(\.name)))
      log.add(
        Finding(
          .unknownUnit, at: .init(file: ProjectFile.name),
          vi: "\(setting): đơn vị \"\(name)\" không có trong danh sách\(hint.vietnamese)",
          en: "\(setting): unit \"\(name)\" is not in the roster\(hint.english)"))
      return []
    }
    for (name, aliases) in file.definition.aliases.sorted(by: { $0.key < $1.key }) {
      for unit in named(name, in: "aliases") {
        for alias in aliases where !units.addAlias(alias, ofUnit: unit) {
          log.add(
            Finding(
              .duplicateEntry, at: .init(file: ProjectFile.name),
              vi: "aliases: \"\(alias)\" đã là tên của một đơn vị khác",
              en: "aliases: \"\(alias)\" is the name of another unit already"))
        }
      }
    }
    for (name, shortName) in file.definition.shortNames.sorted(by: { $0.key < $1.key }) {
      for unit in named(name, in: "short_names") {
        units.setShortName(shortName, ofUnit: unit)
      }
    }
    self.log = log
    self.roster = units
    definition = file.definition
  }

  /// All files that a tally depends on, by name.
  package var inputs: [String] {
    let tables = [rosterSource] + registers + submissionFiles.filter { !forms.contains($0.file) }
    var names: [String] = []
    for table in tables where !names.contains(table.file) { names.append(table.file) }
    return [ProjectFile.name] + names
      + [definition.adjustmentFile, definition.assessmentFile].compactMap(\.self)
  }

  /// Reads every register and submission once and tallies all indicators for some periods.
  ///
  /// - Parameters:
  ///   - calendar: instead of the project's own.
  ///   - column: a column whose texts are kept apart; see `TallyBook.slices`.
  ///   - cores: on how many to read; the result does not depend on it.
  ///   - progress: told of every file before it is read.
  /// - Precondition: `log` has no errors.
  package func tally(
    _ periods: [Period], calendar: ReportingCalendar? = nil,
    place: TallyAccumulator.Grain.Place = .unit, column: String? = nil, cores: Int? = nil,
    progress: (String) -> Void = { _ in }
  ) throws(PlanError) -> IntakeResult {
    let plan = try TallyPlan(
      indicators: definition.tallied, columns: [column].compactMap(\.self))
    let category = column.flatMap { plan.schema.categories.firstIndex(of: $0) }
    let submissions = readSubmissions(progress: progress)
    // What is only compared with the tallies needs them for its own periods, too.
    let compared = submissions.numbers.filter { $0.submission == nil }
    let all =
      periods + Set(compared.map(\.period)).subtracting(periods).sorted { $0.name < $1.name }
    let empty = TallyFold(
      accumulator: TallyAccumulator(
        plan: plan, roster: roster, periods: all, calendar: calendar ?? definition.calendar,
        // What was merged or split is followed commune by commune.
        grain: .init(roster.hasSuccession ? .commune : place, category: category),
        cellLimit: definition.limits.cells),
      days: ReportedDays(unitCount: roster.units.count))
    var accumulator = empty.accumulator
    for submission in submissions.numbers.compactMap(\.submission) { accumulator.fold(submission) }
    var reading = read(
      plan, submissions, cores: cores ?? ProcessInfo.processInfo.activeProcessorCount,
      progress: progress, makeFold: { empty })
    accumulator.merge(reading.fold.accumulator)
    let book = TallyBook(
      roster: roster, accumulated: accumulator,
      values: category.map { reading.vocabularies[$0].texts } ?? [])
    for finding in Reconciliation.findings(compared, book) { reading.log.add(finding) }
    let adjustments =
      readPoints(AdjustmentReading.self, definition.adjustmentFile, &reading.log)?.adjustments
    let assessments =
      readPoints(AssessmentReading.self, definition.assessmentFile, &reading.log)?.assessments
    for finding in unusedAcceptances(reading.log) { reading.log.add(finding) }
    return IntakeResult(
      book: book, log: reading.log, files: reading.files, adjustments: adjustments ?? [],
      assessments: assessments ?? [],
      reportedDays: reading.fold.days)
  }

  /// The rows behind a tally, with the file and sheet that each stands in.
  ///
  /// - Parameter units: whose rows; those of the tally's group, on the map of the period's last day.
  package func trace(
    _ indicator: Indicator, units: Set<Int>, period: Period, calendar: ReportingCalendar? = nil
  ) throws(PlanError) -> [(place: Finding.Place, entry: Tracer.Entry)] {
    let plan = try TallyPlan(indicators: definition.tallied)
    let calendar = calendar ?? definition.calendar
    let empty = TraceFold(
      tracer: Tracer(
        indicator, of: plan, units: units,
        on: Boundaries(roster, joining: [calendar.days(of: period)]), period: period,
        calendar: calendar))
    let submissions = readSubmissions { _ in }
    // Rows have their numbers only where they are read one after the other.
    let reading = read(plan, submissions, cores: 1, progress: { _ in }, makeFold: { empty })
    let submitted = submissions.numbers.flatMap { number in
      (number.submission.map { empty.tracer.entries(in: $0) } ?? []).map { (number.place, $0) }
    }
    return reading.fold.found
      + submitted.map { place, entry in
        (Finding.Place(file: place.file, sheet: place.sheet, row: place.row), entry)
      }
  }

  /// Reads a table of points, if the settings name one.
  private func readPoints<Points: PointsReading>(
    _ type: Points.Type, _ name: String?, _ log: inout FindingLog
  ) -> Points? {
    guard let name else { return nil }
    var reading = Points(file: name, definition: definition, roster: roster)
    do throws(TableFault) {
      let findings = try TableFile.open(
        folder.appending(path: name).path, file: name, required: Points.required,
        definition: definition, &reading)
      for finding in findings { log.add(finding) }
      log.merge(reading.log)
    } catch {
      log.add(Project.finding(error, file: name))
    }
    return reading
  }

  /// What reading every file gave.
  private struct Reading<Fold: ActivityFold> {
    var fold: Fold
    var log: FindingLog
    var files: [FileSummary]
    var vocabularies: [SharedVocabulary]
  }

  /// Reads every register once, into folds.
  private func read<Fold: ActivityFold>(
    _ plan: TallyPlan, _ submissions: Submissions, cores: Int, progress: (String) -> Void,
    makeFold: @escaping () -> Fold
  ) -> Reading<Fold> {
    var log = log
    var summaries: [FileSummary] = []
    var activities = RegisterReading(
      definition: definition, files: registers.map(\.file), roster: roster, plan: plan,
      cores: cores,
      makeFold: makeFold)
    for (number, source) in registers.enumerated() {
      let name = source.file
      progress(name)
      activities.begin(number)
      do throws(TableFault) {
        let findings = try TableFile.open(
          folder.appending(path: name).path, file: name, sheet: source.sheet,
          required: ActivityLayout.required, definition: definition,
          isOptional: forms.contains(name), &activities)
        for finding in findings { log.add(finding) }
        let (said, summary) = activities.finished()
        log.merge(said)
        if activities.wasRead { summaries.append(summary) }
      } catch {
        log.add(Project.finding(error, file: name))
      }
    }
    log.merge(submissions.log)
    summaries += submissions.files
    for name in submissions.withoutTable where !summaries.contains(where: { $0.file == name }) {
      log.add(
        Finding(
          .noRecords, at: .init(file: name),
          vi: "không trang nào có tiêu đề của sổ theo dõi hoặc của số liệu tổng hợp",
          en: "no sheet has the headings of a register or of summary numbers"))
    }
    for finding in absentColumns(plan, activities.headers) { log.add(finding) }
    if summaries.contains(where: { $0.accepted > 0 }) {
      for finding in unusedConditions(plan, activities.vocabularies) { log.add(finding) }
    }
    return Reading(
      fold: activities.folded(), log: log, files: summaries, vocabularies: activities.vocabularies)
  }

  /// What the files with submissions hold.
  private struct Submissions {
    var numbers: [ReportedNumber] = []
    var log = FindingLog()
    var files: [FileSummary] = []
    /// Files in which there is no table of submissions.
    var withoutTable: [String] = []
  }

  private func readSubmissions(progress: (String) -> Void) -> Submissions {
    let names = NameResolver(roster: roster, spellingLimit: definition.limits.spellings)
    var result = Submissions()
    for source in submissionFiles {
      let name = source.file
      progress(name)
      var reading = SubmissionReading(
        file: name, definition: definition, names: names, before: result.numbers)
      do throws(TableFault) {
        let findings = try TableFile.open(
          folder.appending(path: name).path, file: name, sheet: source.sheet,
          required: SubmissionFile.required, definition: definition,
          isOptional: forms.contains(name), &reading)
        for finding in findings { result.log.add(finding) }
        result.log.merge(reading.log)
        result.numbers = reading.numbers
        if reading.wasRead {
          result.files.append(reading.summary)
        } else {
          result.withoutTable.append(name)
        }
      } catch {
        result.log.add(Project.finding(error, file: name))
      }
    }
    return result
  }

  private func unusedAcceptances(_ log: FindingLog) -> [Finding] {
    log.unusedAcceptances.map { acceptance in
      Finding(
        .unusedAcceptance, .warning, at: .init(file: ProjectFile.name),
        vi: "accept: không có lỗi \(acceptance.code.rawValue) nào như vậy; hãy xóa mục này",
        en: "accept: there is no such \(acceptance.code.rawValue); take the entry out")
    }
  }

  /// A column that an indicator needs and no register has would make it zero everywhere.
  private func absentColumns(_ plan: TallyPlan, _ headers: [Header]) -> [Finding] {
    guard !headers.isEmpty else { return [] }
    let needed = plan.schema.categories.elements.dropFirst() + plan.schema.measures.elements
    return needed.filter { id in headers.allSatisfy { $0.columns[id] == nil } }.map { id in
      let names = (definition.columns[id] ?? []) + [id]
      let texts = headers.flatMap(\.texts)
      let hint = Finding.hint(
        Array(Set(names.flatMap { NameKey.nearest(to: $0, among: texts) })).sorted())
      return Finding(
        .missingColumn, at: .init(file: ProjectFile.name),
        vi: "không sổ nào có cột \"\(names[0])\"\(hint.vietnamese)",
        en: "no register has a column \"\(names[0])\"\(hint.english)")
    }
  }

  /// A condition whose text no row holds is most often a slip of the pen.
  private func unusedConditions(
    _ plan: TallyPlan, _ vocabularies: [SharedVocabulary]
  ) -> [Finding] {
    var findings: [Finding] = []
    for indicator in definition.tallied {
      for condition in indicator.conditions where !condition.texts.isEmpty {
        guard let category = plan.schema.categories.firstIndex(of: condition.column) else {
          continue
        }
        let vocabulary = vocabularies[category]
        for value in condition.texts where !vocabulary.contains(value) {
          let spellings = vocabulary.texts.compactMap(\.self)
          let hint = Finding.hint(NameKey.nearest(to: value, among: spellings))
          findings.append(
            Finding(
              .unusedCondition, .warning, at: .init(file: ProjectFile.name),
              vi: "\(indicator.id): không có dòng nào có \(condition.column) là"
                + " \"\(value)\"\(hint.vietnamese)",
              en: "\(indicator.id): no row has \"\(value)\" as its"
                + " \(condition.column)\(hint.english)"))
        }
      }
    }
    return findings
  }

  private static func finding(_ fault: TableFault, file: String) -> Finding {
    let reason = if case .unreadable(let reason) = fault { reason } else { "\(fault)" }
    return Finding(
      .unreadableFile, at: .init(file: file), vi: "không đọc được tệp: \(reason)",
      en: "cannot read the file: \(reason)")
  }
}
