import ClusterMetrics

/// The time before or after a day or a change that a heading says: "Trước 01/7/2025", "Sau sáp nhập".
package struct TimeAround {
  /// Its days within the table's year; `nil` where nobody knows where it begins or ends.
  package var days: Range<Day>?

  /// - Parameter year: that of the table.
  package init?(_ heading: String, year: Int?) {
    guard heading.utf8.count < 80, let first = heading.first, "TtSs".contains(first) else {
      return nil
    }
    if let match = heading.wholeMatch(of: TimeAround.day)?.output {
      let own = match.year.flatMap { Int($0) } ?? year
      guard let own, own == year, let day = Int(match.day), let month = Int(match.month),
        let turn = Day(year: own, month: month, day: day)
      else { return }
      let whole = ReportingCalendar.calendarMonths.days(of: .year(own))
      let isBefore = NameKey(match.side).text == TimeAround.before
      days = isBefore ? whole.lowerBound..<turn : turn..<whole.upperBound
      if days?.isEmpty ?? false { days = nil }
      return
    }
    guard heading.wholeMatch(of: TimeAround.change) != nil else { return nil }
  }

  private static let before = NameKey("trước").text
  nonisolated(unsafe) private static let day =
    #/(?<side>Trước|Sau)(?: ngày)? (?<day>[0-9]{1,2})\/(?<month>[0-9]{1,2})(?:\/(?<year>[0-9]{4}))?/#
    .ignoresCase()
  nonisolated(unsafe) private static let change =
    #/(?:Trước|Sau)(?: khi)? (?:sáp nhập|sắp xếp|hợp nhất|chia tách|kiện toàn)(?: ?\([^()]*\))?/#
    .ignoresCase()
}
