/// Parses periods as offices and other programs write them: "6 tháng đầu năm 2024", "6T/2024", "Quý I/2024", "Tháng
/// 3/2024", "Năm 2024", "T3.2024", "2024S1", "2024Q1", "202401".
enum PeriodWords {
  /// - Parameter allMonths: whether "7 tháng đầu năm 2024" is a period, too. In tables it usually means a cumulative
  ///   number at the end of July, so `Period(written:)` leaves it to the table's reader.
  static func parse(_ text: some StringProtocol, allMonths: Bool = false) -> Period? {
    guard text.utf8.count <= 60 else { return nil }
    // Split at marks before folding, because folding moves a tone to the end of its word.
    let text = withWholeYear(String(text))
    let parted = String(text.map { separators.contains($0) ? " " : $0 })
    let words = tokens(NameKey(parted).text)
    guard words.count <= 8 else { return nil }
    return compact(words) ?? spoken(words, allMonths) ?? english(words, allMonths) ?? dates(text)
  }

  /// "T2/24", "T2-24", "Quý I/25": expands a two-digit year after a part of a year to four digits.
  private static func withWholeYear(_ text: String) -> String {
    guard text.first?.isLetter == true, let mark = text.lastIndex(where: { "/-.".contains($0) }),
      let year = Int(text[text.index(after: mark)...]), (20...39).contains(year)
    else { return text }
    return text[...mark] + "20\(year)"
  }

  private static let separators: Set<Character> = ["/", ".", "-", ",", "–", "(", ")"]

  /// Runs of letters and runs of digits, split at everything between.
  private static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var current = ""
    var isNumber = false
    for scalar in text.unicodeScalars {
      let isDigit = ("0"..."9").contains(scalar)
      let isMark = scalar.properties.canonicalCombiningClass != .notReordered
      guard isDigit || isMark || scalar.properties.isAlphabetic else {
        // A mark that does not occur in names of periods: the text is something else.
        guard " /.-,–()".unicodeScalars.contains(scalar) else { return [] }
        if !current.isEmpty { tokens.append(current) }
        current = ""
        continue
      }
      if !current.isEmpty, isDigit != isNumber, !isMark {
        tokens.append(current)
        current = ""
      }
      if !isMark { isNumber = isDigit }
      current.unicodeScalars.append(scalar)
    }
    if !current.isEmpty { tokens.append(current) }
    return tokens
  }

  private static func year(_ token: String) -> Int? {
    guard token.utf8.count == 4, let year = Int(token), (1900...2999).contains(year) else {
      return nil
    }
    return year
  }

  private static func folded(_ text: String) -> String { NameKey(text).text }

  /// `2024S1`, `2024Q1`, `2024-01`, `202401`, `1/2024`, `H1 2024`.
  private static func compact(_ tokens: [String]) -> Period? {
    switch tokens.count {
    case 1:
      guard tokens[0].utf8.count == 6, let number = Int(tokens[0]) else {
        return year(tokens[0]).map { .year($0) }
      }
      return period("m", number % 100, year: number / 100)
    case 2:
      if let year = year(tokens[0]), let month = Int(tokens[1]), tokens[1].utf8.count <= 2 {
        return period("m", month, year: year)
      }
      if let year = year(tokens[1]), let month = Int(tokens[0]), tokens[0].utf8.count <= 2 {
        return period("m", month, year: year)
      }
      return nil
    case 3:
      if let year = year(tokens[0]), let number = Int(tokens[2]) {
        return period(tokens[1], number, year: year)
      }
      if let year = year(tokens[2]), let number = number(tokens[1]) {
        return period(tokens[0], number, year: year)
      }
      return nil
    default: return nil
    }
  }

  /// A part of a year from its letter.
  private static func period(_ letter: String, _ number: Int, year: Int) -> Period? {
    guard (1900...2999).contains(year) else { return nil }
    switch letter {
    case "m", "t": return (1...12).contains(number) ? .month(number, year: year) : nil
    case "q": return (1...4).contains(number) ? .quarter(number, year: year) : nil
    case "h", "s": return (1...2).contains(number) ? .half(number, year: year) : nil
    default: return nil
    }
  }

  private static let roman = ["i": 1, "ii": 2, "iii": 3, "iv": 4]
  private static let ordinals: [String: Int] = Dictionary(
    uniqueKeysWithValues: [
      ("một", 1), ("hai", 2), ("ba", 3), ("bốn", 4), ("tư", 4), ("năm", 5), ("sáu", 6), ("bảy", 7),
      ("tám", 8), ("chín", 9), ("mười", 10), ("giêng", 1), ("chạp", 12),
    ].map { (folded($0.0), $0.1) })

  private static func number(_ token: String) -> Int? {
    token.utf8.count <= 2
      ? Int(token) ?? roman[token] ?? ordinals[token] : roman[token] ?? ordinals[token]
  }

  /// Words around a period that can be ignored.
  private static let passedOver = Set(
    ["kỳ", "báo", "cáo", "số", "liệu", "kết", "quả", "trong", "của"].map(folded))

  /// "Quý I năm 2024", "6 tháng đầu năm 2024", "9T/2024", "cả năm 2024".
  private static func spoken(_ tokens: [String], _ allMonths: Bool) -> Period? {
    var words = tokens
    guard let last = words.popLast(), let year = year(last) else { return nil }
    if words.last == folded("năm") { words.removeLast() }
    words.removeAll { passedOver.contains($0) }
    // "mười hai"
    if words.count == 3, words[1] == folded("mười"), let unit = ordinals[words[2]], unit < 3 {
      words.replaceSubrange(1...2, with: ["1\(unit)"])
    }
    if words.isEmpty || words == [folded("cả")] { return .year(year) }
    guard let first = words.first else { return nil }
    // "Báo cáo bán niên" is that of the first half.
    if words == [folded("bán"), folded("niên")] { return .half(1, year: year) }
    if first == folded("nửa"), words.count == 2 {
      if words[1] == folded("đầu") { return .half(1, year: year) }
      return words[1] == folded("cuối") ? .half(2, year: year) : nil
    }
    if ["quý", "q"].map(folded).contains(first) {
      return words.count == 2 ? number(words[1]).flatMap { period("q", $0, year: year) } : nil
    }
    if ["tháng", "t"].map(folded).contains(first) {
      return words.count == 2 ? number(words[1]).flatMap { period("m", $0, year: year) } : nil
    }
    guard let count = number(first), words.count >= 2,
      ["tháng", "t", "th"].map(folded).contains(words[1])
    else { return nil }
    let end = words.dropFirst(2).joined(separator: " ")
    switch count {
    case _ where ["", "đầu"].map(folded).contains(end):
      return monthsFromStart(count, year, allMonths)
    case 3 where end == folded("cuối"): return .quarter(4, year: year)
    case 6 where end == folded("cuối"): return .half(2, year: year)
    default: return nil
    }
  }

  /// "Từ 01/01/2024 đến 30/6/2024": the span between two dates.
  private static func dates(_ text: some StringProtocol) -> Period? {
    let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count == 6, numbers.allSatisfy({ $0 < 3000 }) else { return nil }
    func day(_ first: Int) -> Day? {
      (1900...2999).contains(numbers[first + 2])
        ? Day(year: numbers[first + 2], month: numbers[first + 1], day: numbers[first]) : nil
    }
    guard let from = day(0), let through = day(3), from <= through else { return nil }
    return .span(from: from, through: through)
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let englishOrdinals = [
    "first": 1, "second": 2, "third": 3, "fourth": 4, "st": 1, "nd": 2, "rd": 3, "th": 4,
  ]

  /// "First half of 2024", "quarter 2 of 2024", "Jun 2024", "first 9 months of 2024", "full year 2024".
  private static func english(_ tokens: [String], _ allMonths: Bool) -> Period? {
    var words = tokens.filter { !["of", "the", "year", "in"].contains($0) }
    guard let last = words.popLast(), let year = year(last) else { return nil }
    switch words.count {
    case 0: return .year(year)
    case 1:
      let (name, count) = (words[0], words[0].utf8.count)
      if ["full", "whole"].contains(name) { return .year(year) }
      return months.firstIndex { $0 == name || count >= 3 && $0.hasPrefix(name) }
        .map { .month($0 + 1, year: year) }
    case 2:
      if words[1] == "months" {
        return count(words[0]).flatMap { monthsFromStart($0, year, allMonths) }
      }
      guard words.contains("half") || words.contains("quarter"),
        let number = words.lazy.compactMap({ englishOrdinals[$0] ?? number($0) }).first
      else { return nil }
      return period(words.contains("half") ? "h" : "q", number, year: year)
    case 3:
      if words[0] == "first", words[2] == "months" {
        return count(words[1]).flatMap { monthsFromStart($0, year, allMonths) }
      }
      // "1st quarter": ignore the ordinal suffix.
      guard let number = Int(words[0]), englishOrdinals[words[1]] != nil else { return nil }
      return ["half": "h", "quarter": "q"][words[2]].flatMap { period($0, number, year: year) }
    default: return nil
    }
  }

  private static func count(_ token: String) -> Int? {
    Int(token) ?? ["three": 3, "six": 6, "nine": 9, "twelve": 12][token]
  }

  /// The first months of a year, if they are a period of the calendar, or if any number of months is allowed.
  private static func monthsFromStart(_ count: Int, _ year: Int, _ allMonths: Bool) -> Period? {
    allMonths && count > 1 || [3, 6, 9, 12].contains(count)
      ? Period(firstMonths: count, year: year) : nil
  }
}
