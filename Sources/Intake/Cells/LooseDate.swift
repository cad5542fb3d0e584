import ClusterMetrics

/// Finds the one date within a text: "Sáng 20/5/2024", "ngày 12 tháng 3 năm 2024", and of a range such as
/// "15-17/4/2024" the first day.
enum LooseDate {
  /// A number, and the text between it and the next.
  private struct Token {
    var value: Int
    var digits: Int
    /// Folded as names are, without spaces around it.
    var behind = ""
  }

  /// `nil` where the text holds no date, or several that are no range.
  static func read(_ text: String, order: DateOrder = .dayFirst) -> DateCell.Reading? {
    guard text.utf8.count <= 200, !isLunar(text), !isPartOfMonth(text),
      // "-1/6/2022" is no day of anything.
      !text.contains(#/^\s*[-−–][0-9]/#)
    else { return nil }
    let tokens = tokens(of: text)
    let dates = tokens.indices.compactMap { index in
      date(tokens, at: index, order).map { (index: index, reading: $0) }
    }
    guard let first = dates.first else { return nil }
    switch dates.count {
    case 1: return begun(tokens, before: first.index, by: first.reading)
    case 2 where dates[1].index == first.index + 3 && isRange(tokens[first.index + 2].behind):
      guard let from = first.reading.day, let through = dates[1].reading.day, from <= through else {
        return nil
      }
      return first.reading
    default: return nil
    }
  }

  /// "Tuần 4 tháng 6 năm 2024", "đợt 2 tháng 6": the first number is no day.
  private static func isPartOfMonth(_ text: String) -> Bool {
    text.contains(
      #/(?:tuần|đợt|lần|kỳ|số) (?:thứ )?[0-9]{1,2} ?(?:tháng|-|/) ?[0-9]/#.ignoresCase())
  }

  /// Whether it is a day of the lunar calendar.
  private static func isLunar(_ text: String) -> Bool {
    let key = NameKey(String(text.map { $0.isLetter ? $0 : " " })).text
    return lunar.contains { key.contains($0) } || key.split(separator: " ").contains("al")
  }
  private static let lunar = ["âm lịch", " âl"].map { NameKey($0).text }

  private static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    var between = ""
    var digits = ""
    func close(_ tokens: inout [Token]) {
      guard !digits.isEmpty else { return }
      if !tokens.isEmpty { tokens[tokens.count - 1].behind = folded(between) }
      tokens.append(Token(value: Int(digits.prefix(8)) ?? 0, digits: digits.count))
      (digits, between) = ("", "")
    }
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        close(&tokens)
        between.append(character)
      }
    }
    close(&tokens)
    if !tokens.isEmpty { tokens[tokens.count - 1].behind = folded(between) }
    return tokens
  }

  /// Marks stand as they are; words are folded, and a dot between numbers is a mark, too.
  private static func folded(_ text: String) -> String {
    text == "." ? text : NameKey(text).text
  }

  /// The date whose first number is at a place.
  private static func date(
    _ tokens: [Token], at index: Int, _ order: DateOrder
  ) -> DateCell.Reading? {
    guard index + 2 < tokens.count else { return nil }
    let (first, second, third) = (tokens[index], tokens[index + 1], tokens[index + 2])
    let numbers = [first, second, third].map { (value: $0.value, digits: $0.digits) }
    let isMarked = first.behind == second.behind && ["/", "-", "."].contains(first.behind)
    let isWorded =
      words(first.behind, are: ["tháng"]) && words(second.behind, are: ["năm", "/", "-"])
      && third.digits == 4
    guard isMarked || isWorded else { return nil }
    // A date in words says which number is the month.
    let reading = DateCell.day(numbers, isMarked ? order : .dayFirst)
    guard reading.day != nil || reading.pair != nil else { return nil }
    return isMarked ? reading : DateCell.Reading(day: reading.day)
  }

  private static func words(_ text: String, are known: [String]) -> Bool {
    known.contains { NameKey($0).text == text }
  }

  private static let rangeMarks = Set(
    ["-", "đến", "đến ngày", "tới", "tới ngày", "và", "và ngày", ",", "- ngày"].map {
      NameKey($0).text
    })

  private static func isRange(_ text: String) -> Bool { rangeMarks.contains(text) }

  /// The first day of a range whose last one is a date: "15-17/4/2024", "28/3 đến 2/4/2024".
  private static func begun(
    _ tokens: [Token], before index: Int, by end: DateCell.Reading
  ) -> DateCell.Reading {
    guard let last = end.day, index > 0, isRange(tokens[index - 1].behind) else { return end }
    let (year, month, _) = last.components
    let near = tokens[index - 1]
    if index > 1, tokens[index - 2].behind == "/", let first = earlier(tokens[index - 2], near) {
      return first
    }
    guard near.digits <= 2, index == 1 || tokens[index - 2].behind != "/" else { return end }
    // "30-2/7/2024" began in the month before.
    let before = month == 1 ? (year - 1, 12) : (year, month - 1)
    let candidates = [
      Day(year: year, month: month, day: near.value),
      Day(year: before.0, month: before.1, day: near.value),
    ]
    guard let day = candidates.compactMap(\.self).first(where: { $0 <= last }),
      last.number - day.number < 31
    else { return end }
    return DateCell.Reading(day: day, pair: end.pair)

    func earlier(_ day: Token, _ month: Token) -> DateCell.Reading? {
      guard day.digits <= 2, month.digits <= 2 else { return nil }
      let candidates = [year, year - 1].compactMap {
        Day(year: $0, month: month.value, day: day.value)
      }
      return candidates.first { $0 <= last }.map { DateCell.Reading(day: $0, pair: end.pair) }
    }
  }
}
