import ClusterMetrics
import Findings
import Intake
import Reporting
import ReportWords
import Settings

extension OpenProject {
  /// Reads all files and tallies some periods, even if the data has errors.
  ///
  /// - Parameters:
  ///   - beside: further periods to tally, without findings of their own.
  ///   - progress: called before each file is read.
  package func intake(
    _ periods: [Period], beside: [Period] = [], place: TallyAccumulator.Grain.Place = .unit,
    column: String? = nil,
    progress: (String) -> Void = { _ in }
  ) throws(WorkspaceError) -> IntakeResult {
    try planned { () throws(PlanError) in
      try project.tally(
        periods, beside: beside, place: place, column: column, progress: progress)
    }
  }

  /// What a tally gives, or an error where the settings cannot be tallied.
  func planned(
    _ tally: () throws(PlanError) -> IntakeResult
  ) throws(WorkspaceError) -> IntakeResult {
    do throws(PlanError) {
      return try tally()
    } catch {
      // `Project.log` names the setting; `tallies` stops before it gets here.
      throw WorkspaceError(.badData, vi: "\(error)", en: "\(error)")
    }
  }

  /// The tallies of some periods; throws an error if the data has errors.
  package func tallies(
    _ periods: [Period], beside: [Period] = [], place: TallyAccumulator.Grain.Place = .unit,
    column: String? = nil,
    progress: (String) -> Void = { _ in }
  ) throws(WorkspaceError) -> IntakeResult {
    try requireSound(project.log)
    let intake = try intake(
      periods, beside: beside, place: place, column: column, progress: progress)
    try requireSound(intake.log)
    return intake
  }

  /// Throws an error if the data has errors.
  package func requireSound(_ log: FindingLog) throws(WorkspaceError) {
    guard log.hasErrors else { return }
    let count = log.count(of: .error)
    throw WorkspaceError(
      .badData,
      LocalizedText(
        vi: "số liệu có \(count) lỗi; chưa tính được",
        en: "the data has \(count) error\(count == 1 ? "" : "s"); nothing was made"),
      findings: log.all.filter { $0.severity == .error })
  }

  /// Throws an error if all periods are empty: a single one is then usually a typing error.
  package func requireData(
    _ intake: IntakeResult, in periods: [Period]
  ) throws(WorkspaceError) {
    let book = intake.book
    let units = book.roster.units.indices
    let hasData = periods.contains { period in
      units.contains { book.hasReportedPart(unit: $0, of: period) }
        || book.hasStatedTotals(in: period)
    }
    guard !hasData, let last = periods.last else { return }
    func message(_ words: Wording) -> String {
      var known: [String] = []
      if let span = intake.reportedDays.span {
        let (from, to) = (words.date(span.lowerBound), words.date(span.upperBound))
        known.append(
          words(
            "sổ theo dõi có số liệu từ \(from) đến \(to)", "the registers run from \(from) to \(to)"
          ))
      }
      if !intake.reportedPeriods.isEmpty {
        // The longest first, then the latest: a user who asks for a half-year wants half-years.
        let names = intake.reportedPeriods.map { period in
          let days = book.calendar.days(of: period)
          let length = days.upperBound.number - days.lowerBound.number
          // Quarters may differ by a day.
          return (name: period.name, length: length / 27, from: days.lowerBound)
        }
        .sorted { ($0.length, $0.from, $0.name) > ($1.length, $1.from, $1.name) }
        .map(\.name)
        let listed = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
        known.append(words("các kỳ đã báo cáo: \(listed)", "reported periods: \(listed)"))
      }
      let name = words.nameInSentence(last)
      let rest = known.isEmpty ? "" : "; " + known.joined(separator: "; ")
      return words("không có số liệu nào của \(name)", "there are no figures for \(name)") + rest
    }
    throw WorkspaceError(
      .badData,
      LocalizedText(vi: message(Wording(.vietnamese)), en: message(Wording(.english))))
  }

  /// Notes on what the numbers of some periods lack: registers that begin within them or end early, and rows that are
  /// left out.
  package func notes(_ intake: IntakeResult, in periods: [Period]) -> [String] {
    var notes: [String] = []
    if let late = intake.lateStart(in: periods) {
      let (name, day) = (words.nameInSentence(late.period), words.date(late.day))
      notes.append(
        words(
          "sổ theo dõi chỉ có từ \(day): số liệu \(name) chưa đủ kỳ",
          "the registers begin on \(day): the numbers of \(name) are partial"))
    }
    for period in periods {
      if let day = intake.book.recordsEnd(in: period) {
        let covered = intake.book.recordsCover(period) ?? day
        notes.append(words.recordsEnd(day, covered: covered, period))
      }
    }
    for period in periods {
      let count = intake.book.accumulated.straddlingCount(inPeriod: intake.book.index(of: period))
      if count > 0 { notes.append(words.straddling(count, period)) }
    }
    if !intake.leftOut.isEmpty { notes.append(words.leftOut(intake.leftOut)) }
    let isAnyHidden =
      intake.book.hidesSmallNumbers
      && periods.contains { period in
        intake.book.units(of: .all, in: period).contains { unit in
          intake.book.tallies(intake.book.plan.indicators, for: .unit(unit), in: period).contains {
            $0.status == .hidden
          }
        }
      }
    if isAnyHidden { notes.append(words.hiddenNote) }
    return notes
  }

  /// Warnings about incomplete numbers, which are shown wherever these numbers are.
  package func unfounded(_ intake: IntakeResult) -> [Finding] {
    let findings = intake.log.all.filter {
      OpenProject.unfounded.contains($0.code) && $0.severity == .warning
    }
    return intake.book.hidesSmallNumbers ? findings.map(\.withoutNumbers) : findings
  }

  private static let unfounded: Set<Finding.Code> = [
    .unreadFile, .missingColumn, .sameRegister, .noActivities, .partsOnly,
    .missingParts, .fallingCumulative, .risingNumbers, .unlikeMeasures, .similarIndicators,
    .changedAfterClosing,
  ]
}
