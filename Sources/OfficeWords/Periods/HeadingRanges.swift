import ClusterMetrics

/// Days and months from and to that a heading ends with: "Hội nghị tháng 1 đến tháng 7", "Cùng kỳ (01/01 - 30/6/2024)".
extension PeriodMentions {
  /// What a heading says besides, and the days; `nil` where it does not end with a first and a last day or month.
  ///
  /// - Parameter year: that of days and months of which the heading says none.
  package static func partedRange(
    _ text: String, _ calendar: ReportingCalendar, year: Int?
  ) -> (name: String, days: Range<Day>)? {
    guard text.hasDigit || text.contains("I"), text.utf8.count < 160 else { return nil }
    let words = text.split(whereSeparator: \.isWhitespace)
    // The name comes first: what is all days is no name with days behind it.
    let tails = words.reversed().prefix(while: isOfRange).count
    guard tails > 0, tails < words.count else { return nil }
    // "Cùng kỳ" and "Kế hoạch năm" keep their last words.
    for start in (words.count - tails)..<words.count where !joints.contains(key(words[start])) {
      let tail = words[start...].joined(separator: " ")
        .replacing(bracketedDays) { "từ \($0.1) đến \($0.2)" }
        .replacing("(", with: "").replacing(")", with: "")
      guard let days = onlyRange(in: tail, calendar, year: year) else { continue }
      var name = words[..<start].joined(separator: " ").trimmingColons[...]
      while let last = name.last, last.isWhitespace || ",(-–".contains(last) { name.removeLast() }
      return name.contains(where: \.isLetter) ? (String(name), days) : nil
    }
    return nil
  }

  /// "(01/01 - 30/6)": what is no fraction in brackets.
  nonisolated(unsafe) private static let bracketedDays =
    #/\(([0-9]{1,2}\/[0-9]{1,2}) ?[-–÷] ?([0-9]{1,2}\/[0-9]{1,2})\)$/#

  /// Whether a text says days or months and no other numbers with strokes: it has a word for them, or a year.
  package static func saysTime(_ text: String) -> Bool {
    let folded = NameKey(text.replacing("(", with: " ").replacing(")", with: " ")).text
    return namesYear(folded) || monthsWritten(out: text) != text
      || folded.split(separator: " ").contains { timeOfRange.contains(String($0)) }
  }

  /// The months, quarters or days from and to that the name of a sheet or file says: "T1-T6", "bc_thang_01_06_2025", "Quý I+II",
  /// "BC tu 01.01 den 30.6.2025".
  package static func range(
    ofName name: String, _ calendar: ReportingCalendar, year: Int?
  ) -> Range<Day>? {
    let parted = name.replacing(betweenNumbers) { "\($0.1)-\($0.2)" }
      .replacing(dayAndMonth) { "\($0.1)/\($0.2)" }.replacing(beforeYear) { "\($0.1) \($0.2)" }
      .replacing("_", with: " ")
    let marks = Period.marked.merging(["tu": "từ", "den": "đến"]) { $1 }
    let words = parted.split(separator: " ").map { marks[$0.lowercased()] ?? String($0) }
    let text = words.joined(separator: " ")
    guard saysTime(text) else { return nil }
    return range(in: text, calendar, orOf: year)
  }

  /// The months, quarters or days that a text says, of a year that is known besides where it names none itself.
  package static func range(
    in text: String, _ calendar: ReportingCalendar, orOf year: Int?
  ) -> Range<Day>? {
    range(in: text, calendar, year: year)
      ?? (namesYear(text) ? nil : year.flatMap { range(in: text + " năm \($0)", calendar) })
  }
  nonisolated(unsafe) private static let betweenNumbers = #/([0-9]{1,2})_([0-9]{1,2})(?=_|$)/#
  nonisolated(unsafe) private static let dayAndMonth = #/\b([0-9]{1,2})\.([0-9]{1,2})(?![0-9])/#
  nonisolated(unsafe) private static let beforeYear = #/([0-9IVT])[.\/_](20[0-9]{2})(?![0-9])/#

  /// With months in short written out, "T1-T7" as "tháng 1 đến tháng 7", and a dash for signs of the same meaning.
  static func monthsWritten(out text: String) -> String {
    let hasDash = text.unicodeScalars.contains { dashes.contains($0) }
    let text = hasDash ? text.replacing(dashBetween) { "\($0.1)-" } : text
    guard text.contains("T"), text.hasDigit else { return text }
    return text.replacing(shortMonthRange) { "tháng \($0.1) đến tháng \($0.2) " }
  }
  nonisolated(unsafe) private static let shortMonthRange =
    #/\bT(1[0-2]|0?[1-9]) ?(?:-|–|—|đến) ?T(1[0-2]|0?[1-9])\b/#
  /// The signs that `dashBetween` looks for; most texts have none of them.
  private static let dashes = Set("÷>→~".unicodeScalars)
  /// "T1÷T7", "T1->T7", "tháng 1 → 7"
  nonisolated(unsafe) private static let dashBetween =
    #/([0-9I])\s*(?:÷|-+>|→|~)\s*(?=[0-9IT])/#

  /// Months that follow each other as the first and the last: "Tháng 4, 5, 6 năm 2026" and "tháng 5 và 6" as "tháng 4 đến tháng 6".
  static func listedMonths(_ text: String) -> String {
    guard text.hasDigit, text.contains(",") || text.lowercased().contains("và") else { return text }
    return text.replacing(listOfMonths) { match in
      let months = match.1.split { !$0.isNumber }.compactMap { Int($0) }
      guard let first = months.first, let last = months.last, months.count > 1,
        months == Array(first...max(first, last)), last <= 12
      else { return String(match.0) }
      return "tháng \(first) đến tháng \(last)"
    }
  }
  nonisolated(unsafe) private static let listOfMonths =
    #/tháng ([0-9]{1,2}(?:(?:, ?| và |, và )(?:tháng )?[0-9]{1,2})+)(?=[ \/]|$)/#.ignoresCase()

  /// With the only month that a heading ends with written out, and without brackets: "Văn bản T6", "Văn bản (T6/2025)" as
  /// "Văn bản tháng 6/2025".
  static func lastMonthWritten(out text: String) -> String {
    let text = text.hasSuffix(")") ? text.replacing(timeInBrackets) { " \($0.1)" } : text
    guard text.contains("T"), text.hasDigit else { return text }
    return text.replacing(lastShortMonth) { "\($0.1) tháng \($0.2)\($0.3 ?? "")" }
  }
  nonisolated(unsafe) private static let timeInBrackets =
    #/\s*\(\s*((?:tháng|quý) [^()]*)\)$/#.ignoresCase()
  nonisolated(unsafe) private static let lastShortMonth =
    #/(\p{L}{2,}\)?)\s+\(?T(1[0-2]|0?[1-9])(\/20[0-9]{2})?\)?\s*$/#

  /// What a header counts, and when: "Số hội nghị tháng 5", "Số hội nghị năm 2023", "Hồ sơ 6 tháng đầu năm"; `nil` where it
  /// says no time. "Quá hạn 3 tháng" does not say when.
  package static func parted(
    _ text: String, year: Int?, _ names: DayNames = DayNames()
  ) -> (name: String, period: Period)? {
    // "Sản lượng xi măng tháng 6 (tấn)"
    if let bracket = text.bracketAtEnd, !bracket.inner.hasDigit {
      return parted(bracket.before, year: year, names).map {
        ($0.name + " (\(bracket.inner))", $0.period)
      }
    }
    let words = lastMonthWritten(out: text).trimmingColons.split(whereSeparator: \.isWhitespace)
      .map(String.init)
    guard words.count > 2 else { return nil }
    let keys = words.map { NameKey($0).text }
    // "Số vụ cả năm", but not "Lúa cả năm", which is what all seasons make.
    if let year, keys[0] == count, keys.suffix(2) == wholeYear {
      return (words.dropLast(2).joined(separator: " "), .year(year))
    }
    // "Hộ thoát nghèo 2026"
    if FigureWords.isYear(keys[keys.count - 1]), let year = Int(keys[keys.count - 1]),
      !timeWords.contains(keys[keys.count - 2]), !upToWords.contains(keys[keys.count - 2]),
      keys[keys.count - 2].contains(where: \.isLetter)
    {
      return (words.dropLast().joined(separator: " "), .year(year))
    }
    for start in 1..<words.count - 1 {
      let isPart = timeWords.contains(keys[start])
      let isMonths =
        Int(keys[start]) != nil && keys[start + 1] == timeWords[0]
        && start + 2 < words.count
      let time = words[start...].joined(separator: " ")
      // "Sản lượng 4 tháng 2023" is of April and all before it; as a number it is told apart by its year.
      guard isPart || isMonths || keys[start] == week,
        let period = period(time, year)
          ?? (isMonths
            ? onlySinceNewYear(time, year: year).map { month in
              .span(
                from: ReportingCalendar.calendarMonths.days(of: .year(month.calendarYear ?? 0))
                  .lowerBound,
                through: ReportingCalendar.calendarMonths.days(of: month).upperBound.previous)
            } : nil)
          ?? names.days(named: time, year: year).map({ .named($0) })
      else { continue }
      // "Hồ sơ nhận đến hết tháng 2" counts from the beginning of the year.
      guard !upToWords.contains(keys[start - 1]), !isBirthYear(keys, start) else { return nil }
      let name = words[..<start].dropLast(inWords.contains(keys[start - 1]) ? 1 : 0)
      // "Trong đó: tháng 6" counts nothing else.
      guard name.contains(where: { $0.contains(where: \.isLetter) }),
        !name.joined(separator: " ").leadsToParts
      else { return nil }
      return (name.joined(separator: " "), period)
    }
    return nil
  }

  private static let upToWords = Set(
    ["đến", "hết", "tới", "từ", "cuối", "đầu", "trước", "sau", "quá", "và", "-", "–"].map {
      NameKey($0).text
    })
  /// "Trẻ em sinh năm 2020", but not "Khai sinh năm 2025" and "Học sinh quý I".
  private static func isBirthYear(_ keys: [String], _ start: Int) -> Bool {
    keys[start - 1] == birth && keys[start] == timeWords[2]
      && !(start > 1 && noBirths.contains(keys[start - 2]))
  }
  private static let birth = NameKey("sinh").text
  private static let noBirths = Set(
    ["khai", "phát", "học", "vệ", "hy", "tuyển", "thí", "sơ"].map { NameKey($0).text })
  private static let inWords = Set(["trong", "của", "cả"].map { NameKey($0).text })
  private static let count = NameKey("số").text
  private static let wholeYear = ["cả", "năm"].map { NameKey($0).text }[...]
  private static let timeWords = ["tháng", "quý", "năm"].map { NameKey($0).text }

  /// Whether a word can be one of "(từ 01/01/2024 đến 30/6/2024)", "tháng 1-7", "quý I + II".
  static func isOfRange(_ word: Substring) -> Bool {
    word.split { "-–—()+,÷→~>".contains($0) }.allSatisfy { piece in
      piece.allSatisfy { $0.isNumber || $0 == "/" }
        || wordsOfRange.contains(key(piece))
        || piece.wholeMatch(of: shortMonthOrQuarter) != nil
    }
  }
  nonisolated(unsafe) private static let shortMonthOrQuarter =
    #/(?:T[0-9]{1,2}|I{1,3}|IV)(?:\/[0-9]{4})?/#
  private static let timeOfRange = Set(
    ["từ", "ngày", "tháng", "quý", "đến"].map { NameKey($0).text })
  private static let joints = Set(
    ["đến", "tới", "hết", "kỳ", "năm", "và"].map { NameKey($0).text })
  private static let wordsOfRange = timeOfRange.union(joints)
  private static func key(_ word: Substring) -> String { NameKey(String(word)).text }
}
