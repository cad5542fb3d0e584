import ClusterMetrics
import Findings
import TableReading
import Settings

/// Tallies activities, and notes on which days there are any.
package struct TallyFold: ActivityFold {
  package var accumulator: TallyAccumulator
  package var days: ReportedDays

  package init(accumulator: TallyAccumulator, days: ReportedDays) {
    (self.accumulator, self.days) = (accumulator, days)
  }

  package mutating func fold(_ batch: ActivityBatch, from source: TableSource, shift: Int) {
    accumulator.fold(batch)
    days.fold(batch)
  }

  package mutating func merge(_ other: TallyFold) {
    accumulator.merge(other.accumulator)
    days.merge(other.days)
  }
}

/// Gathers the rows behind a tally.
package struct TraceFold: ActivityFold {
  package let tracer: Tracer
  package private(set) var found: [(place: Finding.Place, entry: Tracer.Entry)] = []

  package init(tracer: Tracer) { self.tracer = tracer }

  package mutating func fold(_ batch: ActivityBatch, from source: TableSource, shift: Int) {
    for var entry in tracer.entries(in: batch) {
      entry.row += shift
      found.append((.init(file: source.file, sheet: source.sheet, row: entry.row), entry))
    }
  }

  package mutating func merge(_ other: TraceFold) { found += other.found }
}
