import ClusterMetrics
import Foundation

/// A project folder: its settings, its roster and the files that hold activities.
///
/// `init` reads what is small; `tally` streams the registers.
package struct Project: Sendable {
  package let folder: URL
  package let definition: ProjectDefinition
  package let roster: Roster
  private let rosterName: String
  /// Names of the registers in the folder, sorted.
  package let registers: [String]
  /// Names of the files with submissions, sorted.
  package let submissionFiles: [String]
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
    let settings = folder.appending(path: ProjectFile.name)
    guard let data = try? Data(contentsOf: settings) else {
      throw OpenError.noSettings(settings.path)
    }
    let file = ProjectFile(data: data, folderName: folder.lastPathComponent)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    func files(named stem: String) -> [String] {
      names.filter { name in
        name.hasPrefix(stem) && TableFile.endings.contains { name.lowercased().hasSuffix($0) }
      }
    }
    // A form that a unit has filled in holds activities, numbers of its own, or both.
    forms = files(named: "form").filter { $0.lowercased().hasSuffix(".xlsx") }
    registers = files(named: "activities") + forms
    submissionFiles = files(named: "submissions") + forms

    guard let rosterName = files(named: "roster").first else {
      throw OpenError.noRoster(folder.appending(path: "roster.csv").path)
    }
    self.rosterName = rosterName
    guard !requiringRecords || !registers.isEmpty || !submissionFiles.isEmpty else {
      throw OpenError.noRegister(folder.path)
    }
    var log = file.log
    log.acceptances = file.definition.acceptances
    var reading = RosterReading(file: rosterName, columns: file.definition.columns)
    do throws(TableFault) {
      let findings = try TableFile.open(
        folder.appending(path: rosterName).path, file: rosterName,
        required: RosterFile.required, definition: file.definition, &reading)
      for finding in findings { log.add(finding) }
      log.merge(reading.log)
    } catch {
      log.add(Project.finding(error, file: rosterName))
    }
    var roster = reading.roster
    for (name, shortName) in file.definition.shortNames.sorted(by: { $0.key < $1.key }) {
      guard let unit = roster.unit(named: name) else {
        let hint = Finding.hint(NameKey.nearest(to: name, among: roster.units.map(\.name)))
        log.add(
          Finding(
            .unknownUnit, at: .init(file: ProjectFile.name),
            vi: "short_names: đơn vị \"\(name)\" không có trong danh sách\(hint.vietnamese)",
            en: "short_names: unit \"\(name)\" is not in the roster\(hint.english)"))
        continue
      }
      roster.setShortName(shortName, ofUnit: unit)
    }
    self.log = log
    self.roster = roster
    definition = file.definition
  }

  /// All files that a tally depends on, by name.
  package var inputs: [String] {
    [ProjectFile.name, rosterName] + registers + submissionFiles.filter { !forms.contains($0) }
      + [definition.adjustmentFile].compactMap(\.self)
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
    let empty = TallyFold(
      accumulator: TallyAccumulator(
        plan: plan, roster: roster, periods: periods, calendar: calendar ?? definition.calendar,
        grain: .init(place, category: category)),
      days: ReportedDays(unitCount: roster.units.count))
    var submissions: [Submission] = []
    var reading = read(
      plan, cores: cores ?? ProcessInfo.processInfo.activeProcessorCount, progress: progress,
      makeFold: { empty }, submissions: { submission, _ in submissions.append(submission) })
    for submission in submissions { reading.fold.accumulator.fold(submission) }
    let adjustments = readAdjustments(&reading.log)
    return IntakeResult(
      book: TallyBook(
        roster: roster, accumulated: reading.fold.accumulator,
        values: category.map { reading.vocabularies[$0].texts } ?? []),
      log: reading.log, files: reading.files, adjustments: adjustments,
      reportedDays: reading.fold.days)
  }

  /// The rows behind a tally, with the file and sheet that each stands in.
  ///
  /// - Parameter units: whose rows; those of the tally's group.
  package func trace(
    _ indicator: Indicator, units: Set<Int>, period: Period, calendar: ReportingCalendar? = nil
  ) throws(PlanError) -> [(place: Finding.Place, entry: Tracer.Entry)] {
    let plan = try TallyPlan(indicators: definition.tallied)
    let empty = TraceFold(
      tracer: Tracer(
        indicator, of: plan, units: units, period: period,
        calendar: calendar ?? definition.calendar))
    var submitted = empty
    // Rows have their numbers only where they are read one after the other.
    let reading = read(
      plan, cores: 1, progress: { _ in }, makeFold: { empty },
      submissions: { submitted.add(empty.tracer.entries(in: $0), $1) })
    return reading.fold.found + submitted.found
  }

  private func readAdjustments(_ log: inout FindingLog) -> [Adjustment] {
    guard let name = definition.adjustmentFile else { return [] }
    var reading = AdjustmentReading(file: name, definition: definition, roster: roster)
    do throws(TableFault) {
      let findings = try TableFile.open(
        folder.appending(path: name).path, file: name, required: AdjustmentReading.required,
        definition: definition, &reading)
      for finding in findings { log.add(finding) }
      log.merge(reading.log)
    } catch {
      log.add(Project.finding(error, file: name))
    }
    return reading.adjustments
  }

  /// What reading every file gave.
  private struct Reading<Fold: ActivityFold> {
    var fold: Fold
    var log: FindingLog
    var files: [FileSummary]
    var vocabularies: [SharedVocabulary]
  }

  /// Reads every file once: activities into folds, submissions one by one, with the file and sheet that
  /// they stand in.
  private func read<Fold: ActivityFold>(
    _ plan: TallyPlan, cores: Int, progress: (String) -> Void, makeFold: @escaping () -> Fold,
    submissions consumeSubmission: @escaping (Submission, TableSource) -> Void
  ) -> Reading<Fold> {
    var log = log
    var summaries: [FileSummary] = []
    var activities = RegisterReading(
      definition: definition, files: registers, roster: roster, plan: plan, cores: cores,
      makeFold: makeFold)
    for (number, name) in registers.enumerated() {
      progress(name)
      activities.begin(number)
      do throws(TableFault) {
        let findings = try TableFile.open(
          folder.appending(path: name).path, file: name, required: ActivityLayout.required,
          definition: definition, isOptional: forms.contains(name), &activities)
        for finding in findings { log.add(finding) }
        let (said, summary) = activities.finished()
        log.merge(said)
        if activities.wasRead { summaries.append(summary) }
      } catch {
        log.add(Project.finding(error, file: name))
      }
    }
    let names = NameResolver(roster: roster)
    for name in submissionFiles {
      progress(name)
      var submissions = SubmissionReading(
        file: name, definition: definition, names: names, consume: consumeSubmission)
      do throws(TableFault) {
        let findings = try TableFile.open(
          folder.appending(path: name).path, file: name, required: SubmissionFile.required,
          definition: definition, isOptional: forms.contains(name), &submissions)
        for finding in findings { log.add(finding) }
        log.merge(submissions.log)
        if submissions.wasRead {
          summaries.append(submissions.summary)
        } else if !summaries.contains(where: { $0.file == name }) {
          log.add(
            Finding(
              .noRecords, at: .init(file: name),
              vi: "không trang nào có tiêu đề của sổ theo dõi hoặc của số liệu tổng hợp",
              en: "no sheet has the headings of a register or of summary numbers"))
        }
      } catch {
        log.add(Project.finding(error, file: name))
      }
    }
    for finding in absentColumns(plan, activities.headers) { log.add(finding) }
    if summaries.contains(where: { $0.accepted > 0 }) {
      for finding in unusedConditions(plan, activities.vocabularies) { log.add(finding) }
    }
    for acceptance in log.unusedAcceptances {
      log.add(
        Finding(
          .unusedAcceptance, .warning, at: .init(file: ProjectFile.name),
          vi: "accept: không có lỗi \(acceptance.code.rawValue) nào như vậy; hãy xóa mục này",
          en: "accept: there is no such \(acceptance.code.rawValue); take the entry out"))
    }
    return Reading(
      fold: activities.folded(), log: log, files: summaries, vocabularies: activities.vocabularies)
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
