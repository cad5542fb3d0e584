import ClusterMetrics
import Findings
import OrderedCollections
import ReportTables

/// Finds plans that some units state for a part of the period for which all others state theirs: most often a column "Kế hoạch" of
/// a half-year that holds the plan of the year. Plans of unlike periods do not add up, and such a unit would have none.
package enum PlanPeriods {
  /// - Parameter reported: what was reported, plans included, each place once.
  package static func findings(
    _ reported: [ReportedNumber], _ roster: Roster, _ calendar: ReportingCalendar
  ) -> [Finding] {
    var plans: OrderedDictionary<String, OrderedDictionary<Int, [ReportedNumber]>> = [:]
    for number in reported where number.figure == .plan && !number.isNotApplicable {
      guard case .unit(let unit) = number.group else { continue }
      plans[number.indicator.id, default: [:]][unit, default: []].append(number)
    }
    return plans.values.flatMap { byUnit in
      OrderedDictionary(grouping: byUnit.values.flatMap(\.self), by: \.period).keys
        .flatMap { partial($0, byUnit, roster, calendar) }
    }
  }

  /// The plans of a part of a period for which most units have theirs.
  private static func partial(
    _ period: Period, _ byUnit: OrderedDictionary<Int, [ReportedNumber]>, _ roster: Roster,
    _ calendar: ReportingCalendar
  ) -> [Finding] {
    let whole = byUnit.values.count { $0.contains { $0.period == period } }
    let days = calendar.days(of: period)
    let others = byUnit.filter { _, numbers in
      numbers.count == 1 && numbers[0].period != period
        && days.contains(calendar.days(of: numbers[0].period))
    }
    guard whole > 1, whole >= others.count * 2 else { return [] }
    return others.map { unit, numbers in
      let number = numbers[0]
      let (name, own) = (number.indicator.name, number.period)
      let unitName = roster.units[unit].name
      return Finding(
        .badPeriod, .warning, at: number.place, about: "plan of \(own.name)",
        vi:
          "\(name.vietnamese), \(unitName): kế hoạch được tính cho \(own.spoken.vietnamese), còn \(whole) đơn vị khác có kế hoạch của"
          + " \(period.spoken.vietnamese) nên không cộng được với nhau; nếu cũng là kế hoạch của \(period.spoken.vietnamese), hãy ghi kỳ này ở tiêu đề"
          + " cột kế hoạch",
        en:
          "\(name.english), \(unitName): the plan counts for \(own.name), but \(whole) other units state theirs for"
          + " \(period.name), so they do not add up; if it is the plan for \(period.name), too, write that period into its header"
      )
    }
  }
}
