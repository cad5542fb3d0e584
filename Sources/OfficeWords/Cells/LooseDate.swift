import ClusterMetrics

/// Finds the one date within a text: "Sáng 20/5/2024", "ngày 12 tháng 3 năm 2024", and of a range such as
/// "15-17/4/2024" the first day.
package enum LooseDate {
  /// A number, and the text between it and the next.
  private struct Token {
    var value: Int
    var digits: Int
    /// Folded as names are, without spaces around it.
    var behind = ""
    /// The text before it, as it stands.
    var before = ""
  }

  /// `nil` where the text holds no date, or several that are no range.
  package static func read(_ text: String, order: DateOrder = .dayFirst) -> DateCell.Reading? {
    guard text.utf8.count <= 200, !isLunar(text), !isPartOfMonth(text),
      // "-1/6/2022" is no day of anything.
      !text.contains(negative)
    else { return nil }
    if let day = packed(text) { return DateCell.Reading(day: day) }
    let tokens = tokens(of: withNumberedMonths(text))
    let dates = dates(tokens, order)
    guard let first = dates.first, !isDamaged(tokens, at: first.index),
      !isBeside(tokens[first.index].before)
    else { return nil }
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

  /// Whether the words before a date mean days before or after it: "Sau ngày 30/6/2026".
  private static func isBeside(_ text: String) -> Bool {
    let words = text.split { !$0.isLetter }.map { NameKey($0).text }
    return words.suffix(2).contains(where: beside.contains)
  }
  private static let beside = Set(["sau", "trước", "before", "after"].map { NameKey($0).text })
  /// How many days a range that begins in the month before may last.
  private static let longestTurn = 15

  /// "20240605", as programs write dates.
  private static func packed(_ text: String) -> Day? {
    guard text.utf8.count == 8, text.allSatisfy({ $0.isASCII && $0.isNumber }),
      text.hasPrefix("19") || text.hasPrefix("20"), let number = Int(text)
    else { return nil }
    return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  private static func dates(
    _ tokens: [Token], _ order: DateOrder
  ) -> [(index: Int, reading: DateCell.Reading)] {
    tokens.indices.compactMap { index in
      date(tokens, at: index, order).map { (index: index, reading: $0) }
    }
  }

  /// The last day of a range, or of two days: 15 June of "30/5-15/6/2022".
  package static func lastDay(_ text: String, order: DateOrder = .dayFirst) -> Day? {
    guard text.utf8.count <= 200 else { return nil }
    return dates(tokens(of: withNumberedMonths(text)), order).last?.reading.day
  }

  /// Whether a figure was read as a letter, or a number was torn or has one too many: "l6/6/2022", "1 6/6/2022",
  /// "16/6/20 22", "1/2/3/2022".
  private static func isDamaged(_ tokens: [Token], at index: Int) -> Bool {
    let (first, last) = (tokens[index], tokens[index + 2])
    let letters = first.before.reversed().prefix { !$0.isWhitespace }
    if letters.count == 1, let letter = letters.first, "lLIiOoSsBZz|".contains(letter) {
      return true
    }
    if index > 0 {
      let (before, mark) = (tokens[index - 1], tokens[index - 1].behind)
      if mark == first.behind, mark != "-" { return true }
      // "08:00 5/6/2024" has its time before it.
      let isTime = index > 1 && tokens[index - 2].behind == ":"
      if mark.isEmpty, !before.before.contains(where: \.isLetter), !isTime { return true }
    }
    return last.digits == 2 && last.behind.isEmpty && tokens.count > index + 3
      && tokens[index + 3].digits == 2
  }

  /// "Tuần 4 tháng 6 năm 2024", "đợt 2 tháng 6": the first number is no day.
  private static func isPartOfMonth(_ text: String) -> Bool {
    text.contains(where: \.isLetter) && text.contains(partOfMonth)
  }

  /// "17-Jun-2022" and "17 June 2022", as programs in English write a date, with the month as a number.
  private static func withNumberedMonths(_ text: String) -> String {
    guard text.contains(where: \.isLetter) else { return text }
    return text.replacing(englishMonth) { match in
      let month = months.firstIndex(of: match.2.lowercased()).map { $0 + 1 } ?? 0
      return "\(match.1)/\(month)/\(match.3)"
    }
  }
  // Patterns are read once, and not for every text.
  nonisolated(unsafe) private static let partOfMonth =
    #/(?:tuần|đợt|lần|kỳ|số) (?:thứ )?[0-9]{1,2} ?(?:tháng|-|/) ?(?![0-9]{1,2}[-\/.][0-9]{1,2}[-\/.][0-9])[0-9]/#
    .ignoresCase()
  nonisolated(unsafe) private static let englishMonth =
    #/\b([0-9]{1,2})[ -](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?[ -]([0-9]{4}|[0-9]{2})\b/#
    .ignoresCase()
  nonisolated(unsafe) private static let negative = #/^\s*[-−–][0-9]/#
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

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
      tokens.append(
        Token(value: Int(digits.prefix(8)) ?? 0, digits: digits.count, before: between))
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
      words(first.behind, are: ["tháng", "thg"])
      && words(second.behind, are: ["năm", "/", "-", "", ","])
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
    [
      "-", "đến", "đến ngày", "tới", "tới ngày", "và", "và ngày", ",", "- ngày", "&", "+", ";",
    ].map { NameKey($0).text })

  private static func isRange(_ text: String) -> Bool { text == "." || rangeMarks.contains(text) }

  /// Whether a number is no day because of the word before it: "Thứ 6, 17/6/2022", "Lần 2 - 17/6", "8h30, 17/6".
  ///
  /// - Parameter next: the token behind it.
  private static func isLabelled(_ token: Token, _ next: Token) -> Bool {
    let words = token.before.split { !$0.isLetter && $0 != ":" }.map { NameKey($0).text }
    guard let last = words.last else { return false }
    if labels.contains(last) { return true }
    // "13-17" is a range behind any word; a number before a comma or a dash with spaces only behind a word for days.
    let isTight = next.before == "-" || next.before.contains(where: \.isLetter)
    return !isTight && !leads.contains(last)
  }

  private static let labels = Set(
    [
      "thứ", "t", "lần", "đợt", "buổi", "số", "tuần", "kỳ", "khóa", "khoá", "phiên", "vòng", "tổ",
      "nhóm", "phòng", "lớp", "bài", "ca", "quý", "điểm", "mục", "bộ", "phố", "thôn", "xóm", "ấp",
      "h", "giờ", "g", ":", "phút", "p", "thu", "stt", "khu", "hội", "kh", "bc", "qđ", "cv",
    ].map { NameKey($0).text })
  private static let leads = Set(
    [
      "ngày", "từ", "sáng", "chiều", "tối", "trưa", "đêm", "hôm", "các", "và", "vào", "trong",
    ].map { NameKey($0).text })

  /// The first day of a range whose last one is a date: "15-17/4/2024", "28/3 đến 2/4/2024".
  private static func begun(
    _ tokens: [Token], before index: Int, by end: DateCell.Reading
  ) -> DateCell.Reading {
    guard let last = end.day, index > 0, isRange(tokens[index - 1].behind) else { return end }
    let (year, month, _) = last.components
    if index > 1, tokens[index - 2].behind == "/",
      let first = earlier(tokens[index - 2], tokens[index - 1])
    {
      return first
    }
    // "17, 18, 19/6/2022" began on the 17th.
    var start = index
    while start > 0, isRange(tokens[start - 1].behind), tokens[start - 1].digits <= 2,
      start == 1 || tokens[start - 2].behind != "/",
      start == index
        || tokens[start - 1].value < tokens[start].value,
      !isLabelled(tokens[start - 1], tokens[start])
    {
      start -= 1
    }
    guard start < index else { return end }
    let near = tokens[start]
    // "30-2/7/2024" began in the month before.
    let before = month == 1 ? (year - 1, 12) : (year, month - 1)
    let candidates = [
      Day(year: year, month: month, day: near.value),
      Day(year: before.0, month: before.1, day: near.value),
    ]
    // "14-12/4" is no month long: one of its numbers is wrong.
    guard let day = candidates.compactMap(\.self).first(where: { $0 <= last }),
      last.number - day.number < (near.value > tokens[index].value ? longestTurn : 31)
    else { return near.value > tokens[index].value ? DateCell.Reading() : end }
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
