import ClusterMetrics
import Findings
import ReportTables

/// Holds what is stated of clusters, and of the whole, against each other: nothing else tells of totals that no unit makes up,
/// such as last year's.
extension CourseChecks {
  private struct Total: Hashable {
    var group: Group
    var indicator: String
  }

  /// - Parameters:
  ///   - reported: what was reported, each place once.
  ///   - made: what the units of a cluster make in a period, where all have reported.
  package func totals(
    _ reported: [ReportedNumber],
    made: (_ indicator: Indicator, _ cluster: Int, _ period: Period) -> Quantity? = { _, _, _ in nil
    }
  ) -> [Finding] {
    var groups: [Total: [ReportedNumber]] = [:]
    for number in reported
    where number.group.isWhole && !number.isNotApplicable
      && [.value, .cumulative].contains(number.figure)
    {
      let key = Total(group: number.group, indicator: number.indicator.id)
      groups[key, default: []].append(number)
    }
    let found = groups.flatMap { key, numbers -> [Finding] in
      let course = course(of: numbers).map { finding in
        var finding = finding
        finding.message = named(key.group, finding.message)
        return finding
      }
      return course + (key.group == .all ? clusters(numbers, groups, made) : [])
    }
    return found.inOrder
  }

  /// Totals of the whole that are not what those of the clusters make.
  private func clusters(
    _ wholes: [ReportedNumber], _ groups: [Total: [ReportedNumber]],
    _ made: (Indicator, Int, Period) -> Quantity?
  ) -> [Finding] {
    wholes.filter(\.indicator.addsUp).compactMap { whole in
      let days = whole.part(calendar).days
      var isStated = false
      let parts = roster.clusters.indices.compactMap { cluster -> ReportedNumber? in
        var part = groups[Total(group: .cluster(cluster), indicator: whole.indicator.id)]?.first {
          $0.part(calendar).days == days
        }
        isStated = isStated || part != nil
        // What only counts up is no sum of the units' own numbers.
        if part == nil, !whole.isCumulative,
          let value = made(whole.indicator, cluster, whole.period)
        {
          var own = whole
          (own.value, own.group) = (value, .cluster(cluster))
          part = own
        }
        return part
      }
      // What units make of the whole is compared with it elsewhere.
      guard parts.count > 1 || roster.clusters.count == 1, !parts.isEmpty, isStated else {
        return nil
      }
      let sum = parts.reduce(Quantity.zero) { $0 + $1.value }
      let isLess = parts.count < roster.clusters.count && sum <= whole.value
      guard !isLess, parts.allSatisfy({ $0.value >= .zero }),
        !agree(whole, sum, isAbout: parts.contains(where: \.isApproximate))
      else { return nil }
      let name = whole.indicator.name
      return Finding(
        .contradictsParts, .warning, at: whole.place,
        vi:
          "\(name.vietnamese), \(whole.period.spoken.vietnamese): số chung của toàn bộ các cụm là \(whole.value.vietnamese), nhưng cộng các"
          + " cụm được \(sum.vietnamese) (\(listed(parts) { $0.value.vietnamese })); số chung được dùng, hãy kiểm tra lại",
        en:
          "\(name.english), \(whole.period.name): the stated total is \(whole.value), but the clusters add up to"
          + " \(sum) (\(listed(parts) { "\($0.value)" })); the stated total is used: check them"
      )
    }
  }

  private func listed(_ parts: [ReportedNumber], _ value: (ReportedNumber) -> String) -> String {
    parts.map { "\(name(of: $0.group)): \(value($0))" }.joined(separator: ", ")
  }

  private func named(_ group: Group, _ message: LocalizedText) -> LocalizedText {
    let name = name(of: group)
    return LocalizedText(
      vi: "\(name.isEmpty ? "Số chung" : name): \(message.vietnamese)",
      en: "\(name.isEmpty ? "The whole" : name): \(message.english)")
  }

  private func name(of group: Group) -> String {
    guard case .cluster(let cluster) = group else { return "" }
    return roster.clusters[cluster].name
  }
}
