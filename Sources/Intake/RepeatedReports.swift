import ClusterMetrics

/// Finds reports that are the unit's last ones over again: most often last month's file with another title.
///
/// What exists may stay the same from month to month; what happens hardly ever does, number for number.
enum RepeatedReports {
  /// How many numbers above zero must be the same, and how many different ones must be among them.
  private static let (least, leastDistinct) = (5, 3)

  private struct Key: Hashable {
    var unit: Int
    var period: Period
  }

  /// - Parameter numbers: what was reported, each place once.
  static func findings(
    _ numbers: [ReportedNumber], _ roster: Roster
  ) -> [Finding] {
    var reports: [Key: [String: ReportedNumber]] = [:]
    for number in numbers where number.isAddedUp && number.period.months > 0 {
      guard case .unit(let unit) = number.group else { continue }
      reports[Key(unit: unit, period: number.period), default: [:]][number.indicator.id] = number
    }
    return reports.compactMap { key, report -> Finding? in
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
    }.inOrder
  }
}
