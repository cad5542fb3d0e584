import ClusterMetrics

/// Parts of a year that texts say otherwise than by one name: from a day to a day, from a month to a month, terms.
extension PeriodMentions {
  /// The days from the first to the last that a text says: "Từ ngày 15/12/2024 đến ngày 14/6/2025", "từ 18/3 đến 22/3/2024",
  /// "18-22/3/2024", "từ tháng 1 đến tháng 6/2024", "Quý I + II/2024". What lacks a month or a year has that of the last.
  ///
  /// - Parameter year: that of days of which the text says none.
  package static func range(in text: String, _ calendar: ReportingCalendar, year: Int? = nil)
    -> Range<Day>?
  {
    // Most titles say no more than one number.
    let text = listedMonths(monthsWritten(out: withSlashes(text)))
    let numbers = text.split { !$0.isNumber }.count
    guard
      numbers > 2 || text.contains("+") || text.contains(",") || text.contains("và")
        || text.contains("I-I"),
      text.utf8.count < 400
    else { return nil }
    let figures = daysInFigures(text).replacing("–", with: "-").replacing("—", with: "-")
    let key =
      " " + NameKey(String(figures.map { "()".contains($0) ? " " : $0 })).text + " "
    return (numbers > 2 ? days(key, year) ?? edge(key) : nil)
      ?? (key.contains("/") || numbers > 0 ? months(key, calendar) : nil)
  }

  /// "II." in front of a heading
  static func isNumbering(_ key: String) -> Bool {
    key.count < 6 && key.allSatisfy { "ivx.)".contains($0) || $0.isNumber }
  }

  /// The last day of which a title says that it ends what is counted.
  package static func endingDay(in title: String) -> Day? {
    lastDay(in: title) ?? range(in: title, .calendarMonths)?.upperBound.previous
  }

  /// A text with its days in figures: "ngày 01 tháng 01 năm 2025" as "ngày 01/01/2025", "30/6 năm 2025" as "30/6/2025".
  static func daysInFigures(_ text: String) -> String {
    let text = withSlashes(text)
    guard text.hasDigit,
      text.contains("/") || text.lowercased().contains("tháng")
    else { return text }
    // "Từ ngày: 01/9/2025 - Đến ngày: 30/9/2025", "Từ 01/8/2025 00:00:00 đến …", "đến 17h00 ngày 07/11/2025"
    let plain = text.replacing(clock, with: "").replacing(dayColon) { "\($0.1) " }
      .replacing(dashBeforeEnd) { " \($0.1)" }
    return plain.replacing(dayInWords) { match in
      match.1 + [match.2, match.3, match.4].compactMap(\.self).joined(separator: "/")
    }
  }

  /// Lines that say the two ends of some days apart, "Từ ngày: 01/8/2025" and "Đến ngày: 31/8/2025", as one.
  package static func joiningDays(_ lines: [String]) -> [String] {
    var joined: [String] = []
    for line in lines {
      let isBegun = joined.last.map { begins($0, "từ") && $0.matches(of: anyDay).count < 2 }
      if isBegun == true, begins(line, "đến") || line.wholeMatch(of: bareDay) != nil {
        joined[joined.count - 1] += " " + line
      } else {
        joined.append(line)
      }
    }
    return joined
  }

  private static func begins(_ line: String, _ word: String) -> Bool {
    line.utf8.count < 80
      && NameKey(line.replacing(":", with: " ")).text.hasPrefix(NameKey(word).text + " ")
  }
  nonisolated(unsafe) private static let anyDay = #/[0-9]{1,2}\/[0-9]{1,2}\/[0-9]{4}/#
  nonisolated(unsafe) private static let bareDay = #/\s*[0-9]{1,2}\/[0-9]{1,2}\/[0-9]{4}\s*/#
  nonisolated(unsafe) private static let clock =
    #/\b(?:lúc )?[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?| ?h ?(?:[0-9]{2})?| giờ(?: [0-9]{1,2}(?: phút)?)?)(?=[ ,)]|$),? ?/#
    .ignoresCase()
  nonisolated(unsafe) private static let dayColon = #/(ngày|từ|đến) ?:\s*/#.ignoresCase()
  nonisolated(unsafe) private static let dashBeforeEnd = #/ [-–] (đến )/#.ignoresCase()

  /// "01 tháng 01 năm 2025" behind "ngày", and "30/6 năm 2025"
  nonisolated(unsafe) private static let dayInWords =
    #/(ngày )([0-9]{1,2})(?: ?\/ ?| tháng )([0-9]{1,2})(?:(?: năm | ?\/ ?)([0-9]{4}))?/#
    .ignoresCase()

  private static func days(_ key: String, _ year: Int?) -> Range<Day>? {
    guard let match = key.matches(of: dayToDay).only?.output,
      let day = Int(match.4), let month = Int(match.5),
      let year = match.6.flatMap({ Int($0) }) ?? year,
      let last = Day(year: year, month: month, day: day),
      let firstDay = Int(match.1)
    else { return nil }
    let firstMonth = match.2.flatMap { Int($0) } ?? month
    let firstYear = match.3.flatMap { Int($0) }
    for year in firstYear.map({ [$0] }) ?? [year, year - 1] {
      if let first = Day(year: year, month: firstMonth, day: firstDay), first <= last {
        return first..<last.next
      }
    }
    return nil
  }

  /// The first or last days of a month: "15 NGÀY ĐẦU THÁNG 6 NĂM 2025".
  private static func edge(_ key: String) -> Range<Day>? {
    guard let match = key.matches(of: edgeOfMonth).only?.output, let count = Int(match.1),
      let month = Int(match.3), let year = Int(match.4), (1...12).contains(month)
    else { return nil }
    let length = Day.length(ofMonth: month, year: year)
    let first = match.2 == NameKey("đầu").text ? 1 : length - count + 1
    guard count < length, let from = Day(year: year, month: month, day: first),
      let through = Day(year: year, month: month, day: first + count - 1)
    else { return nil }
    return from..<through.next
  }

  private static func months(_ key: String, _ calendar: ReportingCalendar) -> Range<Day>? {
    // "từ tháng 01/2025 đến hết tháng 6/2025"
    let key = withYearOnce(key.replacing(upToTheEnd, with: " \(upTo) "))
    func days(from first: Period, through last: Period) -> Range<Day> {
      calendar.days(of: first).lowerBound..<calendar.days(of: last).upperBound
    }
    // "từ tháng 12/2025 đến tháng 5/2026"
    if let match = key.matches(of: monthToMonthOfNextYear).only?.output, let first = Int(match.1),
      let year = Int(match.2), let last = Int(match.3), Int(match.4) == year + 1,
      (1...12).contains(first), (1...12).contains(last)
    {
      return days(from: .month(first, year: year), through: .month(last, year: year + 1))
    }
    if let match = key.matches(of: monthToMonth).only?.output, let first = Int(match.1),
      let last = Int(match.2), let year = Int(match.3), (1...12).contains(first),
      (first...12).contains(last)
    {
      return days(from: .month(first, year: year), through: .month(last, year: year))
    }
    // "NĂM 2025 (T1-T7)" says the year elsewhere.
    if let match = key.matches(of: monthToMonthAlone).only?.output, let first = Int(match.1),
      let last = Int(match.2), (1...12).contains(first), (first...12).contains(last), first < last,
      let year = key.split(whereSeparator: { !$0.isNumber }).filter({
        FigureWords.isYear(String($0))
      })
      .uniqued.only.flatMap({ Int($0) })
    {
      return days(from: .month(first, year: year), through: .month(last, year: year))
    }
    if let match = key.matches(of: severalQuarters).only?.output, let year = Int(match.2) {
      let named = match.1.split { !$0.isLetter && !$0.isNumber }.compactMap { quarters[String($0)] }
      let all =
        match.1.contains("-") && named.count == 2
        ? Array(named[0]...max(named[0], named[1])) : named
      // "Quý I, III" is no part of a year from one day to another.
      if let first = all.first, let last = all.last, first < last, all == Array(first...last) {
        return days(from: .quarter(first, year: year), through: .quarter(last, year: year))
      }
    }
    return nil
  }

  /// Without all but the last of years behind months that are the same.
  private static func withYearOnce(_ key: String) -> String {
    let years = key.matches(of: yearBehindMonth)
    guard years.count == 2, years[0].1 == years[1].1 else { return key }
    return String(key[..<years[0].range.lowerBound] + key[years[0].range.upperBound...])
  }
  nonisolated(unsafe) private static let yearBehindMonth = #/ ?\/ ?([0-9]{4})/#

  private static let quarters = [
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4,
  ]

  // Patterns of folded texts, read once, and not for every text.
  private typealias Pair = (Substring, Substring, Substring, Substring)
  private static let ofYear = "(?: ?/ ?| \(NameKey("năm").text) | )([0-9]{4})[^0-9]"
  private static let (thang, quy) = (NameKey("tháng").text, NameKey("quý").text)
  private static let (upToKey, andKey) = (NameKey("đến").text, NameKey("và").text)

  /// "18/3 đến hết ngày 22/3/2024", "18-22/3/2024"
  nonisolated(unsafe) private static let dayToDay:
    Regex<(Substring, Substring, Substring?, Substring?, Substring, Substring, Substring?)> = {
      // swift-format-ignore: NeverForceUnwrap, NeverUseForceTry
      try! Regex(
        "[^0-9/]([0-9]{1,2})(?:/([0-9]{1,2}))?(?:/([0-9]{4}))?(?: ?- ?| (?:\(upToKey)|tới) )"
          + "(?:\(NameKey("hết").text) )?(?:\(NameKey("ngày").text) )?"
          + "([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?[^0-9/]",
        as: (Substring, Substring, Substring?, Substring?, Substring, Substring, Substring?).self)
    }()
  /// "tháng 1 đến tháng 6/2024"
  nonisolated(unsafe) private static let monthToMonth: Regex<Pair> = {
    // swift-format-ignore: NeverForceUnwrap, NeverUseForceTry
    try! Regex(
      " \(thang) ([0-9]{1,2})(?: \(upToKey) | ?- ?)(?:\(thang) )?([0-9]{1,2})" + ofYear,
      as: Pair.self)
  }()
  nonisolated(unsafe) private static let monthToMonthOfNextYear:
    Regex<(Substring, Substring, Substring, Substring, Substring)> = {
      let month = "\(thang) ([0-9]{1,2}) ?/ ?([0-9]{4})"
      // swift-format-ignore: NeverForceUnwrap, NeverUseForceTry
      return try! Regex(
        " \(month)(?: \(upToKey) | ?- ?)\(month)",
        as: (Substring, Substring, Substring, Substring, Substring).self)
    }()
  /// "tháng 1 đến tháng 6" in front of other words
  nonisolated(unsafe) private static let monthToMonthAlone:
    Regex<(Substring, Substring, Substring)> = {
      // swift-format-ignore: NeverForceUnwrap, NeverUseForceTry
      try! Regex(
        " \(thang) ([0-9]{1,2})(?: \(upToKey) | ?- ?)(?:\(thang) )?([0-9]{1,2})(?![0-9/.])",
        as: (Substring, Substring, Substring).self)
    }()
  /// "quý I + II/2024", "quý I, II và III năm 2024"
  nonisolated(unsafe) private static let severalQuarters: Regex<(Substring, Substring, Substring)> =
    {
      // swift-format-ignore: NeverForceUnwrap, NeverUseForceTry
      try! Regex(
        " \(quy) ([iv1-4]{1,3}(?: ?(?:\\+|-|,|\(andKey)) ?(?:\(quy) )?[iv1-4]{1,3})+)" + ofYear,
        as: (Substring, Substring, Substring).self)
    }()
  /// "15 ngày đầu tháng 6 năm 2025"
  nonisolated(unsafe) private static let edgeOfMonth:
    Regex<(Substring, Substring, Substring, Substring, Substring)> = {
      // swift-format-ignore: NeverForceUnwrap, NeverUseForceTry
      try! Regex(
        " ([0-9]{1,2}) \(NameKey("ngày").text) (\(NameKey("đầu").text)|\(NameKey("cuối").text)) "
          + "\(thang) ([0-9]{1,2})" + ofYear,
        as: (Substring, Substring, Substring, Substring, Substring).self)
    }()
  /// "tháng 9 năm học 2023"
  nonisolated(unsafe) static let monthOfSchoolYear: Regex<(Substring, Substring, Substring)> = {
    // swift-format-ignore: NeverForceUnwrap, NeverUseForceTry
    try! Regex(
      "\(thang) ([0-9]{1,2}) \(NameKey("năm học").text) ([0-9]{4})",
      as: (Substring, Substring, Substring).self)
  }()

  /// Whether a text says a first and a last day.
  package static func namesDays(_ text: String) -> Bool { range(in: text, .calendarMonths) != nil }

  /// The days that a text says and nothing else: "Từ 01/01 đến 31/3", "1/4 - 30/6/2024".
  package static func onlyRange(in text: String, _ calendar: ReportingCalendar, year: Int?)
    -> Range<Day>?
  {
    guard text.hasDigit || text.contains("I"), text.utf8.count < 80,
      text.trimmingColons.split(whereSeparator: \.isWhitespace).allSatisfy(isOfRange),
      // "6/1 - 6/5" may be classes.
      saysTime(text)
    else { return nil }
    return range(in: text, calendar, orOf: year)
  }

  /// What a text says of a part of a year that no calendar knows: "Học kỳ I", "đầu năm học", "Tuần thứ ba".
  package static func unknownPart(in text: String) -> (text: String, isWeek: Bool)? {
    let words = text.split { $0.isWhitespace || "(),;:".contains($0) }.map(String.init)
    let keys = words.map { NameKey($0).text }
    for (index, key) in keys.enumerated() {
      let next = index + 1 < keys.count ? keys[index + 1] : ""
      let behind = index + 2 < keys.count ? keys[index + 2] : ""
      if key == term.0, next == term.1, isNumber(behind) {
        return (words[index...index + 2].joined(separator: " "), false)
      }
      if key.hasPrefix("hk"), key.count == 3 || key == "hk" && isNumber(next),
        isNumber(String(key.dropFirst(2))) || key == "hk"
      {
        return (key == "hk" ? words[index] + " " + words[index + 1] : words[index], false)
      }
      // "Kỳ 1 tháng 6/2025" is a part of June, "kỳ 6 tháng" the half-year.
      if key == time, isNumber(next), namesMonthBehind(keys, index + 1) {
        return (words[index] + " " + words[index + 1], false)
      }
      // "Đợt 1 năm 2026"
      if key == round, isNumber(next) { return (words[index] + " " + words[index + 1], false) }
      if edges.contains(key), next == schoolYear.0, behind == schoolYear.1 {
        return (words[index...index + 2].joined(separator: " "), false)
      }
      if key == week, next == ordinal || isNumber(next) {
        return (
          words[index...min(index + (next == ordinal ? 2 : 1), words.count - 1)].joined(
            separator: " "),
          true
        )
      }
    }
    return nil
  }

  /// Whether such a part is a term of a school: "Học kỳ I", "HK1".
  package static func isTerm(_ part: String) -> Bool {
    let key = NameKey(part).text
    return key.hasPrefix(term.0 + " " + term.1) || key.hasPrefix("hk")
  }

  /// The day that a line is and nothing else: "Ngày 18/3/2024", "Ngày 18/3" of the table's year.
  package static func day(in text: String, year: Int?) -> Day? {
    let words = text.split(separator: " ")
    guard words.count == 2, NameKey(words[0]) == NameKey("ngày") else { return nil }
    let numbers = words[1].split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(numbers.count), let day = numbers[0], let month = numbers[1],
      let year = numbers.count == 3 ? numbers[2] : year
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  private static let round = NameKey("đợt").text
  private static let time = NameKey("kỳ").text
  private static let term = (NameKey("học").text, NameKey("kỳ").text)
  private static let schoolYear = (NameKey("năm").text, NameKey("học").text)
  package static let ordinal = NameKey("thứ").text

  package static func isNumber(_ key: String) -> Bool {
    !key.isEmpty && key.count <= 3
      && (key.allSatisfy(\.isNumber) || ["i", "ii", "iii", "iv"].contains(key))
  }

  nonisolated(unsafe) private static let wordAndNumber =
    #/\b(thang|tháng|quy|quý|tuan|tuần|th)([0-9]{1,2})\b/#.ignoresCase()

  /// With a space between the word and the number of a name such as "quy1", "thang5", "Th5".
  package static func spaced(_ name: String) -> String {
    let parted = name.replacing(wordAndNumber) {
      "\($0.1) \($0.2)"
    }
    return parted.split(separator: " ").map { word in
      switch word.lowercased() {
      case "tuan": "tuần"
      case "th": "tháng"
      default: String(word)
      }
    }.joined(separator: " ")
  }

  /// The month that a whole name says in words: "Tháng Năm".
  package static func monthInWords(_ name: String, year: Int) -> Period? {
    let words = name.split(separator: " ")
    guard words.count == 2 || words.count == 3, NameKey(words[0]) == NameKey("tháng"),
      words.dropFirst().allSatisfy({ $0.allSatisfy(\.isLetter) })
    else { return nil }
    return Period(written: name + " năm \(year)")
  }
}

extension ReportingCalendar {
  /// The month whose last day a day is.
  package func month(endingOn day: Day) -> Period? {
    let years = [day.components.year, day.components.year + 1]
    return years.lazy.flatMap { year in (1...12).lazy.map { Period.month($0, year: year) } }
      .first { self.days(of: $0).upperBound == day.next }
  }

  /// Some days, by the name of a period where they are one.
  package func period(of days: Range<Day>) -> Period {
    if let only = periods(making: days).only, !only.isDays { return only }
    let last = days.upperBound.previous
    let first = years(holding: last..<last.next).last.flatMap { year in
      (2...11).lazy.compactMap { count in
        Period(firstMonths: count, year: year.upperBound.previous.components.year)
      }.first { self.days(of: $0) == days }
    }
    return first ?? .span(from: days.lowerBound, through: last)
  }

  /// The days that a line says: "(Từ ngày 01/01/2024 đến ngày 30/6/2024)", "Ngày 18/3".
  ///
  /// - Parameter year: that of days of which the line says none.
  package func period(ofDaysIn line: String, year: Int?) -> Period? {
    let days =
      PeriodMentions.range(in: line, self, year: year)
      ?? PeriodMentions.day(in: line, year: year).map { $0..<$0.next }
    // "KỶ NIỆM NGÀY THƯƠNG BINH - LIỆT SĨ (27/7/1947 - 27/7/2024)" says since when a day is kept.
    return days.flatMap {
      $0.upperBound.number - $0.lowerBound.number > 6 * 366 ? nil : period(of: $0)
    }
  }

  /// Whether days are those of a month, quarter or half-year that closes on another day than the project's: about as long,
  /// begun up to a month before it and ended within it.
  package func isClosed(_ days: Period, for whole: Period) -> Bool {
    guard case .span = days, !whole.isNamed, !whole.isDays else { return false }
    let (own, other) = (self.days(of: days), self.days(of: whole))
    func length(_ days: Range<Day>) -> Int32 { days.upperBound.number - days.lowerBound.number }
    let begins = other.lowerBound.number - own.lowerBound.number
    return abs(length(own) - length(other)) * 5 <= length(other) && (0...31).contains(begins)
      && own.upperBound > other.lowerBound && own.upperBound <= other.upperBound
  }

  /// Whether a week that says no month lies outside of the month, quarter or half-year beside it.
  package func isOutside(_ named: NamedDays, _ period: Period) -> Bool {
    guard case .week = named.series, !period.isNamed else { return false }
    return !days(of: period).overlaps(named.from..<named.through.next)
  }

  /// "Tháng 9 năm học 2023-2024": the month of the calendar year in which it lies.
  package func schoolMonth(in text: String) -> Period? {
    let key = NameKey(text.replacing("–", with: "-")).text
    guard let match = key.firstMatch(of: PeriodMentions.monthOfSchoolYear)?.output,
      let month = Int(match.1),
      (1...12).contains(month), let first = Int(match.2)
    else { return nil }
    let begins = names.yearBegins["school"]?.components.month ?? 9
    return .month(month, year: month >= begins ? first : first + 1)
  }
}

extension Period {
  package var isMonth: Bool { if case .month = self { true } else { false } }
}
