/// What stands behind the rows of a batch where a database has made one row of several activities: as many of the same
/// unit, commune and texts, of days that every period holds all or none of.
///
/// A row's day is the first of its activities. Its measures are the least of each, which speaks for all where a condition
/// asks for it; what is added up or counted stands here. Every array has one element a row.
package struct FoldedActivities: Sendable {
  /// How many activities there are.
  package private(set) var times: [Int] = []
  /// `Day.number` of the last of them.
  package private(set) var lastDays: [Int32] = []
  /// By measure of the schema the sum, in ten-thousandths.
  package private(set) var sums: [[Int128]]
  /// By measure of the schema how many of them state it.
  package private(set) var stated: [[Int]]

  /// - Parameter measureCount: how many measures the schema has.
  package init(measureCount: Int) {
    sums = Array(repeating: [], count: measureCount)
    stated = sums.map { _ in [] }
  }

  /// Adds what stands behind the next row.
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
  /// How many activities a row stands for.
  package func times(_ row: Int) -> Int { folded.map { $0.times[row] } ?? 1 }
}

extension TallyAccumulator {
  /// The days from which on activities count otherwise than before: those between two of them may be folded.
  package var cuts: Set<Day> {
    Set(days.flatMap { [$0.lowerBound, $0.upperBound] })
      .union(firstDays.values.map { Day(number: $0) }).union(placeConditions.changes)
  }

  /// Adds rows that stand for several activities each.
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
      // Whoever folds keeps values apart that quantiles are made of.
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
