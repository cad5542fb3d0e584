import ClusterMetrics

extension Figure {
  /// The figure that a text says, alone or with other words: "Kế hoạch", "Thực hiện 6 tháng".
  package init?(saidBy text: String) {
    // Nearly all cells are numbers.
    guard text.hasLetterByte else { return nil }
    let figure =
      Figure(written: text)
      ?? FigureWords(EnglishWords.inVietnamese(text, .none) ?? text)?.figure
    guard let figure else { return nil }
    self = figure
  }
}

/// The figure that the words of a header say, and what else they say.
package struct FigureWords {
  /// `nil` where the number is only compared with others: "So cùng kỳ (%)".
  package var figure: Figure?
  /// What is left of the text behind them.
  package var rest: String
  /// Whether numbers of last year count from its beginning.
  package var isCumulative = false

  package init?(_ text: String) {
    guard let words = FigureWords.memo(text, FigureWords.parse) else { return nil }
    self = words
  }

  /// What the phrases say; where they leave words over, what these say together.
  private static func parse(_ text: String) -> FigureWords? {
    let listed = FigureWords(newText: text)
    if let listed, listed.isSettled { return listed }
    guard let own = FigureGrammar(text) else { return listed }
    return FigureWords(figure: own.figure, rest: own.rest, isCumulative: own.isCumulative)
  }

  private init(figure: Figure?, rest: String, isCumulative: Bool) {
    (self.figure, self.rest, self.isCumulative) = (figure, rest, isCumulative)
  }

  /// Whether what is left says when, or nothing.
  private var isSettled: Bool {
    let told = MeasureWords.bracketed(rest) ?? rest
    let text = told.withoutMeasure.trimmingColons
    // "KQ cùng kỳ 2025"
    let first = NameKey(text.split(separator: " ").first.map(String.init) ?? "").text
    if FigureWords.likewise.contains(first) { return false }
    return figure == nil || FigureWords.saysYears(text) || CumulativeWords.leads(text)
      || text.isEmpty || FigureWords.isYear(text)
      || FigureWords.fillers.contains(NameKey(text))
      // "Chỉ tiêu đến 2030" is of that year.
      || CumulativeWords.beginsUpTo(text)
        && !(figure == .plan
          && FigureWords.isYear(text.split(separator: " ").last.map(String.init) ?? ""))
      || PeriodMentions.wholePeriod(text, 2000) != nil
      || PeriodMentions.onlySinceNewYear(text, year: 2000) != nil
  }
  private static let memo = TextMemo<FigureWords?>()

  private init?(newText text: String) {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let keys = words.map { NameKey($0.trimmingColons).text }
    // "Dự toán: Pháp lệnh | Phấn đấu": what has to be reached, and what one would like to.
    if let wish = FigureWords.wishes[keys.joined(separator: " ")] {
      (figure, rest) = (wish, "")
      return
    }
    // "2024/2023", "6T2024/6T2023 (%)"
    if text.first?.isNumber == true, text.contains("/"),
      let years = text.wholeMatch(of: FigureWords.twoYears),
      let first = Int(years.1), let second = Int(years.2), first > second
    {
      (figure, rest) = (nil, "")
      return
    }
    if FigureWords.isRatio(text) {
      (figure, rest) = (nil, "")
      return
    }
    // "6 tháng năm trước", "Tháng 5 năm ngoái"
    if keys.count > 2, [FigureWords.before, FigureWords.former].contains(keys[keys.count - 1]),
      keys[keys.count - 2] == FigureWords.year
    {
      // "TH 6 tháng năm trước" is last year's as well.
      let done = FigureWords.beginnings.first { $0.1 == .value && keys.starts(with: $0.0) }?.0
      let period = words.dropLast(2).dropFirst(done?.count ?? 0).joined(separator: " ")
      if PeriodMentions.period(period, 2000) != nil
        || PeriodMentions.onlySinceNewYear(period, year: 2000) != nil
      {
        (figure, rest) = (.lastYear, period)
        return
      }
    }
    // "TH 2025/KH (%)", "Ước TH 2025 so KH (%)"
    if keys.contains(where: FigureWords.ratios.contains) || keys.contains(FigureWords.than),
      FigureWords.comparesPlan(keys)
    {
      (figure, rest) = (nil, "")
      return
    }
    for (beginning, figure) in FigureWords.beginnings where keys.starts(with: beginning) {
      self.figure = figure
      isCumulative =
        figure == .lastYear && beginning.contains(where: FigureWords.cumulative.contains)
      rest = words.dropFirst(beginning.count).joined(separator: " ")
      if text.isASCII {
        rest = rest.split(separator: " ").map { word in
          let word = word.lowercased()
          return Period.marked[word] ?? FigureWords.marked[word] ?? word
        }
        .joined(separator: " ")
      }
      // "DT 2025" is a budget, "DT (ha)" an area.
      if beginning == FigureWords.budget, !FigureWords.isYear(rest),
        FigureWords.giver(keys.dropFirst(beginning.count)) == nil
      {
        return nil
      }
      if figure == .plan {
        rest = FigureWords.withoutSource(rest.replacing(FigureWords.adjusted, with: ""))
      }
      // "Lũy kế từ đầu năm 2025 đến nay"
      if figure == .cumulative || isCumulative,
        let year = rest.wholeMatch(of: FigureWords.sinceYear)
      {
        rest = String(year.1)
      }
      // "LK 5T", "LK 8T/2024", "Lũy kế T1-T5"
      if figure == .cumulative || isCumulative {
        rest = rest.replacing(FigureWords.months) {
          "\($0.1 ?? $0.2 ?? "") tháng\($0.3.map { " " + $0 } ?? "")"
        }
      }
      // "Cùng kỳ tháng 5/2023": the word for the month belongs to what is left.
      if let month = beginning.last, month == FigureWords.month, rest.first?.isNumber ?? false {
        rest = words[beginning.count - 1] + " " + rest
      }
      // "Chỉ tiêu năm": the word for the year belongs to what is left, too.
      if figure == .plan, rest.isEmpty, beginning.last == FigureWords.year {
        rest = words[beginning.count - 1]
      }
      // "Dự toán tỉnh giao 2025", "Dự toán HĐND xã giao"
      if figure == .plan, let given = FigureWords.giver(keys.dropFirst(beginning.count)) {
        rest = words.dropFirst(beginning.count + given).joined(separator: " ")
      }
      // "Dự toán pháp lệnh", "Chỉ tiêu phấn đấu"
      if figure == .plan, let wish = FigureWords.wishes[NameKey(rest).text] {
        (self.figure, rest) = (wish, "")
        return
      }
      // "So ho so" are files, as programs write them that know no marks.
      if beginning == [FigureWords.than], keys.count > 1, !FigureWords.compares(with: keys[1]) {
        return nil
      }
      // "Giao" and "Số giao" alone are what was given to reach; "Giao thông" and "Số giao dịch" are none.
      if FigureWords.givenAlone.contains(beginning), !rest.isEmpty { return nil }
      // "Chính thức tháng 4" is what was found at last; "Chính thức" beside "Dự bị" counts members.
      if beginning == FigureWords.official, !rest.hasDigit { return nil }
      // "Kỳ trước chuyển sang" is counted, and compared with nothing.
      let restKey = NameKey(rest).text
      if figure == nil, restKey.hasPrefix(FigureWords.carried) { return nil }
      // "Tăng" beside "Giảm", and "Tăng biên chế", count something; "Tăng so với cùng kỳ" compares.
      if [[FigureWords.rise], [FigureWords.fall]].contains(beginning),
        !FigureWords.compares(restKey)
      {
        return nil
      }
      // "Tăng, giảm đảng viên" counts by how many there are more or fewer of them.
      if FigureWords.balances.contains(beginning) {
        let counted = rest.withoutMeasure.split(whereSeparator: \.isWhitespace)
          .drop { [FigureWords.fall, "/", ",", "-"].contains(NameKey(String($0)).text) }
        let what = counted.map { NameKey(String($0)).text }.joined(separator: " ")
        if what.contains(where: \.isLetter), !FigureWords.compares(what),
          !FigureWords.fillers.contains(NameKey(what))
        {
          return nil
        }
      }
      // So do "Đạt chuẩn văn hóa", "Chênh lệch thu chi", "Tăng trưởng kinh tế".
      if FigureWords.results.contains(beginning), restKey.contains(where: \.isLetter),
        !FigureWords.compares(restKey)
      {
        return nil
      }
      return
    }
    guard let last = keys.last, FigureWords.ratios.contains(last) else { return nil }
    figure = nil
    rest = words.dropLast().joined(separator: " ")
  }

  private static let likewise = Set(["cùng", "ck"].map { NameKey($0).text })

  private static let wishes: [String: Figure?] = [
    NameKey("pháp lệnh").text: .plan, NameKey("phấn đấu").text: nil,
    NameKey("mức phấn đấu").text: nil,
  ]

  /// What is left of a plan's heading without who gave it and in which document: "năm 2026" of "năm 2026 (HĐND giao)", of "2026
  /// tỉnh giao" and of "năm 2026 theo QĐ 99/QĐ-UBND".
  private static func withoutSource(_ rest: String) -> String {
    guard rest.contains(where: \.isLetter) else { return rest }
    var text = rest.replacing(documentBehind, with: "")
    if let bracket = text.bracketAtEnd,
      bracket.inner.firstMatch(of: source) != nil, !MeasureWords.isMeasure(bracket.inner)
    {
      text = bracket.before
    }
    let words = text.split(separator: " ").map(String.init)
    let keys = words.map { NameKey($0).text }
    guard let last = keys.last, last == given,
      let start = keys.indices.dropLast().reversed().prefix(while: { givers.contains(keys[$0]) })
        .last, start > 0
    else { return text.trimmingColons }
    return words[..<start].joined(separator: " ")
  }
  nonisolated(unsafe) private static let documentBehind =
    #/(?:^|\s+)(?:được )?(?:giao )?(?:theo|tại) (?:số )?(?:QĐ|NQ|CV|KH|Quyết định|Nghị quyết|Kế hoạch|Công văn|Thông báo|VB|văn bản).*$/#
    .ignoresCase()
  nonisolated(unsafe) private static let source =
    #/(?:^|\s)(?:giao|QĐ|NQ|HĐND|UBND|Quyết định|Nghị quyết)(?:\s|$)/#.ignoresCase()

  /// How many words say who gave a plan; `nil` where none do.
  private static func giver(_ keys: ArraySlice<String>) -> Int? {
    guard let place = keys.prefix(5).firstIndex(of: given), place > keys.startIndex,
      keys[..<place].allSatisfy({ givers.contains($0) })
    else { return nil }
    return place - keys.startIndex + 1
  }
  private static let givers = Set(
    [
      "tỉnh", "huyện", "xã", "phường", "hđnd", "ubnd", "tw", "trung", "ương", "cấp", "trên",
      "thành",
      "phố", "được", "nhà", "nước", "chính", "phủ", "bộ", "sở", "cục",
    ].map { NameKey($0).text })

  /// Whether a heading says a budget or a plan of investments, which the laws on the State budget and on public investment have for
  /// whole years: "Dự toán", "Dự toán HĐND giao", "Kế hoạch vốn".
  package static func isBudget(_ header: String) -> Bool {
    let key = NameKey(header).text + " "
    return budgetWords.contains { key.hasPrefix($0) }
  }
  private static let budgetWords = [
    "dự toán", "tổng dự toán", "kế hoạch vốn", "tổng kế hoạch vốn", "vốn kế hoạch",
    "tổng vốn kế hoạch",
  ].map { NameKey($0).text + " " }

  /// Whether last year's number is of the month alone, whatever stands beside it: "Cùng kỳ tháng".
  package static func isOfMonth(_ header: String) -> Bool {
    let key = NameKey(header).text + " "
    return ofMonth.contains { key.hasPrefix($0 + " ") }
  }
  private static let ofMonth = ["cùng kỳ tháng", "cùng kỳ trong tháng"].map { NameKey($0).text }

  /// The years that a text above a table, or a heading, may give the table.
  package static func yearsOfTable(in text: String) -> [Int] {
    tellsOfYearBefore(text) ? [] : PeriodMentions.years(in: text)
  }

  /// Whether a heading with a year compares with that year, or carries something over from it: "So với năm 2025 (%)", "Cùng kỳ
  /// 2025", "Số nợ năm 2025 chuyển sang".
  package static func tellsOfYearBefore(_ heading: String) -> Bool {
    // Titles have several parts, of which one may compare.
    guard heading.hasDigit, heading.utf8.count < 80 else { return false }
    let key = " " + NameKey(heading.replacing("(", with: " ").replacing(":", with: " ")).text + " "
    if key.holds(carriedOver) { return true }
    // "6 THÁNG 2026 SO VỚI CÙNG KỲ 2025" is of the first year that it names.
    return comparisons.contains { words in
      key.range(of: words).map {
        PeriodMentions.bareYears(in: String(key[..<$0.lowerBound])).isEmpty
      } ?? false
    }
  }
  private static let carriedOver = " " + NameKey("chuyển sang").text + " "
  private static let comparisons = ["so với năm", "so năm", "cùng kỳ"].map {
    " " + NameKey($0).text + " "
  }

  /// Whether a header says that numbers are of the period alone: "Thực hiện trong tháng", "Phát sinh trong kỳ".
  package static func isOfPeriodAlone(_ header: String) -> Bool {
    aloneMemo(header) { header in
      let key = " " + NameKey(header).text + " "
      return alone.contains { key.contains($0) }
    }
  }
  private static let aloneMemo = TextMemo<Bool>()
  private static let alone = [
    "trong tháng", "tháng này", "trong kỳ", "kỳ này", "trong quý", "thực hiện tháng", "th tháng",
    "phát sinh tháng",
  ].map { " \(NameKey($0).text) " }

  nonisolated(unsafe) private static let twoYears =
    #/\s*(?:[0-9]{1,2} ?T ?\/?)?([0-9]{4})\s*\/\s*(?:[0-9]{1,2} ?T ?\/?)?([0-9]{4})\s*(?:\(%\)|%)?\s*/#
  nonisolated(unsafe) private static let adjusted = #/ ?\((?:sau |đã )?điều chỉnh\)$/#.ignoresCase()
  nonisolated(unsafe) private static let months =
    #/^(?:([0-9]{1,2}) ?T|T0?1 ?[-–] ?T([0-9]{1,2}))(?:[\/ ]([0-9]{4}))?$/#.ignoresCase()
  private static let given = NameKey("giao").text
  /// Words behind a figure as programs write them that know no marks.
  private static let marked = [
    "tu": "từ", "den": "đến", "ky": "kỳ", "het": "hết", "truoc": "trước",
  ]
  private static let givenAlone = [[given], [NameKey("số").text, given]]
  private static let budget = [NameKey("DT").text]
  private static let month = NameKey("tháng").text
  private static let official = ["chính", "thức"].map { NameKey($0).text }
  private static let rise = NameKey("tăng").text
  private static let fall = NameKey("giảm").text
  private static let balances = ["tăng,", "tăng/giảm"].map { [NameKey($0).text] }
  private static let results = ["đạt", "chênh lệch", "tăng trưởng", "tốc độ"].map {
    NameKey($0).text.split(separator: " ").map(String.init)
  }

  private static func compares(_ rest: String) -> Bool {
    // "Tăng trong năm 2024" counts those that came.
    if rest.hasPrefix(within), !rest.contains("%") { return false }
    return rest.contains("%") || rest.contains("+") || rest.contains("-") || rest.contains("/")
      || comparing.contains { (" " + rest + " ").contains(" " + $0 + " ") }
  }

  /// Whether words say that a number is taken of the plan, or of another number.
  private static func comparesPlan(_ keys: [String]) -> Bool {
    let parts = keys.joined(separator: " ").split { !$0.isLetter && !$0.isNumber }
    // "So ho so" says one of these twice.
    return Set(parts.filter { compared.contains(String($0)) }).count > 1
  }

  private static let compared = Set(
    ["th", "kh", "ck", "ước", "ưth", "so", "qt", "dt", "lk"].map { NameKey($0).text })
  static let than = NameKey("so").text
  private static let comparing = [
    "so", "với", "giảm", "cùng kỳ", "kế hoạch", "kh", "tỷ lệ", "chỉ tiêu", "năm", "giao",
    "dự toán", "mục tiêu", "thực hiện", "trước", "được", "tăng", "tuyệt đối", "tương đối",
  ].map { NameKey($0).text }

  private static let carried = NameKey("chuyển").text
  private static let within = NameKey("trong").text + " "
  nonisolated(unsafe) private static let sinceYear =
    #/(?:tính )?từ đầu (năm [0-9]{4})(?: đến nay)?/#.ignoresCase()
  package static let cumulative = Set(["Lũy", "LK"].map { NameKey($0).text })
  private static let ratios = Set(["(%)", "%", "(tỷ lệ)"].map { NameKey($0).text })

  /// Whether a word behind "So" is what a number is compared with: "So KH", "So tháng trước", "So cung ky".
  private static func compares(with word: String) -> Bool {
    others.contains(word) || word.contains { $0.isNumber || "%(+-/".contains($0) }
  }
  private static let others = Set(
    [
      "với", "cùng", "kế", "kh", "ck", "dt", "th", "tháng", "quý", "năm", "kỳ", "nq", "nghị",
      "bình",
      "mục", "chỉ", "dự", "đầu", "cuối", "trước", "tỷ", "trung", "toàn", "voi", "cung", "ke",
      "thang",
      "quy", "nam", "sánh", "sanh", "giao", "thực", "kết", "tuần", "ngày", "lần", "mức", "định",
      "ước",
    ].map { NameKey($0).text })

  static let year = NameKey("năm").text
  static let before = NameKey("trước").text
  private static let former = NameKey("ngoái").text

  /// The numbers that are taken for years where nothing says what they are.
  package static let years = 1990...2100

  /// Whether a text is a year: "2023".
  package static func isYear(_ text: String) -> Bool { Int(text).map(years.contains) ?? false }

  /// Whether a text is a span of years: "2021-2024".
  package static func saysYears(_ text: String) -> Bool {
    let parts = text.split { "-–— ".contains($0) }
    return parts.count == 2 && parts.allSatisfy { isYear(String($0)) } && parts[0] < parts[1]
  }

  /// Parts of a year that may stand behind a figure; where in the year, and of which year, stands elsewhere.
  package static let parts = Set(["3 tháng", "6 tháng", "9 tháng"].map { NameKey($0) })
}

extension StringProtocol {
  /// Without a colon or asterisks at its ends.
  package var trimmingColons: String {
    var text = Substring(String(self))
    while let last = text.last, last == ":" || last == "*" || last.isWhitespace {
      text.removeLast()
    }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return String(text)
  }
}
