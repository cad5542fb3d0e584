import ClusterMetrics
import Tables

/// Finds cells of a measure that are far above all others of the same activity: a zero too many, or a number in
/// the wrong column.
///
/// A cell is far above where it is over a hundred times the median of at least four others. Of a long register
/// the median is that of the first thousand, so that all others cost a comparison each.
struct OutlierWatch {
  /// A cell, and the median of the others.
  struct Found {
    var table: Int
    var row: Int
    var measure: Int
    var value: Int64
    var median: Int64
  }

  private struct Cell {
    var table: Int32
    var row: Int32
    var value: Int64
  }

  static let factor: Int64 = 100
  static let leastOthers = 4
  static let sample = 1024
  /// A column with more texts is free text, of which no two are alike.
  private static let mostTexts = 2048
  private static let mostFound = 200

  private let measureCount: Int
  /// By measure and text of the activity the value above which a cell is kept: all, while the sample grows.
  private let thresholds = PlainList<Int64>()
  private var samples: [[Cell]] = []
  private var medians: [Int64] = []
  private var late: [Found] = []
  private var isFree = false
  /// Activities that are not looked at: not all of their rows come, and none is far from the others.
  var ignored: Set<Int32> = []

  init(measureCount: Int) { self.measureCount = measureCount }

  mutating func add(_ batch: ActivityBatch, table: Int, shift: Int) {
    guard measureCount > 0, !isFree else { return }
    let activities = batch.category(0)
    guard let last = activities.max(), last >= 0 else { return }
    guard Int(last) < OutlierWatch.mostTexts else {
      isFree = true
      return
    }
    makeRoom(forActivity: last)
    for measure in 0..<measureCount {
      let column = batch.measure(measure)
      // Nearly always no cell of a block is above what is kept of any activity.
      let lowest = stride(from: measure, to: thresholds.count, by: measureCount).reduce(Int64.max) {
        min($0, thresholds.start[$1])
      }
      if lowest > .min {
        if OutlierWatch.bound(of: column) <= lowest { continue }
      }
      for index in 0..<batch.count {
        // An empty cell is the least of all values.
        let group = Int(activities[index]) &* measureCount &+ measure
        if activities[index] >= 0, column[index] > thresholds.start[group],
          ignored.isEmpty || !ignored.contains(activities[index])
        {
          keep(
            Cell(
              table: Int32(table), row: Int32(clamping: Int(batch.rows[index]) + shift),
              value: column[index]), group)
        }
      }
    }
  }

  /// At least as much as the highest of the values, and less than twice that where none is negative.
  ///
  /// An empty cell has the sign bit alone. Signs are joined by `or` since processors compare numbers of 64 bits
  /// one by one where nothing says that they can do more.
  private static func bound(of column: UnsafeBufferPointer<Int64>) -> Int64 {
    var bits: Int64 = 0
    for value in column { bits |= value & .max }
    return bits
  }

  private mutating func makeRoom(forActivity last: Int32) {
    let needed = (Int(last) + 1) * measureCount
    while thresholds.count < needed {
      thresholds.append(.min)
      samples.append([])
      medians.append(0)
    }
  }

  /// Says the median of a measure of an activity, of which only cells far above come.
  mutating func know(median: Int64, ofActivity activity: Int32, measure: Int) {
    makeRoom(forActivity: activity)
    setMedian(median, Int(activity) * measureCount + measure)
    ignored.remove(activity)
  }

  private mutating func setMedian(_ median: Int64, _ group: Int) {
    medians[group] = median
    let (product, isTooLarge) = median.multipliedReportingOverflow(by: OutlierWatch.factor)
    thresholds.start[group] = median > 0 && !isTooLarge ? product : .max
  }

  private mutating func keep(_ cell: Cell, _ group: Int) {
    guard thresholds.start[group] == .min else {
      guard late.count < OutlierWatch.mostFound else { return }
      late.append(found(cell, group, medians[group]))
      return
    }
    samples[group].append(cell)
    guard samples[group].count == OutlierWatch.sample else { return }
    setMedian(OutlierWatch.median(of: samples[group].map(\.value)), group)
    samples[group].removeAll { $0.value <= thresholds.start[group] }
  }

  private func found(_ cell: Cell, _ group: Int, _ median: Int64) -> Found {
    Found(
      table: Int(cell.table), row: Int(cell.row), measure: group % measureCount, value: cell.value,
      median: median)
  }

  /// The cells, in the order of tables and rows.
  var found: [Found] {
    guard !isFree else { return [] }
    let early = samples.indices.flatMap { group -> [Found] in
      if thresholds.start[group] != .min {
        return samples[group].map { found($0, group, medians[group]) }
      }
      guard samples[group].count > OutlierWatch.leastOthers else { return [] }
      let sorted = samples[group].map(\.value).sorted()
      return samples[group].compactMap { cell in
        let median = OutlierWatch.median(of: sorted, without: cell.value)
        guard median > 0, cell.value / OutlierWatch.factor > median else { return nil }
        return found(cell, group, median)
      }
    }
    return (early + late).sorted { ($0.table, $0.row, $0.measure) < ($1.table, $1.row, $1.measure) }
  }

  private static func median(of values: [Int64]) -> Int64 {
    let sorted = values.sorted()
    return sorted[sorted.count / 2]
  }

  /// The median of sorted values but for one of them.
  private static func median(of sorted: [Int64], without value: Int64) -> Int64 {
    // The place of the median once the value is taken out, which moves all behind it.
    let middle = (sorted.count - 1) / 2
    return sorted[middle] < value ? sorted[middle] : sorted[middle + 1]
  }
}
