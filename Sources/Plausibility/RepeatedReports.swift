import ClusterMetrics
import Findings
import ReportTables

/// Finds reports that are others over again: the unit's last one, most often last month's file with another title, or
/// another unit's of the same time, most often a sheet that was copied and not filled anew.
///
/// What exists may stay the same from month to month; what happens hardly ever does, number for number.
package enum RepeatedReports {
  /// How many numbers above zero must be the same, and how many different ones must be among them.
  private static let (least, leastDistinct) = (5, 3)
  /// The same between units, of which there may be hundreds.
  private static let (leastOfOthers, leastDistinctOfOthers) = (7, 5)

  private struct Key: Hashable {
    var unit: Int
    var period: Period
  }

  /// - Parameter numbers: what was reported, each place once.
  package static func findings(
    _ numbers: [ReportedNumber], _ roster: Roster
  ) -> [Finding] {
    var reports: [Key: [String: ReportedNumber]] = [:]
    for number in numbers where number.isAddedUp && number.period.months > 0 {
      guard case .unit(let unit) = number.group else { continue }
      reports[Key(unit: unit, period: number.period), default: [:]][number.indicator.id] = number
    }
    let copied = copies(reports, roster)
    let repeated = reports.compactMap { key, report -> Finding? in
      guard let before = reports[Key(unit: key.unit, period: key.period.previous)],
        Set(before.keys) == Set(report.keys),
        report.allSatisfy({ before[$0.key]?.value == $0.value.value })
      else { return nil }
      let values = report.values.map(\.value).filter { $0 > .zero }
      guard values.count >= least, Set(values).count >= leastDistinct,
        let first = report.values.min(by: { ($0.place.row ?? 0) < ($1.place.row ?? 0) })
      else { return nil }
      let name = roster.units[key.unit].name
      let (now, last) = (key.period, key.period.previous)
      return Finding(
        .repeatedReport, .warning, at: first.place,
        vi:
          "\(name): cả \(report.count) số của \(now.spoken.vietnamese) giống hệt \(last.spoken.vietnamese); có thể là báo cáo cũ"
          + " đổi tên, hãy kiểm tra lại",
        en:
          "\(name): all \(report.count) numbers of \(now.name) are those of \(last.name); it may be the old report under another"
          + " name, so check it")
    }
    return (repeated + copied).inOrder
  }

  /// Reports of units that have every number in common with another unit's of the same time.
  private static func copies(
    _ reports: [Key: [String: ReportedNumber]], _ roster: Roster
  ) -> [Finding] {
    var first: [Report: Int] = [:]
    // Of two that are the same the first stays unnamed.
    let inOrder = reports.sorted {
      ($0.key.unit, $0.key.period.name) < ($1.key.unit, $1.key.period.name)
    }
    return inOrder.compactMap { key, report -> Finding? in
      let values = report.mapValues(\.value)
      let counted = values.values.filter { $0 > .zero }
      guard counted.count >= leastOfOthers, Set(counted).count >= leastDistinctOfOthers,
        let place = report.values.map(\.place).min(by: { ($0.row ?? 0) < ($1.row ?? 0) })
      else { return nil }
      let own = Report(period: key.period, values: values)
      guard let other = first[own] else {
        first[own] = key.unit
        return nil
      }
      let (name, source) = (roster.units[key.unit].name, roster.units[other].name)
      return Finding(
        .repeatedReport, .warning, at: place,
        vi:
          "\(name): cả \(report.count) số của \(key.period.spoken.vietnamese) giống hệt \(source); có thể là biểu chép từ đơn vị"
          + " khác, hãy kiểm tra lại",
        en:
          "\(name): all \(report.count) numbers of \(key.period.name) are those of \(source); the table may be a copy, so check"
          + " it")
    }
  }

  /// What a unit reported of a period.
  private struct Report: Hashable {
    var period: Period
    var values: [String: Quantity]
  }
}
