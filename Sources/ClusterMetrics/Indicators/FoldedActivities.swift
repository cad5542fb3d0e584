/// The activities behind the rows of a batch if a database has folded several into a row: activities of the same unit,
/// commune and texts, on days that every period contains all or none of.
///
/// A row's day is the first day of its activities. Its measures are the least value of each, which represents all of
/// them in conditions; sums and counts are here. Every array has one element per row.
package struct FoldedActivities: Sendable {
  /// The number of activities.
  package private(set) var times: [Int] = []
  /// `Day.number` of the last of them.
  package private(set) var lastDays: [Int32] = []
  /// For each measure of the schema, the sums in ten-thousandths.
  package private(set) var sums: [[Int128]]
  /// For each measure of the schema, the number of activities with a value.
  package private(set) var stated: [[Int]]

  /// - Parameter measureCount: the number of measures in the schema.
  package init(measureCount: Int) {
    sums = Array(repeating: [], count: measureCount)
    stated = sums.map { _ in [] }
  }

  /// Adds the activities behind the next row.
  package mutating func append(
    times: Int, lastDay: Int32, measures: [(sum: Int128, stated: Int)]
  ) {
    precondition(measures.count == sums.count)
    self.times.append(times)
    lastDays.append(lastDay)
    for (number, measure) in measures.enumerated() {
      sums[number].append(measure.sum)
      stated[number].append(measure.stated)
    }
  }
}

extension ActivityBatch {
  /// The number of activities that a row represents.
  package func times(_ row: Int) -> Int { folded.map { $0.times[row] } ?? 1 }
}

extension TallyAccumulator {
  /// The days from which activities count differently than before: activities between two of them may be folded.
  package var cuts: Set<Day> {
    Set(days.flatMap { [$0.lowerBound, $0.upperBound] })
      .union(firstDays.values.map { Day(number: $0) }).union(placeConditions.changes)
  }

  /// Adds rows that represent several activities each.
  mutating func fold(
    _ hits: [Hit], of batch: ActivityBatch, _ folded: FoldedActivities, into slot: Int,
    _ aggregate: TallyPlan.Slot.Aggregate
  ) {
    switch aggregate {
    case .count, .distinctUnits:
      for hit in hits { counts[slot][Int(hit.cell)] += folded.times[Int(hit.row)] }
    case .stated(let measure):
      for hit in hits { counts[slot][Int(hit.cell)] += folded.stated[measure][Int(hit.row)] }
    case .sum(let measure):
      for hit in hits { sums[slot][Int(hit.cell)] += folded.sums[measure][Int(hit.row)] }
    case .values(let measure):
      // The database keeps values apart that are needed for quantiles.
      let column = batch.measure(measure)
      for hit in hits where column[Int(hit.row)] != ActivityBatch.noMeasure && !hasTooManyValues {
        addValue(
          column[Int(hit.row)], times: folded.times[Int(hit.row)], to: Int(hit.cell), of: slot)
      }
    case .distinctCommunes, .distinct, .submitted:
      preconditionFailure("sets do not count")
    }
  }
}
