import ClusterMetrics

/// Periods as the headings of narrow columns have them, and months in words.
extension PeriodMentions {
  /// A heading of a narrow column with its periods written out: "Cộng QI", "Th.3" and "6T".
  package static func written(out heading: String) -> String {
    writtenMemo(heading) { newWritten(out: $0) }
  }
  private static let writtenMemo = TextMemo<String>()

  private static func newWritten(out heading: String) -> String {
    guard heading.utf8.count < 48, heading.contains(where: \.isUppercase) else {
      return withSlashes(heading)
    }
    // "Năm 2025 (6 tháng)"
    if heading.hasSuffix(")"), heading.hasDigit,
      let year = heading.wholeMatch(of: yearWithPart)
    {
      return written(out: String(year.2)) + " năm \(year.1)"
    }
    return withSlashes(heading).split(separator: " ").map { word in
      // "Kỳ gốc (6T/2025)"
      if word.first == "(", word.last == ")", word.count > 2 {
        return "(" + written(out: String(word.dropFirst().dropLast())) + ")"
      }
      // "TH I-VI/2025"
      if word.hasPrefix("I-"), let half = word.wholeMatch(of: firstMonths) {
        let count = half.1 == "III" ? 3 : half.1 == "VI" ? 6 : half.1 == "IX" ? 9 : 12
        return count == 12 ? "năm \(half.2)" : "\(count) tháng đầu năm \(half.2)"
      }
      // "10T/2024", "6T/25", "6T26"
      if word.contains("T"), let months = word.wholeMatch(of: monthsOfYear) {
        let year = months.2.count == 2 ? "20" + months.2 : String(months.2)
        return "\(months.1) tháng đầu năm \(year)"
      }
      guard word.count < 6, word.first == "Q" || word.first == "T" || word.last == "T" else {
        return String(word)
      }
      if let short = word.wholeMatch(of: shortQuarter) { return "Quý \(short.1)" }
      if let short = word.wholeMatch(of: shortMonth) { return "Tháng \(short.1)" }
      if let short = word.wholeMatch(of: shortMonths) { return "\(short.1) tháng" }
      return String(word)
    }.joined(separator: " ")
  }

  /// The name of a sheet with its week written out: "W23" as "Tuần 23", and "T23", which no month is.
  package static func weekWritten(out name: String) -> String {
    guard let week = shortWeek(name), !week.mayBeMonth else { return name }
    return "Tuần \(week.number)"
  }

  /// The week that a short heading numbers, and whether it may as well be a month: "W23", "Wk 23", "T5".
  package static func shortWeek(_ text: String) -> (number: Int, mayBeMonth: Bool)? {
    guard text.utf8.count < 8, text.hasDigit, let week = text.wholeMatch(of: letterAndNumber),
      let number = Int(week.2)
    else { return nil }
    return (number, week.1 == "T" && number <= 12)
  }
  nonisolated(unsafe) private static let letterAndNumber = #/(W|Wk|WK|T)\.? ?([0-9]{1,2})/#

  /// A text with its days as they are read elsewhere: "đến 30.6.2025" as "đến 30/6/2025".
  static func withSlashes(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: ".")), text.hasDigit else { return text }
    return text.replacing(dottedDay) { "\($0.1)/\($0.2)/\($0.3)" }
  }

  nonisolated(unsafe) private static let yearWithPart =
    #/(?:Năm )?(20[0-9]{2}) \(((?:[369]|0[369]) ?tháng|[369]T|[Qq]uý [IV0-9]{1,3}|[Tt]háng [0-9]{1,2})\)/#
  nonisolated(unsafe) private static let dottedDay =
    #/\b([0-9]{1,2})\.([0-9]{1,2})\.(20[0-9]{2})\b/#
  nonisolated(unsafe) private static let firstMonths = #/I-(III|VI|IX|XII)\/(20[0-9]{2})/#
  nonisolated(unsafe) private static let shortQuarter = #/Q(I{1,3}|IV)/#
  nonisolated(unsafe) private static let shortMonth = #/Th\.?([1-9]|1[0-2])/#
  nonisolated(unsafe) private static let monthsOfYear = #/([1-9]|1[01])T\/?(20[0-9]{2}|[23][0-9])/#
  nonisolated(unsafe) private static let shortMonths = #/([369])T/#

  /// "Tháng Một", "Tháng mười hai"; "Tháng năm" may head a column of months and years.
  static func isMonthInWords(_ words: [Substring]) -> Bool {
    guard (2...3).contains(words.count), NameKey(String(words[0])).text == monthWord else {
      return false
    }
    let isYearWord = words.count == 2 && NameKey(String(words[1])).text == yearWord
    guard !isYearWord || words[1] == "Năm" else { return false }
    if case .month? = Period(written: words.joined(separator: " ") + " năm 2000") { return true }
    return false
  }

  /// The year of the week that a text names: "Tuần 24 năm 2026".
  static func yearOfWeek(in text: String) -> Int? {
    guard text.hasDigit else { return nil }
    return text.firstMatch(of: weekOfYear).flatMap { Int($0.1) }
  }
  nonisolated(unsafe) private static let weekOfYear =
    #/tuần (?:thứ )?[0-9]{1,2}(?:\/| năm |, năm )(20[0-9]{2})\b/#.ignoresCase()

  /// The years that the name of a file or sheet has in figures.
  /// The year that a line says and nothing else: "NĂM 2025", "II. Năm 2025", "Biểu 2. Năm 2025 (cùng kỳ)".
  package static func yearAlone(in line: String) -> Int? {
    guard line.utf8.count < 60, line.hasDigit else { return nil }
    let bare = (line.bracketAtEnd?.before ?? line).withoutNumbering.trimmingColons
    return bare.wholeMatch(of: yearAlone).flatMap { Int($0.1) }
  }
  nonisolated(unsafe) private static let yearAlone =
    #/(?:(?:Biểu|Bảng|Phần|Mục)(?: số)? ?[0-9IVX.]{1,5}[:.]? ?)?(?:Số liệu )?Năm (20[0-9]{2})/#
    .ignoresCase()

  /// The year with which a title ends, without the word for it: "CÔNG TÁC KHUYẾN HỌC 2025"; `nil` where other numbers say of
  /// which document or span of years it may be.
  package static func yearAtEnd(of title: String) -> Int? {
    let words = title.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count > 2, let last = words.last, FigureWords.isYear(last),
      !words.dropLast().contains(where: \.hasDigit),
      words[words.count - 2].contains(where: \.isLetter),
      NameKey(words[words.count - 2]) != NameKey("năm")
    else { return nil }
    return Int(last)
  }

  package static func bareYears(in name: String) -> [Int] {
    name.split { !$0.isNumber }.compactMap { $0.count == 4 ? Int($0) : nil }
      .filter(FigureWords.years.contains).uniqued
  }
}
