/// A few classes of numbers with round limits, as a map shows them; with a target, two: numbers below it, and those
/// that reach it.
///
/// Limits divide the range evenly. If most numbers would then be in one class, each class gets about as many instead.
public struct ValueClasses: Sendable, Hashable {
  /// Templates for the names of classes; `{}` is replaced by a limit.
  public struct Names: Sendable, Hashable {
    /// "dưới {}"
    public var below: String
    /// "{} đến dưới {}"
    public var between: String
    /// "từ {} trở lên"
    public var from: String

    /// Templates for the names of classes.
    public init(below: String, between: String, from: String) {
      (self.below, self.between, self.from) = (below, between, from)
    }
  }

  /// The lower limits of all classes but the first, in ascending order.
  public let limits: [Double]

  /// Classes for some numbers.
  ///
  /// - Parameters:
  ///   - numbers: the numbers to classify, in any order.
  ///   - format: the format of the limits.
  ///   - target: the only limit, if given.
  ///   - most: the greatest number of classes.
  public init(_ numbers: [Double], format: ValueFormat, target: Double? = nil, atMost most: Int = 5)
  {
    if let target {
      limits = [target]
      return
    }
    let distinct = Set(numbers).sorted()
    guard distinct.count > 1, let least = distinct.first, let highest = distinct.last else {
      limits = []
      return
    }
    guard distinct.count > most || distinct.contains(where: { $0.rounded() != $0 }) else {
      // If there are only a few whole numbers, each is a class.
      limits = Array(distinct.dropFirst())
      return
    }
    let even = ValueClasses.even(least...highest, format, most)
    let full = ValueClasses.full(numbers.sorted(), format, most)
    limits =
      ValueClasses.largest(even, numbers) * 10 <= numbers.count * 6 || full.isEmpty
        || ValueClasses.largest(full, numbers) >= ValueClasses.largest(even, numbers) ? even : full
  }

  private static func even(
    _ range: ClosedRange<Double>, _ format: ValueFormat, _ most: Int
  ) -> [Double] {
    let ticks = Ticks(
      around: range, kind: format.kind == .percent ? .measure : format.kind, atMost: most + 1,
      includesZero: false)
    return ticks.values.filter { $0 > range.lowerBound && $0 <= range.upperBound }
  }

  /// Quantiles, rounded to a step that suits the range.
  private static func full(_ sorted: [Double], _ format: ValueFormat, _ most: Int) -> [Double] {
    let count = min(most, 4)
    guard sorted.count >= count * 2 else { return [] }
    let step =
      Ticks(
        around: sorted[0]...sorted[sorted.count * 9 / 10],
        kind: format.kind == .percent ? .measure : format.kind, atMost: 21, includesZero: false
      ).step
    let limits = (1..<count).map { number in
      (sorted[sorted.count * number / count] / step).rounded() * step
    }
    return Set(limits).filter { $0 > sorted[0] && $0 <= sorted[sorted.count - 1] }.sorted()
  }

  private static func largest(_ limits: [Double], _ numbers: [Double]) -> Int {
    let places = numbers.map { number in limits.count { $0 <= number } }
    return Dictionary(grouping: places) { $0 }.values.map(\.count).max() ?? 0
  }

  /// The number of classes.
  public var count: Int { limits.count + 1 }

  /// The index of the class that contains a number, from 0.
  public func index(of number: Double) -> Int { limits.count { $0 <= number } }

  /// The names of the classes, in ascending order.
  public func names(_ names: Names, _ format: ValueFormat) -> [String] {
    func filled(_ template: String, _ numbers: Double...) -> String {
      numbers.reduce(template) { text, number in
        guard let place = text.firstRange(of: "{}") else { return text }
        return text.replacingCharacters(in: place, with: format.text(number))
      }
    }
    guard let first = limits.first, let last = limits.last else { return [] }
    return [filled(names.below, first)]
      + zip(limits, limits.dropFirst()).map { filled(names.between, $0, $1) }
      + [filled(names.from, last)]
  }

  /// The colour of a class: the higher, the darker.
  func color(_ index: Int, _ theme: Theme) -> Color {
    let share = count > 1 ? Double(index) / Double(count - 1) : 0.5
    return theme.background.mixed(with: theme.companion, by: 0.1 + 0.72 * share)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
