import ClusterMetrics
import Findings
import Foundation
import OrderedCollections
import ReportTables
import Settings

/// Finds indicators whose months are added up although their numbers only ever rise: they count from the beginning of
/// the year, or count what exists, and a sum of them is wrong without a word.
///
/// Numbers of single months rise and fall. That m of them rise by chance has the probability 1/m! (of equal ones more);
/// all units and years together must make it less than one in a million.
package struct RisingNumbers: Sendable {
  /// What the numbers seem to be.
  package enum Kind: Sendable {
    /// Counted from the beginning of the year.
    case cumulative
    /// What exists.
    case stock
    /// One of the two.
    case either
  }

  package let indicator: Indicator
  package let kind: Kind
  /// How many units' numbers only rise, and how many units report over time.
  package let rising: Int
  package let units: Int
  /// Whether the numbers do not even rise: each unit reports the same one every time, or nearly so.
  package let isConstant: Bool

  /// Whether they are only closer together than what happens by chance: people decide what that means.
  private var isOnlyClose = false
  /// How many numbers of a year the longest course has.
  private let longest: Int

  /// How many of them must rise before they are taken for cumulative unasked: a season makes all units rise at once.
  private static let leastDecided = 5

  /// How many units must report the same number again and again.
  private static let leastConstant = 3

  /// How many numbers of one length a unit must have in a year.
  private static let least = 3
  /// The natural logarithm of how unlikely it must be.
  private static let evidence = log(1_000_000.0)
  /// The share of units that may have a slip.
  private static let mostFalling = 0.1

  /// The largest of a unit's numbers over the least, of what hardly changes, and how large they must be: of n things that happen
  /// by chance about √n more or less do.
  private static let (mostSwing, leastSteady) = (1.08, 200.0)

  private static func isSteady(_ values: [Double]) -> Bool {
    guard let least = values.min(), let most = values.max() else { return false }
    return least >= leastSteady && most <= least * mostSwing
  }

  /// How unlikely two numbers that follow each other are as close as they are, as a natural logarithm, were they of things that
  /// happen by chance: the difference of two Poisson numbers has the standard deviation √(a + b), and those that people report
  /// move more. `nil` of small ones, which are often equal.
  private static func closeness(_ one: Double, _ other: Double) -> Double? {
    guard min(one, other) >= leastClose else { return nil }
    let width = 2 * abs(one - other) + 1
    return log(min(1, width / (2 * Double.pi * (one + other)).squareRoot()))
  }
  private static let leastClose = 20.0
  /// The natural logarithm of how unlikely all of them must be, and of how many units they must be.
  private static let (closeEvidence, leastClosely) = (log(1 / 2000.0), 3)

  private static func logFactorial(_ count: Int) -> Double {
    (1...count).reduce(0) { $0 + log(Double($1)) }
  }

  /// - Parameter numbers: what was reported, each place once.
  package static func all(
    in numbers: [ReportedNumber], _ calendar: ReportingCalendar
  ) -> [RisingNumbers] {
    var byIndicator: OrderedDictionary<String, [ReportedNumber]> = [:]
    let alone = Set(numbers.lazy.filter(\.isOfPeriodAlone).map(\.indicator.id))
    for number in numbers where number.isAddedUp && !alone.contains(number.indicator.id) {
      byIndicator[number.indicator.id, default: []].append(number)
    }
    return byIndicator.values.compactMap { own in
      addUp(own, calendar) ? nil : RisingNumbers(own, calendar)
    }
  }

  /// Whether the numbers of longer periods are the sums of those within them, so that nothing counts from the year's
  /// beginning: the first quarter of three months, with most of those who say both.
  private static func addUp(
    _ numbers: [ReportedNumber], _ calendar: ReportingCalendar
  ) -> Bool {
    var (right, wrong) = (0, 0)
    for own in Dictionary(grouping: numbers, by: \.group).values {
      for whole in own where whole.period.months > 1 {
        let days = calendar.days(of: whole.period)
        let parts = own.filter {
          $0.period.months < whole.period.months && days.contains(calendar.days(of: $0.period))
        }
        let length = parts.first?.period.months ?? 0
        guard length > 0, parts.allSatisfy({ $0.period.months == length }),
          parts.count * length == whole.period.months
        else { continue }
        let isSum = parts.map(\.value).reduce(.zero, +) == whole.value
        (right, wrong) = (right + (isSum ? 1 : 0), wrong + (isSum ? 0 : 1))
      }
    }
    return right > 1 && right > wrong
  }

  /// - Parameter numbers: those of one indicator.
  private init?(_ numbers: [ReportedNumber], _ calendar: ReportingCalendar) {
    var courses: [YearCourse: [(end: Int, value: Double)]] = [:]
    for number in numbers {
      guard let course = YearCourse(number, calendar) else { continue }
      let end = calendar.days(of: number.period).upperBound
      courses[course, default: []].append((Int(end.number), number.value.doubleValue))
    }
    var unlikely = 0.0
    var ratios: [Double] = []
    var (rising, falling, constant): (Set<Int>, Set<Int>, Set<Int>) = ([], [], [])
    var (steady, moving): (Set<Int>, Set<Int>) = ([], [])
    var (close, apart): (Set<Int>, Set<Int>) = ([], [])
    var closely = 0.0
    for (course, points) in courses where points.count > 1 {
      let values = points.sorted { $0.end < $1.end }.map(\.value)
      let pairs = zip(values, values.dropFirst()).map(RisingNumbers.closeness)
      guard pairs.allSatisfy({ $0.map { $0 < 0 } ?? false }) else {
        apart.insert(course.unit)
        continue
      }
      close.insert(course.unit)
      closely += pairs.reduce(0) { $0 + ($1 ?? 0) }
    }
    for (course, points) in courses where points.count >= RisingNumbers.least {
      let values = points.sorted { $0.end < $1.end }.map(\.value)
      guard let first = values.first, let last = values.last else { continue }
      guard Set(values).count > 1 else {
        // One a month is what many report; zero says nothing.
        if first > 1 { constant.insert(course.unit) }
        continue
      }
      if RisingNumbers.isSteady(values) {
        steady.insert(course.unit)
      } else {
        moving.insert(course.unit)
      }
      guard zip(values, values.dropFirst()).allSatisfy({ $0 <= $1 }) else {
        falling.insert(course.unit)
        continue
      }
      rising.insert(course.unit)
      let equal = Dictionary(grouping: values) { $0 }.values.map(\.count)
      unlikely +=
        RisingNumbers.logFactorial(values.count)
        - equal.map(RisingNumbers.logFactorial).reduce(0, +)
      // As a share of what a number counted from the beginning would have become.
      if first > 0 { ratios.append(last / first / Double(values.count)) }
    }
    let units = rising.union(falling).count
    indicator = numbers[0].indicator
    longest = courses.values.map(\.count).max() ?? 0
    if rising.isEmpty, falling.isEmpty, constant.count >= RisingNumbers.leastConstant {
      (self.rising, self.units, kind, isConstant) = (constant.count, constant.count, .stock, true)
      return
    }
    // Herds and schools hardly change from month to month; what happens does.
    steady.formUnion(constant)
    if moving.isEmpty, steady.count >= RisingNumbers.leastConstant {
      (self.rising, self.units, kind, isConstant) = (steady.count, steady.count, .stock, true)
      return
    }
    let onlyRise =
      unlikely >= RisingNumbers.evidence
      && Double(falling.count) <= Double(units) * RisingNumbers.mostFalling
    if !onlyRise, apart.isEmpty, close.count >= RisingNumbers.leastClosely,
      closely <= RisingNumbers.closeEvidence
    {
      (self.rising, self.units, kind, isConstant) = (close.count, close.count, .stock, true)
      isOnlyClose = true
      return
    }
    guard onlyRise else { return nil }
    isConstant = false
    self.rising = rising.subtracting(falling).count
    self.units = units
    switch Ranking.median(of: ratios) {
    case let share? where (0.4...2.5).contains(share): kind = .cumulative
    case let share? where share * Double(longest) < 1.5: kind = .stock
    default: kind = .either
    }
  }

  /// What they are to be taken for; `nil` where both can be.
  package var course: SettingsText.Course? {
    switch kind {
    case .cumulative: longest < RisingNumbers.leastDecided ? nil : .cumulative
    case .stock: isOnlyClose ? nil : .stock
    case .either: nil
    }
  }

  /// What the numbers do over the periods of a year.
  package var observed: LocalizedText {
    isConstant
      ? LocalizedText(vi: "hầu như không thay đổi", en: "hardly change")
      : LocalizedText(vi: "chỉ tăng, không giảm", en: "only rise")
  }

  /// What to do about it.
  package var finding: Finding {
    let (name, id) = (indicator.name, indicator.id)
    let all = rising == units
    let remedy: LocalizedText =
      switch kind {
      case .cumulative:
        LocalizedText(
          vi:
            "nếu là lũy kế từ đầu năm, hãy khai báo cumulative: year; nếu là số hiện có tại thời điểm báo"
            + " cáo, hãy khai báo over_time: last",
          en:
            "if they count from the beginning of the year, set cumulative: year; if they are what exists at"
            + " the time of the report, set over_time: last")
      case .stock, .either:
        LocalizedText(
          vi:
            "nếu là số hiện có tại thời điểm báo cáo, hãy khai báo over_time: last; nếu là lũy kế từ đầu năm,"
            + " hãy khai báo cumulative: year",
          en:
            "if they are what exists at the time of the report, set over_time: last; if they count from the"
            + " beginning of the year, set cumulative: year")
      }
    return Finding(
      .risingNumbers, .warning, at: .init(file: ProjectFile.name), about: id,
      vi:
        "\(name.vietnamese) (\(id)): số của \(all ? "cả " : "")\(rising)\(all ? "" : "/\(units)") đơn vị qua các kỳ trong năm"
        + " \(observed.vietnamese), nhưng các kỳ đang được cộng lại (over_time: sum); \(remedy.vietnamese)",
      en:
        "\(name.english) (\(id)): over the year the numbers of \(all ? "all " : "")\(rising)\(all ? "" : " of \(units)")"
        + " units \(observed.english), but the periods are added up (over_time: sum); \(remedy.english)"
    )
  }
}
