import ClusterMetrics
import Findings
import ReportTables
import Settings

/// Finds submitted numbers that are far from what the unit reported for other periods.
package enum SubmissionHistory {
  /// How many other periods there must be to see what is far from them; to see a slip of marks or measures, fewer do.
  private static let leastPeriods = 4
  private static let leastForSlips = 2
  /// How large their median must be: small numbers jump.
  private static let leastMedian = 10.0
  private static let factor = 5.0
  /// The same where few periods are known: a mark of thousands in the wrong place, đồng among triệu đồng.
  private static let factorOfSlips = 100.0
  /// How many times a share is below the percentages that it stands among.
  private static let factorOfShares = 20.0

  private struct Key: Hashable {
    var unit: Int
    var indicator: String
    /// Months are compared with months, and half-years with half-years.
    var length: Int
  }

  /// What each period adds to cumulative numbers, as if it had been reported.
  package static func steps(
    _ numbers: [ReportedNumber], _ calendar: ReportingCalendar
  ) -> [ReportedNumber] {
    struct Course: Hashable {
      var group: Group
      var indicator: String
      var year: Day
    }
    let courses = Dictionary(
      grouping: numbers.filter { $0.countsFromNewYear(calendar) && !$0.isNotApplicable }
    ) {
      Course(
        group: $0.group, indicator: $0.indicator.id, year: $0.part(calendar).days.lowerBound)
    }
    return courses.values.flatMap { course -> [ReportedNumber] in
      let course = course.map { ($0, $0.part(calendar).days) }.sorted {
        $0.1.upperBound < $1.1.upperBound
      }
      let first = course.prefix(1).map { number, days in
        var step = number
        step.period = calendar.period(of: days)
        return step
      }
      return first
        + zip(course, course.dropFirst()).compactMap { before, number -> ReportedNumber? in
          guard before.1.upperBound < number.1.upperBound, number.0.value >= before.0.value else {
            return nil
          }
          var step = number.0
          step.period = calendar.period(of: before.1.upperBound..<number.1.upperBound)
          step.value = Quantity(parts: number.0.value.parts - before.0.value.parts)
          return step
        }
    }
  }

  /// - Parameter areSteps: whether the numbers are what periods add to cumulative ones.
  package static func findings(_ numbers: [ReportedNumber], areSteps: Bool = false) -> [Finding] {
    var groups: [Key: [ReportedNumber]] = [:]
    for number in numbers where !number.isNotApplicable {
      guard case .unit(let unit) = number.group else { continue }
      let key = Key(unit: unit, indicator: number.indicator.id, length: number.period.months)
      groups[key, default: []].append(number)
    }
    return groups.values.flatMap { group -> [Finding] in
      guard group.count > 1 else { return [] }
      let values = group.map(\.value.doubleValue).sorted()
      // Of what shows in few periods shares are the nearest.
      let factor = group.count > leastPeriods ? factor : factorOfShares
      return group.compactMap { number -> Finding? in
        let value = number.value.doubleValue
        // Most are near their neighbours, which the ends of all tell.
        let (least, most) = (
          value == values[0] ? values[1] : values[0],
          value == values[values.count - 1] ? values[values.count - 2] : values[values.count - 1]
        )
        guard value > most * factor || value < least / factor else { return nil }
        var others = values
        others.remove(at: values.firstIndex(of: value) ?? 0)
        return share(number, others) ?? finding(number, others, isStep: areSteps)
      }
    }.inOrder
  }

  /// "0,9" where the unit reports 95,5 and 96 otherwise: most often 90 %.
  private static func share(_ number: ReportedNumber, _ others: [Double]) -> Finding? {
    let (value, name) = (number.value, number.indicator.name)
    guard number.indicator.isMeantInPercent, value > .zero, value <= Quantity(1),
      let least = others.min(),
      least > value.doubleValue * factorOfShares,
      let percent = Quantity(value.doubleValue * 100)
    else { return nil }
    return Finding(
      .farFromOthers, .warning, at: number.place,
      vi:
        "\(name.vietnamese), \(number.period.spoken.vietnamese): \(value.vietnamese) được tính là \(value.vietnamese)%, khác xa"
        + " các kỳ khác của đơn vị; nếu là \(percent.vietnamese)%, hãy ghi lại",
      en:
        "\(name.english), \(number.period.name): \(value) counts as \(value)%, far from the unit's other periods; if it is"
        + " \(percent)%, write it so")
  }

  /// Whether a number lies further from the range of others than that is wide. Square roots, because counts that vary by chance
  /// vary alike in them, whatever their size (Bartlett, "The square root transformation in analysis of variance", 1936).
  ///
  /// Balances, which may be negative, jump: one of them is far from the others at twice their width.
  private static func isOutside(_ value: Double, _ others: ClosedRange<Double>) -> Bool {
    guard !others.contains(value) else { return false }
    guard value >= 0, others.lowerBound >= 0 else {
      let gap = max(others.lowerBound - value, value - others.upperBound)
      return gap >= 2 * (others.upperBound - others.lowerBound)
    }
    let (least, most) = (others.lowerBound.squareRoot(), others.upperBound.squareRoot())
    let gap = value < others.lowerBound ? least - value.squareRoot() : value.squareRoot() - most
    return gap >= most - least
  }

  private static func finding(
    _ number: ReportedNumber, _ others: [Double], isStep: Bool
  ) -> Finding? {
    let value = number.value.doubleValue
    let isKnown = others.count >= leastPeriods
    guard let least = others.min(), let most = others.max(),
      isKnown || others.count >= leastForSlips && value > 0 && least >= 0,
      let median = Ranking.median(of: others),
      isKnown ? median >= leastMedian : max(value, median) >= leastMedian * factorOfSlips
    else { return nil }
    let factor = isKnown ? factor : factorOfSlips
    guard value > most * factor || value < least / factor,
      !isKnown || isOutside(value, least...most)
    else { return nil }
    let slip = DigitSlip(value, beside: median, within: 0.67...1.5)
    let (name, period) = (number.indicator.name, number.period)
    let range = (Quantity(least), Quantity(most))
    let origin =
      isStep
      ? LocalizedText(vi: " (theo số lũy kế)", en: " (by the cumulative numbers)")
      : LocalizedText("")
    return Finding(
      .farFromOthers, .warning, at: number.place,
      vi:
        "\(name.vietnamese), \(period.spoken.vietnamese): \(number.value.vietnamese)\(origin.vietnamese) khác xa các kỳ khác của đơn vị (từ"
        + " \(range.0?.vietnamese ?? "") đến \(range.1?.vietnamese ?? ""))"
        + slip.remedy.vietnamese,
      en:
        "\(name.english), \(period.name): \(number.value)\(origin.english) is far from the unit's other periods"
        + " (\(range.0.map { "\($0)" } ?? "") to \(range.1.map { "\($0)" } ?? ""))"
        + slip.remedy.english)
  }
}
