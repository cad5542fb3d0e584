import ClusterMetrics
import Findings
import OfficeWords
import Plausibility
import ReportTables
import Settings
import TableReading

/// What reading a project gave: the tallies and all that was wrong or doubtful.
package struct IntakeResult: Sendable {
  package let book: TallyBook
  package let log: FindingLog
  package let files: [FileSummary]
  /// Points that units get or lose besides their criteria.
  package let adjustments: [Adjustment]
  /// Points that people gave the units.
  package let assessments: [Assessment]
  package let reportedDays: ReportedDays
  /// The periods for which units report numbers of their own.
  package let reportedPeriods: Set<Period>
  /// By such a period and an indicator's id the units that did.
  package let reporters: [Period: [String: Set<Int>]]
  /// All that was reported.
  let ledger: SubmissionLedger
  /// What they say in words, in the order of reading.
  package let answers: [Answer]
  /// When they were sent.
  package let punctuality: Punctuality
  /// All files that the numbers depend on, by name.
  package let inputs: [String]

  /// How every table was read.
  package let tables: [TableReport]

  /// The project's language.
  package let language: Language

  /// How many reported numbers contradict each other, so that none of them counts.
  package let contradicting: Int

  /// Indicators whose numbers only rise over the year although they are added up.
  package let rising: [RisingNumbers]

  /// Where the tiles of units and communes lie.
  package let tiles: [TilePlace]

  /// The shapes of units and communes, where the project has a map.
  package let map: MapOutlines?
  /// How tables of database servers were read.
  package let databases: [DatabaseReading]

  /// What units stated at some of the coordinates, and what counts in its stead where it was corrected.
  package func statements(
    at holds: (Coordinates) -> Bool
  ) -> [Coordinates: StatedNumber] {
    ledger.statements(at: holds)
  }

  /// What is left out of every number because of errors that the settings accept.
  package var leftOut: LeftOut {
    files.map(\.leftOut).reduce(LeftOut(numbers: contradicting), +)
  }

  /// The half-years from the first activity to the last, oldest first.
  package var halfYears: [Period] {
    guard let span = reportedDays.span else { return [] }
    var periods = [book.calendar.halfYear(holding: span.upperBound)]
    while book.calendar.days(of: periods[0]).lowerBound > span.lowerBound {
      periods.insert(periods[0].previous, at: 0)
    }
    return periods
  }

  /// The latest half-year with any record or reported number.
  package var lastHalfYear: Period? {
    let reported = reportedPeriods.map {
      book.calendar.halfYear(holding: book.calendar.days(of: $0).upperBound.previous)
    }
    return (halfYears + reported).max {
      book.calendar.days(of: $0).lowerBound < book.calendar.days(of: $1).lowerBound
    }
  }

  /// The period within which the registers begin, and the first day that they hold.
  package func lateStart(in periods: [Period]) -> (period: Period, day: Day)? {
    periods.lazy.compactMap { period in book.registersBegin(in: period).map { (period, $0) } }.first
  }

  /// The periods of which reports are to be expected: the half-years from the first activity to the last one that
  /// has come, and the periods for which any unit reports numbers of its own.
  package var expectedPeriods: [Period] {
    let past = halfYears.filter { book.calendar.days(of: $0).lowerBound <= Today.day }
    let all = past + reportedPeriods.filter { !past.contains($0) }
    return all.sorted {
      let (left, right) = (book.calendar.days(of: $0), book.calendar.days(of: $1))
      return (left.lowerBound, left.upperBound) < (right.lowerBound, right.upperBound)
    }
  }

  /// Whether units report numbers of their own.
  package var hasSubmissions: Bool { !reporters.isEmpty }

  /// Whether a unit has an activity or a number of its own in a period, or owes none. A number of a longer period
  /// stands for its parts where these are of the same indicator.
  package func hasAnything(unit: Int, in period: Period) -> Bool {
    if hasOwn(unit: unit, in: period) { return true }
    // What became part of it within the period has reported for it.
    guard book.roster.hasSuccession else { return false }
    return book.roster.units(becoming: unit, within: book.calendar.days(of: period))
      .contains { hasOwn(unit: $0, in: period) }
  }

  /// Whether a unit states a number of exactly a period, which is for those that it was made from, too.
  package func hasWhole(unit: Int, of period: Period) -> Bool {
    (reporters[period] ?? [:]).values.contains { $0.contains(unit) }
  }

  private func hasOwn(unit: Int, in period: Period) -> Bool {
    if hasActivities(unit: unit, in: period) { return true }
    let days = book.calendar.days(of: period)
    let own = reporters[period] ?? [:]
    let hasReported = reporters.contains { other, numbers in
      let others = book.calendar.days(of: other)
      guard others.overlaps(days) else { return false }
      let isLonger = others != days && others.contains(days)
      return numbers.contains { indicator, units in
        units.contains(unit) && (!isLonger || own.isEmpty || own[indicator] != nil)
      }
    }
    return hasReported || !isAsked(unit, for: own.keys, in: period)
  }

  /// Whether a unit is asked for any of some numbers in a period; for the rows of registers where there are none.
  private func isAsked(
    _ unit: Int, for ids: some Collection<String>, in period: Period
  ) -> Bool {
    let asked = book.plan.indicators.filter { ids.contains($0.id) }
    return asked.isEmpty
      || asked.contains { $0.scope.holds(for: unit, in: period, of: book.roster, book.calendar) }
  }

  /// Whether a unit has an activity on some day of a period.
  package func hasActivities(unit: Int, in period: Period) -> Bool {
    reportedDays.contains(unit: unit, in: book.calendar.days(of: period))
  }
}
