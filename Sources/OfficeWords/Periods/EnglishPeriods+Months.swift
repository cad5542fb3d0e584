import ClusterMetrics

/// Counted months, weeks and whole years.
extension EnglishPeriods {
  /// "First six months of 2026", "6 months", "last 6 months of the year", "six-month"; not "under 6 months old".
  package func months(at start: Int, isWhole: Bool = false) -> Match? {
    if let count = EnglishPeriods.shortMonths(word(start)) {
      if let year = count.year { return ("\(count.months) tháng đầu năm \(year)", start + 1) }
      let match = dated("\(count.months) tháng đầu năm", start + 1, joined: " ")
      return isWhole || match.text.last?.isNumber == true ? match : nil
    }
    let isLast = ["last", "final", "second", "2nd", "latter"].contains(word(start))
    let begin = isLast || ["first", "initial", "1st"].contains(word(start)) ? start + 1 : start
    guard let count = Int(word(begin)) ?? EnglishPeriods.counts[word(begin)],
      (2...12).contains(count)
    else { return nil }
    let next = word(begin + 1) == "-" ? begin + 2 : begin + 1
    guard ["months", "month"].contains(word(next)),
      !["old", "ago", "of"].contains(word(next + 1))
        || word(next + 1) == "of" && (year(behind: next + 1) != nil || word(next + 2) == "the"),
      begin > start || !EnglishPeriods.durations.contains(word(start - 1))
    else { return nil }
    // "Six months ended 30 June 2026", "three months to March 2026"
    if ["ended", "ending", "to", "until"].contains(word(next + 1)),
      let last = lastMonth(at: next + 2),
      let (year, end) = last.year.map({ ($0, last.end) }) ?? self.year(behind: last.end)
    {
      let first = last.month - count + 1
      guard first > 0 else { return nil }
      let name = EnglishPeriods.parts[[first, last.month]]
      return (
        name.map { $0.hasPrefix("quý") ? "\($0) năm \(year)" : "\($0) \(year)" }
          ?? "tháng \(first) đến tháng \(last.month) năm \(year)", end
      )
    }
    let part = isLast && begin > start && count == 6 ? "cuối" : "đầu"
    let match = dated("\(count) tháng \(part) năm", next + 1, joined: " ")
    // "Training of 3 months" lasts so long.
    let isLong =
      begin == start && word(start - 1) == "of" && match.end == next + 1
      && !EnglishPeriods.reports.contains(word(start - 2))
    return isLong ? nil : match
  }
  /// The months of "6M" and "6M2026".
  private static func shortMonths(_ text: String) -> (months: Int, year: Int?)? {
    let digits = text.prefix { $0.isNumber }
    guard let months = Int(digits), (2...12).contains(months) else { return nil }
    let rest = text.dropFirst(digits.count)
    guard rest.first == "m" else { return nil }
    let year = rest.dropFirst()
    return year.isEmpty ? (months, nil) : EnglishPeriods.year(String(year)).map { (months, $0) }
  }

  private static let reports: Set<String> = [
    "result", "results", "report", "reports", "data", "figures", "plan", "target", "summary",
  ]
  private static let durations: Set<String> = [
    "under", "over", "within", "above", "below", "aged", "than", "every", "least", "most", "after",
  ]

  /// "Week 12": part of a month that no calendar of periods knows.
  package func week(at start: Int) -> Match? {
    guard word(start) == "week", let number = Int(word(start + 1)), (1...53).contains(number) else {
      return nil
    }
    return dated("tuần \(number)", start + 2)
  }

  /// "Full year 2026", "year 2026", "FY2026".
  package func wholeYear(at start: Int) -> Match? {
    if ["full", "whole", "entire"].contains(word(start)), word(start + 1) == "year" {
      return dated("cả năm", start + 2, joined: " ")
    }
    if word(start) == "year", let last = ended(at: start + 1), last.month == 12 {
      return ("năm \(last.year)", last.end)
    }
    let lead = ["fiscal", "calendar", "financial"].contains(word(start)) ? start + 1 : start
    if ["year", "fy"].contains(word(lead)), let year = EnglishPeriods.year(word(lead + 1)) {
      return ("năm \(year)", lead + 2)
    }
    guard word(start).hasPrefix("fy"), let year = EnglishPeriods.year(word(start)) else {
      return nil
    }
    return ("năm \(year)", start + 1)
  }
}
