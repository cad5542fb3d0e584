import ClusterMetrics
import Findings
import OrderedCollections
import ReportTables

/// Finds numbers up to a day, "Tính đến ngày 30/6/2024", that hardly grow through half a year with any unit: they are most
/// likely what exists on that day, such as members of committees, and their difference is no number of the half-year.
package enum StillCounts {
  /// How many units must show it, and how many months lie between the two at least.
  private static let (leastUnits, leastMonths) = (2, 3)
  /// How far the later number may lie from the earlier one.
  private static let range = 0.85...1.15
  /// Of few cases little is told.
  private static let leastCases = 5.0

  /// - Parameter numbers: what was reported, each place once.
  package static func findings(_ numbers: [ReportedNumber], _ calendar: ReportingCalendar)
    -> [Finding]
  {
    // What the settings say counts from the beginning of the year does.
    let counted = numbers.filter {
      $0.figure == .cumulative && !$0.indicator.isCumulative && !$0.isNotApplicable
        && !$0.isOfLastYear
    }
    let byIndicator = OrderedDictionary(grouping: counted) { $0.indicator.id }
    return byIndicator.values.compactMap { finding($0, calendar) }
  }

  private static func finding(
    _ numbers: [ReportedNumber], _ calendar: ReportingCalendar
  ) -> Finding? {
    var courses: OrderedDictionary<YearCourse, [ReportedNumber]> = [:]
    for number in numbers {
      guard let course = YearCourse(number, calendar) else { continue }
      courses[course, default: []].append(number)
    }
    let pairs = courses.values.compactMap { own -> (first: ReportedNumber, last: ReportedNumber)? in
      let inOrder = own.sorted {
        calendar.days(of: $0.period).upperBound < calendar.days(of: $1.period).upperBound
      }
      guard let first = inOrder.first, let last = inOrder.last,
        calendar.days(of: last.period).upperBound.number
          - calendar.days(of: first.period).upperBound.number >= leastMonths * 28
      else { return nil }
      return (first, last)
    }
    guard pairs.count >= leastUnits, pairs.count == courses.count else { return nil }
    let areStill = pairs.allSatisfy { first, last in
      let (before, after) = (first.value.doubleValue, last.value.doubleValue)
      return before >= leastCases && range.contains(after / before)
    }
    guard areStill else { return nil }
    let (first, last) = pairs[0]
    let name = first.indicator.name
    func listed(_ text: (Quantity) -> String) -> String {
      pairs.prefix(3).map { "\(text($0.first.value)) → \(text($0.last.value))" }
        .joined(separator: "; ") + (pairs.count > 3 ? "; …" : "")
    }
    return Finding(
      .risingNumbers, .warning, at: last.place, about: "still \(first.indicator.id)",
      vi:
        "\(name.vietnamese): ở mọi đơn vị, số đến hết \(last.period.spoken.vietnamese) gần bằng số đến hết"
        + " \(first.period.spoken.vietnamese) (\(listed(\.vietnamese))); đang được hiểu là lũy kế từ đầu năm; nếu là số hiện có tại thời"
        + " điểm báo cáo, hãy khai báo over_time: last cho chỉ tiêu",
      en:
        "\(name.english): with every unit the number up to \(last.period.name) is near that up to \(first.period.name)"
        + " (\(listed { "\($0)" })); they are taken to count from the beginning of the year; if they are what exists at the time"
        + " of the report, set over_time: last for the indicator")
  }
}
