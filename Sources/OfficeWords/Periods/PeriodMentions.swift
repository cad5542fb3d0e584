import ClusterMetrics

/// Finds the periods that a title, the name of a sheet or of a file mentions: "KẾT QUẢ … 6 THÁNG ĐẦU NĂM 2024".
package struct PeriodMentions {
  /// The periods of a text, each once. What names no year is of the year that is known otherwise.
  ///
  /// - Parameter isWhole: whether what is only mentioned beside it counts, too.
  package static func all(in text: String, year: Int?, isWhole: Bool = false) -> [Period] {
    allMemo(text, with: (year ?? 0) * 2 + (isWhole ? 1 : 0)) {
      newAll(in: $0, year, isWhole: isWhole)
    }
  }
  private static let allMemo = TextMemo<[Period]>()

  private static func newAll(in text: String, _ year: Int?, isWhole: Bool) -> [Period] {
    let words = withoutNumberOfForm(words(text))
    let keys = words.map { NameKey($0).text }
    // "(Kèm theo Kế hoạch số 15/KH-UBND năm 2023)" tells of another document.
    // "(Kèm theo báo cáo 6 tháng đầu năm 2025)" says of when the report is.
    let isReport = keys.starts(with: reports) && keys.count > 5 && keys[4] != number
    guard isReport || !enclosed.contains(where: { keys.starts(with: $0) }) else { return [] }
    var found: [Period] = []
    // The year of a document, which is the numbers' where no other is: "KẾT QUẢ CÁC CHỈ TIÊU NGHỊ QUYẾT NĂM 2026".
    var ofDocument: Period?
    var start = isReport ? reports.count : 0
    // Whether the years of a programme stand before: "GIAI ĐOẠN 2021-2025, QUÝ I NĂM 2024".
    var programmeEnd: Int?
    while start < words.count {
      if !isWhole, start + 1 < words.count, programmes.contains([keys[start], keys[start + 1]]),
        let next = afterYears(keys, start + 2), keys[next] != and
      {
        start = next
        programmeEnd = next
      }
      // "so với cùng kỳ năm 2023", "phương hướng 6 tháng cuối năm": what follows is another period.
      if !isWhole, start + 1 < words.count, asides.contains([keys[start], keys[start + 1]]),
        // "NHIỆM VỤ 6 THÁNG CUỐI NĂM" and "KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 2" are what a table is about.
        !keys[..<start].allSatisfy(isNumbering) && !doing.contains(keys[start - 1])
          // So are "GIAO NHIỆM VỤ NĂM 2026" and "CHỈ TIÊU, NHIỆM VỤ QUÝ III".
          && !(found.isEmpty && giving.contains(keys[start - 1]))
          || !subjects.contains([keys[start], keys[start + 1]])
      {
        break
      }
      // "SO SÁNH SỐ VỤ QUÝ I NĂM 2026 VỚI QUÝ I NĂM 2025" is of the first of both.
      if !isWhole, !found.isEmpty, keys[start] == with,
        zip(keys[..<start], keys[..<start].dropFirst()).contains(where: { [$0, $1] == compare })
      {
        break
      }
      // "KẾT QUẢ THÁNG 3 VÀ KẾ HOẠCH THÁNG 4": the plan is of another time.
      if !isWhole, !found.isEmpty || programmeEnd != nil, start + 1 < words.count,
        plans.contains([keys[start], keys[start + 1]])
      {
        break
      }
      var next = start + 1
      // "theo tháng năm 2024" names no fifth month.
      if start > 0, keys[start - 1] == by, keys[start] == monthWord {
        start += 1
        continue
      }
      // "Đề án 06" and "Chỉ thị 05" are programmes.
      if start > 0, keys[start].allSatisfy(\.isNumber), start > 1,
        programmeLeads.contains([keys[start - 2], keys[start - 1]]),
        // "KẾT QUẢ THỰC HIỆN KẾ HOẠCH 6 THÁNG ĐẦU NĂM 2025" is of six months.
        !countsMonths(keys, start)
      {
        start += 1
        continue
      }
      // "Biểu số 3/2024" and "Số: 12/2024" are documents.
      if start > 0, numberings.contains(keys[start - 1]), !countsMonths(keys, start),
        words[start].allSatisfy({ $0.isNumber || "/.-".contains($0) })
      {
        start += 1
        continue
      }
      // "ngày 14 tháng 6 năm 2024" is a day, and no month.
      if keys[start] == day {
        start = min(words.count, start + (isDate(words, start + 1) ? 6 : 2))
        continue
      }
      // "CỤM THI ĐUA SỐ 3 THÁNG 6 NĂM 2025" is of June, and of no three months.
      if namesMonthBehind(keys, start)
        || namesMonthBehind(keys, start + 1)
          && (keys[start] == number || !numbered.contains(keys[start]))
      {
        start += 1
        continue
      }
      for end in (start..<min(words.count, start + 8)).reversed() {
        guard let period = period(words[start...end].joined(separator: " "), year) else { continue }
        if !isWhole, period.isYear, let years = endOfYears(keys, start, end) {
          // "TỪ NĂM 2021 ĐẾN NAY (THÁNG 6/2024)" is of more than June.
          guard years < keys.count else { return [] }
          next = years + 1
          break
        }
        // "5 tháng đầu năm 2024", "tuần 24 năm 2024", "Nghị quyết năm 2021": the year is not meant as a whole.
        let isFirst = start == 0 || start == programmeEnd
        let earlier = start > 1 && !isFirst ? keys[start - 2] : ""
        let before = isFirst || earlier == by ? "" : keys[start - 1]
        // "Hộ nghèo cuối năm 2024" are those that the year ended with.
        let isYearEnd = before == endOfYear && period.isYear && !numbered.contains(earlier)
        // "tuần tra" is no week.
        let isWithin =
          edges.contains(before) && !isYearEnd && !firstTimes.contains(earlier)
          || earlier == week && (isNumber(before) || before == ordinal)
        let isPart =
          isWithin
          // "sinh năm 2005" is nobody's reporting year.
          || period.isYear && born.contains(before) && !bearing.contains(earlier)
          // "Luật Đất đai năm 2013"
          || period.isYear && isOfLaw(keys[..<start], period)
          // "các tháng năm 2026" are all of them.
          || period.isYear && !several.contains(earlier)
            && (isPartial(before, behind: earlier) && !isYearEnd && earlier != legal
              && !firstTimes.contains(earlier)
              && !(before == capital && earlier == first)
              // "Số vụ năm 2024" counts something.
              || numbered.contains(earlier) && (earlier != week || isWithin)
                && !numbersNoDocument(keys, start)
                && (isNumber(before) || before == ordinal
                  || before.contains { $0.isNumber } || before.allSatisfy { "ivx".contains($0) })
              || !isWhole && isUpTo(keys[(end + 1)...]))
        if !found.contains(period), !isPart { found.append(period) }
        if isPart, period.isYear, documents[before] != nil, isRecent(period) { ofDocument = period }
        next = end + 1
        break
      }
      start = next
    }
    if found.isEmpty, !isWhole, let ofDocument { found = [ofDocument] }
    // "KẾT QUẢ 11 THÁNG, ƯỚC CẢ NĂM 2025" is of either.
    if found.count == 1, found[0].isYear, let month = sinceNewYear(in: text, year: year) {
      found.append(month)
    }
    return turned(found, keys, from: start)
  }

  /// The month up to which a text counts from the beginning of the year, where these months are no period of the
  /// calendar: "5 tháng đầu năm 2024", "10 tháng/2024".
  package static func sinceNewYear(in text: String, year: Int?) -> Period? {
    let words = words(text).flatMap { $0.split(separator: "/").map(String.init) }
    let keys = words.map { NameKey($0).text }
    for (index, key) in keys.enumerated().dropFirst()
    where key == monthWord {
      let next = index + 1 < keys.count ? keys[index + 1] : ""
      guard let count = Int(keys[index - 1]), (1...11).contains(count), count % 3 != 0,
        next.isEmpty || next == beginningWord || next == yearWord || next == estimate
          || FigureWords.isYear(next),
        index < 2 || !(keys[index - 2] == day || keys[index - 2] == monthWord),
        let year = keys[(index + 1)...].prefix(4).first(where: FigureWords.isYear).flatMap({
          Int($0)
        })
          ?? year
      else { continue }
      return .month(count, year: year)
    }
    return nil
  }

  /// The last day that numbers are of: "số liệu đến 30/6/2024", "tính đến hết ngày 30/6/2024".
  ///
  /// - Parameter year: that of a day of which the text says none: "tính đến 15/6".
  package static func lastDay(in text: String, year: Int? = nil) -> Day? {
    let words = words(daysInFigures(text))
    for (index, word) in words.enumerated()
    where NameKey(word).text == upTo
      // "Điều tra thời điểm 01/4/2025"
      || index > 0 && [NameKey(words[index - 1]).text, NameKey(word).text] == moment
    {
      let next = words[(index + 1)...].first { word in
        !["ngày", "hết", "cuối", "nay"].contains { NameKey($0) == NameKey(word) }
      }
      guard let next, next.contains("/") else { continue }
      if let day = SentDay.read(next) { return day }
      let parts = next.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      if let year, parts.count == 2, let day = parts[0], let month = parts[1] {
        return Day(year: year, month: month, day: day)
      }
    }
    return nil
  }

  /// "03-2024", "03.2024" as a whole text: a month. Within another text these may be the number of a document.
  package static func wholePeriod(_ text: String, _ year: Int?) -> Period? {
    if (6...7).contains(text.utf8.count), text.first?.isNumber == true,
      let month = text.wholeMatch(of: monthAndYear)
    {
      return Period(written: "\(month.1)/\(month.2)")
    }
    return period(text, year)
  }

  private static let enclosed = [
    "kèm theo", "ban hành kèm theo", "căn cứ", "theo kế hoạch số", "theo quyết định số",
    "theo công văn số", "theo nghị quyết số", "theo thông tư số", "theo nghị định số",
    "theo văn bản số", "theo hướng dẫn số",
  ].map { $0.split(separator: " ").map { NameKey(String($0)).text } }
  private static let reports = ["kèm", "theo", "báo", "cáo"].map { NameKey($0).text }
  private static let number = NameKey("số").text
  private static let law = NameKey("luật").text
  /// Words before the number of a document.
  package static let numberings = Set(
    ["số", "so", "cv", "qđ", "kh", "bc"].map { NameKey($0).text })
  static let yearWord = NameKey("năm").text
  private static let day = NameKey("ngày").text
  private static let by = NameKey("theo").text
  package static let monthWord = NameKey("tháng").text
  static let and = NameKey("và").text
  package static let week = NameKey("tuần").text
  /// Words before the year in which people were born, or for which they are called up.
  private static let born = Set(["sinh"].map { NameKey($0).text })
  /// Words before "sinh" that speak of no birth: "học sinh", "phát sinh", "vệ sinh".
  private static let bearing = Set(
    [
      "học", "phát", "vệ", "thí", "tuyển", "hy", "tái", "nữ", "nam", "mới", "số", "khai", "dân",
      "ca", "trẻ",
      "bé", "hộ",
    ].map {
      NameKey($0).text
    })
  /// Words before a period of which only a part is meant.
  package static let edges = Set(["đầu", "cuối", "giữa"].map { NameKey($0).text })
  /// "CẤP GIẤY CHỨNG NHẬN LẦN ĐẦU NĂM 2025" is of the year.
  private static let firstTimes = Set(["lần", "bước", "ban"].map { NameKey($0).text })
  static let upTo = NameKey("đến").text
  static let upToTheEnd = " \(upTo) \(NameKey("hết").text) "
  private static let estimate = NameKey("ước").text
  private static let moment = ["thời", "điểm"].map { NameKey($0).text }
  /// "đầu tư" is no circular.
  private static let (first, capital) = (NameKey("đầu").text, NameKey("tư").text)
  /// Whether a word in front of a year says that something else is of that year: "tháng", "Nghị quyết", "Quyết định", but not
  /// "huyện Yên Định".
  private static func isPartial(_ word: String, behind earlier: String) -> Bool {
    partial.contains(word) && (documents[word].map { $0.contains(earlier) } ?? true)
  }
  private static let documents = Dictionary(
    uniqueKeysWithValues: [
      ("quyết", ["nghị"]), ("định", ["quyết", "nghị"]), ("tư", ["thông"]), ("lệnh", ["pháp"]),
    ].map { word, leads in (NameKey(word).text, leads.map { NameKey($0).text }) })
  private static let endOfYear = NameKey("cuối").text
  private static let beginningWord = NameKey("đầu").text
  /// Words before a year of which only a part is meant, or that is that of a document.
  private static let partial = Set(
    [
      "đầu", "cuối", "tháng", "quý", "tuần", "quyết", "định", "tư", "luật", "lệnh", "kỳ", "khóa",
      "giữa",
    ].map { NameKey($0).text })
  /// Words that a number follows: "tuần 24 năm 2024".
  private static let numbered = Set(
    ["tháng", "quý", "tuần", "kỳ", "khóa", "số", "lần", "đợt"].map { NameKey($0).text })
  private static let legal = NameKey("pháp").text
  private static let several = Set(["các", "từng", "mỗi", "những"].map { NameKey($0).text })

  /// Whether words go on with a day or month up to which is counted: "NĂM 2024 (TÍNH ĐẾN HẾT THÁNG 6)".
  private static func isUpTo(_ words: ArraySlice<String>) -> Bool {
    words.first == upTo || words.first == counted && words.dropFirst().first == upTo
  }
  private static let counted = NameKey("tính").text

  /// Whether a year is that of a law which is named before it, and not that of the numbers: "Luật Đất đai năm 2013", but not
  /// "phổ biến pháp luật năm 2025". What nobody can tell is the numbers' in the last two years.
  private static func isOfLaw(_ before: ArraySlice<String>, _ period: Period) -> Bool {
    guard let place = before.lastIndex(of: law), before.endIndex - place <= 6,
      place == before.startIndex || before[place - 1] != legal
    else { return false }
    return !isRecent(period)
  }
  private static func isRecent(_ period: Period) -> Bool {
    period.calendarYear.map { $0 >= Today.day.components.year - 1 } ?? false
  }
  static let subjects: Set<[String]> = Set(
    [["phương", "hướng"], ["nhiệm", "vụ"]].map { $0.map { NameKey($0).text } })
  private static let giving = Set(["giao", "tiêu"].map { NameKey($0).text })
  private static let doing = Set(["hiện", "cáo", "quả"].map { NameKey($0).text })
  static let plans: Set<[String]> = Set(
    [["kế", "hoạch"], ["dự", "kiến"], ["chương", "trình"]].map { $0.map { NameKey($0).text } })
  private static let programmeLeads: Set<[String]> = Set(
    [
      ["đề", "án"], ["chỉ", "thị"], ["nghị", "quyết"], ["kế", "hoạch"], ["kết", "luận"],
      ["quyết", "định"], ["chương", "trình"], ["dự", "án"],
    ].map { $0.map { NameKey($0).text } })
  private static let programmes: Set<[String]> = Set(
    [["nhiệm", "kỳ"], ["giai", "đoạn"]].map { $0.map { NameKey($0).text } })

  /// The first word behind years from and to: "2021-2025", "2021 - 2025", "từ 2021 đến 2025"; `nil` where none are or nothing
  /// follows.
  private static func afterYears(_ keys: [String], _ start: Int) -> Int? {
    let end = keys[start...].firstIndex { word in
      !between.contains(word)
        && !word.split { "-–".contains($0) }.allSatisfy { FigureWords.isYear(String($0)) }
    }
    let years = keys[start..<(end ?? keys.count)].flatMap { $0.split { "-–".contains($0) } }
      .filter { FigureWords.isYear(String($0)) }
    // "NHIỆM KỲ 2020-2025 NĂM 2024": the last year is the report's.
    guard let end, years.count == 2 else {
      guard years.count == 3, let last = keys[start...].lastIndex(where: { $0 == yearWord }),
        last + 1 < keys.count
      else { return nil }
      return last
    }
    // The word "năm" goes with what follows.
    return keys[end - 1] == yearWord ? end - 1 : end
  }
  private static let between = Set(["-", "–", "từ", "đến", "năm"].map { NameKey($0).text })
  private static let with = NameKey("với").text
  private static let compare = ["so", "sánh"].map { NameKey($0).text }
  private static let asides: Set<[String]> = Set(
    [["so", "với"], ["phương", "hướng"], ["nhiệm", "vụ"], ["nhiệm", "kỳ"], ["giai", "đoạn"]].map {
      $0.map { NameKey($0).text }
    })

  /// The years that a text names: "năm 2024", "2/2024".
  package static func years(in text: String) -> [Int] {
    let own = all(in: text, year: nil).compactMap(\.calendarYear).uniqued
    guard own.isEmpty else { return own }
    let beside = all(in: text, year: nil, isWhole: true).compactMap(\.calendarYear).uniqued
    guard beside.isEmpty else { return beside }
    // "Tháng 5 và 5 tháng đầu năm 2025", "Tuần 24 năm 2026"
    let year = sinceNewYear(in: text, year: nil)?.calendarYear ?? yearOfWeek(in: text)
    return year.map { [$0] } ?? []
  }

  /// The month up to which a text counts, where it says nothing else: "5 tháng", "5 tháng đầu năm 2025".
  package static func onlySinceNewYear(_ text: String, year: Int?) -> Period? {
    // "8 tháng/2024"
    let plain = words(text).flatMap { $0.split(separator: "/").map(String.init) }.filter { word in
      !["đầu", "năm", "tháng", "của"].contains { NameKey($0) == NameKey(word) }
        && !FigureWords.isYear(word)
    }
    guard plain.count == 1, plain[0].allSatisfy(\.isNumber) else { return nil }
    return sinceNewYear(in: text, year: year)
  }

  /// A text that is a period as a whole; without a year of its own that of the table.
  package static func period(_ written: String, _ year: Int?) -> Period? {
    // A bare number is any number.
    guard written.hasLetterByte || written.utf8.contains(UInt8(ascii: "/")) else { return nil }
    return periodMemo(written, with: year ?? 0) { newPeriod($0, year) }
  }
  private static let periodMemo = TextMemo<Period?>()

  private static func newPeriod(_ written: String, _ year: Int?) -> Period? {
    var text = written
    guard text.contains(where: \.isLetter) || text.contains("/") else { return nil }
    // Square metres are no February.
    guard !["m2", "m3", "(m2)", "(m3)"].contains(text.lowercased()) else { return nil }
    // "QI/2024"
    if let first = text.first, "Qq".contains(first) {
      text = text.replacing(romanQuarter) { "Quý \($0.1)" }
    }
    if let period = Period(written: text) { return period.isDays ? nil : period }
    // "Số liệu" has letters of Roman numbers, and is none.
    let words = text.split { $0.isWhitespace || $0 == "." }
    let isNumbered =
      text.contains(where: \.isNumber)
      || words.contains { Period.romanQuarters.contains(String($0)) } || isMonthInWords(words)
    guard let year else { return nil }
    if isWholeYear(text) { return .year(year) }
    if let half = halves[NameKey(text.trimmingColons)] { return .half(half, year: year) }
    guard isNumbered else { return nil }
    let isWhole = text.split(separator: " ").count <= 5
    return isWhole
      ? Period(written: text + " năm \(year)") ?? Period(written: text + "/\(year)") : nil
  }

  // Patterns are read once, and not for every text.
  nonisolated(unsafe) private static let monthAndYear = #/([0-9]{1,2})[-.]([0-9]{4})/#
  nonisolated(unsafe) private static let romanQuarter = #/^[Qq](I{1,3}|IV|[1-4])(?=[\/\s.-]|$)/#

  private static let wholeYears = Set(["cả năm", "trọn năm", "toàn năm"].map { NameKey($0) })

  /// Halves in words, which say their year elsewhere.
  private static let halves: [NameKey: Int] = [
    NameKey("nửa đầu năm"): 1, NameKey("nửa cuối năm"): 2, NameKey("nửa năm đầu"): 1,
    NameKey("nửa năm cuối"): 2,
  ]

  /// "Cả năm", which says its year elsewhere.
  package static func isWholeYear(_ text: String) -> Bool {
    wholeYears.contains(NameKey(text.trimmingColons))
  }

  private static func isDate(_ words: [String], _ start: Int) -> Bool {
    start + 1 < words.count && NameKey(words[start + 1]).text == NameKey("tháng").text
  }

  /// Words, with the marks that file names write without tones as they are meant.
  static func words(_ text: String) -> [String] {
    inMonths(
      text.split { $0.isWhitespace || "_()[],;:".contains($0) }.map { word in
        Period.marked[word.lowercased()] ?? String(word)
      })
  }
}
