import ClusterMetrics

/// Tallies activities, and notes on which days there are any.
struct TallyFold: ActivityFold {
  var accumulator: TallyAccumulator
  var days: ReportedDays

  mutating func fold(_ batch: ActivityBatch, from source: TableSource) {
    accumulator.fold(batch)
    days.fold(batch)
  }

  mutating func merge(_ other: TallyFold) {
    accumulator.merge(other.accumulator)
    days.merge(other.days)
  }
}

/// Gathers the rows behind a tally; one core only, for others do not know the numbers of their rows.
struct TraceFold: ActivityFold {
  let tracer: Tracer
  private(set) var found: [(place: Finding.Place, entry: Tracer.Entry)] = []

  init(tracer: Tracer) { self.tracer = tracer }

  mutating func fold(_ batch: ActivityBatch, from source: TableSource) {
    add(tracer.entries(in: batch), source)
  }

  mutating func add(_ entries: [Tracer.Entry], _ source: TableSource) {
    for entry in entries {
      found.append((.init(file: source.file, sheet: source.sheet, row: entry.row), entry))
    }
  }

  mutating func merge(_ other: TraceFold) { found += other.found }
}
