import ClusterMetrics
import OfficeWords

extension ReportWords {
  /// Whether a label says which kind of number its row holds, and nobody's: "Cùng kỳ năm trước", "So sánh (%)".
  package func isFigure(_ text: String) -> Bool {
    guard let figure = FigureWords(text) else { return false }
    let rest = (ReportWords.timeInBrackets(figure.rest, nil) ?? figure.rest).trimmingColons
    return rest.isEmpty || figure.figure == nil || FigureWords.fillers.contains(NameKey(rest))
      || figure.figure == .lastYear && ReportWords.accounts.contains(NameKey(rest))
      || FigureWords.isYear(rest)
      || FigureWords.isYear(NameKey(rest).text.replacing(NameKey("năm").text + " ", with: ""))
      || PeriodMentions.period(rest, 2000) != nil
      || CumulativeWords.day(rest, year: 2000) != nil
  }

  /// "Cùng kỳ lũy kế"
  private static let accounts = Set(
    ["lũy kế", "cộng dồn", "lũy kế từ đầu năm", "lũy kế năm trước"].map { NameKey($0) })

  /// Whether a line without a number says another figure of the line above: "Lũy kế từ đầu năm", "Cùng kỳ năm trước", "Kế
  /// hoạch năm". "Kế hoạch" and "Đạt" alone may be kinds beside others.
  package func saysFigureOrDaysOfLine(_ text: String, isNumbered: Bool) -> Bool {
    figureOfLine(text, isNumbered: isNumbered) != nil
      || PeriodMentions.onlyRange(in: text, calendar, year: 2000) != nil
      || !isNumbered && periodOfLine(text, year: 2000) != nil
  }

  /// The period that a line below another says and nothing else: "- Quý I", "6 tháng đầu năm 2025".
  package func periodOfLine(_ text: String, year: Int?) -> Period? {
    PeriodMentions.period(text.withoutNumbering.trimmingColons, year)
  }

  /// The figure that such a line says; a numbered one says none but what has added up, or last year's number.
  package func figureOfLine(_ text: String, isNumbered: Bool) -> FigureWords? {
    // "- Kế hoạch vốn" is a part, "- Lũy kế" nothing else than the line's own number.
    let text = PeriodMentions.partedRange(text, calendar, year: 2000)?.name ?? text
    let bare = text.withoutNumbering
    guard isFigure(bare), let figure = FigureWords(bare) else { return nil }
    let isAccount = [.cumulative, .lastYear].contains(figure.figure)
    guard !isNumbered || isAccount,
      bare == text.trimmingColons || isAccount && (text.isMarkedAsPart || isNumbered)
    else { return nil }
    // "Tỷ lệ hộ nghèo (%)" is a line of its own, "Tỷ lệ (%)" and "Tỷ lệ so với kế hoạch" say something of the line above.
    if figure.figure == nil, OfficeNames.isOwnShare(text, among: []) { return nil }
    return isAccount || !figure.rest.isEmpty ? figure : nil
  }
}

extension ReportWords {
  /// "Kế hoạch (năm)", "Thực hiện (tháng 6)": what stands in brackets, where it says when.
  package static func timeInBrackets(_ text: String, _ year: Int?) -> String? {
    guard let inner = MeasureWords.bracketed(text) else { return nil }
    let saysWhen =
      years.contains(NameKey(inner)) || PeriodMentions.period(inner, year ?? 2000) != nil
      || PeriodMentions.onlySinceNewYear(inner, year: year ?? 2000) != nil
      || CumulativeWords.beginsUpTo(inner)
        && (CumulativeWords.day(inner, year: 2000) != nil
          || PeriodMentions.wholePeriod(CumulativeWords.withoutUpTo(inner), year ?? 2000) != nil)
    return saysWhen ? inner : nil
  }
}

extension ReportWords {
  /// The days of a term that the settings name, with or without the word for it.
  package func days(ofTerm text: String) -> Period? {
    let bare = text.split(separator: " ").drop { $0.allSatisfy { !$0.isNumber } }
    return [text, bare.joined(separator: " ")].lazy.compactMap {
      self.calendar.names.days(named: $0, year: nil)
    }.first.map { .named($0) }
  }

  /// The one indicator that is called the same but for the word that says that it counts.
  func countedOtherwise(_ name: String) -> Indicator? {
    let words = name.split(whereSeparator: \.isWhitespace).map(String.init)
    let keys = words.map { NameKey($0).text }
    let lead = ReportWords.counting.first { keys.starts(with: $0) && keys.count > $0.count }
    let bare = words.dropFirst(lead?.count ?? 0).joined(separator: " ")
    let lower = bare.prefix(1).lowercased() + bare.dropFirst()
    let others = (lead == nil ? [] : [bare]) + ["Số " + lower, "Tổng số " + lower]
    let found = others.compactMap { indicators.indicator(named: $0) }
    return Set(found.map(\.id)).count == 1 ? found[0] : nil
  }

  private static let counting = ["tổng số", "số"].map {
    NameKey($0).text.split(separator: " ").map(String.init)
  }
}

extension ReportWords {
  /// What a heading means that ends with days or months from and to: "Cùng kỳ (từ 01/01/2024 đến 30/6/2024)", "Hội nghị T1-T7".
  package func readRange(_ text: String, _ year: Int?) -> Meaning? {
    guard let (name, days) = PeriodMentions.partedRange(text, calendar, year: year) else {
      return nil
    }
    let last = days.upperBound.previous.components.year
    var meaning = meaning(of: name, year: year ?? last)
    // "Tuần trước (01/6-07/6/2026)", "Trước sáp nhập (01/01-30/6/2025)": the days say which it is.
    if meaning.isOfUnknownTime || TimeWords.before[NameKey(name).text] != nil
      || TimeWords.now.contains(NameKey(name))
    {
      meaning = Meaning()
      meaning.period = calendar.period(of: days)
      return meaning
    }
    if meaning.period != nil, meaning.role == .period { meaning.role = nil }
    guard meaning.isKnown, meaning.asOf == nil, meaning.role == nil else { return nil }
    // "Quý I (T1-T3)" says once more what it is; "Năm 2024 (T1-T7)" which part of that year.
    if let period = meaning.period {
      guard case .year(let own) = period else { return meaning }
      let months = PeriodMentions.partedRange(text, calendar, year: own)?.days ?? days
      meaning.period = calendar.period(of: months)
      return meaning
    }
    meaning.period = calendar.period(of: days)
    guard meaning.figure == .cumulative, let first = meaning.period?.calendarYear ?? year else {
      return meaning
    }
    // "Lũy kế (01/01 - 31/7)" is what July adds up to; what begins later is the number of those days.
    if calendar.days(of: .year(first)).lowerBound == days.lowerBound {
      let months = (1...12).map { Period.month($0, year: first) }
      meaning.period =
        months.first { calendar.days(of: $0).upperBound == days.upperBound } ?? meaning.period
    } else {
      meaning.figure = .value
    }
    return meaning
  }
}

extension ReportWords {
  /// Whether a heading says what is promised or expected: "Cam kết giải ngân đến 30/9", "Ước đến 31/12".
  package static func isPromise(_ heading: String) -> Bool {
    let key = " " + NameKey(heading).text + " "
    return promises.contains { key.holds($0) }
  }
  private static let promises = [
    "cam kết", "ước", "dự kiến", "khả năng", "kế hoạch", "kh", "phấn đấu", "đăng ký", "mục tiêu",
  ].map { " \(NameKey($0).text) " }

  /// Whether a heading says that its numbers are of a week or a day: "Trong tuần", "Phát sinh trong ngày".
  package static func isOfWeek(_ heading: String) -> Bool {
    // Asked of every number.
    ofWeek(heading) { heading in
      let key = " " + NameKey(heading).text + " "
      return weeks.contains { key.holds($0) }
    }
  }
  private static let ofWeek = TextMemo<Bool>()
  private static let weeks = [
    "trong tuần", "tuần này", "trong ngày", "tuần báo cáo", "hôm nay", "ngày báo cáo",
  ].map { " \(NameKey($0).text) " }
}
