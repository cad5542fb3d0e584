import ClusterMetrics

/// The names of days and periods.
extension Wording {
  /// `05/7/2022`, `01/02/2022`, `17/6/2022`: days below 10 and months 1 and 2 with a leading zero
  /// (Decree 30/2020/NĐ-CP, annex I). In English `14 June 2022`.
  package func date(_ day: Day) -> String {
    let (year, month, number) = day.components
    guard language == .vietnamese else {
      return "\(number) \(Period.englishMonths[month - 1]) \(year)"
    }
    return "\(number < 10 ? "0" : "")\(number)/\(Period.vietnameseMonth(month))/\(year)"
  }

  /// `15/12/2021–14/6/2022`
  package func days(_ days: Range<Day>) -> String {
    date(days.lowerBound) + "–" + date(days.upperBound.previous)
  }

  /// `từ 15/12/2021 đến 14/6/2022`
  package func daysInWords(_ days: Range<Day>) -> String {
    let (first, last) = (date(days.lowerBound), date(days.upperBound.previous))
    if first == last { return self("ngày \(first)", first) }
    return self("từ \(first) đến \(last)", "from \(first) to \(last)")
  }

  /// "6 tháng đầu năm 2022", "first half of 2022".
  package func name(_ period: Period) -> String {
    if case .span(let from, let through) = period { return daysInWords(from..<through.next) }
    return self(period.spoken)
  }

  /// The name below a point on an axis, line by line: "6T đầu" over "2022".
  package func axisName(_ period: Period) -> [String] {
    switch period {
    case .half(1, let year): [self("6T đầu", "H1"), "\(year)"]
    case .half(_, let year): [self("6T cuối", "H2"), "\(year)"]
    case .quarter(let quarter, let year):
      [self("Quý \(Period.romanQuarters[quarter - 1])", "Q\(quarter)"), "\(year)"]
    case .month(let month, let year):
      [
        self("T\(month)", String(Period.englishMonths[month - 1].prefix(3))), "\(year)",
      ]
    case .firstMonths(let count, let year): [self("\(count) tháng", "\(count) months"), "\(year)"]
    case .year(let year): ["\(year)"]
    case .span(let from, let through): [date(from) + "–", date(through)]
    case .named(let days): axisName(days)
    }
  }

  /// "Tuần 20" over "2024", "Năm học" over "2024–2025".
  private func axisName(_ days: NamedDays) -> [String] {
    guard days.year != nil else { return [days.name] }
    let words = self(days.spoken).split(separator: " ").map(String.init)
    let lead = words.dropLast().filter { !["năm", "of"].contains($0) || words.first == $0 }
    return [sentence(lead.joined(separator: " ")), words.last ?? ""]
  }

  /// The name of a period when compared with a later one: "cùng kỳ 2021", "quý I năm 2022".
  package func name(ofBase base: Period, of period: Period) -> String {
    if base == period.sameLastYear { return lastYear(of: period) }
    // Days compared with a period of the calendar are the same days of an earlier period.
    if case .span(let from, let through) = base, !period.isSpan,
      !period.isTerm(asLongAs: from, through)
    {
      return self("cùng thời gian đến \(date(through))", "same days to \(date(through))")
    }
    return name(base)
  }

  /// The name of the same period last year: "cùng kỳ 2021".
  package func lastYear(of period: Period) -> String {
    switch period.sameLastYear {
    case .month(_, let year), .quarter(_, let year), .half(_, let year), .firstMonths(_, let year):
      self("cùng kỳ \(year)", "same period of \(year)")
    case .year(let year): self("năm \(year)", "\(year)")
    // A period that would overlap itself a year earlier is compared with the days before it.
    case let base where base == period.previous: name(base)
    case .span: self("cùng kỳ năm trước", "same period last year")
    case .named(let days): self(days.spoken)
    }
  }

  /// A list of up to four periods in a sentence, with a common year given once: "tháng 3, tháng 5 và tháng 6 năm 2026";
  /// if there are more, of the first three.
  package func list(periods: [Period]) -> String {
    guard periods.count > 4 else { return language.list(ofPeriods: periods.map(nameInSentence)) }
    return (periods.prefix(3).map(nameInSentence) + ["…"]).joined(separator: ", ")
  }

  /// The name of a period within a sentence: "the first half of 2022", but "April 2022".
  package func nameInSentence(_ period: Period) -> String {
    switch period {
    case .half, .firstMonths: self(name(period), "the " + name(period))
    case .span(let from, let through):
      from == through
        ? name(period)
        : self("giai đoạn " + name(period), date(from) + " to " + date(through))
    case .month, .quarter, .year, .named: name(period)
    }
  }

  /// The name of a period in a sentence that compares a later one with it: "so với cùng kỳ 2021", "on the same period
  /// of 2021", but "on April 2022".
  package func inSentence(base: Period, of period: Period) -> String {
    let name = name(ofBase: base, of: period)
    if name == self.name(base) { return nameInSentence(base) }
    return self(name, "the " + name)
  }

  /// The same for an indicator: submitted numbers are compared with the whole period even if the base is cut.
  package func inSentence(
    base: Period, of period: Period, for indicator: Indicator, in book: TallyBook
  ) -> String {
    inSentence(base: book.base(base, for: indicator), of: period)
  }
}

extension Period {
  fileprivate var isYear: Bool { if case .year = self { true } else { false } }
  /// Whether it is a term or week with as many days as others, which are the whole one before it.
  fileprivate func isTerm(asLongAs from: Day, _ through: Day) -> Bool {
    guard case .named(let days) = self else { return false }
    return abs(days.through.number - days.from.number - (through.number - from.number)) <= 1
  }
  /// Whether it is a custom span.
  package var isSpan: Bool { if case .span = self { true } else { false } }
}
