import ClusterMetrics
import OfficeWords

/// Headings, titles and labels that say from which day on is counted: "Lũy kế từ 01/7/2025", "Từ ngày 01/7/2025 đến nay".
extension Grid {
  /// "từ ngày 01/7/2025 đến nay", and what stands before and behind it.
  nonisolated(unsafe) private static let sinceDay =
    #/(?<before>^|.*[\s(])từ (?:ngày )?(?<day>[0-9]{1,2}) ?\/ ?(?<month>[0-9]{1,2})(?: ?\/ ?(?<year>[0-9]{4}))?(?<now> đến nay)?(?<behind>(?:[\s,;.)].*)?$)/#
    .ignoresCase()

  /// The grid with the beginning of the year in place of such a day, which the cell keeps: the numbers are cumulative, from that day on.
  func withSinceDays() -> Grid {
    var grid = self
    for (index, row) in rows.enumerated() {
      for (column, item) in row.items.enumerated() where item.kind == .text {
        // Few texts are looked at more closely.
        guard (10..<300).contains(item.text.utf8.count), item.text.hasDigit,
          item.text.lowercased().contains("từ ")
        else { continue }
        if let text = Grid.sinceJanuary(item.text) {
          grid.rename(index, column, to: text)
        } else if let text = Grid.withoutCumulative(item.text) {
          grid.rename(index, column, to: text)
        } else if item.text.contains("/"), let (text, since) = Grid.sinceDay(in: item.text) {
          var changed = item
          (changed.text, changed.since) = (text, since)
          grid.replace(index, column, by: changed)
        }
      }
    }
    return grid
  }

  nonisolated(unsafe) private static let anyDay = #/[0-9]{1,2} ?\/ ?[0-9]{1,2}(?![0-9])/#
  /// "từ ngày 01/7/2025 đến ngày 30/9/2025", "từ tháng 7/2025 đến tháng 9/2025"
  nonisolated(unsafe) private static let span =
    #/từ (?:ngày )?(?<day>[0-9]{1,2}) ?\/ ?(?<month>[0-9]{1,2})(?: ?\/ ?[0-9]{4})? (?:đến|-) .*[0-9]{1,2} ?\/ ?[0-9]{1,2}(?![0-9])|từ tháng (?<first>[0-9]{1,2})(?: ?\/ ?[0-9]{4})? (?:đến|-) (?:hết )?tháng [0-9]/#
    .ignoresCase()
  nonisolated(unsafe) private static let cumulative =
    #/\(?(?:số )?(?:lũy kế|luỹ kế|cộng dồn)\)?:? ?/#.ignoresCase()

  /// "Lũy kế từ tháng 01/2026" counts from the beginning of the year.
  private static func sinceJanuary(_ text: String) -> String? {
    guard CumulativeWords.isNamed(in: text), text.firstMatch(of: span) == nil,
      text.firstMatch(of: january) != nil
    else { return nil }
    return text.replacing(january, with: "từ đầu năm")
  }
  nonisolated(unsafe) private static let january =
    #/từ tháng 0?1(?: ?\/ ?[0-9]{4}| năm [0-9]{4})?(?![0-9\/])/#.ignoresCase()

  /// A text that calls the numbers of some days within a year cumulative, without that: they are those of these days. `nil` for others, and
  /// for days from New Year on.
  static func withoutCumulative(_ text: String) -> String? {
    guard CumulativeWords.isNamed(in: text), let match = text.firstMatch(of: span)?.output,
      match.first.map({ Int($0) != 1 })
        ?? (Int(match.day ?? "") != 1 || Int(match.month ?? "") != 1)
    else { return nil }
    let plain = text.replacing(cumulative, with: "").trimmingColons
    return plain.prefix(1).uppercased() + plain.dropFirst()
  }

  /// A text that counts from a day of a year, with the beginning of the year in its place; `nil` for others, and for days from one to
  /// another.
  static func sinceDay(in text: String) -> (text: String, since: SinceDay)? {
    guard let match = text.wholeMatch(of: sinceDay)?.output, let day = Int(match.day),
      let month = Int(match.month), (1...31).contains(day), (1...12).contains(month),
      // "Lũy kế từ 01/01/2025" may be of two years.
      (day, month) != (1, 1) || match.year != nil
    else { return nil }
    let isCumulative = CumulativeWords.isNamed(in: text)
    // "Từ 01/01/2026" over a column says nothing else.
    guard isCumulative || match.now != nil || match.before.isEmpty && match.behind.isEmpty,
      // "từ ngày 15/12/2024 đến ngày 14/6/2025" are these days.
      match.behind.firstMatch(of: anyDay) == nil
    else { return nil }
    let year = match.year.flatMap { Int($0) }
    let lead = isCumulative ? "từ đầu năm" : "lũy kế từ đầu năm"
    let since = SinceDay(day: day, month: month, year: year)
    // "Lũy kế (từ 01/7/2025)"
    if match.before.hasSuffix("("), match.behind.hasPrefix(")") {
      return (String(match.before.dropLast() + lead + match.behind.dropFirst()), since)
    }
    return (String(match.before + lead + (match.now ?? "") + match.behind), since)
  }
}

/// The day from which on numbers are counted.
package struct SinceDay: Hashable {
  var day: Int
  var month: Int
  /// `nil` where the text says none: that of the table.
  package var year: Int?

  /// The day in a year that is known otherwise.
  package func day(of year: Int?) -> Day? {
    (self.year ?? year).flatMap { Day(year: $0, month: month, day: day) }
  }
}
