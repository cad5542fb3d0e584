import ClusterMetrics
import Findings
import Settings

/// Tallies activities, and notes on which days there are any.
struct TallyFold: ActivityFold {
  var accumulator: TallyAccumulator
  var days: ReportedDays

  mutating func fold(_ batch: ActivityBatch, from source: TableSource, shift: Int) {
    accumulator.fold(batch)
    days.fold(batch)
  }

  mutating func merge(_ other: TallyFold) {
    accumulator.merge(other.accumulator)
    days.merge(other.days)
  }
}

/// Gathers the rows behind a tally.
struct TraceFold: ActivityFold {
  let tracer: Tracer
  private(set) var found: [(place: Finding.Place, entry: Tracer.Entry)] = []

  init(tracer: Tracer) { self.tracer = tracer }

  mutating func fold(_ batch: ActivityBatch, from source: TableSource, shift: Int) {
    for var entry in tracer.entries(in: batch) {
      entry.row += shift
      found.append((.init(file: source.file, sheet: source.sheet, row: entry.row), entry))
    }
  }

  mutating func merge(_ other: TraceFold) { found += other.found }
}
