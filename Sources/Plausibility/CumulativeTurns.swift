import ClusterMetrics
import Findings
import OrderedCollections
import ReportTables

/// Finds units that begin to count from the beginning of the year although months are added up: from some month on each
/// number is at least all that came before, and larger than the last one.
///
/// Where most units do so, they are all counted from there (`RisingNumbers`), or the season makes it.
package enum CumulativeTurns {
  /// How many numbers there must be before and from the turn on.
  private static let (leastBefore, leastBehind) = (2, 3)
  /// What those before must make together: small numbers jump.
  private static let leastSum = 10.0
  /// The share of a usual month by which each later number must be larger than the last.
  private static let leastGrowth = 0.3
  /// How many usual months the first of them may have brought at most.
  private static let mostGrowth = 3.0

  /// - Parameters:
  ///   - numbers: what was reported, each place once.
  ///   - known: ids of the indicators that seem to be cumulative as a whole.
  package static func findings(
    _ numbers: [ReportedNumber], _ calendar: ReportingCalendar, _ roster: Roster,
    known: Set<String>
  ) -> [Finding] {
    var byIndicator: OrderedDictionary<String, [YearCourse: [ReportedNumber]]> = [:]
    for number in numbers where number.isAddedUp && !known.contains(number.indicator.id) {
      guard let course = YearCourse(number, calendar) else { continue }
      byIndicator[number.indicator.id, default: [:]][course, default: []].append(number)
    }
    return byIndicator.values.flatMap { courses -> [Finding] in
      let inOrder = courses.mapValues { numbers in
        numbers.sorted {
          calendar.days(of: $0.period).upperBound < calendar.days(of: $1.period).upperBound
        }
      }
      let turns = inOrder.compactMap { course, numbers in
        turn(numbers.map(\.value.doubleValue)).map { (course, numbers, $0) }
      }
      let units = Set(courses.keys.map(\.unit))
      let turning = Set(turns.map(\.0.unit))
      guard turning.count * 2 < units.count || units.count == 1 else { return [] }
      return turns.sorted { ($0.0.unit, $0.0.year) < ($1.0.unit, $1.0.year) }.map {
        finding($0.1, from: $0.2, roster.units[$0.0.unit].name)
      }
    }
  }

  /// From which number on they count from the beginning, if they seem to.
  static func turn(_ values: [Double]) -> Int? {
    guard values.count >= leastBefore + leastBehind else { return nil }
    return (leastBefore...(values.count - leastBehind)).first { turn in
      let (before, behind) = (values[..<turn], values[turn...])
      let sum = before.reduce(0, +)
      let growth = sum / Double(before.count) * leastGrowth
      return sum >= leastSum && before.allSatisfy { $0 > 0 } && behind[turn] >= sum
        && behind[turn] <= sum + sum / Double(before.count) * mostGrowth
        && zip(behind, behind.dropFirst()).allSatisfy { $1 >= $0 + growth }
    }
  }

  private static func finding(
    _ numbers: [ReportedNumber], from turn: Int, _ unit: String
  ) -> Finding {
    let (first, name) = (numbers[turn], numbers[turn].indicator.name)
    func listed(_ text: (ReportedNumber) -> String) -> String {
      numbers.map(text).joined(separator: "; ")
    }
    return Finding(
      .risingNumbers, .warning, at: first.place,
      vi:
        "\(name.vietnamese), \(unit): số của \(first.period.spoken.vietnamese) không nhỏ hơn tổng các kỳ trước đó, và từ đó chỉ tăng"
        + " (\(listed { $0.value.vietnamese })); có thể đơn vị đã chuyển sang ghi lũy kế, hãy kiểm tra lại trước khi cộng",
      en:
        "\(name.english), \(unit): the number of \(first.period.name) is at least the sum of those before, and from there they only"
        + " rise (\(listed { "\($0.value)" })); the unit may have begun to count from the beginning of the year, so check"
        + " them before they are added")
  }
}
