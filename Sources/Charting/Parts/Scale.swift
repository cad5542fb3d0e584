/// Maps numbers to points along one direction.
public struct Scale: Sendable, Hashable {
  /// The smallest and largest number.
  public var domain: ClosedRange<Double>
  /// The position of the smallest number.
  public var start: Double
  /// The position of the largest number; less than `start` if numbers grow upwards.
  public var end: Double

  /// A linear scale.
  public init(domain: ClosedRange<Double>, from start: Double, to end: Double) {
    self.domain = domain
    self.start = start
    self.end = end
  }

  /// The position of a number.
  public func position(of value: Double) -> Double {
    let span = domain.upperBound - domain.lowerBound
    guard span > 0 else { return start }
    return start + (value - domain.lowerBound) / span * (end - start)
  }
}

/// Round numbers for an axis.
public struct Ticks: Sendable, Hashable {
  /// The numbers, smallest first; they enclose the data.
  public let values: [Double]
  /// The distance between two ticks.
  public let step: Double

  /// Ticks with known values.
  init(values: [Double], step: Double) {
    self.values = values
    self.step = step
  }

  /// Ticks around some numbers: steps of 1, 2, 2.5 or 5 times a power of ten, at most `count` of them, whole for
  /// counts, 0 to 100 for percentages unless all are small.
  ///
  /// - Parameters:
  ///   - range: the least and the greatest of the numbers.
  ///   - kind: the kind of the numbers.
  ///   - count: the most ticks.
  ///   - includesZero: `false` for an axis that covers only the numbers.
  public init(
    around range: ClosedRange<Double>, kind: ValueFormat.Kind, atMost count: Int,
    includesZero: Bool = true
  ) {
    var range = range
    if includesZero {
      range = min(range.lowerBound, 0)...max(range.upperBound, 0)
      let isSmall = range.upperBound > 0 && range.upperBound <= ValueFormat.smallPercent
      if kind == .percent, range.lowerBound >= 0, range.upperBound <= 100, !isSmall {
        range = 0...100
      }
    }
    if range.upperBound - range.lowerBound <= 0 {
      range = range.lowerBound...(range.lowerBound + 1)
    }
    let rough = (range.upperBound - range.lowerBound) / Double(max(count - 1, 1))
    let magnitude = Power.ofTen(Power.exponentOfTen(rough))
    var candidates = [1, 2, 2.5, 5, 10].map { $0 * magnitude }
    candidates += [20, 25, 50].map { $0 * magnitude }
    var chosen = candidates[candidates.count - 1]
    for step in candidates {
      if kind == .count, step.rounded() != step || step < 1 { continue }
      let first = (range.lowerBound / step).rounded(.down)
      let last = (range.upperBound / step).rounded(.up)
      if Int(last - first) + 1 <= max(count, 2) {
        chosen = step
        break
      }
    }
    if kind == .count { chosen = max(1, chosen.rounded(.up)) }
    let step = chosen
    let first = Int((range.lowerBound / step).rounded(.down))
    let last = Int((range.upperBound / step).rounded(.up))
    self.step = step
    values = (first...max(last, first + 1)).map { Double($0) * step }
  }

  /// From the first tick to the last.
  public var domain: ClosedRange<Double> { (values.first ?? 0)...(values.last ?? 1) }
}
