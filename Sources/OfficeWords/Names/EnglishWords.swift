import ClusterMetrics

/// Headings, titles and names of files in English, in the words that offices have for the same in Vietnamese, so that one set of
/// rules reads both.
package enum EnglishWords {
  /// How much of a text may be more than a period and a figure.
  package enum Room {
    /// Nothing: "Plan for the year", "January", "Same period 2025".
    case none
    /// What is counted, in front of it or behind it: "Applications received, plan 2026".
    case name
    /// Any words: "SUMMARY OF THE FIRST SIX MONTHS OF 2026 BY UNIT".
    case sentence
    /// The words of a file's name, where a month needs no year: "report-May".
    case fileName
  }

  /// The text with its periods and figures in Vietnamese; `nil` where it names none in English.
  ///
  /// - Parameter besideFigures: whether it is a heading beside "Plan" or "Same period", so that "Completed" is a result, and "Growth"
  ///   compares.
  package static func inVietnamese(
    _ text: String, _ room: Room, besideFigures: Bool = false
  ) -> String? {
    if let part = part(text) { return part }
    guard isCandidate(text) else { return nil }
    let periods = EnglishPeriods(text)
    let all = 0..<periods.tokens.count
    if let heading = heading(periods, all, besideFigures: besideFigures) {
      guard heading == EnglishFigure.mark else { return heading }
      // Titles may compare, too, and are about something.
      if room == .none || room == .name { return heading + " " + text }
    }
    guard room != .none else { return nil }
    return room == .name ? named(text, periods) : sentence(text, periods, room)
  }

  /// "Of which: women" is a part of the line above.
  private static func part(_ text: String) -> String? {
    guard text.utf8.count > 8, text.utf8.count < 100, text.isASCII else { return nil }
    let bare = text.drop { "-+* ".contains($0) }
    guard let lead = parts.first(where: { bare.lowercased().hasPrefix($0) }) else { return nil }
    let rest = bare.dropFirst(lead.count).drop { ":, ".contains($0) }
    return rest.isEmpty ? nil : "Trong đó: " + rest
  }
  private static let parts = [
    "of which", "of whom", "thereof", "out of which", "among which", "among whom",
  ]

  /// Whether a text has a word that periods and figures are made of, and no letter that English does not have.
  private static func isCandidate(_ text: String) -> Bool {
    guard text.utf8.count < 200,
      text.unicodeScalars.allSatisfy({ $0.value < 0x80 || marks.contains($0) })
    else { return false }
    return text.lowercased().split { !$0.isLetter && !$0.isNumber }.contains { word in
      triggers.contains(String(word)) || EnglishPeriods.year(String(word)) != nil
        // "1H2026", "6M2026"
        || word.utf8.count == 6 && EnglishPeriods.year(String(word.suffix(4))) != nil
        || word.utf8.count == 4 && triggers.contains(String(word.prefix(2)))
    }
  }
  private static let marks: Set<Unicode.Scalar> = ["–", "—", "’", "\u{A0}"]
  private static let triggers: Set<String> = {
    let periods =
      "january february march april may june july august september october november december jan feb mar apr jun jul aug sep"
      + " sept oct nov dec month months half mid h1 h2 hy1 hy2 q1 q2 q3 q4 quarter quarters year fy semester semiannual biannual semi"
      + " qtr week 1h 2h 1q 2q 3q 4q"
    let words = periods.split(separator: " ").map(String.init)
    return Set(words + titled.keys).union(EnglishFigure.triggers)
  }()

  // MARK: Headings

  /// A heading that says a figure, a period, or both, and nothing else; `EnglishFigure.mark` of one that only compares.
  private static func heading(
    _ periods: EnglishPeriods, _ range: Range<Int>, besideFigures: Bool = false
  ) -> String? {
    guard !range.isEmpty, range.count < 24 else { return nil }
    return wholePeriod(periods, range)
      ?? EnglishFigure(periods, range, besideFigures: besideFigures)?.vietnamese
  }

  private static func wholePeriod(_ periods: EnglishPeriods, _ range: Range<Int>) -> String? {
    var (start, end) = (range.lowerBound, range.upperBound)
    if end - start > 2, periods.word(start) == "(", periods.word(end - 1) == ")" {
      (start, end) = (start + 1, end - 1)
    }
    while start < end, ["the", "in", "for", "during"].contains(periods.word(start)) { start += 1 }
    guard start < end, let match = periods.period(at: start, isWhole: true), match.end == end else {
      return nil
    }
    // "Last half-year" is the one before; "last quarter of 2025" is the fourth.
    let isBefore =
      EnglishFigure.before.contains(periods.word(start))
      && PeriodMentions.bareYears(in: match.text).isEmpty
    return isBefore ? nil : match.text
  }

  // MARK: More than headings

  /// What is counted, with a period or figure in brackets, behind a comma or dash, or at its end.
  private static func named(_ text: String, _ periods: EnglishPeriods) -> String? {
    let tokens = periods.tokens
    // "Applications (plan 2026)", "Revenue (same period 2025) (USD)"
    for open in tokens.indices.dropFirst() where ["(", "["].contains(tokens[open].text) {
      guard let close = tokens[open...].firstIndex(where: { [")", "]"].contains($0.text) }),
        let inner = heading(periods, open + 1..<close), inner != EnglishFigure.mark
      else { continue }
      return text[..<tokens[open].range.lowerBound] + "(" + inner + ")"
        + text[tokens[close].range.upperBound...]
    }
    for mark in tokens.indices.dropFirst() where [",", ":", "-", "–"].contains(tokens[mark].text) {
      // "Spent Jan–Jun 2026"
      let isRange =
        periods.monthNumber(mark - 1) != nil && mark + 1 < tokens.count
        && periods.monthNumber(mark + 1) != nil
      guard mark + 1 < tokens.count, !isRange, let end = heading(periods, mark + 1..<tokens.count),
        end != EnglishFigure.mark
      else { continue }
      return text[..<tokens[mark].range.lowerBound].trimmingColons + " (\(end))"
    }
    // "Applications received last year", "Applications year to date", "Inspections target 2026"
    for start in tokens.indices.dropFirst() where start + 1 < tokens.count {
      // "Cases carried over from last year" are of this one.
      if !prepositions.contains(tokens[start].text), !prepositions.contains(tokens[start - 1].text),
        let end = heading(periods, start..<tokens.count),
        ["Cùng kỳ", "Lũy kế", "Kế hoạch"].contains(where: { end.hasPrefix($0) })
      {
        return text[..<tokens[start - 1].range.upperBound].trimmingColons + " (\(end))"
      }
    }
    // "Cumulative applications"
    if ["cumulative", "accumulated"].contains(periods.word(0)), tokens.count > 1 {
      return "Lũy kế " + text[tokens[1].range.lowerBound...]
    }
    // "Applications received in January 2026", "Applications Q1"
    for start in tokens.indices.dropFirst() {
      let isShort = tokens[start].text.utf8.count == 2
      guard let match = periods.period(at: start, isWhole: isShort), match.end == tokens.count
      else { continue }
      var end = start
      while end > 1, ["in", "of", "for", "the", "during"].contains(tokens[end - 1].text) {
        end -= 1
      }
      // "Pending before June 2026" is no number of June.
      guard !prepositions.contains(tokens[end - 1].text) else { return nil }
      return text[..<tokens[end - 1].range.upperBound] + " " + match.text
    }
    return nil
  }

  /// The text with the month at its end in Vietnamese: "Applications tháng 1" of "Applications January"; `nil` where none ends it.
  package static func withLastMonth(_ text: String) -> String? {
    guard isCandidate(text) else { return nil }
    let periods = EnglishPeriods(text)
    guard let last = periods.tokens.last, periods.tokens.count > 1,
      let match = periods.period(at: periods.tokens.count - 1, isWhole: true),
      match.text.hasPrefix("tháng"),
      last.isCapital
    else { return nil }
    return text[..<last.range.lowerBound] + match.text
  }

  private static let prepositions: Set<String> = [
    "to", "until", "by", "as", "since", "from", "than", "before", "after", "through", "at", "on",
    "up", "till",
  ]

  /// Any text, with the periods in it, and with what it says of all numbers below it.
  private static func sentence(
    _ text: String, _ periods: EnglishPeriods, _ room: Room
  ) -> String? {
    let tokens = periods.tokens
    var parts: [(range: Range<Int>, text: String)] = []
    var index = 0
    while index < tokens.count {
      let isOpen = room == .fileName && !isName(periods, index)
      let match = periods.period(at: index, isWhole: isOpen)
      // The day on which a report was written is none of its numbers.
      if let match, match.text.hasPrefix("ngày") {
        index = match.end
      } else if let match = match ?? bareYear(periods, at: index, room) {
        parts.append((index..<match.end, match.text))
        index = match.end
      } else {
        if let word = titled[tokens[index].text] { parts.append((index..<index + 1, word)) }
        index += 1
      }
    }
    // "Half-year report 2026": the year is that of the half.
    var lacking = parts.indices.filter { isYearless(parts[$0].text) }
    // "Half-year report 2026 (January–June)" says it twice.
    if Set(lacking.map { parts[$0].text }).count == 1 {
      for part in lacking.dropFirst() { parts[part].text = "" }
      lacking = Array(lacking.prefix(1))
    }
    let years = parts.indices.filter { parts[$0].text.hasPrefix("năm ") }
    if let part = lacking.only, let year = years.only {
      parts[part].text +=
        (parts[part].text.hasPrefix("6") || parts[part].text.hasSuffix("năm") ? " " : " năm ")
        + parts[year].text.dropFirst(4)
      parts[year].text = ""
    }
    let plan = room == .sentence ? placeOfPlan(periods, parts.map(\.range)) : nil
    if let plan { parts.append((plan..<plan + 1, "")) }
    guard !parts.isEmpty else { return nil }
    var result = plan == nil ? "" : "Kế hoạch "
    var from = text.startIndex
    for (range, words) in parts.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      // "Report for the month of May", "Applications received in 2026"
      var start = range.lowerBound
      while start > 0, joining.contains(tokens[start - 1].text),
        tokens[start - 1].range.lowerBound >= from
      {
        start -= 1
      }
      let before = text[from..<tokens[start].range.lowerBound]
      result += before
      if !words.isEmpty, !(result.last?.isWhitespace ?? true), start < range.lowerBound {
        result += " "
      }
      result += words
      from = tokens[range.upperBound - 1].range.upperBound
    }
    return (result + text[from...]).split(separator: " ").joined(separator: " ")
  }
  /// Whether a part of a year says no year.
  private static func isYearless(_ text: String) -> Bool {
    ["tháng", "quý", "6 ", "9 ", "3 "].contains { text.hasPrefix($0) }
      && PeriodMentions.bareYears(in: text).isEmpty
  }
  /// Whether a month begins a name: "May Street Office".
  private static func isName(_ periods: EnglishPeriods, _ index: Int) -> Bool {
    index + 1 < periods.tokens.count && periods.tokens[index + 1].isCapital
      && EnglishPeriods.year(periods.word(index + 1)) == nil
  }
  private static let joining: Set<String> = ["in", "of", "for", "the", "during", ","]
  /// Words of titles that say how all numbers below them are counted.
  private static let titled = [
    "cumulative": "lũy kế", "accumulated": "lũy kế", "ytd": "lũy kế", "estimated": "ước thực hiện",
  ]

  /// A year behind a word that leads to it, or at an end: "in 2026", "TRAINING COURSES, 2026".
  private static func bareYear(
    _ periods: EnglishPeriods, at index: Int, _ room: Room
  ) -> EnglishPeriods.Match? {
    guard let year = EnglishPeriods.year(periods.word(index)) else { return nil }
    let (before, after) = (periods.word(index - 1), periods.word(index + 1))
    guard !["/", "-", "–", "."].contains(before),
      !["/", "-", "–", "plan", "target", "budget"].contains(after),
      joining.contains(before)
        // "TRAINING COURSES 2026", and not "bao cao nam 2025"
        || room == .sentence && ["", "("].contains(after) && before.first?.isLetter ?? false
          && !unmarked.contains(before)
    else { return nil }
    return ("năm \(year)", index + 1)
  }

  /// Words before a year in Vietnamese without marks.
  private static let unmarked: Set<String> = ["nam", "thang", "quy", "ky", "so", "no"]

  /// Where a title says that its numbers are planned: "PLAN FOR 2026", "Training plan 2026"; `nil` where it speaks of results.
  private static func placeOfPlan(_ periods: EnglishPeriods, _ found: [Range<Int>]) -> Int? {
    let words = periods.tokens.map(\.text)
    guard !words.contains(where: resulting.contains) else { return nil }
    return words.indices.first { index in
      guard ["plan", "target", "targets", "budget", "planned"].contains(words[index]) else {
        return false
      }
      var next = index + 1
      while next < words.count, joining.contains(words[next]) { next += 1 }
      let isLast =
        next == words.count || found.contains { $0.lowerBound <= next && next < $0.upperBound }
      let isFirst = words[..<index].allSatisfy { planned.contains($0) } && next > index + 1
      return isLast || isFirst
    }
  }
  private static let resulting: Set<String> = [
    "result", "results", "actual", "actuals", "implementation", "implemented", "implementing",
    "progress",
    "achievement", "performance", "against", "versus", "vs", "execution", "completion", "report",
    "compared",
  ]
  private static let planned: Set<String> = ["annual", "yearly", "approved", "assigned", "the"]
}

extension String {
  /// The name of a file or sheet with the periods that it says in English in Vietnamese.
  package var withEnglishPeriods: String {
    EnglishWords.inVietnamese(replacing("_", with: " "), .fileName) ?? self
  }
}
