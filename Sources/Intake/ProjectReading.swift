import ClusterMetrics
import Findings
import Foundation
import OfficeWords
import Plausibility
import ReportTables
import Settings
import TableReading
import Tables

extension Project {
  /// Reads every register and submission once and tallies all indicators for some periods.
  ///
  /// - Parameters:
  ///   - beside: periods that are tallied, too, without findings of their own.
  ///   - column: a column whose texts are kept apart; see `TallyBook.slices`.
  ///   - cores: on how many to read; the result does not depend on it.
  ///   - progress: told of every file before it is read.
  /// - Precondition: `log` has no errors.
  package func tally(
    _ periods: [Period], beside: [Period] = [],
    place: TallyAccumulator.Grain.Place = .unit, column: String? = nil, cores: Int? = nil,
    progress: (String) -> Void = { _ in }
  ) throws(PlanError) -> IntakeResult {
    try tally(
      periods, beside: beside, of: readTables(progress), place: place, column: column, cores: cores,
      progress: progress)
  }

  /// The same of tables that have been read.
  func tally(
    _ periods: [Period], beside: [Period] = [], of tables: ReadTables,
    place: TallyAccumulator.Grain.Place = .unit, column: String? = nil, cores: Int? = nil,
    progress: (String) -> Void
  ) throws(PlanError) -> IntakeResult {
    let plan = try TallyPlan(
      indicators: tallied, columns: [column].compactMap(\.self),
      measures: definition.checks.flatMap(\.columns))
    let category = column.flatMap { plan.schema.categories.firstIndex(of: CategoryColumn($0)) }
    let (catalogue, reports) = (tables.catalogue, tables.reports)
    var habits: [TableSource: TableHabits] = [:]
    let calendar = definition.calendar
    // Periods are closed in the project's own calendar.
    let closings = hasOwnCalendar ? self.closings : ClosedPeriod.All()
    let watched = closings.periods(within: periods, calendar)
    var cuts = TallyBook.Cuts()
    var cutDays: [Period] = []
    while true {
      let submissions = readSubmissions(catalogue, reports, calendar, habits, progress: progress)
      // What is only compared with the tallies needs them for its own periods, too.
      let compared = submissions.numbers.filter { !$0.isSubmitted && $0.figure == .value }
      let further = Set(compared.map(\.period) + cutDays + watched + beside).subtracting(periods)
      let all = periods + further.sorted { $0.name < $1.name }
      let empty = TallyFold(
        accumulator: TallyAccumulator(
          plan: plan, roster: roster, periods: all, calendar: calendar,
          // What was merged or split is followed commune by commune.
          grain: .init(roster.hasSuccession ? .commune : place, category: category),
          cellLimit: definition.limits.cells, valueLimit: definition.limits.distinctValues),
        days: ReportedDays(unitCount: roster.units.count))
      var accumulator = empty.accumulator
      let whole = wholeNumbers(submissions.numbers, for: all, calendar)
      for submission in whole.compactMap(\.submission) { accumulator.fold(submission) }
      var reading = read(
        plan, catalogue, submissions, habits,
        cuts: foldingCuts(empty.accumulator, submissions, calendar),
        cores: cores ?? ProcessInfo.processInfo.activeProcessorCount, progress: progress,
        makeFold: { empty })
      let lessons = submissions.lessons.merging(reading.lessons) { $1 }
      guard lessons.isEmpty else {
        // What a table shows as a whole may prove its first rows to have been read wrongly.
        habits.merge(lessons) { $1 }
        continue
      }
      if cutDays.isEmpty, let last = reading.fold.days.lastDay(notAfter: Today.day) {
        let cut = PeriodCut(
          lastDay: last, longestPause: reading.fold.days.longestPause(before: last),
          today: Today.day)
        (cuts, cutDays) = Project.cuts((periods + beside).uniqued, calendar, cut)
        // The same days of earlier periods are known only now.
        if !cutDays.isEmpty { continue }
      }
      accumulator.merge(reading.fold.accumulator)
      if let first = reading.fold.days.span?.lowerBound {
        cuts.begin(first, longestPause: reading.fold.days.longestPause(after: first))
      }
      let book = TallyBook(
        roster: roster, accumulated: accumulator,
        values: category.map { reading.vocabularies[$0].texts } ?? [], cuts: cuts,
        plans: Plans(submissions.numbers.compactMap(\.plan)),
        totals: totals(compared, units: submissions.numbers, in: all))
      for finding in Reconciliation.findings(compared, book.withSmallNumbers) {
        reading.log.add(finding)
      }
      if accumulator.hasTooManyValues { reading.log.add(tooManyValues) }
      let punctuality = Punctuality(
        submissions.numbers, due: definition.due, indicators: definition.indicators,
        roster: roster, calendar: calendar)
      for finding in punctuality.findings(roster, in: periods, calendar) {
        reading.log.add(finding)
      }
      for finding in findings(submissions.numbers, whole, book.withSmallNumbers, in: periods) {
        reading.log.add(finding)
      }
      for finding in earlyEnds(reading.fold.days, in: periods, calendar) {
        reading.log.add(finding)
      }
      let answers = submissions.answers.merged
      for finding in changesAfterClosing(closings, book.withSmallNumbers, answers, in: periods) {
        reading.log.add(finding)
      }
      for finding in idleRules(catalogue) { reading.log.add(finding) }
      for finding in notBegun(submissions.numbers, calendar) { reading.log.add(finding) }
      for finding in answersNotAsked(submissions.answers) { reading.log.add(finding) }
      let rising = RisingNumbers.all(in: submissions.numbers, calendar)
      let turns = CumulativeTurns.findings(
        submissions.numbers, calendar, roster, known: Set(rising.map(\.indicator.id)))
      let still = StillCounts.findings(submissions.numbers, calendar)
      for finding in rising.map(\.finding) + turns + still { reading.log.add(finding) }
      let adjustments =
        readPoints(AdjustmentReading.self, definition.adjustmentFile, &reading.log)?.adjustments
      let assessments =
        readPoints(AssessmentReading.self, definition.assessmentFile, &reading.log)?.assessments
      let tiles = readPoints(TileReading.self, definition.tileMapFile, &reading.log)
      if let lacking = tiles?.lacking { reading.log.add(lacking) }
      let map = definition.map.map { MapReading($0, in: folder, roster) }
      for finding in map?.findings ?? [] { reading.log.add(finding) }
      let tables = tableReports(catalogue, reports, reading.files, submissions.uncounted)
      for finding in PeriodSlips.findings(tables) { reading.log.add(finding) }
      reading.log.note(submissions.numbers)
      for finding in unusedAcceptances(reading.log) + stamps.changes { reading.log.add(finding) }
      reading.log.namePlaces { databases.names(of: $0) }
      let warned = reading.log.warnedRows
      let files = reading.files.map { file in
        var file = file
        let rows = warned[TableSource(file: file.file, sheet: file.sheet)] ?? 0
        file.doubtful = max(file.doubtful, min(rows, file.rows))
        return file
      }
      return IntakeResult(
        book: book, log: reading.log, files: files, adjustments: adjustments ?? [],
        assessments: assessments ?? [], reportedDays: reading.fold.days,
        reportedPeriods: submissions.numbers.periods(calendar),
        reporters: submissions.reporters, ledger: submissions.ledger,
        answers: answers,
        punctuality: punctuality, inputs: read(catalogue),
        tables: tables, language: definition.language, contradicting: submissions.contradicting,
        rising: rising, tiles: tiles?.places ?? [], map: map?.map, databases: reading.databases)
    }
  }

  /// The days between which activities count alike: where periods begin, where the roster changes, where days become
  /// implausible, and the days to come. Half-years are left to whoever knows from when to when they are.
  private func foldingCuts(
    _ accumulator: TallyAccumulator, _ submissions: Submissions, _ calendar: ReportingCalendar
  ) -> [Day] {
    let ends = PlausibleMonths.days
    var days = accumulator.cuts.union([ends.lowerBound, ends.upperBound, Today.day.next])
    for period in submissions.numbers.periods(calendar) {
      let own = calendar.days(of: period)
      days.formUnion([own.lowerBound, own.upperBound])
    }
    for validity in roster.units.map(\.validity) + roster.communes.map(\.validity) {
      days.formUnion(validity.cuts)
    }
    return days.filter { ends.lowerBound <= $0 && $0 <= ends.upperBound }.sorted()
  }

  /// What is wrong with reported numbers that no row shows by itself.
  ///
  /// - Parameter whole: the numbers of the periods that are tallied.
  private func findings(
    _ reported: [ReportedNumber], _ whole: [ReportedNumber], _ book: TallyBook,
    in periods: [Period]
  ) -> [Finding] {
    let own = reported.filter { $0.figure == .value }
    let course = CourseChecks(calendar: book.calendar, roster: roster)
    let far =
      SubmissionHistory.findings(own.filter { !$0.isCumulative })
      + SubmissionHistory.findings(
        SubmissionHistory.steps(
          reported.filter { $0.figure == .value || $0.figure == .cumulative }, book.calendar),
        areSteps: true)
      + MeasureSlips.findings(own, roster)
    return TallyChecks(definition: definition, book: book, numbers: own).findings(in: periods)
      + far + PeerSlips.findings(reported, roster, besides: far)
      + StatedRateChecks.plans(reported) + MeanRates.findings(own, definition)
      + PlanPeriods.findings(reported, roster, book.calendar)
      + RepeatedReports.findings(own, roster) + SimilarIndicators.findings(own, roster)
      + SubmissionParts.findings(own, in: periods)
      + course.findings(reported)
      + course.totals(reported) { indicator, cluster, period in
        let tally = book.unitsTally(indicator, for: .cluster(cluster), in: period)
        return tally.status == .complete ? tally.value.flatMap { Quantity($0) } : nil
      }
      + course.incomplete(whole.filter { periods.contains($0.period) }, reported)
      + notAsked(own, book.calendar)
  }

  private var tooManyValues: Finding {
    Finding(
      .badSetting, at: .init(file: ProjectFile.name),
      vi:
        "có trên \(definition.limits.distinctValues) giá trị khác nhau, chưa tính được trung vị và phân vị; hãy nâng"
        + " limits: {distinct_values: …}",
      en:
        "there are more than \(definition.limits.distinctValues) different values, too many for medians and quantiles;"
        + " raise limits: {distinct_values: …}")
  }

  /// The numbers of some periods, made from their parts where these are reported; what is not asked for is no part.
  func wholeNumbers(
    _ numbers: [ReportedNumber], for periods: [Period], _ calendar: ReportingCalendar
  ) -> [ReportedNumber] {
    let scopes = Dictionary(
      definition.indicators.filter { $0.scope.since != nil }.map { ($0.id, $0.scope) },
      uniquingKeysWith: { first, _ in first })
    let members = Dictionary(
      definition.indicators.map { ($0.id, $0.scope.members(of: roster)) },
      uniquingKeysWith: { first, _ in first })
    let asked = numbers.filter { number in
      // What was counted before it is asked for is taken from what counts from the beginning of the year.
      guard
        scopes[number.indicator.id]?.hasBegun(by: number.period, calendar) ?? true
          || number.countsFromNewYear(calendar)
      else {
        return false
      }
      guard case .unit(let unit) = number.group, let asked = members[number.indicator.id] ?? nil
      else { return true }
      return asked.contains(unit)
    }
    let partial = PartialPeriods(calendar: calendar, roster: roster) { unit, id in
      (members[id] ?? nil)?.contains(unit) ?? true
    }
    var whole = partial.numbers(asked, for: periods).filter {
      scopes[$0.indicator.id]?.hasBegun(by: $0.period, calendar) ?? true
    }
    noteNotApplicable(asked.filter(\.isNotApplicable), in: &whole, calendar)
    for index in whole.indices {
      guard let scope = scopes[whole[index].indicator.id] else { continue }
      let begun = scope.firstDay(calendar) ?? Day.range.lowerBound
      let (early, missing) = whole[index].missingParts.divided(at: begun, calendar)
      whole[index].missingParts = missing
      whole[index].partsNotAsked += early
    }
    return whole
  }

  /// Numbers of periods that have not begun: most often a slip of the year.
  private func notBegun(_ numbers: [ReportedNumber], _ calendar: ReportingCalendar) -> [Finding] {
    numbers.compactMap { number in
      guard number.figure == .value, number.isSubmitted,
        calendar.days(of: number.period).lowerBound > Today.day
      else { return nil }
      return Finding(
        .futureDate, .warning, at: number.place, about: number.period.name,
        vi:
          "\(number.period.spoken.vietnamese) chưa bắt đầu mà đã có số liệu; hãy kiểm tra lại năm",
        en: "\(number.period.name) has numbers but has not begun yet; check the year")
    }
  }

  /// Answers of units that were not asked.
  private func answersNotAsked(_ answers: [Answer]) -> [Finding] {
    let asked = Dictionary(
      definition.questions.map { ($0.id, (question: $0, members: $0.scope.members(of: roster))) },
      uniquingKeysWith: { first, _ in first })
    return answers.compactMap { answer in
      guard !answer.text.isEmpty, let (question, members) = asked[answer.question], let members,
        !members.contains(answer.unit)
      else { return nil }
      let name = roster.units[answer.unit].name
      return Finding(
        .notAsked, .warning, at: answer.place, about: question.id + " applies_to \(answer.unit)",
        vi:
          "\(name) không thuộc diện được hỏi \(question.name.vietnamese) (applies_to); câu trả lời này không được dùng",
        en: "\(name) is not asked for \(question.name.english) (applies_to); the answer is not used"
      )
    }
  }

  /// Numbers of units that were not asked for them, or of periods before they were: they count for nothing.
  private func notAsked(_ numbers: [ReportedNumber], _ calendar: ReportingCalendar) -> [Finding] {
    let scoped = Dictionary(
      definition.indicators.filter { !$0.scope.isEmpty }
        .map { ($0.id, (indicator: $0, members: $0.scope.members(of: roster))) },
      uniquingKeysWith: { first, _ in first })
    return numbers.compactMap { number in
      guard let (indicator, members) = scoped[number.indicator.id],
        case .unit(let unit) = number.group, !number.isNotApplicable
      else { return nil }
      let isMember = members?.contains(unit) ?? true
      let hasBegun = indicator.scope.hasBegun(by: number.period, calendar)
      // Parts of a longer period serve it, whoever asks how often.
      let isAskedThen =
        indicator.scope.holds(for: number.period, calendar) || indicator.overTime != .none
        || indicator.isCumulative
      guard !isMember || !hasBegun || !isAskedThen else { return nil }
      let key = !isMember ? "applies_to" : !hasBegun ? "since" : "asked"
      let name = roster.units[unit].name
      return Finding(
        .notAsked, .warning, at: number.place,
        about: "\(indicator.id) \(key)" + (isMember ? "" : " \(unit)"),
        vi: isMember
          ? "không yêu cầu báo cáo \(indicator.name.vietnamese) của \(number.period.spoken.vietnamese) (\(key)); số này không được tính"
          : "\(name) không thuộc diện được giao \(indicator.name.vietnamese) (applies_to); số này không được tính",
        en: isMember
          ? "\(indicator.name.english) is not asked for \(number.period.name) (\(key)); the number does not count"
          : "\(name) is not asked for \(indicator.name.english) (applies_to); the number does not count"
      )
    }
  }

  /// The periods whose records end early, and the days of others that they are compared with.
  private static func cuts(
    _ periods: [Period], _ calendar: ReportingCalendar, _ cut: PeriodCut
  ) -> (TallyBook.Cuts, [Period]) {
    var (cuts, days) = (TallyBook.Cuts(), [Period]())
    (cuts.lastDay, cuts.coveredDay) = (cut.lastDay, cut.coveredDay)
    for period in periods where cut.shortens(period, calendar) {
      let first = calendar.days(of: period).lowerBound
      for base in periods where calendar.days(of: base).upperBound <= first {
        let same = cut.days(of: base, beside: period, calendar)
        cuts.add(period, beside: base, days: same)
        days.append(same)
      }
    }
    return (cuts, days)
  }

  /// Reads a table of points, if the settings name one.
  private func readPoints<Points: PointsReading>(
    _ type: Points.Type, _ name: String?, _ log: inout FindingLog
  ) -> Points? {
    guard let name else { return nil }
    var reading = Points(file: name, definition: definition, roster: roster)
    do throws(TableFault) {
      let path = folder.appending(path: name).path
      let kind = try FileKind.of(path)
      if let refusal = kind.refusal { throw TableFault.unreadable(refusal) }
      let file = try TableFile(path, name: name, kind: kind, definition: definition)
      let sheet = try file.sheet(nil, orWith: Points.required, definition: definition, &log)
      for finding in try file.read(sheet, into: &reading) { log.add(finding) }
      log.merge(reading.log)
    } catch {
      log.add(.unreadable(error, file: name))
    }
    return reading
  }
}

extension [Period] {
  /// What of some periods lies before a day, and what does not.
  fileprivate func divided(
    at day: Day, _ calendar: ReportingCalendar
  ) -> (before: [Period], rest: [Period]) {
    var divided: (before: [Period], rest: [Period]) = ([], [])
    for period in self {
      let days = calendar.days(of: period)
      guard days.contains(day), days.lowerBound < day else {
        if days.upperBound <= day {
          divided.before.append(period)
        } else {
          divided.rest.append(period)
        }
        continue
      }
      divided.before += calendar.periods(making: days.lowerBound..<day)
      divided.rest += calendar.periods(making: day..<days.upperBound)
    }
    return divided
  }
}
