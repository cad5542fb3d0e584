import ClusterMetrics
import Findings
import OfficeWords
import Plausibility
import TableReading
import Settings

extension Project {
  /// The rows behind a tally, with the file and sheet that each stands in.
  ///
  /// - Parameter units: whose rows; those of the tally's group, on the map of the period's last day.
  package func trace(
    _ indicator: Indicator, units: Set<Int>, period: Period
  ) throws(PlanError) -> [(place: Finding.Place, entry: Tracer.Entry)] {
    let plan = try TallyPlan(
      indicators: tallied, measures: definition.checks.flatMap(\.columns))
    let calendar = definition.calendar
    let empty = TraceFold(
      tracer: Tracer(
        indicator, of: plan, units: units, of: roster,
        on: Boundaries(roster, joining: [calendar.days(of: period)]), period: period,
        calendar: calendar))
    let (submissions, reading) = settled(plan, makeFold: { empty })
    let whole = wholeNumbers(submissions.numbers, for: [period], calendar)
    let submitted = whole.flatMap { number in
      (number.submission.map { empty.tracer.entries(in: $0) } ?? []).flatMap { number.traced($0) }
    }
    let found =
      reading.fold.found
      + submitted.map { place, entry in
        let column = databases.holds(place.file) ? nil : place.column
        return (
          Finding.Place(file: place.file, sheet: place.sheet, row: place.row, column: column), entry
        )
      }
    func row(_ place: Finding.Place, _ entry: Tracer.Entry) -> Finding.Place {
      Finding.Place(file: place.file, sheet: place.sheet, row: entry.row)
    }
    let names = databases.names(of: found.lazy.map { row($0.0, $0.1) })
    guard !names.isEmpty else { return found }
    return found.map { place, entry in
      var named = place
      named.key = names[place.file]?.named(row(place, entry)).key
      return (named, entry)
    }
  }

  /// What the project holds, its rows in their order: read again where a table as a whole proves its first rows to have been
  /// read wrongly.
  func settled<Fold: ActivityFold>(
    _ plan: TallyPlan, progress: (String) -> Void = { _ in }, makeFold: @escaping () -> Fold
  ) -> (submissions: Submissions, reading: Reading<Fold>) {
    let catalogue = catalogue()
    let reports = reportTables(catalogue, progress: progress)
    var habits: [TableSource: TableHabits] = [:]
    while true {
      let submissions = readSubmissions(
        catalogue, reports, definition.calendar, habits, progress: progress)
      // Rows come in their order where they are read one after the other.
      let reading = read(
        plan, catalogue, submissions, habits, cuts: nil, cores: 1, progress: progress,
        makeFold: makeFold)
      let lessons = submissions.lessons.merging(reading.lessons) { $1 }
      guard !lessons.isEmpty else { return (submissions, reading) }
      habits.merge(lessons) { $1 }
    }
  }
}
