import ClusterMetrics
import Findings
import OfficeWords
import TableReading
import ReportTables
import Settings
import Tables

/// All activities and numbers of a project as they were read: names resolved, each with the row that it stands in.
package struct ProjectContents {
  /// A text or a number of an activity.
  package enum Cell: Sendable, Hashable {
    case text(String?)
    case number(Quantity?)
  }

  package struct ActivityColumn: Sendable, Hashable {
    /// As the settings call it.
    package var id: String
    package var isNumber: Bool
  }

  package struct Activity: Sendable {
    package var place: Finding.Place
    package var day: Day
    /// Another day, where only a month or a span is known.
    package var lastDay: Day
    /// Its number in the roster.
    package var unit: Int
    package var commune: Int?
    /// One for each column.
    package var cells: [Cell]
  }

  package struct Number: Sendable {
    package var place: Finding.Place
    package var period: Period
    package var group: Group
    package var indicator: String
    /// "value", "plan", "cumulative", "last-year".
    package var figure: String
    /// `nil` where the question does not arise.
    package var value: Quantity?
    package var isApproximate: Bool
    /// Of a plan the day from which it holds.
    package var from: Day?
  }

  package let columns: [ActivityColumn]
  package let numbers: [Number]
  package let log: FindingLog
  private let rows: ContentsFold
  private let texts: [[String?]]

  /// How many activities there are.
  package var activityCount: Int { rows.count }

  /// The activities, file after file, in the order of their rows.
  package var activities: some Sequence<Activity> {
    rows.batches.lazy.flatMap { batch in
      (0..<batch.days.count).lazy.map { row in activity(row, of: batch) }
    }
  }

  private func activity(_ row: Int, of batch: ContentsFold.Batch) -> Activity {
    let cells =
      batch.categories.indices.map { category -> Cell in
        let number = Int(batch.categories[category][row])
        return .text(number < 0 ? nil : texts[category][number])
      }
      + batch.measures.map { measure in
        .number(
          measure[row] == ActivityBatch.noMeasure ? nil : Quantity(parts: Int128(measure[row])))
      }
    let commune = batch.communes[row]
    return Activity(
      place: .init(file: batch.source.file, sheet: batch.source.sheet, row: Int(batch.rows[row])),
      day: Day(number: batch.days[row]), lastDay: Day(number: batch.lastDays[row]),
      unit: Int(batch.units[row]),
      commune: commune == ActivityBatch.noCommune ? nil : Int(commune), cells: cells)
  }

  fileprivate init(
    columns: [ActivityColumn], numbers: [Number], log: FindingLog, rows: ContentsFold,
    texts: [[String?]]
  ) {
    (self.columns, self.numbers, self.log, self.rows) = (columns, numbers, log, rows)
    self.texts = texts
  }
}

/// Keeps what was read, batch after batch.
private struct ContentsFold: ActivityFold {
  struct Batch {
    var source: TableSource
    var days: [Int32]
    var lastDays: [Int32]
    var rows: [Int32]
    var units: [Int32]
    var communes: [Int32]
    var categories: [[Int32]]
    var measures: [[Int64]]
  }

  /// Places among the categories of the schema.
  let categories: [Int]
  private(set) var batches: [Batch] = []

  init(categories: [Int]) { self.categories = categories }

  var count: Int { batches.reduce(0) { $0 + $1.days.count } }

  mutating func fold(_ batch: ActivityBatch, from source: TableSource, shift: Int) {
    guard batch.count > 0 else { return }
    batches.append(
      Batch(
        source: source, days: Array(batch.days),
        lastDays: (0..<batch.count).map { batch.lastDay($0) },
        rows: batch.rows.map { $0 + Int32(shift) }, units: Array(batch.units),
        communes: Array(batch.communes), categories: categories.map { Array(batch.category($0)) },
        measures: (0..<batch.measureCount).map { Array(batch.measure($0)) }))
  }

  mutating func merge(_ other: ContentsFold) { batches += other.batches }
}

extension Project {
  /// Reads everything that the project holds.
  package func contents(
    progress: (String) -> Void = { _ in }
  ) throws(PlanError) -> ProjectContents {
    let measures = definition.checks.flatMap(\.columns)
    let numbers = try TallyPlan(indicators: tallied, measures: measures).schema.measures
    // What is added up is a number, whatever else is asked of it.
    let columns = definition.textColumns.map(\.id).filter { !numbers.contains($0) }
    let plan = try TallyPlan(
      indicators: tallied, columns: columns, measures: measures)
    let places = columns.compactMap { plan.schema.categories.firstIndex(of: CategoryColumn($0)) }
    let empty = ContentsFold(categories: places)
    let (submissions, reading) = settled(plan, progress: progress, makeFold: { empty })
    let reported = submissions.numbers.map { number in
      ProjectContents.Number(
        place: number.place, period: number.period, group: number.group,
        indicator: number.indicator.id,
        // Numbers of some indicators count from the beginning of the year without a word in their row.
        figure: (number.figure == .value && number.isCumulative ? Figure.cumulative : number.figure)
          .rawValue,
        value: number.isNotApplicable ? nil : number.value, isApproximate: number.isApproximate,
        from: number.from)
    }
    return ProjectContents(
      columns: places.indices.map { .init(id: columns[$0], isNumber: false) }
        + plan.schema.measures.map { .init(id: $0, isNumber: true) },
      numbers: reported, log: reading.log, rows: reading.fold,
      texts: places.map { reading.vocabularies[$0].texts })
  }
}
