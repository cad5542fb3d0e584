import ClusterMetrics

/// The year of a table whose title says "6 tháng đầu năm" and no year, by the day on which it was signed: "An Bình, ngày 25
/// tháng 6 năm 2024".
package struct SignedDay {
  /// The year of the part of a year that had begun last on that day.
  package let year: Int
  private let day: Day
  private let period: Period

  /// - Returns: `nil` where no line is a place and a day, where they say several days, or no line says a part of a year.
  package init?(_ lines: [String], _ calendar: ReportingCalendar) {
    let days = lines.filter(SignedDay.isPlaceAndDate).compactMap {
      LooseDate.read($0)?.day ?? SignedDay.month(in: $0)
    }
    guard let day = days.uniqued.only else { return nil }
    let own = day.components.year
    for year in [own, own - 1] {
      let periods = lines.flatMap { PeriodMentions.all(in: $0, year: year) }.uniqued
      guard let period = periods.only else { return nil }
      guard calendar.days(of: period).lowerBound <= day else { continue }
      (self.year, self.day, self.period) = (year, day, period)
      return
    }
    return nil
  }

  /// "Bắc Giang, ngày 18 tháng 6 năm 2024" says where it was signed, and not whose numbers they are.
  package static func isPlaceAndDate(_ text: String) -> Bool {
    guard text.contains("ày") || text.contains("ÀY") else { return false }
    if text.firstMatch(of: commaAndDay) != nil { return true }
    // Without its comma: a few words, and the day.
    guard let day = text.firstMatch(of: dayInWords) else {
      return false
    }
    return text[..<day.range.lowerBound].split(whereSeparator: \.isWhitespace).count <= 4
  }

  // Patterns are read once, and not for every text.
  nonisolated(unsafe) private static let commaAndDay = #/,\s*(?:ngày|Ngày|NGÀY)\b/#
  nonisolated(unsafe) private static let dayInWords =
    #/\b(?:ngày|Ngày)\s+[0-9….]+\s*(?:tháng|/)/#

  /// The end of the month of a line whose day is to be written by hand: "Thanh Hóa, ngày     tháng 6 năm 2024".
  private static func month(in line: String) -> Day? {
    guard let match = line.firstMatch(of: openDay), let month = Int(match.1),
      let year = Int(match.2)
    else { return nil }
    return Day(year: year, month: month, day: 28)
  }
  nonisolated(unsafe) private static let openDay =
    #/ngày[\s.…_]+tháng\s+([0-9]{1,2})\s+năm\s+([0-9]{4})/#.ignoresCase()

  /// What is said of it.
  package var finding: LocalizedText {
    LocalizedText(
      vi:
        "tiêu đề không ghi năm; theo ngày ký \(day.vietnamese), số liệu được tính cho \(period.spoken.vietnamese), hãy kiểm tra lại",
      en: "the title states no year; signed on \(day), it counts as \(period.name), check it")
  }
}
