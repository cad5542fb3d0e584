import ClusterMetrics

/// Finds parts of years that English texts name: "first six months of 2026", "Jan–Jun 2026", "H1 2026".
struct EnglishPeriods {
  /// Words, numbers and marks of a text, in lower case, and where they stand in it.
  struct Token {
    package let text: String
    package let range: Range<String.Index>
    package let isCapital: Bool
  }

  package let tokens: [Token]

  init(_ text: String) {
    var tokens: [Token] = []
    var index = text.startIndex
    while index < text.endIndex {
      let first = text[index]
      var end = text.index(after: index)
      if first.isLetter || first.isNumber {
        // "1st" is one word, and so are "H1" and "FY2026".
        while end < text.endIndex, text[end].isLetter || text[end].isNumber {
          end = text.index(after: end)
        }
      }
      if !first.isWhitespace {
        tokens.append(
          Token(
            text: text[index..<end].lowercased(), range: index..<end, isCapital: first.isUppercase))
      }
      index = end
    }
    self.tokens = tokens
  }

  /// A period in Vietnamese, and the first token behind it.
  package typealias Match = (text: String, end: Int)

  /// The period that begins at a token.
  ///
  /// - Parameter isWhole: whether nothing else is expected, so that "May" is a month.
  package func period(at start: Int, isWhole: Bool = false) -> Match? {
    let lead = ["from", "since"].contains(word(start)) ? start + 1 : start
    return days(at: lead) ?? monthRange(at: lead)
      ?? (lead == start
        ? month(at: start, isWhole) ?? half(at: start, isWhole) ?? quarter(at: start, isWhole)
          ?? months(at: start, isWhole: isWhole) ?? wholeYear(at: start) ?? week(at: start)
        : nil)
  }

  package func word(_ index: Int) -> String {
    tokens.indices.contains(index) ? tokens[index].text : ""
  }

  // MARK: Parts

  static let monthNames = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  package static let ordinals = [
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
  ]
  package static let counts = [
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
  ]
  package static let leads: Set<String> = [
    "for", "in", "of", "to", "month", "report", "data", "until", "through", "during",
  ]
  static let tailors: Set<String> = [
    "nganh", "det", "hang", "ty", "xuong", "nghe", "tho", "cong", "may",
  ]
  static let connectors: Set<String> = ["to", "until", "till", "through", "-", "–", "—"]
  /// What stands between a part of a year and the year.
  package static let fillers: Set<String> = ["of", "in", "the", "year", "for", ",", "-", "/"]

  func monthNumber(_ index: Int) -> Int? {
    let name = word(index)
    guard name.utf8.count > 2 else { return nil }
    // "Bieu nganh may 2026" is of tailors, as programs write it that know no marks.
    if name == "may" {
      let isLed =
        index == 0 || !tokens[index - 1].text.contains(where: \.isLetter)
        || EnglishPeriods.leads.contains(word(index - 1))
      guard isLed || tokens[index].isCapital && !EnglishPeriods.tailors.contains(word(index - 1))
      else { return nil }
    }
    return EnglishPeriods.monthNames.firstIndex {
      $0 == name || name.utf8.count == 3 && $0.hasPrefix(name)
        || name == "sept" && $0.hasPrefix(name)
    }.map { $0 + 1 }
  }

  /// The token behind a month's name and the point of its short form.
  func afterMonth(_ index: Int) -> Int { word(index + 1) == "." ? index + 2 : index + 1 }

  package static func year(_ word: String) -> Int? {
    let digits = word.hasPrefix("fy") ? String(word.dropFirst(2)) : word
    return digits.utf8.count == 4
      ? Int(digits).flatMap { (1990...2100).contains($0) ? $0 : nil } : nil
  }

  /// A year of this century in two digits.
  static func shortYear(_ word: String) -> Int? {
    word.utf8.count == 2 ? Int(word).flatMap { (20...40).contains($0) ? 2000 + $0 : nil } : nil
  }

  /// A year behind words that lead to it.
  package func year(behind start: Int) -> (year: Int, end: Int)? {
    var index = start
    while EnglishPeriods.fillers.contains(word(index)), index < start + 4 { index += 1 }
    // "Jan '26"
    if ["'", "’"].contains(word(index)), let year = EnglishPeriods.shortYear(word(index + 1)) {
      return (year, index + 2)
    }
    return EnglishPeriods.year(word(index)).map { ($0, index + 1) }
  }

  /// A period and its year, where one follows.
  package func dated(_ text: String, _ end: Int, joined by: String = " năm ") -> Match {
    if let (year, end) = year(behind: end) { return (text + by + "\(year)", end) }
    // "First half of the year"
    let rest = ["of", "in"].contains(word(end)) ? end + 1 : end
    let isOfYear = word(rest) == "the" && word(rest + 1) == "year"
    return (text, isOfYear ? rest + 2 : end)
  }

  // MARK: Kinds of periods

  /// "1 January – 30 June 2026", "January 1 to June 30, 2026", "as of 30 June 2026".
  package func days(at start: Int) -> Match? {
    let leads = [["as", "of"], ["as", "at"], ["up", "to"]]
    let isUpTo = leads.contains([word(start), word(start + 1)])
    guard let first = date(at: isUpTo ? start + 2 : start) else { return nil }
    guard !isUpTo, EnglishPeriods.connectors.contains(word(first.end)),
      let last = date(at: first.end + 1), let year = last.year ?? first.year
    else {
      guard let year = first.year else { return nil }
      return ("\(isUpTo ? "tính đến " : "")ngày \(first.day)/\(first.month)/\(year)", first.end)
    }
    let from = "\(first.day)/\(first.month)/\(first.year ?? year)"
    return ("từ \(from) đến \(last.day)/\(last.month)/\(year)", last.end)
  }

  /// "30 June 2026", "June 30, 2026", "1 January".
  package func date(at start: Int) -> (day: Int, month: Int, year: Int?, end: Int)? {
    func day(_ index: Int) -> Int? {
      var text = word(index)
      if ["st", "nd", "rd", "th"].contains(where: { text.hasSuffix($0) }) { text.removeLast(2) }
      return Int(text).flatMap { (1...31).contains($0) ? $0 : nil }
    }
    var found: (day: Int, month: Int, end: Int)?
    if let number = day(start), let month = monthNumber(start + 1) {
      found = (number, month, afterMonth(start + 1))
    } else if let number = day(start), word(start + 1) == "-", let month = monthNumber(start + 2),
      word(start + 3) == "-"
    {
      found = (number, month, start + 4)
    } else if let month = monthNumber(start), let number = day(afterMonth(start)) {
      found = (number, month, afterMonth(start) + 1)
    }
    guard let found else { return nil }
    let next = word(found.end) == "," ? found.end + 1 : found.end
    let year = EnglishPeriods.year(word(next))
    return (found.day, found.month, year, year == nil ? found.end : next + 1)
  }

  /// "January to June 2026", "Jan–Jun".
  func monthRange(at start: Int) -> Match? {
    guard let first = monthNumber(start) else { return nil }
    var middle = afterMonth(start)
    let own = EnglishPeriods.year(word(middle))
    if own != nil { middle += 1 }
    guard
      EnglishPeriods.connectors.contains(word(middle)) || ["/", "+", "&"].contains(word(middle)),
      let last = monthNumber(middle + 1)
    else { return nil }
    let end = afterMonth(middle + 1)
    // Months that are a half or a quarter of one year are called that.
    if let name = EnglishPeriods.parts[[first, last]], own == nil {
      return dated(
        name, end, joined: first == 1 && last > 3 || last == 12 && first < 10 ? " " : " năm ")
    }
    let year = own.map { " năm \($0)" } ?? ""
    return dated("tháng \(first)\(year) đến tháng \(last)", end)
  }
  package static let parts = [
    [1, 3]: "quý I", [4, 6]: "quý II", [7, 9]: "quý III", [10, 12]: "quý IV",
    [1, 6]: "6 tháng đầu năm",
    [7, 12]: "6 tháng cuối năm", [1, 9]: "9 tháng đầu năm", [1, 12]: "cả năm",
  ]

  /// "June 2026", "month of June", "in June"; "June" alone where nothing else is expected.
  package func month(at start: Int, _ isWhole: Bool) -> Match? {
    if word(start) == "month", word(start + 1) == "of", let month = monthNumber(start + 2) {
      return dated("tháng \(month)", afterMonth(start + 2))
    }
    if word(start) == "month", let last = ended(at: start + 1) {
      return ("tháng \(last.month) năm \(last.year)", last.end)
    }
    if isWhole, word(start) == "month", let month = Int(word(start + 1)), (1...12).contains(month) {
      return dated("tháng \(month)", start + 2)
    }
    if EnglishPeriods.year(word(start)) != nil {
      let next = ["-", "/"].contains(word(start + 1)) ? start + 2 : start + 1
      // "2025 full year"
      if ["full", "whole"].contains(word(next)), word(next + 1) == "year" {
        return ("cả năm \(word(start))", next + 2)
      }
      return monthNumber(next).map {
        ("tháng \($0) năm \(word(start))", afterMonth(next))
      }
    }
    guard let month = monthNumber(start) else { return nil }
    let match = dated("tháng \(month)", afterMonth(start))
    // "May" may be a verb, and "March" a walk.
    let isLed =
      ["for", "in", "of", "during", ":"].contains(word(start - 1)) && tokens[start].isCapital
    return isWhole && tokens[start].isCapital || isLed || match.text.contains("năm") ? match : nil
  }

  /// "First half of 2026", "H1 2026", "2026 H1", "1H2026", "half-year", "2nd semester 2026".
  package func half(at start: Int, _ isWhole: Bool) -> Match? {
    func name(_ half: Int) -> String { "6 tháng \(half == 1 ? "đầu" : "cuối") năm" }
    if let half = short("h", start, 1...2) ?? short("hy", start, 1...2) ?? behind("h", start) {
      let match = dated(name(half), start + 1, joined: " ")
      return isWhole || match.text.last?.isNumber == true ? match : nil
    }
    // "1H2026", "H126"
    let text = word(start)
    let written = String(text.dropFirst(2))
    if let year = EnglishPeriods.year(written) ?? EnglishPeriods.shortYear(written),
      let half = ["1h": 1, "2h": 2, "h1": 1, "h2": 2][String(text.prefix(2))]
    {
      return ("\(name(half)) \(year)", start + 1)
    }
    if let year = EnglishPeriods.year(word(start)) {
      let next = word(start + 1) == "-" ? start + 2 : start + 1
      if let half = short("h", next, 1...2) ?? behind("h", next) {
        return ("\(name(half)) \(year)", next + 1)
      }
      // "2026 First-Half Report"
      guard let half = EnglishPeriods.ordinals[word(next)], half < 3 else { return nil }
      let last = word(next + 1) == "-" ? next + 2 : next + 1
      return EnglishPeriods.halves.contains(word(last)) ? ("\(name(half)) \(year)", last + 1) : nil
    }
    if ["semiannual", "biannual"].contains(text) { return dated(name(1), start + 1, joined: " ") }
    if ["half", "mid", "semi"].contains(text) {
      let next = word(start + 1) == "-" ? start + 2 : start + 1
      // "Half year ended 30 June 2026"
      if word(next) == "year", let last = ended(at: next + 1), last.month % 6 == 0 {
        return ("\(name(last.month / 6)) \(last.year)", last.end)
      }
      return ["year", "yearly", "annual"].contains(word(next))
        ? dated(name(1), next + 1, joined: " ") : nil
    }
    if text == "semester", let half = Int(word(start + 1)) ?? ["i": 1, "ii": 2][word(start + 1)],
      half < 3
    {
      return dated(name(half), start + 2, joined: " ")
    }
    let half = ["latter": 2, "last": 2][text] ?? EnglishPeriods.ordinals[text]
    let next = word(start + 1) == "-" ? start + 2 : start + 1
    guard let half, half < 3, EnglishPeriods.halves.contains(word(next)) else { return nil }
    let isOfYear =
      word(next + 1) == "-" && word(next + 2) == "year"
      || word(next + 1) == "year" && word(next + 2) == ""
    return dated(
      name(half), isOfYear ? (word(next + 1) == "-" ? next + 3 : next + 2) : next + 1, joined: " ")
  }
  package static let halves: Set<String> = ["half", "semester"]

  /// The month and year of a day behind "ended".
  package func ended(at start: Int) -> (month: Int, year: Int, end: Int)? {
    guard ["ended", "ending"].contains(word(start)), let last = date(at: start + 1),
      let year = last.year
    else { return nil }
    return (last.month, year, last.end)
  }

  /// The month that a part of a year ends with, as a day or a month's name says it: "30 June 2026", "March".
  func lastMonth(at start: Int) -> (month: Int, year: Int?, end: Int)? {
    date(at: start).map { ($0.month, $0.year, $0.end) }
      ?? monthNumber(start).map { ($0, nil, afterMonth(start)) }
  }

  /// The number of "1H" or "2Q".
  package func behind(_ letter: String, _ index: Int) -> Int? {
    let text = word(index)
    guard text.utf8.count == 2, text.hasSuffix(letter) else { return nil }
    return Int(text.dropLast()).flatMap { (1...(letter == "h" ? 2 : 4)).contains($0) ? $0 : nil }
  }

  /// "Second quarter of 2026", "quarter 2", "Q2 2026", "2026 Q2"; two that make a half: "First and second quarters", "Q1-Q2 2026".
  package func quarter(at start: Int, _ isWhole: Bool) -> Match? {
    func name(_ quarter: Int) -> String { "quý \(Period.romanQuarters[quarter - 1])" }
    func half(_ first: Int, _ second: Int, _ end: Int) -> Match? {
      let half = [[1, 2]: "đầu", [3, 4]: "cuối"][[first, second]]
      return half.flatMap { dated("6 tháng \($0) năm", end, joined: " ") }
    }
    let written = String(word(start).dropFirst(2))
    if let year = EnglishPeriods.year(written) ?? EnglishPeriods.shortYear(written),
      let quarter = ["1q": 1, "2q": 2, "3q": 3, "4q": 4, "q1": 1, "q2": 2, "q3": 3, "q4": 4][
        String(word(start).prefix(2))]
    {
      return ("\(name(quarter)) năm \(year)", start + 1)
    }
    if let quarter = short("q", start, 1...4) ?? behind("q", start) {
      if ["-", "–", "+", "and", "&", "to"].contains(word(start + 1)),
        let second = short("q", start + 2, 1...4) ?? behind("q", start + 2),
        let match = half(quarter, second, start + 3)
      {
        return match
      }
      let match = dated(name(quarter), start + 1)
      return isWhole || match.text.contains("năm") ? match : nil
    }
    if let year = EnglishPeriods.year(word(start)) {
      let next = word(start + 1) == "-" ? start + 2 : start + 1
      return short("q", next, 1...4).map { ("\(name($0)) năm \(year)", next + 1) }
    }
    if ["quarter", "quarters", "qtr"].contains(word(start)) {
      // "Quarter ended 31 March 2026"
      if ["ended", "ending", "to"].contains(word(start + 1)),
        let last = lastMonth(at: start + 2), last.month % 3 == 0
      {
        let name = name(last.month / 3)
        return last.year.map { ("\(name) năm \($0)", last.end) } ?? dated(name, last.end)
      }
      let number = Int(word(start + 1)) ?? ["i": 1, "ii": 2, "iii": 3, "iv": 4][word(start + 1)]
      if let number, ["-", "–", "and", "&", "to"].contains(word(start + 2)),
        let second = Int(word(start + 3)),
        let match = half(number, second, start + 4)
      {
        return match
      }
      return number.flatMap { (1...4).contains($0) ? dated(name($0), start + 2) : nil }
    }
    if ["first", "last"].contains(word(start)), ["two", "2"].contains(word(start + 1)),
      word(start + 2) == "quarters"
    {
      return word(start) == "first" ? half(1, 2, start + 3) : half(3, 4, start + 3)
    }
    guard let quarter = EnglishPeriods.ordinals[word(start)] else { return nil }
    if ["and", "&"].contains(word(start + 1)),
      let second = EnglishPeriods.ordinals[word(start + 2)],
      ["quarters", "quarter"].contains(word(start + 3))
    {
      return half(quarter, second, start + 4)
    }
    return word(start + 1) == "quarter" ? dated(name(quarter), start + 2) : nil
  }

  /// The number of "H1" or "Q2".
  package func short(_ letters: String, _ index: Int, _ numbers: ClosedRange<Int>) -> Int? {
    let text = word(index)
    guard text.utf8.count == letters.utf8.count + 1, text.hasPrefix(letters) else { return nil }
    return Int(text.dropFirst(letters.count)).flatMap { numbers.contains($0) ? $0 : nil }
  }
}
