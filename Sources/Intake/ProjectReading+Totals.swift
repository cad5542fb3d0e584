import ClusterMetrics
import Findings
import OfficeWords
import ReportTables
import Settings

/// Totals of clusters, and of the whole, that tables state.
extension Project {
  /// What is stated of clusters, or of the whole.
  ///
  /// - Parameter units: what units reported.
  func totals(
    _ numbers: [ReportedNumber], units: [ReportedNumber], in periods: [Period]
  ) -> StatedTotals {
    let calendar = definition.calendar
    var totals = StatedTotals()
    var stated: [String: [ReportedNumber]] = [:]
    for number in numbers where !number.isNotApplicable {
      if case .unit = number.group { continue }
      stated["\(number.indicator.id) \(number.group)", default: []].append(number)
      guard !number.isCumulative else { continue }
      totals.add(
        number.value, isApproximate: number.isApproximate, of: number.indicator.id,
        for: number.group, calendar.days(of: number.period))
    }
    // Of parts that make up a period what they make, as with units.
    for own in stated.values {
      let (indicator, group) = (own[0].indicator, own[0].group)
      let known = Set(own.lazy.filter { !$0.isCumulative }.map { calendar.days(of: $0.period) })
      let counts = indicator.isCumulative || own.contains(where: \.isCumulative)
      let overTime = indicator.overTime == .none && counts ? .sum : indicator.overTime
      let parts = (own + sums(of: units, besides: own, known)).parts(calendar)
      for days in periods.map(calendar.days(of:)) where !known.contains(days) {
        guard let made = Composition.of(parts, over: days, as: overTime), made.missing.isEmpty
        else { continue }
        totals.add(
          made.value, isApproximate: made.isApproximate, of: indicator.id, for: group, days)
      }
    }
    return totals
  }

  /// What the units of a cluster add up to in periods of which it states nothing itself and each of them has a number: the first quarter
  /// of a half-year whose second one the cluster states.
  ///
  /// - Parameters:
  ///   - stated: what is stated of the cluster.
  ///   - known: the days of which something is.
  private func sums(
    of units: [ReportedNumber], besides stated: [ReportedNumber], _ known: Set<Range<Day>>
  ) -> [ReportedNumber] {
    guard let first = stated.first, case .cluster(let cluster) = first.group,
      first.indicator.addsUp, !first.indicator.isCumulative,
      !stated.contains(where: \.isCumulative)
    else { return [] }
    let numbers = units.filter { number in
      guard case .unit(let unit) = number.group else { return false }
      return number.indicator.id == first.indicator.id && number.figure == .value
        && !number.isNotApplicable && roster.units[unit].cluster == cluster
    }
    return Dictionary(grouping: numbers, by: \.period).values.compactMap { own in
      let days = definition.calendar.days(of: own[0].period)
      let members = roster.units.indices.filter {
        roster.units[$0].cluster == cluster && roster.units[$0].validity.overlaps(days)
      }
      guard !known.contains(days), Set(own.map(\.group)) == Set(members.map { .unit($0) }),
        own.count == members.count
      else { return nil }
      var sum = own[0]
      sum.group = first.group
      sum.value = Quantity(parts: own.reduce(0) { $0 + $1.value.parts })
      sum.isApproximate = own.contains(where: \.isApproximate)
      return sum
    }
  }
}
