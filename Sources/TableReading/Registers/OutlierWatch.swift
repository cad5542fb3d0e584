import ClusterMetrics
import Findings
import ReportTables
import Tables

/// Finds cells of a measure that are far above all others of the same activity: a zero too many, or a number in
/// the wrong column.
///
/// A cell is far above where it is over a hundred times the median of at least four others. Of a long register
/// the median is that of the first thousand, so that all others cost a comparison each.
struct OutlierWatch {
  /// A cell, and the median of the others.
  package struct Found {
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
  /// By measure the lowest threshold of a full sample.
  private let settled = PlainList<Int64>()
  /// By activity how many of its samples still grow, and how many do in all.
  private let open = PlainList<Int32>()
  private var openGroups = 0
  private var samples: [[Cell]] = []
  private var medians: [Int64] = []
  private var late: [Found] = []
  private var isFree = false
  /// Activities that are not looked at: not all of their rows come, and none is far from the others.
  var ignored: Set<Int32> = []

  init(measureCount: Int) {
    self.measureCount = measureCount
    for _ in 0..<measureCount { settled.append(.max) }
  }

  mutating func add(_ batch: ActivityBatch, table: Int, shift: Int) {
    guard measureCount > 0, !isFree else { return }
    let activities = batch.category(0)
    guard let last = highest(activities) else { return }
    guard Int(last) < OutlierWatch.mostTexts else {
      isFree = true
      return
    }
    makeRoom(forActivity: last)
    // Nearly always no cell of a block is above what is kept of any activity whose sample is full.
    let isAbove = (0..<measureCount).contains { measure in
      OutlierWatch.bound(of: batch.measure(measure)) > settled.start[measure]
    }
    guard isAbove || openGroups > 0 else { return }
    for index in 0..<batch.count {
      let activity = activities[index]
      guard activity >= 0, isAbove || open.start[Int(activity)] > 0 else { continue }
      for measure in 0..<measureCount {
        let value = batch.measure(measure)[index]
        // An empty cell is the least of all values.
        let group = Int(activity) &* measureCount &+ measure
        guard value > thresholds.start[group], ignored.isEmpty || !ignored.contains(activity)
        else { continue }
        keep(
          Cell(
            table: Int32(table), row: Int32(clamping: Int(batch.rows[index]) + shift), value: value),
          group)
      }
    }
  }

  /// The highest number of an activity, or that for which there is room, if none is higher; `nil` where there is none.
  private func highest(_ activities: UnsafeBufferPointer<Int32>) -> Int32? {
    let room = Int32(thresholds.count / measureCount)
    if OutlierWatch.bound(of: activities) < room { return room - 1 }
    return activities.max().flatMap { $0 < 0 ? nil : max($0, room - 1) }
  }

  /// At least as much as the highest of the values, and less than twice that where none is negative.
  ///
  /// An empty cell has the sign bit alone, which is left out. Bits are joined by `or`, of several values at once: few
  /// processors compare numbers of 64 bits side by side.
  private static func bound<Number: FixedWidthInteger & SIMDScalar>(
    of column: UnsafeBufferPointer<Number>
  ) -> Number {
    var bits: Number = 0
    var wide = SIMD8<Number>(repeating: 0)
    let whole = column.count & ~7
    if let start = UnsafeRawPointer(column.baseAddress) {
      for index in stride(from: 0, to: whole, by: 8) {
        wide |= start.loadUnaligned(
          fromByteOffset: index &* MemoryLayout<Number>.stride, as: SIMD8<Number>.self)
      }
    }
    for lane in wide.indices { bits |= wide[lane] }
    for index in whole..<column.count { bits |= column[index] }
    return bits & .max
  }

  private mutating func makeRoom(forActivity last: Int32) {
    let needed = (Int(last) + 1) * measureCount
    while thresholds.count < needed {
      thresholds.append(.min)
      samples.append([])
      medians.append(0)
    }
    while open.count <= Int(last) {
      open.append(Int32(measureCount))
      openGroups += measureCount
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
    if thresholds.start[group] == .min {
      open.start[group / measureCount] -= 1
      openGroups -= 1
    }
    let (product, isTooLarge) = median.multipliedReportingOverflow(by: OutlierWatch.factor)
    thresholds.start[group] = median > 0 && !isTooLarge ? product : .max
    let measure = group % measureCount
    settled.start[measure] = min(settled.start[measure], thresholds.start[group])
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
